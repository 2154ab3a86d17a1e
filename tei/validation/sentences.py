"""What is wrong, one sentence for each kind of fault; true whatever the cause is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tei.grammar import models
from tei.validation.causes.values import declared
from tei.validation.expectations import expected
from tei.validation.faults import Fault, FaultKind
from tei.validation.surroundings import Surroundings, inside, ranked
from tei.validation.wording import MOST_NAMES, attribute, cited, element, plain, series, symbol, tag


def sentence(fault: Fault, around: Surroundings, likely: Sequence[str] = ()) -> str:
    """The fault in one sentence; what is likely is named first."""
    if fault.kind == "content-unfinished":
        return _unfinished(fault, likely)
    return SENTENCES[fault.kind](fault, around)


def _root(fault: Fault, around: Surroundings) -> str:
    roots = fault.allowed or models.next_symbols(around.grammar.start)
    wanted = series(map(element, ranked(roots)))
    return f"The document begins with {tag(fault.element)}; it should begin with {wanted}."


def _refused(fault: Fault, around: Surroundings) -> str:
    name, parent = tag(fault.element), fault.element.getparent()
    if not around.known(str(fault.element.tag)):
        return f"The schema has no element {name}."
    if parent is None:
        return f"{name} cannot stand here."
    return f"{name} cannot stand here inside {tag(parent)}."


def _missing(fault: Fault, _around: Surroundings) -> str:
    parent, name = fault.element.getparent(), tag(fault.element)
    place = tag(parent) if parent is not None else "The document"
    names = [fault.name] if fault.name else sorted(fault.required) or sorted(fault.allowed)
    wanted = series(map(symbol, ranked(names)), "and" if fault.required else "or")
    if len(names) > MOST_NAMES and not fault.required:
        return f"Something must stand before {name} inside {place}: {wanted}."
    return f"{place} lacks {wanted}, which must stand before {name}."


def _loose_text(fault: Fault, around: Surroundings) -> str:
    place, declaration = tag(fault.element), around.declaration(str(fault.element.tag))
    if declaration is not None and declaration.content == models.EMPTY:
        return f"{place} must be empty, but there is text in it: {cited(fault.value)}."
    text = f"The text {cited(fault.value)}" if fault.value.strip() else "Text"
    if declaration is not None and around.takes(str(fault.element.tag), models.TEXT):
        return f"{text} cannot stand at this place inside {place}."
    return f"{text} stands directly inside {place}, which holds only elements."


def _unfinished(fault: Fault, likely: Sequence[str]) -> str:
    place = tag(fault.element)
    bare = not len(fault.element) and not (fault.element.text or "").strip()
    needed = ranked(_needed(fault), first=(*likely, *inside(str(fault.element.tag))))
    state = "is empty" if bare else "is not complete"
    if not needed:
        return f"{place} {state}: the schema wants more in it."
    every = len(fault.required) == len(needed) > 1
    wanted = series(map(symbol, needed), "and" if every else "or", most=3)
    return f"{place} {state}: it needs {wanted}{'' if bare else ' at its end'}."


def _needed(fault: Fault) -> frozenset[str]:
    """What has to come for an element to be complete, the optional left out where possible."""
    if fault.required:
        return fault.required
    symbols = fault.allowed or models.next_symbols(fault.state)
    steps = {s: models.after(fault.state, s) for s in symbols}
    ending = frozenset(s for s, following in steps.items() if models.may_end(following))
    return ending or frozenset(s for s in symbols if steps[s] != fault.state) or symbols


def _unknown_attribute(fault: Fault, _around: Surroundings) -> str:
    return f"{tag(fault.element)} has no attribute {attribute(fault.name)} in this schema."


def _missing_attribute(fault: Fault, around: Surroundings) -> str:
    place = tag(fault.element)
    names = [fault.name] if fault.name else sorted(fault.required)
    if not names:
        one_of = series(map(attribute, ranked(fault.allowed, "attributes")))
        return f"{place} needs one of the attributes {one_of}."
    own = around.attribute(str(fault.element.tag), names[0]) if len(names) == 1 else None
    words = expected(own) if own is not None else ""
    kind = f": {words}" if words else ""
    plural = "s" if len(names) > 1 else ""
    return f"{place} needs the attribute{plural} {series(map(attribute, names), 'and')}{kind}."


def _value(fault: Fault, around: Surroundings) -> str:
    place, own = tag(fault.element), declared(fault, around)
    words = expected(own) if own is not None else ""
    wanted = f": it must be {words}" if words else ""
    if not fault.name:
        return f"The text {cited(fault.value)} is not valid in {place}{wanted}."
    name = attribute(fault.name)
    if not fault.value.strip():
        return f"{name} of {place} is empty{wanted}."
    return f"{name} of {place} cannot be {cited(fault.value)}{wanted}."


def _repeated(fault: Fault, _around: Surroundings) -> str:
    first = fault.other
    line = f" in line {first.sourceline}" if first is not None and first.sourceline else ""
    who = tag(first) if first is not None else "another element"
    if first is not None and first.tag == fault.element.tag:
        who = f"another {who}"
    given = f"The identifier {plain(fault.name)}={fault.value!r}".replace("'", '"')
    return f"{given} is given to {tag(fault.element)} here, but {who}{line} has it already."


def _dangling(fault: Fault, _around: Surroundings) -> str:
    return (
        f"{attribute(fault.name)} of {tag(fault.element)} names {cited(fault.value)}, but no "
        "element of this document has that identifier."
    )


SENTENCES: Mapping[FaultKind, Callable[[Fault, Surroundings], str]] = {
    "root-refused": _root,
    "element-refused": _refused,
    "element-missing": _missing,
    "text-refused": _loose_text,
    "attribute-refused": _unknown_attribute,
    "attribute-missing": _missing_attribute,
    "value-refused": _value,
    "id-repeated": _repeated,
    "reference-dangling": _dangling,
}
