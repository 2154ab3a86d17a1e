"""What `edition build` says of a text: where in the text, not only where in its TEI."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from edition import build as building
from edition.cli.build import _findings as told
from edition.project import Project

TEXT = """The Mill

Nothing was wrong here, and nobody said so.

The miller said that the weir was open, and that it would stay so for the winter.

A last line that has nothing to do with it.
"""


def run(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "edition", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, timeout=120, check=False
    )


def test_a_finding_names_the_line_of_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mill.txt").write_text(TEXT, "utf-8")
    document = building.encode(Project(Path()), Path("mill.txt"))
    faulty = document.serialise().replace(b'<p xml:id="p2"', b'<p wrong="1" xml:id="p2"')
    (finding,) = building.checked(faulty, Path("build/mill.xml"), document)
    assert finding.source.startswith("mill.txt:5:")
    assert b"weir" in faulty.splitlines()[finding.line - 1]
    (line,) = told((finding,))
    wanted = rf"  mill\.txt:5:\d+ \(build/mill\.xml:{finding.line}\): error: .*wrong.*"
    assert re.fullmatch(wanted, line), line


def test_only_first_pages_are_told_of_a_site(tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text(TEXT, "utf-8")
    done = run("build", "--format", "html,txt", "mill.txt", cwd=tmp_path)
    assert done.stdout.splitlines() == ["build/mill.xml", "build/mill.txt", "build/html/index.html"]


def test_many_documents_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(TEXT, "utf-8")
    first = run("build", "--format", "html", "texts", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    assert "3 documents built." in first.stderr
    assert "collection-untitled" in first.stderr
    assert first.stdout.splitlines()[-1] == "build/html/index.html"
    again = run("build", "--format", "html", "texts", cwd=tmp_path)
    assert "0 documents built, 3 unchanged." in again.stderr
    (folder / "b.txt").write_bytes(b"\x00\x01\x02\xff" * 300)
    broken = run("build", "--format", "html", "texts", cwd=tmp_path)
    assert broken.returncode == 1
    assert re.search(r"  texts/b\.txt(:\d+)?: error: ", broken.stderr), broken.stderr
    assert "0 documents built, 2 unchanged, 1 not built." in broken.stderr
    (folder / "b.txt").unlink()
    several = run("build", "--format", "html", "--anew", "-j", "2", "-q", "texts", cwd=tmp_path)
    assert (several.returncode, several.stderr) == (0, "")
    anew = run("build", "--format", "html", "--anew", "--quiet", "texts/a.txt", cwd=tmp_path)
    assert (anew.returncode, anew.stderr) == (0, "")
