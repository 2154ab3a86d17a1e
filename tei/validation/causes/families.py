"""Likely causes of faults: each family looks at a fault and says what it thinks, or nothing.

Better no advice than wrong advice: a family speaks only of what it has tried on the grammar.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tei.validation.causes import (
    datings,
    gaps,
    habits,
    loose_text,
    names,
    namespaces,
    neighbours,
    order,
    spelling,
    values,
)
from tei.validation.causes.cause import Cause
from tei.validation.faults import Fault, FaultKind
from tei.validation.surroundings import Surroundings

Family = Callable[[Fault, Surroundings], Cause | None]

FAMILIES: Mapping[FaultKind, Sequence[Family]] = {  # the first that knows something speaks
    "root-refused": (namespaces.of_root, habits.of_root, spelling.of_root),
    "element-refused": (
        namespaces.of_element,
        spelling.of_element_case,
        habits.of_element,
        habits.confused,
        names.left_out,
        spelling.of_element,
        order.mixed_divisions,
        order.late,
        order.prose_or_parts,
        gaps.in_choice,
        neighbours.in_empty,
        neighbours.closed_first,
        neighbours.wrapped,
        neighbours.moved,
        neighbours.homes,
    ),
    "element-missing": (order.exchanged, gaps.missing),
    "content-unfinished": (gaps.unfinished,),
    "text-refused": (loose_text.stray, loose_text.in_empty, loose_text.wrapped),
    "attribute-refused": (
        namespaces.of_attribute,
        neighbours.excluded,
        habits.of_attribute,
        spelling.of_attribute_case,
        spelling.of_attribute,
        neighbours.owners,
    ),
    "value-refused": (
        values.empty,
        datings.of_value,
        values.of_value,
    ),
}


def likely(fault: Fault, around: Surroundings) -> Cause:
    """The likely cause of a fault; a Cause that says nothing where none is known."""
    for family in FAMILIES.get(fault.kind, ()):
        cause = family(fault, around)
        if cause is not None:
            return cause
    return Cause("")
