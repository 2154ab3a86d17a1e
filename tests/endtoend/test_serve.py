"""The preview: pages over loopback, built anew after each change, problems shown and survived."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import pytest

from edition.preview import watched
from edition.project import Project

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>{title}</title></titleStmt></fileDesc></teiHeader><text><body><p xml:id="p1">{words}</p>
</body></text></TEI>"""


@dataclass
class Preview:
    file: Path
    process: subprocess.Popen[str]
    address: str

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=30)

    def get(self, path: str = "", **headers: str) -> tuple[int, str]:
        connection = self.connect()
        connection.request("GET", urlsplit(self.address).path + path, headers=headers)
        answer = connection.getresponse()
        body = answer.read().decode("utf-8")
        connection.close()
        return answer.status, body

    def write(self, title: str, words: str) -> None:
        self.file.write_text(TEI.format(title=title, words=words), "utf-8")


def started(file: Path, *what: str) -> Preview:
    """A preview of something; `file` is the text that a test changes."""
    command = [sys.executable, "-m", "edition", "serve", *what, "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=file.parent)
    assert process.stderr is not None
    return Preview(file, process, _address(process.stderr))


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    file = tmp_path / "letter.xml"
    file.write_text(TEI.format(title="A Letter", words="The first state."), "utf-8")
    made = started(file, str(file))
    yield made
    made.process.terminate()
    made.process.wait()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Preview]:
    """A project with a logo and a style sheet of its own."""
    file = tmp_path / "sources" / "letter.xml"
    for folder in ("sources/img", "xslt/web"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "edition.toml").write_text('[web]\nlogo = "logo.png"\naccent = "#7a2e1d"\n')
    (tmp_path / "logo.png").write_bytes(b"logo")
    (tmp_path / "xslt" / "web" / "own.css").write_text("p { color: green; }")
    words = '<graphic url="img/a.png"/>'
    file.write_text(TEI.format(title="A Letter", words=words), "utf-8")
    made = started(file, str(tmp_path))
    yield made
    made.process.terminate()
    made.process.wait()


def _address(lines: IO[str]) -> str:
    for line in lines:
        if match := re.search(r"http://\S+", line):
            return match[0]
    raise AssertionError("the preview ended before it told its address")


def news(preview: Preview) -> Iterator[dict[str, object]]:
    """The server-sent events of the preview, one by one."""
    connection = preview.connect()
    connection.request("GET", "/-/news")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream"
    while line := answer.readline():
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


@pytest.mark.timeout(120)
def test_a_saved_change_is_told_and_shown(preview: Preview) -> None:
    status, page = preview.get()
    assert status == 200
    assert "The first state." in page
    assert '<script src="/-/preview.js" defer>' in page
    assert "connect-src 'self'" in page
    events = news(preview)
    assert next(events) == {"version": 1, "problem": ""}
    preview.write("A Letter", "The second state.")
    assert next(events) == {"version": 2, "problem": ""}
    assert "The second state." in preview.get()[1]


@pytest.mark.timeout(120)
def test_a_broken_file_is_told_and_the_last_good_edition_stays(preview: Preview) -> None:
    events = news(preview)
    next(events)
    preview.file.write_text("<TEI><p></TEI>", "utf-8")
    told = next(events)
    assert told["version"] == 1
    assert "letter.xml:1" in str(told["problem"])
    assert "The first state." in preview.get()[1]
    preview.write("A Letter", "Mended.")
    assert next(events) == {"version": 2, "problem": ""}
    assert "Mended." in preview.get()[1]


@pytest.mark.timeout(120)
def test_only_this_computer_by_its_own_name(preview: Preview) -> None:
    assert preview.get(Host="evil.example:80")[0] == 403
    assert preview.get("../../etc/hostname")[0] == 404
    assert preview.get("style.css")[0] == 200
    assert not (preview.file.parent / "build").exists(), "a preview writes nothing beside the text"


@pytest.mark.timeout(120)
def test_control_c_ends_it(preview: Preview) -> None:
    preview.get()
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(timeout=30) == 0


@pytest.mark.timeout(120)
def test_a_closed_terminal_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    file = tmp_path / "letter.xml"
    file.write_text(TEI.format(title="A Letter", words="Words."), "utf-8")
    one = started(file, str(file))
    assert list(place.glob("edition-preview-*"))
    one.process.send_signal(signal.SIGTERM)
    assert one.process.wait(timeout=30) == 0
    assert not list(place.glob("edition-preview-*"))


@pytest.mark.timeout(120)
def test_a_port_that_is_taken_is_told(preview: Preview) -> None:
    port = str(urlsplit(preview.address).port)
    command = [sys.executable, "-m", "edition", "serve", str(preview.file), "--port", port]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 2
    assert "[port-taken]" in ran.stderr


@pytest.mark.timeout(120)
def test_everything_that_a_page_is_made_of_is_watched(project: Preview) -> None:
    events = news(project)
    assert next(events) == {"version": 1, "problem": ""}
    root = project.file.parent.parent
    changes = [
        ("logo.png", b"another", "logo.png", "another"),
        ("sources/img/a.png", b"picture", "images/a.png", "picture"),
        ("xslt/web/own.css", b"p { color: blue; }", "own.css", "blue"),
        ("edition.toml", b'[web]\naccent = "#004488"\n', "theme.css", "#004488"),
        ("xslt/web/own.xsl", OWN.encode(), "", "signed by hand"),
    ]
    for version, (name, content, place, told) in enumerate(changes, 2):
        (root / name).write_bytes(content)
        assert next(events) == {"version": version, "problem": ""}, name
        assert told in project.get(place)[1], name
    (root / "edition.toml").write_text("[web]\naccent = 3\n")
    assert "accent" in str(next(events)["problem"])
    assert "signed by hand" in project.get()[1], "the last good edition stays"


OWN = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
<xsl:template match="p" priority="20"><p>signed by hand</p></xsl:template></xsl:stylesheet>"""


@pytest.mark.timeout(120)
def test_a_collection_builds_only_the_document_that_changed(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.xml").write_text(TEI.format(title=name, words=f"{name} one"), "utf-8")
    shown = started(tmp_path / "a.xml", str(tmp_path))
    try:
        assert "2 documents" in shown.get()[1] or "(2)" in shown.get()[1]
        before = shown.get("b/index.html")[1]
        events = news(shown)
        next(events)
        shown.write("a", "a two")
        assert next(events) == {"version": 2, "problem": ""}
        assert "a two" in shown.get("a/index.html")[1]
        assert "a two" in shown.get("search-1.js")[1]
        assert shown.get("b/index.html")[1] == before
        shown.file.write_text("<TEI>", "utf-8")
        told = next(events)
        assert "a.xml:1" in str(told["problem"])
        assert "a two" in shown.get("a/index.html")[1], "the last good page stays"
        assert shown.get("../.corpus/a.json")[0] == 404
    finally:
        shown.process.terminate()
        shown.process.wait()


@pytest.mark.timeout(120)
def test_what_never_was_built_is_told_until_it_is(tmp_path: Path) -> None:
    file = tmp_path / "letter.xml"
    file.write_text("<TEI>", "utf-8")
    shown = started(file, str(file))
    try:
        status, page = shown.get()
        assert status == 200
        assert "/-/preview.js" in page
        events = news(shown)
        assert "letter.xml:1" in str(next(events)["problem"])
        shown.write("A Letter", "Now it is one.")
        assert next(events) == {"version": 1, "problem": ""}
        assert "Now it is one." in shown.get()[1]
    finally:
        shown.process.terminate()
        shown.process.wait()


def test_a_large_text_is_shown_as_a_draft_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "LONG", -1.0)
    file = tmp_path / "letter.xml"
    file.write_text(TEI.format(title="A Letter", words="Words. " * 30), "utf-8")
    edition = watched.Edition(tmp_path / "out")
    project = Project(tmp_path, folder=tmp_path / "build")
    edition.seconds = 1.0
    watched.build(project, [file], edition)
    pages = tmp_path / "out" / "html"
    assert (edition.version, edition.draft) == (1, True)
    assert (pages / "index.html").is_file()
    assert not (pages / "index.tei.html").exists()
    watched.complete(project, [file], edition)
    assert (edition.version, edition.draft) == (1, False)
    assert (pages / "index.tei.html").is_file()
    assert not (pages / "dts").exists(), "a preview has no use for it"
