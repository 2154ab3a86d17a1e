"""Any small grammar, any small document: our verdict is libxml2's, whatever was simplified."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.grammar import Grammar, GrammarError, load
from tei.grammar.matching import Matcher
from tei.validation import events
from tei.validation.relaxng import faults, is_valid

RNG = "http://relaxng.org/ns/structure/1.0"
NAMES = ("a", "b", "c")
DEFINITIONS = ("one", "two", "three", "four")  # elements; two may have the same name


def node(tag: str, *inner: etree._Element, **attributes: str) -> etree._Element:
    made = etree.Element(f"{{{RNG}}}{tag}", dict(attributes))
    made.extend(inner)
    return made


def constants(*more: str) -> st.SearchStrategy[etree._Element]:
    return st.sampled_from(("empty", "text", *more)).map(node)


def references() -> st.SearchStrategy[etree._Element]:
    return st.sampled_from(DEFINITIONS).map(lambda name: node("ref", name=name))


def contents(*more: str) -> st.SearchStrategy[etree._Element]:
    """Patterns of content: no attributes, no data; `more` constants."""
    return st.recursive(
        references() | references() | constants(*more),
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(("group", "choice", "interleave")), inner, inner).map(
                lambda made: node(made[0], made[1], made[2])
            ),
            st.tuples(st.sampled_from(("optional", "zeroOrMore", "oneOrMore", "mixed")), inner).map(
                lambda made: node(made[0], made[1])
            ),
        ),
        max_leaves=6,
    )


@st.composite
def attributes(draw: st.DrawFn) -> list[etree._Element]:
    made = []
    for name in draw(st.sets(st.sampled_from(("x", "y")))):
        attribute = node("attribute", name=name)
        if draw(st.booleans()):
            attribute.append(node("value", type="token"))
            attribute[0].text = draw(st.sampled_from(("1", "2")))
        made.append(attribute if draw(st.booleans()) else node("optional", attribute))
    return made


@st.composite
def grammars(draw: st.DrawFn, *more: str) -> etree._Element:
    """A start, and elements with attributes, some of which only go with one content."""
    root = node("grammar", node("start", draw(references())))
    for definition in DEFINITIONS:
        element = node("element", name=draw(st.sampled_from(NAMES)))
        if draw(st.booleans()):
            element.extend([*draw(attributes()), draw(contents(*more))])
        else:
            ways = [node("group", *draw(attributes()), draw(contents(*more))) for _ in "12"]
            element.append(node("choice", *ways))
        root.append(node("define", element, name=definition))
    return etree.fromstring(etree.tostring(root))


@st.composite
def documents(draw: st.DrawFn, depth: int = 0) -> etree._Element:
    made = etree.Element(draw(st.sampled_from(NAMES)))
    for name in draw(st.sets(st.sampled_from(("x", "y")))):
        made.set(name, draw(st.sampled_from(("1", "2"))))
    if draw(st.integers(0, 3)) == 0:
        made.text = "words"
    for _ in range(draw(st.integers(0, 3)) if depth < 2 else 0):
        made.append(draw(documents(depth=depth + 1)))
        made[-1].tail = "words" if draw(st.integers(0, 4)) == 0 else None
    return made


def loaded(grammar: etree._Element) -> Grammar:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.rng"
        path.write_bytes(etree.tostring(grammar))
        return load(path)


@settings(max_examples=150)
@given(grammars(), st.lists(documents(), min_size=1, max_size=6))
def test_our_verdict_is_that_of_libxml2(
    grammar: etree._Element, roots: list[etree._Element]
) -> None:
    try:  # what is not allowed it only takes when it was simplified away: the next test
        theirs = etree.RelaxNG(grammar)
    except etree.RelaxNGParseError:
        assume(False)  # restrictions that it knows and we do not need, e.g. text in interleaves
    own = loaded(grammar)
    for root in roots:
        data = etree.tostring(root)
        assert is_valid(data, own) == theirs.validate(root), etree.tostring(grammar)


@settings(max_examples=100)
@given(grammars("notAllowed"), st.lists(documents(), min_size=1, max_size=6))
def test_the_simplified_and_pruned_grammar_says_the_same(
    grammar: etree._Element, roots: list[etree._Element]
) -> None:
    own = loaded(grammar)
    for root in roots:
        names = {str(element.tag) for element in root.iter()}
        try:
            pruned = own.for_libxml2(names)
        except etree.RelaxNGParseError:
            continue
        data = etree.tostring(root)
        assert is_valid(data, own) == pruned.validate(root), etree.tostring(own.relaxng(names))


@settings(max_examples=100)
@given(grammars("notAllowed"), documents())
def test_bytes_and_trees_have_the_same_faults(
    grammar: etree._Element, root: etree._Element
) -> None:
    own, data = loaded(grammar), etree.tostring(root)
    by_bytes = list(faults(etree.fromstring(data), own, data))
    assert [(f.kind, f.name, f.element.tag) for f in by_bytes] == [
        (f.kind, f.name, f.element.tag) for f in faults(root, own)
    ]
    assert bool(by_bytes) != is_valid(data, own)


@settings(max_examples=100)
@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_read_or_left_to_others(data: bytes) -> None:
    grammar = etree.fromstring(f'<element name="a" xmlns="{RNG}"><text/></element>')
    own = loaded(grammar)
    try:
        events.Following(data, lambda report: Matcher(own.automaton, report)).read()
    except events.NotRead:
        assert not is_valid(data, own)


def test_a_grammar_that_allows_nothing_refuses_every_root() -> None:
    own = loaded(etree.fromstring(f'<grammar xmlns="{RNG}"><start><notAllowed/></start></grammar>'))
    assert not is_valid(b"<a/>", own)


def test_errors_are_of_one_kind() -> None:
    assert issubclass(GrammarError, ValueError)
