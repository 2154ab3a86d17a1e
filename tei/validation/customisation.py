"""An ODD as a schema: compiled once, its RELAX NG and Schematron kept as files.

The files are named by what is in them, so that processes share them safely and a grammar
that was prepared once is found again (`tei.grammar.cache`).
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from lxml import etree

from tei.diagnostics import Problem
from tei.grammar import cache
from tei.validation.association import Kind

SCH = "{http://purl.oclc.org/dsdl/schematron}"


def schemas(path: Path) -> tuple[tuple[Path, Kind], ...]:
    """The files that an ODD is compiled to, with their kinds; Schematron only where it has rules.

    Raises Problem where the ODD has errors, or needs what is not installed.
    """
    return _schemas(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _schemas(path: Path, _changed: int) -> tuple[tuple[Path, Kind], ...]:
    from tei import odd  # the compiler: only where an ODD is used

    compiled = odd.compile(path)
    for finding in compiled.diagnostics:
        if finding.severity == "error":
            place = f"{finding.file}:{finding.line}"
            raise Problem("schema-unusable", place, reason=finding.message.rstrip("."))
    made: list[tuple[Path, Kind]] = [(_kept(compiled.relaxng, ".rng"), "relaxng")]
    if next(compiled.schematron.iter(f"{SCH}rule"), None) is not None:
        made.append((_kept(compiled.schematron, ".sch"), "schematron"))
    return tuple(made)


def _kept(root: etree._Element, suffix: str) -> Path:
    """The file that holds a schema."""
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    path = _folder() / f"{hashlib.sha256(data).hexdigest()}{suffix}"
    if not path.is_file():
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    return path


@lru_cache(maxsize=1)
def _folder() -> Path:
    """Beside the prepared grammars; a folder for this process where nothing may be kept."""
    grammars = cache.folder()
    if grammars is not None:
        try:
            folder = grammars.parent / "customisations"
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return folder
        except OSError:
            pass
    folder = Path(tempfile.mkdtemp(prefix="edition-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
