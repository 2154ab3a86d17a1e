"""gathering: what was built → the parts of a package."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from edition.build import Built
from edition.deposit.metadata import named
from edition.deposit.parts import Part
from edition.deposit.record import Record
from tei.diagnostics import Diagnostic, Problem, declare
from tei.names import TEI

METADATA = ("datacite-xml", "datacite-json", "dublin-core", "schema-org", "codemeta")
AT_THE_TOP = ("citation-cff",)  # where people and programs look for it
POINTING = {f"{TEI}graphic": "url", f"{TEI}media": "url", f"{TEI}pb": "facs"}

declare(
    "package-metadata-left-out",
    "warning",
    "The package is made without {name}: {reason}",
    "A format whose mandatory fields are not known is left out of the package, and nothing is "
    "made up. Most archives will want it.",
    failing="edition deposit package, with a header that has no date",
    passing="the same with publicationStmt/date, or date in deposit.toml",
)


def tei_name(built: Built) -> str:
    """What the TEI of a text is called in the package."""
    return f"tei/{built.files[0].name}"


def parts_of(built: Built, folder: Path, root: etree._Element) -> Iterator[Part]:
    """The parts that one text gives: TEI, source, editions, pictures.

    folder: below which all editions of the project lie
    root:   of its TEI
    """
    tei = built.files[0]
    yield Part(tei_name(built), tei, "The edition in TEI", "tei")
    if built.document is not None:
        yield Part(f"text/{built.text.name}", built.text, "The text as it was given", "text")
    yield from pictures(root, built.text.parent)
    for file in built.files[1:]:
        relative = Path(os.path.relpath(file, folder)).as_posix()
        yield Part(f"editions/{relative}", file, role="edition")


def pictures(root: etree._Element, base: Path) -> Iterator[Part]:
    """The pictures that a TEI points to, where they lie in its folder or below.

    Each keeps the place that the TEI names, so that its pointers still lead there.
    """
    whole, seen = base.resolve(), set()
    for element in root.iter(*POINTING):
        for url in element.get(POINTING[str(element.tag)], "").split():
            name = posixpath.normpath(unquote(url.partition("#")[0]))
            if name not in seen and _inside(url, name, whole):
                seen.add(name)
                yield Part(f"tei/{name}", whole / name, "A picture of the edition", "picture")


def _inside(url: str, name: str, base: Path) -> bool:
    """Whether a pointer means a file in a folder or below: no address, and no way out."""
    if "://" in url or url.startswith(("#", "data:")) or "\0" in name:
        return False
    if name.startswith(("/", "\\", "..")):
        return False
    try:
        file = (base / name).resolve()
        return file.is_relative_to(base) and file.is_file()
    except OSError:
        return False


def described(record: Record, findings: list[Diagnostic]) -> Iterator[Part]:
    """The record in the formats that go into a package; `findings` gets what is left out."""
    for name in (*AT_THE_TOP, *METADATA):
        form = named(name)
        try:
            data = form.write(record)
        except Problem as problem:
            findings.append(_left_out(form.title or name, problem))
            continue
        file = form.file or f"{name}{form.suffix}"
        path = file if name in AT_THE_TOP else f"metadata/{file}"
        yield Part(path, data, form.title, "metadata", form.media_type)


def _left_out(name: str, problem: Problem) -> Diagnostic:
    from tei.diagnostics import RULES

    rule = RULES["package-metadata-left-out"]
    words = rule.message.format(name=name, reason=problem.message)
    return Diagnostic(rule.code, rule.severity, problem.place, 0, words)
