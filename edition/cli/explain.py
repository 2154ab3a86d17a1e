"""`edition explain`: why a line of a text is marked up as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click

from tei import source as sources
from tei.annotation import Annotation
from tei.diagnostics import Problem, declare
from tei.explanation import CERTAINTY, Explanation, Finding, explain, place_of
from tei.language import load
from tei.names import collapse
from tei.placing import chosen, placed, words_of
from tei.source import SourceText
from tei.validation.reading import parse

FOUND, NOTHING = 0, 1
PLACE = re.compile(r"(.+?):(\d+)(?::(\d+))?")
IS_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE|(?:\w+:)?(?:TEI|teiCorpus)[\s>])")
SHOWN = 100  # code points shown of a finding
COLOURS = {"high": "green", "medium": "yellow", "low": "red"}
EPILOG = """\b
Examples:
  edition explain letter.txt:12
  edition explain letter.txt:12:34
  edition explain letter.xml:40 --source texts/letter.txt
  edition explain novel.txt:2040 --lang fr --json

\b
Exit codes:
  0  something was found there
  1  nothing was found there, or the line is blank
  2  the file could not be read, or has no such line"""

declare(
    "explain-needs-text",
    "error",
    "There is no plain text beside this TEI file. Name the one it was made from, by --source.",
    "What is explained is how a plain text is read: which rules fire at a line. A TEI file holds "
    "what came of it, not the rules that lost; so its words are looked up in the text that it was "
    "made from, which is the .txt file of the same name unless --source names another. To judge "
    "TEI that was made by hand, use `edition evaluate`.",
    failing="edition explain letter.xml:12  (and there is no letter.txt)",
    passing="edition explain letter.xml:12 --source texts/letter.txt",
)
declare(
    "explain-words-missing",
    "error",
    "The words of this line do not stand in {source}. Name the text that the file was made from, "
    "or a line of it.",
    "The words of a line of TEI are looked up in the plain text that it was made from, blanks left "
    "aside. They were changed since, another text was named, or the line is one that the encoder "
    "wrote itself, as most of the header.",
    failing="edition explain letter.xml:4  (a line of the header that no source has)",
    passing="edition explain letter.xml:40",
)


@click.command("explain", epilog=EPILOG)
@click.argument("place", metavar="FILE:LINE[:COLUMN]")
@click.option("--lang", metavar="CODE", help="The text's language (en, de, fr …); else detected.")
@click.option("--date", metavar="DATE", default="", help="The text's own date, as in 1929-08-04.")
@click.option("--source", metavar="TEXT", help="The text that a TEI file was made from.")
@click.option("--json", "as_json", is_flag=True, help="The explanation as JSON.")
def command(place: str, lang: str | None, date: str, source: str | None, as_json: bool) -> None:
    """Tell which rules marked up a line of a text, and which gave way.

    FILE is a plain text, or the TEI that `edition encode` made of one: then its words are
    looked up in the text, which is the .txt file of the same name, or that of --source.

    Each finding is shown with its kind, its words, how certain it is, the rule that made
    it, the evidence the rule rests on, and what later steps added to it. Then come the
    findings that did not stay, with what they gave way to, and what the line became in TEI.
    """
    try:
        language = load(lang) if lang else None
    except LookupError as error:
        raise click.BadParameter(str(error), param_hint="--lang") from None
    base, start, end = _placed(place, source)
    told = explain(base, start, end, language=language, date=date)
    if as_json:
        click.echo(json.dumps(told.as_json(), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(report(told)))
    nothing = told.start == told.end or not (told.kept or told.lost)
    click.get_current_context().exit(NOTHING if nothing else FOUND)


def _placed(place: str, source: str | None) -> tuple[SourceText, int, int]:
    """The text and the span that a place means."""
    match = PLACE.fullmatch(place)
    if match is None:
        raise click.BadParameter("give a file and a line, as in letter.txt:12")
    file, line, column = Path(match[1]), int(match[2]), int(match[3] or 0)
    base = sources.read(file)
    if IS_XML.match(base.text):
        return _placed_in_source(file, line, column, source)
    try:
        return base, *place_of(base, line, column)
    except LookupError as error:
        raise click.BadParameter(str(error.args[0]), param_hint="FILE:LINE") from None


def _placed_in_source(
    file: Path, line: int, column: int, source: str | None
) -> tuple[SourceText, int, int]:
    """The text that a TEI file was made from, and where the words of a line stand in it."""
    data = file.read_bytes()
    parse(data, str(file))
    text = Path(source) if source else file.with_suffix(".txt")
    if source is None and not text.exists():
        raise Problem("explain-needs-text", f"{file}:{line}")
    base = sources.read(text)
    last = data.count(b"\n") + 1
    if not 1 <= line <= last:
        told = f"the file has {last} lines, no line {line}"
        raise click.BadParameter(told, param_hint="FILE:LINE")
    before, words = chosen(words_of(data), line, column)
    if not words:
        raise click.BadParameter(f"line {line} has tags, but no words", param_hint="FILE:LINE")
    span = placed(base, before, words)
    if span is None:
        raise Problem("explain-words-missing", f"{file}:{line}", source=str(text))
    return base, *span


def report(told: Explanation) -> Iterator[str]:
    """The explanation for people, line by line."""
    yield f"{click.style(told.source.place(told.start), bold=True)}  {shown(told.words)}"
    if told.start == told.end:
        yield "  The line is blank."
    for found in told.kept:
        yield ""
        yield from described(found, told.source)
    if told.lost:
        yield "\n" + click.style("Did not stay", bold=True)
    for found in told.lost:
        yield ""
        yield from described(found, told.source)
        yield f"    lost in {found.lost}: {found.reason}"
        if found.rival is not None:
            yield f"    stays: {headline(found.rival, told.source)}"
    yield from became(told)


def described(found: Finding, source: SourceText) -> Iterator[str]:
    """A finding: what and where, its words, its evidence, its facts and its way."""
    item = found.annotation
    yield f"  {headline(item, source)}"
    if item.evidence:
        yield f"    because of: {shown(item.evidence)}"
    facts = {name: value for name, value in item.attributes.items() if name not in CERTAINTY}
    if any(facts.values()):
        yield f"    {listed(facts)}"
    if item.kind == "cue":
        yield "    evidence of who speaks; it is not encoded"
    for change in found.changes:
        set_now = {name: value for name, value in change.attributes.items() if value}
        taken = [name for name, value in change.attributes.items() if not value]
        parts = [listed(set_now)] if set_now else []
        parts += [f"took away {', '.join(taken)}"] if taken else []
        yield f"    {change.step}: {'; '.join(parts)}"


def headline(item: Annotation, source: SourceText) -> str:
    """An annotation on one line: kind, certainty, rule, place, words."""
    first, last = source.place(item.start), source.line(max(item.start, item.end - 1))
    place = first.removeprefix(f"{source.origin.name}:")
    reach = f"–{last}" if last != source.line(item.start) else ""
    cert = click.style(item.cert, fg=COLOURS[item.cert])
    kind = click.style(item.kind, bold=True)
    words = shown(source.text[item.start : item.end])
    return f"{kind} {words}\n    {cert}, by {item.rule}, at {place}{reach}"


def listed(facts: dict[str, str]) -> str:
    """name=value, …"""
    return ", ".join(f"{name}={collapse(value)}" for name, value in facts.items() if value)


def shown(words: str) -> str:
    """Words on one line, the middle left out where they are many."""
    flat, half = collapse(words), SHOWN // 2
    return f"⟦{flat}⟧" if len(flat) <= SHOWN else f"⟦{flat[:half]} … {flat[-half:]}⟧"


def became(told: Explanation) -> Iterator[str]:
    """What the place became."""
    if told.tei or told.header or told.left_out:
        yield "\n" + click.style("In TEI", bold=True)
    for field in told.header:
        yield f"  in the teiHeader ({field})"
    if told.left_out:
        yield f"  left out of the text ({told.left_out}); the header lists it"
    for element in told.tei:
        yield f"  {element}"
