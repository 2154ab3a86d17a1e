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


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    file = tmp_path / "letter.xml"
    file.write_text(TEI.format(title="A Letter", words="The first state."), "utf-8")
    command = [sys.executable, "-m", "edition", "serve", str(file), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    assert process.stderr is not None
    yield Preview(file, process, _address(process.stderr))
    process.kill()
    process.wait()


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
def test_a_port_that_is_taken_is_told(preview: Preview) -> None:
    port = str(urlsplit(preview.address).port)
    command = [sys.executable, "-m", "edition", "serve", str(preview.file), "--port", port]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 2
    assert "[port-taken]" in ran.stderr
