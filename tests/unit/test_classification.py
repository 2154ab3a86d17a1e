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


TALE = """I was twelve when my father took me to the island. He had a hut there, and he went to it
every spring when the ice was gone. He never said what he did in it. My mother thought that he
mended his nets, and she let him go.

That year she was ill, and I went with him. The hut stood on the north side. There was a stove in
it, a bench and a bed, and on the wall he had cut a line for every year. I counted them while he
made the fire. There were thirty. He looked at me over his shoulder and said “Well?” and I could
not tell him why I was afraid.

We stayed four days. He took me out in the boat, he taught me to steer, and at night he told me of
his own father, who had drowned off the point when he was no older than I was. On the last evening
he gave me his knife. I cut the line for that year myself, and he held the lamp.
"""


def test_a_tale_with_a_single_quotation_is_fiction() -> None:
    reading = classified(TALE)
    assert (reading.genre, classes(reading)) == ("fiction", {"said"})


def test_a_letter_that_tells_of_persons_is_not_taken_for_fiction() -> None:
    text = "Hull, 4 May 1842.\n\n" + TALE
    date = Annotation("date", 6, 16, {"when": "1842-05-04"})
    assert classified(text, date).genre == ""


def test_a_statement_with_a_single_quotation_is_prose() -> None:
    text = (ARTICLE.partition("So much")[0] + "\n\nThe dues are a tax on the poor. ") * 6
    assert classified(text[: text.rindex("“")].strip()).genre == "prose"
