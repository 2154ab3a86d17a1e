"""Web editions of the same documents side by side: ours, the TEI Stylesheets' html5, CETEIcean.

    python benchmarks/web.py [--stylesheets FOLDER] [--only WORD] [--write]

For each document and maker: seconds of CPU, pages and bytes, Lighthouse's scores as a phone gets
the first and the largest page, the share of the text that is there without JavaScript, paragraphs
with an address, requests to other hosts, what axe, the W3C's checker and html-validate find.  Ours
is built twice and compared byte for byte.  Exit code 1 where ours misses what it promises.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from web_documents import documents
from web_judges import Measured, browser, by_browser, by_checkers, chosen, files
from web_makers import Made, Maker, Unmeasured, ceteicean, ours, stylesheets

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "docs" / "web" / "bench.md"
LARGEST, GZIPPED = 100_000, 40_000  # bytes of HTML a page, at most
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
HEAD = (
    "Document", "TEI, kB", "Maker", "CPU, s", "Pages", "HTML, kB", "Largest, kB (gz)",
    "Lighthouse", "First visit, kB", "Browser, ms", "Text, %", "Addressed, %", "Foreign", "axe",
    "vnu", "validate",
)  # fmt: skip
INTRODUCTION = """# Web editions side by side

Made by `make bench-web` on {date}; {cores} processor cores, load {load:.1f}.

Every maker gets the same TEI file. **CPU** is that of the whole process, from its start;
CETEIcean has none, for it works in the reader's browser (**Browser**: milliseconds of the main
thread of a phone, by Lighthouse). **Lighthouse** is performance/accessibility/best
practices/search on a phone, the lowest of the first page and of the largest page of text.
**Text** is the share of the TEI's words that the pages show without JavaScript; **Addressed** that
of its paragraphs with an address in the HTML. **Foreign** counts requests to other hosts, **axe**,
**vnu** (the W3C's checker) and **validate** (html-validate) what they find.

"""


def main() -> int:
    given = arguments()
    makers: dict[str, Maker] = {
        "tei-edition": ours,
        "TEI Stylesheets": stylesheets(given.stylesheets),
        "CETEIcean": ceteicean,
    }
    rows, faults, unmeasured = [], [], {}
    with tempfile.TemporaryDirectory(prefix="edition-bench-") as made:
        for kind, file in documents(Path(made)):
            if given.only not in kind:
                continue
            for name, maker in makers.items():
                try:
                    measured, seconds = measure(maker, file, Path(made) / file.stem / name)
                except Unmeasured as reason:
                    unmeasured[name] = str(reason)
                    faults += [f"{kind}: {reason}"] if maker is ours else []
                    continue
                rows.append(row(kind, file, name, measured, seconds))
                print(line(rows[-1]), flush=True)
                if maker is ours:
                    faults += [f"{kind}: {fault}" for fault in shortcomings(measured)]
    text = report(rows, unmeasured, faults)
    print(f"\n{text}")
    if given.write:
        REPORT.parent.mkdir(parents=True, exist_ok=True)
        REPORT.write_text(text, encoding="utf-8")
    return 1 if faults else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    where = os.environ.get("TEI_STYLESHEETS")
    parser.add_argument("--stylesheets", type=Path, default=Path(where) if where else None)
    parser.add_argument("--only", default="", help="documents whose kind has this word")
    parser.add_argument("--write", action="store_true", help="write docs/web/bench.md")
    return parser.parse_args()


def measure(maker: Maker, file: Path, folder: Path) -> tuple[Measured, float | None]:
    """Make a site and judge it; ours twice, to see that it is the same."""
    made = maker(file, folder)
    measured = files(made.folder, file)
    by_checkers(measured, made.folder)
    if browser():
        by_browser(measured, chosen(made.folder), made.folder)
    if maker is ours:
        measured.same = same(made, maker(file, folder.with_name("again")))
    return measured, made.seconds


def same(one: Made, other: Made) -> bool:
    """Whether two sites are the same, byte for byte."""
    return dict(content(one.folder)) == dict(content(other.folder))


def content(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file.read_bytes()


def shortcomings(measured: Measured) -> Iterator[str]:
    """Where a site misses what ours promises."""
    if measured.largest > LARGEST or measured.gzipped > GZIPPED:
        yield f"a page of {measured.largest} bytes, {measured.gzipped} compressed"
    if measured.text < 100:
        yield f"{measured.text:.2f} % of the text without JavaScript"
    if measured.addressed < 100:
        yield f"{measured.addressed:.2f} % of paragraphs addressable"
    for name, least in LEAST.items():
        if measured.scores.get(name, 100) < least:
            yield f"Lighthouse {name} {measured.scores[name]}: {'; '.join(measured.short)}"
    for width in measured.measures:
        if not 45 <= width <= 80:
            yield f"{width} characters a line at 1280 px"
    if not measured.same:
        yield "built twice, the sites differ"
    for what in ("axe", "vnu", "validate", "wide", "foreign"):
        yield from (
            f"{what}: {found}" for found in list(dict.fromkeys(getattr(measured, what)))[:5]
        )


def row(kind: str, file: Path, name: str, it: Measured, seconds: float | None) -> tuple[str, ...]:
    return (
        kind,
        f"{file.stat().st_size / 1000:.0f}",
        name,
        "–" if seconds is None else f"{seconds:.1f}",
        str(it.pages),
        f"{it.bytes / 1000:.0f}",
        f"{it.largest / 1000:.0f} ({it.gzipped / 1000:.0f})",
        "/".join(str(it.scores[name]) for name in LEAST) if it.scores else "not run",
        f"{it.received / 1000:.0f}",
        str(it.work),
        f"{it.text:.0f}",
        f"{it.addressed:.0f}",
        str(len(it.foreign)),
        str(len(it.axe)),
        str(len(it.vnu)),
        str(len(it.validate)),
    )


def line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def report(rows: list[tuple[str, ...]], unmeasured: dict[str, str], faults: list[str]) -> str:
    told = INTRODUCTION.format(date=date.today(), cores=os.cpu_count(), load=os.getloadavg()[0])
    table = [line(HEAD), line(("---",) * 3 + ("---:",) * (len(HEAD) - 3)), *map(line, rows)]
    notes = [f"- {name}: not measured, {reason}." for name, reason in unmeasured.items()]
    missed = [f"- {fault}" for fault in faults] or ["- nothing"]
    parts = ["\n".join(table), *(["\n".join(notes)] if notes else [])]
    return told + "\n\n".join([*parts, "What ours misses:\n\n" + "\n".join(missed)]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
