"""evaluate: gold files → what we got right in them, summed and file by file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from tei import language as packs
from tei import pipeline
from tei.diagnostics import Problem, declare
from tei.evaluation.golds import gold_spans, our_spans
from tei.evaluation.lines import lines_of
from tei.evaluation.measures import Fault, Tally, compare
from tei.evaluation.people import People
from tei.evaluation.stripping import Stripped, strip
from tei.language import Language
from tei.names import NAMESPACE, TEI, XML_LANG, collapse, local
from tei.source import INVALID, REPLACEMENT, Origin, SourceText
from tei.validation.reading import Unreadable, parse

CONTEXT = 60  # code points shown on either side of a fault
SHOWN = 200  # code points shown of a span

declare(
    "gold-not-xml",
    "error",
    "{reason}",
    "A gold has to be well-formed XML. `edition validate FILE` tells all that is wrong with it.",
    failing="edition evaluate letter.txt",
    passing="edition evaluate letter.xml",
    source="XML 1.0 (Fifth Edition), §2.1",
)
declare(
    "gold-not-tei",
    "error",
    "This is no TEI P5: its root is <{root}>. Give a file whose root is <TEI> or <teiCorpus> in "
    "the namespace http://www.tei-c.org/ns/1.0.",
    "Only TEI P5 can be compared. TEI P4 (<TEI.2>, no namespace) has to be converted first; the "
    "TEI Consortium offers a stylesheet for it.",
    failing="<TEI.2><text><body><p>Dear Anna</p></body></text></TEI.2>",
    passing=f"<TEI xmlns='{NAMESPACE}'><text><body><p>Dear Anna</p></body></text></TEI>",
    source="TEI P5 Guidelines, §4",
)
declare(
    "gold-without-text",
    "error",
    "The file has no text to strip: no <text> with words in it.",
    "The gold is stripped to plain text, which is encoded anew; a header alone, a facsimile or "
    "an empty text gives nothing to compare.",
    failing=f"<TEI xmlns='{NAMESPACE}'><text><body><p/></body></text></TEI>",
    passing=f"<TEI xmlns='{NAMESPACE}'><text><body><p>Dear Anna</p></body></text></TEI>",
)


@dataclass(frozen=True)
class Miss:
    """A fault as it is shown.

    file, line: of the gold; before, words, after: the text around it, blanks collapsed
    wanted: what the gold has; found: what we have; rule, cert, evidence: of ours
    """

    file: str
    line: int
    kind: str
    what: str
    words: str
    wanted: str
    found: str
    before: str
    after: str
    rule: str
    cert: str
    evidence: str
    weight: int


@dataclass
class Result:
    """What one gold file, or all of them together, gave.

    characters: code points of the stripped text; texts: TEI elements with text
    supplied:   what stripping put in → how often
    """

    name: str
    tally: Tally = field(default_factory=Tally)
    misses: list[Miss] = field(default_factory=list)
    characters: int = 0
    texts: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    supplied: Counter[str] = field(default_factory=Counter)

    def add(self, other: Result) -> None:
        """Add what another file gave."""
        self.tally.add(other.tally)
        self.misses += other.misses
        self.characters += other.characters
        self.texts += other.texts
        self.languages.update(other.languages)
        self.supplied.update(other.supplied)


def evaluate(path: Path, *, language: Language | None = None, date: str = "") -> Result:
    """Measure our encoder on one gold file.

    language: of all its texts; else their @xml:lang, else detected
    date:     the texts' own date; else what their headers give as the date of creation
    Raises Problem: text-unreadable, gold-not-xml, gold-not-tei, gold-without-text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Problem("text-unreadable", str(path), reason=error.strerror or str(error)) from None
    return evaluate_bytes(data, str(path), language=language, date=date)


def evaluate_bytes(
    data: bytes, name: str, *, language: Language | None = None, date: str = ""
) -> Result:
    """The same for a file's bytes."""
    root = read_gold(data, name)
    lines, people = lines_of(data), People(root)
    numbers = {node: number for number, node in enumerate(root.iter(etree.Element))}
    result = Result(name)
    for document in documents(root):
        pack = language or language_of(document)
        stripped = strip(document, language=pack, lines=lines, numbers=numbers)
        if stripped.text.strip():
            own = date or creation_date(document)
            result.add(evaluate_text(stripped, people, name, pack, own))
    if not result.texts:
        raise Problem("gold-without-text", name)
    return result


def evaluate_text(
    stripped: Stripped, people: People, name: str, language: Language | None, date: str
) -> Result:
    """Encode one stripped text and compare."""
    source = SourceText(INVALID.sub(REPLACEMENT, stripped.text), Origin(name, ""))
    reading = pipeline.read_text(source, language=language, date=date)
    gold = gold_spans(stripped, people)
    ours = our_spans(reading, stripped, people.authors)
    tally, faults = compare(gold, ours, people.names, reading.language)
    misses = [shown(fault, stripped, name) for fault in faults]
    languages = Counter([reading.language.code])
    size = len(stripped.text)
    return Result(name, tally, misses, size, 1, languages, stripped.supplied)


def read_gold(data: bytes, name: str) -> etree._Element:
    """The root of a gold file.  Raises Problem where it is no TEI."""
    try:
        root = parse(data, name)
    except Unreadable as unreadable:
        first = unreadable.findings[0]
        place = ":".join(str(part) for part in (name, first.line, first.column) if part)
        raise Problem("gold-not-xml", place, reason=first.message) from None
    if local(root) not in ("TEI", "teiCorpus"):
        raise Problem("gold-not-tei", name, root=etree.QName(root).localname)
    return root


def documents(root: etree._Element) -> Iterator[etree._Element]:
    """The TEI elements that have a text of their own."""
    for document in root.iter(TEI + "TEI", TEI + "teiCorpus"):
        if document.find(TEI + "text") is not None:
            yield document


def language_of(document: etree._Element) -> Language | None:
    """The pack for the language that a text declares, else for the one its words speak."""
    text = document.find(TEI + "text")
    assert text is not None
    declared = text.get(XML_LANG) or next(
        (code for node in text.iterancestors() if (code := node.get(XML_LANG))), ""
    )
    try:
        return packs.load(str(declared)) if declared else None
    except LookupError:
        pass
    return packs.load(packs.detect("".join(str(part) for part in text.itertext()))[0])


def creation_date(document: etree._Element) -> str:
    """The day on which a text was made, as its header tells it; else ""."""
    made = document.find(f"{TEI}teiHeader/{TEI}profileDesc/{TEI}creation")
    dates = [] if made is None else list(made.iter(TEI + "date"))
    return next((str(date.get("when")) for date in dates if date.get("when")), "")


def shown(fault: Fault, stripped: Stripped, name: str) -> Miss:
    """A fault with its words, its place in the gold and the text around it."""
    span = fault.gold or fault.ours
    assert span is not None
    text = stripped.text
    ours = fault.ours
    is_who = fault.what == "speaker" and ours is not None
    miss = Miss(
        name,
        (fault.gold.line if fault.gold else 0) or stripped.line(span.start),
        fault.kind,
        fault.what,
        _short(text[span.start : span.end]),
        *_both_sides(fault, text),
        before=_on_one_line(text[max(0, span.start - CONTEXT) : span.start]),
        after=_on_one_line(text[span.end : span.end + CONTEXT]),
        rule=ours.rule if ours else "",
        cert=ours.cert if ours else "",
        evidence=collapse(ours.evidence)[:SHOWN] if ours else "",
        weight=fault.weight,
    )
    if is_who and ours is not None and ours.who:
        return replace(miss, rule=ours.who_rule or ours.rule, cert=ours.who_cert)
    return miss


def _both_sides(fault: Fault, text: str) -> tuple[str, str]:
    """What the gold has and what we have, in the terms of the fault."""
    gold, ours = fault.gold, fault.ours
    if gold is None or ours is None:
        only = gold or ours
        assert only is not None
        told = f"<{only.form}>" + (f" {only.value}" if only.value else "")
        return (told, "") if gold else ("", told)
    if fault.what == "speaker":
        return " / ".join(gold.who), " / ".join(ours.who)
    if fault.what == "value":
        return gold.value, ours.value
    if fault.what == "element":
        return f"<{gold.form}>", f"<{ours.form}>"
    return _short(text[gold.start : gold.end]), _short(text[ours.start : ours.end])


def _on_one_line(words: str) -> str:
    """Text with every run of blanks made one, also at its ends."""
    return re.sub(r"\s+", " ", words)


def _short(words: str) -> str:
    flat = collapse(words)
    half = SHOWN // 2
    return flat if len(flat) <= SHOWN else f"{flat[:half]} … {flat[-half:]}"
