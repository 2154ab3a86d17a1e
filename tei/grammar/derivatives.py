"""What is left of a pattern once something was read.

J. Clark, "An algorithm for RELAX NG validation" (2002), after J. A. Brzozowski,
"Derivatives of Regular Expressions", JACM 11 (1964).  The parts that follow an element are
returned beside it rather than wrapped around its content, so that the depth of a document
does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tei.grammar.names import Name, names
from tei.grammar.patterns import (
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    Attribute,
    Builder,
    Choice,
    Constant,
    Data,
    Element,
    Group,
    Interleave,
    Listed,
    OneOrMore,
    Pattern,
    Value,
)

Inner = (Choice, Group, Interleave, OneOrMore)
Opened = tuple[Element, Pattern]  # an element, and what may follow it
Taken = tuple[Attribute, Pattern]  # an attribute, and what is left beside it
Fits = Callable[[Data | Value, str], bool]  # whether a datatype has a value


def opened(
    builder: Builder, pattern: Pattern, name: str, *, skipping: bool = False
) -> Iterator[Opened]:
    """The elements of the name with which the content may go on.

    skipping: what is required before them may be missing (to go on after a fault)
    """
    if isinstance(pattern, Element):
        if names(pattern.name, name):
            yield pattern, EMPTY
    elif isinstance(pattern, Inner):
        for index, part in enumerate(pattern.parts):
            for element, rest in opened(builder, part, name, skipping=skipping):
                yield element, _following(builder, pattern, index, rest)
            if isinstance(pattern, Group) and not (part.nullable or skipping):
                break


def _following(builder: Builder, pattern: Pattern, index: int, rest: Pattern) -> Pattern:
    """What follows in a pattern when `rest` is left of its part number `index`."""
    if isinstance(pattern, Group):
        return builder.group((rest, *pattern.parts[index + 1 :]))
    if isinstance(pattern, Interleave):
        return builder.interleave((*_others(pattern, index), rest))
    if isinstance(pattern, OneOrMore):
        return builder.group((rest, builder.optional(pattern)))
    return rest


def after_text(builder: Builder, pattern: Pattern) -> Pattern:
    """What is left after characters; NOT_ALLOWED where there can be none."""
    if pattern is TEXT:
        return pattern
    if isinstance(pattern, Choice):
        return builder.choice(after_text(builder, part) for part in pattern.parts)
    if isinstance(pattern, OneOrMore):
        rest = after_text(builder, pattern.parts[0])
        return builder.group((rest, builder.optional(pattern)))
    if isinstance(pattern, Group):
        return _after_group(builder, pattern, lambda part: after_text(builder, part))
    if isinstance(pattern, Interleave):
        return builder.choice(
            builder.interleave((*_others(pattern, index), after_text(builder, part)))
            for index, part in enumerate(pattern.parts)
        )
    return NOT_ALLOWED


def _after_group(
    builder: Builder, pattern: Pattern, after: Callable[[Pattern], Pattern]
) -> Pattern:
    """What is left of parts that stand one after the other."""
    ways = []
    for index, part in enumerate(pattern.parts):
        ways.append(builder.group((after(part), *pattern.parts[index + 1 :])))
        if not part.nullable:
            break
    return builder.choice(ways)


def _others(pattern: Pattern, index: int) -> tuple[Pattern, ...]:
    return pattern.parts[:index] + pattern.parts[index + 1 :]


def taken(builder: Builder, pattern: Pattern, name: str) -> Iterator[Taken]:
    """The attributes that may carry the name."""
    if not pattern.attributes:
        return
    if isinstance(pattern, Attribute):
        if names(pattern.name, name):
            yield pattern, EMPTY
        return
    for index, part in enumerate(pattern.parts):
        for attribute, rest in taken(builder, part, name):
            yield attribute, _beside(builder, pattern, index, rest)


def _beside(builder: Builder, pattern: Pattern, index: int, rest: Pattern) -> Pattern:
    """The same where the part is an attribute: what stands before it counts as well."""
    if isinstance(pattern, Group):
        return builder.group((*pattern.parts[:index], rest, *pattern.parts[index + 1 :]))
    return _following(builder, pattern, index, rest)


def without_attributes(builder: Builder, pattern: Pattern, instead: Pattern) -> Pattern:
    """The pattern once all attributes were read.

    instead: what an attribute that did not come is worth: NOT_ALLOWED, or EMPTY to go on
    """
    if not pattern.attributes:
        return pattern
    if isinstance(pattern, Attribute):
        return instead
    parts = (without_attributes(builder, part, instead) for part in pattern.parts)
    if isinstance(pattern, Choice):
        return builder.choice(parts)
    if isinstance(pattern, Group):
        return builder.group(parts)
    if isinstance(pattern, Interleave):
        return builder.interleave(parts)
    return builder.one_or_more(next(parts))


def text_only(builder: Builder, pattern: Pattern) -> Pattern:
    """The pattern where no element may come any more."""
    if isinstance(pattern, Element):
        return NOT_ALLOWED
    parts = (text_only(builder, part) for part in pattern.parts)
    if isinstance(pattern, Choice):
        return builder.choice(parts)
    if isinstance(pattern, Group):
        return builder.group(parts)
    if isinstance(pattern, Interleave):
        return builder.interleave(parts)
    return builder.one_or_more(next(parts)) if isinstance(pattern, OneOrMore) else pattern


def after_value(builder: Builder, pattern: Pattern, value: str, fits: Fits) -> Pattern:
    """What is left after one value or one word of a list."""
    if pattern is TEXT:
        return pattern
    if isinstance(pattern, Data):
        wanted = fits(pattern, value)
        refused = wanted and pattern.excluded and accepts(builder, pattern.excluded, value, fits)
        return EMPTY if wanted and not refused else NOT_ALLOWED
    if isinstance(pattern, Value):
        return EMPTY if fits(pattern, value) else NOT_ALLOWED
    if isinstance(pattern, Listed):
        return EMPTY if _accepts_words(builder, pattern.parts[0], value, fits) else NOT_ALLOWED
    if isinstance(pattern, (Constant, Element, Attribute)):
        return NOT_ALLOWED
    return _after_value_inside(builder, pattern, value, fits)


def _after_value_inside(builder: Builder, pattern: Pattern, value: str, fits: Fits) -> Pattern:
    """The same for a pattern made of others."""

    def after(part: Pattern) -> Pattern:
        return after_value(builder, part, value, fits)

    if isinstance(pattern, Choice):
        return builder.choice(after(part) for part in pattern.parts)
    if isinstance(pattern, Group):
        return _after_group(builder, pattern, after)
    if isinstance(pattern, OneOrMore):
        return builder.group((after(pattern.parts[0]), builder.optional(pattern)))
    return builder.choice(
        builder.interleave((*_others(pattern, index), after(part)))
        for index, part in enumerate(pattern.parts)
    )


def _accepts_words(builder: Builder, pattern: Pattern, value: str, fits: Fits) -> bool:
    """Whether the words of a value fit one after the other."""
    for word in words(value):
        pattern = after_value(builder, pattern, word, fits)
        if pattern is NOT_ALLOWED:
            return False
    return pattern.nullable


def accepts(builder: Builder, pattern: Pattern, value: str, fits: Fits) -> bool:
    """Whether an attribute's value, or the whole text of an element, fits."""
    if pattern.nullable and is_blank(value):
        return True
    return after_value(builder, pattern, value, fits).nullable


BLANKS = " \t\r\n"  # XML 1.0, production S


def is_blank(text: str) -> bool:
    """Whether there are only XML's blanks, or nothing."""
    return not text.strip(BLANKS)


def words(text: str) -> list[str]:
    """The words between XML's blanks."""
    return [word for word in text.translate(_SPACES).split(" ") if word]


_SPACES = {ord(blank): " " for blank in BLANKS}


def required(pattern: Pattern, kind: type[Element] | type[Attribute]) -> frozenset[str]:
    """The names without which the pattern cannot go on; empty where there is a choice.

    kind: Element for what must come next, Attribute for attributes
    """
    if isinstance(pattern, kind):
        return frozenset({pattern.name.name}) if isinstance(pattern.name, Name) else frozenset()
    if isinstance(pattern, Choice):
        options = [required(part, kind) for part in pattern.parts]
        return frozenset.intersection(*options)
    if isinstance(pattern, Group) and kind is Element:
        first = next((part for part in pattern.parts if not part.nullable), EMPTY)
        return required(first, kind)
    if isinstance(pattern, (Group, Interleave, OneOrMore)):
        return frozenset().union(*(required(part, kind) for part in pattern.parts))
    return frozenset()


def possible(pattern: Pattern, kind: type[Element] | type[Attribute]) -> Iterable[Pattern]:
    """The elements that may come next, or the attributes that may still come."""
    if isinstance(pattern, kind):
        yield pattern
    elif isinstance(pattern, Group) and kind is Element:
        for part in pattern.parts:
            yield from possible(part, kind)
            if not part.nullable:
                break
    elif isinstance(pattern, Inner):
        for part in pattern.parts:
            yield from possible(part, kind)
