"""Sitemap and feed of a collection, which need its address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 100  # documents in the feed
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


def sitemaps(url: str, names: Sequence[str], pages: Sequence[str]) -> dict[str, bytes]:
    """sitemap.xml, which names those of the documents, and that of the collection's own pages.

    url: of the collection, with a slash at its end; names: of its documents
    """
    own, index = _root(SITEMAPS, "urlset"), _root(SITEMAPS, "sitemapindex")
    for page in ["", *(page for page in pages if page != "index.html")]:
        _put(_put(own, SITEMAPS, "url"), SITEMAPS, "loc", url + page)
    for place in ("sitemap-pages.xml", *(f"{name}/sitemap.xml" for name in names)):
        _put(_put(index, SITEMAPS, "sitemap"), SITEMAPS, "loc", url + place)
    return {"sitemap.xml": _bytes(index), "sitemap-pages.xml": _bytes(own)}


def has_feed(documents: Sequence[tuple[str, Mapping[str, Any]]]) -> bool:
    """Whether a document says when it was published: an entry of a feed has to."""
    return any(_published(told) for _, told in documents)


def feed(url: str, title: str, documents: Sequence[tuple[str, Mapping[str, Any]]]) -> bytes:
    """An Atom feed (RFC 4287) of the documents with a date, the last published first."""
    root = _root(ATOM, "feed")
    dated = [(_published(told), name, told) for name, told in documents if _published(told)]
    dated.sort(key=lambda one: one[:2], reverse=True)
    _put(root, ATOM, "id", url)
    _put(root, ATOM, "title", title)
    _put(root, ATOM, "updated", dated[0][0])
    _put(root, ATOM, "link").attrib.update({"rel": "self", "href": f"{url}feed.atom"})
    _put(_put(root, ATOM, "author"), ATOM, "name", title)
    for moment, name, told in dated[:NEWEST]:
        entry = _put(root, ATOM, "entry")
        _put(entry, ATOM, "id", f"{url}{name}/")
        _put(entry, ATOM, "title", str(told["title"]))
        _put(entry, ATOM, "updated", moment)
        for author in told.get("authors", ()):
            _put(_put(entry, ATOM, "author"), ATOM, "name", author)
        _put(entry, ATOM, "link").set("href", f"{url}{name}/")
        _put(entry, ATOM, "summary", str(told.get("description", "")))
    return _bytes(root)


def _published(told: Mapping[str, Any]) -> str:
    """When a document was published, as Atom writes it; "" where nobody says."""
    day = str(told.get("published", ""))
    if not _DAY.fullmatch(day):
        return ""
    return f"{day}{'0000-01-01'[len(day) :]}T00:00:00Z"


def _root(space: str, name: str) -> etree._Element:
    return etree.Element(f"{{{space}}}{name}", nsmap={None: space})  # type: ignore[dict-item]


def _put(parent: etree._Element, space: str, name: str, words: str = "") -> etree._Element:
    child = etree.SubElement(parent, f"{{{space}}}{name}")
    child.text = words or None
    return child


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
