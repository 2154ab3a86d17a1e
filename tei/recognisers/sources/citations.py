"""References: a title with its volume, pages, place or date, before or after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tei.annotation import Annotation, Annotations
from tei.recognisers.sources.cues import headed, without_owner
from tei.recognisers.sources.lexicon import BLANK, CAP, Lexicon
from tei.recognisers.sources.phrases import Phrase, phrase_at, phrase_before
from tei.recognisers.sources.scopes import scopes

YEAR = r"(?:1[4-9]|20)\d\d"
YEARS = re.compile(rf"{YEAR}(?:\s?[-–/]\s?(?:{YEAR}|\d\d))?(?![^\W_])")
CITY = rf"{CAP}(?:\.?{BLANK}{CAP}){{0,3}}"
PLACES = rf"{CITY}(?:{BLANK}?(?:,|[^\W\d_]{{1,3}}|&|/){BLANK}{CITY})?"
IMPRINT = re.compile(
    rf"\((?:(?P<place>{PLACES}):{BLANK}?(?P<publisher>[^()\n;:]{{2,70}}?),{BLANK}?"
    rf"|(?P<alone>{PLACES}),?{BLANK})(?P<year>{YEAR})\)"
)
BEFORE = re.compile(r"(?:\s*[,(]\s*|\s+)$")
BETWEEN = re.compile(r"[\s,;(]*\.?\s?[\s,;(]*$")
AUTHOR = re.compile(
    rf"(?:[A-ZÀ-ÞА-ЯЁ]\.[-\s]?){{0,3}}{CAP}(?:{BLANK}(?:[A-ZÀ-ÞА-ЯЁ]\.[-\s]?|(?:de|von|van|di|du|la){BLANK})*{CAP}){{0,3}}$"
)
INNER = re.compile(rf"{BLANK}[^\W\d_]{{2,4}}{BLANK}(?:[^\W\d_]{{2,3}}{BLANK})?(?={CAP})")
REACH = 250  # code points that are looked at before an anchor


@dataclass(frozen=True)
class Citation:
    """One reference: its parts, without the date, which the dates recogniser marks."""

    start: int
    end: int
    parts: tuple[Annotation, ...] = field(default_factory=tuple)

    def annotations(self) -> Iterator[Annotation]:
        """The bibl and its parts."""
        yield Annotation(
            "bibl", self.start, self.end, rule="sources.citation", evidence=self.evidence
        )
        yield from self.parts

    @property
    def evidence(self) -> str:
        """The words that make it a reference."""
        return "; ".join(part.evidence for part in self.parts if part.evidence)


def citations(
    text: str, found: Annotations, lexicon: Lexicon, known: Iterable[Annotation]
) -> Iterator[Citation]:
    """The references of a running text.

    known: titles found by other rules; a reference may grow around one
    """
    finder = _Finder(text, found, lexicon, {title.end: title for title in known})
    low = 0
    for group in finder.groups():
        citation = finder.citation(group, low)
        if citation:
            low = citation.end
            yield citation


class _Finder:
    """Builds references around anchors: runs of scopes and imprints."""

    def __init__(
        self, text: str, found: Annotations, lexicon: Lexicon, known: dict[int, Annotation]
    ) -> None:
        self.text, self.lexicon, self.known = text, lexicon, known
        self.known_starts = {title.start: title for title in known.values()}
        self.dates = found.of("date")
        self.date_ends = {date.end: date for date in self.dates}
        self.date_starts = {date.start: date for date in self.dates}

    def groups(self) -> Iterator[list[Annotation]]:
        """Anchors that stand together."""
        anchors = sorted(
            [*scopes(self.text, self.lexicon, 0, len(self.text)), *self.imprints()],
            key=lambda a: a.start,
        )
        group: list[Annotation] = []
        for anchor in anchors:
            if group and not self.joined(group[-1].end, anchor.start):
                yield group
                group = []
            group.append(anchor)
        if group:
            yield group

    def imprints(self) -> Iterator[Annotation]:
        """ "(London, 1894)", "(Cambridge: Harvard University Press, 1990)"."""
        for match in IMPRINT.finditer(self.text):
            yield Annotation(
                "imprint", match.start(), match.end(), rule="sources.imprint", evidence=match[0]
            )

    def joined(self, start: int, end: int) -> bool:
        """Whether only separators, a date or a year stand between two anchors."""
        if start > end or end - start > 60:
            return False
        gap = self.text[start:end]
        if "\n\n" in gap:
            return False
        for date in (d for d in self.dates_in(start, end)):
            gap = gap.replace(self.text[date.start : date.end], "", 1)
        return bool(BETWEEN.match(YEARS.sub("", gap).replace(")", "")))

    def dates_in(self, start: int, end: int) -> list[Annotation]:
        """The dates that begin between two places."""
        return [self.date_starts[place] for place in range(start, end) if place in self.date_starts]

    def citation(self, group: list[Annotation], low: int) -> Citation | None:
        """The reference around a group, where a title stands before or after it."""
        low = max(low, group[0].start - REACH)
        parts = self.before(group, low) or self.after(group)
        if not parts:
            return None
        start = min(part.start for part in (*parts, *group))
        end = self.with_date(max(part.end for part in (*parts, *group)))
        scopes_and_fields = [part for anchor in group for part in self.fields(anchor)]
        return Citation(
            start, end, tuple(sorted([*parts, *scopes_and_fields], key=lambda a: a.start))
        )

    def fields(self, anchor: Annotation) -> Iterator[Annotation]:
        """A scope as it is; the fields of an imprint."""
        if anchor.kind != "imprint":
            yield anchor
            return
        match = IMPRINT.match(self.text, anchor.start)
        assert match is not None
        for name, kind in (
            ("place", "pubPlace"),
            ("alone", "pubPlace"),
            ("publisher", "publisher"),
        ):
            if match[name]:
                yield Annotation(kind, *match.span(name), rule="sources.imprint")

    def with_date(self, end: int) -> int:
        """The end, moved behind a date that follows in parentheses or after a comma."""
        match = re.compile(r"(?:,\s?|\s?\((?:" + PLACES + r",\s)?)(?=[^\W_])").match(self.text, end)
        if not match:
            return end
        date = self.date_starts.get(match.end())
        years = YEARS.match(self.text, match.end())
        last = date.end if date else years.end() if years else 0
        if not last:
            return end
        if "(" not in match[0]:
            return last
        return last + 1 if self.text[last : last + 1] == ")" else end

    def before(self, group: list[Annotation], low: int) -> list[Annotation]:
        """The title before a group, with its place and author; empty where there is none."""
        gap = BEFORE.search(self.text, low, group[0].start)
        if group[0].kind == "imprint" and not gap:
            return []
        end, comma = (
            self.before_dates(gap.start() if gap else group[0].start, low),
            bool(gap and gap[0].strip()),
        )
        paragraph = self.text.rfind("\n\n", low, end)
        low = paragraph + 2 if paragraph >= 0 else low
        by = self.by_author(end, low)
        if by:
            title = self.phrase(by[0], low)
            return [self.title(title, group), by[1]] if title else []
        phrase = self.phrase(end, low)
        if not phrase:
            return []
        return self.segments(phrase, group, low, comma)

    def before_dates(self, end: int, low: int) -> int:
        """The end, moved before a date or year that precedes: "Message, 1861, p. 65"."""
        date = self.date_ends.get(end)
        start = date.start if date else -1
        if not date and (
            match := re.search(
                rf"{YEAR}(?:\s?[-–/]\s?(?:{YEAR}|\d\d))?$", self.text[max(low, end - 12) : end]
            )
        ):
            start = max(low, end - 12) + match.start()
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
        self, last: Phrase, group: list[Annotation], low: int, comma: bool
    ) -> list[Annotation]:
        """Title and place, author and title, or title alone."""
        first = None
        if self.text[max(low, last.start - 2) : last.start] == ", ":
            first = self.phrase(last.start - 2, low)
        if first and self.placed(first, last):
            place = Annotation("pubPlace", last.start, last.end, rule="sources.place")
            return [self.title(first, group), place]
        if self.is_place(last):
            return []
        author = self.author(last.start, low)
        if author:
            return [author, self.title(last, group)]
        return [self.title(last, group)] if self.alone(last, group, comma) else []

    def placed(self, first: Phrase, last: Phrase) -> bool:
        """Whether the second of two phrases is the place of print of the first."""
        if self.is_place(last):
            return self.sure(first) or not self.person(first)
        dated = YEARS.match(self.text, last.end + 2)
        return last.words == 1 and bool(dated) and self.sure(first) and first.words > 1

    def is_place(self, phrase: Phrase) -> bool:
        """Whether a phrase is a place where books are printed."""
        return self.text[phrase.start : phrase.end] in self.lexicon.places

    def sure(self, phrase: Phrase) -> bool:
        """Whether the form alone makes a title likely."""
        return phrase.firm or headed(self.text, phrase, self.lexicon)

    def person(self, phrase: Phrase) -> bool:
        """Whether a phrase may be a person's name."""
        return not self.sure(phrase) and phrase.words <= 3

    def author(self, start: int, low: int) -> Annotation | None:
        """The author before a title, after the beginning of a sentence, note or parenthesis."""
        if self.text[max(low, start - 2) : start] != ", ":
            return None
        name = AUTHOR.search(self.text, low, start - 2)
        if not name or not self.lexicon.opens.search(
            self.text, max(0, name.start() - 20), name.start()
        ):
            return None
        if name[0].split()[0] in self.lexicon.not_first or name[0] in self.lexicon.places:
            return None
        return Annotation("author", name.start(), name.end(), rule="sources.author")

    def alone(self, phrase: Phrase, group: list[Annotation], comma: bool) -> bool:
        """Whether a phrase without an author is a title before these anchors."""
        units = {anchor.get("unit") for anchor in group}
        words = self.text[phrase.start : phrase.end].split()
        if words[-1] in self.lexicon.not_last or words[0] in self.lexicon.not_first:
            return False
        if units <= {"chapter", ""} and not self.sure(phrase):
            return False
        if self.sure(phrase):
            return phrase.words > 2 or comma or phrase.foreign
        serial = bool(units & {"volume", "issue"})
        return comma and serial and phrase.words > 1

    def after(self, group: list[Annotation]) -> list[Annotation]:
        """The title after a volume or number: "Number 35 of …"."""
        if group[-1].get("unit") not in {"volume", "issue"} or len(group) > 1:
            return []
        of = self.lexicon.of.match(self.text, group[-1].end)
        title = phrase_at(self.text, of.end(), self.lexicon, wide=False) if of else None
        if not title or not of:
            return []
        known = of.end() in self.known_starts
        words = self.text[title.start : title.end].split()
        refused = words[-1] in self.lexicon.not_last or words[0] in self.lexicon.not_first
        if known or (not refused and (self.sure(title) or title.words > 1)):
            return [self.title(title, group)]
        return []

    def title(self, phrase: Phrase, group: list[Annotation]) -> Annotation:
        """The phrase as a title; j where a number or a name of periodicals says so."""
        units = {anchor.get("unit") for anchor in group}
        serial = "issue" in units or headed(self.text, phrase, self.lexicon)
        return Annotation(
            "title",
            phrase.start,
            phrase.end,
            {"level": "j" if serial else "m"},
            rule="sources.cited",
        )
