"""gathering: what was built → the parts of a package."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from edition.build import Built
from edition.corpus.documents import is_corpus
from edition.deposit.metadata import named
from edition.deposit.parts import Part
from edition.deposit.record import Record
from tei.diagnostics import Diagnostic, Problem, declare
from tei.names import TEI
from tei.validation.reading import Unreadable, parse

METADATA = ("datacite-xml", "datacite-json", "dublin-core", "schema-org", "codemeta")
AT_THE_TOP = ("citation-cff",)  # where people and programs look for it
LEADING = ("href", "target", "ref", "corresp", "sameAs", "source", "resp", "who", "ana", "url")
POINTING = {f"{TEI}graphic": "url", f"{TEI}media": "url", f"{TEI}pb": "facs"}

declare(
    "package-text-unbuilt",
    "error",
    "Nothing was packed, for this text could not be built: {reason}",
    "A package without one of its texts would look like the whole edition. Mend the text, or take "
    "it out of sources in edition.toml.",
    failing="a TEI file among the sources that is not well-formed",
    passing="sources that edition build takes",
    exit_code=1,
)
declare(
    "package-metadata-left-out",
    "warning",
    "The package is made without {name}: {reason}",
    "A format whose mandatory fields are not known is left out of the package, and nothing is "
    "made up. Most archives will want it.",
    failing="edition deposit package, with a header that has no date",
    passing="the same with publicationStmt/date, or date in deposit.toml",
)


@dataclass(frozen=True, slots=True)
class Packed:
    """A text with its place in the package.

    built:  what it became; of a teiCorpus its documents, each by itself
    folder: that its files lie in below tei/ and text/: "" or "1911/"; pointers from one text to
            another lead there in the package as they do at home
    tei:    name of its TEI in the package
    source: file of its TEI: a teiCorpus goes in whole, with its own header
    """

    built: tuple[Built, ...]
    folder: str
    tei: str
    source: Path

    @property
    def text(self) -> Path:
        """The file that the user knows."""
        return self.built[0].text

    @property
    def encoded(self) -> bool:
        """Whether the text was plain, and its TEI was made here."""
        return self.built[0].document is not None

    @property
    def own(self) -> Path:
        """The file of its TEI that a person may change: not the copy in the folder built."""
        return self.source if self.encoded else self.text


def places(built: Sequence[Built]) -> list[Packed]:
    """Where each text goes.  Raises Problem("package-text-unbuilt")."""
    for one in built:
        if one.failed:
            reason = one.findings[0].message if one.findings else "it has no TEI"
            raise Problem("package-text-unbuilt", _place_of(one), reason=reason)
    folders = [str(one.text.resolve().parent) for one in built]
    common = os.path.commonpath(folders)
    found: list[Packed] = []
    for text, group in groupby(built, key=lambda one: one.text):
        below = Path(os.path.relpath(text.resolve().parent, common)).as_posix()
        folder = "" if below == "." else f"{below}/"
        found.append(_packed(tuple(group), folder, {one.tei for one in found}))
    return found


def _packed(built: tuple[Built, ...], folder: str, taken: Iterable[str]) -> Packed:
    """The place of one text; its own name, where no other of its folder has it."""
    text, first = built[0].text, built[0].files[0]
    if len(built) > 1 or (built[0].document is None and is_corpus(text)):
        return Packed(built, folder, f"tei/{folder}{text.name}", text)
    own = f"tei/{folder}{text.stem}.xml"
    return Packed(built, folder, own if own not in taken else f"tei/{folder}{first.name}", first)


def _place_of(built: Built) -> str:
    """The file and the line of the first finding."""
    if not built.findings:
        return str(built.text)
    first = built.findings[0]
    return f"{first.file}:{first.line}" if first.line else first.file


def parts_of(
    packed: Packed, folder: Path, root: etree._Element, texts: Collection[Path]
) -> Iterator[Part]:
    """The parts that one text gives: TEI, source, editions, pictures, files it points to.

    folder: below which all editions of the project lie
    root:   of its TEI
    texts:  all texts of the edition
    """
    yield Part(packed.tei, packed.source, "The edition in TEI", "tei")
    if packed.encoded:
        name = f"text/{packed.folder}{packed.text.name}"
        yield Part(name, packed.text, "The text as it was given", "text")
    yield from pictures(root, packed.text.parent, packed.folder)
    yield from companions(root, packed.text.parent, packed.folder, texts)
    for built in packed.built:
        for file in built.files[1:]:
            relative = Path(os.path.relpath(file, folder)).as_posix()
            yield Part(f"editions/{relative}", file, role="edition")


def pictures(root: etree._Element, base: Path, folder: str = "") -> Iterator[Part]:
    """The pictures that a TEI points to, where they lie in its folder or below.

    Each keeps the place that the TEI names, so that its pointers still lead there.
    """
    whole, seen = base.resolve(), set()
    for element in root.iter(*POINTING):
        for url in element.get(POINTING[str(element.tag)], "").split():
            name = named_by(url)
            if name not in seen and _inside(url, name, whole):
                seen.add(name)
                part = f"tei/{folder}{name}"
                yield Part(part, whole / name, "A picture of the edition", "picture")


def companions(
    root: etree._Element, base: Path, folder: str, texts: Collection[Path]
) -> Iterator[Part]:
    """Other files that a TEI needs or points to (XInclude, registers), and those that these need.

    base:  the folder of the TEI; only files in it or below go with it
    texts: the edition's own texts, which are in the package anyhow
    """
    whole = base.resolve()
    seen = {text.resolve() for text in texts}
    seen |= {part.content for part in pictures(root, base) if isinstance(part.content, Path)}
    waiting = [(root, whole)]
    while waiting:
        element, here = waiting.pop()
        for name in _names(element):
            file = _file(here, name, whole)
            if file is None or file in seen:
                continue
            seen.add(file)
            place = f"tei/{folder}{file.relative_to(whole).as_posix()}"
            yield Part(place, file, "A file that the edition points to", "companion")
            if (inner := _read(file)) is not None:
                waiting.append((inner, file.parent))


def _names(root: etree._Element) -> Iterator[str]:
    """The paths that pointers name, each once."""
    found = dict.fromkeys(
        token.partition("#")[0]
        for element in root.iter(tag=etree.Element)
        for attribute in LEADING
        for token in element.get(attribute, "").split()
    )
    return (named_by(one) for one in found if one and ":" not in one)


def _file(here: Path, name: str, whole: Path) -> Path | None:
    """A file in the folder of the edition or below, and no hidden one."""
    try:
        file = (here / name).resolve()
        if not file.is_relative_to(whole) or not file.is_file():
            return None
    except (OSError, ValueError):  # a name that no file can have
        return None
    hidden = any(step.startswith(".") for step in file.relative_to(whole).parts)
    return None if hidden else file


def _read(file: Path) -> etree._Element | None:
    """The root of an XML file; None for others."""
    if file.suffix.lower() not in (".xml", ".tei"):
        return None
    try:
        return parse(file.read_bytes(), str(file))
    except (OSError, Unreadable):
        return None


def named_by(url: str) -> str:
    """The path that a pointer names, relative to its document."""
    return posixpath.normpath(unquote(url.partition("#")[0]))


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
