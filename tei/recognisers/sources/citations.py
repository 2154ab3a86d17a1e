"""References: a title with its volume, pages, place or date, before or after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tei.annotation import Annotation
from tei.recognisers.sources.anchors import PLACES, Dates, fields
from tei.recognisers.sources.phrases import phrase_at
from tei.recognisers.sources.preceding import Preceding
from tei.recognisers.sources.scopes import values

BARE = re.compile(
    r",\s{1,2}(?:(?P<volume>\d{1,2}):)?(?P<page>\d{1,4}(?:[-–]\d{1,4})?)(?=ff?\.|[.;)\]]|,\s\d|\s*$)"
)
DATED = re.compile(rf"(?:,\s?|\s?\((?:{PLACES},\s)?)(?=[^\W_])")


@dataclass(frozen=True)
class Citation:
    """One reference: its parts, without the date, which the dates recogniser marks."""

    start: int
    end: int
    parts: tuple[Annotation, ...] = field(default_factory=tuple)

    def annotations(self) -> Iterator[Annotation]:
        """The bibl and its parts."""
        evidence = "; ".join(part.evidence for part in self.parts if part.kind == "biblScope")
        yield Annotation("bibl", self.start, self.end, rule="sources.citation", evidence=evidence)
        yield from self.parts


def around(text: str, group: list[Annotation], parts: list[Annotation], dates: Dates) -> Citation:
    """The reference that spans the anchors, the other parts, and a date behind them."""
    start = min(part.start for part in (*parts, *group))
    end = with_date(text, max(part.end for part in (*parts, *group)), dates)
    bare = list(bare_pages(text, end)) if group[-1].kind == "imprint" else []
    end = max([end, *(part.end for part in bare)])
    everything = [*parts, *(part for anchor in group for part in fields(text, anchor)), *bare]
    return Citation(start, end, tuple(sorted(everything, key=lambda part: part.start)))


def bare_pages(text: str, end: int) -> Iterator[Annotation]:
    """Pages without a label behind an imprint, a volume before them: "(Leeds, 1951), 2:44"."""
    match = BARE.match(text, end)
    for unit in ("volume", "page"):
        if match and match[unit]:
            facts = {"unit": unit, **values(match[unit])}
            yield Annotation("biblScope", *match.span(unit), facts, rule="sources.bare")


def with_date(text: str, end: int, dates: Dates) -> int:
    """The end, moved behind a date that follows in parentheses or after a comma."""
    gap = DATED.match(text, end)
    last = dates.end_at(text, gap.end()) if gap else 0
    if not gap or not last:
        return end
    if "(" not in gap[0]:
        return last
    return last + 1 if text[last : last + 1] == ")" else end


def following(preceding: Preceding, group: list[Annotation], starts: set[int]) -> list[Annotation]:
    """The title after a volume or number: "Number 35 of …"."""
    text, lexicon = preceding.text, preceding.lexicon
    if group[-1].get("unit") not in {"volume", "issue"} or len(group) > 1:
        return []
    of = lexicon.of.match(text, group[-1].end)
    title = phrase_at(text, of.end(), lexicon, wide=False) if of else None
    if not title or not of:
        return []
    likely = preceding.sure(title) or title.words > 1
    if of.end() in starts or (likely and not preceding.refused(title)):
        return [preceding.title(title, group)]
    return []
