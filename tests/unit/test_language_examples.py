"""Every example and counter-example of every language pack holds.

An example stands in the table of its recogniser:

    [[dates.examples]]
    text = "He came on 3 May 1842."
    finds = [{ kind = "date", text = "3 May 1842", when = "1842-05-03" }]

`finds` lists, in text order, what the recogniser finds (after `resolved = true`: what
stands at the end of the street), compared by kind, text and the attributes given; an
empty list is a counter-example.  Only kinds named in `finds`, in the example's `kinds`
or in the table's `example_kinds` are compared; without any of these, all kinds.
`date` gives the text's own date.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tei import language, pipeline
from tei.annotation import Annotation
from tei.recognisers import installed
from tei.source import SourceText

COMMON = {"kind", "text", "cert"}


def examples() -> Iterator[Any]:
    for code in language.codes():
        for name, table in language.load(code).tables.items():
            if isinstance(table, dict):
                for number, example in enumerate(table.get("examples", ())):
                    yield pytest.param(code, name, table, example, id=f"{code}-{name}-{number}")


def found_by(code: str, name: str, example: dict[str, Any]) -> list[Annotation]:
    source = SourceText(example["text"])
    pack = language.load(code)
    if example.get("resolved"):
        reading = pipeline.read_text(source, language=pack, date=example.get("date", ""))
        return list(reading.annotations)
    found = pipeline.recognise(source, pack, only=name)
    return [item for item in found if item.rule.startswith(name + ".")]


@pytest.mark.parametrize(("code", "name", "table", "example"), list(examples()))
def test_example(code: str, name: str, table: dict[str, Any], example: dict[str, Any]) -> None:
    assert name in {recogniser.name for recogniser in installed()}, f"no recogniser {name!r}"
    wanted = example["finds"]
    kinds = set(example.get("kinds", ())) | {find["kind"] for find in wanted if "kind" in find}
    kinds = kinds or set(table.get("example_kinds", ()))
    found = [a for a in found_by(code, name, example) if not kinds or a.kind in kinds]
    given = [
        {
            "kind": a.kind,
            "text": example["text"][a.start : a.end],
            "cert": a.cert,
            **a.attributes,
        }
        for a in found
    ]
    compared = [
        {key: item.get(key, "") for key in find} for item, find in zip(given, wanted, strict=False)
    ]
    assert (compared, len(given)) == (wanted, len(wanted)), given
