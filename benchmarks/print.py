"""The PDF of one text at about 9, 60 and 600 pages: ours against WeasyPrint and XeLaTeX.

    python benchmarks/print.py [--pages 9,60,600] [--weasyprint PYTHON]

The text is made from sentences of our own, so that anybody can repeat it: chapters, paragraphs,
a note about every page, on A5.  Each engine runs as a process of its own, one after the other;
told are its seconds of CPU (user and system, all threads), its peak memory and the pages that
came out.  WeasyPrint is looked for in this Python, or in the one named; XeLaTeX in the path, with
the runs that its cross-references need (two).  Ours has tags, PDF/A-3a, PDF/UA-1, the TEI inside
and named destinations; the others have only the pages.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path

from speed import novel

CHARACTERS_A_PAGE = 2_050
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>The Tide</title><author>A. Writer</author></titleStmt><publicationStmt><publisher>A Press
</publisher><date when="2026">2026</date></publicationStmt><sourceDesc><p>Made.</p></sourceDesc>
</fileDesc></teiHeader><text><body>{body}</body></text></TEI>"""
HTML = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>The Tide</title><style>
@page {{ size: A5; margin: 20mm; @top-center {{ content: string(chapter) }}
  @bottom-center {{ content: counter(page) }} }}
body {{ font: 10pt/1.34 serif; text-align: justify; hyphens: auto }}
p {{ margin: 0; text-indent: 1em }}
h1 {{ string-set: chapter content(); break-before: page; font-size: 1.4em }}
.note {{ float: footnote; font-size: .85em }}</style>{body}</html>"""
LATEX = r"""\documentclass[10pt,twoside]{{book}}\usepackage[a5paper,margin=20mm]{{geometry}}
\usepackage{{fontspec}}\usepackage{{polyglossia}}\setmainlanguage{{english}}
\begin{{document}}\tableofcontents
{body}
\end{{document}}"""


def blocks(pages: int) -> Iterator[tuple[str, str, str]]:
    """(kind, words, note): "head" or "p", with the words of a note or ""."""
    since = 0
    for block in novel(pages * CHARACTERS_A_PAGE).strip().split("\n\n"):
        words = " ".join(block.split())
        kind = "head" if words.startswith("CHAPTER") else "p"
        since += len(words)
        note = "He says so in the second book of his memoirs, and nowhere else."
        told = note if kind == "p" and since > CHARACTERS_A_PAGE else ""
        since = 0 if told else since
        yield kind, words, told


def tei(pages: int) -> str:
    made, opened = [], False
    for kind, words, note in blocks(pages):
        if kind == "head":
            made.append(("</div>" if opened else "") + f"<div><head>{escape(words)}</head>")
            opened = True
        else:
            call = f"<note>{note}</note>" if note else ""
            made.append(f'<p xml:id="p{len(made)}">{escape(words)}{call}</p>')
    return TEI.format(body="\n".join(made) + ("</div>" if opened else ""))


def html(pages: int) -> str:
    made = []
    for kind, words, note in blocks(pages):
        call = f'<span class="note">{note}</span>' if note else ""
        tag = "h1" if kind == "head" else "p"
        made.append(f"<{tag}>{escape(words)}{call}</{tag}>")
    return HTML.format(body="\n".join(made))


def latex(pages: int) -> str:
    made = []
    for kind, words, note in blocks(pages):
        safe = re.sub(r"([&%$#_{}])", r"\\\1", words)
        call = rf"\footnote{{{note}}}" if note else ""
        made.append(rf"\chapter{{{safe}}}" if kind == "head" else f"{safe}{call}\n")
    return LATEX.format(body="\n".join(made))


def measured(command: list[str], folder: Path) -> tuple[float, float, str]:
    """CPU seconds, peak MiB and standard output of a process that must succeed."""
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
    print(json.dumps({"xslt": spent[0], "all": time.process_time()}))


def pages_of(pdf: Path) -> int:
    import pikepdf

    with pikepdf.open(pdf) as opened:
        return len(opened.pages)


def told(name: str, cpu: float, memory: float, pdf: Path, rest: str = "") -> None:
    print(
        f"{name:<12} {pages_of(pdf):>5} pages  {cpu:>7.2f} s  {memory:>6.0f} MiB  {rest}",
        flush=True,
    )


def compare(pages: int, weasyprint: str, folder: Path) -> None:
    print(f"about {pages} pages")
    (folder / "ours.xml").write_text(tei(pages), encoding="utf-8")
    command = [sys.executable, str(Path(__file__).resolve()), "--ours", str(folder / "ours.xml")]
    cpu, memory, words = measured(command, folder)
    spent = json.loads(words.strip().splitlines()[-1])
    told("ours", cpu, memory, folder / "ours.pdf", f"XSLT {spent['xslt'] / cpu:.0%}")
    if weasyprint:
        (folder / "w.html").write_text(html(pages), encoding="utf-8")
        other, memory, _ = measured([weasyprint, "-m", "weasyprint", "w.html", "w.pdf"], folder)
        told("WeasyPrint", other, memory, folder / "w.pdf", f"{other / cpu:.1f} times ours")
    if shutil.which("xelatex"):
        (folder / "x.tex").write_text(latex(pages), encoding="utf-8")
        run = ["xelatex", "-interaction=batchmode", "x.tex"]
        runs = [measured(run, folder) for _ in range(2)]
        other = sum(one[0] for one in runs)
        told(
            "XeLaTeX",
            other,
            max(one[1] for one in runs),
            folder / "x.pdf",
            f"{other / cpu:.1f} times ours",
        )


def has_weasyprint(python: str) -> bool:
    return subprocess.run([python, "-c", "import weasyprint"], capture_output=True).returncode == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", default="9,60,600")
    parser.add_argument("--weasyprint", default=sys.executable, help="a Python that has it")
    parser.add_argument("--ours", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ours:
        return ours(options.ours)
    python = options.weasyprint if has_weasyprint(options.weasyprint) else ""
    if not python:
        print("WeasyPrint is not here: pip install weasyprint, or --weasyprint PYTHON")
    for pages in options.pages.split(","):
        with tempfile.TemporaryDirectory(prefix="bench-print-") as folder:
            compare(int(pages), python, Path(folder))


if __name__ == "__main__":
    main()
