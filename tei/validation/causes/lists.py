"""Values where several, or parts of one, are joined by other signs than the schema wants."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.validation.causes.cause import Repair
from tei.validation.faults import Fault
from tei.validation.grammar import Attribute

COMMAS = re.compile(r"\s*[,;]\s*")
SURE = re.compile(r"[,;](?:\s|#|$)")  # where no decimal comma can be meant
RANGE = re.compile(r"(\d+)\s*[-–—]\s*(\d+)")
NUMBER = r"-?\d+(?:\.\d+)?"
POINTS = re.compile(rf"{NUMBER}(?:[\s;]+{NUMBER})+")
UNIT = re.compile(r"(?<=\d)\s+(?=(?:px|pt|pc|mm|cm|in|em|ex|rem|%)$)")
PIXELS = re.compile(rf"({NUMBER})\s*(?:px|pt|mm|cm|in|%)")
FOLIO = re.compile(r"(?:[A-Za-z]{1,4}\.\s*)?(\d+)\s*([rv]?[ab]?)")


def several(fault: Fault, attribute: Attribute) -> Iterator[Repair]:
    """Several values with commas, a span, coordinates without commas."""
    if not any(True for pattern in attribute.patterns for _ in pattern.iter("{*}list")):
        return
    text = fault.value.strip()
    if COMMAS.search(text):
        reason = "Several values have blanks between them, nothing else"
        yield COMMAS.sub(" ", text).strip(), "safe" if SURE.search(text) else "unsafe", reason
    if match := RANGE.fullmatch(text):
        yield f"{match[1]} {match[2]}", "unsafe", "The least and the most have a blank between them"
    if POINTS.fullmatch(text):
        parts = re.findall(NUMBER, text)
        pairs = zip(parts[::2], parts[1::2], strict=False)
        whole = " ".join(f"{x},{y}" for x, y in pairs) if len(parts) % 2 == 0 else text
        yield whole, "unsafe", "x and y of a point have a comma between them"


def measures(fault: Fault, _attribute: Attribute) -> Iterator[Repair]:
    """A blank between a number and its unit, or a unit where none is wanted."""
    text = fault.value.strip()
    yield UNIT.sub("", text), "safe", "A number and its unit have no blank between them"
    if fault.name != "quantity" and (match := PIXELS.fullmatch(text)):
        yield match[1], "unsafe", "A number without a unit is wanted"


def folios(fault: Fault, _attribute: Attribute) -> Iterator[Repair]:
    """A leaf as it is cited: "fol. 12 v"."""
    match = FOLIO.fullmatch(fault.value.strip()) if fault.name in ("from", "to") else None
    if match:
        yield match[1] + match[2], "unsafe", "A leaf is named by its number alone"
