"""Shared verse lines: found where the page shows them, and nowhere else."""

from __future__ import annotations

import pytest

from tei import language, pipeline
from tei.document import make_document
from tei.source import SourceText

OWN_LINE = """\
THE TIDE

ACT I

SCENE I. The shore.

ANNA
The water climbs the ladder to the door,
And every step it takes it takes for good;
I counted seven yesterday, and now
There are but four.

PETER
{first}Then leave the house to it,
And come with me along the upper road
Where all the carts are waiting for the dawn.

ANNA
I will not come.

PETER
{second}You will.

ANNA
{third}I never will.

PETER
You say the words your mother said to me
When we were standing where the water stands,
And she is gone.

ANNA
Be quiet now.
"""
BESIDE = """\
THE TIDE

ACT I

ANNA. The water climbs the ladder to the door,
And every step it takes it takes for good;
There are but four.

PETER. {room}Then leave the house to it,
And come with me along the upper road
Where all the carts are waiting for the dawn.

ANNA. I will not come.

PETER. Then I must go alone, and so good night.

ANNA. You say the words your mother said to me
When we were standing where the water stands.
"""


def parts(text: str) -> list[tuple[str, str]]:
    reading = pipeline.read_text(SourceText(text), language=language.load("en"))
    lines = [line for line in reading.annotations.of("l") if line.get("part")]
    return [(line.get("part"), text[line.start : line.end]) for line in lines]


def set_in(*columns: int) -> str:
    first, second, third = (" " * column for column in columns)
    return OWN_LINE.format(first=first, second=second, third=third)


def test_a_part_is_set_in_to_where_the_other_ends() -> None:
    assert parts(set_in(20, 17, 26)) == [
        ("I", "There are but four."),
        ("F", "Then leave the house to it,"),
        ("I", "I will not come."),
        ("M", "You will."),
        ("F", "I never will."),
    ]


def test_what_is_not_set_in_is_no_part() -> None:
    assert parts(set_in(0, 0, 0)) == []
    assert parts(set_in(2, 2, 2)) == []


def test_words_far_in_complete_a_short_line() -> None:
    found = parts(set_in(30, 0, 0))
    assert found == [("I", "There are but four."), ("F", "Then leave the house to it,")]


def test_words_far_in_after_a_full_line_are_no_part() -> None:
    full = "There are but four of all the seven left to us."
    assert parts(set_in(20, 0, 0).replace("There are but four.", full)) == []


@pytest.mark.parametrize(("room", "found"), [(12, 2), (0, 0), (1, 0)])
def test_labels_may_stand_on_the_line(room: int, found: int) -> None:
    assert len(parts(BESIDE.format(room=" " * room))) == found


def test_prose_has_no_parts() -> None:
    prose = "\n\n".join(f"ANNA. Yes, {n}.\n\nPETER.            No." for n in range(9))
    assert parts(prose) == []


def test_parts_are_written_and_lone_ones_are_lines() -> None:
    source = SourceText(set_in(20, 17, 26))
    tei = make_document(pipeline.read_text(source)).serialise().decode()
    assert '<l part="M">You will.</l>' in tei
    assert '<l part="F">Then leave the house to it,</l>' in tei
    assert "Be quiet now.</p>" in tei
