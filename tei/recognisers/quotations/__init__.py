"""Quotations: runs of quoted text in any system of marks, nested, interrupted, over paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tei.annotation import Annotation, Annotations
from tei.language import Language
from tei.recognisers import Recogniser
from tei.recognisers.quotations.marks import marks_of
from tei.recognisers.quotations.pairing import Pairing, Passage, Run
from tei.recognisers.quotations.paragraphs import Paragraph, paragraphs_of
from tei.recognisers.quotations.practice import Practice, practice_of
from tei.recognisers.quotations.repair import repair_for
from tei.recognisers.quotations.terms import terms_for
from tei.source import SourceText


def recognise(source: SourceText, earlier: Annotations, language: Language) -> Iterator[Annotation]:
    """The quotations of a text; see docs/architecture.md for their attributes."""
    paragraphs = paragraphs_of(source, earlier)
    practice = practice_of(source, paragraphs, language)
    terms = terms_for(language)
    starts = [paragraph.start for paragraph in paragraphs]
    for run in paired_runs(source, paragraphs, practice, language):
        paragraph = starts[bisect_right(starts, run.start) - 1]
        kind = terms.class_of(source.text, run.start, run.end, paragraph)
        yield Annotation(
            "quotation",
            run.start,
            run.end,
            {"class": kind, "marks": run.marks, "level": str(run.level)},
            run.cert,
            f"quotations.{run.rule}",
        )


def paired_runs(
    source: SourceText, paragraphs: Sequence[Paragraph], practice: Practice, language: Language
) -> list[Run]:
    """What stands between marks, in text order, the running text and each note by itself."""
    flows: dict[int, list[Passage]] = {}
    for part in paragraphs:
        marks = tuple(marks_of(source.text, part.start, part.end, practice.inwards))
        flows.setdefault(part.flow, []).append(Passage(part, marks))
    repair = repair_for(source.text, language)
    runs = [run for passages in flows.values() for run in Pairing(repair, passages).all()]
    return sorted(runs, key=lambda run: (run.start, -run.end))


RECOGNISER = Recogniser("quotations", recognise)
