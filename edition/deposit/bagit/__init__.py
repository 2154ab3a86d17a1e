"""BagIt 1.0 (RFC 8493): bags are made here, and checked whoever made them.

`tag_files` makes what surrounds a payload; `check` compares a bag with its manifests.  Bags
of the drafts 0.93 to 0.97 are read too, by the rules of their time.
"""

from __future__ import annotations

from edition.deposit.bagit.checking import check, check_tree
from edition.deposit.bagit.making import tag_files

__all__ = ["check", "check_tree", "tag_files"]
