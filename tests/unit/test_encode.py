"""encode: annotations → elements, whatever the annotations say."""

from __future__ import annotations

import pytest
from lxml import etree

from tei import language
from tei.annotation import Annotation, Annotations
from tei.diagnostics import TextLostError
from tei.document import make_document
from tei.fidelity import prove
from tei.names import TEI
from tei.reading import Agent, Reading
from tei.settings import Settings
from tei.source import SourceText
from tei.validation.check import check_bytes


def written(text: str, *items: Annotation, agents: tuple[Agent, ...] = ()) -> etree._Element:
    """The `text` element for annotations that nest; valid, or the test fails."""
    reading = Reading(
        SourceText(text),
        language.load("en"),
        Annotations(items),
        {agent.key: agent for agent in agents},
    )
    data = make_document(reading).serialise()
    faults = [f for f in check_bytes(data, name="made.xml") if f.severity == "error"]
    assert not faults, faults
    found = etree.fromstring(data).find(TEI + "text")
    assert found is not None
    return found


def only(root: etree._Element, tag: str) -> etree._Element:
    found = list(root.iter(TEI + tag))
    assert len(found) == 1, etree.tostring(root)
    return found[0]


def test_text_without_annotations_is_a_paragraph() -> None:
    assert only(written("Plain words."), "p").text == "Plain words."


def test_a_chain_is_linked_both_ways() -> None:
    text = "“Go,” he said, “now.”"
    parts = [
        Annotation("quotation", 0, 5, {"class": "said", "who": "he"}, group="a"),
        Annotation("quotation", 15, 21, {"class": "said", "who": "he"}, group="a"),
    ]
    root = written(text, Annotation("p", 0, 21), *parts, agents=(Agent("he", "person", ("He",)),))
    first, second = root.iter(TEI + "said")
    assert first.get("next") == "#q1-2"
    assert second.get("prev") == "#q1"
    assert first.get("who") == second.get("who") == "#he"


def test_a_quote_points_to_its_source_and_never_has_who() -> None:
    quote = Annotation("quotation", 0, 6, {"class": "quote", "who": "mill"})
    root = written(
        "“Yes.”", Annotation("p", 0, 6), quote, agents=(Agent("mill", "org", ("The mill",)),)
    )
    assert only(root, "quote").attrib["source"] == "#mill"
    assert "who" not in only(root, "quote").attrib


def test_a_block_quotation_holds_its_paragraphs() -> None:
    text = "“One.\n\n“Two.”"
    root = written(
        text,
        Annotation("quotation", 0, 13, {"class": "quote", "block": "yes"}),
        Annotation("p", 0, 5),
        Annotation("p", 7, 13),
    )
    assert [child.tag for child in only(root, "quote")] == [TEI + "p", TEI + "p"]


@pytest.mark.parametrize("form", ["soCalled", "mentioned", "title"])
def test_a_block_of_words_at_a_distance_is_q(form: str) -> None:
    attributes = {"class": form, "block": "yes", "level": "1", "work": "x"}
    work = Agent("x", "work", ("X",), details={"level": "1"})
    root = written(
        "“One.\n\n“Two.”",
        Annotation("quotation", 0, 13, attributes),
        Annotation("p", 0, 5),
        Annotation("p", 7, 13),
        agents=(work,),
    )
    assert only(root, "q").get("level") is None


def test_a_hyphen_at_a_line_end_is_kept_and_marked() -> None:
    text = "an exam-\nple"
    root = written(text, Annotation("p", 0, 12), Annotation("hyphen", 7, 8))
    paragraph = only(root, "p")
    assert only(root, "pc").get("force") == "weak"
    assert only(root, "lb").get("break") == "no"
    assert "".join(paragraph.itertext()) == "an exam-ple"


def test_marks_of_emphasis_become_hi() -> None:
    root = written(
        "so _very_ sure",
        Annotation("p", 0, 14),
        Annotation("hi", 3, 9, {"rend": "italic"}),
    )
    assert only(root, "hi").text == "very"


def test_metadata_goes_to_the_header_and_left_out_to_the_list() -> None:
    text = "Written: 1914\n\nWords.\n\nnext next"
    reading = Reading(
        SourceText(text),
        language.load("en"),
        Annotations(
            [
                Annotation("metadata", 0, 13, {"field": "written", "label": "Written:"}),
                Annotation("date", 9, 13, {"when": "1914"}),
                Annotation("p", 15, 21),
                Annotation("left-out", 23, 32, {"reason": "navigation"}),
            ]
        ),
    )
    root = make_document(reading).tree.getroot()
    assert only(root, "creation").find(TEI + "date").get("when") == "1914"
    assert "next next" in "".join(only(root, "samplingDecl").itertext())
    assert "".join(only(root, "body").itertext()).split() == ["Words."]


def test_only_marks_of_emphasis_are_dropped() -> None:
    root = written("one two three", Annotation("p", 0, 13), Annotation("hi", 4, 7))
    assert only(root, "hi").text == "two"


@pytest.mark.parametrize("change", ["lost", "added", "moved"])
def test_the_proof_catches_a_changed_word(change: str) -> None:
    reading = Reading(SourceText("one\n\ntwo three"), language.load("en"), Annotations())
    tree = make_document(reading).tree.getroot()
    header, text = tree.find(TEI + "teiHeader"), tree.find(TEI + "text")
    paragraph = only(text, "p")
    words = {"lost": "one two", "added": "one two three four", "moved": "one three two"}
    paragraph.text = words[change]
    with pytest.raises(TextLostError, match="-:3:"):
        prove(reading, header, text, [])


def test_a_body_is_never_empty() -> None:
    text = "next next\f"
    root = written(
        text,
        Annotation("left-out", 0, 9, {"reason": "navigation"}),
        Annotation("page-break", 10, 10),
    )
    assert only(root, "p").text is None


def test_every_language_of_a_work_is_declared() -> None:
    work = Agent("oui", "work", ("Oui",), details={"lang": "fr"})
    reading = Reading(SourceText("Words."), language.load("en"), Annotations(), {"oui": work})
    root = make_document(reading).tree.getroot()
    assert [lang.get("ident") for lang in root.iter(TEI + "language")] == ["en", "fr"]


def test_the_projects_description_stands_in_the_header() -> None:
    reading = Reading(SourceText("Words."), language.load("en"), Annotations())
    root = make_document(reading, Settings(project="Letters of the estuary.")).tree.getroot()
    assert "".join(only(root, "projectDesc").itertext()).strip() == "Letters of the estuary."


def test_no_words_stand_for_a_publisher_that_nobody_names() -> None:
    reading = Reading(SourceText("Plain words."), language.load("en"), Annotations([]))
    root = make_document(reading).tree.getroot()
    assert "".join(only(root, "authority").itertext()) == ""
    named = make_document(reading, Settings(publisher="Tidal Press", licence="CC BY 4.0"))
    assert only(named.tree.getroot(), "publisher").text == "Tidal Press"
    target = "https://creativecommons.org/licenses/by/4.0/"
    assert only(named.tree.getroot(), "licence").get("target") == target
