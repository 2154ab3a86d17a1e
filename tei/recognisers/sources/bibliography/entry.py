"""One reference of a list, read into its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tei.annotation import Annotation
from tei.recognisers.sources.bibliography import titles
from tei.recognisers.sources.bibliography.editing import edited, signed
from tei.recognisers.sources.bibliography.figures import Piece, clusters, plain, scope, told
from tei.recognisers.sources.bibliography.identifiers import identifiers
from tei.recognisers.sources.bibliography.imprint import dated_place, imprints, is_place
from tei.recognisers.sources.bibliography.opening import Head, head_of, label_end
from tei.recognisers.sources.multilingual import words
from tei.recognisers.sources.patterns import UPPER

RULE = "sources.list"
YEAR = r"(?:1[4-9]|20)\d\d"
YEARS = re.compile(rf"({YEAR})(?:\s?[-–]\s?(?:{YEAR}|\d\d(?!\d)))?(?=\s[^\W\d_])")
Span = tuple[int, int]


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


def field(kind: str, span: Span, **attributes: str) -> Annotation:
    """A field of a reference."""
    return Annotation(kind, *span, attributes, rule=RULE)


def date_of(text: str, span: Span) -> Annotation:
    """A date with its year."""
    years = re.findall(YEAR, text[span[0] : span[1]])
    plain = re.fullmatch(rf"{YEAR}[a-z]?", text[span[0] : span[1]].strip())
    return Annotation("date", *span, {"when": years[0]} if plain else {}, rule=RULE)


class Rest:
    """What follows the people and the date of a reference."""

    def __init__(self, text: str, head: Head, end: int, limit: int) -> None:
        self.text, self.head, self.end, self.limit = text, head, end, limit
        self.quote = titles.quoted(text, head.body, end)
        self.body = self.quote[2] if self.quote else head.body
        self.runs = list(self.counted())
        self.before = list(signed(text, self.body, end))
        self.editors = [*edited(text, self.body, end), *self.before]
        self.imprint = list(self.placed())

    def counted(self) -> Iterator[list[Piece]]:
        """The runs of figures that are fields, not words of a title."""
        runs = [
            plain(run, dated=bool(self.head.date))
            for run in clusters(self.text, self.body, self.end)
        ]
        lone = [run for run in runs if all(piece.kind in ("date", "dated") for piece in run)]
        for run in runs:
            before = self.text[self.body : run[0].start].strip(titles.EDGE)
            pieces = told(run, serial=len(before) > 1 or bool(self.quote))
            if run in lone:
                pieces = run if run is lone[-1] and self.final(run) else []
            elif {p.kind for p in pieces} <= {"date", "dated"} and not self.final(run):
                pieces = []
            if any(p.kind != "extent" for p in pieces):
                yield [self.bare(p) for p in pieces if p.kind != "extent"]

    def bare(self, piece: Piece) -> Piece:
        """A date as such; a volume without the letter of a series before it: "D 57"."""
        if piece.kind == "dated":
            return replace(piece, kind="date")
        letters = re.compile(r"[A-Z]{1,4}(?=\d)").match(self.text, piece.start, piece.end)
        if piece.kind != "volume" or not letters or piece.lead < piece.start:
            return piece
        return replace(piece, start=letters.end(), lead=letters.end())

    def final(self, run: list[Piece]) -> bool:
        """Whether a lone date is that of print: nothing but an imprint stands behind it."""
        rest = self.text[run[-1].end : self.end].strip(titles.EDGE)
        if self.head.date and len(self.text[run[0].start : run[-1].end]) < 5:
            return not rest and run[0].kind == "dated"
        behind = self.text[run[-1].end : run[-1].end + 2]
        return not rest or (bool(re.match(r"\s?[,.;:)\]]", behind)) and len(rest) < 90)

    def placed(self) -> Iterator[tuple[str, int, int]]:
        """Places and publishers, none of them inside figures or names of editors."""
        taken = [(run[0].start, run[-1].end) for run in self.runs] + [
            whole for whole, _ in self.editors
        ]
        low = self.after_title()
        found = []
        for kind, start, end in imprints(self.text, low, self.end, book=not self.volumed()):
            if not any(a < end and start < b for a, b in taken):
                found.append((kind, start, end))
        if self.volumed() and not found:
            last = max(
                run[-1].end
                for run in self.runs
                if {p.kind for p in run} & {"volume", "page", "issue"}
            )
            found += imprints(self.text, last, self.end)
        if not any(kind == "pubPlace" for kind, *_ in found):
            found += self.before_year(found)
        yield from found

    def volumed(self) -> bool:
        """Whether a volume or issue stands beside its pages or date, as of periodicals."""
        kinds = [{piece.kind for piece in run} for run in self.runs]
        return any(k & {"volume", "issue"} and len(k) > 1 for k in kinds)

    def before_year(self, found: list[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
        """The place directly before the year of print."""
        if self.volumed():
            return
        dates = [piece for run in self.runs for piece in run if piece.kind == "date"]
        for date in dates[-1:]:
            span = dated_place(self.text, self.body + 2, date.start)
            if span and not any(a < span[1] and span[0] < b for _, a, b in found):
                yield "pubPlace", *span

    def after_title(self) -> int:
        """Where places may begin: behind the first words of the title."""
        if self.quote:
            return self.body
        first = re.compile(r"[^\s,.;]+").search(self.text, self.body, self.end)
        return first.end() if first else self.body

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
        cut = self.registered(stop) if stop == self.end else 0
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
        if not self.head.date or self.end >= self.limit or self.head.comma:
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
        place = next((whole[1] for whole, _ in self.before if whole[0] == place), place)
        stop = min((s for s in stops if s > place), default=self.end)
        yield from self.title("j" if serial else "m", place, stop)

    def title(self, level: str, start: int, end: int) -> Iterator[Annotation]:
        """A title, without what follows it and is no part of it."""
        more = (
            titles.addition().search(self.text, min(start + 4, end), end) if level != "j" else None
        )
        span = titles.trimmed(self.text, start, more.start() if more else end)
        words_ = self.text[span[0] : span[1]] if span else ""
        if span and any(map(str.isalpha, words_)) and not is_place(words_):
            yield Annotation("title", *span, {"level": level}, "medium", RULE)
