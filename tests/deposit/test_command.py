"""`edition deposit send` as a person runs it: what it shows, what it leaves, what it never does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from harness import TEI, edition_in, quickly
from proxy import before
from stub import TOKEN, Stub

from edition.cli import edition as command_line
from edition.cli import run
from edition.deposit.sending import addresses, state
from tei.diagnostics import Problem

ARGUMENTS = ["deposit", "send", "--target", "invenio"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("INVENIO_TOKEN", TOKEN)
    with quickly(monkeypatch):
        yield edition_in(tmp_path / "letters")


def told(*arguments: object) -> Result:
    return CliRunner().invoke(command_line, [*ARGUMENTS, *map(str, arguments)])


def test_a_dry_run_shows_everything_and_does_nothing(
    stub: Stub, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INVENIO_TOKEN")  # not even a token is needed
    result = told("--url", stub.url, "--dry-run", "--publish", project)
    assert result.exit_code == 0, result.output
    text = project / "sources" / "letter.xml"
    assert f"reserve a DOI, and write it into {text}" in result.output
    size = (project / "deposit" / "letter.zip").stat().st_size
    assert f"upload letter.zip ({size:,} bytes)" in result.output
    assert "publish it, for good" in result.output
    assert '"title": "A letter from the mill"' in result.output
    assert stub.requests == []
    assert text.read_text() == TEI
    assert not (project / state.FILE).exists()


def test_a_dry_run_knows_what_is_there(stub: Stub, project: Path) -> None:
    def plan(*more: str) -> dict[str, object]:
        return json.loads(told("--url", stub.url, "--dry-run", "--json", *more, project).stdout)  # type: ignore[no-any-return]

    assert (plan()["begins"], plan()["publish"]) == ("new", False)
    told("--url", stub.url, project)
    doi = "10.5072/r0001-abcde"
    asked = len(stub.requests)
    there = plan("--publish")
    assert (there["begins"], there["record"], there["doi"]) == ("draft", "r0001-abcde", doi)
    assert there["places"] == []
    assert "pids" not in there["metadata"]  # type: ignore[operator]
    assert len(stub.requests) == asked
    told("--url", stub.url, "--publish", project)
    assert plan("--new-version")["begins"] == "unchanged"
    text = project / "sources" / "letter.xml"
    text.write_text(text.read_text().replace("sound", "sound enough"))
    assert plan("--new-version")["places"] == [str(text)]
    result = told("--url", stub.url, "--dry-run", project)
    assert isinstance(result.exception, Problem)
    assert result.exception.rule.code == "deposit-published-already"


def test_what_is_told_of_a_draft_and_of_a_record(stub: Stub, project: Path) -> None:
    draft = told("--url", stub.url, project)
    doi = "10.5072/r0001-abcde"
    assert draft.stdout == f"{doi}\n"
    assert f"The DOI {doi} was written into " in draft.stderr
    assert f"{stub.url}/uploads/r0001-abcde" in draft.stderr
    assert "--publish" in draft.stderr
    record = told("--url", stub.url, "--publish", project)
    assert f"{stub.url}: published, 2 files" in record.stderr
    assert f"{stub.url}/records/r0001-abcde" in record.stderr
    again = told("--url", stub.url, "--publish", "--json", project)
    assert json.loads(again.stdout)["state"] == "unchanged"


def test_identifiers_are_remembered_once_published(stub: Stub, tmp_path: Path) -> None:
    """With an xml:id that others may cite: a version without it is refused before it is sent."""
    project = edition_in(tmp_path / "letters")
    text = project / "sources" / "letter.xml"
    text.write_text(TEI.replace("<p>The", '<p xml:id="wheel">The'))
    runner = {**os.environ, "INVENIO_TOKEN": TOKEN}
    for options, there in ((), False), (("--publish",), True):
        done = CliRunner(env=runner).invoke(
            command_line, [*ARGUMENTS, "--url", stub.url, *options, str(project)]
        )
        assert done.exit_code == 0, done.output
        assert (project / "deposit-ids.json").exists() is there
    text.write_text(text.read_text().replace(' xml:id="wheel"', ""))
    asked = len(stub.requests)
    lost = CliRunner(env=runner).invoke(
        command_line, [*ARGUMENTS, "--url", stub.url, "--new-version", str(project)]
    )
    assert lost.exit_code == 1
    assert "ids-lost" in lost.stderr
    assert "Nothing was sent" in lost.stderr
    assert len(stub.requests) == asked


def test_a_text_without_a_place_for_a_doi_makes_no_draft(stub: Stub, project: Path) -> None:
    text = project / "sources" / "letter.xml"
    begin, end = TEI.index("<publicationStmt>"), TEI.index("<sourceDesc>")
    text.write_text(TEI[:begin] + TEI[end:])
    result = told("--url", stub.url, project)
    assert isinstance(result.exception, Problem)
    assert result.exception.rule.code == "doi-place-missing"
    assert stub.requests == []


def test_a_file_alone_keeps_its_state_beside_it(
    stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # its package goes into deposit/ of the current folder
    for name in ("one", "two"):
        (tmp_path / f"{name}.xml").write_text(TEI)
        done = CliRunner(env={"INVENIO_TOKEN": TOKEN}).invoke(
            command_line,
            [*ARGUMENTS, "--url", stub.url, "--format", "html", "--publish",
             str(tmp_path / f"{name}.xml")],
        )  # fmt: skip
        assert done.exit_code == 0, done.output
        assert (tmp_path / f"{name}.deposit-state.json").is_file()
        assert (tmp_path / f"{name}.deposit-ids.json").is_file()
    assert [one.published for one in stub.records.drafts.values()] == [True, True]


ACCESS = '[invenio]\nembargo-until = "2999-01-31"\nembargo-reason = "Agreed with the heirs."\n'


def test_an_embargo(stub: Stub, project: Path) -> None:
    (project / "deposit.toml").write_text(ACCESS)
    assert told("--url", stub.url, "--publish", project).exit_code == 0
    embargo = {"active": True, "until": "2999-01-31", "reason": "Agreed with the heirs."}
    access = {"record": "public", "files": "restricted", "embargo": embargo}
    assert next(iter(stub.records.drafts.values())).body["access"] == access


@pytest.mark.parametrize(
    ("settings", "access"),
    [
        ("", ("public", "public")),
        ('files = "restricted"', ("public", "restricted")),
        ('record = "restricted"', ("restricted", "restricted")),
    ],
)
def test_who_may_see_it(stub: Stub, project: Path, settings: str, access: tuple[str, str]) -> None:
    (project / "deposit.toml").write_text(f"[invenio]\n{settings}\n")
    assert told("--url", stub.url, project).exit_code == 0
    body = next(iter(stub.records.drafts.values())).body["access"]
    assert body == {"record": access[0], "files": access[1]}


@pytest.mark.parametrize("day", ["1999-12-31", "2030-02-30"])
def test_an_embargo_of_the_past_is_found_before(stub: Stub, tmp_path: Path, day: str) -> None:
    project = edition_in(tmp_path / "letters")
    (project / "deposit.toml").write_text(f'[invenio]\nembargo-until = "{day}"\n')
    result = CliRunner(env={"INVENIO_TOKEN": TOKEN}).invoke(
        command_line, [*ARGUMENTS, "--url", stub.url, str(project)]
    )
    assert result.exit_code == 1
    assert "deposit.toml:2: error" in result.stderr
    assert "embargo-ended" in result.stderr
    assert stub.requests == []


def test_addresses_of_archives() -> None:
    assert addresses.archive("", "zenodo") == "https://zenodo.org"
    assert addresses.archive("", "zenodo", sandbox=True) == "https://sandbox.zenodo.org"
    assert addresses.archive("https://zenodo.org/", "invenio", sandbox=True) == (
        "https://sandbox.zenodo.org"
    )
    tidied = addresses.archive("HTTPS://Archive.Example.org/rdm/api/", "invenio")
    assert tidied.lower() == "https://archive.example.org/rdm"
    for url, code in (
        ("http://archive.example.org", "archive-address-invalid"),
        ("https://me:secret@archive.example.org", "archive-address-invalid"),
        ("https://archive.example.org/?token=1", "archive-address-invalid"),
        ("ftp://archive.example.org", "archive-address-invalid"),
        ("https://[::1", "archive-address-invalid"),
        ("", "archive-address-missing"),
    ):
        with pytest.raises(Problem, match=code) as problem:
            addresses.archive(url, "invenio")
        assert "secret" not in str(problem.value)
    with pytest.raises(Problem, match="sandbox-unknown"):
        addresses.archive("https://archive.example.org", "invenio", sandbox=True)


def test_a_sandbox_remembers_no_identifiers(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from edition.deposit import sending, targets
    from edition.deposit.sending.depositing import Outcome, Wanted

    target = targets.named("zenodo")
    done = Outcome("published")
    object.__setattr__(one := targets.Target("any", "Any"), "send", lambda *_: done)
    for server, there in ("https://sandbox.zenodo.org", False), ("https://zenodo.org", True):
        sending.send(project, one, server, Wanted())
        assert (project / "deposit-ids.json").exists() is there
    assert target.send is not None


def test_the_token_is_in_no_list_of_processes(stub: Stub, tmp_path: Path) -> None:
    """While it is sent: neither in the command line nor in that of a child."""
    project = edition_in(tmp_path / "letters")
    seen: list[bytes] = []

    def look(_number: int) -> None:
        listing = subprocess.run(["ps", "-ewwo", "args"], capture_output=True, check=True)
        seen.append(listing.stdout)

    with before(stub.url) as proxy:
        proxy.before = look
        done = subprocess.run(
            [sys.executable, "-m", "edition", *ARGUMENTS, "--url", proxy.url, str(project)],
            env={**os.environ, "INVENIO_TOKEN": TOKEN, "EDITION_DEBUG": "1"},
            capture_output=True,
            check=False,
            text=True,
        )
    assert done.returncode == 0, done.stderr
    assert len(seen) > 5
    assert any(proxy.url.encode() in one for one in seen), "the command is in the list"
    assert not any(TOKEN.encode() in one for one in seen)


def test_the_token_is_in_no_traceback(
    stub: Stub, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of the toolkit itself, with the whole trace and the values of all variables."""
    import traceback

    from edition.deposit.sending.invenio import Invenio

    def fail(self: Invenio, *_: object) -> None:
        raise RuntimeError(f"odd: {self!r}")

    monkeypatch.setattr(Invenio, "reserve", fail)
    result = told("--url", stub.url, project)
    assert isinstance(result.exception, RuntimeError)
    trace = traceback.TracebackException.from_exception(result.exception, capture_locals=True)
    words = "".join(trace.format())
    assert "reserve" in words
    assert TOKEN not in words


def test_codes_of_sending_are_explained() -> None:
    for code in ("archive-unreachable", "deposit-published-already", "record-restricted"):
        result = CliRunner().invoke(command_line, ["deposit", "check", "--explain", code])
        assert result.exit_code == 0
        assert result.output.startswith(code)


def test_a_doi_of_a_test_archive_is_no_placeholder_of_this_edition(
    stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = edition_in(tmp_path / "letters")
    monkeypatch.setenv("INVENIO_TOKEN", TOKEN)
    send = ["deposit", "send", "--target", "invenio", "--url", stub.url, "--format", "txt"]
    assert run([*send, str(project)]) == 0
    told = capsys.readouterr().err
    assert "The DOI 10.5072/r0001-abcde was written into" in told
    assert run(["deposit", "check", str(project)]) == 0
    (project / "deposit-state.json").unlink()
    assert run(["deposit", "check", str(project)]) == 1, "now nobody knows whose it is"
