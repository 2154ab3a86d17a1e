"""Structure: every character lies in one leaf block, and the blocks are the right ones."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tei import language
from tei.annotation import Annotation, Annotations
from tei.recognisers import headings, metadata, notes, structure
from tei.source import SourceText

STAGES = [metadata.RECOGNISER, headings.RECOGNISER, notes.RECOGNISER, structure.RECOGNISER]
OUTSIDE = {"titlePart", "byline", "docAuthor", "docDate", "docImprint", "metadata", "left-out"}
LEAF = OUTSIDE | structure.LEAVES | {"head", "note", "speaker"}
NESTING = {"titlePage", "division", "list", "lg", "opener", "closer", "epigraph", "postscript"}


def read(text: str, code: str = "en", given: tuple[Annotation, ...] = ()) -> Annotations:
    """Everything found in a text without its speeches; `given` stands for them."""
    source, pack, found = SourceText(text), language.load(code), Annotations()
    for stage in STAGES:
        if stage.name == "notes":
            found = found.plus(given)
        found = found.plus(stage.recognise(source, found, pack))
    return found


def texts(text: str, found: Annotations, *kinds: str) -> list[str]:
    return [text[a.start : a.end] for a in found.of(*kinds)]


def leaf_blocks(found: Annotations) -> list[Annotation]:
    """The innermost blocks; a paragraph in an item, a byline around its author."""
    inner = {(a.start, a.end) for a in found.of("p")}
    bylines = found.of("byline")
    return [
        a
        for a in found
        if a.kind in LEAF
        and not (a.kind == "item" and any(a.start <= p[0] and p[1] <= a.end for p in inner))
        and not (a.kind == "docAuthor" and any(b.contains(a) for b in bylines))
    ]


def check(text: str, found: Annotations) -> None:
    """The invariants of blocks."""
    covered = [0] * len(text)
    for leaf in leaf_blocks(found):
        assert text[leaf.start : leaf.end].strip() == text[leaf.start : leaf.end] != ""
        for place in range(leaf.start, leaf.end):
            covered[place] += 1
    wrong = [(n, char) for n, char in enumerate(text) if not char.isspace() and covered[n] != 1]
    assert not wrong, wrong[:5]
    blocks = [a for a in found if a.kind in LEAF | NESTING]
    for a in blocks:
        assert not any(a.crosses(b) for b in blocks), a


LINE = st.text(
    alphabet=st.sampled_from("abcdeABCDE IVX 123 .,:;!?“”\"'’[]()*_-—–§\t\u00a0йЖ=~•†¹²\u2003"),
    max_size=60,
)
WORDS = st.sampled_from(
    [
        "CHAPTER I.", "Chapter 2: The Sea", "I", "II.", "ACT 1", "Scene 2", "Preface", "Notes",
        "by John Smith", "Written: May 1905", "Source: The Herald", "Title", "THE END", "* * *",
        "# Marked", "Under\n=====", "- dash", "- dash",
        "return return return", "a. First thing", "b. Second thing", "1. One", "2. Two", "[1] Note",
        "He said so.[1]", "Dear Sir,", "Yours truly,", "A. B. Smith", "London, 3 May 1905",
        "A long line of prose that goes on and on, and does not stop before it has gone far.",
        "And then hyphen-", "ated words",
        "_italic words_ here", "it was [ the ship ] there",
        "*** START OF THE PROJECT GUTENBERG EBOOK X ***",
        "*** END OF THE PROJECT GUTENBERG EBOOK X",
    ]
)  # fmt: skip
ENDS = st.sampled_from(["\n", "\n", "\n\n", "\n\n\n", "\f", "\n    "])
TEXT = st.lists(
    st.tuples(
        st.one_of(WORDS, WORDS, LINE),
        st.sampled_from(["\n", "\n", "\n\n", "\n\n\n", "\f", "\n    "]),
    ),
    max_size=25,
).map(lambda pairs: "".join(line + end for line, end in pairs))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXT)
@example("by\nJohn Smith\n\nWritten: 1905\nSource: x")
@example("Title\nCHAPTER I.\nby John Smith\nA\n\nCHAPTER I.\n")
@example("I\n\nII")
@example("")
def test_every_character_lies_in_one_leaf(text: str) -> None:
    check(text, read(text))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=200))
def test_any_characters_pass(text: str) -> None:
    check(text, read(text))


PROSE = (
    "The harbour had been closed for nine days when the first of the boats came back to\n"
    "it, and nobody on the quay had any word for the men who brought it in that night.\n"
    "They tied it up and went home without a lamp, each of them by another way, and\n"
    "slept until noon."
)


def test_wrapped_lines_are_one_paragraph() -> None:
    text = f"{PROSE}\n\n{PROSE}"
    assert texts(text, read(text), "p") == [PROSE, PROSE]


def test_lines_of_a_text_that_is_not_wrapped_are_paragraphs() -> None:
    lines = ["Der Hafen war seit neun Tagen zu.", "Niemand sprach.", "»Gehst du?«, fragte er."]
    text = "\n".join(lines)
    assert texts(text, read(text, "de"), "p") == lines


def test_indented_first_lines_begin_paragraphs() -> None:
    paragraph = PROSE.splitlines()
    text = "\n".join(["   " + paragraph[0], *paragraph[1:], "   " + paragraph[0], *paragraph[1:]])
    assert len(texts(text, read(text), "p")) == 2


def test_a_tab_indents() -> None:
    lines = PROSE.splitlines()
    text = "\n".join(["\t" + lines[0], *lines[1:], "\t" + lines[0], *lines[1:]])
    assert len(texts(text, read(text), "p")) == 2


VERSE = (
    "The boats came in at close of day,\n  The quay was long and bare,\n"
    "And all the men had gone away\n  And nobody was there."
)


def test_verse_keeps_its_lines_and_indents() -> None:
    text = f"{PROSE}\n\n{VERSE}\n\n{PROSE}"
    found = read(text)
    assert texts(text, found, "lg") == [VERSE]
    assert [a.get("indent") for a in found.of("l")] == ["", "2", "", "2"]
    assert len(found.of("p")) == 2


def test_verse_inside_a_speech() -> None:
    text = f"ADA. {VERSE}\n\nJOHN. Who was there?"
    spoken = (
        Annotation("speech", 0, len(f"ADA. {VERSE}")),
        Annotation("speaker", 0, 3),
        Annotation("speech", text.index("JOHN"), len(text)),
        Annotation("speaker", text.index("JOHN"), text.index("JOHN") + 4),
    )
    found = read(text, given=spoken)
    assert len(found.of("l")) == 4
    assert texts(text, found, "l")[0] == "The boats came in at close of day,"
    assert texts(text, found, "p") == ["Who was there?"]


def test_stage_directions_on_their_own_lines_cut_a_speech() -> None:
    text = "ADA: The boats!\n(She runs.)\nThey come (waving) at last."
    spoken = (
        Annotation("speech", 0, len(text)),
        Annotation("speaker", 0, 3),
        Annotation("stage", 16, 27),
        Annotation("stage", text.index("(waving"), text.index("(waving") + 8),
    )
    found = read(text, given=spoken)
    assert texts(text, found, "p") == ["The boats!", "They come (waving) at last."]


def test_a_direction_after_the_label_belongs_to_no_paragraph() -> None:
    text = "ADA (aside). The boats come in."
    spoken = (
        Annotation("speech", 0, len(text)),
        Annotation("speaker", 0, 3),
        Annotation("stage", 4, 11),
    )
    assert texts(text, read(text, given=spoken), "p") == ["The boats come in."]


@pytest.mark.parametrize(
    ("items", "rend"),
    [
        (["a. The boats.", "b. The quay.", "c. The sea."], "lettered"),
        (["“a. The boats.", "“b. The quay.", "“c. The sea.”"], "lettered"),
        (["1. The boats.", "2. The quay.", "3. The sea."], "numbered"),
        (["(1) The boats.", "(2) The quay."], "numbered"),
        (["i. The boats.", "ii. The quay.", "iii. The sea."], "numbered"),
        (["• The boats.", "• The quay.", "• The sea."], "bulleted"),
        (["- boats", "- the quay", "- the sea"], "bulleted"),
        (["7. The boats.", "8. The quay.", "9. The sea."], "numbered"),
    ],
)
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_lists(items: list[str], rend: str, between: str) -> None:
    text = "We saw this:\n\n" + between.join(items) + "\n\nThen we left."
    found = read(text)
    assert [a.get("rend") for a in found.of("list")] == [rend]
    assert texts(text, found, "item") == items


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["a. The boats came.", "Nobody saw them."],
        ["1. The boats.", "3. The sea."],
        ["A. Quill came first.", "She sat down.", "B. Orme came next."],
        ["5. The boats.", "6. The quay."],
        ["- Where are the boats?", "- Nobody knows.", "- Then we wait!"],
    ],
)
def test_no_lists(paragraphs: list[str]) -> None:
    assert not read("\n\n".join(["We saw this there.", *paragraphs])).of("list")


@pytest.mark.parametrize("line", ["* * *", "***", "———", "⁂", "-----", "*     *     *"])
def test_separators(line: str) -> None:
    text = f"{PROSE}\n\n{line}\n\n{PROSE}"
    assert texts(text, read(text), "separator") == [line]


def test_a_form_feed_breaks_the_page() -> None:
    text = f"{PROSE}\f\n{PROSE}"
    found = read(text)
    assert [a.start for a in found.of("page-break")] == [text.index("\f")]
    assert len(found.of("p")) == 2


def test_hyphens_at_line_ends() -> None:
    text = PROSE.replace("nobody", "no-\nbody").replace("closed", "half-\nclosed") + (
        f"\n\nThe half-closed harbour saw nobody.\n\n{PROSE}"
    )
    found = read(text)
    assert [a.get("joined") for a in found.of("hyphen")] == ["nobody"]


def test_dashes_and_names_at_line_ends_are_no_hyphens() -> None:
    text = PROSE.replace("the men", "the Orme-\nQuill men") + f"\n\n{PROSE}"
    assert not read(text).of("hyphen")


@pytest.mark.parametrize(
    ("inside", "added"),
    [(" the boats ", True), ("sic", False), ("…", False), ("12", False), ("?", False)],
)
def test_words_in_square_brackets(inside: str, added: bool) -> None:
    text = f"They came [{inside}] in that night and nobody saw them."
    assert bool(read(text).of("supplied")) is added


def test_marked_words() -> None:
    text = "The _first_ boat, the *second boat* and a file_name_here, and 2 * 3 * 4, _and so on."
    found = read(text)
    assert texts(text, found, "hi") == ["_first_", "*second boat*"]
    assert [a.get("rend") for a in found.of("hi")] == ["italic", "bold"]


def test_a_letter_has_its_frame() -> None:
    text = (
        "Port Ayre, 3 May 1911\n\nDear Ada,\n\nThe boats are in.\n\n"
        "Yours ever,\n\nJohn Orme\n\nP.S. They were empty."
    )
    found = read(text)
    assert texts(text, found, "dateline", "salute", "signed") == [
        "Port Ayre, 3 May 1911",
        "Dear Ada,",
        "Yours ever,",
        "John Orme",
    ]
    assert texts(text, found, "postscript") == ["P.S. They were empty."]
    assert len(found.of("opener")) == len(found.of("closer")) == 1


def test_an_epigraph_names_its_source() -> None:
    text = f"CHAPTER I\n\n{VERSE}\n                —ADA QUILL.\n\n{PROSE}"
    found = read(text)
    assert texts(text, found, "epigraph") == [f"{VERSE}\n                —ADA QUILL."]


def test_the_end_is_a_trailer() -> None:
    text = f"{PROSE}\n\nTHE END"
    assert texts(text, read(text), "trailer") == ["THE END"]


@pytest.mark.timeout(60)
def test_a_long_text_is_read_quickly() -> None:
    text = "\n\n".join([PROSE] * 1200)
    read(text)


@pytest.mark.parametrize("char", ["*", "_", "[", "(1) ", "a.\n", "- ", "—\n", "I\n\n", "“", "\f"])
@pytest.mark.timeout(60)
def test_hostile_repetition_takes_no_time(char: str) -> None:
    text = char * (20_000 // len(char))
    read(text)


def test_page_numbers_in_brackets_count_where_they_rise() -> None:
    text = "[p. 1] The boats came [p. 2] in at the close\n\nof day, and [p. 3] nobody saw them."
    found = read(text)
    assert [(a.get("n"), a.start, a.end) for a in found.of("page-break")] == [
        ("1", 0, 0),
        ("2", text.index("[p. 2]") - 1, text.index("[p. 2]") - 1),
        ("3", text.index("[p. 3]") - 1, text.index("[p. 3]") - 1),
    ]
    assert texts(text, found, "page-number") == ["[p. 1]", "[p. 2]", "[p. 3]"]
    assert not found.of("supplied")
    assert not read("See [p. 9] and then [p. 4] and [p. 7] of the same book.").of("page-break")


@pytest.mark.timeout(60)
def test_a_play_without_blank_lines_is_read_quickly() -> None:
    line = "ADA: The boats are in.\n"
    text = line * 10_000
    spoken = tuple(
        Annotation(kind, place * len(line), place * len(line) + size)
        for place in range(10_000)
        for kind, size in (("speech", len(line) - 1), ("speaker", 3))
    )
    assert len(read(text, given=spoken).of("p")) == 10_000


VERSES = (
    "And when the tide had turned upon the stair,\nWe found the lamp, but found no keeper there."
)


def spoken_play(bodies: list[str]) -> tuple[str, tuple[Annotation, ...]]:
    """A play of speeches "ADA:" with their annotations."""
    text, given = "", []
    for body in bodies:
        start = len(text)
        text += f"ADA:\n{body}\n\n"
        given.append(Annotation("speech", start, len(text) - 2, rule="speeches.test"))
        given.append(Annotation("speaker", start, start + 3, rule="speeches.test"))
    return text, tuple(given)


def test_a_short_speech_in_a_verse_play_is_verse() -> None:
    text, given = spoken_play([VERSES] * 6 + ["What lamp?", "The lamp."])
    found = read(text, given=given)
    assert len(found.of("l")) == 14
    assert found.of("p") == []


def test_a_short_speech_among_long_prose_is_prose() -> None:
    long = "He had been told that there was a keeper, and he had been told his name, and no more."
    text, given = spoken_play([VERSES] * 6 + [long, "What lamp?", long])
    assert len(read(text, given=given).of("p")) == 3


def test_talk_that_dashes_begin_is_no_epigraph() -> None:
    text = "CAPITOLO I\n\nIl sole scendeva.\n\n— Hai chiuso? — domandò Marta.\n\n— Sì, — disse lui."
    assert not read(text, "it").of("epigraph")


PAGES = "".join(
    f"The keeper went up to the lamp and\n\n{number}\n\nwound the clock before night. He slept.\n\n"
    for number in (11, 12, 13, 14, 15)
)


def test_page_numbers_alone_on_lines_are_neither_heads_nor_paragraphs() -> None:
    found = read("THE LAMP\n\nCHAPTER I\n\n" + PAGES)
    assert [item.get("n") for item in found.of("page-number")] == ["11", "12", "13", "14", "15"]
    assert all(item.get("n") in ("", "1") for item in found.of("head"))
    assert not [p for p in found.of("p") if p.end - p.start < 5]


@pytest.mark.parametrize("style", ["— {} —", "[{}]", "- {} -"])
def test_page_numbers_have_their_ornaments(style: str) -> None:
    lines = (line.strip() for line in PAGES.split("\n\n"))
    text = "\n\n".join(style.format(line) if line.isdigit() else line for line in lines)
    assert len(read(text).of("page-number")) == 5


def test_numbers_that_no_sentence_runs_over_are_no_pages() -> None:
    text = "\n\n".join(f"{n}\n\nThe keeper slept. The clock stood still." for n in range(1, 8))
    assert read(text).of("page-number") == []


@pytest.mark.parametrize("top", ["", "THE LAMP\n\n", "THE LAMP\n\nby Ann Lee\n\n"])
def test_a_dedication_above_the_first_chapter_is_no_head(top: str) -> None:
    body = "The keeper went up to the lamp, wound the clock, and came down again before night.\n\n"
    text = f"{top}To my mother\n\nCHAPTER I\n\n{body * 2}CHAPTER II\n\n{body * 2}"
    found = read(text)
    (division,) = [one for one in found.of("division") if one.get("type") == "dedication"]
    assert text[division.start : division.end] == "To my mother"
    assert "To my mother" not in {text[head.start : head.end] for head in found.of("head")}


def test_an_address_that_is_the_title_of_a_text_stays_its_head() -> None:
    body = "The lamp has been out for nine nights, and no boat has come in since the first.\n\n"
    text = "To the citizens of Port Ellary\n\n" + body * 4
    assert [text[h.start : h.end] for h in read(text).of("head")] == [
        "To the citizens of Port Ellary"
    ]
