"""What a language pack says of citations, compiled once for each language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from tei.language import Language, codes, load
from tei.recognisers.sources.announcing import Announcers, announcers
from tei.recognisers.sources.patterns import BLANK, CAP, UPPER, choice
from tei.recognisers.sources.wording import (
    TABLE,
    Words,
    authored_pattern,
    backward_pattern,
    bodies,
    described_pattern,
    explaining,
    head_pattern,
    led_pattern,
    noted_pattern,
    opens_pattern,
    scope_pattern,
    town_pattern,
    work_nouns,
    work_of,
)


@dataclass(frozen=True)
class Lexicon:
    """Patterns and words of one language.

    scope:      a volume, issue, page or chapter; groups are named by the unit
    narrow, wide: words that join the capitalised words of a periodical's, a book's title
    own:        function words and commonest words of this language
    plain:      whether a letter with an accent tells that a word is foreign
    functions:  language → its function words that this language does not have
    not_first, not_last, not_alone: words that do not begin, end or make a title
    """

    code: str
    scope: re.Pattern[str]
    narrow: frozenset[str]
    wide: frozenset[str]
    own: frozenset[str]
    articles: frozenset[str]
    article: str
    plain: bool
    announcers: Announcers
    heads: re.Pattern[str]
    head_hint: re.Pattern[str]
    head_words: frozenset[str]
    lead_in: re.Pattern[str]
    not_first: frozenset[str]
    not_last: frozenset[str]
    not_alone: frozenset[str]
    languages: Mapping[str, str]
    named_language: re.Pattern[str]
    by: re.Pattern[str]
    of: re.Pattern[str]
    places: frozenset[str]
    holdings: frozenset[str]
    publishers: frozenset[str]
    all_articles: frozenset[str]
    described: re.Pattern[str]
    explaining: re.Pattern[str]
    work_of: re.Pattern[str]
    lone_heads: re.Pattern[str]
    determiners: tuple[str, ...]
    work_before: re.Pattern[str]
    bodies: frozenset[str]
    authored: re.Pattern[str]
    noted: re.Pattern[str]
    shortened: re.Pattern[str]
    backward: re.Pattern[str]
    ranks: frozenset[str]
    back_words: tuple[str, ...]
    conjunctions: frozenset[str]
    and_date: re.Pattern[str]
    edition: re.Pattern[str]
    prepositions: tuple[str, ...]
    dated: re.Pattern[str]
    next: re.Pattern[str]
    town: re.Pattern[str]
    plurals: frozenset[str]
    head_books: frozenset[str]
    others: frozenset[str]
    letters: Mapping[str, frozenset[str]]
    at: str
    opens: re.Pattern[str]
    led: re.Pattern[str]
    functions: Mapping[str, frozenset[str]] = field(default_factory=dict)


@lru_cache(maxsize=32)
def lexicon(language: Language) -> Lexicon:
    """The patterns of a language."""
    words = Words(language)
    the = f"(?:{choice(words('determiners'), fold=False)}{BLANK})?"
    functions = dict(_other_functions(language))
    own = frozenset(words("function_words")) | stopwords(language)
    names = {str(name): code for code, name in language.table(TABLE).get("languages", {}).items()}
    return Lexicon(
        code=language.code,
        scope=scope_pattern(words),
        narrow=frozenset(words("narrow")),
        wide=frozenset(words("narrow") + words("wide")),
        own=own,
        articles=frozenset(words("articles")),
        article=next(iter(words("articles")), ""),
        plain=bool(language.table(TABLE).get("accents_are_foreign")),
        announcers=announcers(
            words, marked=str(language.table(TABLE).get("article_marks_title", "never"))
        ),
        heads=head_pattern(words),
        head_hint=re.compile(
            choice([*words("head_words"), *words("head_first")], fold=False) + r"(?![^\W_])"
        ),
        head_words=frozenset(words("head_words")) | frozenset(words("head_first")),
        lead_in=re.compile(rf"(?:{choice(words('lead_ins'))}{BLANK})+{the}"),
        not_first=frozenset(words("not_first")),
        not_last=frozenset(words("not_last")),
        not_alone=frozenset(words("not_alone")),
        languages=names,
        named_language=re.compile(
            rf"(?<![^\W_]){choice(words('language_cue'))}{BLANK}({choice(names)})(?![^\W_])"
        ),
        by=re.compile(
            rf",?{BLANK}(?:{choice(words('indefinite'), fold=False)}{BLANK}[^\W\d_]{{3,20}}"
            rf"{BLANK})?"
            rf"{choice(words('by'))}{BLANK}$"
        ),
        explaining=explaining(words, language),
        work_of=work_of(words, language),
        lone_heads=re.compile(
            rf"(?<=\s)({choice(words('lone_heads'), fold=False)})"
            rf"(?![^\W_]|{BLANK}[{UPPER}]|[’'-]\w)"
        ),
        determiners=tuple(f" {word}" for word in words("determiners")),
        work_before=re.compile(rf"(?<![^\W_]){work_nouns(words, language)}{BLANK}\Z"),
        bodies=bodies(language),
        of=re.compile(rf"{BLANK}{choice(words('genitives'))}{BLANK}{the}"),
        places=frozenset(words("places")),
        holdings=frozenset(words("holdings")),
        publishers=frozenset(words("publishers")),
        opens=opens_pattern(words),
        led=led_pattern(words),
        all_articles=frozenset(
            word for code in codes() for word in load(code).words(TABLE, "articles")
        ),
        at=choice(words("at")),
        described=described_pattern(words),
        authored=authored_pattern(words),
        noted=noted_pattern(words),
        shortened=re.compile(
            rf"[(\[]{choice(words('short_titles'))},?{BLANK}[“‘«\"]?(?P<form>{CAP}(?:{BLANK}{CAP}){{0,3}})[”’»\"]?(?:,\s\d{{4}})?[)\]]"
        ),
        backward=backward_pattern(words),
        ranks=frozenset(words("ranks")),
        back_words=tuple(words("back_to_last") + words("back_to_earlier")),
        conjunctions=frozenset(words("conjunctions")),
        next=re.compile(rf",?{BLANK}(?:{choice(words('conjunctions'))}{BLANK})?(?=[_*]?[{UPPER}])"),
        and_date=re.compile(rf"{BLANK}{choice(words('conjunctions'))}{BLANK}"),
        edition=re.compile(rf"(?<![^\W_]){choice(words('editions'))},?{BLANK}$"),
        prepositions=tuple(words("source_prepositions")),
        dated=re.compile(rf",?{BLANK}(?:{choice(words('source_prepositions'))}{BLANK})?"),
        town=town_pattern(words),
        plurals=frozenset(words("plurals")),
        head_books=frozenset(words("head_books")),
        letters={code: frozenset(load(code).words(TABLE, "letters")) for code in codes()},
        others=frozenset().union(*functions.values()) - own,
        functions=functions,
    )


def stopwords(language: Language) -> frozenset[str]:
    """The commonest words of a language."""
    return frozenset(map(str, language.tables.get("stopwords", ())))


def _other_functions(language: Language) -> Iterator[tuple[str, frozenset[str]]]:
    """Each language's function words in titles, without those of the given language."""
    own = set(language.words(TABLE, "function_words")) | stopwords(language)
    for code in codes():
        words = set(load(code).words(TABLE, "function_words"))
        yield code, frozenset(words if code == language.code else words - own)
