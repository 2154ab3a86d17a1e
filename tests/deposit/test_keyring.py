"""A token in a keyring: with the real library, and a keyring that is a file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from harness import edition_in
from stub import TOKEN, Stub

pytest.importorskip("keyring", reason="keyring, which keeps tokens, is not installed")
pytest.importorskip("keyrings.alt", reason="keyrings.alt, a keyring in a file, is not installed")


def environment(folder: Path, backend: str) -> dict[str, str]:
    """An environment without tokens, whose keyring lies in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_TOKEN")}
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    return {**kept, **home, "PYTHON_KEYRING_BACKEND": backend}


def ran(arguments: list[str], env: dict[str, str], said: str = "") -> subprocess.CompletedProcess:  # type: ignore[type-arg]
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command, env=env, input=said, capture_output=True, text=True, check=False, timeout=120
    )


def test_a_token_of_the_keyring_is_used(stub: Stub, tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "keyrings.alt.file.PlaintextKeyring")
    done = ran(["keyring", "set", "tei-edition", stub.url], env, TOKEN)
    assert done.returncode == 0, done.stderr
    project = edition_in(tmp_path / "letters")
    send = ["edition", "deposit", "send", "--target", "invenio", "--url", stub.url]
    done = ran([*send, "--format", "txt", str(project)], env)
    assert done.returncode == 0, done.stderr
    assert len(stub.records.drafts) == 1
    assert TOKEN not in done.stdout + done.stderr
    for path in project.rglob("*"):
        assert path.is_dir() or TOKEN.encode() not in path.read_bytes(), path


@pytest.mark.parametrize(
    "backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"]
)
def test_a_keyring_without_the_token_asks_for_it(stub: Stub, tmp_path: Path, backend: str) -> None:
    project = edition_in(tmp_path / "letters")
    send = ["edition", "deposit", "send", "--target", "invenio", "--url", stub.url, str(project)]
    done = ran(send, environment(tmp_path / "home", backend))
    assert done.returncode == 2
    assert f"keyring set tei-edition {stub.url}" in done.stderr
    assert not stub.records.drafts
