"""Likely causes: what is behind a fault of structure, and what was probably wanted."""

from __future__ import annotations

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


def test_letters_in_another_order_are_a_slip() -> None:
    assert nearest("othr", ("orth", "pron", "form")) == ["orth"]
    assert nearest("lbae", ("label",)) == []
