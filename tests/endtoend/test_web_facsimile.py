"""Pictures of pages: image services near and far, zoomed by a viewer that comes along."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import threading
import zlib
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from edition.theme import Web
from edition.web import services
from edition.writers import installed

TOOLS = Path(__file__).parents[1] / "tools"
VIEWER = TOOLS / "node_modules" / "openseadragon"
BROWSER = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)
needs_browser = pytest.mark.skipif(
    BROWSER is None or shutil.which("node") is None or not VIEWER.is_dir(),
    reason="Chromium, node or the tools from npm (openseadragon) are not installed",
)
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><text><body>
<p><pb n="1" facs="{facs}"/>The page begins here.</p></body></text></TEI>"""


def picture(side: int) -> bytes:
    """A PNG of one colour, side × side pixels."""
    row = b"\0" + bytes([200, 30, 30]) * side

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))  # fmt: skip

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * side)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def told(address: str) -> dict[str, Any]:
    """info.json of a picture of 512 × 512 pixels in tiles of 256."""
    return {
        "@context": "http://iiif.io/api/image/3/context.json",
        "id": address, "type": "ImageService3",
        "protocol": "http://iiif.io/api/image", "profile": "level0", "width": 512, "height": 512,
        "tiles": [{"width": 256, "scaleFactors": [1, 2]}],
        "sizes": [{"width": 256, "height": 256}],
    }  # fmt: skip


def scans(folder: Path) -> Path:
    """A folder of tiles as a static image service has it."""
    whole = [("full", "max"), ("full", "256,256"), ("0,0,512,512", "256,256")]
    tiles = [(f"{x},{y},256,256", "256,256") for x in (0, 256) for y in (0, 256)]
    for region, size in whole + tiles:
        place = folder / region / size / "0"
        place.mkdir(parents=True)
        (place / "default.jpg").write_bytes(picture(512 if size == "max" else 256))
    (folder / "info.json").write_text(json.dumps(told("https://elsewhere.example/leaf-1")))
    return folder


def build(folder: Path, facs: str, **web: bool) -> Path:
    (folder / "node_modules").mkdir(exist_ok=True)
    if VIEWER.is_dir() and not (folder / "node_modules" / "openseadragon").exists():
        (folder / "node_modules" / "openseadragon").symlink_to(VIEWER)
    tree = etree.ElementTree(etree.fromstring(TEI.format(facs=facs)))
    settings = {"base": folder, "root": folder, "web": Web(**web), "name": "leaf"}
    written = installed()["html"].write(tree, folder, settings)
    assert all(path.is_file() for path in written)
    return folder / "html"


def link(pages: Path) -> html.HtmlElement:
    (found,) = html.fromstring((pages / "index.html").read_bytes()).xpath("//a[@class='facsimile']")
    return found


def test_tiles_beside_the_file_are_copied_with_their_new_address(tmp_path: Path) -> None:
    if not VIEWER.is_dir():
        pytest.skip("the tools from npm (openseadragon) are not installed")
    scans(tmp_path / "scans" / "leaf-1")
    pages = build(tmp_path, "scans/leaf-1/info.json", viewer=True)
    assert link(pages).get("href") == "images/leaf-1/full/max/0/default.jpg"
    assert link(pages).get("data-iiif") == "images/leaf-1/info.json"
    assert json.loads((pages / "images/leaf-1/info.json").read_text())["id"] == "images/leaf-1"
    assert len(list((pages / "images" / "leaf-1").rglob("*.jpg"))) == 7


def test_without_the_viewer_the_picture_alone_is_there(tmp_path: Path) -> None:
    scans(tmp_path / "scans" / "leaf-1")
    pages = build(tmp_path, "scans/leaf-1/info.json")
    assert link(pages).get("href") == "images/leaf-1/full/max/0/default.jpg"
    assert link(pages).get("data-iiif") is None
    assert len([path for path in (pages / "images").rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize("url", ["../leaf-1/info.json", "/etc/info.json", "none/info.json",
                                 "https://a.example/info.json", "broken/info.json"])  # fmt: skip
def test_a_service_lies_below_the_file_and_has_its_picture(tmp_path: Path, url: str) -> None:
    scans(tmp_path / "leaf-1")
    base = tmp_path / "texts"
    (base / "broken").mkdir(parents=True)
    (base / "broken" / "info.json").write_text("{}")
    assert services.service(url, base) is None


class Service(BaseHTTPRequestHandler):
    """An image service: every picture is the same."""

    def do_GET(self) -> None:
        is_info = self.path.endswith("/info.json")
        address = f"http://127.0.0.1:{self.server.server_address[1]}{self.path.rpartition('/')[0]}"
        body = json.dumps(told(address)).encode() if is_info else picture(256)
        self.send_response(200)
        self.send_header("Content-Type", "application/json" if is_info else "image/png")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Silent."""


class Pages(SimpleHTTPRequestHandler):
    """The edition on a server."""

    def log_message(self, *_: Any) -> None:
        """Silent."""


@pytest.fixture
def serve() -> Iterator[Any]:
    """A function: (handler) → the address of a server on this computer."""
    servers = []

    def start(handler: Any) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()


def looked_at(address: str) -> dict[str, Any]:
    command = ["node", str(TOOLS / "facsimile.mjs"), str(BROWSER), address]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    return dict(json.loads(ran.stdout))


def complaints(report: dict[str, Any]) -> list[str]:
    """What the console complained of, but for a style of the viewer's own that the policy stops."""
    return [said for said in report["errors"]
            if not ("inline style" in said and "openseadragon.js" in said)]  # fmt: skip


@needs_browser
@pytest.mark.browser
def test_a_service_of_another_host_is_asked_when_the_reader_asks(
    tmp_path: Path, serve: Any
) -> None:
    host = serve(Service)
    pages = build(tmp_path, f"{host}/iiif/leaf-1/info.json", viewer=True)
    policy = html.fromstring((pages / "index.html").read_bytes()).xpath(
        "//meta[@http-equiv='Content-Security-Policy']/@content")[0]  # fmt: skip
    parts = {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}
    assert parts["img-src"] == ["'self'", "data:", host]
    assert parts["connect-src"] == ["'self'", host]
    assert host not in " ".join(parts["script-src"] + parts["style-src"])
    own = serve(partial(Pages, directory=str(pages)))
    report = looked_at(f"{own}/index.html")
    assert complaints(report) == []
    assert all(address.startswith(own) for address in report["before"]), "nothing before a click"
    assert not [address for address in report["before"] if "openseadragon" in address]
    assert {address[: len(host)] for address in report["after"]} == {own, host}
    assert report["opened"]
    assert report["closed"]


@needs_browser
@pytest.mark.browser
def test_tiles_of_our_own_need_no_other_host(tmp_path: Path, serve: Any) -> None:
    scans(tmp_path / "scans" / "leaf-1")
    pages = build(tmp_path, "scans/leaf-1/info.json", viewer=True)
    own = serve(partial(Pages, directory=str(pages)))
    report = looked_at(f"{own}/index.html")
    assert complaints(report) == []
    assert all(address.startswith(own) for address in report["before"] + report["after"])
    assert report["opened"]
    assert report["closed"]


@needs_browser
@pytest.mark.browser
def test_from_a_disk_the_whole_picture_is_shown(tmp_path: Path) -> None:
    scans(tmp_path / "scans" / "leaf-1")
    pages = build(tmp_path, "scans/leaf-1/info.json", viewer=True)
    report = looked_at((pages / "index.html").as_uri())
    assert [address for address in report["after"] if "info.json" in address] == []
    assert report["opened"]
    assert report["closed"]
