"""Where the TEI Guidelines tell more: the page of an element, or a section."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tei.validation.findings import TEI
from tei.validation.wording import local

ADDRESS = "https://www.tei-c.org/release/doc/tei-p5-doc/en/html/"


@cache
def _sections() -> Mapping[str, str]:
    text = files("tei.validation").joinpath("guidelines.toml").read_text("utf-8")
    return tomllib.loads(text)


def section(name: str) -> str:
    """The address of a section that guidelines.toml names."""
    return ADDRESS + _sections()[name]


def of_element(name: str) -> str:
    """The address of an element's page; "" for elements that are not TEI's."""
    return f"{ADDRESS}ref-{local(name)}.html" if name.startswith(f"{{{TEI}}}") else ""
