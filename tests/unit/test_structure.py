"""Structure: every character lies in one leaf block, and the blocks are the right ones."""

from __future__ import annotations

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
@example("I\n\nII")
@example("")
def test_every_character_lies_in_one_leaf(text: str) -> None:
    check(text, read(text))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=200))
def test_any_characters_pass(text: str) -> None:
    check(text, read(text))
