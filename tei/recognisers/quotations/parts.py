"""Parts: which runs are one quotation, interrupted by words of saying or by an interjection."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tei.recognisers.quotations.inquits import Inquits, sentence_ends
from tei.recognisers.quotations.pairing import Run
from tei.recognisers.quotations.paragraphs import Paragraph

FAR = 320  # code points that an interruption within a paragraph may have
REACH = 120  # code points after a run that its words of saying may have
ENDS = re.compile(r"[^“”«»„‘\"›‹,;]*\.(?!\w)")
WORDY = re.compile(r"\w+\W+\w+")
DASHED = re.compile(r"\s*[—–-].*[—–-]\s*", re.DOTALL)
ELLIPSIS = re.compile(r"\W{0,3}(?:…|\.\s?\.\s?\.)")
CLAUSE = re.compile(r"[.,;:!?“”«»„\"—–]|\n\s*\n")
LABEL = re.compile(r"[(\[]?[^\W_][\w.’' -]{0,60}[:.]")
PAUSES = ",;—–-"
PARTS = ("dash", "inquit")  # rules that make parts
BEGINS = '—–-«»“”„"‘‚‹›'


@dataclass(frozen=True, slots=True)
class Sequel:
    """Decides whether a run goes on in the next one.

    paragraphs: in text order
    starts:     their starts
    """

    text: str
    inquits: Inquits
    paragraphs: Sequence[Paragraph]
    starts: Sequence[int]

    def resumes(self, run: Run, following: Run) -> bool:
        """Whether a quotation is taken up again after words of saying in its paragraph.

        The clause between begins with words of saying, or the first part ends with a
        pause and no sentence begins between.
        """
        between = self.text[run.end : following.start]
        if self.is_part(run, following):
            return True
        if len(between) > FAR or "\n\n" in between or not between.strip():
            return False
        last = self.last_character(run)
        if DASHED.fullmatch(between) and last not in ".!?":
            return True
        sentences = sentence_ends(between)
        if sentences > 1 or last == ".":
            return False
        if between.rstrip().endswith(":") and (sentences or last not in PAUSES):
            return False
        if self.inquits.near.match(between):
            ended = between.rstrip()[-1:] == "."
            return not (ended and (self.has_inquit(following) or self.differ(between, following)))
        return last == "," and not sentences and WORDY.search(between) is not None

    def is_part(self, run: Run, following: Run) -> bool:
        """Whether a run without a mark of its own is what an inquit left of the one before."""
        cut = following.rule in PARTS and run.rule == following.rule
        if not cut or self.text[following.start] in BEGINS:
            return False
        return self.paragraph_of(run.start) == self.paragraph_of(following.start)

    def has_inquit(self, run: Run) -> bool:
        """Whether words of saying that end a sentence follow a run: then it is another’s speech."""
        after = self.text[run.end : run.end + REACH]
        said = self.inquits.near.match(after)
        return said is not None and ENDS.match(after, said.end()) is not None

    def differ(self, between: str, following: Run) -> bool:
        """Whether the words of saying on both sides of a run name two speakers."""
        after = self.text[following.end : following.end + REACH]
        said = self.inquits.near.match(after)
        if said is None:
            return False
        ours = self.inquits.named(CLAUSE.split(between.lstrip(" ,"))[0])
        theirs = self.inquits.named(CLAUSE.split(after.lstrip(" ,"))[0])
        return bool(ours and theirs) and ours.isdisjoint(theirs)

    def last_character(self, run: Run) -> str:
        """The last character of the quoted text, or the comma right after its mark."""
        if self.text[run.end : run.end + 1] == ",":
            return ","
        inner = self.text[run.start : run.end].rstrip(" \n”’»\"'“«")
        return inner[-1:]

    def resumes_after_interjection(self, run: Run, other: Run, following: Run) -> bool:
        """Whether a speech goes on, marked by an ellipsis, after a paragraph of another’s."""
        first, between, last = (self.paragraph_of(r.start) for r in (run, other, following))
        if not (first < between < last and last - between == 1):
            return False
        ends_there = run.end >= self.paragraphs[between - 1].end
        label = self.text[self.paragraphs[between - 1].end : other.start].strip()
        opens = following.start + 1
        return (
            ends_there
            and LABEL.fullmatch(label) is not None
            and following.start == self.paragraphs[last].start
            and ELLIPSIS.match(self.text, opens) is not None
        )

    def paragraph_of(self, offset: int) -> int:
        """The number of the paragraph that holds a code point."""
        return bisect_right(self.starts, offset) - 1


def grouped(runs: Sequence[Run], terms: Sequence[bool], sequel: Sequel) -> list[str]:
    """The group of each run, "" where it stands alone.

    runs: in text order, outer before inner; terms: which of them are words at a distance
    """
    groups = [""] * len(runs)
    open_runs: list[int] = []
    last: dict[tuple[int, int], list[int]] = {}
    for number, run in enumerate(runs):
        while open_runs and runs[open_runs[-1]].end <= run.start:
            open_runs.pop()
        siblings = last.setdefault((open_runs[-1] if open_runs else -1, run.level), [])
        open_runs.append(number)
        if terms[number]:
            continue
        earlier = continued_by(number, siblings, runs, sequel)
        if earlier is not None:
            name = groups[earlier] or f"quotation-{runs[earlier].start}"
            groups[earlier] = groups[number] = name
        siblings.append(number)
    return groups


def continued_by(
    number: int, siblings: Sequence[int], runs: Sequence[Run], sequel: Sequel
) -> int | None:
    """Which of the runs before on its level a run continues, if any."""
    run = runs[number]
    if siblings and sequel.resumes(runs[siblings[-1]], run):
        return siblings[-1]
    if len(siblings) > 1:
        before, other = runs[siblings[-2]], runs[siblings[-1]]
        if sequel.resumes_after_interjection(before, other, run):
            return siblings[-2]
    return None
