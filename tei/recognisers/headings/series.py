"""Headings as a whole: tables of contents, numbers in a row, documents all in capitals."""

from __future__ import annotations

from tei.recognisers.headings.candidates import Candidate
from tei.recognisers.headings.page import BODY, Page

CAPITALS = 0.3  # share of the long paragraphs that are in capitals where everything is


def drop_contents(looks: dict[int, Candidate], page: Page) -> None:
    """Take away lists of headings: the same return later, with their text."""
    drop_listed(looks)
    drop_under_contents(looks, page)


def drop_listed(looks: dict[int, Candidate]) -> None:
    """Numbered headings in a row whose numbers come again."""
    last = {(c.type, c.n): place for place, c in looks.items() if c.style == "numbered"}
    listed = []
    for place, candidate in looks.items():
        beside = (looks.get(place - 1), looks.get(place + 1))
        in_row = any(b and b.style == "numbered" and b.type == candidate.type for b in beside)
        if candidate.style == "numbered" and in_row and last[candidate.type, candidate.n] > place:
            listed.append(place)
    for place in listed:
        del looks[place]


def drop_under_contents(looks: dict[int, Candidate], page: Page) -> None:
    """What a table of contents names by itself: “Book the First” over its chapters.

    The text begins where the first of them comes again.
    """
    places = sorted(looks)
    start = next((p for p in places if looks[p].type == "contents"), None)
    below = [p for p in places if start is not None and p > start]
    if not below:
        return
    keys = {place: folded(looks[place], page) for place in below}
    again = next((p for p in below[1:] if keys[p] == keys[below[0]]), None)
    for place in below if again is not None else ():
        if (
            again is not None
            and place < again
            and any(keys[p] == keys[place] for p in below if p >= again)
        ):
            del looks[place]


def folded(candidate: Candidate, page: Page) -> str:
    """A heading as it should be compared with its line in a table of contents."""
    start, end = candidate.heads[0]
    return " ".join(page.text[start:end].casefold().split()).strip(" .:—–-_*")


def drop_capitals(looks: dict[int, Candidate], page: Page) -> None:
    """Take away headings told by their capitals alone where the paragraphs are in capitals too."""
    long = [words for n in range(len(page.blocks)) if len(words := page.words_at(n)) >= BODY]
    if sum(map(str.isupper, long)) <= CAPITALS * len(long) or not any(map(str.isupper, long)):
        return
    for place, candidate in list(looks.items()):
        if candidate.style == "capitals" and page.is_body(place):
            del looks[place]


def fill_gaps(found: set[int], looks: dict[int, Candidate]) -> None:
    """Believe a title that is numbered between two that are believed."""
    numbers = {looks[p].n: p for p in sorted(found) if looks[p].style == "numbered-title"}
    for place, candidate in looks.items():
        if candidate.style != "numbered-title" or not candidate.n.isdigit() or place in found:
            continue
        before = numbers.get(str(int(candidate.n) - 1), place)
        after = numbers.get(str(int(candidate.n) + 1), place)
        if before < place < after:
            found.add(place)
