"""Plain text: exactly the words of the edition, a paragraph a line, notes at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from edition.flow import blocks, called, flow, heading, words
from edition.output import write_whole
from edition.writers import Settings, Writer, base_name

INDENT = "  "


def write(tree: etree._ElementTree, folder: Path, settings: Settings) -> list[Path]:
    """Write `folder/NAME.txt`: UTF-8, LF, an empty line between paragraphs.

    Raises Problem (see `transform`) and OSError; then nothing is written.
    """
    path = folder / f"{base_name(settings)}.txt"
    write_whole(path, plain_text(flow(tree, settings)).encode())
    return [path]


def plain_text(document: etree._Element) -> str:
    """A flow as plain text, the title on top."""
    parts = list(heading(document).values())
    body = document.find("body")
    parts += [text for block in blocks(body) for text in _block(block)] if body is not None else []
    notes = [_note(note) for note in called(document)]
    parts += [document.get("notes", ""), *notes] if notes else []
    readings = [f"{r.get('of')}] {r.text or ''}" for r in document.iterfind("reading")]
    parts += [document.get("readings", ""), *readings] if readings else []
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _block(block: etree._Element) -> Iterator[str]:
    match block.tag:
        case "lg":
            yield "\n".join(part for child in blocks(block) for part in _block(child))
        case "sp":
            yield "\n".join(part for child in blocks(block) for part in _spoken(child))
        case "l":
            yield _verse(block)
        case "list":
            yield "\n".join(_item(item, at, block) for at, item in enumerate(block, 1))
        case "table":
            yield "\n".join("\t".join(_within(cell, " ") for cell in row) for row in block)
        case "quote":
            yield from (_indented(part) for child in blocks(block) for part in _block(child))
        case "break":
            yield "* * *"
        case _:
            yield _words(block)


def _spoken(block: etree._Element) -> Iterator[str]:
    """Stage directions within a speech stand apart from its words."""
    yield from map(_indented, _block(block)) if block.tag == "stage" else _block(block)


def _verse(line: etree._Element) -> str:
    """A line after its indent; one that another speaker began goes on below the end of that."""
    after = line.get("after", "")
    indent = " " * min(72, len(after) + 1) if after else INDENT * int(line.get("indent", "0"))
    return indent + _words(line)


def _within(element: etree._Element, between: str) -> str:
    return between.join(part for child in blocks(element) for part in _block(child))


def _item(item: etree._Element, at: int, of: etree._Element) -> str:
    """An item on a line; what follows its first block stands below it, indented."""
    first, *rest = [part for child in blocks(item) for part in _block(child)] or [""]
    if len(item) > 1 and item[0].tag == "p" and of.get("marked") == "true" and rest:
        first, *rest = f"{first} {rest[0]}", *rest[1:]  # its own number or term, then the words
    sign = "" if of.get("marked") == "true" else "- "
    if of.get("numbered") == "true" and sign:
        sign = f"{at}. "
    return "\n".join([f"{sign}{first}", *map(_indented, rest)])


def _note(note: etree._Element) -> str:
    text = _within(note, "\n\n")
    return text if note.get("says-mark") == "true" else f"[{note.get('mark')}] {text}"


def _indented(text: str) -> str:
    return "\n".join(f"{INDENT}{line}" for line in text.split("\n"))


def _words(block: etree._Element) -> str:
    return words(block, str, _put)


def _put(element: etree._Element, inner: str) -> str:
    match element.tag:
        case "call":
            return f"[{element.get('mark')}]"
        case "br":
            return "\n"
        case "rdg" | "index":
            return ""
        case _:
            return inner


WRITER = Writer("txt", ".txt", write)
