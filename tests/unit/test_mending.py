"""Mending: a change is made where it is meant, and nothing else moves."""

from __future__ import annotations

import codecs

import pytest
from lxml import etree

from tei.validation import mending
from tei.validation.fixes import Change
from tei.validation.mending import mend, mended
from tei.validation.reading import parse

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
SOURCE = (
    "<?xml version='1.0' encoding='{encoding}'?>\r\n"
    "<TEI\txmlns='http://www.tei-c.org/ns/1.0' ><text>\r\n"
    "<p   id = 'p1'\n rend=\"a&amp;b\">Zoë <date  when='3 May 1842'/>&#x20;<i >x</i\n></p>"
    "<!-- <p> --><![CDATA[<date when='x'>]]></text></TEI >\r\n"
)


def tree(data: bytes) -> etree._Element:
    return parse(data, "letter.xml")


def found(root: etree._Element, name: str) -> etree._Element:
    return next(root.iter("{*}" + name))


def changes(root: etree._Element) -> list[Change]:
    return [
        Change("safe", "rename-attribute", found(root, "p"), "id", XML_ID),
        Change("safe", "set-attribute", found(root, "date"), "when", "1842-05-03"),
        Change("unsafe", "rename-element", found(root, "i"), "", f"{{{TEI}}}hi"),
        Change("unsafe", "set-attribute", found(root, "i"), "rend", "italic"),
    ]


EXPECTED = (
    SOURCE.replace("id = ", "xml:id = ")
    .replace("when='3 May 1842'", "when='1842-05-03'")
    .replace("<i >x</i\n>", '<hi rend="italic" >x</hi\n>')
)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "us-ascii"])
def test_everything_else_stays_in_every_encoding(encoding: str) -> None:
    plain = SOURCE.replace("Zoë", "Zoe") if encoding == "us-ascii" else SOURCE
    wanted = EXPECTED.replace("Zoë", "Zoe") if encoding == "us-ascii" else EXPECTED
    data = plain.format(encoding=encoding).encode(encoding)
    assert mend(data, changes(tree(data))) == wanted.format(encoding=encoding).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_byte_order_marks_stay(encoding: str) -> None:
    marks = {
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-8": codecs.BOM_UTF8,
    }
    declared = "UTF-16" if "16" in encoding else "UTF-8"
    data = marks[encoding] + SOURCE.format(encoding=declared).encode(encoding)
    after = marks[encoding] + EXPECTED.format(encoding=declared).encode(encoding)
    assert mend(data, changes(tree(data))) == after


def test_values_are_escaped_as_the_place_and_the_encoding_ask() -> None:
    data = b"<?xml version='1.0' encoding='latin1'?><p n='1' m=\"2\"/>"
    root = tree(data)
    after = mend(
        data,
        [
            Change("safe", "set-attribute", root, "n", "'a' <&> \"b\" ☃"),
            Change("safe", "set-attribute", root, "m", "'a' \"b\"\t"),
            Change("safe", "set-attribute", root, "o", "new"),
        ],
    )
    assert b"n='&apos;a&apos; &lt;&amp;> \"b\" &#9731;'" in after
    assert b'm="\'a\' &quot;b&quot;&#9;" o="new"/>' in after
    assert dict(tree(after).attrib) == {"n": "'a' <&> \"b\" ☃", "m": "'a' \"b\"\t", "o": "new"}


def test_mending_twice_is_mending_once() -> None:
    data = SOURCE.format(encoding="utf-8").encode()
    wanted = changes(tree(data))
    once = mended(data, wanted)
    assert once.left == () and len(once.made) == 4
    again = mended(once.data, wanted)
    assert again.data == once.data and again.made == ()


def test_of_two_changes_that_contradict_the_first_is_made() -> None:
    data = b"<p when='x'/>"
    root = tree(data)
    first = Change("safe", "set-attribute", root, "when", "1842")
    second = Change("safe", "set-attribute", root, "when", "1843")
    result = mended(data, [first, second, first])
    assert (result.data, result.made, result.left) == (b"<p when='1842'/>", (first,), (second,))


def test_no_attribute_is_written_twice() -> None:
    data = b"<p id='a' xml:id='b'/>"
    assert mend(data, [Change("safe", "rename-attribute", tree(data), "id", XML_ID)]) == data


def test_attributes_are_removed_with_their_blanks() -> None:
    data = b'<p a="1"\n   b="2"\n   c="3"/>'
    assert mend(data, [Change("safe", "remove-attribute", tree(data), "b")]) == (
        b'<p a="1"\n   c="3"/>'
    )


def test_prefixes_are_those_of_the_document() -> None:
    data = f'<t:p xmlns:t="{TEI}" t:n="1"><t:i/></t:p>'.encode()
    root = tree(data)
    after = mend(
        data,
        [
            Change("safe", "rename-element", root[0], "", f"{{{TEI}}}hi"),
            Change("safe", "rename-attribute", root, f"{{{TEI}}}n", "n"),
        ],
    )
    assert after == f'<t:p xmlns:t="{TEI}" n="1"><t:hi/></t:p>'.encode()


def test_a_name_without_a_prefix_that_could_carry_it_is_left() -> None:
    data = b"<p><i/></p>"
    wanted = Change("safe", "rename-element", tree(data)[0], "", f"{{{TEI}}}hi")
    assert mended(data, [wanted]).left == (wanted,)


def test_what_lies_in_an_entity_is_left() -> None:
    data = b"<!DOCTYPE p [<!ENTITY e '<i>x</i>'>]><p>&e;<i>y</i></p>"
    root = tree(data)
    inner, outer = list(root.iter("i"))
    result = mended(
        data, [Change("safe", "rename-element", element, "", "hi") for element in (inner, outer)]
    )
    assert result.data == data.replace(b"<i>y</i>", b"<hi>y</hi>")
    assert [change.element for change in result.left] == [inner]


def test_namespaces_can_be_declared_and_taken_away() -> None:
    data = b"<TEI><p xmlns=''>x</p></TEI>"
    root = tree(data)
    after = mend(
        data,
        [
            Change("safe", "set-attribute", root, "xmlns", TEI),
            Change("safe", "remove-attribute", root[0], "xmlns"),
        ],
    )
    assert after == f'<TEI xmlns="{TEI}"><p>x</p></TEI>'.encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<TEI/>", b"<?xml-model href='x'?>\n<TEI/>"),
        (b"<?xml version='1.0'?>\r\n<TEI/>\r\n", b"<?xml version='1.0'?>\r\n<?xml-model href='x'?>"
         b"\r\n<TEI/>\r\n"),
        (codecs.BOM_UTF8 + b"<TEI/>", codecs.BOM_UTF8 + b"<?xml-model href='x'?>\n<TEI/>"),
        (b"<?xml-model href='x'?><TEI/>", b"<?xml-model href='x'?><TEI/>"),
    ],
)  # fmt: skip
def test_processing_instructions_come_before_the_root(before: bytes, after: bytes) -> None:
    change = Change("safe", "insert-processing-instruction", None, "xml-model", "href='x'")
    assert mend(before, [change]) == after


def test_an_encoding_that_does_not_fit_is_refused() -> None:
    change = Change("safe", "set-attribute", etree.fromstring("<p/>"), "n", "1")
    with pytest.raises(ValueError, match="not known here"):
        mend(b"<?xml version='1.0' encoding='martian'?><p/>", [change])
    with pytest.raises(ValueError, match="utf-8"):
        mend(b"<p>\xff</p>", [change])


def test_no_change_leaves_even_what_cannot_be_read() -> None:
    assert mend(b"\xff<p", []) == b"\xff<p"


def test_differences_are_shown_as_diff_shows_them() -> None:
    before, after = b"<a>\n<b n='1'/>\n</a>", b"<a>\n<b n='2'/>\n</a>"
    assert mending.difference(before, after, "x.xml") == (
        "--- a/x.xml\n+++ b/x.xml\n@@ -1,3 +1,3 @@\n <a>\n-<b n='1'/>\n+<b n='2'/>\n </a>\n"
        "\\ No newline at end of file\n"
    )
    assert mending.difference(before, before, "x.xml") == ""


def test_changes_are_told_in_words() -> None:
    root = etree.fromstring(f'<date xmlns="{TEI}" whn="1"/>')
    assert [
        str(Change("safe", "set-attribute", root, "when", "1842")),
        str(Change("safe", "rename-attribute", root, "id", XML_ID)),
        str(Change("safe", "remove-attribute", root, "n")),
        str(Change("safe", "rename-element", root, "", f"{{{TEI}}}time")),
        str(Change("safe", "insert-processing-instruction", None, "xml-model", 'href="a"')),
    ] == [
        'write when="1842"',
        "rename @id to @xml:id",
        "remove @n",
        "rename <date> to <time>",
        'insert <?xml-model href="a"?>',
    ]
