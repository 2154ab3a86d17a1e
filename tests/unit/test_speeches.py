"""Speeches: what is found in plays, debates, interviews, and that nothing is found elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.annotation import Annotation, Annotations
from tei.language import load
from tei.recognisers.speeches import RECOGNISER
from tei.source import SourceText

TURNS = (
    ("MILLER", "Who took the key?\nI left it here."),
    ("WIDOW", "Not I, good neighbour."),
    ("MILLER", "Then who?"),
    ("WIDOW", "Ask the boy."),
    ("BOY", "I saw no key."),
    ("MILLER", "He lies."),
    ("WIDOW", "He never lies."),
    ("BOY", "I never lie."),
    ("MILLER", "We shall see."),
    ("WIDOW", "We shall."),
)
STYLES = (
    *("{caps}. {words}", "{caps}.\n{words}", "{caps}: {words}", "{caps}\n{words}"),
    *("{caps}.—{words}", "{caps}. — {words}", "{caps}\n\n{words}", "{name}: {words}"),
    *("{name}. {words}", "_{name}._ {words}", "**{name}:** {words}", "{name}.\n{words}"),
    *("          {caps}.\n{words}", "          {name}\n{words}", "_{name}_. {words}"),
)


def found(text: str, code: str = "en", earlier: tuple[Annotation, ...] = ()) -> Annotations:
    source = SourceText(text)
    return Annotations(RECOGNISER.recognise(source, Annotations(earlier), load(code)))


def texts(text: str, kind: str, code: str = "en") -> list[str]:
    return [text[item.start : item.end] for item in found(text, code).of(kind)]


@pytest.mark.parametrize("style", STYLES)
def test_every_style_of_labels_is_learned(style: str) -> None:
    names = [(name, name.capitalize(), words) for name, words in TURNS]
    text = "\n\n".join(style.format(caps=c, name=n, words=w) for c, n, w in names)
    speakers = [item.upper().strip("_*.: —") for item in texts(text, "speaker")]
    assert speakers == [name for name, _ in TURNS]
    first, *_ = texts(text, "speech")
    assert first.endswith("I left it here.")


def test_a_direction_may_stand_between_name_and_words() -> None:
    text = "MILLER [from the\nloft] Who is it?\n\nWIDOW. I.\n\n"
    text += "MILLER [coming down] Late.\n\nWIDOW. Yes.\n"
    assert texts(text, "speaker") == ["MILLER", "WIDOW", "MILLER", "WIDOW"]
    assert texts(text, "stage") == ["[from the\nloft]", "[coming down]"]


def test_directions_in_italics() -> None:
    text = "MILLER _aside_. He _must_ know.\n\nWIDOW. Know what? _Exit Miller._ Gone!\n\n"
    text += "BOY _within_. Ho!\n\nWIDOW. Who calls?\n\nBOY. I.\n\nWIDOW. Come.\n\nBOY. Yes.\n"
    assert texts(text, "stage") == ["_aside_", "_Exit Miller._", "_within_"]
    assert texts(text, "speaker")[:3] == ["MILLER", "WIDOW", "BOY"]


def test_labels_on_every_line_of_one_block() -> None:
    text = "\n".join(f"{name}: {words.splitlines()[0]}" for name, words in TURNS)
    assert texts(text, "speaker") == [name for name, _ in TURNS]


def test_a_direction_after_the_label_is_no_part_of_the_name() -> None:
    text = "MILLER (aside). Hm.\n\nWIDOW. What?\n\nMILLER, rising. Nothing.\n\nWIDOW. Good.\n"
    speeches = found(text).of("speech")
    assert [speech.get("label") for speech in speeches] == ["MILLER", "WIDOW", "MILLER", "WIDOW"]
    assert texts(text, "speaker")[0] == "MILLER"
    assert texts(text, "stage") == ["(aside)"]


def test_a_direction_between_two_speeches_belongs_to_neither() -> None:
    text = "MILLER. One.\n\nWIDOW. Two.\n\n[Enter Boy.]\n\nMILLER. Three.\n\nWIDOW. Four.\n"
    assert texts(text, "speech")[1] == "WIDOW. Two."
    assert [stage.get("type") for stage in found(text).of("stage")] == ["entrance"]


def test_a_direction_inside_one_speech_stays_inside() -> None:
    text = "MILLER. One.\n\nWIDOW. Two.\n\n[Knock.]\n\nTwo and a half.\n\n"
    text += "MILLER. Three.\n\nWIDOW. Four.\n"
    assert texts(text, "speech")[1].endswith("Two and a half.")


def test_entrances_without_brackets() -> None:
    text = "MILLER. One.\n\nWIDOW. Two.\n\nEnter the Smith and his Wife.\n\n"
    text += "MILLER. Three.\n\nWIDOW. Four.\n\nExeunt.\n"
    assert texts(text, "stage") == ["Enter the Smith and his Wife.", "Exeunt."]
    assert texts(text, "speech")[-1] == "WIDOW. Four."


def test_brackets_of_the_text_are_no_directions() -> None:
    text = (
        "MILLER.\nMy son (he was a child) went out.\n\n[_Enter Widow._]\n\n"
        "WIDOW.\n(Poor soul!) And then?\n\n"
        "MILLER.\nHe drowned.\n[_Weeps._]\n\nWIDOW.\nSo young.\n"
    )
    assert texts(text, "stage") == ["[_Enter Widow._]", "[_Weeps._]"]


def test_the_cast_list_under_its_head() -> None:
    lines = "Dramatis Personae\n\nJoan Miller, a farmer.\n\nA Widow\n\nTom, her boy, aged ten.\n\n"
    text = lines + "\n\n".join(f"{name}: {words}" for name, words in TURNS)
    assert texts(text, "role") == ["Joan Miller", "A Widow", "Tom"]
    assert texts(text, "roleDesc") == ["a farmer.", "her boy, aged ten."]
    assert len(texts(text, "speech")) == len(TURNS)


def test_an_untitled_list_whose_names_speak() -> None:
    text = "Miller a farmer\nWidow his neighbour\nBoy her son\n\n"
    text += "\n\n".join(f"{name}. {words}" for name, words in TURNS)
    assert texts(text, "castItem") == ["Miller a farmer", "Widow his neighbour", "Boy her son"]
    assert texts(text, "role") == ["Miller", "Widow", "Boy"]


def test_several_paragraphs_to_one_speech_of_a_debate() -> None:
    text = (
        "The Minister of Works (Mrs. Ellen Pike): It is safe.\n\nI have seen it.\n\n"
        "Mr. Harrow (Westfield): When?\n\nMr. Speaker: Order.\n\nMrs. Pike: Last May. [Laughter.]\n"
    )
    assert texts(text, "speech")[0].endswith("I have seen it.")
    assert texts(text, "stage") == ["[Laughter.]"]
    roles = [speech.get("role") for speech in found(text).of("speech")]
    assert roles == ["", "", "chair", ""]
    assert found(text).of("speech")[0].get("label") == "Mrs. Ellen Pike"


def test_the_number_of_a_question_stands_before_the_name() -> None:
    text = "7. Mr. Hale asked the Minister of Works why.\n\nMr. Ward: Because.\n\n"
    text += "Mr. Speaker: Order.\n"
    assert texts(text, "number") == ["7."]
    assert texts(text, "speaker")[0] == "Mr. Hale"
    assert texts(text, "speech")[0].startswith("7. Mr. Hale")


def test_a_roll_call_is_no_debate_of_its_own() -> None:
    names = ["Ana Pi", "Bea Roca", "Carl Mas", "Dora Vila", "Eva Soler", "Felip Font", "Gil Pons"]
    votes = "\n\n".join(f"{name}: No." for name in names)
    talk = "La presidenta: Hable.\n\nAna Pi: Bien.\n\n" * 3
    text = f"{talk}La presidenta: Voten.\n\n{votes}\n\nLa presidenta: Gracias.\n"
    assert len(texts(text, "speech", "es")) == 8


def test_questions_and_answers() -> None:
    text = "Q: Why here?\n\nA: It was near.\n\nQ: And then?\n\nA: Then we stayed.\n\nSo it went.\n"
    assert texts(text, "speaker") == ["Q", "A", "Q", "A"]


PROSE = (
    "Yes. He knew.\n\nNo. She did not.\n\nYes. They went.\n\nNo. They came back.\n\n" * 3,
    "Note: the year is wrong.\n\nSource: a letter.\n\nNote: so is the place.\n\nSource: a map.\n",
    "CHAPTER I\n\nIt rained.\n\nCHAPTER II\n\nIt stopped.\n\nCHAPTER III\n\nIt rained again.\n",
    "He said: “Go.”\n\nShe said: “Stay.”\n\nHe said: “Why?”\n\nShe said: “Because.”\n",
    "Brook, P. On wells. 1901.\n\nBrook, P. On mills. 1902.\n\nAsh, T. On bees. 1903.\n\n"
    "Ash, T. On wax. 1904.\n\nBrook, P. On rain. 1905.\n\nAsh, T. On honey. 1906.\n",
    "Mr. Hale asked if it was late. It was.\n\nMr. Ward asked if it was far. It was not.\n",
    "First: the roof.\n\nSecond: the walls.\n\nFirst: the door.\n\nSecond: the lock.\n",
)


@pytest.mark.parametrize("text", PROSE)
def test_prose_has_no_speeches(text: str) -> None:
    assert not found(text).of("speech", "speaker", "stage", "castList")


def test_a_head_is_no_label_and_ends_a_speech() -> None:
    text = "HAMLYN\n\nMILLER. One.\n\nWIDOW. Two.\n\nSCENE II\n\nMILLER. Three.\n\nWIDOW. Four.\n"
    start = text.index("SCENE II")
    heads = (Annotation("head", 0, 6), Annotation("head", start, start + 8))
    speeches = found(text, earlier=heads).of("speech")
    assert [text[s.start : s.end] for s in speeches][1] == "WIDOW. Two."
    assert len(speeches) == 4


def test_a_short_speech_taken_for_a_head_stays_a_speech() -> None:
    text = "MILLER: One?\n\nWIDOW: Two.\n\nMILLER: Three.\n\nWIDOW: Four.\n\nMILLER: Five.\n"
    assert len(found(text, earlier=(Annotation("head", 0, 12),)).of("speech")) == 5


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="AZaz .:,()[]_*\n—-Éß“”«»0\t\f", max_size=400), st.sampled_from(["en", "de"])
)
def test_any_text_passes_and_spans_hold_ink(text: str, code: str) -> None:
    for item in found(text, code):
        inner = text[item.start : item.end]
        assert inner and inner == inner.strip(), (item, inner)


@pytest.mark.parametrize(
    "unit", ["(", "A ", "A, ", "[A ", "A. ", "“A", "A (a", "_*A: ", "Ab\n", "(a\n"]
)
@pytest.mark.timeout(60)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    found(text)


def test_an_office_with_a_name_in_brackets_is_that_person() -> None:
    text = (
        "La presidenta: S'obre la sessió.\n\nEl conseller de Marina (Jordi Pons): Gràcies.\n\n"
        "La presidenta: A vostè.\n\nEl conseller de Marina (Jordi Pons): Res més.\n"
    )
    labels = [item.get("label") for item in found(text, "ca").of("speech")]
    assert labels[1] == "Jordi Pons"
