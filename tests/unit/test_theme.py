"""Colours that can be read, and a style sheet of nothing but what was understood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.project import FILE
from edition.theme import INK, NIGHT, PAPER, Web, contrast, read, readable, rgb, style_sheet
from tei.diagnostics import Problem

COLOURS = st.tuples(*[st.integers(0, 255)] * 3)
PLACE = Path(FILE)


def test_contrasts_are_those_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast(rgb("#767676"), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
    assert contrast(rgb("#777"), rgb("#777777")) == 1


@given(COLOURS)
def test_any_accent_can_be_read_at_night(colour: tuple[int, int, int]) -> None:
    made = readable(colour, rgb(NIGHT), (255, 255, 255))
    assert contrast(made, rgb(NIGHT)) >= 4.5


@given(COLOURS, COLOURS)
def test_a_theme_is_readable_or_refused(
    paper: tuple[int, int, int], ink: tuple[int, int, int]
) -> None:
    def written(colour: tuple[int, int, int]) -> str:
        return "#{:02x}{:02x}{:02x}".format(*colour)

    try:
        web = read({"paper": written(paper), "ink": written(ink), "accent": written(ink)}, PLACE)
    except Problem as problem:
        assert problem.rule.code == "colour-faint"
        assert contrast(paper, ink) < 4.5
        return
    style = style_sheet(web)
    day = dict(re.findall(r"--(\w+): (#\w{6});", style.split("@media (prefers")[0]))
    for name in ("ink", "soft", "link"):
        assert contrast(rgb(day[name]), rgb(day["paper"])) >= 4.5, name


@given(st.text(max_size=40))
def test_nothing_unchecked_reaches_the_style_sheet(value: str) -> None:
    for name in ("accent", "paper", "ink", "accent-dark", "font"):
        try:
            style = style_sheet(read({name: value}, PLACE))
        except Problem:
            continue
        assert re.fullmatch(r"[\w\s#.,;:(){}@*/\\\"\[\]%-]*", style)
        assert style.count("{") == style.count("}")


def test_without_settings_there_is_no_style_sheet() -> None:
    assert style_sheet(Web()) == ""
    assert contrast(rgb(INK), rgb(PAPER)) > 15
