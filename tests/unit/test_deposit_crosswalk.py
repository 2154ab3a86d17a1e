"""The crosswalk: what a header says becomes a record, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition.deposit.crosswalk import record
from edition.deposit.folder import find
from edition.deposit.header import words
from edition.deposit.record import Organisation, Person, Record
from edition.deposit.settings import read
from tei.diagnostics import Problem

SAMPLE = Path(__file__).parent.parent / "golden" / "deposit" / "mill.xml"


def header(statement: str = "", publication: str = "", profile: str = "", root: str = "") -> Record:
    """The record of a small document."""
    xml = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" {root}><teiHeader><fileDesc><titleStmt>'
        f"{statement}</titleStmt><publicationStmt>{publication}</publicationStmt><sourceDesc><p/>"
        f"</sourceDesc></fileDesc><profileDesc>{profile}</profileDesc></teiHeader>"
        "<text><body><p/></body></text></TEI>"
    )
    return record(etree.fromstring(xml), file="x.xml")


def test_every_value_says_where_it_stands() -> None:
    found = find(SAMPLE).record
    assert found.title.origin.file == str(SAMPLE)
    assert found.title.origin.line == 6
    assert found.title.origin.xpath == "TEI/teiHeader/fileDesc/titleStmt/title[1]"
    assert found.languages[0].origin.xpath == "TEI/@xml:lang"
    assert found.contact.origin.file.endswith("deposit.toml")
    assert found.contact.origin.line == 4


def test_an_empty_header_gives_an_empty_record() -> None:
    assert header() == Record()


def test_names_of_parts() -> None:
    (person,) = header(
        "<author><persName><forename>Ludwig</forename> <nameLink>van</nameLink> "
        "<surname>Beethoven</surname></persName><idno type='GND'>118508288</idno></author>"
    ).creators
    assert isinstance(person, Person)
    assert (person.family, person.given, person.gnd) == ("van Beethoven", "Ludwig", "118508288")
    assert person.name == "van Beethoven, Ludwig"


def test_names_are_never_guessed() -> None:
    (person,) = header("<author>Gabriel García Márquez</author>").creators
    assert isinstance(person, Person)
    assert (person.family, person.given) == ("", "")
    assert person.name == "Gabriel García Márquez"


def test_an_author_with_a_pen_name_is_one_person() -> None:
    found = header(
        "<author><persName type='pen'>Molière</persName><persName><forename>Jean-Baptiste"
        "</forename><surname>Poquelin</surname></persName></author>"
    ).creators
    assert [person.name for person in found] == ["Poquelin, Jean-Baptiste"]


def test_an_editor_with_two_names_is_two_persons() -> None:
    found = header(
        "<author>Marlow, Edith</author>"
        "<editor><name>Müller, Martin</name><name>Susen, Gerd</name></editor>"
    ).contributors
    assert [one.name for one in found] == ["Müller, Martin", "Susen, Gerd"]


def test_who_is_named_twice_is_one_with_both_roles() -> None:
    (one,) = header(
        "<author>Marlow, Edith</author><editor>Grey, John</editor>"
        "<respStmt><resp>Encoding</resp><persName ref='https://orcid.org/0000-0002-1825-0097'>"
        "John Grey</persName></respStmt>"
    ).contributors
    assert isinstance(one, Person)
    assert (one.name, one.role, one.orcid) == (
        "Grey, John",
        "editor; Encoding",
        "0000-0002-1825-0097",
    )


def test_pointers_to_the_list_of_persons_are_followed() -> None:
    (person,) = header(
        "<author ref='#em'>Edith Marlow</author>",
        profile="<particDesc><listPerson><person xml:id='em'><persName><surname>Marlow</surname>"
        "<forename>Edith</forename></persName><idno type='GND'>118508288</idno></person>"
        "</listPerson></particDesc>",
    ).creators
    assert isinstance(person, Person)
    assert (person.family, person.gnd) == ("Marlow", "118508288")


def test_bodies_are_no_persons() -> None:
    (body,) = header("<author><orgName>Harbour Board</orgName></author>").creators
    assert isinstance(body, Organisation)
    assert body.name == "Harbour Board"


def test_the_language_of_the_text_comes_before_those_of_the_header() -> None:
    found = header(
        profile="<langUsage><language ident='en'/><language ident='fr' usage='80'/></langUsage>",
        root="xml:lang='de'",
    )
    assert [one.tag for one in found.languages] == ["de", "fr", "en"]
    assert found.iso639_3 == "deu"


def test_the_title_in_the_language_of_the_text_is_taken() -> None:
    found = header(
        "<title type='main' xml:lang='en'>The Mill</title>"
        "<title type='main' xml:lang='de'>Die Mühle</title>",
        root="xml:lang='de'",
    )
    assert str(found.title) == "Die Mühle"
    assert [str(text) for text in found.alternatives] == ["The Mill"]


def test_a_letter_was_written_when_it_was_sent() -> None:
    found = header(
        profile='<correspDesc><correspAction type="received"><date when="1911-03-11"/>'
        '</correspAction><correspAction type="sent"><date when="1911-03-09"/></correspAction>'
        "</correspDesc>"
    )
    assert found.created.value == "1911-03-09"


def test_the_address_of_a_publisher_is_not_that_of_the_edition() -> None:
    publisher = "<publisher>Mill Press</publisher>"
    site = '<idno type="URL">https://mill.press/</idno>'
    assert header(publication=publisher + site).identifiers == ()
    assert header(publication=site).identifiers[0].url == "https://mill.press/"
    page = '<idno type="URL">https://mill.press/letters</idno>'
    assert header(publication=publisher + page).identifiers[0].url == "https://mill.press/letters"


def test_a_date_in_words_that_cannot_be_read_is_a_doubt() -> None:
    found = header(publication="<date>in spring</date>")
    assert not found.publication_date
    assert [doubt.code for doubt in found.doubts] == ["publication-date-unreadable"]


def test_a_licence_of_many_words_keeps_its_address() -> None:
    long = "You may share and adapt. " * 20
    found = header(
        publication="<availability><licence target='https://creativecommons.org/licenses/by/4.0/'>"
        f"<p>{long}</p></licence></availability>"
    ).licence
    assert (found.name, found.spdx) == ("CC BY 4.0", "CC-BY-4.0")


def test_words_that_no_licence_is_known_are_no_licence() -> None:
    said = "<availability status='{}'><p>Nobody stated a licence.</p></availability>"
    assert not header(publication=said.format("unknown")).licence
    assert header(publication=said.format("restricted")).licence.name


def test_words_of_structured_references_are_parted() -> None:
    bibl = etree.fromstring(
        '<bibl xmlns="http://www.tei-c.org/ns/1.0"><author>A. B.</author><title>T</title>'
        "<date>1874</date></bibl>"
    )
    assert words(bibl) == "A. B., T, 1874"


def test_deposit_toml_takes_the_place_of_the_header(tmp_path: Path) -> None:
    settings = tmp_path / "deposit.toml"
    settings.write_text(
        'title = "Other"\nlanguages = ["la"]\nlicence = "CC0 1.0"\ndate = 2026-01-02\n'
        '[[creators]]\nfamily = "Grey"\ngiven = "John"\norcid = "0000-0002-1825-0097"\n'
        '[publisher]\nname = "House"\nror = "05dxps055"\n'
    )
    text = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/></TEI>'
    found = record(etree.fromstring(text), read(settings))
    assert str(found.title) == "Other"
    assert found.iso639_3 == "lat"
    assert found.licence.spdx == "CC0-1.0"
    assert found.publication_date.value == "2026-01-02"
    assert found.creators[0].name == "Grey, John"
    assert found.publisher.ror == "05dxps055"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('titel = "x"', "deposit-setting-unknown"),
        ("[contact]\nmail = 'x'", "deposit-setting-unknown"),
        ("[persons.'A B']\nfamly = 'B'", "deposit-setting-unknown"),
        ("title = ['x']", "deposit-setting-invalid"),
        ("contact = 'x'", "deposit-setting-invalid"),
        ("publisher = ['x']", "deposit-setting-invalid"),
        ("creators = 'x'", "deposit-setting-invalid"),
        ("funders = 1", "deposit-setting-invalid"),
        ("subjects = 3", "deposit-setting-invalid"),
        ("title = x", "deposit-settings-unreadable"),
        ("dataverse = 'x'", "deposit-setting-invalid"),
        ("[dataverse]\nsubject = 3", "deposit-setting-invalid"),
        ("[dataverse]\nsubjects = 'x'", "deposit-setting-unknown"),
        ("[cmdi]\ncomponent = 'a b'", "deposit-setting-invalid"),
        ("[cmdi.elements]\ntitle = '<x>'", "deposit-setting-invalid"),
        ("[cmdi]\nelements = 3", "deposit-setting-invalid"),
        ("[cmdi]\nprofile = 'a b'", "deposit-setting-invalid"),
        ('title = "a\\u0001b"', "deposit-settings-unreadable"),
    ],
)
def test_faulty_settings_are_told(tmp_path: Path, text: str, code: str) -> None:
    settings = tmp_path / "deposit.toml"
    settings.write_text(text)
    root = etree.fromstring('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/></TEI>')
    with pytest.raises(Problem) as caught:
        record(root, read(settings))
    assert caught.value.rule.code == code


TAGS = st.sampled_from(
    ["title", "author", "editor", "publisher", "date", "idno", "respStmt", "name", "resp", "p"]
)
NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=12)


@given(st.recursive(NAMES, lambda inner: st.lists(st.tuples(TAGS, inner), max_size=4)))
def test_any_header_gives_a_record(content: object) -> None:
    root = etree.fromstring('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/></TEI>')
    description = etree.SubElement(root[0], "{http://www.tei-c.org/ns/1.0}fileDesc")
    for name in ("titleStmt", "publicationStmt"):
        _fill(etree.SubElement(description, f"{{http://www.tei-c.org/ns/1.0}}{name}"), content)
    found = record(root)
    for agent in (*found.creators, *found.contributors):
        assert agent.name


def _fill(parent: etree._Element, content: object) -> None:
    if isinstance(content, str):
        parent.text = content
    elif isinstance(content, list):
        for tag, inner in content:
            _fill(etree.SubElement(parent, f"{{http://www.tei-c.org/ns/1.0}}{tag}"), inner)


def test_hostile_names_are_read_all_the_same() -> None:
    commas = "," * 200_000
    deep = "<name>" * 200 + "A B" + "</name>" * 200
    found = header(f"<author>a{commas}</author><editor>{deep}</editor>")
    assert len(found.creators) == 1
    assert found.contributors[0].name == "A B"
    many = "CC-BY " * 50_000
    assert header(publication=f"<availability><licence>{many}</licence></availability>").licence


REAL = {
    "eltec-trollope.xml": ("Trollope, Frances Milton", "2019-11-09", "eng", "CC-BY-4.0"),
    "lessing-emilia-galotti.xml": ("Lessing, Gotthold Ephraim", "", "deu", "CC0-1.0"),
    "moliere-tartuffe.xml": ("Poquelin, Jean-Baptiste", "", "fra", "CC-BY-NC-SA-4.0"),
    "schnitzler-L00003.xml": ("Konstantin, Michael", "2023", "deu", "CC-BY-4.0"),
    "parlamint-at-1996.xml": ("Hannes Pirker", "2024-05-14", "deu", "CC-BY-4.0"),
}


@pytest.mark.parametrize("name", REAL)
def test_real_headers(shared: Path, name: str) -> None:
    found = find(shared / "tei" / "real" / name).record
    creator, date, language, spdx = REAL[name]
    assert found.creators[0].name == creator
    assert found.publication_date.value == date
    assert found.iso639_3 == language
    assert found.licence.spdx == spdx
    assert found.title
    assert found.publisher.name


def test_the_example_of_a_new_project_has_only_settings_that_exist(tmp_path: Path) -> None:
    from edition.deposit.example import EXAMPLE

    lines = [line.removeprefix("# ") for line in EXAMPLE.splitlines()[3:]]
    settings = tmp_path / "deposit.toml"
    settings.write_text("\n".join(lines), encoding="utf-8")
    root = etree.fromstring('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/></TEI>')
    found = record(root, read(settings))
    assert found.contact.email
    assert found.detail("textgrid", "genre") == "prose"
    settings.write_text(EXAMPLE, encoding="utf-8")
    assert read(settings).data == {}


def test_other_titles_are_kept() -> None:
    found = header(
        "<title xml:lang='fa'>دیوان</title><title type='alt' xml:lang='ru'>Диван</title>"
        "<title type='short'>D.</title><title type='desc'>A description</title>",
        root="xml:lang='fa'",
    )
    assert [one.value for one in found.alternatives] == ["Диван", "D."]


def test_an_embargo_is_no_date_of_publication() -> None:
    dates = "<publisher>P</publisher><date type='embargo' when='2030'/><date when='2024'/>"
    assert header("<title>T</title>", dates).publication_date.value == "2024"
    only = "<publisher>P</publisher><date type='embargo' when='2030'/>"
    assert not header("<title>T</title>", only).publication_date


def test_several_licences_are_a_doubt_until_somebody_says_which() -> None:
    licences = "<licence>CC BY 4.0</licence><licence>CC0</licence>"
    both = f"<publisher>P</publisher><availability>{licences}</availability>"
    found = header("<title>T</title>", both)
    assert [(one.code, one.value.count(";")) for one in found.doubts] == [("licences-several", 1)]
    twice = both.replace("CC0", "CC BY 4.0")
    assert not header("<title>T</title>", twice).doubts


def test_a_title_over_two_lines_with_a_note() -> None:
    found = header(
        "<title>Letters of a<lb/>miller<note>So the cover.</note> and his sis<lb break='no'/>ter"
        "</title><author><persName>Ana Prado<note><p>Or Pardo</p></note></persName></author>"
    )
    assert str(found.title) == "Letters of a miller and his sister"
    assert [one.name for one in found.creators] == ["Ana Prado"]


def test_a_header_as_libraries_write_it() -> None:
    author = (
        "<author><persName><surname>Prado</surname><forename>Ana</forename>"
        "<nameLink>do</nameLink></persName></author>"
    )
    publication = (
        "<publisher>P</publisher><date type='publication'>2016-12-05T11:20:33Z</date>"
        "<idno><idno type='URLWeb'>https://mill.press/1</idno><idno type='EPN'>859</idno></idno>"
    )
    languages = "<langUsage><language ident='fr'/><language ident='fr-CH'/></langUsage>"
    found = header(f"<title>T</title>{author}", publication, languages)
    assert found.creators[0].name == "do Prado, Ana"
    assert found.publication_date.value == "2016-12-05"
    assert [one.value for one in found.identifiers] == ["https://mill.press/1", "859"]
    assert found.codes == ("fra",)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("2018–2022", "2018/2022"),
        ("Lausanne, 2018 - 2022.", "2018/2022"),
        ("2022–2018", ""),
        ("2018, 2020, 2022", ""),
        ("2018/19", "2018"),
    ],
)
def test_two_years_with_a_dash_are_a_stretch_of_time(said: str, value: str) -> None:
    publication = f"<publisher>P</publisher><date>{said}</date>"
    assert header("<title>T</title>", publication).publication_date.value == value


def overlaid_by(tmp_path: Path, settings: str) -> Record:
    """The record of a small document with a deposit.toml."""
    (tmp_path / "deposit.toml").write_bytes(settings.encode())
    xml = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de"><teiHeader/></TEI>'
    return record(etree.fromstring(xml), read(tmp_path / "deposit.toml"))


def test_a_mark_before_the_settings_does_no_harm(tmp_path: Path) -> None:
    assert str(overlaid_by(tmp_path, '\ufefftitle = "Letters"\r\n').title) == "Letters"


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ('languages = ["german"]', "language-code-unknown"),
        ('created = "ca. 1911"', "created-date-unreadable"),
        ('date = "soon"', "publication-date-unreadable"),
    ],
)
def test_settings_that_cannot_be_read_are_doubts(tmp_path: Path, settings: str, code: str) -> None:
    assert [one.code for one in overlaid_by(tmp_path, settings).doubts] == [code]


@pytest.mark.parametrize(
    "settings", ['[[related]]\nrelation = "IsPartOf"', '[[funders]]\naward = "1"']
)
def test_tables_that_lack_what_they_are_about_are_refused(tmp_path: Path, settings: str) -> None:
    with pytest.raises(Problem) as stopped:
        overlaid_by(tmp_path, settings)
    assert stopped.value.rule.code == "deposit-setting-invalid"


@pytest.mark.parametrize(
    ("said", "name"), [("true", "Mill Society"), ('"The Mill Society"', "The Mill Society")]
)
def test_a_body_that_is_written_like_a_person(tmp_path: Path, said: str, name: str) -> None:
    settings = f'[persons."Mill Society"]\norganisation = {said}\nror = "013meh722"\n'
    (tmp_path / "deposit.toml").write_text(settings, encoding="utf-8")
    xml = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
        "<editor>Mill Society</editor></titleStmt></fileDesc></teiHeader></TEI>"
    )
    found = record(etree.fromstring(xml), read(tmp_path / "deposit.toml"))
    (body,) = found.creators
    assert isinstance(body, Organisation)
    assert (body.name, body.ror, body.role) == (name, "013meh722", "editor")


def test_the_publisher_in_the_language_of_the_text_is_taken() -> None:
    both = (
        "<publisher xml:lang='en'>Mill Press</publisher>"
        "<publisher xml:lang='es'>Prensa del Molino</publisher>"
    )
    assert header("<title>T</title>", both, root="xml:lang='es'").publisher.name[:6] == "Prensa"
    assert header("<title>T</title>", both, root="xml:lang='fr'").publisher.name[:4] == "Mill"
