"""What a language pack says of citations, compiled once for each language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from tei.language import Language, codes, load
from tei.recognisers.sources.announcing import Announcers, announcers
from tei.recognisers.sources.multilingual import words as every
from tei.recognisers.sources.patterns import BLANK, CAP, NUMBER, PAGE, UNITS, UPPER, choice

TABLE = "sources"


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
    words = _Words(language)
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


class _Words:
    """The word lists of the table, by name."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(self, name: str) -> list[str]:
        return self._language.words(TABLE, name)


def _other_functions(language: Language) -> Iterator[tuple[str, frozenset[str]]]:
    """Each language's function words in titles, without those of the given language."""
    own = set(language.words(TABLE, "function_words")) | stopwords(language)
    for code in codes():
        words = set(load(code).words(TABLE, "function_words"))
        yield code, frozenset(words if code == language.code else words - own)


def bodies(language: Language) -> frozenset[str]:
    """Nouns of bodies in small letters: a committee, a centre."""
    own = [*language.words("speakers", "bodies"), *language.words("names", "bodies")]
    listed = language.table("sources").get("bibliography", {}).get("societies", ())
    return frozenset(str(word).lower() for word in (*own, *listed))


def work_nouns(words: _Words, language: Language) -> str:
    """A noun for a work: a book, a lecture."""
    listed = [
        *words("book_nouns"),
        *words("called_nouns"),
        *language.words("quotations", "writings"),
    ]
    return choice(listed, fold=False)


def explaining(words: _Words, language: Language) -> re.Pattern[str]:
    """ ", a lecture by", behind the title that it explains."""
    article = choice([*words("indefinite"), *words("determiners")], fold=False)
    noun = work_nouns(words, language)
    by = choice([*words("by"), *words("source_prepositions")], fold=False)
    return re.compile(
        rf",{BLANK}{article}{BLANK}(?:[^\W\d_]{{3,16}}{BLANK})?{noun}"
        rf"(?:,|{BLANK}{by}(?![^\W_]))"
    )


def work_of(words: _Words, language: Language) -> re.Pattern[str]:
    """ "Ash's great work, ", before the title that it announces."""
    owner = choice(language.words("speakers", "possessives"), fold=False)
    return re.compile(
        rf"(?:[’']s?|(?<![^\W_]){owner}){BLANK}(?:[^\W\d_-]{{3,16}}{BLANK})?"
        rf"{work_nouns(words, language)},{BLANK}(?=[{UPPER}])"
    )


def scope_pattern(words: _Words) -> re.Pattern[str]:
    """A label with its number ("Vol. 2", "number 26", "pp. 131-135"), in a group by unit."""
    branches = []
    more = rf"(?:,{BLANK}|{BLANK}{choice(words('conjunctions'), fold=False)}{BLANK})"
    pages = rf"(?:{PAGE}(?:{more}{PAGE}(?![^\W_])){{0,9}}|[ivxlc]{{1,9}})(?![^\W_])"
    for unit in UNITS:
        number = pages if unit == "page" else NUMBER
        short = choice(words(f"{unit}_short"))
        full = choice(words(f"{unit}_words"))
        branches.append(rf"(?P<{unit}>(?:{short}\.[^\S\n]*|{full}{BLANK})(?P<{unit}_n>{number}))")
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(branches)})")


def opens_pattern(words: _Words) -> re.Pattern[str]:
    """What stands before a reference: the end of a sentence, a parenthesis, "see"."""
    see = rf"(?<![^\W_]){choice(words('before_source'))}{BLANK}"
    return re.compile(rf"(?:^|[.;:(\[\]—–?!”»]\s*|\n\s*|{see})$")


def led_pattern(words: _Words) -> re.Pattern[str]:
    """What leads to the title of a book in a sentence: "in", "printed in", ", ed.,"."""
    word = choice(words("printed_in"))
    editor = rf"(?<=[^\W_]),{BLANK}{choice(words('editing'))}\.,"
    the = rf"(?:{choice(words('determiners'), fold=False)}{BLANK})?"
    return re.compile(rf"(?:(?<![^\W_]){word}|{editor}){BLANK}{the}(?=[{UPPER}])")


def authored_pattern(words: _Words) -> re.Pattern[str]:
    """One or two authors or editors and a comma, at the beginning of a reference."""
    name = rf"{CAP}(?:{BLANK}(?:[^\W\d_]{{1,3}}{BLANK}|[{UPPER}]\.{BLANK}?){{0,3}}{CAP}){{1,2}}"
    names = rf"(?P<author>{name}(?:,?{BLANK}{choice(words('conjunctions'))}{BLANK}{name})?)"
    editors = rf"(?:,{BLANK}{choice(words('editing'))}\.)?"
    see = rf"(?<![^\W_]){choice(words('before_source'))}[,:]?{BLANK}"
    opening = rf"(?:^|\n|[(;.\]]{BLANK}|(?<=[a-z]),{BLANK}|{see})"
    names = rf"(?!{see}){names}"
    return re.compile(rf"{opening}{names}{editors},{BLANK}(?=[“‘\"]?{CAP})", re.MULTILINE)


def town_pattern(words: _Words) -> re.Pattern[str]:
    """A known place of print and a year, each after a comma: ", London, 1894"."""
    places = choice(words("places"), fold=False)
    country = rf"(?:{BLANK}?\({CAP}\)|,{BLANK}[{UPPER}]\.?{BLANK}?[{UPPER}]\.)?"
    return re.compile(
        rf"(?<=[,.)] )(?P<place>{places}(?:(?:,| and| &|-|/){BLANK}?{places})?{country})"
        r",?\s(?=(?:1[5-9]|20)\d\d(?!\d))"
    )


def noted_pattern(words: _Words) -> re.Pattern[str]:
    """The author of a note, before a comma, a bracket, or as owner: "Dall, …", "Rein’s …"."""
    see = rf"(?:(?<![^\W_]){choice(words('before_source'))}[,:]?{BLANK})"
    begins = rf"(?:^|\n|(?<=\()|(?<=[;(.!?\]]) |, {every().conjunctions} )"
    opening = rf"(?:{begins}(?:{see}{{1,2}})?+|{see})"
    rank = rf"(?:{choice(words('ranks'), fold=False)}\.?{BLANK}){{0,2}}"
    small = rf"(?:{every().particles}|{every().conjunctions}){BLANK}"
    part = rf"(?:[{UPPER}][a-z]{{0,2}}\.{BLANK}?|{small}|{CAP}{BLANK}){{0,4}}"
    last = rf"[{UPPER}][^\W\d_]+(?:-[{UPPER}][^\W\d_]+)?"
    listed = rf"{opening}{rank}(?P<author>{part}{last}),{BLANK}"
    owner = rf"(?<![^\W_])(?!{see}){rank}(?P<owner>{part}{last})(?:[’']s?{BLANK}|{BLANK}\()"
    return re.compile(rf"(?:{listed}|{owner})(?=[{UPPER}])", re.MULTILINE)


def backward_pattern(words: _Words) -> re.Pattern[str]:
    """A word that points back to a work ("Ibid.", "op. cit."), and a place in it."""
    last = choice(words("back_to_last"), fold=False)
    earlier = choice(words("back_to_earlier"), fold=False)
    page = r"(?:,?\s{1,2}(?!(?:1[5-9]|20)\d\d,)\d{1,4}(?:[-–]\d{1,4})?(?![\w.]?\d))?"
    return re.compile(
        rf"(?<![^\W_])(?:(?P<last>{last})|(?P<earlier>{earlier}))(?![^\W_])(?P<page>{page})"
    )


def described_pattern(words: _Words) -> re.Pattern[str]:
    """A name between an article and a word for publications: "the Foreign Letters series"."""
    before = choice([*words("determiners"), *words("indefinite")], fold=False)
    after = choice(words("after_title"), fold=False)
    name = rf"((?:{CAP}{BLANK}){{1,5}}?{CAP})"
    return re.compile(rf"(?<![^\W_]){before}{BLANK}{name}{BLANK}{after}(?![^\W_])")


def head_pattern(words: _Words) -> re.Pattern[str]:
    """Names of periodicals that say so themselves: "Morning Post", "Revue des …"."""
    last = choice(words("head_words"), fold=False)
    first = choice(words("head_first"), fold=False)
    link = choice(words("head_links"), fold=False)
    end = r"(?![^\W_]|[’'-][^\W_])"
    return re.compile(
        rf"(?<![^\W_])(?:(?:{CAP}{BLANK}){{1,4}}?{last}{end}(?:{BLANK}{last}{end})?"
        rf"|{first}{BLANK}(?:{link}(?:{BLANK}|(?<=[’']))){{1,2}}{CAP}(?:{BLANK}(?:{link}{BLANK}){{0,2}}{CAP})*)"
    )
