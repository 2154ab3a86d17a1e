"""The faults against a schema's grammar, each with a code of its own."""

from __future__ import annotations

from tei.diagnostics import Rule, declare
from tei.validation.faults import FaultKind

GRAMMAR = "ISO/IEC 19757-2 (RELAX NG)"

ROOT = declare(
    "root-wrong",
    "error",
    "{sentence}",
    "A document that is checked against a TEI schema begins with TEI (or teiCorpus), in the "
    "namespace http://www.tei-c.org/ns/1.0. Without that namespace nothing in the file is TEI, "
    "whatever its names are; a part of a text is put into a whole document.",
    failing="<p xmlns='http://www.tei-c.org/ns/1.0'>To the bridge.</p>",
    passing="<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>The "
    "Bridge</title></titleStmt><publicationStmt><publisher>Press</publisher><availability><p>Free."
    "</p></availability></publicationStmt><sourceDesc><p>Typescript.</p></sourceDesc></fileDesc>"
    "</teiHeader><text><body><p>To the bridge.</p></body></text></TEI>",
    source="TEI P5 Guidelines, §4",
)
UNKNOWN = declare(
    "element-unknown",
    "error",
    "{sentence}",
    "The schema has no element of this name in this namespace: the name is misspelt, written in "
    "other capitals, comes from another vocabulary (HTML, DocBook, JATS, TEI P4), or stands in "
    "another namespace than TEI's. It may also be good TEI that this schema leaves out.",
    failing="<p>Quoth he: <quotaton>Nevermore</quotaton></p>",
    passing="<p>Quoth he: <quote>Nevermore</quote></p>",
    source=GRAMMAR,
)
MISPLACED = declare(
    "element-misplaced",
    "error",
    "{sentence}",
    "The schema has the element, but not in this place: inside another parent, before or after "
    "others, or fewer times. The finding names what may stand here and, where one is plain, the "
    "element to put it into or to close before it.",
    failing="<list><p>Flour</p></list>",
    passing="<list><item>Flour</item></list>",
    source=GRAMMAR,
)
MISSING = declare(
    "element-missing",
    "error",
    "{sentence}",
    "Something that the schema requires was left out before this element, or stands after it.",
    failing="<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>To the bridge.</p></body>"
    "</text></TEI>",
    passing=ROOT.passing,
    source=GRAMMAR,
)
INCOMPLETE = declare(
    "content-incomplete",
    "error",
    "{sentence}",
    "The element ends before everything was said that the schema requires in it. An element "
    "that was meant to stay empty is usually left out.",
    failing="<list></list>",
    passing="<list><item>Flour</item></list>",
    source=GRAMMAR,
)
LOOSE_TEXT = declare(
    "text-misplaced",
    "error",
    "{sentence}",
    "Some elements hold other elements only, some hold nothing. Words between their children "
    "belong to one of the children, or into an element of their own.",
    failing="<p/>loose words<p/>",
    passing="<p/><p>loose words</p><p/>",
    source=GRAMMAR,
)
ATTRIBUTE_UNKNOWN = declare(
    "attribute-unknown",
    "error",
    "{sentence}",
    "The element does not have this attribute in the schema: the name is misspelt or written in "
    "other capitals, comes from another vocabulary, or the attribute belongs to other elements.",
    failing="<p><date whn='1842'>that year</date></p>",
    passing="<p><date when='1842'>that year</date></p>",
    source=GRAMMAR,
)
ATTRIBUTE_MISSING = declare(
    "attribute-missing",
    "error",
    "{sentence}",
    "The schema requires this attribute of the element.",
    failing="<p><graphic/></p>",
    passing="<p><graphic url='bridge.png'/></p>",
    source=GRAMMAR,
)
VALUE = declare(
    "value-invalid",
    "error",
    "{sentence}",
    "The value does not have the form that the schema wants: a date as in ISO 8601, one word of "
    "a list, a pointer without blanks, a number … The finding says which, and what to write "
    "where that is plain.",
    failing="<p><date when='3 May 1842'>that day</date></p>",
    passing="<p><date when='1842-05-03'>that day</date></p>",
    source="ISO/IEC 19757-2 (RELAX NG); XML Schema Part 2: Datatypes",
)
REPEATED = declare(
    "id-repeated",
    "error",
    "{sentence}",
    "An xml:id names one element of the document and no other: pointers to it would not know "
    "which is meant. Give one of the two another identifier, and mend the pointers to it.",
    failing="<p xml:id='a'/><p xml:id='a'/>",
    passing="<p xml:id='a'/><p xml:id='b'/>",
    source="xml:id Version 1.0, §4",
)
DANGLING = declare(
    "reference-dangling",
    "error",
    "{sentence}",
    "The schema declares this attribute as a reference to an identifier (IDREF), and no element "
    "of the document has that identifier. TEI itself points by URIs (#name), not in this way.",
    failing="in a schema with an attribute of type IDREF: <note ref='a'/>, and nothing called a",
    passing="<note ref='a'/> and an element with the identifier a",
    source="XML 1.0 (Fifth Edition), §3.3.1",
)

RULES: dict[FaultKind, Rule] = {
    "root-refused": ROOT,
    "element-refused": MISPLACED,  # or UNKNOWN, where the grammar does not have it
    "element-missing": MISSING,
    "text-refused": LOOSE_TEXT,
    "content-unfinished": INCOMPLETE,
    "attribute-refused": ATTRIBUTE_UNKNOWN,
    "attribute-missing": ATTRIBUTE_MISSING,
    "value-refused": VALUE,
    "id-repeated": REPEATED,
    "reference-dangling": DANGLING,
}
CODES = frozenset(rule.code for rule in (*RULES.values(), UNKNOWN))
