"""Faults: kinds, places, what was expected, and going on after them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tei import resources
from tei.grammar import Grammar, load
from tei.validation.encodings import in_utf8
from tei.validation.faults import Fault
from tei.validation.reading import parse
from tei.validation.relaxng import check, faults, is_valid

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
HEAD = (
    f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt>'
    "<publicationStmt><p>B</p></publicationStmt><sourceDesc><p>C</p></sourceDesc></fileDesc>"
    "</teiHeader><text><body>"
)


def edition() -> Grammar:
    return load(resources.schema("edition.rng"))


def found(body: str, grammar: Grammar | None = None) -> list[Fault]:
    """The faults of a body, whose first line is line 2 of the document."""
    data = f"{HEAD}\n{body}\n</body></text></TEI>".encode()
    assert is_valid(data, grammar or edition()) == (not told(data, grammar))
    return told(data, grammar)


def told(data: bytes, grammar: Grammar | None = None) -> list[Fault]:
    return list(faults(parse(data, "a.xml"), grammar or edition(), data))


def kinds(body: str) -> list[tuple[str, int]]:
    return [(fault.kind, fault.line) for fault in found(body)]


def tei(name: str) -> str:
    return f"{{{TEI}}}{name}"


def test_a_valid_body_has_no_faults() -> None:
    assert found("<p>One <date when='1842'>year</date></p>") == []


@pytest.mark.parametrize(
    ("body", "kind", "place"),
    [
        ("<p frob='x'/>", "attribute-refused", (2, 14)),
        ("<p\n  frob='x'\n  n='1'>x</p>", "attribute-refused", (4, 9)),
        ("<p><date when='May'/></p>", "value-refused", (2, 22)),
        ("<p>x</p>\n\n  loose", "text-refused", (4, 3)),
        ("<list>\n</list>", "content-unfinished", (3, 8)),
        ("<list/>", "content-unfinished", (2, 8)),
        ("<p>x</p><head>y</head>", "element-refused", (2, 15)),
        ("<p><graphic/></p>", "attribute-missing", (2, 14)),
        ("<p><pb>\n1</pb></p>", "text-refused", (3, 1)),
        ("<p><divv/></p>", "element-refused", (2, 11)),
    ],
)
def test_places_are_those_of_a_streaming_validator_and_where_text_begins(
    body: str, kind: str, place: tuple[int, int]
) -> None:
    (fault,) = found(body)
    assert (fault.kind, (fault.line, fault.column)) == (kind, place)


def test_reading_goes_on_after_every_fault() -> None:
    body = (
        "<p frob='x'><date when='May' to='June'/></p>\n<divv><p/></divv>\n<p><p>in</p></p>\n"
        "<div><p/></div>\n<p/>\n<div><list/></div>"
    )
    assert kinds(body) == [
        ("attribute-refused", 2),
        ("value-refused", 2),
        ("value-refused", 2),
        ("element-refused", 3),
        ("element-refused", 4),
        ("element-refused", 6),
        ("content-unfinished", 7),
    ]


def test_what_is_required_may_be_missing_and_the_rest_is_read() -> None:
    data = HEAD.replace("<titleStmt><title>A</title></titleStmt>", "") + "<p/></body></text></TEI>"
    (fault,) = told(data.encode())
    assert (fault.kind, fault.name) == ("element-missing", tei("titleStmt"))
    assert fault.required == {tei("titleStmt")}
    assert fault.element.tag == tei("publicationStmt")


def test_faults_say_what_might_have_stood_there() -> None:
    fault, unfinished = found("<list><p/></list>")
    assert unfinished.kind == "content-unfinished"
    assert tei("item") in fault.allowed
    assert tei("p") not in fault.allowed
    (fault,) = found("<p><date whn='1842'/></p>")
    assert "when" in fault.allowed
    (fault,) = found("<p><said direct='yes'/></p>")
    assert [node.text for node in fault.patterns[0].iter("{*}value")]
    (fault,) = found("<p><graphic/></p>")
    assert (fault.name, fault.required) == ("url", {"url"})


def test_an_identifier_given_twice_names_the_first() -> None:
    (fault,) = found("<p xml:id='a'/>\n<p xml:id='a'/>")
    assert (fault.kind, fault.name, fault.value, fault.line) == ("id-repeated", XML_ID, "a", 3)
    assert fault.other is not None
    assert fault.other.get(XML_ID) == "a"


def test_text_over_several_lines_is_one_fault() -> None:
    assert kinds("<p/>one\ntwo\nthree<p/>") == [("text-refused", 2)]


def test_another_root_is_one_fault_and_its_content_is_read() -> None:
    data = f'<p xmlns="{TEI}">x<list/></p>'.encode()
    assert [fault.kind for fault in told(data)] == ["root-refused", "content-unfinished"]
    assert [fault.kind for fault in told(b"<TEI/>")] == ["root-refused"]


def test_references_to_identifiers_must_lead_somewhere(tmp_path: Path) -> None:
    types = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
    schema = tmp_path / "refs.rng"
    schema.write_text(
        f'<element name="a" xmlns="http://relaxng.org/ns/structure/1.0" {types}><zeroOrMore>'
        '<element name="b"><optional><attribute name="id"><data type="ID"/></attribute></optional>'
        '<optional><attribute name="to"><data type="IDREFS"/></attribute></optional></element>'
        "</zeroOrMore></element>"
    )
    grammar = load(schema)
    assert told(b'<a><b to="x y"/><b id="x"/><b id="y"/></a>', grammar) == []
    (fault,) = told(b'<a>\n<b to="x z"/><b id="x"/></a>', grammar)
    assert (fault.kind, fault.value, fault.line) == ("reference-dangling", "z", 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252", "utf-8-sig"])
def test_documents_in_other_encodings(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?>{HEAD}\n<p>\u00e9\u00e9</p><list/>'
    text += "</body></text></TEI>"
    (fault,) = told(text.encode(encoding))
    assert (fault.kind, fault.line, fault.column) == ("content-unfinished", 2, 17)


def test_an_unknown_encoding_is_left_to_others() -> None:
    with pytest.raises(ValueError, match="unknown"):
        in_utf8(b'<?xml version="1.0" encoding="x-nobody"?><a/>')


def test_names_that_expat_does_not_know_are_read_from_the_tree() -> None:
    (fault,) = told((HEAD + "<\u2c00/><p/></body></text></TEI>").encode())
    assert (fault.kind, fault.line) == ("element-refused", 0)


def test_entities_inside_the_document_are_read() -> None:
    data = f'<!DOCTYPE TEI [<!ENTITY e "<list/>">]>{HEAD}<p>&e;</p></body></text></TEI>'.encode()
    assert [fault.kind for fault in told(data)] == ["content-unfinished"]


def test_comments_and_instructions_are_passed_over() -> None:
    assert found("<!-- x --><p>a<!-- b -->c<?d e?></p><?f?>") == []
    tree = parse(f"{HEAD}<p/>a<!-- x -->b<?c?>d</body></text></TEI>".encode(), "a.xml")
    assert [fault.kind for fault in faults(tree, edition())] == ["text-refused"]


def test_a_tree_without_bytes_has_the_same_faults() -> None:
    body = "<p frob='x'><date when='May'/></p><list/>x<p xml:id='a'/><p xml:id='a'/>"
    data = f"{HEAD}{body}</body></text></TEI>".encode()
    tree = parse(data, "a.xml")
    pairs = zip(faults(tree, edition()), faults(tree, edition(), data), strict=True)
    assert all(
        (one.kind, one.element, one.name) == (two.kind, two.element, two.name) for one, two in pairs
    )
    assert len(list(check(tree, resources.schema("edition.rng")))) == 5


HOSTILE = {
    "deep": "<q>" * 100_000 + "</q>" * 100_000,
    "deep and refused": "<p>" * 50_000 + "</p>" * 50_000,
    "attributes": "<p " + " ".join(f'a{n}="x"' for n in range(200_000)) + "/>",
    "attributes of many": "".join(f'<p a{n}="x"/>' for n in range(20_000)),
    "names": "".join(f"<x{n}/>" for n in range(30_000)),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_read_to_their_end(name: str) -> None:
    data = f"{HEAD}{HOSTILE[name]}</body></text></TEI>".encode()
    assert not is_valid(data, edition()) or name == "deep"


def test_a_bomb_of_entities_is_not_valid() -> None:
    names = "abcdefghi"
    nested = "".join(f'<!ENTITY {name} "{f"&{before};" * 20}">' for before, name in pairwise(names))
    assert not is_valid(
        f'<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">{nested}]><z>&i;</z>'.encode(), edition()
    )
