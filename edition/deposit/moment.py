"""The moment of a package: the same each time that the same edition is packaged."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime

from lxml import etree

from edition.deposit.record import Record
from tei.names import TEI

EPOCH = "SOURCE_DATE_EPOCH"
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d))?)?")


def moment(roots: Iterable[etree._Element], record: Record) -> datetime | None:
    """When an edition became what it is; None where nobody said it.

    SOURCE_DATE_EPOCH where it is set (https://reproducible-builds.org/specs/source-date-epoch/),
    else the latest change in revisionDesc, else the date of publication.
    """
    epoch = os.environ.get(EPOCH, "")
    if epoch.isdecimal() and len(epoch) < 12:
        return datetime.fromtimestamp(int(epoch), UTC)
    path = f".//{TEI}revisionDesc//{TEI}change"
    changes = (change.get("when", "") for root in roots for change in root.iterfind(path))
    latest = max(filter(None, map(parsed, changes)), default=None)
    return latest or parsed(record.publication_date.value)


def parsed(words: str) -> datetime | None:
    """The first moment of a date (ISO 8601, in parts); None where it is none."""
    match = DATE.match(words.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    try:
        return datetime(year, month or 1, day or 1, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
