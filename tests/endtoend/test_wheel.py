"""The wheel, installed into an empty environment, does the main job like a checkout."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest


def call(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(argument) for argument in arguments],
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", "HOME": str(cwd)} | _indexes(),
        capture_output=True,
        text=True,
        check=False,
    )


def _indexes() -> dict[str, str]:
    """Where pip finds packages on this machine."""
    import os

    return {k: v for k, v in os.environ.items() if k.startswith("PIP_") or "proxy" in k.lower()}


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run([*command, str(root)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_carries_schemas_stylesheets_and_languages(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for ending in ("edition.rng", "edition.xsd", "edition.sch", "style.css", "edition.typ"):
        assert any(name.endswith(ending) for name in names), ending
    assert "tei/languages/ru.toml" in names
    assert not any(name.startswith("tests") for name in names)


def test_an_installed_copy_does_the_main_job(wheel: Path, root: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    installed = call(python, "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    if installed.returncode and "No matching distribution" in installed.stderr:
        pytest.skip("the package registry cannot be reached: " + installed.stderr[-200:])
    assert installed.returncode == 0, installed.stderr
    text = root / "examples" / "harbour-mill" / "sources" / "harbour-mill.txt"
    edition = tmp_path / "env" / "bin" / "edition"
    done = call(edition, "build", text, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (tmp_path / "build").rglob("*")}
    assert {"harbour-mill.xml", "index.html", "style.css", "harbour-mill.pdf"} <= made
    valid = call(edition, "validate", tmp_path / "build" / "harbour-mill.xml", cwd=tmp_path)
    assert valid.returncode == 0, valid.stdout
