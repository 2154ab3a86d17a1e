"""What is deposited: the TEI documents of a project, a folder or one file, and all files with them.

Nothing is built here: of a plain text, what `edition build` made of it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from lxml import etree

from edition.corpus.documents import sources
from edition.deposit.crosswalk import record
from edition.deposit.overlay import overlaid
from edition.deposit.record import Origin, Record, Text
from edition.deposit.settings import FILE, NO_OVERLAY, Overlay, read
from edition.deposit.uniting import united
from edition.project import FILE as PROJECT
from edition.project import Project, load
from tei.diagnostics import Problem, declare
from tei.names import TEI
from tei.validation.corpus import documents
from tei.validation.reading import Unreadable, parse

declare(
    "edition-unbuilt",
    "error",
    "The project has no TEI of {name} yet. Run edition build first, then this command again.",
    "What is deposited is what edition build made; the TEI of a plain text stands in the folder "
    "of the built editions.",
    failing="edition deposit check, in a project that was never built",
    passing="edition build, then edition deposit check",
)
declare(
    "edition-empty",
    "error",
    "There is no TEI document here. Name a TEI file, a folder with TEI files, or a project.",
    "A deposit needs at least one TEI document: its header says what the edition is.",
    failing="edition deposit check, in an empty folder",
    passing="edition deposit check letters/",
)

declare(
    "document-not-tei",
    "error",
    "The root element is {name}, not TEI or teiCorpus in the namespace "
    "http://www.tei-c.org/ns/1.0. Name a TEI P5 document.",
    "What an archive is told of an edition is read from a teiHeader of TEI P5.",
    failing="edition deposit check page.xhtml",
    passing="edition deposit check letter.xml",
    exit_code=1,
)

ROOTS = (f"{TEI}TEI", f"{TEI}teiCorpus")


@dataclass(frozen=True)
class Document:
    """One TEI document, read when it is looked at: an edition may have thousands.

    path:  its file, as findings name it
    stamp: when it was changed, nanoseconds: a file that changes is read again
    text:  what it was built from, where its pointers start; None for the file itself
    """

    path: Path
    stamp: int
    text: Path | None = None

    @property
    def own(self) -> Path:
        """The file that the user knows: the text, or the document itself."""
        return self.text or self.path

    @property
    def encoded(self) -> bool:
        """Whether it was made here of a plain text: nobody can mend it, for it is made anew."""
        return self.own != self.path

    @property
    def base(self) -> Path:
        """The folder that its pointers start from."""
        return self.own.parent

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return _loaded(self.path, self.stamp)[0]

    @property
    def root(self) -> etree._Element | None:
        """Its root element; None where it is not well-formed."""
        return _loaded(self.path, self.stamp)[1]


KEPT = 4  # documents that are held in memory


@lru_cache(maxsize=KEPT)
def _loaded(path: Path, stamp: int) -> tuple[bytes, etree._Element | None]:
    data = path.read_bytes()
    try:
        return data, parse(data, str(path))
    except Unreadable:
        return data, None


@dataclass(frozen=True)
class Edition:
    """What is to be deposited.

    root:      the folder that file names are relative to
    documents: its TEI documents, sorted
    files:     every file that goes with it, the documents among them, sorted
    overlay:   what deposit.toml says
    project:   None for a folder or a file without edition.toml
    alone:     whether it is one file, and not the folder that the file lies in
    """

    root: Path
    documents: tuple[Document, ...]
    files: tuple[Path, ...] = ()
    overlay: Overlay = NO_OVERLAY
    project: Project | None = None
    alone: bool = False

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The record of each document that can be read, without deposit.toml."""
        roots = ((one, one.root) for one in self.documents)
        return tuple(record(root, file=str(one.path)) for one, root in roots if root is not None)

    @cached_property
    def record(self) -> Record:
        """The record of the whole edition.  Raises Problem for a deposit.toml with faults."""
        return overlaid(self._titled(united(self.records)), self.overlay)

    def _titled(self, whole: Record) -> Record:
        """Several documents have the title that edition.toml gives them all."""
        title = self.project.settings.title if self.project is not None else ""
        if not title or len(self.documents) < 2:
            return whole
        return replace(whole, title=Text(title, "", Origin(PROJECT, 0, "edition.title")))


def find(what: Path) -> Edition:
    """The edition of a project, a folder, or a TEI file.

    Raises Problem where there is none, where it is not built, or where settings have faults.
    """
    if what.name == PROJECT:
        what = what.parent
    if what.is_dir():
        return _of_project(what) if (what / PROJECT).is_file() else _of_folder(what)
    if not what.exists():
        raise Problem("text-unreadable", str(what), reason="there is no such file")
    return Edition(what.parent, (document(what),), (what,), _overlay(what.parent), alone=True)


def document(path: Path) -> Document:
    """A TEI document.  Raises Problem where it cannot be read or is another kind of XML."""
    try:
        found = Document(path, path.stat().st_mtime_ns)
        root = found.root
    except OSError as error:
        raise Problem("text-unreadable", str(path), reason=error.strerror or str(error)) from None
    if root is not None and root.tag not in ROOTS:
        raise Problem("document-not-tei", f"{path}:{root.sourceline}", name=str(root.tag))
    return found


def _overlay(folder: Path) -> Overlay:
    """The deposit.toml of a folder, or of the project that the folder lies in."""
    for place in (folder, *folder.resolve().parents):
        if (place / FILE).is_file():
            return read(place / FILE)
        if (place / PROJECT).is_file():
            break
    return NO_OVERLAY


def _of_project(root: Path) -> Edition:
    """The edition of a project: the TEI of each of its texts, and what was built with it."""
    project = load(root)
    texts = project.texts()
    paths = _tei_of_all(texts, project)
    built = _files(project.folder) if project.folder.is_dir() else []
    found = tuple(
        replace(document(path), text=text) for path, text in zip(paths, texts, strict=True)
    )
    files = sorted({*paths, *built, *texts, *_pictures(found)})
    return Edition(root, found, tuple(files), read(root / FILE), project)


def _pictures(documents: tuple[Document, ...]) -> Iterator[Path]:
    """The pictures that documents point to; those of their folders go with them."""
    from edition.deposit.gathering import named_by, pictures

    for one in documents:
        for part in pictures(one.root, one.base) if one.root is not None else ():
            yield one.base / named_by(part.name.removeprefix("tei/"))


def _tei_of_all(texts: list[Path], project: Project) -> list[Path]:
    """The TEI of each text, where `edition build` puts it: of several, each in its own folder."""
    if len(texts) == 1:
        return [_tei_of(texts[0], project.folder / f"{texts[0].stem}.xml", project)]
    return [
        _tei_of(one.text, project.folder / one.name / f"{one.name}.xml", project)
        for one in sources(texts)
    ]


def _tei_of(text: Path, built: Path, project: Project) -> Path:
    """The TEI of a text: the text itself, else what was built of it."""
    if text.suffix.lower() in (".xml", ".tei"):
        return text
    if built.is_file():
        return built
    raise Problem("edition-unbuilt", str(project.root), name=text.name)


def _of_folder(root: Path) -> Edition:
    """The edition of a folder that is no project: its TEI documents and all its files."""
    found = []
    for path in documents([root]):
        if path.suffix.lower() in (".xml", ".tei") and not _made_here(path, root):
            found.append(document(path))
    if not found:
        raise Problem("edition-empty", str(root))
    files = [path for path in _files(root) if not _made_here(path, root)]
    return Edition(root, tuple(found), tuple(files), read(root / FILE))


# The folders that editions and packages of a folder without edition.toml go into.
BUILT, PACKED = "build", "deposit"


def _made_here(path: Path, root: Path) -> bool:
    """Whether a file is what an earlier command made of the folder."""
    steps = path.relative_to(root).parts
    return len(steps) > 1 and steps[0] in (BUILT, PACKED)


# What is beside an edition and about its deposits: no part of it.
BESIDE = (
    FILE,
    f"{FILE}.example",
    "deposit-state.json",
    "deposit-ids.json",
    "deposit-state.json.lock",
)


def _files(folder: Path) -> list[Path]:
    """The files of a folder and below, sorted, without hidden ones and what is about deposits."""
    return sorted(path for path in _walked(folder) if not path.name.endswith(BESIDE))


def _walked(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path
