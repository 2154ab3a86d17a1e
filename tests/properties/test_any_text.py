"""Any text of any characters is encoded without loss, deterministically, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei import language, pipeline
from tei.annotation import Annotations
from tei.diagnostics import Problem
from tei.document import Document
from tei.elements import PHRASE
from tei.names import TEI, ink
from tei.source import from_bytes
from tei.validation.check import check_bytes

WORDS = """
“ ” ‘ ’ « » " ' — – - … ( ) [ ] * _ . , : ; ! ? said replied sagte dit “Yes,” he I. II. CHAPTER
ACT SCENE Scene Personen Dear Sir, Written: Source: From Vol. 2 No. 14, pp. 3-4 1914 May 3, July
22 1925-27 In October Mr. Smith Anna ANNA. BRUNO: (Exit.) [Enter Anna] [1] 1. a. b. • return next
| the The and word words émigré Привет ἄνθρωπος שלום editorial resolution states, the_same
_italic_ http://example.org/x himſelf Ibid., MDCCC Jn 3:16
"""
BLANKS = ["\n", "\n\n", "\n\n\n", "\t", "\f", "\u00a0", ""]
pieces = st.lists(st.sampled_from(WORDS.split() + 2 * BLANKS), max_size=120).map(" ".join)
texts = st.one_of(pieces, st.text(max_size=200))


def encoded(text: str, code: str = "en") -> Document | None:
    """The document, or None where the text is refused with a clear error."""
    try:
        base = from_bytes(text.encode("utf-8", "surrogatepass"), "any.txt")
    except Problem as problem:
        assert problem.message
        return None
    return pipeline.encode_text(base, language=language.load(code))


@given(texts)
def test_any_text_becomes_valid_tei_without_loss(text: str) -> None:
    document = encoded(text)
    if document is None:
        return
    root = document.tree.getroot()
    body = root.find(f"{TEI}text")
    have = ink("".join(body.itertext())) + ink("".join(root[0].itertext()))
    for char in set(ink(document.reading.source.text)) - {"_", "*"}:
        assert have.count(char) >= ink(document.reading.source.text).count(char)
    findings = [
        finding
        for finding in check_bytes(document.serialise(), name="any.xml")
        if finding.severity == "error"
    ]
    assert not findings, document.serialise().decode()


@given(pieces)
def test_encoding_is_deterministic(text: str) -> None:
    first, second = encoded(text), encoded(text)
    if first is not None and second is not None:
        assert first.serialise() == second.serialise()


@given(pieces)
def test_every_kept_annotation_is_one_element_with_its_own_text(text: str) -> None:
    document = encoded(text)
    if document is None:
        return
    source, kept = document.reading.source.text, document.reading.annotations
    body = document.tree.getroot().find(f"{TEI}text")
    for kind, tag in (("p", "p"), ("l", "l"), ("date", "date"), ("bibl", "bibl")):
        made = [ink("".join(element.itertext())) for element in body.iter(TEI + tag)]
        for item in kept.of(kind):
            if not moved(kept, item.start):
                marks = "_*" if kept.inside(item.start, item.end, "hi") else ""
                words = ink(source[item.start : item.end])
                assert words in made or marks, (kind, words, made)


def moved(kept: Annotations, offset: int) -> bool:
    """Whether a place stands in the header or was left out."""
    return any(kept.around(offset, kind) for kind in ("metadata", "left-out"))


@pytest.mark.parametrize("code", language.codes())
def test_every_pack_reads_any_language(code: str) -> None:
    document = encoded("“Oui,” he said. «Нет», сказал он. „Ja“, sagte er.\n\n" * 3, code)
    assert document is not None


def test_phrase_elements_never_hold_quote() -> None:
    assert "p" not in PHRASE
