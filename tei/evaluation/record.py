"""The outcome as plain data: what the JSON has and what table and page show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tei.evaluation.evaluate import Miss, Result
from tei.evaluation.measures import CERTS, PROMISED, Tally
from tei.evaluation.spans import KINDS

MATCHES = ("exact", "overlap")
SPARSE = 0.2  # a gold with less than this share of what we find marks up some only
SIDES = {
    "speaker": ("who-gold", "who-found", "who-given", "who-right"),
    "value": ("value-gold", "value-found", "value-given", "value-right"),
    "element": ("element-gold", "element-gold", "element-gold", "element-right"),
}
CALIBRATED = {
    "quotation": "quotations, by their span",
    "who": "whose words, by person",
    "date": "dates, by their value",
    "title": "titles",
    "bibl": "references",
    "person": "persons",
    "place": "places",
    "speech": "speeches",
}


@dataclass(frozen=True)
class Outcome:
    """What several gold files gave together.

    whole: their sum; files: each; kinds: those that are scored, in the order of the table
    """

    whole: Result
    files: tuple[Result, ...]
    kinds: tuple[str, ...]

    @property
    def unscored(self) -> list[str]:
        """The kinds that the gold does not use."""
        return [kind for kind in KINDS if not self.whole.tally.counts[kind, "gold"]]

    @property
    def sparse(self) -> list[str]:
        """The kinds of which the gold seems to mark up some only."""
        counts = self.whole.tally.counts
        return [k for k in self.kinds if counts[k, "gold"] < SPARSE * counts[k, "ours"]]

    @property
    def dense(self) -> tuple[str, ...]:
        """The kinds that the gold marks up throughout, by which certainty can be judged."""
        return tuple(kind for kind in self.kinds if kind not in self.sparse)

    def misses(self) -> list[Miss]:
        """What went wrong in the scored kinds, by kind, the worst first."""
        place = {kind: number for number, kind in enumerate(self.kinds)}
        found = [miss for miss in self.whole.misses if miss.kind in place]
        return sorted(found, key=lambda m: (place[m.kind], -m.weight, m.file, m.line))

    def worst(self, most: int) -> dict[str, list[Miss]]:
        """The worst misses of each kind, at most so many."""
        by_kind: dict[str, list[Miss]] = defaultdict(list)
        for miss in self.misses():
            if len(by_kind[miss.kind]) < most:
                by_kind[miss.kind].append(miss)
        return {kind: misses for kind, misses in by_kind.items() if misses}


def outcome(results: Iterable[Result], kinds: Sequence[str] = ()) -> Outcome:
    """Sum the files; kinds: score only these, of those that the gold uses at all."""
    files = tuple(results)
    whole = Result("all")
    for file in files:
        whole.add(file)
    used = whole.tally.kinds()
    return Outcome(whole, files, tuple(kind for kind in used if not kinds or kind in kinds))


def record(found: Outcome, worst: int | None = None) -> dict[str, Any]:
    """Everything as JSON has it; worst: so many misses of each kind, None for all."""
    whole = found.whole
    misses = found.misses()
    if worst is not None:
        misses = [miss for few in found.worst(worst).values() for miss in few]
    return {
        "texts": whole.texts,
        "characters": whole.characters,
        "languages": dict(whole.languages),
        "kinds": scores(whole.tally, found.kinds),
        "not_scored": found.unscored,
        "supplied": dict(whole.supplied),
        "sparse": found.sparse,
        "calibration": calibration(whole.tally, found.dense),
        "rules": rules(whole.tally, found.dense),
        "files": [
            {
                "file": file.name,
                "texts": file.texts,
                "characters": file.characters,
                "languages": dict(file.languages),
                "kinds": scores(file.tally, found.kinds),
            }
            for file in found.files
        ],
        "misses": [asdict(miss) for miss in misses],
    }


def scores(tally: Tally, kinds: Sequence[str]) -> dict[str, Any]:
    """The measures of each kind; shares are 0 to 1."""
    table: dict[str, Any] = {}
    for kind in kinds:
        row: dict[str, Any] = {name: tally.counts[kind, name] for name in ("gold", "ours")}
        for match in MATCHES:
            precision, recall, both = tally.scores(kind, match)
            row[match] = {
                "matched": tally.counts[kind, match],
                "precision": round(precision, 4),
                "recall": round(recall, 4),
                "f1": round(both, 4),
            }
        table[kind] = row | {side: told for side in SIDES if (told := facts(tally, kind, side))}
    return table


def facts(tally: Tally, kind: str, side: str) -> dict[str, Any]:
    """Who speaks, what a date means or which element a quotation is; empty where unknown.

    gold: how many of the gold have it; found: of these found by us; given: with one of ours;
    right: of these right; accuracy: right in gold; precision: right in given
    """
    gold, found, given, right = (tally.counts[kind, name] for name in SIDES[side])
    if not gold:
        return {}
    accuracy, precision = round(right / gold, 4), round(right / given, 4) if given else None
    told = {"gold": gold, "found": found, "given": given, "right": right}
    return told | {"accuracy": accuracy, "precision": precision}


def calibration(tally: Tally, kinds: Sequence[str]) -> dict[str, Any]:
    """For each certainty how many annotations there are, how many right, and what is promised."""
    table: dict[str, Any] = {}
    spoken = any(tally.counts[kind, "who-given"] for kind in kinds)
    for what in CALIBRATED:
        if what not in kinds and not (what == "who" and spoken):
            continue
        row = {}
        for cert in CERTS:
            right, number = tally.right(what, cert)
            if number:
                share = round(right / number, 4)
                row[cert] = {"annotations": number, "right": right, "share": share}
                row[cert] |= {"promised": PROMISED[cert]} if cert in PROMISED else {}
        table |= {what: row} if row else {}
    return table


def rules(tally: Tally, kinds: Sequence[str]) -> list[dict[str, Any]]:
    """For each rule and certainty how many of its annotations were right, most first."""
    counts: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for (what, cert, rule, right), number in tally.calibration.items():
        if what in kinds or what == "who":
            counts[what, rule, cert][0] += number * right
            counts[what, rule, cert][1] += number
    rows = sorted(counts.items(), key=lambda row: (row[0][0], -row[1][1], row[0]))
    return [
        {"kind": what, "rule": rule, "cert": cert, "annotations": whole, "right": right}
        for (what, rule, cert), (right, whole) in rows
    ]
