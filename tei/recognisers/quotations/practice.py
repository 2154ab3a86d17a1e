"""Practice: how a text marks its quotations, told from the text itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tei.language import Language
from tei.recognisers.quotations.dashes import TURN
from tei.recognisers.quotations.paragraphs import Paragraph
from tei.source import SourceText

# The mark comes first in these, its neighbour before in a look behind: so the scan is quick.
INWARDS = re.compile(r"»(?<![\w.,!?…]»)(?=\w)|«(?<=[\w.,!?…]«)(?!\w)")
OUTWARDS = re.compile(r"«(?<![\w.,!?…]«)(?=\w)|»(?<=[\w.,!?…]»)(?!\w)")
DASH_START = re.compile(r"(?:[—–―]|--)\s?(?=[^\W_]|[«“\"¿¡…'’‘(])")
DASH = "—"
FEW_TURNS = 10
ANNOUNCED = re.compile(r":[\s\u00a0]+(?:[—–]|--)[\s\u00a0]?(?=[^\W\d_a-zà-ÿа-я])")
FEW_ANNOUNCED = 5
LOW = 0.6  # low marks for each straight one, where the straight ones close
FRAMED = 40  # code points of a heading between dashes
FEW = 3
SHARE = 0.03


@dataclass(frozen=True, slots=True)
class Practice:
    """How a text marks its quotations.

    inwards: guillemets point inwards (»…«)
    low:     low marks open („…"), so that straight ones close wherever they stand
    dashes:  speech begins with a dash at a paragraph's start
    turns:   speech begins with a dash in the middle of paragraphs too
    """

    inwards: bool
    low: bool
    dashes: bool
    turns: bool = False


def practice_of(
    source: SourceText, paragraphs: Sequence[Paragraph], language: Language
) -> Practice:
    """Read a text's practice from its guillemets and from how its paragraphs begin."""
    text = source.text
    inwards = False
    if "«" in text or "»" in text:
        inwards = points_inwards(text, language)
    starts = sum(begins_with_dash(text, paragraph) for paragraph in paragraphs)
    usual = DASH in language.words("quotations", "marks")
    turns = sum(text[m.start() - 1] != "\n" for m in TURN.finditer(text)) if usual else 0
    announced = len(ANNOUNCED.findall(text)) if usual else 0
    few, share = (FEW - 1, SHARE / 4) if usual else (FEW, SHARE)
    return Practice(
        inwards,
        text.count("„") > LOW * text.count('"'),
        starts >= max(few, share * len(paragraphs)),
        turns > max(FEW_TURNS, len(paragraphs) / 2, starts) or announced >= FEW_ANNOUNCED,
    )


def points_inwards(text: str, language: Language) -> bool:
    """Whether »…« is meant; where the text does not tell, the language's first pair does."""
    inwards, outwards = len(INWARDS.findall(text)), len(OUTWARDS.findall(text))
    if inwards != outwards:
        return inwards > outwards
    pairs = language.words("quotations", "marks")
    return "»«" in pairs and "«»" not in pairs


def begins_with_dash(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph begins as dash dialogue does."""
    if paragraph.kind not in ("p", "item") or not paragraph.free:
        return False
    framed = text[paragraph.end - 1] in "—–―-" and paragraph.end - paragraph.start < FRAMED
    return not framed and DASH_START.match(text, paragraph.start, paragraph.end) is not None
