"""Works that are named again: inside a shelfmark, inside the title of an article."""

from __future__ import annotations

from lxml import etree

from tei.pipeline import encode_text
from tei.source import SourceText

TEI = "{http://www.tei-c.org/ns/1.0}"
KNOWN = "He founded the Mill Letters, vol. iii, no. 4, as a journal, and read the Mill Letters.\n\n"


def encoded(text: str) -> etree._Element:
    return encode_text(SourceText(text)).tree.getroot()


def words(root: etree._Element, path: str) -> list[str]:
    return ["".join(found.itertext()) for found in root.iter(f"{TEI}{path}")]


def test_a_work_named_in_a_shelfmark_is_a_title() -> None:
    root = encoded(KNOWN + "The draft is in NARA, RG 59, CDF 1930–1939, 026 Mill Letters/1187.")
    (shelf,) = [b for b in root.iter(f"{TEI}bibl") if b.get("type") == "shelfmark"]
    assert [title.text for title in shelf.iter(f"{TEI}title")] == ["Mill Letters"]
    assert not list(shelf.iter(f"{TEI}idno"))


def test_a_shelfmark_without_a_work_stays_a_number() -> None:
    root = encoded(KNOWN + "The draft is in NARA, RG 59, Central Files 1964–66.")
    assert words(root, "idno") == ["NARA, RG 59, Central Files 1964–66"]


def test_a_work_is_named_inside_the_title_of_an_article() -> None:
    root = encoded(
        KNOWN + "See Jane Ash, “The Making of the Mill Letters Series,” Weir Review 12 (1931): 13."
    )
    articles = [t for t in root.iter(f"{TEI}title") if t.get("level") == "a"]
    inner = [t.text for article in articles for t in article.iterdescendants(f"{TEI}title")]
    assert inner == ["Mill Letters"]


def test_the_whole_title_of_an_article_is_one_title() -> None:
    root = encoded(KNOWN + "See Jane Ash, “Mill Letters,” Weir Review 12 (1931): 13.")
    articles = [t for t in root.iter(f"{TEI}title") if t.get("level") == "a"]
    assert not [t for article in articles for t in article.iterdescendants(f"{TEI}title")]
