"""The words by which a language's documents state what they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tei.language import Language
from tei.numbering import Numbering, alternatives, numbering

FIELDS = (
    "written",
    "delivered",
    "firstPublished",
    "source",
    "translated",
    "transcription",
    "proofread",
    "licence",
    "lastUpdated",
    "note",
)
# Labels whose value tells whether they state a licence or a version of the text.
BY_VALUE = frozenset({"online version", "online edition"})


@dataclass(frozen=True)
class Lexicon:
    """The table `[metadata]` of a pack, compiled.

    labels:     label without its colon, folded → field
    openings:   matches the beginning of an unlabelled line; its group names are fields
    licence:    matches words of licences
    by:         matches the “by” that begins a byline
    edited:     matches the “edited by” that begins one
    works:      matches the beginning of a line that names an author's other works
    genre:      matches the beginning of a line that says what kind of work it is
    bodies:     matches the name of a university or another body
    honours:    matches the titles before a name: “The Rev. Dr.”
    title:      matches the label of a title
    joiner:     matches what stands between two authors
    dedication: matches the beginning of a dedication
    navigation: matches a whole line of links
    particles, titles, function_words: folded words inside and outside personal names
    """

    labels: dict[str, str]
    openings: re.Pattern[str]
    licence: re.Pattern[str]
    by: re.Pattern[str]
    edited: re.Pattern[str]
    works: re.Pattern[str]
    genre: re.Pattern[str]
    bodies: re.Pattern[str]
    honours: re.Pattern[str]
    title: re.Pattern[str]
    joiner: re.Pattern[str]
    dedication: re.Pattern[str]
    navigation: re.Pattern[str]
    particles: frozenset[str]
    titles: frozenset[str]
    function_words: frozenset[str]
    numbering: Numbering


@lru_cache(maxsize=32)
def lexicon(language: Language) -> Lexicon:
    """The words of a language, compiled once."""
    table = language.table("metadata")

    def words(name: str) -> list[str]:
        return language.words("metadata", name)

    labels = table.get("labels", {})
    return Lexicon(
        labels={
            label.casefold(): field for field in FIELDS for label in reversed(labels.get(field, ()))
        },
        openings=openings_pattern(table.get("openings", {})),
        licence=any_word(words("licence_words")),
        edited=re.compile(rf"(?:{alternatives(words('edited_by'))})[ \t:]+(?=\S)", re.IGNORECASE),
        works=re.compile(rf"(?:{alternatives(words('works'))})(?!\w)", re.IGNORECASE),
        genre=re.compile(rf"(?:{alternatives(words('genres'))})(?!\w)", re.IGNORECASE),
        bodies=any_word(language.words("names", "bodies")),
        honours=re.compile(
            rf"(?:(?:the )?(?:{alternatives(words('titles'))})\.?[ \u00a0]+){{1,4}}(?=\S)",
            re.IGNORECASE,
        ),
        by=re.compile(rf"(?:{alternatives(words('by'))})[ \t:]+(?=\S)", re.IGNORECASE),
        title=re.compile(
            rf"(?:#{{1,6}}|(?:{alternatives(words('title_labels'))})\s?:)\s+(?=\S)", re.IGNORECASE
        ),
        joiner=re.compile(rf"\s*(?:&|,|\b(?:{alternatives(words('and'))})\b)\s*"),
        dedication=re.compile(rf"(?:{alternatives(words('dedications'))})(?!\w)", re.IGNORECASE),
        navigation=navigation_pattern(words("navigation"), words("navigation_openings")),
        particles=frozenset(words("particles")),
        titles=frozenset(words("titles")),
        function_words=frozenset(map(str, language.tables.get("stopwords", ()))),
        numbering=numbering(language),
    )


def any_word(words: list[str]) -> re.Pattern[str]:
    """A pattern for any of the words, standing alone."""
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE)


def openings_pattern(openings: dict[str, list[str]]) -> re.Pattern[str]:
    """A pattern with one named group for each field."""
    groups = [f"(?P<{field}>{alternatives(openings.get(field, []))})" for field in FIELDS]
    return re.compile(rf"(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)


def navigation_pattern(words: list[str], openings: list[str]) -> re.Pattern[str]:
    """A pattern for lines of links: two words or more, or “back to …”."""
    phrases = alternatives([word for word in words if " " in word])
    link, mark = alternatives(words), r"[\s|·•/<>«»←→↑^*\[\]–—-]"
    return re.compile(
        rf"{mark}*(?:(?:{link}){mark}+(?:(?:{link}){mark}*)+"
        rf"|[|<«←↑^\[]{mark}*(?:{link}){mark}*|(?:{link}){mark}*[|>»→↑\]]{mark}*"
        rf"|(?:{phrases})|(?:{alternatives(openings)})\b[^.!?\n]{{0,60}})\.?$",
        re.IGNORECASE,
    )
