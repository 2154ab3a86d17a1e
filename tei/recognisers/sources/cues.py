"""Titles after words that announce one: "entitled X", "editor of X", "the paper X"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from tei.annotation import Annotation
from tei.recognisers.sources.announcing import Cue
from tei.recognisers.sources.lexicon import Lexicon
from tei.recognisers.sources.patterns import BLANK, CAP, UPPER, stretches
from tei.recognisers.sources.phrases import REACH, STOP, Phrase, begins, phrase_at

MARK = re.compile(r"[_*]?")
OWNER = re.compile(rf"{CAP}(?<=[’']s){BLANK}(?={CAP})")
ABBREVIATED = re.compile(rf"{CAP}(?<![^\W_]{{5}})\.{BLANK}[^\W\d_]")
LONGER = re.compile(rf"[^\S\n]+{CAP}")
GLOSS = re.compile(rf"(?<![^\W_])(?P<name>(?:{CAP}(?<![’']s)\s){{0,2}}{CAP})\s\($")
NEAREST = 16  # code points in which an article stands before a name
HINTED = 120  # code points around a word for periodicals in which a whole name stands
OWNED = re.compile(rf"[’']s?\s(?=[{UPPER}])")
SENTENCE_ENDS = ("", ".", "!", "?", "]", ")", "”", "“", "…", "»")
LEVELS = {
    "named": "m", "periodical": "j", "book": "m", "role": "j", "maker": "m",
    "called": "m", "copy": "j", "printed": "j", "own": "m", "marked": "m",
}  # fmt: skip
BOOKISH = frozenset({"named", "book", "called", "maker", "own"})
ADJECTIVAL = frozenset({"role", "copy", "maker"})
NOUN = re.compile(r"[^\S\n]+[“‘\"]?([a-zà-ÿ]{3,})(?![^\W_])")
SURE = frozenset({"named", "book", "called", "periodical", "role"})


def cued_titles(text: str, lexicon: Lexicon) -> Iterator[Annotation]:
    """Titles that a cue announces; several in a row after a plural ("the papers X, Y and Z")."""
    for cue in lexicon.announcers.cues(text):
        title = title_at(text, cue.place, cue, lexicon)
        while title:
            yield title
            title = following(text, title, cue, lexicon)


def title_at(text: str, place: int, cue: Cue, lexicon: Lexicon) -> Annotation | None:
    """The title at a place, if the phrase there can be one after this cue."""
    mark = MARK.match(text, place)
    marked = mark[0] if mark else ""
    start = place + len(marked)
    end = text.find(marked, start) if marked else -1
    wide = cue.name in BOOKISH
    end = before_conjunction(text, start, cue, lexicon) if end < 0 else end
    phrase = phrase_at(text, start, lexicon, wide=wide, end=end)
    if cue.name == "marked" and phrase and not headed(text, phrase, lexicon):
        phrase = phrase_at(text, start, lexicon, wide=True, end=end)
    phrase = without_owner(text, phrase, lexicon) if phrase else None
    phrase = without_town(text, phrase, lexicon) if phrase and cue.name == "periodical" else phrase
    if not phrase or not begins(text, phrase, lexicon) or not fits(text, phrase, cue, lexicon):
        return None
    return Annotation(
        "title",
        phrase.start,
        phrase.end,
        {"level": level(text, phrase, cue, lexicon)},
        cert="high" if sure(text, phrase, cue, lexicon) else "medium",
        rule=f"sources.{cue.name}",
        evidence=cue.words,
    )


def before_conjunction(text: str, start: int, cue: Cue, lexicon: Lexicon) -> int:
    """Where the first of several names ends after a plural ("the papers X and Y"); else -1."""
    if not plural(cue, lexicon):
        return -1
    ends = (text.find(f" {word} ", start, start + REACH) for word in lexicon.conjunctions)
    return min((end for end in ends if end >= 0), default=-1)


def plural(cue: Cue, lexicon: Lexicon) -> bool:
    """Whether several titles may follow: "the papers X and Y"."""
    words = cue.words.replace(",", " ").split()
    return cue.name == "periodical" and not lexicon.plurals.isdisjoint(words)


def sure(text: str, phrase: Phrase, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether cue and form make the title certain enough to be known again elsewhere."""
    if cue.name not in SURE:
        return False
    if cue.name == "role" and phrase.words == 1:
        return False
    return phrase.firm or headed(text, phrase, lexicon) or bool(STOP.match(text, phrase.end))


def level(text: str, phrase: Phrase, cue: Cue, lexicon: Lexicon) -> str:
    """j where the last word says periodical, else what the cue says."""
    if text[phrase.start : phrase.end].split()[0] in lexicon.head_books:
        return "m"
    return "j" if headed(text, phrase, lexicon) else LEVELS[cue.name]


def refused(words: list[str], phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether the words name an institution, a place or a person's property."""
    if words[-1].endswith(("’s", "'s")) or (len(words) == 1 and words[0] in lexicon.not_alone):
        return True
    if phrase.article and len(words) > 1 and words[1] in lexicon.not_last:
        return True
    whole = phrase.article and phrase.joined and words[1] not in lexicon.not_last
    return words[-1] in lexicon.not_last and not whole


def without_owner(text: str, phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """The phrase without a possessor, unless both name a periodical: "Darwin’s Descent of Man"."""
    first = OWNER.match(text, phrase.start, phrase.end)
    rest = phrase_at(text, first.end(), lexicon, wide=True, end=phrase.end) if first else None
    if not rest or (headed(text, phrase, lexicon) and not headed(text, rest, lexicon)):
        return phrase
    return replace(rest, end=phrase.end) if rest.end <= phrase.end else phrase


def without_town(text: str, phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """A periodical without the town that it is of: "Entente of London"."""
    name, of, town = text[phrase.start : phrase.end].rpartition(" of ")
    if not of or " " in name or town not in lexicon.places:
        return phrase
    return Phrase(phrase.start, phrase.start + len(name), 1)


def following(text: str, title: Annotation, cue: Cue, lexicon: Lexicon) -> Annotation | None:
    """The next title of an enumeration."""
    gap = lexicon.next.match(text, title.end) if plural(cue, lexicon) else None
    return title_at(text, gap.end(), cue, lexicon) if gap else None


def headed(text: str, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether the phrase ends (or begins) as periodicals are called."""
    words = text[phrase.start : phrase.end].split()
    return len(words) > 1 and (words[-1] in lexicon.head_words or words[0] in lexicon.head_words)


def fits(text: str, phrase: Phrase, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether a phrase of this form can be a title after this cue."""
    words = text[phrase.start : phrase.end].split()
    if refused(words, phrase, lexicon):
        return cue.name == "named"
    if phrase.words == 1 and text[phrase.start : phrase.end] in lexicon.places:
        return False
    stops = bool(STOP.match(text, phrase.end)) or (
        plural(cue, lexicon) and lexicon.next.match(text, phrase.end) is not None
    )
    if headed(text, phrase, lexicon):
        return True
    if cue.name == "named" and not lexicon.plain and not stops:
        return False
    if cue.name == "marked" and text[phrase.start - 2 : phrase.start] == ", ":
        return phrase.joined and stops
    if (
        cue.name in ADJECTIVAL
        and cue.definite
        and phrase.words > 1
        and qualifies(text, phrase.end, lexicon)
    ):
        return False
    if phrase.firm and (cue.name != "marked" or stops or words[0] == lexicon.article):
        return True
    if phrase.words == 1 and ABBREVIATED.match(text, phrase.start):
        return False
    if cue.name == "named" or cue.called:
        return stops or (phrase.words > 1 and lexicon.plain)
    return FORMS[cue.name](phrase, cue, stops)


def qualifies(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether the words qualify a noun behind them: "the American Rural press"."""
    noun = NOUN.match(text, end)
    return noun is not None and noun[1] not in lexicon.own


FORMS: dict[str, Callable[[Phrase, Cue, bool], bool]] = {
    "called": lambda p, c, stops: False,
    "periodical": lambda p, c, stops: stops and (p.words > 1 or not c.comma),
    "book": lambda p, c, stops: stops and p.words > 1,
    "role": lambda p, c, stops: p.words > 1 or c.definite,
    "maker": lambda p, c, stops: p.words > 1 or stops,
    "copy": lambda p, c, stops: p.words > 1 and c.definite,
    "printed": lambda p, c, stops: c.definite,
    "own": lambda p, c, stops: p.words > 1 and stops,
    "marked": lambda p, c, stops: stops,
}


def heads(text: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """Names that say they are periodicals, looked for around such words only."""
    hints = (hint.start() for hint in lexicon.head_hint.finditer(text))
    last = 0
    for low, high in stretches(hints, HINTED, HINTED):
        for match in lexicon.heads.finditer(text, max(low, last), high):
            last = match.end()
            yield match


def headed_titles(text: str, lexicon: Lexicon) -> Iterator[Annotation]:
    """Names of periodicals that say what they are: "the Morning Post"."""
    for lone in lexicon.lone_heads.finditer(text):
        before = " " + text[max(0, lone.start() - NEAREST) : lone.start()].rstrip()
        if before.endswith(lexicon.determiners):
            facts = {"level": "j"}
            yield Annotation("title", *lone.span(1), facts, "medium", "sources.headed", lone[0])
    for match in heads(text, lexicon):
        first, *others = match[0].split()
        begins_one = first not in lexicon.not_first and first.lower() not in lexicon.own
        if not begins_one and not (first in lexicon.articles and others):
            continue
        whole = whole_name(text, match, lexicon)
        gloss = glossed(text, whole) if whole else None
        if whole is None or gloss:
            yield from [gloss] if gloss else []
            continue
        phrase = without_owner(text, whole, lexicon)
        serial = {"level": "m" if first in lexicon.head_books else "j"}
        yield Annotation(
            "title", phrase.start, phrase.end, serial, "medium", "sources.headed", match[0]
        )


def glossed(text: str, phrase: Phrase) -> Annotation | None:
    """The name that the words translate, where they stand alone in brackets behind it."""
    low = max(0, phrase.start - REACH)
    name = GLOSS.search(text, low, phrase.start)
    if name is None or text[phrase.end : phrase.end + 1] != ")":
        return None
    return Annotation("title", *name.span("name"), {"level": "j"}, "high", "sources.glossed")


def owned_titles(text: str, lexicon: Lexicon) -> Iterator[Annotation]:
    """Foreign titles behind the name of their author: "Ash’s Essai sur les moulins"."""
    for owner in OWNED.finditer(text):
        phrase = phrase_at(text, owner.end(), lexicon, wide=True)
        if phrase is None or not phrase.foreign or phrase.words < 2 or not phrase.joined:
            continue
        words = text[phrase.start : phrase.end].split()
        if STOP.match(text, phrase.end) and not refused(words, phrase, lexicon):
            facts = {"level": "m"}
            yield Annotation(
                "title", phrase.start, phrase.end, facts, "medium", "sources.owned", owner[0]
            )


def whole_name(text: str, match: re.Match[str], lexicon: Lexicon) -> Phrase | None:
    """The name without an article that begins a sentence and need not be part of it.

    None where it is part of a longer name that does not end as periodicals do.
    """
    first, *others = match[0].split()
    if LONGER.match(text, match.end()):
        longer = phrase_at(text, match.start(), lexicon, wide=False)
        return longer if longer and headed(text, longer, lexicon) else None
    before = text[max(0, match.start() - 2) : match.start()].strip()
    if first in lexicon.articles and len(others) > 1 and before[-1:] in SENTENCE_ENDS:
        start = match.end() - len(match[0][len(first) :].lstrip())
        return Phrase(start, match.end(), len(others))
    return Phrase(match.start(), match.end(), len(others) + 1)


def described_titles(text: str, lexicon: Lexicon) -> Iterator[Annotation]:
    """Names that the next word calls a publication: "the Foreign Letters series"."""
    for match in lexicon.described.finditer(text):
        words = match[1].split()
        if words[-1] not in lexicon.not_last and words[0] not in lexicon.not_first:
            yield Annotation(
                "title", *match.span(1), {"level": "j"}, "medium", "sources.described", match[0]
            )


def marked_titles(text: str, lexicon: Lexicon) -> Iterator[Annotation]:
    """Words between underscores in the form of a title: `_The Morning Watch_`."""
    if "_" not in text:
        return
    for match in re.finditer(
        r"(?<![^\W_])_(?=[^\W_])([^_\n]{2,150}(?:\n[^_\n]{1,100})?)_(?![^\W_])", text
    ):
        phrase = phrase_at(text, match.start(1), lexicon, wide=True, end=match.end(1))
        if (
            phrase
            and phrase.end == match.end(1)
            and phrase.words > 1
            and begins(text, phrase, lexicon)
        ):
            yield Annotation(
                "title",
                phrase.start,
                phrase.end,
                {"level": "m"},
                "medium",
                "sources.marked-words",
                "_",
            )
