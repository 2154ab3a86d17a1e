"""github: annotations that GitHub shows at the lines of a pull request.

Source: GitHub Actions, workflow commands (error, warning, notice).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition.reports import Options, Report, summary
from edition.validation.outcome import Found, Outcome

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def write(outcomes: Iterable[Outcome], options: Options) -> Iterator[str]:
    """::error file=…,line=…,col=…,title=…::sentence"""
    for outcome in outcomes:
        if outcome.unread:
            yield f"::error file={_property(outcome.file)}::{_data(outcome.unread)}\n"
        for found in outcome.found:
            if options.shown(found.diagnostic.severity):
                yield annotation(found)
    if not options.quiet:
        yield f"{summary(options.tally)}\n"


def annotation(found: Found) -> str:
    """One finding as a workflow command."""
    one = found.diagnostic
    fields = {"file": one.file, "line": str(one.line or 1)}
    if found.excerpt is not None and one.column:
        part = found.excerpt
        fields |= {"line": str(part.line), "col": str(part.column)}
        fields["endColumn"] = str(part.end_column)
    fields["title"] = one.code
    told = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
    words = f"{one.message} {one.advice}".strip()
    return f"::{LEVELS[one.severity]} {told}::{_data(words)}\n"


def _data(words: str) -> str:
    """A message without what would end it."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    """A property without what would end it."""
    return _data(value).replace(":", "%3A").replace(",", "%2C")


REPORT = Report("github", write)
