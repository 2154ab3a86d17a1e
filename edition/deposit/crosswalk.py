"""crosswalk: teiHeader and deposit.toml → Record, as crosswalk.toml says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from lxml import etree

from edition.deposit import dates, identifiers, languages, licences
from edition.deposit.agents import agents, body_name, merged, spoken
from edition.deposit.agents import identifiers as identifiers_of
from edition.deposit.header import SPACES, Header, words
from edition.deposit.overlay import overlaid
from edition.deposit.record import (
    NO_DATE,
    Agent,
    Contact,
    Date,
    Doubt,
    Funder,
    Identifier,
    Language,
    Licence,
    Organisation,
    Record,
    Related,
    Subject,
    Text,
)
from edition.deposit.settings import NO_OVERLAY, Overlay
from tei.names import local

ADDRESSES = ("doi", "handle", "ark", "urn", "purl", "url", "isbn", "issn")


def record(root: etree._Element, overlay: Overlay = NO_OVERLAY, file: str = "") -> Record:
    """The record of one document.

    root:    TEI or teiCorpus
    overlay: what deposit.toml says
    file:    how findings name the document

    Raises Problem for settings of deposit.toml that cannot be used.
    """
    header = Header(root, file)
    creators, contributors = _people(header)
    title = header.first("title")
    made = Record(
        title=title,
        subtitles=tuple(_in_language(header.texts("subtitles"), header)),
        alternatives=tuple(_alternatives(title, header)),
        creators=creators,
        contributors=contributors,
        publisher=_publisher(header),
        place=header.first("place"),
        publication_date=_publication_date(header),
        languages=tuple(_languages(header)),
        description=header.first("description"),
        licence=_licence(header),
        subjects=tuple(_subjects(header)),
        genre=header.first("genre"),
        identifiers=_once(_identifiers(header)),
        related=tuple(_related(header)),
        funders=tuple(_funders(header)),
        version=header.first("version"),
        contact=_contact(header),
        dates=tuple(_dates(header)),
        source=_shortened(header.first("source")),
        extent=tuple(_in_language(_measures(header), header)),
        doubts=tuple(_doubts(header)),
    )
    return overlaid(made, overlay)


def _alternatives(title: Text, header: Header) -> Iterator[Text]:
    """The same title in other languages, and what the edition is called besides."""
    told = {title.value}
    translated = [one for one in header.texts("title") if one.language != title.language]
    for text in [*translated, *header.texts("alternatives")]:
        if text.value not in told:
            told.add(text.value)
            yield text


def _in_language(texts: list[Text], header: Header) -> Iterator[Text]:
    """Texts in the language of the preferred one: not the same thing in every language."""
    chosen = header.preferred(texts)
    return (text for text in texts if text.language == chosen.language)


def _measures(header: Header) -> list[Text]:
    """The extents; to a bare number its unit, or the type that stands for one."""
    return [
        replace(header.text(node), value=f"{words(node)} {unit}")
        if words(node).isdecimal() and (unit := node.get("unit") or node.get("type"))
        else header.text(node)
        for node in header.found("extent")
        if words(node)
    ]


def _people(header: Header) -> tuple[tuple[Agent, ...], tuple[Agent, ...]]:
    """The creators: authors, else editors, else all responsible; and all others with a part."""
    authors = merged([a for node in header.found("authors") for a in agents(node, header)])
    editors = merged([a for node in header.found("editors") for a in agents(node, header)])
    others = [a for node in header.found("responsible") for a in agents(node, header)]
    creators = authors or editors or merged(others)
    named = {spoken(agent) for agent in creators}
    rest = merged([*editors, *others])
    return creators, tuple(agent for agent in rest if spoken(agent) not in named)


def _publisher(header: Header) -> Organisation:
    chosen = header.preferred_element(header.found("publisher"))
    if chosen is None:
        return Organisation("")
    ids = dict(identifiers_of(chosen))
    return Organisation(
        body_name(chosen, header),
        ids.get("ror", ""),
        gnd=ids.get("gnd", ""),
        role="publisher",
        origin=header.origin(chosen),
    )


def _publication_date(header: Header) -> Date:
    for element in header.found("publication_date"):
        value = dates.of_attributes(element.attrib) or dates.of_words(words(element))
        if value:
            return Date(value, "issued", header.origin(element))
    return NO_DATE


def _dates(header: Header) -> Iterator[Date]:
    """When the text was written, and the last change of the edition."""
    for element in header.found("created")[:1]:
        value = dates.of_attributes(element.attrib) or dates.of_words(words(element))
        if value:
            yield Date(value, "created", header.origin(element))
    changes = [(dates.plain(one.get("when", "")), one) for one in header.found("updated")]
    known = [(when, one) for when, one in changes if when and "/" not in when]
    if known:
        when, element = max(known, key=lambda pair: pair[0])
        yield Date(when, "updated", header.origin(element))


def _languages(header: Header) -> Iterator[Language]:
    """The languages, that of the text first, then the others by their share in it."""
    nodes = header.found("languages")
    tagged = [node for node in nodes if local(node.getparent()) != "language"]
    listed = [node for node in nodes if local(node.getparent()) == "language"]
    listed.sort(key=lambda node: -_usage(node.getparent()))
    seen: set[str] = set()
    for node in [*reversed(tagged), *listed]:
        name = words(node.getparent()) if local(node.getparent()) == "language" else ""
        found = languages.language(str(node), name, header.origin(node))
        if found is not None and found.tag not in seen:
            seen.add(found.tag)
            yield found


def _usage(element: etree._Element) -> int:
    """The share of a language in percent; 0 where nobody said it."""
    usage = element.get("usage", "")
    return int(usage) if usage.isdecimal() else 0


def _licence(header: Header) -> Licence:
    found = header.found("licence")
    chosen = header.preferred_element(found)
    if chosen is None:
        return Licence()
    inner = chosen.find(".//t:ref[@target]", SPACES)
    url = chosen.get("target", "") or (inner.get("target", "") if inner is not None else "")
    name = words(chosen)
    made = licences.licence(name, url.strip(), header.origin(chosen))
    if made.spdx or len(made.name) <= 200:
        return made
    return Licence("", "", made.url, made.origin)


def _subjects(header: Header) -> Iterator[Subject]:
    """Keywords, with the address of the vocabulary or of the term in it."""
    for element in header.found("subjects"):
        if local(element) == "item" and element.find("t:term", SPACES) is not None:
            continue
        keywords = next(element.iterancestors("{*}keywords"), None)
        scheme = keywords.get("scheme", "") if keywords is not None else ""
        address = element.get("ref", "") or element.get("target", "")
        term, language = words(element), header.language_of(element)
        yield Subject(
            term,
            scheme if scheme.startswith("http") else "",
            address if address.startswith("http") else "",
            language,
            header.origin(element),
        )


def _identifiers(header: Header) -> Iterator[Identifier]:
    for element in header.found("identifiers"):
        if element.find("t:idno", SPACES) is not None and not (element.text or "").strip():
            continue  # it only holds others
        written = element.get("target", "") if local(element) == "ref" else words(element)
        found = identifiers.identified(written, element.get("type", ""), header.origin(element))
        if found is None or _of_publisher(element, found):
            continue
        if found.scheme in ADDRESSES or local(element) == "idno":
            yield found


def _of_publisher(element: etree._Element, found: Identifier) -> bool:
    """Whether an address is that of the publisher named just before: a site without a path."""
    before = element.getprevious()
    after_name = before is not None and local(before) in ("publisher", "authority", "distributor")
    return after_name and found.scheme == "url" and not urlsplit(found.url).path.strip("/")


def _once(found: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Each identifier once, DOIs first."""
    known = {(one.scheme, one.value): one for one in found}
    return tuple(sorted(known.values(), key=lambda one: one.scheme != "doi"))


def _related(header: Header) -> Iterator[Related]:
    """The sources that have an address, and the series."""
    seen = set()
    for element in header.found("related"):
        written = words(element) if local(element) == "idno" else element.get("target", "")
        found = identifiers.identified(written, element.get("type", ""), header.origin(element))
        in_series = next(element.iterancestors("{*}seriesStmt"), None) is not None
        if found is not None and found.scheme in ADDRESSES and found.value not in seen:
            seen.add(found.value)
            relation = "IsPartOf" if in_series else "IsDerivedFrom"
            yield Related(relation, found, origin=header.origin(element))


def _funders(header: Header) -> Iterator[Funder]:
    for element in header.found("funders"):
        known = identifiers.identified(element.get("ref", ""), "", header.origin(element))
        grant = next(
            (words(one) for one in element.iter("{*}idno") if one.get("type") in GRANTS), ""
        )
        yield Funder(body_name(element, header), known, grant, origin=header.origin(element))


GRANTS = ("grant", "award", "project", "grantNumber", "GRANT")


def _contact(header: Header) -> Contact:
    found = header.found("contact")
    if not found:
        return Contact()
    return Contact("", words(found[0]), "", header.origin(found[0]))


def _shortened(text: Text) -> Text:
    """A citation that is not the whole of a description."""
    if len(text.value) <= 1000:
        return text
    return Text(text.value[:999].rsplit(" ", 1)[0] + " …", text.language, text.origin)


def _doubts(header: Header) -> Iterator[Doubt]:
    """What the header says and could not be read: dates in words, unknown language codes."""
    found = header.found("publication_date")
    if found and not _publication_date(header):
        origin = header.origin(found[0])
        yield Doubt("publication-date-unreadable", _said(found[0]), origin)
    for node in header.found("languages"):
        if languages.language(str(node)) is None:
            yield Doubt("language-code-unknown", str(node), header.origin(node))
    yield from _licences(header)


def _licences(header: Header) -> Iterator[Doubt]:
    """The licences of a header that has several: only one of them is told to archives."""
    chosen = _licence(header)
    found = [one for one in header.found("licence") if local(one) == "licence"]
    told = (licences.licence(words(one), one.get("target", "").strip()) for one in found)
    known = {one.spdx or one.url or one.name: one for one in told if one}
    if len(known) > 1:
        names = dict.fromkeys(one.name or one.url for one in known.values())
        yield Doubt("licences-several", "; ".join(names), chosen.origin)


def _said(element: etree._Element) -> str:
    return words(element) or " ".join("=".join(map(str, pair)) for pair in element.items())
