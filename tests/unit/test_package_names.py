"""Names of files in a package: what is kept, what is put right, what is refused."""

from __future__ import annotations

import unicodedata

import pytest

from edition.deposit.names import safe
from edition.deposit.parts import Part
from tei.diagnostics import Problem


def names(*given: str) -> list[str]:
    return [part.name for part in safe(Part(name, b"") for name in given)]


def test_usual_names_stay() -> None:
    given = ("tei/a.xml", "tei/images/page 1.jpg", "text/Núñez.txt", "a/b", "a/c", "консул")
    assert names(*given) == list(given)


def test_accents_are_written_in_one_way() -> None:
    assert names(unicodedata.normalize("NFD", "text/Núñez.txt")) == ["text/Núñez.txt"]


@pytest.mark.parametrize(
    "name",
    [
        "images/a:b.jpg",
        "images/a?.jpg",
        "a\\b",
        "100%.txt",
        "aux/a.xml",
        "tei/CON.xml",
        "com1",
        "a./b",
        "a /b",
        "a\xa0",
        " a",
        "../a",
        "/a",
        "a//b",
        "a\nb",
        "a\u2028b",
        "a\x00b",
        "a" * 256,
        "é" * 128,
        "",
    ],
)
def test_a_name_that_cannot_be_kept_is_refused(name: str) -> None:
    with pytest.raises(Problem, match="package-name-unsafe"):
        names(name)


@pytest.mark.parametrize("name", ["console.xml", "auxiliary/a.xml", "com.xml", "é" * 127, ".a"])
def test_what_only_looks_like_one_is_kept(name: str) -> None:
    assert names(name) == [name]


@pytest.mark.parametrize(
    "pair",
    [
        ("a/Page.jpg", "a/page.jpg"),
        ("A/1.jpg", "a/2.jpg"),
        ("a", "a/b"),
        ("a/b", "A"),
        ("straße", "strasse"),
        (unicodedata.normalize("NFD", "é"), "é"),
        ("a", "a"),
    ],
)
def test_names_that_clash_are_both_named(pair: tuple[str, str]) -> None:
    for first, second in (pair, pair[::-1]):
        with pytest.raises(Problem, match="package-names-clash"):
            names(first, second)


def test_a_message_has_no_control_characters() -> None:
    with pytest.raises(Problem) as caught:
        names("a\x1b[31m")
    assert "\x1b" not in str(caught.value)
