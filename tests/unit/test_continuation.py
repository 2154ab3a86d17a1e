"""Quotations over several blocks become fragments that no block cuts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tei.annotation import Annotation, Annotations
from tei.language import load
from tei.reading import Reading
from tei.resolve import continuation
from tei.source import SourceText


def cut(text: str, *blocks: str, quoted: tuple[str, str], kind: str = "p") -> list[Annotation]:
    """The fragments of a quotation from one string to another, over blocks given as strings."""
    items = [
        Annotation(kind, text.index(block), text.index(block) + len(block)) for block in blocks
    ]
    first, last = quoted
    start, end = text.index(first), text.rindex(last) + len(last)
    items.append(Annotation("quotation", start, end, {"level": "1"}))
    reading = Reading(SourceText(text), load("en"), Annotations(items))
    return continuation.resolve(reading).annotations.of("quotation")


def shown(text: str, found: list[Annotation]) -> list[tuple[str, str]]:
    return [(text[a.start : a.end], a.get("block")) for a in found]


def test_a_quotation_inside_a_paragraph_is_left_alone() -> None:
    text = "He wrote: “Come.” And he left."
    found = cut(text, text, quoted=("“", "”"))
    assert shown(text, found) == [("“Come.”", "")]
    assert found[0].group == ""


def test_whole_paragraphs_are_held_by_one_block() -> None:
    text = "“One.\n\n“Two.\n\n“Three.”\n\nAfter."
    found = cut(text, "“One.", "“Two.", "“Three.”", "After.", quoted=("“One", "”"))
    assert shown(text, found) == [("“One.\n\n“Two.\n\n“Three.”", "yes")]


def test_what_begins_inside_a_paragraph_is_a_fragment_of_it() -> None:
    text = "It said: “One.\n\n“Two.\n\n“Three.”"
    found = cut(text, "It said: “One.", "“Two.", "“Three.”", quoted=("“One", "”"))
    assert shown(text, found) == [("“One.", ""), ("“Two.\n\n“Three.”", "yes")]
    assert found[0].group == found[1].group != ""


def test_what_ends_inside_a_paragraph_is_a_fragment_of_it() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” he said."
    found = cut(text, "“One.", "“Two.", "“Three,” he said.", quoted=("“One", "”"))
    assert shown(text, found) == [("“One.\n\n“Two.", "yes"), ("“Three,”", "")]


def test_exactly_one_paragraph_is_quoted_inline() -> None:
    text = "“One.”\n\nTwo."
    assert shown(text, cut(text, "“One.”", "Two.", quoted=("“", "”"))) == [("“One.”", "")]


def test_a_stanza_is_held_whole_and_its_lines_are_not_crossed() -> None:
    text = "“One line\nand two”"
    items = [
        Annotation("lg", 0, len(text)),
        Annotation("l", 0, 9),
        Annotation("l", 10, len(text)),
        Annotation("quotation", 0, len(text)),
    ]
    reading = Reading(SourceText(text), load("en"), Annotations(items))
    found = continuation.resolve(reading).annotations.of("quotation")
    assert shown(text, found) == [(text, "yes")]


def test_a_part_of_a_stanza_is_cut_at_the_lines() -> None:
    text = "He said “one line\nand two”"
    items = [
        Annotation("lg", 0, len(text)),
        Annotation("l", 0, 17),
        Annotation("l", 18, len(text)),
        Annotation("quotation", 8, len(text)),
    ]
    reading = Reading(SourceText(text), load("en"), Annotations(items))
    found = continuation.resolve(reading).annotations.of("quotation")
    assert shown(text, found) == [("“one line", ""), ("and two”", "")]


def test_items_of_a_list_held_in_part_are_quoted_one_by_one() -> None:
    text = "It said: “Do.\n\n“a. One\n\n“b. Two”\n\nc. Three"
    items = [
        Annotation("p", 0, text.index("\n")),
        Annotation("list", text.index("“a."), len(text)),
        *(
            Annotation("item", text.index(start), text.index(start) + len(start))
            for start in ("“a. One", "“b. Two”", "c. Three")
        ),
        Annotation("quotation", text.index("“Do"), text.index("”") + 1),
    ]
    reading = Reading(SourceText(text), load("en"), Annotations(items))
    found = continuation.resolve(reading).annotations.of("quotation")
    assert shown(text, found) == [("“Do.", ""), ("“a. One", ""), ("“b. Two”", "")]
    assert len({a.group for a in found}) == 1


def test_a_note_in_the_paragraph_does_not_cut_the_quotation() -> None:
    text = "He said “one [a note] two”."
    items = [
        Annotation("p", 0, len(text)),
        Annotation("note", text.index("["), text.index("]") + 1),
        Annotation("quotation", 8, len(text) - 1),
    ]
    reading = Reading(SourceText(text), load("en"), Annotations(items))
    found = continuation.resolve(reading).annotations.of("quotation")
    assert shown(text, found) == [("“one [a note] two”", "")]


def test_a_heading_is_not_held() -> None:
    text = "“One.\n\nA HEAD\n\n“Two.”"
    items = [
        Annotation("p", 0, 5),
        Annotation("head", text.index("A"), text.index("D") + 1),
        Annotation("p", text.index("“Two"), len(text)),
        Annotation("quotation", 0, len(text)),
    ]
    reading = Reading(SourceText(text), load("en"), Annotations(items))
    found = continuation.resolve(reading).annotations.of("quotation")
    assert shown(text, found) == [("“One.", ""), ("A HEAD", ""), ("“Two.”", "")]


def test_a_quotation_over_speeches_is_cut_inside_them() -> None:
    text = "A: “One.\n\nB: Two.”"
    items = [
        Annotation("speech", 0, 8),
        Annotation("p", 3, 8),
        Annotation("speech", 10, len(text)),
        Annotation("p", 13, len(text)),
        Annotation("quotation", 3, len(text)),
    ]
    reading = Reading(SourceText(text), load("en"), Annotations(items))
    for found in continuation.resolve(reading).annotations.of("quotation"):
        assert not any(found.crosses(item) for item in items[:4])


KINDS = st.sampled_from(["division", "speech", "list", "item", "p", "lg", "l", "note", "head"])


@st.composite
def trees(draw: st.DrawFn, start: int = 0, end: int = 60, depth: int = 3) -> list[Annotation]:
    """Blocks that nest inside [start, end)."""
    found: list[Annotation] = []
    place = start
    while depth and place < end - 2 and len(found) < 12:
        low = draw(st.integers(place, end - 2))
        high = draw(st.integers(low + 1, end))
        found.append(Annotation(draw(KINDS), low, high))
        found += draw(trees(low, high, depth - 1))
        place = high
    return found


@settings(max_examples=200, deadline=None)
@given(trees(), st.integers(0, 58), st.integers(1, 59))
def test_no_fragment_crosses_a_block_and_none_is_lost(
    blocks: list[Annotation], start: int, length: int
) -> None:
    text = "word" * 15
    end = min(60, start + length)
    items = [*blocks, Annotation("quotation", start, end)]
    reading = Reading(SourceText(text), load("en"), Annotations(items))
    found = continuation.resolve(reading).annotations.of("quotation")
    assert not any(item.crosses(block) for item in found for block in blocks)
    covered = {n for item in found for n in range(item.start, item.end)}
    assert covered == set(range(start, end))
    assert all(start <= item.start < item.end <= end for item in found)
    assert len(found) == 1 or len({item.group for item in found}) == 1
