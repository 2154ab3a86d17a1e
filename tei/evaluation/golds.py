"""The gold's elements and our annotations, both as spans of the stripped text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.annotation import Annotation
from tei.elements import tag_of
from tei.evaluation import days, layout, marks
from tei.evaluation.people import People
from tei.evaluation.spans import KINDS, Span, comparable
from tei.evaluation.stripping import Place, Stripped
from tei.names import XML_ID, local
from tei.reading import Reading

SAME_NAME = frozenset({"speaker", "title", "bibl", "head", "p", "l", "item", "note"})
BY_TAG = {
    **{name: name for name in SAME_NAME},
    **{"soCalled": "term", "mentioned": "term", "sp": "speech", "u": "speech"},
    **{"date": "date", "biblStruct": "bibl", "biblFull": "bibl"},
    **{"persName": "person", "orgName": "org", "placeName": "place", "geogName": "place"},
    **{"settlement": "place", "country": "place", "region": "place", "district": "place"},
}
BY_TYPE = {"person": "person", "place": "place", "org": "org"}
BY_FORM = {"soCalled": "term", "mentioned": "term", "title": "title"}
TITLE_PAGE = frozenset({"division", "head", "p", "l", "item"})
DIVISIONS = frozenset({"div", *(f"div{number}" for number in range(8))})


def gold_spans(stripped: Stripped, people: People) -> list[Span]:
    """What the gold marks up, as it is compared."""
    chains = {place.element.get(XML_ID): place.element for place in stripped.places}
    spans = (span_of(place, people, chains) for place in stripped.places)
    return comparable(stripped.text, (span for span in spans if span is not None))


def span_of(place: Place, people: People, chains: dict[str | None, etree._Element]) -> Span | None:
    """The span of one element; None for elements that are not compared."""
    node = place.element
    kind = kind_of(node)
    if not kind:
        return None
    attributes = {str(name): str(value) for name, value in node.attrib.items()}
    is_date = kind == "date"
    return Span(
        kind,
        place.start,
        place.end,
        form=local(node),
        who=who_of(node, people, chains) if kind in ("quotation", "speech") else (),
        value=days.written(attributes) if is_date else "",
        days=days.days_of(attributes) if is_date else None,
        line=place.line,
    )


def kind_of(node: etree._Element) -> str:
    """Which of the compared kinds an element is; "" for none."""
    name = local(node)
    if marks.is_quotation(node):
        return "quotation"
    if layout.is_speaker(node):
        return "speaker"
    if layout.is_stage(node):
        return "stage"
    if name in DIVISIONS:
        return "division" if any(local(child) == "head" for child in node) else ""
    if name == "name":
        return BY_TYPE.get(node.get("type") or "", "")
    if name == "seg":
        parent = node.getparent()
        return "p" if parent is not None and local(parent) == "u" else ""
    return BY_TAG.get(name, "")


def who_of(
    node: etree._Element, people: People, chains: dict[str | None, etree._Element]
) -> tuple[str, ...]:
    """The names of the one whose words an element gives.

    A part of an interrupted quotation has the speaker of its first part; the source of a
    `quote` counts where it leads to somebody in the file.
    """
    seen: set[etree._Element] = set()
    part: etree._Element | None = node
    while part is not None and part not in seen:
        seen.add(part)
        source = part.get("source") or ""
        pointers = part.get("who") or (source if people.knows(source) else "")
        if pointers:
            return people.of(pointers)
        part = chains.get((part.get("prev") or "").removeprefix("#")) if part.get("prev") else None
    return ()


def our_spans(reading: Reading, stripped: Stripped, authors: tuple[str, ...]) -> list[Span]:
    """What we mark up, as it is compared; authors: who the gold's header says wrote it.

    What is left out of the text does not count, nor do blocks inside the gold's title page,
    whose parts are not compared.
    """
    pages = [p for p in stripped.places if local(p.element) == "titlePage"]
    return [
        span
        for span in comparable(reading.source.text, _annotated(reading, authors))
        if span.kind not in TITLE_PAGE
        or not any(page.start <= span.start < page.end for page in pages)
    ]


def _annotated(reading: Reading, authors: tuple[str, ...]) -> Iterator[Span]:
    outs = 0
    for item in reading.annotations:
        if item.start < outs:
            continue
        if item.kind == "left-out":
            outs = item.end
        elif kind := our_kind(item):
            yield _our_span(item, kind, reading, authors)


def our_kind(item: Annotation) -> str:
    """Which of the compared kinds an annotation is; "" for none."""
    if item.kind == "quotation":
        return BY_FORM.get(item.get("class"), "quotation")
    if item.kind == "name":
        return BY_TYPE.get(item.get("type"), "")
    return item.kind if item.kind in KINDS else ""


def our_names(item: Annotation, reading: Reading, authors: tuple[str, ...]) -> tuple[str, ...]:
    """The names of those to whom we give words; the text alone may not name its author."""
    found: list[str] = []
    for agent in (reading.agents.get(key) for key in item.get("who").split()):
        if agent is not None:
            found += agent.names
            found += authors if agent.role == "author" else ()
    return tuple(dict.fromkeys(found))


def _our_span(item: Annotation, kind: str, reading: Reading, authors: tuple[str, ...]) -> Span:
    who = our_names(item, reading, authors)
    is_date = kind == "date"
    return Span(
        kind,
        item.start,
        item.end,
        form=tag_of(item, "p"),
        who=who,
        value=days.written(item.attributes) if is_date else "",
        days=days.days_of(item.attributes) if is_date else None,
        cert=item.cert,
        rule=item.rule,
        evidence=item.evidence,
        who_cert=item.get("who-cert", item.cert) if who else "",
        who_rule=item.get("who-rule"),
    )
