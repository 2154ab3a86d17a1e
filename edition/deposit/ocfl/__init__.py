"""OCFL 1.1 (https://ocfl.io/1.1/spec/): a storage root that keeps every version of an edition.

`store` adds a version to a root, or makes the root; `check_tree` compares what is there with
the inventories.
"""

from __future__ import annotations

from edition.deposit.ocfl.checking import check_tree
from edition.deposit.ocfl.making import store

__all__ = ["check_tree", "store"]
