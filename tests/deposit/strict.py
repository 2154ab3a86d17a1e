"""Strict servers made from the documentation of an interface: what it does not have, they refuse.

A request that the documentation does not know is kept as a violation, and a test fails by it.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TOKEN = "tok-9d3e71c6a2f84b50"
Answer = tuple[int, Any]  # status; JSON, words, or None
Route = Callable[["Asked"], Answer]


@dataclass(frozen=True)
class Asked:
    """A request: method, path, query, headers, the groups of its path, and its body."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    groups: tuple[str, ...]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, tuple[str, bytes]]:
        """The fields of a form: file name ("" for none) and content."""
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        message = BytesParser().parsebytes(head + self.body)
        assert message.is_multipart()
        found = {}
        for part in message.get_payload():
            name = part.get_param("name", header="content-disposition")
            found[name] = (part.get_filename() or "", part.get_payload(decode=True))
        return found


@dataclass
class Strict:
    """A server: its routes (method, pattern of the path, query that it needs), what went wrong."""

    routes: list[tuple[str, str, frozenset[str], Route]]
    allowed: Callable[[Asked], bool]
    url: str = ""
    violations: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    faults: dict[int, int] = field(default_factory=dict)  # the n-th request is lost: its status
    lose_answers: bool = False  # whether a lost request was carried out before

    def answer(self, asked: Asked) -> Answer:
        """The answer to a request."""
        self.requests.append(f"{asked.method} {asked.path}")
        fault = self.faults.get(len(self.requests))
        if fault and not self.lose_answers:
            return fault, "a gateway's page"
        found = self._routed(asked)
        return (fault, "a gateway's page") if fault else found

    def _routed(self, asked: Asked) -> Answer:
        if not self.allowed(asked):
            return 401, {"status": "ERROR", "message": "no such key"}
        for method, pattern, query, route in self.routes:
            match = re.fullmatch(pattern, asked.path)
            if match and method == asked.method and query == set(asked.query):
                named = Asked(
                    asked.method,
                    asked.path,
                    asked.query,
                    asked.headers,
                    match.groups(),
                    asked.body,
                )
                return route(named)
        self.violations.append(f"{asked.method} {asked.path} {sorted(asked.query)}")
        return 404, {"status": "ERROR", "message": "no such address"}


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server_of: Strict
    lock: threading.Lock

    def log_message(self, *_: Any) -> None:
        """Quiet."""

    def answer(self) -> None:
        """Any request."""
        parts = urlsplit(self.path)
        length = self.headers.get("Content-Length")
        if self.command in ("POST", "PUT") and length is None:
            self.server_of.violations.append("a body of unknown length")
        body = self.rfile.read(int(length or 0))
        if len(body) < int(length or 0):
            self.close_connection = True
            return
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        asked = Asked(self.command, unquote(parts.path), query, self.headers, (), body)
        with self.lock:
            status, told = self.server_of.answer(asked)
        words = isinstance(told, str)
        data = told if isinstance(told, bytes) else b""
        if told is not None and not isinstance(told, bytes):
            data = told.encode() if words else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/xml" if words else "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815


@contextmanager
def running(strict: Strict) -> Iterator[Strict]:
    """The server on this machine."""
    members = {"server_of": strict, "lock": threading.Lock()}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), members))
    strict.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield strict
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def serving(made: tuple[Strict, Any]) -> Iterator[tuple[Strict, Any]]:
    """A server and its records; what the documentation does not know is a failure."""
    strict, records = made
    with running(strict):
        yield strict, records
        assert not strict.violations
