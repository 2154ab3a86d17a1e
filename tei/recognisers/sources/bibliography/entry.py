"""One reference of a list, read into its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotation import Annotation
from tei.recognisers.sources.bibliography import titles
from tei.recognisers.sources.bibliography.figures import scope
from tei.recognisers.sources.bibliography.hosts import assembly
from tei.recognisers.sources.bibliography.houses import publishing
from tei.recognisers.sources.bibliography.identifiers import identifiers
from tei.recognisers.sources.bibliography.imprint import is_place
from tei.recognisers.sources.bibliography.opening import head_of, label_end
from tei.recognisers.sources.bibliography.parts import RULE, YEAR, Parts, Span, date_of, field
from tei.recognisers.sources.multilingual import words
from tei.recognisers.sources.patterns import UPPER

YEARS = re.compile(rf"({YEAR})(?:\s?[-–]\s?(?:{YEAR}|\d\d(?!\d)))?(?=:?\s[^\W\d_])")
ISSUED = re.compile(rf"({YEAR})\s?(?=[A-Z]{{3}})")


def read(text: str, start: int, end: int) -> Iterator[Annotation]:
    """The fields of the reference text[start:end]."""
    start = label_end(text, start, end)
    year = YEARS.match(text, start, end)
    if year:  # a chronological list
        facts = {"when": year[1]} if year[0] == year[1] else {}
        yield Annotation("date", *year.span(), facts, rule=RULE)
        start = year.end() + 1
    head = head_of(text, start, end)
    if head.kind:
        yield field(head.kind, head.people)
    if head.date:
        yield date_of(text, head.date)
    marks = list(identifiers(text, head.body, end))
    yield from (mark for mark in marks if mark.kind == "idno")
    stop = min((mark.start for mark in marks), default=end)
    yield from Rest(text, head, stop if stop > head.body else end, end).fields()


class Rest(Parts):
    """What follows the people and the date of a reference, with its titles."""

    def fields(self) -> Iterator[Annotation]:
        """The fields in any order."""
        for run in self.runs:
            for piece in run:
                span = (piece.start, piece.end)
                yield (
                    date_of(self.text, span)
                    if piece.kind == "date"
                    else field("biblScope", span, **scope(self.text, piece))
                )
        for kind, start, end in self.imprint:
            span_ = titles.trimmed(self.text, start, end)
            if span_:
                yield field(kind, span_)
        for _, names in self.editors:
            yield field("editor", names)
        yield from self.titled()

    def titled(self) -> Iterator[Annotation]:
        """The title, and the title of what it stands in."""
        stops = [run[0].lead for run in self.runs] + [start for _, start, _ in self.imprint]
        stops += [whole[0] for whole, _ in self.editors]
        if self.quote:
            yield from self.title("a", self.quote[0], self.quote[1])
            yield from self.host(self.body, stops, serial=bool(self.serial()))
            return
        held = titles.held().match(self.text, self.body, self.end)
        if held and (held["in"][0].islower() or not self.serial()):
            yield from self.host(held.end(), stops, serial=bool(self.serial()))
            return
        inside = titles.inside(self.text, self.body, self.end)
        if (
            inside
            and inside.start() > self.body
            and inside.start() <= min(stops, default=self.end) + 1
        ):
            yield from self.title("a", self.body, inside.start())
            yield from self.host(inside.start(), stops, serial=False)
            return
        stop = min(stops, default=self.end)
        meeting = assembly(self.text, self.skipped(self.body), stop)
        if meeting:
            yield from self.title("a", self.body, meeting)
            yield from self.host(meeting, stops, serial=False)
            return
        holder = self.holder(stop)
        if holder:
            yield from self.title("a", self.body, holder[0])
            yield from self.host(holder[1], stops, serial=False)
            return
        if self.serial() and self.serial() <= stop + 40:
            cut = titles.journal_start(
                self.text, self.skipped(self.body), stop, comma=self.head.comma
            )
            if cut > self.skipped(self.body):
                yield from self.title("a", self.body, cut)
            yield from self.title("j", cut, stop)
            return
        cut = self.registered(stop)
        if cut:
            yield from self.title("a", self.body, cut)
            yield from self.title("j", cut, stop)
            return
        cut = self.serially(stop)
        if cut:
            yield from self.title("a", self.body, cut)
            yield from self.title("j", cut, stop)
            return
        yield from self.title("m", self.body, stop)

    def serially(self, stop: int) -> int:
        """Where a periodical without figures begins, told by its words; 0 where none does."""
        start = self.text.rfind(". ", self.body + 8, stop) + 2
        name = self.text[start:stop].strip(titles.EDGE).split()
        if start < self.body or not 1 < len(name) < 9 or self.imprint:
            return 0
        small = any(word[0].islower() and word not in words().joins for word in name)
        return 0 if small or words().serial_names.isdisjoint((name[0], name[-1])) else start

    def holder(self, stop: int) -> Span | None:
        """The editors that stand between an article and the book it is in."""
        for whole, _ in self.before:
            title = self.text[self.body : whole[0]].strip(titles.EDGE)
            if (
                whole[0] == stop
                and len(title) > 1
                and re.match(rf"[\s,.]{{0,3}}[{UPPER}]", self.text[whole[1] :])
            ):
                return whole
        return None

    def registered(self, stop: int) -> int:
        """Where a periodical begins that only an address follows; 0 where none does."""
        if self.imprint or self.end >= self.limit or self.head.comma:
            return 0
        start = self.skipped(self.body)
        cut = titles.journal_start(self.text, start, stop, comma=False)
        name = self.text[cut:stop].split()
        small = any(word[0].islower() and word not in words().joins for word in name)
        return cut if cut > start and len(name) < 8 and not small else 0

    def skipped(self, start: int) -> int:
        """The place behind blanks and punctuation."""
        while start < self.end and self.text[start] in titles.EDGE:
            start += 1
        return start

    def serial(self) -> int:
        """Where the first figures of a periodical stand; 0 where there are none."""
        for run in self.runs:
            kinds = {piece.kind for piece in run}
            if kinds & {"volume", "issue"} or ("page" in kinds and not self.imprint):
                return run[0].lead
        return 0

    def host(self, start: int, stops: list[int], *, serial: bool) -> Iterator[Annotation]:
        """The title of the periodical or book that holds an article, behind its editors."""
        lead = titles.container().match(self.text, start, self.end) or re.compile(
            rf"[\s,.;:]{{0,4}}(?:{words().containers}:?\s)?"
        ).match(self.text, start, self.end)
        place = lead.end() if lead else start
        place = self.behind_pages(place)
        place = next((whole[1] for whole, _ in self.before if whole[0] == place), place)
        stop = min((s for s in stops if s > place), default=self.end)
        yield from self.title("j" if serial else "m", place, stop)

    def behind_pages(self, start: int) -> int:
        """The place behind pages that lead to a book: "Pp. 1–18 in Hill Farms"."""
        for run in self.runs:
            last = run[-1].end
            lead = re.compile(rf"\s{words().containers}\s").match(self.text, last, self.end)
            if run[0].lead - start < 3 and start <= run[0].start and lead:
                return lead.end()
        return start

    def part(self, kind: str, start: int, end: int) -> Iterator[Annotation]:
        """The body that publishes a periodical, or its town."""
        span = titles.trimmed(self.text, start, end)
        if span:
            yield field(kind, span)

    def title(self, level: str, start: int, end: int) -> Iterator[Annotation]:
        """A title, without what follows it and is no part of it."""
        year = ISSUED.match(self.text, start, end) if level == "j" else None
        if year:
            yield date_of(self.text, year.span(1))
            start = year.end()
        kind, behind = publishing(self.text[start:end]) if level == "j" else ("", 0)
        if behind:
            yield from self.part(kind, start + behind, end)
            end = start + behind
        cut = titles.counting().search(self.text, start + 2, end) if level == "j" else None
        end = cut.start() if cut else end
        more = (
            titles.addition().search(self.text, min(start + 4, end), end) if level != "j" else None
        )
        span = titles.trimmed(self.text, start, more.start() if more else end)
        words_ = self.text[span[0] : span[1]] if span else ""
        if span and any(map(str.isalpha, words_)) and not is_place(words_):
            yield Annotation("title", *span, {"level": level}, "medium", RULE)
