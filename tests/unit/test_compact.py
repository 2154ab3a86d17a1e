"""RELAX NG compact syntax: read as the XML syntax says it, written so that it reads back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from tei.grammar import compact

RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
CUSTOMISATIONS = ("bare", "lite", "speech")


def inner(text: str, base: str = "") -> str:
    """What a grammar holds in XML syntax, its root and namespace declarations taken away."""
    root = compact.parse(text, base)
    for node in root.iter(etree.Element):
        assert node.sourceline
    spelt = etree.tostring(root, encoding="unicode")
    spelt = spelt[spelt.index(">") + 1 : spelt.rindex("<")]
    return spelt.replace(f' xmlns="{RNG}"', "")


def start(pattern: str, head: str = "") -> str:
    """One pattern in XML syntax."""
    return inner(f"{head}\nstart = {pattern}").removeprefix("<start>").removesuffix("</start>")


PATTERNS = {
    "a, b": '<group><ref name="a"/><ref name="b"/></group>',
    "a | (b, c)": '<choice><ref name="a"/><group><ref name="b"/><ref name="c"/></group></choice>',
    "a & b?": '<interleave><ref name="a"/><optional><ref name="b"/></optional></interleave>',
    "(a, b)*": '<zeroOrMore><group><ref name="a"/><ref name="b"/></group></zeroOrMore>',
    "element p { text }": '<element name="p"><text/></element>',
    "element element { empty }": '<element name="element"><empty/></element>',
    r"\element": '<ref name="element"/>',
    "parent a": '<parentRef name="a"/>',
    "mixed { a }": '<mixed><ref name="a"/></mixed>',
    'attribute n { "a" | "b" }': '<attribute name="n" ns=""><choice><value>a</value><value>b'
    "</value></choice></attribute>",
    "attribute xml:id { notAllowed }": '<attribute name="id" ns="http://www.w3.org/XML/1998/'
    'namespace"><notAllowed/></attribute>',
    "list { xsd:int+ }": '<list><oneOrMore><data type="int"/></oneOrMore></list>',
    'xsd:token { pattern = "a" ~ \'"b\' maxLength = "3" }': '<data type="token"><param name='
    '"pattern">a"b</param><param name="maxLength">3</param></data>',
    'string "x" | token - "y"': '<choice><value type="string" datatypeLibrary="">x</value>'
    '<data type="token" datatypeLibrary=""><except><value>y</value></except></data></choice>',
    'element * - (a | b) { xsd:int "1" }': "<element><anyName><except><choice><name>a</name>"
    '<name>b</name></choice></except></anyName><value type="int">1</value></element>',
    'external "b.rng"': '<externalRef href="b.rng"/>',
    "grammar { start = a }": '<grammar><start><ref name="a"/></start></grammar>',
    r"element \x{e9}t\x{e9} { text }": '<element name="été"><text/></element>',
    '"""two\nlines"""': "<value>two\nlines</value>",
    r"'a\x{A}b'": "<value>a\nb</value>",
    "''": "<value/>",
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns(pattern: str) -> None:
    assert start(pattern) == PATTERNS[pattern].replace("<value/>", "<value></value>") or (
        start(pattern) == PATTERNS[pattern]
    )


def test_namespaces() -> None:
    head = 'default namespace t = "urn:t"\nnamespace u = "urn:u"'
    root = compact.parse(f"{head}\nstart = element a {{ element u:b {{ text }}, u }}\nu = empty")
    assert root.get("ns") == "urn:t"
    assert [node.get("ns") for node in root.iter(f"{{{RNG}}}element")] == [None, "urn:u"]
    wild = start("element u:* - u:b { attribute a | u:c { text } }", head)
    assert '<nsName ns="urn:u"><except><name ns="urn:u">b</name></except></nsName>' in wild
    assert '<choice><name ns="">a</name><name ns="urn:u">c</name></choice>' in wild


def test_a_namespace_may_be_inherited_beside_a_default() -> None:
    head = 'default namespace = "urn:t"\nnamespace here = inherit'
    assert start("element a { element here:b { text } }", head) == (
        '<element name="a" ns="urn:t"><element name="b"><text/></element></element>'
    )


def test_definitions() -> None:
    text = 'a |= b div { c &= d } include "o.rnc" inherit = xml { start = e } start = a'
    assert inner(text) == (
        '<define name="a" combine="choice"><ref name="b"/></define><div><define name="c" '
        'combine="interleave"><ref name="d"/></define></div><include href="o.rnc" '
        'ns="http://www.w3.org/XML/1998/namespace"><start><ref name="e"/></start></include>'
        '<start><ref name="a"/></start>'
    )
    assert inner("") == ""
    assert compact.parse("a = empty", "f.rnc").base == "f.rnc"


def test_annotations() -> None:
    text = """namespace s = "urn:s"
    s:rule [ test = "x" "words " s:name [] " more" ]
    ## One line,
    ##   and another.
    [ s:n = "1" ]
    a =
      ## of the element
      element p { text }* >> s:after [ "x" ]
      | ## of the value
        "v"
    """
    root = compact.parse(text)
    rule, define = root
    assert (rule.tag, rule.get("test"), rule.text, rule[0].tail) == (
        "{urn:s}rule",
        "x",
        "words ",
        " more",
    )
    assert define.get("{urn:s}n") == "1"
    assert define[0].text == "One line,\n  and another."
    assert [etree.QName(node).localname for node in define.find(f"{{{RNG}}}choice")] == [
        "zeroOrMore",
        "after",
        "value",
        "documentation",
    ]


BROKEN = {
    "a = b, c | d": "f:1:10: “,” and “|” are mixed; use parentheses",
    "a = (b": "f:1:7: the grammar ends where “)” is wanted",
    "a =\n  element t:p { text }": "f:2:11: the prefix t is not declared as a namespace",
    "a = x:int": "f:1:5: the prefix x is not declared under datatypes",
    'a = "b': 'f:1:5: the literal that begins with " has no end on its line',
    "a = b ; c": "f:1:7: ';' cannot stand here",
    "a = text }": "f:1:10: “}” stands where the end of the grammar is wanted",
    "element = text": "f:1:1: element is a keyword; as the name of a definition it is "
    "written \\element",
    "a = b\n\\x{e9}": "f:2:7: the grammar ends where “=”, “|=” or “&=” is wanted",
    "a = \\x{0}": "f:1:5: \\x{0} is no character of XML",
    "a = parent start": "f:1:12: start is a keyword; as the name of a definition it is written "
    "\\start",
    "## nothing follows": "f:1:19: the grammar ends where what the annotation belongs to is wanted",
    "a = " + "(" * 200: "f:1:104: more than 100 levels are nested here",
    "a = element " + "(" * 200: "f:1:112: more than 100 levels are nested here",
    "a = \x02": "f:1:5: '\\x02' is no character of XML",
    'a = "\x02"': "f:1:6: '\\x02' is no character of XML",
}


@pytest.mark.parametrize("text", BROKEN)
def test_errors_name_the_place(text: str) -> None:
    with pytest.raises(compact.CompactError) as caught:
        compact.parse(text, "f")
    assert str(caught.value) == BROKEN[text]


SAMPLE = """default namespace = "urn:a"
namespace b = "urn:b"
start |= a | parent-of
div {
  # lost
  a = ## of a
    element a { att?, (text | b)*, element b:* - b:y { empty }? } }
b = element (b | b:c) { list { xsd:decimal - (xsd:int | "0.5") }, [ b:n = "1" ] (b | c)? }
c = grammar { start = mixed { parent d } } | notAllowed | string "qr" ~ "'" ~ \"\"\"\\x{5C}x\"\"\"
att &= attribute * - (b:* | n) { text }, attribute b:m { xsd:ID }?, attribute n { "" }
include "other.rnc" { start = external "third.rnc" inherit = b }
"""


@pytest.mark.parametrize("sample", [*PATTERNS, "sample"])
def test_what_is_written_reads_back(sample: str) -> None:
    text = SAMPLE if sample == "sample" else f"start = {sample}"
    first = compact.parse(text)
    written = compact.write(first)
    assert compact.write(compact.parse(written)) == written
    names = [
        [(node.tag, node.attrib, node.text) for node in tree.iter()]
        for tree in (first, compact.parse(written))
    ]
    assert names[0] == names[1], written


def test_documentation_is_written_before_what_it_says() -> None:
    text = 'a =\n  ## One\n  ## two\n  element a { "x" | ## what y means\n "y" }\n'
    written = compact.write(compact.parse(text))
    assert "  ## One\n  ## two\n  element a {" in written
    assert "## what y means\n" in written
    assert written.index("what y means") < written.index('"y"')


def test_definitions_that_are_too_deep_are_not_written() -> None:
    root = etree.Element(f"{{{RNG}}}grammar")
    node = etree.SubElement(root, f"{{{RNG}}}start")
    for _ in range(300):
        node = etree.SubElement(node, f"{{{RNG}}}group")
    with pytest.raises(ValueError, match="nested 301 levels deep"):
        compact.write(root)


def test_the_bytes_of_a_file_are_utf_8_or_utf_16() -> None:
    for data in ("\ufeffé".encode(), "é".encode(), "é".encode("utf-16")):
        assert compact.decode(data) == "é"


@pytest.mark.shared
@pytest.mark.parametrize("name", CUSTOMISATIONS)
def test_trangs_form_and_ours_give_the_verdicts_of_the_xml_syntax(
    name: str, shared: Path, tmp_path: Path
) -> None:
    official = shared / f"tei/odd/tei_{name}.expected.rng"
    ours = tmp_path / "ours.rnc"
    ours.write_text(compact.write(etree.parse(official).getroot()), encoding="utf-8")
    forms = {"ours": compact.parse(ours.read_text(encoding="utf-8"))}
    if shutil.which("trang"):
        subprocess.run(["trang", str(official), str(tmp_path / "trang.rnc")], check=True)
        forms["trang"] = compact.parse((tmp_path / "trang.rnc").read_text(encoding="utf-8"))
    if not shutil.which("jing"):
        pytest.skip("jing is not installed")
    documents = [*(shared / "tei/documents").glob("*.xml"), *(shared / "tei/broken").glob("*.xml")]
    expected = said(official, documents)
    assert expected
    assert said(ours, documents) == expected
    for form, tree in forms.items():
        path = tmp_path / f"{form}.rng"
        path.write_bytes(etree.tostring(tree))
        assert said(path, documents) == expected


def said(schema: Path, documents: list[Path]) -> list[str]:
    """What jing says of the documents, without the list of what it wanted, whose order varies."""
    compact_form = ["-c"] if schema.suffix == ".rnc" else []
    command = ["jing", *compact_form, str(schema), *map(str, sorted(documents))]
    lines = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    return [line.partition(";")[0] for line in lines]
