"""RELAX NG written as XML Schema 1.0: documents for the grammar and for foreign namespaces.

Whatever the grammar accepts, the schema accepts; where XML Schema cannot say the same, it
is wider, and a comment says so: interleaved patterns lose their order and number, choices
between attributes become optional attributes, ambiguous content is widened
(`xsd_particles`), one name has one declaration, and any element may be the root.
"""

from __future__ import annotations

from lxml import etree

from tei.grammar.xsd_reading import Reader
from tei.grammar.xsd_writing import Document, Names


def documents(grammar: etree._Element, name: str) -> dict[str, etree._Element]:
    """The XML Schema documents of a grammar, by file name; the main one, `name`, is first.

    grammar: a RELAX NG `grammar` that includes no other.
    name: of the main document, e.g. "edition.xsd"; others are "edition_xml.xsd" and so on.
    Raises ValueError where the grammar includes others.
    """
    reader = Reader(grammar)
    types = reader.types()
    names = Names(reader, types, name)
    return {
        names.file(space): Document(reader, names, space).schema(types) for space in names.spaces
    }


def write(grammar: etree._Element, name: str) -> dict[str, bytes]:
    """The same, as the bytes of each file."""
    made = {}
    for file, schema in documents(grammar, name).items():
        etree.indent(schema)
        made[file] = etree.tostring(schema, encoding="UTF-8", xml_declaration=True) + b"\n"
    return made
