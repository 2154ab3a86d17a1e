"""Validation: every declared rule is found where it is broken, at the right place, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition.cli.validate import command
from tei import resources
from tei.diagnostics import RULES, Diagnostic, Problem, Rule
from tei.validation import models, reading, values
from tei.validation.check import check, check_bytes, named
from tei.validation.document import Document
from tei.validation.explain import explained
from tei.validation.rules import checks, datings

HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>On Bridges'
    "</title></titleStmt><publicationStmt><publisher>Press</publisher><availability>"
    "<p>Public domain.</p></availability></publicationStmt><sourceDesc><p>Typescript.</p>"
    "</sourceDesc></fileDesc></teiHeader>"
)


def document(body: str, head: str = HEAD) -> bytes:
    return f"{head}<text><body>\n{body}\n</body></text></TEI>".encode()


def findings(body: str) -> list[Diagnostic]:
    return errors(document(body))


def errors(data: bytes, schemas: Sequence[Path] | None = None) -> list[Diagnostic]:
    """What has to be mended; what else might be better in such short documents is no matter."""
    return [f for f in check_bytes(data, schemas, name="speech.xml") if f.severity == "error"]


def only(body: str) -> Diagnostic:
    found = findings(body)
    assert len(found) == 1, [finding.message for finding in found]
    return found[0]


assert checks(), "the rules declare themselves when they are loaded"
EXAMPLES = [
    rule
    for rule in RULES.values()
    if rule.module in ("tei.validation.rules.conventions", "tei.validation.rules.structure")
]


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.code)
def test_each_rule_finds_its_fault_and_nothing_where_it_is_mended(rule: Rule) -> None:
    own = [resources.schema("edition.sch")]
    failing = {found.code for found in check_bytes(rule.failing.encode(), own, name="failing")}
    passing = {found.code for found in check_bytes(rule.passing.encode(), own, name="passing")}
    assert rule.code in failing
    assert rule.code not in passing


def test_every_rule_of_validation_has_both_examples() -> None:
    declared = {code for code, rule in RULES.items() if rule.failing and rule.passing}
    tests = etree.parse(str(resources.schema("edition.sch"))).xpath("//*[@test]/@id")
    assert isinstance(tests, list) and len(tests) > 10
    assert set(map(str, tests)) <= declared


def test_a_good_document_has_no_findings() -> None:
    assert (
        findings('<p xml:id="p1">He said <said who="#ann">yes</said>.</p><ab xml:id="ann"/>') == []
    )


SENTENCES = [
    (
        '<p><date whn="1842"/></p>',
        "<date> has no attribute @whn in this schema. Did you mean @when?",
    ),
    (
        '<p><date when="12 May 1842"/></p>',
        "@when of <date> cannot be “12 May 1842”: it must be a date as in ISO 8601 (1842, "
        '1842-05 or 1842-05-03) or a time (14:30:00). Write when="1842-05-12".',
    ),
    ("<list><p>One</p></list>", "<p> cannot stand directly inside <list>. Put it into <item>."),
    (
        "<p>One</p><head>Two</head>",
        "<head> comes too late inside <body>: it must stand before the first <p>.",
    ),
    ("<div><divv><p/></divv></div>", "The schema has no element <divv>. Did you mean <div>?"),
    ("<p/>one<p/>two<p><hi>x</hi></p>three", "The text “one” stands directly inside <body>"),
    (
        "<p>One</p><closer>Yours</closer><closer>Bo</closer><div><p/></div>",
        "<div> comes too late inside <body>: it must stand before the first <closer>.",
    ),
    (
        "<p/>loose words",
        "“loose words” stands directly inside <body>, which holds only elements. Put it into <p>.",
    ),
    (
        "<p><choice><sic>teh</sic></choice></p>",
        "<choice> holds only <sic>: it needs a second reading. A choice",
    ),
    ('<p><title level="x">T</title></p>', "it must be one of a, m, j, s and u."),
    ('<p><said direct="perhaps"/></p>', "it must be true, false, unknown or inapplicable."),
    ("<p><graphic/></p>", "<graphic> needs the attribute @url: a pointer without blanks"),
    ('<p xmlns="">x</p>', "<p> stands in no namespace"),
    ("<p><pb>12</pb></p>", "<pb> must be empty, but there is text in it: “12”."),
]


@pytest.mark.parametrize(("body", "words"), SENTENCES)
def test_faults_are_told_in_sentences_to_act_on(body: str, words: str) -> None:
    found = only(body)
    assert words in f"{found.message} {found.advice}"


def test_a_missing_part_of_the_header_is_named() -> None:
    data = document("<p/>").replace(b"<sourceDesc><p>Typescript.</p></sourceDesc>", b"")
    (found,) = errors(data)
    assert found.message == "<fileDesc> is not complete: it needs <sourceDesc> at its end."
    cut = data.index(b"<publicationStmt>"), data.index(b"</publicationStmt>") + 18
    data = document("<p/>")[: cut[0]] + document("<p/>")[cut[1] :]
    (found,) = errors(data)
    assert found.message == (
        "<fileDesc> lacks <publicationStmt>, which must stand before <sourceDesc>."
    )


def test_a_fault_is_told_once_by_who_says_it_best() -> None:
    found = only('<p><quote who="#ann">To be</quote></p><ab xml:id="ann"/>')
    assert found.code == "quote-with-who"
    assert only('<p><date when="1905-02-30"/></p>').code == "date-impossible"
    assert only('<p xml:id="a"/><p xml:id="a"/>').code == "id-duplicate"


def test_all_faults_are_found_not_only_the_first() -> None:
    body = '<p><date whn="1"/></p>\n<p><date when="May"/></p>\n<list><p/></list>'
    assert [found.line for found in findings(body)] == [2, 3, 4]


def test_lines_and_columns_are_exact_far_down() -> None:
    body = "\n" * 70_000 + '  <p><date whn="1842"/></p>'
    found = only(body)
    assert (found.line, found.column) == (70_002, 6)
    assert found.xpath == "TEI/text/body/p/date"


def test_every_schema_kind_finds_a_wrong_attribute() -> None:
    data = document('<p><date whn="1842"/></p>')
    for name in ("edition.rng", "edition.xsd"):
        (found,) = errors(data, [resources.schema(name)])
        assert "whn" in found.message and found.line == 2 and "{" not in found.message
    wrong = document("<p><choice><hi/><sic/></choice></p>")
    (found,) = errors(wrong, [resources.schema("edition.xsd")])
    assert found.message.startswith("hi cannot stand here in choice; allowed here: abbr,")


def test_words_that_are_no_xml_are_told_with_their_place() -> None:
    (found,) = check_bytes(b"<TEI>\n<p>Fish & chips</p></TEI>", name="x")
    assert (found.code, found.line) == ("xml-not-well-formed", 2)
    (found,) = check_bytes(b"", name="x")
    assert found.code == "xml-not-well-formed" and found.line == 1
    (found,) = check_bytes(b"\xff\xfe\x00\x00 nothing", name="x")
    assert found.code == "xml-not-well-formed"


@pytest.mark.timeout(60)
def test_an_entity_bomb_is_refused_quickly() -> None:
    (found,) = check_bytes(reading.ENTITIES.failing.encode(), name="bomb.xml")
    assert found.code == "xml-entities-refused"


@pytest.mark.parametrize(
    "words", [reading.LIMITS.failing, "<p>" + "x " * 5_500_000 + "</p>"], ids=["deep", "long"]
)
def test_what_is_too_deep_or_too_long_is_refused_without_advice_to_programmers(words: str) -> None:
    (found,) = check_bytes(words.encode(), name="x")
    assert found.code == "xml-beyond-limits" and "XML_PARSE" not in found.message


def test_columns_are_known_in_any_encoding() -> None:
    words = '<?xml version="1.0" encoding="Shift_JIS"?>\n<TEI><p>日本<ref target="#a"/></p></TEI>'
    found = check_bytes(words.encode("shift_jis"), name="x")
    assert ("pointer-dangling", 2, 11) in {(one.code, one.line, one.column) for one in found}


def test_errors_without_end_are_counted_not_told() -> None:
    words = "<p corresp='" + " ".join(f"#q{n}" for n in range(10_200)) + "'>One</p>"
    found = [one for one in check_bytes(words.encode(), name="x") if "dangling" in one.code]
    told = sum(1 + len(one.also) for one in found)
    assert told == 10_000 and "(200 more like this in the document.)" in found[-1].message


def test_external_entities_are_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("password")
    data = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{secret.as_uri()}">]><a>&e;</a>'.encode()
    (found,) = check_bytes(data, name="x")
    assert found.code == "xml-entity-undefined" and "password" not in found.message
    (tmp_path / "beside.dtd").write_text("<!ENTITY e 'password'>")
    beside = (tmp_path / "beside.dtd").as_uri()
    (found,) = check_bytes(f'<!DOCTYPE a SYSTEM "{beside}"><a>&e;</a>'.encode(), name="x")
    assert found.code == "xml-entity-undefined" and "password" not in found.message
    (found,) = check_bytes(b"<a>one&nbsp;two</a>", name="x")
    assert "Write &#xA0; or the character itself." in found.message


def test_schematron_cannot_read_files(tmp_path: Path) -> None:
    rules_file = tmp_path / "spy.sch"
    rules_file.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><pattern>'
        '<rule context="/*"><report test="true()">'
        f"<value-of select=\"unparsed-text('{rules_file.as_uri()}')\"/>"
        "</report></rule></pattern></schema>"
    )
    with pytest.raises(Problem, match="prohibited"):
        list(check_bytes(b"<a/>", [rules_file], name="x"))


def test_schematron_fires_the_first_rule_that_fits(tmp_path: Path) -> None:
    rules_file = tmp_path / "own.sch"
    rules_file.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">'
        "<pattern><let name='limit' value='2'/><rule context=\"b[@skip]\"/><rule context=\"b\">"
        '<let name="size" value="string-length()"/><assert id="b-long" role="warning" '
        'test="$size le $limit"><name/> has <value-of select="$size"/> letters</assert></rule>'
        '</pattern><pattern><rule context="@n"><report test=". = \'0\'">n is 0</report></rule>'
        "</pattern></schema>"
    )
    data = b"<a>\n<b skip='1'>long</b>\n<b>long</b><b>ok</b>\n<c n='0'/></a>"
    found = list(check_bytes(data, [rules_file], name="x"))
    assert [(f.line, f.severity, f.rule, f.message) for f in found] == [
        (3, "warning", "b-long", "b has 4 letters"),
        (4, "error", "", "n is 0"),
    ]


def test_a_schema_that_libxml2_takes_for_ambiguous_is_read_by_xmlschema(tmp_path: Path) -> None:
    own = tmp_path / "own.xsd"
    own.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        '<xs:element name="a"><xs:complexType><xs:choice><xs:sequence><xs:element ref="r" '
        'maxOccurs="unbounded"/><xs:element maxOccurs="unbounded" ref="agent"/></xs:sequence>'
        '<xs:sequence><xs:element maxOccurs="unbounded" ref="agent"/><xs:element ref="r"/>'
        "</xs:sequence></xs:choice></xs:complexType></xs:element>"
        '<xs:element name="r"/><xs:element name="agent" abstract="true"/>'
        '<xs:element name="n" substitutionGroup="agent"/></xs:schema>'
    )
    with pytest.raises(etree.XMLSchemaParseError):
        etree.XMLSchema(etree.parse(str(own)))
    assert list(check_bytes(b"<a><r/><n/></a>", [own], name="x")) == []
    (found,) = check_bytes(b"<a>\n<n m='1'/><r/><r/></a>", [own], name="x")
    assert found.code == "xsd" and found.message.startswith("r cannot stand here in a")


def test_too_deep_nesting_is_refused() -> None:
    (found,) = check_bytes(b"<a>" * 5000 + b"</a>" * 5000, [], name="x")
    assert "(Excessive depth in document: 256)" in found.message


@given(st.binary(max_size=60) | st.text("<a b='\"&;/>!-[]?xé ", max_size=40).map(str.encode))
def test_any_bytes_pass_through(data: bytes) -> None:
    assert isinstance(list(check_bytes(data, name="x")), list)


@pytest.mark.timeout(60)
def test_two_megabytes_are_checked_quickly() -> None:
    line = '<p>On <date when="1842-05-12">12 May</date> she said: <said>“Come”</said> '
    data = document((line + "and they went down to the river. " * 8 + "</p>\n") * 6_200)
    assert len(data) > 2_000_000
    own = [resources.schema("edition.rng")]
    list(check_bytes(document("<p/>"), own, name="warm"))
    assert errors(data, own) == []


def test_a_tree_in_memory_can_be_checked() -> None:
    root = etree.fromstring(document('<p><date whn="1"/></p>'))
    (found,) = (found for found in check(root, name="tree") if found.severity == "error")
    assert found.file == "tree" and "whn" in found.message


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("12 May 1842", "1842-05-12"),
        ("May 12, 1842", "1842-05-12"),
        ("the 12th of May 1842", ""),
        ("12th of May 1842", "1842-05-12"),
        ("May 1842", "1842-05"),
        ("Winter 1842", ""),
        ("1842-5-2", "1842-05-02"),
        ("1842/05", "1842-05"),
        ("18420512", "1842-05-12"),
        ("12.05.1842", "1842-05-12"),
        ("05/06/1842", ""),  # which is the month?
        ("30 February 1905", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_are_mended_only_where_they_are_plain(written: str, iso: str) -> None:
    assert values.mended(written) == iso


@pytest.mark.parametrize(
    ("begin", "end", "inverted"),
    [
        ("1926", "1924", True),
        ("1926-05", "1926", False),
        ("1926", "1926-05", False),
        ("1926-05-02", "1926-05-01", True),
        ("-0044-03-15", "0014", False),
        ("1926-05", "1926-04-30", True),
        ("12:00:00", "11:00:00", False),
    ],
)
def test_spans_compare_by_what_their_dates_mean(begin: str, end: str, inverted: bool) -> None:
    root = etree.Element("date", {"from": begin, "to": end})
    assert [found.code for found in datings.check(Document(root))] == ["date-inverted"] * inverted


def test_content_models_tell_what_may_come_next() -> None:
    model = models.sequence(
        models.either((models.one("head"), models.EMPTY)),
        models.sequence(models.one("p"), models.repeated(models.one("p"))),
    )
    assert models.next_symbols(model) == {"head", "p"}
    assert models.after(model, "l") == models.NOTHING
    assert models.may_end(models.after(model, "p"))
    assert models.included(model, models.repeated(models.either(map(models.one, "hp")))) == ["head"]
    assert models.included(model, model) is None


def test_parts_in_any_order_are_read(tmp_path: Path) -> None:
    path = tmp_path / "g.rng"
    path.write_text(
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><interleave>'
        '<element name="b"><text/></element><element name="c"><empty/></element></interleave>'
        "</element>"
    )
    text = path.read_text()
    path.write_text(
        f'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start>{text}</start></grammar>'
    )
    assert list(check_bytes(b"<a><c/><b>x</b></a>", [path], name="x")) == []
    (found,) = check_bytes(b"<a><c/></a>", [path], name="x")
    assert found.message == "<a> is not complete: it needs <b> at its end."


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


@pytest.fixture
def files(tmp_path: Path) -> Iterator[tuple[str, str]]:
    good, bad = tmp_path / "good.xml", tmp_path / "bad.xml"
    good.write_bytes(document("<p>One</p>"))
    bad.write_bytes(document('<p><date whn="1842"/></p>'))
    yield str(good), str(bad)


def test_the_command_says_valid_found_or_could_not(files: tuple[str, str]) -> None:
    good, bad = files
    assert run(good).exit_code == 0
    result = run(good, bad)
    assert result.exit_code == 1
    assert f"{bad}:2:4: error: <date> has no attribute @whn in this schema." in result.stdout
    assert "2 files, 2 with problems: 1 error, " in result.stderr
    assert run(bad, "nowhere.xml").exit_code == 2
    assert run().exit_code == 2


def test_the_command_speaks_json(files: tuple[str, str]) -> None:
    import json

    record = json.loads(run("--format", "json", *files).stdout)
    assert record["valid"] is False and record["files"] == 2
    assert 2 in [finding["line"] for finding in record["findings"]]


def test_the_command_explains_codes() -> None:
    assert "ends before it begins" not in explained("pointer-dangling")
    assert run("--explain", "date-inverted").exit_code == 0
    unknown = run("--explain", "date-invertd")
    assert unknown.exit_code == 2 and "did you mean date-inverted?" in unknown.stderr


def test_the_command_takes_other_schemas(files: tuple[str, str], tmp_path: Path) -> None:
    good, _ = files
    own = tmp_path / "own.rng"
    own.write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="letter">'
        "<text/></element></start></grammar>"
    )
    assert (
        "The document begins with <TEI>; it should begin with <letter>"
        in run("--schema", str(own), good).stdout
    )
    assert run("--schema", "edition", good).exit_code == 0
    with pytest.raises(Problem, match="no schema"):
        named("nonsense")
    own.write_text("<grammar")
    result = run("--schema", str(own), good)
    assert isinstance(result.exception, Problem)


def test_pages_are_no_times() -> None:
    scope = (
        "<bibl><biblScope unit='page' from='083105' to='083103'>083105-083103</biblScope></bibl>"
    )
    root = etree.fromstring(f"<p xmlns='http://www.tei-c.org/ns/1.0'>{scope}</p>")
    assert list(datings.check(Document(root))) == []
