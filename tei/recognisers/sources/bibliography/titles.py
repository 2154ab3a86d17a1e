"""Titles of a reference: the article or book, and what it stands in."""

from __future__ import annotations

import re
from functools import lru_cache

from tei.recognisers.sources.multilingual import words
from tei.recognisers.sources.patterns import UPPER

OPENING = {"“": "”", '"': '"', "«": "»", "‘": "’", "„": "“”", "'": "'", "”": "”", "``": "''"}
EDGE = " \t\n\xa0,.;:()[]-–—"
CONTINUED = re.compile(
    r"(?<=[^\W_])[”»\"](?!\s(?:in|dans)\s)\s[a-zà-ÿ]{2,}\s[“«\"A-ZÀ-Þ]"
)  # “A” and B
BRIEFEST = 2  # code points of a title
LONGEST_QUOTE = 400  # code points
HAN = "\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3"  # Japanese, Chinese, Korean
BOUNDARY = re.compile(
    rf"(?<=[.?!])\s{{1,3}}(?=[{UPPER}{HAN}<“«\"])|\s\.(?=[{UPPER}])|\s?,\s{{1,3}}(?=[{UPPER}{HAN}“«\"]|(?:19|20)\d\d\s?[{UPPER}]{{3}})|,(?=[{UPPER}“«\"]|(?:19|20)\d\d\s?[{UPPER}]{{3}})"
)
LONGEST_TAIL = 60  # code points of abbreviations
ABBREVIATIONS = re.compile(
    rf"(?<![^\W_])(?<![{UPPER}]\.)(?:[{UPPER}][^\W\d_]{{0,9}}\s?\.[\s,]{{0,2}}){{2,8}}(?:[A-Z]\s?)?[\s,]*$"
)
WORD = re.compile(r"\S+")
BEFORE_TAIL = re.compile(rf"(?<=[.,?!]\s)(?P<word>[{UPPER}][^\W\d_]+\s)$")
ABBREVIATED = re.compile(r"(?<![^\W_])[^\W\d_]{1,6}\.$")


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without blanks and punctuation at its ends; None where nothing is left."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    mark = text[start : start + 1]
    if mark in OPENING and not any(close in text[start + 1 : end] for close in OPENING[mark]):
        start += 1  # the closing mark stands outside
    if text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")":
        end += 1
    return (start, end) if end - start >= BRIEFEST else None


def quoted(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """(start, end, end with mark) of a title in quotation marks that begins here."""
    while start < end and text[start] in " \t\n\xa0,.:":
        start += 1
    if text.startswith("``", start, end):
        last = text.find("''", start + 2, min(end, start + LONGEST_QUOTE))
        return (start + 2, last, last + 2) if last > 0 else None
    mark = text[start : start + 1]
    if mark not in OPENING:
        return None
    closing = OPENING[mark]
    limit = min(end, start + LONGEST_QUOTE)
    if mark in "'‘":
        close = re.compile(rf"[{closing}](?=[\s,.;)]|$)").search(text, start + 2, limit)
        last = close.start() if close else -1
    else:
        last = min(
            (p for p in (text.find(c, start + 1, limit) for c in closing) if p >= 0), default=-1
        )
    if last <= start + 1 or CONTINUED.match(text, last, end):
        return None
    return start + 1, last, last + 1


@lru_cache(maxsize=1)
def container() -> re.Pattern[str]:
    """What leads from an article to the book it stands in."""
    return re.compile(
        rf"(?:(?<=[.,;)”»\"?!:’'])\s{{0,3}}|(?<=\w)\s?,\s|(?<=\w)\s)(?P<in>{words().containers}):?\s{{1,3}}(?=[{UPPER}“«\"‘<\d])"
        rf"|(?P<slash>\s//\s)"
    )


@lru_cache(maxsize=1)
def held() -> re.Pattern[str]:
    """What leads to a book directly behind the people, where no article is named."""
    return re.compile(rf"[\s,.:;]{{0,4}}(?P<in>{words().containers}):?\s{{1,3}}(?=[{UPPER}“«])")


@lru_cache(maxsize=1)
def addition() -> re.Pattern[str]:
    """What may follow a title and is no part of it."""
    w = words()
    return re.compile(
        rf"[\s,.(]\s?\(?{w.additions}(?![^\W_])"
        rf"|(?:[.,;]\s|\s\()\(?(?:\d{{1,2}}\s{w.counted_volumes}(?![^\W_])|{w.volumes}(?:\d|[IVX]+(?![^\W_])))"
        rf"|[.,]\s(?:[^\W\d_]+,?\s){{1,3}}{w.edition_nouns}(?=[.,;:)]|$)"
        rf"|\[[^\]]{{3,30}}\]|[.…]{{4}}|(?<=\.\s)\d{{1,2}}\.\sed\.|\(\d{{1,2}}\S{{0,4}}\s(?:ed|Aufl|éd)\.?|,\s\d{{1,2}}(?:st|nd|rd|th|\.ª)\sed"
    )


@lru_cache(maxsize=1)
def counting() -> re.Pattern[str]:
    """What counts the series or years of a periodical behind its name: ", n. s.", " (n. s.)"."""
    return re.compile(rf"[”»\"]?(?:,|\s\(|\s(?=[A-Z]{{2}}(?!\w)))\s?{words().series}(?![^\W_])")


def inside(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first "In" that leads to a container, after a sentence's end, a comma or a mark."""
    for match in container().finditer(text, start + 3, end):
        if (
            match["slash"]
            or match["in"][0].isupper()
            or text[: match.start("in")].rstrip()[-1:] in ",.;)”»\"?!:’'"
        ):
            return match
    return None


def journal_start(text: str, start: int, end: int, *, comma: bool) -> int:
    """Where the name of the periodical before its volume begins; `start` where it is all there is.

    comma: whether commas part the fields of this reference
    """
    whole = text[start:end]
    cuts = list(BOUNDARY.finditer(text, start + 2, end))
    best, least = start, cost_alone(whole)
    for cut in cuts:
        left, right = text[start : cut.start()], text[cut.end() : end]
        if not right.strip(EDGE):
            continue
        price = cost(left, right, cut[0], comma=comma)
        if price < least:
            best, least = cut.end(), price
    tail = abbreviated(text, start, end)
    return tail if tail and (best == start or best > tail) else best


def abbreviated(text: str, start: int, end: int) -> int:
    """Where two or more abbreviations at the end begin: "… of weirs Rev. Hydr. Eng."; or 0."""
    tail = ABBREVIATIONS.search(text, max(start, end - LONGEST_TAIL), end)
    if not tail or tail.start() < start + 8 or len(tail[0]) < 5:
        return 0
    full = [token.end() for token in WORD.finditer(text, tail.start(), end) if ended(token[0])]
    if full:
        return full[-1] + 1
    word = BEFORE_TAIL.search(text, max(start, tail.start() - 30), tail.start())
    return word.start("word") if word else tail.start()


def cost_alone(whole: str) -> float:
    """How unlikely it is that all words name a periodical."""
    tokens = whole.split()
    small = sum(t[0].islower() and t.lower() not in words().joins for t in tokens)
    stops = sum(t.rstrip(",").endswith(".") or t[0] == "." for t in tokens)
    if not tokens:
        return 0
    return (
        1.0
        + small * 1.5
        + max(0, len(tokens) - 4 - stops) * 0.7
        + 1.5 * any(ended(token) for token in tokens[:-1])
        + (0 if stops * 2 >= len(tokens) else 0.5)
    )


def ended(token: str) -> bool:
    """Whether a sentence ends with a word: a place, or what is no abbreviation by its vowel."""
    if token[-1] != ".":
        return False
    bare = token.rstrip(".")
    return bare in words().places or (len(bare) > 4 and bare[-1] in "aeiouy)" and bare[0] != "(")


@lru_cache(maxsize=1)
def land() -> re.Pattern[str]:
    """A state or country before a comma."""
    return re.compile(rf"{words().states},\s")


def placed_first(name: str) -> bool:
    """Whether words begin with a place that ends the title before: "Kent, Weir Review"."""
    first = name.partition(",")[0]
    return bool(land().match(name)) or (first != name and first in words().places)


def enumerating(name: str) -> float:
    """How unlikely the last members of an enumeration are: "Weirs, and Locks, Review"."""
    return float(bool(re.search(r",\s(?:and|und|et|e|y)\s[^,]{2,60},\s", name)))


def cost(left: str, right: str, mark: str, *, comma: bool) -> float:
    """How unlikely it is that an article ends and its periodical begins here."""
    tokens, before = right.split(), left.split()
    small = sum(t[0].islower() and t.lower() not in words().joins for t in tokens)
    price = small * 0.6 + max(0, len(tokens) - 6) * 0.5
    price += 0.5 * sum(t.endswith((".", "?", "!")) and len(t) > 8 for t in tokens[:-1])
    price += 2 * any(ended(token) for token in tokens[:-1])
    price += 2.5 * placed_first(right) + enumerating(right)
    if right[:1] in "“«":
        price -= 1
    if ("," in mark) != comma:
        price += 1.2 if comma else 1.5
    if mark.startswith(":"):
        price += 2
    last = before[-1] if before else ""
    bare = last.lstrip(".,")
    if mark.startswith(" .") and bare[:1].isupper() and len(bare) < 7:
        price += 2.5
    short = ABBREVIATED.search(last)
    if short and not ended(last):
        sure = len(last) < 3 or short[0][0].isupper() or last[0] == "."
        price += 0.5 if not sure or ("." not in right and len(last) > 5) else 2.5
    elif last[:1].isupper() and last[-1:] == "." and tokens[:1] and tokens[0][-1] == ".":
        price += 0 if ended(last) else 1.5  # both are parts of one name: "J. Hydraul. Res."
    if len(before) < 3:
        price += 0.8
    if tokens and tokens[0].lower().strip('“«"') in words().joins and tokens[0][0].islower():
        price += 3
    return price
