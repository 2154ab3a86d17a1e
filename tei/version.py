"""The version of the installed toolkit."""

from __future__ import annotations

from functools import lru_cache

DISTRIBUTION = "tei-edition"


@lru_cache(maxsize=1)
def tool_version() -> str:
    """The version as in the package's metadata, "0" in a checkout that is not installed."""
    from importlib.metadata import PackageNotFoundError, version  # takes longer than many a command

    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "0"
