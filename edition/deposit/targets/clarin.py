"""CLARIN centres, which take metadata as CMDI."""

from __future__ import annotations

from edition.deposit.archives import exported
from edition.deposit.targets import Target

TARGET = Target(
    "clarin",
    "CLARIN centres",
    requires=("title", "creators", "description", "languages", "licence", "contact"),
    advises=("publisher", "publication_date", "extent", "identifiers"),
    iso639_3=True,
    export=exported("clarin"),
    sources=(
        "https://www.clarin.eu/content/depositing-services",
        "https://www.clarin.eu/content/cmdi-best-practice-guide",
    ),
    assumed="the mandatory fields: each centre has its own",
)
