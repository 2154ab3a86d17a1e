"""Quotations: marks of every system, over paragraphs, nested, interrupted, broken."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei import language
from tei.annotation import Annotation, Annotations
from tei.recognisers import quotations, structure
from tei.source import SourceText


def found(text: str, code: str = "en", *blocks: Annotation) -> list[Annotation]:
    return list(quotations.recognise(SourceText(text), Annotations(blocks), language.load(code)))


def quoted(text: str, code: str = "en") -> list[str]:
    return [text[a.start : a.end] for a in found(text, code)]


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "She wrote: “We shall come.” Then she left.", ["“We shall come.”"]),
        ("en", 'She wrote: "We shall come." Then she left.', ['"We shall come."']),
        ("en", "She wrote: ‘We shall come.’ Then she left.", ["‘We shall come.’"]),
        ("en", "She wrote: 'We shan't come.' Then she left.", ["'We shan't come.'"]),
        ("en", "She wrote: ``We shall come.'' Then she left.", ["``We shall come.''"]),
        ("fr", "Elle dit : « Nous viendrons. » Puis elle partit.", ["« Nous viendrons. »"]),
        ("de", "Sie schrieb: „Wir kommen.“ Dann ging sie.", ["„Wir kommen.“"]),
        ("de", "Sie schrieb: »Wir kommen.« Dann ging sie.", ["»Wir kommen.«"]),
        ("de", "Sie schrieb: «Wir kommen.» Dann ging sie.", ["«Wir kommen.»"]),
        ("ru", "Она сказала: «Мы придём». И ушла.", ["«Мы придём»"]),
        ("de", "Sie schrieb: ›Wir kommen.‹ Dann ging sie.", ["›Wir kommen.‹"]),
    ],
)
def test_every_system_of_marks(code: str, text: str, wanted: list[str]) -> None:
    assert quoted(text, code) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The dogs’ bowls and the cats’ bowls stood in O’Hara’s yard at six o’clock.",
        "’Twas in the summer of ’92, or so they told ’em.",
        "'Tis the boys' own fault, an' they know it.",
        'A board of 6\' 2" by 4" will do.',
        "It’s goin’ to rain, and the hens’ house leaks.",
    ],
)
def test_apostrophes_and_primes_are_no_marks(text: str) -> None:
    assert quoted(text) == []


def test_a_word_that_begins_with_an_apostrophe_opens_nothing_in_a_speech() -> None:
    whole = "'It's at the Smiths' house. 'Twas there yesterday.'"
    assert quoted(f"'I do,' said Ann. {whole}") == ["'I do,'", whole]


def test_an_apostrophe_does_not_end_a_speech_in_single_marks() -> None:
    text = "‘I saw the boys’ coats in the hall, and they weren’t dry,’ said Ann."
    assert quoted(text) == ["‘I saw the boys’ coats in the hall, and they weren’t dry,’"]


def test_paragraphs_that_each_open_anew_are_one_run() -> None:
    text = "He wrote:\n\n“One.\n\n“Two, as we said.\n\n“Three.”\n\nThat was all."
    assert quoted(text) == ["“One.\n\n“Two, as we said.\n\n“Three.”"]


def test_a_lettered_list_inside_goes_on() -> None:
    text = "They resolved: “The following is needed.\n\n“a. Bread.\n\n“b. Coal.”\n\nNo more."
    assert quoted(text) == ["“The following is needed.\n\n“a. Bread.\n\n“b. Coal.”"]


def test_paragraphs_that_do_not_open_anew_run_to_the_closing_mark() -> None:
    text = "He wrote: “One.\n\nTwo, as we said.\n\nThree.” That was all."
    assert quoted(text) == ["“One.\n\nTwo, as we said.\n\nThree.”"]


def test_a_lost_closing_mark_ends_with_its_paragraph() -> None:
    text = "He wrote: “We are late.\n\nThe road was wet.\n\nShe answered: “No.”"
    both = found(text)
    assert [text[a.start : a.end] for a in both] == ["“We are late.", "“No.”"]
    assert [a.cert for a in both] == ["low", "high"]


def test_a_lost_closing_mark_ends_before_the_words_of_saying() -> None:
    text = "“We are late, said Ann. “Take the other road.”"
    assert quoted(text) == ["“We are late,", "“Take the other road.”"]


def test_a_lost_opening_mark_begins_with_its_paragraph() -> None:
    text = "We are late,” said Ann."
    assert [(text[a.start : a.end], a.cert) for a in found(text)] == [("We are late,”", "low")]


def test_reversed_marks_are_read_by_their_place() -> None:
    assert quoted("”We are late,“ said Ann.") == ["”We are late,“"]


def test_nested_marks_have_levels() -> None:
    text = "He said: “She told me, ‘I don’t know,’ and left.”"
    assert [(text[a.start : a.end], a.get("level")) for a in found(text)] == [
        ("“She told me, ‘I don’t know,’ and left.”", "1"),
        ("‘I don’t know,’", "2"),
    ]


def test_the_same_marks_nested() -> None:
    text = "He said: “She told me, “I will,” and left.” Then he slept."
    assert [a.get("level") for a in found(text)] == ["1", "2"]


@pytest.mark.parametrize(
    "text",
    [
        "“The report,” the chairman states, “cannot be held back.”",
        "“We must go,” said Ann. “The tide will not wait.”",
        "“We must go!” cried Ann, and took her hat. “The tide will not wait.”",
        "“I am”—she drew breath—“quite certain.”",
    ],
)
def test_an_interrupted_quotation_is_one_of_two_parts(text: str) -> None:
    first, second = found(text)
    assert first.group == second.group != ""


@pytest.mark.parametrize(
    "text",
    [
        "“We shall not pay.” Elsewhere it says: “The debt is not ours.”",
        "“We must go.” The wind had turned. Nobody moved at all. “Is it far?”",
        "“We must go,” said Ann.\n\n“Why?” said Tom.",
    ],
)
def test_two_quotations_are_not_joined(text: str) -> None:
    assert {a.group for a in found(text)} == {""}


def test_a_speech_goes_on_after_an_interjection() -> None:
    text = "“We are ready. Yes, we are.”\n\nDalton: “Never!”\n\n“…And we shall stay so.”"
    first, other, last = found(text)
    assert first.group == last.group != ""
    assert other.group == ""


def test_dialogue_with_dashes_leaves_the_words_of_saying_out() -> None:
    text = (
        "— Bonjour, dit-il, vous êtes en avance.\n\n"
        "— La voiture était prête, répondit la comtesse.\n\n"
        "— Entrez donc !\n\nElle entra."
    )
    assert quoted(text, "fr") == [
        "— Bonjour,",
        "vous êtes en avance.",
        "— La voiture était prête,",
        "— Entrez donc !",
    ]


def test_two_paragraphs_with_dashes_are_no_dialogue() -> None:
    text = "— One remark.\n\n— Another remark.\n\n" + "A paragraph of plain text.\n\n" * 100
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("So much for the “ruin” of the port.", "soCalled"),
        ("He printed it as a “friendly remark.”", "soCalled"),
        ("Nobody knew the word “harbour” there.", "mentioned"),
        ("It appeared in an article, “The Winter Trade,” last May.", "title"),
        ("“Yes,” said Ann.", ""),
        ("He said “No” and sat down.", ""),
    ],
)
def test_classes_told_from_the_sentence(text: str, wanted: str) -> None:
    assert [a.get("class") for a in found(text)] == [wanted]


def test_a_heading_ends_what_was_left_open() -> None:
    text = "He wrote: “We are late.\n\nCHAPTER TWO\n\nThe road” was wet."
    head = text.index("CHAPTER")
    blocks = [
        Annotation("p", 0, head - 2),
        Annotation("head", head, head + 11),
        Annotation("p", head + 13, len(text)),
    ]
    assert text[found(text, "en", *blocks)[0].start :].startswith("“We are late.")
    assert found(text, "en", *blocks)[0].end == head - 2


def test_a_note_is_read_by_itself() -> None:
    text = "He wrote: “One.\n\nNote: he meant “two”.\n\n“Three.”"
    note = text.index("Note")
    end = text.index("\n\n“Three")
    blocks = [
        Annotation("p", 0, note - 2),
        Annotation("note", note, end),
        Annotation("p", note, end),
        Annotation("p", end + 2, len(text)),
    ]
    spans = [text[a.start : a.end] for a in found(text, "en", *blocks)]
    assert spans == [text[text.index("“One") :], "“two”"]


MARKS = "“”‘’\"'«»„‹›—–…`.,!?: \n\n\nabAé1[]"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=MARKS, max_size=80), st.sampled_from(language.codes()))
def test_any_text_gives_sound_annotations(text: str, code: str) -> None:
    items = found(text, code)
    for item in items:
        assert 0 <= item.start < item.end <= len(text)
        assert text[item.start : item.end].strip() == text[item.start : item.end]
    for number, item in enumerate(items):
        for other in items[number + 1 :]:
            assert not item.crosses(other), (text[item.start : item.end], other)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_characters_pass(text: str) -> None:
    found(text)


@pytest.mark.parametrize(
    "unit",
    [
        "“a ",
        "”",
        "‘a ",
        "'a ",
        "“a” said ",
        "« a — dit-il, ",
        "— a, dit-il\n\n",
        "’ ",
        "“‘",
        ",,x ",
        "<<x ",
    ],
)
def test_hostile_texts_are_read_in_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    before = time.process_time()
    found(text, "fr")
    assert time.process_time() - before < 5


def test_paragraphs_set_in_after_a_colon_are_a_quotation() -> None:
    text = "The notice read:\n\n      No entry after dark.\n\n      Ring twice.\n\nWe rang twice."
    quotation = found(text)[0]
    assert text[quotation.start : quotation.end] == "No entry after dark.\n\n      Ring twice."
    assert quotation.get("marks") == "indent"


def test_paragraphs_set_in_without_a_colon_are_none() -> None:
    text = "We rang.\n\n      No entry after dark.\n\nWe rang twice.\n\nNobody came."
    assert found(text) == []


def test_an_inquit_inside_french_marks_parts_the_speech() -> None:
    text = "« Il faut partir, dit la comtesse, avant la nuit. »"
    parts = found(text, "fr")
    assert [text[a.start : a.end] for a in parts] == ["« Il faut partir,", "avant la nuit. »"]
    assert parts[0].group == parts[1].group != ""


def test_dashes_inside_speeches_with_speakers_are_no_dialogue() -> None:
    parts = ["— Bonjour.", "— Entrez.", "— Merci.", "— Adieu."]
    text = "\n\n".join(f"ANNE. {part}" for part in parts)
    blocks: list[Annotation] = []
    for part in parts:
        start = text.index(part)
        end = start + len(part)
        blocks += [Annotation("speech", start - 6, end), Annotation("p", start, end)]
    assert found(text, "fr", *blocks) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Then Ann cried out suddenly, Come back!” and ran.", "Come back!”"),
        ("Her answer was this: Come back.” Nobody heard.", "Come back.”"),
    ],
)
def test_a_lost_opening_mark_begins_after_its_announcement(text: str, wanted: str) -> None:
    assert quoted(text) == [wanted]


def test_a_lost_opening_mark_begins_after_the_inquit_and_no_title() -> None:
    text = "“Well,” said Mrs. Dalton. We are late.” Nobody heard."
    assert quoted(text) == ["“Well,”", "We are late.”"]


def test_straight_marks_close_where_low_ones_open() -> None:
    text = 'Das „Wochenblatt "schrieb: „Der Hafen ist zu." Mehr nicht.'
    assert quoted(text, "de") == ['„Wochenblatt "', '„Der Hafen ist zu."']


def test_ditto_marks_are_no_quotation() -> None:
    assert quoted("Kaffee 3 Sack, Tee 2 „„ Zucker 5 „„ Salz 1 „„", "de") == []


def test_a_number_may_stand_before_the_mark_that_goes_on() -> None:
    text = "They resolved: “The following is needed.\n\n(a) “Bread.\n\n(b) “Coal.”\n\nNo more."
    assert quoted(text) == [text[text.index("“") : text.index("”") + 1]]


FR_TALK = "— Tu pars ?\n\n— Je pars.\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("— Oui. Il se leva et prit la lampe.", ["— Oui."]),
        ("— Oui, dit-elle. Elle baissa la tête. Son père sortit.", ["— Oui,"]),
        ("— Oui, dit-il. Je posai la lampe et je regardai la mer.", ["— Oui,"]),
        ("— Non, dit-il. Il s'agit de nous.", ["— Non,", "Il s'agit de nous."]),
        ("— Le petit est malade. Il dort mal.", ["— Le petit est malade. Il dort mal."]),
        ("— Il était là hier. Vous l'avez vu ?", ["— Il était là hier. Vous l'avez vu ?"]),
        ("— Non, répondis-je en riant, venez demain.", ["— Non,", "venez demain."]),
        ("— Non, cria brusquement la vieille. Reste !", ["— Non,", "Reste !"]),
        ("— Viens, dit Marthe, quand il fut parti.", ["— Viens,"]),
        ("— Viens ! s’écria Marthe, rougissant un peu. Vite !", ["— Viens !", "Vite !"]),
    ],
)
def test_narration_ends_a_speech_that_a_dash_began(text: str, wanted: list[str]) -> None:
    assert quoted(FR_TALK + text, "fr")[2:] == wanted


def test_turns_in_a_paragraph_where_colons_announce_them() -> None:
    turn = "Le vieux leva la main : — Attendez. Il toussa. "
    assert quoted(turn * 6, "fr") == ["— Attendez."] * 6


def test_a_single_dash_after_a_colon_announces_no_speech() -> None:
    assert quoted("Voici le compte : — Dix francs. Il est juste.", "fr") == []


def test_an_unclosed_mark_before_a_tale_is_no_quotation() -> None:
    tale = "« Jean naquit au port. Il perdit son père et quitta la maison.\n\nLa nuit tombait."
    assert quoted(tale, "fr") == []
    plea = "« Je ne puis rester, vous le savez bien.\n\nLa nuit tombait."
    assert quoted(plea, "fr") == ["« Je ne puis rester, vous le savez bien."]


def test_a_quotation_that_the_text_s_end_cuts_off_runs_to_it() -> None:
    long = "Das Wasser steigt. " * 100
    assert quoted("Er rief: »" + long, "de") == ["»" + long.strip()]


def test_an_inquit_between_dashes_goes_on_to_the_next_dash() -> None:
    text = "—Voy —dijo ella. Cerró la puerta y esperó—. ¿Y tú?\n\n—Yo me quedo."
    assert quoted(text, "es") == ["—Voy", "¿Y tú?", "—Yo me quedo."]
    assert len({a.group for a in found(text, "es")[:2]}) == 1


def test_words_of_saying_without_a_dash_are_speech_in_russian() -> None:
    text = "— Он, думал я, сказал правду.\n\n— Нет, — ответила она."
    assert quoted(text, "ru") == ["— Он, думал я, сказал правду.", "— Нет,"]


@pytest.mark.parametrize("code", ["fr", "es", "it", "ru", "de"])
def test_long_dash_paragraphs_take_linear_time(code: str) -> None:
    text = "— Oui, — dit-il. — Il a — " * 8000 + "\n\n" + "— Oui.\n\n" * 20
    start = time.perf_counter()
    found(text, code)
    assert time.perf_counter() - start < 5


def test_a_closing_mark_ends_a_dialogue_of_dashes_that_its_like_opened() -> None:
    text = "« Qui va là ?\n\n— Moi.\n\n— Entrez. » La porte se ferma.\n\n— Asseyez-vous."
    assert quoted(text, "fr") == ["« Qui va là ?", "— Moi.", "— Entrez.", "— Asseyez-vous."]


def test_an_inner_quotation_with_the_same_marks_before_a_paragraph_that_reopens() -> None:
    text = "« J'ai dit : « C'est lui ! » Tu as fui.\n\n« Tu n'es pas revenu. »\n\nElle se tut."
    assert [(text[a.start : a.end], a.get("level")) for a in found(text, "fr")] == [
        ("« J'ai dit : « C'est lui ! » Tu as fui.\n\n« Tu n'es pas revenu. »", "1"),
        ("« C'est lui ! »", "2"),
    ]


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("ru", "— Иду, — он взял фонарь. — Уже поздно.", ["— Иду,", "Уже поздно."]),
        ("ru", "— Ночь! — крикнул он. — Ночь, а вы спите!", ["— Ночь!", "Ночь, а вы спите!"]),
        ("es", "—Mi padre —que en paz descanse— lo sabía.", None),
        (
            "fr",
            "— Oui ? dit-il, et il s'assit sur la pierre. Qui es-tu ?",
            ["— Oui ?", "Qui es-tu ?"],
        ),
        ("fr", "— « Non, fit-elle, pas encore. »", ["« Non,", "pas encore. »"]),
        ("it", "— Subito. — Ella chiuse la porta. — Eccomi.", ["— Subito.", "Eccomi."]),
    ],
)
def test_what_stands_between_the_parts_of_a_speech(
    code: str, text: str, wanted: list[str] | None
) -> None:
    talk = "— A?\n\n— B.\n\n— C.\n\n"
    assert quoted(talk + text, code)[3:] == (wanted or [text])


def test_dashes_that_resume_a_speech_are_no_turns_where_inquits_have_dashes() -> None:
    turn = "— Ночь! — крикнул он. — Ночь, а вы спите!\n\n"
    runs = found(turn * 20, "ru")
    assert len(runs) == 40
    assert len({a.group for a in runs}) == 20


def test_words_announced_anew_are_another_quotation() -> None:
    text = "« Il dort », pensa Marthe. Puis elle ajouta : « Il dort encore. »"
    assert [a.group for a in found(text, "fr")] == ["", ""]


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("es", "—No —respondió Luis—. Salió con la barca.", ["—No", "Salió con la barca."]),
        ("ru", "— Закрыл, — ответил Пётр. — И коней напоил.", ["— Закрыл,", "И коней напоил."]),
        ("en", "—I did, said Peter. And I fed the mare.", ["—I did,", "And I fed the mare."]),
    ],
)
def test_speech_goes_on_after_its_words_of_saying(code: str, text: str, wanted: list[str]) -> None:
    turns = "\n\n— Ja.\n\n— Ja.\n\n— Ja.\n\n— Ja."
    assert quoted(text + turns, code)[: len(wanted)] == wanted


def test_unclosed_low_marks_all_through_a_paragraph_are_a_table_s_ditto_marks() -> None:
    text = "Wien 100 fl. 82 „ 50 fl. 41 „2 M. 12 „4 % 70 „3 % 66 „5 % 90"
    assert quoted(text, "de") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Da rief sie laut: Komm doch herein! Er kam nicht.", ["Komm doch herein!"]),
        ("Er antwortete ihr: Ich weiß es nicht.", ["Ich weiß es nicht."]),
        ("Sie fragte: „Wer ist da?“ Er schwieg.", ["„Wer ist da?“"]),
        ("Drei Dinge lagen da: Brot, Käse, Wein.", []),
        ("Sie sagte: das weiß ich.", []),
    ],
)
def test_words_of_saying_and_a_colon_announce_speech_without_marks(
    text: str, wanted: list[str]
) -> None:
    assert quoted(text, "de") == wanted


def test_what_is_not_announced_by_marks_is_not_sure() -> None:
    (speech,) = found("Da rief sie laut: Komm doch herein!", "de")
    assert (speech.cert, speech.rule) == ("low", "quotations.announced")


def test_english_prints_no_speech_without_marks() -> None:
    assert quoted("She said: Come in. He stayed.") == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", '"Where?" asked Lucas. "At home," said the countess softly, "and alone."'),
        ("de", "„Wo?“, fragte Lukas. „Daheim“, sagte die Gräfin leise, „und allein.“"),
    ],
)
def test_words_of_saying_that_name_another_begin_another_speech(code: str, text: str) -> None:
    first, second, third = found(text, code)
    assert (first.group, bool(second.group)) == ("", True)
    assert second.group == third.group


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("en", 'The so-called "progress" came late.', "soCalled"),
        ("en", 'The word "progress" is old.', "mentioned"),
        ("de", "Der sogenannte „Fortschritt“ kam spät.", "soCalled"),
        ("fr", "Le prétendu « progrès » est venu tard.", "soCalled"),
        ("it", "Il cosiddetto «progresso» venne tardi.", "soCalled"),
    ],
)
def test_what_is_only_called_so(code: str, text: str, kind: str) -> None:
    assert [one.get("class") for one in found(text, code)] == [kind]


NOTICE = "All boats must be in harbour by dusk, and their lamps put out."


def test_a_document_announced_by_a_colon_is_quoted_whole() -> None:
    text = f"That night the board issued a notice:\n\n{NOTICE}\n\nNobody minded it."
    (run,) = found(text)
    assert (text[run.start : run.end], run.cert) == (NOTICE, "low")


def test_a_document_goes_on_to_the_line_that_signs_it() -> None:
    whole = f"{NOTICE}\n\nWhoever stays out does so at his peril.\n\nThe Harbour Board of Elmstead"
    assert quoted(f"One read:\n\n{whole}\n\nNobody minded it.") == [whole]


def test_a_document_that_is_set_in_ends_with_its_margin() -> None:
    letter = "My dear Ann, the boat is late.\n\n    Your brother,\n\n    Tom"
    after = "She had called it a bad day.\n\nThe bell rang.\n\nSigned by\n\nJohn Penhallow\n\nNo."
    assert quoted(f"So it was. He wrote as follows:\n\n    {letter}\n\n{after}") == [letter]


@pytest.mark.parametrize(
    "before",
    [
        "Three things have to be considered here:",
        "The books that are mentioned here are:",
        "Comments:",
        "The board issued a notice.",
    ],
)
def test_a_colon_alone_announces_no_document(before: str) -> None:
    assert quoted(f"{before}\n\n{NOTICE}\n\nNobody minded it.") == []


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("de", 'Er rief: ,,Komm herein!" Dann schwieg er.', [',,Komm herein!"']),
        ("de", "Er rief: ,,Komm herein!'' Dann schwieg er.", [",,Komm herein!''"]),
        ("fr", "Il dit : << Venez donc. >> Puis il sortit.", ["<< Venez donc. >>"]),
        ("fr", "Il dit : <<Venez donc.>> Puis il sortit.", ["<<Venez donc.>>"]),
        ("en", "a,,b and 1 << 2 and 4>>1", []),
    ],
)
def test_marks_as_typewriters_have_them(code: str, text: str, wanted: list[str]) -> None:
    assert quoted(text, code) == wanted


VERSE = "    The lamp is out, the boat is in,\n    The tide is at the door,"


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("He began the old song:", "Then he stopped.", 1),
        ("As the old song has it,", "and nobody has put it better.", 1),
        ("He sat down by the fire.", "Then he slept.", 0),
        ("He sat down by the fire,", "Then he slept.", 0),
    ],
)
def test_verse_amid_prose_is_quoted_where_prose_leads_into_it(
    before: str, after: str, count: int
) -> None:
    text = f"{before}\n\n{VERSE}\n\n{after}\n\nThe keeper went up and wound the clock."
    source, pack = SourceText(text), language.load("en")
    known = Annotations(structure.RECOGNISER.recognise(source, Annotations(), pack))
    found_in = list(quotations.recognise(source, known, pack))
    assert [a.rule for a in found_in] == ["quotations.indent"] * count


PROSE = "The keeper wrote every night, and nobody read what he had written until the spring.\n\n"
SET_IN = (
    "     The wind went round to the north at nine, and the glass fell\n"
    "     until midnight.  I have not left the lamp, nor shall I while\n"
    "     the brig lies under the head.\n\n"
)


def test_lines_set_in_alike_amid_prose_are_quoted_without_a_colon() -> None:
    text = PROSE * 3 + SET_IN + PROSE * 3
    (run,) = found(text)
    assert (text[run.start : run.end], run.cert) == (SET_IN.strip(), "low")


@pytest.mark.parametrize(
    "text",
    [
        PROSE + SET_IN + PROSE + SET_IN + PROSE,  # a habit of the text
        PROSE * 3 + "                 One line in the middle of the page\n\n" + PROSE * 3,
        PROSE * 3 + SET_IN.replace("     until", "          until") + PROSE * 3,  # a shape
    ],
)
def test_other_indents_without_a_colon_are_no_quotations(text: str) -> None:
    assert found(text) == []


def test_speech_without_marks_and_without_an_end_takes_linear_time() -> None:
    text = "Er sagte: A " * 20_000
    before = time.process_time()
    found(text, "de")
    assert time.process_time() - before < 5


def test_an_opening_mark_printed_twice_opens_once() -> None:
    text = "He shrugged. ““The tide will turn,” he said, and went on digging."
    assert quoted(text) == ["““The tide will turn,”"]
    nested = "““Never,” was her word,” he told us, “and she kept it.”"
    assert quoted(nested)[:2] == ["““Never,” was her word,”", "“Never,”"]
