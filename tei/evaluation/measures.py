"""measure: pairs → counts, misses and calibration.  All counts can be summed over texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tei.evaluation.pairing import Pair, pairs_of
from tei.evaluation.people import agree
from tei.evaluation.spans import KINDS, Span
from tei.language import Language

CERTS = ("high", "medium", "low")
PROMISED = {"high": 0.95, "medium": 0.80}  # least share of annotations that are right
SPOKEN = ("quotation", "speech")
# Whether a quotation is one thing decides its span; of the others the nearer edge is taste.
STRICT = frozenset({"quotation", "term"})
WEIGHTS = {"high": 6, "medium": 4, "low": 2, "": 3}


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where we and the gold differ.

    what:   "missed", "not in the gold", "edges", "speaker", "value" or "element"
    weight: how bad it is: what we were sure of is worse
    """

    what: str
    kind: str
    gold: Span | None
    ours: Span | None
    weight: int


@dataclass
class Tally:
    """What was counted; two tallies add up.

    counts:      (kind, measure) → number
    calibration: (what, cert, rule, whether right) → number; what is a kind or "who"
    """

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    calibration: Counter[tuple[str, str, str, bool]] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Add what another text gave."""
        self.counts.update(other.counts)
        self.calibration.update(other.calibration)

    def kinds(self) -> list[str]:
        """The kinds that the gold uses, in the order of the table."""
        return [kind for kind in KINDS if self.counts[kind, "gold"]]

    def share(self, kind: str, measure: str, of: str) -> float | None:
        """One number in proportion to another; None where there is nothing to divide by."""
        whole = self.counts[kind, of]
        return self.counts[kind, measure] / whole if whole else None

    def scores(self, kind: str, match: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of a kind; match: "exact" or "overlap"."""
        precision = self.share(kind, match, "ours") or 0.0
        recall = self.share(kind, match, "gold") or 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0

    def right(self, what: str, cert: str) -> tuple[int, int]:
        """How many annotations of a certainty were right, and how many there were."""
        rows = [(key, n) for key, n in self.calibration.items() if key[:2] == (what, cert)]
        return sum(n for key, n in rows if key[3]), sum(n for _, n in rows)


def compare(
    gold: list[Span],
    ours: list[Span],
    people: Mapping[str, tuple[str, ...]],
    language: Language,
) -> tuple[Tally, list[Fault]]:
    """Count and judge one text.

    people: key → names of all that the gold names, to tell one from another
    """
    tally, faults = Tally(), list[Fault]()
    for kind in KINDS:
        wanted = [span for span in gold if span.kind == kind]
        found = [span for span in ours if span.kind == kind]
        pairs = pairs_of(wanted, found)
        pairs = outer_only(pairs, wanted) if kind == "quotation" else pairs
        for pair in pairs:
            faults += judge(pair, kind, tally, people, language)
        dated = any(span.days for span in wanted)
        for pair in pairs:
            calibrate(pair, kind, tally, by_value=kind == "date" and dated)
    return tally, faults


def outer_only(pairs: list[Pair], wanted: list[Span]) -> list[Pair]:
    """The pairs without ours inside a quotation of a gold that has outer ones only."""
    if any(True for _ in within(wanted, wanted)):
        return pairs
    alone = [pair.ours for pair in pairs if pair.gold is None and pair.ours is not None]
    inner = {id(span) for span in within(alone, wanted)}
    return [pair for pair in pairs if id(pair.ours) not in inner]


def within(spans: Iterable[Span], holders: Iterable[Span]) -> Iterator[Span]:
    """The spans that lie inside a holder; both in text order."""
    waiting = sorted(holders, key=lambda span: span.start)
    place, open_holders = 0, list[Span]()
    for span in sorted(spans, key=lambda span: span.start):
        while place < len(waiting) and waiting[place].start <= span.start:
            open_holders.append(waiting[place])
            place += 1
        open_holders = [holder for holder in open_holders if holder.end > span.start]
        if any(holder.holds(span) for holder in open_holders):
            yield span


def judge(
    pair: Pair,
    kind: str,
    tally: Tally,
    people: Mapping[str, tuple[str, ...]],
    language: Language,
) -> Iterator[Fault]:
    """Count one pair and tell what is wrong with it."""
    gold, ours = pair.gold, pair.ours
    counts = tally.counts
    counts[kind, "gold"] += gold is not None
    counts[kind, "ours"] += ours is not None
    if gold is not None and ours is not None:
        counts[kind, "overlap"] += 1
        counts[kind, "exact"] += pair.exact
        if not pair.exact:
            yield fault("edges", kind, gold, ours)
        yield from same_element(gold, ours, tally)
    elif gold is not None:
        yield fault("missed", kind, gold, None)
    else:
        yield fault("not in the gold", kind, None, ours)
    if kind in SPOKEN:
        yield from same_speaker(pair, kind, tally, people, language)
    if kind == "date":
        yield from same_value(pair, tally)


def calibrate(pair: Pair, kind: str, tally: Tally, *, by_value: bool) -> None:
    """Count whether one of ours is right: quotations by their edges, others by overlap.

    by_value: dates by what they mean; one for which the gold gives no value tells nothing
    """
    gold, ours = pair.gold, pair.ours
    if ours is None or (by_value and gold is not None and gold.days is None):
        return
    right = pair.exact if kind in STRICT else gold is not None
    if by_value:
        right = gold is not None and gold.days == ours.days
    tally.calibration[kind, ours.cert, ours.rule, right] += 1


def fault(what: str, kind: str, gold: Span | None, ours: Span | None) -> Fault:
    """A fault with its weight; of edges less, as most of the thing was found."""
    weight = WEIGHTS[ours.cert if ours else ""]
    return Fault(what, kind, gold, ours, weight // 2 if what in ("edges", "element") else weight)


def same_element(gold: Span, ours: Span, tally: Tally) -> Iterator[Fault]:
    """Whether a quotation became the element that the gold has."""
    if gold.kind not in STRICT:
        return
    tally.counts[gold.kind, "element-gold"] += 1
    tally.counts[gold.kind, "element-right"] += gold.form == ours.form
    if gold.form != ours.form:
        yield fault("element", gold.kind, gold, ours)


def same_speaker(
    pair: Pair,
    kind: str,
    tally: Tally,
    people: Mapping[str, tuple[str, ...]],
    language: Language,
) -> Iterator[Fault]:
    """Whether the words are given to the one to whom the gold gives them."""
    gold, ours, counts = pair.gold, pair.ours, tally.counts
    if gold is None or not gold.who:
        return
    counts[kind, "who-gold"] += 1
    if ours is None:
        return
    counts[kind, "who-found"] += 1
    if not ours.who:
        yield fault("speaker", kind, gold, ours)
        return
    right = agree(ours.who, gold.who, people, language)
    counts[kind, "who-given"] += 1
    counts[kind, "who-right"] += right
    tally.calibration["who", ours.who_cert, ours.who_rule or ours.rule, right] += 1
    if not right:
        yield fault("speaker", kind, gold, ours)


def same_value(pair: Pair, tally: Tally) -> Iterator[Fault]:
    """Whether a date means the same days; without a value in the gold nothing is known."""
    gold, ours, counts = pair.gold, pair.ours, tally.counts
    if gold is None or gold.days is None:
        return
    counts["date", "value-gold"] += 1
    if ours is None:
        return
    right = gold.days == ours.days
    counts["date", "value-given"] += ours.days is not None
    counts["date", "value-found"] += 1
    counts["date", "value-right"] += right
    if not right:
        yield fault("value", "date", gold, ours)
