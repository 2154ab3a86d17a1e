"""Writing back: the DOI into edition.toml and deposit.toml, where a header is made from them.

The TEI of a plain text is made anew each time, with the `identifier` of edition.toml; a deposit
of several documents has its identifiers in deposit.toml.  One line is put in or changed.
"""

from __future__ import annotations

import re
import tomllib
from codecs import BOM_UTF8
from collections.abc import Collection
from pathlib import Path

from edition.deposit.sending.writing_back import ANY_DOI
from edition.output import write_whole
from tei.diagnostics import Problem, declare

declare(
    "doi-setting-missing",
    "error",
    "The DOI cannot be written into this file as {name}: its form is not one that a line can be "
    "added to. Write the table as [edition] on a line of its own, or {name} = … in one line.",
    "The DOI is put in as one line, and no other byte of the file changes.",
    failing='edition = { title = "The Mill" }',
    passing='[edition]\ntitle = "The Mill"',
    exit_code=1,
)

TABLE = re.compile(r"^[ \t]*\[edition\][^\n]*\n?", re.M)


def into_project(path: Path, doi: str, ours: Collection[str]) -> bool:
    """The DOI as `identifier` of edition.toml; whether it was changed.  Raises Problem."""
    return _changed(path, _of_project(path, doi, ours))


def prove_project(path: Path) -> None:
    """Raise Problem where no DOI could be written into edition.toml; nothing is written."""
    _of_project(path, ANY_DOI, ())


def _of_project(path: Path, doi: str, ours: Collection[str]) -> str:
    """edition.toml with the DOI; "" where it stays as it is."""
    text = _text(path)
    known = str(tomllib.loads(text).get("edition", {}).get("identifier", ""))
    if known == doi or (known and known not in ours):
        return ""
    if known:
        after = text.replace(f'"{known}"', f'"{doi}"').replace(f"'{known}'", f"'{doi}'")
    else:
        after = _with_line(text, f'identifier = "{doi}"\n')
    return _proved(path, after, doi, "identifier")


def _with_line(text: str, line: str) -> str:
    """The line put first into [edition], which is made where there is none."""
    table = TABLE.search(text)
    if table is None:
        return f"{text.rstrip()}\n\n[edition]\n{line}"
    head = table.group() if table.group().endswith("\n") else f"{table.group()}\n"
    return text[: table.start()] + head + line + text[table.end() :]


def into_deposit(path: Path, doi: str, ours: Collection[str]) -> bool:
    """The DOI among the `identifiers` of deposit.toml; whether it was changed.  Raises Problem."""
    return _changed(path, _of_deposit(path, doi, ours))


def prove_deposit(path: Path) -> None:
    """Raise Problem where no DOI could be written into deposit.toml; nothing is written."""
    _of_deposit(path, ANY_DOI, ())


def _of_deposit(path: Path, doi: str, ours: Collection[str]) -> str:
    """deposit.toml with the DOI; "" where it stays as it is."""
    text = _text(path) if path.is_file() else ""
    known = [str(one) for one in tomllib.loads(text).get("identifiers", ())]
    if doi in known:
        return ""
    old = next((one for one in known if one in ours), "")
    if old:
        after = text.replace(f'"{old}"', f'"{doi}"').replace(f"'{old}'", f"'{doi}'")
    elif known:
        after = re.sub(r"(?m)^(identifiers\s*=\s*\[)", rf'\g<1>"{doi}", ', text, count=1)
    else:
        after = f'identifiers = ["{doi}"]\n{text}'
    return _proved(path, after, doi, "identifiers")


def _text(path: Path) -> str:
    """The text of a file, without the mark that some editors put before it."""
    try:
        return path.read_bytes().removeprefix(BOM_UTF8).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem("text-unreadable", str(path), reason=str(error)) from None


def _proved(path: Path, text: str, doi: str, name: str) -> str:
    """The new text, once it is read again and says what it should.  Raises Problem."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # the table is there already, written in another way
        data = {}
    table = data.get("edition", {})
    found = data.get(name) or (table.get(name) if isinstance(table, dict) else None)
    if doi not in (found if isinstance(found, list) else [found]):
        raise Problem("doi-setting-missing", str(path), name=name)
    return text


def _changed(path: Path, text: str) -> bool:
    """Write a new text; whether there was one."""
    if text:
        marked = path.is_file() and path.read_bytes().startswith(BOM_UTF8)
        write_whole(path, (BOM_UTF8 if marked else b"") + text.encode())
    return bool(text)
