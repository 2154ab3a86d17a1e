"""Later mentions of a title that the text has established."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from tei.annotation import Annotation
from tei.recognisers.sources.lexicon import Lexicon
from tei.recognisers.sources.patterns import BLANK
from tei.recognisers.sources.phrases import phrase_at

LEFT = re.compile(r"([^\W\d_]+)[^\S\n]*\n?[^\S\n]*[_*“”‘«\"]?$")
RIGHT = re.compile(r"[^\S\n]+([^\W\d_]+)")
CITED = re.compile(r",\s\d|\s?[(\[]")
ESTABLISHING = frozenset({"sources.marked", "sources.described"})
ALONE = 12  # code points by which a title in marks is longer than one named inside it
MOST = 400  # distinct titles that are looked for


def mentions(text: str, titles: Iterable[Annotation], lexicon: Lexicon) -> Iterator[Annotation]:
    """Every place where an established title stands, exactly or without its article."""
    forms, contexts = established(text, titles, lexicon)
    if not forms:
        return
    for match in mention_pattern(forms).finditer(text):
        form = " ".join(match[0].split())
        origin = forms.get(form)
        if origin is None or not same_use(text, match, contexts.get(form)):
            continue
        if part_of_name(text, match.start(), lexicon):
            continue
        end = longer(text, match, lexicon)
        if end:
            level = {"level": origin.get("level")}
            yield Annotation("title", match.start(), end, level, "high", "sources.mention", form)


def distinctive(text: str, title: Annotation) -> bool:
    """Whether a title that is not certain is known again by its own words."""
    words = text[title.start : title.end].split()
    return title.rule in ESTABLISHING and len(words) > (2 if title.rule == "sources.marked" else 1)


def mention_pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Any of the forms as whole words, the longest first."""
    ranked = sorted(forms, key=lambda form: (-len(form), form))[:MOST]
    pattern = "|".join(re.escape(form).replace(r"\ ", BLANK) for form in ranked)
    initials = "".join(sorted({re.escape(form[0]) for form in ranked}))
    return re.compile(rf"(?<![^\W_])(?=[{initials}])(?<![^\W_][-’'])(?:{pattern})(?![^\W_])")


def established(
    text: str, titles: Iterable[Annotation], lexicon: Lexicon
) -> tuple[dict[str, Annotation], dict[str, set[str]]]:
    """(form → title it was first, form of one word → the words before it)."""
    forms: dict[str, Annotation] = {}
    contexts: dict[str, set[str]] = {}
    for title in titles:
        if title.kind == "quotation" or (title.cert != "high" and not distinctive(text, title)):
            continue
        whole = " ".join(text[title.start : title.end].split())
        article, _, rest = whole.partition(" ")
        bare = rest if article.capitalize() in lexicon.all_articles else ""
        for form in filter(None, (whole, bare if title.cert == "high" else "")):
            if " " in form:
                forms.setdefault(form, title)
            elif form == bare and title.get("level") != "j":
                continue
            elif title.cert == "high" and len(form) > 3 and form not in lexicon.not_alone:
                before = LEFT.search(text, max(0, title.start - 30), title.start)
                word = article.lower() if form == bare else before[1].lower() if before else ""
                forms.setdefault(form, title)
                contexts.setdefault(form, set()).add(word)
    return forms, contexts


def same_use(text: str, match: re.Match[str], words: set[str] | None) -> bool:
    """Whether a title of one word stands after the same word as where it was established."""
    if words is None:
        return True
    before = LEFT.search(text, max(0, match.start() - 30), match.start())
    return before is not None and before[1].lower() in words


def part_of_name(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether a capitalised word before belongs to the name: "American Foreign Letters"."""
    before = LEFT.search(text, max(0, start - 30), start)
    if before is None or not before[1][0].isupper() or text[start - 1] != " ":
        return False
    return before[1].lower() not in lexicon.own


def longer(text: str, match: re.Match[str], lexicon: Lexicon) -> int:
    """Where the title ends, with what belongs to it: "Foreign Letters of the Crown".

    0 where the words belong to another name: "Foreign Letters Committee".
    """
    after = RIGHT.match(text, match.end())
    if after and after[1] in lexicon.not_last:
        return 0
    of = lexicon.of.match(text, match.end())
    if not of or " " not in match[0]:
        return subtitled(text, match, match.end(), lexicon)
    phrase = phrase_at(text, match.start(), lexicon, wide=False)
    rest = text[of.end() : phrase.end] if phrase else ""
    known = rest in lexicon.places or rest.split(" ")[0] in lexicon.not_first
    end = match.end() if not phrase or known else max(phrase.end, match.end())
    return subtitled(text, match, end, lexicon)


def subtitled(text: str, match: re.Match[str], end: int, lexicon: Lexicon) -> int:
    """The end behind a subtitle that a comma or bracket ends: "Foreign Letters: The Far West,"."""
    if " " not in match[0] or not text.startswith(": ", end):
        return end
    phrase = phrase_at(text, end + 2, lexicon, wide=True)
    return phrase.end if phrase and phrase.words > 1 and CITED.match(text, phrase.end) else end


def within_titles(found: Iterable[Annotation], known: Iterable[Annotation]) -> list[Annotation]:
    """Works named inside the title of an article: "“The Making of Foreign Letters,”"."""
    articles = (item for item in known if item.kind == "quotation" or item.get("level") == "a")
    wholes = sorted(articles, key=lambda item: item.start)
    starts = [whole.start for whole in wholes]
    inner = []
    for item in found:
        place = bisect_right(starts, item.start) - 1
        whole = wholes[place] if place >= 0 else None
        if whole and item.end <= whole.end and length(whole) - length(item) > ALONE:
            inner.append(item)
    return inner


def length(item: Annotation) -> int:
    """The code points that an annotation spans."""
    return item.end - item.start
