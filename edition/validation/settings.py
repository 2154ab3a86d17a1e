"""[validate] of edition.toml: the project's schemas, and the findings it lives with."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from edition.validation.outcome import Found, Outcome
from tei.diagnostics import Diagnostic, Problem
from tei.validation.choosing import Schema, asked
from tei.validation.ignore import UNUSED, Ignore, ignores

FILE = "edition.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project says of validation.

    root:    its folder; None where a document belongs to no project
    schemas: for documents that name none themselves
    ignored: findings that it has decided to live with
    strict:  as the option --strict
    """

    root: Path | None = None
    schemas: tuple[Schema, ...] = ()
    ignored: tuple[Ignore, ...] = ()
    strict: bool = False


def settings_of(file: Path) -> Settings:
    """The settings of the project that a file lies in: the nearest edition.toml above it.

    Raises Problem, naming the setting at fault.
    """
    return _above(file.resolve().parent)


@lru_cache(maxsize=1024)
def _above(folder: Path) -> Settings:
    if (folder / FILE).is_file():
        return load(folder)
    return Settings() if folder.parent == folder else _above(folder.parent)


def forget() -> None:
    """Read the settings again when they are asked for."""
    _above.cache_clear()


def load(root: Path) -> Settings:
    """The settings of a project's folder; its other tables are not looked at."""
    from edition import project  # with the registers: only where there is a project

    path = root / FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Problem("project-unreadable", str(path), reason=str(error)) from None
    except OSError as error:
        raise Problem("text-unreadable", str(path), reason=error.strerror or "?") from None
    table = data.get("validate", {})
    if not isinstance(table, dict):
        raise Problem("setting-invalid", str(path), setting="validate", wanted="a table")
    project.check({"validate": table}, path)
    schemas = project.strings(table, "schemas", path)
    return Settings(
        root,
        _schemas(schemas, path),
        ignores(table.get("ignore", []), str(path)),
        project.switch(table, "strict", path),
    )


def _schemas(named: tuple[str, ...], path: Path) -> tuple[Schema, ...]:
    """The schemas of the project: names, or paths relative to it."""
    names = []
    for name in named:
        beside = path.parent / name
        names.append(str(beside) if beside.is_file() else name)
    return asked(names)


def unused(ignored: Mapping[tuple[str, int], int]) -> Iterator[Outcome]:
    """A remark for each entry of [validate] ignore that took nothing away.

    ignored: folder of a project and number of an entry → how many findings it took away
    """
    for (folder, number), times in sorted(ignored.items()):
        if times:
            continue
        file = str(Path(folder) / FILE)
        code = load(Path(folder)).ignored[number].code
        words = UNUSED.message.format(number=number + 1, code=code)
        remark = Diagnostic(UNUSED.code, UNUSED.severity, file, 0, words)
        yield Outcome(file, (Found(remark),), document=False)
