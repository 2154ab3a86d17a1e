"""The way to an archive: proxies, patience, where the token goes, what it is hidden from."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from harness import mortal
from stub import TOKEN, running

from edition.deposit.sending import connecting, transport
from edition.deposit.sending.faults import Unsure
from edition.deposit.sending.tokens import Token, token_for
from tei.diagnostics import Problem

ANSWER = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
NO_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


@contextmanager
def listening(answer: bytes | None) -> Iterator[tuple[int, list[bytes]]]:
    """A port, and what was sent to it.  Each connection gets the answer; None: it never gets one.

    What came is whole once the block has ended.
    """
    heard: list[bytes] = []
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    with connection:
                        heard.append(connection.recv(65536))
                        if answer is None:
                            ended.wait(20)
                        else:
                            connection.sendall(answer)

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield server.getsockname()[1], heard
        ended.set()
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxies but those that a test names."""
    for name in NO_PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for a tunnel to the archive, and does not see the token."""
    with listening(ANSWER) as (port, heard):
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        archive = mortal("https://archive.example.org", TOKEN)
        with pytest.raises(Unsure, match="502"):
            archive.send("GET", "/records", "ask")
        archive.close()
    assert [one.split(b"\r\n")[0] for one in heard] == [b"CONNECT archive.example.org:443 HTTP/1.1"]
    assert TOKEN.encode() not in b"".join(heard)


def test_no_proxy_for_some_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(ANSWER) as (port, heard):
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("NO_PROXY", "localhost")
        archive = mortal("https://localhost:1", TOKEN)
        with pytest.raises(Unsure):
            archive.send("GET", "/records", "ask")
        archive.close()
    assert heard == []


def test_this_machine_is_asked_without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over http, a proxy would read the token."""
    with listening(ANSWER) as (port, heard), running() as stub:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
        archive = mortal(stub.url, TOKEN)
        assert archive.ask("/user/records", "list", params={"q": "x"}).status == 200
        archive.close()
    assert heard == []


def test_a_server_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "READ", 0.05)
    with listening(None) as (port, _):
        archive = mortal(f"http://127.0.0.1:{port}", TOKEN)
        with pytest.raises(Unsure, match="ReadTimeout"):
            archive.send("GET", "/records", "ask")
        archive.close()


def test_a_server_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    archive = mortal(f"http://127.0.0.1:{port}", TOKEN)
    with pytest.raises(Problem, match="archive-unreachable"):
        archive.ask("/records", "ask")
    assert archive.waits == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0]


def answering(*headers: str, status: str = "200 OK", body: str = '{"a": 1}') -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", body]).encode()


@pytest.mark.parametrize(
    ("status", "headers", "waits"),
    [
        ("429 Too Many", ["Retry-After: 7"], [7.0]),
        ("503 Away", ["Retry-After: 7"], [7.0]),
        ("200 OK", ["Retry-After: 7"], []),
        ("200 OK", ["Retry-After: 7", "X-RateLimit-Remaining: 3"], []),
        ("200 OK", ["Retry-After: 7", "X-RateLimit-Remaining: 0"], [7.0]),
        ("429 Too Many", ["Retry-After: Thu, 01 Jan 1970 00:00:00 GMT"], []),
        ("429 Too Many", ["Retry-After: soon"], []),
        ("429 Too Many", [], []),
    ],
)
def test_waiting_where_the_archive_asks(
    status: str, headers: list[str], waits: list[float]
) -> None:
    with listening(answering(*headers, status=status)) as (port, _):
        archive = mortal(f"http://127.0.0.1:{port}", TOKEN)
        with suppress(Unsure):
            archive.send("GET", "/records", "ask")
        archive.close()
    assert archive.waits == waits


def test_a_wait_of_a_day_is_left_to_the_user() -> None:
    with listening(answering("Retry-After: 86400", status="429 Too Many")) as (port, _):
        archive = mortal(f"http://127.0.0.1:{port}", TOKEN)
        with pytest.raises(Problem, match="86400 seconds"):
            archive.send("GET", "/records", "ask")
        archive.close()
    assert archive.waits == []


def test_dates_and_ends_of_limits_in_seconds() -> None:
    date = {"retry-after": "Thu, 01 Jan 1970 00:02:00 GMT"}
    assert transport.waiting(date, lambda: 90.0) == 30.0
    assert transport.waiting({"x-ratelimit-reset": "120"}, lambda: 90.0) == 30.0


def test_the_token_is_sent_where_the_port_is_that_of_https() -> None:
    """https://a:443 and https://a are one place; http, other ports and other hosts are not."""
    import httpx

    home = httpx.URL("https://archive.example.org:443/deposits/")
    for there in (
        "https://archive.example.org/deposits/api",
        "https://ARCHIVE.example.org/deposits/",
    ):
        assert connecting.within(httpx.URL(there), home)
    for elsewhere in (
        "http://archive.example.org/deposits/api",
        "https://archive.example.org:8443/deposits/api",
        "https://archive.example.org.evil.org/deposits/api",
        "https://archive.example.org/deposits-of-others/api",
    ):
        assert not connecting.within(httpx.URL(elsewhere), home)


@pytest.mark.parametrize(
    "answer",
    [
        answering(status="400 No", body=f'{{"message": "I do not know {TOKEN}"}}'),
        answering(status="400 No", body=f"<html>{TOKEN}</html>"),
        answering(
            status="400 No", body=f'{{"errors": [{{"field": "{TOKEN}", "messages": ["x"]}}]}}'
        ),
        answering(f"Location: https://else.org/?t={TOKEN}", status="302 Found"),
    ],
)
def test_a_server_that_repeats_the_token(answer: bytes) -> None:
    with listening(answer) as (port, _):
        archive = mortal(f"http://127.0.0.1:{port}", TOKEN)
        with pytest.raises(Problem) as told:
            archive.send("GET", "/records", "ask")
        archive.close()
    assert TOKEN not in f"{told.value} {told.value.fields} {archive!r}"


def test_where_tokens_come_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """The target's own variable, the general one, the keyring, in this order; never elsewhere."""
    import sys
    from types import SimpleNamespace

    where = "https://archive.example.org"
    kept = {("tei-edition", where): "of-the-keyring\n"}
    ring = SimpleNamespace(get_password=lambda service, user: kept.get((service, user)))
    monkeypatch.setitem(sys.modules, "keyring", ring)
    own, general = {"INVENIO_TOKEN": "own"}, {"EDITION_TOKEN": "general"}
    assert token_for(where, "invenio", {**own, **general}).secret() == "own"
    assert token_for(where, "invenio", general).secret() == "general"
    assert token_for(where, "invenio", {}).secret() == "of-the-keyring"
    with pytest.raises(Problem, match="ZENODO_TOKEN"):
        token_for("https://zenodo.org", "zenodo", {})
    with pytest.raises(Problem, match="deposit-token-unusable") as told:
        token_for(where, "invenio", {"INVENIO_TOKEN": "two words"})
    assert "two words" not in str(told.value)


def test_a_token_shows_itself_to_nobody() -> None:
    import copy
    import pickle

    token = Token(TOKEN)
    assert TOKEN not in f"{token} {token!r}"
    for keep in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            keep(token)


@pytest.mark.parametrize("deed", ["send", "download"])
def test_without_its_library_the_way_to_get_it_is_told(
    deed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)  # as after pip install without the extra
    archive = transport.Archive("https://archive.example.org", None)
    with pytest.raises(Problem) as told:
        if deed == "send":
            archive.send("GET", "/records", "ask")
        else:
            with archive.download("/records/1/files/a"):
                pass
    assert told.value.rule.code == "archive-client-missing"
    assert "pip install" in told.value.message
