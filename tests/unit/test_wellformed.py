"""What is no XML is told in plain words, with its place and a cure."""

from __future__ import annotations

import pytest

from tei.diagnostics import Diagnostic
from tei.validation.reading import Unreadable, parse

HEAD = "<TEI xmlns='http://www.tei-c.org/ns/1.0'>\n<text><body>\n"
TAIL = "\n</body></text></TEI>"
JARGON = (
    "xmlParse",
    "StartTag",
    "EntityRef",
    "PCDATA",
    "AttValue",
    "Premature",
    "mismatch",
    "null",
)


def refused(data: bytes) -> Diagnostic:
    """What is said of a file that cannot be read as XML."""
    with pytest.raises(Unreadable) as caught:
        parse(data, "a.xml")
    (found,) = caught.value.findings
    assert not any(word in found.message for word in JARGON), found.message
    return found


INSIDE = [
    ("<p>Salt & sail</p>", 3, "the sign & stands by itself", "&amp;"),
    ("<p>Ö & sail</p>", 3, "the sign & stands by itself", "&amp;"),
    ("<ref target='a?b=1&c=2'/>", 3, "“&c” is taken", "&amp;"),
    ("<p>Tar &amp pitch</p>", 3, "&amp lacks its semicolon", "Write &amp;"),
    ("<p>3 < 4</p>", 3, "“< 4", "&lt;"),
    ("<p n=1>a</p>", 3, "the value of n has no quotation marks", 'n="…"'),
    ("<p n=“1”>a</p>", 3, "the value of n stands in typographic", 'n="…"'),
    ("<p n>a</p>", 3, "the attribute n has no value", 'n="…"'),
    ('<p n="1"rend="b">a</p>', 3, "no blank between", "&quot;"),
    ('<p n="1>a</p><p n="2">b</p>', 3, "the value of n holds a “<”", "quotation mark"),
    ('<p n="1" n="2">a</p>', 3, "<p> has the attribute n twice", "Keep one"),
    ('<xi:include href="a.xml"/>', 3, "xi: is used", "http://www.w3.org/2001/XInclude"),
    ("<p>a</p>\n<!-- b -- c -->", 4, "two hyphens", "dash"),
    ("<p>a</p>\n<p>b <!-- c</p>\n<p>d</p>", 4, "a comment begins here", "-->"),
    ("<p>a\x0bb</p>", 3, "U+000B is a control character", "Take it out"),
    ("<p>a</p>\n<p", 5, "the tag <p is not closed", "Write >"),
    ("<p>a</p>\n</ p>", 4, "an end tag has no name", "</name>"),
    (
        "<p>a</div>\n</p>",
        3,
        "</div> closes nothing: no <div> is open, only <p> of line 3",
        "Remove",
    ),
    ("<p>a\n<hi>b</p></hi>", 4, "<hi> of line 4 is not closed before </p>", "Write </hi>"),
    ("<p>a\n<lb>b</p>", 4, "<lb> of line 4 is not closed before </p>", "Write <lb/>"),
    ("<p>a<p>\n<p>b</p>", 5, "<p> of line 3 is not closed", "<p> of line 3 is open too"),
    ("<div><div2><p>a</p></div></div>", 3, "<div2> of line 3 is not closed", "the same name"),
    ("<persname>a</persName>", 3, "<persname> of line 3 is closed by </persName>", "<persName>"),
    ("<placeName>a</placname>", 3, "is closed by </placname>", "write </placeName>"),
    ("<p>&#xZ;</p>", 3, "no number of a character", "&#x2014;"),
    ("<a:b:c/>", 3, "a name has a colon", "prefix:name"),
    ("<p>]]></p>", 3, "“]]>” stands in the text", "]]&gt;"),
]


@pytest.mark.parametrize(("body", "line", "words", "advice"), INSIDE, ids=[c[0] for c in INSIDE])
def test_a_slip_is_named_with_its_cure(body: str, line: int, words: str, advice: str) -> None:
    found = refused((HEAD + body + TAIL).encode())
    assert found.code == "xml-not-well-formed"
    assert found.line == line and words in found.message and advice in found.advice


WHOLE = [
    (b"", "the file is empty", ""),
    (b" \n\n", "the file is empty", ""),
    (b"Dear Sir,", "does not begin with a tag", "edition encode"),
    (b"PK\x03\x04 abc", "the file is a ZIP", "Export"),
    (b"\n<?xml version='1.0'?><TEI/>", "does not stand at the very beginning", "empty lines"),
    (b"<?xml version='1.0' encoding='UTF-8'><TEI/>", "is not complete", "<?xml version="),
    (b"<?xml version='1.0' encoding='utf9'?><TEI/>", "the encoding utf9", "UTF-8"),
    (b"<?xml version='1.0' encoding='UTF-16'?><TEI/>", "declares the encoding UTF-16", "UTF-8"),
    (b"<TEI>\nM\xfchle</TEI>", "its bytes are not UTF-8", "windows-1252"),
    (b"<TEI/>\n<TEI/>", "something follows after the root", "teiCorpus"),
    (
        b"<TEI>\n<text>\n<p>a",
        "still open: <TEI> (line 1), <text> (line 2), <p> (line 3)",
        "cut off",
    ),
    (b"<TEI>\r<p>\r<q>a</p></TEI>", "<q> of line 3 is not closed before </p>", "Write </q>"),
]


@pytest.mark.parametrize(("data", "words", "advice"), WHOLE, ids=[c[1] for c in WHOLE])
def test_a_file_that_is_no_xml_at_all_says_what_it_is(data: bytes, words: str, advice: str) -> None:
    found = refused(data)
    assert words in found.message and advice in found.advice and found.line >= 1


def test_an_outer_entity_of_the_doctype_is_named_as_it_is_written() -> None:
    data = b'<!DOCTYPE TEI SYSTEM "t.dtd" [<!ENTITY % signs SYSTEM "signs.ent"> %signs; ]><TEI/>'
    found = refused(data)
    assert found.code == "xml-entity-undefined" and "%signs;" in found.message


def test_lines_that_end_with_a_carriage_return_alone_are_counted() -> None:
    assert refused(b"<TEI>\r<p>\r<q>a</p></TEI>").line == 3
