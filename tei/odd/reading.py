"""The declarations of an ODD or of TEI's source, read from XML.

Nothing is decided here: a declaration says what its element in the ODD says, with the
modes that it gives.  TEI P5 Guidelines, §23.5 (Element Specifications) and following.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, cast

from lxml import etree

from tei.diagnostics import Problem, declare
from tei.names import XML_LANG, local
from tei.odd.models import model
from tei.odd.occurrences import occurrences, place_of
from tei.odd.specification import (
    AttDef,
    AttList,
    AttRef,
    ClassSpec,
    Constraint,
    Content,
    DataSpec,
    Datatype,
    ElementSpec,
    ListType,
    MacroSpec,
    Membership,
    Mode,
    Notes,
    Sequence,
    Usage,
    ValItem,
    ValList,
)
from tei.odd.texts import Parts, by_language, children, grouped, notes

AnySpec: TypeAlias = ElementSpec | ClassSpec | MacroSpec | DataSpec
MODES = ("", "add", "change", "replace", "delete")
SPECS: dict[str, type[ElementSpec] | type[ClassSpec] | type[MacroSpec] | type[DataSpec]] = {
    "elementSpec": ElementSpec,
    "classSpec": ClassSpec,
    "macroSpec": MacroSpec,
    "dataSpec": DataSpec,
}

declare(
    "odd-ident-missing",
    "error",
    "This {element} has no @ident: nothing can refer to it. Give it a name.",
    "Every declaration in an ODD, and every attribute and value in it, is known by its @ident.",
    failing='<elementSpec mode="change"/>',
    passing='<elementSpec ident="p" mode="change"/>',
    source="TEI P5 Guidelines, §23.5 (att.identified)",
    exit_code=1,
)
declare(
    "odd-mode-unknown",
    "error",
    "@mode has the value {mode!r}. Write add, change, replace or delete.",
    "The mode says what becomes of the declaration that TEI has under the same name.",
    failing='<elementSpec ident="p" mode="remove"/>',
    passing='<elementSpec ident="p" mode="delete"/>',
    source="TEI P5 Guidelines, att.combinable",
    exit_code=1,
)


def spec(node: etree._Element, file: str) -> AnySpec:
    """An elementSpec, classSpec, macroSpec or dataSpec.

    Raises Problem("odd-ident-missing"), Problem("odd-mode-unknown") and
    Problem("odd-occurrence-invalid").
    """
    kind = SPECS[local(node)]
    more: dict[str, Any] = {}
    if kind is ElementSpec:
        more["namespace"] = node.get("ns", "")
    elif kind is ClassSpec:
        more["type"] = "atts" if is_attribute_class(node) else "model"
    parts = grouped(node)
    classes = parts.get("classes", [])
    return kind(
        ident=ident_of(node, file),
        module=node.get("module", ""),
        mode=mode_of(node, file),
        notes=notes(node, parts),
        classes=tuple(membership(m, file) for c in classes for m in children(c, "memberOf")),
        classes_mode=mode_of(classes[0], file) if classes else "",
        attributes=top_list(parts, file),
        content=content_of(parts, file),
        constraints=constraints(parts, file),
        prefix=node.get("prefix", ""),
        given=frozenset(parts),
        place=place_of(node, file),
        **more,
    )


def is_attribute_class(node: etree._Element) -> bool:
    """Whether a classSpec is of attributes: by its type, else by its name."""
    given = node.get("type")
    return given == "atts" if given else node.get("ident", "").startswith("att.")


def ident_of(node: etree._Element, file: str) -> str:
    """The name.  Raises Problem("odd-ident-missing")."""
    ident = node.get("ident", "").strip()
    if not ident:
        raise Problem("odd-ident-missing", where(node, file), element=local(node))
    return ident


def mode_of(node: etree._Element, file: str) -> Mode:
    """The mode as given.  Raises Problem("odd-mode-unknown")."""
    mode = node.get("mode", "").strip()
    if mode not in MODES:
        raise Problem("odd-mode-unknown", where(node, file), mode=mode)
    return cast(Mode, mode)


def where(node: etree._Element, file: str) -> str:
    """FILE:LINE."""
    return f"{file}:{node.sourceline or 0}"


def membership(node: etree._Element, file: str) -> Membership:
    """A memberOf."""
    times = occurrences(node, file, "min", "max")
    return Membership(node.get("key", ""), mode_of(node, file), times, place_of(node, file))


def content_of(given: Parts, file: str) -> Content | None:
    """The content model; None where the declaration gives none."""
    for content in given.get("content", ()):
        parts = [part for part in (model(child, file) for child in content) if part is not None]
        if len(parts) == 1:
            return parts[0]
        return Sequence(tuple(parts))  # what is written without a wrapper is a sequence
    for values in given.get("valList", ()):
        return val_list(values, file)
    return None


# ── attributes ──────────────────────────────────────────────────────────────────────────


def top_list(parts: Parts, file: str) -> AttList:
    """All attribute lists of a declaration as one group."""
    lists = [att_list(child, file) for child in parts.get("attList", ())]
    if len(lists) == 1:
        return lists[0]
    return AttList(tuple(lists))


def att_list(node: etree._Element, file: str) -> AttList:
    """An attList with the lists in it."""
    readers: dict[str, Callable[[etree._Element, str], AttDef | AttRef | AttList]] = {
        "attDef": att_def,
        "attRef": att_ref,
        "attList": att_list,
    }
    items = [readers[local(c)](c, file) for c in node if local(c) in readers]
    return AttList(tuple(items), "choice" if node.get("org") == "choice" else "group")


def att_ref(node: etree._Element, file: str) -> AttRef:
    """An attRef, also in its old form name="CLASS.attribute.NAME"."""
    class_, name = node.get("class", ""), node.get("name", "")
    if class_:
        return AttRef(class_, name, place=place_of(node, file))
    class_, _, rest = name.partition(".attribute")
    return AttRef(class_, rest.removeprefix("s").removeprefix("."), name, place_of(node, file))


def att_def(node: etree._Element, file: str) -> AttDef:
    """An attDef."""
    parts = grouped(node)
    types, lists = parts.get("datatype"), parts.get("valList")
    defaults = parts.get("defaultVal")
    return AttDef(
        ident=ident_of(node, file),
        mode=mode_of(node, file),
        usage=cast(Usage, {"mwa": "req"}.get(node.get("usage", ""), node.get("usage", ""))),
        namespace=node.get("ns", ""),
        datatype=datatype(types[0], file) if types else None,
        values=val_list(lists[0], file) if lists else None,
        default=" ".join((defaults[0].text or "").split()) if defaults else None,
        constraints=constraints(parts, file),
        notes=notes(node, parts),
        value_desc=by_language(parts.get("valDesc", [])),
        place=place_of(node, file),
    )


def datatype(node: etree._Element, file: str) -> Datatype | None:
    """A datatype; None for an empty one."""
    found = [part for part in (model(child, file) for child in node) if part is not None]
    return Datatype(found[0], occurrences(node, file)) if found else None


def val_list(node: etree._Element, file: str) -> ValList:
    """A valList."""
    given = node.get("type", "")
    items = [
        ValItem(ident_of(child, file), mode_of(child, file), _notes(child), parameters(child))
        for child in children(node, "valItem")
    ]
    kind = cast(ListType, given if given in ("open", "semi", "closed") else "")
    return ValList(kind, tuple(items), mode_of(node, file))


def parameters(node: etree._Element) -> tuple[str, ...]:
    """The names of the paramSpecs of a value."""
    lists = children(node, "paramList")
    return tuple(p.get("ident", "") for held in lists for p in children(held, "paramSpec"))


def _notes(node: etree._Element) -> Notes:
    return notes(node) if len(node) or node.get("validUntil") else Notes()


def constraints(parts: Parts, file: str) -> tuple[Constraint, ...]:
    """The constraintSpecs among the children."""
    return tuple(constraint(child, file) for child in parts.get("constraintSpec", ()))


def constraint(node: etree._Element, file: str) -> Constraint:
    """A constraintSpec."""
    inner = [part for held in children(node, "constraint") for part in held]
    return Constraint(
        ident=node.get("ident", ""),
        scheme=node.get("scheme", "schematron"),
        mode=mode_of(node, file),
        markup=tuple(
            etree.tostring(part, encoding="unicode", with_tail=False)
            for part in inner
            if isinstance(part.tag, str)
        ),
        language=node.get(XML_LANG, ""),
        notes=notes(node),
        place=place_of(node, file),
    )
