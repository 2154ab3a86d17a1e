"""InvenioRDM, in any installation."""

from __future__ import annotations

from edition.deposit.access import check
from edition.deposit.sending import to_invenio
from edition.deposit.targets import GIGA, Limits, Target

TARGET = Target(
    "invenio",
    "InvenioRDM",
    requires=("title", "creators", "publication_date", "publisher"),
    advises=("licence", "languages", "description"),
    limits=Limits(file_bytes=10 * GIGA, total_bytes=10 * GIGA, files=100, title=3),
    iso639_3=True,
    check=check,
    send=to_invenio,
    sources=(
        "https://inveniordm.docs.cern.ch/reference/metadata/",
        "https://inveniordm.docs.cern.ch/operate/customize/file-uploads/ (default quota)",
    ),
)
