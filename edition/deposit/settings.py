"""deposit.toml: what a teiHeader does not hold, read and checked setting by setting."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from edition.deposit.identifiers import PERSONAL
from edition.deposit.record import Origin, Text
from tei.diagnostics import Problem, declare

FILE = "deposit.toml"
TEXTS = ("title", "description", "place", "resource-type", "genre", "version", "depositor")
LISTS = ("subtitles", "subjects", "languages", "identifiers", "extent")
OTHERS = ("publisher", "date", "created", "licence", "licence-url", "source")
PERSON = ("family", "given", "name", "affiliation", "role", *PERSONAL)
NAMED = (*PERSON, "organisation", "ror")  # what [persons."…"] may say
TABLES: Mapping[str, tuple[str, ...]] = {
    "contact": ("name", "email", "affiliation"),
    "publisher": ("name", "ror"),
    "creators": (*PERSON, "organisation", "ror"),
    "contributors": (*PERSON, "organisation", "ror"),
    "funders": ("name", "identifier", "award", "award-title", "award-url"),
    "related": ("relation", "identifier", "title"),
    "persons": (),
}
# The tables for one archive or format, and what each setting is.
DETAILS: Mapping[str, Mapping[str, str]] = {
    "invenio": {
        **dict.fromkeys(("record", "files"), "access"),
        **dict.fromkeys(("resource-type", "embargo-reason"), "text"),
        "embargo-until": "day",
    },
    "dataverse": {"subject": "texts", "collection": "text"},
    "nakala": {"type": "text", "collections": "texts"},
    "textgrid": dict.fromkeys(("genre", "work", "rights-holder", "project"), "text"),
    "oai": {"gateway": "text"},
    "arche": {
        **dict.fromkeys(("id", "discipline", "owner", "licensor", "rights-holder"), "text"),
        **dict.fromkeys(("curator", "metadata-creator"), "text"),
    },
    "cmdi": {
        **dict.fromkeys(("collection", "self-link"), "text"),
        "profile": "profile",
        "component": "name",
        "elements": "names",
    },
}
SHAPES = {
    "name": re.compile(r"[A-Za-z_][\w.-]*"),
    "profile": re.compile(r"[\w.:-]+"),
    "access": re.compile(r"public|restricted"),
    "day": re.compile(r"\d{4}-\d\d-\d\d"),
    "text": re.compile(r".*", re.S),
    "texts": re.compile(r".*", re.S),
}
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
WANTED = {
    "text": "one text in quotes",
    "texts": 'a list: ["…", "…"]',
    "profile": "an id of the Component Registry, as clarin.eu:cr1:p_1288172614026",
    "name": "the name of an XML element",
    "access": '"public" or "restricted"',
    "day": 'a day in quotes, as "2030-06-30"',
    "names": "a table of names of XML elements, as [cmdi.elements]",
}


declare(
    "deposit-settings-unreadable",
    "error",
    "deposit.toml cannot be read: {reason}. Mend that line; strings need quotation marks.",
    "deposit.toml is written in TOML (https://toml.io).",
    failing="description = Letters of a miller",
    passing='description = "Letters of a miller"',
)
declare(
    "deposit-setting-unknown",
    "error",
    "deposit.toml has {setting}, which is no setting{hint}. Known here: {known}.",
    "A misspelt setting would be overlooked without a word, so it is refused.",
    failing='desciption = "Letters of a miller"',
    passing='description = "Letters of a miller"',
)
declare(
    "deposit-setting-invalid",
    "error",
    "deposit.toml: {setting} must be {wanted}.",
    "The setting has a value of another type than the toolkit can use.",
    failing="subjects = 3",
    passing='subjects = ["letters"]',
)


@dataclass(frozen=True)
class Overlay:
    """What deposit.toml says.

    file:  as findings name it
    data:  its settings; {} where there is no file
    lines: the line of each setting and table
    """

    file: str = FILE
    data: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def origin(self, name: str) -> Origin:
        """Where a setting stands."""
        return Origin(self.file, self.lines.get(name, 0), name)

    def text(self, name: str) -> Text | None:
        """A setting that is one text; None where it is not there.  Raises Problem."""
        value = self.data.get(name)
        if value is None:
            return None
        if isinstance(value, list | dict | bool):
            raise self.invalid(name, "one text in quotes")
        return Text(str(value).strip(), "", self.origin(name))

    def texts(self, name: str) -> list[Text] | None:
        """A setting that is a list of texts.  Raises Problem."""
        value = self.data.get(name)
        if value is None:
            return None
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
            raise self.invalid(name, 'a list: ["…", "…"]')
        return [Text(item.strip(), "", self.origin(name)) for item in values]

    def tables(self, name: str) -> list[Mapping[str, str]] | None:
        """A setting that is a list of tables of texts.  Raises Problem."""
        value = self.data.get(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.invalid(name, f"a list of tables: [[{name}]]")
        return [self.table(item, name) for item in value]

    def table(self, values: Mapping[str, Any], name: str) -> Mapping[str, str]:
        """A table of texts.  Raises Problem for names that are not known."""
        for key, value in values.items():
            if key not in TABLES[name]:
                raise unknown(f"{key} in [{name}]", key, TABLES[name], self.file)
            if not isinstance(value, str | int | float):
                raise self.invalid(f"{key} in [{name}]", "one text in quotes")
        return {key: str(value).strip() for key, value in values.items()}

    def invalid(self, setting: str, wanted: str) -> Problem:
        """The problem of a setting with a value of the wrong type."""
        return Problem("deposit-setting-invalid", self.file, setting=setting, wanted=wanted)


NO_OVERLAY = Overlay()


def read(path: Path) -> Overlay:
    """The settings of a deposit.toml; none where there is no such file.  Raises Problem."""
    if not path.is_file():
        return NO_OVERLAY
    try:
        words = path.read_text(encoding="utf-8-sig")  # some editors put a mark before it
        data = tomllib.loads(words)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise Problem("deposit-settings-unreadable", str(path), reason=str(error)) from None
    if any(NO_XML.search(text) for text in _strings(data)):
        reason = "it holds a control character, which cannot stand in XML"
        raise Problem("deposit-settings-unreadable", str(path), reason=reason)
    known = (*TEXTS, *LISTS, *OTHERS, *TABLES, *DETAILS)
    for name, value in data.items():
        if name not in known:
            raise unknown(name, name, known, str(path))
        if name in DETAILS:
            _check_details(name, value, str(path))
    return Overlay(str(path), data, dict(_lines(words)))


def _check_details(name: str, table: Any, file: str) -> None:
    """Raise Problem for a setting of one archive that does not exist or has the wrong type."""
    if not isinstance(table, dict):
        wanted = f"a table: [{name}]"
        raise Problem("deposit-setting-invalid", file, setting=name, wanted=wanted)
    for key, value in table.items():
        kind = DETAILS[name].get(key)
        if kind is None:
            raise unknown(f"{key} in [{name}]", key, tuple(DETAILS[name]), file)
        if not _fits(value, kind):
            setting = f"{key} in [{name}]"
            raise Problem("deposit-setting-invalid", file, setting=setting, wanted=WANTED[kind])


def _fits(value: Any, kind: str) -> bool:
    """Whether a value is of a kind; a list of texts may be one text."""
    if kind == "names":
        return isinstance(value, dict) and all(not v or _fits(v, "name") for v in value.values())
    if kind == "texts" and isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return isinstance(value, str) and bool(SHAPES[kind].fullmatch(value))


def _strings(data: Any) -> Iterator[str]:
    """All texts in the settings."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from _strings(item)


def _lines(words: str) -> Iterator[tuple[str, int]]:
    """(setting or table, its line), the last of a name first, so that the first one stays."""
    lines = words.splitlines()
    for number in range(len(lines), 0, -1):
        found = re.match(r"\s*(?:\[\[?\s*)?([\w-]+)", lines[number - 1])
        if found:
            yield found[1], number


def unknown(setting: str, name: str, known: tuple[str, ...], file: str) -> Problem:
    """The problem of a setting that does not exist."""
    close = get_close_matches(name, known, 1)
    hint = f"; did you mean {close[0]}" if close else ""
    return Problem(
        "deposit-setting-unknown", file, setting=setting, hint=hint, known=", ".join(known)
    )
