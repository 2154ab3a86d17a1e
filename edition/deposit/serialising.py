"""Bytes of metadata: XML, JSON and YAML, the same for the same record."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree


def xml(root: etree._Element) -> bytes:
    """An XML file, indented, UTF-8."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def child(
    parent: etree._Element, name: str, text: str = "", attributes: Mapping[str, str] | None = None
) -> etree._Element:
    """A new last child in the namespace of its parent; attributes that are empty are left out."""
    space = etree.QName(parent).namespace
    element = etree.SubElement(parent, f"{{{space}}}{name}" if space else name)
    element.text = text or None
    for key, value in (attributes or {}).items():
        if value:
            element.set(key, value)
    return element


def filled(data: Any) -> Any:
    """JSON data without what is empty."""
    if isinstance(data, Mapping):
        pairs = ((key, filled(value)) for key, value in data.items())
        return {key: value for key, value in pairs if value not in ("", None, [], {})}
    if isinstance(data, list | tuple):
        return [value for item in data if (value := filled(item)) not in ("", None, [], {})]
    return data


def json_bytes(data: Any) -> bytes:
    """A JSON file, indented, UTF-8, in the order of the data."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def yaml_bytes(data: Mapping[str, Any]) -> bytes:
    """A YAML 1.2 file: mappings and lists in block style, every text in quotation marks.

    A text in JSON's quotation marks is a YAML scalar (YAML 1.2, §1.3), so that nothing is taken
    for a number, a date or a truth value.
    """
    return ("\n".join(_yaml(data, "")) + "\n").encode()


def _yaml(data: Any, indent: str) -> Iterator[str]:
    """The lines of a mapping or a list."""
    items = data.items() if isinstance(data, Mapping) else ((None, item) for item in data)
    for key, value in items:
        lead = f"{indent}{key}:" if key is not None else f"{indent}-"
        if not isinstance(value, Mapping | list):
            yield f"{lead} {json.dumps(value, ensure_ascii=False)}"
        elif key is not None:
            yield lead
            yield from _yaml(value, indent + "  ")
        else:
            inner = list(_yaml(value, indent + "  "))
            yield f"{lead} {inner[0].strip()}"
            yield from inner[1:]
