"""The outcome as one page of HTML that stands alone: no scripts, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from tei.evaluation.evaluate import Miss
from tei.evaluation.measures import CERTS, PROMISED
from tei.evaluation.record import CALIBRATED, Outcome, calibration, facts, rules, scores
from tei.evaluation.spans import KINDS
from tei.evaluation.table import ASIDE, heading, percent, remarks, sentence

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
STYLE = """
:root { color-scheme: light dark; --ink: #22201c; --paper: #fbfaf7; --soft: #6b665c;
  --line: #ddd8cc; --good: #2d6a4f; --bad: #a4243b; --bar: #e8e3d6; --mark: #fbeeb8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e5dc; --paper: #191814; --soft: #a39c8d;
  --line: #3a362e; --good: #7cc6a0; --bad: #f08a98; --bar: #2b2822; --mark: #54481a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 3rem 1.25rem 6rem; max-width: 62rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.55 Charter, "Iowan Old Style", Georgia, serif; }
h1 { font-size: 1.9rem; font-weight: 600; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 3rem 0 .75rem; }
p, caption { color: var(--soft); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .4rem .6rem; text-align: right; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 400; font-size: .875rem; }
th:first-child, td:first-child { text-align: left; font-weight: 400; }
td.bar { background: linear-gradient(to right, var(--bar) var(--share), transparent 0); }
.aside td { color: var(--soft); font-size: .875rem; text-align: left; padding-top: 0; }
.good { color: var(--good); } .bad { color: var(--bad); }
details { border-top: 1px solid var(--line); padding: .6rem 0; }
summary { cursor: pointer; font-weight: 600; }
article { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid var(--line); }
article p { margin: .15rem 0; }
article .place, code { font: .8125rem/1.5 ui-monospace, Menlo, Consolas, monospace; }
article .context { color: var(--ink); overflow-wrap: anywhere; }
mark { background: var(--mark); color: inherit; padding: 0 .15em; }
"""


def page(found: Outcome, worst: int) -> str:
    """The report as an HTML document; every word of the gold is escaped."""
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Evaluation</title><style>{STYLE}</style></head><body><main>",
        f"<h1>Evaluation</h1><p>{escape(heading(found).strip())}</p>",
        *_scores(found),
        *(f"<p>{escape(line)}</p>" for line in remarks(found)),
        *_calibration(found),
        *(_files(found) if len(found.files) > 1 else ()),
        *_misses(found, worst),
        *_rules(found),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _table(caption: str, heads: Iterable[str], rows: Iterable[str]) -> Iterator[str]:
    yield f'<h2>{escape(caption)}</h2><div class="scroll"><table><thead><tr>'
    yield "".join(f'<th scope="col">{escape(head)}</th>' for head in heads) + "</tr></thead><tbody>"
    yield from rows
    yield "</tbody></table></div>"


def _scores(found: Outcome) -> Iterator[str]:
    heads = ["", "gold", "ours", "P exact", "R", "F1", "P half", "R", "F1"]
    yield from _table("Kinds", heads, _score_rows(found))


def _score_rows(found: Outcome) -> Iterator[str]:
    for kind, row in scores(found.whole.tally, found.kinds).items():
        cells = [row[m][name] for m in ("exact", "overlap") for name in ("precision", "recall")]
        cells[2:2] = [row["exact"]["f1"]]
        cells.append(row["overlap"]["f1"])
        numbers = f"<td>{row['gold']:,}</td><td>{row['ours']:,}</td>"
        shares = "".join(_share(cell, bar=place in (2, 5)) for place, cell in enumerate(cells))
        yield f'<tr><th scope="row">{escape(KINDS[kind])}</th>{numbers}{shares}</tr>'
        for side, form in ASIDE.items():
            if told := facts(found.whole.tally, kind, side):
                text = form.format(share=f"{percent(told['accuracy'])} %", **told)
                yield f'<tr class="aside"><td colspan="9">{escape(text)}</td></tr>'


def _share(share: float, *, bar: bool) -> str:
    if not bar:
        return f"<td>{percent(share)}</td>"
    return f'<td class="bar" style="--share: {100 * share:.1f}%">{percent(share)}</td>'


def _calibration(found: Outcome) -> Iterator[str]:
    rows = calibration(found.whole.tally, found.dense)
    if rows:
        heads = ["", *(f"{c} ≥ {100 * PROMISED[c]:.0f} %" if c in PROMISED else c for c in CERTS)]
        lines = (
            f'<tr><th scope="row">{escape(CALIBRATED[what])}</th>'
            + "".join(_trust(row.get(cert)) for cert in CERTS)
            + "</tr>"
            for what, row in rows.items()
        )
        yield from _table("Can the certainty be trusted?", heads, lines)


def _trust(row: dict[str, Any] | None) -> str:
    if not row:
        return "<td>–</td>"
    state = "" if "promised" not in row else "good" if row["share"] >= row["promised"] else "bad"
    told = f"{row['right']:,} of {row['annotations']:,}, {100 * row['share']:.0f} %"
    return f'<td class="{state}">{told}{" – too few" if state == "bad" else ""}</td>'


def _files(found: Outcome) -> Iterator[str]:
    heads = ["F1, exact", *found.kinds]
    yield from _table("File by file", heads, _file_rows(found))


def _file_rows(found: Outcome) -> Iterator[str]:
    for file in found.files:
        cells = "".join(
            f"<td>{percent(row['exact']['f1']) if row['gold'] else '–'}</td>"
            for row in scores(file.tally, found.kinds).values()
        )
        yield f'<tr><th scope="row">{escape(file.name)}</th>{cells}</tr>'


def _misses(found: Outcome, worst: int) -> Iterator[str]:
    few = found.worst(worst)
    if not few:
        return
    everything = found.misses()
    yield "<h2>The worst faults</h2>"
    for kind, misses in few.items():
        number = sum(miss.kind == kind for miss in everything)
        head = f"{KINDS[kind]}: {len(misses)} of {number:,}"
        yield f"<details open><summary>{escape(head)}</summary>"
        yield from map(_miss, misses)
        yield "</details>"


def _miss(miss: Miss) -> str:
    rule = ", ".join(part for part in (miss.rule, miss.cert) if part)
    place = f"{miss.file}:{miss.line}" + (f" · {rule}" if rule else "")
    context = f"…{escape(miss.before)}<mark>{escape(miss.words)}</mark>{escape(miss.after)}…"
    return (
        f'<article><p class="place">{escape(place)}</p><p>{escape(sentence(miss))}</p>'
        f'<p class="context">{context}</p></article>'
    )


def _rules(found: Outcome) -> Iterator[str]:
    rows = rules(found.whole.tally, found.dense)
    if rows:
        heads = ["rule", "of", "certainty", "annotations", "right", "share"]
        lines = (
            f"<tr><td><code>{escape(row['rule'])}</code></td><td>{escape(row['kind'])}</td>"
            f"<td>{escape(row['cert'])}</td><td>{row['annotations']:,}</td>"
            f"<td>{row['right']:,}</td><td>{percent(row['right'] / row['annotations'])}</td></tr>"
            for row in rows
        )
        yield from _table("Rules", heads, lines)
