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
    sources=("https://tapasproject.org/help (TEI files of at most 10 MB)",),
)
