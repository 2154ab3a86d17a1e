"""Lines of the header that say where a text was published, and where it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotation import Annotation, Annotations
from tei.recognisers.sources.anchors import YEARS
from tei.recognisers.sources.citations import Citation
from tei.recognisers.sources.cues import headed
from tei.recognisers.sources.lexicon import Lexicon
from tei.recognisers.sources.patterns import BLANK, CAP, UPPER
from tei.recognisers.sources.phrases import TOKEN, Phrase, phrase_at
from tei.recognisers.sources.scopes import scopes

SEGMENT = re.compile(r"[^,;()\[\]\n]+")
STARTS = re.compile(rf"[{UPPER}]")
KEPT = re.compile(
    rf"\((?P<publisher>[^(),\n]{{3,60}}),{BLANK}(?P<place>{CAP}(?:{BLANK}{CAP}){{0,2}}),?{BLANK}(?:1[4-9]|20)\d\d\)"
)
PLACE = re.compile(rf"{CAP}(?:{BLANK}{CAP}){{0,3}}")
LATER = re.compile(rf",{BLANK}(?={CAP})")
QUOTED = re.compile(r"[“„«\"‘][^“”„«»\"\n]{2,160}[”“»\"’],?\s*")
LONGEST = 14  # words of a title in a line of publication


def value_of(text: str, line: Annotation) -> tuple[int, int]:
    """Where the words after the printed label stand, without the final full stop."""
    start = line.start + len(line.get("label"))
    while start < line.end and text[start].isspace():
        start += 1
    end = line.end
    while end > start and text[end - 1] in " .\n\t\xa0":
        end -= 1
    return start, end


def publication(
    text: str, line: Annotation, found: Annotations, lexicon: Lexicon
) -> Citation | None:
    """The reference that a line of publication gives, if it begins with a title."""
    start, end = value_of(text, line)
    lead = _lead(text, start, end, lexicon)
    if line.get("field") != "firstPublished" and not (lead or _says_from(line, lexicon)):
        return None
    start = lead.end() if lead else start
    anchors = list(scopes(text, lexicon, start, end))
    dates = [date for date in found.inside(start, end, "date") if date.start > start]
    years = [match.start() for match in YEARS.finditer(text, start + 1, end)]
    stops = sorted([*(a.start for a in anchors), *(d.start for d in dates), *years])
    if not stops:
        return None
    title = _title(
        text, start, min(stops), lexicon, serial=any(a.get("unit") == "issue" for a in anchors)
    )
    if not title:
        return None
    fields = list(_fields(text, title.end, end, anchors, dates, lexicon))
    return Citation(start, end, (title, *fields))


def _lead(text: str, start: int, end: int, lexicon: Lexicon) -> re.Match[str] | None:
    """Words such as "First published in the" before the reference, at the start or inside."""
    lead = lexicon.lead_in.match(text, start, end)
    if not lead and not STARTS.match(text, start) and not QUOTED.match(text, start):
        lead = lexicon.lead_in.search(text, start, end)
    return lead if lead and STARTS.match(text, lead.end()) else None


def _says_from(line: Annotation, lexicon: Lexicon) -> bool:
    """Whether the label itself is a word such as "From"."""
    return bool(lexicon.lead_in.fullmatch(line.get("label").rstrip(" :") + " "))


def _title(
    text: str, start: int, stop: int, lexicon: Lexicon, *, serial: bool
) -> Annotation | None:
    """The title at the start of the reference; a quoted title of an article goes before it."""
    quoted = QUOTED.match(text, start, stop)
    segment = SEGMENT.match(text, quoted.end() if quoted else start, stop)
    if not segment or not STARTS.match(text, segment.start()):
        return None
    end = segment.start() + len(segment[0].rstrip(" .\xa0\t"))
    words = len(TOKEN.findall(text, segment.start(), end))
    phrase = phrase_at(text, segment.start(), lexicon, wide=True, end=end)
    if not phrase or words > LONGEST or (phrase.end < end and phrase.words * 2 < words):
        return None
    whole = Phrase(segment.start(), end, words)
    level = "j" if serial or headed(text, whole, lexicon) else "m"
    return Annotation("title", whole.start, whole.end, {"level": level}, rule="sources.publication")


def _fields(
    text: str,
    start: int,
    end: int,
    scopes_: list[Annotation],
    dates: list[Annotation],
    lexicon: Lexicon,
) -> Iterator[Annotation]:
    """Scopes, places and publishers after the title."""
    yield from scopes_
    taken = [*scopes_, *dates]
    for segment in SEGMENT.finditer(text, start, end):
        place = PLACE.match(
            text, segment.start() + len(segment[0]) - len(segment[0].lstrip()), segment.end()
        )
        if not place or any(a.start < place.end() and place.start() < a.end for a in taken):
            continue
        if segment[0].strip() != place[0]:
            continue
        publisher = (
            place[0].split()[-1] in lexicon.publishers or place[0].split()[0] in lexicon.publishers
        )
        yield Annotation(
            "publisher" if publisher else "pubPlace", *place.span(), rule="sources.publication"
        )


def kept(text: str, line: Annotation, lexicon: Lexicon) -> Iterator[Annotation]:
    """What a source line names beside titles: publisher and place, the library and its place."""
    for match in KEPT.finditer(text, line.start, line.end):
        for kind in ("publisher", "place"):
            field = "pubPlace" if kind == "place" else kind
            yield Annotation(field, *match.span(kind), rule="sources.source-line")
    for name in re.finditer(
        rf"{CAP}(?:{BLANK}(?:of{BLANK})?{CAP}){{0,5}}", text[line.start : line.end]
    ):
        words = name[0].split()
        if len(words) > 1 and lexicon.holdings.intersection(words):
            yield from _holding(text, line.start + name.start(), line.start + name.end(), line.end)


def _holding(text: str, start: int, end: int, limit: int) -> Iterator[Annotation]:
    """A library or archive, and the places named after it."""
    yield _name("org", start, end)
    while gap := LATER.match(text, end, limit):
        place = PLACE.match(text, gap.end(), limit)
        if not place:
            return
        yield _name("place", *place.span())
        end = place.end()


def written_at(
    text: str, line: Annotation, found: Annotations, lexicon: Lexicon
) -> Iterator[Annotation]:
    """The places in "Written: August 4, 1929 in Kadıköy (Istanbul)"; a gloss becomes the key."""
    start, end = value_of(text, line)
    for match in re.finditer(rf"(?:^|(?<![^\W_]){lexicon.at}{BLANK})(?={CAP})", text[start:end]):
        place = PLACE.match(text, start + match.end(), end)
        if (
            not place
            or place[0].split()[0] in lexicon.not_first
            or found.around(place.start(), "date")
        ):
            continue
        gloss = re.compile(rf"{BLANK}\(({CAP}(?:{BLANK}{CAP})?)\)").match(text, place.end(), end)
        if gloss:  # the place as printed, and by its present name
            yield _name("place", place.start(), gloss.end()).with_attributes(key=gloss[1])
        else:
            yield _name("place", *place.span())


def _name(kind: str, start: int, end: int) -> Annotation:
    return Annotation("name", start, end, {"type": kind}, "medium", "sources.header")
