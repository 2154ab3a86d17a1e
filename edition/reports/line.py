"""line: one finding, one line, as editors and scripts read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition.reports import Options, Report
from edition.validation.outcome import Outcome


def write(outcomes: Iterable[Outcome], options: Options) -> Iterator[str]:
    """FILE:LINE:COLUMN: severity: sentence [code]"""
    for outcome in outcomes:
        for found in outcome.found:
            one = found.diagnostic
            if options.shown(one.severity):
                place = ":".join(str(part) for part in (one.file, one.line, one.column) if part)
                yield f"{place}: {one.severity}: {one.message} [{one.code}]\n"


REPORT = Report("line", write)
