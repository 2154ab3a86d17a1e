"""The catalogue: well-known schemas by name and by address, and where they are installed.

Nothing here touches the network: an address leads to an installed file or to none.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from tei import resources
from tei.diagnostics import Problem, declare

FOLDERS = "EDITION_SCHEMAS"
RECORD = "installed.json"
GRAMMARS = (".rng", ".rnc", ".odd", ".xsd")
SUFFIXES = (*GRAMMARS, ".sch", ".xml")
PACKAGED = {"edition": ("edition.rng", "edition.xsd", "edition.sch")}
SCHEME = re.compile(r"^https?://")
TEI_VERSION = re.compile(rb"TEI Edition:\s+(?:P5\s+)?Version(?:\s|\xc2\xa0)+(\d+(?:\.\d+)*\w*)")

declare(
    "schema-unknown",
    "error",
    "There is no schema {name!r}. Give a path to a .rng, .rnc, .xsd, .sch or .odd file, or one "
    "of: {known}.{advice}",
    "A schema is named by a short name, or by the path of its file. `edition schema list` shows "
    "the names; `edition schema install NAME` fetches a well-known schema once and keeps it.",
    failing="edition validate --schema edtion letter.xml",
    passing="edition validate --schema edition letter.xml",
)


@dataclass(frozen=True, slots=True)
class Known:
    """A well-known schema as an address names it.

    version: of TEI; "" where the address means the newest one
    """

    name: str
    suffix: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Installed:
    """A schema file that can be used by name.

    version: of TEI, as the file itself says; "" where it does not
    address: where it was fetched from; "" where a person put it there
    """

    name: str
    path: Path
    version: str
    address: str = ""


def home() -> Path:
    """The user's own folder of schemas, which need not exist yet."""
    if os.environ.get("XDG_DATA_HOME"):
        base = Path(os.environ["XDG_DATA_HOME"])
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    elif os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path.home() / ".local" / "share"
    return base / "tei-edition" / "schemas"


def folders() -> list[Path]:
    """Where schemas lie: the folders of EDITION_SCHEMAS, then the user's own."""
    named = [Path(part) for part in os.environ.get(FOLDERS, "").split(os.pathsep) if part]
    return [folder for folder in [*named, home()] if folder.is_dir()]


def installed() -> Iterator[Installed]:
    """Every schema file that can be used by name, folder by folder, sorted."""
    for folder in folders():
        told = record(folder)
        for path in sorted(folder.iterdir()):
            if path.suffix in SUFFIXES and path.is_file():
                address = str(told.get(path.name, {}).get("address", ""))
                yield Installed(path.stem, path, version_of(path), address)


def record(folder: Path) -> Mapping[str, Any]:
    """What was written down when the files of a folder were installed, by file name."""
    try:
        told = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    good = isinstance(told, dict) and all(isinstance(entry, dict) for entry in told.values())
    return told if good else {}


def version_of(path: Path) -> str:
    """The version of TEI that a schema file says it was made from."""
    try:
        with path.open("rb") as file:
            match = TEI_VERSION.search(file.read(4096))
    except OSError:
        return ""
    return match[1].decode() if match else ""


def named(name: str) -> tuple[Path, ...]:
    """The schema files that a name or a path stands for.

    A name without an ending means the grammar ("tei_all"); with one, that file
    ("tei_all.sch").  Raises Problem("schema-unknown").
    """
    if name in PACKAGED:
        return tuple(resources.schema(file) for file in PACKAGED[name])
    path = Path(name)
    if path.is_file() and path.suffix.lower() in SUFFIXES:
        return (path.resolve(),)
    if any(name in files for files in PACKAGED.values()):
        return (resources.schema(name),)
    found = by_name(name)
    if found is not None:
        return (found,)
    known = sorted({*PACKAGED, *(schema.name for schema in installed())})
    raise Problem("schema-unknown", name, name=name, known=", ".join(known), advice=_advice(name))


def _advice(name: str) -> str:
    """What to do about a name that leads nowhere."""
    known = understood(name) if SCHEME.match(name) else None
    stem = known.name if known else Path(name).stem
    if stem in names():
        return f" {stem} is well known: edition schema install {stem} fetches it."
    if SCHEME.match(name):
        return f" edition schema install {name} fetches it."
    if name.lower().endswith(".dtd"):
        return " A DTD cannot be used; take the RELAX NG of the same schema."
    close = get_close_matches(name, {*PACKAGED, *names(), *(one.name for one in installed())}, 1)
    return f" Did you mean {close[0]}?" if close else ""


def by_name(name: str, version: str = "") -> Path | None:
    """The installed file of a name, as "tei_all", "tei_all-4.12.0" or "tei_all.sch".

    version: of TEI, preferred where a file of it is there
    """
    stem, _, ending = name.rpartition(".")
    wanted = (f".{ending}",) if stem and f".{ending}" in SUFFIXES else (*GRAMMARS, ".xml")
    stem = stem if len(wanted) == 1 else name
    stems = [f"{stem}-{version}", stem] if version else [stem]
    files = (
        folder / f"{one}{suffix}" for one in stems for suffix in wanted for folder in folders()
    )
    return next((path for path in files if path.is_file()), None)


def by_address(address: str) -> Path | None:
    """The installed file for an address; None where there is none."""
    bare = _bare(address)
    for schema in installed():
        if schema.address and _bare(schema.address) == bare:
            return schema.path
    known = understood(address)
    if known is None:
        return None
    if known.name in PACKAGED:
        return resources.schema(f"{known.name}.{known.suffix}")
    suffixes = (known.suffix, "rng") if known.suffix in ("sch", "rnc", "xsd") else (known.suffix,)
    found = (by_name(f"{known.name}.{suffix}", known.version) for suffix in suffixes)
    return next((path for path in found if path is not None), None)


def understood(address: str) -> Known | None:
    """Which well-known schema an address means; None for other addresses."""
    bare = _bare(address)
    for pattern, name in _addresses():
        if match := pattern.fullmatch(bare):
            told = match.groupdict()
            version = (told.get("version") or "").replace("current", "")
            suffix = told["suffix"].replace("isosch", "sch")
            return Known(name or told["name"], suffix, version)
    return None


def names() -> dict[str, str]:
    """The well-known names and what each holds."""
    return {name: entry["title"] for name, entry in data()["names"].items()}


def fetch_address(name: str, version: str = "") -> str | None:
    """Where a well-known schema is fetched from; None for other names."""
    entry = data()["names"].get(name)
    if entry is None:
        return None
    usual = "https://www.tei-c.org/Vault/P5/{version}/xml/tei/custom/schema/relaxng/{name}.rng"
    pattern = str(entry.get("fetch", usual))
    return pattern.format(version=version or data()["version"], name=name)


def pinned(address: str) -> str:
    """The SHA-256 that a file of this address is known to have; "" where none is known."""
    return str(data()["sums"].get(address, ""))


def _bare(address: str) -> str:
    """An address without scheme, query and fragment."""
    return re.split(r"[?#]", SCHEME.sub("", address), maxsplit=1)[0]


@lru_cache(maxsize=1)
def data() -> dict[str, Any]:
    """The data file."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _addresses() -> list[tuple[re.Pattern[str], str]]:
    """The patterns of addresses with the names they stand for, "" where the pattern tells it."""
    return [(re.compile(entry["pattern"]), entry.get("name", "")) for entry in data()["addresses"]]
