"""Values in the wrong form: each repair is tried on the schema before it is spoken of."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from tei.validation import values
from tei.validation.causes import lists
from tei.validation.causes.cause import Cause, Repair
from tei.validation.faults import Fault
from tei.validation.fixes import Change, Safety
from tei.validation.grammar import Attribute
from tei.validation.surroundings import Surroundings
from tei.validation.wording import local, nearest, plain, series

DURATION = re.compile(r"(\d{1,6}) ?([a-z]+)", re.IGNORECASE)
MEASURE = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?) ?([a-zA-Z]{1,12})")
PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,6})?) ?%")
IN_HOST = re.compile(r"[a-z]+://[^/]*[\[\]<>{}|^ ]", re.IGNORECASE)  # no code mends these
NOT_IN_ADDRESS = re.compile(r"[<>\[\]{}|^`\"\\]")
ASKED = "asked"  # in the place of a reason: the new value is only likely
SEVERAL = re.compile(r"[,;]\s")
ILLEGAL = re.compile(r"[^\w.-]+")


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The tables of values.toml."""
    text = files("tei.validation.causes").joinpath("values.toml").read_text("utf-8")
    return tomllib.loads(text)


def declared(fault: Fault, around: Surroundings) -> Attribute | None:
    """The attribute whose value is refused, as the grammar has it."""
    if fault.patterns:
        return Attribute(fault.name, False, fault.patterns)
    return around.attribute(str(fault.element.tag), fault.name)


def types(attribute: Attribute) -> frozenset[str]:
    """The names of the datatypes in an attribute's patterns."""
    nodes = (node for pattern in attribute.patterns for node in pattern.iter("{*}data"))
    return frozenset(node.get("type", "") for node in nodes)


def listed(attribute: Attribute) -> list[str]:
    """The values that an attribute's patterns name."""
    nodes = (node for pattern in attribute.patterns for node in pattern.iter("{*}value"))
    return [node.text for node in nodes if node.text]


def empty(fault: Fault, around: Surroundings) -> Cause | None:
    """An attribute without a value."""
    if not fault.name or fault.value.strip():
        return None
    own = around.attribute(str(fault.element.tag), fault.name)
    if own is not None and own.required:
        return Cause("Give it a value: it is required.")
    change = Change("unsafe", "remove-attribute", fault.element, fault.name)
    return Cause("Give it a value, or remove the attribute.", (change,) if own else ())


def of_value(fault: Fault, around: Surroundings) -> Cause | None:
    """A value that one repair makes right."""
    attribute = declared(fault, around)
    if attribute is None or not fault.name:
        return None
    several = _among_listed(fault, attribute)
    if several is not None:
        return several
    for repair in REPAIRS:
        for better, safety, reason in repair(fault, attribute):
            if better != fault.value and values.fits(attribute, better):
                return replaced(fault, better, safety, reason)
    return _measured(fault, around) or _not_in_address(fault, attribute) or _too_many(fault)


def replaced(fault: Fault, value: str, safety: Safety, reason: str = "") -> Cause:
    """The cause that says: write this value instead."""
    change = Change(safety, "set-attribute", fault.element, fault.name, value)
    if reason == ASKED:
        return Cause(f'Did you mean {plain(fault.name)}="{value}"?', (change,))
    said = f'{reason}{": write" if reason else "Write"} {plain(fault.name)}="{value}".'
    return Cause(said, (change,))


def _among_listed(fault: Fault, attribute: Attribute) -> Cause | None:
    """A value that is almost one of those that the schema lists."""
    known = [value for value in listed(attribute) if values.fits(attribute, value)]
    same = [value for value in known if value.lower() == fault.value.strip().lower()]
    if len(same) == 1:
        return replaced(fault, same[0], "safe")
    close = nearest(fault.value, known, most=2)
    if not close:
        return None
    asked = f"Did you mean {series(f'“{value}”' for value in close)}?"
    change = Change("unsafe", "set-attribute", fault.element, fault.name, close[0])
    return Cause(asked, (change,) if len(close) == 1 else ())


def _known_words(fault: Fault, attribute: Attribute) -> Iterator[Repair]:
    """A word for which the schema has another."""
    tables = [local(fault.name), *(["truth"] if "boolean" in types(attribute) else [])]
    for table in tables:
        better = words().get(table, {}).get(fault.value.strip().lower())
        if better and table not in ("duration", "bound"):
            yield (
                better,
                "safe" if table == "truth" else "unsafe",
                "" if table == "truth" else ASKED,
            )
    if "boolean" in types(attribute):
        yield fault.value.strip().lower(), "safe", ""


def _language(fault: Fault, attribute: Attribute) -> Iterator[Repair]:
    """A language tag with a low line, as in locales."""
    if "language" in types(attribute):
        yield (
            fault.value.strip().replace("_", "-"),
            "safe",
            "Parts of a language tag are joined by -",
        )


def _number(fault: Fault, attribute: Attribute) -> Iterator[Repair]:
    """A decimal comma, a share in per cent."""
    numeric = types(attribute) & {"double", "decimal", "float", "nonNegativeInteger", "integer"}
    if not numeric:
        return
    text = fault.value.strip()
    yield re.sub(r"^(-?\d+),(\d+)$", r"\1.\2", text), "unsafe", "A decimal point is wanted"
    if match := PERCENT.fullmatch(text):
        yield f"{float(match[1]) / 100:g}", "unsafe", "A share is a number from 0 to 1"


def _pointer(fault: Fault, attribute: Attribute) -> Iterator[Repair]:
    """A pointer with blanks, back slashes or other characters that a URI cannot have."""
    if "anyURI" not in types(attribute):
        return
    text = fault.value.strip()
    if "\\" in text:
        yield text.replace("\\", "/"), "unsafe", "A path is written with /"
    if IN_HOST.match(text):
        return
    reason = "A pointer has no blanks; they are written %20"
    reason = reason if " " in text else "A pointer has such characters in their coded form"
    yield quote(text, safe="/:#?&=;,+~@!$()*'%"), "unsafe", reason


def _too_many(fault: Fault) -> Cause | None:
    """Several values where one is wanted."""
    if not SEVERAL.search(fault.value):
        return None
    return Cause("One value is wanted, not several: choose one.")


def _not_in_address(fault: Fault, attribute: Attribute) -> Cause | None:
    """A character that no address has."""
    wrong = NOT_IN_ADDRESS.search(fault.value) if "anyURI" in types(attribute) else None
    return Cause(f"“{wrong[0]}” cannot stand in an address.") if wrong else None


def _identifier(fault: Fault, attribute: Attribute) -> Iterator[Repair]:
    """An identifier with characters that an XML name cannot have, or with a figure first."""
    if not types(attribute) & {"ID", "NCName", "Name"}:
        return
    text = ILLEGAL.sub("-", fault.value.strip().lstrip("#")).strip("-")
    named = text if text[:1].isalpha() or text[:1] == "_" else f"{_letter(fault)}{text}"
    reason = "An identifier has no blanks and no other signs than . - _"
    if not (fault.value[:1].isalpha() or ILLEGAL.search(fault.value)):
        reason = "An identifier begins with a letter"
    yield named, "unsafe", reason


def _letter(fault: Fault) -> str:
    """What an identifier may begin with: the element's name."""
    return local(str(fault.element.tag)).lower()


def _one_word(fault: Fault, attribute: Attribute) -> Iterator[Repair]:
    """Several words where one is wanted."""
    parts = [] if SEVERAL.search(fault.value) else fault.value.split()
    if len(parts) > 1 and types(attribute) & {"token", "NMTOKEN", "Name", "NCName", "string"}:
        yield "-".join(parts), "unsafe", "One word without blanks is wanted"


def _duration(fault: Fault, attribute: Attribute) -> Iterator[Repair]:
    """A duration in words: 3 days."""
    match = DURATION.fullmatch(fault.value.strip())
    letters = words()["duration"].get(match[2].lower(), "") if match else ""
    if match and letters and "duration" in types(attribute):
        time, unit = letters[:-1], letters[-1]
        yield f"P{time}{match[1]}{unit}", "safe", "A duration is written as in ISO 8601"


REPAIRS: tuple[Callable[[Fault, Attribute], Iterator[Repair]], ...] = (
    _known_words,
    lists.several,
    lists.folios,
    lists.measures,
    _language,
    _duration,
    _identifier,
    _pointer,
    _number,
    _one_word,
)


def _measured(fault: Fault, around: Surroundings) -> Cause | None:
    """A quantity together with its unit, for which there is an attribute of its own."""
    match = MEASURE.fullmatch(fault.value.strip())
    name = str(fault.element.tag)
    unit, own = around.attribute(name, "unit"), around.attribute(name, fault.name)
    if fault.name != "quantity" or not match or unit is None or own is None:
        return None
    number = match[1].replace(",", ".")
    if "unit" in fault.element.attrib or not values.fits(own, number):
        return None
    changes = (
        Change("unsafe", "set-attribute", fault.element, fault.name, number),
        Change("unsafe", "set-attribute", fault.element, "unit", match[2]),
    )
    return Cause(f'The unit goes into @unit: write quantity="{number}" unit="{match[2]}".', changes)
