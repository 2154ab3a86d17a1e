"""Evaluation: stripping a gold, pairing, counting, telling names and days apart."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei import language as packs
from tei import pipeline
from tei.diagnostics import Problem
from tei.evaluation import days
from tei.evaluation.evaluate import evaluate, evaluate_bytes, read_gold
from tei.evaluation.golds import gold_spans
from tei.evaluation.lines import lines_of
from tei.evaluation.measures import CERTS, compare
from tei.evaluation.page import page
from tei.evaluation.pairing import pairs_of
from tei.evaluation.people import People, agree
from tei.evaluation.record import outcome, record
from tei.evaluation.spans import KINDS, Span, comparable
from tei.evaluation.stripping import Stripped, strip
from tei.evaluation.table import table
from tei.names import NAMESPACE
from tei.source import SourceText

ENGLISH = packs.load("en")
HEADER = "<teiHeader><fileDesc><titleStmt><title>x</title></titleStmt></fileDesc>{}</teiHeader>"


def tei(body: str, header: str = "") -> bytes:
    """A TEI file with this body, all on the lines that the body has."""
    head = HEADER.format(header)
    return f'<TEI xmlns="{NAMESPACE}">{head}<text><body>{body}</body></text></TEI>'.encode()


def stripped(body: str) -> Stripped:
    data = tei(body)
    root = read_gold(data, "gold.xml")
    numbers = {node: number for number, node in enumerate(root.iter(etree.Element))}
    return strip(root, language=ENGLISH, lines=lines_of(data), numbers=numbers)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<head>One</head><p>Two\n   three.</p><p>Four.</p>", "One\n\nTwo three.\n\nFour."),
        ("<lg><l>A b,</l><l>C d.</l></lg><p>E.</p>", "A b,\nC d.\n\nE."),
        ("<p>Old <q>new</q> old.</p>", "Old “new” old."),
        ("<p>Old “<q>new</q>” old.</p>", "Old “new” old."),
        ("<p>Old <q>“new”</q> old.</p>", "Old “new” old."),
        ("<p>He: <q>a <q>b</q> c</q>.</p>", "He: “a ‘b’ c”."),
        ('<p>He <q type="emph">did</q> it.</p>', "He did it."),
        ('<p>He thought <said direct="false">it was so</said>.</p>', "He thought it was so."),
        ("<p>The so-called <soCalled>debate</soCalled>.</p>", "The so-called “debate”."),
        ("<p>He said:</p><quote><p>A text.</p></quote>", "He said:\n\n    A text."),
        ("<sp><speaker>Anna.</speaker><p>Yes.</p></sp>", "Anna. Yes."),
        ("<sp><speaker>Anna</speaker><p>Yes.</p></sp>", "Anna: Yes."),
        ("<sp><speaker>ANNA</speaker><p>Yes.</p></sp>", "ANNA\nYes."),
        ("<sp><speaker>Anna.</speaker><l>Yes.</l><l>No.</l></sp>", "Anna.\nYes.\nNo."),
        (
            "<sp><speaker>Anna.</speaker><stage>aside</stage><p>Yes <stage>(goes)</stage></p></sp>",
            "Anna. (aside) Yes (goes)",
        ),
        ("<stage>Night.</stage><p>A</p>", "Night.\n\nA"),
        (
            '<note type="speaker">Mr. Gull</note><u who="#g"><seg>A.</seg><seg>B.</seg></u>',
            "Mr. Gull: A.\n\nB.",
        ),
        ("<u><seg>A.</seg></u><vocal><desc>Applause</desc></vocal>", "A.\n\n(Applause)"),
        ("<p>wo<lb break='no'/>rd and wo<pb n='2'/>rd</p>", "word and word"),
        ("<p>wo<pc force='weak'>-</pc><lb break='no'/>rd</p>", "wo-\nrd"),
        ("<p>one<lb/>two</p>", "one\ntwo"),
        ("<p>a <choice><sic>teh</sic><corr>the</corr></choice> b</p>", "a teh b"),
        ("<p>a <choice><abbr>Dr</abbr>\n<expan>Doctor</expan></choice> b</p>", "a Dr b"),
        ("<p>a <app><lem>x</lem><rdg>y</rdg></app> b</p>", "a x b"),
        ("<p>a <app><rdg wit='#A'>y</rdg><rdg>z</rdg></app> b</p>", "a y b"),
        ("<p>a <subst><del>x</del><add>y</add></subst> b</p>", "a y b"),
        ("<p>Text<note>A remark.</note> more.</p>", "Text[1] more.\n\n[1] A remark."),
        (
            '<p>Text<ref target="#n1">[7]</ref><note xml:id="n1" n="7">Remark.</note>.</p>',
            "Text[7].\n\n[7] Remark.",
        ),
        ('<list rend="numbered"><item>A</item><item>B</item></list>', "1. A\n2. B"),
        ('<list rend="bulleted"><item>A</item><item>B</item></list>', "- A\n- B"),
        ("<list><item>A</item></list>", "A"),
        (
            "<table><row><cell>A</cell><cell>B</cell></row><row><cell>C</cell></row></table>",
            "A B\nC",
        ),
        ("<opener><dateline>Riva, 3 May</dateline><salute>Dear A,</salute></opener>", None),
        ("<p><w>one</w><pc join='left'>,</pc> <w>two</w></p>", "one, two"),
        ("<p>«\u00a0Oui\u00a0»</p>", "«\u00a0Oui\u00a0»"),
        ("<listPerson><person><persName>A</persName></person></listPerson><p>B</p>", "B"),
        (
            '<p>B</p><listBibl><bibl xml:id="a"><title>C</title><date>D</date></bibl></listBibl>',
            "B",
        ),
        ("<p>B</p><listBibl><bibl>D, <title>C</title></bibl></listBibl>", "B\n\nD, C"),
        ("<p>a<!-- no --> b<?pi no?> c</p>", "a b c"),
        ("<fw>running head</fw><p>A</p>", "A"),
    ],
)
def test_the_plain_text_of_a_gold(body: str, text: str | None) -> None:
    expected = text if text is not None else "Riva, 3 May\nDear A,"
    assert stripped(body).text.strip("\n").lstrip("\n") == expected


def test_elements_stand_where_their_text_stands() -> None:
    body = "<head>One</head>\n<p>Two <date when='1911'>in\n 1911</date>, <q>three</q>.</p>"
    made = stripped(body)
    found = {p.element.tag.split("}")[1]: made.text[p.start : p.end] for p in made.places}
    assert found["head"] == "One"
    assert found["date"] == "in 1911"
    assert found["q"] == "“three”"
    assert found["p"] == "Two in 1911, “three”."
    assert made.supplied == {"quotation marks": 1}


def test_lines_are_those_of_the_gold_file() -> None:
    data = tei("<p>one\ntwo\nthree <hi>x</hi>\nfour</p>\n<p>five</p>")
    root = read_gold(data, "gold.xml")
    numbers = {node: number for number, node in enumerate(root.iter(etree.Element))}
    made = strip(root, lines=lines_of(data), numbers=numbers)
    at = {word: made.line(made.text.index(word)) for word in made.text.split()}
    assert at == {"one": 1, "two": 2, "three": 3, "x": 3, "four": 4, "five": 5}


def test_marks_are_not_supplied_in_the_middle_of_what_has_them_elsewhere() -> None:
    body = (
        "<p><q xml:id='a' next='#b'>“One</q></p><p><q xml:id='b' prev='#a' next='#c'>two</q></p>"
        "<p><q xml:id='c' prev='#b'>three”</q> and <q>“four”</q>.</p>"
    )
    assert stripped(body).supplied == {}


def test_what_is_compared_has_no_marks_at_its_ends() -> None:
    text = "“A b,” said C. “D\n\ne.” On 4 May."
    spans = [
        Span("quotation", 0, 6),
        Span("quotation", 15, 22),
        Span("date", text.index("4"), len(text)),
    ]
    shown = [text[span.start : span.end] for span in comparable(text, spans)]
    assert shown == ["A b", "D", "e.", "4 May"]


def test_a_speech_is_compared_without_its_label_and_directions() -> None:
    text = "Anna (low). Yes. (Goes.)"
    spans = [
        Span("speech", 0, len(text)),
        Span("speaker", 0, 4),
        Span("stage", 5, 11),
        Span("stage", 17, len(text)),
    ]
    speech = next(span for span in comparable(text, spans) if span.kind == "speech")
    assert text[speech.start : speech.end] == "Yes"


def test_pairs_are_one_to_one_and_the_closest_first() -> None:
    gold = [Span("p", 0, 10), Span("p", 20, 30), Span("p", 40, 50)]
    ours = [Span("p", 0, 10), Span("p", 1, 10), Span("p", 22, 30), Span("p", 48, 60)]
    pairs = {(p.gold and p.gold.start, p.ours and p.ours.start) for p in pairs_of(gold, ours)}
    assert pairs == {(0, 0), (20, 22), (40, None), (None, 1), (None, 48)}


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=12),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=12),
)
def test_every_span_stands_in_one_pair(
    gold: list[tuple[int, int]], ours: list[tuple[int, int]]
) -> None:
    left = [Span("p", start, start + length) for start, length in gold]
    right = [Span("p", start, start + length) for start, length in ours]
    pairs = pairs_of(left, right)
    assert sorted((p.gold.start, p.gold.end) for p in pairs if p.gold) == sorted(
        (span.start, span.end) for span in left
    )
    assert sorted((p.ours.start, p.ours.end) for p in pairs if p.ours) == sorted(
        (span.start, span.end) for span in right
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"when": "1929-08"}, {"from": "1929-08-01", "to": "1929-08-31"}, True),
        ({"when": "1929"}, {"notBefore": "1929", "notAfter": "1929"}, True),
        ({"when": "1929-08-04T10:00:00"}, {"when": "1929-08-04"}, True),
        ({"from": "1929"}, {"from": "1929", "to": "1929"}, False),
        ({"when": "1929-08-04"}, {"when": "1929-08-05"}, False),
    ],
)
def test_dates_are_compared_as_days(one: dict[str, str], other: dict[str, str], same: bool) -> None:
    assert (days.days_of(one) == days.days_of(other)) is same
    assert days.days_of(one) is not None


@pytest.mark.parametrize("value", [{}, {"when": ""}, {"when": "yesterday"}, {"when": "10:03"}])
def test_what_is_no_day_has_no_value(value: dict[str, str]) -> None:
    assert days.days_of(value) is None


@pytest.mark.parametrize(
    ("ours", "gold", "same"),
    [
        ("Edith Marlow", "Edith Marlow", True),
        ("the Harbour Board", "Harbour Board", True),
        ("Marlow", "Edith Marlow", True),
        ("Mr. Gull", "Mrs. Gull", False),
        ("Tom", "Anna", False),
        ("Édith", "edith", True),
        ("Gull", "Anna Gull", False),  # it is all the gold calls another
    ],
)
def test_names_of_one_person(ours: str, gold: str, same: bool) -> None:
    others = {"a": (gold,), "b": ("Gull", "Peter")}
    assert agree((ours,), (gold,), others, ENGLISH) is same


def test_names_behind_pointers() -> None:
    data = tei(
        '<sp who="#tom"><speaker>TOM.</speaker><p>A</p></sp>',
        '<profileDesc><particDesc><listPerson><person xml:id="anna"><persName>Anna'
        "</persName></person></listPerson></particDesc></profileDesc>",
    )
    people = People(read_gold(data, "gold.xml"))
    assert people.of("#anna") == ("Anna",)
    assert people.of("#tom") == ("TOM",)
    assert people.of("file.xml#HansKarl") == ("Hans Karl",)


def test_counts_and_calibration_of_one_text() -> None:
    gold = [
        Span("quotation", 0, 10, form="said", who=("Anna",)),
        Span("quotation", 20, 30, form="said", who=("Tom",)),
        Span("date", 40, 44, days=days.days_of({"when": "1911"})),
        Span("date", 50, 54, days=days.days_of({"when": "1912"})),
    ]
    ours = [
        Span("quotation", 0, 10, form="said", who=("Anna",), cert="high", who_cert="high"),
        Span("quotation", 21, 30, form="q", who=("Anna",), cert="low", who_cert="medium"),
        Span("date", 40, 44, days=days.days_of({"when": "1911"}), cert="high"),
        Span("date", 50, 54, days=days.days_of({"when": "1913"}), cert="medium"),
        Span("date", 60, 64, cert="high"),
    ]
    tally, faults = compare(gold, ours, {"a": ("Anna",), "t": ("Tom",)}, ENGLISH)
    assert tally.scores("quotation", "exact") == (0.5, 0.5, 0.5)
    assert tally.scores("quotation", "overlap") == (1.0, 1.0, 1.0)
    assert tally.counts["quotation", "who-right"] == 1
    assert tally.counts["quotation", "element-right"] == 1
    assert tally.counts["date", "value-right"] == 1
    assert [tally.right("date", cert) for cert in CERTS] == [(1, 2), (0, 1), (0, 0)]
    assert [tally.right("who", cert) for cert in CERTS] == [(1, 1), (0, 1), (0, 0)]
    assert [tally.right("quotation", cert) for cert in CERTS] == [(1, 1), (0, 0), (0, 1)]
    assert sorted(fault.what for fault in faults) == [
        *("edges", "element", "not in the gold", "speaker", "value"),
    ]


def test_dates_of_a_gold_without_values_are_judged_by_their_place() -> None:
    ours = [Span("date", 0, 4, cert="high"), Span("date", 8, 12, cert="high")]
    tally, _ = compare([Span("date", 0, 4)], ours, {}, ENGLISH)
    assert tally.right("date", "high") == (1, 2)


def test_inner_quotations_do_not_count_where_the_gold_has_outer_ones_only() -> None:
    gold, inner = [Span("quotation", 0, 50, form="q")], Span("quotation", 10, 20, form="q")
    tally, _ = compare(gold, [*gold, inner], {}, ENGLISH)
    assert tally.counts["quotation", "ours"] == 1
    tally, _ = compare([*gold, inner], [*gold, inner], {}, ENGLISH)
    assert tally.counts["quotation", "ours"] == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<TEI><p>", "gold-not-xml"),
        (b"plain text", "gold-not-xml"),
        (b"", "gold-not-xml"),
        (b"<p>no TEI</p>", "gold-not-tei"),
        (b"<TEI.2><text><body><p>P4</p></body></text></TEI.2>", "gold-not-tei"),
        (tei(""), "gold-without-text"),
        (f'<TEI xmlns="{NAMESPACE}"/>'.encode(), "gold-without-text"),
    ],
)
def test_what_is_no_gold(data: bytes, code: str) -> None:
    with pytest.raises(Problem) as caught:
        evaluate_bytes(data, "gold.xml")
    assert caught.value.rule.code == code
    assert caught.value.rule.exit_code == 2


def test_a_gold_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="text-unreadable"):
        evaluate(tmp_path / "nothing.xml")


def test_four_quotations_of_which_one_has_the_wrong_speaker() -> None:
    result = evaluate_bytes(
        tei(
            "<p><said who='#anna'>“Leave it alone,”</said> said Anna. "
            "<said who='#anna'>“It was here in <date when='1742'>1742</date>.”</said></p>"
            "<p><said who='#tom'>“And it will stay,”</said> said Tom. "
            "<said who='#anna'>“Mark my words.”</said></p>",
            "<profileDesc><particDesc><listPerson><person xml:id='anna'><persName>Anna</persName>"
            "</person><person xml:id='tom'><persName>Tom</persName></person></listPerson>"
            "</particDesc></profileDesc>",
        ),
        "gold.xml",
    )
    counts = result.tally.counts
    assert counts["quotation", "gold"] == counts["quotation", "exact"] == 4
    assert counts["quotation", "who-right"] == 3
    assert counts["date", "value-right"] == 1
    wrong = [miss for miss in result.misses if miss.what == "speaker"]
    assert [(miss.words, miss.wanted, miss.found) for miss in wrong] == [
        ("Mark my words.", "Anna", "Tom")
    ]


def test_our_own_encoding_of_the_sample_is_found_again(root: Path) -> None:
    """What we encode, stripped and encoded again, is the same: nothing depends on luck."""
    path = root / "examples" / "harbour-mill" / "sources" / "harbour-mill.txt"
    document = pipeline.encode_text(SourceText(path.read_text("utf-8")))
    result = evaluate_bytes(document.serialise(), "harbour-mill.xml")
    for kind in ("quotation", "term", "date", "head", "p", "division", "l", "item", "note"):
        assert result.tally.counts[kind, "gold"], kind
        assert result.tally.scores(kind, "exact") == (1.0, 1.0, 1.0), kind
    counts = result.tally.counts
    assert counts["date", "value-right"] == counts["date", "value-gold"] > 5
    assert counts["quotation", "who-right"] == counts["quotation", "who-gold"] > 5


def test_a_corpus_is_its_texts_and_several_files_are_summed() -> None:
    one = tei("<p><q>One</q> is here.</p>").decode()
    corpus = f'<teiCorpus xmlns="{NAMESPACE}">{one}{one}</teiCorpus>'.encode()
    result = evaluate_bytes(corpus, "corpus.xml")
    assert result.texts == 2
    both = outcome([result, evaluate_bytes(one.encode(), "one.xml")])
    assert both.whole.texts == 3
    assert both.whole.tally.counts["quotation", "gold"] == 3
    assert both.kinds == ("quotation", "p")
    assert "date" in both.unscored


def test_only_the_kinds_asked_for() -> None:
    result = evaluate_bytes(tei("<p><q>One</q> in <date>1911</date>.</p>"), "one.xml")
    assert outcome([result], ["date"]).kinds == ("date",)
    assert set(record(outcome([result], ["date"]))["kinds"]) == {"date"}


def test_reports_have_all_and_escape_all() -> None:
    gold = tei(
        "<p>On &lt;script&gt;alert(1)&lt;/script&gt; <date when='1911-05-04'>5 May 1911</date> "
        "it was &amp; is.</p>"
    )
    found = outcome([evaluate_bytes(gold, "<b>gold</b>.xml")])
    shown = page(found, 10)
    assert "<script" not in shown
    assert "<b>gold" not in shown
    assert "Content-Security-Policy" in shown
    assert html.escape("<script>alert(1)</script>") in shown
    told = json.loads(json.dumps(record(found)))
    assert told["kinds"]["date"]["value"] == {
        **{"gold": 1, "found": 1, "given": 1, "right": 0, "accuracy": 0.0, "precision": 0.0},
    }
    assert [miss["what"] for miss in told["misses"]] == ["value"]
    text = table(found, 5)
    assert "value: the gold has when=1911-05-04, ours when=1911-05-05" in text
    assert "Not scored, as the gold has none:" in text


HOLDING = ("div", "p", "ab", "head", "lg", "l", "sp", "list", "item", "u", "table", "row", "cell")
INSIDE = ("quote", "q", "said", "speaker", "stage", "note", "seg", "choice", "app", "rdg", "bibl")
PHRASES = ("lb", "pb", "w", "hi", "date", "title", "persName", "opener", "dateline", "space")
BLOCKS = st.sampled_from((*HOLDING, *INSIDE, *PHRASES, "figure"))
TREES = st.recursive(
    st.tuples(BLOCKS, st.text("ab “”.\n(-", max_size=8)),
    lambda inner: st.tuples(BLOCKS, st.lists(inner, max_size=4)),
    max_leaves=16,
)


@given(st.lists(TREES, min_size=1, max_size=4))
def test_any_tree_is_stripped_in_order_and_judged(trees: list[object]) -> None:
    root = etree.Element(f"{{{NAMESPACE}}}TEI")
    body = etree.SubElement(etree.SubElement(root, f"{{{NAMESPACE}}}text"), f"{{{NAMESPACE}}}body")
    for tree in trees:
        grow(body, tree)
    data = etree.tostring(root)
    made = strip(read_gold(data, "gold.xml"), language=ENGLISH, lines=lines_of(data))
    for place in made.places:
        assert 0 <= place.start < place.end <= len(made.text)
        assert not made.text[place.start].isspace()
    spans = gold_spans(made, People(root))
    assert all(span.kind in KINDS and span.start < span.end for span in spans)
    tally, faults = compare(spans, spans, {}, ENGLISH)
    assert not faults
    assert all(tally.scores(kind, "exact") == (1.0, 1.0, 1.0) for kind in tally.kinds())


def grow(parent: etree._Element, tree: object) -> None:
    """Build a tree of elements."""
    name, content = tree  # type: ignore[misc]
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    if isinstance(content, str):
        element.text = content
    else:
        for child in content:
            grow(element, child)


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["real", "documents", "broken"])
def test_no_tei_of_others_makes_it_fail(shared: Path, folder: str) -> None:
    """Any well-formed TEI is measured, or told in one sentence what is wrong with it."""
    measured = 0
    for path in sorted((shared / "tei" / folder).glob("*.xml")):
        if path.stat().st_size > 300_000:
            continue
        try:
            result = evaluate(path)
        except Problem:
            continue
        measured += 1
        found = outcome([result])
        assert table(found, 3)
        assert page(found, 3).endswith("</html>\n")
        json.dumps(record(found))
    assert measured > 3
