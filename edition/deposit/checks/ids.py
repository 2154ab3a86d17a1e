"""Identifiers of places in the text: none that was deposited may be lost.

What was deposited is remembered in `deposit-ids.json` of the edition's folder, and of a file
deposited alone in `NAME.deposit-ids.json` beside it: the xml:ids of each document, written by
`remember` when a deposit is published.  It belongs under version control.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from edition.deposit.checks import Check, finding
from edition.deposit.folder import Document, Edition
from edition.deposit.record import Origin
from edition.deposit.targets import Target
from edition.output import write_whole
from tei.diagnostics import Diagnostic, declare
from tei.names import XML_ID

STATE = "deposit-ids.json"
LOST = declare(
    "ids-lost",
    "error",
    "Gone since the last deposit ({count}): xml:id {some}. Give them back to their elements, or to "
    "what stands in the place of these.",
    "Others cite places of the edition by these identifiers; whoever follows such a citation to "
    "the new version would arrive nowhere. An element may go, but then its identifier moves to "
    "what stands in its place.",
    failing='<p xml:id="p12">, deposited; now <p xml:id="par12">',
    passing='<p xml:id="p12"> in both',
)
GONE = declare(
    "document-lost",
    "warning",
    "{name} was in the last deposit and is not in this one.",
    "A new version that lacks a document of the old one is mostly a file that was forgotten.",
    failing="letters 1 to 9, deposited; now letters 1 to 8",
    passing="letters 1 to 10",
)


def run(edition: Edition, target: Target) -> Iterator[Diagnostic]:
    """What the last deposit had and this one lacks."""
    before = previous(place(edition))
    now = {key(edition, one): one for one in edition.documents}
    for name, old in before.items():
        document = now.get(name)
        if document is None:
            yield finding(GONE, Origin(str(edition.root)), name=name)
        elif document.root is not None:
            there = set(ids(document.root))
            lost = [one for one in old if one not in there]
            if lost:
                some = ", ".join(lost[:5]) + (" …" if len(lost) > 5 else "")
                yield finding(LOST, Origin(str(document.path), 1), count=len(lost), some=some)


def key(edition: Edition, document: Document) -> str:
    """The name of a document in the state: the path of its text in the edition's folder."""
    path, root = document.own.resolve(), edition.root.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def ids(root: etree._Element) -> list[str]:
    """The xml:ids of a document, in its order."""
    return [one.get(XML_ID, "") for one in root.iter(tag=etree.Element) if one.get(XML_ID)]


def place(edition: Edition) -> Path:
    """Where it is remembered; files that are deposited each alone have a place each."""
    if edition.alone:
        only = edition.documents[0].path
        return only.with_name(f"{only.stem}.{STATE}")
    return edition.root / STATE


def previous(path: Path) -> Mapping[str, list[str]]:
    """The xml:ids of the last deposit by document; {} where there was none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def remember(edition: Edition) -> Path:
    """Write down the xml:ids of an edition that is published now; the file that holds them."""
    found = {key(edition, one): ids(one.root) for one in edition.documents if one.root is not None}
    path = place(edition)
    write_whole(path, (json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode())
    return path


CHECK = Check("ids", run)
