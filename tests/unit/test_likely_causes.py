"""Likely causes: what is behind a fault of structure, and what was probably wanted."""

from __future__ import annotations

from pathlib import Path

from tei import resources
from tei.diagnostics import Diagnostic
from tei.validation.check import check_bytes
from tei.validation.surroundings import inside
from tei.validation.wording import nearest, tei

HEAD = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'><teiHeader><fileDesc><titleStmt><title>"
    "Tides</title></titleStmt><publicationStmt>{}</publicationStmt><sourceDesc><p>Own.</p>"
    "</sourceDesc></fileDesc></teiHeader><text><body>{}</body></text></TEI>"
)
PUBLISHED = "<publisher>Press</publisher><availability><p>Free</p></availability>"


def errors(published: str = PUBLISHED, body: str = "<p>One</p>") -> list[Diagnostic]:
    """What the edition schema's grammar finds."""
    data = HEAD.format(published, body).encode()
    found = check_bytes(data, [resources.schema("edition.rng")], name="a.xml")
    return [one for one in found if one.severity == "error"]


def test_paragraphs_and_elements_of_their_own_do_not_mix() -> None:
    for published in (f"<p>Ours.</p>{PUBLISHED}", f"{PUBLISHED}<p>Ours.</p>"):
        (found,) = [one for one in errors(published) if one.code == "element-misplaced"]
        assert "either paragraphs or elements of their own names, not both" in found.message
        assert "Take the first <p> away" in found.advice
    assert errors() == []


def test_what_is_missing_has_no_words() -> None:
    (found,) = errors(body="<p>One <gap reason='lost'>...</gap></p>")
    assert "stands for what is missing" in found.advice


def test_what_is_allowed_begins_with_what_is_made_for_the_place() -> None:
    (found,) = errors(body="<sp><speaker>Ann</speaker></sp>")
    assert found.allowed[:3] == ("p", "l", "lg")
    assert inside(tei("form"))[:2] == (tei("orth"), tei("pron"))
    assert inside("form") == () == inside(tei("nonsense"))


CHOICE = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
<start><element name="p"><optional><attribute name="n"/></optional>
<choice><attribute name="from"/><attribute name="when"/><empty/></choice>
<choice><ref name="note"/><ref name="label"/></choice><ref name="desc"/></element></start>
<define name="note"><element name="note"><empty/></element></define>
<define name="label"><element name="label"><empty/></element></define>
<define name="desc"><element name="desc"><empty/></element></define></grammar>"""


def by_choice(text: str, folder: Path) -> list[Diagnostic]:
    """What a small grammar with choices finds."""
    (folder / "choice.rng").write_text(CHOICE)
    data = text.replace("<p", "<p xmlns='http://www.tei-c.org/ns/1.0'", 1).encode()
    found = check_bytes(data, [folder / "choice.rng"], name="a.xml")
    return [one for one in found if one.severity == "error"]


def test_attributes_that_exclude_each_other_are_told_so(tmp_path: Path) -> None:
    (found,) = by_choice("<p n='1' from='a' when='b'><note/><desc/></p>", tmp_path)
    assert found.code == "attribute-unknown" and "cannot have @" in found.message
    assert "@from" in found.message and "@when" in found.message


def test_what_stands_in_the_place_of_something_missing_is_one_fault(tmp_path: Path) -> None:
    (found,) = by_choice("<p><gloss/><desc/></p>", tmp_path)
    assert found.code == "element-unknown" and len(found.also) == 1


def test_a_number_that_is_given_already_is_not_asked_for() -> None:
    (found,) = errors(body="<p><pb n='2'>x</pb>One</p>")
    assert "put the words behind it" in found.advice
    (found,) = errors(body="<p><pb>12</pb>One</p>")
    assert 'n="12"' in found.advice


def test_an_hour_that_does_not_exist_is_no_matter_of_years() -> None:
    (found,) = errors(body="<p><date when='1842-05-03T25:00:00'>then</date></p>")
    assert "Hours run from 00 to 23" in found.advice


def test_several_values_where_one_is_wanted_make_no_word() -> None:
    (found,) = errors(body="<div type='letter, draft'><p>One</p></div>")
    assert found.advice == "One value is wanted, not several: choose one."


def test_letters_in_another_order_are_a_slip() -> None:
    assert nearest("othr", ("orth", "pron", "form")) == ["orth"]
    assert nearest("lbae", ("label",)) == []
