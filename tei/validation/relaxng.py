"""RELAX NG: where a document leaves its grammar.

The engine is our own (tei.grammar): it gives the verdict, the faults and their places in one
reading.  libxml2, which needs its grammars simplified and pruned first, gives a second
opinion on the structure (`schema`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from tei.grammar import Grammar, GrammarError, load, models
from tei.grammar.declarations import names_shown
from tei.grammar.derivatives import possible, required
from tei.grammar.levels import Level
from tei.grammar.matching import Break, Matcher, Report
from tei.grammar.models import Model
from tei.grammar.patterns import NOT_ALLOWED, Attribute, Element, Pattern
from tei.grammar.writing import written
from tei.validation import events
from tei.validation.events import NotRead, Placed
from tei.validation.faults import Fault, FaultKind
from tei.validation.findings import Finding

ABOUT_ATTRIBUTES = ("attribute-refused", "attribute-missing")
LONGEST_VALUE = 200  # characters of a refused value or text that are kept


def schema(path: Path) -> etree.RelaxNG:
    """libxml2's validator of the whole grammar, simplified, once per process.

    Raises GrammarError, lxml.etree.LxmlError or OSError where it cannot be made.
    """
    return _compiled(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _compiled(path: Path, _changed: int) -> etree.RelaxNG:
    return load(path).for_libxml2()


def check(root: etree._Element, path: Path, data: bytes = b"") -> Iterator[Finding]:
    """The faults that a RELAX NG grammar (.rng, .rnc) finds in a document, in words.

    data: the bytes that the tree was read from; b"" where there are none: no lines then

    Raises GrammarError or OSError where the grammar cannot be used.
    """
    grammar = load(path)
    if data and is_valid(data, grammar):
        return
    from tei.validation import messages  # words are loaded where there is something to say

    yield from messages.findings(faults(root, grammar, data), grammar)


def explain(root: etree._Element, path: Path) -> Iterator[Finding]:
    """The same for a tree in memory."""
    return check(root, path)


def is_valid(data: bytes, grammar: Grammar) -> bool:
    """Whether a document has no fault, without a tree; False as well where expat cannot tell.

    Memory stays flat, but for the bytes themselves; reading stops at the first fault.
    """
    try:
        return events.is_valid(data, lambda report: Matcher(grammar.automaton, report))
    except NotRead:
        return False


def faults(root: etree._Element, grammar: Grammar, data: bytes = b"") -> Iterator[Fault]:
    """The faults of a document in the order in which a streaming validator meets them.

    data: the bytes that the tree was read from, for the places; b"" where there are none
    """
    found = list(_without_repetitions(_placed(root, grammar, data)))
    wanted = {one.number for one in found} | {one.found.first for one in found}
    elements = {n: e for n, e in enumerate(root.iter(tag=etree.Element)) if n in wanted}
    teller = Teller(grammar)
    for one in found:
        yield teller.fault(one, elements[one.number], elements.get(one.found.first))


def _placed(root: etree._Element, grammar: Grammar, data: bytes) -> list[Placed]:
    """The breaks, read from the bytes where they hold what the tree holds."""

    def matcher_for(report: Report) -> Matcher:
        return Matcher(grammar.automaton, report)

    if data:
        try:
            following = events.Following(data, matcher_for)
            found = following.read()
        except NotRead:
            return events.breaks_in_tree(root, matcher_for)
        if following.matcher.number + 1 == sum(1 for _ in root.iter(tag=etree.Element)):
            return found
    return events.breaks_in_tree(root, matcher_for)


def _without_repetitions(found: Iterable[Placed]) -> Iterator[Placed]:
    """Text in the wrong place is told once, not line by line."""
    last: tuple[int, Level] | None = None
    for one in found:
        place = (one.number, one.found.level) if one.found.kind == "text-refused" else None
        if place is None or place != last:
            yield one
        last = place


class Teller:
    """Makes faults of breaks: what might have stood there is looked up once for each place."""

    def __init__(self, grammar: Grammar):
        """grammar: that the breaks are of."""
        self.grammar = grammar
        self._expected: dict[tuple[Level, str], tuple[frozenset[str], frozenset[str]]] = {}

    def fault(self, one: Placed, element: etree._Element, other: etree._Element | None) -> Fault:
        """The fault of a break at an element; `other` has the same identifier."""
        found = one.found
        kind: FaultKind = found.kind
        about = kind in ABOUT_ATTRIBUTES
        allowed, needed = self.expected(found, about=about)
        name = next(iter(needed)) if len(needed) == 1 and not found.name else found.name
        return Fault(
            kind,
            element,
            name,
            found.value[:LONGEST_VALUE],
            self.state(found.level) if not about else models.EMPTY,
            allowed,
            needed,
            tuple(written(pattern) for pattern in found.tests if pattern is not NOT_ALLOWED),
            other,
            one.line,
            one.column,
        )

    def state(self, level: Level) -> Model:
        """The content model of a level; of the first way where there are several."""
        ways = (pattern for pattern in level.patterns if pattern is not NOT_ALLOWED)
        return self.grammar.model(next(ways, NOT_ALLOWED))

    def expected(self, found: Break, *, about: bool) -> tuple[frozenset[str], frozenset[str]]:
        """What might have stood at a break, and what must.

        about: attributes, not elements
        """
        if found.kind in ("value-refused", "id-repeated", "reference-dangling"):
            return frozenset(), frozenset()
        key = (found.level, "attributes" if about else "elements")
        if key not in self._expected:
            self._expected[key] = self._looked_up(found.level, about=about)
        allowed, needed = self._expected[key]
        if found.kind in ("element-refused", "root-refused", "text-refused", "attribute-refused"):
            return allowed, frozenset()
        return (allowed, needed) if found.kind != "attribute-missing" else self._missing(found)

    def _missing(self, found: Break) -> tuple[frozenset[str], frozenset[str]]:
        """The attributes that are missing: all of them, or those of which one must come."""
        _, needed = self._expected[(found.level, "attributes")]
        if needed:
            return frozenset(), needed
        ways = [pattern for pattern in found.level.patterns if pattern is not NOT_ALLOWED]
        open_parts = (part for way in ways for part in _unfinished(way))
        return self._names(open_parts), frozenset()

    def _looked_up(self, level: Level, *, about: bool) -> tuple[frozenset[str], frozenset[str]]:
        kind: type[Element] | type[Attribute] = Attribute if about else Element
        ways = [pattern for pattern in level.patterns if pattern is not NOT_ALLOWED]
        allowed = self._names(part for way in ways for part in possible(way, kind))
        if not about and not self.grammar.automaton.text(level).refused:
            allowed |= {models.TEXT}
        needed = frozenset.intersection(*(required(way, kind) for way in ways)) if ways else ()
        return allowed, frozenset(needed)

    def _names(self, patterns: Iterable[Pattern]) -> frozenset[str]:
        """The names of elements or attributes."""
        named = (p for p in patterns if isinstance(p, (Element, Attribute)))
        return frozenset(name for pattern in named for name in names_shown(pattern.name))


def _unfinished(pattern: Pattern) -> Iterator[Pattern]:
    """The attributes in those parts that cannot be left out."""
    if isinstance(pattern, Attribute):
        yield pattern
    elif pattern.attributes and not pattern.nullable:
        for part in pattern.parts:
            yield from _unfinished(part)


__all__ = ["GrammarError", "check", "explain", "faults", "is_valid", "load", "schema"]
