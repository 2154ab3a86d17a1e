"""What breaks a file as XML, in words: libxml2's account read again with the text beside it.

Sources: XML 1.0 (Fifth Edition); Namespaces in XML 1.0; libxml2's numbers of errors.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tei.validation.breach import Breach, Place, counted
from tei.validation.tags import closing, unclosed

PREFIXES = {
    "xi": "http://www.w3.org/2001/XInclude",
    "xlink": "http://www.w3.org/1999/xlink",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "svg": "http://www.w3.org/2000/svg",
    "mml": "http://www.w3.org/1998/Math/MathML",
    "mei": "http://www.music-encoding.org/ns/mei",
    "tei": "http://www.tei-c.org/ns/1.0",
    "rng": "http://relaxng.org/ns/structure/1.0",
    "sch": "http://purl.oclc.org/dsdl/schematron",
}
FILES = ((b"PK\x03\x04", "a ZIP, as .docx, .odt and .epub are"), (b"%PDF", "a PDF"))
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
MARKS = "“”„‟«»‘’‚"


def breach(kind: str, words: str, line: int, column: int, data: bytes) -> Breach:
    """libxml2's complaint in words.

    kind: its name ("ERR_TAG_NAME_MISMATCH"); line, column: from 1
    """
    place = Place(kind, words, *counted(data, line, column), data)
    tellers = [*_WHOLE, *filter(None, (_BY_KIND.get(kind),))]
    found = (tell(place) for tell in tellers)
    told = next((one for one in found if one is not None), None)
    return told or place.said(words.strip().rstrip(".") or "libxml2 cannot read it")


def _no_xml(place: Place) -> Breach | None:
    """Files that are something else altogether."""
    start = place.data.lstrip()[:1000]
    what = next((name for mark, name in FILES if start.startswith(mark)), "")
    if what:
        return Breach(1, 0, f"the file is {what}", "Export the text as TEI or as plain text.")
    if not start:
        return Breach(1, 0, "the file is empty")
    if place.kind != "ERR_DOCUMENT_EMPTY" or b"<" in start[:1]:
        return None
    advice = "If it is a plain text, `edition encode` makes TEI of it."
    return place.said("the file does not begin with a tag", advice)


def _declaration(place: Place) -> Breach | None:
    """Faults of the first line, <?xml … ?>."""
    if place.kind == "ERR_RESERVED_XML_NAME" and "declaration" in place.words:
        advice = "Remove what stands before it, blanks and empty lines too."
        return place.said("the declaration <?xml … ?> does not stand at the very beginning", advice)
    if place.kind == "ERR_UNSUPPORTED_ENCODING":
        name = place.words.rpartition(":")[2].strip()
        advice = f"Save the file as UTF-8 and begin it with {DECLARATION}"
        return place.said(f"the encoding {name}, which it declares, is not known", advice)
    head = re.match(rb"<\?xml\s[^>]*", place.data[:1000])
    wide = head and re.search(rb"encoding\s*=\s*[\"'](utf-?16|utf-?32|ucs)", head[0], re.I)
    if wide and place.line == 1:
        reason = f"it declares the encoding {wide[1].decode()}, but is written in another"
        return Breach(1, 1, reason, f"If it is UTF-8, begin it with {DECLARATION}")
    if head and place.line == 1 and place.column <= len(head[0]) + 2:
        return Breach(1, 1, "the declaration <?xml … ?> is not complete", f"Write {DECLARATION}")
    return None


def _bytes(place: Place) -> Breach:
    """Bytes that are not what the declaration says."""
    declared = re.match(rb"<\?xml\s[^>]*encoding\s*=\s*[\"']([\w.-]+)", place.data[:1000])
    name = declared[1].decode() if declared else "UTF-8"
    says = "which it declares" if declared else "which XML is written in by default"
    advice = "Save the file as UTF-8. If it is an older Western one, declare its encoding: "
    advice += 'encoding="windows-1252".'
    return place.said(f"its bytes are not {name}, {says}", advice)


def _mismatch(place: Place) -> Breach:
    """An end tag that is not that of the element that is open."""
    match = re.search(r"mismatch: (\S+) line \d+ and (\S+)", place.words)
    if match is None or match[2] == "unparsable":
        return _not_ended(place)
    return place.said(*closing(place.data, match[1], match[2]))


def _cut_off(place: Place) -> Breach:
    """The file ends before all is closed."""
    name = re.search(r"in tag (\S+)", place.words)
    return place.said(*unclosed(place.data, name[1] if name else "?"))


def _name(place: Place) -> Breach:
    """A name was expected: after &, after <, inside a tag."""
    if "EntityRef" in place.words:
        return place.said("the sign & stands by itself", "Write &amp; for it.")
    if "attribute name" not in place.words:
        shown = f"<{place.after.lstrip('<')[:6].rstrip()}"
        advice = "Write &lt; for the sign <. A tag has its name at once after it, without a blank."
        return place.said(f"no name of an element follows here: “{shown}…”", advice)
    first = place.after[:1]
    if first == "<" or not first:
        return _not_ended(place)
    advice = 'After the name of the element there are only attributes, as n="1", with blanks '
    return place.said(f"“{first}” cannot stand in a tag", advice + "between.")


def _not_ended(place: Place) -> Breach:
    """A tag without its >."""
    if place.before.rstrip().endswith("</"):
        return place.said("an end tag has no name", "Write </name>, without a blank.")
    tags = re.findall(r"</?[^\s<>/=]+", place.before)
    return place.said(
        f"the tag {tags[-1] if tags else ''} is not closed by >", "Write > at its end."
    )


def _reference(place: Place) -> Breach:
    """& and a name, but no semicolon."""
    found = re.search(r"&([\w.-]+)$", place.before)
    name = found[1] if found else "…"
    if name in ("amp", "lt", "gt", "quot", "apos"):
        return place.said(f"&{name} lacks its semicolon", f"Write &{name};")
    advice = "Write &amp; for the sign &, in web addresses too (?a=1&amp;b=2)."
    return place.said(f"“&{name}” is taken for the beginning of an entity", advice)


def _unquoted(place: Place) -> Breach:
    """An attribute whose value has no quotation marks."""
    found = re.search(r"([\w:.-]+)\s*=\s*$", place.before)
    name = found[1] if found else "…"
    if place.after[:1] in MARKS and place.after:
        reason = f"the value of {name} stands in typographic quotation marks"
        return place.said(reason, f'Write plain ones: {name}="…".')
    return place.said(f"the value of {name} has no quotation marks", f'Write {name}="…".')


def _valueless(place: Place) -> Breach:
    """An attribute without a value."""
    name = place.words.split()[-1]
    return place.said(f"the attribute {name} has no value", f'Write {name}="…".')


def _angle(place: Place) -> Breach:
    """“<” in a value: mostly the value before it was never ended."""
    found = re.search(r"([\w:.-]+)\s*=\s*[\"'][^\"']*$", place.before)
    advice = "Mostly the quotation mark that ends the value is missing; else write &lt;."
    return place.said(f"the value of {found[1] if found else 'an attribute'} holds a “<”", advice)


def _prefix(place: Place) -> Breach:
    """A prefix that no declaration explains."""
    found = re.search(r"prefix (\S+)", place.words)
    prefix = found[1] if found else "…"
    address = PREFIXES.get(prefix, "…")
    advice = f'Write xmlns:{prefix}="{address}" into the first tag.'
    return place.said(f"the prefix {prefix}: is used, but stands for no namespace", advice)


def _character(place: Place) -> Breach:
    """A character that XML excludes."""
    found = re.search(r"value (\d+)", place.words)
    name = f"U+{int(found[1]):04X}" if found else "a character"
    advice = "Take it out; word processors and conversions leave such signs behind."
    return place.said(f"{name} is a control character that XML does not allow", advice)


def _twice(place: Place) -> Breach:
    """An attribute that is given twice."""
    found = re.search(r"Attribute (\S+)", place.words)
    tags = re.findall(r"<([^\s<>/=]+)", place.before)
    owner = f"<{tags[-1]}>" if tags else "an element"
    return place.said(f"{owner} has the attribute {found[1] if found else ''} twice", "Keep one.")


def _open(start: str, end: str, what: str) -> Callable[[Place], Breach]:
    """What begins and has no end: told where it begins."""

    def tell(place: Place) -> Breach:
        text = place.text
        at = text.rfind(start)
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        return Breach(line, column, f"{what} begins here and has no end", f"Write {end} there.")

    return tell


def _fixed(reason: str, advice: str = "") -> Callable[[Place], Breach]:
    """The same words wherever it is."""
    return lambda place: place.said(reason, advice)


_WHOLE = (_no_xml, _declaration)
_BY_KIND: dict[str, Callable[[Place], Breach]] = {
    "ERR_INVALID_ENCODING": _bytes,
    "ERR_TAG_NAME_MISMATCH": _mismatch,
    "ERR_TAG_NOT_FINISHED": _cut_off,
    "ERR_NAME_REQUIRED": _name,
    "ERR_GT_REQUIRED": _not_ended,
    "ERR_ENTITYREF_SEMICOL_MISSING": _reference,
    "ERR_ATTRIBUTE_NOT_STARTED": _unquoted,
    "ERR_ATTRIBUTE_REDEFINED": _twice,
    "NS_ERR_UNDEFINED_NAMESPACE": _prefix,
    "ERR_INVALID_CHAR": _character,
    "ERR_COMMENT_NOT_FINISHED": _open("<!--", "-->", "a comment"),
    "ERR_CDATA_NOT_FINISHED": _open("<![CDATA[", "]]>", "a CDATA section"),
    "ERR_PI_NOT_FINISHED": _open("<?", "?>", "a processing instruction"),
    "ERR_HYPHEN_IN_COMMENT": _fixed("two hyphens stand inside a comment", "Write one, or a dash."),
    "ERR_MISPLACED_CDATA_END": _fixed("“]]>” stands in the text", "Write ]]&gt;"),
    "ERR_LT_IN_ATTRIBUTE": _angle,
    "ERR_ATTRIBUTE_WITHOUT_VALUE": _valueless,
    "ERR_INVALID_HEX_CHARREF": _fixed("no number of a character follows &#x", "Write &#x2014;"),
    "ERR_INVALID_DEC_CHARREF": _fixed("no number of a character follows &#", "Write &#8212;"),
    "ERR_ENTITY_NOT_FINISHED": _fixed("a declaration of an entity is not complete"),
    "NS_ERR_QNAME": _fixed(
        "a name has a colon that stands alone, or two", "Write prefix:name, or no colon at all."
    ),
    "ERR_SPACE_REQUIRED": _fixed(
        "there is no blank between two attributes",
        "Put one; a quotation mark inside a value is written &quot;.",
    ),
    "ERR_DOCUMENT_END": _fixed(
        "something follows after the root element is closed",
        "A document has one root: several texts go into a teiCorpus, or into files of their own.",
    ),
}
