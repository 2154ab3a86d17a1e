"""What print shows and a gold may leave to @rend: quotation marks, numbers of lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from tei.language import Language
from tei.names import local

QUOTES = frozenset("\"'`´“”„‟«»‘’‚‛‹›′″〝〞〟「」『』＂＇")
DASHES = frozenset("-‐‑‒–—―−─")
QUOTATIONS = ("q", "quote", "said")
NOT_QUOTED = frozenset({"emph", "foreign", "distinct", "term", "mentioned"})  # of q/@type
DEFAULT = "“”"
BLOCKS = frozenset({"p", "l", "lg", "ab", "sp", "list", "floatingText"})

NUMBERED = frozenset({"numbered", "ordered"})
BULLETED = frozenset({"bulleted", "bullets", "unordered"})
HAS_NUMBER = re.compile(r"\W{0,2}(?:\d{1,3}|\w)[.)]|[•*–-]")


def is_quotation(node: etree._Element) -> bool:
    """Whether an element gives somebody's words; indirect speech does not.

    Source: TEI P5 Guidelines, §3.3.3; said/@direct, q/@type.
    """
    if local(node) == "q":
        return node.get("type") not in NOT_QUOTED
    return local(node) in QUOTATIONS and node.get("direct") not in ("false", "0")


def pairs_of(language: Language | None) -> tuple[str, ...]:
    """The pairs of marks of a language, primary first."""
    words = language.words("quotations", "marks") if language else []
    pairs = tuple(pair for pair in words if len(pair) == 2)
    return pairs or (DEFAULT, "‘’")


def has_marks(node: etree._Element) -> bool:
    """Whether a quotation's text has a mark, or the dash of a dialogue, at one of its ends."""
    text = "".join(str(part) for part in node.itertext()).strip()
    return not text or text[0] in QUOTES or text[-1] in QUOTES or text[0] in DASHES


def is_displayed(node: etree._Element, running: bool) -> bool:
    """Whether a quotation is set off from the text, which needs no marks."""
    if local(node) != "quote":
        return False
    return not running or "block" in (node.get("rend") or "") or holds_blocks(node)


def holds_blocks(node: etree._Element) -> bool:
    """Whether paragraphs or lines stand directly in an element."""
    return any(local(child) in BLOCKS for child in node)


def gold_has_marks(quotations: Iterable[etree._Element]) -> bool:
    """Whether most quotations of a gold keep their marks in the text."""
    found = [has_marks(node) for node in quotations if not holds_blocks(node)]
    return sum(found) * 2 > len(found)


def number_of(item: etree._Element) -> str:
    """The number or bullet of an item, where @rend of its list says that it has one; else ""."""
    parent = item.getparent()
    if local(item) != "item" or parent is None or local(parent) != "list":
        return ""
    style = {*(parent.get("rend") or "").split(), *(parent.get("type") or "").split()}
    text = "".join(str(part) for part in item.itertext()).strip()
    if HAS_NUMBER.match(text) or not style & (NUMBERED | BULLETED):
        return ""
    if style & BULLETED:
        return "- "
    before = sum(local(sibling) == "item" for sibling in item.itersiblings(preceding=True))
    return f"{item.get('n') or before + 1}. "
