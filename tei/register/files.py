"""Register files: people.toml and places.toml, read and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from tei.diagnostics import Problem, declare
from tei.elements import CALENDAR, ENCODER
from tei.register.authorities import AUTHORITIES, identifier_of
from tei.register.entries import Entry, EntryKind, Register
from tei.register.forms import canonical

PEOPLE_KINDS = ("person", "group", "org")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "people": ("name", "also", "kind", "gnd", "viaf", "wikidata", "orcid", "note"),
    "places": ("name", "also", "gnd", "viaf", "wikidata", "geonames", "note"),
}
KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")  # an NCName (XML Namespaces 1.0, §3) in ASCII
LONGEST_FORM = 200  # characters of a name

declare(
    "register-unreadable",
    "error",
    "The register cannot be read as TOML: {reason}. Mend that line; names need quotation marks.",
    "A register is a TOML file (https://toml.io) with a table for each person or place: "
    '[marlow] and below it name = "Edith Marlow".',
    failing="[marlow]\nname = Edith Marlow",
    passing='[marlow]\nname = "Edith Marlow"',
)
declare(
    "register-setting-unknown",
    "error",
    "[{entry}] has {setting}, which is no field of a register{hint}. Known here: {known}.",
    "A misspelt field would be overlooked without a word, so it is refused.",
    failing='[marlow]\nname = "Edith Marlow"\nalias = ["E. Marlow"]',
    passing='[marlow]\nname = "Edith Marlow"\nalso = ["E. Marlow"]',
)
declare(
    "register-entry-invalid",
    "error",
    "{setting} of [{entry}] must be {wanted}.",
    "An entry needs a name; its key becomes the xml:id that the names in the text point to.",
    failing='[marlow]\nalso = ["E. Marlow"]',
    passing='[marlow]\nname = "Edith Marlow"\nalso = ["E. Marlow"]',
)
declare(
    "register-identifier-invalid",
    "error",
    "[{entry}] {setting} = “{value}” {reason}. Copy it again from the authority's own page.",
    "Identifiers are checked by their form, those of the GND and of ORCID by their check digit "
    "too, so that a slip does not point to somebody else.",
    failing='[geneva]\nname = "Geneva"\ngnd = "4020173-5"',
    passing='[geneva]\nname = "Geneva"\ngnd = "4020137-5"',
)
declare(
    "register-form-ambiguous",
    "error",
    "“{form}” stands in both [{entry}] and [{other}]. Take it out of one of them; where it may "
    "mean either, out of both.",
    "What becomes markup by a register is sure; a form of two entries is not.",
    failing='[edith]\nname = "Edith Marlow"\nalso = ["Marlow"]\n\n'
    '[john]\nname = "John Marlow"\nalso = ["Marlow"]',
    passing='[edith]\nname = "Edith Marlow"\n\n[john]\nname = "John Marlow"',
)
declare(
    "register-key-taken",
    "error",
    "[{entry}] stands in both registers. Give the place another key, [{entry}-place] say.",
    "Keys become xml:id values, of which a document has each only once.",
    failing="people.toml: [marlow]\nplaces.toml: [marlow]",
    passing="people.toml: [marlow]\nplaces.toml: [marlow-town]",
)


def load(people: Path | None = None, places: Path | None = None) -> Register:
    """The register of one or two files.  Raises Problem, naming the entry and field at fault."""
    persons = dict(_entries(people, "people")) if people else {}
    spots = dict(_entries(places, "places")) if places else {}
    for key in spots:
        if key in persons:
            raise Problem("register-key-taken", str(places), entry=key)
    entries = {**persons, **spots}
    _check_forms(entries.values(), str(places if spots else people))
    return Register(entries)


def _entries(path: Path, register: str) -> Iterator[tuple[str, Entry]]:
    for key, table in _tables(path).items():
        if not KEY.fullmatch(key):
            raise _invalid(
                path, key, "The key", "letters (a–z), figures, “-” and “_”, a letter first"
            )
        if key == ENCODER or key.startswith(CALENDAR):
            raise _invalid(path, key, "The key", "another one: the header has one like it")
        if not isinstance(table, dict):
            raise _invalid(path, key, "The entry", f'a line [{key}] and below it name = "…"')
        yield key, _Checked(str(path), key, table, register).entry()


def _tables(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem("text-unreadable", str(path), reason=reason) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Problem("register-unreadable", str(path), reason=str(error)) from None


class _Checked:
    """One table of a register file, its fields checked as they are read."""

    def __init__(self, place: str, key: str, table: Mapping[str, Any], register: str):
        self.place, self.key, self.table, self.register = place, key, table, register

    def entry(self) -> Entry:
        """The entry.  Raises Problem for the first field at fault."""
        self._check_fields()
        names = (self._form("name", self.table.get("name")), *self._also())
        identifiers = {name: self._identifier(name) for name in AUTHORITIES if name in self.table}
        unique = {canonical(name): name for name in reversed(names)}
        ordered = tuple(name for name in dict.fromkeys(names) if unique[canonical(name)] == name)
        return Entry(self.key, self._kind(), ordered, identifiers, self._text("note"))

    def _check_fields(self) -> None:
        known = FIELDS[self.register]
        for name in self.table:
            if name not in known:
                close = get_close_matches(name, known, 1, 0.75)
                hint = f"; did you mean {close[0]}?" if close else ""
                raise Problem(
                    "register-setting-unknown",
                    self.place,
                    entry=self.key,
                    setting=name,
                    hint=hint.removesuffix("?"),
                    known=", ".join(known),
                )

    def _form(self, setting: str, value: Any) -> str:
        """A name, with single spaces."""
        form = " ".join(value.split()) if isinstance(value, str) else ""
        if not any(map(str.isalpha, form)) or len(form) > LONGEST_FORM:
            raise self._wrong(setting, f"a name in quotes, of at most {LONGEST_FORM} characters")
        return form

    def _also(self) -> Iterator[str]:
        also = self.table.get("also", [])
        if not isinstance(also, list):
            raise self._wrong("also", 'a list of names: ["E. Marlow", "Mrs. Marlow"]')
        return (self._form("also", form) for form in also)

    def _kind(self) -> EntryKind:
        if self.register == "places":
            return "place"
        kind = self.table.get("kind", "person")
        if kind not in PEOPLE_KINDS:
            raise self._wrong("kind", f"one of {', '.join(PEOPLE_KINDS)}")
        if kind != "person" and "orcid" in self.table:
            raise self._wrong("orcid", "left out: only persons have one")
        return cast("EntryKind", kind)

    def _text(self, setting: str) -> str:
        value = self.table.get(setting, "")
        if not isinstance(value, str):
            raise self._wrong(setting, "one text in quotes")
        return " ".join(value.split())

    def _identifier(self, setting: str) -> str:
        """An identifier; one of figures alone may stand without quotation marks."""
        value = self.table[setting]
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self._wrong(setting, "one identifier in quotes")
        try:
            return identifier_of(setting, str(value))
        except ValueError as error:
            raise Problem(
                "register-identifier-invalid",
                self.place,
                entry=self.key,
                setting=setting,
                value=str(value),
                reason=str(error),
            ) from None

    def _wrong(self, setting: str, wanted: str) -> Problem:
        return _invalid(self.place, self.key, setting, wanted)


def _invalid(place: Path | str, key: str, setting: str, wanted: str) -> Problem:
    return Problem("register-entry-invalid", str(place), entry=key, setting=setting, wanted=wanted)


def _check_forms(entries: Iterable[Entry], place: str) -> None:
    """Raise Problem where a form means two entries."""
    owner: dict[str, str] = {}
    for entry in entries:
        for name in entry.names:
            other = owner.setdefault(canonical(name), entry.key)
            if other != entry.key:
                raise Problem(
                    "register-form-ambiguous", place, form=name, entry=other, other=entry.key
                )
