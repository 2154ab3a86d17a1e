"""Kinds of text as scholars have them, in the states they have them in, carried to TEI."""

from __future__ import annotations

from lxml import etree

from tei import language
from tei.names import TEI
from tei.pipeline import encode_text
from tei.source import from_bytes
from tei.validation.check import check_bytes


def encoded(text: str, code: str = "en") -> etree._Element:
    """The whole document as valid TEI without ids, blanks between elements or pointers."""
    pack = language.load(code) if code else None
    data = encode_text(from_bytes(text.encode(), "a.txt"), language=pack).serialise()
    faults = [fault for fault in check_bytes(data, name="made.xml") if fault.severity == "error"]
    assert not faults, faults
    return etree.fromstring(data)


def outline(root: etree._Element, *tags: str) -> list[str]:
    """The elements of some names in text order, each with its first words."""
    found = root.iterfind(f"{TEI}text//*")
    wanted = {TEI + tag for tag in tags}
    return [f"{e.tag[len(TEI) :]} {words(e)}"[:60].rstrip() for e in found if e.tag in wanted]


def words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def only(root: etree._Element, tag: str) -> etree._Element:
    found = list(root.iter(TEI + tag))
    assert len(found) == 1, etree.tostring(root)
    return found[0]


def test_bold_and_italic_of_markdown_lose_their_marks_and_nothing_else() -> None:
    root = encoded(
        "# The weir\n\nThe weir is **old**, and the *house* is older than it.\n\n"
        "* a spoon\n* two nails\n* a coin\n"
    )
    found = [(e.get("rend"), e.text) for e in root.iter(f"{TEI}hi")]
    assert found == [("bold", "old"), ("italic", "house")]
    assert outline(root, "note") == []
    assert outline(root, "item") == ["item * a spoon", "item * two nails", "item * a coin"]


def test_a_note_mark_at_the_end_of_emphasis_is_not_lost() -> None:
    root = encoded("He said _so often*_ that we believed it.\n\n* On Sundays.\n\nAnd it rained.\n")
    assert words(only(root, "hi")).rstrip("*") == "so often"


def test_footnotes_as_markdown_marks_them() -> None:
    root = encoded(
        "He found a coin[^1] in the wall.\n\nThen he went.\n\n[^1]: A halfpenny of 1799.\n"
    )
    assert outline(root, "ref", "note") == ["ref [^1]", "note [^1]: A halfpenny of 1799."]
