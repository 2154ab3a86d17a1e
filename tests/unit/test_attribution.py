"""Attribution: whose words each quotation gives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei import language, pipeline
from tei.annotation import Annotation, Annotations
from tei.reading import Agent, Reading
from tei.recognisers import names, speakers
from tei.register import Entry, Register
from tei.resolve import attribution
from tei.source import SourceText


def quotations(text: str) -> list[Annotation]:
    """Curly quotation marks by level; a quotation that goes on after a comma is one group."""
    found: list[Annotation] = []
    for opening, closing, level in (("“", "”", "1"), ("‘", "’ ", "2")):
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start)
            end = end + 1 if end >= 0 else len(text)
            facts = {"level": level, "class": "said"}
            found.append(Annotation("quotation", start, end, facts))
            start = text.find(opening, end)
    return found


def read(text: str, *more: Annotation, code: str = "en") -> Reading:
    source, pack = SourceText(text), language.load(code)
    blocks = [Annotation("p", b.start, b.end) for b in source.blocks]
    annotations = Annotations([*quotations(text), *blocks, *more])
    for recogniser in (speakers.RECOGNISER, names.RECOGNISER):
        annotations = annotations.plus(recogniser.recognise(source, annotations, pack))
    return attribution.resolve(Reading(source, pack, annotations))


def who(reading: Reading) -> list[str]:
    """The fullest name of the speaker of each quotation; "" where there is none."""
    keys = [q.get("who") for q in reading.annotations.of("quotation")]
    return [reading.agents[key].names[0] if key else "" for key in keys]


TALK = """“Are you coming?” asked Miss Harland.

“Not yet,” said Martin Crane.

“Then I shall go alone.”

“As you please.”

“You are very rude,” said Miss Harland.

“I am tired,” he said.

“Of me, Martin?”

“Of walking.” Crane sat down on a stone.
"""


def test_turns_are_taken() -> None:
    one, other = "Miss Harland", "Martin Crane"
    assert who(read(TALK)) == [one, other] * 4


def test_a_rule_and_its_evidence_go_with_every_speaker() -> None:
    first = read(TALK).annotations.of("quotation")[0]
    assert first.get("who-rule") == "attribution.named"
    assert first.get("who-evidence") == "asked Miss Harland"
    assert first.get("who-cert") == "high"
    assert first.cert == "high"


def test_guesses_are_marked_as_such() -> None:
    third = read(TALK).annotations.of("quotation")[2]
    assert third.get("who-rule") == "attribution.turns"
    assert third.get("who-cert") in ("low", "medium")


def test_forms_of_a_name_are_one_agent() -> None:
    reading = read(TALK)
    agent = reading.agents["martin-crane"]
    assert agent.kind == "person"
    assert set(agent.names) == {"Martin Crane", "Martin", "Crane"}
    mentions = [a for a in reading.annotations.of("name") if a.get("agent") == "martin-crane"]
    assert len(mentions) == 3


def test_mrs_is_neither_mr_nor_miss() -> None:
    text = "“Go,” said Mr. Vane.\n\n“Stay,” said Mrs. Vane.\n\n“Oh,” said Miss Vane.\n"
    assert len(set(who(read(text)))) == 3


def test_agents_stand_in_order_of_first_mention() -> None:
    text = "Ada was there.\n\n“Go,” said Bruno.\n\n“Stay,” said Ada.\n"
    assert list(read(text).agents) == ["ada", "bruno"]


def test_the_gender_of_a_pronoun_tells() -> None:
    text = (
        "Mr. Vane and Mrs. Olney met at the gate. “Good day,” she said.\n\n"
        "Mrs. Olney and Mr. Vane met again. “Good night,” he said.\n"
    )
    assert who(read(text)) == ["Mrs. Olney", "Mr. Vane"]


def test_the_narrator_is_named_by_others() -> None:
    turns = ["“Well, Otto,” said Ada.", "“Well?” I said."] * 4
    reading = read("\n\n".join(turns) + "\n")
    assert who(reading) == ["Ada", "Otto"] * 4
    assert reading.agents["otto"].names == ("Otto", "I", "the narrator")


ESSAY = """The commission met in May. Its work was not easy, for the resolution of 1903 bound it.

On the roads the resolution said: “They shall be mended at once.”

Elsewhere it says: “Nobody shall pay.” I wrote about this at the time: “It will not do.”

A long passage follows on bridges, and it has little of interest to anybody. The “public
interest” is served by such passages, we are told.
"""


def essay() -> Reading:
    start = ESSAY.index("“public")
    end = ESSAY.index("”", start) + 1
    scare = Annotation("quotation", start, end, {"level": "1", "class": "soCalled"})
    author = Annotation("docAuthor", 0, 3, {"name": "Ada Olney"})
    source, pack = SourceText(ESSAY), language.load("en")
    spans = [q for q in quotations(ESSAY) if q.start != start]
    blocks = [Annotation("p", b.start, b.end) for b in source.blocks]
    annotations = Annotations([*spans, *blocks, scare, author])
    for recogniser in (speakers.RECOGNISER, names.RECOGNISER):
        annotations = annotations.plus(recogniser.recognise(source, annotations, pack))
    return attribution.resolve(Reading(source, pack, annotations))


def test_a_work_is_said_to_speak() -> None:
    reading = essay()
    assert who(reading) == ["the resolution", "the resolution", "Ada Olney", ""]
    assert reading.agents["the-resolution"].kind == "work"


def test_i_is_the_author_of_an_essay() -> None:
    agent = essay().agents["olney"]
    assert (agent.role, agent.names) == ("author", ("Ada Olney",))


def test_outside_of_talk_nothing_is_guessed() -> None:
    text = (
        "Ada Olney wrote: “It rains.”\n\nMuch later.\n\nThe sea is “calm and wide as ever” here.\n"
    )
    assert who(read(text)) == ["Ada Olney", ""]


def test_an_agent_that_is_known_is_used_again() -> None:
    text = "“Go,” said Ada.\n"
    source, pack = SourceText(text), language.load("en")
    annotations = Annotations([*quotations(text), Annotation("p", 0, len(text) - 1)])
    annotations = annotations.plus(speakers.RECOGNISER.recognise(source, annotations, pack))
    known = {"ada-o": Agent("ada-o", "person", ("Ada Olney", "Ada"))}
    reading = attribution.resolve(Reading(source, pack, annotations, known))
    assert [q.get("who") for q in reading.annotations.of("quotation")] == ["ada-o"]
    assert reading.agents == known


def test_a_quotation_in_a_quotation() -> None:
    text = "“But Olney has a question in mind, namely: ‘Who shall pay?’ I do not,” said Ada.\n"
    assert who(read(text)) == ["Ada", "Olney"]


def test_an_interjection_has_the_speaker_of_its_speech() -> None:
    text = "Olney: “Hear, hear!”"
    facts = {"label": "Olney", "role": "interjection", "who": "olney"}
    speech = Annotation("speech", 0, len(text), facts)
    (quotation,) = read(text, speech).annotations.of("quotation")
    assert (quotation.get("who"), quotation.get("who-rule")) == ("olney", "attribution.speech")


def test_languages() -> None:
    german = "„Komm“, sagte Agnes."
    reading = Reading(SourceText(german), language.load("de"))
    spans = [Annotation("quotation", 0, 6, {"level": "1"}), Annotation("p", 0, len(german))]
    annotations = Annotations(spans)
    cues = speakers.RECOGNISER.recognise(reading.source, annotations, reading.language)
    resolved = attribution.resolve(reading.having(annotations=annotations.plus(cues)))
    assert [agent.names for agent in resolved.agents.values()] == [("Agnes",)]


@pytest.mark.timeout(60)
def test_one_endless_paragraph_is_no_trap() -> None:
    read("Ann came. “x,” he said. " * 4000)
    read("“x” said Ann Bell. " * 4000)


@given(st.text(alphabet="“”‘’ \n.,:AdaheIsaid Mr'", max_size=300))
def test_any_text_passes(text: str) -> None:
    reading = read(text)
    for quotation in reading.annotations.of("quotation"):
        assert not quotation.get("who") or quotation.get("who") in reading.agents


def test_we_who_ask_are_a_group_in_prose() -> None:
    reading = read("The bridge was built in a year. But when we ask, “Who paid?” nobody answers.")
    (key,) = [q.get("who") for q in reading.annotations.of("quotation")]
    assert (reading.agents[key].kind, reading.agents[key].names) == ("group", ("we",))


def test_a_person_after_the_comma_is_the_subject_and_not_the_thing_before_it() -> None:
    text = (
        "To give one case out of many, the old man with the ledger was heard muttering "
        "(as he shut it), “Nothing is paid.”"
    )
    assert who(read(text)) == ["the old man"]


def test_he_to_whom_the_author_speaks_answers() -> None:
    text = (
        "Sir Walter Hale had taken the plan up warmly. I also spoke of it to E. Marsh. "
        "“It is what we need,” was his reply."
    )
    assert who(read(text)) == ["E. Marsh"]


@pytest.mark.parametrize(
    ("genre", "speakers_found"), [("prose", ["we", ""]), ("fiction", ["we", "we"])]
)
def test_in_prose_a_colon_after_other_sentences_announces_somebody_else(
    genre: str, speakers_found: list[str]
) -> None:
    text = (
        "When we ask, “Who paid?” there is no answer. The ledgers are gone. "
        "There remains a line on the wall of the hall: “Paid in full.”"
    )
    base = read(text)
    known = Annotations(item.with_attributes(who="") for item in base.annotations)
    again = attribution.resolve(Reading(base.source, base.language, known, genre=genre))
    assert who(again) == speakers_found


def test_the_doctor_is_he_who_bears_the_title() -> None:
    text = (
        "Dr. Amos Fell came in with Mr. Roper. “Good evening,” said Mr. Roper.\n\n"
        "“Who is ill?” asked the doctor."
    )
    assert who(read(text))[1] == "Dr. Amos Fell"


def test_his_wife_is_she_who_bears_his_name() -> None:
    text = (
        "“They are late,” said Mr. Roper. Mrs. Roper and Miss Roper looked up.\n\n"
        "“They are always late,” replied his wife."
    )
    assert who(read(text))[1] == "Mrs. Roper"


def test_a_narrator_tells_his_own_name() -> None:
    text = (
        "My name is Peter Lunt, and I was born at sea.\n\n“Who are you?” asked Captain Hoare.\n\n"
        "“Nobody, sir,” I answered.\n\n“Then come aboard,” said Captain Hoare.\n\n“I will,” said I."
    )
    assert who(read(text))[1] == "Peter Lunt"


def test_my_uncle_is_nobody_who_is_named() -> None:
    text = (
        "“Shut the door,” said Mr. Cole.\n\n“It is shut,” I said.\n\n"
        "Mr. Cole looked round. “So it is,” said my uncle."
    )
    assert who(read(text))[2] == "my uncle"


def test_a_noun_without_an_article_is_no_spouse() -> None:
    text = "— Входите, — сказал Пётр.\n\n“Кто там?” — сказала жена.\n\n“Я,” — сказал муж."
    assert len(who(read(text, code="ru"))) == 2


def test_the_registers_names_are_one_person_for_the_turns_too() -> None:
    register = Register({"lind": Entry("lind", "person", ("Greta Lind", "the widow", "Old Gret"))})
    text = (
        "“Shut the gate,” said Old Gret.\n\n“Why?” asked Peter Pike.\n\n"
        "“The goats are out,” said the widow.\n\n“They are not mine.”\n\n"
        "“Nor mine,” said Greta Lind.\n\n“Then whose?” asked Peter Pike.\n\n“Nobody’s.”"
    )
    reading = pipeline.read_text(SourceText(text), register=register)
    keys = [q.get("who") for q in reading.annotations.of("quotation")]
    assert keys == ["lind", "peter-pike", "lind", "peter-pike", "lind", "peter-pike", "lind"]
    assert [key for key, agent in reading.agents.items() if agent.kind == "person"] == [
        "lind",
        "peter-pike",
    ]


def test_names_of_nobody_in_the_text_speak_nothing() -> None:
    register = Register({"gone": Entry("gone", "person", ("Mr. Nobody", "the stranger"))})
    reading = pipeline.read_text(SourceText(TALK), register=register)
    assert "gone" not in {q.get("who") for q in reading.annotations.of("quotation")}


@pytest.mark.parametrize(("genre", "cert"), [("prose", "medium"), ("fiction", "low")])
def test_a_pronoun_in_prose_is_surer_than_in_fiction(genre: str, cert: str) -> None:
    text = (
        "Kelm wrote little of the tides in those years. Kelm measured them. "
        "He said: “The sea keeps no diary.” Nobody answered."
    )
    base = read(text)
    again = attribution.resolve(Reading(base.source, base.language, base.annotations, genre=genre))
    assert [q.get("who-cert") for q in again.annotations.of("quotation")] == [cert]


def quoted_in_prose(text: str) -> list[str]:
    """The speakers of quotations in a text known to be prose."""
    base = read(text)
    known = Annotations(item.with_attributes(who="") for item in base.annotations)
    return who(attribution.resolve(Reading(base.source, base.language, known, genre="prose")))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "“We drift,” wrote Senator Hale. Lord Marsh, who had been in Leeds, thought "
            "otherwise. “We shall have peace,” he told the Commons.",
            ["Senator Hale", "Lord Marsh"],
        ),
        (
            "“He was sorry for nothing,” said Dr. Pell. His wife put it more plainly: “He was "
            "sorry for it all.” “Peace,” declared the Daily Courier, “is a habit.”",
            ["Dr. Pell", "his wife", "Daily Courier", "Daily Courier"],
        ),
        (
            "The resolution said that “all men have one interest,” and the manifesto had gone "
            "further: “Not a penny!” The statute is plain: “No toll is due.”",
            ["the resolution", "the manifesto", "the statute"],
        ),
        (
            "A correspondent of the Leeds Guardian reported: “I saw nobody.” The Harbour Office "
            "denied it. “Guards,” ran the official statement, “were there.”",
            ["a correspondent", "the official statement", "the official statement"],
        ),
        (
            "Dora Quill replied with heat: “It is all glass.” We may now ask why. "
            "Years later she told a friend, “I never read it.”",
            ["Dora Quill", "Dora Quill"],
        ),
        (
            "A bargeman told of the lock at Tarn, which he said was broken. "
            "“This lock is a trap,” he cried. “We knew it.”",
            ["a bargeman", "a bargeman"],
        ),
        (
            "In Amos Fell’s opinion the Harbour Office was “a very slow office.” Sidney Roper "
            "agreed with her. “Poor Fell,” he said to his wife, “is ill.”",
            ["Amos Fell", "Sidney Roper", "Sidney Roper"],
        ),
        (
            "The Duke was of another mind. “It is too late,” he told them. Lord Marsh’s note of "
            "May was read. According to the Leeds Guardian, “nobody rose.”",
            ["the Duke", "Leeds Guardian"],
        ),
        (
            "“Wait?” The other soldier shook his head. “I know the name,” he said at length.",
            ["", "the other soldier"],
        ),
    ],
)
def test_in_prose_each_sentence_may_quote_somebody_else(text: str, wanted: list[str]) -> None:
    assert quoted_in_prose(text) == wanted


def test_parts_that_look_linked_are_two_quotations_where_two_speak() -> None:
    text = "The resolution said that “all men eat,” and the manifesto had gone further: “Eat!”"
    base = read(text)
    linked = Annotations(
        replace(item, group="q") if item.kind == "quotation" else item for item in base.annotations
    )
    again = attribution.resolve(Reading(base.source, base.language, linked, genre="prose"))
    assert [q.group for q in again.annotations.of("quotation")] == ["q", ""]


def test_words_at_a_distance_do_not_part_a_quotation_from_its_speaker() -> None:
    text = "Marsh antwortete ihm in der ‚Neuen Welt‘: „Das Wehr bricht.“"
    source, pack = SourceText(text), language.load("de")
    reading = pipeline.read_text(source, language=pack)
    outer = [q for q in reading.annotations.of("quotation") if q.get("class") not in ("soCalled",)]
    assert [reading.agents[q.get("who")].names[0] for q in outer] == ["Marsh"]


def test_what_somebody_is_said_to_hold_is_his_in_other_languages_too() -> None:
    text = (
        "Nach Ansicht Max Fells ist ein Wehr „ein langes Bohren von harten Brettern“. "
        "Der Minister war anderer Meinung. „Man baut keine Wehre“, sagte er im Rat."
    )
    reading = pipeline.read_text(SourceText(text), language=language.load("de"))
    keys = [q.get("who") for q in reading.annotations.of("quotation")]
    assert ["Fell" in reading.agents[key].names[0] for key in keys[:1]] == [True]
    assert reading.agents[keys[1]].names[0] == "der Minister"
