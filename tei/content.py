"""The order that TEI asks of what stands in a division: heads first, closers last.

The recognisers say what a block is; where it stands late or early for a `div`, this
opens a division for it.  Text and its order never change.
Source: TEI P5 Guidelines, §4.2 (elements common to all divisions).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from tei.names import TEI, local

SECTIONS = ("front", "body", "back", "div")
TOP = frozenset({"head", "opener", "epigraph", "dateline", "salute", "argument", "byline"})
BOTTOM = frozenset({"closer", "postscript", "trailer", "signed"})
ANYWHERE = frozenset({"pb", "lb", "note", "gap", "milestone", "fw"})
ONLY_IN_SECTIONS = TOP | BOTTOM
PARTS_OF_LETTERS = frozenset({"dateline", "salute", "signed"})
BLOCKS = frozenset(
    {"p", "ab", "lg", "l", "list", "sp", "stage", "quote", "said", "q", "note", "castList", "div"}
    | TOP
    | BOTTOM
    | {"item", "castGroup", "castItem", "speaker", "fw", "titlePart", "docTitle", "titlePage"}
    | {
        "table",
        "row",
        "cell",
        "address",
        "addrLine",
        "floatingText",
        "docAuthor",
        "pb",
        "front",
        "body",
        "back",
        "docDate",
        "docImprint",
        "text",
    }
)
# Blocks that never stand in running text; beside them blanks mean nothing.
FULL_BLOCKS = BLOCKS - {"quote", "said", "q", "stage", "note", "pb"}


def put_in_order(text: etree._Element) -> None:
    """Give every division of a TEI `text` the order that the schema asks."""
    for element in list(text.iter(*(TEI + tag for tag in ONLY_IN_SECTIONS))):
        if not _may_stand(element):
            _demote(element)
    for section in list(text.iter(*(TEI + tag for tag in SECTIONS))):
        _close_letters(section)
        _order(section)
    for section in text.iter(f"{TEI}body", f"{TEI}div"):
        _complete(section)
    for section in text.iter(f"{TEI}div"):
        _name(section)


def _may_stand(element: etree._Element) -> bool:
    parent, name = local(_parent(element)), local(element)
    if name in PARTS_OF_LETTERS and parent in ("opener", "closer", "postscript"):
        return True
    if name == "byline" and parent == "titlePage":
        return True
    if name == "epigraph" and parent == "titlePage":
        return True
    if name in ("head", "trailer") and parent in ("list", "lg", "castList", "castGroup"):
        return name == "head" and _parent(element)[0] is element
    return parent in SECTIONS


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _demote(element: etree._Element) -> None:
    """Make an element that may not stand here an anonymous block that keeps its name."""
    inline = local(_parent(element)) in ("p", "l", "head", "ab", "seg")
    name = local(element)
    element.tag = TEI + ("seg" if inline else "ab")
    element.set("type", name)
    for child in element:
        if local(child) in PARTS_OF_LETTERS | {"p", "l", "lg"}:
            child.set("type", local(child))
            child.tag = TEI + "seg"


def _close_letters(section: etree._Element) -> None:
    """An opener between the words of a letter and its end closes it."""
    names: set[str] = set()
    for child in section:
        if local(child) == "opener" and names - TOP - ANYWHERE:
            after = [local(sibling) for sibling in child.itersiblings()]
            parts = all(local(part) in PARTS_OF_LETTERS for part in child)
            if parts and not BOTTOM.isdisjoint(after) and set(after) <= BOTTOM | ANYWHERE:
                child.tag = f"{TEI}closer"
        names.add(local(child))


def _order(section: etree._Element) -> None:
    segments = list(_segments(section))
    for number, children in enumerate(segments):
        if len(segments) > 1 and _needs_division(children, first=number == 0):
            _wrap(section, children, keep_heads=number == 0)


def _complete(section: etree._Element) -> None:
    """Nothing but an epigraph or a closer: the paragraph that the schema asks, in a body or div."""
    frame = TOP | BOTTOM | ANYWHERE
    names = {local(child) for child in section}
    if not names <= frame or (local(section) == "div" and names.isdisjoint(BOTTOM)):
        return
    place = sum(local(child) in TOP | ANYWHERE for child in section)
    section.insert(place, etree.Element(f"{TEI}p"))


def _name(section: etree._Element) -> None:
    """A division that opens and closes as a letter does is one; one of nothing but verse a poem."""
    if section.get("type") not in (None, "section"):
        return
    names = {local(child) for child in section}
    if {"opener", "closer"} <= names:
        section.set("type", "letter")
    elif "lg" in names and names <= {"lg", "l"} | TOP | ANYWHERE:
        section.set("type", "poem")


def _segments(section: etree._Element) -> Iterator[list[etree._Element]]:
    """The children of a section, cut where a new division has to begin."""
    segment: list[etree._Element] = []
    names: set[str] = set()
    for child in section:
        if segment and _begins(child, names):
            yield segment
            segment, names = [], set()
        segment.append(child)
        names.add(local(child))
    if segment:
        yield segment


def _begins(child: etree._Element, names: set[str]) -> bool:
    """Whether a child cannot go on with a run of children of these names."""
    name = local(child)
    if name in ANYWHERE:
        return False
    if name == "div" or "div" in names:
        return True
    if name in TOP:
        return bool(names - TOP - ANYWHERE) and not _closes(child)
    return name not in BOTTOM and not names.isdisjoint(BOTTOM)


def _closes(child: etree._Element) -> bool:
    """Whether a part of a letter stands at its end, where nothing else follows."""
    if local(child) not in PARTS_OF_LETTERS | {"byline"}:
        return False
    return all(
        local(after) in PARTS_OF_LETTERS | BOTTOM | ANYWHERE | {"byline"}
        for after in child.itersiblings()
    )


def _needs_division(children: list[etree._Element], first: bool) -> bool:
    names = {local(child) for child in children}
    if "div" in names or names <= ANYWHERE:
        return False
    if first:
        return not names.isdisjoint(BOTTOM)
    return not names <= BOTTOM | ANYWHERE


def _wrap(section: etree._Element, children: list[etree._Element], keep_heads: bool) -> None:
    """Put children into a division of their own; the section's own heads stay outside."""
    while keep_heads and children and local(children[0]) in {"head"} | ANYWHERE:
        children = children[1:]
    if not children:
        return
    division = etree.Element(TEI + "div")
    section.insert(section.index(children[0]), division)
    division.extend(children)


def lay_out(root: etree._Element) -> None:
    """Put each child of an element that holds no text of its own on a line of its own.

    In `text` only blocks count, since blanks between inline elements are the text's own.
    """
    for part in root:
        holds = _holds_blocks if local(part) == "text" else _holds_no_ink
        _break_lines(part, holds)
    _break_lines(root, lambda element: element is root)


def _break_lines(part: etree._Element, holds: Callable[[etree._Element], bool]) -> None:
    for element in part.iter(etree.Element):
        if len(element) and holds(element):
            element.text = "\n"
            for child in element:
                child.tail = "\n"


def _holds_blocks(element: etree._Element) -> bool:
    """Whether all children are blocks and no ink stands between them."""
    if (element.text or "").strip() or local(element) in ("p", "l", "head", "ab", "speaker"):
        return False
    return all(
        local(child) in BLOCKS and not (child.tail or "").strip() for child in element
    ) and any(local(child) in FULL_BLOCKS for child in element)


def _holds_no_ink(element: etree._Element) -> bool:
    return not (element.text or "").strip() and not any(
        (child.tail or "").strip() for child in element
    )
