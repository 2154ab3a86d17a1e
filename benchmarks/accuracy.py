"""Score the encoder on the gold corpora beside the project, and print or write the table.

    python benchmarks/accuracy.py [--collections a,b] [--limit N] [--jobs N] [--write]

The gold and its scorer lie in ../shared/gold; without them there is nothing to measure.
`--write` puts the table into docs/accuracy.md with its date and command.
"""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold"
COLLECTIONS = ",".join(sorted(path.name for path in (GOLD / "dev").glob("*")))
WHAT = {
    "pdnc": "English novels",
    "litbank": "English 19th-century fiction",
    "mia": "web-archive articles, the seed text among them",
    "wikiwars": "encyclopedia articles on wars",
    "drama": "plays in English, German, French",
    "se_plays": "English plays in prose",
    "parlamint_at": "debates of the Austrian parliament",
    "hansard_uk": "debates of the House of Commons",
    "prose": "expository prose",
    "aads_fr": "French novels",
    "rwg_de": "German narrative",
    "krauts_de": "German news",
    "schnitzler_de": "German letters",
    "frus": "diplomatic papers",
    "frusmono": "diplomatic history",
    "frushist": "diplomatic papers with notes",
    "anystyle_gold": "reference lists of many styles",
    "grobid_cit": "reference strings of articles",
    "linkedbooks_it": "Italian references on the history of Venice",
    "se_nonfic": "English non-fiction",
    "parlamint_ca": "debates of the Catalan parliament",
}
METRICS = (
    *("quote.exact", "quote.char", "quote.linked", "quote.linked_precision", "term.accuracy"),
    *("who.accuracy", "who.accuracy.explicit", "who.accuracy.anaphoric", "who.accuracy.implicit"),
    *("who.coverage", "who.precision"),
    *("speech.exact", "speaker.exact", "speech.who", "stage.exact"),
    *("date.exact", "date.overlap", "date.calendar_recall", "date.value", "date.value_under"),
    *("title.exact", "bibl.overlap", "biblScope.exact", "biblScope.unit"),
    *("author.exact", "editor.exact", "publisher.exact", "pubPlace.exact"),
    *("meta.accuracy", "head.exact", "p.exact", "note.overlap", "persName.exact"),
)
# What the README shows: (task, collection, measure, its part, what the best peer reached).
SHOWN = (
    ("quotations, English novels, exact F1", "pdnc", "quote.exact", "f1", "95.8 (naive pairing)"),
    ("quotations, English fiction, exact F1", "litbank", "quote.exact", "f1", "87.7 (BookNLP)"),
    ("direct speech, French novels, exact F1", "aads_fr", "quote.exact", "f1", "43.0"),
    ("direct speech, German, exact F1", "rwg_de", "quote.exact", "f1", "75.2"),
    ("quotations, articles, exact F1", "prose", "quote.exact", "f1", "90 (naive pairing)"),
    ("who speaks, all gold quotations", "pdnc", "who.accuracy", "", "52.4 (BookNLP)"),
    (
        *("who speaks, named where it is sure (`--min-cert medium`), right", "pdnc"),
        *("who.precision, --min-cert medium", "", "90.4 (sieves, Muzny et al. 2017)"),
    ),
    ("who speaks, plays: labels, F1", "drama", "speaker.exact", "f1", "86.5"),
    ("who speaks, debates: labels, F1", "parlamint_at", "speaker.exact", "f1", "99.7"),
    ("who speaks, Hansard: labels, F1", "hansard_uk", "speaker.exact", "f1", "94.3"),
    ("stage directions, plays, F1", "drama", "stage.exact", "f1", "90"),
    ("dates, English: found", "wikiwars", "date.calendar_recall", "", "99.4 (HeidelTime)"),
    ("dates, English: value right", "wikiwars", "date.value", "", "88.5 (HeidelTime)"),
    ("dates, German: value right", "krauts_de", "date.value", "", "95.5 (HeidelTime)"),
    ("header facts, web archive", "mia", "meta.accuracy", "", "none"),
    ("references, web archive, F1", "mia", "bibl.overlap", "f1", "none"),
    ("references, articles, F1", "prose", "bibl.overlap", "f1", "none"),
)
# What is measured once more with an option: collection → (option, measures).
AGAIN = {"pdnc": ("--min-cert medium", ("who.accuracy", "who.coverage", "who.precision"))}
MARKS = ("<!-- accuracy -->", "<!-- /accuracy -->")


def score(options: argparse.Namespace, report: Path, collections: str = "", extra: str = "") -> int:
    """Run the scorer; its exit code.

    collections: instead of those asked for
    extra:       an option of `edition encode` besides
    """
    edition = Path(sys.executable).with_name("edition")
    quiet = f"--quiet {extra}".rstrip()
    batch = f"{edition} encode {{texts_dir}} --output-dir {{tei_dir}} --lang {{lang}} {quiet}"
    one = f"{edition} encode {{text}} --output {{tei}} {quiet} [--lang {{lang}}] [--date {{date}}]"
    command = [sys.executable, str(GOLD / "score.py")]
    command += ["--collections", collections or options.collections]
    command += ["--json", str(report), "--jobs", str(options.jobs)]
    command += ["--limit", str(options.limit)] if options.limit else []
    command += ["--batch-command", batch] if options.batch else ["--command", one]
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode


def measured_again(options: argparse.Namespace, folder: Path) -> dict[str, float]:
    """The measures of `AGAIN`, named by measure and option."""
    found: dict[str, float] = {}
    for name in sorted(AGAIN.keys() & set(options.collections.split(","))):
        option, measures = AGAIN[name]
        report = folder / f"{name}.json"
        if score(options, report, name, option):
            raise SystemExit("The scorer failed.")
        metrics = json.loads(report.read_text("utf-8"))["metrics"]
        found |= {f"{name}.{one}, {option}": metrics[f"{name}.{one}"] for one in measures}
    return found


def report_errors(errors: dict[str, str]) -> None:
    """Name each document that failed, on standard error."""
    for name, error in errors.items():
        print(f"failed: {name}: {error}", file=sys.stderr)


def rows(metrics: dict[str, float], collections: list[str]) -> list[str]:
    """Markdown lines: a table for each collection."""
    lines = []
    for name in collections:
        own = {
            k.removeprefix(f"{name}."): v for k, v in metrics.items() if k.startswith(f"{name}.")
        }
        lines += [f"### {name}: {WHAT.get(name, '')}", ""]
        lines.append(
            f"{own.get('documents', 0):.0f} documents, {own.get('errors', 0):.0f} failed, "
            f"fidelity {100 * own.get('fidelity', 0):.2f} %, "
            f"{own.get('chars_per_second', 0):,.0f} characters a second (process start included)."
        )
        lines += ["", "| measure | P | R | F1 | share |", "|---|---|---|---|---|"]
        option, again = AGAIN.get(name, ("", ()))
        shown = (*METRICS, *(f"{measure}, {option}" for measure in again))
        lines += [line for metric in shown if (line := row(own, metric))]
        lines.append("")
    return lines


def row(own: dict[str, float], metric: str) -> str:
    """One line of a table; "" where the measure does not exist here."""
    cells = [own.get(f"{metric}.{part}") for part in ("p", "r", "f1")] + [own.get(metric)]
    if all(cell is None for cell in cells):
        return ""
    shown = ["" if cell is None else f"{100 * cell:.1f}" for cell in cells]
    return f"| {metric} | {' | '.join(shown)} |"


def overview(metrics: dict[str, float]) -> list[str]:
    """The README's table, percent."""
    lines = ["| task (development files) | this | best peer measured |", "|---|---|---|"]
    for task, collection, measure, part, peer in SHOWN:
        value = metrics.get(".".join(filter(None, (collection, measure, part))))
        if value is not None:
            lines.append(f"| {task} | {100 * value:.1f} | {peer} |")
    kept = metrics.get("overall.fidelity", 0)
    documents = metrics.get("overall.documents", 0)
    lines.append(f"| text kept, {documents:.0f} documents | {100 * kept:.2f} | |")
    return lines


def write_pages(metrics: dict[str, float], lines: list[str]) -> None:
    """Put the figures into docs/accuracy.md and the README."""
    today = f"Measured on {datetime.date.today()} with `make accuracy`"
    head = ["# Accuracy", "", f"{today}: the development files of each collection, percent."]
    head += ["`exact` means equal edges; `share` is the share of what the measure counts.", ""]
    (ROOT / "docs" / "accuracy.md").write_text("\n".join(head + lines), encoding="utf-8")
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    table = "\n".join([MARKS[0], f"{today}.", "", *overview(metrics), MARKS[1]])
    readme.write_text(before + table + after, encoding="utf-8")


def main() -> None:
    """Measure, print, and write the page where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--collections", default=COLLECTIONS)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--batch", action="store_true", help="one process for many documents")
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    options = parser.parse_args()
    if not GOLD.is_dir():
        raise SystemExit("The gold corpora (../shared/gold) are not beside this checkout.")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        if score(options, report) or not report.exists():
            raise SystemExit("The scorer failed.")
        report_errors(json.loads(report.read_text("utf-8"))["errors"])
        metrics = json.loads(report.read_text("utf-8"))["metrics"]
        metrics |= measured_again(options, Path(folder))
    lines = rows(metrics, options.collections.split(","))
    print("\n".join(lines))
    if options.write:
        write_pages(metrics, lines)


if __name__ == "__main__":
    main()
