"""Files that travel with the package: `xslt/` and `schemas/`.

A checkout keeps them at its root, a wheel under `edition/resources/`; nobody else
needs to know which.
"""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def packaged(*parts: str) -> Path:
    """The path of a packaged file or folder, e.g. `packaged("xslt", "web")`.

    Raises FileNotFoundError where neither the wheel nor the checkout has it.
    """
    for root in (_HERE / "resources", _HERE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"the installation lacks {'/'.join(parts)}; install it again")
