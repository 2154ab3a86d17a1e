"""Mending any document: what was not asked for does not change, in the bytes or in the tree."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.validation.fixes import Change
from tei.validation.mending import mend, mended
from tei.validation.reading import parse

NAMES = st.sampled_from(["p", "hi", "date", "quotation"])
ATTRIBUTES = st.sampled_from(["n", "when", "rend", "xml:lang"])
WORDS = st.text("ab é☃\"'<>&\t", max_size=6)
BLANKS = st.sampled_from([" ", "  ", "\n", "\r\n\t"])
ENCODINGS = {"utf-8": b"", "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def escaped(text: str, quote: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("\t", "&#x9;")
    return text.replace(quote, "&#34;" if quote == '"' else "&#39;")


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    """An element as somebody might have written it."""
    name = draw(NAMES)
    written = "".join(
        f"{draw(BLANKS)}{attribute}={quote}{escaped(draw(WORDS), quote)}{quote}"
        for attribute in draw(st.lists(ATTRIBUTES, unique=True, max_size=3))
        for quote in draw(st.sampled_from("\"'"))
    )
    if draw(st.booleans()) or depth == 0:
        return f"<{name}{written}{draw(st.sampled_from(['', ' ']))}/>"
    inner = draw(st.lists(st.one_of(elements(depth - 1), PIECES), max_size=3))
    return f"<{name}{written}>{''.join(inner)}</{name}{draw(st.sampled_from(['', ' ']))}>"


PIECES = st.sampled_from(
    ["text é ", "&amp;", "<!-- <p n='1'> -->", "<![CDATA[<p>]]>", "<?p <q> ?>"]
)


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    encoding = draw(st.sampled_from(sorted(ENCODINGS)))
    declared = "UTF-8" if encoding == "utf-8" else "UTF-16"
    declaration = f'<?xml version="1.0" encoding="{declared}"?>{draw(BLANKS)}'
    return ENCODINGS[encoding] + (declaration + draw(elements())).encode(encoding)


def canonical(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, method="c14n"))


def set_value(element: etree._Element) -> Change:
    return Change("safe", "set-attribute", element, "when", "1842 <'\"&☃>")


def remove(element: etree._Element) -> Change:
    return Change("safe", "remove-attribute", element, "n")


def rename(element: etree._Element) -> Change:
    return Change("safe", "rename-element", element, "", "quote")


def rename_attribute(element: etree._Element) -> Change:
    return Change("safe", "rename-attribute", element, "n", "m")


def carry_out(change: Change) -> None:
    """The change in the tree."""
    element = change.element
    assert element is not None
    if change.kind == "set-attribute":
        element.set(change.name, change.value)
    elif change.kind == "rename-element":
        element.tag = change.value
    elif change.name in element.attrib:
        value = element.attrib.pop(change.name)
        if change.value:
            element.set(change.value, str(value))


@given(
    documents(),
    st.lists(st.integers(0, 8)),
    st.sampled_from([set_value, remove, rename, rename_attribute]),
)
def test_the_tree_differs_where_said_and_nowhere_else(
    data: bytes, picks: list[int], make: Callable[[etree._Element], Change]
) -> None:
    root = parse(data, "x.xml")
    every = list(root.iter(tag=etree.Element))
    wanted = [make(every[pick % len(every)]) for pick in dict.fromkeys(picks)]
    result = mended(data, wanted)
    after = parse(result.data, "x.xml")
    assert mend(result.data, wanted) == result.data
    for change in dict.fromkeys(wanted):
        carry_out(change)
    assert canonical(after) == canonical(root)


@given(documents())
def test_no_change_no_difference(data: bytes) -> None:
    assert mend(data, []) == data
    root = parse(data, "x.xml")
    idle = Change("safe", "rename-attribute", root, "absent", "present")
    assert mend(data, [idle]) == data
