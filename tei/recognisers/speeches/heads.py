"""Which heads stand between speeches, and which are only short speeches taken for heads."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from tei.annotation import Annotation, Annotations
from tei.recognisers.speeches.labels import Label
from tei.recognisers.speeches.words import Words

NO_LABEL = ("metadata", "titlePage", "left-out")
SPOKEN = re.compile(r"(?:[.!?…]|[.!?…]\s*[)\]])[\s_*]*$")
NAMED = ("act", "scene", "part", "prologue", "epilogue", "chapter")


def without_heads(labels: list[Label], found: Annotations) -> list[Label]:
    """The labels that are no part of a head, a title page or a line of metadata.

    A head that begins like a label whose name recurs elsewhere is a short speech.
    """
    free = [
        label for label in labels if not any(found.around(label.name[0], kind) for kind in NO_LABEL)
    ]
    heads = [found.around(label.name[0], "head") for label in free]
    outside = Counter(label.key for label, head in zip(free, heads, strict=True) if head is None)
    return [
        label
        for label, head in zip(free, heads, strict=True)
        if head is None or (outside[label.key] and label.text < head.end)
    ]


def spoken(text: str, labels: list[Label], found: Annotations, words: Words) -> list[Label]:
    """The labels under which anything is said: no line that ends a part, no list of who is on.

    Below the heading of a scene a name without words tells who is on the stage.
    """
    stops = sorted({head.start for head in found.of("head")} | {label.start for label in labels})
    heads = {head.end for head in found.of("head")}
    kept = []
    for label in labels:
        line = text[label.start : line_end(text, label.start)]
        if label.opens and words.closing.match(line):
            continue
        after = bisect_right(stops, label.start)
        limit = stops[after] if after < len(stops) else len(text)
        said = text[max(label.text, label.name[1]) : limit].strip(" \t\n\f.:—–-_*")
        above = len(text[: label.start].rstrip())
        if label.own_line and not said and above in heads:
            continue
        kept.append(label)
    return kept


def line_end(text: str, offset: int) -> int:
    """The end of the line of a code point."""
    stop = text.find("\n", offset)
    return len(text) if stop < 0 else stop


def believed(text: str, labels: list[Label], found: Annotations, *, debate: bool) -> Annotations:
    """What was found, without the heads (and their divisions) that labels or speech contradict."""
    starts = {label.start for label in labels} | {label.name[0] for label in labels}
    named = {item.start for item in found.of("division") if item.get("type") in NAMED}
    doubted = {
        head.start
        for head in found.of("head")
        if head.start in starts
        or (debate and head.start not in named and SPOKEN.search(text[head.start : head.end]))
    }
    if not doubted:
        return found
    return Annotations(item for item in found if not contradicted(item, doubted))


def contradicted(item: Annotation, doubted: set[int]) -> bool:
    """Whether an annotation is one of the doubted heads or begins with it."""
    return item.kind in ("head", "division") and item.start in doubted
