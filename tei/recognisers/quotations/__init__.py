"""Quotations: runs of quoted text in any system of marks, nested, interrupted, over paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tei.annotation import Annotation, Annotations
from tei.language import Language
from tei.recognisers import Recogniser
from tei.recognisers.quotations.announced import announced_runs
from tei.recognisers.quotations.dashes import Dialogue, deeper, without_inquits
from tei.recognisers.quotations.documents import document_runs
from tei.recognisers.quotations.indents import indented_runs
from tei.recognisers.quotations.inquits import Inquits, inquits_for
from tei.recognisers.quotations.marks import marks_of, without_dittos
from tei.recognisers.quotations.narration import Narration, narration_for
from tei.recognisers.quotations.pairing import Pairing, Run
from tei.recognisers.quotations.paragraphs import Paragraph, paragraphs_of
from tei.recognisers.quotations.parts import Sequel, grouped
from tei.recognisers.quotations.passages import Passage
from tei.recognisers.quotations.practice import Practice, begins_with_dash, practice_of
from tei.recognisers.quotations.repair import repair_for
from tei.recognisers.quotations.terms import classes_of, terms_for
from tei.source import SourceText

NUMBER = re.compile(r"\(?[^\W_]{1,4}[.)]\s+|[•*–-]\s+")


def recognise(source: SourceText, earlier: Annotations, language: Language) -> Iterator[Annotation]:
    """The quotations of a text; see docs/architecture.md for their attributes."""
    paragraphs = paragraphs_of(source, earlier)
    practice = practice_of(source, paragraphs, language)
    runs = with_dashes(
        source.text,
        paragraphs,
        paired_runs(source, paragraphs, practice, language),
        practice,
        language,
    )
    blocks = list(indented_runs(source, paragraphs, runs))
    blocks += announced_runs(source.text, paragraphs, runs, narration_for(language), language)
    runs = sorted([*runs, *blocks], key=lambda run: (run.start, -run.end)) if blocks else runs
    documents = list(document_runs(source.text, paragraphs, runs, language))
    if documents:
        runs = levelled(sorted([*runs, *documents], key=lambda run: (run.start, -run.end)))
    firsts = [part.start for part in paragraphs]
    sequel = Sequel(source.text, inquits_for(language), paragraphs, firsts)
    starts = (firsts[sequel.paragraph_of(run.start)] for run in runs)
    kinds = classes_of(source.text, runs, starts, terms_for(language))
    groups = grouped(runs, [bool(kind) for kind in kinds], sequel)
    for run, kind, group in zip(runs, kinds, groups, strict=True):
        yield annotation(run, kind, group)


def annotation(run: Run, kind: str, group: str) -> Annotation:
    """The annotation for a run of a class and a group."""
    facts = {"class": kind, "marks": run.marks, "level": str(run.level)}
    rule = f"quotations.{run.rule}"
    return Annotation("quotation", run.start, run.end, facts, run.cert, rule, group=group)


def paired_runs(
    source: SourceText, paragraphs: Sequence[Paragraph], practice: Practice, language: Language
) -> list[Run]:
    """What stands between marks, in text order, the running text and each note by itself."""
    flows: dict[int, list[Passage]] = {}
    for part in paragraphs:
        marks = without_dittos(
            marks_of(source.text, part.start, part.end, practice.inwards, practice.low)
        )
        dashed = practice.dashes and begins_with_dash(source.text, part)
        label = NUMBER.match(source.text, part.start, part.end)
        begin = label.end() if label else part.start
        flows.setdefault(part.flow, []).append(Passage(part, marks, dashed, begin))
    repair = repair_for(source.text, language)
    runs = [run for passages in flows.values() for run in Pairing(repair, passages).all()]
    runs = list(spoken(source.text, runs, narration_for(language)))
    return levelled(sorted(runs, key=lambda run: (run.start, -run.end)))


def spoken(text: str, runs: Iterable[Run], narration: Narration) -> Iterator[Run]:
    """The runs but for those that nothing closes and that narrate: a tale without an end."""
    for run in runs:
        if run.rule != "unclosed" or not narration.tells(text, run.start, run.end):
            yield run


def levelled(runs: Sequence[Run]) -> list[Run]:
    """The runs with the level that their nesting gives them; what crosses is passed over."""
    found: list[Run] = []
    ends: list[int] = []
    for run in runs:
        while ends and ends[-1] <= run.start:
            ends.pop()
        if ends and run.end > ends[-1]:
            continue
        ends.append(run.end)
        found.append(run if run.level == len(ends) else replace(run, level=len(ends)))
    return found


def with_dashes(
    text: str,
    paragraphs: Sequence[Paragraph],
    runs: list[Run],
    practice: Practice,
    language: Language,
) -> list[Run]:
    """The runs and the dash dialogue around them, inquits apart."""
    inquits = inquits_for(language)
    if inquits.inside:
        runs = apart(text, runs, inquits)
    if not (practice.dashes or practice.turns):
        return runs
    starts = [run.start for run in runs]
    dialogue = Dialogue(
        text, inquits, narration_for(language), practice.turns, "«" if practice.inwards else "»"
    )
    found: list[Run] = []
    done = 0
    for paragraph in paragraphs:
        begins = practice.dashes and begins_with_dash(text, paragraph)
        if not (begins or practice.turns):
            continue
        low, high = bisect_left(starts, paragraph.start), bisect_left(starts, paragraph.end)
        inner = runs[low:high]
        speech = list(dialogue.runs(paragraph, inner, begins))
        found += runs[done:low] + speech
        found += placed(inner, speech)
        done = high
    return sorted(found + runs[done:], key=lambda run: (run.start, -run.end))


def apart(text: str, runs: Sequence[Run], inquits: Inquits) -> list[Run]:
    """The runs, those with inquits inside their marks in parts."""
    starts = [run.start for run in runs]
    found: list[Run] = []
    for number, run in enumerate(runs):
        inner = runs[number + 1 : bisect_left(starts, run.end, number + 1)]
        found += without_inquits(text, run, inner, inquits)
    return found


def placed(inner: Sequence[Run], speech: Sequence[Run]) -> Iterator[Run]:
    """The runs of a paragraph that its dash dialogue does not cross, at their level."""
    for run in inner:
        if any(holds(part, run) for part in speech):
            yield deeper(run)
        elif not any(run.start < part.end and part.start < run.end for part in speech):
            yield run


def holds(outer: Run, inner: Run) -> bool:
    """Whether a run lies inside another."""
    return outer.start <= inner.start and inner.end <= outer.end


RECOGNISER = Recogniser("quotations", recognise, requires=("structure",))
