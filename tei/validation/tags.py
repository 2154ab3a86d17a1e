"""Start tags and end tags that do not fit: what is open where a file breaks."""

from __future__ import annotations

from difflib import SequenceMatcher
from xml.parsers import expat

from tei.names import NAMESPACE
from tei.validation.causes.names import is_element
from tei.validation.encodings import UnknownEncoding, in_utf8

EMPTY = frozenset({"lb", "pb", "cb", "gb", "br", "milestone", "ptr", "anchor", "graphic", "hr"})
SAME = 0.75  # of the letters: the two names are one, misspelt
Open = tuple[str, int]  # name of an element that is open, line of its start tag


def opened(data: bytes) -> list[Open]:
    """The elements that are open where the file breaks, from the root on."""
    stack: list[Open] = []
    try:
        data, encoding = in_utf8(data)
    except UnknownEncoding:
        return stack
    reader = expat.ParserCreate(encoding)
    reader.StartElementHandler = lambda name, _: stack.append((name, reader.CurrentLineNumber))
    reader.EndElementHandler = lambda _: stack.pop()
    reader.ordered_attributes = True
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, ValueError):
        return stack
    return stack


def closing(data: bytes, name: str, end: str) -> tuple[str, str]:
    """Reason and advice for an end tag that is not that of the open element.

    name: of the element that is open; end: of the end tag
    """
    stack = opened(data)
    if not stack or stack[-1][0] != name:
        return f"<{name}> is open, and </{end}> closes it", "A start tag and its end tag are alike."
    line = stack[-1][1]
    where = f"<{name}> of line {line}"
    if end not in [one for one, _ in stack]:
        if _alike(name, end):
            return f"{where} is closed by </{end}>", _spelling(name, end)
        return f"</{end}> closes nothing: no <{end}> is open, only {where}", (
            f"Remove it, put <{end}> where it begins, or write </{name}>."
        )
    advice = _spelling(name, end) if _alike(name, end) else _unclosed(stack)
    return f"{where} is not closed before </{end}>", advice


def unclosed(data: bytes, name: str) -> tuple[str, str]:
    """Reason and advice for a file that ends while elements are open; name: the innermost."""
    stack = opened(data) or [(name, 0)]
    names = ", ".join(f"<{one}>" + (f" (line {line})" if line else "") for one, line in stack[-5:])
    more = "…, " if len(stack) > 5 else ""
    advice = "The end of the file was cut off, or an end tag is missing further up."
    return f"the file ends while elements are still open: {more}{names}", advice


def _unclosed(stack: list[Open]) -> str:
    """What to do about the innermost open element."""
    name, line = stack[-1]
    if name in EMPTY:
        return f"Write <{name}/>, which opens and closes at once."
    around = stack[-2] if len(stack) > 1 else ("", 0)
    if around[0] == name:
        return (
            f"Write </{name}> where it ends. <{name}> of line {around[1]} is open too: line {line} "
            "may be meant to close it, with a slash."
        )
    return f"Write </{name}> where it ends, before what it stands in is closed."


def _alike(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals or a slip."""
    ratio = SequenceMatcher(None, one.lower(), other.lower()).ratio()
    return one.lower() == other.lower() or (min(len(one), len(other)) > 2 and ratio >= SAME)


def _spelling(name: str, end: str) -> str:
    """Which of two spellings is right, where TEI knows only one."""
    known = [one for one in (name, end) if _known(one)]
    if len(known) == 1:
        wrong, tag = (name, f"<{end}>") if known[0] == end else (end, f"</{name}>")
        return f"{wrong} is no TEI element: write {tag}; capitals count."
    return "Write the same name in both; capitals count."


def _known(name: str) -> bool:
    """Whether TEI has an element of this name."""
    return is_element(f"{{{NAMESPACE}}}{name}")
