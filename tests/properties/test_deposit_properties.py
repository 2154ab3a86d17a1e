"""Forms and Turtle: what is written is what is read back, whatever it is."""

from __future__ import annotations

from email.parser import BytesParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition.deposit.archives.arche import turtle
from edition.deposit.archives.multipart import OCTETS, Form, Part
from edition.web.harvest import identifier

ACDH = "https://vocabs.acdh.oeaw.ac.at/schema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="￾￿"))
NAMES = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=20)


@given(NAMES, st.binary(max_size=500), st.binary(max_size=500))
def test_a_form_is_as_long_as_it_says_and_is_read_back(name: str, one: bytes, two: bytes) -> None:
    form = Form((Part("jsonData", one), Part("file", two, f"{name}.xml", OCTETS)))
    body = b"".join(form.content())
    assert len(body) == form.size == int(form.headers["Content-Length"])
    assert b"".join(form.content()) == body, "it can be sent again"
    head = f"Content-Type: {form.headers['Content-Type']}\r\n\r\n".encode("ascii")
    first, second = BytesParser().parsebytes(head + body).get_payload()
    assert second.get_filename() == f"{name}.xml"
    parts = body.split(b"--" + form.boundary.encode())
    contents = [part.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n") for part in parts[1:-1]]
    assert contents == [one, two]
    assert first.get_param("name", header="content-disposition") == "jsonData"


@given(st.text(max_size=30))
def test_no_name_of_a_file_breaks_out_of_its_line(name: str) -> None:
    head = Part("file", b"", name or "x").head()
    assert head.count(b"\r\n") == 2
    assert head.count(b'"') == 4


@given(XML, XML)
def test_any_words_and_any_address_are_turtle(words: str, path: str) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib, the judge of Turtle, is not installed")
    root = etree.Element(f"{{{RDF}}}RDF")
    thing = etree.SubElement(root, f"{{{ACDH}}}Resource")
    thing.set(f"{{{RDF}}}about", f"https://id.acdh.oeaw.ac.at/{path}")
    etree.SubElement(thing, f"{{{ACDH}}}hasTitle").text = words
    graph = rdflib.Graph().parse(data="\n".join(turtle(root)), format="turtle")
    assert [str(one) for one in graph.objects(predicate=rdflib.URIRef(f"{ACDH}hasTitle"))] == [
        words
    ]


@given(NAMES, XML)
def test_identifiers_for_harvesters_are_addresses(host: str, name: str) -> None:
    found = identifier(f"https://{host}.org/letters/", Path(name).name)
    assert found.startswith(f"oai:{host.lower()}.org:letters")
    assert found.isascii()
    assert not set(found) & set(' "<>\\^`{|}')
