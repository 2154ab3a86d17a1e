"""An edition as a flow of blocks and words, of which text, Markdown and LaTeX are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from edition.transform import transform
from edition.writers import Settings, language_of, report, spoken
from tei.diagnostics import declare

declare(
    "picture-left-out",
    "info",
    "The picture {url} cannot stand in this format; its description does.",
    "Plain text, Markdown and LaTeX are written as one file; pictures stay behind.",
    failing='<graphic url="map.png"/>, and --format txt',
    passing='<graphic url="map.png"/>, and --format html, pdf or epub',
)

_BLANKS = re.compile(r"[ \t\r\n]+")
_IN_LINE = re.compile(r"[ \t]+")

Put = Callable[[etree._Element, str], str]


def flow(tree: etree._ElementTree, settings: Settings) -> etree._Element:
    """The flow of a document (vocabulary: xslt/flow/flow.xsl); findings are told.

    Raises Problem (see `transform`).
    """
    made = transform(
        tree,
        "flow/flow.xsl",
        spoken(settings),
        language=language_of(tree),
        overrides=settings.get("overrides"),
    )
    report(made.messages, tree, settings)
    parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
    return etree.fromstring(made.text.encode(), parser)


def words(element: etree._Element, escape: Callable[[str], str], put: Put) -> str:
    """The words of a block in one line: text through `escape`, elements through `put`.

    put: (element, its words) → what stands for it.  Blanks join into one, none at the ends.
    """
    return re.sub(r" *\n *", "\n", _IN_LINE.sub(" ", _run(element, escape, put))).strip()


def _run(element: etree._Element, escape: Callable[[str], str], put: Put) -> str:
    pieces = [escape(_BLANKS.sub(" ", element.text or ""))]
    for child in element:
        pieces.append(put(child, _run(child, escape, put)))
        pieces.append(escape(_BLANKS.sub(" ", child.tail or "")))
    return "".join(pieces)


def blocks(element: etree._Element) -> Iterator[etree._Element]:
    """The blocks below an element, those of wrappers among them, in order.

    Of a parallel text first the one side, then the other.
    """
    for child in element:
        if child.tag == "div":
            yield from blocks(child)
        elif child.tag == "variants":
            yield from blocks(child[0])
        elif child.tag == "parallel":
            for at in (0, 1):
                yield from (block for row in child for block in blocks(row[at]))
        else:
            yield child


def heading(document: etree._Element) -> dict[str, str]:
    """Title, subtitle, author and date for the top; empty where the text has its own title page."""
    found = {
        name: ", ".join(e.text or "" for e in document.iterfind(name) if e.get("shown") == "true")
        for name in ("title", "subtitle", "author", "date")
    }
    return {name: value for name, value in found.items() if value}


def called(document: etree._Element) -> list[etree._Element]:
    """The notes at the end, in the order of the text."""
    return document.findall("note")


def without_mark(text: str, note: etree._Element) -> str:
    """A note's words without the mark at their start, where the format sets marks itself."""
    mark = note.get("mark", "")
    if note.get("says-mark") != "true" or not mark:
        return text
    return re.sub(rf"^[\\\[({{}}]*{re.escape(mark)}[\\\])}}{{.]*\s+", "", text, count=1)
