"""What structure finds inside a leaf block: hyphens at line ends, additions, marked-up words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from tei.annotation import Annotation, Annotations

# Each pattern begins with a literal or a small class, which `re` finds fastest.
HYPHEN = re.compile(r"[-‐\u00ad¬](?<=[^\W\d_].)(?=[ \t]*\n[ \t]*(?P<after>[^\W\d_]+))")
BEFORE = re.compile(r"[^\W\d_]+$")
LONGEST_WORD = 40  # code points
COMPOUND = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
ADDITION = re.compile(
    r"\[(?<=[^\W_][ \t\u00a0,;:]\[)(?P<text>[^\[\]\n]{2,160})\](?=[ \t\u00a0.,;:!?’”\"])"
)
NOT_ADDED = re.compile(
    r"\s*(?:sic|[.…\s*†‡§?!]+|[\d\W]+|\w{1,2}|[A-Z]?\d+(?:\.\d+)?)\s*$", re.IGNORECASE
)
NO_ADDITION = ("stage", "page-number")
ITALIC = re.compile(r"_(?<![\w_]_)(?=[^\s_])[^_]{0,300}?[^\s_]_(?![\w_])")
BOLD = re.compile(
    r"\*(?<![\w*]\*)(?P<second>\*?)(?=[^\s*])[^*\n]{0,200}?[^\s*]\*(?P=second)(?![\w*])"
)
BLANK_LINE = re.compile(r"\n[ \t]*\n")


class Words:
    """The words of a text, made when they are first asked for."""

    def __init__(self, text: str):
        self._text = text

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(COMPOUND.findall(self._text.lower()))

    def __contains__(self, word: str) -> bool:
        return word.lower() in self._known


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
        head = BEFORE.search(text, max(0, match.start() - LONGEST_WORD), match.start())
        leaf = leaves.around(match.start(), match.end("after"))
        before, after = head[0] if head else "", match["after"]
        if leaf is None or leaf.kind == "l" or not before or not after[0].islower():
            continue
        joined = before + after
        if f"{before}-{after}" in words and joined not in words:
            continue
        start, end = match.span()
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
        if leaf is None or any(earlier.around(match.start(), kind) for kind in NO_ADDITION):
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
    """Words between the marks of plain-text italics and bold.

    One star is bold, as in letters and news; italic where the text has two for bold, as Markdown.
    """
    starred = list(BOLD.finditer(text))
    single = "italic" if any(match["second"] for match in starred) else "bold"
    found = [(match, "italic") for match in ITALIC.finditer(text)]
    found += [(match, "bold" if match["second"] else single) for match in starred]
    for match, rend in found:
        if BLANK_LINE.search(match[0]) or not leaves.around(*match.span()):
            continue
        yield Annotation(
            "hi", match.start(), match.end(), {"rend": rend}, rule="structure.highlight"
        )
