"""Two grammars compared as languages: every element's content, its attributes, their values."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lxml import etree

from tei.grammar import models
from tei.grammar.grammar import Grammar, load

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "tei"
NEWER = SHARED / "schemas" / "tei_all-4.12.0.rng"
RNG = "{http://relaxng.org/ns/structure/1.0}"


@dataclass
class Found:
    """What one comparison found: differences, those that TEI's newer schema explains apart."""

    explained: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)


def patterns(official: Grammar, ours: Grammar, found: Found) -> set[str]:
    """Compare all declarations; the attributes whose value lists the official grammar lost."""
    lost: set[str] = set()
    theirs, mine = official.declarations, ours.declarations
    for name in sorted(set(theirs) ^ set(mine)):
        found.unexplained.append(f"{short(name)}: only in {'theirs' if name in theirs else 'ours'}")
    for name in sorted(set(theirs) & set(mine)):
        one, two = theirs[name], mine[name]
        for left, right, whose in ((one, two, "theirs"), (two, one, "ours")):
            extra = models.included(left.content, right.content)
            if extra is not None:
                shown = " ".join(map(short, extra)) or "nothing"
                found.unexplained.append(f"{short(name)}: only {whose} accepts {shown}")
        for attribute in sorted(set(one.attributes) | set(two.attributes)):
            compare(name, attribute, official, ours, found, lost)
    return lost


def compare(
    name: str, attribute: str, official: Grammar, ours: Grammar, found: Found, lost: set[str]
) -> None:
    """Compare an attribute: whether it is there, required, and its values."""
    label = f"{short(name)}@{short(attribute)}"
    one = official.declarations[name].attributes.get(attribute)
    two = ours.declarations[name].attributes.get(attribute)
    if one is None or two is None:
        found.unexplained.append(f"{label}: only in {'theirs' if one else 'ours'}")
        return
    if one.required != two.required:
        found.unexplained.append(f"{label}: required in {'theirs' if one.required else 'ours'}")
    theirs, mine = values(one.patterns), values(two.patterns)
    if theirs == mine:
        return
    left, right = language(theirs), language(mine)
    if models.included(left, right) is None and models.included(right, left) is None:
        return
    newer = newest().declarations.get(name)
    known = newer.attributes.get(attribute) if newer else None
    if known is not None and words(values(known.patterns)) >= words(mine) > words(theirs):
        lost.add(label)
        found.explained.append(f"{label}: theirs lost the list {' '.join(sorted(words(mine)))}")
    else:
        found.unexplained.append(f"{label}: theirs {theirs}, ours {mine}")


@cache
def newest() -> Grammar:
    """A newer TEI All, whose value lists are whole."""
    return load(NEWER)


def values(nodes: tuple[etree._Element, ...]) -> frozenset[object]:
    """Patterns of values, choices opened."""
    found: set[object] = set()
    for node in nodes:
        inner = tuple(child for child in node if isinstance(child.tag, str))
        if node.tag == f"{RNG}choice":
            found |= values(inner)
        else:
            found.add(shape(node))
    return frozenset(found)


def shape(node: etree._Element) -> object:
    """A pattern as data."""
    kind = etree.QName(node).localname
    inner = [child for child in node if isinstance(child.tag, str)]
    if kind == "choice":
        return ("choice", values(tuple(inner)))
    if kind in ("value", "param"):
        return (kind, node.get("name"), node.text or "")
    return (kind, node.get("type"), *map(shape, inner))


def words(found: frozenset[object]) -> set[str]:
    """The values that a pattern lists."""
    waiting, listed = list(found), set()
    while waiting:
        item = waiting.pop()
        if isinstance(item, frozenset):
            waiting.extend(item)
        elif isinstance(item, tuple) and item and item[0] == "value":
            listed.add(item[2])
        elif isinstance(item, tuple):
            waiting.extend(part for part in item if isinstance(part, (tuple, frozenset)))
    return listed


def language(found: frozenset[object]) -> models.Model:
    """Values as sequences of words."""
    return models.either(_language(item) for item in found)


def _language(item: object) -> models.Model:
    assert isinstance(item, tuple)
    kind, rest = item[0], item[2:]
    if kind == "choice":
        return language(item[1])
    if kind in ("list", "group", "interleave", "oneOrMore"):
        whole = models.EMPTY
        for part in reversed(rest):
            whole = models.sequence(_language(part), whole)
        return models.sequence(whole, models.repeated(whole)) if kind == "oneOrMore" else whole
    if kind in ("optional", "zeroOrMore"):
        inner = language(frozenset(rest))
        return (
            models.either((inner, models.EMPTY)) if kind == "optional" else models.repeated(inner)
        )
    if kind == "empty" or (kind == "value" and not item[2]):
        return models.EMPTY
    return models.one(repr(sorted(map(repr, item))))


def short(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]
