"""ARCHE, of the Austrian Academy of Sciences."""

from __future__ import annotations

import re

from edition.deposit.archives import exported
from edition.deposit.targets import Limits, Target

TARGET = Target(
    "arche",
    "ARCHE",
    requires=(
        *("title", "creators", "description", "contact", "licence", "languages"),
        *("depositor", "publication_date"),
    ),
    advises=("subjects", "extent"),
    details=(("arche", "discipline"),),
    severities={
        "byte-order-mark": "error",
        "file-name-unsafe": "error",
        "name-unsplit": "error",
        "agent-unidentified": "warning",
    },
    limits=Limits(names=re.compile(r"[A-Za-z0-9_.-]+")),
    iso639_3=True,
    pdfa=True,
    export=exported("arche"),
    sources=(
        "https://arche.acdh.oeaw.ac.at/browser/formats-filenames-and-metadata (names, PDF/A)",
        "https://github.com/acdh-oeaw/arche-schema (minimal cardinalities of TopCollection)",
    ),
)
