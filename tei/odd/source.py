"""Where the declarations come from that a customisation chooses from.

TEI itself is one file, p5subset.xml, which the TEI Consortium publishes with every
release.  It is taken from what the caller names, the environment variable
EDITION_P5SUBSET, or the user's data folder, in this order; never from the network.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from tei.diagnostics import Problem, declare
from tei.names import TEI, local
from tei.odd import reading
from tei.odd.specification import (
    ClassSpec,
    DataSpec,
    ElementSpec,
    MacroSpec,
    Module,
    Specification,
)
from tei.odd.texts import notes
from tei.validation import catalogue
from tei.validation.reading import Unreadable, parse

KINDS: dict[type, str] = {
    ElementSpec: "elements",
    ClassSpec: "classes",
    MacroSpec: "macros",
    DataSpec: "datatypes",
}
VARIABLE = "EDITION_P5SUBSET"
NAME = "p5subset.xml"
VERSION = re.compile(r"\d+\.\d+\.\d+")
TEI_ADDRESS = re.compile(r"tei:|https?://(www\.)?tei-c\.org/|.*\bp5subset\.xml$")

declare(
    "odd-source-missing",
    "error",
    "This customisation chooses from TEI, and TEI's declarations (p5subset.xml) are not here. "
    "Run `edition schema install p5subset`, or name the file with --source or in the environment "
    "variable EDITION_P5SUBSET.",
    "The declarations of TEI are one file, p5subset.xml, which comes with every release of the "
    "Guidelines. It is not part of the toolkit, and nothing is fetched without being asked for.",
    failing="edition schema compile letters.odd -o letters.rng",
    passing="edition schema compile letters.odd --source p5subset.xml -o letters.rng",
    source="TEI P5 Guidelines, §23.2 (Modules)",
)
declare(
    "odd-unreadable",
    "error",
    "The file cannot be read ({reason}). Check the path and that it is well-formed XML.",
    "An ODD and everything that it takes in by @source, specGrpRef or moduleRef is an XML file "
    "of this computer; addresses of the network are not followed.",
    failing='<schemaSpec ident="letters" source="nowhere.odd"/>',
    passing='<schemaSpec ident="letters" source="base.odd"/>, where base.odd lies beside it',
)


def locate(given: Path | None = None, version: str = "") -> Path:
    """The file of TEI's declarations.  Raises Problem("odd-source-missing")."""
    if given is not None:
        return given
    for path in candidates(version):
        if path.is_file():
            return path
    raise Problem("odd-source-missing", NAME)


def candidates(version: str = "") -> Iterator[Path]:
    """The places where it may lie, the nearest first; of a version where one is asked for."""
    if named := os.environ.get(VARIABLE):
        yield Path(named)
    if installed := catalogue.by_name(NAME, version):
        yield installed


def is_tei(address: str) -> bool:
    """Whether a @source names TEI itself, in whatever version."""
    return TEI_ADDRESS.match(address) is not None


def beside(file: Path, address: str) -> Path:
    """The file that an address in another file means.  Raises Problem("odd-unreadable")."""
    plain = address.split("#")[0].removeprefix("file://")
    if "://" in plain:
        installed = catalogue.by_address(plain)
        if installed is None:
            reason = f"{plain} is not installed; edition schema install {plain} fetches it"
            raise Problem("odd-unreadable", str(file), reason=reason)
        return installed
    return file.parent / unquote(plain)


def read_xml(path: Path) -> etree._Element:
    """The root of a file.  Raises Problem("odd-unreadable")."""
    try:
        return parse(path.read_bytes(), str(path))
    except OSError as error:
        raise Problem("odd-unreadable", str(path), reason=error.strerror or str(error)) from None
    except Unreadable as error:
        found = error.findings[0]
        place = f"{path}:{found.line}"
        raise Problem("odd-unreadable", place, reason=found.message.rstrip(".")) from None


def load(path: Path) -> Specification | None:
    """All declarations of a file of TEI's source; None where the file is a customisation.

    Raises Problem("odd-unreadable").
    """
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise Problem("odd-unreadable", str(path), reason=error.strerror or str(error)) from None
    return _load(path, changed)


@lru_cache(maxsize=2)
def _load(path: Path, _changed: int) -> Specification | None:
    root = read_xml(path)
    return None if is_odd(root) else everything(root, str(path))


def everything(root: etree._Element, file: str) -> Specification:
    """All declarations in a document, by ident."""
    tags = [TEI + name for name in reading.SPECS]
    specs = [reading.spec(node, file) for node in root.iter(*tags)]
    told = next(
        (etree.tostring(e, method="text", encoding="utf-8") for e in root.iter(TEI + "edition")),
        b"",
    )
    version = VERSION.search(told.decode("ascii", "replace"))
    return Specification(
        modules={module.ident: module for module in modules(root)},
        edition=version[0] if version else "",
        **sorted_out(specs),
    )


def modules(root: etree._Element) -> Iterator[Module]:
    """The modules that a document declares."""
    for node in root.iter(TEI + "moduleSpec"):
        if ident := node.get("ident"):
            yield Module(ident, notes(node))


def sorted_out(specs: Iterable[reading.AnySpec]) -> dict[str, Any]:
    """Declarations by kind, named as the fields of a Specification."""
    found: dict[str, dict[str, reading.AnySpec]] = {name: {} for name in KINDS.values()}
    for spec in specs:
        found[KINDS[type(spec)]].setdefault(spec.ident, spec)
    return found


def schema_of(root: etree._Element) -> etree._Element | None:
    """The first schemaSpec of a document."""
    return next(root.iter(TEI + "schemaSpec"), None)


def is_odd(root: etree._Element) -> bool:
    """Whether a document is a customisation."""
    return local(root) in ("TEI", "schemaSpec", "teiCorpus") and schema_of(root) is not None
