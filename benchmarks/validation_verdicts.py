"""Verdicts and places of errors: our RELAX NG engine beside Jing."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from pages import Table

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "endtoend"))

from jing import Complaint, complaints, told_once  # noqa: E402
from mutations import DOCUMENT, mutations  # noqa: E402

from tei import odd  # noqa: E402
from tei.grammar import load  # noqa: E402
from tei.validation.reading import Unreadable, parse  # noqa: E402
from tei.validation.relaxng import faults, is_valid  # noqa: E402

SHARED = ROOT.parent / "shared" / "tei"
TEI_ALL = SHARED / "schemas" / "tei_all.rng"
OWN = ROOT / "schemas" / "edition.rng"
SMALL = ("test8", "testnotes1", "testapp2", "testspoken", "testoverlap")
TOLD = (
    "The verdicts are on the documents beside the project, by all RELAX NG schemas there, and on "
    "mutations of documents. *Jing's lines* are those of its errors; *missed* of them have no "
    "fault of ours, *repeated* likewise, but Jing only says again there what it said before; "
    "*added* lines have a fault of ours alone."
)


@dataclass(frozen=True)
class Agreement:
    """One schema on many documents: how far we agree with Jing.

    lines: Jing's error lines; missed: those without a fault of ours; repeated: the same where
    Jing only repeats its last words; added: ours alone
    """

    files: int
    invalid: int
    verdicts: Sequence[str]
    lines: int
    missed: int
    repeated: int
    added: int


def agreement(schema: Path, files: Mapping[Path, bytes]) -> Agreement:
    """Both verdicts on every file."""
    grammar, said = load(schema), complaints(schema, list(files))
    differing, lines, missed, repeated, added = [], 0, 0, 0, 0
    for file, data in files.items():
        ours, theirs = lines_of(grammar, file, data), {c.line for c in first_ids_apart(said[file])}
        news = {c.line for c in told_once(said[file])}
        if is_valid(data, grammar) == bool(said[file]):
            differing.append(file.name)
        lines += len(theirs)
        missed += len((theirs & news) - ours)
        repeated += len(theirs - news - ours)
        added += len(ours - {c.line for c in said[file]})
    invalid = sum(1 for file in files if said[file])
    return Agreement(len(files), invalid, differing, lines, missed, repeated, added)


def first_ids_apart(said: Sequence[Complaint]) -> list[Complaint]:
    """Complaints but for the hint where an identifier was first."""
    return [one for one in said if not one.words.startswith("first occurrence of ID")]


def lines_of(grammar: object, file: Path, data: bytes) -> set[int]:
    """The lines of our faults."""
    try:
        root = parse(data, file.name)
    except Unreadable as unreadable:
        return {finding.line for finding in unreadable.findings}
    return {fault.line for fault in faults(root, grammar, data)}  # type: ignore[arg-type]


def shared_documents() -> dict[Path, bytes]:
    """The documents beside the project."""
    folders = (SHARED / name for name in ("documents", "broken", "real"))
    return {file: file.read_bytes() for folder in folders for file in sorted(folder.glob("*.xml"))}


def mutated(folder: Path, times: int) -> dict[Path, bytes]:
    """Mutations of our document and of small valid ones."""
    made = {folder / f"own-{n}.xml": d for n, d in mutations(DOCUMENT.encode(), times, 3)}
    for name in SMALL:
        data = (SHARED / "documents" / f"{name}.xml").read_bytes()
        try:
            made |= {folder / f"{name}-{n}.xml": d for n, d in mutations(data, 2, 5)}
        except IndexError:
            continue  # it lacks what a change needs
    for file, data in made.items():
        file.write_bytes(data)
    return made


def compared() -> Iterator[tuple[str, Agreement]]:
    """Every schema on the documents."""
    documents = shared_documents()
    schemas = sorted([*(SHARED / "schemas").glob("*.rng"), *(SHARED / "odd").glob("*.rng")])
    for schema in [*schemas, OWN]:
        yield schema.name, agreement(schema, documents)


def compared_on_mutations(folder: Path) -> Iterator[tuple[str, Agreement]]:
    """Two schemas on mutations."""
    files = mutated(folder, 12)
    for schema in (TEI_ALL, OWN):
        yield f"{schema.name}, mutations", agreement(schema, files)


def verdicts(folder: Path) -> tuple[Table, list[str]]:
    """The table, and the files on which the verdicts differ."""
    found = [*compared(), *compared_on_mutations(folder)]
    head = ("schema", "files", "invalid", "differences", "Jing's lines", "missed", "repeated")
    rows = [
        (
            name,
            *map(str, (one.files, one.invalid, len(one.verdicts), one.lines)),
            *map(str, (one.missed, one.repeated, one.added)),
        )
        for name, one in found
    ]
    differing = [f"{name}: {file}" for name, one in found for file in one.verdicts]
    return Table("Verdicts and lines", (*head, "added"), rows, TOLD), differing


def error_test(folder: Path) -> Table:
    """TEI's own test of errors, by our compilation of its ODD."""
    source = SHARED / "detest"
    compiled = odd.compile(source / "detest.odd", SHARED / "schemas" / "p5subset.xml")
    schema = folder / "detest.rng"
    schema.write_bytes(etree.tostring(compiled.relaxng))
    log = (source / "detest_xml_relaxng.log").read_text()
    expected = {int(n) for n in re.findall(r"^detest\.xml:(\d+):", log, re.MULTILINE)}
    file = source / "detest.xml"
    ours = lines_of(load(schema), file, file.read_bytes())
    theirs = {c.line for c in complaints(schema, [file])[file]}
    rows = [
        (name, f"{len(lines & expected)} of {len(expected)}", str(len(lines - expected)))
        for name, lines in (("ours", ours), ("Jing", theirs))
    ]
    head = ("validator", "lines of the expected log", "other lines")
    return Table("TEI's test of errors (detest)", head, rows)
