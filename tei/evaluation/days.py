"""What a date means: its first and its last day, so that two ways of writing one are equal."""

from __future__ import annotations

from collections.abc import Mapping

from tei.evaluation.spans import Days
from tei.validation.rules.datings import bounds

WRITTEN = ("when", "from", "to", "notBefore", "notAfter", "when-iso", "from-iso", "to-iso")
FIRST, LAST = ("from", "notBefore", "from-iso", "notBefore-iso"), ("to", "notAfter", "to-iso")


def written(attributes: Mapping[str, str]) -> str:
    """The value as it stands in the attributes: "from=1926 to=1927"; "" where there is none."""
    return " ".join(f"{name}={attributes[name]}" for name in WRITTEN if attributes.get(name))


def days_of(attributes: Mapping[str, str]) -> Days | None:
    """The first and the last day; an open end is None.  None where there is no day at all.

    Clock times do not count: "1996-01-15T10:03" is the day.  Source: TEI P5 Guidelines, §3.6.4.
    """
    whole = attributes.get("when") or attributes.get("when-iso") or ""
    if found := bounds(whole):
        return found
    first = next((b for name in FIRST if (b := bounds(attributes.get(name) or ""))), None)
    last = next((b for name in LAST if (b := bounds(attributes.get(name) or ""))), None)
    if first is None and last is None:
        return None
    return first[0] if first else None, last[1] if last else None
