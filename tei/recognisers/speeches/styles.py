"""Which of the lines that look like labels are labels: the style a text keeps to.

A play prints its labels in one way and has few names that come again and again; the
first lines of paragraphs in a novel have neither.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from tei.recognisers.speeches.labels import Label
from tei.recognisers.speeches.words import Words
from tei.source import SourceText


@dataclass(frozen=True, slots=True)
class Demand:
    """What a style must show: labels that recur, and their share of all beginnings."""

    recurring: int
    density: float


FEW = Demand(4, 0.6)  # four speeches are a dialogue where they are nearly all there is
DEMANDS = {
    "caps.": Demand(6, 0.25),
    "caps:": Demand(6, 0.25),
    "caps—": Demand(6, 0.3),
    "caps": Demand(8, 0.3),
    "marked.": Demand(8, 0.3),
    "marked:": Demand(6, 0.3),
    "marked—": Demand(8, 0.3),
    "marked": Demand(8, 0.4),
    "mixed:": Demand(6, 0.35),
    "mixed.": Demand(8, 0.5),
    "mixed—": Demand(8, 0.5),
    "mixed>": Demand(8, 0.3),
    "caps>": Demand(6, 0.25),
    "caps[": Demand(6, 0.25),
    "marked[": Demand(6, 0.3),
    "caps|": Demand(8, 0.3),
    "marked|": Demand(8, 0.3),
}
ENDINGS = ".:—>|["
LETTERS = 3  # most speakers who are called by one letter; more are initials of authors
RECURRENCE = 0.5  # least share of a style's labels that come again
MANY = 12  # labels from which long speeches with a chair between them are believed
CHAIR = (0.25, 0.6)  # the chair's share of the labels
LONG_SPEECHES = 0.05  # least share of beginnings where speeches have many paragraphs
MOSTLY = 0.9  # share of labels that open blocks where all do
ALTERNATION = 0.5  # least share of neighbours that differ: people answer each other


def chosen(
    source: SourceText, found: list[Label], words: Words, staged: bool = False
) -> list[Label]:
    """The labels of a play or an interview; none where no style stands out.

    staged: whether the text has acts or scenes; fewer labels are believed then
    """
    by_style: dict[str, list[Label]] = defaultdict(list)
    for label in found:
        by_style[label.style].append(label)
    ranked = sorted(by_style, key=lambda style: -len(recurring(by_style[style])))
    for style in ranked[:4]:
        if convincing(source, by_style[style], style, staged):
            return kept(found, by_style[style], style, words)
        family = [label for label in found if related(label.style, style)]
        if not style.startswith("mixed") and convincing(source, family, style, staged):
            return kept(found, family, style, words)
    return []


def recurring(labels: list[Label]) -> list[Label]:
    """Those whose name opens at least two."""
    counts = Counter(label.key for label in labels)
    return [label for label in labels if counts[label.key] > 1]


def convincing(source: SourceText, labels: list[Label], style: str, staged: bool) -> bool:
    """Whether the labels of a style are what the text is made of."""
    again = recurring(labels)
    names = {label.key for label in again}
    if len(names) < 2 or len(again) < FEW.recurring:
        return False
    letters = {label.key for label in labels if len(label.key) < 2}
    opening = [label for label in labels if label.opens]
    opening = opening if 2 * len(opening) > len(labels) else labels
    coming_again = [one for one in opening if one.key in names] if staged else recurring(opening)
    if len(letters) > LETTERS or len(coming_again) < RECURRENCE * len(opening):
        return False
    if letters and style.endswith(".") and len(again) < DEMANDS[style].recurring:
        return False
    changes = sum(a.key != b.key for a, b in pairwise(again))
    if changes < ALTERNATION * (len(again) - 1):
        return False
    demand = DEMANDS.get(style)
    if demand is None:
        return False
    share = density(source, again)
    if share >= FEW.density and (staged or not style.startswith("mixed.")):
        return True
    if style == "mixed:" and share >= LONG_SPEECHES and chaired(again):
        return True
    return len(again) >= demand.recurring and share >= demand.density


def chaired(again: list[Label]) -> bool:
    """Whether one label comes between the others, as that of a chair or an interviewer does."""
    counts = Counter(label.key for label in again)
    most = max(counts.values()) / len(again)
    return len(again) >= MANY and len(counts) > 2 and CHAIR[0] < most < CHAIR[1]


def density(source: SourceText, labels: list[Label]) -> float:
    """The labels' share of all beginnings (blocks and labels) from the first to the last."""
    starts = [block.start for block in source.blocks]
    low, high = bisect_left(starts, labels[0].start), bisect_right(starts, labels[-1].start)
    brackets = sum(source.text[start] in "([" for start in starts[low:high])
    inner = sum(not label.opens for label in labels)
    return len(labels) / max(1, high - low + inner - brackets)


def kept(found: list[Label], main: list[Label], style: str, words: Words) -> list[Label]:
    """The labels of the chosen style (`main`), and those of its sisters whose names it knows."""
    again = recurring(main)
    sure = {label.key.casefold() for label in again}
    opening = sum(label.opens for label in again) > MOSTLY * len(again)
    labels = [
        label
        for label in main
        if (label.opens or not opening or (strong(label) and label.key.casefold() in sure))
        and (label.key.casefold() in sure or acceptable(label, sure, words))
    ]
    names = {label.key.casefold() for label in labels}
    places = {label.start for label in main}
    labels += [
        one
        for one in found
        if one.start not in places
        and (
            (related(one.style, style) and one.key.casefold() in names)
            or (one.style[-1] == style[-1] and one.key.casefold() in words.collective)
        )
        and (one.opens or not opening or strong(one))
    ]
    return sorted(labels, key=lambda label: label.start)


def related(sister: str, style: str) -> bool:
    """Whether labels of two styles differ only in what ends them, and both end in a mark."""
    if sister == style:
        return True
    unmarked = sister.startswith("mixed") and sister[-1] not in ".:—" and style[-1] in ".:—"
    return sister.rstrip(ENDINGS) == style.rstrip(ENDINGS) and not unmarked


def strong(label: Label) -> bool:
    """Whether the print alone tells a label."""
    return label.style.startswith(("caps", "marked"))


def acceptable(label: Label, names: set[str], words: Words) -> bool:
    """Whether a label that stands only once is one all the same."""
    key = label.key.casefold()
    if len(key) < 2 or key in words.ends:
        return False
    if strong(label) or label.style == "mixed:":
        return len(key.split()) <= 7
    return key in words.collective or all(part in names for part in parts(key, words))


def parts(key: str, words: Words) -> list[str]:
    """The names in a label for several speakers."""
    found: list[str] = []
    current: list[str] = []
    for word in key.replace(",", " , ").split():
        if word == "," or word in words.joins:
            found.append(" ".join(current))
            current = []
        else:
            current.append(word)
    return [part for part in [*found, " ".join(current)] if part]
