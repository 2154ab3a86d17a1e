"""Registers: what is read from the files, what is refused, and where forms are found."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest

from tei.diagnostics import Problem
from tei.register import NO_REGISTER, Entry, Register, load
from tei.register.authorities import gnd_checked, identifier_of, orcid_checked

PEOPLE = """
[marlow]
name = "Edith Marlow"
also = ["Marlow", "Mrs. Marlow", "O'Hara", "the widow"]

[board]
name = "Harbour Board"
kind = "org"
"""
PLACES = """
[mill]
name = "Marlow House"
also = ["Évora", "E."]
geonames = 2950159
note = "By the river."
"""


@pytest.fixture
def register(tmp_path: Path) -> Register:
    (tmp_path / "people.toml").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "places.toml").write_text(PLACES, encoding="utf-8")
    return load(tmp_path / "people.toml", tmp_path / "places.toml")


def test_entries_are_read(register: Register) -> None:
    assert list(register.entries) == ["marlow", "board", "mill"]
    assert register.entries["board"].kind == "org"
    assert register.entries["mill"] == Entry(
        "mill", "place", ("Marlow House", "Évora", "E."), {"geonames": "2950159"}, "By the river."
    )
    assert not load() and not NO_REGISTER and register


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Marlow, Marlowe, Marlow-Smith, pre-Marlow.", ["Marlow"]),
        ("Marlow's boat--Marlow--sank", ["Marlow", "Marlow"]),
        ("_Edith Marlow_ and (Mrs. Marlow)", ["Edith Marlow", "Mrs. Marlow"]),
        ("At Marlow\n  House with Marlow", ["Marlow\n  House", "Marlow"]),
        ("Edith\n\nMarlow", ["Marlow"]),
        ("EDITH MARLOW of MARLOW", ["EDITH MARLOW"]),
        ("O’Hara and O'Hara", ["O’Hara", "O'Hara"]),
        ("The widow met the widow and THE WIDOW", ["The widow", "the widow", "THE WIDOW"]),
        ("E. went to " + unicodedata.normalize("NFD", "Évora"), ["E.", "E\u0301vora"]),
        ("marlow edith", []),
        ("", []),
    ],
)
def test_forms_are_found_as_whole_words(register: Register, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end, _ in register.occurrences(text)] == found


def test_the_longer_form_says_who_is_meant(register: Register) -> None:
    text = "Marlow House belongs to Mrs. Marlow and to Marlow"
    assert [entry.key for *_, entry in register.occurrences(text)] == ["mill", "marlow", "marlow"]


def test_a_name_means_its_entry_in_whatever_case(register: Register) -> None:
    entry = register.entry_of("mrs.\nMARLOW")
    assert entry is not None and entry.key == "marlow"
    assert register.entry_of("Edith") is None
    twins = Register(
        {"a": Entry("a", "person", ("Will Ott",)), "b": Entry("b", "place", ("will ott",))}
    )
    assert twins.entry_of("WILL OTT") is None


def test_very_many_forms_and_blanks_take_linear_time() -> None:
    names = [f"{title} {a}{b}a{c}" for title in ("Mr.", "Mrs.") for a in "BDFGKLMNPR"
             for b in "aeiou" for c in "bdfgklmnprst"]  # fmt: skip
    many = Register({f"k{n}": Entry(f"k{n}", "person", (name,)) for n, name in enumerate(names)})
    began = time.perf_counter()
    assert len(list(many.occurrences("Mr. Baab saw Mrs. Tolland. " * 20_000))) == 20_000
    assert list(many.occurrences("Mr." + " " * 500_000)) == []
    assert list(many.occurrences("Mr.\n" * 200_000)) == []
    assert time.perf_counter() - began < 3


@pytest.mark.parametrize(
    ("people", "code", "words"),
    [
        ("[a\n", "register-unreadable", "line 1"),
        ('name = "A"', "register-entry-invalid", "[name]"),
        ("[a]\nkind = 'person'", "register-entry-invalid", "name of [a]"),
        ("[a]\nname = ' … '", "register-entry-invalid", "name of [a]"),
        ("['a b']\nname = 'A'", "register-entry-invalid", "The key of [a b]"),
        ("[tei-edition]\nname = 'A'", "register-entry-invalid", "The key of [tei-edition]"),
        ("[1a]\nname = 'A'", "register-entry-invalid", "The key of [1a]"),
        ("[a]\nname = 'A'\nalso = 'B'", "register-entry-invalid", "also of [a]"),
        ("[a]\nname = 'A'\nkind = 'dog'", "register-entry-invalid", "person, group, org"),
        ("[a]\nname = 'A'\nnote = 3", "register-entry-invalid", "note of [a]"),
        ("[a]\nname = 'A'\nwikdata = 'Q1'", "register-setting-unknown", "did you mean wikidata"),
        ("[a]\nname = 'A'\ngeonames = '5'", "register-setting-unknown", "Known here: name, also"),
        ("[a]\nname = 'A'\ngnd = true", "register-entry-invalid", "gnd of [a]"),
        ("[a]\nname = 'A'\ngnd = '4020137-4'", "register-identifier-invalid", "check digit"),
        ("[a]\nname = 'A'\nwikidata = '71'", "register-identifier-invalid", "looks like Q"),
        ("[a]\nname = 'A'\nviaf = 'x'", "register-identifier-invalid", "VIAF"),
        (
            "[a]\nname = 'A'\nkind = 'org'\norcid = '0000-0002-1825-0097'",
            "register-entry-invalid",
            "only persons",
        ),
        (
            "[a]\nname = 'A Ott'\nalso = ['Ott']\n[b]\nname = 'B Ott'\nalso = ['Ott']",
            "register-form-ambiguous",
            "“Ott” stands in both [a] and [b]",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(
    tmp_path: Path, people: str, code: str, words: str
) -> None:
    file = tmp_path / "people.toml"
    file.write_text(people, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        load(file)
    assert caught.value.rule.code == code
    assert words in str(caught.value)
    assert str(file) in str(caught.value)


def test_two_files_do_not_share_keys_or_forms(tmp_path: Path) -> None:
    people, places = tmp_path / "people.toml", tmp_path / "places.toml"
    people.write_text("[ott]\nname = 'Anna Ott'", encoding="utf-8")
    for content, code in (
        ("[ott]\nname = 'Ott'", "register-key-taken"),
        ("[town]\nname = 'Anna  Ott'", "register-form-ambiguous"),
    ):
        places.write_text(content, encoding="utf-8")
        with pytest.raises(Problem) as caught:
            load(people, places)
        assert caught.value.rule.code == code
    with pytest.raises(Problem) as caught:
        load(tmp_path / "none.toml")
    assert caught.value.rule.code == "text-unreadable"


@pytest.mark.parametrize("good", ["118540238", "4005728-8", "4020137-5", "11850391X"])
def test_check_digit_of_the_gnd(good: str) -> None:
    assert gnd_checked(good)
    assert not gnd_checked(good[:-1] + ("1" if good[-1] != "1" else "2"))
    swapped = good[:3] + good[4] + good[3] + good[5:]
    assert swapped == good or not gnd_checked(swapped)


def test_check_digit_of_an_orcid() -> None:
    assert orcid_checked("0000-0002-1825-0097")
    assert orcid_checked("0000-0002-1694-233X")
    assert not orcid_checked("0000-0002-1825-0079")


@pytest.mark.parametrize(
    ("authority", "written", "plain"),
    [
        ("gnd", "https://d-nb.info/gnd/4020137-5", "4020137-5"),
        ("viaf", "http://viaf.org/viaf/24602065/", "24602065"),
        ("wikidata", " https://www.wikidata.org/wiki/Q71 ", "Q71"),
        ("geonames", "https://www.geonames.org/2660646/geneve.html", "2660646"),
        ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
    ],
)
def test_an_address_stands_for_its_identifier(authority: str, written: str, plain: str) -> None:
    assert identifier_of(authority, written) == plain


@pytest.mark.parametrize(
    ("authority", "written"),
    [("gnd", ""), ("gnd", "-X"), ("wikidata", "P71"), ("viaf", "0123"), ("geonames", "٣٤")],
)
def test_what_is_no_identifier(authority: str, written: str) -> None:
    with pytest.raises(ValueError, match="identifier"):
        identifier_of(authority, written)
