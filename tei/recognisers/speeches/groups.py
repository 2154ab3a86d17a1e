"""Groups in a list of persons: set in below a heading of their own, or held by a brace.

Source: TEI P5 Guidelines, §7.1.4 (castGroup).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from tei.layout import Line

BRACE = re.compile(r"\s+[}⎫⎬⎭⎱](?=\s|$)")
SET_IN = 2  # columns by which members stand to the right of their heading
FEWEST, MOST = 2, 40  # lines of a group


@dataclass(frozen=True, slots=True)
class Group:
    """Members that one heading or one description is for.

    head:    the line above the members; None where a brace holds them
    members: their lines; of a braced one the name and the brace
    about:   what stands behind the brace, as (start, end), code points
    """

    head: Line | None
    members: tuple[Line, ...]
    about: tuple[tuple[int, int], ...] = ()

    @property
    def start(self) -> int:
        return self.head.start if self.head else self.members[0].start

    @property
    def end(self) -> int:
        return max([self.members[-1].end, *(end for _, end in self.about)])


def groups(text: str, lines: Sequence[Line], names: Sequence[bool]) -> Iterator[Group]:
    """The groups of a cast list.

    names: for each line whether it names somebody who speaks; what does is no heading, and
           its indented lines go on with its own description
    """
    place = 0
    while place < len(lines):
        near = lines[place : place + MOST]
        group = braced(text, near) or headed(near, names[place : place + MOST])
        if group is not None:
            yield group
            place += len(group.members) + (group.head is not None)
        else:
            place += 1


def headed(lines: Sequence[Line], names: Sequence[bool]) -> Group | None:
    """The group of a heading and the persons set in below it."""
    head, *below = lines
    if names[0]:
        return None
    members = list(takewhile(lambda line: line.indent >= head.indent + SET_IN, below))
    known = sum(names[1 : len(members) + 1])
    if len(members) < FEWEST or known < len(members) / 2:
        return None
    return Group(head, tuple(members))


def braced(text: str, lines: Sequence[Line]) -> Group | None:
    """The group of neighbouring lines with a brace in one column."""
    members: list[Line] = []
    about = []
    column = None
    for line in lines:
        brace = BRACE.search(text, line.start, line.end)
        if brace is None:
            break
        place = line.indent + brace.end() - line.start
        if column not in (None, place):
            break
        column = place
        members.append(Line(line.start, brace.end(), line.indent))
        rest = text[brace.end() : line.end]
        if rest.strip():
            about.append((line.end - len(rest.lstrip()), line.end))
    if len(members) < FEWEST or len(about) > 1:
        return None
    return Group(None, tuple(members), tuple(about))
