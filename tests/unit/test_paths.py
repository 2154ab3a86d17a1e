"""Paths of elements, as they are shown."""

from __future__ import annotations

from lxml import etree

from tei.validation.paths import Paths


def test_numbers_stand_where_siblings_have_the_name() -> None:
    root = etree.fromstring('<a xmlns="urn:x"><b/><!-- x --><c><b/>t<b/></c><c xmlns=""/></a>')
    paths = Paths()
    shown = [paths.of(element) for element in root.iter(tag=etree.Element)]
    name = "a (namespace urn:x)"
    assert shown == [
        name,
        f"{name}/b",
        f"{name}/c",
        f"{name}/c/b[1]",
        f"{name}/c/b[2]",
        f"{name}/c",
    ]


def test_an_element_without_a_tree_is_its_own_path() -> None:
    assert Paths().of(etree.Element("a")) == "a"
