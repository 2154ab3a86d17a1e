"""What stands around a fault: how its siblings were read, and what could hold what.

One object serves a document: it remembers what it looked up, so that ten thousand faults
among the children of one element cost one reading of these children.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files

from lxml import etree

from tei.grammar import models
from tei.grammar.models import EMPTY, Model
from tei.names import XML_ID
from tei.validation.faults import Fault
from tei.validation.grammar import Attribute, Declaration, Grammar
from tei.validation.wording import local, nearest, plain, tei


@cache
def practice() -> Mapping[str, Mapping[str, int]]:
    """For elements, attributes and containers: their plain names with their ranks."""
    text = files("tei.validation").joinpath("practice.toml").read_text("utf-8")
    return {
        kind: {name: rank for rank, name in enumerate(names.split())}
        for kind, names in tomllib.loads(text).items()
    }


@cache
def inside(name: str) -> tuple[str, ...]:
    """What is likely to be wanted inside an element (Clark names); () where nothing is known."""
    text = files("tei.validation").joinpath("inside.toml").read_text("utf-8")
    names = tomllib.loads(text).get(local(name), "") if name == tei(local(name)) else ""
    return tuple(map(tei, names.split()))


MOST_SEARCHES = 500  # names in a document for which others that look like them are searched
MOST_PARENTS = 12  # of an element that is made for one purpose


@dataclass(frozen=True, slots=True)
class State:
    """The content model before a child, and whether the child could be read in it."""

    before: Model
    read: bool


@dataclass(slots=True)
class Scan:
    """Siblings gone through in search of a place; `found` has the answers given so far."""

    rest: Iterator[tuple[etree._Element, State]]
    last: etree._Element | None = None
    found: dict[etree._Element, etree._Element | None] = field(default_factory=dict)


class Surroundings:
    """What a grammar and a document say about the place of a fault."""

    def __init__(self, grammar: Grammar):
        """grammar: the whole grammar, not only what the document uses."""
        self.grammar = grammar
        self._states: dict[etree._Element, dict[etree._Element, State]] = {}
        self._scans: dict[tuple[etree._Element, str], Scan] = {}
        self._parents: dict[str, tuple[str, ...]] = {}
        self._owners: dict[str, tuple[str, ...]] = {}
        self._close: dict[str, tuple[str, ...]] = {}
        self._ids: Counter[str] | None = None

    def declaration(self, name: str) -> Declaration | None:
        """What the grammar says of an element; None where it says nothing or two things."""
        return None if name in self.grammar.ambiguous else self.grammar.declarations.get(name)

    def known(self, name: str) -> bool:
        """Whether the grammar has an element of this Clark name."""
        return name in self.grammar.declarations

    def attribute(self, element: str, name: str) -> Attribute | None:
        """What the grammar says of an attribute of an element."""
        declaration = self.declaration(element)
        return declaration.attributes.get(name) if declaration else None

    def states(self, parent: etree._Element) -> Mapping[etree._Element, State]:
        """For each child, in order, how its parent's content stood before it."""
        if parent not in self._states:
            declaration = self.declaration(str(parent.tag))
            self._states[parent] = _read(parent, declaration.content) if declaration else {}
        return self._states[parent]

    def after(self, child: etree._Element) -> Model:
        """The content model of its parent after a child; NOTHING where that is not known."""
        parent = child.getparent()
        state = self.states(parent).get(child) if parent is not None else None
        return models.after(state.before, str(child.tag)) if state else models.NOTHING

    def last_before(self, child: etree._Element) -> etree._Element | None:
        """The last earlier sibling before which a child might have stood, if any.

        The siblings are gone through once for all children of the name, which have to be
        asked for in the order of the document.
        """
        parent, name = child.getparent(), str(child.tag)
        if parent is None:
            return None
        scan = self._scans.setdefault((parent, name), Scan(iter(self.states(parent).items())))
        for sibling, state in scan.rest if child not in scan.found else ():
            if sibling is child:
                scan.found[child] = scan.last
                break
            if state.read and self._precedes(name, sibling, state.before):
                scan.last = sibling
        return scan.found.get(child)

    def _precedes(self, name: str, sibling: etree._Element, before: Model) -> bool:
        """Whether an element might stand before a sibling, which then still fits."""
        after = models.after(before, name)
        same = sibling.tag == name
        return after != models.NOTHING and (same or self.fits(after, str(sibling.tag)))

    def state(self, fault: Fault) -> Model:
        """The content model at the place of a fault; the engine's where it tells one."""
        if fault.state != models.EMPTY or not fault.allowed:
            return fault.state
        node, parent = fault.element, fault.element.getparent()
        if fault.kind in ("element-refused", "element-missing") and parent is not None:
            known = self.states(parent).get(node)
            return known.before if known else models.NOTHING
        if fault.kind == "content-unfinished" and len(node):
            return next((self.after(c) for c in reversed(node) if c in self.states(node)), EMPTY)
        declaration = self.declaration(str(node.tag))
        return declaration.content if declaration else models.NOTHING

    def fits(self, state: Model, name: str) -> bool:
        """Whether an element may come next."""
        return models.after(state, name) != models.NOTHING

    def holds(self, name: str, symbols: Iterable[str]) -> bool:
        """Whether an element with nothing but this content is complete."""
        declaration = self.declaration(name)
        state = declaration.content if declaration else models.NOTHING
        for symbol in symbols:
            state = models.after(state, symbol)
        return state != models.NOTHING and models.may_end(state)

    def takes(self, name: str, symbol: str) -> bool:
        """Whether an element may begin with this content."""
        declaration = self.declaration(name)
        return declaration is not None and self.fits(declaration.content, symbol)

    def parents_of(self, name: str) -> tuple[str, ...]:
        """The elements that may hold an element, the likely ones first."""
        if name not in self._parents:
            self._parents[name] = tuple(ranked(self.grammar.parents_of(name)))
        return self._parents[name]

    def owners_of(self, name: str) -> tuple[str, ...]:
        """The elements that have an attribute, the likely ones first."""
        if name not in self._owners:
            every = self.grammar.declarations.items()
            having = [owner for owner, declaration in every if name in declaration.attributes]
            self._owners[name] = tuple(ranked(having))
        return self._owners[name]

    @cached_property
    def by_small_letters(self) -> Mapping[str, Sequence[str]]:
        """The elements of the grammar by their names in small letters."""
        names: dict[str, list[str]] = {}
        for name in self.grammar.declarations:
            names.setdefault(name.lower(), []).append(name)
        return names

    def close_to(self, name: str) -> tuple[str, ...]:
        """Elements of the same namespace whose names look like one, the likely ones first.

        Nothing after MOST_SEARCHES names: that many are no slips.
        """
        if name not in self._close and len(self._close) < MOST_SEARCHES:
            space = name.rpartition("}")[0]
            every = (n for n in self.grammar.declarations if n.rpartition("}")[0] == space)
            known = {local(n): n for n in every}
            close = [known[n] for n in nearest(local(name), known, most=4)]
            self._close[name] = tuple(ranked(close))
        return self._close.get(name, ())

    def is_taken(self, identifier: str, element: etree._Element) -> bool:
        """Whether another element of the document has an identifier, as xml:id or as id."""
        if self._ids is None:
            every = element.getroottree().getroot().iter(tag=etree.Element)
            given = (value for e in every for value in (e.get(XML_ID), e.get("id")) if value)
            self._ids = Counter(map(str, given))
        return self._ids[identifier] > 1

    def containers(self, state: Model, symbol: str) -> list[str]:
        """Plain containers that may come next and may hold nothing but this, likely first.

        What stands in many places is not put into parts of the header: it may be meant for
        any of them.
        """
        known = practice()["containers"]
        if symbol == models.TEXT or len(self.parents_of(symbol)) <= MOST_PARENTS:
            known = {**known, **practice()["header"]}
        names = map(tei, known)
        return [n for n in names if self.fits(state, n) and self.holds(n, (symbol,))]


def ranked(names: Collection[str], kind: str = "elements", first: Sequence[str] = ()) -> list[str]:
    """Clark names, those of `first` first, then as practice has them, then by the alphabet."""
    order = practice()[kind]
    likely = {name: rank for rank, name in enumerate(first)}

    def place(name: str) -> tuple[int, int, str]:
        known = order.get(plain(name), len(order))
        return likely.get(name, len(likely)), known, plain(name)

    return sorted(names, key=place)


def _read(parent: etree._Element, state: Model) -> dict[etree._Element, State]:
    """The children with the content model before each; those that do not fit are passed over."""
    states: dict[etree._Element, State] = {}
    state = _past_text(state, parent.text)
    for child in parent:
        if isinstance(child.tag, str):
            following = models.after(state, child.tag)
            states[child] = State(state, following != models.NOTHING)
            state = state if following == models.NOTHING else following
        state = _past_text(state, child.tail)
    return states


def _past_text(state: Model, words: str | None) -> Model:
    """The state after text, or the same where there is none or none may be."""
    if not words or not words.strip(" \t\r\n"):
        return state
    following = models.after(state, models.TEXT)
    return state if following == models.NOTHING else following
