"""The title block at the top of a document: title, subtitle, author, year.

Lines above the first statement, heading or paragraph are a title block where something
speaks for it: a byline, statements below, an author's name alone on its line, or a
numbered heading below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tei.annotation import Annotation
from tei.layout import Block, Line
from tei.recognisers.metadata.authors import (
    Author,
    author_annotations,
    byline,
    editor,
    editor_annotation,
    lone_author,
    pairs,
    single_name,
)
from tei.recognisers.metadata.boilerplate import left_out
from tei.recognisers.metadata.decks import under_deck
from tei.recognisers.metadata.labels import statement_at
from tei.recognisers.metadata.lexicon import Lexicon

LONGEST_LINE = 110  # code points of a line in a title block
MOST_LINES = 6  # of one block
MOST_BLOCKS = 9
SENTENCE = re.compile(
    r"[^\W\d_]{3,}[.;,]$|(?:\S+ ){6}.*[.;,][”\"’]?$"
    r"|[.!?] [^\W\d_]+ [^\W\d_]+ [^\W\d_]+.*[.]$"
)
YEAR = re.compile(
    r"M[DCLXVI]{3,}\.?$|[(\[]?(?:1[0-9]|20)\d\d(?:[-–/](?:1[0-9]|20)?\d\d)?[)\]]?\.?$"
)
LOWER = re.compile(r"(?<!\w)[^\W\d_A-ZÀ-ÞА-Я]{2,}(?!\w)")
FEW = 3  # words in small letters that a title may have before a colon
FIRST = re.compile(r"(?:1|I)\. (?=[^\W\d_a-z])(?!.*\d)")  # “1. To Ann”, not “1. Auflage 1912”
ISSUE = re.compile(r"\b(?:vol|no|nr|bd|jg|pp?)\.? ?\d|\bn[º°] ?\d", re.IGNORECASE)
IMPRINT = re.compile(r"[^\W\d_].*[,:] .*\b(?:1[0-9]|20)\d\d\.?$")


@dataclass(frozen=True)
class TitleBlock:
    """The title block: its annotations and how many blocks of the text it takes."""

    annotations: tuple[Annotation, ...] = ()
    blocks: int = 0


def title_block(blocks: Sequence[Block], text: str, lexicon: Lexicon) -> TitleBlock:
    """The title block at the head of the blocks; empty where there is none."""
    candidates = list(title_like(blocks, text, lexicon))
    following = blocks[len(candidates)] if len(candidates) < len(blocks) else None
    if not candidates or following is None:
        return TitleBlock()
    labelled = states(blocks, len(candidates), text, lexicon)
    author, edits = byline(candidates, text, lexicon), editor(candidates, text, lexicon)
    if author is None and edits is None and (labelled or pairs(candidates)):
        below = text[following.start : following.lines[0].end]
        author = lone_author(candidates, text, lexicon, labelled=labelled, below=below)
    if author is None and edits is None and not labelled and is_short(blocks[0], text):
        decked = list(under_deck(blocks, text, lexicon))
        if decked:
            end = decked[0].end
            return TitleBlock(
                tuple(decked), sum(block.start < end for block in blocks[:MOST_BLOCKS])
            )
    if author is None and edits is None and len(candidates) == 2:
        author = single_name(candidates[1], following, text, lexicon)
    if not labelled:
        last = max((one for one in (author, edits) if one), key=lambda one: one.end, default=None)
        candidates = kept(candidates, last, following, text, lexicon)
    if not candidates:
        return TitleBlock()
    return TitleBlock(tuple(title_page(candidates, author, edits, text, lexicon)), len(candidates))


def title_like(blocks: Sequence[Block], text: str, lexicon: Lexicon) -> Iterator[Block]:
    """The blocks of short lines at the top, up to the first that is anything else."""
    for place, block in enumerate(blocks[:MOST_BLOCKS]):
        first = text[block.start : block.lines[0].end]
        stated = statement_at(block.lines[0], text, lexicon)
        if stated and stated.known:
            return
        if is_heading(first, lexicon) and not (place and states(blocks, place + 1, text, lexicon)):
            return
        if not is_short(block, text) and not (place and other_matter(block, text, lexicon)):
            return
        yield block


def is_short(block: Block, text: str) -> bool:
    """Whether a block is a few short lines."""
    return len(block.lines) <= MOST_LINES and all(short(line, text) for line in block.lines)


def other_matter(block: Block, text: str, lexicon: Lexicon) -> bool:
    """Whether a block names the author's other works, or is an imprint with its sentences."""
    lines = [text[line.start : line.end] for line in block.lines]
    if len(lines) > MOST_LINES or max(map(len, lines)) > LONGEST_LINE:
        return False
    return bool(lexicon.works.match(lines[0])) or (len(lines) > 1 and bool(YEAR.match(lines[-1])))


def states(blocks: Sequence[Block], place: int, text: str, lexicon: Lexicon) -> bool:
    """Whether a block below a title begins with a statement of the document."""
    stated = (
        statement_at(blocks[place].lines[0], text, lexicon) if 0 < place < len(blocks) else None
    )
    return bool(stated and stated.known and stated.field != "note")


def is_heading(line: str, lexicon: Lexicon) -> bool:
    """Whether a line begins like a heading of the running text, or is the first of a series."""
    if FIRST.match(line):
        return True
    return lexicon.numbering.labels(line) or bool(lexicon.numbering.bare.match(line))


def short(line: Line, text: str) -> bool:
    """Whether a line may stand in a title block."""
    words = text[line.start : line.end]
    if words[-1] == ":" and len(LOWER.findall(words)) > FEW:
        return False  # words that lead over to others
    return (
        len(words) <= LONGEST_LINE
        and not SENTENCE.search(words)
        and words[0] not in "[(*“—–-•"
        and (any(char.isalpha() for char in words) or bool(YEAR.match(words)))
    )


def kept(
    candidates: list[Block], author: Author | None, following: Block, text: str, lexicon: Lexicon
) -> list[Block]:
    """The blocks to believe where no statements follow: up to the author, or to a heading."""
    if author:
        upto = next(n for n, block in enumerate(candidates) if author.end <= block.end)
        upto = max(upto, 1 if not author.by and upto == 0 else 0)
        below = candidates[upto + 1 : upto + 4]
        imprint = [n for n, block in enumerate(below, upto + 1) if is_dated(block.lines[-1], text)]
        return candidates[: max([upto, *imprint]) + 1]
    first = text[candidates[0].start : candidates[0].end]
    headed = is_heading(text[following.start : following.lines[0].end], lexicon)
    if headed and len(candidates) <= 2 and not lexicon.dedication.match(first):
        last = text[candidates[-1].start : candidates[-1].end]
        return candidates[:1] if lexicon.dedication.match(last) else candidates
    return []


def is_dated(last: Line, text: str) -> bool:
    """Whether a line ends in a year, as an imprint does."""
    words = text[last.start : last.end]
    return bool(YEAR.match(words) or IMPRINT.match(words))


def title_page(
    blocks: Sequence[Block],
    author: Author | None,
    edits: Author | None,
    text: str,
    lexicon: Lexicon,
) -> Iterator[Annotation]:
    """The title page, its title parts, author, editor, year and imprint."""
    yield Annotation("titlePage", blocks[0].start, blocks[-1].end, rule="metadata.titleblock")
    if author:
        yield from author_annotations(author, text)
    if edits:
        yield editor_annotation(edits, text)
    taken = {line.start for one in (author, edits) if one for line in one.lines}
    main = True
    for lines in (lines for block in blocks for lines in free_lines(block, taken)):
        span = lines[0].start, lines[-1].end
        if not main and (
            ISSUE.search(text, *span) or (len(lines) > 1 and is_dated(lines[-1], text))
        ):
            yield Annotation("docImprint", *span, rule="metadata.titleblock")
            continue
        if not main and lexicon.bodies.search(text, *span) and below_author(span[0], author, text):
            yield Annotation("byline", *span, rule="metadata.affiliation")
            continue
        if not main and lexicon.works.match(text, lines[0].start, lines[-1].end):
            yield Annotation("byline", lines[0].start, lines[-1].end, rule="metadata.works")
            continue
        for run in titles_of(lines, text, lexicon):
            yield from title_annotations(run, text, lexicon, main=main)
            main = False


def below_author(offset: int, author: Author | None, text: str) -> bool:
    """Whether a line stands right below the author's."""
    return author is not None and text[author.end : offset].count("\n") == 1


def free_lines(block: Block, taken: set[int]) -> Iterator[list[Line]]:
    """The neighbouring lines of a block that do not begin at an offset that is taken."""
    for named, lines in groupby(block.lines, key=lambda line: line.start in taken):
        if not named:
            yield list(lines)


def titles_of(lines: Sequence[Line], text: str, lexicon: Lexicon) -> Iterator[list[Line]]:
    """The lines of a block, those of one title together."""
    run: list[Line] = []
    for line in lines:
        if run and not same_title(run[-1], line, text, lexicon):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def same_title(before: Line, line: Line, text: str, lexicon: Lexicon) -> bool:
    """Whether a line goes on with the title before it."""
    first, second = text[before.start : before.end], text[line.start : line.end]
    if (
        lexicon.genre.match(second)
        or is_heading(second, lexicon)
        or YEAR.match(second)
        or YEAR.match(first)
    ):
        return False
    return first.isupper() == second.isupper()


def title_annotations(
    run: list[Line], text: str, lexicon: Lexicon, *, main: bool
) -> Iterator[Annotation]:
    """A title part, without a label; a year alone is the date, a place and year the imprint."""
    start, end = run[0].start, run[-1].end
    words = text[start:end]
    label = lexicon.title.match(words)
    if label:
        yield left_out(text, start, start + label.end(), "label")
        start += label.end()
    if not main and YEAR.match(words):
        yield Annotation("docDate", start, end, rule="metadata.titleblock")
    elif not main and IMPRINT.match(words):
        yield Annotation("docImprint", start, end, rule="metadata.titleblock")
    else:
        kind = {"type": "main" if main else "sub"}
        yield Annotation("titlePart", start, end, kind, rule="metadata.titleblock")
