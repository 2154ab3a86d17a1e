"""Relative dates ("yesterday", "two days later") become dates only where they are asked for."""

from __future__ import annotations

from dataclasses import replace

from tei.annotation import Annotations
from tei.reading import Reading

KIND = "relative-date"


def resolve(reading: Reading) -> Reading:
    """The reading with its relative dates as dates, if `reading.relative_dates` says so."""
    if not reading.relative_dates:
        return reading
    items = (
        replace(item, kind="date") if item.kind == KIND else item for item in reading.annotations
    )
    return reading.having(annotations=Annotations(items))
