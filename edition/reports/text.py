"""text: findings for people, each with the line of the file and what to do about it."""

from __future__ import annotations

import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

import click

from edition.reports import Options, Report
from edition.validation.excerpts import Excerpt
from edition.validation.outcome import Found, Outcome
from tei.diagnostics import Diagnostic

COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
NARROWEST = 40  # columns
BEFORE = 24  # columns of a line that stay before the part that is meant
WIDEST = 160  # columns of an excerpt where there is no terminal
MOST_ALLOWED = 12
MOST_ALLOWED_VERBOSE = 40
MOST_PLACES = 8


def write(outcomes: Iterable[Outcome], options: Options) -> Iterator[str]:
    """FILE:LINE:COLUMN: severity: sentence [code], the line itself, and what helps."""
    for outcome in outcomes:
        if outcome.fixed:
            yield from _fixed(outcome)
        if outcome.diff:
            yield _coloured_diff(outcome.diff)
        for found in outcome.found:
            if options.shown(found.diagnostic.severity):
                yield "".join(f"{line}\n" for line in finding(found, options))


def finding(found: Found, options: Options) -> Iterator[str]:
    """One finding, line by line."""
    one = found.diagnostic
    yield headline(one)
    margin = len(str(found.excerpt.line if found.excerpt else one.line)) + 2
    if found.excerpt is not None:
        yield from excerpt(found.excerpt, one, options.width, margin)
    for label, words in notes(found, options):
        yield from _note(label, words, options.width, margin)
    yield ""


def headline(one: Diagnostic) -> str:
    """The line that editors can jump from."""
    place = ":".join(str(part) for part in (one.file, one.line, one.column) if part)
    severity = click.style(one.severity, fg=COLOURS[one.severity], bold=True)
    code = click.style(f"[{one.code}]", dim=True)
    return f"{click.style(place, bold=True)}: {severity}: {one.message} {code}"


def excerpt(part: Excerpt, one: Diagnostic, width: int, margin: int) -> Iterator[str]:
    """The line with the part that is meant underlined; cut where the terminal is narrow."""
    text, start, end = _cut(part, (width or WIDEST) - margin - 3)
    bar = click.style("│", fg="blue")
    number = click.style(str(part.line).rjust(margin - 1), fg="blue")
    colour = COLOURS[one.severity]
    if not one.column:
        yield f"{number} {bar} {text}"
        return
    meant = click.style(text[start:end], fg=colour, bold=True)
    yield f"{number} {bar} {text[:start]}{meant}{text[end:]}"
    marks = " " * columns(text[:start]) + click.style(
        "^" * max(1, columns(text[start:end])), fg=colour
    )
    yield f"{' ' * margin}{bar} {marks}"


def notes(found: Found, options: Options) -> Iterator[tuple[str, str]]:
    """What helps to understand a finding and to mend it: label and words."""
    one = found.diagnostic
    safe = " (edition validate --fix does it)" if found.safe else ""
    edits = "; ".join(one.changes)
    told = edits.casefold() in one.advice.casefold()
    if one.advice:
        yield "advice", one.advice + (safe if told else "")
    if edits and not told:
        yield "mend", edits + safe
    if one.allowed:
        yield "allowed", _allowed(one, options.verbose)
    if one.also:
        yield "also", _places(one)
    if one.source:
        yield "text", f"made from {one.source}"
    if options.verbose and one.guidelines:
        yield "more", one.guidelines


def _allowed(one: Diagnostic, verbose: bool) -> str:
    """What could stand there; with what the first mean where more is asked for."""
    names = list(one.allowed)
    if verbose:
        glosses = dict(zip(names, one.glosses, strict=False))
        names = [f"{name} ({glosses[name]})" if glosses.get(name) else name for name in names]
    most = MOST_ALLOWED_VERBOSE if verbose else MOST_ALLOWED
    more = len(names) - most
    return ", ".join(names[:most]) + (f" … and {more} more" if more > 0 else "")


def _places(one: Diagnostic) -> str:
    """The other places of the same cause."""
    lines = sorted({other.line for other in one.also})
    shown = ", ".join(str(line) for line in lines[:MOST_PLACES])
    more = f" and {len(lines) - MOST_PLACES} more lines" if len(lines) > MOST_PLACES else ""
    return f"{'line' if len(lines) == 1 else 'lines'} {shown}{more}, for the same reason"


def _note(label: str, words: str, width: int, margin: int) -> Iterator[str]:
    """A labelled sentence, wrapped where the terminal is narrow."""
    head = f"{' ' * margin}{click.style('=', fg='blue')} {click.style(label + ':', bold=True)} "
    indent = margin + 2 + len(label) + 2
    room = max(width - indent, NARROWEST // 2) if width else 0
    lines = (
        textwrap.wrap(words, room, break_long_words=False, break_on_hyphens=False)
        if room
        else [words]
    )
    for number, line in enumerate(lines):
        yield head + line if number == 0 else " " * indent + line


def _cut(part: Excerpt, room: int) -> tuple[str, int, int]:
    """The line in so many columns, with where the part that is meant stands in it."""
    text = "".join(char if char.isprintable() or char == "\xa0" else " " for char in part.text)
    lead = len(text) - len(text.lstrip())
    shown = text.rstrip()
    start, end = part.start, max(part.start + 1, min(part.end, len(shown)))
    low = min(lead, start)
    if columns(shown[low:]) > max(room, NARROWEST):
        low = max(low, start - BEFORE)
    head = "…" if low > lead or (part.shift and low > 0) else ""
    piece = _fitting(shown[low:], max(room, NARROWEST) - len(head))
    shift = len(head) - low
    end = max(start + shift + 1, min(end + shift, len(head) + len(piece)))
    return head + piece, start + shift, end


def _fitting(text: str, room: int) -> str:
    """The beginning of a text that fits into so many columns, with “…” where it is cut."""
    if columns(text) <= room:
        return text
    kept, used = [], 0
    for char in text:
        used += columns(char)
        if used > room - 1:
            break
        kept.append(char)
    return "".join(kept) + "…"


def columns(text: str) -> int:
    """How many columns of a terminal a text takes (Unicode, UAX #11)."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _fixed(outcome: Outcome) -> Iterator[str]:
    """What was mended in a file."""
    name, mended = click.style(outcome.file, bold=True), click.style("mended", fg="green")
    for words, times in Counter(outcome.fixed).items():
        often = f" ({times} times)" if times > 1 else ""
        yield f"{name}: {mended}: {words}{often}\n"


def _coloured_diff(diff: str) -> str:
    """A unified diff, with colour."""
    colours = {"+": "green", "-": "red", "@": "cyan"}
    lines = diff.splitlines(keepends=True)
    return "".join(click.style(line, fg=colours.get(line[:1])) for line in lines)


REPORT = Report("text", write)
