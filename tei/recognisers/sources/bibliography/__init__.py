"""Lists of references, one a line or paragraph, each read into its fields.

A line is read only where it stands among others of its kind or under a heading that says
"References".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tei.annotation import Annotation
from tei.recognisers.sources.bibliography.entry import read
from tei.recognisers.sources.bibliography.opening import label_end
from tei.recognisers.sources.bibliography.runs import runs
from tei.recognisers.sources.patterns import UPPER
from tei.source import SourceText

KEY = re.compile(
    rf"(?:(?<=[.)»”\]])|(?<=\d{{4}}))\s+[{UPPER}][^=()»”\d\n]{{2,90}}(?:\d{{4}}[a-z]?\s)?=\s*\Z"
)
LONGEST_KEY = 110  # code points


def listed(
    source: SourceText, free: Callable[[Annotation], bool] = lambda line: True
) -> Iterator[Annotation]:
    """The references, and their parts, of all lists of a text.

    free: whether a line may be a reference at all
    """
    text = source.text
    for run in runs(source, free):
        for start, end in run:
            first = label_end(text, start, end)
            yield Annotation("bibl", first, end, rule="sources.list")
            yield from read(text, start, before_key(text, first, end))


def before_key(text: str, start: int, end: int) -> int:
    """Where a reference ends before the short title of the next one: "…, 1951. Ash, Farms ="."""
    key = KEY.search(text, max(start, end - LONGEST_KEY), end)
    return key.start() if key else end


__all__ = ["listed"]
