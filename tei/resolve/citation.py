"""Works: every mention of a title points to one work, and quotations to the work they are from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tei.annotation import Annotation, Annotations
from tei.language import Language, codes, load
from tei.reading import Agent, Reading

TABLE = "sources"
QUOTED = frozenset({"quote", "said", "q"})
SENTENCE = re.compile(r"[.!?…](?:[”»’\"]|\[\d+\])*\s")
INTRODUCES = re.compile(r"[:,]\s*$")
WORD = re.compile(r"[^\W\d_]+(?=\s+[_*“”]?$)")
EDGE = " \t\n\xa0_*“”„«»‘’\"',.;:"
LONGEST = 48  # characters of a key
NEAR = 2  # blocks before a quotation in which its publication is looked for
AFTER = 60  # code points behind a quotation in which its publication may be named


@dataclass
class Work:
    """What a text says of one work while its mentions are gathered."""

    mentions: list[Annotation]
    bibls: list[Annotation]


def resolve(reading: Reading) -> Reading:
    """The reading with works among its agents, and `work` on titles and references.

    A quotation that the text introduces by its source gets `source-work`, the key of the work.
    """
    reading = with_quoted_titles(reading)
    titles = sorted(
        [*reading.annotations.of("title"), *quoted_titles(reading.annotations)],
        key=lambda a: a.start,
    )
    if not titles:
        return reading
    works = gathered(reading, titles)
    keys = keyed(works, reading.agents)
    agents = {keys[name]: agent(reading, keys[name], work) for name, work in works.items()}
    marked = {
        id(item): keys[name]
        for name, work in works.items()
        for item in (*work.mentions, *work.bibls)
    }
    sources = dict(sources_of_quotations(reading, titles, marked))
    items = [with_work(item, marked, sources, agents) for item in reading.annotations]
    return reading.having(annotations=Annotations(items), agents={**reading.agents, **agents})


def with_quoted_titles(reading: Reading) -> Reading:
    """Quotation marks around a title that a reference tells make it a quotation of that class."""
    told = [title for title in reading.annotations.of("title") if title.rule == "sources.quoted"]
    marked: dict[int, Annotation | None] = {}
    for title in told:
        quotation = reading.annotations.around(title.start, "quotation")
        if quotation is not None and quotation.contains(title):
            marked[id(quotation)] = quotation.with_attributes(**{"class": "title"})
            marked[id(title)] = None
    if not marked:
        return reading
    items = (marked.get(id(item), item) for item in reading.annotations)
    return reading.having(annotations=Annotations(item for item in items if item is not None))


def quoted_titles(annotations: Annotations) -> list[Annotation]:
    """Titles in quotation marks."""
    return [item for item in annotations.of("quotation") if item.get("class") == "title"]


def with_work(
    item: Annotation,
    marked: Mapping[int, str],
    sources: Mapping[int, str],
    agents: Mapping[str, Agent],
) -> Annotation:
    """An annotation with the key of its work, and a title with the work's level and language."""
    if id(item) in sources:
        return item.with_attributes(**{"source-work": sources[id(item)]})
    if id(item) not in marked:
        return item
    details = agents[marked[id(item)]].details
    facts = {"work": marked[id(item)]}
    if item.kind == "title":
        facts |= {name: details[name] for name in ("level", "lang") if details.get(name)}
    return item.with_attributes(**facts)


# ---- one work for each title


def gathered(reading: Reading, titles: Iterable[Annotation]) -> dict[str, Work]:
    """Folded title → its mentions and the references around them, in order of first mention."""
    works: dict[str, Work] = {}
    told: set[int] = set()
    for title in titles:
        name = folded(reading.source.text[title.start : title.end])
        work = works.setdefault(name, Work([], []))
        work.mentions.append(title)
        bibl = reading.annotations.around(title.start, "bibl")
        if bibl is not None and bibl.contains(title) and id(bibl) not in told:
            told.add(id(bibl))
            work.bibls.append(bibl)
    return {name: work for name, work in works.items() if name}


def folded(title: str) -> str:
    """A title without case, accents, punctuation at its ends, and leading article."""
    plain = unicodedata.normalize("NFKD", " ".join(title.split()).strip(EDGE).casefold())
    words = (
        "".join(char for char in plain if not unicodedata.combining(char)).replace("’", "'").split()
    )
    if len(words) > 1 and words[0] in articles():
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=1)
def articles() -> frozenset[str]:
    """The articles that may begin a title, of all languages, in lower case."""
    return frozenset(
        word.lower() for code in codes() for word in load(code).words(TABLE, "articles")
    )


def keyed(works: Mapping[str, Work], agents: Mapping[str, Agent]) -> dict[str, str]:
    """Folded title → a key that is an NCName and belongs to no other agent."""
    keys: dict[str, str] = {}
    taken = set(agents)
    for name in works:
        key = base = slug(name)
        number = 2
        while key in taken:
            key, number = f"{base}-{number}", number + 1
        taken.add(key)
        keys[name] = key
    return keys


def slug(name: str) -> str:
    """A readable NCName (XML Namespaces 1.0 §3): letters, figures and hyphens."""
    plain = re.sub(r"[^\w]+|_+", "-", name.replace("'", "")).strip("-")
    if len(plain) > LONGEST:
        plain = plain[: LONGEST + 1].rpartition("-")[0] or plain[:LONGEST]
    return plain if plain[:1].isalpha() else f"work-{plain}".rstrip("-")


def agent(reading: Reading, key: str, work: Work) -> Agent:
    """The work as an agent, its fullest name first."""
    text = reading.source.text
    forms = Counter(
        " ".join(text[item.start : item.end].split()).strip(EDGE) for item in work.mentions
    )
    names = tuple(sorted(forms, key=lambda form: (-len(form), -forms[form], form)))
    levels = Counter(item.get("level") for item in work.mentions if item.get("level"))
    facts = {
        "title": names[0],
        "level": max(levels, key=lambda level: (levels[level], level == "j"), default="a"),
        "lang": next((item.get("lang") for item in work.mentions if item.get("lang")), ""),
        **facts_of(reading, work.bibls),
    }
    return Agent(key, "work", names, "source", {name: fact for name, fact in facts.items() if fact})


def facts_of(reading: Reading, bibls: list[Annotation]) -> dict[str, str]:
    """Place, publisher and author; volume, issue and date where there is one reference only."""
    text, found = reading.source.text, reading.annotations
    facts: dict[str, str] = {}
    for bibl in bibls:
        for kind in ("pubPlace", "publisher", "author"):
            for item in found.inside(bibl.start, bibl.end, kind):
                facts.setdefault(kind, " ".join(text[item.start : item.end].split()))
    for bibl in bibls if len(bibls) == 1 else ():
        for scope in found.inside(bibl.start, bibl.end, "biblScope"):
            facts.setdefault(
                scope.get("unit"), scope.get("n") or f"{scope.get('from')}-{scope.get('to')}"
            )
        for date in found.inside(bibl.start, bibl.end, "date"):
            facts.setdefault("when", date.get("when"))
    return facts


# ---- which work a quotation is from


def sources_of_quotations(
    reading: Reading, titles: list[Annotation], marked: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    """(id of a quotation, key of the work) where the text names the source."""
    finder = _Sources(reading, titles)
    for quotation in reading.annotations.of("quotation"):
        if quotation.get("class") in QUOTED:
            title = finder.source(quotation)
            if title is not None and id(title) in marked:
                yield id(quotation), marked[id(title)]


class _Sources:
    """Finds the title that introduces a quotation."""

    def __init__(self, reading: Reading, titles: list[Annotation]) -> None:
        self.text, self.titles = reading.source.text, titles
        self.starts = [title.start for title in titles]
        self.blocks = [block.start for block in reading.source.blocks]
        self.before, self.noun, self.back = patterns(reading.language)

    def source(self, quotation: Annotation) -> Annotation | None:
        """The title of the work that a quotation is from, if the text says so."""
        start = self.clause(quotation.start)
        intro = self.text[start : quotation.start]
        if INTRODUCES.search(intro):
            for title in reversed(self.within(start, quotation.start)):
                if self.introduces(title, start):
                    return title
        if self.names_publication(intro, quotation.end):
            return self.last_publication(quotation.start)
        return None

    def names_publication(self, intro: str, end: int) -> bool:
        """Whether the words before or behind a quotation speak of "the article", or "in it"."""
        behind = SENTENCE.split(self.text[end : end + AFTER].split("\n")[0])[0]
        if self.noun.match(behind.lstrip(", ")):
            return True
        told = self.noun.search(intro) or self.back.match(intro)
        return bool(told) and bool(INTRODUCES.search(intro))

    def clause(self, end: int) -> int:
        """Where the sentence that leads to a quotation begins; one before may end in a colon."""
        block = bisect_right(self.blocks, end) - 1
        start = self.blocks[block] if block >= 0 else 0
        if not self.text[start:end].strip() and block > 0:
            start = self.blocks[block - 1]
        ends = [match.end() for match in SENTENCE.finditer(self.text, max(start, end - 300), end)]
        return ends[-1] if ends else max(start, end - 300)

    def within(self, start: int, end: int) -> list[Annotation]:
        """The titles between two places."""
        return self.titles[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def introduces(self, title: Annotation, start: int) -> bool:
        """Whether a title is the subject of its clause, or a word such as "in" stands before it."""
        lead = self.text[start : title.start].strip(EDGE)
        return not lead or bool(self.before.search(self.text[start : title.start]))

    def last_publication(self, end: int) -> Annotation | None:
        """The last periodical or book named in the blocks just before."""
        block = max(0, bisect_right(self.blocks, end) - 1 - NEAR)
        named = self.within(self.blocks[block] if self.blocks else 0, end)
        return next((title for title in reversed(named) if title.kind == "title"), None)


@lru_cache(maxsize=32)
def patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A preposition before a source; an article and a noun for publications; "in it"."""
    the, nouns = listed(language, "determiners"), listed(language, "publication_nouns")
    prepositions, back = (
        listed(language, "source_prepositions"),
        listed(language, "back_references"),
    )
    before = rf"(?<!\w)(?:{prepositions})(?:\s+(?:{the}))?\s*[_*]?$"
    article = rf"(?:{the})\s+" if language.words(TABLE, "determiners") else ""
    noun = rf"(?<!\w){article}(?:{nouns})(?!\w)"
    return tuple_of(before, noun, rf"(?:{back})(?!\w)")


def tuple_of(*patterns: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Three patterns, compiled without regard to case."""
    first, second, third = (re.compile(pattern, re.IGNORECASE) for pattern in patterns)
    return first, second, third


def listed(language: Language, name: str) -> str:
    """The words of a list as alternatives; a pattern that never matches for an empty one."""
    return "|".join(re.escape(word) for word in language.words(TABLE, name)) or "(?!)"
