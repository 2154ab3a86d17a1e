"""TAPAS, the TEI Archiving, Publishing, and Access Service."""

from __future__ import annotations

from edition.deposit.archives import exported
from edition.deposit.targets import MEGA, Limits, Target

TARGET = Target(
    "tapas",
    "TAPAS",
    requires=("title", "creators"),
    advises=("publication_date", "languages", "licence"),
    limits=Limits(file_bytes=10 * MEGA),
    export=exported("tapas"),
    sources=(
        "http://beta.tapasproject.org/managing-tei-record-files (10 MB a file, valid TEI)",
        "http://beta.tapasproject.org/validation-and-checking",
    ),
    assumed="the advised fields",
)
