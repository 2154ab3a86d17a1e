"""One cause, one message: what follows from another fault is told with it, not beside it.

Nothing is hidden: a finding keeps the others of its cause in `also`, each with its own place,
message and changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from lxml import etree

from tei.validation import codes
from tei.validation.findings import TEI, Finding
from tei.validation.fixes import Change

DIVISION = re.compile(r"\}div[1-7]?$")  # one for the other: their content is what it was
NOT_BOTH = "not both."  # said of a parent: each of its children may be the one too many
ONE_GOAL = frozenset(("pointer-dangling", "pointer-ambiguous"))
POINTS = " points to "
SCHEMAS = codes.CODES | {"relaxng", "xsd"}
WITHIN = frozenset(  # faults in the content of an element that another fault explains
    (codes.INCOMPLETE.code, codes.LOOSE_TEXT.code, codes.MISPLACED.code, codes.MISSING.code)
)


def grouped(findings: Iterable[Finding]) -> list[Finding]:
    """The findings with those of one cause put together, in their old order."""
    found = list(findings)
    for together in (
        _under_root,
        _under_wrong_element,
        _exchanged,
        _beside_refused,
        _renamed,
        _alike,
    ):
        found = together(found)
    return found


def every(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings and those grouped with them, one by one."""
    for finding in findings:
        yield finding
        yield from every(finding.also)


def changes(findings: Iterable[Finding], *, unsafe: bool = False) -> list[Change]:
    """The edits that cure findings: where one is not safe, none of the finding's is made."""
    cures = (finding.changes for finding in every(findings))
    return [c for cure in cures if unsafe or all(c.safety == "safe" for c in cure) for c in cure]


def _gathered(
    findings: Sequence[Finding], leader: Callable[[Finding], Finding | None]
) -> list[Finding]:
    """The findings, those that have a leader put under it, or under the leader of that."""
    above = {id(finding): leader(finding) or finding for finding in findings}
    under: dict[int, list[Finding]] = {}
    kept = []
    for finding in findings:
        first, seen = finding, {id(finding)}
        while id(above[id(first)]) not in seen:
            first = above[id(first)]
            seen.add(id(first))
        if above[id(first)] is not first:
            first = finding  # each explains the other: told by itself
        if first is finding:
            kept.append(finding)
        else:
            under.setdefault(id(first), []).append(finding)
    return [_leading(finding, under.get(id(finding), [])) for finding in kept]


def _leading(first: Finding, others: Iterable[Finding]) -> Finding:
    """A finding with others under it, these without what is told once."""
    flat = [slim for other in others for slim in (_slim(other), *other.also)]
    return replace(first, also=(*first.also, *flat)) if flat else first


def _slim(finding: Finding) -> Finding:
    return replace(finding, allowed=(), glosses=(), also=())


def _under_root(findings: Sequence[Finding]) -> list[Finding]:
    """A root in the wrong namespace makes everything in it wrong."""
    root = next((f for f in findings if f.code == codes.ROOT.code and f.changes), None)
    return _gathered(findings, lambda f: root if root and f.code in SCHEMAS else None)


def _under_wrong_element(findings: Sequence[Finding]) -> list[Finding]:
    """An element that is not what its name says: its own content and attributes are no news."""
    wrong = {
        finding.element: finding
        for finding in findings
        if finding.element is not None
        and (finding.code == codes.UNKNOWN.code or _to_be_renamed(finding))
    }

    def leader(finding: Finding) -> Finding | None:
        node = finding.element
        if node is None or finding.code not in codes.CODES:
            return None
        own, parent = wrong.get(node), node.getparent()
        if finding.code in WITHIN and own is not None and own is not finding:
            return own
        above = wrong.get(parent) if parent is not None else None
        if above is None or finding.code in WITHIN:
            return above
        return above if _same_namespace(finding, above) else None

    return _gathered(findings, leader)


def _to_be_renamed(finding: Finding) -> bool:
    """Whether an element was used for what another is for."""
    return finding.code == codes.MISPLACED.code and any(
        change.kind == "rename-element" and not DIVISION.search(change.value)
        for change in finding.changes
    )


def _same_namespace(finding: Finding, above: Finding) -> bool:
    """Whether an element only lacks the namespace that its parent lacks."""
    node, parent = finding.element, above.element
    if node is None or parent is None or finding.code != codes.UNKNOWN.code:
        return False
    return etree.QName(node).namespace == etree.QName(parent).namespace != TEI and (
        node.nsmap == parent.nsmap
    )


def _beside_refused(findings: Sequence[Finding]) -> list[Finding]:
    """An element is incomplete because one of its children was refused, or text in it."""
    first: dict[etree._Element, Finding] = {}
    for finding in findings:
        node = finding.element
        if node is None:
            continue
        parent = node.getparent()
        if finding.code in (codes.UNKNOWN.code, codes.MISPLACED.code) and parent is not None:
            first.setdefault(parent, finding)
        elif finding.code == codes.LOOSE_TEXT.code:
            first.setdefault(node, finding)

    def leader(finding: Finding) -> Finding | None:
        node = finding.element
        if node is None or finding.code not in (codes.INCOMPLETE.code, codes.MISSING.code):
            return None
        if finding.code == codes.INCOMPLETE.code:
            return first.get(node)
        parent, name = node.getparent(), finding.rule.rpartition("/")[2]
        refused = first.get(parent) if parent is not None else None
        if refused is None:
            return None
        wrapping = refused.allowed[:1] == (name,)  # what is missing would hold what was refused
        instead = bool(refused.allowed) and set(refused.allowed) == set(finding.allowed)
        return refused if wrapping or instead else None  # or what was refused stands in its place

    return _gathered(findings, leader)


def _exchanged(findings: Sequence[Finding]) -> list[Finding]:
    """Something is missing because it stands further down, where it is refused."""
    lacking: dict[tuple[etree._Element | None, str], Finding] = {}
    for finding in findings:
        if finding.code == codes.MISSING.code and finding.element is not None:
            lacking.setdefault((finding.element.getparent(), finding.rule), finding)

    def leader(finding: Finding) -> Finding | None:
        if finding.code != codes.MISPLACED.code or finding.element is None:
            return None
        return lacking.get((finding.element.getparent(), finding.rule))

    return _gathered(findings, leader)


def _renamed(findings: Sequence[Finding]) -> list[Finding]:
    """An attribute is missing because it was written under another name."""
    by_new_name = {
        (finding.element, change.value): finding
        for finding in findings
        for change in finding.changes
        if change.kind == "rename-attribute" and finding.code == codes.ATTRIBUTE_UNKNOWN.code
    }

    def leader(finding: Finding) -> Finding | None:
        missing = finding.code == codes.ATTRIBUTE_MISSING.code
        name = finding.rule.rpartition("@")[2]
        return by_new_name.get((finding.element, name)) if missing else None

    return _gathered(findings, leader)


def _alike(findings: Sequence[Finding]) -> list[Finding]:
    """The same said of several places; of text in the wrong place, whatever its words are."""
    first: dict[Hashable, Finding] = {}

    def leader(finding: Finding) -> Finding | None:
        words = finding.advice if finding.code == codes.LOOSE_TEXT.code else finding.message
        place: Hashable = finding.rule
        if finding.code == codes.MISPLACED.code and finding.element is not None:
            place = finding.element.getparent() if NOT_BOTH in words else place
        if finding.code in ONE_GOAL:  # whatever points there
            place, words = "", words.partition(POINTS)[2]
        key = (finding.code, finding.severity, place, words, finding.advice)
        return first.setdefault(key, finding)

    return _gathered(findings, leader)
