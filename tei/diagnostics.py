"""Diagnostics: coded findings, each declared once, with explanation and examples.

A rule is declared beside its check with `declare`; `explain`, the docs table and
the tests read the same registry.  Rule names say the fault, not the cure.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A fault that can be found.

    code:        stable name, e.g. "pointer-dangling"
    severity:    "error" fails the command; "warning" and "info" do not
    message:     one sentence with {fields}; says what is wrong and where to look
    explanation: why it matters and what to do, in a few sentences
    failing:     a short example that has the fault
    passing:     the same example without it
    source:      where the rule comes from, e.g. "TEI P5 Guidelines, §13.1.2"
    exit_code:   of a command that stops for it: 1 the document is at fault, 2 the command
    module:      where it is declared, e.g. "tei.validation.pointers"
    """

    code: str
    severity: Severity
    message: str
    explanation: str
    failing: str = ""
    passing: str = ""
    source: str = ""
    exit_code: int = 2
    module: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    code:   the rule's code, or "relaxng", "xsd" … for a schema's own words
    file:   the file as the user named it
    line, column: in that file, from 1; 0 where unknown
    message: one sentence
    rule:   the schema's rule or pattern that was broken, where known
    source: "FILE:LINE:COLUMN" in the plain text that the place was made from
    xpath:  the element, where known
    advice: the likely cause and cure in a sentence
    allowed: what could stand there, the likely ones first
    glosses: what each of the first of `allowed` means, in the schema's own words
    changes: edits of the file that cure the fault, in words
    guidelines: the address of the section of the TEI Guidelines that tells more
    also:   the other places of the same cause
    """

    code: str
    severity: Severity
    file: str
    line: int
    message: str
    column: int = 0
    rule: str = ""
    source: str = ""
    xpath: str = ""
    advice: str = ""
    allowed: tuple[str, ...] = ()
    glosses: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    guidelines: str = ""
    also: tuple[Diagnostic, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """A record for machines; empty fields are left out."""
        record = {name: getattr(self, name) for name in self.__slots__}
        record["also"] = tuple(other.as_json() for other in self.also)
        return {name: value for name, value in record.items() if value not in ("", 0, ())}


RULES: dict[str, Rule] = {}


def declare(
    code: str,
    severity: Severity,
    message: str,
    explanation: str,
    *,
    failing: str = "",
    passing: str = "",
    source: str = "",
    exit_code: int = 2,
) -> Rule:
    """Declare a rule.  Raises ValueError where the code is taken by another rule."""
    module = str(sys._getframe(1).f_globals.get("__name__", ""))
    rule = Rule(code, severity, message, explanation, failing, passing, source, exit_code, module)
    if RULES.setdefault(code, rule) != rule:
        raise ValueError(f"diagnostic {code!r} is declared twice")
    return rule


class Problem(Exception):
    """The command cannot go on: bad input, told in one paragraph with its cure."""

    def __init__(self, code: str, place: str, /, **fields: str):
        """code: a declared rule; place: the file, "FILE:LINE" or "FILE:LINE:COLUMN"."""
        self.rule = RULES[code]
        self.place = place
        self.message = self.rule.message.format(**fields)
        super().__init__(f"{place}: {self.message} [{code}]")
        self.fields = fields

    def __reduce__(self) -> tuple[Any, ...]:
        """So that a problem comes whole out of another process."""
        return partial(Problem, self.rule.code, self.place, **self.fields), ()


class TextLostError(Exception):
    """The TEI does not have the whole text: a fault of the toolkit, never of the text."""

    def __init__(self, place: str, lost: str, found: str):
        super().__init__(
            f"{place}: the encoding would have lost or moved text here: {lost!r} became "
            f"{found!r}. Nothing was written. This is a fault of the toolkit; please report it "
            "with the text."
        )


declare(
    "text-unreadable",
    "error",
    "The file cannot be read ({reason}). Check the path and the permissions.",
    "The operating system refused to open the file.",
    failing="edition encode nowhere.txt",
    passing="edition encode speech.txt, where speech.txt is there",
)
declare(
    "text-empty",
    "error",
    "The file holds no text. Give a file with at least one word.",
    "An edition needs text; a file of blanks alone has nothing to mark up.",
    failing="a file of blank lines",
    passing="a file with words",
    exit_code=1,
)
declare(
    "text-binary",
    "error",
    "This is no plain text (it holds zero bytes). Save the document as plain text, UTF-8.",
    "Word-processor files, PDFs and pictures are not plain text. Export the document as "
    "“plain text” with the encoding UTF-8 and try again.",
    failing="edition encode speech.docx",
    passing="edition encode speech.txt",
    exit_code=1,
)
declare(
    "text-undecodable",
    "error",
    "The bytes are not valid {encoding} ({reason}). Save the file again as UTF-8.",
    "The file begins with the mark of an encoding that the rest of it breaks: it was cut, "
    "or two files were joined.",
    failing="the bytes FF FE 41: a mark of UTF-16 and half a character",
    passing="the bytes FF FE 41 00",
    exit_code=1,
)
declare(
    "character-invalid",
    "error",
    "The character {code} cannot stand in XML. Remove it, or run again with "
    "--replace-invalid to put U+FFFD in its place (recorded in the header).",
    "XML 1.0 forbids control characters and lone surrogates; they mostly come from a faulty "
    "conversion.",
    failing="the bytes 61 0B 62: a vertical tab",
    passing="the bytes 61 20 62: a space",
    source="XML 1.0 (Fifth Edition), §2.2",
    exit_code=1,
)
