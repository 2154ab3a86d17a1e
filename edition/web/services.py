"""Image services as folders: static tiles of the IIIF Image API, level 0, beside the TEI file.

Such a folder holds `info.json` and a picture for each region and size that the file tells of
(IIIF Image API 3.0, §5 and Compliance).  It is copied beside the pages, where its own address is no
longer that which `info.json` bears; so the copy bears the new one, relative to the pages.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

NAME = "info.json"
WHOLE = ("full/max/0/default.jpg", "full/full/0/default.jpg", "full/max/0/default.png")
TILES = (".jpg", ".jpeg", ".png", ".webp")


@dataclass(frozen=True, slots=True)
class Service:
    """A folder with tiles.

    folder: where it lies
    whole:  the whole picture, relative to it
    """

    folder: Path
    whole: str

    @property
    def place(self) -> str:
        """Where it will be, relative to the pages."""
        return f"images/{self.folder.name}"


def service(url: str, base: Path | None) -> Service | None:
    """The service that an address ending in info.json means, below a folder; None for others."""
    if base is None or "://" in url or not url.endswith(f"/{NAME}"):
        return None
    file = (base / url).resolve()
    if not (file.is_relative_to(base.resolve()) and file.is_file()):
        return None
    whole = next((name for name in WHOLE if (file.parent / name).is_file()), "")
    return Service(file.parent, whole) if whole else None


def copy(one: Service, pages: Path, *, tiles: bool) -> list[str]:
    """Copy a service beside the pages; the paths of the copies.

    tiles: also what a viewer needs; else the whole picture alone
    """
    target = pages / one.place
    files = sorted(one.folder.rglob("*")) if tiles else [one.folder / one.whole]
    made = []
    for file in files:
        inner = file.relative_to(one.folder)
        if file.suffix.lower() not in TILES or not file.is_file() or file.is_symlink():
            continue
        (target / inner).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target / inner)
        made.append(f"{one.place}/{inner.as_posix()}")
    if tiles:
        (target / NAME).write_text(told(one), encoding="utf-8")
        made.append(f"{one.place}/{NAME}")
    return made


def told(one: Service) -> str:
    """info.json with the address of the copy; as it is where it is no JSON."""
    text = (one.folder / NAME).read_text(encoding="utf-8", errors="replace")
    try:
        data = json.loads(text)
    except ValueError:
        return text
    if not isinstance(data, dict):
        return text
    key = "@id" if "@id" in data else "id"
    return json.dumps({**data, key: one.place}, ensure_ascii=False)
