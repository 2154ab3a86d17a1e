"""From a line of TEI to the place of its words in the source."""

from __future__ import annotations

from tei.placing import chosen, placed, words_of
from tei.source import SourceText

TEI = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>
<title>Rain at noon</title></teiHeader>
<text><body>
<p>Rain at <date>noon</date>, and rain
at night.</p>
<p>Rain at <date>noon</date> again.</p>
</body></text></TEI>
"""
SOURCE = SourceText("Rain at  noon, and\nrain at night.\n\nRain at noon\nagain.\n")


def place(line: int, column: int = 0) -> str:
    before, words = chosen(words_of(TEI), line, column)
    span = placed(SOURCE, before, words)
    return SOURCE.text[slice(*span)] if span else ""


def test_blanks_do_not_count() -> None:
    assert place(4) == "Rain at  noon, and\nrain"
    assert place(5) == "at night."


def test_of_two_places_the_one_with_as_much_before_it() -> None:
    words = words_of(TEI)
    first = placed(SOURCE, *chosen(words, 4, 20))
    second = placed(SOURCE, *chosen(words, 6, 20))
    assert first and second
    assert (SOURCE.text[slice(*first)], SOURCE.text[slice(*second)]) == ("noon", "noon")
    assert first < second


def test_the_header_counts_for_nothing_before_the_text() -> None:
    assert chosen(words_of(TEI), 4)[0] == 0


def test_tags_alone_and_words_that_are_not_there() -> None:
    assert chosen(words_of(TEI), 3) == (0, "")
    assert placed(SOURCE, 0, "snow") is None
