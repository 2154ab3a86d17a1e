"""`edition serve`: the web edition in the browser, built anew whenever a file is saved."""

from __future__ import annotations

import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

import click

from edition.cli.build import target
from edition.preview import watched
from edition.preview.server import START, listen
from edition.preview.watched import Edition
from edition.project import Project
from tei.diagnostics import Problem, declare

declare(
    "port-taken",
    "error",
    "The port {port} cannot be used ({reason}). Name another one, as in --port {other}.",
    "Another program listens there, perhaps an earlier preview.",
    failing="edition serve --port 8010, while another preview runs there",
    passing="edition serve --port 8011",
)


@click.command("serve")
@click.argument(
    "what", metavar="[PROJECT|TEXT|TEI|DIR]", required=False, type=click.Path(path_type=Path)
)
@click.option("--port", default=8010, show_default=True, type=click.IntRange(0, 65535),
              help="Where to listen; 0 takes any free port.")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True,
              help="The address to listen at. With another than the default, others in your "
              "network can read the edition.")  # fmt: skip
@click.option("--open", "show", is_flag=True, help="Open the edition in the browser.")
def command(what: Path | None, port: int, host: str, show: bool) -> int:
    """Show the web edition in the browser and build it anew when a file is saved.

    \b
    edition serve                  the project of this folder
    edition serve speech.txt       a plain text
    edition serve speech.xml       any TEI P5 document
    edition serve letters/         all texts of a folder

    Open pages load themselves again, at the place where they were. A problem is shown in the
    page, and the last good edition stays. Nothing is written to the project; Ctrl-C ends.
    """
    project, texts = target(what or Path())
    with tempfile.TemporaryDirectory(prefix="edition-preview-") as folder:
        edition = Edition(Path(folder))
        server = _listen(edition, host, port)
        try:
            _end_as_by_control_c()
            _build(project, texts, edition)
            with _serving(server, f"http://{host}:{server.server_address[1]}/{START}", show):
                _watch(what or Path(), project, texts, edition)
        except KeyboardInterrupt:
            click.echo("", err=True)
        finally:
            server.server_close()
    return 0


@contextmanager
def _serving(server: ThreadingHTTPServer, address: str, show: bool) -> Iterator[None]:
    """Answer requests meanwhile."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"The edition is at {address} (Ctrl-C ends)", err=True)
    if show:
        click.launch(address)
    try:
        yield
    finally:
        server.shutdown()


def _end_as_by_control_c() -> None:
    """A closed terminal and a plain `kill` take the temporary folder away too."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


def _listen(edition: Edition, host: str, port: int) -> ThreadingHTTPServer:
    try:
        return listen(edition, host, port)
    except OSError as error:
        reason, other = error.strerror or str(error), str(port + 1)
        raise Problem("port-taken", "serve", port=str(port), reason=reason, other=other) from None


def _build(project: Project, texts: list[Path], edition: Edition) -> None:
    """Build and tell the terminal how it went."""
    began = time.perf_counter()
    watched.build(project, texts, edition)
    if edition.problem:
        click.echo(f"{edition.problem}\nThe last good edition stays.", err=True)
    else:
        click.echo(f"Built in {time.perf_counter() - began:.1f} s.", err=True)


def _watch(what: Path, project: Project, texts: list[Path], edition: Edition) -> None:
    """Build again after every change; without end."""
    seen, last = watched.stamps(project, texts), time.monotonic()
    while True:
        time.sleep(watched.PAUSE)
        now = watched.stamps(project, texts)
        if now == seen:
            if edition.draft and time.monotonic() - last > watched.IDLE:
                watched.complete(project, texts, edition)
            continue
        changed = {path for path in now | seen if now.get(path) != seen.get(path)}
        seen, last = now, time.monotonic()
        if watched.restyle(changed, project, edition):
            continue
        try:
            project, texts = target(what)
        except Problem as problem:
            edition.failed(str(problem))
            click.echo(problem, err=True)
            continue
        _build(project, texts, edition)
