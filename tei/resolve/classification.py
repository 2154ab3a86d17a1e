"""Classification: whether quoted words are said in a narrative or quoted from outside the text.

`said` for speech and thought represented in fiction, `quote` for words of a source outside
the text, `q` where it cannot be told (TEI Guidelines 3.3.3).  What kind of text it is shows in
how it quotes: fiction quotes often and briefly, begins paragraphs with speech, asks and
exclaims, and sets words of saying after it; expository prose quotes longer passages, seldom
at a paragraph's start, puts many single words at a distance, and names dates and titles.
Where little is quoted, how the rest is told weighs more (`tei.resolve.voice`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import fmean, median

from tei.annotation import Annotation, Annotations
from tei.language import Language
from tei.reading import Reading
from tei.resolve.voice import voice_of

FICTION = 0.85  # a score from here on is fiction's; fiction scores about 2, prose below 0.4
PROSE = 0.5
DENSE = 3300  # quotations in a million code points that count as one point
TALK = 0.4  # share of the quotations that begin a paragraph, ask or exclaim, where people talk
LONG = 40  # words of the median quotation that take one point off
REACH = 80  # code points after a quotation in which words of saying may stand
MOSTLY = 0.5
UNDECIDED = (FICTION + PROSE) / 2
DOUBT = 4  # quotations that weigh as much as not knowing
NARRATIVE = 1.5  # what a narrative voice counts
IMPERSONAL = 0.6  # what its contrary counts
TOP = 400  # code points in which a letter, a telegram, a report has its date
DATES = 12  # dates in ten thousand code points that no novel has
DAY = len("1929-08-04")
EDGES = " \n\t“”„‟\"'`‘’«»‹›,.;"
BY_GENRE = {"fiction": "said", "prose": "quote", "debate": "quote"}


@dataclass(frozen=True, slots=True)
class Habits:
    """How a text quotes; shares of its outermost quotations, 0 to 1, where nothing else is said.

    count:   outermost quotations
    density: quotations in a million code points
    starts:  begin a paragraph
    inquits: have words of saying right after them
    lively:  ask or exclaim
    words:   the median length
    terms:   words at a distance among all that stands in marks
    blocks:  hold whole paragraphs
    dashes:  begin with a dash
    dates, titles: in ten thousand code points of the text
    """

    count: int
    density: float
    starts: float
    inquits: float
    lively: float
    words: float
    terms: float
    blocks: float
    dashes: float
    dates: float
    titles: float

    def score(self) -> float:
        """How much this is the way of fiction: about 2 in novels, about 0 in articles."""
        talk = min(1.0, (self.starts + self.lively) / TALK)
        for_it = self.starts + self.inquits + self.lively + talk * min(1.0, self.density / DENSE)
        against = min(1.0, self.words / LONG) + 1.5 * min(0.5, self.terms)
        facts = min(0.6, 0.04 * self.dates) + min(0.3, 0.3 * self.titles)
        return for_it + 0.5 * self.dashes - against - 4 * min(0.25, self.blocks) - facts


def resolve(reading: Reading) -> Reading:
    """The reading with a class for every quotation and, where it shows, a genre."""
    quotations = reading.annotations.of("quotation")
    if not quotations:
        return reading
    titles = {id(item) for item in quotations if is_title(item, reading)}
    quotations = [item for item in quotations if id(item) not in titles]
    genre = reading.genre or genre_of(reading, quotations)
    default = BY_GENRE.get(genre, "q")
    items = [
        classed(item, default, reading) if item.kind == "quotation" else item
        for item in reading.annotations
        if id(item) not in titles
    ]
    return reading.having(annotations=Annotations(items), genre=genre)


def classed(quotation: Annotation, default: str, reading: Reading) -> Annotation:
    """A quotation with its class; its marks are sure, but not that a title stands in them."""
    known = quotation.get("class")
    if known == "title" and quotation.cert == "high":
        return replace(quotation, cert="low", evidence="the words before the marks")
    if known:
        return quotation
    return quotation.with_attributes(**{"class": class_of(quotation, default, reading.annotations)})


def is_title(quotation: Annotation, reading: Reading) -> bool:
    """Whether a title known for certain, or a reference's, fills a quotation's marks."""
    text, known = reading.source.text, reading.annotations
    words = text[quotation.start : quotation.end].strip(EDGES)
    for title in known.inside(quotation.start - 1, quotation.end + 1, "title"):
        if text[title.start : title.end].strip(EDGES) == words:
            return title.cert == "high" or known.around(quotation.start, "bibl") is not None
    return False


def class_of(quotation: Annotation, default: str, annotations: Annotations) -> str:
    """The class of one quotation, from the text's way and from where it stands."""
    speech = annotations.around(quotation.start, "speech")
    if speech and speech.get("role") == "interjection":
        return "said"
    whole = quotation.get("marks") == "indent" or quotation.rule == "quotations.document"
    if whole or annotations.around(quotation.start, "epigraph"):
        return "quote"
    return default


def genre_of(reading: Reading, quotations: Sequence[Annotation]) -> str:
    """ "fiction", "prose", or "" where the quotations do not tell."""
    if speeches_prevail(reading.annotations):
        return ""
    score = score_of(reading, quotations)
    if score >= FICTION:
        return "fiction"
    return "prose" if score < PROSE else ""


def score_of(reading: Reading, quotations: Sequence[Annotation]) -> float:
    """How much a text is fiction: from how it quotes, the less the fewer, and how it tells."""
    habits = habits_of(reading, quotations)
    if habits is None:
        return PROSE
    weight = habits.count / (habits.count + DOUBT)
    voice = voice_of(reading, quotations)
    if voice > 0:
        voice *= 0.0 if is_dated(reading.annotations) else undated(habits)
    told = (NARRATIVE if voice > 0 else IMPERSONAL) * voice
    return UNDECIDED + weight * (habits.score() - UNDECIDED) + told


def undated(habits: Habits) -> float:
    """How few dates a text has, 0 to 1: lives and histories tell of persons too, with dates."""
    return max(0.0, 1 - habits.dates / DATES)


def is_dated(annotations: Annotations) -> bool:
    """Whether a day stands at the top, as in letters and reports, which tell of persons too."""
    return any(len(date.get("when")) >= DAY for date in annotations.inside(0, TOP, "date"))


def speeches_prevail(annotations: Annotations) -> bool:
    """Whether most of the text is speeches with speakers, as in plays and debates."""
    speeches, paragraphs = annotations.of("speech"), annotations.of("p")
    covered = sum(speech.end - speech.start for speech in speeches)
    running = sum(paragraph.end - paragraph.start for paragraph in paragraphs)
    return covered > MOSTLY * max(covered, running) and len(speeches) > 2


def habits_of(reading: Reading, quotations: Sequence[Annotation]) -> Habits | None:
    """How a text quotes; None where it does not."""
    text = reading.source.text
    outer = [item for item in quotations if item.get("level", "1") == "1"]
    real = [item for item in outer if not item.get("class")]
    if not real:
        return None
    starts = {block.start for block in reading.annotations.of("p")}
    starts = starts or {block.start for block in reading.source.blocks}
    said = said_after(reading.language)
    quoted = [text[item.start : item.end] for item in real]
    return Habits(
        count=len(real),
        density=1e6 * len(real) / len(text),
        starts=fmean(item.start in starts for item in real),
        inquits=fmean(bool(said.match(text[i.end : i.end + REACH])) for i in real),
        lively=fmean("!" in words or "?" in words for words in quoted),
        words=median(len(words.split()) for words in quoted),
        terms=1 - len(real) / len(outer),
        blocks=fmean(bool(item.get("block")) for item in real),
        dashes=fmean(item.get("marks") == "dash" for item in real),
        dates=1e4 * len(reading.annotations.of("date")) / len(text),
        titles=1e4 * len(reading.annotations.of("title")) / len(text),
    )


@lru_cache(maxsize=32)
def said_after(language: Language) -> re.Pattern[str]:
    """Finds a verb of saying among the first words after a quotation."""
    verbs = "|".join(map(re.escape, language.words("speakers", "verbs"))) or "(?!)"
    return re.compile(rf"[\s,—–-]*(?:[^\W_][\w’'.-]*\s+){{0,3}}(?:{verbs})\b")
