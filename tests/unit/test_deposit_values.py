"""Dates, identifiers, licences, languages and roles as archives take them."""

from __future__ import annotations

import pytest

from edition.deposit import dates
from edition.deposit.agents import inverted, without_life
from edition.deposit.identifiers import fault, identified
from edition.deposit.languages import language
from edition.deposit.licences import is_ported, licence
from edition.deposit.roles import role


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("2026", True),
        ("2026-02", True),
        ("2024-02-29", True),
        ("2023-02-29", False),
        ("2026-13", False),
        ("1929/1931-05", True),
        ("1931/1929", False),
        ("1929-08/1929", True),
        ("192X", False),
        ("1929~", False),
        ("../1929", False),
        ("29.2.2024", False),
        ("", False),
    ],
)
def test_edtf_level_0(value: str, good: bool) -> None:
    assert dates.is_edtf(value) is good


@pytest.mark.parametrize(
    ("attributes", "value"),
    [
        ({"when": "2026-03-01"}, "2026-03-01"),
        ({"when": "2026-03-01T12:00:00Z"}, "2026-03-01"),
        ({"from": "1871", "to": "1874"}, "1871/1874"),
        ({"notBefore": "1871", "notAfter": "1871"}, "1871"),
        ({"when-iso": "1890-05-22"}, "1890-05-22"),
        ({"notAfter": "1871"}, ""),
        ({"when": "soon"}, ""),
    ],
)
def test_dates_of_attributes(attributes: dict[str, str], value: str) -> None:
    assert dates.of_attributes(attributes) == value


def test_words_give_a_year_only_where_there_is_one() -> None:
    assert dates.of_words("12 March 2020") == "2020"
    assert dates.of_words("2019 or 2020") == ""
    assert dates.of_words("page 20201") == ""


@pytest.mark.parametrize(
    ("written", "called", "scheme", "value"),
    [
        ("https://doi.org/10.5281/zenodo.1", "", "doi", "10.5281/zenodo.1"),
        ("10.5281/zenodo.1", "", "doi", "10.5281/zenodo.1"),
        ("viaf:34551336", "", "viaf", "34551336"),
        ("http://d-nb.info/gnd/118572121", "", "gnd", "118572121"),
        ("118572121", "PND", "gnd", "118572121"),
        ("https://www.wikidata.org/wiki/Q687", "", "wikidata", "Q687"),
        ("0000 0001 2319 7131", "isni", "isni", "0000000123197131"),
        ("https://ror.org/05dxps055", "", "ror", "05dxps055"),
        ("http://hdl.handle.net/11356/1912", "URI", "handle", "11356/1912"),
        ("https://gallica.bnf.fr/ark:/12148/x1", "URL", "ark", "ark:/12148/x1"),
        ("https://dracor.org", "URL", "url", "https://dracor.org"),
        ("Box 7, folder 3", "shelfmark", "shelfmark", "Box 7, folder 3"),
    ],
)
def test_identifiers(written: str, called: str, scheme: str, value: str) -> None:
    found = identified(written, called)
    assert found is not None
    assert (found.scheme, found.value) == (scheme, value)


@pytest.mark.parametrize(
    ("scheme", "good", "bad"),
    [
        ("orcid", "0000-0002-1825-0097", "0000-0002-1825-0098"),
        ("gnd", "118572121", "118572122"),
        ("isni", "0000000123197131", "0000000123197132"),
        ("ror", "05dxps055", "05dxps056"),
        ("wikidata", "Q687", "687"),
        ("viaf", "34551336", "34-551336"),
        ("doi", "10.5281/zenodo.1", "zenodo.1"),
    ],
)
def test_check_digits(scheme: str, good: str, bad: str) -> None:
    assert fault(scheme, good) == ""
    assert fault(scheme, bad)


@pytest.mark.parametrize(
    ("name", "url", "spdx"),
    [
        ("", "https://creativecommons.org/licenses/by/4.0/deed.de", "CC-BY-4.0"),
        ("http://creativecommons.org/licenses/by/4.0/", "", "CC-BY-4.0"),
        ("CC BY-NC-SA 4.0", "", "CC-BY-NC-SA-4.0"),
        ("CC-BY-3.0", "", "CC-BY-3.0"),
        ("CC0 1.0", "", "CC0-1.0"),
        ("Creative Commons Attribution-ShareAlike 4.0 International", "", "CC-BY-SA-4.0"),
        ("", "http://creativecommons.org/licenses/by/3.0/de/legalcode", "CC-BY-3.0-DE"),
        ("", "https://creativecommons.org/licenses/by/3.0/it/", ""),
        ("CC BY", "", ""),
        ("CC-BY-SA 3.0 Deutschland", "", "CC-BY-SA-3.0-DE"),
        ("CC BY 3.0 (Austria)", "", "CC-BY-3.0-AT"),
        ("cc by 3.0 de", "", "CC-BY-3.0-DE"),
        ("Free to use under CC BY 3.0 by Mill Press", "", "CC-BY-3.0"),
        ("Free to use under CC BY 3.0 in the reading room", "", "CC-BY-3.0"),
        ("CC BY-SA 3.0 Italia", "", ""),
        ("CC BY 4.0 Deutschland", "", "CC-BY-4.0"),
        ("Creative Commons Namensnennung 4.0 International", "", "CC-BY-4.0"),
        (
            "Creative Commons Namensnennung – Weitergabe unter gleichen Bedingungen 3.0 DE",
            "",
            "CC-BY-SA-3.0-DE",
        ),
        ("Creative Commons Paternité - Pas d’utilisation commerciale 2.0 France", "", ""),
        ("Creative Commons Reconocimiento-NoComercial 4.0", "", "CC-BY-NC-4.0"),
        ("by courtesy of the archive", "", ""),
        ("all rights reserved", "", ""),
    ],
)
def test_licences(name: str, url: str, spdx: str) -> None:
    found = licence(name, url)
    assert found.spdx == spdx
    assert found  # what is not recognised keeps its name or address


def test_ported_licences_are_told() -> None:
    assert is_ported(licence("", "http://creativecommons.org/licenses/by/3.0/de/"))
    assert is_ported(licence("", "http://creativecommons.org/licenses/by/3.0/it/"))
    assert is_ported(licence("CC BY-SA 3.0 Italia"))
    assert not is_ported(licence("CC BY 4.0"))


@pytest.mark.parametrize(
    ("written", "tag", "code"),
    [
        ("de", "de", "deu"),
        ("ger", "de", "deu"),
        ("eng", "en", "eng"),
        ("de-AT", "de-AT", "deu"),
        ("grc", "grc", "grc"),
        ("x-dialect", "x-dialect", ""),
        ("und", "und", ""),
    ],
)
def test_languages(written: str, tag: str, code: str) -> None:
    found = language(written)
    assert found is not None
    assert (found.tag, found.iso639_3) == (tag, code)


def test_unknown_languages() -> None:
    assert language("german") is None
    assert language("xx") is None


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Trollope, Frances Milton (1780-1863)", ("Trollope", "Frances Milton")),
        ("Marlow, Edith, 1850-1901", ("Marlow", "Edith")),
        ("Marlow, Edith, 1850-1901.", ("Marlow", "Edith")),
        ("Marlow, Edith, ca. 1634-ca. 1707.", ("Marlow", "Edith")),
        ("Marlow, Edith, b. 1911", ("Marlow", "Edith")),
        ("Marlow, Edith, 1911-", ("Marlow", "Edith")),
        ("Marlow, 1911", ("", "")),
        ("van der Berg, Jan", ("van der Berg", "Jan")),
        ("Edith Marlow", ("", "")),
        ("Marlow, Jr.", ("", "")),
        ("Marlow, E.; Grey, J.", ("", "")),
        ("Marlow, Edith, Mrs", ("", "")),
        ("Molière", ("", "")),
    ],
)
def test_names_are_split_only_where_they_are_inverted(name: str, parts: tuple[str, str]) -> None:
    assert inverted(name) == parts


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("editor", "Editor"),
        ("Herausgegeben von", "Editor"),
        ("Translated by", "Translator"),
        ("Transkription und Kommentierung", "DataCurator"),
        ("editor; Transkription", "Editor"),
        ("made the tea", "Other"),
    ],
)
def test_roles(words: str, kind: str) -> None:
    assert role(words) == kind


@pytest.mark.parametrize(
    "name",
    ["Ana Prado (1811–1879)", "Ana Prado, 1811-1879", "Ana Prado [1811–]", "Ana Prado (b. 1811)"],
)
def test_the_years_of_a_life_are_no_part_of_a_name(name: str) -> None:
    assert without_life(name) == "Ana Prado"


@pytest.mark.parametrize("name", ["Ana Prado (Coimbra)", "Regiment 1811", "(1811–1879)"])
def test_other_words_stay_with_the_name(name: str) -> None:
    assert without_life(name) == name


def test_a_stretch_of_time_that_ends_before_it_begins_is_none() -> None:
    assert dates.of_attributes({"from": "2023", "to": "2020"}) == ""
    assert dates.of_attributes({"from": "2020", "to": "2023"}) == "2020/2023"
