"""What the documents tell, gathered into one tree for the stylesheet of the collection.

People, places, bodies and works of several documents are one entry where an authority file's number
says so, or else where they are called the same and no numbers speak against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

NAMESPACE = "urn:tei-edition"
T = f"{{{NAMESPACE}}}"
LISTS = ("people", "places", "organisations", "sources", "dates")


@dataclass
class Entry:
    """One person, place, body, work or date: what it is called, and where it is."""

    name: str
    order: str
    about: str
    refs: dict[str, str]
    places: list[tuple[int, str, int]] = field(default_factory=list)  # document, href, count

    @property
    def count(self) -> int:
        """How often it is named or speaks, in all documents."""
        return sum(count for _, _, count in self.places)


@dataclass
class Collected:
    """The documents so far, and the lists of all."""

    documents: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    lists: dict[str, list[Entry]] = field(default_factory=lambda: {name: [] for name in LISTS})
    _by_ref: dict[tuple[str, str], Entry] = field(default_factory=dict)
    _by_name: dict[tuple[str, str], Entry] = field(default_factory=dict)

    def add(self, name: str, told: Mapping[str, Any]) -> None:
        """Add a document.  told: by xslt/web/handover.xsl and edition/writers/web.py."""
        number = len(self.documents)
        lists = told.get("lists", {})
        self.documents.append((name, {key: told[key] for key in told if key in _KEPT}))
        for title in LISTS:
            for one in lists.get(title, ()):
                href = f"{name}/{one['href'] if not one['href'].startswith('#') else ''}"
                href += one["href"] if one["href"].startswith("#") else ""
                self._entry(title, one).places.append((number, href, one["count"]))

    def _entry(self, title: str, one: Mapping[str, Any]) -> Entry:
        """The entry that is meant; a new one where nobody knows it yet."""
        refs = {ref["address"]: ref["name"] for ref in one.get("refs", ())}
        key = " ".join(one["name"].casefold().split())
        found = next(
            (self._by_ref[title, ref] for ref in refs if (title, ref) in self._by_ref), None
        )
        named = self._by_name.get((title, key))
        if found is None and named is not None and not (refs and named.refs):
            found = named
        if found is None:
            found = Entry(one["name"], one["order"], one.get("about", ""), {})
            self.lists[title].append(found)
        found.refs |= refs
        self._by_ref.update(dict.fromkeys(((title, ref) for ref in found.refs), found))
        self._by_name.setdefault((title, key), found)
        return found

    def tree(self) -> etree._Element:
        """For the stylesheet: collection/(document/author*, list/entry/(ref*, in*))."""
        root = etree.Element(f"{T}collection", nsmap={"t": NAMESPACE})
        for name, told in self.documents:
            plain = {key: str(told[key]) for key in _SHOWN if key in told and key != "authors"}
            one = etree.SubElement(root, f"{T}document", {"href": f"{name}/index.html", **plain})
            for author in told.get("authors", ()):
                etree.SubElement(one, f"{T}author").text = author
        for title, entries in self.lists.items():
            group = etree.SubElement(root, f"{T}list", title=title)
            for entry in sorted(entries, key=lambda entry: (entry.order, entry.name)):
                self._add(group, entry, title)
        return root

    def _add(self, group: etree._Element, entry: Entry, title: str) -> None:
        told = {"about": entry.about, "count": str(entry.count)}
        if title == "dates":
            told["when"] = entry.order
        one = etree.SubElement(group, f"{T}entry", told)
        one.text = entry.name
        for address, name in entry.refs.items():
            etree.SubElement(one, f"{T}ref", address=address, name=name)
        for number, href, count in entry.places:
            shown = {"title": str(self.documents[number][1]["title"]), "href": href}
            etree.SubElement(one, f"{T}in", {**shown, "count": str(count)})


_SHOWN = ("title", "authors", "date", "day", "language", "words", "description", "published")
_KEPT = (*_SHOWN, "changed")  # harvesters are told when a document changed last
