"""Whether quoted words are said in a narrative or quoted from outside the text."""

from __future__ import annotations

from tei import language
from tei.annotation import Annotation, Annotations
from tei.reading import Reading
from tei.recognisers import quotations
from tei.resolve import classification
from tei.source import SourceText

STORY = """“Where is the key?” asked Marta.

“I had it this morning,” said the boy. “Look under the mat!”

She looked. There was nothing there but dust.

“Well?” he cried.

“Nothing,” she answered.
"""
ARTICLE = """The committee met again in March and took up the question of the harbour dues.

Its report says of the merchants: “They have at no time shown that the dues were unjust in their
application to the smaller vessels, nor that a single owner was driven from the trade by them.”

So much for the “ruin” of the port. The “friends of trade” have had their say, and the ledger has
been laid on the table. What the report calls “temporary” has now lasted for eleven years.
"""


def classified(text: str, *more: Annotation, genre: str = "") -> Reading:
    source, pack = SourceText(text), language.load("en")
    found = Annotations([*more, *quotations.recognise(source, Annotations(more), pack)])
    return classification.resolve(Reading(source, pack, found, genre=genre))


def classes(reading: Reading) -> set[str]:
    return {item.get("class") for item in reading.annotations.of("quotation")}


def test_dialogue_is_said_and_makes_a_text_fiction() -> None:
    reading = classified(STORY)
    assert reading.genre == "fiction"
    assert classes(reading) == {"said"}


def test_an_article_quotes_and_keeps_words_at_a_distance() -> None:
    reading = classified(ARTICLE)
    assert reading.genre == "prose"
    assert classes(reading) == {"quote", "soCalled", "mentioned"}


def test_a_genre_known_before_is_kept() -> None:
    reading = classified(STORY, genre="prose")
    assert reading.genre == "prose"
    assert classes(reading) == {"quote"}


def test_what_cannot_be_told_is_q() -> None:
    assert classes(classified(STORY, genre="drama")) == {"q"}


def test_an_interjection_is_said_even_in_prose() -> None:
    text = ARTICLE + "\nDalton: “Shame!”\n"
    start = text.index("Dalton")
    speech = Annotation("speech", start, len(text) - 1, {"role": "interjection"})
    last = classified(text, speech).annotations.of("quotation")[-1]
    assert (text[last.start : last.end], last.get("class")) == ("“Shame!”", "said")


def test_a_text_without_quotations_has_no_genre() -> None:
    reading = classified("It rained all day.")
    assert reading.genre == ""


def test_a_title_in_a_reference_is_no_quotation() -> None:
    text = "See Dalton, “The Harbour Dues,” p. 4."
    start, end = text.index("“"), text.index("”") + 1
    bibl = Annotation("bibl", 4, len(text) - 1)
    title = Annotation("title", start + 1, end - 2, {"level": "a"}, "medium")
    assert classified(text, bibl, title).annotations.of("quotation") == []


def test_a_doubtful_title_outside_a_reference_does_not_undo_a_quotation() -> None:
    text = "He said: “The Harbour Dues.” Nobody answered."
    start, end = text.index("“"), text.index("”") + 1
    title = Annotation("title", start + 1, end - 2, {"level": "a"}, "low")
    assert len(classified(text, title).annotations.of("quotation")) == 1
