"""Zenodo, the InvenioRDM of CERN."""

from __future__ import annotations

from edition.deposit.access import check
from edition.deposit.sending import to_invenio
from edition.deposit.targets import GIGA, Limits, Target

TARGET = Target(
    "zenodo",
    "Zenodo",
    requires=("title", "creators", "publication_date", "licence"),
    advises=("publisher", "languages", "description"),
    limits=Limits(file_bytes=50 * GIGA, total_bytes=50 * GIGA, files=100, title=3),
    iso639_3=True,
    check=check,
    send=to_invenio,
    sources=(
        "https://help.zenodo.org/docs/deposit/manage-files/ (50 GB and 100 files a record)",
        "https://help.zenodo.org/docs/deposit/describe-records/",
    ),
    assumed="100 files a record",
)
