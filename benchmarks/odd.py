"""The ODD compiler against the schemas that TEI's own tools make of the same ODDs.

    python benchmarks/odd.py [--mutations N] [NAME…]

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
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lxml import etree
from odd_documents import Maker, mutations

from tei.grammar import models
from tei.grammar.grammar import Grammar, load

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "tei"
SOURCE = SHARED / "schemas" / "p5subset.xml"
NEWER = SHARED / "schemas" / "tei_all-4.12.0.rng"
COMMAND = Path(sys.executable).with_name("edition")
SCH = "{http://purl.oclc.org/dsdl/schematron}"
RNG = "{http://relaxng.org/ns/structure/1.0}"
TOLD = re.compile(r"(.+?):(\d+):\d+: (error|fatal): (.*)")
VALUE = re.compile(r'value of attribute "([^"]+)" is invalid')
SEED = 1911
CHANGES = 4  # mutations to each document that is tried as it is


@dataclass
class Found:
    """What one comparison found."""

    documents: int = 0
    invalid: int = 0
    mutated: int = 0
    mutated_invalid: int = 0
    lines_differ: int = 0
    explained: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)


def main() -> int:
    """Print the table; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="customisations, e.g. tei_lite; else all")
    parser.add_argument("--mutations", type=int, default=240, metavar="N")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what is explained too")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print("the shared schemas (../shared/tei) are not beside this checkout")
        return 0
    names = options.names or sorted(p.stem for p in (SHARED / "odd").glob("*.odd"))
    faulty = False
    print(
        f"{'customisation':16}{'seconds':>8}{'core':>7}{'elements':>9}{'docs':>12}{'mutations':>16}"
        "  differences"
    )
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            faulty |= row(name, Path(folder), options.mutations, options.verbose)
    print("docs, mutations: number (refused by both); differences: explained / not explained")
    return int(faulty)


def row(name: str, folder: Path, count: int, verbose: bool) -> bool:
    """Print one customisation; whether something is not explained."""
    seconds, used = compile_odd(name, folder)
    official, ours = SHARED / "odd" / f"{name}.expected.rng", folder / "ours.rng"
    found = Found()
    lost = patterns(load(official), load(ours), found)
    documents = [
        p for part in ("documents", "broken", "real") for p in sorted((SHARED / part).glob("*.xml"))
    ]
    found.documents = len(documents)
    found.invalid, found.lines_differ = verdicts(official, ours, documents, lost, found)
    mutated = list(written(official, folder, count))
    found.mutated = len(mutated)
    found.mutated_invalid, _ = verdicts(official, ours, mutated, lost, found)
    rules(SHARED / "odd" / f"{name}.expected.sch", folder / "ours.sch", ours, found)
    docs = f"{found.documents} ({found.invalid})"
    changed = f"{found.mutated} ({found.mutated_invalid})"
    told = f"{len(found.explained)} / {len(found.unexplained)}"
    elements = len(load(ours).declarations)
    print(
        f"{name:16}{seconds:8.2f}{used:7.2f}{elements:9}{docs:>12}{changed:>16}  {told}", flush=True
    )
    for line in found.unexplained + (found.explained if verbose else []):
        print(f"    {line}")
    return bool(found.unexplained)


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


# ── verdicts ────────────────────────────────────────────────────────────────────────────


def verdicts(
    official: Path, ours: Path, files: list[Path], lost: set[str], found: Found
) -> tuple[int, int]:
    """How many documents both refuse, and in how many the places of errors differ."""
    theirs, mine = jing(official, files), jing(ours, files)
    both = differ = 0
    for path in map(str, files):
        one, two = theirs.get(path, []), mine.get(path, [])
        both += bool(one and two)
        differ += {m[0] for m in one} != {m[0] for m in two}
        if bool(one) != bool(two):
            told = f"{Path(path).name}: {'refused' if two else 'accepted'}, {(one or two)[0][1]}"
            names = {match[1] for _, message in two if (match := VALUE.search(message))}
            values = len(names) and all(VALUE.search(message) for _, message in two)
            reason = two and values and names <= {entry.partition("@")[2] for entry in lost}
            (found.explained if reason else found.unexplained).append(told)
    return both, differ


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


def written(grammar: Path, folder: Path, count: int) -> Iterator[Path]:
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


# ── patterns ────────────────────────────────────────────────────────────────────────────


def patterns(official: Grammar, ours: Grammar, found: Found) -> set[str]:
    """Compare all declarations; the attributes whose value lists the official grammar lost."""
    lost: set[str] = set()
    theirs, mine = official.declarations, ours.declarations
    for name in sorted(set(theirs) ^ set(mine)):
        found.unexplained.append(f"{short(name)}: only in {'theirs' if name in theirs else 'ours'}")
    for name in sorted(set(theirs) & set(mine)):
        one, two = theirs[name], mine[name]
        for left, right, whose in ((one, two, "theirs"), (two, one, "ours")):
            extra = models.included(left.content, right.content)
            if extra is not None:
                shown = " ".join(map(short, extra)) or "nothing"
                found.unexplained.append(f"{short(name)}: only {whose} accepts {shown}")
        for attribute in sorted(set(one.attributes) | set(two.attributes)):
            compare(name, attribute, official, ours, found, lost)
    return lost


def compare(
    name: str, attribute: str, official: Grammar, ours: Grammar, found: Found, lost: set[str]
) -> None:
    """Compare an attribute: whether it is there, required, and its values."""
    label = f"{short(name)}@{short(attribute)}"
    one = official.declarations[name].attributes.get(attribute)
    two = ours.declarations[name].attributes.get(attribute)
    if one is None or two is None:
        found.unexplained.append(f"{label}: only in {'theirs' if one else 'ours'}")
        return
    if one.required != two.required:
        found.unexplained.append(f"{label}: required in {'theirs' if one.required else 'ours'}")
    theirs, mine = values(one.patterns), values(two.patterns)
    if theirs == mine:
        return
    left, right = language(theirs), language(mine)
    if models.included(left, right) is None and models.included(right, left) is None:
        return
    newer = newest().declarations.get(name)
    known = newer.attributes.get(attribute) if newer else None
    if known is not None and words(values(known.patterns)) >= words(mine) > words(theirs):
        lost.add(label)
        found.explained.append(f"{label}: theirs lost the list {' '.join(sorted(words(mine)))}")
    else:
        found.unexplained.append(f"{label}: theirs {theirs}, ours {mine}")


@cache
def newest() -> Grammar:
    """A newer TEI All, whose value lists are whole."""
    return load(NEWER)


def values(nodes: tuple[etree._Element, ...]) -> frozenset[object]:
    """Patterns of values, choices opened."""
    found: set[object] = set()
    for node in nodes:
        inner = tuple(child for child in node if isinstance(child.tag, str))
        if node.tag == f"{RNG}choice":
            found |= values(inner)
        else:
            found.add(shape(node))
    return frozenset(found)


def shape(node: etree._Element) -> object:
    """A pattern as data."""
    kind = etree.QName(node).localname
    inner = [child for child in node if isinstance(child.tag, str)]
    if kind == "choice":
        return ("choice", values(tuple(inner)))
    if kind in ("value", "param"):
        return (kind, node.get("name"), node.text or "")
    return (kind, node.get("type"), *map(shape, inner))


def words(found: frozenset[object]) -> set[str]:
    """The values that a pattern lists."""
    waiting, listed = list(found), set()
    while waiting:
        item = waiting.pop()
        if isinstance(item, frozenset):
            waiting.extend(item)
        elif isinstance(item, tuple) and item and item[0] == "value":
            listed.add(item[2])
        elif isinstance(item, tuple):
            waiting.extend(part for part in item if isinstance(part, (tuple, frozenset)))
    return listed


def language(found: frozenset[object]) -> models.Model:
    """Values as sequences of words."""
    return models.either(_language(item) for item in found)


def _language(item: object) -> models.Model:
    assert isinstance(item, tuple)
    kind, rest = item[0], item[2:]
    if kind == "choice":
        return language(item[1])
    if kind in ("list", "group", "interleave", "oneOrMore"):
        whole = models.EMPTY
        for part in reversed(rest):
            whole = models.sequence(_language(part), whole)
        return models.sequence(whole, models.repeated(whole)) if kind == "oneOrMore" else whole
    if kind in ("optional", "zeroOrMore"):
        inner = language(frozenset(rest))
        return (
            models.either((inner, models.EMPTY)) if kind == "optional" else models.repeated(inner)
        )
    if kind == "empty" or (kind == "value" and not item[2]):
        return models.EMPTY
    return models.one(repr(sorted(map(repr, item))))


def short(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


# ── rules ───────────────────────────────────────────────────────────────────────────────


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
