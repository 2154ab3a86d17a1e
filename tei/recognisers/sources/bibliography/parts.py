"""The parts of a reference behind its people: figures, dates, places, houses, editors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tei.annotation import Annotation
from tei.recognisers.sources.bibliography import titles
from tei.recognisers.sources.bibliography.editing import contained, edited, signed
from tei.recognisers.sources.bibliography.figures import Piece, clusters, plain, told
from tei.recognisers.sources.bibliography.houses import dated_house, last_house
from tei.recognisers.sources.bibliography.imprint import dated_place, imprints
from tei.recognisers.sources.bibliography.opening import Head

RULE = "sources.list"
YEAR = r"(?:1[4-9]|20)\d\d"
BARE_YEARS = r"\d{4}(?:\s?[-–/]\s?\d{2,4})?"
Span = tuple[int, int]


def field(kind: str, span: Span, **attributes: str) -> Annotation:
    """A field of a reference."""
    return Annotation(kind, *span, attributes, rule=RULE)


def date_of(text: str, span: Span) -> Annotation:
    """A date with its year."""
    years = re.findall(YEAR, text[span[0] : span[1]])
    plain = re.fullmatch(rf"{YEAR}[a-z]?", text[span[0] : span[1]].strip())
    return Annotation("date", *span, {"when": years[0]} if plain else {}, rule=RULE)


class Parts:
    """What follows the people and the date of a reference, but for its titles."""

    def __init__(self, text: str, head: Head, end: int, limit: int) -> None:
        self.text, self.head, self.end, self.limit = text, head, end, limit
        self.quote = titles.quoted(text, head.body, end)
        self.body = self.quote[2] if self.quote else head.body
        self.runs = list(self.counted())
        self.before = list(signed(text, self.body, end))
        self.before += [] if self.before else contained(text, head.body, end)
        self.editors = [*edited(text, self.body, end), *self.before]
        self.imprint = list(self.placed())

    def counted(self) -> Iterator[list[Piece]]:
        """The runs of figures that are fields, not words of a title."""
        runs = [
            plain(run, dated=bool(self.head.date))
            for run in clusters(self.text, self.body, self.end)
        ]
        lone = [run for run in runs if all(piece.kind in ("date", "dated") for piece in run)]
        for run in map(self.named, runs):
            before = self.text[self.body : run[0].start].strip(titles.EDGE)
            pieces = told(run, serial=len(before) > 1 or bool(self.quote))
            if run in lone:
                pieces = run if run is lone[-1] and self.final(run) else []
            elif {p.kind for p in pieces} <= {"date", "dated"} and not self.final(run):
                pieces = []
            if any(p.kind != "extent" for p in pieces):
                yield [self.bare(p) for p in pieces if p.kind != "extent"]

    def named(self, run: list[Piece]) -> list[Piece]:
        """A run without the year at its beginning that is part of a name: "Weirs 2000, 7, 1"."""
        first, *rest = run
        known = self.head.date and self.text[slice(*self.head.date)][:4]
        if not known or first.kind != "date" or len(rest) < 2 or rest[0].kind != "number":
            return run
        year = self.text[first.start : first.end]
        return rest if year.isdigit() and year != known else run

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
        if self.head.date and re.fullmatch(BARE_YEARS, self.text[run[0].start : run[-1].end]):
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
        yield from found or self.alone()

    def alone(self) -> Iterator[tuple[str, int, int]]:
        """A house without its place: behind the title at the end, or before the year."""
        if self.volumed() or self.quote:
            return
        if self.head.date and not self.runs and not self.editors and self.end == self.limit:
            span = last_house(self.text, self.body, self.end)
        else:
            dates = [run[0] for run in self.runs if run[0].kind == "date" and self.final(run)]
            span = dated_house(self.text, self.body + 2, dates[-1].start) if dates else None
        if span:
            yield "publisher", *span

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
