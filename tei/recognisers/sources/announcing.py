"""Words that announce a title: which they are, and where the title must begin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tei.recognisers.sources.patterns import BLANK, UPPER, choice

# Kind of cue → the lists of the pack whose words make it.
LISTS = {
    "named": ("titling",),
    "periodical": ("periodical_nouns",),
    "book": ("book_nouns",),
    "called": ("called_nouns",),
    "role": ("periodical_roles",),
    "maker": ("book_roles",),
    "copy": ("copies",),
    "printed": ("publishing",),
    "own": ("own_work",),
}
# Kinds whose words may begin a sentence.
OPENING = ("named", "role", "maker", "copy", "printed")


@dataclass(frozen=True, slots=True)
class Cue:
    """What announces a title.

    name:     the kind of cue, a key of LISTS, or "marked" for an article with a capital
    words:    the words of the cue
    place:    where the title must begin
    called:   whether a word of naming stands between cue and title
    definite: whether an article of the running text does
    comma:    whether a comma does
    """

    name: str
    words: str
    place: int
    called: bool = False
    definite: bool = False
    comma: bool = False


@dataclass(frozen=True)
class Announcers:
    """The cues of one language.

    words: any word that begins a cue
    kinds: such a word in lower case → the kinds of cue it may begin
    rests: kind → what stands between its word and the title
    marks: an article whose capital marks a title inside a sentence
    """

    words: re.Pattern[str]
    kinds: Mapping[str, tuple[str, ...]]
    rests: Mapping[str, re.Pattern[str]]
    marks: re.Pattern[str] | None

    def cues(self, text: str) -> Iterator[Cue]:
        """The cues of a text after which a capital stands."""
        for match in self.words.finditer(text):
            cue = self.cue(text, match)
            if cue:
                yield cue
        for match in self.marks.finditer(text) if self.marks else ():
            place = match.start("article") if match.lastgroup else match.start()
            yield Cue("marked", match[0], place)

    def cue(self, text: str, match: re.Match[str]) -> Cue | None:
        """The cue that begins with a word, if the text goes on as it must."""
        for kind in self.kinds.get(" ".join(match[0].lower().split()), ()):
            rest = self.rests[kind].match(text, match.end())
            if rest:
                groups = rest.groupdict()
                told = {name: bool(groups.get(name)) for name in ("called", "definite", "comma")}
                words = text[match.start() : rest.end()].strip()
                return Cue(kind, words, rest.end(), **told)
        return None


def announcers(words: Callable[[str], list[str]], *, marked: str) -> Announcers:
    """The cues of a language.

    words:  name of a list of the pack → its words
    marked: where a capital article inside a sentence begins a title: "anywhere",
            "after a preposition", "never"
    """
    kinds: dict[str, list[str]] = defaultdict(list)
    for kind, names in LISTS.items():
        for word in (word for name in names for word in words(name)):
            kinds[word.lower()].append(kind)
    every = [word for names in LISTS.values() for name in names for word in words(name)]
    every += [
        word[:1].upper() + word[1:]
        for kind in OPENING
        for name in LISTS[kind]
        for word in words(name)
    ]
    return Announcers(
        words=re.compile(rf"(?<![^\W_]){choice(every, fold=False)}(?![^\W_])"),
        kinds={word: tuple(names) for word, names in kinds.items()},
        rests=rests(words),
        marks=marking(words, marked),
    )


def marking(words: Callable[[str], list[str]], marked: str) -> re.Pattern[str] | None:
    """An article with a capital inside a sentence, the "The" of "in The Wide Sea"."""
    article = rf"{choice(words('articles'), fold=False)}(?={BLANK}[{UPPER}])"
    prepositions = choice(words("source_prepositions"), fold=False)
    patterns = {
        "anywhere": rf"(?<=[a-z,;][ (]){article}",
        "after a preposition": rf"(?<![^\W_]){prepositions}{BLANK}(?P<article>{article})",
    }
    return re.compile(patterns[marked]) if marked in patterns else None


def rests(words: Callable[[str], list[str]]) -> dict[str, re.Pattern[str]]:
    """Kind of cue → what stands between its word and the title."""
    the = rf"(?P<definite>{choice(words('determiners'), fold=False)}{BLANK})?"
    called = rf"(?P<called>,?{BLANK}{choice(words('naming'))})?"
    after_of = rf"{BLANK}{choice(words('genitives'))}{BLANK}{the}"
    forms = {
        "named": rf":?{BLANK}",
        "periodical": rf"{called}(?P<comma>,)?{BLANK}{the}",
        "book": rf"{called},?{BLANK}",
        "called": rf"{called[:-1]},?{BLANK}",
        **dict.fromkeys(("role", "maker", "copy"), after_of),
        "printed": rf"{BLANK}{the}",
        "own": BLANK,
    }
    return {kind: re.compile(rf"{form}(?=[_*]?[{UPPER}])") for kind, form in forms.items()}
