"""What attributes an element or a class ends up with: its own, and those of its classes.

TEI P5 Guidelines, §22.5.3 (Attribute Classes) and §23.5.3 (Attribute List Specification):
an element has the attributes of all its classes and of theirs; where it defines an
attribute of the same name itself, that takes the inherited one's place, changes or
deletes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from tei.odd.merging import changed_attribute, definitions
from tei.odd.specification import (
    AttDef,
    AttList,
    AttRef,
    ClassSpec,
    ElementSpec,
    Specification,
)


@dataclass(frozen=True, slots=True)
class Whole:
    """All attributes of a class, as they are."""

    key: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Attributes of which one is given."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Attributes that belong together, inside a choice."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """A pattern of a foreign grammar, which holds attributes."""

    name: str


Item: TypeAlias = "Whole | Choice | Group | Foreign | AttDef"
Owner: TypeAlias = ElementSpec | ClassSpec


class Attributes:
    """The attributes of a specification's elements and classes, worked out once each."""

    def __init__(self, specification: Specification):
        """specification: with all its classes."""
        self.classes = specification.classes
        self._items: dict[str, tuple[Item, ...]] = {}
        self._open: set[str] = set()

    def of(self, owner: Owner) -> tuple[Item, ...]:
        """The attributes in order: whole classes where nothing of them is touched.

        An attribute with an origin and no mode is the class's own; one with an origin and
        mode "change" was changed by the owner.
        """
        own = {attribute.ident: attribute for attribute in definitions(owner.attributes)}
        items: list[Item] = []
        seen: set[str] = set()
        for member in owner.classes:
            items.extend(self._inherited(member.key, own, seen))
        items.extend(self._local(owner.attributes, own, seen))
        return tuple(items)

    def all(self, owner: Owner) -> Iterator[AttDef]:
        """Every attribute of an element or class, whole classes and choices opened."""
        yield from self._flat(self.of(owner))

    def of_class(self, key: str) -> tuple[Item, ...]:
        """The items of an attribute class; none for classes that are absent or circular."""
        spec = self.classes.get(key)
        if spec is None or spec.type != "atts" or key in self._open:
            return ()
        if key not in self._items:
            self._open.add(key)
            self._items[key] = tuple(_named(item, key) for item in self.of(spec))
            self._open.discard(key)
        return self._items[key]

    def all_of_class(self, key: str) -> Iterator[AttDef]:
        """Every attribute of a class, those of its classes too."""
        yield from self._flat(self.of_class(key))

    def _flat(self, items: tuple[Item, ...]) -> Iterator[AttDef]:
        for item in items:
            if isinstance(item, Whole):
                yield from self._flat(self.of_class(item.key))
            elif isinstance(item, (Choice, Group)):
                yield from self._flat(item.items)
            elif isinstance(item, AttDef):
                yield item

    def _inherited(self, key: str, own: dict[str, AttDef], seen: set[str]) -> Iterator[Item]:
        """What a class gives to an owner, who knows the attributes `seen` already."""
        names = {attribute.ident for attribute in self.all_of_class(key)}
        untouched = names.isdisjoint(own) and names.isdisjoint(seen)
        if names and untouched:
            yield Whole(key)
        elif names:
            yield from self._touched(self.of_class(key), own, seen)
        seen.update(names)

    def _touched(
        self, items: tuple[Item, ...], own: dict[str, AttDef], seen: set[str]
    ) -> Iterator[Item]:
        """The attributes of a class one by one, changed as the owner says."""
        for item in items:
            if isinstance(item, Whole):
                yield from self._inherited(item.key, own, set(seen))
            elif isinstance(item, (Choice, Group)):
                inner = tuple(self._touched(item.items, own, seen))
                if inner:
                    yield replace(item, items=inner)
            elif isinstance(item, Foreign):
                yield item
            elif item.ident not in seen:
                yield from _overridden(item, own.get(item.ident))

    def _local(self, items: AttList, own: dict[str, AttDef], seen: set[str]) -> Iterator[Item]:
        """The attributes that an owner defines itself or takes by reference."""
        found: list[Item] = []
        for item in items.items:
            if isinstance(item, AttList):
                inner = tuple(self._local(item, own, seen))
                apart = items.org == "group" or len(inner) < 2
                found.extend(inner if apart else [Group(inner)])
            elif isinstance(item, AttRef):
                found.extend(self._referred(item, own, seen))
            elif item.mode not in ("delete", "change") and not item.ident.startswith("xmlns"):
                found.append(replace(item, mode=""))
        if items.org == "choice" and len(found) > 1:
            yield Choice(tuple(found))
        else:
            yield from found

    def _referred(self, item: AttRef, own: dict[str, AttDef], seen: set[str]) -> Iterator[Item]:
        """The attributes that an attRef takes."""
        if item.pattern and item.class_ not in self.classes:
            yield Foreign(item.pattern)
            return
        if not item.name:
            yield from self._inherited(item.class_, own, seen)
            return
        for attribute in self.all_of_class(item.class_):
            if attribute.ident == item.name and item.name not in seen | own.keys():
                seen.add(item.name)
                yield attribute


def used_classes(specification: Specification) -> frozenset[str]:
    """The attribute classes that some element has attributes of."""
    waiting = [
        key
        for element in specification.elements.values()
        for key in (*(m.key for m in element.classes), *_referred_classes(element.attributes))
    ]
    used: set[str] = set()
    while waiting:
        key = waiting.pop()
        spec = specification.classes.get(key)
        if spec is not None and spec.type == "atts" and key not in used:
            used.add(key)
            waiting += [*(m.key for m in spec.classes), *_referred_classes(spec.attributes)]
    return frozenset(used)


def _referred_classes(items: AttList) -> Iterator[str]:
    for item in items.items:
        if isinstance(item, AttList):
            yield from _referred_classes(item)
        elif isinstance(item, AttRef):
            yield item.class_


def _overridden(inherited: AttDef, own: AttDef | None) -> Iterator[AttDef]:
    """An inherited attribute after the owner's definition of the same name."""
    if own is None:
        yield inherited
    elif own.mode == "change":
        changed = changed_attribute(inherited, replace(own, mode="change"))
        yield replace(changed, mode="change")


def _named(item: Item, key: str) -> Item:
    """An item of a class, its own attributes marked with the class they come from."""
    if isinstance(item, (Choice, Group)):
        return replace(item, items=tuple(_named(inner, key) for inner in item.items))
    if isinstance(item, AttDef) and (not item.origin or item.mode):
        return replace(item, origin=key, mode="")
    return item
