"""Text as LaTeX shows it: every character as itself, in a font that has it."""

from __future__ import annotations

import re

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    "'": "\\textquotesingle{}", "`": r"\textasciigrave{}", "-": "-{}", "\u00a0": "~",
    "\u00ad": r"\-", "[": "{[}", "]": "{]}", "/": "/{}",
    "\u200b": r"\allowbreak{}",
    "&": r"\symbol{38}",  # \& ends a stanza of reledmac
}  # fmt: skip
# Scripts that book faces lack: a command that sets a run of their letters, fonts that have them.
FACES = {
    "cjkface": (
        "[\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
        "\uff00-\uffef\U00020000-\U0003ffff]+",
        ("Noto Serif CJK SC", "Noto Serif CJK JP", "Source Han Serif SC"),
    ),
    "arabicface": (
        "[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]+"
        "(?: +[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]+)*",
        ("Noto Naskh Arabic", "Scheherazade New", "DejaVu Sans", "Amiri"),
    ),
}
_LONG = re.compile(r"\S{40,}")  # too long for a line: such a word may break after twelve letters
_RUNS = {name: re.compile(letters) for name, (letters, _) in FACES.items()}


def escape(text: str) -> str:
    """Text that LaTeX shows as it is: no commands, no ligatures of hyphens, no comments."""
    text = _LONG.sub(lambda word: re.sub(r"(?s)(.{12})", "\\1\u200b", word[0]), text)
    safe = "".join(_SPECIAL.get(character, character) for character in text)
    for name, run in _RUNS.items():
        safe = run.sub(rf"{{\\{name} \g<0>}}", safe)
    return safe


def faces_of(text: str) -> list[str]:
    """The commands of FACES that a text needs."""
    return [name for name, run in _RUNS.items() if run.search(text)]


def in_index(name: str) -> str:
    r"""A key of \index: the signs of makeindex quoted as well."""
    return re.sub(r'(?<!\\)([!@|"])', r'"\1', escape(name.replace('"', "”").replace("|", "/")))


def in_address(address: str) -> str:
    r"""The first argument of \href."""
    return re.sub(r"([%#&_$~^\\{}])", r"\\\1", address).replace(r"\_", "_").replace(r"\~", "~")
