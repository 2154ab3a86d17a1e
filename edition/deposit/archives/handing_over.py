"""handing over: a built edition → a folder as one archive wants it, to be uploaded by hand.

The archives' own rules are checked with it (`edition deposit check --target …`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from edition import build as building
from edition import editions
from edition.deposit.checking import check
from edition.deposit.folder import find
from edition.deposit.names import safe
from edition.deposit.package import Contents
from edition.deposit.packaging import FOLDER, gather, target
from edition.deposit.parts import Measured, by_name, measure
from edition.deposit.targets import Target, installed
from edition.deposit.zipping import fill
from edition.writers import whole_folder
from tei.diagnostics import Diagnostic, Problem, declare

declare(
    "target-not-exported",
    "error",
    "{title} takes the package as it is: edition deposit package, without --target. Folders of "
    "their own have: {known}.",
    "Most archives take one package. Some want their own files and names; for those there is "
    "--target.",
    failing="edition deposit package --target zenodo",
    passing="edition deposit package --target arche",
)

OF_PACKAGES = ("package-metadata-left-out",)  # the folder has no such descriptions anyway


@dataclass(frozen=True)
class Handed:
    """A folder for an archive: where it is, its files, what the archive would find wrong."""

    path: Path
    files: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


def hand_over(
    what: Path,
    archive: Target,
    out: Path | None = None,
    formats: Sequence[str] = (),
    hear: building.Hear = lambda line: None,
) -> Handed:
    """Build an edition and write what an archive wants into a folder, whole or not at all.

    out: the folder; else deposit/NAME-ARCHIVE in the project, which is replaced

    Raises Problem("target-not-exported"), and as `edition.deposit.packaging.make` does.
    """
    if archive.export is None:
        known = ", ".join(name for name, one in installed().items() if one.export is not None)
        raise Problem("target-not-exported", archive.name, title=archive.title, known=known)
    project, texts = target(what)
    project = replace(project, formats=tuple(formats) or project.packaged)
    built = list(editions.build_all(project, texts, hear))
    contents, findings, _ = gather(what, project, built, hear)
    single = what.is_file() and built[0].document is not None
    edition = find(built[0].files[0] if single else what)
    files = by_name(map(measure, safe(list(archive.export(edition, contents)))))
    place = out or project.root / FOLDER / f"{contents.name}-{archive.name}"
    if out is not None and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Problem("package-place-taken", str(out))
    _write(place, contents, files)
    told = [one for one in findings if one.code not in OF_PACKAGES]
    return Handed(place, tuple(one.name for one in files), (*told, *check(edition, archive)))


def _write(place: Path, contents: Contents, files: list[Measured]) -> None:
    try:
        with whole_folder(place) as fresh:
            fill(fresh, files, contents.moment)
    except OSError as error:
        raise Problem(
            "output-unwritable", str(place), reason=error.strerror or str(error)
        ) from None
