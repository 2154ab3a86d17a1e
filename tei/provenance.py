"""What a text says of itself for its header: title, author, editor, the archive it is from.

The project's facts go before the title page's, these before an archive's notice, and this before
the first heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tei.names import collapse
from tei.reading import Reading
from tei.settings import Settings

FIRST_WORDS = 60  # code points of the first words that stand for a title
NOTICE = "licence-boilerplate"
FIELD = re.compile(
    r"^(?P<name>Title|Author|Editor|Translator):[ \t]*(?P<value>\S[^\n]*(?:\n[ \t]{3,}\S[^\n]*)*)",
    re.MULTILINE,
)
ARCHIVE = "Project Gutenberg"
NUMBER = re.compile(r"\[?\be-?(?:book|text) ?(?:no\.? ?|#)(?P<n>\d{1,6})\]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Notice:
    """The facts of a notice; "" for what it does not say."""

    title: str = ""
    author: str = ""
    archive: str = ""
    number: str = ""


def notice_of(reading: Reading) -> Notice:
    """The facts of the notice above a text; nothing where there is none."""
    first = next(iter(reading.annotations.of("left-out")), None)
    if first is None or first.get("reason") != NOTICE:
        return Notice()
    text = reading.source.text
    if text[: first.start].strip():
        return Notice()
    words = text[first.start : first.end]
    fields: dict[str, str] = {}
    for match in FIELD.finditer(words):
        fields.setdefault(match["name"], collapse(match["value"]))
    number = NUMBER.search(words)
    return Notice(
        fields.get("Title", ""),
        fields.get("Author", ""),
        ARCHIVE if ARCHIVE in words else "",
        number["n"] if number else "",
    )


def titles(reading: Reading, settings: Settings) -> list[tuple[str, str]]:
    """(title, its @type), from the project, the title page, the first head, or the first words."""
    if settings.title:
        return [(settings.title, "main")]
    text = reading.source.text
    parts = reading.annotations.of("titlePart")
    if parts:
        return [
            (collapse(text[part.start : part.end]), part.get("type") or "main")
            for part in parts
            if part.get("type") != "desc"
        ]
    if notice_of(reading).title:
        return [(notice_of(reading).title, "main")]
    heads = reading.annotations.of("head")
    if heads and not text[: heads[0].start].strip():
        return [(collapse(text[heads[0].start : heads[0].end]), "main")]
    words = " ".join(text.split(maxsplit=8)[:8])
    first = words if len(words) <= FIRST_WORDS else words[: FIRST_WORDS - 1].rstrip()
    whole = "" if first == " ".join(text.split()) else " …"
    return [(f"[{first}{whole}]", "desc")]


def authors(reading: Reading, settings: Settings) -> list[str]:
    """The author's names, from the project or the title page."""
    if settings.author:
        return [settings.author]
    text = reading.source.text
    found = reading.annotations.of("docAuthor")
    named = [item.get("name") or collapse(text[item.start : item.end]) for item in found]
    said = notice_of(reading).author
    return named or ([said] if said else [])


def editors(reading: Reading) -> list[str]:
    """The editors whom the title page names."""
    return [line.get("editor") for line in reading.annotations.of("byline") if line.get("editor")]
