"""The same fault many times over: the first places, and how many more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tei.validation.findings import Finding

SHOWN = 3


def few(findings: Iterable[Finding], shown: int = SHOWN) -> Iterator[Finding]:
    """At most `shown` findings of each code; the last of them counts those left out.

    Errors all pass: each has to be mended.
    """
    found = list(findings)
    totals = Counter(finding.code for finding in found)
    counts: Counter[str] = Counter()
    for finding in found:
        counts[finding.code] += 1
        more = totals[finding.code] - shown
        if finding.severity == "error" or counts[finding.code] < shown or more <= 0:
            yield finding
        elif counts[finding.code] == shown:
            words = f"{finding.message} ({more} more like this in the document.)"
            yield replace(finding, message=words)
