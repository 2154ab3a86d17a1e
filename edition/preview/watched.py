"""A watched edition: built at once, built again after each change; the last good one stays."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from edition import build as building
from edition.project import FILE, Project
from tei.diagnostics import Problem, TextLostError

PAUSE = 0.2  # seconds between two looks at the files
Stamps = dict[Path, tuple[int, int]]


@dataclass
class Edition:
    """An edition under watch.

    root:    where the pages are: one folder for one text, else a folder for each
    version: grows by one with each build that went well
    problem: why the last build did not; "" where it did
    """

    root: Path
    version: int = 0
    problem: str = ""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def built(self) -> None:
        """A build went well."""
        self._tell(self.version + 1, "")

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
    """Build the web edition once; a problem is kept for the page to show, never raised."""
    wanted = replace(project, formats=("html",), folder=edition.root)
    try:
        for _ in building.build_all(wanted, texts, lambda line: None):
            pass
    except (Problem, TextLostError, OSError) as error:
        edition.failed(str(error))
        return
    edition.built()


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
    """The texts, what lies beside them, the settings and registers, the project's stylesheets."""
    yield from texts
    yield from (project.root / name for name in (FILE, "people.toml", "places.toml"))
    for folder in {text.parent for text in texts}:
        yield from (path for path in folder.glob("*") if path.is_file())
    if (project.root / "xslt").is_dir():
        yield from (path for path in (project.root / "xslt").rglob("*") if path.is_file())
