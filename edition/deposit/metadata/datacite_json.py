"""DataCite Metadata Schema 4.6 as JSON, as DataCite's REST API takes it (`data.attributes`)."""

from __future__ import annotations

from edition.deposit.datacite import attributes
from edition.deposit.metadata import Format
from edition.deposit.record import Record
from edition.deposit.serialising import json_bytes


def write(record: Record) -> bytes:
    """The record as DataCite JSON.  Raises Problem where a mandatory property is missing."""
    return json_bytes(attributes(record))


FORMAT = Format(
    "datacite-json",
    ".json",
    "application/vnd.datacite.datacite+json",
    write,
    "DataCite 4.6 (JSON)",
    "datacite.json",
    "https://support.datacite.org/docs/datacite-xml-to-json-mapping",
)
