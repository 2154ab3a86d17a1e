"""What a block looks like when it is read as a heading; its surroundings are not asked."""

from __future__ import annotations

import re

from tei.language import entry
from tei.layout import Block, Line
from tei.numbering import ROMAN
from tei.recognisers.headings.articles import article
from tei.recognisers.headings.candidates import Candidate, Words

LABELLED = 320  # code points of a line with a word of division: scenes name who is on
CAPITALS = 220  # code points of a block in capitals
TITLED = 130  # code points of a title
PLAIN = 90  # code points of an unnumbered title
MOST_LINES = 4
NOTE_MARK = re.compile(r"(?:\s?\[[\w*†]{1,4}\]|[¹²³⁰-⁹*†‡])+$")
SEPARATORS = " .:—–-])_*,;|"
NUMBERED_TITLE = re.compile(
    rf"(?:(?P<numeral>{ROMAN}|\d{{1,2}})(?:[.):]|[ ]?[—–-])"
    r"|(?P<deep>\d{1,2}(?:\.\d{1,2}){1,3})[.)]?)[ ]+(?=[^\W\d_a-zа-яё]|[“„«\"])"
)
SIGNS = re.compile(r"(?P<signs>#{1,6})[ \t]+(?=\S)")
UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,})$")
FINAL = '.,;:!…”"»-–—。，；：！？؟،؛۔।׃״」』'  # what a title does not end with
ASIDE = re.compile(r"[.!?…] \(")  # a sentence with what happened beside it
SENTENCES = re.compile(r"[^\W\d_]{2,} ?[.!?…][”“\"»«]? +(?:[—–-]+ )?[“„«»\"‘‚]?[^\W\d_]+[ ’']")
SENTENCE = re.compile(r" [^\W\d_]*[.!?][”\"»’']?$|^.{60}")  # ends as one, or is long enough
DATE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th|er|\.)?,? ?(?:\w+[.,]? )?(?:1[0-9]|20)\d\d\b"
    r"|^\d{1,2}(?:[.:·]\d\d?)? ?(?:[ap]\.? ?m\b|Uhr\b|h\b)|\d:\d\d"
)
ITEM = re.compile(r"(?:No\. ?)?\d{1,4}\. (?=\S)")
YEAR = re.compile(r"\d{4}(?!\d)")
WRAPPED = 40  # code points: a first line shorter than this has not been wrapped


def shape(place: int, block: Block, text: str, words: Words) -> Candidate | None:
    """The block as a heading, or None."""
    first = block.lines[0]
    if first.end - first.start > LABELLED:
        return None
    line = text[first.start : first.end]
    return (
        marked(place, block, line, text)
        or article(place, block, line, text, words)
        or numbered(place, block, line, text, words)
        or unnumbered(place, block, line, words)
        or bare(place, block, line, text, words)
        or numbered_title(place, block, line, text, words)
        or capitals(place, block, text, words)
    )


def marked(place: int, block: Block, line: str, text: str) -> Candidate | None:
    """A heading in the manner of Markdown: “## Title”, or a title underlined with signs."""
    first, signs = block.lines[0], SIGNS.match(line)
    if signs:
        level, start = str(len(signs["signs"])), first.start + signs.end()
        mark = (first.start, first.start + len(signs["signs"]))
        whole = len(block.lines) == 1
        return Candidate(
            place, ((start, first.end),), "marked", n=level, whole=whole, marks=(mark,)
        )
    under = block.lines[1] if len(block.lines) > 1 else first
    if (
        under is first
        or not UNDERLINE.match(text[under.start : under.end])
        or not title_words(line)
    ):
        return None
    level = "1" if text[under.start] == "=" else "2"
    return Candidate(
        place,
        ((first.start, first.end),),
        "marked",
        n=level,
        whole=len(block.lines) == 2,
        marks=((under.start, under.end),),
    )


def numbered(place: int, block: Block, line: str, text: str, words: Words) -> Candidate | None:
    """ "CHAPTER I." with or without its title on the line or the next."""
    split = line.casefold().rstrip(".") in words.numbering.types and len(block.lines) > 1
    if split:  # the word on one line, its number on the next
        line = f"{line} {text[block.lines[1].start : block.lines[1].end]}"
    match = words.numbering.numbered.match(line)
    if not match:
        return None
    kind = entry(words.numbering.types, match["word"] or match["after"], "section")
    numeral = match["roman"] or match["numeral"] or match["before"]
    n = str(words.numbering.value(numeral) or numeral)
    rest = NOTE_MARK.sub("", line[match.end() :]).strip(SEPARATORS)
    parted = len(block.lines) == 1 and line[match.end() :].lstrip()[:1] in tuple(".:—–-")
    if kind not in {"act", "scene"} and rest and not (parted or title_words(rest)):
        return None
    heads, whole = extent(block, text, titled=bool(rest), label=1 + split)
    return Candidate(place, heads, "numbered", kind, n, bool(rest) or len(heads) > 1, whole)


def is_cut(block: Block) -> bool:
    """Whether a block is a line of paragraphs that no blank line parts."""
    return not block.blank_before and not block.page_before


def extent(
    block: Block, text: str, *, titled: bool, label: int = 1
) -> tuple[tuple[tuple[int, int], ...], bool]:
    """The heads of a block that begins with a label, and whether they take all of it.

    label: how many lines the label takes
    """
    first, rest = (block.start, block.lines[label - 1].end), block.lines[label:]
    if not rest:
        return (first,), True
    if len(block.lines) > MOST_LINES or not all(title_line(line, text) for line in rest):
        return (first,), False
    if titled:
        return ((block.start, block.end),), True
    return (first, (rest[0].start, block.end)), True


def title_line(line: Line, text: str) -> bool:
    """Whether a line below a label can be its title."""
    words = text[line.start : line.end]
    return len(words) <= TITLED and words[0] not in '“„«"([—–-' and title_words(words)


def title_words(words: str) -> bool:
    """Whether words make a title and no sentence."""
    if words.isupper():
        return len(words) <= LABELLED
    if SENTENCES.search(words) or words[-1] in ",;:":
        return False
    return len(words) <= (50 if words[-1] == "." else TITLED)


def unnumbered(place: int, block: Block, line: str, words: Words) -> Candidate | None:
    """ "Preface", "Dramatis Personae": a line that heads something without a number."""
    match = words.numbering.unnumbered.match(NOTE_MARK.sub("", line))
    if not match or not line[match.start("title")].isupper():
        return None
    first = block.lines[0]
    kind = entry(words.numbering.types, match["title"], "section")
    whole = len(block.lines) == 1
    return Candidate(place, ((first.start, first.end),), "unnumbered", kind, whole=whole)


def bare(place: int, block: Block, line: str, text: str, words: Words) -> Candidate | None:
    """A number alone on its line, with or without a title below."""
    match = words.numbering.bare.match(NOTE_MARK.sub("", line))
    if not match:
        return None
    if place and is_cut(block) and not match["numeral"].isalpha():
        return None
    n = str(words.numbering.value(match["numeral"]))
    heads, whole = extent(block, text, titled=False)
    long = len(block.lines) > 1 and block.lines[1].end - block.lines[1].start >= TITLED
    if not whole and not (long and match["numeral"].isalpha()):
        return None
    return Candidate(place, heads, "bare", "section", n, len(heads) > 1, whole)


def numbered_title(
    place: int, block: Block, line: str, text: str, words: Words
) -> Candidate | None:
    """ "IV. In the Wood": a number and a title on one line."""
    match = NUMBERED_TITLE.match(line)
    if not match or len(line) > PLAIN:
        return None
    n = match["deep"] or str(words.numbering.value(match["numeral"]))
    first, *others = block.lines
    if others and over_text(first, others[0], text):
        return Candidate(
            place, ((first.start, first.end),), "numbered-title", "section", n, whole=False
        )
    if len(others) > 1 or any(NUMBERED_TITLE.match(text, line.start) for line in others):
        return None
    title = NOTE_MARK.sub("", text[block.start + match.end() : block.end])
    if not title or title[-1] in ".,;:!" or SENTENCES.search(title):
        return None
    spans: tuple[tuple[int, int], ...] = ((block.start, block.end),)
    if others and line[match.end() :].isupper() and not title_of(others[0], text).isupper():
        spans = ((first.start, first.end), (others[0].start, block.end))
    return Candidate(place, spans, "numbered-title", "section", n)


def title_of(line: Line, text: str) -> str:
    """The words of a line."""
    return text[line.start : line.end]


def over_text(first: Line, second: Line, text: str) -> bool:
    """Whether a line is a title right above its text: too short to be wrapped, no sentence."""
    title, words = text[first.start : first.end], text[second.start : second.end]
    lone = len(title) <= WRAPPED and title[-1] not in ".,;:!?—–-…"
    return lone and words[0].isupper() and len(words) > len(title) and bool(SENTENCE.search(words))


def capitals(place: int, block: Block, text: str, words: Words) -> Candidate | None:
    """A block in capitals only."""
    if len(block.lines) > MOST_LINES or block.end - block.start > CAPITALS:
        return None
    title = text[block.start : block.end]
    if not title.isupper() or title[0] in "([—–-•" or title[-1] in ":,;”»":
        return None
    if words.endings.match(title) or title.casefold().strip(" ._*") in words.curtains:
        return None
    if not re.search(r"[^\W\d_]{3}", title):
        return None
    return Candidate(place, ((block.start, block.end),), "capitals")


def begins_title(char: str) -> bool:
    """Whether a title may begin with a character: a capital, a letter of a script without them."""
    return char.isupper() or char in "“„«" or (char.isalpha() and not char.islower())


def plain(place: int, block: Block, text: str, longest: int = PLAIN) -> Candidate | None:
    """A short line without a full stop, beginning with a capital or a year."""
    first = block.lines[0]
    if len(block.lines) > 2 or block.end - block.start > longest:
        return None
    if place and is_cut(block):
        return None
    if len(block.lines) == 2 and first.end - first.start < WRAPPED:
        return None
    title = NOTE_MARK.sub("", text[block.start : block.end])
    if place == 0:
        title = ITEM.sub("", title)
    elif title.isupper():
        return None
    if not title or not (begins_title(title[0]) or YEAR.match(title)):
        return None
    closed = title[-1] in "“«" and title[0] not in "„»"  # the closing marks of German
    if title[-1] in FINAL or ASIDE.search(title):
        return None
    if closed or SENTENCES.search(title) or DATE.search(title):
        return None
    if not any(char.isalpha() for char in title) and not title[-1].isdigit():
        return None
    return Candidate(place, ((block.start, block.end),), "plain")
