"""Sending to a TextGrid made from its documentation, and its objects as its own tools take them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from interruptions import Interruptions
from lxml import etree
from shelves import described, through
from strict import TOKEN, Strict, serving
from stub_textgrid import ORE, RESOURCE, Records, format_of, textgrid

from edition.cli import run
from edition.deposit.archives.keeping import bring
from edition.deposit.archives.objects import objects, parts
from edition.deposit.archives.textgrid import TextGrid
from edition.deposit.folder import find
from edition.deposit.sending import contents, transport
from tei.diagnostics import Problem

send = through("textgrid", bring, TextGrid, base="/1.0", header=("", ""))
REQUESTS = 17


@pytest.fixture
def server() -> Iterator[tuple[Strict, Records]]:
    with serving(textgrid()) as both:
        yield both


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(contents, "_renewed", lambda *_: None)
    return described(tmp_path / "letters")


def proved(records: Records, project: Path, *, published: bool = True) -> None:
    """A work, an item and an edition, each once, that point to each other."""
    tei = (project / "sources" / "letter.xml").read_bytes()
    by_format = {format_of(one.meta): uri for uri, one in records.objects.items()}
    assert len(records.objects) == len(by_format) == 3
    item, work = by_format["text/xml"], by_format["text/tg.work+xml"]
    edition = records.objects[by_format["text/tg.edition+tg.aggregation+xml"]]
    assert records.objects[item].content == tei
    assert edition.meta.findtext(".//{*}isEditionOf") == work
    held = [one.get(RESOURCE) for one in etree.fromstring(edition.content).iter(ORE)]
    assert held == [item]
    assert {one.published for one in records.objects.values()} == {published}


def test_an_edition_becomes_objects(server: tuple[Strict, Records], project: Path) -> None:
    strict, records = server
    outcome, archive = send(strict.url, project, publish=True)
    proved(records, project)
    assert (outcome.state, outcome.files) == (
        "published",
        ("letter.edition", "letter.work", "letter.xml"),
    )
    assert archive.sent == REQUESTS
    assert send(strict.url, project, publish=True)[0].state == "unchanged"


def test_publishing_is_tried_and_not_done(server: tuple[Strict, Records], project: Path) -> None:
    strict, records = server
    assert send(strict.url, project)[0].state == "draft"
    proved(records, project, published=False)
    assert records.jobs == {"textgrid:obj02": "True"} or set(records.jobs.values()) == {"True"}


def test_what_changed_is_changed_there(server: tuple[Strict, Records], project: Path) -> None:
    strict, records = server
    send(strict.url, project)
    tei = project / "sources" / "letter.xml"
    tei.write_bytes(tei.read_bytes().replace(b"timbers", b"beams"))
    send(strict.url, project, publish=True)
    proved(records, project)
    tei.write_bytes(tei.read_bytes().replace(b"beams", b"planks"))
    with pytest.raises(Problem) as stopped:
        send(strict.url, project, publish=True)
    assert stopped.value.rule.code == "deposit-published-already"


class TestInterruptions(Interruptions):
    requests, writes, gateway = REQUESTS, 3, 503
    send, proved = staticmethod(send), staticmethod(proved)


def test_without_a_project_it_is_asked_for(server: tuple[Strict, Records], project: Path) -> None:
    settings = project / "deposit.toml"
    settings.write_text(settings.read_text().replace('project = "TGPR-1234"\n', ""))
    with pytest.raises(Problem) as stopped:
        send(server[0].url, project)
    assert "project" in stopped.value.message


def test_what_textgrid_refuses_is_told(server: tuple[Strict, Records], project: Path) -> None:
    settings = project / "deposit.toml"
    settings.write_text(settings.read_text().replace("TGPR-1234", "TGPR-9"))
    with pytest.raises(Problem) as stopped:
        send(server[0].url, project)
    assert "project not existing" in stopped.value.message


def test_several_texts_are_a_collection(tmp_path: Path) -> None:
    folder = described(tmp_path / "letters")
    first = folder / "sources" / "letter.xml"
    words = first.read_text().replace("</p>", '<graphic url="img/a.png"/></p>')
    first.write_text(words)
    (folder / "sources" / "other.xml").write_text(words.replace("A letter", "Another letter"))
    (folder / "sources" / "img").mkdir()
    (folder / "sources" / "img" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "deposit.toml").write_text(
        (folder / "deposit.toml").read_text().replace("created", 'title = "Letters"\ncreated')
    )
    made = objects(find(folder), "letters")
    names = [one.name for one in made]
    assert names == [
        *("letter.work", "letter.xml", "img/a.png", "letter.edition"),
        *("other.work", "other.xml", "other.edition", "letters.collection"),
    ]
    works = [one for one in made if one.name.endswith(".work")]
    assert all(b"<dateOfCreation " in one.meta for one in works), "deposit.toml says it for all"
    held = {
        one.name: [each.get(RESOURCE) for each in etree.fromstring(one.content).iter(ORE)]
        for one in made
        if one.name.endswith((".edition", ".collection"))
    }
    assert held["letters.collection"] == ["letter.edition", "other.edition"]
    assert held["letter.edition"] == ["letter.xml", "img/a.png"]
    files = [part.name for part in parts(find(folder), "letters")]
    assert files[:2] == ["letter.work", "letter.work.meta"]
    assert b"image/png" in next(one.meta for one in made if one.name == "img/a.png")


def test_the_session_is_nowhere(
    server: tuple[Strict, Records],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """It stands in addresses: not in what libraries log of them, either."""
    strict, records = server
    monkeypatch.setenv("TEXTGRID_TOKEN", TOKEN)
    caplog.set_level(logging.DEBUG)
    arguments = ["deposit", "send", "--target", "textgrid", "--url", strict.url]
    assert run([*arguments, "--publish", str(project)]) == 0
    proved(records, project)
    told = capfd.readouterr()
    assert "not yet proven on a server" in told.err
    assert "tgcrud" in caplog.text
    assert TOKEN not in caplog.text + told.out + told.err
    for path in project.rglob("*"):
        assert path.is_dir() or TOKEN.encode() not in path.read_bytes(), path


def test_the_session_is_in_no_message_of_a_fault(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TEXTGRID_TOKEN", TOKEN)
    monkeypatch.setattr(transport, "TRIES", 1)
    arguments = ["deposit", "send", "--target", "textgrid", "--url", "http://127.0.0.1:9"]
    assert run([*arguments, str(project)]) == 2
    assert TOKEN not in "".join(capfd.readouterr())
