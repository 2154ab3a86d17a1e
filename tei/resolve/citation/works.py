"""One work for every title: its mentions, its key, and what the text says of it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tei.annotation import Annotation
from tei.identifiers import slug, unique
from tei.language import codes, load
from tei.reading import Agent, Reading

TABLE = "sources"
EDGE = " \t\n\xa0_*“”„«»‘’\"',.;:"


@dataclass
class Work:
    """What a text says of one work while its mentions are gathered."""

    mentions: list[Annotation]
    bibls: list[Annotation]

    @property
    def sure(self) -> bool:
        """Whether one mention is certain; the same words then name the same thing elsewhere."""
        return any(mention.cert == "high" for mention in self.mentions)


def gathered(reading: Reading, titles: Iterable[Annotation]) -> dict[str, Work]:
    """Folded title → its mentions and the references around them, in order of first mention."""
    works: dict[str, Work] = {}
    told: set[int] = set()
    for title in titles:
        name = folded(title.get("full") or reading.source.text[title.start : title.end])
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
        keys[name] = unique(slug(name, "work"), taken)
        taken.add(keys[name])
    return keys


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
