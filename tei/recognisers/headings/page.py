"""The running text that headings stand in, asked block by block."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tei.layout import Block
from tei.recognisers.headings.candidates import Words
from tei.recognisers.headings.shapes import DATE

BODY = 80  # code points: a block as long as this is running text
FRAME = 5  # blocks at the top in which a letter or a telegram has its date
ENDS = re.compile(r"[.!?…”\"»’')\]*_—–。！？；」』؟۔।׃״-]$|\[\w+\]$")
SMALL = re.compile(r"(?<![’'\w])[a-zà-ÿа-яё]{5,}")
BULLET = re.compile(r"[-•·▪‣◦●*+–] +(?=[^\s-])")
STATED = re.compile(r"([^\W\d_]+): ")


@dataclass(frozen=True)
class Page:
    """The blocks of the running text and the text they stand in."""

    blocks: Sequence[Block]
    text: str
    words: Words
    is_letter_line: Callable[[str], bool]

    def words_at(self, place: int) -> str:
        """The text of a block; "" outside the text."""
        if not 0 <= place < len(self.blocks):
            return ""
        return self.text[self.blocks[place].start : self.blocks[place].end]

    def is_body(self, place: int) -> bool:
        """Whether a block is running text: long, or a sentence."""
        words = self.words_at(place)
        return len(words) >= BODY or (len(words) > 1 and bool(ENDS.search(words)))

    def is_title_case(self, words: str) -> bool:
        """Whether the words of a title are capitalised, in a language that does so."""
        if not self.words.title_case:
            return False
        return all(word in self.words.function_words for word in SMALL.findall(words))

    def is_stated(self, place: int) -> bool:
        """Whether a block has a label (“Subject: …”), or stands below a letter's date."""
        above, label = self.words_at(place - 1), STATED.match(self.words_at(place))
        dated = 0 < place < FRAME and len(above) < BODY and DATE.search(above)
        return bool(dated) or bool(label and label[1].casefold() in self.words.labels)

    def is_listed(self, place: int) -> bool:
        """Whether the lines of a block are the items of a list, or the last of them."""
        return 0 <= place < len(self.blocks) and all(
            BULLET.match(self.text, line.start) for line in self.blocks[place].lines
        )

    def is_item_mark(self, place: int) -> bool:
        """Whether a number stands on a line of its own above the paragraph that it counts."""
        after = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        cut = after is not None and not after.blank_before and not after.page_before
        return cut and any(char.isdigit() for char in self.words_at(place))
