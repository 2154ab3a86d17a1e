"""What was marked up and what was left out, as a short table for people or JSON."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tei.document import Document

HEADING = "#=~-"  # signs of headings, as in Markdown
COLUMNS = ("high", "medium", "low")
# What a reader wants to know of, in the order of the table; blocks come last.
NAMES = {
    "quote": "quotations (quote)",
    "said": "speech (said)",
    "q": "quoted (q)",
    "soCalled": "scare quotes (soCalled)",
    "mentioned": "words as words (mentioned)",
    "speech": "speeches (sp)",
    "stage": "stage directions (stage)",
    "date": "dates (date)",
    "bibl": "sources (bibl)",
    "title": "titles (title)",
    "name": "names",
    "foreign": "foreign passages",
    "supplied": "editorial additions (supplied)",
    "note": "notes",
    "division": "divisions (div)",
    "head": "headings (head)",
    "p": "paragraphs (p)",
    "l": "verse lines (l)",
    "item": "list items (item)",
}


def record(document: Document) -> dict[str, Any]:
    """The summary of one document for machines; lines are counted from 1."""
    source = document.reading.source
    counts: dict[str, dict[str, int]] = {}
    for (kind, cert), count in sorted(document.counts.items()):
        counts.setdefault(kind, {})[cert] = count
    quotations = document.reading.annotations.of("quotation")
    return {
        "source": source.origin.name,
        "encoding": source.origin.encoding,
        "language": document.reading.language.written,
        "genre": document.reading.genre,
        "characters": len(source.text),
        "counts": counts,
        "attributed": sum(bool(item.get("who")) for item in quotations),
        "quotations": len(quotations),
        "speakers": len(speakers(document)),
        "candidates": len(document.reading.candidates),
        "left_out": [
            {
                "reason": out.reason,
                "line": source.line(out.start),
                "characters": out.end - out.start,
                "text": source.text[out.start : min(out.end, out.start + 80)],
            }
            for out in document.left_out
        ],
    }


def speakers(document: Document) -> set[str]:
    """The keys of those whose words the text gives."""
    items = document.reading.annotations.of("quotation", "speech")
    return {key for item in items for key in item.get("who").split()}


def table(document: Document) -> str:
    """The summary of one document for people: kinds by certainty, then what was left out."""
    facts = record(document)
    lines = [f"  {'marked up':<32}{'high':>7}{'medium':>8}{'low':>6}"]
    for kind, name in NAMES.items():
        row = facts["counts"].get(kind)
        if row:
            numbers = [str(row.get(column, "")) for column in COLUMNS]
            lines.append(f"  {name:<32}{numbers[0]:>7}{numbers[1]:>8}{numbers[2]:>6}")
    if facts["quotations"]:
        lines.append(
            f"  who speaks is known for {facts['attributed']} of {facts['quotations']} quotations"
        )
    if facts["candidates"]:
        count = facts["candidates"]
        names = "1 name is" if count == 1 else f"{count} names are"
        lines.append(f"  {names} not sure enough for markup (candidates)")
    return "\n".join([*lines, *_left_out(facts["left_out"])])


def _left_out(outs: list[dict[str, Any]]) -> list[str]:
    """A line for each thing left out; marks of emphasis are counted together."""
    marks = Counter(out["text"] for out in outs if out["reason"] == "typographic-mark")
    lines = [
        f"  left out, line {out['line']}: {_short(out['text'])} ({out['reason']})"
        for out in outs
        if out["reason"] != "typographic-mark"
    ]
    for mark, count in marks.items():
        kind = "cells" if mark[0] == "|" else "headings" if mark[0] in HEADING else "emphasis"
        made = "a heading" if kind == "headings" and count == 1 else kind
        lines.append(f"  {count} {'mark' if count == 1 else 'marks'} {mark} became {made}")
    return lines or ["  nothing was left out"]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words[:50]}…”" if len(words) > 50 else f"“{words}”"
