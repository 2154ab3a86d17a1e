"""Language packs: what there is, what a tag means, what a text is in."""

from __future__ import annotations

import pytest

from tei import language, pipeline
from tei.language import entry
from tei.source import SourceText


def test_seven_packs_with_words() -> None:
    assert language.codes() == ("ca", "de", "en", "es", "fr", "it", "ru")
    for code in language.codes():
        assert len(language.load(code).tables["stopwords"]) > 50


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The mill is not what it was in the days of the old keeper.", "en"),
        ("Die Mühle ist nicht mehr das, was sie in den alten Tagen war.", "de"),
        ("Le moulin n’est plus ce qu’il était dans les vieux jours.", "fr"),
        ("El molino no es lo que era en los días de su viejo dueño.", "es"),
        ("El molí ja no és el que era en els vells dies del seu amo.", "ca"),
        ("Il mulino non è più quello che era nei giorni del vecchio.", "it"),
        ("Мельница уже не та, что была в старые дни, и он это знал.", "ru"),
        ("12345", "en"),
    ],
)
def test_detection(text: str, code: str) -> None:
    assert language.detect(text)[0] == code


def test_a_region_falls_back_to_its_language() -> None:
    assert language.load("de-AT").code == "de"


def test_a_language_without_a_pack_keeps_its_tag_and_takes_the_nearest_rules() -> None:
    pack = language.nearest("ast", "El molín no es lo que era en los días de su dueño.")
    assert (pack.code, pack.tag, pack.written) == ("es", "ast", "ast")
    with pytest.raises(LookupError):
        language.nearest("no language!", "words")


def test_letters_that_patterns_take_for_others_are_found_in_tables() -> None:
    # `re` without regard to case finds “himſelf” for "himself"; a table must not fail for it
    table = {"himself": "m", "section": "div", "maße": "n"}
    assert [entry(table, word, "?") for word in ("himſelf", "SECTıON", "MASSE", "Maße")] == [
        "m",
        "div",
        "?",
        "n",
    ]
    pipeline.read_text(SourceText("SECTıON II\n\nHenry saw it. Henry thought himſelf safe.\n"))
