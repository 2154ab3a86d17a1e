"""Pointers inside the document: each leads to one element."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from tei.diagnostics import Rule, declare
from tei.validation.document import Document
from tei.validation.findings import Finding, broken, readable
from tei.validation.fixes import Change
from tei.validation.pointing import XML_BASE, pointers
from tei.validation.reading import line_of
from tei.validation.repetition import few

DANGLING = declare(
    "pointer-dangling",
    "error",
    'The attribute {attribute} of {place} points to "{pointer}", but no element of this document '
    'has xml:id="{name}".{advice}',
    "A pointer that begins with # names an element of the same document by its xml:id. Give the "
    "element that is meant this xml:id, correct the pointer, or remove the attribute. Readers "
    "and programs that follow the pointer come to nothing. Below an xml:base the element may "
    "stand in the document that it names; the finding is a warning there.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'><said who='#ann'>Good day</said></p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'><said who='#ann'>Good day</said> said "
    "<persName xml:id='ann'>Ann</persName></p>",
    source="TEI P5 Guidelines, §17.1",
)
AMBIGUOUS = declare(
    "pointer-ambiguous",
    "error",
    'The attribute {attribute} of {place} points to "{pointer}", but {count} elements have '
    "this xml:id.",
    "Where an xml:id is given twice, nobody can say which of the elements a pointer means. Give "
    "the elements identifiers of their own and correct the pointers.",
    failing="<body xmlns='http://www.tei-c.org/ns/1.0'><p xml:id='a'/><p xml:id='a'/>"
    "<p corresp='#a'/></body>",
    passing="<body xmlns='http://www.tei-c.org/ns/1.0'><p xml:id='a'/><p xml:id='b'/>"
    "<p corresp='#a'/></body>",
    source="TEI P5 Guidelines, §17.1",
)
WITHOUT_HASH = declare(
    "pointer-without-hash",
    "warning",
    'The attribute {attribute} of {place} is "{pointer}", which means a file of that name. '
    'The element with xml:id="{pointer}" is "#{pointer}".',
    "A pointer is a web address. Without # it names a file beside the document, not an element "
    "in it.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'><said who='ann'>Good day</said> said "
    "<persName xml:id='ann'>Ann</persName></p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'><said who='#ann'>Good day</said> said "
    "<persName xml:id='ann'>Ann</persName></p>",
    source="TEI P5 Guidelines, §17.1; teidata.pointer",
)
ITSELF = declare(
    "pointer-to-itself",
    "warning",
    'The attribute {attribute} of {place} points to the element itself ("{pointer}").',
    "An element is not the copy, the continuation or the counterpart of itself. Another "
    "identifier is meant, or the attribute should go.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0' xml:id='a' sameAs='#a'>One</p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0' xml:id='a' sameAs='#b'>One "
    "<seg xml:id='b'>two</seg></p>",
    source="TEI P5 Guidelines, §17.6",
)
JOINED = declare(
    "pointers-joined",
    "error",
    'The attribute {attribute} of {place} joins pointers with commas or semicolons ("{pointer}"). '
    "Put blanks between them, nothing else.",
    "An attribute that holds several pointers has blanks between them. With a comma or a "
    "semicolon they are one pointer, which leads nowhere.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'><said who='#ann,#bob'>Aye</said> said "
    "<persName xml:id='ann'>Ann</persName> and <persName xml:id='bob'>Bob</persName></p>",
    passing="<p xmlns='http://www.tei-c.org/ns/1.0'><said who='#ann #bob'>Aye</said> said "
    "<persName xml:id='ann'>Ann</persName> and <persName xml:id='bob'>Bob</persName></p>",
    source="TEI P5 Guidelines, §17.1; teidata.pointer",
)
SIGNS = re.compile("[,;]")
NOT_TO_ITSELF = frozenset({"sameAs", "copyOf", "next", "prev", "exclude", "parent", "spanTo"})
# Comparing more than this would cost more time than the advice is worth.
MOST_COMPARISONS, LONGEST = 20_000, 60


def check(document: Document) -> Iterator[Finding]:
    """Faults of the pointers to elements of the document."""
    moved = XML_BASE in document.values  # "#a" may then mean an element of another document
    found = _faults(document)
    return few(replace(finding, severity="warning") if moved else finding for finding in found)


def _faults(document: Document) -> Iterator[Finding]:
    ids, moved = document.ids, XML_BASE in document.values

    def doubtful(attribute: str, pointer: str) -> bool:
        if pointer[0] != "#":
            return pointer in ids and attribute != "url" and not moved
        found = len(ids.get(pointer[1:], ()))
        return _is_id(pointer) and (found != 1 or attribute in NOT_TO_ITSELF)

    found = sorted(pointers(document, doubtful), key=lambda pointer: line_of(pointer[0]))
    names = dict.fromkeys(pointer[1:] for _, _, pointer in found if pointer[0] == "#")
    lost = [name for name in names if name not in ids][: MOST_COMPARISONS // (len(ids) + 1)]
    plain = frozenset(document.values.get("id", ()))
    advice = {name: _similar(name, ids, plain) for name in lost}
    told: set[tuple[etree._Element, str]] = set()
    for element, attribute, pointer in found:
        if pointer[0] == "#":
            yield from _fault(element, attribute, pointer, ids, advice)
        elif (element, attribute) not in told:  # one edit mends all of an attribute
            told.add((element, attribute))
            yield _without_hash(document, element, attribute, pointer)


def _without_hash(
    document: Document, element: etree._Element, attribute: str, pointer: str
) -> Finding:
    """A pointer that lost its #; the edit is safe where there is no file of that name either."""
    finding = _broken(WITHOUT_HASH, element, attribute, pointer)
    parts = str(element.get(attribute)).split()
    value = " ".join(f"#{part}" if part in document.ids else part for part in parts)
    beside = document.path is None or (document.path.parent / pointer).exists()
    change = Change("unsafe" if beside else "safe", "set-attribute", element, attribute, value)
    return replace(finding, changes=(change,))


def _is_id(pointer: str) -> bool:
    """Whether a pointer is # and an identifier; not "#" alone, no XPointer scheme."""
    return len(pointer) > 1 and pointer[0] == "#" and "(" not in pointer


def _fault(
    element: etree._Element,
    attribute: str,
    pointer: str,
    ids: dict[str, list[etree._Element]],
    advice: dict[str, str],
) -> Iterator[Finding]:
    """What is wrong with one pointer to an identifier."""
    name = pointer[1:]
    goals = ids.get(name, [])
    if not goals and (parts := _joined(pointer, ids)):
        yield _run_together(element, attribute, pointer, parts)
    elif not goals:
        fields = {"name": name, "advice": advice.get(name, "")}
        yield _broken(DANGLING, element, attribute, pointer, **fields)
    elif len(goals) > 1:
        yield _broken(AMBIGUOUS, element, attribute, pointer, count=len(goals))
    elif goals[0] is element and attribute in NOT_TO_ITSELF:
        yield _broken(ITSELF, element, attribute, pointer)


def _broken(
    rule: Rule, element: etree._Element, attribute: str, pointer: str, **fields: Any
) -> Finding:
    place = readable(str(element.tag))
    own = {"at": attribute} if rule is JOINED else {"within": attribute}
    return broken(rule, element, **own, attribute=attribute, place=place, pointer=pointer, **fields)


def _joined(pointer: str, ids: Mapping[str, object]) -> list[str]:
    """The pointers that commas or semicolons join to one; [] where they are no such."""
    parts = [part for part in SIGNS.split(pointer) if part]
    known = all(part.removeprefix("#") in ids for part in parts)
    return [f"#{part.removeprefix('#')}" for part in parts] if known else []


def _run_together(
    element: etree._Element, attribute: str, pointer: str, parts: list[str]
) -> Finding:
    """Pointers with commas or semicolons, where blanks are wanted: each leads somewhere."""
    value = str(element.get(attribute)).split()
    whole = " ".join(" ".join(parts) if one == pointer else one for one in value)
    change = Change("safe", "set-attribute", element, attribute, whole)
    return replace(_broken(JOINED, element, attribute, pointer), changes=(change,))


def _similar(name: str, ids: Mapping[str, object], plain: Collection[str]) -> str:
    """What was probably meant, as the tail of a message.

    plain: the values of attributes that are called id, as in TEI P4 and HTML
    """
    if len(name) > LONGEST:
        return ""
    if name in plain:
        return f' An element has id="{name}": write xml:id there.'
    small = name.casefold()
    close = [known for known in ids if known.casefold() == small][:1]
    close = close or difflib.get_close_matches(name, ids, n=1, cutoff=0.75)
    return f' Did you mean "#{close[0]}"?' if close else ""
