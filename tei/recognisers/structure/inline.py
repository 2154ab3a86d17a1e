"""What structure finds inside a leaf block: hyphens at line ends, additions, marked-up words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from tei.annotation import Annotation, Annotations

HYPHEN = re.compile(
    r"(?P<before>[^\W\d_]+)(?P<hyphen>[-‐\u00ad¬])[ \t]*\n[ \t]*(?P<after>[^\W\d_]+)"
)
COMPOUND = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
ADDITION = re.compile(
    r"(?<=[^\W_][ \t\u00a0,;:])\[(?P<text>[^\[\]\n]{2,160})\](?=[ \t\u00a0.,;:!?’”\"])"
)
NOT_ADDED = re.compile(
    r"\s*(?:sic|[.…\s*†‡§?!]+|[\d\W]+|\w{1,2}|[A-Z]?\d+(?:\.\d+)?)\s*$", re.IGNORECASE
)
ITALIC = re.compile(r"(?<![\w_])_(?=[^\s_])[^_]{0,300}?[^\s_]_(?![\w_])")
BOLD = re.compile(r"(?<![\w*])(?P<mark>\*{1,2})(?=[^\s*])[^*\n]{0,200}?[^\s*](?P=mark)(?![\w*])")
BLANK_LINE = re.compile(r"\n[ \t]*\n")


class Words:
    """The words of a text, made when they are first asked for."""

    def __init__(self, text: str):
        self._text = text

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in COMPOUND.findall(self._text))

    def __contains__(self, word: str) -> bool:
        return word.casefold() in self._known


class Leaves:
    """The leaf blocks of a text, asked whether a span lies inside one."""

    def __init__(self, leaves: Sequence[Annotation]):
        """leaves: without overlap."""
        self._leaves = sorted(leaves, key=lambda leaf: leaf.start)
        self._starts = [leaf.start for leaf in self._leaves]

    def around(self, start: int, end: int) -> Annotation | None:
        """The leaf in which a span lies, if any."""
        place = bisect_right(self._starts, start) - 1
        if place >= 0 and end <= self._leaves[place].end:
            return self._leaves[place]
        return None


def inline(text: str, leaves: Leaves, earlier: Annotations) -> Iterator[Annotation]:
    """All inline findings."""
    yield from hyphens(text, leaves)
    yield from additions(text, leaves, earlier)
    yield from highlights(text, leaves)


def hyphens(text: str, leaves: Leaves) -> Iterator[Annotation]:
    """Hyphens at line ends that only the line end made."""
    words = Words(text)
    for match in HYPHEN.finditer(text):
        leaf = leaves.around(match.start(), match.end())
        before, after = match["before"], match["after"]
        if leaf is None or leaf.kind == "l" or not after[0].islower():
            continue
        joined = before + after
        if f"{before}-{after}" in words and joined not in words:
            continue
        start, end = match.span("hyphen")
        sure = joined in words
        yield Annotation(
            "hyphen",
            start,
            end,
            {"joined": joined},
            cert="high" if sure else "medium",
            rule="structure.hyphen",
            evidence=joined if sure else "",
        )


def additions(text: str, leaves: Leaves, earlier: Annotations) -> Iterator[Annotation]:
    """Words in square brackets that an editor added to the sentence around them."""
    for match in ADDITION.finditer(text):
        if NOT_ADDED.match(match["text"]) or match["text"].rstrip()[-1] in ".!":
            continue
        leaf = leaves.around(match.start(), match.end())
        if leaf is None or earlier.around(match.start(), "stage"):
            continue
        yield Annotation(
            "supplied",
            match.start(),
            match.end(),
            {"reason": "editorial"},
            cert="medium",
            rule="structure.supplied",
        )


def highlights(text: str, leaves: Leaves) -> Iterator[Annotation]:
    """Words between the marks of plain-text italics and bold."""
    for pattern, rend in ((ITALIC, "italic"), (BOLD, "bold")):
        for match in pattern.finditer(text):
            if BLANK_LINE.search(match[0]) or not leaves.around(*match.span()):
                continue
            yield Annotation(
                "hi", match.start(), match.end(), {"rend": rend}, rule="structure.highlight"
            )
