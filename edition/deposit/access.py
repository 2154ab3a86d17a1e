"""Access: who may see a record and its files, and from when; by [invenio] in deposit.toml.

Source: https://inveniordm.docs.cern.ch/reference/metadata/#access
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from edition.deposit.record import Record
from tei.diagnostics import Diagnostic, declare

if TYPE_CHECKING:
    from edition.deposit.folder import Edition

PUBLIC, RESTRICTED = "public", "restricted"

ENDED = declare(
    "embargo-ended",
    "error",
    "The embargo ends on {day}, which is no day to come. Take embargo-until away, or name a later "
    "day.",
    "Until the end of an embargo the files are restricted; an archive refuses one that is over.",
    failing='embargo-until = "1999-12-31"',
    passing='embargo-until = "2099-12-31"',
)


def access(record: Record) -> dict[str, Any]:
    """The access of a draft: everything public where deposit.toml says nothing else.

    A record that is restricted has restricted files, and so has one with an embargo.
    """
    until = record.detail("invenio", "embargo-until")
    whole = record.detail("invenio", "record", PUBLIC)
    files = RESTRICTED if until or whole == RESTRICTED else record.detail("invenio", "files")
    found: dict[str, Any] = {"record": whole, "files": files or PUBLIC}
    if until:
        reason = record.detail("invenio", "embargo-reason")
        found["embargo"] = {"active": True, "until": until} | ({"reason": reason} if reason else {})
    return found


def check(edition: Edition) -> Iterator[Diagnostic]:
    """An embargo that has ended, or whose end is no day."""
    until = edition.record.detail("invenio", "embargo-until")
    if until and not _to_come(until):
        line = edition.overlay.lines.get("embargo-until", 0)
        message = ENDED.message.format(day=until)
        yield Diagnostic(
            ENDED.code, "error", edition.overlay.file, line, message, xpath="invenio/embargo-until"
        )


def _to_come(day: str) -> bool:
    try:
        return date.fromisoformat(day) > datetime.now(UTC).date()
    except ValueError:
        return False
