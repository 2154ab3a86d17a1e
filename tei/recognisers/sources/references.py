"""All references of a running text, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei.annotation import Annotation, Annotations
from tei.recognisers.sources.anchors import Dates, groups
from tei.recognisers.sources.citations import Citation, around, following
from tei.recognisers.sources.lexicon import Lexicon
from tei.recognisers.sources.preceding import Preceding
from tei.recognisers.sources.quoted import Articles

REACH = 250  # code points that are looked at before an anchor


def references(
    text: str, found: Annotations, lexicon: Lexicon, known: Iterable[Annotation]
) -> Iterator[Citation]:
    """The references of a running text; they do not overlap.

    known: titles found by other rules; a reference may grow around one
    """
    titles = list(known)
    dates = Dates(found)
    preceding = Preceding(text, dates, lexicon, {title.end: title for title in titles})
    articles = Articles(text, found, preceding)
    starts = {title.start for title in titles}
    low = 0
    for group in groups(text, dates, lexicon):
        near = max(low, group[0].start - REACH)
        parts = preceding.parts(group, near) or following(preceding, group, starts)
        if parts:
            citation = articles.before(around(text, group, parts, dates), low)
            low = citation.end
            yield citation
    yield from articles.dated(dates, lexicon.dated)
    yield from articles.in_journals(dates)
