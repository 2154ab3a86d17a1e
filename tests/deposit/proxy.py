"""A proxy before an archive that does what networks do: cut, lose, delay, refuse, truncate."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

FAULTS = (
    "cut",  # the request never arrives
    "lost",  # it arrives, and is done; its answer does not come back
    "half",  # half of the request's body arrives
    "truncated",  # half of the answer's body comes back
    "502",  # the gateway refuses
    "504",  # the gateway gives up, and the archive does it all the same
    "503",  # the archive is being mended, for a moment
    "429",  # too many requests
    "slow",  # it takes its time
)
LATE = 0.8  # seconds that "late" keeps an answer back: a client that waits less gives it up


@dataclass
class Proxy:
    """Which request, counted from 1, meets which fault; and all requests with their answers."""

    url: str
    upstream: str
    faults: dict[int, str] = field(default_factory=dict)
    log: list[tuple[str, str, int]] = field(default_factory=list)
    moved_to: str = ""
    before: Callable[[int], None] = lambda number: None
    count: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self) -> tuple[int, str]:
        """The number of a request and its fault."""
        with self.lock:
            self.count += 1
            return self.count, self.faults.pop(self.count, "")


class Handler(BaseHTTPRequestHandler):
    """One connection: each request goes on to the archive, unless a fault is due."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # an answer is one packet, not one a line
    proxy: Proxy

    def log_message(self, *_: Any) -> None:
        """Quiet."""

    def pass_on(self) -> None:
        """Any request."""
        number, fault = self.proxy.next()
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.proxy.before(number)
        if self.proxy.moved_to:
            there = [("Location", self.proxy.moved_to + self.path)]
            return self.reply(302, there, b"", 0)
        if fault in ("cut", "502", "503", "429"):
            return self.refuse(fault)
        if fault == "half":
            self.forward(body[: len(body) // 2], len(body))
            return self.refuse("cut")
        if fault == "slow":
            time.sleep(0.1)
        status, headers, data = self.forward(body, len(body))
        self.proxy.log.append((self.command, self.path, status))
        if fault == "late":
            time.sleep(LATE)
        if fault in ("lost", "504"):
            return self.refuse("cut" if fault == "lost" else "504")
        self.reply(status, headers, data, len(data) // 2 if fault == "truncated" else len(data))
        return None

    do_GET = do_POST = do_PUT = do_DELETE = pass_on  # noqa: N815

    def refuse(self, fault: str) -> None:
        """Answer as a gateway does, or not at all."""
        self.close_connection = True
        if fault == "cut":
            return
        headers = [("Retry-After", "1")] if fault in ("429", "503") else []
        self.reply(int(fault), headers, b"<html>gateway</html>", 20)

    def forward(self, body: bytes, length: int) -> tuple[int, list[tuple[str, str]], bytes]:
        """The archive's answer; status 0 where the request was cut on purpose."""
        parts = urlsplit(self.proxy.upstream)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() not in ("content-length", "connection", "host"):
                connection.putheader(name, value)
        connection.putheader("Host", parts.netloc)
        connection.putheader("Connection", "close")
        if length or self.command in ("POST", "PUT"):
            connection.putheader("Content-Length", str(length))
        connection.endheaders()
        connection.send(body)
        if len(body) < length:
            connection.close()
            time.sleep(0.05)  # until the archive has noticed
            return 0, [], b""
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, answer.getheaders(), data

    def reply(self, status: int, headers: list[tuple[str, str]], data: bytes, shown: int) -> None:
        """Give an answer, or the beginning of one."""
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ("content-length", "connection", "transfer-encoding"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[:shown])
        if shown < len(data):
            self.close_connection = True


@contextmanager
def before(upstream: str) -> Iterator[Proxy]:
    """A proxy before an archive, on a port of its own."""
    proxy = Proxy("", upstream)
    handler = type("Bound", (Handler,), {"proxy": proxy})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    proxy.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
