"""Whose words they are: the names behind the pointers of a gold, and whether ours agree."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from tei.language import Language
from tei.names import TEI, XML_ID, collapse, local
from tei.personal_names import parse

NAMED = frozenset({"person", "personGrp", "org", "castItem", "role", "bibl", "biblStruct", "nym"})
NAMED |= {"persName", "orgName", "name", "character", "place", "author", "actor"}
NAMES = frozenset({"persName", "name", "orgName", "role", "addName", "author", "title"})
PARTED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|[_.:\-–\s]+")
ARTICLES = frozenset(
    {"the", "a", "an", "der", "die", "das", "den", "ein", "eine", "le", "la", "les", "l", "un"}
    | {"une", "el", "los", "las", "il", "lo", "gli", "i", "uno", "una"}
)


class People:
    """The people, bodies and works that a gold file names, by xml:id."""

    def __init__(self, root: etree._Element):
        """root: of the whole file; a corpus has its people in its own header."""
        self.names: dict[str, tuple[str, ...]] = {}
        labels: dict[str, set[str]] = defaultdict(set)
        for node in root.iter(etree.Element):
            name = node.get(XML_ID)
            if name and local(node) in NAMED:
                self.names[name] = tuple(names_in(node))
            if local(node) == "sp" and node.get("who"):
                labels[node.get("who") or ""].update(label_of(node))
        self.authors = tuple(dict.fromkeys(authors_of(root)))
        for pointer, found in labels.items():
            if len(pointer.split()) == 1:
                key = pointer.rpartition("#")[2]
                known = self.names.get(key, ())
                self.names[key] = tuple(dict.fromkeys([*known, *sorted(found)]))

    def of(self, pointers: str) -> tuple[str, ...]:
        """The names of all that pointers lead to; a pointer to elsewhere stands for itself."""
        found: list[str] = []
        for pointer in pointers.split():
            key = pointer.rpartition("#")[2] or pointer
            found += self.names.get(key) or (as_words(key),)
        return tuple(dict.fromkeys(found))

    def knows(self, pointers: str) -> bool:
        """Whether a pointer leads to somebody in this file."""
        return any(pointer.rpartition("#")[2] in self.names for pointer in pointers.split())


def names_in(node: etree._Element) -> Iterable[str]:
    """The names inside an element; its whole text where no part is a name."""
    found = [_text(part) for part in node.iter(etree.Element) if local(part) in NAMES]
    found = [name for name in found if name]
    return dict.fromkeys(found or [name for name in [_text(node)] if name])


def authors_of(root: etree._Element) -> Iterator[str]:
    """The authors that the headers of a file name: an "I" of the text may be one of them."""
    for statement in root.iter(TEI + "titleStmt"):
        for author in statement.iterchildren(TEI + "author"):
            yield from names_in(author)


def label_of(speech: etree._Element) -> Iterable[str]:
    """The printed label of a speech."""
    for child in speech:
        if local(child) == "speaker":
            yield _text(child).strip(".:,; ")


def as_words(key: str) -> str:
    """An identifier as words: "HansKarl" and "hans-karl" are "Hans Karl"."""
    return " ".join(part for part in PARTED.split(key) if part)


def _text(node: etree._Element) -> str:
    return collapse("".join(str(part) for part in node.itertext()))


def folded(name: str) -> str:
    """A name as it is compared: lower case, no accents, no punctuation, no articles."""
    plain = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.findall(r"[^\W_]+", plain)
    return " ".join(word for word in words if word not in ARTICLES) or " ".join(words)


def agree(
    ours: tuple[str, ...],
    gold: tuple[str, ...],
    others: Mapping[str, tuple[str, ...]],
    language: Language,
) -> bool:
    """Whether two sets of names mean one person.

    An equal name decides; else a name that is another's in the gold; else a name proper in
    common, unless both have titles and these differ (Mr. and Mrs. Gull are two).
    others: key → names of all that the gold names
    """
    mine, theirs = {folded(name) for name in ours}, {folded(name) for name in gold}
    if mine & theirs:
        return True
    strangers = {folded(name) for names in others.values() for name in names}
    if mine & (strangers - theirs):
        return False
    return any(alike(a, b, language) for a in ours for b in gold)


def alike(one: str, other: str, language: Language) -> bool:
    """Whether two names share a name proper and no titles contradict."""
    first, second = parse(one, language), parse(other, language)
    titles = {title.lower() for title in first.titles}, {title.lower() for title in second.titles}
    if titles[0] and titles[1] and titles[0].isdisjoint(titles[1]):
        return False
    words = [set(folded(" ".join(name.words)).split()) for name in (first, second)]
    return any(len(word) > 1 for word in words[0] & words[1])
