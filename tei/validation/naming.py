"""What can be wrong with how a document names its schemas: codes and explanations."""

from __future__ import annotations

from tei.diagnostics import declare

EXAMPLE = "http://relaxng.org/ns/structure/1.0"
_MODEL = "<?xml-model href='{href}' schematypens='" + EXAMPLE + "'?>"
_TEI = "<TEI xmlns='http://www.tei-c.org/ns/1.0'/>"

NOT_INSTALLED = declare(
    "schema-not-installed",
    "error",
    "The document names the schema {href}, which is not on this computer. Run `edition schema "
    "install {name}` to fetch it once, or choose another with --schema.",
    "A document says by xml-model which schema it is written for. Nothing is fetched from the "
    "network while documents are checked, so a schema has to be installed once. Until then "
    "nobody can say whether the document is valid: the command ends with exit code 2.",
    failing=_MODEL.format(href="https://example.org/house.rng") + _TEI,
    passing=_MODEL.format(href="house.rng") + _TEI + ", with house.rng beside the document",
    source="W3C Note, Associating Schemas with XML documents 1.0",
)
NOT_THERE = declare(
    "schema-missing",
    "error",
    "The document names the schema {href}, but there is no such file ({place}). Put it there, "
    "mend the path, or choose another schema with --schema.",
    "The path of a schema is relative to the document that names it. Without the schema nobody "
    "can say whether the document is valid: the command ends with exit code 2.",
    failing=_MODEL.format(href="../meta/lost.rng") + _TEI,
    passing=_MODEL.format(href="../meta/there.rng") + _TEI,
    source="W3C Note, Associating Schemas with XML documents 1.0",
)
STAND_IN = declare(
    "schema-stand-in",
    "info",
    "There is no file {href} beside the document; the installed {path} was used, which has the "
    "same name.",
    "Documents often carry the path of a well-known schema from another computer. Name the "
    "schema by its public address, which leads to the installed file everywhere.",
    failing=_MODEL.format(href="../lost/tei_all.rng") + _TEI,
    passing=_MODEL.format(
        href="https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
    )
    + _TEI,
)
UNREAD_LANGUAGE = declare(
    "schema-language-unread",
    "warning",
    "The document names {href} by {named_by}, {what}, which is not read. Name a RELAX NG, XML "
    "Schema, Schematron or ODD by xml-model.",
    "DTDs cannot express TEI as it is now and the TEI Consortium advises RELAX NG; a DTD "
    "outside the document is not even opened. The document was checked with other schemas.",
    failing="<!DOCTYPE TEI SYSTEM 'tei.dtd'>" + _TEI,
    passing=_MODEL.format(href="tei_all.rng") + _TEI,
    source="TEI P5 Guidelines, §v.5 and §23.4",
)
NO_ADDRESS = declare(
    "model-without-address",
    "warning",
    'The instruction xml-model names no schema. Write <?xml-model href="…"?>, with plain quotation '
    "marks.",
    "xml-model tells by href where the schema is, a path relative to the document or an address. "
    "Without it the instruction says nothing, and the document is checked as if it named none.",
    failing="<?xml-model 'house.rng'?>" + _TEI,
    passing=_MODEL.format(href="house.rng") + _TEI + ", with house.rng beside the document",
    source="W3C Note, Associating Schemas with XML documents 1.0",
)
ASSUMED = declare(
    "schema-assumed",
    "info",
    "The document names no schema that is installed{named}; it was checked with {used}. Name one "
    "by xml-model, or with --schema.",
    "Where a document names no schema, TEI All is taken if it is installed (edition schema "
    "install tei_all), else the toolkit's own schema, which is a strict choice from TEI: a "
    "good TEI document may use elements that it leaves out.",
    failing=_TEI,
    passing=_MODEL.format(href="tei_all.rng") + _TEI,
)
