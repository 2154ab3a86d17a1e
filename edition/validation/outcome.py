"""What was found in one file: the form that the reports read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from edition.validation.excerpts import Excerpt
from tei.diagnostics import Diagnostic, Severity
from tei.validation.check import Verdict

VALID, FOUND, COULD_NOT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Edit:
    """A part of a file to be put in the place of another.

    offset, length: of the part that goes, in bytes
    text:           what comes there
    words:          the edit in words
    safe:           whether --fix makes it
    line, column, end_line, end_column: of the part that goes, from 1, in code points
    """

    offset: int
    length: int
    text: str
    words: str
    safe: bool
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Found:
    """One finding with what a report shows beside it.

    safe: whether --fix mends it
    edit: what mends it, where the report asks for edits
    """

    diagnostic: Diagnostic
    excerpt: Excerpt | None = None
    safe: bool = False
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of checking one file.

    file:     as the user named it
    found:    the findings, in the order of the text
    verdicts: what each schema says
    unread:   why the file could not be checked; "" where it was
    blocked:  a schema that the document names is not there
    ignored:  what each entry of the project's list that is about this file took away: (folder of
              the project, number of the entry from 0, findings)
    fixed:    the edits that were made, in words
    diff:     the edits that would be made, as a unified diff
    document: whether it is about a document; else about the project
    """

    file: str
    found: tuple[Found, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    unread: str = ""
    blocked: bool = False
    ignored: tuple[tuple[str, int, int], ...] = ()
    fixed: tuple[str, ...] = ()
    diff: str = ""
    document: bool = True

    @property
    def valid(self) -> bool:
        """No error, and every schema that was asked was there."""
        errors = any(one.diagnostic.severity == "error" for one in self.found)
        return not (errors or self.unread or self.blocked)


@dataclass
class Tally:
    """Counts over all files, made while the outcomes pass by."""

    files: int = 0
    troubled: int = 0
    unread: int = 0
    blocked: int = 0
    fixed: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    ignored: Counter[tuple[str, int]] = field(default_factory=Counter)
    schemas: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.files += int(outcome.document and not outcome.unread)
        self.unread += bool(outcome.unread)
        self.blocked += outcome.blocked
        self.fixed += len(outcome.fixed)
        self.severities.update(one.diagnostic.severity for one in outcome.found)
        self.troubled += any(one.diagnostic.severity != "info" for one in outcome.found)
        self.schemas.update(verdict.schema for verdict in outcome.verdicts)
        for project, entry, times in outcome.ignored:
            self.ignored[project, entry] += times

    @property
    def exit_code(self) -> int:
        """0 valid, 1 errors were found, 2 something could not be read or checked."""
        if self.unread or self.blocked:
            return COULD_NOT
        return FOUND if self.severities["error"] else VALID
