"""Articles, whose titles stand in quotation marks before a journal or a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tei.annotation import Annotation, Annotations
from tei.recognisers.sources.anchors import Dates
from tei.recognisers.sources.citations import Citation, with_date
from tei.recognisers.sources.patterns import BLANK, UPPER
from tei.recognisers.sources.phrases import Phrase, phrase_at
from tei.recognisers.sources.preceding import Preceding

MARKS = "“”„‟«»‘’‚‛\"'"
BLANKS = re.compile(BLANK)
SEASON = r"[^\W\d_]{3,12}(?:[-–/][^\W\d_]{3,12})?"
ISSUED = re.compile(
    rf"(?:\s\([{UPPER}][^()\d]{{2,24}}\))?(?:,\s|\s\()(?:{SEASON}\s(?:\d{{1,2}},\s)?)?(?:1[5-9]|20)\d\d(?!\d)|\s\d{{1,3}}\s\("
)
LONGEST = 250  # code points of a title in quotation marks
OPENS = re.compile(r"(?:\(|;\s(?:[^\W\d_]{1,3}\s)?)$")


class Articles:
    """The quotations of a text that may be titles of articles."""

    def __init__(self, text: str, found: Annotations, preceding: Preceding) -> None:
        self.text, self.preceding = text, preceding
        self.titles = [q for q in found.of("quotation") if q.end - q.start <= LONGEST]
        self.ending = {quotation.end: quotation for quotation in self.titles}
        words = "|".join(map(re.escape, preceding.lexicon.prepositions)) or "(?!)"
        self.between = re.compile(rf"{BLANK}(?:(?:{words}){BLANK})?$")

    def before(self, citation: Citation, low: int) -> Citation:
        """A reference with the article, and its author, before its journal."""
        gap = self.between.search(self.text, max(low, citation.start - 12), citation.start)
        article = self.ending.get(gap.start()) if gap else None
        if not article or article.start < low:
            return citation
        parts = [*self.title(article), *citation.parts]
        author = self.preceding.author(article.start, max(low, article.start - 80))
        parts = [author, *parts] if author else parts
        return replace(citation, start=min(p.start for p in (article, *parts)), parts=tuple(parts))

    def title(self, article: Annotation) -> Iterator[Annotation]:
        """The title between the marks, unless the quotation is known to be one."""
        words = self.text[article.start : article.end]
        start = article.start + len(words) - len(words.lstrip(MARKS + " "))
        end = article.start + len(words.rstrip(MARKS + " ,."))
        opens = start < end and not self.text[start].islower()  # “a quoted phrase,” is no title
        if article.get("class") != "title" and opens:
            yield Annotation("title", start, end, {"level": "a"}, "medium", "sources.quoted")

    def known(self, phrase: Phrase | None) -> bool:
        """Whether a phrase was found before, or ends as periodicals do."""
        return phrase is not None and (
            phrase.end in self.preceding.known or self.preceding.sure(phrase)
        )

    def dated(self, dates: Dates, prepositions: re.Pattern[str]) -> Iterator[Citation]:
        """Titles with nothing but a date, in a list: "(“One,” in May 1890; “Two,” in June)"."""
        for article in self.titles:
            gap = prepositions.match(self.text, article.end)
            end = dates.last_at(self.text, gap.end(), self.preceding.lexicon) if gap else 0
            listed = OPENS.search(self.text, max(0, article.start - 8), article.start)
            if end and listed and article.get("class") == "title":
                yield Citation(article.start, end)

    def in_journals(self, dates: Dates) -> Iterator[Citation]:
        """Titles with a journal and a date: "“One,” Evening Lamp, May 3, 1890"."""
        for article in self.titles:
            gap = BLANKS.match(self.text, article.end)
            journal = self.journal(gap.end(), article) if gap else None
            if journal is None:
                continue
            end = with_date(self.text, journal.end, dates)
            issued = ISSUED.match(self.text, journal.end)
            if end > journal.end or issued:
                yield self.before(Citation(journal.start, end, (journal,)), 0)

    def called(self, start: int) -> Phrase | None:
        """The name of a periodical; prepositions and a colon only where its issue follows."""
        plain = phrase_at(self.text, start, self.preceding.lexicon, wide=False)
        wide = phrase_at(self.text, start, self.preceding.lexicon, wide=True)
        if wide and self.text.startswith(": ", wide.end):  # PS: Political Science and Politics
            more = phrase_at(self.text, wide.end + 2, self.preceding.lexicon, wide=True)
            wide = replace(more, start=wide.start, words=more.words + wide.words) if more else wide
        issued = wide is not None and ISSUED.match(self.text, wide.end)
        return wide if issued else plain

    def journal(self, start: int, article: Annotation) -> Annotation | None:
        """A title at a place that is called as periodicals are, or that an issue follows."""
        lexicon = self.preceding.lexicon
        comma = self.text[article.end - 2 : article.end + 1].strip(MARKS + " ") == ","
        phrase = self.called(start) if comma else phrase_at(self.text, start, lexicon, wide=False)
        if phrase and comma and ISSUED.match(self.text, phrase.end):
            likely = True
        else:
            likely = bool(phrase) and bool(self.known(phrase))
        if not phrase or not likely:
            return None
        place = self.text[phrase.start : phrase.end] in lexicon.places
        if place or self.preceding.refused(phrase):
            return None
        return Annotation("title", phrase.start, phrase.end, {"level": "j"}, rule="sources.journal")
