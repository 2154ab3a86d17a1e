"""Place and publisher of a reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tei.recognisers.sources.multilingual import words
from tei.recognisers.sources.patterns import UPPER

WORD = rf"(?>(?:St\.|Ste\.|[{UPPER}][^\W\d_]*(?:[’'‐‑.-][^\W\d_]+)*))"
SMALL = rf"(?:{words().place_words}[\s-])?"
NAME = rf"{WORD}(?:[\s-]{{1,3}}{SMALL}{WORD}){{0,3}}"
STATE = rf"(?:,\s?(?:{words().states}(?![^\W_])\.?|[A-Z]\.?\s?[A-Z](?![^\W_])\.?)){{0,2}}"
AND = rf"\s?(?:[-–/&]|,?\s{words().conjunctions}(?=\s))\s?"
PLACE = rf"{NAME}{STATE}(?:{AND}{NAME}(?:,\s[A-Z]{{2}}(?!\w))?){{0,2}}"
FIRST = r"(?:(?<=[.,;?!)”»\"’]\s)|(?<=\()|(?<=[.,;?!)”»\"’]))"
AFTER = (
    r"(?=\s?[,;)(]?\s?[;(]?\s?(?:(?:1[4-9]|20)\d\d|c\d{4}|$)|\s?[;)]"
    r"|(?<![A-Z])(?<!St)\.\s?(?:$|[^\W_])|,\s(?:(?:pp?|S)(?![^\W\d_])|[^\W_]+\.?\s\d))"
)
COLON = re.compile(
    rf"{FIRST}(?P<place>{PLACE})\s?,?:\s?(?P<publisher>[{UPPER}‘“][^:;()\n]{{1,80}}?){AFTER}"
)
SPLIT = re.compile(
    r"\s?[,;()](?=\s|$|[^\W_])|(?<!St)(?<!Univ)\.(?=\s|$)(?!\s(?:Ltd|Inc))|[”»\"](?=\s)|\s[.,](?=[^\W\d_])|\s(?=(?:1[4-9]|20)\d\d(?!\d))"
)
LAST = re.compile(r"\s?[,;]?\s?\(?\s?(?:1[4-9]|20)\d\d|\s?[.,;)]{0,2}\s?$|[,.]\s?(?:pp?|S)\.?\s?\d")
LONGEST = 7  # words of a publisher


@dataclass(frozen=True, slots=True)
class Segment:
    """Words between two separators, and the separators."""

    start: int
    end: int
    before: str
    after: str


def imprints(
    text: str, start: int, end: int, *, book: bool = True
) -> Iterator[tuple[str, int, int]]:
    """(pubPlace or publisher, start, end) of the region after the authors of a reference.

    book: whether no volume of a periodical is named, and mere names are looked at too
    """
    colons = list(COLON.finditer(text, start, end))
    for match in reversed(colons):
        known = is_place(match["place"])
        if known or len(match["publisher"].split()) <= LONGEST:
            if not known and (
                lowers(match["publisher"]) > 2 or not LAST.match(text, match.end(), end)
            ):
                continue
            yield "pubPlace", *match.span("place")
            yield "publisher", *match.span("publisher")
            return
    if book:
        yield from segmented(text, start, end)


def lowers(name: str) -> int:
    """How many words begin with a small letter and are longer than three letters."""
    return sum(word[0].islower() and len(word) > 3 for word in name.split())


def is_place(name: str) -> bool:
    """Whether a place, or each of several joined ones, is a known place of print."""
    places = words().places
    plain = re.sub(r"\s?-\s(?=[a-z])", "", " ".join(name.split()))
    if plain in places or plain.rstrip(".") in places:
        return True
    parts = re.split(rf"\s?(?:[-–/&]|,|\s{words().conjunctions}\s)\s?", plain)
    return (
        bool(parts[0])
        and parts[0].rstrip(".") in places
        and all(p[:1].isupper() for p in parts if p)
    )


def is_publisher(name: str) -> bool:
    """Whether the words name a publishing house, by a known name or by a word such as "Press"."""
    w = words()
    plain = " ".join(name.split()).rstrip(".")
    if (
        plain in w.houses
        or plain.split("-")[0] in w.houses
        or plain.removesuffix(" Verlag").removesuffix("-Verlag") in w.houses
    ):
        return True
    parts = plain.replace("-", " ").split()
    return (
        len(parts) <= LONGEST + 2
        and parts[:1] != []
        and bool(
            {parts[0], parts[-1], *parts[-2:-1]} & w.publishing
            or (len(parts) < 7 and set(parts) & w.institutions and not lowers(plain))
            or any("verlag" in p.lower() for p in parts)
        )
        and plain[0].isupper()
    )


def segments(text: str, start: int, end: int) -> list[Segment]:
    """The words between separators."""
    found: list[Segment] = []
    place, before = start, ""
    cuts = [
        *((m.start(), m.end(), m[0].strip()) for m in SPLIT.finditer(text, start, end)),
        (end, end, ""),
    ]
    for low, high, mark in cuts:
        words_ = text[place:low]
        if words_.strip():
            lead = len(words_) - len(words_.lstrip())
            found.append(Segment(place + lead, place + len(words_.rstrip()), before, mark))
            before = mark
        else:
            before += mark
        place = high
    return found


def segmented(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Places and publishers told by their own names, by each other, or by a year."""
    parts = segments(text, start, end)
    chosen: dict[int, str] = {}
    for number, part in enumerate(parts):
        if number or part.before:
            kind = kind_of(text[part.start : part.end])
            if not kind and in_brackets(text, part):
                kind = "publisher"
            if kind:
                chosen[number] = kind
    chosen |= neighbours(text, parts, chosen)
    for number in sorted(chosen):
        words_ = text[parts[number].start : parts[number].end]
        if firms().fullmatch(f", {words_}") or (chosen[number] == "publisher" and no_house(words_)):
            continue
        part = parts[number]
        last = part.end
        if chosen[number] == "pubPlace":
            last = with_state(text, part.end, end)
        else:
            firm = firms().match(text, part.end, end)
            last = firm.end() if firm else last
        yield chosen[number], part.start, last


@lru_cache(maxsize=1)
def elsewhere() -> re.Pattern[str]:
    """A state, a country or a month."""
    return re.compile(rf"(?:{words().states}|{words().months})\.?")


def no_house(name: str) -> bool:
    """Whether words are no name of a house: a state or country, a month, a page or volume."""
    return bool(elsewhere().fullmatch(name))


@lru_cache(maxsize=1)
def firms() -> re.Pattern[str]:
    """What belongs to the name of a house behind a comma: ", Inc."."""
    return re.compile(rf",?\s{words().firms}(?![^\W_])")


STATE_AFTER = re.compile(
    rf"(?:\s?,\s?(?:{words().states}(?![^\W_])\.?|[A-Z]\.?\s?[A-Z](?![^\W_])\.?)){{1,2}}"
)


def with_state(text: str, last: int, end: int) -> int:
    """The end of a place, moved behind a state or country."""
    state = STATE_AFTER.match(text, last, end)
    return state.end() if state else last


def in_brackets(text: str, part: Segment) -> bool:
    """Whether a name stands in brackets before a year: "(Freeman, 1973)"."""
    name = text[part.start : part.end].split()
    year = re.compile(r"\s?,\s?(?:1[4-9]|20)\d\d\s?(?:\)|$)|\s?$").match(text, part.end)
    return (
        part.before == "("
        and len(name) < 6
        and all(w[0].isupper() or len(w) < 4 for w in name)
        and bool(year)
    )


def kind_of(name: str) -> str:
    """pubPlace or publisher by the words alone, or ""."""
    if is_place(name):
        return "pubPlace"
    return "publisher" if is_publisher(name) else ""


def neighbours(text: str, parts: list[Segment], chosen: dict[int, str]) -> dict[int, str]:
    """What stands beside a known place or house, inside the same imprint."""
    found: dict[int, str] = {}
    for number, kind in chosen.items():
        other = "publisher" if kind == "pubPlace" else "pubPlace"
        if other in chosen.values():
            continue
        after, before = number + 1, number - 1
        if after < len(parts) and after not in chosen and plausible(text, parts[after], other):
            found[after] = other
        elif before > 0 and before not in chosen and kind == "pubPlace":
            found |= {before: other} if leads(text, parts, number) else {}
    return found


def leads(text: str, parts: list[Segment], place: int) -> bool:
    """Whether a publisher stands before a place: "(Wiley, London" or ". Wiley, London"."""
    before = parts[place - 1]
    return before.before in ("(", ".") and parts[place].before == "," and named(text, before, 5)


def plausible(text: str, part: Segment, kind: str) -> bool:
    """Whether the words can be a place or publisher by their form."""
    return part.before in (",", ":") and named(text, part, 3 if kind == "pubPlace" else 5)


def named(text: str, part: Segment, most: int) -> bool:
    """Whether a segment is a name of at most so many words."""
    name = text[part.start : part.end].split()
    if not name or len(name) > most:
        return False
    return (
        all(word[0].isupper() or len(word) < 4 for word in name)
        and name[0][0].isupper()
        and len(name[0]) > 2
    )


TOWN = rf"{WORD}(?:\s-\s[a-zà-ÿ]{{1,8}})?(?:[\s-]{{1,2}}{WORD}){{0,2}}"
BEFORE_YEAR = re.compile(
    rf"(?:(?<=[,;”»\"]\s)|(?<=[,(]))(?P<place>{TOWN}(?:\s?[-–/]\s?{TOWN}){{0,2}})\s{{0,2}}\(?$"
)


def dated_place(text: str, start: int, year: int) -> tuple[int, int] | None:
    """The place directly before a year: "…, Brescia 1981"."""
    match = BEFORE_YEAR.search(text, max(start, year - 60), year)
    return match.span("place") if match else None
