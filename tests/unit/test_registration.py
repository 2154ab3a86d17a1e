"""The register in a reading: names, agents, candidates, and whose words are whose."""

from __future__ import annotations

from tei import pipeline
from tei.document import make_document
from tei.reading import Reading
from tei.register import Entry, Register
from tei.source import SourceText

MARLOW = Entry(
    "marlow", "person", ("Edith Marlow", "Mrs. Marlow", "E. Marlow", "the widow"), {"gnd": "1"}
)
REGISTER = Register(
    {
        "absent": Entry("absent", "person", ("Nobody Else",)),
        "mill": Entry("mill", "place", ("Old Mill",), {"geonames": "5"}, "By the river."),
        "marlow": MARLOW,
        "board": Entry("board", "org", ("Harbour Board",)),
        "pikes": Entry("pikes", "group", ("the Pikes",)),
        "may": Entry("may", "place", ("May 1742 Square",)),
    }
)
TALK = """\
The Harbour Board met at the Old Mill. The Pikes stayed away from May 1742 Square.

“Leave it alone,” said Mrs. Marlow. “It is old.”

“I shall write to the Harbour Board,” said Peter Pike.

“Write, then,” said E. Marlow, and looked at Jonas Tolland, and at Miss Ott.

“They have not answered,” said Peter Pike to the widow.
"""


def read(text: str, register: Register = REGISTER) -> Reading:
    return pipeline.read_text(SourceText(text), register=register)


def names(reading: Reading) -> list[tuple[str, str, str]]:
    text = reading.source.text
    items = reading.annotations.of("name")
    return [(text[i.start : i.end], i.get("type"), i.get("agent")) for i in items]


def test_registered_names_become_markup() -> None:
    found = names(read(TALK))
    for name in (
        ("Harbour Board", "org", "board"),
        ("Old Mill", "place", "mill"),
        ("The Pikes", "person", "pikes"),
        ("May 1742 Square", "place", "may"),
        ("Mrs. Marlow", "person", "marlow"),
        ("the widow", "person", "marlow"),
    ):
        assert name in found
    assert read(TALK).annotations.of("date") == []


def test_variants_are_one_speaker_with_the_registers_key_and_names() -> None:
    reading = read(TALK)
    text = reading.source.text
    who = {text[q.start : q.end]: q.get("who") for q in reading.annotations.of("quotation")}
    assert who["“Leave it alone,”"] == who["“Write, then,”"] == "marlow"
    assert who["“They have not answered,”"] == "peter-pike"
    assert reading.agents["marlow"].names == MARLOW.names
    assert reading.agents["marlow"].details["gnd"] == "1"


def test_without_the_register_the_variants_stay_apart_from_it() -> None:
    reading = read(TALK, Register())
    assert "marlow" not in reading.agents
    assert ("Old Mill", "place", "mill") not in names(reading)


def test_agents_are_those_met_in_text_order() -> None:
    assert list(read(TALK).agents) == ["board", "mill", "pikes", "may", "marlow", "peter-pike"]


def test_candidates_are_kept_and_not_encoded() -> None:
    reading = read(TALK)
    text = reading.source.text
    candidates = [text[item.start : item.end] for item in reading.candidates]
    assert "Miss Ott" in candidates
    assert not any("Marlow" in name for name in candidates)
    encoded = {name for name, *_ in names(reading)}
    assert encoded.isdisjoint(candidates)


def test_speakers_of_a_debate_are_the_registers() -> None:
    turns = ["Mrs. MARLOW: Is the bridge to be mended?", "Mr. PIKE: It is, Mrs. Marlow."]
    reading = read("\n\n".join([*turns, *turns, *turns]))
    speeches = reading.annotations.of("speech")
    assert [speech.get("who") for speech in speeches[:2]] == ["marlow", "mr-pike"]
    assert reading.agents["marlow"].names == (*MARLOW.names, "Mrs. MARLOW")
    assert names(reading)[0] == ("Mrs. Marlow", "person", "marlow")  # none in a label


def test_a_key_of_the_register_is_nobody_elses() -> None:
    register = Register({"pike": Entry("pike", "place", ("Pike Lane",))})
    text = "“In Pike Lane,” said Pike. “Where?” said Ann Ott. “There,” said Pike."
    reading = read(text, register)
    assert reading.agents["pike"].kind == "place"
    assert reading.agents["pike"].names == ("Pike Lane",)
    speakers = {quotation.get("who") for quotation in reading.annotations.of("quotation")}
    assert "pike" not in speakers and len(speakers) > 1


def test_a_longer_name_gives_way_to_the_registered_one_in_it() -> None:
    register = Register({"ott": Entry("ott", "person", ("Ott",))})
    reading = read("“No,” said Mr. Ott. He left.\n\nMr. Ott slept.", register)
    assert ("Ott", "person", "ott") in names(reading)
    assert not any(name == "Mr. Ott" for name, *_ in names(reading))


def test_the_entries_are_written_with_identifiers() -> None:
    tei = make_document(read(TALK)).serialise().decode().replace("\n", "")
    assert (
        '<listPlace><place xml:id="mill"><placeName>Old Mill</placeName>'
        '<idno type="GeoNames">5</idno><note>By the river.</note></place>'
    ) in tei
    assert '<org xml:id="board"><orgName>Harbour Board</orgName></org>' in tei
    assert '<personGrp xml:id="pikes"><persName>the Pikes</persName></personGrp>' in tei
    assert '<idno type="GND">1</idno></person>' in tei
    assert "absent" not in tei


def test_a_mark_of_emphasis_is_no_part_of_a_name() -> None:
    register = Register({"argo": Entry("argo", "org", ("Argo_", "_Dido", "Circe"))})
    reading = read("He saw the _Black Argo_ and _Dido and Circe_ at sea.", register)
    assert names(reading) == [("Circe", "org", "argo")]
    assert b'<hi rend="italic">' in make_document(reading).serialise()


def test_no_name_stands_where_no_element_can() -> None:
    text = (
        "Source: Old Mill, 1931\n\nThe Harbour Board met.\n\n* * *\n\nhttp://example.org/Old Mill"
    )
    document = make_document(read(text))
    assert b"<orgName" in document.serialise()
