"""References that point back: "Ibid., p. 12", "Ash, op. cit., p. 3", and agreed short titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotation import Annotation
from tei.recognisers.sources.lexicon import Lexicon
from tei.recognisers.sources.patterns import BLANK, CAP, UPPER
from tei.recognisers.sources.scopes import scopes, values

SEPARATOR = re.compile(r",?\s{1,3}$")
YEAR = re.compile(r",\s(?:1[5-9]|20)\d\d(?=,)")
REACH = 40  # code points behind the word in which a page may stand
NAMED = re.compile(
    rf"(?<![^\W_])(?P<author>(?:[{UPPER}]\.{BLANK}?){{0,3}}[{UPPER}][^\W\d_]+(?:-{CAP})?),?{BLANK}$"
)
FIGURES = r"(?=,\s(?:\d{4},\s)?(?:pp?\.\s?)?\d|\s\(\d)"
SHORTEST = 4  # letters of a short title


def backward(text: str, lexicon: Lexicon) -> Iterator[Annotation]:
    """References that name no work but point back to one, with their parts.

    The `bibl` has `back` = "last" or "earlier" for resolve, which replaces it by the work.
    """
    if not any(word in text for word in lexicon.back_words):
        return
    for match in lexicon.backward.finditer(text):
        back = "last" if match["last"] else "earlier"
        parts = [part for part in (author(text, match), *places(text, match, lexicon)) if part]
        start = min([match.start(back), *(part.start for part in parts)])
        end = max([match.end(back), *(part.end for part in parts)])
        facts = {"back": back}
        yield Annotation("bibl", start, end, facts, "medium", "sources.backward", match[0])
        yield from parts


def author(text: str, match: re.Match[str]) -> Annotation | None:
    """The author before "op. cit."."""
    low = max(0, match.start() - REACH)
    name = NAMED.search(text, low, match.start()) if match["earlier"] else None
    return Annotation("author", *name.span("author"), rule="sources.backward") if name else None


def places(text: str, match: re.Match[str], lexicon: Lexicon) -> Iterator[Annotation]:
    """The pages behind the word, with or without a label."""
    number = re.search(r"\d\S*$", match["page"])
    if number:
        start = match.start("page") + number.start()
        facts = {"unit": "page", **values(number[0])}
        yield Annotation("biblScope", start, match.end("page"), facts, rule="sources.backward")
        return
    year = YEAR.match(text, match.end())
    end = year.end() if year else match.end()
    for scope in scopes(text, lexicon, end, min(len(text), end + REACH)):
        if not SEPARATOR.fullmatch(text, end, scope.start):
            return
        yield scope
        end = scope.end


def shortened(text: str, lexicon: Lexicon) -> Iterator[Annotation]:
    """Titles in the short form that the text has agreed upon: "[hereafter Message]"."""
    forms = {match["form"]: match for match in lexicon.shortened.finditer(text)}
    for form, match in forms.items():
        if len(form) < SHORTEST or form in lexicon.not_alone:
            continue
        yield title(*match.span("form"), form)
        again = re.compile(rf"(?<![^\W_]){re.escape(form)}(?![^\W_]){FIGURES}")
        for later in again.finditer(text, match.end()):
            yield title(*later.span(), form)


def title(start: int, end: int, form: str) -> Annotation:
    """A short title."""
    return Annotation("title", start, end, {"level": "m"}, "medium", "sources.shortened", form)
