"""What stands before the anchors of a reference: author, title, place."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from tei.annotation import Annotation
from tei.recognisers.sources.anchors import IMPRINT, Dates
from tei.recognisers.sources.cues import headed, without_owner
from tei.recognisers.sources.lexicon import Lexicon
from tei.recognisers.sources.multilingual import words as multilingual
from tei.recognisers.sources.patterns import BLANK, CAP, UPPER
from tei.recognisers.sources.phrases import ACCENTED, TOKEN, Phrase, phrase_at, phrase_before
from tei.recognisers.sources.printed import printed_title

BEFORE = re.compile(r"(?:\s{0,8}[,(]\s{0,8}|\s{1,8})$")
AUTHOR = re.compile(
    rf"(?:[A-ZÀ-ÞА-ЯЁ]\.[-\s]?){{0,3}}{CAP}"
    rf"(?:{BLANK}(?:[A-ZÀ-ÞА-ЯЁ]\.[-\s]?|[^\W\d_]{{1,3}}{BLANK}){{0,2}}{CAP}){{0,3}}$"
)
INNER = re.compile(rf"{BLANK}[^\W\d_]{{2,4}}{BLANK}(?:[^\W\d_]{{2,3}}{BLANK})?(?={CAP})")
SENTENCE = re.compile(r"[^\W\d_]{2,}\.\s|[;“”„»«()]")
GLOSS = re.compile(r"(?<=\w\s)[“‘«\"][^“”«»\"\n]{2,40}[”’»\"]")
NOTED = 18  # words of a title in a short note
SEPARATED = re.compile(r"[,;:()“”„»«\n]|[^\W\d_]{3,}\.\s")
LISTING = re.compile(r"(?:[^\s,]+\s){3,12}[^\s,]+,")  # words of a title before its first comma
ENUMERATED = re.compile(rf",(?=\s(?:[^\W\d_]{{1,3}}\s)?[{UPPER}])")
LONGEST = 30  # words of a title between author and imprint


@lru_cache(maxsize=1)
def seasons() -> re.Pattern[str]:
    """The seasons or months of an issue, which are no title: "Winter-Spring 2001"."""
    months = multilingual().months
    return re.compile(rf"(?<=,\s){months}[-–/]{months},?\s(?:1[5-9]|20)\d\d$")


class Preceding:
    """Reads backwards from anchors.

    known: end of a title that another rule found → the title
    """

    def __init__(self, text: str, dates: Dates, lexicon: Lexicon, known: dict[int, Annotation]):
        self.text, self.dates, self.lexicon, self.known = text, dates, lexicon, known

    def parts(self, group: list[Annotation], low: int) -> list[Annotation]:
        """Title, author and place before a group; empty where there is no title."""
        first = group[0].start
        gap = BEFORE.search(self.text, low, first)
        end = gap.start() if gap else first
        if group[0].kind == "imprint" and not gap:
            return []
        paragraph = self.text.rfind("\n\n", low, end)
        low = paragraph + 2 if paragraph >= 0 else low
        note = self.note(end, low, group) if group[0].kind == "imprint" else []
        note = note or self.noted(end, low, group)
        if note or group[0].rule == "sources.numeral":
            return note
        bare, end = end, self.before_dates(end, low)
        by = self.by_author(end, low)
        phrase = self.phrase(by[0] if by else end, low)
        if phrase and by:
            return [self.title(phrase, group), by[1]]
        comma = bool(gap and gap[0].strip())
        parts = self.segments(phrase, group, low, comma=comma) if phrase and not by else []
        return parts or self.printed(bare, low, group)

    def printed(self, end: int, low: int, group: list[Annotation]) -> list[Annotation]:
        """A book whose whole imprint follows: "in Mills: A History (Leeds: Weir, 1979)"."""
        whole = IMPRINT.match(self.text, group[0].start) if group[0].kind == "imprint" else None
        end = self.before_extent(low, end)
        phrase = printed_title(self.text, low, end, self.lexicon) if whole else None
        return [self.title(phrase, group)] if phrase and whole and whole["publisher"] else []

    def note(self, end: int, low: int, group: list[Annotation]) -> list[Annotation]:
        """Author and title where a note has the form "Author, Title (Place: Publisher, Year)"."""
        for match in self.lexicon.authored.finditer(self.text, low, end):
            last = self.before_extent(match.end(), end)
            title = Phrase(match.end(), last, len(TOKEN.findall(self.text, match.end(), last)))
            if self.dates.end_at(self.text, title.start) or self.opening(title):
                continue
            counted = last < end or title.words > 1
            if counted and title.words <= LONGEST and not self.parted(title):
                author = Annotation("author", *match.span("author"), rule="sources.author")
                return [author, self.title(title, group)]
        return []

    def opening(self, phrase: Phrase) -> bool:
        """Whether the words begin as no title does."""
        words = self.text[phrase.start : phrase.end]
        first = words.split()[0].rstrip(".")
        ranked = first in self.lexicon.ranks and "," not in words
        return first in self.lexicon.not_first and not ranked

    def parted(self, phrase: Phrase) -> bool:
        """Whether a sentence ends in the words, or marks stand in them that no title has."""
        words = GLOSS.sub(" ", self.text[phrase.start : phrase.end])
        stops = (match[0].rstrip(". ") for match in SENTENCE.finditer(words))
        return any(stop not in self.lexicon.ranks for stop in stops)

    def before_extent(self, start: int, end: int) -> int:
        """The end, moved before volumes or an edition: "Weirs, 2 vols.", "Weirs, new edition"."""
        words = multilingual()
        counted = rf"\d{{1,2}}\s{words.counted_volumes}\.?"
        edition = rf"(?:[^\W\d_]+|\d{{1,2}}\S{{0,2}})\s{words.edition_nouns}"
        labelled = rf"{words.volumes}(?:[IVXLC]{{1,7}}|\d{{1,3}})"
        extent = re.compile(rf",\s(?:{counted}|{edition}|{labelled})$").search(
            self.text, start, end
        )
        return extent.start() if extent else end

    def noted(self, end: int, low: int, group: list[Annotation]) -> list[Annotation]:
        """Author and title of a short note: "Dall, Alaska, Leeds, 1870", "Rein’s Reise, i, 16"."""
        units = {anchor.get("unit") for anchor in group}
        if "issue" in units or units == {"chapter"}:
            return []
        for match in self.lexicon.noted.finditer(self.text, low, end):
            group_name = "author" if match["author"] else "owner"
            name = match[group_name]
            first = name.split()[0].rstrip(".")
            if first in self.lexicon.not_first or name in self.lexicon.places:
                continue
            last = self.before_extent(match.end(), end)
            if self.titular(match.end(), last):
                title = Phrase(match.end(), last, len(TOKEN.findall(self.text, match.end(), last)))
                author = Annotation("author", *match.span(group_name), rule="sources.author")
                return [author, self.title(title, group)]
        return []

    def titular(self, start: int, end: int) -> bool:
        """Whether the words can be a title: capitals, words that join them, or foreign words."""
        words = self.text[start:end]
        tokens = TOKEN.findall(words)
        if (
            not 0 < len(tokens) <= NOTED
            or SEPARATED.search(ENUMERATED.sub(" ", words) if LISTING.match(words) else words)
            or tokens[0] in self.lexicon.not_first
            or seasons().match(self.text, start, end)
        ):
            return False
        small = [token for token in tokens if token[0].islower()]
        foreign = any(token in self.lexicon.others for token in tokens) or self.foreign(tokens)
        alien = [token for token in small if token not in self.lexicon.wide]
        if any(token in self.lexicon.own for token in alien) or (alien and not foreign):
            return False
        phrase = Phrase(start, end, len(tokens))
        return (
            tokens[-1][0] not in "’'"
            and not self.refused(phrase)
            and words not in self.lexicon.places
        )

    def foreign(self, tokens: list[str]) -> bool:
        """Whether accents tell that the words are foreign."""
        return self.lexicon.plain and any(ACCENTED.search(token) for token in tokens)

    def before_dates(self, end: int, low: int) -> int:
        """The end, moved before a date or year that precedes: "Message, 1861, p. 65"."""
        season = seasons().search(self.text, low, end)
        start = season.start() if season else self.dates.start_before(self.text, end, low)
        edition = self.lexicon.edition.search(self.text, max(low, start - 30), max(low, start))
        start = edition.start() if edition else start
        gap = BEFORE.search(self.text, low, start) if start > low else None
        return gap.start() if gap and gap[0].strip() else end

    def by_author(self, end: int, low: int) -> tuple[int, Annotation] | None:
        """(end of the title, author) where the text before is "…, by Author"."""
        name = AUTHOR.search(self.text, low, end)
        by = self.lexicon.by.search(self.text, low, name.start()) if name else None
        if not name or not by:
            return None
        return by.start(), Annotation("author", name.start(), end, rule="sources.by")

    def phrase(self, end: int, low: int) -> Phrase | None:
        """The phrase that ends here: a known title or capitalised words, a colon included."""
        if end in self.known:
            title = self.known[end]
            return Phrase(title.start, title.end, 2, joined=True)
        phrase = phrase_before(self.text, end, low, self.lexicon)
        if phrase:
            phrase = without_owner(self.text, self.within(phrase), self.lexicon)
        if phrase and phrase.start > low + 2 and self.text[phrase.start - 2 : phrase.start] == ": ":
            head = phrase_before(self.text, phrase.start - 2, low, self.lexicon)
            if head:
                return replace(head, end=end, words=head.words + phrase.words, joined=True)
        return phrase

    def within(self, phrase: Phrase) -> Phrase:
        """The periodical alone where the phrase says who wrote in it: "Becker in the Journal"."""
        for place in INNER.finditer(self.text, phrase.start, phrase.end):
            rest = phrase_at(self.text, place.end(), self.lexicon, wide=False, end=phrase.end)
            if rest and rest.end == phrase.end and headed(self.text, rest, self.lexicon):
                return rest
        return phrase

    def segments(
        self, last: Phrase, group: list[Annotation], low: int, *, comma: bool
    ) -> list[Annotation]:
        """Title and place, author and title, or title alone."""
        first = None
        if self.text[max(low, last.start - 2) : last.start] == ", ":
            first = self.phrase(last.start - 2, low)
        if first and self.placed(first, last):
            place = Annotation("pubPlace", last.start, last.end, rule="sources.place")
            return [self.title(first, group), place]
        if self.words(last) in self.lexicon.places or self.refused(last):
            return []
        author = self.author(last.start, low) if comma else None
        if author and not (last.words == 1 and self.dates.end_at(self.text, last.end + 2)):
            return [author, self.title(last, group)]
        return [self.title(last, group)] if self.alone(last, group, comma=comma) else []

    def words(self, phrase: Phrase) -> str:
        """The words of a phrase."""
        return self.text[phrase.start : phrase.end]

    def refused(self, phrase: Phrase) -> bool:
        """Whether the words name an institution or begin as no title does."""
        words = self.words(phrase).split()
        return words[-1] in self.lexicon.not_last or words[0] in self.lexicon.not_first

    def placed(self, first: Phrase, last: Phrase) -> bool:
        """Whether the second of two phrases is the place of print of the first."""
        if self.words(last) in self.lexicon.places:
            return self.sure(first) or first.words > 3
        dated = self.dates.end_at(self.text, last.end + 2)
        return last.words == 1 and bool(dated) and self.sure(first) and first.words > 1

    def sure(self, phrase: Phrase) -> bool:
        """Whether the form alone makes a title likely."""
        return phrase.firm or headed(self.text, phrase, self.lexicon)

    def author(self, start: int, low: int) -> Annotation | None:
        """The author before a title, after the beginning of a sentence, note or parenthesis."""
        if self.text[max(low, start - 2) : start] != ", ":
            return None
        name = AUTHOR.search(self.text, low, start - 2)
        if not name:
            return None
        opened = self.lexicon.opens.search(self.text, max(0, name.start() - 20), name.start())
        if not opened or name[0].split()[0] in self.lexicon.not_first:
            return None
        if name[0] in self.lexicon.places:
            return None
        return Annotation("author", *name.span(), rule="sources.author")

    def alone(self, phrase: Phrase, group: list[Annotation], *, comma: bool) -> bool:
        """Whether a phrase without an author is a title before these anchors."""
        units = {anchor.get("unit") for anchor in group}
        if not comma and units <= {"chapter"}:
            return False
        if self.sure(phrase):
            return self.narrow(phrase) and (phrase.words > 2 or comma or phrase.foreign)
        if comma and len(group) > 1 and self.text[phrase.start - 1 : phrase.start] == "(":
            return phrase.words > 1 or "volume" in units
        if "issue" in units:
            return comma and phrase.words > 1
        return comma and "volume" in units and phrase.words > 2

    def narrow(self, phrase: Phrase) -> bool:
        """Whether no preposition joins what may be two names: "Adams to Seward"."""
        if phrase.article or phrase.foreign or phrase.end in self.known:
            return True
        read = phrase_at(self.text, phrase.start, self.lexicon, wide=False, end=phrase.end)
        return read is not None and read.end == phrase.end

    def title(self, phrase: Phrase, group: list[Annotation]) -> Annotation:
        """The phrase as a title; j where a number or a name of periodicals says so."""
        units = {anchor.get("unit") for anchor in group}
        serial = "issue" in units or headed(self.text, phrase, self.lexicon)
        return Annotation(
            "title",
            phrase.start,
            phrase.end,
            {"level": "j" if serial else "m"},
            cert="high" if serial or self.sure(phrase) else "medium",
            rule="sources.cited",
            evidence="; ".join(anchor.evidence for anchor in group),
        )
