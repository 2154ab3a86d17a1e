"""Time and memory of whole processes: `edition validate` beside Jing, and hostile files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pages import Table
from validation_verdicts import DOCUMENT, SHARED, TEI_ALL

from jing import command  # isort: skip
from tei.grammar import load
from tei.validation.reading import parse
from tei.validation.relaxng import faults, is_valid

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
EDITION = str(Path(sys.executable).with_name("edition"))
WAYS = ("edition validate -q", "the same, no cache", "edition validate", "Jing")
TOLD = (
    "Whole processes, TEI All; the shortest of several runs. Each cell: seconds on the clock, "
    "peak memory in MB, and (but for Jing) how many times quicker than Jing by the clock, and by "
    "seconds of computing, which a busy machine changes less. `-q` tells errors alone; without "
    "it all rules beyond the schema are run too."
)


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


def timed(title: str, files: Sequence[Path], rounds: int) -> tuple[str, ...]:
    """One row of the table of times: the schema's errors alone, with all rules, and Jing."""
    jing = command()
    assert jing is not None
    names = [str(file) for file in files]
    bare = dict(os.environ) | {"EDITION_CACHE": ""}
    check = [EDITION, "validate", "--jobs", "1", "--schema", str(TEI_ALL), *names]
    ways: Sequence[Callable[[], Run]] = (
        lambda: run([*check, "--quiet"]),
        lambda: run([*check, "--quiet"], bare),
        lambda: run(check),
        lambda: run([*jing, str(TEI_ALL), *names]),
    )
    rounded = [[start() for start in ways] for _ in range(rounds)]  # in turn
    *ours, peer = [best(runs) for runs in zip(*rounded, strict=True)]
    return (title, *(cell(one, peer) for one in ours), cell(peer))


def cell(one: Run, peer: Run | None = None) -> str:
    """Seconds, memory, and the ratios to a peer."""
    words = f"{one.seconds:.2f} s, {one.memory:.0f} MB"
    if peer is None:
        return words
    clock, computing = peer.seconds / one.seconds, peer.computing / one.computing
    return f"{words} ({clock:.1f}×, {computing:.1f}×)"


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


def times(folder: Path, rounds: int, *, quick: bool) -> Table:
    """The table of times."""
    sizes = {"200KB": 1, "2MB": 2_000_000} | ({} if quick else {"20MB": 20_000_000})
    rows = []
    for title, size in sizes.items():
        file = folder / f"{title}.xml"
        file.write_bytes(long_document(size))
        rows.append(timed(f"one file, {file.stat().st_size // 1000} KB", [file], rounds))
    many = [folder / f"small-{n}.xml" for n in range(100 if quick else 1000)]
    for number, file in enumerate(many):
        file.write_bytes(small_document(20_000, number))
    rows.append(timed(f"{len(many)} files of 20 KB", many, max(1, rounds // 2)))
    return Table("Time and memory", ("", *WAYS), rows, TOLD, in_one_process(many))


def in_one_process(many: Sequence[Path]) -> str:
    """How many documents a second the engine alone does, and a document full of faults."""
    grammar = load(TEI_ALL)
    start = time.process_time()
    for file in many:
        is_valid(file.read_bytes(), grammar)
    rate = len(many) / (time.process_time() - start)
    wrong = long_document(2_000_000).replace(b"<l ", b"<ll ").replace(b"</l>", b"</ll>")
    start = time.process_time()
    count = sum(1 for _ in faults(parse(wrong, "wrong.xml"), grammar, wrong))
    took = time.process_time() - start
    return (
        f"In one process, the engine alone: {rate:.0f} files of 20 KB a second; a document of 2 MB "
        f"with {count:,} faults in {took:.1f} s."
    )


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


def hostilities(folder: Path) -> Table:
    """The table of hostile files: the whole command."""
    rows = []
    for title, data in hostile():
        file = folder / "hostile.xml"
        file.write_bytes(data)
        one = run([sys.executable, "-c", ENGINE, str(TEI_ALL), str(file)])
        two = run([EDITION, "validate", "--schema", str(TEI_ALL), str(file)])
        rows.append((title, cell(one), cell(two)))
    told = "Files that were made to exhaust a reader: refused, or checked in bounded time."
    return Table("Hostile files", ("file", "engine", "edition validate"), rows, told)
