"""A declaration changed by another of the same name.

TEI P5 Guidelines, §23.4.5 (Combining TEI and Non-TEI Modules) to §23.9 and the modes
of att.combinable: each section that the change gives takes the place of the old one;
memberships, attributes, values and constraints are matched one by one by their names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import TypeVar

from tei.odd.specification import (
    AttDef,
    AttItem,
    AttList,
    AttRef,
    Constraint,
    ElementSpec,
    Membership,
    Notes,
    Spec,
    ValItem,
    ValList,
)

S = TypeVar("S", bound=Spec)


def changed(old: S, new: S) -> S:
    """A declaration with the changes of another in mode "change"."""
    merged = replace(
        old,
        notes=merged_notes(old.notes, new.notes),
        classes=merged_classes(old, new) if "classes" in new.given else old.classes,
        attributes=merged_attributes(old.attributes, new.attributes),
        content=old.content if new.content is None else new.content,
        constraints=merged_constraints(old.constraints, new.constraints),
    )
    if isinstance(merged, ElementSpec) and isinstance(new, ElementSpec) and new.namespace:
        return replace(merged, namespace=new.namespace)
    return merged


def merged_notes(old: Notes, new: Notes) -> Notes:
    """The new notes, and the old ones of the kinds that the new do not have."""
    kept = {f.name: getattr(new, f.name) or getattr(old, f.name) for f in fields(Notes)}
    return Notes(**kept)


def merged_classes(old: Spec, new: Spec) -> tuple[Membership, ...]:
    """Memberships replaced, or with classes mode="change" added and taken away one by one."""
    given = tuple(replace(m, mode="") for m in new.classes if m.mode != "delete")
    if new.classes_mode != "change":
        return given
    named = {member.key for member in new.classes}
    return tuple(m for m in old.classes if m.key not in named) + given


def merged_constraints(
    old: tuple[Constraint, ...], new: tuple[Constraint, ...]
) -> tuple[Constraint, ...]:
    """Constraints by ident: deleted, put in place of the old one, or added at the end."""
    kept = {(constraint.ident or str(n)): constraint for n, constraint in enumerate(old)}
    for number, constraint in enumerate(new, len(old)):
        key = constraint.ident or str(number)
        if constraint.mode == "delete":
            kept.pop(key, None)
        elif constraint.mode == "change" and key in kept:
            kept[key] = _changed_constraint(kept[key], constraint)
        else:
            kept[key] = replace(constraint, mode="")
    return tuple(kept.values())


def _changed_constraint(old: Constraint, new: Constraint) -> Constraint:
    return replace(old, markup=new.markup or old.markup, notes=merged_notes(old.notes, new.notes))


# ── attributes ──────────────────────────────────────────────────────────────────────────


def definitions(items: AttList) -> Iterator[AttDef]:
    """All attributes that lists define, nested ones too, in order."""
    for item in items.items:
        if isinstance(item, AttList):
            yield from definitions(item)
        elif isinstance(item, AttDef):
            yield item


def merged_attributes(old: AttList, new: AttList) -> AttList:
    """The attributes of a declaration changed by an attList.

    Deletions and changes of attributes that the declaration does not define itself are
    kept as such: they are of inherited attributes.
    """
    result = old
    known = {attribute.ident for attribute in definitions(old)}
    for attribute in definitions(new):
        if attribute.ident in known:
            result = _put(result, attribute)
    return AttList(result.items + _added(new, known), result.org)


def _put(items: AttList, new: AttDef) -> AttList:
    """The lists with one attribute changed, replaced or marked as deleted."""
    put: list[AttItem] = []
    for item in items.items:
        if isinstance(item, AttList):
            put.append(_put(item, new))
        elif isinstance(item, AttDef) and item.ident == new.ident:
            put.append(changed_attribute(item, new) if new.mode == "change" else new)
        else:
            put.append(item)
    return AttList(tuple(put), items.org)


def _added(items: AttList, known: set[str]) -> tuple[AttItem, ...]:
    """What a list adds to the known attributes, with its grouping where that says something."""
    added: list[AttItem] = []
    for item in items.items:
        if isinstance(item, AttList):
            added.extend(_added(item, known))
        elif isinstance(item, AttRef) or item.ident not in known:
            added.append(item)
    return (AttList(tuple(added), "choice"),) if items.org == "choice" and added else tuple(added)


def changed_attribute(old: AttDef, new: AttDef) -> AttDef:
    """An attribute with the changes of another; one that was deleted stays so."""
    if old.mode == "delete":
        return old
    return replace(
        old,
        usage=new.usage or old.usage,
        namespace=new.namespace or old.namespace,
        datatype=new.datatype or old.datatype,
        values=merged_values(old.values, new.values),
        default=old.default if new.default is None else new.default,
        constraints=merged_constraints(old.constraints, new.constraints),
        notes=merged_notes(old.notes, new.notes),
        value_desc=new.value_desc or old.value_desc,
        place=new.place,
    )


def merged_values(old: ValList | None, new: ValList | None) -> ValList | None:
    """The values after a change: none, the new ones, or with mode "change" item by item."""
    if new is None:
        return old
    if new.mode == "delete":
        return None
    if new.mode != "change" or old is None:
        kept = tuple(replace(item, mode="") for item in new.items if item.mode != "delete")
        return ValList(new.type or (old.type if old and not new.mode else ""), kept)
    items = {item.ident: item for item in old.items}
    for item in new.items:
        if item.mode == "delete":
            items.pop(item.ident, None)
        elif item.mode in ("change", "") and item.ident in items:
            items[item.ident] = _changed_value(items[item.ident], item)
        else:
            items[item.ident] = replace(item, mode="")
    return ValList(new.type or old.type, tuple(items.values()))


def _changed_value(old: ValItem, new: ValItem) -> ValItem:
    return replace(old, notes=merged_notes(old.notes, new.notes))


def filtered(items: AttList, include: tuple[str, ...], outside: tuple[str, ...]) -> AttList:
    """The attributes that are named in `include` (all where it is empty) and not in `outside`."""
    kept: list[AttItem] = []
    for item in items.items:
        if isinstance(item, AttList):
            kept.append(filtered(item, include, outside))
        else:
            name = item.ident if isinstance(item, AttDef) else item.name
            if (not include or name in include) and name not in outside:
                kept.append(item)
    return AttList(tuple(kept), items.org)
