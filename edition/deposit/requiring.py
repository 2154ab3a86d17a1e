"""What a format cannot do without: asked for in words, never filled with a placeholder."""

from __future__ import annotations

from edition.deposit.record import Record
from tei.diagnostics import Problem, declare

declare(
    "metadata-incomplete",
    "error",
    "{format} cannot be written without {missing}. Say it in the teiHeader or in deposit.toml; "
    "edition deposit check tells where each belongs.",
    "The format makes these fields mandatory, and the toolkit puts no placeholder where nobody "
    "gave a value: an archive would keep it for ever.",
    failing="edition deposit metadata --format datacite-xml, with a header that has no date",
    passing="the same with publicationStmt/date, or date in deposit.toml",
    source="DataCite Metadata Schema 4.6, mandatory properties",
    exit_code=1,
)

CALLED = {
    "title": "a title",
    "creators": "a creator",
    "publisher": "a publisher",
    "publication_date": "a date of publication",
    "licence": "a licence",
}


def require(record: Record, form: str, *names: str) -> None:
    """Raise Problem("metadata-incomplete") where one of the fields is empty."""
    missing = [CALLED[name] for name in names if not _has(record, name)]
    if missing:
        place = record.title.origin.file or "deposit.toml"
        raise Problem("metadata-incomplete", place, format=form, missing=" and ".join(missing))


def _has(record: Record, name: str) -> bool:
    value = getattr(record, name)
    return bool(value.name) if name == "publisher" else bool(value)
