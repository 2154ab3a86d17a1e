"""A project: its folder, its `edition.toml`, its texts, and where its editions go."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from edition import ebook, printing, theme
from edition.ebook import NO_EBOOK, Ebook
from edition.printing import NO_PRINT, Print
from edition.theme import NO_WEB, Web
from tei import register as registers
from tei.annotation import Cert
from tei.diagnostics import Problem, declare
from tei.register import NO_REGISTER, Register
from tei.settings import Settings

FILE = "edition.toml"
REGISTERS = ("people.toml", "places.toml")
FORMATS = ("html", "pdf")
OF_TEXT = ("min_cert", "relative_dates")  # they stand in [text]: they are about reading it
BESIDE = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".tif", ".tiff", ".pdf")  # no texts
CERTAINTIES = ("low", "medium", "high")
TABLES: Mapping[str, tuple[str, ...]] = {
    "edition": tuple(f.name.replace("_", "-") for f in fields(Settings) if f.name not in OF_TEXT),
    "text": ("sources", "language", "date", "min-cert", "relative-dates"),
    "build": ("formats", "folder"),
    "validate": ("schemas", "ignore", "strict"),
    "deposit": ("formats",),
    "web": tuple(f.name.replace("_", "-") for f in fields(Web)),
    "print": tuple(f.name.replace("_", "-") for f in fields(Print)),
    "epub": tuple(f.name.replace("_", "-") for f in fields(Ebook)),
}

declare(
    "project-missing",
    "error",
    "There is no edition.toml in this folder. Name a text (edition build TEXT.txt), or make a "
    "project with edition new NAME.",
    "A project is a folder with a file edition.toml; without one, a command needs a text.",
    failing="edition build, in a folder without edition.toml",
    passing="edition build speech.txt",
)
declare(
    "project-unreadable",
    "error",
    "edition.toml cannot be read: {reason}. Mend that line; strings need quotation marks.",
    "edition.toml is written in TOML (https://toml.io).",
    failing="title = The Mill",
    passing='title = "The Mill"',
)
declare(
    "setting-unknown",
    "error",
    "edition.toml has {setting}, which is no setting{hint}. Known here: {known}.",
    "A misspelt setting would be overlooked without a word, so it is refused.",
    failing='titel = "The Mill"',
    passing='title = "The Mill"',
)
declare(
    "setting-invalid",
    "error",
    "The setting {setting} must be {wanted}.",
    "The setting has a value of another type than the toolkit can use.",
    failing="editors = 3",
    passing='editors = ["Edith Marlow"]',
)
declare(
    "sources-missing",
    "error",
    "No text matches {pattern}. Put the texts there, or change sources in edition.toml.",
    "A project lists its texts in edition.toml under [text] sources, as file names or patterns.",
    failing='sources = ["texts/*.txt"], and no folder texts',
    passing='sources = ["sources/*.txt"]',
)


@dataclass(frozen=True, slots=True)
class Project:
    """What `edition.toml` says, with its defaults.

    root:     the project's folder
    sources:  paths or glob patterns of the texts (plain text or TEI), relative to root
    formats:  names of writers
    folder:   where editions go
    language: of the texts; "" to detect it
    date:     of the texts, EDTF level 0; "" where the text tells it
    register: the persons and places of `people.toml` and `places.toml`
    web:      the look and the address of the web edition
    print:    the look of the printed edition
    epub:     the font, the cover and the claims of the EPUB
    packaged: names of writers, for a package; empty for those of formats
    """

    root: Path
    settings: Settings = field(default_factory=Settings)
    sources: tuple[str, ...] = ("sources/*",)
    formats: tuple[str, ...] = FORMATS
    folder: Path = Path("build")
    language: str = ""
    date: str = ""
    register: Register = NO_REGISTER
    web: Web = NO_WEB
    print: Print = NO_PRINT
    epub: Ebook = NO_EBOOK
    packaged: tuple[str, ...] = ()

    def texts(self) -> list[Path]:
        """The texts of the project, sorted.  Raises Problem where there are none."""
        found = {
            path
            for pattern in self.sources
            for path in self.root.glob(pattern)
            if path.is_file() and not path.name.startswith(".")
            if path.suffix.lower() not in BESIDE
        }
        if not found:
            raise Problem("sources-missing", str(self.root / FILE), pattern=", ".join(self.sources))
        return sorted(found)


def load(root: Path) -> Project:
    """Read the project of a folder.  Raises Problem, naming the line or setting at fault."""
    path = root / FILE
    if not path.is_file():
        raise Problem("project-missing", str(root))
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Problem("project-unreadable", str(path), reason=str(error)) from None
    check(data, path)
    text, build = data.get("text", {}), data.get("build", {})
    return Project(
        root,
        replace(
            settings(data.get("edition", {}), path),
            min_cert=certainty(text, path),
            relative_dates=switch(text, "relative-dates", path),
        ),
        strings(text, "sources", path) or ("sources/*",),
        strings(build, "formats", path) or FORMATS,
        root / string(build, "folder", path, "build"),
        string(text, "language", path),
        string(text, "date", path),
        register(root),
        theme.read(data.get("web", {}), path),
        printing.read(data.get("print", {}), path),
        ebook.read(data.get("epub", {}), path),
        strings(data.get("deposit", {}), "formats", path),
    )


def register(root: Path) -> Register:
    """The register of a folder: its `people.toml` and `places.toml`, where it has them.

    Raises Problem, naming the entry and the field at fault.
    """
    people, places = (path if (path := root / name).is_file() else None for name in REGISTERS)
    return registers.load(people, places)


def check(data: Mapping[str, Any], path: Path) -> None:
    """Raise Problem for a table or a setting that does not exist."""
    for table, values in data.items():
        if table not in TABLES or not isinstance(values, dict):
            _unknown(f"[{table}]", table, [f"[{name}]" for name in TABLES], path)
        for name in values:
            if name not in TABLES[table]:
                _unknown(f"{name} in [{table}]", name, list(TABLES[table]), path)


def _unknown(setting: str, name: str, known: list[str], path: Path) -> None:
    close = get_close_matches(name, [item.strip("[]") for item in known], 1)
    hint = f"; did you mean {close[0]}" if close else ""
    raise Problem("setting-unknown", str(path), setting=setting, hint=hint, known=", ".join(known))


def settings(table: Mapping[str, Any], path: Path) -> Settings:
    """The facts of [edition]."""
    values: dict[str, Any] = {}
    for item in fields(Settings):
        name = item.name.replace("_", "-")
        if name not in table:
            continue
        read = strings if item.name == "editors" else string
        values[item.name] = read(table, name, path)
    return Settings(**values)


def certainty(table: Mapping[str, Any], path: Path) -> Cert:
    """How sure the speaker of a quotation must be."""
    value = string(table, "min-cert", path, "low")
    if value not in CERTAINTIES:
        wanted = " or ".join(f'"{name}"' for name in CERTAINTIES)
        raise Problem("setting-invalid", str(path), setting="min-cert", wanted=wanted)
    return cast("Cert", value)


def switch(table: Mapping[str, Any], name: str, path: Path) -> bool:
    """A setting that is true or false; false where it is not there."""
    value = table.get(name, False)
    if not isinstance(value, bool):
        raise Problem("setting-invalid", str(path), setting=name, wanted="true or false")
    return value


def string(table: Mapping[str, Any], name: str, path: Path, default: str = "") -> str:
    """A setting that is one string (dates may be written without quotation marks)."""
    value = table.get(name, default)
    if isinstance(value, list | dict | bool):
        raise Problem("setting-invalid", str(path), setting=name, wanted="one text in quotes")
    return str(value)


def strings(table: Mapping[str, Any], name: str, path: Path) -> tuple[str, ...]:
    """A setting that is a list of strings; a single string stands for a list of one."""
    value = table.get(name, ())
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise Problem("setting-invalid", str(path), setting=name, wanted='a list: ["…", "…"]')
    return tuple(value)
