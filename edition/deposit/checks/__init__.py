"""Checks: what archives refuse, one family of faults a file; all without the network.

A check is one module here, or an entry point of the group `edition.deposit_checks`; it offers
a `CHECK`.  There is no list to edit, and checks never import each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from edition.deposit.folder import Document, Edition
from edition.deposit.header import SPACES
from edition.deposit.record import Origin
from tei.diagnostics import Diagnostic, Rule
from tei.discovery import offered
from tei.validation.paths import Paths
from tei.validation.reading import line_of

if TYPE_CHECKING:
    from edition.deposit.targets import Target

    Run = Callable[[Edition, Target], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Check:
    """What a check module offers: its name, and the findings for an edition and a target."""

    name: str
    run: Run


def installed() -> list[Check]:
    """All checks, ours and third parties', by name."""
    found = offered(__name__, __path__, "CHECK", Check, "edition.deposit_checks")
    return sorted(found, key=lambda check: check.name)


def finding(rule: Rule, origin: Origin, **fields: Any) -> Diagnostic:
    """A finding at a place; its words are the rule's."""
    message = rule.message.format(**fields)
    return Diagnostic(
        rule.code, rule.severity, origin.file, origin.line, message, xpath=origin.xpath
    )


def at(document: Document, place: etree._Element | str) -> Origin:
    """The place of an element, or of the path where one should stand.

    The line of what is not there is that of the nearest element that is.
    """
    if not isinstance(place, str):
        return Origin(str(document.path), line_of(place), Paths().of(place))
    if document.root is None:
        return Origin(str(document.path))
    nearest: etree._Element = document.root
    for name in place.split("/"):
        step = nearest.find(f"t:{name}", SPACES)
        if step is None:
            break
        nearest = step
    root = etree.QName(document.root).localname
    return Origin(str(document.path), line_of(nearest), f"{root}/{place}")


def first(edition: Edition) -> Document:
    """The document where the facts of the whole edition belong."""
    return edition.documents[0]
