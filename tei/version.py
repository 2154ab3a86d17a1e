"""The version of the installed toolkit."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

DISTRIBUTION = "tei-edition"


def tool_version() -> str:
    """The version as in the package's metadata, "0" in a checkout that is not installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "0"
