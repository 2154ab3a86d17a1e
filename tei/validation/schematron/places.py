"""From the paths that Saxon's path() writes to the elements of an lxml tree."""

from __future__ import annotations

import re

from lxml import etree

STEP = re.compile(r"/Q\{([^}]*)\}([^/\[]+)\[(\d+)\]")


class Finder:
    """Finds elements by the paths that Saxon's path() writes, each step looked up once."""

    def __init__(self, root: etree._Element):
        """root: the document's root element."""
        self.root = root
        self.children: dict[etree._Element, dict[str, list[etree._Element]]] = {}

    def element(self, path: str) -> etree._Element:
        """The element that a path names; for an attribute, a text, a comment the one it is in.

        Of a path that the tree has not to its end, the last element that it has: what was
        included without a namespace of its own, Saxon reads in that of its place.
        """
        element = self.root
        for space, name, number in STEP.findall(path)[1:]:
            tag = f"{{{space}}}{name}" if space else name
            inside = self.named_in(element).get(tag, [])
            if len(inside) < int(number):
                return element
            element = inside[int(number) - 1]
        return element

    def named_in(self, parent: etree._Element) -> dict[str, list[etree._Element]]:
        """The children of an element by their names."""
        if parent not in self.children:
            groups: dict[str, list[etree._Element]] = {}
            for child in parent.iterchildren(tag=etree.Element):
                groups.setdefault(str(child.tag), []).append(child)
            self.children[parent] = groups
        return self.children[parent]


def attribute(path: str) -> str:
    """The name of the attribute that a path ends with; "" where it ends otherwise."""
    match = re.search(r"/@(?:Q\{[^}]*\})?([^/@}]+)$", path)
    return match[1] if match else ""
