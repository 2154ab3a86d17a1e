"""References to what a schema does not have, taken out of its content models.

As TEI's own tools do it, so that the models are the same: a reference to an absent
element, class or macro goes; a group with nothing left in it is empty content (not
forbidden content); a class that is there without members stays, and matches nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from lxml import etree

from tei.odd import external
from tei.odd.models import RNG
from tei.odd.patterns import meaning
from tei.odd.specification import (
    Alternate,
    ClassRef,
    ClassSpec,
    Content,
    DataRef,
    ElementRef,
    Empty,
    MacroRef,
    Membership,
    RelaxNG,
    Sequence,
    Spec,
    Specification,
)

S = TypeVar("S", bound=Spec)
R = f"{{{RNG}}}"
SUBSTANCE = tuple(R + name for name in ("ref", "text", "data", "value", "name", "anyName"))
SUBSTANCE += (f"{R}nsName", f"{R}attribute", f"{R}externalRef", f"{R}parentRef")
HOLDERS = tuple(R + name for name in ("group", "choice", "interleave", "list", "mixed"))
NAMED = (f"{R}element", f"{R}attribute")
NAMES = tuple(R + name for name in ("name", "anyName", "nsName"))
TIMES = tuple(R + name for name in ("optional", "zeroOrMore", "oneOrMore"))


def pruned(whole: Specification) -> Specification:
    """The specification without references to what is not in it."""
    return replace(
        whole,
        elements=_all(whole.elements, whole),
        classes=_all(whole.classes, whole),
        macros=_all(whole.macros, whole),
        datatypes=_all(whole.datatypes, whole),
    )


def _all(specs: Mapping[str, S], whole: Specification) -> dict[str, S]:
    return {ident: _spec(spec, whole) for ident, spec in specs.items()}


def _spec(spec: S, whole: Specification) -> S:
    classes = tuple(m for m in spec.classes if _joins(m, spec, whole))
    content = None if spec.content is None else prune(spec.content, whole) or Empty()
    if classes == spec.classes and content == spec.content:
        return spec
    return replace(spec, classes=classes, content=content)


def _joins(member: Membership, spec: Spec, whole: Specification) -> bool:
    """Whether a membership says something: its class is there, and of the same kind."""
    class_ = whole.classes.get(member.key)
    if class_ is None or member.mode == "delete":
        return False
    return not isinstance(spec, ClassSpec) or spec.type == class_.type


def prune(content: Content, whole: Specification) -> Content | None:
    """The content without references to what is absent; None where it was one itself."""
    if isinstance(content, (Sequence, Alternate)):
        parts = (prune(part, whole) for part in content.parts)
        kept = tuple(part for part in parts if part is not None)
        if all(isinstance(part, Empty) for part in kept):
            return Empty()
        return replace(content, parts=kept)
    if isinstance(content, RelaxNG):
        return _relax_ng(content, whole)
    return content if _there(content, whole) else None


def _there(content: Content, whole: Specification) -> bool:
    """Whether what a reference names is in the schema."""
    if isinstance(content, ElementRef):
        return content.key in whole.elements
    if isinstance(content, ClassRef):
        return _has_members(content, whole)
    if isinstance(content, MacroRef):
        return content.key in whole.macros or content.key in whole.datatypes
    if isinstance(content, DataRef) and content.key:
        return content.key in whole.datatypes or content.key in whole.macros
    return True


def _has_members(content: ClassRef, whole: Specification) -> bool:
    """Whether the class is there; where members are chosen or written out, whether any is."""
    class_ = whole.classes.get(content.key)
    if class_ is None or class_.type != "model":
        return False
    if not (content.expand or content.include or content.except_):
        return True
    members = {spec.ident for spec in whole.model_members(content.key)}
    chosen = members.intersection(content.include) if content.include else members
    return bool(chosen.difference(content.except_))


def _relax_ng(content: RelaxNG, whole: Specification) -> Content | None:
    """A RELAX NG pattern without references to what is absent."""
    root = etree.fromstring(content.markup)
    known = {name for module in whole.externals for name in external.names(module)}
    kept = _pattern(root, whole, known)
    if kept is None or kept.tag == f"{R}empty":
        return None if kept is None else Empty()
    return replace(content, markup=etree.tostring(kept, encoding="unicode"))


def _pattern(node: etree._Element, whole: Specification, known: set[str]) -> etree._Element | None:
    """A pattern pruned; None where nothing stays of it."""
    if node.tag == f"{R}ref":
        name = node.get("name", "")
        return node if name in known or meaning(name, whole) else None
    for child in list(node):
        if isinstance(child.tag, str) and child.tag.startswith(R):
            kept = _pattern(child, whole, known)
            if kept is None:
                node.remove(child)
            elif kept is not child:
                node.replace(child, kept)
    if node.tag in TIMES and not any(child.tag != f"{R}empty" for child in node):
        return None
    if node.tag in HOLDERS and next(node.iter(*SUBSTANCE), None) is None:
        return etree.Element(f"{R}empty")
    if node.tag in NAMED and not any(child.tag not in NAMES for child in node):
        node.append(etree.Element(f"{R}empty"))
    return node
