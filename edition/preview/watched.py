"""A watched edition: built at once, built again after each change; the last good one stays."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from edition import editions
from edition.corpus.documents import is_corpus
from edition.printing import font_folder
from edition.project import FILE, REGISTERS, Project
from tei.diagnostics import Problem, TextLostError

PAUSE = 0.15  # seconds between two looks at the files
IDLE = 1.5  # seconds without a change after which a draft becomes the whole edition
LONG = 0.8  # seconds; an edition that takes longer is shown as a draft first
MOST = 20_000  # files that are looked at
Stamps = dict[Path, tuple[int, int]]


@dataclass
class Edition:
    """An edition under watch.

    root:    where the pages are, in `html`
    version: grows by one with each build that went well
    problem: why the last build did not; "" where it did
    draft:   whether the last build left out what takes time
    seconds: that the last whole build took
    """

    root: Path
    version: int = 0
    problem: str = ""
    draft: bool = False
    seconds: float = 0.0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def built(self, problem: str = "") -> None:
        """A build went well, but for the problem of one document of many."""
        self._tell(self.version + 1, problem)

    def failed(self, problem: str) -> None:
        """A build did not go well; the pages stay as they were."""
        self._tell(self.version, problem)

    def _tell(self, version: int, problem: str) -> None:
        with self.changed:
            self.version, self.problem = version, problem
            self.changed.notify_all()

    def news(self, version: int, problem: str, seconds: float) -> tuple[int, str]:
        """Version and problem, as soon as they differ from those given, or after a while."""
        with self.changed:
            self.changed.wait_for(
                lambda: (self.version, self.problem) != (version, problem), seconds
            )
            return self.version, self.problem


def build(project: Project, texts: list[Path], edition: Edition) -> None:
    """Build the web edition once; a problem is kept for the page to show, never raised.

    Of a large text only the pages that are read are made at first; `complete` makes the others.
    """
    draft = len(texts) == 1 and edition.seconds > LONG and not is_corpus(texts[0])
    problem = _build(project, texts, edition, draft=draft)
    if problem is None:
        return
    edition.draft = draft
    edition.built(problem)


def complete(project: Project, texts: list[Path], edition: Edition) -> None:
    """Make the whole edition of a draft.  Open pages are not told: what they show stays true."""
    edition.draft = False
    _build(project, texts, edition, draft=False)


def _build(project: Project, texts: list[Path], edition: Edition, *, draft: bool) -> str | None:
    """What is wrong with single documents; None where nothing was built, which is told."""
    began = time.perf_counter()
    web = replace(project.web, search="page", hosts=(), api=False)
    if draft:
        web = replace(web, source=False, words=False)
    wanted = replace(project, formats=("html",), folder=edition.root, web=web)
    processes = 1 if edition.version else 0
    found = []
    try:
        for built in editions.build_all(
            wanted, texts, lambda line: None, anew=False, processes=processes, check=False
        ):
            found += [one for one in built.findings if not built.files]
    except (Problem, TextLostError, OSError) as error:
        edition.failed(str(error))
        return None
    if not draft:
        edition.seconds = time.perf_counter() - began
    return "\n".join(f"{one.file}:{one.line}: {one.message} [{one.code}]" for one in found)


def restyle(changed: set[Path], project: Project, edition: Edition) -> bool:
    """Copy changed style sheets into the built edition; whether that was all there was to do."""
    folder = project.root / "xslt" / "web"
    places = [file for file in changed if file.suffix == ".css" and file.parent == folder]
    if not changed or len(places) < len(changed) or edition.problem:
        return False
    for file in places:
        old = edition.root / "html" / file.name
        if not (file.is_file() and old.is_file()):
            return False
    for file in places:
        shutil.copyfile(file, edition.root / "html" / file.name)
    edition.built()
    return True


def stamps(project: Project, texts: list[Path]) -> Stamps:
    """When each file that the edition is made from was last written, and its size."""
    found = {}
    for path in _inputs(project, texts):
        try:
            status = path.stat()
        except OSError:
            continue
        found[path] = status.st_mtime_ns, status.st_size
    return found


def _inputs(project: Project, texts: list[Path]) -> Iterator[Path]:
    """The texts and the pictures near them, settings, registers, logo, fonts, stylesheets."""
    yield from texts
    yield from (project.root / name for name in (FILE, *REGISTERS))
    if project.web.logo:
        yield project.root / project.web.logo
    folders = {text.parent for text in texts}
    folders |= {project.root / name for name in ("xslt", "fonts")}
    if fonts := font_folder(project.print.fonts, project.root):
        folders.add(fonts)
    for folder in sorted(folders):
        yield from islice(_files(folder, project), MOST)


def _files(folder: Path, project: Project) -> Iterator[Path]:
    """The files of a folder and of those in it, but for what is built, hidden, or a package."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or path.name == "node_modules" or path == project.folder:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path, project)
        elif path.is_file():
            yield path
