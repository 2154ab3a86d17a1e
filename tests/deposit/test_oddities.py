"""What archives and people do between two runs, and what must never happen."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from click.testing import CliRunner
from harness import edition_in, mortal, proved, send
from lxml import etree
from proxy import before
from stub import TOKEN, Stub

from edition.cli import edition as command_line
from edition.cli import run
from tei.diagnostics import Problem


def test_the_doi_of_another_place_is_kept(stub: Stub, project: Path) -> None:
    text = project / "sources" / "letter.xml"
    foreign = '<idno type="DOI">10.1234/own</idno></publicationStmt>'
    text.write_text(text.read_text().replace("</publicationStmt>", foreign))
    whole = text.read_bytes()
    outcome = send(mortal(stub.url, TOKEN), project, publish=True)
    assert (outcome.doi, text.read_bytes()) == ("10.1234/own", whole)
    assert next(iter(stub.records.drafts.values())).doi == {
        "identifier": "10.1234/own",
        "provider": "external",
    }


def test_half_a_file_is_never_published(
    stub: Stub, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The archive keeps 3 of 10 bytes without a word."""
    fill = stub.records.fill
    monkeypatch.setattr(
        stub.records, "fill", lambda draft, name, content: fill(draft, name, content[:3])
    )
    with pytest.raises(Problem, match="upload-altered"):
        send(mortal(stub.url, TOKEN), project, publish=True)
    assert not any(one.published for one in stub.records.drafts.values())


def test_a_file_that_somebody_added_stays(stub: Stub, project: Path) -> None:
    from stub_records import File

    send(mortal(stub.url, TOKEN), project)
    draft = next(iter(stub.records.drafts.values()))
    draft.files["notes.txt"] = File(b"by hand", committed=True)
    send(mortal(stub.url, TOKEN), project, publish=True)
    assert sorted(draft.files) == ["letter.xml", "letter.zip", "notes.txt"]


def test_a_draft_deleted_by_hand_is_made_again(stub: Stub, project: Path) -> None:
    send(mortal(stub.url, TOKEN), project)
    stub.records.drafts.clear()
    send(mortal(stub.url, TOKEN), project, publish=True)
    proved(stub, project)


def test_fields_that_the_archive_refuses_are_named(stub: Stub, project: Path) -> None:
    text = project / "sources" / "letter.xml"
    good = text.read_text()
    text.write_text(good.replace("A letter from the mill", "No"))
    with pytest.raises(Problem, match=r"metadata\.title"):
        send(mortal(stub.url, TOKEN), project, publish=True)
    text.write_text(good)
    send(mortal(stub.url, TOKEN), project, publish=True)
    proved(stub, project)


def test_a_term_that_the_archive_lacks_is_named(stub: Stub, project: Path) -> None:
    text = project / "sources" / "letter.xml"
    text.write_text(text.read_text().replace('ident="en"', 'ident="cy"'))
    text.write_text(text.read_text().replace('xml:lang="en"', 'xml:lang="cy"'))
    with pytest.raises(Problem, match=r"cym \(in languages\)"):
        send(mortal(stub.url, TOKEN), project, publish=True)


@pytest.mark.parametrize("token", ["wrong", "Bearer"])
def test_a_token_that_is_refused(stub: Stub, project: Path, token: str) -> None:
    with pytest.raises(Problem, match="archive-token-refused"):
        send(mortal(stub.url, token), project)


def test_waiting_as_the_archive_asks(stub: Stub, project: Path) -> None:
    with before(stub.url) as proxy:
        proxy.faults = {2: "429"}
        archive = mortal(proxy.url, TOKEN)
        send(archive, project)
    assert 1.0 in archive.waits


def test_the_token_is_nowhere(
    stub: Stub,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Neither in state, package, editions nor output; not even in what a library logs."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("INVENIO_TOKEN", TOKEN)
    arguments = ["deposit", "send", "--target", "invenio", "--url", stub.url, str(project)]
    assert run([*arguments, "--json"]) == 0
    monkeypatch.setenv("INVENIO_TOKEN", f"{TOKEN}x")
    assert run(arguments) == 2
    monkeypatch.setenv("EDITION_DEBUG", "1")
    run(arguments)
    told = capfd.readouterr()
    files = b"".join(path.read_bytes() for path in project.rglob("*") if path.is_file())
    assert TOKEN not in told.out + told.err + caplog.text
    assert TOKEN.encode() not in files
    assert "archive-token-refused" in told.err


def test_the_token_goes_to_no_other_host(stub: Stub, project: Path) -> None:
    """A request that is sent on to another address is not followed."""
    with before(stub.url) as other, before(stub.url) as proxy:
        proxy.moved_to = other.url
        with pytest.raises(Problem, match="archive-moved"):
            send(mortal(proxy.url, TOKEN), project)
        assert other.count == 0


def test_nothing_is_sent_that_the_archive_would_refuse(stub: Stub, tmp_path: Path) -> None:
    project = edition_in(tmp_path / "letters")
    text = project / "sources" / "letter.xml"
    text.write_text(text.read_text().replace("A letter from the mill", ""))
    outcome = send(mortal(stub.url, TOKEN), project, publish=True)
    assert outcome.state == "refused"
    assert any(one.severity == "error" for one in outcome.findings)
    assert stub.requests == []


def test_a_large_file_takes_no_memory(stub: Stub, tmp_path: Path) -> None:
    """100 MB, up and down: never more than some pieces of it (large.py measures 5 GB)."""
    import tracemalloc

    from stub_records import Draft

    from edition.deposit.sending.invenio import Invenio
    from edition.deposit.sending.uploading import upload, upload_of
    from edition.deposit.sending.verifying import fetch

    path = tmp_path / "facsimiles.zip"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    draft = stub.records.drafts["big"] = Draft("big", {}, "p")
    api = Invenio(mortal(stub.url, TOKEN))
    api.files("big")
    tracemalloc.start()
    try:
        upload(api, "big", upload_of(path))
        draft.published = True
        fetch(api.archive, "big", api.files("big", published=True)[path.name], tmp_path)
        assert tracemalloc.get_traced_memory()[1] < 24_000_000
    finally:
        tracemalloc.stop()
        api.archive.close()
    assert path.stat().st_size == 100_000_000


def test_the_whole_way_with_a_real_package(
    stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = edition_in(tmp_path / "letters")
    monkeypatch.setenv("EDITION_TOKEN", TOKEN)
    arguments = ["deposit", "send", "--target", "invenio", "--url", stub.url, str(project)]
    result = CliRunner().invoke(command_line, [*arguments, "--publish", "-q"])
    assert result.exit_code == 0, result.output
    assert result.output == "10.5072/r0001-abcde\n"
    record = next(iter(stub.records.drafts.values()))
    assert sorted(record.files) == ["letter.xml", "letters.zip"]
    result = CliRunner().invoke(
        command_line, ["deposit", "verify", f"{stub.url}/records/{record.id}"]
    )
    assert result.exit_code == 0, result.output
    package = record.files["letters.zip"]
    assert package.content is not None
    package.content = package.content.replace(b"timbers", b"timbres")
    result = CliRunner().invoke(
        command_line, ["deposit", "verify", f"{stub.url}/records/{record.id}"]
    )
    assert result.exit_code == 1
    assert etree.fromstring((project / "sources" / "letter.xml").read_bytes()) is not None
