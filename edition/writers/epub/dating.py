"""When an edition was last changed, as it is told: never by the clock."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime

from lxml import etree

from edition.writers import TEI, Settings
from edition.writers.epub.container import START


def modified(tree: etree._ElementTree, settings: Settings) -> datetime:
    """The setting `timestamp` (Unix seconds), else SOURCE_DATE_EPOCH, else the last date that the
    header tells of a change or of publication, else 1980."""
    given = settings.get("timestamp", os.environ.get("SOURCE_DATE_EPOCH"))
    if isinstance(given, datetime):
        return given.astimezone(UTC)
    if given is not None and str(given).isdigit():
        return datetime.fromtimestamp(int(given), UTC)
    places = ".//t:revisionDesc//t:change", ".//t:publicationStmt/t:date"
    told = [
        date.get("when", "") for place in places for date in tree.getroot().iterfind(place, TEI)
    ]
    return max((moment for when in told if (moment := _moment(when))), default=START)


def _moment(when: str) -> datetime | None:
    """The beginning of a W3C date; None for what is none."""
    parts = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", when)
    if parts is None:
        return None
    year, month, day = (int(part or 1) for part in parts.groups())
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
