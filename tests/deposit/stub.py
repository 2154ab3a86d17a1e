"""A strict InvenioRDM on this machine: what it is not asked properly, it keeps as a violation."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from stub_records import NOWHERE, PIECE, TERMS, Answer, Records, Zeros, refusal

TOKEN = "tok-4f9c2b7e51d84c0aa6b1"
LARGE = 1 << 24  # bytes: larger bodies are zeros, and not kept
FILE = re.compile(r"/records/([^/]+)/draft/files/([^/]+)(/content|/commit)?")
DRAFT = re.compile(r"/records/([^/]+)/draft(/pids/doi|/files|/actions/publish)?")
RECORD = re.compile(r"/records/([^/]+)(/files|/versions|/files/([^/]+)/content)?")


@dataclass
class Stub:
    """The server's address, what it keeps, and every request that it was sent."""

    url: str
    records: Records
    violations: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # an answer is one packet, not one a line
    stub: Stub
    lock: threading.Lock

    def log_message(self, *_: Any) -> None:
        """Quiet."""

    def answer(self) -> None:
        """Any request."""
        parts = urlsplit(self.path)
        self.stub.requests.append(f"{self.command} {parts.path}")
        content = self.content()
        if content is None:
            return
        with self.lock:
            status, body = self.routed(unquote_path(parts.path), parts.query, content)
        self.reply(status, body)

    do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815

    def zeros(self, size: int) -> Zeros:
        """A large body, read piece by piece."""
        made, left = hashlib.new("md5", usedforsecurity=False), size
        while left and (piece := self.rfile.read(min(PIECE, left))):
            made.update(piece)
            left -= len(piece)
        return Zeros(size - left, made.hexdigest())

    def content(self) -> bytes | Zeros | None:
        """The request's body; None where the connection broke, and the file's entry with it."""
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            self.stub.violations.append("a body of unknown length")
            self.close_connection = True
            self.reply(411, {"message": "Length required"})
            return None
        wanted = int(self.headers.get("Content-Length") or 0)
        if wanted > LARGE:
            return self.zeros(wanted)
        content = self.rfile.read(wanted)
        if len(content) < wanted:
            self.close_connection = True
            if found := FILE.fullmatch(unquote_path(urlsplit(self.path).path)):
                draft = self.stub.records.draft(found[1])
                if draft is not None:
                    draft.files.pop(unquote(found[2]), None)
            return None
        return content

    def routed(self, path: str, query: str, content: Any) -> Answer:
        """The answer to a request."""
        public = self.command == "GET" and path.startswith("/records")
        if self.headers.get("Authorization") != f"Bearer {TOKEN}" and not public:
            return refusal(403, "Permission denied.")
        sent = self.command in ("POST", "PUT") and not path.endswith("/content") and content
        if sent and "application/json" not in self.headers.get("Content-Type", ""):
            return refusal(415, "JSON is wanted")
        records = self.stub.records
        if path == "/records" and self.command == "POST":
            return records.create(json.loads(content))
        if path in ("/user/records", "/records") and self.command == "GET":
            return records.found(parse_qs(query).get("q", [""])[0])
        if found := re.fullmatch(r"/vocabularies/(\w+)/([^/]+)", path):
            return (200, {"id": found[2]}) if found[2] in TERMS.get(found[1], ()) else NOWHERE
        for pattern, method in ((FILE, self.file), (DRAFT, self.draft), (RECORD, self.record)):
            if found := pattern.fullmatch(path):
                return method(found, content)
        self.stub.violations.append(f"{self.command} {path}")
        return refusal(404, "no such address")

    def file(self, found: re.Match[str], content: Any) -> Answer:
        draft, name = self.stub.records.draft(found[1]), unquote(found[2])
        if draft is None:
            return NOWHERE
        if self.command == "PUT" and found[3] == "/content":
            if self.headers.get("Content-Type") != "application/octet-stream":
                return refusal(415, "octets are wanted")
            return self.stub.records.fill(draft, name, content)
        if self.command == "POST" and found[3] == "/commit":
            return self.stub.records.commit(draft, name)
        if self.command == "DELETE":
            return (204, None) if draft.files.pop(name, None) else NOWHERE
        return refusal(405, "no such method")

    def draft(self, found: re.Match[str], content: Any) -> Answer:
        records = self.stub.records
        draft = records.draft(found[1])
        if draft is None:
            return NOWHERE
        asked = (self.command, found[2] or "")
        if asked == ("GET", ""):
            return 200, records.shown(draft)
        if asked == ("PUT", ""):
            return records.update(draft, json.loads(content))
        if asked == ("POST", "/pids/doi"):
            return records.reserve(draft)
        if asked == ("GET", "/files"):
            return records.listed(draft)
        if asked == ("POST", "/files"):
            return records.start(draft, json.loads(content))
        if asked == ("POST", "/actions/publish"):
            return records.publish(draft)
        return refusal(405, "no such method")

    def record(self, found: re.Match[str], _content: Any) -> Answer:
        records = self.stub.records
        record = records.drafts.get(found[1])
        if record is None or not record.published:
            return NOWHERE
        if (self.command, found[2]) == ("POST", "/versions"):
            return records.version(found[1])
        if found[2] == "/files":
            return records.listed(record)
        if found[3]:
            return 200, record.files[unquote(found[3])].content  # type: ignore[return-value]
        return 200, records.shown(record)

    def give(self, body: Zeros) -> None:
        """Send a large file, piece by piece."""
        self.send_response(200)
        self.send_header("Content-Length", str(body.size))
        self.end_headers()
        for piece in body.pieces():
            self.wfile.write(piece)

    def reply(self, status: int, body: Any) -> None:
        """Send an answer, with the limits that every answer bears."""
        if isinstance(body, Zeros):
            return self.give(body)
        data = (
            body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        )
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Retry-After", "59")  # comes even with 200
        self.send_header("X-RateLimit-Remaining", "900")
        self.end_headers()
        self.wfile.write(data)


def unquote_path(path: str) -> str:
    """The path below /api."""
    return path.removeprefix("/api")


@contextmanager
def running() -> Iterator[Stub]:
    """The stub, on a port of its own."""
    stub = Stub("", Records())
    handler = type("Bound", (Handler,), {"stub": stub, "lock": threading.Lock()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    stub.url = stub.records.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
