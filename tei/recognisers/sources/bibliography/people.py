"""The people at the beginning of a reference, in all the usual orders of names."""

from __future__ import annotations

import re
from functools import lru_cache

from tei.recognisers.sources.multilingual import words
from tei.recognisers.sources.patterns import UPPER

MOST = 60  # people of one reference
YEAR = r"(?:1[4-9]|20)\d\d"
CAP = rf"(?>[{UPPER}][^\W\d_]*(?:[’'‐‑-]\s?[^\W\d_]+)*)"
LONG = rf"(?>[{UPPER}](?:[’'][{UPPER}])?[^\W\d_]+(?:[’'‐‑-]\s?[^\W\d_]+)*(?![^\W_]))"
INITIAL = rf"[{UPPER}](?:[a-zà-ÿ]|-[{UPPER}])?\s?\."
INITIALS = rf"{INITIAL}(?:[\s-]{{0,2}}{INITIAL}){{0,3}}(?:\s?[{UPPER}](?=[,;]))?"
JUNIOR = r"(?:,?\s(?:Jr|Sr|jr)\.?|,?\sI{2,3}(?!\w))?"
NUMERAL = r"(?:I{2,3}|IV|VI{1,3}|IX|XI{1,3}|XX?I?V|X{2,3})"
EAST = r"[\u3400-\u9fff\uac00-\ud7a3](?:\s?[\u3400-\u9fff\uac00-\ud7a3]){1,3}"
SAME = re.compile(r"[-–—_]{2,12}\.?")
ET_AL = re.compile(
    r"[.,;]{0,2}\s{0,2}(?:et\s{0,2}al|(?:and|und|et)\s(?:others|andere|autres)|u\.\s?a|и\sдр)\b\.?"
)


@lru_cache(maxsize=1)
def particle() -> str:
    """Short words before a surname: "van", "de la"."""
    return rf"(?:{words().particles}(?:\s|(?<=[’'])))"


@lru_cache(maxsize=2)
def follower(*, titles: bool) -> str:
    """What must stand behind a name; not an abbreviated title where `titles` ("J. Math. Phys.")."""
    join = words().conjunctions
    unlike = rf"[^\W\d_]{{1,7}}\s?\.|[{UPPER}](?![^\W_])|" if titles else ""
    return (
        rf"(?=\s{{0,2}}(?:[,;:()\[“”\"«‘]|\.(?:$|[,”\"]|\s(?!{unlike}\d(?!\d{{3}}\W)))|{YEAR}|$)"
        rf"|\s{{1,2}}(?:[—–-]\s|(?:{join}|&)\s{{1,2}}{CAP}|et\sal))"
    )


@lru_cache(maxsize=1)
def forms() -> dict[str, re.Pattern[str]]:
    """The orders of a name.

    inverted: "Ash, J. B."; short: "Ash JB"; initials: "J. B. Ash";
    small: "ash j.", small capitals lost; full: "Ash, Jane B."; plain: "Jane B. Ash"; bare: "AM Ash"
    """
    part, ends, firm = particle(), follower(titles=False), follower(titles=True)
    surname = rf"{part}{{0,3}}{CAP}(?:[\s-]{{1,2}}{part}{{0,2}}{LONG}){{0,2}}"
    behind = r"(?:\s[a-zà-ÿ]{2,4}(?=[.,]|\s[a-z]{2,3}[.,])(?:\s[a-z]{2,3})?)?"
    given = rf"(?:{INITIAL}\s)?{LONG}(?:[\s-]{{1,2}}{LONG}){{0,2}}(?:\s{INITIAL}){{0,2}}"
    whole = rf"(?!\s{LONG}\.\s[“\"«‘])"  # "Ash, J. Eugene. “" has a whole name behind an initial
    return {
        "inverted": re.compile(
            rf"{part}{{0,3}}{LONG}(?:[\s-]{{1,2}}{part}{{0,2}}{LONG}){{0,2}}{JUNIOR}(?:\s?,\s{{0,2}}{INITIALS}{whole}|\s{{1,2}}{INITIALS}(?!\s[{UPPER}][a-z]{{0,5}}\s?\.)){JUNIOR}"
            rf"(?:\s{part}{{1,2}}(?=[,;:.]))?"
        ),
        "short": re.compile(
            rf"{part}{{0,3}}{LONG}(?:[\s-]{{1,2}}{part}{{0,2}}{LONG}){{0,2}},?\s(?!{NUMERAL}(?!\w))(?:[{UPPER}]{{1,4}}|[{UPPER}](?:\s[{UPPER}]){{1,3}})(?![^\W_]){firm}"
        ),
        "initials": re.compile(rf"{INITIALS}\s?{surname}{JUNIOR}{firm}"),
        "last": re.compile(rf"{INITIALS}\s?{surname}{JUNIOR}{ends}"),
        "signed": re.compile(rf"{LONG},\s{LONG}(?:\s{INITIAL}){{1,2}}(?=\s[{UPPER}“\"«])"),
        "east": re.compile(rf"{EAST}(?:(?:\s?[,·;]\s?|\.){EAST}){{0,20}}(?=[\s,.(]|$)"),
        "small": re.compile(
            rf"(?:[^\W\d_]{{3,20}}\s){{1,2}}[^\W\d_]\.(?:\s?[^\W\d_]\.){{0,2}}(?=,\s[{UPPER}]|\s\()"
        ),
        "bare": re.compile(rf"[{UPPER}]{{1,3}}\s{part}{{0,2}}{LONG}{ends}"),
        "full": re.compile(
            rf"{part}{{0,3}}{LONG}(?:[\s-]{{1,2}}{part}{{0,2}}{LONG}){{0,2}}\s?,\s{given}{behind}(?:,?\s(?:Jr|Sr)\.?(?=[.,\s]))?{ends}"
        ),
        "plain": re.compile(
            rf"{LONG}(?:[\s-]{{1,2}}(?:(?:{INITIAL}\s?){{0,2}}{part}{{0,2}}{LONG})){{1,3}}{JUNIOR}{ends}"
        ),
    }


@lru_cache(maxsize=1)
def joins() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """(a word or semicolon between two people, a mere comma or dash)."""
    join = rf"(?:&|{words().conjunctions})"
    gap = rf"\s?,?\s?\(?(?:\.\s?\.\s?\.|…)\)?,?\s(?:{join}\s)?(?=[{UPPER}])"
    strong = (
        rf"{gap}|"
        rf"\s{{0,2}},{{0,2}}\s{{0,2}};?\s{{0,2}}(?:(?:{join}|And|AND|ET)\s{{1,2}}){{1,2}}(?={CAP}|[a-z]{{1,3}}[\s’'])"
        rf"|\s{{0,2}},?\s(?:and|&)(?={CAP})|\s{{0,2}};\s{{0,2}}(?={CAP}|{particle()})"
    )
    weak = rf"\s?,{{1,2}}\s{{0,2}}|\s[-–]\s|\.\s|(?<=\.)\s(?={LONG},\s{INITIAL})"
    return re.compile(strong), re.compile(weak)


SURE = ("inverted", "short", "initials", "bare")
ALL = ("east", "inverted", "initials", "short", "bare", "full", "signed", "plain", "last", "small")
AFTER = ("inverted", "last", "short", "bare", "plain", "full", "signed")


def person(
    text: str, start: int, end: int, orders: tuple[str, ...], *, first: str = ""
) -> tuple[str, int]:
    """(order, end) of the name at a place; ("", start) where there is none.

    first: the order of the first name of a list
    """
    for name in orders:
        match = forms()[name].match(text, start, end)
        if match and not (name in ("full", "plain") and begins_title(match[0])):
            if name == "full" and doubly(text, match):
                continue
            doubtful = name == "short" or (name == "inverted" and "," not in match[0])
            if not doubtful or first == name == "short":
                return name, match.end()
            return longer(text, match, end, name)
    return "", start


def longer(text: str, match: re.Match[str], end: int, name: str) -> tuple[str, int]:
    """A short name, or a longer one whose first words look like it: "Jane B. Ash" as "Jane B"."""
    plain = forms()["plain"].match(text, match.start(), end)
    initials = re.search(r"[^\W\d_\s]+\.?$", match[0])
    single = bool(initials) and len(str(initials and initials[0]).rstrip(".")) == 1
    if plain and plain.end() > match.end() + 1 and single:
        return "plain", plain.end()
    return name, match.end()


@lru_cache(maxsize=1)
def named() -> re.Pattern[str]:
    """What stands behind a name and not behind a title."""
    join = rf"(?:&|{words().conjunctions})"
    return re.compile(rf"\s?(?:[.;:]|[(\[]?{YEAR}|,?\s{join}\s|,?\s?[“\"«])")


def doubly(text: str, match: re.Match[str]) -> bool:
    """Whether "Jane Ash, Hill Farms (Leeds" looks like one inverted name but is name and title."""
    surname, _, given = match[0].partition(",")
    if begins_title(given):
        return True
    plain = len([word for word in surname.split() if word[0].isupper()]) > 1
    return plain and not named().match(text, match.end())


def begins_title(name: str) -> bool:
    """Whether the words begin as titles do, not names: "Das Kapital"."""
    first = name.split()[0].lower()
    return first in words().articles


def people(text: str, start: int, end: int) -> tuple[int, str]:
    """(where the names at the beginning end, the order of the first); (start, "") for none."""
    same = SAME.match(text, start, end)
    nobody = re.compile(words().anonymous + r"(?!\w)").match(text, start, end)
    if same or nobody:
        first, place = "same", (same or nobody).end()  # type: ignore[union-attr]
    else:
        first, place = person(text, start, end, ALL)
    for _ in range(MOST if first else 0):
        further = next_person(text, place, end, first)
        if further <= place:
            break
        place = further
    others = ET_AL.match(text, place, end) if first else None
    return (others.end() if others else place), first


def next_person(text: str, place: int, end: int, first: str) -> int:
    """Where the next person of an enumeration ends; the same place where there is none."""
    strong, weak = joins()
    joined = strong.match(text, place, end)
    if joined:
        order, last = person(text, joined.end(), end, AFTER, first=first)
        return last if order else place
    comma = weak.match(text, place, end)
    if not comma:
        return place
    if comma[0] == ". ":
        capitals = re.compile(rf"[{UPPER}-]{{3,}},?\s")
        if first == "full" and capitals.match(text, comma.end()):
            return (
                person(text, comma.end(), end, ("full",))[1]
                if person(text, comma.end(), end, ("full",))[0]
                else place
            )
        if first != "inverted":
            return place
    order, last = person(text, comma.end(), end, SURE, first=first)
    if order and not (comma[0] == ". " and order != "inverted"):
        return last
    return (
        enumerated(text, comma.end(), end, place) if first in ("plain", "full", "same") else place
    )


def enumerated(text: str, start: int, end: int, otherwise: int) -> int:
    """Where names in full joined by commas end, if a word joins the last of them."""
    strong, weak = joins()
    place = start
    for _ in range(MOST):
        order, last = person(text, place, end, ("plain",))
        if not order:
            return otherwise
        joined = strong.match(text, last, end)
        if joined:
            order, final = person(text, joined.end(), end, AFTER)
            return final if order else otherwise
        if re.compile(r"[,.]?\s?(?:et\sal|[“\"«'‘]|\(\d{4}|(?:1[4-9]|20)\d\d[a-z]?[,.])").match(
            text, last, end
        ):
            return last
        comma = weak.match(text, last, end)
        if not comma or comma[0] == ". ":
            return last if text[last : last + 1] == "." else otherwise
        place = comma.end()
    return otherwise
