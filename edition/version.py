"""The version of the installed toolkit."""

from __future__ import annotations

from tei.particulars import tool_version


def version() -> str:
    """The version as in the package's metadata, "0" in a checkout that is not installed."""
    return tool_version()
