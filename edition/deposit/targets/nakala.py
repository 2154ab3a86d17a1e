"""Nakala, of Huma-Num."""

from __future__ import annotations

from edition.deposit.archives import to_nakala
from edition.deposit.targets import GIGA, Limits, Target

TARGET = Target(
    "nakala",
    "Nakala",
    requires=("title", "creators", "publication_date", "licence"),
    advises=("description", "languages"),
    severities={"name-unsplit": "error"},
    limits=Limits(file_bytes=50 * GIGA),
    spdx=True,
    send=to_nakala,
    proven=False,
    sources=(
        "https://api.nakala.fr/doc (five mandatory terms; creator is family and given name)",
        "https://documentation.huma-num.fr/nakala-guide-de-description/",
    ),
    assumed="50 GB a file",
)
