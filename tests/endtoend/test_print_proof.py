"""Proof by whole editions: ours, the seed text, a long novel, strangers' documents.

Each loses no word, is accepted by an independent checker, holds its TEI unchanged and is the same
bytes when made again.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from test_print import DOCUMENTS, build, lost, needs_poppler, text_of

ROOT = Path(__file__).resolve().parents[2]
STRANGERS = ["A54031", "comenius2", "tei_lite", "test29", "testnames", "testtranscr4"]


def proved(file: Path, folder: Path, again: bool = True) -> None:
    """All of it, for the TEI file."""
    pikepdf = pytest.importorskip("pikepdf")
    pdf, heard = build(file, folder / "1", data=file.read_bytes(), base=file.parent)
    replaced = {m[1] for d in heard if (m := re.search(r"U\+\w+ \((.)\)", d.message))}
    missing = [w for w in lost(file, text_of(pdf)) if not replaced.intersection(w)]
    assert missing == []
    checker = shutil.which("outloud", path=str(Path(sys.executable).parent))
    assert checker, "the checker outloud is one of the development tools"
    ran = subprocess.run([checker, "--quiet", str(pdf)], capture_output=True, text=True)
    assert " 0 error(s)" in ran.stdout
    with pikepdf.open(pdf) as opened:
        (attached,) = opened.Root.AF
        assert attached.EF.F.read_bytes() == file.read_bytes()
    if again:
        other, _ = build(file, folder / "2", data=file.read_bytes(), base=file.parent)
        assert other.read_bytes() == pdf.read_bytes()


def made(source: Path, folder: Path) -> Path:
    """The TEI file that `edition build` makes, beside its PDF."""
    command = [sys.executable, "-m", "edition", "build", str(source), "--format", "pdf"]
    subprocess.run([*command, "-o", str(folder)], capture_output=True, check=True)
    (tei,) = folder.glob("**/*.xml")
    assert tei.with_suffix(".pdf").is_file()
    return tei


@needs_poppler
def test_the_sample_edition(tmp_path: Path) -> None:
    proved(made(ROOT / "examples" / "harbour-mill", tmp_path / "built"), tmp_path)


@pytest.mark.shared
@needs_poppler
def test_the_seed_text(shared: Path, tmp_path: Path) -> None:
    text = shared / "texts" / "sino-soviet-conflict.txt"
    proved(made(text, tmp_path / "built"), tmp_path)


@needs_poppler
@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
def test_documents_of_our_own(file: Path, tmp_path: Path) -> None:
    proved(file, tmp_path, again=False)


@pytest.mark.shared
@needs_poppler
@pytest.mark.parametrize("name", STRANGERS)
def test_strangers(name: str, shared: Path, tmp_path: Path) -> None:
    proved(shared / "tei" / "documents" / f"{name}.xml", tmp_path)


@pytest.mark.shared
@needs_poppler
@pytest.mark.timeout(300)
def test_a_novel_of_six_hundred_pages(shared: Path, tmp_path: Path) -> None:
    proved(shared / "tei" / "real" / "eltec-trollope.xml", tmp_path, again=False)
