"""The same fault many times over: the first places, and how many more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from tei.validation.findings import Finding

SHOWN = 3
MOST = 10_000  # errors of one code: each has to be mended, but nobody reads more at a time


def few(findings: Iterable[Finding], shown: int = SHOWN) -> Iterator[Finding]:
    """At most `shown` findings of each code, of errors MOST; the last counts those left out.

    Those left out that an edit cures are told with the last, so that all are mended at once.
    """
    found = list(findings)
    totals = Counter(finding.code for finding in found)
    counts: Counter[str] = Counter()
    for number, finding in enumerate(found):
        counts[finding.code] += 1
        most = MOST if finding.severity == "error" else shown
        more = totals[finding.code] - most
        if counts[finding.code] < most or more <= 0:
            yield finding
        elif counts[finding.code] == most:
            words = f"{finding.message} ({more} more like this in the document.)"
            same = (other for other in found[number + 1 :] if other.code == finding.code)
            curable = tuple(islice((other for other in same if other.changes), MOST))
            yield replace(finding, message=words, also=(*finding.also, *curable))
