"""Name classes: which element or attribute names a pattern stands for (RELAX NG §6.1, §7.2).

Names are in Clark notation: "{namespace}local", or "local" in no namespace.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Name:
    """One name."""

    name: str


@dataclass(frozen=True)
class AnyName:
    """Every name but those of `excluded`."""

    excluded: NameClass | None = None


@dataclass(frozen=True)
class NsName:
    """Every name of one namespace but those of `excluded`."""

    namespace: str
    excluded: NameClass | None = None


@dataclass(frozen=True)
class NameChoice:
    """The names of any of the classes."""

    options: tuple[NameClass, ...]


NameClass = Name | AnyName | NsName | NameChoice


def namespace_of(name: str) -> str:
    """The namespace of a name in Clark notation, "" for none."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def names(names_of: NameClass, name: str) -> bool:
    """Whether the class holds the name."""
    return specificity(names_of, name) > 0


def specificity(names_of: NameClass, name: str) -> int:
    """How closely the class names the name: 3 itself, 2 its namespace, 1 any, 0 not at all."""
    if isinstance(names_of, Name):
        return 3 if names_of.name == name else 0
    if isinstance(names_of, NameChoice):
        return max((specificity(option, name) for option in names_of.options), default=0)
    if names_of.excluded is not None and names(names_of.excluded, name):
        return 0
    if isinstance(names_of, NsName):
        return 2 if namespace_of(name) == names_of.namespace else 0
    return 1


def listed(names_of: NameClass) -> tuple[str, ...]:
    """The single names of a class; none for its wildcards."""
    if isinstance(names_of, Name):
        return (names_of.name,)
    if isinstance(names_of, NameChoice):
        return tuple(name for option in names_of.options for name in listed(option))
    return ()


def is_open(names_of: NameClass) -> bool:
    """Whether the class has a wildcard."""
    if isinstance(names_of, NameChoice):
        return any(is_open(option) for option in names_of.options)
    return not isinstance(names_of, Name)
