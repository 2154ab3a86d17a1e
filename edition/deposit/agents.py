"""Agents: the persons and bodies of a header, their names apart only where it has them apart.

A name is taken apart by its `surname` and `forename`, or where it is written "Family, Given".
"Given Family" is never guessed at: which part is which differs from name to name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from edition.deposit.header import SPACES, Header, words
from edition.deposit.identifiers import PERSONAL, identified
from edition.deposit.record import Agent, Identifier, Organisation, Person
from tei.names import collapse, local

# The years of a life after a name, as library catalogues write them: “1616-1679.”, “ca. 1634-”.
ABOUT = r"(?:ca?\.|fl\.|b\.|d\.|active)?\s?"
YEARS = rf"{ABOUT}\d{{3,4}}\??\s?[-–]\s?(?:{ABOUT}\d{{3,4}})?\??"
LIFE = re.compile(rf"[,\s]*(?:\([^()]*\)|\[[^\[\]]*\]|{YEARS}|,\s?{ABOUT}\d{{3,4}})\s?\.?\s*$")
OF_LIFE = rf"(?:{YEARS}|{ABOUT}\d{{3,4}})"
YEARS_AFTER = re.compile(
    rf"[,\s]*(?:\(\s?{OF_LIFE}\s?\)|\[\s?{OF_LIFE}\s?\]|{YEARS}|,\s?{ABOUT}\d{{3,4}})\s?\.?\s*$"
)
TITLES = re.compile(r"(?:jr|sr|dr|prof|ph\.? ?d|m\.?a|m\.?sc|esq)\.?$", re.I)
LONGEST = 300  # characters: what is longer is no name
NAMES = ("persName", "name", "orgName", "rs")
BODIES = ("orgName",)
IDS = ("ref", "sameAs", "corresp", "key")


def agents(element: etree._Element, header: Header, role: str = "") -> Iterator[Agent]:
    """The persons and bodies that an `author`, `editor`, `respStmt` … names."""
    role = role or _role(element, header)
    inside = [child for child in element if local(child) in NAMES]
    if local(element) != "respStmt" and (len(inside) < 2 or not _several(inside)):
        yield _agent(element, header, role)
        return
    for child in inside:
        if words(child) or child.attrib:
            yield _agent(child, header, role)


def _several(names: list[etree._Element]) -> bool:
    """Whether names stand for several, not for one with a pen name or another language."""
    if any(name.get("type") for name in names):
        return False
    languages = [name.get("{http://www.w3.org/XML/1998/namespace}lang") for name in names]
    return not (None not in languages and len(set(languages)) == len(languages))


def _role(element: etree._Element, header: Header) -> str:
    """What an agent did: the element's own @role, the words of `resp`, or the element's name."""
    responsibilities = element.findall("t:resp", SPACES)
    if responsibilities:
        chosen = header.preferred_element(responsibilities)
        return words(chosen) if chosen is not None else ""
    return element.get("role") or local(element)


def _agent(element: etree._Element, header: Header, role: str) -> Agent:
    """One agent; a pointer into the header's lists is followed for identifiers and parts."""
    known = header.pointed(element.get("ref", "").split(" ")[0])
    ids = dict(identifiers(known)) if known is not None else {}
    ids.update(identifiers(element))
    if _is_body(element):
        return _body(element, header, role, ids)
    family, given = parts(element)
    if not family and known is not None:
        family, given = parts(known)
    affiliation = element.find(".//t:affiliation", SPACES)
    return Person(
        family,
        given,
        without_life(_literal(element)),
        **{scheme: ids.get(scheme, "") for scheme in PERSONAL},
        affiliation=words(affiliation) if affiliation is not None else "",
        role=role,
        origin=header.origin(element),
    )


def _is_body(element: etree._Element) -> bool:
    kinds = (element.get("type", ""), *(child.get("type", "") for child in element))
    inner = [local(child) for child in element]
    only = any(name in BODIES for name in inner) and "persName" not in inner
    return (
        local(element) in BODIES or only or any(kind in ("org", "organisation") for kind in kinds)
    )


def _body(
    element: etree._Element, header: Header, role: str, ids: Mapping[str, str]
) -> Organisation:
    """A body, by its name in the language of the document."""
    wanted = ("ror", "gnd", "isni", "viaf", "wikidata")
    return Organisation(
        body_name(element, header),
        **{scheme: ids.get(scheme, "") for scheme in wanted},
        role=role,
        origin=header.origin(element),
    )


def body_name(element: etree._Element, header: Header) -> str:
    """The name of a publisher or funder, without its address and links."""
    names = [child for child in element if local(child) in NAMES and words(child)]
    chosen = header.preferred_element(names)
    return words(chosen if chosen is not None else element)


def parts(element: etree._Element) -> tuple[str, str]:
    """(family, given) of a name; "" and "" where it is not taken apart."""
    holder = next(
        (name for name in element.iter(tag=etree.Element) if _child(name, "surname") is not None),
        None,
    )
    if holder is not None:
        links = [words(part) for part in holder if local(part) == "nameLink"]
        surnames = [words(part) for part in holder if local(part) == "surname"]
        family = " ".join([*links, *surnames])  # “von” may stand behind, as in a catalogue
        given = " ".join(words(part) for part in holder if local(part) == "forename")
        return family, given
    return inverted(_literal(element))


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return element.find(f"t:{name}", SPACES)


def without_life(name: str) -> str:
    """A name without the years of a life after it."""
    bare = collapse(name)
    while len(bare) <= LONGEST and (life := YEARS_AFTER.search(bare)) and life.start():
        bare = bare[: life.start()]
    return bare


def inverted(name: str) -> tuple[str, str]:
    """(family, given) of "Family, Given"; "" and "" for any other form."""
    bare = collapse(name)
    if len(bare) > LONGEST:
        return "", ""
    while (life := LIFE.search(bare)) and life.start():
        bare = bare[: life.start()]
    if ";" in bare or bare.count(",") != 1:
        return "", ""
    family, given = (part.strip() for part in bare.split(","))
    return ("", "") if not family or not given or TITLES.match(given) else (family, given)


def _literal(element: etree._Element) -> str:
    """The name as written: of the first name inside, else the element's own words."""
    if _child(element, "surname") is not None:
        return collapse(" ".join(map(str, element.itertext())))
    inner = next((child for child in element if local(child) in NAMES and words(child)), None)
    if inner is not None:
        return _literal(inner)
    own = [element.text or ""]
    for child in element:
        if local(child) not in ("idno", "affiliation", "email", "ptr", "ref", "note"):
            own.append(words(child))
        own.append(child.tail or "")
    return collapse("".join(own))


def identifiers(element: etree._Element) -> Iterator[tuple[str, str]]:
    """(scheme, value) of each identifier of an agent that has a scheme we know."""
    for item in element.iter(tag=etree.Element):
        if local(item) == "idno":
            yield from _known(identified(words(item), item.get("type", "")))
        for attribute in IDS:
            for address in item.get(attribute, "").split():
                yield from _known(identified(address))


def _known(found: Identifier | None) -> Iterator[tuple[str, str]]:
    if found is not None and found.scheme in (*PERSONAL, "ror"):
        yield found.scheme, found.value


def merged(found: list[Agent]) -> tuple[Agent, ...]:
    """Each agent once, with all roles and identifiers.

    “Marlow, Edith” and “Edith Marlow” in one header are one: this is no guess at a name, for
    the header itself says once which part is which.
    """
    agents: dict[str, Agent] = {}
    for agent in found:
        old = agents.get(spoken(agent))
        agents[spoken(agent)] = agent if old is None else _joined(old, agent)
    return tuple(agent for agent in agents.values() if agent.name)


def spoken(agent: Agent) -> str:
    """The name as it is spoken, by which agents are compared."""
    return agent.direct if isinstance(agent, Person) else agent.name


def _joined(old: Agent, new: Agent) -> Agent:
    """The better known of two forms of one agent, with what the other says besides."""
    roles = [*old.role.split("; "), *new.role.split("; ")]
    if isinstance(old, Person) and isinstance(new, Person) and new.split and not old.split:
        old, new = new, old
    schemes = PERSONAL if isinstance(old, Person) else ("ror", *PERSONAL[1:])
    facts = {name: getattr(old, name, "") or getattr(new, name, "") for name in schemes}
    facts["role"] = "; ".join(dict.fromkeys(filter(None, roles)))
    return replace(old, **facts)  # type: ignore[arg-type]
