"""Names of speakers taken apart: office, titles, given names, surname; compared without case."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tei.recognisers.speeches.words import Words

BRACKET = re.compile(r"\s*\[([^\[\]]*)\]\s*")
POSTNOMINAL = re.compile(r",\s.*$")
INITIAL = re.compile(r"\w\.?")
WORD = re.compile(r"[^\W\d_]+")
TOKEN = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as a debate prints it.

    titles:  what stands before the name, without its full stops, in lower case
    given:   given names or initials, compared
    surname: the last word with its particles, compared; "" for an office without a name
    full:    given names and surname as printed
    """

    titles: frozenset[str]
    given: tuple[str, ...]
    surname: str
    full: str

    def same(self, other: Name) -> bool:
        """Whether both may name one person: one surname, no given name or title against it."""
        if not self.surname or self.surname != other.surname:
            return False
        if self.given and other.given:
            return self.given == other.given or initials(self.given, other.given)
        shared = self.titles & other.titles
        return bool(shared) or not self.titles or not other.titles


def initials(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the first given names agree, one of them perhaps an initial or left out."""
    first, second = one[0], other[0]
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return first == second


def folded(text: str) -> str:
    """A text for comparing: no case, no accents, one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(kept.replace("’", "'").split())


def tokens(text: str, words: Words) -> tuple[str, ...]:
    """The words of a name for comparing, without articles, particles and titles."""
    dull = words.articles | words.particles | words.titles
    found = [folded(word) for word in TOKEN.findall(text)]
    return tuple(word for word in found if word not in dull) or tuple(found)


def without_article(text: str, words: Words) -> str:
    """A label without the article before it: “Der Narr” → “Narr”, “L'Exempt” → “Exempt”."""
    for article in sorted(words.articles, key=len, reverse=True):
        lead = article if article.endswith(("'", "’")) else article + " "
        if text.casefold().replace("’", "'").startswith(lead):
            return text[len(lead) :].strip() or text
    return text


def parted(label: str, words: Words) -> Name:
    """The name in a debate's label, without office and titles."""
    plain = POSTNOMINAL.sub("", label).strip()
    titles: set[str] = set()
    found = words.titled.match(plain)
    while found and found.end() and not (titles and INITIAL.fullmatch(found[0])):
        titles.add(folded(found[0]).rstrip("."))
        plain = plain[found.end() :].lstrip(" .,")
        found = words.titled.match(plain)
    parts = plain.split()
    if parts and parts[0][:1].islower():
        parts = after_office(parts)
    while parts and parts[0].endswith(".") and len(parts[0]) > 2:
        titles.add(folded(parts.pop(0)).rstrip("."))
    if not parts:
        return Name(frozenset(titles), (), "", label)
    last = len(parts) - 1
    while last > 0 and parts[last - 1].casefold() in words.particles:
        last -= 1
    given = tuple(folded(part).rstrip(".") for part in parts[:last])
    return Name(frozenset(titles), given, folded(" ".join(parts[last:])), " ".join(parts))


def after_office(parts: list[str]) -> list[str]:
    """The name after the field of an office: the last two words, with titles before them."""
    start = max(0, len(parts) - 2)
    while start > 0 and parts[start - 1].endswith("."):
        start -= 1
    return parts[start:] if parts[-1][:1].isupper() else []


def displayed(label: str, words: Words) -> str:
    """A label for readers: capitals only at the beginning of words."""
    plain = BRACKET.sub(" ", label).strip() or label
    if not plain.isupper():
        return plain
    return WORD.sub(lambda found: lowered(found, plain, words), plain)


def lowered(found: re.Match[str], text: str, words: Words) -> str:
    """A word in capitals as it stands in a name; “'S” and the small words of names stay small."""
    lower = found[0].lower()
    follows = found.start() > 1 and text[found.start() - 1] in "’'"
    small = found.start() > 0 and lower in words.joins | words.particles
    return lower if small or (follows and len(lower) == 1) else found[0].capitalize()
