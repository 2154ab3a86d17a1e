"""Licences: the address of the one that is named, and none where that is unclear."""

from __future__ import annotations

import pytest

from tei.licences import address_of

CC = "https://creativecommons.org/"


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("CC BY 4.0", f"{CC}licenses/by/4.0/"),
        ("Free under CC-BY-NC-SA 3.0.", f"{CC}licenses/by-nc-sa/3.0/"),
        (
            "Creative Commons Attribution-ShareAlike 4.0 International",
            f"{CC}licenses/by-sa/4.0/",
        ),
        (
            "the Creative Commons\nAttribution-NonCommercial-NoDerivs License, version 2.5",
            f"{CC}licenses/by-nc-nd/2.5/",
        ),
        ("Creative Commons Namensnennung 3.0", f"{CC}licenses/by/3.0/"),
        (
            "Creative Commons Attribution – Pas d’Utilisation Commerciale 2.0",
            f"{CC}licenses/by-nc/2.0/",
        ),
        ("given to all under CC0", f"{CC}publicdomain/zero/1.0/"),
        (
            "Open Government Licence v3.0",
            "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        ),
        (f"See {CC}licenses/by/2.0/uk/.", f"{CC}licenses/by/2.0/uk/"),
    ],
)
def test_the_address_of_a_licence_that_is_named(words: str, address: str) -> None:
    assert address_of(words) == address


@pytest.mark.parametrize(
    "words",
    [
        "Creative Commons Attribution",  # of which version?
        "Creative Commons ShareAlike 4.0",  # there is none
        "CC BY 4.0 or CC BY-SA 4.0",  # which of them?
        "You may copy it freely. See https://example.org/licence",
        "Section CC 4.0 of the by-laws",
    ],
)
def test_no_address_where_it_is_unclear(words: str) -> None:
    assert address_of(words) == ""
