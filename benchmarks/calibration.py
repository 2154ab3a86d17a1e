"""How far the certainty of an annotation can be trusted, measured on the gold corpora.

    python benchmarks/calibration.py [--collections a,b] [--limit N] [--rules] [--write] [--json F]

Prints, for each collection, kind and certainty, the share of our annotations that is right:
quotations by their span, whose words by person, dates by their value, titles by overlap.
The house promises 95 percent of "high" and 80 of "medium".  The gold lies in ../shared/gold.
`--write` puts the table at the end of docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tei import language as packs
from tei import pipeline
from tei.evaluation import days
from tei.evaluation.golds import our_spans
from tei.evaluation.measures import CERTS, PROMISED, Tally, compare
from tei.evaluation.record import CALIBRATED, calibration, rules
from tei.evaluation.spans import Span, comparable
from tei.evaluation.stripping import Stripped
from tei.source import SourceText

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
HEADING = "## How far the certainty can be trusted"
GOLD = ROOT.parent / "shared" / "gold" / "dev"
COLLECTIONS = "pdnc,litbank,mia,prose,aads_fr,rwg_de,wikiwars,krauts_de,schnitzler_de,se_nonfic"
KINDS = ("quotation", "term", "date", "title", "bibl")
BY_TYPE = {"quote": "quotation", "date": "date", "title": "title", "bibl": "bibl"}


def gold_of(data: dict[str, Any]) -> Iterator[Span]:
    """The gold spans of a document, of the kinds that are judged."""
    people = names_of(data)
    for span in data["spans"]:
        kind, facts = BY_TYPE.get(span["type"], ""), span.get("attrs") or {}
        if not kind:
            continue
        if kind == "quotation" and facts.get("kind") == "term":
            kind = "term"
        who = facts.get("who") or []
        speakers = [who] if isinstance(who, str) else who
        yield Span(
            kind,
            span["start"],
            span["end"],
            who=tuple(name for who in speakers for name in people.get(who, (plain(who),))),
            value=days.written(facts),
            days=days.days_of(facts) if kind == "date" else None,
        )


def plain(label: str) -> str:
    """A gold label as a name: “White_Rabbit-4” is “White Rabbit”."""
    return re.sub(r"-\d+$", "", label).replace("_", " ")


def names_of(data: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Character → all its names."""
    people = {}
    for character in data.get("characters") or []:
        aliases = character.get("aliases") or ()
        if isinstance(aliases, str):
            aliases = ast.literal_eval(aliases)
        name = character["name"]
        people[name] = tuple(dict.fromkeys([name, *sorted(map(str, aliases))]))
    return people


def scopes_of(data: dict[str, Any]) -> dict[str, str]:
    """Kind → "full" or "header", where the document marks up every one there."""
    scopes = {}
    for name, kind in BY_TYPE.items():
        told = (data.get("coverage") or {}).get(name, "")
        if told.startswith("full"):
            scopes[kind] = "header" if "header" in told else "full"
    if "quotation" in scopes and any(
        (s.get("attrs") or {}).get("kind") == "term" for s in data["spans"]
    ):
        scopes["term"] = "full"
    return scopes


def in_header(span: Span, data: dict[str, Any]) -> bool:
    """Whether a span stands in a line that tells of the text."""
    text = data["text"]
    return any(
        meta["start"] <= span.start < max(meta["end"], text.find("\n", meta["end"]))
        for meta in data["spans"]
        if meta["type"] == "meta"
    )


def measure(path: Path) -> Tally:
    """The counts of one document."""
    data = json.loads(path.read_text("utf-8"))
    text, scopes = data["text"], scopes_of(data)
    if not scopes:
        return Tally()
    reading = pipeline.read_text(
        SourceText(text), language=packs.load(data["lang"]), date=data.get("dct") or ""
    )
    metas = [span["attrs"] for span in data["spans"] if span["type"] == "meta"]
    authors = tuple(str(m.get("value")) for m in metas if m.get("field") == "author")
    wanted = comparable(text, gold_of(data))
    found = our_spans(reading, Stripped(text, (), ()), authors)
    found = [
        span
        for span in found
        if scopes.get(span.kind) == "full"
        or (scopes.get(span.kind) == "header" and in_header(span, data))
    ]
    wanted = [span for span in wanted if span.kind in scopes]
    return compare(wanted, found, names_of(data), reading.language)[0]


def page(record: dict[str, Any]) -> str:
    """The part of docs/accuracy.md: a table of every collection and kind, in Markdown."""
    heads = [f"{c}, promised {100 * PROMISED[c]:.0f}" if c in PROMISED else c for c in CERTS]
    out = [
        *(HEADING, "", "Of the annotations with each certainty (`@cert`), the percentage that is"),
        *("right, and how many there are; measured in the same run.", ""),
        f"| collection | what | {' | '.join(heads)} |",
        "|---|---|" + "---|" * len(heads),
    ]
    for name, measured in record.items():
        for what, row in measured["kinds"].items():
            told = [row.get(cert) for cert in CERTS]
            cells = [f"{100 * t['share']:.1f} of {t['annotations']:,}" if t else "" for t in told]
            out.append(f"| {name} | {CALIBRATED[what]} | {' | '.join(cells)} |")
    return "\n".join(out) + "\n"


def write(record: dict[str, Any]) -> None:
    """Put the table at the end of the page, in the place of an older one."""
    above = PAGE.read_text(encoding="utf-8").partition(HEADING)[0].rstrip()
    PAGE.write_text(f"{above}\n\n{page(record)}", encoding="utf-8")


def lines(name: str, tally: Tally, *, with_rules: bool) -> Iterator[str]:
    """The rows of one collection."""
    for what, row in calibration(tally, KINDS).items():
        cells = []
        for cert in CERTS:
            told = row.get(cert)
            short = told and told["share"] < PROMISED.get(cert, 0)
            cell = f"{100 * told['share']:.1f} % of {told['annotations']:,}" if told else "–"
            cells.append(f"{cell}{' ✗' if short else ''}")
        yield f"{name:<14}{CALIBRATED[what]:<26}" + "".join(f"{cell:>22}" for cell in cells)
    for row in rules(tally, KINDS) if with_rules else ():
        share = 100 * row["right"] / row["annotations"]
        told = f"{row['kind']} {row['rule']}, {row['cert']}"
        yield f"{'':<16}{told:<60}{share:>6.1f} % of {row['annotations']:,}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--collections", default=COLLECTIONS)
    parser.add_argument("--limit", type=int, help="the first N documents of each collection")
    parser.add_argument("--rules", action="store_true", help="the share right of each rule too")
    parser.add_argument("--json", type=Path, help="write all numbers here")
    parser.add_argument("--write", action="store_true", help="put the table into docs/accuracy.md")
    options = parser.parse_args()
    if not GOLD.is_dir():
        raise SystemExit("The gold corpora (../shared/gold) are not beside this checkout.")
    heads = [f"{c} ≥ {100 * PROMISED[c]:.0f} %" if c in PROMISED else c for c in CERTS]
    print(f"{'':<40}" + "".join(f"{head:>22}" for head in heads))
    whole, record, began = Tally(), {}, time.perf_counter()
    for name in options.collections.split(","):
        tally = Tally()
        for path in sorted((GOLD / name).glob("*.json"))[: options.limit]:
            tally.add(measure(path))
        whole.add(tally)
        record[name] = {"kinds": calibration(tally, KINDS), "rules": rules(tally, KINDS)}
        print("\n".join(lines(name, tally, with_rules=options.rules)), flush=True)
    print("\n".join(lines("all", whole, with_rules=False)))
    print(f"{time.perf_counter() - began:.0f} seconds")
    record["all"] = {"kinds": calibration(whole, KINDS), "rules": rules(whole, KINDS)}
    if options.write:
        write(record)
    if options.json:
        options.json.write_text(json.dumps(record, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
