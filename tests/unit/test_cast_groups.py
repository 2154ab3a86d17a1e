"""Groups in a list of persons: below a heading of their own, or held by a brace."""

from __future__ import annotations

import re
import time

from tei import language, pipeline
from tei.document import make_document
from tei.layout import Line
from tei.recognisers.speeches.groups import groups
from tei.source import SourceText

NAMES = ("ANNA", "PETER", "PAUL", "JOHN", "JAMES", "MARTHA")
TALK = "\n\n".join(f"{name}. I have said it {n} times." for n in (2, 3, 4) for name in NAMES)


def cast(listed: str) -> str:
    """The castList of a play, without blanks between elements and without pointers."""
    text = f"THE TIDE\n\nDRAMATIS PERSONAE\n\n{listed}\n\nACT I\n\n{TALK}\n"
    reading = pipeline.read_text(SourceText(text), language=language.load("en"))
    tei = make_document(reading).serialise().decode()
    found = re.search(r"</head>\s*(.*?)</castList>", tei, re.S)
    assert found is not None, tei
    return re.sub(r"(?<=>)\n+| corresp=\"[^\"]*\"", "", found[1])


def test_persons_set_in_below_a_heading() -> None:
    found = cast("ANNA, a widow\nOfficers of the port:\n    PETER\n    PAUL, the younger\nJOHN")
    assert (
        "<castGroup><head>Officers of the port:</head><castItem><role>PETER</role></castItem>"
        "<castItem><role>PAUL</role>, <roleDesc>the younger</roleDesc></castItem></castGroup>"
    ) in found
    assert found.endswith("</castGroup><castItem><role>JOHN</role></castItem>")


def test_persons_held_by_a_brace() -> None:
    found = cast("ANNA, a widow\nJOHN   }\nJAMES  } fishermen\nMARTHA }\nPETER")
    assert (
        '<castGroup rend="braced"><castItem><role>JOHN</role>   }</castItem>'
        "<castItem><role>JAMES</role>  }</castItem><roleDesc>fishermen</roleDesc>"
        "<castItem><role>MARTHA</role> }</castItem></castGroup>"
    ) in found


def test_a_description_that_runs_on_is_no_group() -> None:
    assert "castGroup" not in cast("ANNA, the widow of\n    PETER, whom the sea\n    took\nPAUL")
    assert "castGroup" not in cast("ANNA\nOfficers of the port\nPETER\nPAUL")
    assert "castGroup" not in cast("ANNA\nOfficers:\n    PETER\nPAUL")
    assert "castGroup" not in cast("ANNA, a widow\nPETER }\nPAUL\nJOHN       }\nJAMES }")


def test_very_many_lines_take_linear_time() -> None:
    text = "X }\n" * 40_000
    stairs = [Line(4 * n, 4 * n + 1, 2 * n) for n in range(40_000)]
    began = time.perf_counter()
    assert list(groups(text, stairs, [False] * len(stairs))) == []
    assert time.perf_counter() - began < 4
