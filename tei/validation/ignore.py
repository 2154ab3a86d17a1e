"""Findings that a project has decided to live with: which, where, and why.

`[validate] ignore` of edition.toml lists them, each with its reason:

    [[validate.ignore]]
    code = "pointer-dangling"
    path = "letters/*.xml"
    xpath = "//note//ref"
    reason = "The notes of volume two are not encoded yet."
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from tei.diagnostics import Diagnostic, Problem, declare

FIELDS = ("code", "path", "xpath", "reason")
STEP = re.compile(r"(//?)(\*|[\w.:-]+)(\[\d+\])?")

declare(
    "ignore-without-reason",
    "error",
    "The entry {number} of [validate] ignore has no reason. Say in a sentence why the finding "
    "may stay: reason = “…”.",
    "An ignored finding is a decision about the edition. Whoever comes later has to know why it "
    "was taken, so an entry without a reason is refused.",
    failing='ignore = [{ code = "pointer-dangling" }]',
    passing='ignore = [{ code = "pointer-dangling", reason = "The notes follow in June." }]',
)
declare(
    "ignore-unreadable",
    "error",
    "The entry {number} of [validate] ignore cannot be read: {what}.",
    "An entry has a code, a reason, and where wanted a path (a file name or pattern, relative to "
    "the project) and an xpath (element names with / and //, * for any, [2] for the second).",
    failing='ignore = [{ reason = "…", xpath = "count(//p)" }]',
    passing='ignore = [{ code = "element-empty", reason = "…", xpath = "//table//cell" }]',
)
UNUSED = declare(
    "ignore-unused",
    "info",
    "Nothing is ignored by the entry {number} of [validate] ignore any more ({code}). Remove it.",
    "The fault that the entry speaks of was mended, or its path or xpath fits nothing. An entry "
    "that stays would hide the fault when it comes back.",
    failing='ignore = [{ code = "date-inverted", reason = "…" }], and no date is inverted',
    passing="no entry for what is not found",
)


@dataclass(frozen=True, slots=True)
class Ignore:
    """One decision.

    code:   of the findings that are ignored
    reason: why
    path:   pattern of files relative to the project, "" for all
    xpath:  pattern of elements, as "//note/ref" or "/TEI/text//p[2]"; "" for all
    """

    code: str
    reason: str
    path: str = ""
    xpath: str = ""

    def fits(self, diagnostic: Diagnostic, path: str) -> bool:
        """Whether it speaks of a finding; path: its file, relative to the project."""
        if self.code != diagnostic.code or not self.is_about(path):
            return False
        return not self.xpath or bool(_pattern(self.xpath).fullmatch("/" + diagnostic.xpath))

    def is_about(self, path: str) -> bool:
        """Whether it speaks of a file."""
        return not self.path or fnmatchcase(path, self.path)


def ignores(entries: Any, place: str) -> tuple[Ignore, ...]:
    """The decisions of `[validate] ignore`.

    Raises Problem("ignore-without-reason") and Problem("ignore-unreadable").
    """
    listed = entries if isinstance(entries, list) else [entries]
    return tuple(_ignore(entry, number, place) for number, entry in enumerate(listed, 1))


def _ignore(entry: Any, number: int, place: str) -> Ignore:
    def refuse(what: str) -> Problem:
        return Problem("ignore-unreadable", place, number=str(number), what=what)

    if not isinstance(entry, Mapping):
        raise refuse("write it as { code = “…”, reason = “…” }")
    values = {str(name): value for name, value in entry.items()}
    for name, value in values.items():
        if name not in FIELDS:
            raise refuse(f"{name} is no field of it; there are {', '.join(FIELDS)}")
        if not isinstance(value, str):
            raise refuse(f"{name} must be a text in quotation marks")
    if not values.get("code", "").strip():
        raise refuse("it has no code")
    if not values.get("reason", "").strip():
        raise Problem("ignore-without-reason", place, number=str(number))
    xpath = values.get("xpath", "")
    if xpath and not re.fullmatch(f"(?:{STEP.pattern})+", xpath):
        raise refuse(f"{xpath!r} is no path of elements, as //note/ref or /TEI/text//p[2]")
    return Ignore(values["code"], values["reason"], values.get("path", ""), xpath)


@lru_cache(maxsize=256)
def _pattern(xpath: str) -> re.Pattern[str]:
    """A path of elements as a pattern of `Diagnostic.xpath` with a slash before it."""
    parts = []
    for slashes, name, position in STEP.findall(xpath):
        parts.append(r"/(?:[^/]+/)*" if slashes == "//" else "/")
        parts.append(r"[^/\[]+" if name == "*" else re.escape(name))
        parts.append(_position(position))
    return re.compile("".join(parts))


def _position(position: str) -> str:
    """Without a position any will do; the first of one has none in a finding's path."""
    if not position:
        return r"(?:\[\d+\])?"
    return r"(?:\[1\])?" if position == "[1]" else re.escape(position)


def sift(
    diagnostics: Iterable[Diagnostic], decisions: tuple[Ignore, ...], path: str
) -> tuple[list[Diagnostic], dict[int, int]]:
    """The findings that stay, and how many each decision (by its number from 0) took away."""
    kept, taken = [], dict[int, int]()
    for diagnostic in diagnostics:
        number = next((n for n, one in enumerate(decisions) if one.fits(diagnostic, path)), None)
        if number is None:
            kept.append(diagnostic)
        else:
            taken[number] = taken.get(number, 0) + 1
    return kept, taken
