"""The short way through a document: tags that were seen before, at places that were seen before.

Ten thousand paragraphs differ in little that a grammar asks for.  What the automaton knows
already is read here with nothing but look-ups; all else is handed to the matcher.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tei.grammar.derivatives import BLANKS
from tei.grammar.levels import Level, Opening
from tei.grammar.matching import Matcher


@dataclass(frozen=True, slots=True)
class Handlers:
    """What is called with each start tag, end tag and piece of text, as expat gives them."""

    start: Callable[[str, Sequence[str]], None]
    end: Callable[[str], None]
    text: Callable[[str], None]


def handlers(matcher: Matcher) -> Handlers:
    """Handlers that do what the matcher's own do, more quickly; it reports the faults."""
    level, stack, number = matcher.level, matcher.stack, matcher.number

    def start(written: str, attributes: Sequence[str]) -> None:
        nonlocal level, number
        number += 1
        opening = level.openings.get(written)
        if opening is not None and not opening.kind and not level.typed:
            after = _past(opening, attributes) if attributes else opening.bare
            if after is not None and not after.typed:
                stack.append(opening)
                level = after
                return
        matcher.number, matcher.level = number - 1, level
        matcher.start(written, attributes)
        level = matcher.level

    def end(_written: str) -> None:
        nonlocal level
        if level.complete and not level.typed:
            known = stack[-1].closed.get(level.ends)
            if known is not None:
                stack.pop()
                level = known
                return
        matcher.number, matcher.level = number, level
        matcher.end()
        level = matcher.level

    def text(text: str) -> None:
        nonlocal level
        after = level.after_text
        if not level.typed and (after is level or not text.strip(BLANKS)):
            return
        if level.typed or after is None or after.refused:
            matcher.number, matcher.level = number, level
            matcher.text(text)
            after = matcher.level
        level = after

    return Handlers(start, end, text)


def _past(opening: Opening, attributes: Sequence[str]) -> Level | None:
    """The level after attributes that were seen before; None where they were not."""
    begun = opening.starts.get(tuple(attributes[::2]))
    if begun is None or not begun.plain:
        return None
    position = 1
    for good in begun.good:
        if attributes[position] not in good:
            return None
        position += 2
    return begun.level
