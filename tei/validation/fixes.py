"""Changes: edits of a document that cure a fault, named by element and not yet made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml import etree

Safety = Literal["safe", "unsafe"]
Kind = Literal[
    "set-attribute",  # give `element` the attribute `name` with `value`, or this new value
    "rename-attribute",  # the attribute `name` is called `value` from now on
    "remove-attribute",  # the attribute `name` goes
    "rename-element",  # `element` is called `value` from now on
    "insert-processing-instruction",  # <?name value?> before the document's root
]
XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True)
class Change:
    """One edit.

    safety:  "safe" where nothing else can have been meant; "unsafe" where it is likely
    element: the element to edit; None for the document as a whole
    name:    Clark name of an attribute ("xmlns" and "xmlns:x" are meant as written), or the
             target of a processing instruction
    value:   the new value, the new Clark name, or the content of the processing instruction
    """

    safety: Safety
    kind: Kind
    element: etree._Element | None
    name: str = ""
    value: str = ""

    def __str__(self) -> str:
        """The edit in words, e.g. 'write when="1842-05-03"'."""
        name, value = _shown(self.name), _shown(self.value)
        own = f"<{_shown(str(self.element.tag))}>" if self.element is not None else ""
        return {
            "set-attribute": f'write {name}="{self.value}"',
            "rename-attribute": f"rename @{name} to @{value}",
            "remove-attribute": f"remove @{name}",
            "rename-element": f"rename {own} to <{value}>",
            "insert-processing-instruction": f"insert <?{self.name} {self.value}?>",
        }[self.kind]


def _shown(name: str) -> str:
    """A Clark name without its braces."""
    space, closing, local = name.rpartition("}")
    return f"xml:{local}" if space == "{" + XML else local if closing else name
