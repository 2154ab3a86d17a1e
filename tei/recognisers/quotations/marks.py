"""Quotation marks of a text: where they stand and what each can be, from shape and neighbours.

Shapes are those of Unicode's General Punctuation block (category Pi, Pf) and ASCII;
an apostrophe between two letters is never a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Role = Literal["open", "close", "either"]

FAMILIES = {
    **dict.fromkeys(("“", "”", "„", "‟", '"', "＂", "``", "''", ",,", "〝", "〞"), "double"),
    **dict.fromkeys(("‘", "’", "‚", "‛", "'", "`"), "single"),
    **dict.fromkeys(("«", "»", "<<", ">>"), "guillemet"),
    **dict.fromkeys(("‹", "›"), "angle"),
    **dict.fromkeys(("「", "」"), "corner"),
    **dict.fromkeys(("『", "』"), "white corner"),
}
OPENING = frozenset("“„‟〝‘‚‛`«‹「『") | {"``", ",,", "<<"}
CLOSING = frozenset("”〞’»›」』") | {"''", ">>"}
LONE_DOUBLES = frozenset('"＂')
MARK = re.compile(
    r"``|''|[“”„‟〝〞\"＂«»‹›「」『』‘‚‛]"
    r"|,,(?=[^\W\d_])(?<![^\s(—–-],,)|<<(?=[ \u00a0]?[^\W\d_])"
    r"|>>(?![\w>])(?<=[^\W\d_].>>|[\w.,!?…;:]\s>>|.[^\W\d_.!?…]>>)"
    r"|`(?=\w)"
    r"|(?<![\w’'])'(?=[\w“\"—…])"
    r"|(?<=[^\s(\[])['’](?!\w)"
)
BRACKETS_AND_DASHES = frozenset("([{—–―-/_*=¿¡<")
DITTOS = 4  # low marks in a paragraph that closes none


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark.

    start, end: code points
    char:       as it stands in the text
    family:     marks of one family close each other
    role:       what its shape and neighbours make it
    firm:       a closing single mark that cannot be an apostrophe; always so for others
    """

    start: int
    end: int
    char: str
    family: str
    role: Role
    firm: bool = True


def marks_of(
    text: str, start: int, end: int, reversed_guillemets: bool, straight_closes: bool = False
) -> Iterator[Mark]:
    """The marks of text[start:end] in order; a paragraph ends at both sides."""
    for match in MARK.finditer(text, start, end):
        char = match[0]
        before = text[match.start() - 1] if match.start() > start else ""
        after = text[match.end()] if match.end() < end else ""
        family = FAMILIES[char]
        role = role_of(char, before, after, reversed_guillemets)
        if straight_closes and char in LONE_DOUBLES:
            role = "either"
        if char == "„" and "„" in (before, after):
            continue  # ditto marks of a table
        if role:
            firm = family != "single" or not (before.isalnum() or after.isalnum())
            yield Mark(match.start(), match.end(), char, family, role, firm)


def without_dittos(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks of a paragraph; many „ of which none is ever closed are a table's ditto marks."""
    found = tuple(marks)
    double = [mark for mark in found if mark.family == "double"]
    dittos = sum(mark.char == "„" for mark in double)
    if dittos < DITTOS or any(mark.role != "open" for mark in double):
        return found
    return tuple(mark for mark in found if mark.char != "„")


def role_of(char: str, before: str, after: str, reversed_guillemets: bool) -> Role | None:
    """What a mark can be; None for an apostrophe.

    before, after: the neighbouring characters, "" at a paragraph's ends
    """
    opens, closes = can_open(before, after), can_close(before, after)
    if char in "'’":
        return single_role(char, opens, closes)
    if char == "‘" and before.isalnum() and after.isalnum():
        return None
    if not opens and not closes and after and after in ",.;:)":
        return "close"  # a blank has slipped in before it
    if char in LONE_DOUBLES:
        return "open" if opens and not closes else "close" if closes and not opens else "either"
    shape = shape_of(char, reversed_guillemets)
    if shape == "open" and closes and not opens and before not in BRACKETS_AND_DASHES:
        return "close"
    if shape == "close" and (not before or (opens and not closes)):
        return "open"
    return shape


def single_role(char: str, opens: bool, closes: bool) -> Role | None:
    """What ' or ’ can be: a leading ’ is an apostrophe, a straight one may open."""
    if closes:
        return "close"
    return "open" if opens and char == "'" else None


def shape_of(char: str, reversed_guillemets: bool) -> Role:
    """What the shape alone says; guillemets point inwards where they are reversed."""
    opening = char in OPENING
    if char in "«»‹›" and reversed_guillemets:
        opening = not opening
    return "open" if opening else "close"


def can_open(before: str, after: str) -> bool:
    """Whether the neighbours are those of an opening mark."""
    free = not before or before.isspace() or before in BRACKETS_AND_DASHES or before in OPENING
    free = free or before in "\"'"
    return free and bool(after) and not after.isspace() and after not in ".,;:!?)]}"


def can_close(before: str, after: str) -> bool:
    """Whether the neighbours are those of a closing mark."""
    joined = bool(before) and not before.isspace() and before not in "([{¿¡"
    return joined and (not after or not after.isalnum()) and after not in OPENING - {"‘", "“"}
