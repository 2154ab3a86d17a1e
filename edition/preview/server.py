"""The preview's web server: loopback, one folder, and news of each build for open pages."""

from __future__ import annotations

import json
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from edition.preview.watched import Edition

NEWS = "/-/news"
SCRIPT = "/-/preview.js"
START = "html/"  # where the pages are
UNBUILT = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Preview</title></head>
<body><p>The edition is not built yet. This page loads itself again.</p></body></html>
"""
HERE = Path(__file__).parent
HEARTBEAT = 15.0  # seconds: an idle connection is kept alive, a lost one noticed


class Handler(SimpleHTTPRequestHandler):
    """Serves the folder; adds to each page the script that reloads it."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 (the standard library's own way)
        **SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".xml": "application/xml",
        ".json": "application/json",
    }

    def __init__(self, *arguments: Any, edition: Edition, hosts: frozenset[str]):
        self.edition = edition
        self.hosts = hosts
        super().__init__(*arguments, directory=str(edition.root))

    def do_GET(self) -> None:
        """A page, a file, or the news."""
        if self.headers.get("Host", "") not in self.hosts:
            # another site's name led here (DNS rebinding): it may not read the edition
            self.send_error(HTTPStatus.FORBIDDEN, "This address is not served here")
        elif urlsplit(self.path).path == NEWS:
            self._news()
        elif urlsplit(self.path).path == SCRIPT:
            self._send((HERE / "preview.js").read_bytes(), "text/javascript; charset=utf-8")
        elif page := self._page():
            self._send(with_script(page.read_bytes()), "text/html; charset=utf-8")
        elif urlsplit(self.path).path == "/" and self.edition.version:
            self._lead(f"/{START}")
        elif not self.edition.version:
            self._send(with_script(UNBUILT.encode()), "text/html; charset=utf-8")
        elif "/." in self.path:
            self.send_error(HTTPStatus.NOT_FOUND)  # the records of a collection are nobody's
        else:
            super().do_GET()

    def _lead(self, place: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_HEAD(self) -> None:
        """As GET, without the content."""
        if self.headers.get("Host", "") not in self.hosts:
            self.send_error(HTTPStatus.FORBIDDEN, "This address is not served here")
        else:
            super().do_HEAD()

    def _page(self) -> Path | None:
        """The HTML file that is asked for; None for anything else."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and urlsplit(self.path).path.endswith("/"):
            path /= "index.html"
        return path if path.suffix == ".html" and path.is_file() else None

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _news(self) -> None:
        """Server-sent events: version and problem, now and whenever they change."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        version, problem = -1, ""
        try:
            while True:
                before = version, problem
                version, problem = self.edition.news(version, problem, HEARTBEAT)
                said = json.dumps({"version": version, "problem": problem})
                line = f"data: {said}" if (version, problem) != before else ":"  # still there
                self.wfile.write(f"{line}\n\n".encode())
                self.wfile.flush()
        except OSError:
            return  # the page was closed

    def end_headers(self) -> None:
        """Nothing is kept by the browser: a preview is always the last build."""
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Silent: the terminal shows builds, not requests."""


def with_script(page: bytes) -> bytes:
    """A page that hears the news; its policy lets it ask its own host."""
    return page.replace(b"</head>", f'<script src="{SCRIPT}" defer></script></head>'.encode(), 1)


def listen(edition: Edition, host: str, port: int) -> ThreadingHTTPServer:
    """A server for an edition, not yet running; port 0 takes any free one.

    Raises OSError where the port is taken.
    """
    ThreadingHTTPServer.daemon_threads = True
    server = ThreadingHTTPServer((host, port), partial(Handler, edition=edition, hosts=frozenset()))
    number = server.server_address[1]
    names = {host, "localhost", "127.0.0.1", "[::1]"}
    hosts = frozenset({f"{name}:{number}" for name in names} | (names if number == 80 else set()))
    server.RequestHandlerClass = partial(Handler, edition=edition, hosts=hosts)
    return server
