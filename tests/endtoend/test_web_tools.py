"""The web edition before the judges of the web: the W3C's checker, axe, a real browser.

The tools are installed by tests/install-tools.sh; without them these tests are skipped.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from lxml import etree

from edition.writers import installed

HERE = Path(__file__).parent
OWN = sorted((HERE / "documents").glob("*.xml"))
TOOLS = HERE.parent / "tools"
VNU = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
VALIDATE = TOOLS / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
BROWSER = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)
SHARED = ("documents/maria", "documents/tei_lite", "documents/testnames", "documents/ms",
          "documents/A54031", "real/moliere-tartuffe", "real/schnitzler-L00003",
          "real/eltec-trollope", "real/parlamint-at-1996")  # fmt: skip

needs_java = pytest.mark.skipif(
    shutil.which("java") is None or not VNU.is_file(), reason="Java or vnu-jar is not installed"
)
needs_validate = pytest.mark.skipif(
    shutil.which("node") is None or not VALIDATE.is_file(),
    reason="node or html-validate is not installed",
)
needs_browser = pytest.mark.skipif(
    BROWSER is None or shutil.which("node") is None or not (TOOLS / "node_modules").is_dir(),
    reason="Chromium, node or the tools from npm are not installed",
)


def build(file: Path, folder: Path) -> list[Path]:
    """The HTML pages of a TEI file, in order of size."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    tree = etree.parse(str(file), parser)
    settings = {"name": file.stem, "base": file.parent}
    written = installed()["html"].write(tree, folder / file.stem, settings)
    return [path for path in written if path.suffix == ".html"]


@pytest.fixture(scope="module")
def sites(
    tmp_path_factory: pytest.TempPathFactory, shared_or_none: Path | None
) -> list[list[Path]]:
    """Our own documents and, where they are, strangers'."""
    files = list(OWN)
    if shared_or_none is not None:
        files += [shared_or_none / "tei" / f"{name}.xml" for name in SHARED]
    folder = tmp_path_factory.mktemp("sites")
    return [build(file, folder) for file in files]


@pytest.fixture(scope="module")
def shared_or_none() -> Path | None:
    folder = HERE.parents[1].parent / "shared"
    return folder if folder.is_dir() else None


@needs_java
@pytest.mark.timeout(900)
def test_the_checker_of_the_w3c_finds_no_error(sites: list[list[Path]]) -> None:
    pages = [str(page) for site in sites for page in site]
    command = ["java", "-Xss8m", "-jar", str(VNU), "--errors-only", "--format", "json", *pages]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=880, check=False)
    messages = json.loads(ran.stderr)["messages"]
    told = [f"{Path(m['url']).name}: {m['message']}" for m in messages]
    assert told == []


@needs_validate
@pytest.mark.timeout(600)
def test_html_validate_finds_no_error(sites: list[list[Path]]) -> None:
    pages = [str(page) for site in sites for page in chosen(site)]
    given = ["--config", str(TOOLS / "html-validate.json"), "--formatter", "json"]
    command = ["node", str(VALIDATE), *given, *pages]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=580, check=False)
    assert ran.returncode == 0 or ran.stdout, ran.stderr
    told = [
        f"{Path(file['filePath']).name}:{message['line']}: {message['ruleId']}"
        for file in json.loads(ran.stdout)
        for message in file["messages"]
    ]
    assert told == []


@needs_browser
@pytest.mark.browser
@pytest.mark.timeout(300)
def test_lighthouse_misses_nothing_that_a_page_can_bring(sites: list[list[Path]]) -> None:
    """Its score of speed is measured in `make bench-web`: a busy machine would decide the test."""
    site = sites[0]
    handler = partial(_Quiet, directory=str(site[0].parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/{site[0].name}"
        command = ["node", str(TOOLS / "lighthouse.mjs"), str(BROWSER), address]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=280, check=True)
        server.shutdown()
    report = json.loads(ran.stdout)
    scores = {name: score for name, score in report["scores"].items() if name != "performance"}
    assert set(scores.values()) == {100}, report["short"]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """A test says nothing of single requests."""


@needs_browser
@pytest.mark.browser
@pytest.mark.timeout(900)
def test_a_browser_finds_nothing_amiss(sites: list[list[Path]]) -> None:
    pages = [page for site in sites for page in chosen(site)]
    command = ["node", str(TOOLS / "pages.mjs"), str(BROWSER), *map(str, pages)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=880, check=True,
                         env={**os.environ, "NODE_NO_WARNINGS": "1"})  # fmt: skip
    reports = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(reports) == len(pages)
    for report in reports:
        name = "/".join(Path(report["file"]).parts[-3:])
        assert report["violations"] == [], name
        assert report["wide"] == [], f"{name} scrolls sideways"
        assert report["foreign"] == [], name
        assert report["errors"] == [], name
        assert report["measure"] is None or 45 <= report["measure"] <= 80, name
        assert words(report["words"]) == words(text_of(Path(report["file"]))), name


def chosen(site: list[Path]) -> list[Path]:
    """Some pages of a site: the first, the largest, two lists; of a few all that is made."""
    largest = max(site, key=lambda page: page.stat().st_size)
    lists = [page for page in site if page.stem in ("people", "places", "sources", "dates")]
    made = [page for page in site if page.stem in ("speech", "speech-2", "words", "search")]
    few = site[0].parent.parent.name in ("article", "languages", "play", "moliere-tartuffe")
    return list(dict.fromkeys([site[0], largest, *lists[:2], *(made if few else [])]))


def text_of(page: Path) -> str:
    """The words of a page's body as it was written."""
    from lxml import html

    body = html.fromstring(page.read_bytes()).find("body")
    return str(body.text_content()) if body is not None else ""


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))
