"""The order of a division: heads first, closers last, nothing but divisions after one."""

from __future__ import annotations

import pytest
from lxml import etree

from tei.content import put_in_order
from tei.names import NAMESPACE


def ordered(body: str) -> str:
    text = etree.fromstring(f'<text xmlns="{NAMESPACE}"><body>{body}</body></text>')
    put_in_order(text)
    inner = etree.tostring(text[0], encoding="unicode")
    return inner.replace(f' xmlns="{NAMESPACE}"', "").removeprefix("<body>").removesuffix("</body>")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<head>A</head><p>b</p>", "<head>A</head><p>b</p>"),
        ("<p>a</p><head>B</head><p>c</p>", "<p>a</p><div><head>B</head><p>c</p></div>"),
        ("<div><p>a</p></div><p>b</p>", "<div><p>a</p></div><div><p>b</p></div>"),
        ("<p>a</p><closer>B</closer>", "<p>a</p><closer>B</closer>"),
        (
            "<head>H</head><p>a</p><closer>B</closer><p>c</p>",
            "<head>H</head><div><p>a</p><closer>B</closer></div><div><p>c</p></div>",
        ),
        ("<div><p>a</p></div><closer>B</closer>", "<div><p>a</p></div><closer>B</closer>"),
        ("<sp><head>A</head><p>b</p></sp>", '<sp><ab type="head">A</ab><p>b</p></sp>'),
        ("<p>a <head>B</head></p>", '<p>a <seg type="head">B</seg></p>'),
        ("<epigraph><p>a</p></epigraph>", "<epigraph><p>a</p></epigraph><p/>"),
        ("<closer>a</closer>", "<p/><closer>a</closer>"),
        ("<p>a</p><dateline>X</dateline>", "<p>a</p><dateline>X</dateline>"),
        (
            "<p>a</p><opener><salute>Sir</salute></opener><p>b</p>",
            "<p>a</p><div><opener><salute>Sir</salute></opener><p>b</p></div>",
        ),
    ],
)
def test_order(before: str, after: str) -> None:
    assert ordered(before) == after


def test_a_valediction_read_as_an_opener_closes_the_letter() -> None:
    made = ordered(
        "<p>Words.</p><opener><salute>Your friend,</salute></opener>"
        "<closer><signed>D.</signed></closer>"
    )
    assert made.index("<p>") < made.index("<closer><salute>") and "<opener>" not in made


def test_a_division_of_an_opener_and_a_closer_has_a_paragraph() -> None:
    made = ordered("<div><opener>Dear all,</opener><closer>Yours</closer></div>")
    assert "</opener><p/><closer>" in made
