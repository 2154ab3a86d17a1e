"""Sources: titles of works, references and their parts, foreign words, addresses.

Where no italics mark a title, it is known by what stands beside it: a word that announces
it, a number or a place of print, or an earlier mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from tei.annotation import Annotation, Annotations
from tei.language import Language
from tei.recognisers import Recogniser
from tei.recognisers.sources.anchors import Dates
from tei.recognisers.sources.apposed import apposed_titles
from tei.recognisers.sources.backward import backward, shortened
from tei.recognisers.sources.bibliography import listed
from tei.recognisers.sources.canonical import canonical_references
from tei.recognisers.sources.citations import Citation
from tei.recognisers.sources.cues import (
    cued_titles,
    described_titles,
    headed_titles,
    marked_titles,
    owned_titles,
)
from tei.recognisers.sources.foreign import foreign_words
from tei.recognisers.sources.laws import laws
from tei.recognisers.sources.lexicon import Lexicon, lexicon
from tei.recognisers.sources.links import links
from tei.recognisers.sources.mentions import mentions, within_titles
from tei.recognisers.sources.noted import in_notes
from tei.recognisers.sources.occupied import Occupied
from tei.recognisers.sources.publication import kept, publication, written_at
from tei.recognisers.sources.references import references
from tei.recognisers.sources.segments import signals
from tei.recognisers.sources.shelfmarks import shelfmarks, with_titles
from tei.recognisers.sources.tongues import language_of
from tei.recognisers.sources.whole import whole_references
from tei.source import SourceText

CLOSED = ("left-out", "byline", "docAuthor", "titlePart", "head", "speaker")


def recognise(source: SourceText, earlier: Annotations, language: Language) -> Iterator[Annotation]:
    """Titles, references with their parts, foreign words and addresses of a text."""
    text, words = source.text, lexicon(language)
    taken = Occupied([*earlier.of(*CLOSED), *quoted_titles(earlier)])
    addresses = [*links(text), *canonical_references(text, language)]
    yield from addresses
    taken.add(addresses)
    fixed = [*header_findings(text, earlier, words), *in_lists(source, earlier)]
    fixed += legal(text, earlier, fixed)
    titles = list(accepted(text, earlier, words, fixed, taken))
    titles += noted(text, earlier, titles, language)
    fields = [item for item in titles if item.kind != "title"]
    named = [with_language(text, item, words) for item in titles if item.kind == "title"]
    yield from fields
    yield from named
    taken.add(named)
    yield from (item for item in foreign_words(text, words) if taken.free(item))


def accepted(
    text: str, earlier: Annotations, words: Lexicon, fixed: list[Annotation], taken: Occupied
) -> Iterator[Annotation]:
    """Titles and references that do not overlap what is there, the surest rules first."""
    yield from fixed
    taken.add([item for item in fixed if item.kind in ("title", "bibl")])
    cued = taken.kept(cues(text, earlier, words))
    known = [item for item in fixed if item.kind == "title"] + cued
    cited: list[Annotation] = []
    beside = Occupied([*earlier.of(*CLOSED, "metadata"), *fixed])
    for citation in references(text, earlier, words, known):
        if beside.kept([as_bibl(citation)]):
            cited += citation.annotations()
    whole = Occupied(
        [item for item in cited if item.kind in ("title", "author", "publisher", "pubPlace")]
    )
    cued = [item for item in cued if whole.free(item)]
    yield from cited
    yield from cued
    first = [*known, *(item for item in cited if item.kind == "title"), *quoted_titles(earlier)]
    taken.add(item for item in cited if item.kind in ("title", "author", "publisher", "pubPlace"))
    again = list(mentions(text, first, words))
    free = taken.kept(again)
    back = pointing_back(text, words, Occupied([*earlier.of(*CLOSED), *fixed, *cited, *cued]))
    yield from with_titles(back, free)
    yield from free
    yield from within_titles(again, [*quoted_titles(earlier), *cited])


def cues(text: str, earlier: Annotations, words: Lexicon) -> Iterator[Annotation]:
    """Titles that words beside them or their own form announce; surer than dates where told."""
    dated = Occupied(earlier.of("date"))
    found = chain(
        shortened(text, words),
        cued_titles(text, words),
        headed_titles(text, words),
        described_titles(text, words),
        marked_titles(text, words),
        owned_titles(text, words),
        apposed_titles(text, words),
    )
    return (item for item in found if item.cert == "high" or dated.free(item))


def pointing_back(text: str, words: Lexicon, taken: Occupied) -> Iterator[Annotation]:
    """References such as "Ibid., p. 12" where nothing else was found."""
    found = Annotations([*backward(text, words), *shelfmarks(text)])
    kinds = {item.kind for item in found}
    for bibl in taken.kept(found.of("bibl")):
        yield bibl
        for kind in kinds:
            inside = found.inside(bibl.start, bibl.end, kind)
            yield from (item for item in inside if item is not bibl)


def as_bibl(citation: Citation) -> Annotation:
    """The span of a reference."""
    return Annotation("bibl", citation.start, citation.end)


def in_lists(source: SourceText, earlier: Annotations) -> list[Annotation]:
    """The references of lists outside the header."""
    closed = Occupied(earlier.of(*CLOSED, "metadata", "speech", "note"))
    return list(listed(source, closed.free))


def noted(
    text: str, earlier: Annotations, known: list[Annotation], language: Language
) -> Iterator[Annotation]:
    """References of notes where no other was found; titles that have none may be theirs."""
    closed = Occupied([*earlier.of(*CLOSED), *(item for item in known if item.kind != "title")])
    titles = Occupied(item for item in known if item.kind == "title")
    for bibl, *parts in in_notes(text, earlier, known, (lexicon(language), signals(language))):
        if closed.free(bibl):
            closed.add([bibl])
            yield bibl
            yield from (part for part in parts if part.kind != "title" or titles.free(part))
    for bibl, *parts in whole_references(text, earlier, signals(language)):
        if closed.free(bibl):
            yield bibl
            yield from (part for part in parts if part.kind != "title" or titles.free(part))


def legal(text: str, earlier: Annotations, fixed: list[Annotation]) -> list[Annotation]:
    """Laws outside the header and what is known to be a reference."""
    taken = Occupied([*earlier.of(*CLOSED, "metadata"), *fixed])
    return [item for item in laws(text, Dates(earlier)) if taken.free(item)]


def header_findings(text: str, earlier: Annotations, words: Lexicon) -> Iterator[Annotation]:
    """What the header's lines say of publication, keeping and places."""
    for line in earlier.of("metadata"):
        field = line.get("field")
        if field in ("firstPublished", "source", "note"):
            citation = publication(text, line, earlier, words)
            if citation:
                yield from citation.annotations()
            elif field == "source":
                yield from kept(text, line, words)
        elif field in ("written", "delivered"):
            yield from written_at(text, line, earlier, words)


def quoted_titles(earlier: Annotations) -> Iterable[Annotation]:
    """Titles in quotation marks, which another recogniser has found."""
    return [item for item in earlier.of("quotation") if item.get("class") == "title"]


def with_language(text: str, title: Annotation, words: Lexicon) -> Annotation:
    """The title with its language where that is sure and another than the text's."""
    found = language_of(text, title.start, title.end, words)
    return title.with_attributes(lang=found) if found else title


RECOGNISER = Recogniser("sources", recognise, requires=("metadata", "dates", "notes", "quotations"))
