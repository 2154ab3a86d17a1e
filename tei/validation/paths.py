"""Where elements stand, as a path of names: "TEI/text/body/p[3]"."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from tei.validation.findings import readable


class Paths:
    """The paths of one document's elements; the children of an element are counted once."""

    def __init__(self) -> None:
        """Knows none yet."""
        self._steps: dict[etree._Element, str] = {}
        self._counted: set[etree._Element] = set()

    def of(self, element: etree._Element) -> str:
        """The path from the root of the tree; numbers stand where siblings have the name."""
        steps: list[str] = []
        parent = element.getparent()
        while parent is not None:
            if parent not in self._counted:
                self._count(parent)
            steps.append(self._steps[element])
            element, parent = parent, parent.getparent()
        return "/".join([readable(str(element.tag)), *reversed(steps)])

    def _count(self, parent: etree._Element) -> None:
        children = list(parent.iterchildren(tag=etree.Element))
        totals = Counter(child.tag for child in children)
        seen: Counter[object] = Counter()
        for child in children:
            seen[child.tag] += 1
            number = f"[{seen[child.tag]}]" if totals[child.tag] > 1 else ""
            self._steps[child] = str(child.tag).rpartition("}")[2] + number
        self._counted.add(parent)
