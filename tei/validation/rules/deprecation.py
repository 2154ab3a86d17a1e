"""TEI that was given up: what replaces it, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tei.diagnostics import declare
from tei.validation.document import Document
from tei.validation.findings import Finding, broken, readable
from tei.validation.repetition import few

DEPRECATED = declare(
    "deprecated",
    "warning",
    "{what} is given up in TEI P5 ({when}). {instead}",
    "The TEI gives up an element or attribute years before it is removed. Documents that use it "
    "will not be valid against later schemas.",
    failing="<entry xmlns='http://www.tei-c.org/ns/1.0'><form>dog</form><re>dog-tired</re></entry>",
    passing="<entry xmlns='http://www.tei-c.org/ns/1.0'><form>dog</form>"
    "<entry type='relatedEntry'>dog-tired</entry></entry>",
    source="TEI P5 Guidelines, deprecations (att.deprecated/@validUntil)",
)


@dataclass(frozen=True)
class Old:
    """Something that TEI gave up.

    elements:  the elements; for an attribute those that have lost it; () for all but `kept`
    attribute: "" for the elements themselves
    value:     the value of the attribute that is meant; "" for any
    """

    when: str
    instead: str
    elements: tuple[str, ...] = ()
    attribute: str = ""
    value: str = ""
    kept: frozenset[str] = frozenset()


# fmt: off
OLD = (
    Old("valid until 10 March 2026", 'Write entry with type="relatedEntry".', ("re",)),
    Old("valid until 7 March 2027", "Write an outer entry around the entries.", ("superEntry",)),
    Old("valid until 11 November 2024",
        "Only elements whose words are a date have it; put a date into the element.",
        attribute="calendar", kept=frozenset({"date", "docDate", "time", "origDate", "when"})),
    Old("removed", "Write unit instead.", ("biblScope",), "type"),
    Old("removed", "What the header is of is plain from where it stands.", ("teiHeader",), "type"),
    Old("removed", "Write selector on rendition instead.", ("tagUsage",), "render"),
    Old("removed", 'Write scheme="schematron".', ("constraintSpec",), "scheme", "isoschematron"),
    Old("removed", "Write listRelation instead.", ("relationGrp",)),
    Old("removed", "Say in words what became of the marks.", ("quotation",), "form"),
)
# fmt: on


def check(document: Document) -> Iterator[Finding]:
    """Elements and attributes that TEI gave up."""
    for old in OLD:
        yield from few(_attributes(document, old) if old.attribute else _elements(document, old))


def _elements(document: Document, old: Old) -> Iterator[Finding]:
    for element in document.named(*old.elements):
        name = readable(str(element.tag))
        yield broken(DEPRECATED, element, what=name, when=old.when, instead=old.instead)


def _attributes(document: Document, old: Old) -> Iterator[Finding]:
    for element, value in document.having(old.attribute):
        name = readable(str(element.tag))
        if (old.elements and name not in old.elements) or name in old.kept:
            continue
        if old.value in ("", value):
            what = f"{old.attribute} on {name}"
            yield broken(DEPRECATED, element, what=what, when=old.when, instead=old.instead)
