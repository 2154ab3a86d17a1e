"""Names of files that every system can keep: NFC, no clashes, nothing that Windows forbids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from edition.deposit.parts import Part
from tei.diagnostics import Problem, declare

FORBIDDEN = re.compile(r'[<>:"|?*\\%]')
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
INVISIBLE = ("Cc", "Cs", "Zl", "Zp")  # controls, lone surrogates, separators of lines
LONGEST = 255  # bytes of UTF-8 in one step of a path

declare(
    "package-name-unsafe",
    "error",
    "A file of this name cannot go into a package: {reason}. Rename it, and what points to it.",
    "A package is opened on other systems, years from now. Windows forbids some characters and "
    'names (: * ? " < > | \\ CON NUL), and does not keep a dot or a blank at the end; tools '
    "disagree on how a per cent sign is written in a manifest.",
    failing="images/page:1.jpg",
    passing="images/page-1.jpg",
    source="RFC 8493, §5 and §6.1.1; Microsoft, Naming Files, Paths, and Namespaces",
    exit_code=1,
)
declare(
    "package-names-clash",
    "error",
    "This file and {other} would be one file on a system that does not tell capitals from small "
    "letters. Rename one of them, and what points to it.",
    "Windows and macOS mostly take Page.jpg and page.jpg for the same file: unpacking would "
    "lose one of them.",
    failing="images/Page.jpg and images/page.jpg",
    passing="images/page-1.jpg and images/page-2.jpg",
    source="RFC 8493, §6.1.2",
    exit_code=1,
)


def safe(parts: Iterable[Part]) -> list[Part]:
    """The parts with their names in NFC.

    Raises Problem("package-name-unsafe") or Problem("package-names-clash").
    """
    made = [replace(part, name=unicodedata.normalize("NFC", part.name)) for part in parts]
    taken: dict[str, tuple[str, bool]] = {}
    for part in made:
        reason = fault(part.name)
        if reason:
            raise Problem("package-name-unsafe", shown(part.name), reason=reason)
        _take(part.name, taken)
    return made


def _take(name: str, taken: dict[str, tuple[str, bool]]) -> None:
    """Enter a file and the folders above it; a folder may be entered often, a file once."""
    steps = name.split("/")
    for depth in range(1, len(steps)):
        folder = "/".join(steps[:depth])
        other = taken.setdefault(folded(folder), (folder, False))
        if other != (folder, False):
            raise Problem("package-names-clash", shown(name), other=shown(other[0]))
    if folded(name) in taken:
        raise Problem("package-names-clash", shown(name), other=shown(taken[folded(name)][0]))
    taken[folded(name)] = (name, True)


def folded(name: str) -> str:
    """What two names have in common that some systems cannot tell apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def fault(name: str) -> str:
    """Why a path cannot be kept everywhere; "" where it can."""
    if any(unicodedata.category(char) in INVISIBLE for char in name):
        return "it has an invisible character"
    bad = FORBIDDEN.search(name)
    if bad:
        return f"it has the character {bad[0]}"
    return next((reason for step in name.split("/") if (reason := _step_fault(step))), "")


def _step_fault(step: str) -> str:
    if step in ("", ".", ".."):
        return "it is no path below the package"
    if step.endswith(".") or step != step.strip():
        return "it begins or ends with a blank, or ends in a dot"
    if RESERVED.match(step):
        return f"{step} is a device on Windows"
    return "it is too long" if len(step.encode()) > LONGEST else ""


def shown(name: str) -> str:
    """A name for a message: without anything that a terminal would obey."""
    kept = (c if unicodedata.category(c) not in INVISIBLE else f"\\u{ord(c):04x}" for c in name)
    return "".join(kept)
