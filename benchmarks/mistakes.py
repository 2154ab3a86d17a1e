"""Forty mistakes as this toolkit, jing, libxml2 and xmlschema tell them, on TEI All.

    python benchmarks/mistakes.py [--schemas FOLDER]

Writes docs/diagnostics/mistakes.md.  FOLDER holds tei_all.rng and tei_all.xsd (default:
../shared/tei/schemas); jing (Java) has to be on the path.  The mistakes are those of
tests/golden/mistakes.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import xmlschema
from lxml import etree

from tei.diagnostics import Diagnostic
from tei.validation.check import Request, examine
from tei.validation.choosing import Schema, kind_of_file

ROOT = Path(__file__).resolve().parent.parent
CASES = sorted((ROOT / "tests/golden/mistakes").glob("*/input.xml"))
PAGE = ROOT / "docs/diagnostics/mistakes.md"
LONGEST = 150  # characters of another validator's message
INTRODUCTION = """# Forty mistakes

What four validators say of the same mistakes, on TEI All. The documents are those of
`tests/golden/mistakes`, where the messages on the toolkit's own schema are tested; the same
mistake is told here on the larger schema. The other validators' messages are cut after
{longest} characters; how long they are stands behind. “Messages” counts what is printed: several
places of one cause are one message of this toolkit.

Made on {today} by `python benchmarks/mistakes.py`: {versions}.

| | this toolkit | jing | libxml2, RELAX NG | xmlschema, XSD |
|---|---|---|---|---|
| messages on all forty | {totals} |
| mistakes found | {found} |
| characters a message (median) | {lengths} |
| mistakes with a cure named | {cures} | – | – | – |
"""
NAMED = {"html": "HTML", "edtf": "EDTF", "p4": "P4", "docbook": "DocBook"}
NAMES = re.compile("|".join(NAMED), re.IGNORECASE)
Told = dict[Path, list[str]]


@dataclass(frozen=True)
class Validator:
    """A validator by its name, with its messages for each document."""

    name: str
    told: Told


def ours(path: Path, schema: Path) -> list[Diagnostic]:
    """The errors that this toolkit finds."""
    chosen = Schema(schema, kind_of_file(schema), schema.name)
    examined = examine(path.read_bytes(), path.name, None, Request((chosen,)))
    return [found for found in examined.diagnostics if found.severity == "error"]


def by_jing(schema: Path) -> Told:
    """jing's messages."""
    command = ["jing", str(schema), *map(str, CASES)]
    output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    told: Told = {path: [] for path in CASES}
    for line in output.splitlines():
        match = re.match(r"(.*?/input\.xml):(\d+:\d+): (?:error|fatal): (.*)", line)
        if match:
            told[Path(match[1])].append(f"{match[2]} {match[3]}")
    return told


def by_libxml2(schema: Path) -> Told:
    """libxml2's messages; the grammar takes it some time to read."""
    validator = etree.RelaxNG(etree.parse(str(schema)))
    told: Told = {}
    for path in CASES:
        tree = etree.parse(str(path), etree.XMLParser(recover=True))
        validator.validate(tree)
        told[path] = [f"{entry.line} {entry.message}" for entry in validator.error_log]
    return told


def by_xmlschema(schema: Path) -> Told:
    """xmlschema's messages: the reasons, without the trees that it prints with them."""
    validator = xmlschema.XMLSchema(str(schema), allow="local")
    return {
        path: [str(error.reason) for error in validator.iter_errors(str(path))] for path in CASES
    }


def excerpt(path: Path, found: Sequence[Diagnostic]) -> str:
    """The lines that are meant; of a header's or a root's fault the first."""
    lines = path.read_text("utf-8").splitlines()
    body = [n for n, line in enumerate(lines) if "<body>" in line or "</body>" in line]
    inside = lines[body[0] + 1 : body[1]] if len(body) == 2 else lines
    wanted = {one.line for one in found}
    meant = [lines[n - 1] for n in sorted(wanted) if 0 < n <= len(lines)]
    shown = inside if body and any(body[0] < n - 1 < body[1] for n in wanted) else meant or inside
    return "\n".join(line.strip() for line in shown)


def cell(words: str) -> str:
    """Words as they may stand in a table, cut."""
    line = " ".join(words.split())
    tail = f"… ({len(line)} characters)" if len(line) > LONGEST else ""
    return f"`{line[:LONGEST].replace('|', '¦').replace('`', '’')}{tail}`"


def entry(number: int, path: Path, own: Sequence[Diagnostic], others: Sequence[Validator]) -> str:
    """One mistake."""
    title = path.parent.name[3:].replace("-", " ").capitalize()
    title = NAMES.sub(lambda match: NAMED[match[0].lower()], title)
    parts = [f"## {number}. {title}", "", "```xml", excerpt(path, own), "```", ""]
    for one in own:
        place = f"{one.line}:{one.column}"
        also = f" (and {len(one.also)} more)" if one.also else ""
        parts.append(f"> **{place} {one.code}** {markdown(one.message)}{also}  ")
        if one.advice:
            parts.append(f"> *{markdown(one.advice)}*  ")
        if one.changes:
            parts.append(f"> Edit: {markdown('; '.join(one.changes))}  ")
        parts.append(f"> <{one.guidelines}>" if one.guidelines else ">")
        parts.append(">")
    parts += ["", "| | messages | the first |", "|---|---|---|"]
    for other in others:
        told = other.told[path]
        parts.append(f"| {other.name} | {len(told)} | {cell(told[0]) if told else '–'} |")
    return "\n".join([*parts, ""])


def markdown(words: str) -> str:
    """Words with their tags readable in Markdown."""
    return re.sub(r"(</?[A-Za-z@][^>]*/?>)", r"`\1`", words)


def median(told: Told) -> int:
    """The length of a message in characters."""
    lengths = sorted(len(words) for messages in told.values() for words in messages)
    return lengths[len(lengths) // 2] if lengths else 0


def main() -> int:
    """Write the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--schemas", type=Path, default=ROOT.parent / "shared/tei/schemas")
    folder = options.parse_args().schemas
    if not (folder / "tei_all.rng").is_file():
        print(f"There is no tei_all.rng in {folder}; name its folder with --schemas.")
        return 2
    own = {path: ours(path, folder / "tei_all.rng") for path in CASES}
    others = [
        Validator("jing", by_jing(folder / "tei_all.rng")),
        Validator("libxml2", by_libxml2(folder / "tei_all.rng")),
        Validator("xmlschema", by_xmlschema(folder / "tei_all.xsd")),
    ]
    mine: Told = {p: [f"{o.message} {o.advice}" for o in found] for p, found in own.items()}
    every = [mine, *(other.told for other in others)]
    version = ".".join(map(str, etree.LIBXML_VERSION))
    page = INTRODUCTION.format(
        longest=LONGEST,
        today=date.today().isoformat(),
        versions=f"libxml2 {version}, xmlschema {xmlschema.__version__}, jing as Debian has it",
        totals=" | ".join(str(sum(map(len, told.values()))) for told in every),
        found=" | ".join(str(sum(map(bool, told.values()))) for told in every),
        lengths=" | ".join(str(median(told)) for told in every),
        cures=sum(any(one.advice or one.changes for one in found) for found in own.values()),
    )
    entries = [entry(n, path, own[path], others) for n, path in enumerate(CASES, 1)]
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text("\n".join([page, *entries]), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(CASES)} mistakes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
