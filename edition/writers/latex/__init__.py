"""LaTeX for critical editions: reledmac and polyglossia, to be set by XeLaTeX or LuaLaTeX."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from lxml import etree

from edition.flow import called, flow, heading
from edition.output import write_whole
from edition.writers import Settings, Writer, base_name
from edition.writers.latex.blocks import Text
from edition.writers.latex.escaping import escape
from edition.writers.latex.preamble import preamble


def write(tree: etree._ElementTree, folder: Path, settings: Settings) -> list[Path]:
    """Write `folder/NAME.tex`: UTF-8, one file, for `latexmk -xelatex`.

    Raises Problem (see `transform`) and OSError; then nothing is written.
    """
    path = folder / f"{base_name(settings)}.tex"
    write_whole(path, latex(flow(tree, settings)).encode())
    return [path]


def latex(document: etree._Element) -> str:
    """A flow as a LaTeX document.

    Its lines are numbered where it has an apparatus; else verse has the numbers of the edition.
    """
    body = document.find("body")
    critical = document.find(".//app") is not None or document.find(".//variants") is not None
    text = Text({note.get("key", ""): note for note in called(document)}, numbered=not critical)
    numbering = r"\firstlinenum{5}\linenumincrement{5}" if critical else r"\numberlinefalse"
    held = list(text.all(body)) if body is not None else []
    listed = [r for r in document.iterfind("reading") if r.get("kind") in ("choice", "placed")]
    lines = [
        *preamble(document), numbering, r"\begin{document}", *_title(document),
        *_numbered([r"\beginnumbering", *held, *_readings(document, listed), r"\endnumbering"]),
        *([r"\printindex"] if document.find(".//index") is not None else []), r"\end{document}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _numbered(lines: list[str]) -> Iterator[str]:
    """Lines without stretches that number nothing, which reledmac takes for a mistake."""
    empty = (r"\beginnumbering", r"\endnumbering")
    skipped = {at for at, pair in enumerate(pairwise(lines)) if pair == empty}
    yield from (line for at, line in enumerate(lines) if not {at, at - 1} & skipped)


def _title(document: etree._Element) -> Iterator[str]:
    head = {name: escape(text) for name, text in heading(document).items()}
    if "title" in head:
        lines = (head["title"], head.get("subtitle"))
        title = r"\\ \large ".join(text for text in lines if text)
        yield rf"\title{{{title}}}"
        yield rf"\author{{{head.get('author', '')}}}\date{{{head.get('date', '')}}}\maketitle"


def _readings(document: etree._Element, readings: list[etree._Element]) -> Iterator[str]:
    if readings:
        name = escape(document.get("readings", ""))
        yield rf"\pstart\skipnumbering\eledsection*{{{name}}}\pend"
    for reading in readings:
        told = escape(f"{reading.get('of')}] {reading.text or ''}")
        yield rf"\pstart\noindent\skipnumbering {told}\pend"


WRITER = Writer("latex", ".tex", write)
