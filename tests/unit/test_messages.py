"""Messages: faults made by hand, told in words that a person can act on."""

from __future__ import annotations

from functools import cache

import pytest
from lxml import etree

from tei import resources
from tei.diagnostics import Rule
from tei.grammar import models
from tei.validation import codes, expectations, messages, relaxng, values
from tei.validation.causes import datings
from tei.validation.faults import Fault
from tei.validation.findings import Finding
from tei.validation.grammar import Grammar, load
from tei.validation.reading import parser
from tei.validation.surroundings import Surroundings, ranked
from tei.validation.wording import alike, element, nearest, series, tei

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@cache
def grammar() -> Grammar:
    return load(resources.schema("edition.rng"))


def tree(body: str) -> etree._Element:
    text = f'<TEI xmlns="{TEI}"><text><body>{body}</body></text></TEI>'
    return etree.fromstring(text.encode(), parser(recover=True))


def named(root: etree._Element, name: str) -> etree._Element:
    """The last element of a name."""
    return list(root.iter("{*}" + name))[-1]


def refused(body: str, name: str) -> Finding:
    """The finding that an element cannot stand where it stands."""
    child = named(tree(body), name)
    parent = child.getparent()
    assert parent is not None
    state = Surroundings(grammar()).states(parent)[child].before
    allowed = models.next_symbols(state)
    return messages.finding(
        Fault("element-refused", child, state=state, allowed=allowed), grammar()
    )


def loose(body: str, name: str, words: str) -> Finding:
    """The finding that text cannot stand at the beginning of an element."""
    node = named(tree(body), name)
    state = grammar().declarations[str(node.tag)].content
    return messages.finding(Fault("text-refused", node, value=words, state=state), grammar())


def unfinished(body: str, name: str) -> Finding:
    """The finding that an element ends too early."""
    node = named(tree(body), name)
    around = Surroundings(grammar())
    last = node[-1] if len(node) else None
    content = grammar().declarations[str(node.tag)].content
    state = content if last is None else around.after(last)
    allowed = models.next_symbols(state)
    fault = Fault("content-unfinished", node, state=state, allowed=allowed)
    return messages.finding(fault, grammar())


def wrong_attribute(body: str, name: str, attribute: str) -> Finding:
    node = named(tree(body), name)
    allowed = frozenset(grammar().declarations[str(node.tag)].attributes)
    fault = Fault("attribute-refused", node, attribute, node.get(attribute, ""), allowed=allowed)
    return messages.finding(fault, grammar())


def wrong_value(body: str, name: str, attribute: str) -> Finding:
    node = named(tree(body), name)
    declared = grammar().declarations[str(node.tag)].attributes[attribute]
    value = node.get(attribute, "")
    assert not values.fits(declared, value)
    fault = Fault("value-refused", node, attribute, value, patterns=declared.patterns)
    return messages.finding(fault, grammar())


def edits(finding: Finding) -> list[str]:
    return [f"{change} ({change.safety})" for change in finding.changes]


UNKNOWN = [
    ("<p><i>x</i></p>", "i", 'HTML\'s <i> is <hi rend="italic"> in TEI.'),
    ('<p><a href="x">y</a></p>', "a", 'HTML\'s <a href="…"> is <ref target="…"> in TEI.'),
    ("<p><emphasis>x</emphasis></p>", "emphasis", "DocBook's <emphasis> is <emph> in TEI."),
    ("<p><xref/></p>", "xref", "P4's <xref> is <ref> in P5."),
    ("<paragraph/>", "paragraph", "TEI calls it <p>."),
    ("<P/>", "P", "XML heeds capitals: write <p>."),
    ("<p><persName/><persname/></p>", "persname", "XML heeds capitals: write <persName>."),
    ("<p><qoute/></p>", "qoute", "Did you mean <quote>?"),
    ("<div1/>", "div1", "<div1> is TEI all the same: this schema leaves it out."),
    ("<blarg/>", "blarg", ""),
    ("<pp/>", "pp", "Did you mean <p>?"),
    ("<zzz/>", "zzz", ""),
]


@pytest.mark.parametrize(("body", "name", "advice"), UNKNOWN)
def test_unknown_elements_are_told_with_what_was_probably_meant(
    body: str, name: str, advice: str
) -> None:
    found = refused(body, name)
    assert (found.code, found.message) == (
        "element-unknown",
        f"The schema has no element <{name}>.",
    )
    assert found.advice.startswith(advice) if advice else found.advice == ""


def test_what_is_meant_comes_first_among_what_is_allowed() -> None:
    assert refused("<p><qoute/></p>", "qoute").allowed[0] == "quote"
    assert refused("<p><br/></p>", "br").allowed[0] == "lb"
    assert refused("<zzz/>", "zzz").allowed[:2] == ("p", "div")


def test_habits_carry_their_attributes_over() -> None:
    assert edits(refused('<p><a href="x">y</a></p>', "a")) == [
        "rename <a> to <ref> (unsafe)",
        "rename @href to @target (unsafe)",
    ]
    assert edits(refused("<p><b>y</b></p>", "b"))[1] == 'write rend="bold" (unsafe)'
    assert edits(refused("<p><P>y</P></p>", "P")) == ["rename <P> to <p> (unsafe)"]  # no p in p
    assert edits(refused("<P>y</P>", "P")) == ["rename <P> to <p> (safe)"]


def test_an_element_without_tei_s_namespace_is_told_so() -> None:
    found = refused('<p xmlns="">x</p>', "p")
    assert found.message == "<p> stands in no namespace, so that it is not TEI's <p>."
    assert found.advice.startswith('Remove xmlns="" from it')
    assert edits(found) == ["remove @xmlns (safe)"]


PLACES = [
    ("<p>x<div><p/></div></p>", "div", "<div> cannot stand inside <p>.",
     "Close the paragraph first (</p>)."),
    ("<p>x<sp><p/></sp>y</p>", "sp", "<sp> cannot stand inside <p>.",
     "Close the paragraph first (</p>), and begin a new <p> after <sp>."),
    ("<p>One<p>Two</p></p>", "p", "<p> cannot stand inside <p>.",
     "Close the paragraph before the next one begins."),
    ("<list><p/></list>", "p", "<p> cannot stand directly inside <list>.", "Put it into <item>."),
    ("<p>One</p><head/>", "head",
     "<head> comes too late inside <body>: it must stand before the first <p>.",
     "A heading opens a division: begin a new <div> with it, or move it to the top."),
    ("<div><p/></div><p>late</p>", "p", "<p> cannot stand after <div> inside <body>.",
     "Once divisions begin, the text belongs in divisions: put it into a <div>, or move it before "
     "the first <div>."),
    ("<p><quotation/></p>", "quotation", "<quotation> cannot stand here inside <p>.",
     "<quotation> says, in the header, what was done with quotation marks; write <quote> here."),
    ("<p><item>x</item></p>", "item", "<item> cannot stand directly inside <p>.",
     "Put it into <list>."),
    ("<p><cell/></p>", "cell", "<cell> cannot stand here inside <p>.",
     "It belongs inside <row>."),
    ("<p><choice><hi/></choice></p>", "hi", "<hi> cannot stand here inside <choice>.",
     "A choice holds readings of one place, side by side: <sic> and <corr>, <orig> and <reg>, "
     "<abbr> and <expan>."),
]  # fmt: skip


@pytest.mark.parametrize(("body", "name", "message", "advice"), PLACES)
def test_misplaced_elements_are_told_with_a_way_out(
    body: str, name: str, message: str, advice: str
) -> None:
    found = refused(body, name)
    assert (found.code, found.message, found.advice) == ("element-misplaced", message, advice)


def test_many_faults_among_many_children_are_told_in_order() -> None:
    root = tree("<p/><head>a</head>" * 3000)
    body = named(root, "body")
    around = Surroundings(grammar())
    states = around.states(body)
    heads = list(body.iter(tei("head")))
    first = body[0]
    assert [around.last_before(head) for head in heads] == [first] * 3000
    assert around.last_before(heads[5]) is first  # asked for again
    assert not states[heads[0]].read and states[first].read


def test_an_element_that_is_missing_and_stands_later_has_to_move() -> None:
    header = etree.fromstring(
        f'<fileDesc xmlns="{TEI}"><titleStmt/><sourceDesc/><publicationStmt/></fileDesc>'
    )
    fault = Fault("element-missing", header[1], tei("publicationStmt"))
    found = messages.finding(fault, grammar())
    assert found.message == (
        "<sourceDesc> comes too early inside <fileDesc>: <publicationStmt> must stand before it."
    )
    del header[2]
    found = messages.finding(Fault("element-missing", header[1], tei("publicationStmt")), grammar())
    assert found.message == (
        "<fileDesc> lacks <publicationStmt>, which must stand before <sourceDesc>."
    )
    assert found.advice.startswith("Say who makes the file public")
    assert found.guidelines.endswith("HD.html#HD2")


TEXTS = [
    ("<p/>", "body", "loose words", "Put it into <p>."),
    ("<list/>", "list", "one", "Put it into <item>."),
    ("<lg/>", "lg", "one", "Put it into <l>."),
    ("<table/>", "table", "one", "Put it into a <cell> of a <row>."),
    ("<p><pb/></p>", "pb", "12", 'A number is given by the attribute @n: <pb n="12"/>.'),
    ("<p><lb/></p>", "lb", "and so", "It only marks a place: write <lb/> and put the words behind"),
    ("<p/>", "body", ">", "“>” is probably left over from a tag: remove it."),
]


@pytest.mark.parametrize(("body", "name", "words", "advice"), TEXTS)
def test_loose_text_is_told_where_to_go(body: str, name: str, words: str, advice: str) -> None:
    found = loose(body, name, words)
    assert found.code == "text-misplaced" and words in found.message
    assert found.advice.startswith(advice)


GAPS = [
    ("<list/>", "list", "<list> is empty: it needs <item>.", "A list needs at least one <item>"),
    ("<p><choice><sic/></choice></p>", "choice", "<choice> holds only <sic>: it needs a second",
     "A choice needs two readings: put <corr> beside <sic>."),
    ("<sp><speaker>A</speaker></sp>", "sp", "<sp> is not complete: it needs <p>",
     "A speech needs what is said"),
    ("<table/>", "table", "<table> is empty: it needs <row>", "A table needs at least one <row>"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "name", "message", "advice"), GAPS)
def test_what_ends_too_early_is_told_what_it_lacks(
    body: str, name: str, message: str, advice: str
) -> None:
    found = unfinished(body, name)
    assert found.code == "content-incomplete"
    assert found.message.startswith(message) and found.advice.startswith(advice)


ATTRIBUTES = [
    ('<p id="a"/>', "p", "id", "TEI P5 writes @xml:id.", ["rename @id to @xml:id (safe)"]),
    ('<p id="1 b"/>', "p", "id", "TEI P5 writes @xml:id.", []),
    ('<p lang="en"/>', "p", "lang", "TEI P5 writes @xml:lang.",
     ["rename @lang to @xml:lang (safe)"]),
    ('<p><date whn="1842"/></p>', "date", "whn", "Did you mean @when?",
     ["rename @whn to @when (unsafe)"]),
    ('<p><date whn="May"/></p>', "date", "whn", "Did you mean @when?", []),
    ('<p><date When="1842"/></p>', "date", "When", "XML heeds capitals: write @when.",
     ["rename @When to @when (safe)"]),
    ('<p class="x"/>', "p", "class", "Did you mean @rend?", ["rename @class to @rend (unsafe)"]),
    ('<p><ref href="x"/></p>', "ref", "href", "Did you mean @target?",
     ["rename @href to @target (unsafe)"]),
    ('<p TEIform="p"/>', "p", "TEIform", "P5 has no @TEIform: remove it.",
     ["remove @TEIform (safe)"]),
    ('<p><date zzz=""/></p>', "date", "zzz", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("body", "name", "attribute", "advice", "changes"), ATTRIBUTES)
def test_unknown_attributes_are_told_with_what_was_probably_meant(
    body: str, name: str, attribute: str, advice: str, changes: list[str]
) -> None:
    found = wrong_attribute(body, name, attribute)
    assert found.message == f"<{name}> has no attribute @{attribute} in this schema."
    assert (found.code, found.advice, edits(found)) == ("attribute-unknown", advice, changes)


def test_an_id_that_another_element_has_is_no_safe_change() -> None:
    found = wrong_attribute('<p xml:id="a"/><p id="a"/>', "p", "id")
    assert edits(found) == ["rename @id to @xml:id (unsafe)"]


VALUES = [
    ("<date when='{}'/>", "3 May 1842", ['write when="1842-05-03" (safe)']),
    ("<date when='{}'/>", "1842?", ['write when="1842" (unsafe)', 'write cert="low" (unsafe)']),
    ("<date when='{}'/>", "184X", ["rename @when to @notBefore (unsafe)",
     'write notBefore="1840" (unsafe)', 'write notAfter="1849" (unsafe)']),
    ("<date when='{}'/>", "1842/1845", ["rename @when to @from (unsafe)",
     'write from="1842" (unsafe)', 'write to="1845" (unsafe)']),
    ("<date when='{}'/>", "1842-45", ["rename @when to @from (unsafe)",
     'write from="1842" (unsafe)', 'write to="1845" (unsafe)']),
    ("<date when='{}'/>", "../1842", ["rename @when to @notAfter (unsafe)",
     'write notAfter="1842" (unsafe)']),
    ("<date when='{}'/>", "842", ['write when="0842" (unsafe)']),
    ("<date when='{}'/>", "1842-05-00", ['write when="1842-05" (safe)']),
    ("<date when='{}'/>", "1842-XX-XX", ['write when="1842" (safe)']),
    ("<date when='{}'/>", "n.d.", ["remove @when (unsafe)"]),
    ("<date when='{}'/>", "ca. 1842", []),
    ("<date when='{}'/>", "1842~", []),
    ("<date when='{}'/>", "05/06/1842", []),  # which is the month?
    ("<date when='{}'/>", "1842-13", []),
    ("<date when='{}'/>", "May 1842", ['write when="1842-05" (safe)']),
    ("<date when='{}'/>", "3rd of May 1842", ['write when="1842-05-03" (safe)']),
    ("<date when='{}'/>", "9:30 pm", ['write when="21:30:00" (safe)']),
    ("<date when='{}'/>", "before 1842", ["rename @when to @notAfter (unsafe)",
     'write notAfter="1842" (unsafe)']),
    ("<date when='{}'/>", "18th century", []),
    ("<date when='{}'/>", "Winter 1842", []),
    ("<date when='{}'/>", "", ["remove @when (unsafe)"]),
    ("<said direct='{}'/>", "True", ['write direct="true" (safe)']),
    ("<said direct='{}'/>", "yes", ['write direct="true" (safe)']),
    ("<said direct='{}'/>", "perhaps", []),
    ("<title level='{}'/>", "journal", ['write level="j" (unsafe)']),
    ("<title level='{}'/>", "J", ['write level="j" (safe)']),
    ("<date cert='{}'/>", "hgih", ['write cert="high" (unsafe)']),
    ("<ref target='{}'/>", "http://[bad", []),
]  # fmt: skip


@pytest.mark.parametrize(("body", "value", "changes"), VALUES)
def test_values_are_repaired_only_where_the_repair_fits(
    body: str, value: str, changes: list[str]
) -> None:
    node = etree.fromstring(body.format(value))
    found = wrong_value(f"<p>{body.format(value)}</p>", str(node.tag), str(node.keys()[0]))
    assert (found.code, edits(found)) == ("value-invalid", changes)


def test_every_change_of_a_value_fits_the_schema() -> None:
    for body, value, _ in VALUES:
        node = etree.fromstring(body.format(value))
        found = wrong_value(f"<p>{body.format(value)}</p>", str(node.tag), str(node.keys()[0]))
        declared = grammar().declarations[tei(str(node.tag))].attributes
        for change in found.changes:
            if change.kind == "set-attribute":
                assert values.fits(declared[change.name], change.value)


def test_a_time_gets_its_seconds() -> None:
    pattern = etree.fromstring(
        '<choice xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary='
        '"http://www.w3.org/2001/XMLSchema-datatypes"><data type="gYear"/><data type="time"/>'
        '<data type="dateTime"/></choice>'
    )
    root = tree("<p><date when='14:30'/></p>")
    for written, better in (("14:30", "14:30:00"), ("1842-05-03 9:05", "1842-05-03T09:05:00")):
        fault = Fault("value-refused", named(root, "date"), "when", written, patterns=(pattern,))
        cause = datings.of_value(fault, Surroundings(grammar()))
        assert cause is not None and cause.changes[0].value == better


def test_identifiers_are_made_of_what_was_written() -> None:
    for written, better in (("1 a", "p1-a"), ("12", "p12"), ("a b", "a-b"), ("a:b", "a-b")):
        found = wrong_value(f'<p xml:id="{written}"/>', "p", XML_ID)
        assert edits(found) == [f'write xml:id="{better}" (unsafe)']


def test_a_root_without_namespace_or_of_another_kind() -> None:
    root = etree.fromstring("<TEI/>")
    found = messages.finding(Fault("root-refused", root), grammar())
    assert found.code == "root-wrong" and "no namespace" in found.message
    assert edits(found) == [f'write xmlns="{TEI}" (safe)']
    for text, words in (
        (f'<p xmlns="{TEI}"/>', "only a part of a TEI document"),
        ("<TEI.2/>", "TEI P4"),
        ("<html/>", "web page"),
        (f'<tei xmlns="{TEI}"/>', "XML heeds capitals: write <TEI>."),
        (f'<t:TEI xmlns:t="{TEI}/"/>', f'Write xmlns:t="{TEI}", exactly.'),
    ):
        root = etree.fromstring(text)
        assert words in messages.finding(Fault("root-refused", root), grammar()).advice


def test_a_repeated_identifier_names_the_other() -> None:
    root = tree('<p xml:id="a"/>\n<p xml:id="a"/>')
    first, second = root.iter(tei("p"))
    found = messages.finding(Fault("id-repeated", second, XML_ID, "a", other=first), grammar())
    assert found.message == (
        'The identifier xml:id="a" is given to <p> here, but another <p> in line 1 has it already.'
    )


def test_a_missing_attribute_is_told_with_what_it_holds() -> None:
    node = named(tree("<p><graphic/></p>"), "graphic")
    fault = Fault("attribute-missing", node, "url", required=frozenset(("url",)))
    found = messages.finding(fault, grammar())
    assert found.message == (
        "<graphic> needs the attribute @url: a pointer without blanks (#p3, https://example.org/)."
    )
    fault = Fault("attribute-missing", node, allowed=frozenset(("url", "n")))
    assert messages.finding(fault, grammar()).message == (
        "<graphic> needs one of the attributes @n or @url."
    )


def test_every_finding_leads_to_the_guidelines() -> None:
    page = "https://www.tei-c.org/release/doc/tei-p5-doc/en/html/"
    assert refused("<p><br/></p>", "br").guidelines == page + "ref-lb.html"
    assert refused("<list><p/></list>", "p").guidelines == page + "ref-item.html"
    assert wrong_attribute('<p><date whn="1"/></p>', "date", "whn").guidelines == (
        page + "ref-date.html"
    )
    assert wrong_value('<p><date when="x"/></p>', "date", "when").guidelines == (
        page + "CO.html#CONADA"
    )


def test_every_kind_of_fault_has_a_code_and_a_sentence() -> None:
    node = named(tree("<p><zzz/></p>"), "zzz")
    for kind, rule in codes.RULES.items():
        name = "n" if kind.startswith(("attribute", "id", "reference")) else ""
        found = messages.finding(Fault(kind, node, name), grammar())  # nothing else is known
        assert found.code in (rule.code, "element-unknown")
        assert found.message.endswith(".") and "{" not in found.message


BEFORE, AFTER = codes.ROOT.passing.split("<p>To the bridge.</p>")
DECLARED = [rule for rule in (*codes.RULES.values(), codes.UNKNOWN) if rule.failing[0] == "<"]


@pytest.mark.parametrize("rule", DECLARED, ids=lambda rule: rule.code)
def test_every_code_is_found_in_its_failing_example_alone(rule: Rule) -> None:
    schema = resources.schema("edition.rng")
    for example, expected in ((rule.failing, True), (rule.passing, False)):
        whole = rule in (codes.ROOT, codes.MISSING)
        data = (example if whole else BEFORE + example + AFTER).encode()
        root = etree.fromstring(data, parser(recover=True))
        faults = relaxng.faults(root, load(schema), data)
        found = {found.code for found in messages.findings(faults, grammar())}
        assert (rule.code in found) is expected


def test_names_are_alike_only_where_a_slip_explains_it() -> None:
    assert nearest("qoute", ["quote", "q", "note"]) == ["quote"]
    assert nearest("publicationStatement", ["publicationStmt", "editionStmt"]) == [
        "publicationStmt"
    ]
    for written, known in (
        ("a", "p"),
        ("cb", "lb"),
        ("ist", "list"),
        ("icon", "bicond"),
        ("row", "rdg"),
        ("", "p"),
    ):
        assert alike(written, known) == 0


def test_lists_of_names_are_read_out() -> None:
    assert series([]) == ""
    assert series(["a"]) == "a"
    assert series("abc") == "a, b or c"
    assert series("abcdefgh", "and", most=6) == "a, b, c, d, e, f and 2 others"
    assert series("abcdefg", most=6) == "a, b, c, d, e, f or g"  # not "1 others"


def test_names_are_ranked_by_practice() -> None:
    names = [tei(name) for name in ("zone", "hi", "accMat", "p")]
    assert [element(name) for name in ranked(names)] == ["<p>", "<hi>", "<zone>", "<accMat>"]
    assert ranked(names, first=[tei("zone")])[0] == tei("zone")


def test_what_a_value_may_be_is_said_in_words() -> None:
    declared = grammar().declarations[tei("said")].attributes["direct"]
    assert expectations.expected(declared) == "true, false, unknown or inapplicable"
