"""The look of the printed edition: `[print]` of edition.toml, checked, and the page it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from tei.diagnostics import Problem

DESIGNS = ("article", "book", "play", "letters")
# Width and height in millimetres: ISO 216; the trade sizes of American books.
PAGES: Mapping[str, tuple[float, float]] = {
    "a4": (210, 297),
    "a5": (148, 210),
    "us-trade": (139.7, 215.9),
    "6x9": (152.4, 228.6),
}
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(mm|cm|in)")
SMALLEST, LARGEST = 70.0, 600.0  # of a page's side, in millimetres


@dataclass(frozen=True, slots=True)
class Print:
    """What `[print]` says.

    page:            "auto", a name of PAGES, or a size like "130x200mm"
    design:          "auto" (told by the text) or one of DESIGNS
    setting:         "reading", or "documentary": what the markup knows stands in the margin
    contents, index: whether books have them
    apparatus:       "foot" (other readings at the foot of the page), "end" or "none"
    line_numbers:    "auto" (verse of some length), "all" (prose as well) or "none"
    citations:       "" (sources as the TEI has them), a CSL style that Typst knows ("apa"), or
                     the path of a CSL file
    facsimiles:      whether pictures of the source's pages stand behind the text
    fonts:           fonts for what ours lack: a folder of the project or an installed package
    """

    page: str = "auto"
    design: str = "auto"
    setting: str = "reading"
    contents: bool = True
    index: bool = True
    apparatus: str = "foot"
    line_numbers: str = "auto"
    citations: str = ""
    facsimiles: bool = False
    fonts: str = ""


NO_PRINT = Print()
_CHOICES = {
    "design": ("auto", *DESIGNS),
    "setting": ("reading", "documentary"),
    "apparatus": ("foot", "end", "none"),
    "line_numbers": ("auto", "all", "none"),
}


def read(table: Mapping[str, Any], path: Path) -> Print:
    """`[print]` of the edition.toml at `path`.  Raises Problem, naming the setting at fault."""
    values = {name.replace("-", "_"): value for name, value in table.items()}
    for name, value in values.items():
        wanted = _fault(name, value, path.parent)
        if wanted:
            setting = f"{name.replace('_', '-')} in [print]"
            raise Problem("setting-invalid", str(path), setting=setting, wanted=wanted)
    style = str(values.get("citations", ""))
    return Print(**values | ({"citations": str(path.parent / style)} if "." in style else {}))


def _fault(name: str, value: object, root: Path) -> str:
    """What the setting wants instead of the value; "" where it is right."""
    if name in ("contents", "index", "facsimiles"):
        return "" if isinstance(value, bool) else "true or false"
    if name == "citations":
        right = isinstance(value, str) and _is_style(value, root)
        return "" if right else 'a style like "apa", or a file like "house.csl" of the project'
    if name == "fonts":
        right = isinstance(value, str) and font_folder(value, root) is not None
        return "" if right else "a folder of fonts, or a package of fonts that is installed"
    if name == "page":
        wanted = f'"auto", {", ".join(PAGES)} or a size like "130x200mm" (70 to 600 mm a side)'
        right = value == "auto" or (isinstance(value, str) and measured(value) is not None)
        return "" if right else wanted
    choices = _CHOICES[name]
    return "" if value in choices else " or ".join(f'"{choice}"' for choice in choices)


def _is_style(value: str, root: Path) -> bool:
    """Whether a setting `citations` may name a style: a CSL file that is there, or a bare name."""
    if value.endswith(".csl"):
        return (root / value).is_file()
    return re.fullmatch(r"[\w-]*", value) is not None


def font_folder(fonts: str, root: Path) -> Path | None:
    """The folder of a setting `fonts`: the project's own, or that of an installed package."""
    if fonts and (root / fonts).is_dir():
        return root / fonts
    try:
        files = metadata.files(fonts) if fonts else None
    except (metadata.PackageNotFoundError, ValueError):
        return None
    found = (file for file in files or () if file.suffix.lower() in (".ttf", ".otf", ".ttc"))
    return next((Path(str(file.locate())).parent for file in found), None)


def measured(page: str) -> tuple[float, float] | None:
    """Width and height in millimetres of a named or written page; None where it is neither."""
    if page in PAGES:
        return PAGES[page]
    match = _SIZE.fullmatch(page.strip().lower())
    if match is None:
        return None
    width, height = (float(match[at]) * _UNITS[match[3]] for at in (1, 2))
    fits = all(SMALLEST <= side <= LARGEST for side in (width, height))
    return (width, height) if fits else None


def page_of(look: Print, design: str) -> tuple[float, float]:
    """The page in millimetres: as told, else A4 for an article and A5 for what is bound."""
    return measured(look.page) or PAGES["a4" if design == "article" else "a5"]
