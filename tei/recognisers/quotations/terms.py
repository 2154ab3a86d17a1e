"""Terms: quotation marks that hold a word at a distance, a word as a word, or a title.

Told from what stands right before and after: a scare quote is short, holds no sentence, and
the sentence around it runs through it without a comma or colon; words of naming (“the word”,
“called”) come before a word mentioned, words for works (“an article”) before a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tei.language import Language
from tei.recognisers.quotations.inquits import alternatives
from tei.recognisers.quotations.pairing import Run

MOST_WORDS = 5
NAME = 3  # words of the name of a newspaper in marks
FEW = 2  # words after an article that are none that somebody says
MOST_WORDS_AFTER_ARTICLE = 9
MOST_TITLE_WORDS = 14
FEWEST_REPORTED = 3  # words that are quoted from reported speech; fewer are held at a distance
REACH = 60  # code points of the context after that are read
NEAR = 32  # code points of the context before
MARKS = " \n\t“”„‟\"'`‘’«»‹›"
WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
SENTENCE = re.compile(r"[!?…:;]|[^\W\d_]{3}\.\s|--|—")
OWNER = re.compile(r"\b[^\W\d_]+(?:[’']s|s[’'])$")  # whose work: Shaw’s “…”
LAST_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*$")
LEADS = re.compile(r"\s[^.;!?“”„«»\"]{2,50}:\s*[“„«»\"‘]")
OPENS = re.compile(r",\s[“„«»\"‘]")
GOES_ON = re.compile(r"\s+[^\W\dA-ZÀ-Þ_]")
SAME_LIST = re.compile(r"[\s,;]*(?:\w{1,3}\s+)?")
YEAR = re.compile(r"[^“”„«»;.]{0,40}\b(?:1[5-9]|20)\d\d\b")
INTERRUPTION = re.compile(r"[”»\"’]\s?[—–][^“”«»\"]*[—–]\s?$")


@dataclass(frozen=True, slots=True)
class Terms:
    """The patterns of a language: each reads the context before or after a quotation.

    naming:   words of naming at the end of the context before (the word, called, known as)
    works:    words for works there (an article, a lecture entitled)
    saying:   a verb of saying there
    articles: an article or the like there
    inquit:   words of saying at the start of the context after
    tagged:   “as Lark insisted” there, before the quotation goes on
    reported: what opens reported speech, a few words before (said that the mill “…”)
    nouns:    a word for a work in apposition after (“…,” an essay)
    small:    words that a title writes small
    """

    naming: re.Pattern[str]
    works: re.Pattern[str]
    saying: re.Pattern[str]
    articles: re.Pattern[str]
    inquit: re.Pattern[str]
    tagged: re.Pattern[str]
    reported: re.Pattern[str]
    nouns: re.Pattern[str]
    small: frozenset[str]

    def class_of(self, text: str, start: int, end: int, paragraph: int) -> str:
        """ "soCalled", "mentioned", "title", or "" for what is quoted.

        start, end: of the quotation with its marks; paragraph: start of its paragraph
        """
        inner = text[start:end].strip(MARKS)
        words = WORD.findall(inner)
        if not words or len(words) > MOST_TITLE_WORDS:
            return ""
        before = text[max(paragraph, start - REACH) : start]
        if INTERRUPTION.search(before) or closes(text, end, before, inner):
            return ""
        reported = len(words) >= FEWEST_REPORTED and self.reported.search(before)
        before = before[-NEAR:].rstrip(" \n\t—–(")
        after = text[end : end + REACH].partition("\n\n")[0]
        titled = self.in_title_case(words) and not SENTENCE.search(inner.rstrip("!?…"))
        if titled and self.works.search(before):
            return "title"
        said = self.inquit.match(after.lstrip(" \n\t,."))
        if said and len(words) <= NAME and self.articles.search(before) and LEADS.match(after):
            return "soCalled"  # die „Kreuzzeitung“ schrieb: „…“
        if said or self.is_tagged(inner, after, len(words)):
            return ""
        paused = inner[-1] == "," or after[:1] == ","
        if titled and ((paused and self.nouns.match(after)) or self.is_work(before, after, words)):
            return "title"
        if reported and inner[0].islower() and not self.naming.search(before):
            return ""
        if len(words) > MOST_WORDS and not (titled or self.is_phrase(inner, words, before)):
            return ""
        return self.term(inner, before, after)

    def is_tagged(self, inner: str, after: str, words: int) -> bool:
        """Whether “as Lark insisted” follows several words, or words that go on after it."""
        found = self.tagged.match(after) if inner[-1] == "," or after[:1] == "," else None
        return found is not None and (words > 1 or OPENS.search(after, found.end()) is not None)

    def is_work(self, before: str, after: str, words: list[str]) -> bool:
        """Whether its author stands before, or its year after it."""
        if len(words) < 2 or self.naming.search(before):
            return False
        return bool(YEAR.match(after) or OWNER.search(before))

    def is_phrase(self, inner: str, words: list[str], before: str) -> bool:
        """Whether words that are no sentence’s beginning follow an article."""
        few = len(words) <= MOST_WORDS_AFTER_ARTICLE
        return few and inner[0].islower() and self.articles.search(before) is not None

    def term(self, inner: str, before: str, after: str) -> str:
        """Whether a short quotation is a term: its sentence runs through it."""
        if SENTENCE.search(inner.rstrip(",;:")):
            return ""
        if self.naming.search(before):
            return "mentioned"
        said = self.saying.search(before) is not None
        if said and len(inner.split()) <= FEW and self.articles.search(before):
            said = False  # “read the ‘Courier’”
        if LAST_WORD.search(before) and not said:
            return "soCalled"
        pauseless = inner[-1].isalnum() and GOES_ON.match(after)
        return "soCalled" if pauseless and not said else ""

    def in_title_case(self, words: list[str]) -> bool:
        """Whether words are written as in a title: the first and all but small words capital."""
        if words[0][:1].islower() or len(words) < 2:
            return False
        return all(
            word[0].isupper() or word[0].isdigit() or word.lower() in self.small for word in words
        )


def classes_of(
    text: str, runs: Sequence[Run], paragraphs: Iterable[int], terms: Terms
) -> list[str]:
    """The class of each run, "" for what is quoted; a list of terms is of one class.

    paragraphs: the start of each run's paragraph
    """
    found: list[str] = []
    for run, paragraph in zip(runs, paragraphs, strict=True):
        dashed = run.marks == "dash"  # speech, however short
        kind = "" if dashed else terms.class_of(text, run.start, run.end, paragraph)
        if not kind and found and found[-1] and in_list(text, runs[len(found) - 1], run):
            kind = found[-1]
        found.append(kind)
    return found


def in_list(text: str, before: Run, run: Run) -> bool:
    """Whether a short run follows another in a list: only a comma or an “and” between."""
    between = text[before.end : run.start]
    inner = text[run.start : run.end].strip(MARKS)
    if len(inner.split()) > MOST_WORDS or SENTENCE.search(inner):
        return False
    if not between or "\n\n" in between:
        return False
    return SAME_LIST.fullmatch(between) is not None


def closes(text: str, end: int, before: str, inner: str) -> bool:
    """Whether a dash leads to words that end the sentence: “…,” he said—slowly—“and went.”"""
    dashed = before.endswith(("—", "–", "--")) and inner[-1:] in ".!?…"
    return dashed and text[end : end + REACH].lstrip(" ”’»\"'")[:1] in ("", "\n")


@lru_cache(maxsize=32)
def terms_for(language: Language) -> Terms:
    """The patterns of a language pack."""
    naming = alternatives(language.words("quotations", "naming"))
    articles = alternatives(language.words("quotations", "articles"))
    works = alternatives(language.words("quotations", "works"))
    verbs = alternatives(language.words("speakers", "verbs"))
    small = language.words("quotations", "small")
    links = alternatives(set(small) - set(language.words("quotations", "articles")))
    that = alternatives(language.words("quotations", "that"))
    like = alternatives(language.words("quotations", "like"))
    nouns = alternatives(
        language.words("sources", "book_nouns") + language.words("quotations", "writings")
    )
    return Terms(
        re.compile(rf"(?<![\w-])(?:{naming})(?:\s+\w{{1,4}})?$", re.IGNORECASE),
        re.compile(rf"\b(?:{works})(?:\s+[^\W_]+)?[,:]?$", re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?:{verbs})(?:\s+\w+)?$", re.IGNORECASE),
        re.compile(rf"\b(?:{articles})$", re.IGNORECASE),
        re.compile(rf"(?!(?:{links})\b)(?:\w+[.’']?\s+){{0,2}}(?:{verbs})\b", re.IGNORECASE),
        re.compile(rf",?[”»\"’]?,?\s+(?:{like})\s+(?:[^\W_][\w’'.]*\s+){{1,4}}(?:{verbs})\b", re.I),
        re.compile(rf"(?:\b(?:{that})|:)(?:\s+[^\W\d_]+){{0,2}}\s*$", re.IGNORECASE),
        re.compile(rf",?\s+(?:{articles})\s+(?:\w+\s+)?(?:{nouns})\b", re.IGNORECASE),
        frozenset(small),
    )
