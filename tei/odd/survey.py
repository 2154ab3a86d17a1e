"""What TEI documents use: their elements, attributes and values, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from tei.odd.specification import Specification

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"


@dataclass
class Survey:
    """What documents use, by the local names of TEI's elements.

    elements:   how often each stands
    attributes: for each element and attribute how often each value stands
    roots:      what the documents begin with
    foreign:    elements of other namespaces
    documents:  how many there are
    """

    elements: Counter[str] = field(default_factory=Counter)
    attributes: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    roots: Counter[str] = field(default_factory=Counter)
    foreign: Counter[str] = field(default_factory=Counter)
    documents: int = 0

    def add(self, root: etree._Element) -> None:
        """Count the elements and attributes of one document."""
        self.documents += 1
        self.roots[etree.QName(root).localname] += 1
        for node in root.iter(etree.Element):
            name = etree.QName(node)
            if name.namespace != TEI:
                self.foreign[name.text] += 1
                continue
            self.elements[name.localname] += 1
            for key, value in node.attrib.items():
                pair = (name.localname, shown(str(key)))
                self.attributes.setdefault(pair, Counter())[" ".join(str(value).split())] += 1


def shown(name: str) -> str:
    """The name of an attribute as an ODD writes it, from Clark notation."""
    space, _, local = name.rpartition("}")
    return f"xml:{local}" if space[1:] == XML else name


def survey(roots: Iterable[etree._Element]) -> Survey:
    """What documents use."""
    found = Survey()
    for root in roots:
        found.add(root)
    return found


def unknown(found: Survey, source: Specification) -> tuple[str, ...]:
    """Elements in TEI's namespace that TEI does not have, sorted."""
    return tuple(sorted(found.elements.keys() - source.elements.keys()))
