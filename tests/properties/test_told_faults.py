"""Whatever is wrong with a document: it is told in sentences, and safe edits do no harm."""

from __future__ import annotations

import re
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei import resources
from tei.grammar import Grammar, load
from tei.validation import codes, messages, relaxng
from tei.validation.findings import Finding
from tei.validation.grouping import changes, every, grouped
from tei.validation.mending import mend
from tei.validation.reading import parse

TEI = "http://www.tei-c.org/ns/1.0"
BEFORE, AFTER = codes.ROOT.passing.split("<p>To the bridge.</p>")
WORDS = (
    "p div head list item lg l sp speaker stage table row cell choice sic corr lb pb note date ref "
    "title persName quote said graphic figure listBibl bibl i a quotation P persNmae div1 zzz "
    "titleStmt sourceDesc body text"
)
NAMES = WORDS.split(" ")
ATTRIBUTES = [
    "when",
    "n",
    "xml:id",
    "id",
    "lang",
    "class",
    "href",
    "target",
    "level",
    "direct",
    "whn",
    "cert",
    "url",
    "who",
]
VALUES = [
    "",
    "x",
    "a b",
    "1842",
    "3 May 1842",
    "1842?",
    "184X",
    "yes",
    "journal",
    "#a",
    "1",
    "[",
    "é",
]


@cache
def grammar() -> Grammar:
    return load(resources.schema("edition.rng"))


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    name = draw(st.sampled_from(NAMES))
    attributes = "".join(
        f' {attribute}="{draw(st.sampled_from(VALUES))}"'
        for attribute in draw(st.lists(st.sampled_from(ATTRIBUTES), unique=True, max_size=2))
    )
    inner = (
        st.one_of(st.sampled_from(["words ", ".", "\n"]), elements(depth - 1)) if depth else None
    )
    content = "".join(draw(st.lists(inner, max_size=3))) if inner is not None else ""
    space = draw(st.sampled_from(["", "", "", ' xmlns=""']))
    return f"<{name}{space}{attributes}>{content}</{name}>"


def found_in(data: bytes) -> list[Finding]:
    root = parse(data, "x.xml")
    return list(messages.findings(relaxng.faults(root, grammar(), data), grammar()))


@given(st.lists(elements(), min_size=1, max_size=4).map("".join))
def test_faults_are_told_in_sentences(body: str) -> None:
    data = (BEFORE + body + AFTER).encode()
    found = found_in(data)
    for finding in found:
        assert finding.code in codes.CODES
        assert re.fullmatch(r".+\.", finding.message) and "{" not in finding.message
        assert re.fullmatch(r"(.+[.?])?", finding.advice) and "{http" not in finding.advice
        assert len(set(finding.allowed)) == len(finding.allowed)
    assert len(list(every(grouped(found)))) == len(found)
    mended = mend(data, changes(grouped(found), unsafe=True))
    assert etree.QName(parse(mended, "x.xml")).localname == "TEI"


@given(st.lists(elements(2), min_size=1, max_size=3).map("".join))
def test_safe_edits_of_attributes_leave_no_new_fault(body: str) -> None:
    data = (BEFORE + body + AFTER).encode()
    before = found_in(data)
    safe = [c for c in changes(grouped(before)) if "element" not in c.kind and c.name != "xmlns"]
    after = found_in(mend(data, safe))
    assert len(after) <= len(before) - len({(c.element, c.name) for c in safe})
