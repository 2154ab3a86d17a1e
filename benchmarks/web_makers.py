"""Makers of web editions from one TEI file: ours, the TEI Stylesheets' html5, CETEIcean.

Each is a process of its own where it makes pages at all; CETEIcean makes them at the reader's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CETEI = ROOT / "tests" / "tools" / "node_modules" / "CETEIcean"
STYLESHEET = "html5/html5.xsl"
# What its documentation shows: a page that fetches the TEI and puts it into its body.
SHELL = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="CETEIcean.css"><script src="CETEI.js"></script></head>
<body><div id="TEI"></div><script>
const tei = new CETEI();
tei.getHTML5("{name}.xml", (data) => document.getElementById("TEI").appendChild(data));
</script></body></html>
"""
RUN_STYLESHEET = """
import sys
from saxonche import PySaxonProcessor
stylesheet, source, output = sys.argv[1:]
with PySaxonProcessor(license=False) as processor:
    run = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=stylesheet)
    run.transform_to_file(source_file=source, output_file=output)
"""


class Unmeasured(Exception):
    """A maker could not be run; the message says why."""


@dataclass(frozen=True)
class Made:
    """A site: its folder and the seconds of CPU that making it took, None where none was made."""

    folder: Path
    seconds: float | None


Maker = Callable[[Path, Path], Made]


def ours(file: Path, folder: Path) -> Made:
    """`edition build --format html`, from the start of the process to its end."""
    command = [str(Path(sys.executable).with_name("edition")), "build", "--quiet"]
    seconds = _cpu([*command, "--format", "html", "-o", str(folder), str(file)])
    return Made(folder / "html", seconds)


def ceteicean(file: Path, folder: Path) -> Made:
    """CETEIcean's page with its own style; nothing is made before a reader comes."""
    if not CETEI.is_dir():
        raise Unmeasured("CETEIcean is not installed: run `make tools`")
    folder.mkdir(parents=True)
    for place in (CETEI / "dist" / "CETEI.js", CETEI / "test" / "CETEIcean.css", file):
        shutil.copyfile(place, folder / place.name)
    (folder / "index.html").write_text(SHELL.format(name=file.stem), encoding="utf-8")
    return Made(folder, None)


def stylesheets(place: Path | None) -> Maker:
    """The TEI Stylesheets' html5 from a copy of them (`place`), run by saxonche."""

    def make(file: Path, folder: Path) -> Made:
        if place is None or not (place / STYLESHEET).is_file():
            raise Unmeasured(
                "they are in none of PyPI, npm and Debian, and no copy of them was named "
                "(--stylesheets FOLDER, or TEI_STYLESHEETS)"
            )
        folder.mkdir(parents=True)
        given = [str(place / STYLESHEET), str(file), str(folder / "index.html")]
        return Made(folder, _cpu([sys.executable, "-c", RUN_STYLESHEET, *given]))

    return make


def _cpu(command: list[str]) -> float:
    """Seconds of CPU (user and system) of a process and its children."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: built, and the document has problems
        raise Unmeasured(said.decode("utf-8", "replace").strip()[-300:])
    return used.ru_utime + used.ru_stime
