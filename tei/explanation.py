"""explain: which rules fired at a place of a text, what they gave way to, what became of it.

Runs the street step by step and notes what each step of `resolve` changed at the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tei import pipeline
from tei.annotation import Annotation
from tei.document import make_document
from tei.excerpt import excerpt, left_out_reason
from tei.language import Language
from tei.reading import Reading
from tei.resolve.conflicts import NOT_ENCODED, ONLY_IN_BIBL, RANK, fits, sort_key
from tei.source import SourceText
from tei.tongues import language_of

Key = tuple[str, int, int, str]
CERTAINTY = ("who-cert", "who-rule", "who-evidence")


@dataclass(frozen=True, slots=True)
class Change:
    """What a step of resolve did to an annotation: attributes that it set, "" for taken away."""

    step: str
    attributes: dict[str, str]


@dataclass(slots=True)
class Finding:
    """An annotation at the place, and its way.

    lost: the step that took it out, "" where it stayed; reason: why; rival: what is there instead
    """

    annotation: Annotation
    changes: list[Change] = field(default_factory=list)
    lost: str = ""
    reason: str = ""
    rival: Annotation | None = None


@dataclass(frozen=True)
class Explanation:
    """All that is known of a place.

    start, end: of the place, code points; words: its text
    kept, lost: findings in text order, the outer before the inner
    tei:        the elements that the place became; header: fields of the header it went to
    left_out:   why it is left out of the TEI, ""
    """

    source: SourceText
    start: int
    end: int
    kept: tuple[Finding, ...]
    lost: tuple[Finding, ...]
    tei: tuple[str, ...]
    header: tuple[str, ...]
    left_out: str

    @property
    def words(self) -> str:
        """The text of the place."""
        return self.source.text[self.start : self.end]

    def as_json(self) -> dict[str, Any]:
        """A record for machines; lines and columns from 1."""
        return {
            "file": self.source.origin.name,
            "line": self.source.line(self.start),
            "start": self.start,
            "end": self.end,
            "text": self.words,
            "findings": [self._finding(found) for found in self.kept],
            "lost": [self._finding(found) for found in self.lost],
            "tei": list(self.tei),
            "header": list(self.header),
            "left_out": self.left_out,
        }

    def _finding(self, found: Finding) -> dict[str, Any]:
        item = found.annotation
        record = {**item.as_json(), "text": self.source.text[item.start : item.end]}
        record["line"], record["column"] = (
            self.source.line(item.start),
            self.source.column(item.start),
        )
        if found.changes:
            record["changes"] = [{"step": c.step, **c.attributes} for c in found.changes]
        if found.lost:
            record |= {"lost_in": found.lost, "reason": found.reason}
            record |= {"rival": found.rival.as_json()} if found.rival else {}
        return record


def place_of(source: SourceText, line: int, column: int = 0) -> tuple[int, int]:
    """The span of a line without the blanks at its ends, or of one column; both from 1.

    Empty for a blank line.  Raises LookupError where the text has no such line or column.
    """
    lines = source.text.split("\n")
    if lines[-1] == "":
        lines.pop()
    if not 1 <= line <= len(lines):
        raise LookupError(f"the text has {len(lines)} lines, no line {line}")
    words = lines[line - 1]
    start = sum(len(before) + 1 for before in lines[: line - 1])
    if column:
        if not 1 <= column <= len(words):
            raise LookupError(f"line {line} has {len(words)} characters, no column {column}")
        return start + column - 1, start + column
    lead = len(words) - len(words.lstrip())
    return start + lead, max(start + lead, start + len(words.rstrip()))


def explain(
    source: SourceText,
    start: int,
    end: int,
    *,
    language: Language | None = None,
    date: str = "",
) -> Explanation:
    """Why text[start:end] is marked up as it is; `language` and `date` as in `read_text`."""
    pack = language or language_of(source.text)
    reading = Reading(source, pack, pipeline.recognise(source, pack), date=date)
    findings = {key_of(item): Finding(item) for item in touching(reading, start, end)}
    for stage in pipeline.resolvers():
        before, reading = reading, stage(reading)
        step = stage.__module__.split(".")[2]
        follow(findings, step, before, reading, (start, end))
    document = make_document(reading)
    ordered = sorted(findings.values(), key=lambda found: sort_key(found.annotation))
    fields = [m.get("field") for m in reading.annotations.of("metadata") if overlaps(m, start, end)]
    return Explanation(
        source,
        start,
        end,
        tuple(found for found in ordered if not found.lost),
        tuple(found for found in ordered if found.lost),
        tuple(excerpt(document, start, end)),
        tuple(fields),
        left_out_reason(document, start, end),
    )


def key_of(item: Annotation) -> Key:
    """What an annotation is known by from step to step."""
    return item.kind, item.start, item.end, item.rule


def overlaps(item: Annotation, start: int, end: int) -> bool:
    """Whether an annotation shares a code point with a span, or stands empty in it."""
    return (item.start < end and start < item.end) or start <= item.start == item.end < end


def touching(reading: Reading, start: int, end: int) -> Iterator[Annotation]:
    """The annotations at a place."""
    return (item for item in reading.annotations if overlaps(item, start, end))


def follow(
    findings: dict[Key, Finding],
    step: str,
    before: Reading,
    after: Reading,
    place: tuple[int, int],
) -> None:
    """Note what a step changed, added and took out at a place."""
    old = {key_of(item): item for item in touching(before, *place)}
    new = {key_of(item): item for item in touching(after, *place)}
    for key, item in new.items():
        earlier = old.get(key) or successor(item, old, new)
        if earlier is None:
            findings[key] = Finding(item)
        elif item != earlier:
            found = findings[key] = findings.pop(key_of(earlier))
            found.annotation = item
            if changes := differences(earlier, item):
                found.changes.append(Change(step, changes))
    for key in old.keys() - new.keys():
        if old[key].kind in NOT_ENCODED or key not in findings:
            continue
        if any(is_part(item, old[key]) for item in new.values()):
            del findings[key]  # cut where a block ends: the parts stand for it
        else:
            lose(findings[key], step, before, after)


def successor(
    item: Annotation, old: dict[Key, Annotation], new: dict[Key, Annotation]
) -> Annotation | None:
    """The annotation of the same words that a new one takes the place of, by another rule."""
    gone = (old[key] for key in old.keys() - new.keys() if key[:3] == key_of(item)[:3])
    return next(gone, None)


def is_part(item: Annotation, whole: Annotation) -> bool:
    """Whether an annotation is a fragment of one that was cut."""
    return item.kind == whole.kind and item.rule == whole.rule and whole.contains(item)


def differences(old: Annotation, new: Annotation) -> dict[str, str]:
    """The attributes that were set or changed, and the certainty where it was."""
    names = {**old.attributes, **new.attributes}
    changed = {name: new.get(name) for name in names if old.get(name) != new.get(name)}
    for name in ("cert", "rule"):
        if getattr(old, name) != getattr(new, name):
            changed[name] = getattr(new, name)
    return changed


def lose(found: Finding, step: str, before: Reading, after: Reading) -> None:
    """Say that a step took a finding out, and for what."""
    found.lost = step
    item = found.annotation
    if step != "conflicts":
        found.reason = f"taken out by {step}"
        return
    found.rival = rival_of(item, after.annotations) or rival_of(item, before.annotations)
    found.reason = why(item, found.rival)


def rival_of(loser: Annotation, others: Iterable[Annotation]) -> Annotation | None:
    """The annotation that may not stand together with one that was dropped."""
    for other in others:
        if other.kind not in RANK or other == loser or not overlaps(other, loser.start, loser.end):
            continue
        outer, inner = sorted((loser, other), key=sort_key)
        if not fits(inner, outer):
            return other
    return None


def why(loser: Annotation, rival: Annotation | None) -> str:
    """In words, why one annotation gave way to another."""
    if loser.start == loser.end:
        return "it is empty"
    if rival is None:
        if loser.kind in ONLY_IN_BIBL:
            return "only a reference may hold it, and it stands in none"
        known = loser.kind in RANK
        return "what it would stand in was dropped" if known else "its kind is not encoded"
    if loser.crosses(rival):
        return "the two cross, and the other is stronger"
    if loser.kind == rival.kind:
        return f"a {loser.kind} does not stand in a {rival.kind}"
    outer, inner = sorted((loser, rival), key=sort_key)
    return f"a {inner.kind} may not stand in a {outer.kind}"
