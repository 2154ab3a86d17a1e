"""An InvenioRDM on this machine, for tests: installed once, started empty, ended for good.

Nothing but loopback, nothing but pip and redis-server: SQLite for the database, osmem-server in
the place of OpenSearch, one process for web and tasks, a DataCite that is nobody.  It lies in
.cache/invenio, which is not under version control; about 600 MB, a minute to start.

    python tests/deposit/archive.py install     the environment (five minutes, once)
    python tests/deposit/archive.py run         until Ctrl-C; prints address and token
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("EDITION_ARCHIVE_HOME", HERE.parent.parent / ".cache" / "invenio"))
ENVIRONMENT = HOME / "env"
PYTHON = ENVIRONMENT / "bin" / "python"
INSTALLED = ENVIRONMENT / "installed"
# The versions that the tests were last seen to pass with, and those of all that they need.
PACKAGES = ("invenio-app-rdm[opensearch2]==14.0.5", "osmem-server==0.1.6")
VERSIONS = HERE / "instance" / "versions.txt"
PATIENCE = 420  # seconds until the archive answers, on a machine that does other things too


class Unavailable(Exception):
    """The archive cannot be had here, and why."""


@dataclass(frozen=True)
class Running:
    """The archive: its address, the depositor's token, where its files lie."""

    url: str
    token: str
    folder: Path


def install() -> None:
    """Make the environment, where it is not there yet.  Raises Unavailable."""
    if shutil.which("redis-server") is None:
        _redis()
    wanted = "\n".join(PACKAGES) + VERSIONS.read_text(encoding="ascii")
    if PYTHON.exists() and INSTALLED.is_file() and INSTALLED.read_text() == wanted:
        return
    print("Installing InvenioRDM for the tests (some minutes, once) …", file=sys.stderr)
    HOME.mkdir(parents=True, exist_ok=True)
    _run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES]
    try:
        _run([*pip, "--constraint", str(VERSIONS)])
    except Unavailable:  # another Python may want others
        _run(pip)
    INSTALLED.write_text(wanted)


def _redis() -> None:
    """redis-server from the system's packages, where we may install it."""
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        _run(["apt-get", "update", "-qq"])
        _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "redis-server"])
    else:
        raise Unavailable("redis-server is not installed")


def _run(command: list[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        told = [line for line in said if "ERROR" in line or line.startswith("E:")] or said[-1:]
        raise Unavailable(f"{' '.join(command[:4])} … failed: {' '.join(told[:3])}")


@contextmanager
def running() -> Iterator[Running]:
    """The archive, empty but for its vocabularies and one depositor.  Raises Unavailable."""
    install()
    folder = _folder()
    shutil.copy(HERE / "instance" / "invenio.cfg", folder / "invenio.cfg")
    redis, search, web = _free_port(), _free_port(), _free_port()
    with ExitStack() as stack:
        start = lambda name, command, **more: stack.enter_context(  # noqa: E731
            _process(folder, name, command, **more)
        )
        binary = next(ENVIRONMENT.glob("lib/*/site-packages/osmem_server/bin/osmem-server"))
        address = f"127.0.0.1:{search}"
        start("search", [str(binary), "-addr", address, "-no-stdin-watch", "-no-ja"])
        options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
        start("redis", ["redis-server", "--port", str(redis), *options])
        _wait(lambda: _listens(redis) and _listens(search), 30, "redis or the search", folder)
        settings = {
            "INVENIO_INSTANCE_PATH": str(folder),
            "ARCHIVE_REDIS": f"redis://127.0.0.1:{redis}",
            "ARCHIVE_SEARCH": f"127.0.0.1:{search}",
            "ARCHIVE_URL": f"http://127.0.0.1:{web}",
            "ARCHIVE_TOKEN": str(folder / "token"),
        }
        command = [str(PYTHON), str(HERE / "instance" / "serve.py")]
        archive = start("archive", command, env={**os.environ, **settings})
        _wait(
            lambda: (folder / "token").is_file() or archive.poll() is not None,
            PATIENCE,
            "the archive",
            folder,
        )
        if archive.poll() is not None:
            raise Unavailable(f"the archive ended at once; see {folder / 'archive.log'}")
        _wait(lambda: _listens(web), 30, "the archive", folder)
        yield Running(settings["ARCHIVE_URL"], (folder / "token").read_text(), folder)


def _folder() -> Path:
    """A new folder for this process's archive; those that processes of the past left are removed.

    What an archive said is in it, until the next one starts.
    """
    for old in HOME.glob("run-*"):
        if not Path(f"/proc/{old.name.removeprefix('run-')}").exists():
            shutil.rmtree(old, ignore_errors=True)
    folder = HOME / f"run-{os.getpid()}"
    folder.mkdir(parents=True)
    return folder


@contextmanager
def _process(
    folder: Path, name: str, command: list[str], env: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends when the block does; what it says goes to a file."""
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex(("127.0.0.1", port)) == 0


def _wait(there, seconds: float, what: str, folder: Path) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while not there():
        if time.monotonic() > end:
            raise Unavailable(f"{what} did not start in {seconds:.0f} s; see the logs in {folder}")
        time.sleep(0.2)


def main() -> int:
    """install, or run."""
    try:
        if sys.argv[1:] == ["install"]:
            install()
            return 0
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that nothing runs on
        with running() as archive:
            print(f"{archive.url}\n{archive.token}", flush=True)
            while True:
                time.sleep(3600)
    except Unavailable as reason:
        print(f"The archive of the tests cannot be had here: {reason}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
