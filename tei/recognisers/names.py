"""Names: the persons whom a text names.

A capitalised word names a person where it stands with a title (“Miss Bartlett”), beside
a verb of saying (“said Lucy”), or where somebody is called by it; what names a person
once names one everywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from tei.annotation import Annotation, Annotations, Cert
from tei.language import Language
from tei.personal_names import has_name, parse, scan
from tei.persons import lexicon, word_counts
from tei.recognisers import Recogniser
from tei.source import SourceText

CALLS = 2  # how often a word must be used as an address to be a name by that alone
CALLED_BEFORE = re.compile(r"[,“”\"‘’«„—]\s?$")
OPENERS = frozenset('.!?…:;“”"‘’«»—')


def recognise(source: SourceText, earlier: Annotations, language: Language) -> Iterator[Annotation]:
    """Mentions of persons by name; `type` is "person"."""
    common = {w: n for w, n in word_counts(source.text).items() if w[0].islower()}
    spans = list(_without_openings(source.text, language, common))
    forms = Counter(" ".join(source.text[start:end].split()) for start, end in spans)
    known = _known(source.text, spans, earlier, language, forms, common)
    accepted = {
        form: reason for form in forms if (reason := _reason(form, known, common, language))
    }
    for start, end in spans:
        form = " ".join(source.text[start:end].split())
        if form in accepted:
            rule = accepted[form]
            cert: Cert = "high" if rule in ("title", "speaks") else "medium"
            yield Annotation("name", start, end, {"type": "person"}, cert, f"names.{rule}", form)


def _without_openings(
    text: str, language: Language, common: Mapping[str, int]
) -> Iterator[tuple[int, int]]:
    """Spans without a first word that has a capital only because it opens a sentence."""
    runs, words = list(scan(text, language)), lexicon(language)
    grammar = words.conjunctions | words.stops
    first = Counter(text[start:end].split(None, 1)[0] for start, end in runs)
    for start, end in runs:
        while True:
            head, _, rest = text[start:end].partition(" ")
            before = text[max(0, start - 2) : start].rstrip()
            word = head.lower()
            common_word = word in grammar or common.get(word, 0) >= first[head]
            common_word = (common_word or word == head) and head not in words.titles
            if not rest or not common_word or not _opens(before, head):
                break
            start = end - len(rest.lstrip())
        yield start, end


def _opens(before: str, head: str) -> bool:
    """Whether a sentence opens after some text, or what opens it has been taken away."""
    return not before or before[-1] in OPENERS or head.islower()


def _known(
    text: str,
    spans: list[tuple[int, int]],
    earlier: Annotations,
    language: Language,
    forms: Mapping[str, int],
    common: Mapping[str, int],
) -> dict[str, str]:
    """Name words, in lower case, and the rule by which they name persons."""
    known: dict[str, str] = {}
    phrases: set[str] = set()
    for word, calls in _called(text, spans, earlier, language).items():
        if calls >= CALLS:
            known[word] = "called"
    for cue in earlier.of("cue"):
        if cue.get("form") == "name" and cue.get("verb"):
            words = _words(cue.get("name"), language)
            known.update((word.lower(), "speaks") for word in words)
            phrases.add(" ".join(words).lower())
    for form in forms:
        name = parse(form, language)
        if name.titles and has_name(name.words):
            known.setdefault(name.last, "title")
    capital = Counter(word.lower() for form in forms for word in form.split())
    known = {w: rule for w, rule in known.items() if common.get(w, 0) <= 3 * capital[w]}
    return known | dict.fromkeys(phrases, "speaks")


def _words(name: str, language: Language) -> tuple[str, ...]:
    parsed = parse(name, language)
    return parsed.words or parsed.titles


def _called(
    text: str, spans: list[tuple[int, int]], earlier: Annotations, language: Language
) -> Counter[str]:
    """How often each single word is an address inside a quotation (“Really, Lucy, …”)."""
    calls: Counter[str] = Counter()
    quotations = iter(earlier.of("quotation"))
    quotation = next(quotations, None)
    for start, end in spans:
        while quotation is not None and quotation.end < end:
            quotation = next(quotations, None)
        if quotation is None:
            break
        called = CALLED_BEFORE.search(text[max(0, start - 2) : start]) and text[end : end + 1]
        if quotation.start <= start and called and called in "!?,.":
            calls.update(w.lower() for w in parse(text[start:end], language).words[-1:])
    return calls


def _reason(
    form: str, known: Mapping[str, str], common: Mapping[str, int], language: Language
) -> str:
    """The rule by which a form names a person; "" where it does not."""
    name = parse(form, language)
    if name.titles and has_name(name.words):
        return "title"
    words = name.words or name.titles
    family = lexicon(language).kin | lexicon(language).generic
    if not words or len(form) < 2 or form.lower() in family:
        return ""
    tried = [" ".join(words), words[-1]]
    if words[-1].lower() not in common:  # no “Gradgrind College”, no “Kansas City”
        tried.append(words[0])
    return next((known[word.lower()] for word in tried if word.lower() in known), "")


RECOGNISER = Recogniser("names", recognise, requires=("quotations", "speakers"))
