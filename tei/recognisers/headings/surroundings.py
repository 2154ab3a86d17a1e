"""Which of the blocks that look like headings are headings, told by what stands around them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from tei.recognisers.headings.articles import drop_lone_signs
from tei.recognisers.headings.candidates import Candidate
from tei.recognisers.headings.page import BODY, ENDS, Page
from tei.recognisers.headings.series import drop_capitals, drop_contents, fill_gaps
from tei.recognisers.headings.shapes import DATE, plain, shape, title_words

FIRST = 300  # code points: the first line of a document may be a long title
MOST_PLAIN = 0.25  # share of the blocks: where there are more, short lines are no headings
REPEATED = 3  # a line in capitals that returns as often is a speaker's name
OPENS = re.compile(r"[:,]$")
FOOTNOTE = re.compile(r"\[?(?P<n>\d{1,3})[.\])] ?\S")
DEDICATED = 2  # blocks of running text above which a dedication stands
MANY = 3  # headings that make a habit
MOST_TITLES = 0.6  # share of short lines in title case that makes it the habit
STRONG = frozenset({"marked", "numbered", "unnumbered", "bare"})


def headings(page: Page, entries: dict[int, Candidate]) -> list[Candidate]:
    """The headings of a page, in order.

    entries: the dates that head a diary's entries, by their place
    """
    foot = first_of_notes(page)
    looks = {
        place: candidate
        for place, block in enumerate(page.blocks[:foot])
        if (candidate := shape(place, block, page.text, page.words))
    }
    if foot < len(page.blocks) and foot - 1 in looks and looks[foot - 1].style == "capitals":
        del looks[foot - 1]
    shaped = 0 in looks
    drop_lone_signs(looks)
    drop_contents(looks, page)
    drop_capitals(looks, page)
    drop_speakers(looks, page)
    if shaped == (0 in looks):
        add_first(looks, page)
    add_titles(looks, page)
    add_plain(looks, page, foot)
    looks |= {place: one for place, one in entries.items() if place < foot}
    return [looks[place] for place in sorted(decided(looks, page))]


def dedications(found: list[Candidate], page: Page, words: re.Pattern[str]) -> list[Candidate]:
    """Which of the headings at the top are dedications: “To …” right above a sure heading."""
    sure = {candidate.block for candidate in found if candidate.style in STRONG}
    return [
        candidate
        for candidate in found
        if candidate.block <= DEDICATED
        and candidate.block + 1 in sure
        and candidate.style in ("first", "plain", "capitals", "title")
        and words.match(page.words_at(candidate.block))
    ]


def first_of_notes(page: Page) -> int:
    """The place of the first of the numbered notes that end a document; else their end."""
    place = len(page.blocks)
    while place and (match := FOOTNOTE.match(page.words_at(place - 1))):
        if f"[{match['n']}]" not in page.text[: page.blocks[place - 1].start]:
            break
        place -= 1
    while place and place < len(page.blocks) and FOOTNOTE.match(page.words_at(place - 1)):
        place -= 1
    return place


def drop_speakers(looks: dict[int, Candidate], page: Page) -> None:
    """Take away capitals that return, as names of speakers do, and all weak ones in plays."""
    said = Counter(page.words_at(place) for place, c in looks.items() if c.style == "capitals")
    play = is_play(looks)
    for place, candidate in list(looks.items()):
        below = looks.get(place + 1)
        kept = not place or not play or (below and below.style in STRONG)
        weak = candidate.style in {"capitals", "numbered-title"} and not kept
        repeated = candidate.style == "capitals" and said[page.words_at(place)] >= REPEATED
        if weak or repeated:
            del looks[place]


def is_play(looks: dict[int, Candidate]) -> bool:
    """Whether there are acts or scenes."""
    return any(c.style == "numbered" and c.type in {"act", "scene"} for c in looks.values())


def add_first(looks: dict[int, Candidate], page: Page) -> None:
    """Take the first block as the document's heading where it looks like one."""
    series = sum(c.style == "numbered-title" for c in looks.values())
    if 0 in looks and looks[0].style == "numbered-title" and series < 2:
        looks[0] = replace(looks[0], style="first")
    if len(page.blocks) < 2 or 0 in looks or page.is_letter_line(page.words_at(1)):
        return
    candidate = plain(0, page.blocks[0], page.text, FIRST)
    words = page.words_at(0)
    if candidate and not page.is_letter_line(words) and words[0] not in "“„«":
        looks[0] = replace(candidate, style="first")
    first, *rest = page.blocks[0].lines
    line = page.text[first.start : first.end]
    titled = all(title_words(page.text[one.start : one.end]) for one in page.blocks[0].lines)
    if 0 not in looks and rest and line.isupper() and titled and len(rest) < MANY:
        looks[0] = Candidate(0, ((first.start, page.blocks[0].end),), "first")
    if rest and line.isupper() and rest[0].end - rest[0].start > BODY and title_words(line):
        looks[0] = Candidate(0, ((first.start, first.end),), "first", whole=False)


def add_titles(looks: dict[int, Candidate], page: Page) -> None:
    """Give headings that are only a number the title that stands in the next block."""
    for place in sorted(looks):
        candidate = looks[place]
        if candidate.title or not candidate.whole or candidate.type in {"act", "scene"}:
            continue
        title = looks.get(place + 1)
        if title is None and page.words_at(place + 2):
            title = plain(place + 1, page.blocks[place + 1], page.text)
        if (
            title
            and title.style not in STRONG
            and not page.is_letter_line(page.words_at(place + 1))
        ):
            looks[place + 1] = replace(title, style="title", type=candidate.type)


def add_plain(looks: dict[int, Candidate], page: Page, foot: int) -> None:
    """Short lines between paragraphs, where there are not too many of them."""
    play = is_play(looks)
    lines = [
        candidate
        for place, block in enumerate(page.blocks[:foot])
        if place and place not in looks and (candidate := plain(place, block, page.text))
    ]
    if len(lines) > max(3, MOST_PLAIN * len(page.blocks)):
        return
    for candidate in lines:
        below = looks.get(candidate.block + 1)
        signature = foot < len(page.blocks) and candidate.block == foot - 1
        if not signature and (not play or (below and below.style in STRONG)):
            looks[candidate.block] = candidate


def decided(looks: dict[int, Candidate], page: Page) -> set[int]:
    """The places of the headings to believe; each looks at what was decided below it."""
    strict = is_strict(looks, page)
    found: set[int] = set()
    for place in sorted(looks, reverse=True):
        if believed(looks[place], looks, found, page, strict=strict):
            found.add(place)
    fill_gaps(found, looks)
    return found


def is_strict(looks: dict[int, Candidate], page: Page) -> bool:
    """Whether short lines must look like titles: there are chapters, or most of them do."""
    if sum(c.style in STRONG for c in looks.values()) >= MANY:
        return True
    lines = [page.words_at(place) for place, c in looks.items() if c.style == "plain"]
    titles = sum(map(page.is_title_case, lines))
    return len(lines) >= MANY and titles >= MOST_TITLES * len(lines)


def believed(
    candidate: Candidate,
    looks: dict[int, Candidate],
    found: set[int],
    page: Page,
    *,
    strict: bool,
) -> bool:
    """Whether the surroundings speak for a heading."""
    place = candidate.block
    if candidate.style == "bare":
        return not is_page_number(place, page) and not page.is_item_mark(place)
    if candidate.style in {"marked", "numbered", "unnumbered", "sign", "dated", "first", "title"}:
        return True
    if not headed(place, looks, found, page) or page.is_stated(place):
        return False
    if candidate.style == "numbered-title":
        return not candidate.whole or not in_list(place, looks, page)
    return candidate.style == "capitals" or stands_alone(place, looks, page, strict=strict)


def in_list(place: int, looks: dict[int, Candidate], page: Page) -> bool:
    """Whether numbered lines stand directly before or after, and none is a part of the other.

    A Roman number over an Arabic one is no row.
    """
    n = looks[place].n
    beside = [other for near in (place - 1, place + 1) if (other := looks.get(near))]
    return any(
        other.style == "numbered-title"
        and page.words_at(other.block)[0].isdigit() == page.words_at(place)[0].isdigit()
        and not other.n.startswith(f"{n}.")
        and not n.startswith(f"{other.n}.")
        for other in beside
    )


def headed(place: int, looks: dict[int, Candidate], found: set[int], page: Page) -> bool:
    """Whether a block has text below it, and above it none that leads over to it."""
    if not looks[place].whole:
        return True
    if OPENS.search(page.words_at(place - 1)) and place - 1 not in looks:
        return False
    after = page.words_at(place + 1)
    leads = len(after) < BODY and (OPENS.search(after) or DATE.search(after))
    below = page.words_at(place + 2)
    letter = bool(below) and page.is_letter_line(below)
    if leads and (page.is_body(place + 2) or place + 2 in found or letter):
        return True
    listed = page.is_listed(place + 1) and len(page.blocks[place + 1].lines) > 1
    return place + 1 in found or page.is_body(place + 1) or listed or after[:1] in ("[", "(")


def is_page_number(place: int, page: Page) -> bool:
    """Whether a number stands in the middle of a sentence, or below everything."""
    before, after = page.words_at(place - 1), page.words_at(place + 1)
    if not after:
        return True
    return bool(before) and not ENDS.search(before) and after[0].islower()


def stands_alone(place: int, looks: dict[int, Candidate], page: Page, *, strict: bool) -> bool:
    """Whether a short line has a finished paragraph above it and is no part of a letter."""
    words, above = page.words_at(place), page.words_at(place - 1)
    if words[-1] == "?" or (words[0] in "“„«" and place - 1 not in looks):
        return False
    if page.words_at(place + 1).startswith("["):
        return False
    if any(page.is_letter_line(page.words_at(near)) for near in (place - 1, place, place + 1)):
        return False
    finished = page.is_listed(place - 1) or (page.is_body(place - 1) and ENDS.search(above))
    if above and place - 1 not in looks and not finished:
        return False
    if not strict:
        return True
    beside = (looks.get(place - 1), looks.get(place + 1))
    return page.is_title_case(words) or any(other and other.style in STRONG for other in beside)
