"""Later mentions of a title that the text has established."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tei.annotation import Annotation
from tei.recognisers.sources.lexicon import BLANK, Lexicon

LEFT = re.compile(r"([^\W\d_]+)[^\S\n]*\n?[^\S\n]*[_*“”‘«\"]?$")
RIGHT = re.compile(r"[^\S\n]+([^\W\d_]+)")
MOST = 400  # distinct titles that are looked for


def mentions(text: str, titles: Iterable[Annotation], lexicon: Lexicon) -> Iterator[Annotation]:
    """Every place where an established title stands, exactly or without its article."""
    forms, contexts = established(text, titles, lexicon)
    if not forms:
        return
    ranked = sorted(forms, key=len, reverse=True)[:MOST]
    pattern = "|".join(re.escape(form).replace(r"\ ", BLANK) for form in ranked)
    for match in re.finditer(rf"(?<![^\W_])(?<![^\W_][-’'])(?:{pattern})(?![^\W_])", text):
        form = " ".join(match[0].split())
        origin = forms.get(form)
        if (
            origin is None
            or not same_use(text, match, contexts.get(form))
            or longer(text, match.end(), lexicon)
        ):
            continue
        yield Annotation(
            "title", *match.span(), {"level": origin.get("level")}, "high", "sources.mention", form
        )


def established(
    text: str, titles: Iterable[Annotation], lexicon: Lexicon
) -> tuple[dict[str, Annotation], dict[str, set[str]]]:
    """(form → title it was first, form of one word → the words before it)."""
    forms: dict[str, Annotation] = {}
    contexts: dict[str, set[str]] = {}
    for title in titles:
        whole = " ".join(text[title.start : title.end].split())
        article, _, rest = whole.partition(" ")
        bare = rest if article.capitalize() in articles(lexicon) else ""
        for form in filter(None, (whole, bare if title.cert == "high" else "")):
            if " " in form:
                forms.setdefault(form, title)
            elif title.cert == "high" and len(form) > 3 and form not in lexicon.not_alone:
                before = LEFT.search(text, max(0, title.start - 30), title.start)
                word = article.lower() if form == bare else before[1].lower() if before else ""
                forms.setdefault(form, title)
                contexts.setdefault(form, set()).add(word)
    return forms, contexts


def articles(lexicon: Lexicon) -> frozenset[str]:
    """Articles that may be left away, of all languages."""
    return lexicon.all_articles


def same_use(text: str, match: re.Match[str], words: set[str] | None) -> bool:
    """Whether a title of one word stands after the same word as where it was established."""
    if words is None:
        return True
    before = LEFT.search(text, max(0, match.start() - 30), match.start())
    return bool(before) and before is not None and before[1].lower() in words


def longer(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether the words belong to a longer name: "Foreign Relations Committee"."""
    after = RIGHT.match(text, end)
    return bool(after) and after is not None and after[1] in lexicon.not_last
