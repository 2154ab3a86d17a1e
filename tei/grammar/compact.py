"""RELAX NG compact syntax (ISO/IEC 19757-2:2008, Annex C): read it, write it.

`parse` makes the tree that the XML syntax would have; `write` says a tree in compact
syntax.  Inclusions are not followed: `include` and `external` keep their address, and
whoever loads the grammar resolves it.
"""

from __future__ import annotations

from lxml import etree

from tei.grammar.compact_reading import Parser
from tei.grammar.compact_tokens import CompactError
from tei.grammar.compact_writing import write

__all__ = ["CompactError", "decode", "parse", "write"]


def parse(text: str, base: str = "") -> etree._Element:
    """The RELAX NG element tree of a grammar in compact syntax.

    base: path or address of the text; it names the file in errors and, where it is not
    empty, stands in `xml:base` of the root, so that inclusions are found.
    Elements know their line (`sourceline`).  Raises CompactError (a ValueError) with
    file, line and column where the text is not compact syntax.
    """
    return Parser(text, base).schema()


def decode(data: bytes) -> str:
    """The text of a compact-syntax file: UTF-16 with a byte order mark, otherwise UTF-8.

    Raises UnicodeDecodeError where it is neither.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    return data.decode("utf-8-sig")
