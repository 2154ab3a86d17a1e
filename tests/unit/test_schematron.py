"""Schematron: everything in the standard that a schema may use, and where its hits are."""

from __future__ import annotations

import html
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from edition.cli.validate import command
from tei.validation.findings import Finding
from tei.validation.schematron import SchematronError, check, contexts, extract

SCH = "http://purl.oclc.org/dsdl/schematron"
HEAD = f'<schema xmlns="{SCH}" queryBinding="xslt2">'
DOCUMENT = etree.fromstring(
    '<a xml:id="top"><b n="1">one</b><b n="2">two<c n="x" kind="y"/></b><!-- word --><d>end</d></a>'
)


def write(folder: Path, body: str, name: str = "own.sch", head: str = HEAD) -> Path:
    path = folder / name
    path.write_text(f"{head}{body}</schema>" if head else body, encoding="utf-8")
    return path


def found(path: Path, phase: str = "", root: etree._Element = DOCUMENT) -> list[Finding]:
    return list(check(root, path, phase))


def words(path: Path, phase: str = "") -> list[str]:
    return [finding.message for finding in found(path, phase)]


def test_only_the_first_rule_of_a_pattern_fires_and_all_patterns_do(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "<pattern><rule context=\"b[@n='1']\"/><rule context='b'>"
        "<report test='1'>P1</report></rule></pattern>"
        "<pattern><rule context='b'><report test='true()'>P2</report></rule></pattern>",
    )
    assert Counter(words(path)) == {"P1": 1, "P2": 2}


def test_files_are_included_and_extended(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    write(
        tmp_path / "parts",
        f"<pattern xmlns='{SCH}'><include href='rule.xml'/></pattern>",
        "pattern.xml",
        "",
    )
    write(
        tmp_path / "parts",
        f"<rule xmlns='{SCH}' context='d'><extends href='tests.xml#some'/></rule>",
        "rule.xml",
        "",
    )
    write(
        tmp_path / "parts",
        f"<x xmlns='{SCH}'><rule abstract='true' id='some'><assert test='false()'>far</assert>"
        "</rule></x>",
        "tests.xml",
        "",
    )
    path = write(tmp_path, "<include href='parts/pattern.xml'/>")
    assert words(path) == ["far"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<include href='own.sch'/>", "without end"),
        ("<include href='nowhere.sch'/>", "is not there"),
        ("<include href='https://example.org/a.sch'/>", "nothing is fetched"),
        ("<include href='own.sch#none'/>", "has this id"),
        ("<pattern is-a='none'/>", 'is-a "none"'),
        ("<pattern><rule context='a'><extends rule='none'/></rule></pattern>", '"none"'),
        (
            "<pattern><rule abstract='true' id='r'><extends rule='r'/></rule>"
            "<rule context='a'><extends rule='r'/></rule></pattern>",
            "extends itself",
        ),
        ("<pattern documents=\"'x.xml'\"><rule context='a'/></pattern>", "reads other files"),
        ("<pattern><rule context='a'><assert test='(('>x</assert></rule></pattern>", ""),
        ("<phase id='p'/><pattern/>", 'no phase "q"; there are: p'),
        ("<xsl:import xmlns:xsl='http://www.w3.org/1999/XSL/Transform' href='x'/>", "xsl:import"),
    ],
)
def test_what_cannot_be_resolved_is_told(tmp_path: Path, body: str, reason: str) -> None:
    path = write(tmp_path, body)
    with pytest.raises(SchematronError) as told:
        found(path, "q" if "phase" in body else "")
    assert reason in str(told.value)


def test_a_schema_that_is_no_xml_or_binds_another_language_is_told(tmp_path: Path) -> None:
    with pytest.raises(SchematronError, match="well-formed"):
        found(write(tmp_path, "<schema", "cut.sch", ""))
    other = HEAD.replace("xslt2", "stx")
    with pytest.raises(SchematronError, match="stx"):
        found(write(tmp_path, "<pattern/>", "stx.sch", other))


def test_abstract_patterns_get_their_parameters(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "<pattern abstract='true' id='needs'><param name='least' value='9'/>"
        "<rule context='$who'><assert test='number(@n) ge $least'>$who has "
        "<value-of select='$who-name'/> less</assert></rule></pattern>"
        "<pattern is-a='needs'><param name='who' value='b'/><param name='who-name' "
        "value=\"'b!'\"/></pattern>"
        "<pattern is-a='needs'><param name='who' value='b'/><param name='least' value='2'/>"
        "<param name='who-name' value='@n'/></pattern>",
    )
    assert Counter(words(path)) == {"$who has b! less": 2, "$who has 1 less": 1}


def test_abstract_rules_bring_tests_and_variables(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "<pattern><rule abstract='true' id='base'><let name='own' value='string()'/>"
        "<report test='1'><value-of select='$own'/>!</report></rule>"
        "<rule context='d'><extends rule='base'/></rule></pattern>",
    )
    assert words(path) == ["end!"]


def test_phases_choose_patterns_and_have_variables(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "<phase id='quick'><let name='said' value=\"'quick'\"/><active pattern='one'/></phase>"
        "<phase id='slow'><let name='said' value=\"'slow'\"/><active pattern='one'/>"
        "<active pattern='two'/></phase>"
        "<pattern id='one'><rule context='d'><report test='1'>1 <value-of select='$said'/></report>"
        "</rule></pattern><pattern id='two'><rule context='d'><report test='2'>2</report></rule>"
        "</pattern>",
        head=HEAD.replace("xslt2'", "xslt2").replace(">", " defaultPhase='quick'>"),
    )
    assert words(path) == ["1 quick"]
    assert words(path, "slow") == ["1 slow", "2"]


def test_documents_and_the_command_choose_a_phase(tmp_path: Path) -> None:
    write(
        tmp_path,
        "<phase id='q'><active pattern='one'/></phase><phase id='s'><active pattern='two'/></phase>"
        "<pattern id='one'><rule context='a'><report test='1'>quick</report></rule></pattern>"
        "<pattern id='two'><rule context='a'><report test='2'>slow</report></rule></pattern>",
    )
    kind = f'href="own.sch" schematypens="{SCH}"'
    path = tmp_path / "own.xml"
    path.write_text(f'<?xml-model {kind} phase="s"?><a/>')
    run = CliRunner()
    assert "error: slow" in run.invoke(command, [str(path)]).stdout
    found_ones = run.invoke(command, [str(path), "--phase", "q"])
    assert "error: quick" in found_ones.stdout and "slow" not in found_ones.stdout


def test_variables_of_patterns_stay_in_their_pattern(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "<let name='all' value='count(//b)'/>"
        "<pattern><let name='limit' value='count(//c)'/><rule context='d'>"
        "<report test='1'>one <value-of select='$limit'/> of <value-of select='$all'/></report>"
        "</rule></pattern>"
        "<pattern><let name='limit' value='7'/><let name='wanted' value=\"'2'\"/>"
        "<rule context='b[@n = $wanted]'><let name='limit' value='$limit + 1'/>"
        "<report test='1'>two <value-of select='$limit'/></report></rule></pattern>"
        "<let name='node'><x>in</x></let><pattern><rule context='d'>"
        "<report test=\"$node/* = 'in'\">node</report></rule></pattern>",
    )
    assert words(path) == ["one 1 of 2", "two 8", "node"]


def test_messages_have_values_names_and_diagnostics(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "<pattern><rule context='c'><assert test='false()' diagnostics='cure' properties='who' "
        "role='warn' id='own-1'>A <emph>bad</emph> <name/> in <name path='..'/> has "
        "<value-of select='@*'/></assert></rule></pattern><diagnostics><diagnostic id='cure'>"
        "Take <value-of select='@kind'/> away.</diagnostic></diagnostics><properties>"
        "<property id='who'>Ann</property></properties>",
    )
    (finding,) = found(path)
    assert finding.message == "A bad c in b has x y"
    assert finding.advice == "Take y away. Ann"
    assert (finding.severity, finding.rule, finding.code) == ("warning", "own-1", "schematron")


def test_roles_of_tests_rules_and_patterns_are_severities(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "<pattern role='information'><rule context='d'><report test='1'>i</report></rule>"
        "<rule context='c' flag='warning'><report test='1'>w</report>"
        "<report test='2' role='FATAL'>e</report></rule></pattern>"
        "<pattern><rule context='d'><report test='3' role='author'>d</report></rule></pattern>",
    )
    severities = {finding.message: finding.severity for finding in found(path)}
    assert severities == {"i": "info", "w": "warning", "e": "error", "d": "error"}


def test_places_are_those_of_the_context_or_of_the_subject(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "<pattern><rule context='@kind'><report test='1'>attribute</report></rule></pattern>"
        "<pattern><rule context='comment()'><report test='1'>comment</report></rule></pattern>"
        "<pattern><rule context='d/text()'><report test='1'>text</report></rule></pattern>"
        "<pattern><rule context='/'><report test='1'>document</report></rule></pattern>"
        "<pattern><rule context='a' subject='b[2]'><report test='1'>subject</report>"
        "<report test='2' subject='none'>none</report></rule></pattern>",
    )
    places = {finding.message: finding.element for finding in found(path)}
    a, c = DOCUMENT, DOCUMENT.find("b/c")
    assert places == {
        "attribute": c,
        "comment": a,
        "text": a.find("d"),
        "document": a,
        "subject": a[1],
        "none": a,
    }


def test_keys_and_functions_of_xslt_are_there(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "<ns prefix='my' uri='urn:my'/>"
        "<xsl:key name='by' match='b' use='@n'/><xsl:function name='my:twice'>"
        "<xsl:param name='n'/><xsl:sequence select='2 * number($n)'/></xsl:function>"
        "<pattern><rule context='d'><report test=\"key('by', '2')\">"
        "<value-of select=\"my:twice(key('by', '2')/@n)\"/></report></rule></pattern>",
        head=HEAD.replace(">", ' xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'),
    )
    assert words(path) == ["4"]


def test_xpath_1_is_read_as_such(tmp_path: Path) -> None:
    body = (
        "<pattern><rule context='a'><report test=\"substring-before(b, 'n') = 'o'\">first</report>"
        "<report test=\"'3' &lt; 10\">numbers</report></rule></pattern>"
    )
    old = write(tmp_path, body, "old.sch", f"<schema xmlns='{SCH}'>")
    assert words(old) == ["first", "numbers"]
    with pytest.raises(SchematronError):
        words(write(tmp_path, body, "new.sch"))


def test_groups_fire_every_rule(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "<group><rule context='d'><report test='1'>1</report></rule>"
        "<rule context='d'><report test='2'>2</report></rule></group>",
    )
    assert words(path) == ["1", "2"]


def test_the_old_namespace_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "<schema xmlns='http://www.ascc.net/xml/schematron'><pattern name='Old'>"
        "<rule context='d'><key name='k' path='@n'/><report test='. = \"end\"'>old</report></rule>"
        "</pattern></schema>",
        "old.sch",
        "",
    )
    assert words(path) == ["old"]


@pytest.mark.parametrize("call", ["doc('{}')", "document('{}')", "unparsed-text('{}')"])
def test_a_schema_cannot_read_files(tmp_path: Path, call: str) -> None:
    (tmp_path / "secret.xml").write_text("<secret>word</secret>")
    for address in ((tmp_path / "secret.xml").as_uri(), str(tmp_path / "secret.xml"), "secret.xml"):
        value = call.format(address)
        report = f'<report test="1">said: <value-of select="{value}"/></report>'
        body = f'<pattern><rule context="d">{report}</rule></pattern>'
        try:
            said = words(write(tmp_path, body, f"{len(value)}.sch"))
        except SchematronError:
            continue
        assert not any("word" in message for message in said)


def test_a_schema_cannot_write_files(tmp_path: Path) -> None:
    out = tmp_path / "out.xml"
    write_it = f"<xsl:result-document href='{out.as_uri()}'>x</xsl:result-document>"
    body = f"<pattern><rule context='d'><report test='1'>x{write_it}</report></rule></pattern>"
    head = HEAD.replace(">", ' xmlns:xsl="http://www.w3.org/1999/XSL/Transform">')
    with pytest.raises(SchematronError, match="other files"):
        found(write(tmp_path, body, head=head))
    assert not out.exists()


def test_rules_in_relax_ng_are_run(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        f"<grammar xmlns='http://relaxng.org/ns/structure/1.0' xmlns:s='{SCH}'>"
        "<s:ns prefix='x' uri='urn:x'/><define name='b'><element name='b'>"
        "<s:pattern><s:rule context='b'><s:assert test='@m'>whole</s:assert></s:rule></s:pattern>"
        "<s:rule context='b'><s:report test='@n = 2'>rule</s:report></s:rule>"
        "<s:assert test='c'>bare</s:assert>"
        "<attribute name='n'><s:assert test='string() = &quot;1&quot;'>value</s:assert></attribute>"
        "<text/></element></define></grammar>",
        "own.rng",
        "",
    )
    assert Counter(words(path)) == {"whole": 2, "rule": 1, "bare": 1, "value": 1}


def test_a_grammar_without_rules_finds_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, "<grammar xmlns='http://relaxng.org/ns/structure/1.0'/>", "own.rng", "")
    assert found(path) == []


TEI = "http://www.tei-c.org/ns/1.0"


def test_constraints_of_an_odd_are_run(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        f"<TEI xmlns='{TEI}' xmlns:sch='{SCH}'><text><body><schemaSpec ident='own'>"
        "<elementSpec ident='p'><constraintSpec ident='c1' scheme='schematron'><constraint>"
        "<sch:let name='long' value='string-length(.)'/>"
        "<sch:assert test='$long lt 4'>too long</sch:assert></constraint></constraintSpec>"
        "<constraintSpec ident='c2' scheme='isoschematron'><constraint>"
        "<sch:rule context='tei:p'><sch:report test='@n'>n</sch:report></sch:rule>"
        "</constraint></constraintSpec>"
        "<constraintSpec ident='c3' scheme='schematron' mode='delete'><constraint>"
        "<sch:report test='true()'>deleted</sch:report></constraint></constraintSpec>"
        "<attList><attDef ident='n'><constraintSpec ident='c4' scheme='schematron'><constraint>"
        "<sch:assert test='number(.) gt 1'>small</sch:assert></constraint></constraintSpec>"
        "</attDef></attList></elementSpec></schemaSpec></body></text></TEI>",
        "own.odd",
        "",
    )
    root = etree.fromstring(f"<text xmlns='{TEI}'><p n='1'>four</p><p>one</p></text>")
    assert Counter(f.message for f in found(path, root=root)) == {"too long": 1, "n": 1, "small": 1}


def test_the_same_constraint_in_two_places_is_told_once(tmp_path: Path) -> None:
    rule = "<pattern id='{}'><rule context='d'><report test='1'>{}</report></rule></pattern>"
    path = write(tmp_path, rule.format("x", "said") + rule.format("y", "dit"))
    assert words(path) == ["said"]


def test_extraction_leaves_the_schema_as_it_was() -> None:
    text = (
        f"<grammar xmlns='http://relaxng.org/ns/structure/1.0'><pattern xmlns='{SCH}'>"
        "<rule context='d'><report test='1'>x</report></rule></pattern><define name='x'/></grammar>"
    )
    root = etree.fromstring(text)
    before = etree.tostring(root)
    assert extract(root).find(f"{{{SCH}}}pattern") is not None
    assert etree.tostring(root) == before


CONTEXTS = [
    "b",
    "b | d",
    "a/b[c]/c",
    "a//c",
    "*[@n]",
    "@n",
    "b/@n",
    "@*",
    "text()",
    "node()",
    "comment()",
    "/",
    "/a",
    "//c",
    "b[@n = ('1', '2')]",
    "b[not(contains(., ']|/'))]",
    "id('top')",
    "(b | d)",
    "child::b",
    "b/attribute::n",
    "*:c",
    "element(c)",
    "b except b[@n = '1']",
    ".[. instance of comment()]",
    "document-node()",
]


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_node_that_a_context_matches_is_overlooked(
    context: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = HEAD.replace("xslt2", "xslt3")
    report = '<report test="true()"><value-of select="path()"/></report>'
    body = f'<pattern><rule context="{context}">{report}</rule></pattern>'
    narrow = sorted(words(write(tmp_path, body, "narrow.sch", head)))
    monkeypatch.setattr(
        "tei.validation.schematron.compilation.places", lambda _: contexts.EVERYTHING
    )
    wide = sorted(words(write(tmp_path, body, "wide.sch", head)))
    assert narrow == wide != []


def test_a_document_beyond_measure_is_told_as_such(tmp_path: Path) -> None:
    path = write(
        tmp_path, "<pattern><rule context='a'><report test='1'>x</report></rule></pattern>"
    )
    root = etree.fromstring("<a " + " ".join(f"a{n}='x'" for n in range(300)) + "/>")
    (finding,) = found(path, root=root)
    assert finding.code == "schematron-not-run" and "more than" in finding.message


def test_instructions_beside_the_root_are_seen(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "<pattern><rule context='/'><report test=\"processing-instruction('xml-model')\">model"
        "</report></rule></pattern>",
    )
    root = etree.fromstring("<!DOCTYPE a [<!ENTITY e 'x'>]><?xml-model href='x'?><a>&e;</a>")
    assert [f.message for f in found(path, root=root)] == ["model"]


def test_the_rules_of_tei_find_what_the_tei_expects_of_its_own_error_test(shared: Path) -> None:
    folder = shared / "tei"
    parser = etree.XMLParser(recover=True)
    root = etree.parse(str(folder / "detest" / "detest.xml"), parser).getroot()
    log = html.unescape((folder / "detest" / "detest_xml_schematron.log").read_text("utf-8"))
    expected = " ".join(log.split())
    for name in ("tei_all.sch", "tei_all.rng"):
        hits = Counter(f.message for f in check(root, folder / "schemas" / name))
        assert len(hits) == 24
        for message, count in hits.items():
            # Schemas of that time repeated the constraint of @calendar for 27 elements.
            assert expected.count(message) in (count, 27 * count), message


def test_the_rules_for_odds_find_what_the_tei_expects_of_its_own_error_test(shared: Path) -> None:
    folder = shared / "tei"
    root = etree.parse(str(folder / "detest" / "detest.odd")).getroot()
    log = html.unescape((folder / "detest" / "detest_odd_schematron.log").read_text("utf-8"))
    expected = " ".join(log.replace("[xslt]", "").split())
    hits = Counter(f.message for f in check(root, folder / "schemas" / "tei_all.sch"))
    assert len(hits) == 11
    assert {m: expected.count(m) for m in hits} == dict(hits)


def test_embedded_and_extracted_rules_of_tei_agree(shared: Path) -> None:
    for path in sorted((shared / "tei" / "documents").glob("*.xml"))[::4]:
        root = etree.parse(str(path), etree.XMLParser(recover=True)).getroot()
        hits = [
            Counter((f.element, f.message) for f in check(root, shared / "tei" / "schemas" / name))
            for name in ("tei_all.sch", "tei_all.rng")
        ]
        assert hits[0] == hits[1], path.name


def test_a_test_that_is_no_xpath_is_quoted_without_the_inner_stylesheet(tmp_path: Path) -> None:
    path = tmp_path / "broken.sch"
    path.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><pattern>'
        '<rule context="p"><assert test="@n &gt;">x</assert></rule></pattern></schema>'
    )
    with pytest.raises(SchematronError) as caught:
        list(check(etree.fromstring("<p/>"), path))
    words = str(caught.value)
    assert "is no XPath" in words and "@n >" in words and "xsl:" not in words
