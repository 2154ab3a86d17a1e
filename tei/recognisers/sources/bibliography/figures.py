"""Figures of a reference: volume, issue, pages, dates, in all the usual orders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from tei.recognisers.sources.multilingual import words
from tei.recognisers.sources.scopes import values

YEAR = r"(?:1[4-9]|20)\d\d"
DASH = r"\s?[-–—‑−]{1,2}\s?"
GAP = re.compile(r"[\s,.;:/·]{0,5}(?:\[[^\]]{0,12}\]\s?)?$")
PAGE = r"(?:[A-Z]{0,3}|e)\d{1,7}(?:[A-Z]{2}\d{4,7})?[a-z]?(?:\.\d{1,4})?"
# East Asian counters stand behind their figure: 제30권 제7호, 第12卷第3号.
ORDINAL, COUNTED_VOLUMES, COUNTED_ISSUES = "[제第]?", "[권집卷巻辑輯]", "[호号號期]"
KINDS = {"paren": "dated", "counted": "volume", "serial": "issue"}
ROMAN = r"[IVXLC]{1,9}(?![\w.])"


@dataclass(frozen=True, slots=True)
class Piece:
    """One figure: its kind (volume, issue, page, date, number, range), its span, and where its
    label begins."""

    kind: str
    start: int
    end: int
    lead: int


@lru_cache(maxsize=1)
def piece_pattern() -> re.Pattern[str]:
    """One figure with its label, in a named group."""
    w = words()
    month = rf"(?:{w.months}\.?)"
    day = r"(?:\d{1,2}(?:\s?[-–]\s?\d{1,2})?(?:st|nd|rd|th)?\.?\s)"
    months = rf"{month}(?:\s?[-–/]\s?{month})?"
    written = (
        rf"(?:\d{{1,2}}[/.]\d{{1,2}}[/.]{YEAR}"
        rf"|{day}?{months},?\s(?:\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?,\s)?(?:{w.particles}\s)?{YEAR}"
        rf"|{YEAR},?\s{months}(?:\s\d{{1,2}})?(?!\w)|{day}{months}(?=\s?[);.]|$))"
    )
    year = rf"{YEAR}(?:\s?[-–/]\s?(?:{YEAR}|\d\d(?!\d)))?[a-z]?(?![\w])"
    date = rf"(?:{written}|{year}(?:\s?\[{YEAR}\])?|{w.undated}(?!\w))"
    number = rf"(?:[A-Z]?\d{{1,6}}[A-Za-z]?|{ROMAN})(?:\s?[-–/]\s?(?:\d{{1,5}}|{ROMAN}))?"
    further = rf"(?!{YEAR}(?!\d|{DASH}))\d{{1,5}}(?:{DASH}\d{{1,5}})?(?!\s?\(|\d)"
    more = rf"(?:,|\s{w.conjunctions})\s?{further}"
    pages = rf"{PAGE}(?:{DASH}{PAGE})?(?:{more}){{0,6}}"
    inner = r"[A-Z]?\d{1,4}[A-Za-z]?(?:\s?[-–/,]\s?\d{1,4}){0,3}|Suppl[^()]{0,12}|Pt\.?\s?\d{1,2}"
    return re.compile(
        rf"\(\s?(?P<paren>{date}|{months})\s?\)"
        rf"|{ORDINAL}(?P<counted>\d{{1,4}})\s?{COUNTED_VOLUMES}|{ORDINAL}(?P<serial>\d{{1,4}})\s?{COUNTED_ISSUES}"
        rf"|(?<![^\W_])(?!\d{{1,2}}\S{{0,3}}\s{w.edition_nouns})(?:"
        rf"(?:{w.pages}|[Pp]{{1,2}}(?!0))(?P<page>{pages})(?![^\W_])"
        rf"|(?P<total>\d{{1,4}}\s?{w.counted_pages}\b)(?!\.?\s?\d)\.?"
        rf"|(?P<extent>\d{{1,2}}\s?{w.counted_volumes}\b)(?!\.?\s?\d)"
        rf"|(?:{w.volumes}|[Vv]ol)(?P<volume>{number}|[ivxlc]{{1,9}})(?![^\W_])"
        rf"|{w.issues}(?P<issue>{number})(?![^\W_])"
        rf"|(?P<date>{date})(?![^\W_])"
        rf"|(?P<range>{PAGE}{DASH}{PAGE})(?![^\W_])"
        rf"|(?P<number>(?:[A-Z]{{0,4}}|e(?=\d{{4}}))\d{{1,7}}(?:[A-Z]{{2}}\d{{4,7}})?[A-Za-z]?(?:\.\d{{1,4}})?|{ROMAN})(?![^\W_]|\.\d)"
        rf")"
        rf"|(?<=[^\W\d_]{{3}})(?P<glued>\d{{1,4}})(?=\s?(?:[:,]\s?\w?\d|\(\s?\d{{4}}))"
        rf"|\(\s?(?:{w.issues})?(?P<inner>{inner})\s?\)"
    )


def clusters(text: str, start: int, end: int) -> Iterator[list[Piece]]:
    """Runs of figures between which only punctuation stands."""
    run: list[Piece] = []
    last = start
    for match in piece_pattern().finditer(text, start, end):
        kind = str(match.lastgroup)
        span = match.span(kind)
        if kind == "number" and series_letter(text, match):
            continue
        if kind in ("number", "glued"):
            kind = "roman" if match[0].isalpha() else "number"
        if run and not GAP.fullmatch(text, last, match.start()):
            yield run
            run = []
        lead = match.start() if text[match.start()] != "(" else span[0]
        run.append(Piece(KINDS.get(kind, kind), *span, lead))
        last = match.end()
    if run:
        yield run


def series_letter(text: str, match: re.Match[str]) -> bool:
    """Whether a letter names a series, not a number: "J. Phys. C 12"."""
    return (
        match[0].isalpha()
        and len(match[0]) == 1
        and bool(re.match(r"\s?\.?\s?\d", text[match.end() : match.end() + 4]))
    )


def plain(run: list[Piece], *, dated: bool) -> list[Piece]:
    """The run, in which a year behind a volume is a page where there is another date."""
    found: list[Piece] = []
    for number, piece in enumerate(run):
        before = {other.kind for other in run[:number]}
        others = (
            dated
            or before & {"date", "dated"}
            or "dated" in {p.kind for p in run}
            or len([p for p in run if p.kind == "date"]) > 1
        )
        if (
            piece.kind == "date"
            and others
            and before & {"number", "inner", "volume", "dated", "issue"}
            and (
                dated
                or before & {"date", "dated"}
                or any(p.kind in ("date", "dated") for p in run[number + 1 :])
            )
        ):
            piece = replace(piece, kind="range" if piece.end - piece.start > 6 else "number")
        found.append(piece)
    return found


def told(run: list[Piece], *, serial: bool) -> list[Piece]:
    """A run with each bare number as volume, issue or page; what stays unclear is left out.

    serial: whether words that can name a periodical stand before the run
    """
    run = [
        p
        for n, p in enumerate(run)
        if p.kind not in ("roman", "inner")
        or (p.kind == "roman") == (n == 0)
        or (serial and any(other.kind in ("page", "range") for other in run[1:]))
    ]
    run = [replace(piece, kind="number") if piece.kind == "roman" else piece for piece in run]
    bare = [piece for piece in run if piece.kind in ("number", "range")]
    kinds = {piece.kind for piece in run}
    named: dict[Piece, str] = {}
    if "page" in kinds:
        if (
            len(bare) == 1
            and (serial or len(run) > 2)
            and bare[0].kind == "number"
            and not kinds & {"volume"}
        ):
            named[bare[0]] = "volume"
        elif len(bare) == 2 and serial:
            named = {bare[0]: "volume", bare[1]: "issue"}
    elif "volume" in kinds:
        if bare:
            named[bare[-1]] = "page"
    elif len(bare) >= 2 and serial:
        named = {bare[0]: "volume", bare[-1]: "page"}
        if len(bare) == 3:
            named[bare[1]] = "issue"
    elif len(bare) == 1:
        named = only(bare[0], run, serial=serial)
    return [
        replace(
            p,
            kind={"inner": "issue", "dated": "date"}.get(
                named.get(p, p.kind), named.get(p, p.kind)
            ),
        )
        for p in run
        if p in named or p.kind not in ("number", "range")
    ]


def only(piece: Piece, run: list[Piece], *, serial: bool) -> dict[Piece, str]:
    """A single bare number: pages where it is a range or an issue stands before, else a volume."""
    place = run.index(piece)
    kinds = [other.kind for other in run]
    if "inner" in kinds and kinds.index("inner") > place:
        return {piece: "volume"}
    if "issue" in kinds[:place]:
        return {piece: "page"}
    if piece.kind == "range":
        return {piece: "page"}
    if serial and ({"dated", "date", "issue"} & set(kinds)):
        return {piece: "volume"}
    return {}


def scope(text: str, piece: Piece) -> dict[str, str]:
    """Unit and value of a scope."""
    unit = "page" if piece.kind == "total" else piece.kind
    return {"unit": unit, **values(text[piece.start : piece.end])}
