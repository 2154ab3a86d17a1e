"""The EPUB's settings: `[epub]` of edition.toml, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tei.diagnostics import Problem


@dataclass(frozen=True, slots=True)
class Ebook:
    """What `[epub]` says.

    font:         the family that the book brings along; "" leaves the face to the reader
    certified_by: who vouches that the book meets WCAG 2.1 AA; "" makes no such claim
    cover:        a picture of the project for the cover (PNG or JPEG); "" to have one set
    """

    font: str = ""
    certified_by: str = ""
    cover: str = ""

    def picture(self, root: Path) -> Path | None:
        """The file of the cover's picture in the project's folder; None where none is set."""
        return root / self.cover if self.cover else None


NO_EBOOK = Ebook()


def read(table: Mapping[str, Any], path: Path) -> Ebook:
    """`[epub]` of the edition.toml at `path`.  Raises Problem, naming the setting at fault."""
    values = {name.replace("-", "_"): value for name, value in table.items()}
    for name, value in values.items():
        wanted = _fault(name, value, path.parent)
        if wanted:
            setting = f"{name.replace('_', '-')} in [epub]"
            raise Problem("setting-invalid", str(path), setting=setting, wanted=wanted)
    return Ebook(**values)


def _fault(name: str, value: object, root: Path) -> str:
    """What the setting wants instead of the value; "" where it is right."""
    if not isinstance(value, str):
        return "one text in quotes"
    if name == "font" and not re.fullmatch(r"([A-Za-z0-9][A-Za-z0-9 -]{0,40})?", value):
        return "the name of a family of fonts"
    if name == "cover" and value:
        inside = (root / value).resolve().is_relative_to(root.resolve())
        kind = Path(value).suffix.lower() in (".png", ".jpg", ".jpeg")
        return "" if inside and kind and (root / value).is_file() else (
            "a picture in the project's folder: a file .png or .jpg"
        )  # fmt: skip
    return ""
