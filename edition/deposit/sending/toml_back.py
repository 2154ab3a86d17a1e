"""Writing back: the DOI into edition.toml and deposit.toml, where a header is made from them.

The TEI of a plain text is made anew each time, with the `identifier` of edition.toml; a deposit
of several documents has its identifiers in deposit.toml.  One line is put in or changed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from pathlib import Path

from edition.output import write_whole
from tei.diagnostics import Problem

TABLE = re.compile(r"^[ \t]*\[edition\][^\n]*\n?", re.M)


def into_project(path: Path, doi: str, ours: Collection[str]) -> bool:
    """The DOI as `identifier` of edition.toml; whether it was changed.  Raises Problem."""
    text = _text(path)
    known = str(tomllib.loads(text).get("edition", {}).get("identifier", ""))
    if known == doi or (known and known not in ours):
        return False
    if known:
        after = text.replace(f'"{known}"', f'"{doi}"').replace(f"'{known}'", f"'{doi}'")
    else:
        after = _with_line(text, f'identifier = "{doi}"\n')
    _write(path, after, doi, "identifier")
    return True


def _with_line(text: str, line: str) -> str:
    """The line put first into [edition], which is made where there is none."""
    table = TABLE.search(text)
    if table is None:
        return f"{text.rstrip()}\n\n[edition]\n{line}"
    head = table.group() if table.group().endswith("\n") else f"{table.group()}\n"
    return text[: table.start()] + head + line + text[table.end() :]


def into_deposit(path: Path, doi: str, ours: Collection[str]) -> bool:
    """The DOI among the `identifiers` of deposit.toml; whether it was changed.  Raises Problem."""
    text = _text(path) if path.is_file() else ""
    known = [str(one) for one in tomllib.loads(text).get("identifiers", ())]
    if doi in known:
        return False
    old = next((one for one in known if one in ours), "")
    if old:
        after = text.replace(f'"{old}"', f'"{doi}"').replace(f"'{old}'", f"'{doi}'")
    elif known:
        after = re.sub(r"(?m)^(identifiers\s*=\s*\[)", rf'\g<1>"{doi}", ', text, count=1)
    else:
        after = f'identifiers = ["{doi}"]\n{text}'
    _write(path, after, doi, "identifiers")
    return True


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem("text-unreadable", str(path), reason=str(error)) from None


def _write(path: Path, text: str, doi: str, name: str) -> None:
    """Write the file once it is read again and says what it should."""
    data = tomllib.loads(text)
    found = data.get(name) or data.get("edition", {}).get(name)
    if doi not in (found if isinstance(found, list) else [found]):
        raise Problem("doi-place-missing", str(path), reason=f"{name} could not be set to {doi}")
    write_whole(path, text.encode())
