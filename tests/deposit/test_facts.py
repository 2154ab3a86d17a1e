"""What an InvenioRDM does that one would not think, on the real one and on the stub alike.

Each test is a fact that the client bears; the stub is held to all of them, so that what is proven
with it is proven for the archive.
"""

from __future__ import annotations

import hashlib
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import stub as stubs

from edition.deposit.metadata.invenio import draft as drafted
from edition.deposit.record import Licence, Record

TEN = b"0123456789"
BYTES = {"Content-Type": "application/octet-stream"}


@dataclass(frozen=True)
class Server:
    """An InvenioRDM, spoken to without our client."""

    url: str
    token: str

    def ask(self, method: str, path: str, token: str | None = None, **more: Any) -> httpx.Response:
        """One request; token: "" for none."""
        said = self.token if token is None else token
        headers = {"Authorization": f"Bearer {said}"} if said else {}
        headers |= more.pop("headers", {})
        url = f"{self.url}/api{path}"
        with httpx.Client(trust_env=False, timeout=60) as client:
            return client.request(method, url, headers=headers, **more)

    def draft(self, **metadata: Any) -> str:
        """The path of a new draft."""
        answer = self.ask("POST", "/records", json=body(**metadata))
        assert answer.status_code == 201, answer.text
        return f"/records/{answer.json()['id']}/draft"

    def file(self, draft: str, content: bytes = TEN, **declared: Any) -> None:
        """A file that is begun and filled."""
        key = [{"key": "a.txt", **declared}]
        assert self.ask("POST", f"{draft}/files", json=key).status_code == 201
        path = f"{draft}/files/a.txt/content"
        assert self.ask("PUT", path, content=content, headers=BYTES).status_code == 200

    def commit(self, draft: str) -> httpx.Response:
        return self.ask("POST", f"{draft}/files/a.txt/commit")

    def keys(self, draft: str) -> list[str]:
        return [one["key"] for one in self.ask("GET", f"{draft}/files").json()["entries"]]


@pytest.fixture(params=["stub", pytest.param("invenio", marks=pytest.mark.archive)])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    if request.param == "invenio":
        real = request.getfixturevalue("invenio")
        yield Server(real.url, real.token)
        return
    with stubs.running() as stub:
        yield Server(stub.url, stubs.TOKEN)


def body(**metadata: Any) -> dict[str, Any]:
    person = {"type": "personal", "family_name": "Marlow", "given_name": "Edith"}
    basic = {
        "resource_type": {"id": "publication-other"},
        "title": "A fact",
        "creators": [{"person_or_org": person}],
        "publication_date": "2026-03-01",
        "publisher": "Tolland Reading Room",
    }
    return {"files": {"enabled": True}, "metadata": basic | metadata}


def faults(answer: httpx.Response) -> str:
    """The fields that an answer names as faulty, but for the files, which come later."""
    named = [one["field"] for one in answer.json().get("errors", ())]
    return " ".join(one for one in named if not one.startswith("files"))


@pytest.mark.parametrize("token", ["", "nonsense"])
def test_no_token_and_a_bad_one_are_403(server: Server, token: str) -> None:
    assert server.ask("POST", "/records", token, json=body()).status_code == 403


def test_a_wrong_declared_checksum_is_taken_and_overwritten(server: Server) -> None:
    draft = server.draft()
    server.file(draft, checksum=f"md5:{'0' * 32}", size=10)
    done = server.commit(draft)
    assert done.status_code == 200
    md5 = hashlib.md5(TEN, usedforsecurity=False).hexdigest()
    assert done.json()["checksum"] == f"md5:{md5}"


def test_three_bytes_of_ten_are_a_file_of_three(server: Server) -> None:
    draft = server.draft()
    server.file(draft, TEN[:3], size=10)
    done = server.commit(draft)
    assert (done.status_code, done.json()["size"]) == (200, 3)


def test_bytes_after_the_commit_are_200_with_errors(server: Server) -> None:
    draft = server.draft()
    server.file(draft)
    server.commit(draft)
    path = f"{draft}/files/a.txt/content"
    again = server.ask("PUT", path, content=b"other", headers=BYTES)
    assert again.status_code == 200
    assert again.json()["errors"]


def test_a_cut_connection_takes_the_file_along(server: Server) -> None:
    draft = server.draft()
    assert server.ask("POST", f"{draft}/files", json=[{"key": "a.txt"}]).status_code == 201
    parts = urlsplit(server.url)
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        head = (
            f"PUT /api{draft}/files/a.txt/content HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            f"Authorization: Bearer {server.token}\r\nContent-Type: application/octet-stream\r\n"
            "Content-Length: 10\r\n\r\n012"
        )
        connection.sendall(head.encode())
    for _ in range(100):
        if server.keys(draft) == []:
            return
        time.sleep(0.05)
    pytest.fail("the entry stayed")


def test_published_twice_is_404(server: Server) -> None:
    draft = server.draft()
    server.file(draft)
    server.commit(draft)
    publish = f"{draft}/actions/publish"
    assert server.ask("POST", publish).status_code == 202
    assert server.ask("POST", publish).status_code == 404
    assert server.ask("GET", draft).status_code == 404


def test_a_doi_reserved_twice_is_400(server: Server) -> None:
    draft = server.draft()
    assert server.ask("POST", f"{draft}/pids/doi").status_code == 201
    assert server.ask("POST", f"{draft}/pids/doi").status_code == 400


def test_a_doi_that_is_not_sent_back_is_dropped(server: Server) -> None:
    """With pids that hold none; a body that says nothing of pids leaves it."""
    draft = server.draft()
    given = server.ask("POST", f"{draft}/pids/doi").json()["pids"]
    for same in ({}, {"pids": given}):
        assert server.ask("PUT", draft, json={**body(), **same}).json()["pids"] == given
    dropped = server.ask("PUT", draft, json={**body(), "pids": {}}).json()
    assert "doi" not in dropped.get("pids", {})


@pytest.mark.parametrize(
    "metadata",
    [
        {"languages": [{"id": "xqx"}]},
        {"rights": [{"id": "cc-by-3.0-de"}]},
        {"resource_type": {"id": "edition"}},
    ],
    ids=["language", "ported licence", "no type edition"],
)
def test_a_term_that_is_unknown_is_400_and_no_field_is_named(
    server: Server, metadata: dict[str, Any]
) -> None:
    answer = server.ask("POST", "/records", json=body(**metadata))
    assert answer.status_code == 400
    assert faults(answer) == ""
    assert not any(name in answer.json()["message"] for name in metadata)


def test_a_ported_licence_goes_as_title_and_link(server: Server) -> None:
    licence = Licence("CC BY 3.0 DE", url="https://creativecommons.org/licenses/by/3.0/de/")
    rights = drafted(Record(licence=licence))["metadata"]["rights"]
    assert set(rights[0]) == {"title", "link"}
    answer = server.ask("POST", "/records", json=body(rights=rights))
    assert (answer.status_code, faults(answer)) == (201, "")


@pytest.mark.parametrize(
    ("scheme", "value", "taken"),
    [
        ("orcid", "0000-0002-1825-0097", True),
        ("gnd", "118540238", True),
        ("viaf", "24602065", False),
        ("wikidata", "Q5879", False),
    ],
)
def test_which_identifiers_of_persons_are_taken(
    server: Server, scheme: str, value: str, taken: bool
) -> None:
    person = {
        "type": "personal",
        "family_name": "Goethe",
        "identifiers": [{"scheme": scheme, "identifier": value}],
    }
    answer = server.ask("POST", "/records", json=body(creators=[{"person_or_org": person}]))
    assert answer.status_code == 201
    assert ("creators" not in faults(answer)) is taken


@pytest.mark.parametrize(
    ("date", "taken"),
    [
        ("2026", True),
        ("2026-03", True),
        ("2026-03-01", True),
        ("1871/1874", True),
        ("2026-03~", False),
        ("1871?", False),
        ("March 2026", False),
        ("", False),
    ],
)
def test_dates_are_edtf_of_level_0(server: Server, date: str, taken: bool) -> None:
    """Those that are not come back as errors of a draft that was made all the same."""
    answer = server.ask("POST", "/records", json=body(publication_date=date))
    assert answer.status_code == 201
    assert ("publication_date" not in faults(answer)) is taken


@pytest.mark.parametrize(("title", "taken"), [("A", False), ("On", False), ("Ode", True)])
def test_titles_have_three_characters(server: Server, title: str, taken: bool) -> None:
    answer = server.ask("POST", "/records", json=body(title=title))
    assert answer.status_code == 201
    assert ("title" not in faults(answer)) is taken


def test_a_good_answer_says_retry_after_too(server: Server) -> None:
    answer = server.ask("GET", "/user/records?q=")
    assert answer.status_code == 200
    assert answer.headers["retry-after"].isdecimal()


def test_a_new_version_is_begun_once(server: Server) -> None:
    """The draft of the next version is the same one however often it is asked for."""
    draft = server.draft()
    server.file(draft)
    server.commit(draft)
    record = server.ask("POST", f"{draft}/actions/publish").json()["id"]
    drafts = [server.ask("POST", f"/records/{record}/versions") for _ in range(2)]
    assert [one.status_code for one in drafts] == [201, 201]
    assert len({one.json()["id"] for one in drafts}) == 1
    assert drafts[0].json()["id"] != record
    assert server.keys(f"/records/{drafts[0].json()['id']}/draft") == []


def test_a_draft_with_faults_is_not_published(server: Server) -> None:
    draft = server.draft(title="No")
    server.file(draft)
    server.commit(draft)
    answer = server.ask("POST", f"{draft}/actions/publish")
    assert (answer.status_code, faults(answer)) == (400, "metadata.title")
