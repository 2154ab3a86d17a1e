"""The ODD compiler against the schemas that TEI's own tools make of the same ODDs.

    python benchmarks/odd.py [--mutations N] [--write] [NAME…]

For each customisation beside the project (../shared/tei/odd): the time of a whole run of
`edition schema compile`; the verdicts of both grammars, by jing, on all documents there and
on mutations of documents made at random; every element's content, attributes and values
compared as languages; the rules of Schematron compared.  Differences are listed and, where
a newer schema of TEI's shows who is right, explained.  Exit code 1 where one is not.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree
from odd_documents import Maker, mutations
from odd_patterns import SHARED, Found, patterns, short
from pages import DOCS, Table, shown, written

from tei.grammar.grammar import load

ROOT = Path(__file__).resolve().parent.parent
SOURCE = SHARED / "schemas" / "p5subset.xml"
COMMAND = Path(sys.executable).with_name("edition")
SCH = "{http://purl.oclc.org/dsdl/schematron}"
TOLD = re.compile(r"(.+?):(\d+):\d+: (error|fatal): (.*)")
VALUE = re.compile(r'value of attribute "([^"]+)" is invalid')
SEED = 1911
PAGE = DOCS / "odd.md"
HEAD = (
    *("customisation", "seconds", "of one core", "elements", "documents", "mutations"),
    *("explained", "not explained"),
)
INTRODUCTION = (
    "TEI's own customisations, compiled by `edition schema compile` and by TEI's own tools: the "
    "same verdicts on documents and on mutations of documents made at random (by Jing), the same "
    "content, attributes and values of every element (compared as languages), the same rules."
)
BELOW = (
    "Seconds: a whole run of the command that writes RELAX NG and Schematron. Documents and "
    "mutations: how many, in brackets how many of them both schemas refuse. The last columns count "
    "differences."
)
WHY = (
    "A difference is explained where a newer schema of TEI's agrees with ours: the tools that "
    "made the older ones lost lists of values."
)
CHANGES = 4  # mutations to each document that is tried as it is


def main() -> int:
    """Print the table; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="customisations, e.g. tei_lite; else all")
    parser.add_argument("--mutations", type=int, default=240, metavar="N")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what is explained too")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print("the shared schemas (../shared/tei) are not beside this checkout")
        return 0
    names = options.names or sorted(p.stem for p in (SHARED / "odd").glob("*.odd"))
    every: dict[str, Found] = {}
    rows = []
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            every[name] = Found()
            rows.append(row(name, Path(folder), options.mutations, every[name]))
        print("  ".join(rows[-1]), flush=True)
        listed = every[name].unexplained + (every[name].explained if options.verbose else [])
        print("".join(f"    {line}\n" for line in listed), end="")
    tables = [Table("Customisations", HEAD, rows, BELOW), *differences(every)]
    print(shown(tables[0]))
    if options.write:
        written(PAGE, "The ODD compiler, measured", INTRODUCTION, tables, "make check-odd")
    return int(any(found.unexplained for found in every.values()))


def differences(every: Mapping[str, Found]) -> Iterator[Table]:
    """What is different, with the reason where a newer schema of TEI's shows it."""
    rows = [
        (name, line, reason)
        for name, found in every.items()
        for reason, lines in (("explained", found.explained), ("not explained", found.unexplained))
        for line in lines
    ]
    if rows:
        yield Table("Differences", ("customisation", "difference", ""), rows, WHY)


def row(name: str, folder: Path, count: int, found: Found) -> tuple[str, ...]:
    """Compare one customisation; its row of the table."""
    seconds, used = compile_odd(name, folder)
    official, ours = SHARED / "odd" / f"{name}.expected.rng", folder / "ours.rng"
    lost = patterns(load(official), load(ours), found)
    documents = [
        p for part in ("documents", "broken", "real") for p in sorted((SHARED / part).glob("*.xml"))
    ]
    refused = verdicts(official, ours, documents, lost, found)
    mutated = list(written_out(official, folder, count))
    refused_mutated = verdicts(official, ours, mutated, lost, found)
    rules(SHARED / "odd" / f"{name}.expected.sch", folder / "ours.sch", ours, found)
    return (
        name,
        f"{seconds:.2f}",
        f"{used:.2f}",
        str(len(load(ours).declarations)),
        f"{len(documents)} ({refused})",
        f"{len(mutated)} ({refused_mutated})",
        str(len(found.explained)),
        str(len(found.unexplained)),
    )


def compile_odd(name: str, folder: Path) -> tuple[float, float]:
    """Seconds of a whole run of the command line, by the clock and of one core."""
    outputs = ["-o", str(folder / "ours.rng"), "-o", str(folder / "ours.sch")]
    odd = str(SHARED / "odd" / f"{name}.odd")
    command = [str(COMMAND), "schema", "compile", odd, "--source", str(SOURCE), *outputs]
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begun, used


def verdicts(official: Path, ours: Path, files: list[Path], lost: set[str], found: Found) -> int:
    """How many documents both refuse; where the verdicts differ, it is noted."""
    theirs, mine = jing(official, files), jing(ours, files)
    both = 0
    for path in map(str, files):
        one, two = theirs.get(path, []), mine.get(path, [])
        both += bool(one and two)
        if bool(one) != bool(two):
            told = f"{Path(path).name}: {'refused' if two else 'accepted'}, {(one or two)[0][1]}"
            names = {match[1] for _, message in two if (match := VALUE.search(message))}
            values = len(names) and all(VALUE.search(message) for _, message in two)
            reason = two and values and names <= {entry.partition("@")[2] for entry in lost}
            (found.explained if reason else found.unexplained).append(told)
    return both


def jing(schema: Path, files: list[Path]) -> dict[str, list[tuple[int, str]]]:
    """The errors of each file: line and words.  After a fatal one, jing is started again."""
    found: dict[str, list[tuple[int, str]]] = {}
    rest = [str(path) for path in files]
    while rest:
        run = subprocess.run(["jing", str(schema), *rest], capture_output=True, text=True)
        fatal = ""
        for match in filter(None, map(TOLD.match, run.stdout.splitlines())):
            if match[1] == str(schema):
                raise SystemExit(f"{schema}: {match[0]}")
            found.setdefault(match[1], []).append((int(match[2]), match[4]))
            fatal = match[1] if match[3] == "fatal" else fatal
        rest = rest[rest.index(fatal) + 1 :] if fatal else []
    return found


def written_out(grammar: Path, folder: Path, count: int) -> Iterator[Path]:
    """Documents made at random and their mutations, as files."""
    chance = random.Random(SEED)
    maker = Maker(etree.parse(str(grammar)).getroot(), chance)
    bases = {folder / f"{number}.xml": maker.document() for number in range(count)}
    for path, document in bases.items():
        path.write_bytes(etree.tostring(document))
    refused = jing(grammar, list(bases))
    good = [path for path in bases if str(path) not in refused] or list(bases)
    for path in good[: count // CHANGES]:
        yield path
    for number, path in zip(range(count), itertools.cycle(good), strict=False):
        changed = folder / f"{number}-changed.xml"
        changed.write_bytes(next(mutations(bases[path], chance, 1)))
        yield changed


def rules(official: Path, ours: Path, grammar: Path, found: Found) -> None:
    """Compare the rules: context, kind, test."""
    theirs, mine = tests(official), tests(ours)
    there = {short(a) for d in load(grammar).declarations.values() for a in d.attributes}
    for context, kind, test in sorted(theirs - mine):
        told = f"rule {context}: {kind} {test[:60]}: only in theirs"
        attribute = re.search(r"\[@([\w:]+)\]", context)
        gone = attribute is not None and attribute[1] not in there  # no element has it
        (found.explained if gone else found.unexplained).append(told)
    for context, kind, test in sorted(mine - theirs):
        found.unexplained.append(f"rule {context}: {kind} {test[:60]}: only in ours")


def tests(path: Path) -> set[tuple[str, str, str]]:
    """The rules of a Schematron schema."""
    return {
        (plain(rule.get("context")), etree.QName(test).localname, plain(test.get("test")))
        for rule in etree.parse(str(path)).getroot().iter(f"{SCH}rule")
        for test in rule.iter(f"{SCH}assert", f"{SCH}report")
    }


def plain(text: str | None) -> str:
    """Without superfluous blanks."""
    return " ".join((text or "").split())


if __name__ == "__main__":
    sys.exit(main())
