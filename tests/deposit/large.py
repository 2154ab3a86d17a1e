"""How much memory the upload and download of a large file take: 5 GB, or as many as are named.

    python tests/deposit/large.py [GIGABYTES]

The file is sparse, so it takes no room; the archive is the stub, in a process of its own.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from stub import TOKEN, running
from stub_records import Draft

GIGA = 1000**3


def serve(pipe: Connection) -> None:
    """The stub with one draft, until somebody writes into the pipe."""
    with running() as stub:
        stub.records.drafts["big"] = Draft("big", {}, "p-big")
        pipe.send(stub.url)
        pipe.recv()
        stub.records.drafts["big"].published = True
        pipe.send("published")
        pipe.recv()


def peak() -> float:
    """The largest resident memory of this process so far, megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Upload, download, and say what it took."""
    from edition.deposit.sending.invenio import Invenio
    from edition.deposit.sending.tokens import Token
    from edition.deposit.sending.transport import Archive
    from edition.deposit.sending.uploading import upload, upload_of
    from edition.deposit.sending.verifying import fetch

    size = int(float(sys.argv[1] if len(sys.argv) > 1 else 5) * GIGA)
    ours, theirs = multiprocessing.Pipe()
    multiprocessing.Process(target=serve, args=(theirs,), daemon=True).start()
    archive = Archive(ours.recv(), Token(TOKEN))
    api = Invenio(archive)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facsimiles.zip")
        with path.open("wb") as file:
            file.truncate(size)
        api.files("big")  # so that all modules are loaded
        print(f"before: {peak():.0f} MB")
        began = time.monotonic()
        one = upload_of(path)
        print(
            f"checksum of {size / GIGA:.1f} GB: {peak():.0f} MB, {time.monotonic() - began:.0f} s"
        )
        began = time.monotonic()
        upload(api, "big", one)
        print(f"upload: {peak():.0f} MB, {time.monotonic() - began:.0f} s")
        ours.send("publish")
        ours.recv()
        began = time.monotonic()
        path.unlink()
        fetch(archive, "big", api.files("big", published=True)[one.name], Path(folder))
        print(f"download: {peak():.0f} MB, {time.monotonic() - began:.0f} s")
    ours.send("end")


if __name__ == "__main__":
    main()
