"""The editions of one text, or of many as one site: what `edition build` makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from edition import writers
from edition.build import Built, Hear, build
from edition.corpus.building import build_many
from edition.corpus.documents import is_corpus
from edition.project import Project
from tei.diagnostics import Problem, declare

declare(
    "format-unknown",
    "error",
    "There is no writer for the format {name}. Known: {known}.",
    "Each output format is made by a writer; the name is that of --format or of [build] formats.",
    failing="edition build --format docx speech.txt",
    passing="edition build --format html speech.txt",
)


def build_all(
    project: Project,
    texts: list[Path],
    hear: Hear,
    *,
    anew: bool = True,
    processes: int = 1,
    check: bool = True,
) -> Iterator[Built]:
    """Build each text.  Several texts, or a teiCorpus, become one site (edition/corpus).

    hear:      called with a line on what is being done
    anew:      also what has not changed since it was built
    processes: that build side by side; 0 for one to a core.  Other processes than this one keep
               their encodings: Built.document is None then
    check:     validate what is encoded of a single text
    """
    known = writers.installed()
    for name in project.formats:
        if name not in known:
            raise Problem("format-unknown", str(project.root), name=name, known=", ".join(known))
    if len(texts) > 1 or is_corpus(texts[0]):
        yield from build_many(project, texts, hear, anew, processes)
    else:
        yield build(project, texts[0], project.folder, hear, check=check)
