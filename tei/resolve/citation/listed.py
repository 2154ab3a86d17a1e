"""Inside a reference of a list, what its fields say is surer than what other rules found there."""

from __future__ import annotations

from collections.abc import Iterable

from tei.annotation import Annotation, Annotations

LIST = "sources.list"
INLINE = ("date", "quotation", "name", "foreign", "title")
FIELDS = ("author", "editor", "publisher", "pubPlace", "biblScope", "idno")
KINDS = INLINE + FIELDS


def settled(found: Annotations) -> Annotations:
    """The annotations; in listed references without dates, quotations and names that cross fields.

    A quotation around the title of an article becomes that title.
    """
    gone: set[int] = set()
    changed: dict[int, Annotation] = {}
    for bibl in found.of("bibl"):
        if bibl.rule == LIST:
            inner = (item for kind in KINDS for item in found.inside(bibl.start, bibl.end, kind))
            _settle(list(inner), bibl, gone, changed)
    for passage in found.of("ref"):
        if passage.get("cRef"):  # "3:16" in "Jn 3:16" is no time
            gone.update(id(date) for date in found.inside(passage.start, passage.end, "date"))
    if not gone and not changed:
        return found
    kept = (changed.get(id(item), item) for item in found if id(item) not in gone)
    return Annotations(kept)


def _settle(
    items: list[Annotation], bibl: Annotation, gone: set[int], changed: dict[int, Annotation]
) -> None:
    """Note what goes and what changes inside one reference."""
    fields = [item for item in items if item.rule == LIST and item is not bibl]
    dates = {(item.start, item.end): item for item in fields if item.kind == "date"}
    for item in items:
        if item.rule == LIST or item.kind not in INLINE:
            continue
        same = dates.get((item.start, item.end)) if item.kind == "date" else None
        if same is not None:
            changed[id(same)] = same.with_attributes(**item.attributes)
            gone.add(id(item))
        elif item.kind == "quotation" and (title := _title_of(item, fields)) is not None:
            level = title.get("level")
            changed[id(item)] = item.with_attributes(**{"class": "title", "level": level})
            gone.add(id(title))
        elif item.kind in ("date", "quotation", "title") or _crosses(item, fields):
            gone.add(id(item))


def _title_of(quotation: Annotation, fields: Iterable[Annotation]) -> Annotation | None:
    """The title that fills a quotation but for marks and a stop."""
    for field in fields:
        if field.kind == "title" and quotation.contains(field):
            return (
                field
                if quotation.end - quotation.start - (field.end - field.start) <= MARKS
                else None
            )
    return None


def _crosses(item: Annotation, fields: Iterable[Annotation]) -> bool:
    """Whether an annotation overlaps a field without lying in it or around it."""
    return any(
        item.start < field.end and field.start < item.end and not field.contains(item)
        for field in fields
    )


MARKS = 6  # code points of quotation marks, blanks and stops at both ends
