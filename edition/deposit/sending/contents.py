"""contents: what is sent: the edition as it is now, checked, with its DOI, packed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from edition import build as building
from edition import editions
from edition.deposit import packaging
from edition.deposit.checking import check
from edition.deposit.folder import Edition, find
from edition.deposit.parts import Part
from edition.deposit.premis import Event
from edition.deposit.record import Record
from edition.deposit.sending.state import State
from edition.deposit.sending.toml_back import (
    into_deposit,
    into_project,
    prove_deposit,
    prove_project,
)
from edition.deposit.sending.uploading import Upload, upload_of
from edition.deposit.sending.writing_back import prove_place, write_back
from edition.deposit.settings import FILE as DEPOSIT
from edition.deposit.targets import Target
from edition.project import FILE as PROJECT
from edition.project import Project
from tei.diagnostics import Diagnostic, Problem, declare

MOST = 50  # files beside the package; archives limit them (Zenodo to 100), and it has them all
ALONE = (".pdf", ".epub")  # editions that are of use outside the package, too

declare(
    "deposit-text-alone",
    "error",
    "A plain text alone has no place for the DOI that it gets. Make it a project (edition new "
    "NAME {name}), or send its TEI.",
    "The DOI is written into the edition before it is packed. The TEI of a plain text is made "
    "anew each time; a project keeps the DOI in edition.toml.",
    failing="edition deposit send --target zenodo letter.txt",
    passing="edition deposit send --target zenodo letter.xml",
)


# How a DOI is written into files of settings, and proved before anything is sent.
WRITERS = {PROJECT: into_project, DEPOSIT: into_deposit}
PROVERS: dict[str, Callable[[Path], None]] = {
    PROJECT: prove_project,
    DEPOSIT: prove_deposit,
}


@dataclass(frozen=True)
class Sent:
    """What is to be sent: the project, its texts, the editions that are wanted."""

    what: Path
    project: Project
    texts: tuple[Path, ...]
    formats: tuple[str, ...] = ()

    @property
    def edition(self) -> Edition:
        """The edition as it lies there now.  Raises Problem."""
        return find(self.what)


def read(what: Path, formats: tuple[str, ...], hear: building.Hear) -> Sent:
    """Read what is to be sent, and make the TEI of its texts anew.

    Raises Problem, also where a DOI could not be written into it: before anything is sent.
    """
    project, texts = packaging.target(what)
    sent = Sent(what, project, tuple(texts), formats)
    if _alone(sent) and not building.is_xml(texts[0]):
        raise Problem("deposit-text-alone", str(what), name=texts[0].name)
    for path in places(sent):
        PROVERS.get(path.name, prove_place)(path)
    _renewed(sent, hear)
    return sent


def _alone(sent: Sent) -> bool:
    """Whether a file is sent, not a project."""
    return sent.texts == (sent.what,)


def _renewed(sent: Sent, hear: building.Hear = lambda line: None) -> None:
    """The TEI in the folder of the built editions, as the texts and settings are now."""
    if not _alone(sent):
        project = replace(packaging.target(sent.what)[0], formats=())
        list(editions.build_all(project, list(sent.texts), hear))


def record_of(sent: Sent) -> Record:
    """What the archive is told of the edition.  Raises Problem."""
    return sent.edition.record


def check_first(sent: Sent, target: Target, ours: Collection[str]) -> tuple[Diagnostic, ...]:
    """What the archive would refuse, found before anything is sent.  Raises Problem.

    ours: DOIs that were reserved for this edition; those of a test archive look like
          placeholders, and are none here
    """
    return tuple(check(sent.edition, target, ours))


def places(sent: Sent) -> list[Path]:
    """The files that a DOI is written into: TEI, else the settings that TEI is made from."""
    texts = [text for text in sent.texts if building.is_xml(text)]
    settings = [sent.project.root / PROJECT] if len(texts) < len(sent.texts) else []
    overlay = [sent.project.root / DEPOSIT] if len(sent.texts) > 1 else []
    return [*texts, *settings, *overlay]


def write_doi(sent: Sent, doi: str, ours: Collection[str]) -> tuple[Path, ...]:
    """Write the DOI into the sources of the edition; the files that were changed.

    ours: DOIs that it takes the place of

    Raises Problem.
    """
    changed = []
    for path in places(sent):
        write = WRITERS.get(path.name, write_back)
        if write(path, doi, ours):
            changed.append(path)
    if changed:
        _renewed(sent)
    return tuple(changed)


def packed(sent: Sent, state: State, hear: Callable[[str], None]) -> list[Upload]:
    """The files to upload: the package, and what is of use without it, unless that is too much.

    The package says where it goes; it is the same to the byte each time it is made.  Raises
    Problem.
    """
    detail = f"The package was made for {state.server}"
    doi = f" under the DOI {state.now.doi}" if state.now.doi else ""
    events = [Event("transfer", detail + doi)]
    made = packaging.make(sent.what, None, "zip", sent.formats, hear, events)
    single = _single(made.contents.parts)
    if len(single) > MOST:
        single = {name: path for name, path in single.items() if name.endswith(ALONE)}
    kept = single if len(single) <= MOST else {}
    uploads = [upload_of(made.path)]
    for name, path in kept.items():
        if name != made.path.name:
            uploads.append(upload_of(path, name))
    return uploads


def _single(parts: Iterable[Part]) -> dict[str, Path]:
    """The files that are of use alone, by their bare names; of two, the one nearer to the top.

    Where two are equally near (several texts with a file of one name), the package alone has them.
    """
    found: dict[str, list[tuple[int, Path]]] = {}
    for part in parts:
        if _of_use(part) and isinstance(part.content, Path):
            place = PurePosixPath(part.name)
            found.setdefault(place.name, []).append((len(place.parts), part.content))
    nearest = {name: sorted(places, key=lambda one: one[0]) for name, places in found.items()}
    return {
        name: places[0][1]
        for name, places in nearest.items()
        if len(places) == 1 or places[0][0] < places[1][0]
    }


def _of_use(part: Part) -> bool:
    """Whether somebody wants a file without the rest of the package: the TEI, a PDF, an EPUB."""
    if part.role == "tei":
        return True
    return part.role == "edition" and Path(part.name).suffix.lower() in ALONE
