"""The dates that head a diary's entries: lines that are nothing but a day."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from tei.language import Language
from tei.layout import Block
from tei.recognisers.headings.candidates import Candidate
from tei.recognisers.headings.page import Page

LONGEST = 60  # code points of such a line
SMALL = 3  # articles and prepositions in it
FEWEST = 2  # such lines in a diary
MOST_BLOCKS = 40  # blocks for each of them, at the most
NUMERIC = re.compile(
    r"(?<!\d)(?:[0-3]?\d)[./-] ?(?:[01]?\d|[IVX]{1,4})(?:[./-] ?\d{2,4}|\.? \d{4}|\.)?(?!\d)"
)
TOKEN = re.compile(r"\d+|[^\W\d_]+")
DAY = re.compile(r"(?<!\d)(?:[1-9]|[12]\d|3[01])(?!\d)")
QUOTED = "“”„«»‹›\"'‘’‚"
PLAIN = re.compile(r"[\w\s.,:;/()\[\]–—-]+$")
MIXED = re.compile(r"\d(?:st|nd|rd|th|d|er|re|e|º|ª|°)\b", re.IGNORECASE)


@lru_cache(maxsize=32)
def calendar(language: Language) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The (months, weekdays and ordinals, small words) of a language, folded."""
    table = language.table("dates")

    def words(*names: str) -> frozenset[str]:
        found = chain.from_iterable(table.get(name, ()) for name in names)
        return frozenset(
            form.casefold().rstrip(".")
            for forms in found
            for form in ([forms] if isinstance(forms, str) else forms)
        )

    small = frozenset(map(str, language.tables.get("stopwords", ())))
    return words("months", "month_abbreviations"), words("weekdays", "ordinals"), small


def is_day(line: str, language: Language) -> bool:
    """Whether a line is a day, with or without its year or weekday, and nothing else."""
    if len(line) > LONGEST or not PLAIN.match(line) or not DAY.search(MIXED.sub("", line) + line):
        return False
    months, named, small = calendar(language)
    words = [word.casefold() for word in TOKEN.findall(MIXED.sub("1", NUMERIC.sub("1", line)))]
    rest = [word for word in words if not word.isdigit() and word not in months | named]
    if len(rest) > SMALL or any(word not in small and len(word) > 1 for word in rest):
        return False
    return any(word in months for word in words) or bool(NUMERIC.search(line))


def dated(page: Page, language: Language) -> dict[int, Candidate]:
    """The lines of a page that head entries, by their place; none where there are too few.

    A date above a greeting is a letter's; one above words in quotation marks is quoted with them.
    """
    found = {
        place: entry_head(place, block)
        for place, block in enumerate(page.blocks)
        if len(block.lines) == 1
        and is_day(page.words_at(place), language)
        and page.is_body(place + 1)
        and not page.is_letter_line(page.words_at(place + 1))
        and page.words_at(place + 1)[0] not in QUOTED
        and not page.words_at(place - 1).endswith((":", ","))
    }
    enough = max(FEWEST, len(page.blocks) / MOST_BLOCKS)
    return found if len(found) >= enough else {}


def entry_head(place: int, block: Block) -> Candidate:
    """The head of an entry."""
    return Candidate(place, ((block.start, block.end),), "dated", "entry")
