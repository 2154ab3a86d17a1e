"""Markdown: CommonMark with footnotes and pipe tables; rendering gives the edition's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from edition.flow import blocks, called, flow, heading, without_mark, words
from edition.output import write_whole
from edition.writers import Settings, Writer, base_name

# Delimiters wait until their neighbours are known: private characters, never text (see _escape).
_MARKS = {"em": ("\ue000", "\ue001", "*", "em"), "strong": ("\ue002", "\ue003", "**", "strong")}
_WAITING = re.compile("[\ue000-\ue003]")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_NUMBER = re.compile(r"^(\s*\d{1,9})([.)])")


def write(tree: etree._ElementTree, folder: Path, settings: Settings) -> list[Path]:
    """Write `folder/NAME.md`: UTF-8, LF (CommonMark 0.31; footnotes and tables as GitHub has them).

    Raises Problem (see `transform`) and OSError; then nothing is written.
    """
    path = folder / f"{base_name(settings)}.md"
    write_whole(path, markdown(flow(tree, settings)).encode())
    return [path]


def markdown(document: etree._Element) -> str:
    """A flow as Markdown, the title on top."""
    head = heading(document)
    parts = [
        f"# {_escape(text)}" if name == "title" else _line(_escape(text))
        for name, text in head.items()
    ]
    body = document.find("body")
    parts += [text for block in blocks(body) for text in _block(block)] if body is not None else []
    readings = [
        f"- {_escape(r.get('of', ''))}\\] {_escape(r.text or '')}"
        for r in document.iterfind("reading")
    ]
    if readings:
        parts += [f"## {_escape(document.get('readings', ''))}", "\n".join(readings)]
    parts += [_note(note) for note in called(document)]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _block(block: etree._Element) -> Iterator[str]:
    match block.tag:
        case "h":
            text = _words(block).replace("\\\n", " ")
            yield f"{'#' * min(6, int(block.get('level', '1')) + 1)} {text}"
        case "lg" | "sp":
            yield from _stanzas(block)
        case "l":
            yield _verse(block)
        case "item" | "cell" | "note":
            yield from (part for child in blocks(block) for part in _block(child))
        case "list":
            yield "\n\n".join(_item(item, at, block) for at, item in enumerate(block, 1))
        case "table":
            yield _table(block)
        case "quote":
            inner = "\n\n".join(part for child in blocks(block) for part in _block(child))
            yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        case "break":
            yield "***"
        case "speaker" | "stage":
            yield _whole(_words(block), "**" if block.tag == "speaker" else "*")
        case _:
            yield _line(_words(block))


def _stanzas(group: etree._Element) -> Iterator[str]:
    """Lines that follow each other, with a hard break between."""
    run: list[str] = []
    for child in blocks(group):
        if child.tag == "l":
            run.append(_verse(child))
        else:
            yield "\\\n".join(run)
            run = []
            yield from _block(child)
    yield "\\\n".join(run)


def _verse(line: etree._Element) -> str:
    """A line after its indent; one that another began goes on about where that broke off."""
    after = line.get("after", "")
    steps = min(24, len(after) // 2 + 1) if after else int(line.get("indent", "0"))
    return "&emsp;" * steps + _line(_words(line))


def _whole(text: str, stars: str) -> str:
    """A paragraph all of whose words are emphasised, where stars are sure to work."""
    return f"{stars}{text}{stars}" if text and "*" not in text and text[-1] != "\\" else text


def _item(item: etree._Element, at: int, of: etree._Element) -> str:
    sign = f"{at}." if of.get("numbered") == "true" else "-"
    text = "\n\n".join(_block(item))
    return f"{sign} {text}".replace("\n", "\n" + " " * (len(sign) + 1)) if text else sign


def _table(table: etree._Element) -> str:
    rows = [(row.get("head") == "true", list(_cells(row))) for row in table]
    width = max((len(cells) for _, cells in rows), default=0)
    if not width:
        return ""
    head = rows.pop(0)[1] if rows[0][0] else []
    lines = [head, ["---"] * width, *(cells for _, cells in rows)]
    return "\n".join(f"| {' | '.join([*line, *[''] * (width - len(line))])} |" for line in lines)


def _cells(row: etree._Element) -> Iterator[str]:
    """What the cells hold, each in one line; a wide cell is followed by empty ones."""
    for cell in row:
        yield re.sub(r"\\?\n+", "<br>", "\n\n".join(_block(cell)))
        yield from [""] * (int(cell.get("span", "1")) - 1)


def _note(note: etree._Element) -> str:
    text = without_mark("\n\n".join(_block(note)), note)
    return f"[^{note.get('key')}]: {text}".replace("\n", "\n    ")


def _words(block: etree._Element) -> str:
    return _delimited(words(block, _escape, _put)).replace("\n", "\\\n")


def _put(element: etree._Element, inner: str) -> str:
    match element.tag:
        case "em" | "strong" if inner.strip():
            opening, closing, _, _ = _MARKS[element.tag]
            core = inner.strip(" ")
            lead, trail = " " * inner.startswith(" "), " " * inner.endswith(" ")
            return f"{lead}{opening}{core}{closing}{trail}"
        case "sup" | "sub" if inner.strip():
            return f"<{element.tag}>{inner}</{element.tag}>"
        case "a" if inner.strip():
            return f"[{inner}](<{element.get('href')}>)"
        case "call":
            return f"[^{element.get('key')}]"
        case "br":
            return "\n"
        case "rdg" | "index":
            return ""
        case _:
            return inner


def _delimited(text: str) -> str:
    """Asterisks where they are sure to work (CommonMark, §6.2); tags elsewhere."""
    for opening, closing, stars, tag in _MARKS.values():
        sure = re.compile(
            rf"(?<![\w*\\>]){opening}(\w(?:[^*\ue000-\ue003]*\w)?){closing}(?![\w*<])"
        )
        apart = re.compile(
            rf"(?<!\S){opening}(?=\S)([^*<\ue000-\ue003]+)(?<=[^\s\\]){closing}(?!\S)"
        )
        text = apart.sub(rf"{stars}\1{stars}", sure.sub(rf"{stars}\1{stars}", text))
        text = text.replace(opening, f"<{tag}>").replace(closing, f"</{tag}>")
    return text


def _escape(text: str) -> str:
    text = _WAITING.sub("\ufffd", text)
    return _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\1", text))


def _line(text: str) -> str:
    """A paragraph none of whose lines begins as a list, a heading or a rule does."""
    return "\n".join(_begun(line) for line in text.split("\n"))


def _begun(line: str) -> str:
    return re.sub(r"^(\s*)([-+#=])", r"\1\\\2", _NUMBER.sub(r"\1\\\2", line))


WRITER = Writer("md", ".md", write)
