"""Languages: tags that exist, in the shortest form, said at the root, listed in the header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tei.diagnostics import declare
from tei.names import XML_LANG
from tei.validation.document import TEI, Document, Held
from tei.validation.findings import Finding, broken, readable
from tei.validation.rules.conventions import LANGUAGE

SHAPE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
PRIVATE = re.compile(r"(?:x-|q[a-t][a-z](?:-|$))", re.IGNORECASE)
# fmt: off
COMMON = frozenset((  # tags of BCP 47 that are as they should be; for the others it is looked up
    "bg", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fi", "fr", "ga", "gl",
    "grc", "he", "hr", "hu", "is", "it", "la", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru",
    "sk", "sl", "sr", "sv", "tr", "uk", "de-AT", "de-CH", "de-DE", "en-GB", "en-US", "es-ES",
    "fr-CA", "fr-FR", "it-IT", "pt-BR", "pt-PT",
))
# fmt: on
UNSPOKEN = frozenset({"und", "zxx", "mul", "mis"})
_P = "<p xmlns='http://www.tei-c.org/ns/1.0' xml:lang='{}'>One</p>"

INVALID = declare(
    "language-invalid",
    "warning",
    '{attribute}="{tag}" is no language tag: {reason}.',
    "Languages are named by tags as in BCP 47: en, de, grc, la-Latn, en-GB. Programs choose "
    "hyphenation, fonts and the voice of a screen reader by them; a tag that does not exist is "
    "passed over.",
    failing=_P.format("english"),
    passing=_P.format("en"),
    source="BCP 47 (RFC 5646); TEI P5 Guidelines, teidata.language",
)
NOT_SHORTEST = declare(
    "language-not-shortest",
    "info",
    '{attribute}="{tag}" is an old or long form; the tag of this language is "{better}".',
    "Where a language has a code of two letters, the tag uses it; some codes were replaced by "
    "others. Programs may not know the old form.",
    failing=_P.format("ger"),
    passing=_P.format("de"),
    source="BCP 47 (RFC 5646), §2.2.1, §4.5",
)
MISSING = declare(
    "language-missing",
    "info",
    'The document does not say what language it is in. Write xml:lang="…" on TEI or text.',
    "Without a language, web pages cannot be hyphenated or read aloud, and archives cannot "
    "catalogue the document.",
    failing="<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>One</p></body></text></TEI>",
    passing="<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'><text><body><p>One</p></body>"
    "</text></TEI>",
    source="TEI P5 Guidelines, §1.3.1.1.2, vi.1",
)


def check(document: Document) -> Iterator[Finding]:
    """Faults of language tags; each tag is told once."""
    yield from _tags("xml:lang", document.having(XML_LANG))
    idents = [held for held in document.having("ident") if held[0].tag == TEI + "language"]
    yield from _tags("ident", idents)
    yield from _tags("mainLang", document.having("mainLang"))
    others = [(element, v.split()) for element, v in document.having("otherLangs")]
    listed = ((element, tag) for element, v in others for tag in v if SHAPE.fullmatch(tag))
    yield from _tags("otherLangs", listed)
    texts = list(document.named("text"))
    if document.whole and texts and not document.main_language and XML_LANG not in document.values:
        yield broken(MISSING, document.root)
    yield from _undeclared(document)


def _tags(attribute: str, held: Iterable[Held]) -> Iterator[Finding]:
    seen: set[str] = set()
    for element, tag in held:
        if tag in seen or not tag:
            continue
        seen.add(tag)
        reason, better = _judged(tag)
        name = attribute if ":" in attribute else f"{readable(str(element.tag))}/@{attribute}"
        own = XML_LANG if ":" in attribute else attribute
        if reason:
            yield broken(INVALID, element, own, attribute=name, tag=tag, reason=reason)
        elif better:
            yield broken(NOT_SHORTEST, element, within=own, attribute=name, tag=tag, better=better)


@lru_cache(maxsize=256)
def _judged(tag: str) -> tuple[str, str]:
    """What is wrong with a tag ("" where nothing is), and a better form of it ("" likewise)."""
    if tag in COMMON:
        return "", ""
    import langcodes  # the registry is large: only for tags that are not known by heart
    from langcodes.tag_parser import LanguageTagError

    if PRIVATE.match(tag):
        return "", ""
    if not SHAPE.fullmatch(tag):
        return "it holds more than letters, digits and hyphens", ""
    try:
        known, standard = langcodes.tag_is_valid(tag), langcodes.standardize_tag(tag)
    except LanguageTagError:
        return "it does not have the form of one", ""
    if not known:
        return "the registry does not know it", ""
    first, better = tag.split("-")[0], standard.split("-")[0]
    if better == first.lower():
        return "", ""
    return "", standard if tag == first else better + tag[len(first) :]


def _undeclared(document: Document) -> Iterator[Finding]:
    """Languages of the text that langUsage does not list, each once."""
    listed = {_short(element.get("ident", "")) for element in document.named("language")} - {""}
    if not listed:
        return
    told: set[str] = set()
    for element, tag in document.having(XML_LANG):
        if tag in told or tag.strip().lower() in UNSPOKEN:
            continue
        told.add(tag)
        small = "" if _judged(tag)[0] else _short(tag)  # what is no tag is told as that
        if small and not any(f"{small}-".startswith(f"{ident}-") for ident in listed):
            yield broken(LANGUAGE, element, within=XML_LANG)


def _short(tag: str) -> str:
    """A tag in small letters and in its shortest form, for comparison."""
    return (_judged(tag)[1] or tag).strip().lower() if tag.strip() else ""
