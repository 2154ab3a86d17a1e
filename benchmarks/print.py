"""The PDF of one text at about 9, 60 and 600 pages: ours against WeasyPrint, FOP and XeLaTeX.

    python benchmarks/print.py [--pages 9,60,600] [--weasyprint PYTHON] [--write]

The text is made from sentences of our own, so that anybody can repeat it (print_texts.py).  Each
engine runs as a process of its own, one after the other, each the whole way; told are its seconds
of CPU (user and system, all threads), its peak memory and the pages that came out.  WeasyPrint is
looked for in this Python, or in the one named, and makes PDF/UA-1 as ours does; FOP and XeLaTeX
in the path, without tags; XeLaTeX with the runs that its contents need (two).  Ours besides has
PDF/A-3a, the TEI inside, title pages and a destination for every paragraph.

--write puts the table into docs/print/benchmark.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import print_texts as texts

RESULT = Path(__file__).resolve().parent.parent / "docs" / "print" / "benchmark.md"
MOST_TIMES, MOST_MEMORY, MOST_XSLT = 8, 1331, 0.15  # asked at 600 pages; MiB


@dataclass(frozen=True, slots=True)
class Run:
    """One engine at one length: pages made, CPU seconds, peak MiB, XSLT's share or None."""

    engine: str
    wanted: int
    pages: int
    cpu: float
    memory: float
    xslt: float | None = None


def measured(command: list[str], folder: Path) -> tuple[float, float, str]:
    """CPU seconds, peak MiB and output of a process that must succeed, children included."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
    if status:
        raise SystemExit(f"{command[0]} failed:\n{words[-2000:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, words


def ours(file: Path) -> None:
    """One PDF in this process; its XSLT's seconds of CPU are told as JSON."""
    from lxml import etree

    import edition.writers.print as print_writer

    inner, spent = print_writer.typst_markup, [0.0]

    def timed(*args: object, **named: object) -> object:
        start = time.process_time()
        made = inner(*args, **named)  # type: ignore[arg-type]
        spent[0] += time.process_time() - start
        return made

    print_writer.typst_markup = timed  # type: ignore[assignment]
    print_writer.write(etree.parse(str(file)), file.parent, {"name": file.stem})
    print(json.dumps({"xslt": spent[0]}))


def pages_of(pdf: Path) -> int:
    import pikepdf

    with pikepdf.open(pdf) as opened:
        return len(opened.pages)


def runs(pages: int, weasyprint: str, folder: Path) -> Iterator[Run]:
    """Every engine that is here, on the text of about so many pages."""
    (folder / "ours.xml").write_text(texts.tei(pages), encoding="utf-8")
    command = [sys.executable, str(Path(__file__).resolve()), "--ours", str(folder / "ours.xml")]
    cpu, memory, words = measured(command, folder)
    spent = json.loads(words.strip().splitlines()[-1])["xslt"] / cpu
    yield Run("ours", pages, pages_of(folder / "ours.pdf"), cpu, memory, spent)
    if weasyprint:
        (folder / "w.html").write_text(texts.html(pages), encoding="utf-8")
        run = [weasyprint, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1", "w.html", "w.pdf"]
        yield Run("WeasyPrint", pages, *made(run, folder, "w.pdf"))
    if shutil.which("fop"):
        (folder / "f.fo").write_text(texts.fo(pages), encoding="utf-8")
        yield Run("FOP", pages, *made(["fop", "-q", "f.fo", "f.pdf"], folder, "f.pdf"))
    if shutil.which("xelatex"):
        (folder / "x.tex").write_text(texts.latex(pages), encoding="utf-8")
        run = ["xelatex", "-interaction=batchmode", "x.tex"]
        once = made(run, folder, "x.pdf")
        twice = made(run, folder, "x.pdf")
        yield Run("XeLaTeX", pages, twice[0], once[1] + twice[1], max(once[2], twice[2]))


def made(command: list[str], folder: Path, pdf: str) -> tuple[int, float, float]:
    cpu, memory, _ = measured(command, folder)
    return pages_of(folder / pdf), cpu, memory


def table(found: list[Run]) -> Iterator[str]:
    """The runs as a table of Markdown, ours first at each length."""
    yield "| engine | pages | CPU s | times ours | peak MiB | XSLT |"
    yield "|---|---|---|---|---|---|"
    mine = {run.wanted: run.cpu for run in found if run.engine == "ours"}
    for run in found:
        share = "" if run.xslt is None else f"{run.xslt:.0%}"
        times = "" if run.engine == "ours" else f"{run.cpu / mine[run.wanted]:.1f}"
        cells = (run.engine, run.pages, f"{run.cpu:.2f}", times, f"{run.memory:.0f}", share)
        yield f"| {' | '.join(map(str, cells))} |"


def verdicts(found: list[Run]) -> Iterator[str]:
    """What was asked at 600 pages, and what came out."""
    long = {run.engine: run for run in found if run.wanted == 600}
    mine, other = long.get("ours"), long.get("WeasyPrint")
    if mine and other:
        times = other.cpu / mine.cpu
        yield _said("WeasyPrint's CPU seconds", f"{times:.1f} times ours", times >= MOST_TIMES)
    if mine and mine.xslt is not None:
        yield _said("peak memory", f"{mine.memory:.0f} MiB", mine.memory <= MOST_MEMORY)
        yield _said("XSLT's share", f"{mine.xslt:.0%}", mine.xslt <= MOST_XSLT)


def _said(what: str, value: str, reached: bool) -> str:
    return f"- {what}: {value}, {'as asked' if reached else 'short of what is asked'}"


def has_weasyprint(python: str) -> bool:
    return subprocess.run([python, "-c", "import weasyprint"], capture_output=True).returncode == 0


def page(found: list[Run], command: str) -> str:
    head = (
        "# Print: time and memory\n\n"
        f"Measured on {date.today().isoformat()} with `{command}` ({platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}). "
        "What each engine is asked to do stands at the head of benchmarks/print.py.\n\n"
    )
    asked = (
        f"\n\nAsked at 600 pages: WeasyPrint at least {MOST_TIMES} times ours, at most 1.3 GB, "
        "XSLT at most 15 %.\n\n"
    )
    return head + "\n".join(table(found)) + asked + "\n".join(verdicts(found)) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", default="9,60,600")
    parser.add_argument("--weasyprint", default=sys.executable, help="a Python that has it")
    parser.add_argument("--write", action="store_true", help="put the table into docs/print")
    parser.add_argument("--ours", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ours:
        return ours(options.ours)
    named = str(Path(options.weasyprint).absolute())  # a link to Python is an environment's own
    python = named if has_weasyprint(named) else ""
    if not python:
        print("WeasyPrint is not here: pip install weasyprint, or --weasyprint PYTHON")
    found: list[Run] = []
    for pages in options.pages.split(","):
        with tempfile.TemporaryDirectory(prefix="bench-print-") as folder:
            found += runs(int(pages), python, Path(folder))
    print("\n".join([*table(found), *verdicts(found)]))
    if options.write:
        RESULT.parent.mkdir(parents=True, exist_ok=True)
        RESULT.write_text(page(found, "make bench-print"), encoding="utf-8")


if __name__ == "__main__":
    main()
