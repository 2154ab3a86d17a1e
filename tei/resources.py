"""Where the packaged schemas are: in a checkout beside the packages, in a wheel inside `tei`."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def schema(name: str) -> Path:
    """The path of a packaged schema file, e.g. "edition.rng".

    Raises FileNotFoundError where there is none of that name.
    """
    for folder in (PACKAGE / "schemas", PACKAGE.parent / "schemas"):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"no packaged schema {name!r}")
