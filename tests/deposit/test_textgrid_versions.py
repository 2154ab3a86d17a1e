"""TextGrid: a new version is a revision of each object; pointers lead to objects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import TEI, Killed
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from proxy import FAULTS, before
from shelves import described
from strict import Strict, serving
from stub_textgrid import Records, format_of, textgrid
from test_textgrid import send

from edition.deposit.archives.objects import objects
from edition.deposit.archives.pointing import repointed
from edition.deposit.folder import find
from edition.deposit.sending import contents
from tei.diagnostics import Problem

PNG = b"\x89PNG\r\n\x1a\n"
REQUESTS = 24


@pytest.fixture
def server() -> Iterator[tuple[Strict, Records]]:
    with serving(textgrid()) as both:
        yield both


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(contents, "_renewed", lambda *_: None)
    folder = described(tmp_path / "letters")
    tei = folder / "sources" / "letter.xml"
    pointers = '<graphic url="img/a%201.png"/> <pb facs="img/a%201.png#xywh=0,0,9,9"/>'
    tei.write_text(TEI.replace("</p>", f"{pointers}</p>"), encoding="utf-8")
    (folder / "sources" / "img").mkdir()
    (folder / "sources" / "img" / "a 1.png").write_bytes(PNG)
    return folder


def corrected(project: Path) -> None:
    tei = project / "sources" / "letter.xml"
    tei.write_bytes(tei.read_bytes().replace(b"timbers", b"planks"))


def proved(records: Records, revision: int = 1) -> None:
    """Four objects, each with so many revisions, all published; the newest text has the change."""
    assert len(records.objects) == 4
    for one in records.objects.values():
        assert one.revision == revision
        assert [earlier.published for earlier in one.before] == [True] * revision
        assert one.published
    (text,) = [one for one in records.objects.values() if format_of(one.meta) == "text/xml"]
    assert (b"planks" in text.content) == bool(revision)


def test_pointers_lead_to_objects(server: tuple[Strict, Records], project: Path) -> None:
    strict, records = server
    send(strict.url, project, publish=True)
    (picture,) = [uri for uri, one in records.objects.items() if one.content == PNG]
    (text,) = [one for one in records.objects.values() if format_of(one.meta) == "text/xml"]
    source = (project / "sources" / "letter.xml").read_bytes()
    assert text.content == source.replace(b"img/a%201.png", picture.encode())
    assert send(strict.url, project, publish=True)[0].state == "unchanged"


def test_a_new_version_is_asked_for(server: tuple[Strict, Records], project: Path) -> None:
    strict, records = server
    send(strict.url, project, publish=True)
    corrected(project)
    with pytest.raises(Problem) as stopped:
        send(strict.url, project, publish=True)
    assert stopped.value.rule.code == "deposit-published-already"
    proved(records, 0)
    outcome, archive = send(strict.url, project, publish=True, new_version=True)
    assert outcome.state == "published"
    assert archive.sent == REQUESTS
    proved(records)
    assert send(strict.url, project, publish=True)[0].state == "unchanged"


def test_a_version_is_left_unpublished_and_changed_once_more(
    server: tuple[Strict, Records], project: Path
) -> None:
    strict, records = server
    send(strict.url, project, publish=True)
    corrected(project)
    assert send(strict.url, project, new_version=True)[0].state == "draft"
    assert {one.published for one in records.objects.values()} == {False}
    tei = project / "sources" / "letter.xml"
    tei.write_bytes(tei.read_bytes().replace(b"sound", b"rotten"))
    assert send(strict.url, project, publish=True)[0].state == "published"
    proved(records)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("at", range(1, REQUESTS + 1))
def test_killed_at_every_request_of_a_new_version(
    server: tuple[Strict, Records], project: Path, at: int, after: bool
) -> None:
    strict, records = server
    send(strict.url, project, publish=True)
    corrected(project)
    with pytest.raises(Killed):
        send(strict.url, project, at=at, after=after, publish=True, new_version=True)
    send(strict.url, project, publish=True, new_version=True)
    proved(records)


@pytest.mark.parametrize("at", [6, 9, 12])
@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_the_network_fails_while_a_revision_is_made(
    server: tuple[Strict, Records], project: Path, fault: str, at: int
) -> None:
    strict, records = server
    with before(strict.url) as proxy:
        send(proxy.url, project, publish=True)
        corrected(project)
        proxy.faults = {proxy.count + at: fault}
        send(proxy.url, project, publish=True, new_version=True)
        assert not proxy.faults
    proved(records)


def test_pictures_of_two_folders_are_two_objects(tmp_path: Path) -> None:
    folder = described(tmp_path / "letters")
    settings = (folder / "edition.toml").read_text().replace("sources/*.xml", "*/letter.xml")
    (folder / "edition.toml").write_text(settings)
    (folder / "sources" / "letter.xml").unlink()
    for year, other in (("1911", "1912"), ("1912", "1911")):
        (folder / year / "img").mkdir(parents=True)
        pointers = f'<graphic url="img/1.png"/> <ref target="../{other}/letter.xml#p1"/>'
        words = TEI.replace("</p>", f"{pointers}</p>")
        (folder / year / "letter.xml").write_text(words, encoding="utf-8")
        (folder / year / "img" / "1.png").write_bytes(PNG + year.encode())
    made = {one.name: one.content for one in objects(find(folder), "letters")}
    assert {name for name in made if name.endswith(".png")} == {"1911/img/1.png", "1912/img/1.png"}
    second = made["1912-letter.xml"]
    assert isinstance(second, bytes)
    assert b'url="1912/img/1.png"' in second
    assert b'target="letter.xml#p1"' in second


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_only_pointers_that_lead_elsewhere_change(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = (
        f"<?xml version='1.0' encoding='{declared}'?>\r\n<!-- <graphic url='a.png'/> -->\r\n"
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><p n='url=\"a.png\"' >é\r\n"
        "<graphic\n  n = 'x'  url = 'a.png' /><ref target=\"b.xml#q  a.png\">&gt;</ref></p></TEI>"
    )
    ends = {"a.png": "textgrid:1?a&b", "b.xml#q": "b.xml#q"}
    after = repointed(text.encode(encoding), lambda one: ends.get(one, one))
    wanted = text.replace("url = 'a.png'", "url = 'textgrid:1?a&amp;b'")
    wanted = wanted.replace('"b.xml#q  a.png"', '"b.xml#q textgrid:1?a&amp;b"')
    assert after == wanted.encode(encoding)
    assert repointed(text.encode(encoding), lambda one: one) == text.encode(encoding)


@given(st.text(alphabet="ab.'\"<>&#% é", min_size=1))
def test_any_end_of_a_pointer_is_well_formed(end: str) -> None:
    data = b"<TEI><graphic url=\"a\"/><graphic url='a'/></TEI>"
    after = etree.fromstring(repointed(data, lambda _: end))
    told = {one.get("url") for one in after}
    assert told == {" ".join([end])} or told == {"a"}


def test_what_a_text_includes_is_an_object_too(
    server: tuple[Strict, Records], project: Path
) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="people.xml"/></p>'
    tei = project / "sources" / "letter.xml"
    tei.write_text(tei.read_text(encoding="utf-8").replace("</p>", include), encoding="utf-8")
    people = '<listPerson xmlns="http://www.tei-c.org/ns/1.0"><person/></listPerson>'
    (project / "sources" / "people.xml").write_text(people, encoding="utf-8")
    (project / "edition.toml").write_text('[text]\nsources = ["sources/letter.xml"]\n')
    strict, records = server
    send(strict.url, project)
    (there,) = [uri for uri, one in records.objects.items() if one.content == people.encode()]
    assert any(f'href="{there}"'.encode() in one.content for one in records.objects.values())
