"""Who wrote a text: the line of its title block that names an author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei.annotation import Annotation
from tei.layout import Block, Line
from tei.recognisers.metadata.lexicon import Lexicon
from tei.recognisers.metadata.persons import betrayed, is_byline_name, name_score, parts_scores

SHORTEST_CAPITALS = 8  # code points: shorter names in capitals may be initials
NAME_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Author:
    """Where the author is named: the whole lines, and the name within them."""

    lines: tuple[Line, ...]
    start: int
    end: int
    by: bool


def editor(candidates: Sequence[Block], text: str, lexicon: Lexicon) -> Author | None:
    """The editor named after an “edited by” on its line."""
    for line in (line for block in candidates for line in block.lines):
        words = text[line.start : line.end]
        match = lexicon.edited.match(words)
        if match and is_byline_name(words[match.end() :], lexicon):
            return Author((line,), line.start + match.end(), line.end, by=True)
    return None


def byline(candidates: Sequence[Block], text: str, lexicon: Lexicon) -> Author | None:
    """The author named after a “by”, on its line or on the next."""
    lines = [line for block in candidates for line in block.lines]
    alone = {block.start for block in candidates if len(block.lines) == 1}
    for place, line in enumerate(lines):
        words = text[line.start : line.end]
        match = lexicon.by.match(words)
        below_genre = place > 0 and is_genre(lines[place - 1], text, lexicon)
        if match:
            name = words[: named_end(words, match, lexicon)]
            if names(name, match, lexicon, alone=line.start in alone or below_genre):
                return Author((line,), line.start + match.end(), line.start + len(name), by=True)
        after = lines[place + 1] if place + 1 < len(lines) else None
        only = lexicon.by.match(words + " x")
        follows = after and only and only.end() > len(words)
        if after and follows and is_byline_name(text[after.start : after.end], lexicon):
            return Author((line, after), after.start, after.end, by=True)
    return None


def is_genre(line: Line, text: str, lexicon: Lexicon) -> bool:
    """Whether a line says what kind of work it is: “A Comedy in Two Acts”."""
    return bool(lexicon.genre.match(text, line.start, line.end))


def named_end(words: str, by: re.Match[str], lexicon: Lexicon) -> int:
    """Where the name in a byline ends: before degrees and offices, if the whole is no name."""
    first, *others = words[by.end() :].split(",")
    degrees = all(len(other.split()) < 2 or not parts_scores(other, lexicon, 2) for other in others)
    if others and degrees and parts_scores(first, lexicon, 2):
        return by.end() + len(first)
    return len(words)


def names(words: str, by: re.Match[str], lexicon: Lexicon, *, alone: bool) -> bool:
    """Whether an author follows a “by”; where it is also a “of”, one with a line and two names."""
    name = words[by.end() :]
    if by[0].strip(" :\t").casefold() in lexicon.particles:
        return alone and bool(parts_scores(name, lexicon, shortest=2))
    return is_byline_name(name, lexicon)


def pairs(candidates: Sequence[Block]) -> bool:
    """Whether the first lines can be a title and an author: two blocks, or two lines."""
    return len(candidates) == 2 or (len(candidates) == 1 and len(candidates[0].lines) == 2)


def lone_author(
    candidates: Sequence[Block], text: str, lexicon: Lexicon, *, labelled: bool, below: str = ""
) -> Author | None:
    """The line that looks most like an author's name.

    below: the first line under the title block
    labelled: whether statements follow; web archives, which make them, print the author
    first, so that the first of equals is taken, and else the last
    """
    best: tuple[int, Line] | None = None
    for block in candidates[:3]:
        lines = block.lines if len(block.lines) <= 2 else (block.lines[0], block.lines[-1])
        for line in lines:
            score = name_score(text[line.start : line.end], text[block.end :], lexicon)
            better = best is None or score > best[0] or (score == best[0] and not labelled)
            if score >= NAME_ENOUGH and better:
                best = score, line
    every = [line for block in candidates for line in block.lines]
    if best is None or len(every) < 2:
        return None
    if not labelled and best[0] == NAME_ENOUGH and best[1] is every[0]:
        title = text[every[1].start : every[1].end]
        if " " not in title and not lexicon.numbering.labels(below):
            return None  # two short lines over a text tell nobody's name
    return Author((best[1],), best[1].start, best[1].end, by=False)


def single_name(block: Block, following: Block, text: str, lexicon: Lexicon) -> Author | None:
    """The author of a play who is called by one name, between its title and its persons."""
    heading = lexicon.numbering.type_of(text[following.start : following.lines[0].end])
    word = text[block.start : block.end]
    known = is_byline_name(word, lexicon) and not betrayed(word, text[block.end :])
    if heading not in {"cast", "act"} or not word.isalpha() or not known:
        return None
    return Author(block.lines, block.start, block.end, by=False)


def author_annotations(author: Author, text: str) -> Iterator[Annotation]:
    """The author, inside a byline where there is a “by”."""
    if author.by:
        start, end = author.lines[0].start, author.lines[-1].end
        yield Annotation("byline", start, end, rule="metadata.byline")
    yield Annotation(
        "docAuthor",
        author.start,
        author.end,
        {"name": cited(author, text)},
        cert="high" if author.by else "medium",
        rule="metadata.byline" if author.by else "metadata.name",
    )


def editor_annotation(editor: Author, text: str) -> Annotation:
    """The byline of an editor, who is no author of the text."""
    line, facts = editor.lines[0], {"editor": cited(editor, text)}
    return Annotation("byline", line.start, line.end, facts, rule="metadata.editor")


def cited(author: Author, text: str) -> str:
    """A name as it should be cited: on one line, without a stop, not all in capitals."""
    name = " ".join(text[author.start : author.end].split()).strip('“”"„«»')
    name = re.sub(r"(?<=[^\W\d_]{3})[.,]$", "", name)
    return name.title() if name.isupper() and len(name) > SHORTEST_CAPITALS else name
