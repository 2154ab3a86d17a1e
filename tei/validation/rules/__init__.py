"""Rules beyond the schema: what a grammar cannot say of a document, a family a module.

Each module of this package declares its rules (`tei.diagnostics.declare`: code, severity,
message, explanation, a failing and a passing example) and offers

    def check(document: Document) -> Iterator[Finding]: ...

`Document` (tei.validation.document) is the tree with its elements by name, its attributes
by name and its identifiers, walked once for all rules; its bytes and its path where it has
them.  A rule only reads.  Modules are found by being here; packages of others offer such a
function through the entry point `tei.rules`.  A rule without a `check` of its own (its code
is found by a Schematron schema) is declared here all the same.

Severities are sober: "error" is surely wrong, "warning" is to be looked at, "info" is good
to know.  A rule that meets the same fault again and again tells the first places and how
many more there are (`few`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from types import FunctionType

from lxml import etree

from tei.discovery import offered
from tei.validation.document import Document
from tei.validation.findings import Finding
from tei.validation.repetition import MOST, few

Check = Callable[[Document], Iterator[Finding]]
GROUP = "tei.rules"


@lru_cache(maxsize=1)
def checks() -> tuple[Check, ...]:
    """The checks of all rule families, ours first, in the order of their names."""
    return tuple(offered(__name__, __path__, "check", FunctionType, GROUP))


def findings(
    root: etree._Element, data: bytes = b"", path: Path | None = None
) -> Iterator[Finding]:
    """What all rules find in a document; a fault found by two of them is told once.

    data: the bytes it was read from, where there are any
    path: its file, so that files beside it can be looked for
    """
    document = Document(root, data, path)
    told: set[tuple[etree._Element | None, str, str]] = set()
    for rule in checks():
        for finding in few(rule(document), MOST):
            key = (finding.element, finding.code, finding.message)
            if key not in told:
                told.add(key)
                yield finding
