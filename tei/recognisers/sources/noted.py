"""References of a note, one between two semicolons: newspapers, series, short titles.

Where the other rules want a whole imprint or two figures, a note says less: a newspaper and
its day, a series with its year and page, an author with a short title and a bare page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tei.annotation import Annotation, Annotations
from tei.recognisers.sources.anchors import YEARS, Dates
from tei.recognisers.sources.bibliography.figures import clusters, plain, scope, told
from tei.recognisers.sources.cues import headed
from tei.recognisers.sources.lexicon import Lexicon
from tei.recognisers.sources.multilingual import is_state
from tei.recognisers.sources.multilingual import words as multilingual
from tei.recognisers.sources.patterns import UPPER
from tei.recognisers.sources.phrases import Phrase, begins, phrase_at
from tei.recognisers.sources.scopes import values
from tei.recognisers.sources.segments import Segment, Signals, segments
from tei.recognisers.sources.shelfmarks import archives

DASHED = re.compile(rf"(?:\s?[—–]\s?|:\s)(?=[{UPPER}])")
PLACED = re.compile(rf"\s\([{UPPER}][^()\d\n]{{2,24}}\)")
ISSUED = re.compile(r"[^\W\d_]{3,10}\.?(?:\s?[-–/]\s?[^\W\d_]{3,10}\.?)?\s(?:1[5-9]|20)\d\d(?!\d)")
SUPPLIED = re.compile(rf"\[[{UPPER}][^\[\]\d]{{2,24}}\]\s(?=[{UPPER}])")  # [Leeds] Sentinel
COMMA = re.compile(r",\s{1,2}")
PAGE = re.compile(r",\s{1,2}(?P<page>\d{1,4}(?:\s?[-–]\s?\d{1,4})?)(?=ff?\.?\s*$|[.)]?\s*$)")
NAME = re.compile(
    rf"(?:[{UPPER}][\w.’'-]*\s){{1,3}}(?:[a-z]{{1,3}}\s){{0,2}}[{UPPER}][\w’'-]+|[{UPPER}][\w’'-]+"
)
SHORT = re.compile(
    rf"(?P<author>[{UPPER}][^\W\d_]+(?:[-’'][{UPPER}]?[^\W\d_]+)?),\s{{1,2}}(?=[{UPPER}])"
)
RULE = "sources.note"
LONGEST = 50  # words of the title of a paper
LOOSE = 2  # words that may stand between a title and its figures


def in_notes(
    text: str, found: Annotations, known: list[Annotation], words: tuple[Lexicon, Signals]
) -> Iterator[list[Annotation]]:
    """Each reference in the notes of a text, its `bibl` first.

    known: titles and authors that other rules found
    """
    reader = Reader(text, found, known, words)
    for segment in segments(text, found.of("note")):
        if not any(name in text[segment.start : segment.end] for name in archives()):
            yield from reader.read(segment)


class Reader:
    """Reads segments of notes."""

    def __init__(
        self, text: str, found: Annotations, known: list[Annotation], words: tuple[Lexicon, Signals]
    ) -> None:
        self.text, self.dates = text, Dates(found)
        self.lexicon, self.signals = words
        self.days = sorted(self.dates.ending)
        self.quoted = [item for item in found.of("quotation") if item.get("class") == "title"]
        self.surnames = {surname(text, item) for item in known if item.kind == "author"}
        self.titles = [text[item.start : item.end] for item in known if item.kind == "title"]

    def read(self, segment: Segment) -> Iterator[list[Annotation]]:
        """The references of a segment."""
        start = self.opened(segment)
        paper = self.paper(start, segment.end)
        if paper:
            yield paper
            return
        whole = self.short(start, segment.end) or self.article(start, segment.end)
        if whole:
            yield whole
            return
        for place in self.places(start, segment.end):
            reference = self.newspaper(place, segment.end) if place == start else []
            reference = reference or self.series(place, segment.end)
            if reference:
                yield reference
                return

    def paper(self, start: int, end: int) -> list[Annotation]:
        """A paper of a parliament before its session: "Affairs of the Mills, 50th Cong."."""
        session = self.signals.session.search(self.text, start, end)
        if not session:
            return []
        leads = [
            match.end() for match in self.signals.paper.finditer(self.text, start, session.start())
        ]
        first = leads[-1] if leads else start
        day = self.dates.start_before(self.text, session.start(), first)
        dated = day > first and any(map(str.isalpha, self.text[day : session.start()]))
        last = day if dated else session.start()
        last = first + len(self.text[first:last].rstrip(" ,"))
        words = len(self.text[first:last].split())
        if not (0 < words <= LONGEST and self.text[first].isupper()):
            return []
        phrase = Phrase(first, last, words)
        return self.reference(phrase, "m", session.end(), end)

    def opened(self, segment: Segment) -> int:
        """Where the reference begins, behind words such as "See also"."""
        lead = self.signals.opening.match(self.text, segment.start, segment.end)
        start = lead.end() if lead else segment.start
        town = SUPPLIED.match(self.text, start, segment.end)
        return town.end() if town else start

    def places(self, start: int, end: int) -> Iterator[int]:
        """Where a title may begin: at the start, behind a day, behind "in"."""
        yield start
        for match in self.signals.behind.finditer(self.text, start, end):
            yield match.end()
        for last in self.days:
            gap = COMMA.match(self.text, last, end) if start < last < end else None
            if gap:
                yield gap.end()

    def phrase(self, start: int, end: int) -> Phrase | None:
        """The title that begins here, with what a dash or a colon adds to it."""
        phrase = phrase_at(self.text, start, self.lexicon, wide=True, end=end)
        dash = DASHED.match(self.text, phrase.end, end) if phrase else None
        more = phrase_at(self.text, dash.end(), self.lexicon, wide=True, end=end) if dash else None
        if not phrase or not begins(self.text, phrase, self.lexicon):
            return None
        last = more.end if more else phrase.end
        words = phrase.words + (more.words if more else 0)
        known = self.text[start:last] in self.lexicon.places
        return None if known else replace(phrase, end=last, words=words)

    def joined(self, phrase: Phrase) -> bool:
        """Whether a preposition joins what may be two people: "Adams to Seward"."""
        read = phrase_at(self.text, phrase.start, self.lexicon, wide=False, end=phrase.end)
        return read is None or read.words < phrase.words

    def institution(self, phrase: Phrase) -> bool:
        """Whether the last word is that of a body or place: "Department of the Navy"."""
        return self.text[phrase.start : phrase.end].split()[-1] in self.lexicon.not_last

    def newspaper(self, start: int, end: int) -> list[Annotation]:
        """A newspaper and its day: "Leeds Courant, May 4, 1901, p. 3"."""
        phrase = self.phrase(start, end)
        if not phrase or self.joined(phrase):
            return []
        if self.institution(phrase) and not self.daily(phrase):
            return []
        place = PLACED.match(self.text, phrase.end, end)
        gap = COMMA.match(self.text, place.end() if place else phrase.end, end)
        day = self.dates.end_at(self.text, gap.end()) if gap else 0
        if not gap or day > end or not any(map(str.isalpha, self.text[gap.end() : day])):
            return []
        if not (place or self.daily(phrase) or self.local(phrase)):
            return []
        return self.reference(phrase, "j", day, end)

    def daily(self, phrase: Phrase) -> bool:
        """Whether words in a name say that it is a newspaper's."""
        words = self.text[phrase.start : phrase.end].split()
        inside = not self.signals.daily.isdisjoint(words) and len(words) > 1
        return inside or headed(self.text, phrase, self.lexicon)

    def local(self, phrase: Phrase) -> bool:
        """Whether a town or state and a further name make that of a newspaper: "Leeds Sentinel"."""
        words = self.text[phrase.start : phrase.end].split()
        heads = (" ".join(words[:number]) for number in range(1, len(words)))
        return any(head in multilingual().places or is_state(head) for head in heads)

    def series(self, start: int, end: int) -> list[Annotation]:
        """A series with its year, or volume, and a page: "Message, 1861, p. 399"."""
        phrase = self.phrase(start, end)
        gap = COMMA.match(self.text, phrase.end, end) if phrase else None
        if not phrase or not gap:
            return []
        years = YEARS.match(self.text, gap.end(), end) or ISSUED.match(self.text, gap.end(), end)
        behind = COMMA.match(self.text, years.end(), end) if years else gap
        label = self.lexicon.scope.match(self.text, behind.end(), end) if behind else None
        if not label or not behind:
            return []
        serial = label["volume"] or label["issue"]
        if (not years and phrase.words < 2) or (
            not serial and (not years or self.institution(phrase))
        ):
            return []
        return self.reference(phrase, "m", behind.start(), end)

    def reference(self, phrase: Phrase, level: str, last: int, end: int) -> list[Annotation]:
        """Title and scopes, inside their `bibl`."""
        level = "j" if headed(self.text, phrase, self.lexicon) else level
        title = Annotation(
            "title", phrase.start, phrase.end, {"level": level}, "medium", RULE,
            self.text[phrase.end : last].strip(" ,"),
        )  # fmt: skip
        scopes = list(self.scopes(phrase.end, end))
        stop = max([last, *(item.end for item in scopes)])
        bibl = Annotation("bibl", phrase.start, stop, {}, "medium", RULE)
        return [bibl, title, *scopes]

    def scopes(self, start: int, end: int) -> Iterator[Annotation]:
        """The figures directly behind a title, dates left to themselves."""
        for run in clusters(self.text, start, end):
            if len(self.text[start : run[0].lead].strip(" ,;:()").split()) > LOOSE:
                return
            for piece in told(plain(run, dated=True), serial=True):
                if piece.kind in ("volume", "issue", "page"):
                    facts = scope(self.text, piece)
                    yield Annotation("biblScope", piece.lead, piece.end, facts, rule=RULE)
            start = run[-1].end

    def article(self, start: int, end: int) -> list[Annotation]:
        """A title in quotation marks, its journal and figures: "“Weirs,” Review, 12 (1950), 3"."""
        quoted = [item for item in self.quoted if start - 1 <= item.start < end]
        if not quoted or quoted[0].end > end:
            return []
        lead = self.signals.into.match(self.text, quoted[0].end, end)
        phrase = self.phrase(lead.end(), end) if lead else None
        runs = list(clusters(self.text, phrase.end, end)) if phrase else []
        if not phrase or not runs or self.text[phrase.end : runs[0][0].lead].strip(" ,("):
            return []
        kinds = {piece.kind for piece in told(plain(runs[0], dated=False), serial=True)}
        if not kinds & {"volume", "issue"} and not {"date", "page"} <= kinds:
            return []
        bibl, *parts = self.reference(phrase, "j", runs[0][-1].end, end)
        author = self.author(start, quoted[0].start)
        first = author.start if author else quoted[0].start
        return [replace(bibl, start=first), *([author] if author else []), *parts]

    def author(self, start: int, end: int) -> Annotation | None:
        """The name before a title in quotation marks."""
        name = self.text[start:end].rstrip(" ,")
        if not NAME.fullmatch(name):
            return None
        return Annotation("author", start, start + len(name), rule=RULE)

    def short(self, start: int, end: int) -> list[Annotation]:
        """An author and a short title that were named before: "Ash, Hill Farms, 7"."""
        match = SHORT.match(self.text, start, end)
        if not match or match["author"] not in self.surnames:
            return []
        phrase = self.phrase(match.end(), end)
        page = PAGE.match(self.text, phrase.end, end) if phrase else None
        if not phrase or not page:
            return []
        words = self.text[phrase.start : phrase.end]
        full = next((title for title in self.titles if words in title), "")
        if not full:
            return []
        number = page.span("page")
        facts = {"unit": "page", **values(page["page"])}
        return [
            Annotation("bibl", match.start(), number[1], {}, "medium", RULE),
            Annotation("author", *match.span("author"), rule=RULE),
            Annotation(
                "title", phrase.start, phrase.end, {"level": "m", "full": full}, "medium", RULE
            ),
            Annotation("biblScope", *number, facts, rule=RULE),
        ]


def surname(text: str, author: Annotation) -> str:
    """The surname of an author: before a comma, or the last word."""
    name = text[author.start : author.end]
    return name.partition(",")[0].split()[-1]
