"""The same fault many times over: the first places, and how many more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tei.validation.findings import Finding

SHOWN = 3
MOST = 10_000  # errors of one code: each has to be mended, but nobody reads more at a time


def few(findings: Iterable[Finding], shown: int = SHOWN) -> Iterator[Finding]:
    """At most `shown` findings of each code, of errors MOST; the last counts those left out."""
    found = list(findings)
    totals = Counter(finding.code for finding in found)
    counts: Counter[str] = Counter()
    for finding in found:
        counts[finding.code] += 1
        most = MOST if finding.severity == "error" else shown
        more = totals[finding.code] - most
        if counts[finding.code] < most or more <= 0:
            yield finding
        elif counts[finding.code] == most:
            words = f"{finding.message} ({more} more like this in the document.)"
            yield replace(finding, message=words)
