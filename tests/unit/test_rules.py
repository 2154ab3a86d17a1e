"""Rules beyond the schema: each finds its failing example and not the other; none cries wolf."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.diagnostics import RULES, Rule
from tei.validation import rules
from tei.validation.document import Document
from tei.validation.findings import Finding
from tei.validation.fixes import Change
from tei.validation.grouping import changes, grouped
from tei.validation.reading import parser

TEI = "http://www.tei-c.org/ns/1.0"
FAMILY = "tei.validation.rules."
# Their examples are files beside a document: test_rules_files.py.
BESIDE = {"file-missing", "file-pointer-dangling", "picture-missing"}

assert rules.checks(), "the rules declare themselves when they are loaded"
CHECKED = [
    rule
    for rule in RULES.values()
    if rule.module.startswith(FAMILY) and hasattr(importlib.import_module(rule.module), "check")
]


def found(text: str, check: str = "") -> list[Finding]:
    """What all rules, or one family, find in a document."""
    data = text.encode()
    root = etree.fromstring(data, parser(recover=True))
    if not check:
        return list(rules.findings(root, data))
    return list(importlib.import_module(FAMILY + check).check(Document(root, data)))


def codes(text: str, check: str = "") -> set[str]:
    return {finding.code for finding in found(text, check)}


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.code)
def test_each_rule_finds_its_failing_example_and_not_the_other(rule: Rule) -> None:
    if rule.code in BESIDE:
        assert rule.failing and rule.passing
        return
    family = rule.module.removeprefix(FAMILY)
    assert codes(rule.failing, family) == {rule.code}
    assert codes(rule.passing, family) == set()


def test_there_are_rules_for_what_editions_suffer_from() -> None:
    assert len(CHECKED) > 50
    for rule in CHECKED:
        assert rule.explanation.endswith((".", ")")) and rule.code == rule.code.lower()


def body(inner: str, attributes: str = "xml:lang='en'") -> str:
    return f"<body xmlns='{TEI}' {attributes}>{inner}</body>"


SOUND = {
    "a date of the Julian calendar": "<p><date when='1649-02-09'>30 January 1648</date></p>",
    "a date ten days later": "<p><date when='1600-03-11'>1 March 1600</date></p>",
    "a day alone": "<p><date when='1842-05-03'>3 May</date></p>",
    "a month alone": "<p><date when='1842-05'>May 1842</date></p>",
    "an abbreviated month": "<p><date when='1842-09-03'>Sept. 3rd, 1842</date></p>",
    "words that are no date": "<p><date when='1842-05-03'>the day of the fair</date></p>",
    "another calendar": "<p><date when='1917-11-07' calendar='#julian'>25 October 1917</date></p>"
    "<p xml:id='julian'>old style</p>",
    "pages of a second volume": "<div><pb n='300'/><p>a</p><pb n='1'/><p>b</p><pb n='2'/></div>",
    "roman pages": "<div><pb n='xii'/><p>a</p><pb n='1'/></div>",
    "two paginations": "<div><pb ed='A' n='30'/><p>a</p><pb ed='B' n='12'/><p>b</p></div>",
    "marks of Chinese": "<p>子曰：學而時習之，不亦說乎？（是）</p>",
    "a year of four figures": "<p><date when='1842'>x</date><date when='-18420'>y</date></p>",
    "a genitive": "<p xml:lang='de'><persName>Goethe</persName>s Haus in "
    "<placeName>Wien</placeName>er Lage</p>",
    "an initial": "<p><hi>T</hi>he mill</p>",
    "a quotation over two paragraphs": "<p>“One.</p><p>“Two.”</p><p>“Three,” he said.</p>",
    "a quotation whose paragraphs do not begin anew": "<p>“One.</p><p>Two.”</p><p>“Three.”</p>",
    "straight marks": '<p>a 6" pipe</p>',
    "apostrophes": "<p>the mills’ wheels, ’twas late</p>",
    "a break at a line's end": "<p>the harbour\n<lb/>mill, the<lb/> sea, "
    "well-<lb break='no'/>known</p>",
    "a dash before a break": "<p>he said — <lb/>nothing</p>",
    "an empty date": "<p>in <date when='1926'/></p>",
    "an empty cell": "<table><row><cell>a</cell><cell/></row><row><cell/>"
    "<cell>b</cell></row></table>",
    "a cell over two rows": "<table><row><cell rows='2'>a</cell><cell>b</cell></row>"
    "<row><cell>c</cell></row></table>",
    "a copy": "<p xml:id='a'>One</p><p sameAs='#a'/>",
    "notes on two pages": "<p>a<note n='1'>x</note></p><pb n='2'/><p>b<note n='1'>y</note></p>",
    "fractions and ellipses": "<p>½ of it … no. 2² № 5 ™ — “ſo”</p>",
    "Greek among Latin": "<p>the word λόγος, Δt and μm</p>",
    "greek and cyrillic words": "<p>слово λόγος word</p>",
    "decomposed where there is no one character": "<p>m̃ q̈</p>",
    "private use of a language": "<p xml:lang='x-own'>a</p><p xml:lang='qaa'>b</p>",
    "scripts and regions": "<p xml:lang='la-Latn'>a</p><p xml:lang='en-GB'>b</p>"
    "<p xml:lang='de-1901'>c</p><p xml:lang='grc'>d</p>",
    "XPointer": "<p corresp='#xpath1(//p[1])'>a</p>",
    "the document itself": "<p corresp='#'>a</p>",
    "public schemes": "<p><ref target='mailto:a@example.org'>a</ref><ref target='urn:x:y'>b</ref>"
    "<ref target='doi:10.1/x'>c</ref></p>",
    "pages that are no times": "<p><biblScope from='12' to='3'>12–3</biblScope></p>",
    "a shared line": "<sp who='https://example.org/a'><l part='I'>One</l></sp>",
    "an example of encoding": "<p><egXML xmlns='http://www.tei-c.org/ns/Examples'>"
    "<p xml:id='x' corresp='#nowhere'/></egXML></p>",
    "words below a base": "<p xml:base='https://example.org/' xml:id='a'><name ref='a'>x</name>"
    "<name ref='b'>y</name></p>",
    "other namespaces": "<p corresp='#b'>a</p><figure><svg xmlns='http://www.w3.org/2000/svg' "
    "xml:id='b' ref='x' style='q'/></figure>",
    "css": "<p style='color: red; background: url(\"a;b.png\"); --own: 1'>a</p>",
    "a comment in an empty element's neighbour": "<p><!-- x -->a</p>",
}


@pytest.mark.parametrize("inner", SOUND.values(), ids=SOUND.keys())
def test_what_is_sound_is_left_alone(inner: str) -> None:
    assert found(body(inner)) == []


FAULTS = [
    ("<p><date when='1843'>1842</date></p>", "date-contradicted"),
    ("<p><date when='1842-06'>May 1842</date></p>", "date-contradicted"),
    ("<p><date when='1842-05-30'>Monday, May 3, 1842</date></p>", "date-contradicted"),
    ("<p xml:lang='de'><date when='1926-05-04'>Montag, 4. Mai 1926</date></p>", "weekday-wrong"),
    ("<p xml:lang='fr'><date when='1789-07-15'>14 juillet 1789</date></p>", "date-contradicted"),
    ("<p xml:lang='ru'><date when='1926-05-05'>4 мая 1926</date></p>", "date-contradicted"),
    ("<p xml:lang='es'><date when='1926-05-05'>4 de mayo de 1926</date></p>", "date-contradicted"),
    ("<p><ref target='#a #b'>x</ref><seg xml:id='a'>y</seg></p>", "pointer-dangling"),
    ("<p><seg xml:id='a' exclude='#a'>y</seg></p>", "pointer-to-itself"),
    ("<p><name ref='zotero:12'>y</name></p>", "prefix-undeclared"),
    ("<p><ref target='C:\\texts\\a.xml'>y</ref></p>", "address-of-one-computer"),
    ("<p><ref target='file:///home/ann/a.xml'>y</ref></p>", "address-of-one-computer"),
    ("<p><date when='18420503'>y</date></p>", "date-impossible"),
    ("<p xml:lang='de'>»Eins«, »zwei.</p><p>»Drei.« Er ging« fort »und« kam</p>",
     "quotation-unbalanced"),
    ("<p>She and<persName>Ann</persName> left</p>", "words-glued"),
    ("<p><persName> Ann</persName></p><p>a<persName> Ann</persName></p>", "blank-inside"),
    ("<p xml:lang='en_GB'>a</p>", "language-invalid"),
    ("<p xml:lang='iw'>a</p>", "language-not-shortest"),
    ("<p>Mоscow</p>", "scripts-mixed"),
    ("<p>a \u0091quoted\u0092 word</p>", "character-control"),
    ("<p>word<!-- x -->\ufffd</p>", "character-lost"),
    ("<p style='color: red; font'>a</p>", "style-unreadable"),
    ("<table><row><cell>a</cell></row><row><cell>b</cell></row><row><cell cols='2'>c</cell></row>"
     "</table>", "table-uneven"),
    ("<p xml:id='a b'>x</p>", "id-malformed"),
    ("<p><ptr/></p>", "reference-without-target"),
    ("<p who='#p1'>a</p><sp who='#p1'><p xml:id='p1'>b</p></sp>", "speaker-no-person"),
    ("<div><biblScope type='vol'>2</biblScope></div>", "deprecated"),
    ("<p><persName calendar='#g'>Ann</persName><seg xml:id='g'>x</seg></p>", "deprecated"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("inner", "code"), FAULTS, ids=[f"{c}-{n}" for n, (_, c) in enumerate(FAULTS)]
)
def test_other_faults_are_found(inner: str, code: str) -> None:
    assert codes(body(inner)) == {code}


def test_what_is_said_a_thousand_times_is_told_three_times_and_counted() -> None:
    found_ones = found(body("<p/>" * 1000))
    assert len(found_ones) == 3
    assert "997 more" in found_ones[-1].message
    lost = found(body("<p corresp='#nowhere'>a</p>" * 10))
    assert len(lost) == 10, "errors are each told: each has to be mended"


def test_what_can_be_mended_is_mended_all_at_once() -> None:
    told = found(body("<p xml:id='a'>x</p>" + "<p corresp='a'>b</p>" * 10))
    assert len(told) == 3 and "7 more" in told[-1].message
    assert len(changes(told, unsafe=True)) == 10


def test_what_was_probably_meant_is_named() -> None:
    (finding,) = found(body("<p><said who='#trotski'>x</said><name xml:id='trotsky'>y</name></p>"))
    assert 'Did you mean "#trotsky"?' in finding.message
    (finding,) = found(body("<p><said who='#Bo'>x</said><name xml:id='bo'>y</name></p>"))
    assert 'Did you mean "#bo"?' in finding.message
    (finding,) = found(body("<p><said who='#bo'>x</said><name id='bo'>y</name></p>"))
    assert 'id="bo"' in finding.message and "xml:id" in finding.message


def test_pointers_joined_by_commas_are_one_fault_with_one_edit() -> None:
    people = "<name xml:id='a'>y</name><name xml:id='b'>z</name>"
    for written in ("#a,#b", "#a; #b", "#a, #b", "#a,b"):
        told = found(body(f"<p><said who='{written}'>x</said>{people}</p>"))
        assert [one.code for one in told] == ["pointers-joined"]
        assert [(c.safety, c.value) for c in told[0].changes] == [("safe", "#a #b")]
    assert codes(body(f"<p><said who='#a,#c'>x</said>{people}</p>")) == {"pointer-dangling"}


WRITTEN = [
    "<p>“One.” said Ann — no</p>",
    '<p>He said “<q>“Come”</q>”. "Two" it\'s</p>',
    '<p>a "b" c</p>',
    "<p n='“'>a<!-- “ \u0378 -->b</p>",
    "<p>a&#x378;b &#x201C;c</p>",
    "<p>a \u0378 \x7f b</p>",
    "<p>caf\u0065\u0301 The h\u0430rbour</p>",
    "<p>слово l\u043e</p>",
]


@pytest.mark.parametrize("inner", WRITTEN)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_bytes_of_a_file_only_save_time(inner: str, encoding: str) -> None:
    data = body(inner).encode(encoding)
    root = etree.fromstring(data)
    told = [(f.code, f.message) for f in rules.findings(root, data)]
    assert told == [(f.code, f.message) for f in rules.findings(root)]


def test_one_cause_is_told_once() -> None:
    twice = "<name xml:id='a'>y</name><name xml:id='a'>z</name>"
    told = grouped(
        found(body(f"<p><said who='#a'>x</said><q ana='#a'>x</q><q who='#a'>x</q>{twice}</p>"))
    )
    assert sorted(one.code for one in told) == ["id-duplicate", "pointer-ambiguous"]
    assert sum(len(one.also) for one in told) == 2
    lost = "<p><lem wit='#A'/>\n<rdg wit='#A'/><note resp='#A'>x</note><note resp='#B'>y</note></p>"
    first, second = grouped(found(body(lost)))
    assert len(first.also) == 2 and not second.also and "lem" in first.message
    two = "<name xml:id='a'>y</name><name xml:id='b'>z</name>"
    (finding,) = found(body(f"<p><said who='a b'>x</said>{two}</p>"))
    assert finding.code == "pointer-without-hash" and finding.changes[0].value == "#a #b"


def test_a_wrong_declaration_is_one_fault_not_one_for_each_letter() -> None:
    def told(text: str, codec: str) -> list[Finding]:
        data = text.encode(codec)
        return list(rules.findings(etree.fromstring(data), data))

    words = f"<p xmlns='{TEI}'>“Größe” – ja</p>"
    latin = "<?xml version='1.0' encoding='ISO-8859-1'?>"
    (finding,) = told(latin + words, "utf-8")
    assert finding.code == "encoding-misdeclared" and 'encoding="UTF-8"' in finding.message
    (finding,) = told(latin + words, "cp1252")
    assert finding.code == "encoding-misdeclared" and "windows-1252" in finding.message
    assert told(latin + f"<p xmlns='{TEI}'>Größe</p>", "latin-1") == []
    assert told(latin.replace("ISO-8859-1", "windows-1252") + words, "cp1252") == []


def test_a_number_of_an_authority_file_is_told_as_one() -> None:
    (finding,) = found(body("<p><name ref='118540238'>y</name></p>"))
    assert finding.code == "pointer-bare" and "authority file" in finding.message
    (finding,) = found(body("<p><name ref='Ann'>y</name></p>"))
    assert '"#Ann"' in finding.message


def test_languages_of_a_manuscript_are_language_tags() -> None:
    told = found(body("<p><textLang mainLang='Latin' otherLangs='gmh xxq'>x</textLang></p>"))
    assert [one.code for one in told] == ["language-invalid", "language-invalid"]
    assert codes(body("<p><textLang mainLang='la' otherLangs='gmh de'>x</textLang></p>")) == set()


def test_a_namespace_almost_right_is_mended_safely() -> None:
    for space, safety in (("https://www.tei-c.org/ns/1.0/", "safe"), ("x.tei-c.org", "unsafe")):
        (finding,) = found(f"<TEI xmlns='{space}'><text/></TEI>", "declarations")
        assert finding.changes[0].safety == safety


def test_cycles_are_told_once_and_long_chains_are_followed() -> None:
    parts = "".join(
        f"<q xml:id='q{n}' next='#q{n + 1}' prev='#q{n - 1}'>a</q>" for n in range(1, 3000)
    )
    ends = "<q xml:id='q0' next='#q1'>a</q><q xml:id='q3000' prev='#q2999'>a</q>"
    assert codes(body(f"<p>{ends}{parts}</p>")) == set()
    ring = parts.replace("#q0", "#q2999").replace("#q3000", "#q1")
    assert [f.code for f in found(body(f"<p>{ring}</p>"))] == ["chain-cyclic"]


def test_the_same_language_in_two_codes_is_declared() -> None:
    head = "<teiHeader><profileDesc><langUsage><language ident='{}'/></langUsage></profileDesc>"
    text = "</teiHeader><text xml:lang='en-GB'><body><p>a</p></body></text></TEI>"
    whole = f"<TEI xmlns='{TEI}'>{head}{text}"
    assert "language-undeclared" not in codes(whole.format("eng"))
    assert "language-undeclared" in codes(whole.format("fr"))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "((a)b?)*c", "a*a*a*a*a*a*b"])
def test_expressions_of_a_hostile_document_cannot_hold_up_the_check(pattern: str) -> None:
    prefix = f"<prefixDef ident='x' matchPattern='{pattern}' replacementPattern='y'/>"
    text = body(f"{prefix}<p><name ref='x:{'a' * 5000}'>a</name></p>")
    assert codes(text, "prefixes") == set()
    assert codes(text.replace("a" * 5000, "aad"), "prefixes") == {"prefix-mismatch"}


@pytest.mark.timeout(60)
def test_hostile_documents_are_checked_in_bounded_time() -> None:
    ids = "".join(f"<seg xml:id='name{n}'>a</seg>" for n in range(4000))
    lost = "".join(f"<seg corresp='#nome{n}x'>a</seg>" for n in range(4000))
    assert len(found(body(f"<p>{ids}{lost}</p>"))) == 4000
    private = "".join(f"<seg>{chr(0xE000 + n)}</seg>" for n in range(6000))
    told = found(body(f"<p>{private * 5}</p>"))
    assert len(told) == 5 and "5995 more" in told[-1].message
    many = " ".join(f"a{n}='#b'" for n in range(50_000))
    assert found(body(f"<p {many} corresp='{'#x ' * 50_000}' xml:id='x'>a</p>")) == []


@pytest.mark.timeout(20)
def test_long_texts_in_headers_are_no_placeholders() -> None:
    for text in ("?" * 50_000 + "x", "todo" + " " * 50_000 + "\nx", "lorem ipsum " * 20_000):
        header = f"<teiHeader xmlns='{TEI}'><p>{text}</p></teiHeader>"
        assert codes(header, "header") == set()


def test_a_document_without_a_namespace_gets_one_by_a_safe_change() -> None:
    (finding,) = found("<TEI><teiHeader/><text/></TEI>", "declarations")
    (change,) = finding.changes
    assert (change.safety, change.name, change.value) == ("safe", "xmlns", TEI)


def test_p4_becomes_p5_by_its_changes(tmp_path: Path) -> None:
    text = (
        "<TEI.2><text lang='en'><body><p id='p1'>One <ref target='p1 p2'>x</ref>"
        "<ref target='p1 p3'>y</ref></p><p id='p2'>Two</p></body></text></TEI.2>"
    )
    (finding,) = found(text)
    assert finding.code == "tei-p4" and {c.safety for c in finding.changes} == {"safe"}
    edits = [str(change) for change in finding.changes]
    assert edits[0] == "rename <TEI.2> to <TEI>" and edits.count("rename @id to @xml:id") == 2
    assert 'write target="#p1 #p2"' in edits and not any("p3" in edit for edit in edits)


def test_a_lost_hash_is_put_back_where_no_file_can_be_meant(tmp_path: Path) -> None:
    text = body("<p xml:id='ann'>a <said who='ann https://example.org/b'>x</said></p>")
    root = etree.fromstring(text)

    def change(path: Path | None) -> Change:
        (finding,) = rules.findings(root, b"", path)
        return finding.changes[0]

    assert change(None).safety == "unsafe"
    assert change(tmp_path / "own.xml").safety == "safe"
    assert change(None).value == "#ann https://example.org/b"
    (tmp_path / "ann").write_text("x")
    assert change(tmp_path / "own.xml").safety == "unsafe"


def test_rules_of_other_packages_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def own(document: Document) -> Iterator[Finding]:
        yield Finding(document.root, "own", "info", "said")

    class Point:
        def load(self) -> object:
            return own

    monkeypatch.setattr(metadata, "entry_points", lambda group: [Point()] * (group == "tei.rules"))
    rules.checks.cache_clear()
    try:
        assert "own" in codes(body("<p>a</p>"))
    finally:
        rules.checks.cache_clear()


def test_the_rule_of_the_manual_works(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manual = (root / "docs" / "how-to" / "write-a-rule.md").read_text("utf-8")
    code = manual.split("```python\n")[1].split("```")[0]
    module: dict[str, Any] = {"__name__": "house.letters"}
    monkeypatch.setattr("tei.diagnostics.RULES", dict(RULES))
    exec(code, module)
    rule = module["NO_PLACE"]
    for text, expected in ((rule.failing, {rule.code}), (rule.passing, set())):
        found_ones = module["check"](Document(etree.fromstring(text)))
        assert {finding.code for finding in found_ones} == expected


def test_the_same_fault_found_twice_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    (check, *_) = rules.checks()
    monkeypatch.setattr(rules, "checks", lambda: (check, check))
    assert len(found(body("<quote who='#a'>x</quote>"))) == 1


NAMES = st.sampled_from(["p", "q", "date", "pb", "note", "sp", "row", "table", "ref", "lb", "name"])
VALUES = st.text("#a1:-/ b'(é;{", max_size=8)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["who", "next", "prev", "when", "from", "to", "n", "style", "cols", "target"]),
    VALUES,
    max_size=4,
)


@st.composite
def trees(draw: st.DrawFn) -> etree._Element:
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})
    nodes = [root]
    for _ in range(draw(st.integers(0, 12))):
        parent = draw(st.sampled_from(nodes))
        node = etree.SubElement(parent, f"{{{TEI}}}{draw(NAMES)}", draw(ATTRIBUTES))
        node.text, node.tail = (
            draw(st.text("aé “”-я1\n", max_size=6)),
            draw(st.text('a b"', max_size=4)),
        )
        nodes.append(node)
    return root


@given(trees())
def test_any_tree_passes_through_every_rule(root: etree._Element) -> None:
    before = etree.tostring(root)
    assert isinstance(list(rules.findings(root, before, Path("/nowhere/a.xml"))), list)
    assert etree.tostring(root) == before


def test_golden_documents_have_no_errors_or_warnings(root: Path) -> None:
    for path in sorted((root / "tests" / "golden").glob("*/expected.xml")):
        tree = etree.parse(str(path)).getroot()
        loud = [f for f in rules.findings(tree, path.read_bytes(), path) if f.severity != "info"]
        assert loud == [], path.parent.name


def test_no_rule_shouts_at_real_documents(shared: Path) -> None:
    """Documents that editors published: what is said of them must be few and true."""
    for path in sorted((shared / "tei" / "real").glob("*.xml")):
        tree = etree.parse(str(path), parser(recover=True)).getroot()
        said = list(rules.findings(tree, path.read_bytes(), path))
        loud = {f.code for f in said if f.severity == "error"} - {"pointer-dangling"}
        assert not loud, path.name
        assert len([f for f in said if f.code != "pointer-dangling"]) < 15, path.name


def test_the_tags_known_by_heart_are_those_that_the_registry_lets_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    languages = importlib.import_module(f"{FAMILY}languages")
    by_heart = languages.COMMON
    monkeypatch.setattr(languages, "COMMON", frozenset())
    judged = {tag: languages._judged.__wrapped__(tag) for tag in by_heart}
    assert judged == dict.fromkeys(by_heart, ("", ""))
