"""Writing back: the DOI into edition.toml and deposit.toml, where a header is made from them.

The TEI of a plain text is made anew each time, with the `identifier` of edition.toml; a deposit
of several documents has its identifiers in deposit.toml.  One line is put in or changed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from pathlib import Path

from edition.deposit.settings import FILE as DEPOSIT
from edition.output import write_whole
from edition.project import FILE as PROJECT
from tei.diagnostics import Problem

TABLE = re.compile(r"^[ \t]*\[edition\][^\n]*\n?", re.M)


def into_project(root: Path, doi: str, ours: Collection[str]) -> Path | None:
    """The DOI as `identifier` of edition.toml; the file where it was changed.  Raises Problem."""
    path = root / PROJECT
    text = _text(path)
    known = str(tomllib.loads(text).get("edition", {}).get("identifier", ""))
    if known == doi or (known and known not in ours):
        return None
    if known:
        after = text.replace(f'"{known}"', f'"{doi}"').replace(f"'{known}'", f"'{doi}'")
    else:
        after = _with_line(text, f'identifier = "{doi}"\n')
    return _written(path, after, doi, "identifier")


def _with_line(text: str, line: str) -> str:
    """The line put first into [edition], which is made where there is none."""
    table = TABLE.search(text)
    if table is None:
        return f"{text.rstrip()}\n\n[edition]\n{line}"
    head = table.group() if table.group().endswith("\n") else f"{table.group()}\n"
    return text[: table.start()] + head + line + text[table.end() :]


def into_deposit(root: Path, doi: str, ours: Collection[str]) -> Path | None:
    """The DOI among the `identifiers` of deposit.toml; the file where it was changed."""
    path = root / DEPOSIT
    text = _text(path) if path.is_file() else ""
    known = [str(one) for one in tomllib.loads(text).get("identifiers", ())]
    if doi in known:
        return None
    old = next((one for one in known if one in ours), "")
    if old:
        after = text.replace(f'"{old}"', f'"{doi}"').replace(f"'{old}'", f"'{doi}'")
    elif known:
        after = re.sub(r"(?m)^(identifiers\s*=\s*\[)", rf'\g<1>"{doi}", ', text, count=1)
    else:
        after = f'identifiers = ["{doi}"]\n{text}'
    return _written(path, after, doi, "identifiers")


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem("text-unreadable", str(path), reason=str(error)) from None


def _written(path: Path, text: str, doi: str, name: str) -> Path:
    """Write the file once it is read again and says what it should."""
    data = tomllib.loads(text)
    found = data.get(name) or data.get("edition", {}).get(name)
    if doi not in (found if isinstance(found, list) else [found]):
        raise Problem("doi-place-missing", str(path), reason=f"{name} could not be set to {doi}")
    write_whole(path, text.encode())
    return path
