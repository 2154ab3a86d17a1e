"""The numbered sentences of laws and rules: “§ 3. The master …”, “Article 2. There shall be …”.

Only their label heads them; what follows on the line is the law itself.
"""

from __future__ import annotations

import re

from tei.language import entry
from tei.layout import Block, Line
from tei.recognisers.headings.candidates import Candidate, Words

SIGN = re.compile(
    r"(?:§{1,2}|¶)[ \u00a0]?(?P<n>\d{1,4}[a-z]?)(?:[.):—–]|\.[ ]?[—–])?"
    r"(?=[ \t\u00a0]*(?:$|[^\Wa-z]|[(“„«\"]))"
)
LABEL_END = re.compile(r"[.:—– ]*")
SMALL = re.compile(r"(?<![’'\w])[^\W\d_A-ZÀ-ÞА-Я]{2,}(?!\w)")
LONG = 5  # code points of a word that a title capitalises
FEWEST = 2  # such labels in a text; one may be no more than a reference
TITLE = 60  # code points of the title of an article


def article(place: int, block: Block, line: str, text: str, words: Words) -> Candidate | None:
    """A label over the words of a law, or None."""
    first = block.lines[0]
    sign = SIGN.match(line)
    if sign:
        rest, after = line[sign.end() :].strip(), block.lines[1:]
        if rest and title_over(rest, after, text):
            end, whole = first.end, not after
        else:
            end, whole = first.start + sign.end(), not rest and not after
        heads = ((first.start, end),)
        return Candidate(place, heads, "sign", "section", sign["n"], bool(rest), whole)
    match = words.numbering.numbered.match(line)
    if not match or not match["word"]:
        return None
    if entry(words.numbering.types, match["word"], "") != "section":
        return None
    gap = LABEL_END.match(line, match.end())
    rest = line[gap.end() :] if gap else ""
    if not rest or not is_sentence(rest, words):
        return None
    end = first.start + match.end() + len(line[match.end() : gap.end() if gap else 0].rstrip())
    numeral = match["roman"] or match["numeral"]
    n = str(words.numbering.value(numeral) or numeral)
    return Candidate(place, ((first.start, end),), "numbered", "section", n, True, whole=False)


def title_over(rest: str, after: tuple[Line, ...], text: str) -> bool:
    """Whether the words after a label are a title: short, with no stop, over the law itself."""
    short = len(rest) <= TITLE and rest[-1] not in ".,;:!?" and not rest.startswith("(")
    return short and (not after or text[after[0].start : after[0].end].rstrip()[-1:] in ".;:,")


def is_sentence(rest: str, words: Words) -> bool:
    """Whether the words after a label are a sentence and no title."""
    if rest.startswith("("):
        return True
    small = SMALL.findall(rest)
    if words.title_case:
        title = all(len(word) < LONG or word in words.function_words for word in small)
        return not title or (rest[-1] in ".;:," and len(small) > 1)
    return rest[-1] in ".;:," and len(small) > 1


def drop_lone_signs(looks: dict[int, Candidate]) -> None:
    """Take away labels with a sign right before words where there are too few to make a law."""
    laws = [c for c in looks.values() if c.style == "sign" or (c.type == "section" and not c.whole)]
    for place, candidate in list(looks.items()):
        beside = candidate.style == "sign" and candidate.title
        beside = beside or (candidate.type == "section" and not candidate.whole)
        if beside and candidate.style in ("sign", "numbered") and len(laws) < FEWEST:
            del looks[place]
