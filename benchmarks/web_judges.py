"""What can be measured of a site of static files: by the file system, a browser and Lighthouse."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from lxml import html

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "tests" / "tools"
VNU = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
VALIDATE = TOOLS / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
sys.path.insert(0, str(ROOT / "tests" / "endtoend"))

from shown import addressed, lost, words_of  # noqa: E402 (beside the tests that share it)

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Measured:
    """What was found of one site.

    pages, bytes, largest, gzipped: its HTML files, all their bytes, and those of the largest
    text:       percent of the TEI's words in the pages without JavaScript
    addressed:  percent of the TEI's paragraphs that the pages give an id
    scores:     the lowest of each of Lighthouse's categories over the pages asked
    received:   bytes of a first visit; work: milliseconds of the browser's main thread
    axe, wide, foreign, measures: by the browser, over the pages asked
    """

    pages: int
    bytes: int
    largest: int
    gzipped: int
    text: float
    addressed: float
    scores: dict[str, int] = field(default_factory=dict)
    short: list[str] = field(default_factory=list)
    received: int = 0
    work: int = 0
    axe: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    measures: list[int] = field(default_factory=list)
    vnu: list[str] = field(default_factory=list)
    validate: list[str] = field(default_factory=list)
    same: bool = True


def browser() -> str:
    """The path of Chromium; "" where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), "")


def files(folder: Path, source: Path) -> Measured:
    """What the files themselves tell."""
    pages = sorted(folder.rglob("*.html"))
    largest = max(pages, key=lambda page: page.stat().st_size)
    text_pages = [page for page in pages if ".tei" not in page.name]
    trees = [html.fromstring(page.read_bytes()) for page in text_pages]
    for script in (script for tree in trees for script in tree.xpath("//script | //style")):
        script.drop_tree()
    shown = " ".join(tree.text_content() for tree in trees)
    words = words_of(source)
    missing = lost(source, shown)
    ids = [str(name) for tree in trees for name in tree.xpath("//@id")]
    with_address, paragraphs = addressed(source, ids)
    return Measured(
        len(pages),
        sum(page.stat().st_size for page in pages),
        largest.stat().st_size,
        len(gzip.compress(largest.read_bytes())),
        100 - 100 * sum(words[word] for word in missing) / max(1, words.total()),
        100 * with_address / max(1, paragraphs),
    )


def chosen(folder: Path) -> list[Path]:
    """The pages that a browser is to judge: the first and the largest that shows text."""
    pages = [page for page in folder.rglob("*.html") if ".tei" not in page.name]
    made = re.compile(r"(people|places|organisations|sources|dates|speech|words|search)(-\d+)?")
    texts = [page for page in pages if not made.fullmatch(page.stem)]
    largest = max(texts, key=lambda page: page.stat().st_size)
    return list(dict.fromkeys([folder / "index.html", largest]))


def by_browser(measured: Measured, pages: Sequence[Path], root: Path) -> None:
    """axe, sideways scrolling, requests elsewhere, characters a line; then Lighthouse."""
    with served(root) as address:
        addresses = [f"{address}/{page.relative_to(root).as_posix()}" for page in pages]
        for report in _node("pages.mjs", *addresses):
            measured.axe += report["violations"]
            measured.wide += [f"{width} px" for width in report["wide"]]
            measured.foreign += report["foreign"]
            measured.measures += [report["measure"]] if report["measure"] else []
        for report in _node("lighthouse.mjs", *addresses):
            for name, score in report["scores"].items():
                measured.scores[name] = min(score, measured.scores.get(name, 100))
            measured.short += report["short"]
            measured.received = max(measured.received, int(report["bytes"]))
            measured.work = max(measured.work, int(report["work"]))


def by_checkers(measured: Measured, folder: Path) -> None:
    """Errors of the W3C's checker and of html-validate on all pages."""
    pages = [str(page) for page in sorted(folder.rglob("*.html"))]
    java = ["java", "-Xss8m", "-jar", str(VNU), "--errors-only", "--format", "json"]
    ran = subprocess.run([*java, *pages], capture_output=True, text=True, check=False)
    measured.vnu += [message["message"] for message in json.loads(ran.stderr)["messages"]]
    node = ["node", str(VALIDATE), "--config", str(TOOLS / "html-validate.json"), "-f", "json"]
    ran = subprocess.run([*node, *pages], capture_output=True, text=True, check=False)
    for file in json.loads(ran.stdout or "[]"):
        measured.validate += [f"{m['ruleId']}: {m['message']}" for m in file["messages"]]


def _node(script: str, *given: str) -> Iterator[dict[str, Any]]:
    ran = subprocess.run(
        ["node", str(TOOLS / script), browser(), *given],
        capture_output=True, text=True, check=True, env={**os.environ, "NODE_NO_WARNINGS": "1"},
    )  # fmt: skip
    yield from map(json.loads, ran.stdout.splitlines())


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A plain server of a folder on the loopback interface; its address, without a slash."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """A benchmark prints its own lines only."""
