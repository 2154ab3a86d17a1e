"""Roles: what a header says that somebody did → the terms of archives."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def table() -> list[Mapping[str, object]]:
    """The roles of roles.toml, in its order."""
    path = Path(__file__).with_name("roles.toml")
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["role"])


@lru_cache(maxsize=512)
def role(words: str, of: str = "type") -> str:
    """The term for a role; several roles joined by ";" have that of the first that is known.

    of: "type" for DataCite's contributorType, "invenio", "dataverse"
    """
    for entry in table():
        patterns = entry["patterns"]
        assert isinstance(patterns, list)
        parts = [part.strip() for part in words.split(";")]
        if any(re.search(pattern, part, re.I) for pattern in patterns for part in parts):
            return str(entry[of])
    return str(table()[-1][of])
