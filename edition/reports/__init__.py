"""Reports: one form of telling what was found, one file.

A report is one module here, or an entry point of the group `edition.reports`; it offers a
`REPORT`.  There is no list to edit, and reports never import each other.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module

from edition.validation.outcome import Outcome, Tally
from tei.diagnostics import RULES, Rule, Severity
from tei.discovery import offered

WORDS: tuple[tuple[Severity, str], ...] = (
    ("error", "error"),
    ("warning", "warning"),
    ("info", "remark"),
)
RANKS: Mapping[Severity, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Options:
    """How a report is made.

    quiet:   only errors
    verbose: remarks too, and where to read more
    width:   columns of the terminal; 0 where nothing is to be cut
    tally:   counts of all outcomes, complete when they have all passed
    """

    quiet: bool = False
    verbose: bool = False
    width: int = 0
    tally: Tally = field(default_factory=Tally)

    def wanted(self, severity: Severity) -> bool:
        """Whether findings of a severity are told to programs."""
        return severity == "error" or not self.quiet

    def shown(self, severity: Severity) -> bool:
        """Whether findings of a severity are shown to people, who ask for remarks by -v."""
        return self.wanted(severity) and (severity != "info" or self.verbose)


Write = Callable[[Iterable[Outcome], Options], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Report:
    """What a report module offers.

    name:  what `--format` calls it
    write: (outcomes, options) → pieces of text, told as soon as they are there
    edits: whether it shows what an edit puts where
    """

    name: str
    write: Write
    edits: bool = False


@lru_cache(maxsize=1)
def installed() -> Mapping[str, Report]:
    """All reports by name, ours and third parties'."""
    found = offered(__name__, __path__, "REPORT", Report, "edition.reports")
    return dict(sorted({report.name: report for report in found}.items()))


def report(name: str) -> Report:
    """The report of a name; one of ours is loaded alone.  Raises KeyError where there is none."""
    if name in {module.name for module in pkgutil.iter_modules(__path__)}:
        found = getattr(import_module(f"{__name__}.{name}"), "REPORT", None)
        if isinstance(found, Report):
            return found
    return installed()[name]


def rule_of(code: str) -> Rule | None:
    """The declared rule of a finding's code; it may have been found in another process."""
    if code not in RULES:
        from tei.validation.explain import rules

        return rules().get(code)
    return RULES[code]


def summary(tally: Tally, hidden: str = "") -> str:
    """One line on all files: "3 files, 1 with problems: 2 errors, 1 warning".

    hidden: what is added to the number of remarks where they are not shown
    """
    counts = [count(tally.severities[name], word) for name, word in WORDS if tally.severities[name]]
    if tally.severities["info"]:
        counts[-1] += hidden
    text = f"{count(tally.files, 'file')}, "
    if tally.unread and not tally.files and not tally.troubled:
        return f"no file could be read ({tally.unread})"
    if tally.troubled:
        text += f"{tally.troubled} with problems: {', '.join(counts)}"
    else:
        text += "; ".join(["no problems", *counts])
    extra = [
        (tally.fixed, "{} mended"),
        (sum(tally.ignored.values()), "{} ignored (edition.toml says why)"),
        (tally.blocked, "{} not validated for want of a schema"),
        (tally.unread, "{} could not be read"),
    ]
    return text + "".join(f"; {words.format(number)}" for number, words in extra if number)


def count(number: int, word: str) -> str:
    """A number with its noun."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
