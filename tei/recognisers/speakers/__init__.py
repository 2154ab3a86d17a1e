"""Speakers: the words beside a quotation that tell who speaks ("cues").

Finds `“…,” said Miss Bartlett`, `Miss Bartlett said: “…”`, `“…,” she said, “…”` and the
person whose action stands beside a quotation.  Who that is, is for `resolve` to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from tei.annotation import Annotation, Annotations
from tei.language import Language
from tei.persons import Lexicon, lexicon
from tei.recognisers import Recogniser
from tei.recognisers.speakers.clauses import after, before
from tei.recognisers.speakers.findings import Finding
from tei.recognisers.speakers.gaps import TERMS, Gap, gaps
from tei.source import SourceText


def recognise(source: SourceText, earlier: Annotations, language: Language) -> Iterator[Annotation]:
    """Cues of the quotations, at most one for each side of each unbroken run.

    A cue's attributes: `form`, `name`, `gender`, `number`, `verb`; `place` = `after`,
    `before`, `label` (the paragraph before announces it) or `beside` (no verb of saying);
    `quotation` = where its quotation begins, a code point.
    """
    if not earlier.of("quotation"):
        return
    words = lexicon(language).knowing(source.text)
    for gap in gaps(source, earlier):
        find = after if gap.side == "after" else before
        found = find(source.text, gap, words)
        if found is not None and not in_marks(found, earlier):
            yield _cue(source.text, gap, found, words)


def in_marks(found: Finding, earlier: Annotations) -> bool:
    """Whether a speaker's phrase stands in the marks of a title or a word at a distance."""
    quoted = earlier.around(found.tokens[found.phrase.first].start, "quotation")
    return quoted is not None and quoted.get("class") in TERMS


def _cue(text: str, gap: Gap, found: Finding, words: Lexicon) -> Annotation:
    tokens = found.tokens[found.phrase.first : found.phrase.last]
    named = [t for t in tokens if t.capital or t.text in words.titles]
    first = named[0] if found.phrase.form == "name" else tokens[0]
    last = tokens[-1]
    end = last.end - _possessive_tail(last.text, found)
    place = gap.side if found.verb else "beside"
    attributes = {
        "form": found.phrase.form,
        "name": " ".join(text[first.start : end].split()),
        "number": found.phrase.number,
        "place": "label" if gap.label and found.verb else place,
        "side": gap.side,
        "quotation": str(gap.quotation.start),
    }
    attributes |= {"gender": found.phrase.gender} if found.phrase.gender else {}
    attributes |= {"verb": found.verb} if found.verb else {}
    return Annotation(
        "cue",
        first.start,
        end,
        attributes,
        cert="high" if found.close else "medium",
        rule=f"speakers.{attributes['place']}",
        evidence=" ".join(text[found.start : found.end].split()),
        group=gap.quotation.group,
    )


def _possessive_tail(word: str, found: Finding) -> int:
    return 2 if found.phrase.form == "name" and word.endswith(("'s", "’s")) else 0


RECOGNISER = Recogniser("speakers", recognise, requires=("quotations",))
