"""The short way through documents: what it remembers changes no verdict."""

from __future__ import annotations

import pytest

from tei import resources
from tei.grammar import load
from tei.validation.relaxng import is_valid

HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
    "<title>A</title></titleStmt><publicationStmt><p>B</p></publicationStmt><sourceDesc><p>C</p>"
    "</sourceDesc></fileDesc></teiHeader><text><body>"
)
SOUND = '<p>In <date when="1842">that year</date> <hi rend="italic">again</hi>, at last.</p>'
BROKEN = {
    "a value": SOUND.replace("1842", "3 May"),
    "an attribute": SOUND.replace("rend", "rendd"),
    "an element": SOUND.replace("hi", "hii"),
    "a parent": SOUND.replace("p>", "lg>"),
    "text in the wrong place": f"<div>{SOUND}</div> at last",
    "an end too early": "<list/>",
    "an identifier twice": '<p xml:id="a">One</p><p xml:id="a">Two</p>',
    "something after the end": f"{SOUND}<head>Late</head>",
}


def verdict(inside: str) -> bool:
    data = f"{HEAD}{inside}</body></text></TEI>".encode()
    return is_valid(data, load(resources.schema("edition.rng")))


@pytest.mark.parametrize("fault", BROKEN.values(), ids=BROKEN)
def test_what_was_seen_before_hides_no_fault(fault: str) -> None:
    for _ in range(2):  # the second time nothing is new
        assert verdict(SOUND * 3)
        assert not verdict(f"{SOUND}{fault}")
        assert not verdict(f"{SOUND * 3}{fault}{SOUND}")
    assert verdict(SOUND)


def test_identifiers_of_one_document_are_none_of_the_next() -> None:
    for _ in range(3):
        assert verdict('<p xml:id="a">One</p><p xml:id="b">Two</p>')
