"""The whole record with the place that each value comes from, for people and programs."""

from __future__ import annotations

from edition.deposit.metadata import Format
from edition.deposit.record import Record
from edition.deposit.serialising import json_bytes


def write(record: Record) -> bytes:
    """The record as JSON; what is empty is left out."""
    return json_bytes(record.as_json())


FORMAT = Format(
    "record",
    ".json",
    "application/json",
    write,
    "everything that was found, with its place in the TEI (JSON)",
    "record.json",
)
