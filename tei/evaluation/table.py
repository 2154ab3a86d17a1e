"""The outcome for a terminal: tables, calibration, the worst misses in their context."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tei import language as packs
from tei.evaluation.evaluate import Miss, Result
from tei.evaluation.measures import CERTS, PROMISED
from tei.evaluation.record import CALIBRATED, Outcome, calibration, facts, scores
from tei.evaluation.spans import KINDS

NEAR = 40  # code points of context on either side
WORDS = 90  # code points shown of what was missed
ASIDE = {
    "speaker": "whose words: {right:,} of {gold:,} right ({share}); named for {given:,}",
    "value": "value: {right:,} of {gold:,} right ({share}); found and dated {given:,}",
    "element": "element: {right:,} of {gold:,} as in the gold ({share})",
}


def table(found: Outcome, worst: int) -> str:
    """The whole report as lines of text."""
    parts = [heading(found), *measures(found.whole, found.kinds)]
    if len(found.files) > 1:
        parts += ["", "File by file (F1, exact)", *by_file(found)]
    parts += ["", *remarks(found)]
    trust = list(trusted(found))
    parts += ["", "Can the certainty be trusted?", *trust] if trust else []
    parts += list(misses(found, worst))
    return "\n".join(parts)


def heading(found: Outcome) -> str:
    """One line on what was measured."""
    whole = found.whole
    tongues = ", ".join(packs.load(code).name for code, _ in whole.languages.most_common())
    files = f"{len(found.files)} file{'' if len(found.files) == 1 else 's'}"
    texts = f"{whole.texts} text{'' if whole.texts == 1 else 's'}"
    return f"{files}, {texts}, {whole.characters:,} characters, {tongues}\n"


def measures(result: Result, kinds: tuple[str, ...]) -> Iterator[str]:
    """A line for each kind, and what else is known of it."""
    head = f"{'':<40}{'gold':>7}{'ours':>7}"
    yield f"{'':<54}  {'exact':^17}  {'half or more':^17}"
    yield head + f"{'P':>7}{'R':>6}{'F1':>6}{'P':>7}{'R':>6}{'F1':>6}"
    for kind, row in scores(result.tally, kinds).items():
        cells = "".join(
            f"{percent(row[match]['precision']):>7}{percent(row[match]['recall']):>6}"
            f"{percent(row[match]['f1']):>6}"
            for match in ("exact", "overlap")
        )
        yield f"{KINDS[kind]:<40}{row['gold']:>7,}{row['ours']:>7,}{cells}"
        for side, form in ASIDE.items():
            if told := facts(result.tally, kind, side):
                yield "    " + form.format(share=f"{percent(told['accuracy'])} %", **told)


def percent(share: float) -> str:
    """0.9514 → "95.1"."""
    return f"{100 * share:.1f}"


def by_file(found: Outcome) -> Iterator[str]:
    """F1 of the commonest kinds for each file."""
    kinds = sorted(found.kinds, key=lambda kind: -found.whole.tally.counts[kind, "gold"])[:6]
    yield f"{'':<40}" + "".join(f"{kind:>10}" for kind in kinds)
    for file in found.files:
        rows = scores(file.tally, kinds)
        cells = (rows[kind] for kind in kinds)
        shown = (percent(row["exact"]["f1"]) if row["gold"] else "–" for row in cells)
        name = file.name if len(file.name) < 40 else "…" + file.name[-38:]
        yield f"{name:<40}" + "".join(f"{cell:>10}" for cell in shown)


def remarks(found: Outcome) -> Iterator[str]:
    """What was not scored, and what stripping supplied."""
    missing = [KINDS[kind].split(" (")[0] for kind in found.unscored]
    if missing:
        yield f"Not scored, as the gold has none: {', '.join(missing)}."
    for kind in found.sparse:
        gold, ours = (found.whole.tally.counts[kind, side] for side in ("gold", "ours"))
        yield (
            f"The gold has few {KINDS[kind].split(' (')[0]} ({gold:,}, ours {ours:,}): it may mark "
            "up some of them only, so that recall tells more than precision."
        )
    supplied = [f"{what} ({count:,})" for what, count in found.whole.supplied.most_common()]
    if supplied:
        yield f"Supplied, as the gold's text has none: {', '.join(supplied)}."


def trusted(found: Outcome) -> Iterator[str]:
    """A line for each kind: the share right for each certainty, beside what is promised."""
    rows = calibration(found.whole.tally, found.dense)
    if not rows:
        return
    heads = [f"{c} (≥ {100 * PROMISED[c]:.0f} %)" if c in PROMISED else c for c in CERTS]
    yield f"{'':<30}" + "".join(f"{head:>22}" for head in heads)
    for what, row in rows.items():
        yield f"{CALIBRATED[what]:<30}" + "".join(f"{_cell(row.get(cert)):>22}" for cert in CERTS)


def _cell(row: dict[str, Any] | None) -> str:
    if not row:
        return "–"
    short = row["share"] < row.get("promised", 0)
    mark = " ✗" if short else ""
    return f"{row['right']:,} of {row['annotations']:,}, {100 * row['share']:.0f} %{mark}"


def misses(found: Outcome, worst: int) -> Iterator[str]:
    """The worst misses of each kind, with their context."""
    everything = found.misses()
    for kind, few in found.worst(worst).items():
        number = sum(miss.kind == kind for miss in everything)
        yield f"\n{KINDS[kind][0].upper()}{KINDS[kind][1:]}: {len(few)} of {number:,} faults"
        for miss in few:
            yield from lines_of(miss)


def lines_of(miss: Miss) -> Iterator[str]:
    """A miss: where, what is wrong, by which rule, and the text around it."""
    rule = f"  [{', '.join(part for part in (miss.rule, miss.cert) if part)}]" if miss.rule else ""
    yield f"  {miss.file}:{miss.line}: {sentence(miss)}{rule}"
    words = miss.words if len(miss.words) <= WORDS else f"{miss.words[:WORDS]}…"
    yield f"      …{miss.before[-NEAR:]}⟦{words}⟧{miss.after[:NEAR]}…"


def sentence(miss: Miss) -> str:
    """What is wrong, in words."""
    if miss.what == "missed":
        return f"missed {miss.wanted}"
    if miss.what == "not in the gold":
        return f"ours has {miss.found}, the gold nothing"
    if miss.what == "edges":
        return f"other edges: ours is “{miss.found}”"
    found = miss.found or "nothing"
    return f"{miss.what}: the gold has {miss.wanted}, ours {found}"
