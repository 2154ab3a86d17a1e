"""The wording of citations as patterns, each made of a language pack's word lists."""

from __future__ import annotations

import re

from tei.language import Language
from tei.recognisers.sources.multilingual import words as every
from tei.recognisers.sources.patterns import BLANK, CAP, NUMBER, PAGE, UNITS, UPPER, choice

TABLE = "sources"


class Words:
    """The word lists of the table, by name."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(self, name: str) -> list[str]:
        return self._language.words(TABLE, name)


def bodies(language: Language) -> frozenset[str]:
    """Nouns of bodies in small letters: a committee, a centre."""
    own = [*language.words("speakers", "bodies"), *language.words("names", "bodies")]
    listed = language.table("sources").get("bibliography", {}).get("societies", ())
    return frozenset(str(word).lower() for word in (*own, *listed))


def work_nouns(words: Words, language: Language) -> str:
    """A noun for a work: a book, a lecture."""
    listed = [
        *words("book_nouns"),
        *words("called_nouns"),
        *language.words("quotations", "writings"),
    ]
    return choice(listed, fold=False)


def explaining(words: Words, language: Language) -> re.Pattern[str]:
    """ ", a lecture by", behind the title that it explains."""
    article = choice([*words("indefinite"), *words("determiners")], fold=False)
    noun = work_nouns(words, language)
    by = choice([*words("by"), *words("source_prepositions")], fold=False)
    return re.compile(
        rf",{BLANK}{article}{BLANK}(?:[^\W\d_]{{3,16}}{BLANK})?{noun}"
        rf"(?:,|{BLANK}{by}(?![^\W_]))"
    )


def work_of(words: Words, language: Language) -> re.Pattern[str]:
    """ "Ash's great work, ", before the title that it announces."""
    owner = choice(language.words("speakers", "possessives"), fold=False)
    return re.compile(
        rf"(?:[’']s?|(?<![^\W_]){owner}){BLANK}(?:[^\W\d_-]{{3,16}}{BLANK})?"
        rf"{work_nouns(words, language)},{BLANK}(?=[{UPPER}])"
    )


def scope_pattern(words: Words) -> re.Pattern[str]:
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


def opens_pattern(words: Words) -> re.Pattern[str]:
    """What stands before a reference: the end of a sentence, a parenthesis, "see"."""
    see = rf"(?<![^\W_]){choice(words('before_source'))}{BLANK}"
    return re.compile(rf"(?:^|[.;:(\[\]—–?!”»]\s*|\n\s*|{see})$")


def led_pattern(words: Words) -> re.Pattern[str]:
    """What leads to the title of a book in a sentence: "in", "printed in", ", ed.,"."""
    word = choice(words("printed_in"))
    editor = rf"(?<=[^\W_]),{BLANK}{choice(words('editing'))}\.,"
    the = rf"(?:{choice(words('determiners'), fold=False)}{BLANK})?"
    return re.compile(rf"(?:(?<![^\W_]){word}|{editor}){BLANK}{the}(?=[{UPPER}])")


def authored_pattern(words: Words) -> re.Pattern[str]:
    """One or two authors or editors and a comma, at the beginning of a reference."""
    name = rf"{CAP}(?:{BLANK}(?:[^\W\d_]{{1,3}}{BLANK}|[{UPPER}]\.{BLANK}?){{0,3}}{CAP}){{1,2}}"
    names = rf"(?P<author>{name}(?:,?{BLANK}{choice(words('conjunctions'))}{BLANK}{name})?)"
    editors = rf"(?:,{BLANK}{choice(words('editing'))}\.)?"
    see = rf"(?<![^\W_]){choice(words('before_source'))}[,:]?{BLANK}"
    opening = rf"(?:^|\n|[(;.\]]{BLANK}|(?<=[a-z]),{BLANK}|{see})"
    names = rf"(?!{see}){names}"
    return re.compile(rf"{opening}{names}{editors},{BLANK}(?=[“‘\"]?{CAP})", re.MULTILINE)


def town_pattern(words: Words) -> re.Pattern[str]:
    """A known place of print and a year, each after a comma: ", London, 1894"."""
    places = choice(words("places"), fold=False)
    country = rf"(?:{BLANK}?\({CAP}\)|,{BLANK}[{UPPER}]\.?{BLANK}?[{UPPER}]\.)?"
    return re.compile(
        rf"(?<=[,.)] )(?P<place>{places}(?:(?:,| and| &|-|/){BLANK}?{places})?{country})"
        r",?\s(?=(?:1[5-9]|20)\d\d(?!\d))"
    )


def noted_pattern(words: Words) -> re.Pattern[str]:
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


def backward_pattern(words: Words) -> re.Pattern[str]:
    """A word that points back to a work ("Ibid.", "op. cit."), and a place in it."""
    last = choice(words("back_to_last"), fold=False)
    earlier = choice(words("back_to_earlier"), fold=False)
    page = r"(?:,?\s{1,2}(?!(?:1[5-9]|20)\d\d,)\d{1,4}(?:[-–]\d{1,4})?(?![\w.]?\d))?"
    return re.compile(
        rf"(?<![^\W_])(?:(?P<last>{last})|(?P<earlier>{earlier}))(?![^\W_])(?P<page>{page})"
    )


def described_pattern(words: Words) -> re.Pattern[str]:
    """A name between an article and a word for publications: "the Foreign Letters series"."""
    before = choice([*words("determiners"), *words("indefinite")], fold=False)
    after = choice(words("after_title"), fold=False)
    name = rf"((?:{CAP}{BLANK}){{1,5}}?{CAP})"
    return re.compile(rf"(?<![^\W_]){before}{BLANK}{name}{BLANK}{after}(?![^\W_])")


def head_pattern(words: Words) -> re.Pattern[str]:
    """Names of periodicals that say so themselves: "Morning Post", "Revue des …"."""
    last = choice(words("head_words"), fold=False)
    first = choice(words("head_first"), fold=False)
    link = choice(words("head_links"), fold=False)
    end = r"(?![^\W_]|[’'-][^\W_])"
    return re.compile(
        rf"(?<![^\W_])(?:(?:{CAP}{BLANK}){{1,4}}?{last}{end}(?:{BLANK}{last}{end})?"
        rf"|{first}{BLANK}(?:{link}(?:{BLANK}|(?<=[’']))){{1,2}}{CAP}(?:{BLANK}(?:{link}{BLANK}){{0,2}}{CAP})*)"
    )
