"""How TEI elements are laid out in plain text: what breaks a line, what is no text at all."""

from __future__ import annotations

from lxml import etree

from tei.names import TEI, XML_ID, local

NONE, SPACE, LINE, BLOCK = range(4)
GAPS = ("", " ", "\n", "\n\n")

# Data and apparatus, no running text.
NO_TEXT = frozenset(
    {"teiHeader", "standOff", "facsimile", "sourceDoc", "figDesc", "index", "interp", "interpGrp"}
    | {"spanGrp", "linkGrp", "joinGrp", "altGrp", "timeline", "fs", "fLib", "fvLib", "certainty"}
    | {"precision", "respons", "graphic", "media", "binaryObject", "del", "gap", "xenoData"}
    | {"listRelation", "listAnnotation", "moduleSpec", "schemaSpec"}
)
# Registers are data, unless they are written out in paragraphs.
REGISTERS = frozenset({"listPerson", "listPlace", "listOrg", "listEvent", "listNym", "listObject"})
# What is printed around the text of a page: running heads, page numbers, catchwords.
RUNNING_WORK = frozenset({"number"})
ALTERNATIVES = frozenset({"choice", "app", "rdgGrp", "subst"})  # blanks in them mean nothing
EDITED = frozenset({"corr", "reg", "expan"})
# Always on lines of their own; these hold blocks …
HOLDERS = frozenset(
    {"text", "front", "body", "back", "group", "div", "sp", "lg", "list", "table", "row"}
    | {"castList", "castGroup", "titlePage", "u", "listBibl", "floatingText", "argument", "spGrp"}
    | {f"div{number}" for number in range(8)}
)
# … and these hold running text.
PARAGRAPHS = frozenset({"p", "ab", "head", "l", "item", "cell", "castItem", "speaker", "trailer"})
ON_A_LINE = frozenset({"l", "item", "row", "castItem", "dateline", "salute", "signed", "addrLine"})
ON_A_LINE |= {"titlePart", "label", "docAuthor", "desc", "name", "date"}
# Never on lines of their own, whatever holds them.
PHRASES = frozenset(
    {"hi", "rs", "persName", "placeName", "orgName", "ref", "foreign", "emph", "abbr", "c", "w"}
    | {"pc", "s", "num", "add", "unclear", "supplied", "sic", "corr", "orig", "reg", "expan"}
    | {"surplus", "mentioned", "soCalled", "term", "gloss", "am", "ex", "subst", "lem", "rdg"}
)
REFERENCES = frozenset({"bibl", "biblStruct", "biblFull", "msDesc"})
STAGES = frozenset({"stage", "kinesic", "vocal", "incident"})
STAGE_NOTES = frozenset(
    {"stage", "kinesic", "vocal", "incident", "narrative", "comment", "noise", "interruption"}
    | {"applause", "laughter", "procedural", "interjection", "debate", "summary", "time"}
)


def is_left_out(node: etree._Element) -> bool:
    """Whether an element is no part of the text as it is read."""
    name = local(node)
    if name == "fw":
        return node.get("type") not in RUNNING_WORK
    if name in REGISTERS:
        return next(node.iter(TEI + "p"), None) is None
    if name == "listBibl":
        return is_register(node)
    return not name or name in NO_TEXT


def is_register(node: etree._Element) -> bool:
    """Whether a list of references is data: all of them fields alone, with names to point to."""
    references = [child for child in node if local(child) in REFERENCES]
    return bool(references) and all(is_data(child) and child.get(XML_ID) for child in references)


def readings(node: etree._Element) -> list[etree._Element]:
    """The children that are read: of alternatives, one; of `choice`, what the source has.

    Source: TEI P5 Guidelines, §3.5 (choice), §12.1 (app).
    """
    children = list(node)
    name = local(node)
    if name == "choice":
        printed = [child for child in children if local(child) and local(child) not in EDITED]
        return (printed or children)[:1]
    if name in ("app", "rdgGrp"):
        lemmas = [child for child in children if local(child) == "lem"]
        versions = [child for child in children if local(child) in ("rdg", "rdgGrp")]
        return (lemmas or versions)[:1]
    return children


def gap_of(node: etree._Element, running: bool) -> int:
    """What stands between an element and what is before and after it.

    running: whether it stands in running text
    """
    name = local(node)
    parent = node.getparent()
    if name == "cell" or (parent is not None and is_data(parent)):
        return SPACE
    if name in ON_A_LINE and name in PARAGRAPHS | HOLDERS:
        return LINE
    if name in HOLDERS or name in PARAGRAPHS:
        return BLOCK
    if running or name in PHRASES or is_empty(node):
        return NONE
    return LINE if name in ON_A_LINE else BLOCK


def is_data(node: etree._Element) -> bool:
    """Whether a reference is made of fields without text between them."""
    return local(node) in REFERENCES and not has_text(node)


def is_empty(node: etree._Element) -> bool:
    """Whether an element holds nothing: page breaks, anchors, pointers."""
    return len(node) == 0 and not (node.text or "").strip()


def runs(node: etree._Element, running: bool) -> bool:
    """Whether what an element holds is running text."""
    name = local(node)
    if name in PARAGRAPHS | ON_A_LINE | REFERENCES or has_text(node):
        return True
    return False if name in HOLDERS else running


def has_text(node: etree._Element) -> bool:
    """Whether text stands directly in an element."""
    return bool((node.text or "").strip()) or any((child.tail or "").strip() for child in node)


def is_told(node: etree._Element) -> bool:
    """Whether a direction is a record's, which prints it in brackets wherever it stands."""
    return is_stage(node) and local(node) != "stage" and node.get("type") != "time"


def is_speaker(node: etree._Element) -> bool:
    """Whether an element is the label of a speech."""
    return local(node) == "speaker" or (local(node) == "note" and node.get("type") == "speaker")


def is_stage(node: etree._Element) -> bool:
    """Whether an element is a stage direction, or what a record tells of the room."""
    if local(node) == "note":
        return (node.get("type") or "").split("_")[-1] in STAGE_NOTES
    return local(node) in STAGES
