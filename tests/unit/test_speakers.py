"""Cues: who is said to speak beside a quotation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei import language
from tei.annotation import Annotation, Annotations
from tei.recognisers.speakers import RECOGNISER
from tei.source import SourceText

MARKS = {"“": "”", "«": "»", "„": "“"}


def quotations(text: str) -> Annotations:
    """Every run between quotation marks, and the paragraphs."""
    found, place = [], 0
    while place < len(text):
        close = MARKS.get(text[place])
        end = text.find(close, place + 1) + 1 if close else 0
        if end:
            found.append(Annotation("quotation", place, end, {"level": "1", "class": "said"}))
            place = end
        else:
            place += 1
    blocks = (Annotation("p", b.start, b.end) for b in SourceText(text).blocks)
    return Annotations([*found, *blocks])


def cues(text: str, code: str = "en") -> list[Annotation]:
    source = SourceText(text)
    return list(RECOGNISER.recognise(source, quotations(text), language.load(code)))


SAYING = [
    ("en", "“I shall stay,” said Miss Harland.", "name", "Miss Harland"),
    ("en", "“I shall stay,” Miss Harland quietly said.", "name", "Miss Harland"),
    ("en", "Then Dora turned to the window and said, “I shall stay.”", "name", "Dora"),
    ("en", "Dora said: “I shall stay.”", "name", "Dora"),
    ("en", "“I shall stay,” he said.", "pronoun", "he"),
    ("en", "“I shall stay,” said the old gardener, smiling.", "noun", "the old gardener"),
    ("en", "“I shall stay,” said poor Dora.", "name", "Dora"),
    ("en", "“I shall stay,” I answered.", "self", "I"),
    ("en", "“I shall stay,” replied the Weathercock.", "name", "Weathercock"),
    ("en", "“I shall stay,” was her reply.", "pronoun", "her"),
    ("en", "“I shall stay,” was Dora’s only answer.", "name", "Dora"),
    ("en", "The report states: “All is well.”", "noun", "The report"),
    ("en", "Havel: “All is well.”", "name", "Havel"),
    ("de", "„Ich bleibe“, sagte Agnes.", "name", "Agnes"),
    ("de", "„Ich bleibe“, antwortete der alte Müller.", "noun", "der alte Müller"),
    ("de", "„Ich bleibe“, rief er.", "pronoun", "er"),
    ("fr", "« Je reste », dit Mme Lorrain.", "name", "Mme Lorrain"),
    ("fr", "« Je reste », répondit-elle.", "pronoun", "elle"),
    ("fr", "« Je reste », s’écria l’abbé.", "noun", "l’abbé"),
    ("es", "«Me quedo», dijo doña Carmen.", "name", "doña Carmen"),
    ("es", "«Me quedo», respondió el cura.", "noun", "el cura"),
    ("it", "«Resto», disse donna Bianca.", "name", "donna Bianca"),
    ("it", "«Resto», rispose l'oste.", "noun", "l'oste"),
    ("ru", "«Я остаюсь», сказал Ермолаев.", "name", "Ермолаев"),
    ("ru", "«Я остаюсь», сказала она.", "pronoun", "она"),
    ("ru", "«Я остаюсь», сказал старик.", "noun", "старик"),
]


@pytest.mark.parametrize(("code", "text", "form", "name"), SAYING)
def test_verb_of_saying(code: str, text: str, form: str, name: str) -> None:
    found = [cue for cue in cues(text, code) if cue.get("verb")]
    assert [(cue.get("form"), cue.get("name")) for cue in found] == [(form, name)]
    if form != "self":
        assert text[found[0].start : found[0].end] == name


def test_interrupted_quotation_has_one_speaker_on_both_sides() -> None:
    found = cues("“Go,” said Dora, “and do not come back.”")
    assert [(cue.get("name"), cue.get("place")) for cue in found] == [
        ("Dora", "after"),
        ("Dora", "before"),
    ]


def test_the_paragraph_before_announces() -> None:
    found = cues("On that day I made this statement to the papers and said:\n\n“We stay.”")
    assert [(cue.get("form"), cue.get("place")) for cue in found] == [("self", "label")]


def test_a_list_of_points_is_announced_too() -> None:
    text = "The resolution had this to say:\n\n“a. The sluice stays.\n\n“b. So do we.”"
    place = text.index("“a")
    points = [(place, text.index("\n\n“b")), (text.index("“b"), len(text))]
    blocks = [Annotation("p", 0, place - 2)]
    blocks += [Annotation(kind, *point) for point in points for kind in ("item", "p")]
    found = Annotation("quotation", place, len(text), {"level": "1", "class": "quote"})
    read = Annotations([found, *blocks])
    (cue,) = RECOGNISER.recognise(SourceText(text), read, language.load("en"))
    assert (cue.get("name"), cue.get("place")) == ("The resolution", "label")


def test_a_new_sentence_belongs_to_the_quotation_it_announces() -> None:
    found = cues("The paper says: “It rains.” I wrote to the editor: “It does not.”")
    assert [(cue.get("name"), cue.get("side")) for cue in found] == [
        ("The paper", "before"),
        ("I", "before"),
    ]


def test_a_noun_of_saying_is_no_verb() -> None:
    found = cues("The girl sat down without a reply. “Go.”")
    assert not [cue for cue in found if cue.get("verb")]


def test_a_first_word_is_no_speaker_where_the_subject_stands_after_the_verb() -> None:
    found = cues("Alsbald sagte der Onkel: „Ich bleibe.“", "de")
    assert [cue.get("name") for cue in found] == ["der Onkel"]


def test_an_article_that_leans_is_no_name() -> None:
    found = cues("L’homme dit : « Je reste. »", "fr")
    assert [(cue.get("form"), cue.get("name")) for cue in found] == [("noun", "L’homme")]


def test_an_object_is_no_speaker() -> None:
    found = cues("Dora went on reading, and without raising her head, calmly replied, “Go.”")
    assert [cue.get("name") for cue in found if cue.get("verb")] == ["Dora"]


def test_an_addressee_is_no_speaker() -> None:
    found = cues("It was Dora.\n\nDora ran up, breathless, and said to Martin, “Go.”")
    assert [cue.get("name") for cue in found if cue.get("verb")] == ["Dora"]


def test_an_action_without_a_verb_of_saying_is_weaker() -> None:
    (cue,) = cues("It was Dora.\n\n“Go.” Dora shut the window.")
    assert (cue.get("name"), cue.get("place"), cue.cert) == ("Dora", "beside", "medium")


def test_a_word_that_opens_a_sentence_is_no_name() -> None:
    found = cues("Turning her head, she said: “Go.”\n\nHe was turning to Dora.")
    assert [cue.get("name") for cue in found if cue.get("verb")] == ["she"]


def test_a_title_with_its_full_stop_ends_no_sentence() -> None:
    (cue,) = cues("“Go,” said Mr. Tobias Crane.")
    assert (cue.get("name"), cue.get("gender")) == ("Mr. Tobias Crane", "m")


@given(st.text(alphabet="“”‘’ \n.,:—Iabsaid MrsT's’", max_size=200))
def test_any_text_passes(text: str) -> None:
    for cue in cues(text):
        assert 0 <= cue.start < cue.end <= len(text)
        assert cue.get("form") in ("name", "noun", "pronoun", "self")
