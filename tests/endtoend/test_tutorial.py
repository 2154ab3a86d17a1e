"""The tutorial, done as it is written: every command that it shows comes out as it says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BLOCK = re.compile(r"^```(\w*)(?: (\w+)=(\S+))?\n(.*?)^```$", re.M | re.S)
EDITION = Path(sys.executable).with_name("edition")


def steps(page: str) -> Iterator[tuple[str, str, str]]:
    """What a reader does, in order: (kind, the file to write, the block's text)."""
    for block in BLOCK.finditer(page):
        if block[1] == "console" or block[2] == "file":
            yield block[1], block[3] or "", block[4]


@pytest.fixture(scope="module")
def done(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The project's folder after the last step, and what each command said."""
    here = tmp_path_factory.mktemp("tutorial")
    shutil.copy(root / "examples/harbour-mill/sources/harbour-mill.txt", here)
    said: dict[str, str] = {}
    for kind, value, text in steps((root / "docs/tutorial.md").read_text("utf-8")):
        if kind == "toml":
            (here / value).write_text(text, "utf-8")
            continue
        for line in text.splitlines():
            here = here / line[5:] if line.startswith("$ cd ") else here
            if line.startswith("$ edition "):
                said[line] = told(line.split()[2:], here)
    return here, said


def told(arguments: list[str], folder: Path) -> str:
    """What a command that succeeds says on both streams."""
    command = [str(EDITION), *arguments]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, (arguments, run.stdout, run.stderr)
    return run.stdout + run.stderr


def test_every_file_that_the_tutorial_names_is_there(done: tuple[Path, dict[str, str]]) -> None:
    folder, _ = done
    for name in ("xml", "pdf", "epub"):
        assert (folder / f"build/harbour-mill.{name}").is_file()
    assert (folder / "build/html/index.html").is_file()
    assert (folder / "deposit/mill.zip").is_file()


def test_the_commands_say_what_the_tutorial_says(done: tuple[Path, dict[str, str]]) -> None:
    _, said = done
    assert "navigation" in said["$ edition build"]
    assert "because of" in said["$ edition explain sources/harbour-mill.txt:26"]
    assert "Marlow, Edith" in said["$ edition deposit metadata --format datacite-xml"]
    assert " 0 errors" in said["$ edition deposit check"]
