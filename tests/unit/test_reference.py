"""The reference pages are made from the code, and every diagnostic is explained."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def run(root: Path, *code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *code], cwd=root, capture_output=True, text=True, check=False
    )


def test_every_command_and_code_is_in_the_reference(root: Path) -> None:
    done = run(root, "docs/make_reference.py", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_diagnostic_has_an_explanation_and_two_examples(root: Path) -> None:
    script = (
        "import runpy; page = runpy.run_path('docs/make_reference.py'); page['diagnostics']();"
        "from tei.diagnostics import RULES;"
        "print(*(r.code for r in RULES.values()"
        " if not (r.explanation and r.failing and r.passing)))"
    )
    done = run(root, "-c", script)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
