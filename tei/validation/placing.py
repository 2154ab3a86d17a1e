"""The places of findings in their files: lines and columns of elements.

libxml2 keeps no exact lines beyond 65,535 and no columns, so that places come from a second
reading with expat, only when there is a finding, and only as far as the last of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from xml.parsers import expat

from lxml import etree

from tei.diagnostics import Diagnostic
from tei.validation import guidelines
from tei.validation.codes import LOOSE_TEXT
from tei.validation.encodings import UnknownEncoding, in_utf8
from tei.validation.findings import Finding
from tei.validation.paths import Paths
from tei.validation.reading import line_of


class _Enough(Exception):
    """All places are known: the rest need not be read."""


def places(data: bytes, wanted: Collection[int]) -> dict[int, tuple[int, int]]:
    """Line and column, both from 1, of the start tags with the given numbers.

    wanted: numbers of elements in document order, the root being 0
    """
    found: dict[int, tuple[int, int]] = {}
    number = -1
    try:
        data, encoding = in_utf8(data)
    except UnknownEncoding:
        return found  # lines come from libxml2
    reader = expat.ParserCreate(encoding)

    def start(_name: str, _attributes: list[str]) -> None:
        nonlocal number
        number += 1
        if number in wanted:
            found[number] = (reader.CurrentLineNumber, reader.CurrentColumnNumber + 1)
            if len(found) == len(wanted):
                raise _Enough

    reader.ordered_attributes = True  # many attributes cost less so
    reader.StartElementHandler = start
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, ValueError):
        return found  # names of later editions of XML: lines come from libxml2
    except _Enough:
        return found
    return found


def located(
    findings: list[Finding], elements: Iterable[etree._Element], data: bytes, name: str
) -> list[Diagnostic]:
    """The findings with their places in the file, in the order of the text; see `placed`."""
    return sorted(placed(findings, elements, data, name), key=lambda one: (one.line, one.column))


def placed(
    findings: list[Finding], elements: Iterable[etree._Element], data: bytes, name: str
) -> list[Diagnostic]:
    """The findings with their places in the file, in their own order.

    elements: all elements of the document in document order
    data:     the file's bytes; b"" for a tree without a file, whose lines are libxml2's
    """
    numbers = _numbers(findings, elements)
    exact = places(data, set(numbers.values())) if data and numbers else {}
    paths = Paths()
    return [_placed(finding, numbers, exact, paths, name) for finding in findings]


def _numbers(
    findings: Iterable[Finding], elements: Iterable[etree._Element]
) -> dict[etree._Element, int]:
    """The numbers of the elements that findings are about, from 0 in document order."""
    every = (one.element for finding in findings for one in (finding, *finding.also))
    wanted = {element for element in every if element is not None}
    numbers: dict[etree._Element, int] = {}
    for number, element in enumerate(elements) if wanted else ():
        if element in wanted:
            numbers[element] = number
            if len(numbers) == len(wanted):
                break
    return numbers


def _placed(
    finding: Finding,
    numbers: dict[etree._Element, int],
    exact: dict[int, tuple[int, int]],
    paths: Paths,
    name: str,
) -> Diagnostic:
    """One finding with its place."""
    element = finding.element
    line, column, path = finding.line, finding.column, ""
    if element is not None:
        start = exact.get(numbers.get(element, -1), (line_of(element), 0))
        own = finding.code == LOOSE_TEXT.code and column > 0  # it is about no tag
        if (
            finding.line in (0, start[0]) and not own
        ):  # else it is further down: a later line, an end
            line, column = start
        path = paths.of(element)
    return Diagnostic(
        finding.code,
        finding.severity,
        name,
        line,
        finding.message,
        column=column,
        rule=finding.rule,
        xpath=path,
        advice=finding.advice,
        allowed=finding.allowed,
        glosses=finding.glosses,
        changes=tuple(map(str, finding.changes)),
        guidelines=finding.guidelines or _section(element),
        also=tuple(_placed(other, numbers, exact, paths, name) for other in finding.also),
    )


def _section(element: etree._Element | None) -> str:
    """The page of the Guidelines on an element, "" for none."""
    return guidelines.of_element(str(element.tag)) if element is not None else ""
