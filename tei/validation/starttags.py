"""Start tags as they are written: edited attribute by attribute, the rest kept to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from tei.validation.fixes import XML, Change

NAME = re.compile(rb"<([^\s/>]+)")
ATTRIBUTE = re.compile(rb"(\s+)([^\s=/>]+)(\s*=\s*)(?:\"([^\"]*)\"|'([^']*)')")
END = re.compile(rb"\s*/?>")
ESCAPES = {"&": "&amp;", "<": "&lt;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


@dataclass(frozen=True)
class Written:
    """An attribute in UTF-8: the blanks before it, its name, what is between, quote and value."""

    blanks: bytes
    name: bytes
    equals: bytes
    quote: bytes
    value: bytes

    def __bytes__(self) -> bytes:
        return b"".join((self.blanks, self.name, self.equals, self.quote, self.value, self.quote))


@dataclass(frozen=True)
class Tag:
    """A start tag in UTF-8; `end` is ">" or "/>" with the blanks before it."""

    name: bytes
    attributes: tuple[Written, ...]
    end: bytes

    def __bytes__(self) -> bytes:
        return b"".join((b"<", self.name, *map(bytes, self.attributes), self.end))

    @property
    def empty(self) -> bool:
        """Whether it is an empty-element tag, without an end tag."""
        return self.end.endswith(b"/>")

    def find(self, name: bytes) -> Written | None:
        """The attribute that is written with this name."""
        return next((mine for mine in self.attributes if mine.name == name), None)


def read(data: bytes, start: int) -> Tag | None:
    """The start tag that begins at an offset; None where none does."""
    opening = NAME.match(data, start)
    if opening is None:
        return None
    attributes, at = [], opening.end()
    while match := ATTRIBUTE.match(data, at):
        value = match[4] if match[4] is not None else match[5]
        quote = b"'" if match[4] is None else b'"'
        attributes.append(Written(match[1], match[2], match[3], quote, value))
        at = match.end()
    closing = END.match(data, at)
    return Tag(opening[1], tuple(attributes), closing[0]) if closing else None


def edited(tag: Tag, changes: Iterable[Change], made: list[Change]) -> Tag:
    """The tag with the changes of its element; those that could be made are added to `made`."""
    done: set[tuple[str, str]] = set()
    for change in changes:
        key = (change.kind, change.name)
        edit = EDITS.get(change.kind)
        after = edit(tag, change) if edit and key not in done else None
        if after is not None and after != tag:
            tag = after
            done.add(key)
            made.append(change)
    return tag


def _set(tag: Tag, change: Change) -> Tag | None:
    """The attribute with the value, in its place or after the others."""
    name = as_written(change.name, change.element, attribute=True)
    if not name:
        return None
    old = tag.find(name)
    quote = old.quote if old else tag.attributes[-1].quote if tag.attributes else b'"'
    value = _escaped(change.value, quote)
    if old is None:
        new = Written(b" ", name, b"=", quote, value)
        return replace(tag, attributes=(*tag.attributes, new))
    return _with(tag, old, replace(old, value=value))


def _rename(tag: Tag, change: Change) -> Tag | None:
    """The attribute under another name, unless that is taken."""
    old = tag.find(as_written(change.name, change.element, attribute=True))
    new = as_written(change.value, change.element, attribute=True)
    if old is None or not new or tag.find(new):
        return None
    return _with(tag, old, replace(old, name=new))


def _remove(tag: Tag, change: Change) -> Tag | None:
    """The tag without the attribute and the blanks before it."""
    old = tag.find(as_written(change.name, change.element, attribute=True))
    return _with(tag, old) if old else None


def _name(tag: Tag, change: Change) -> Tag | None:
    """The tag under another name."""
    new = as_written(change.value, change.element, like=tag.name)
    return replace(tag, name=new) if new else None


EDITS = {
    "set-attribute": _set,
    "rename-attribute": _rename,
    "remove-attribute": _remove,
    "rename-element": _name,
}


def _with(tag: Tag, old: Written, *new: Written) -> Tag:
    at = tag.attributes.index(old)
    return replace(tag, attributes=(*tag.attributes[:at], *new, *tag.attributes[at + 1 :]))


def as_written(
    name: str, element: etree._Element | None, *, attribute: bool = False, like: bytes = b""
) -> bytes:
    """A Clark name with the prefix that is in force at the element; b"" where there is none.

    like: a name as it is written now; its prefix is kept where it means the same namespace
    """
    space, _, local = name[1:].rpartition("}") if name.startswith("{") else ("", "", name)
    prefixes: Mapping[str | None, str] = {} if element is None else dict(element.nsmap)
    fitting = [prefix for prefix, uri in prefixes.items() if uri == space]
    own = like.decode("utf-8").rpartition(":")[0] or None
    if space == XML:
        return f"xml:{local}".encode()
    if attribute:
        fitting = [prefix for prefix in fitting if prefix] if space else [None]
    elif not space and None not in prefixes:
        fitting = [None]
    if not fitting:
        return b""
    prefix = own if own in fitting else fitting[0]
    return (f"{prefix}:{local}" if prefix else local).encode()


def _escaped(value: str, quote: bytes) -> bytes:
    """A value as it can stand between such quotation marks."""
    quoted = {**ESCAPES, quote.decode(): "&quot;" if quote == b'"' else "&apos;"}
    return "".join(quoted.get(character, character) for character in value).encode("utf-8")
