"""The values of a record: texts, agents, identifiers, dates, each with the place it comes from.

The terms are DataCite's (Metadata Schema 4.6) where it has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value stands.

    file:  the TEI file or deposit.toml, as the user named it; "" where nobody wrote it
    line:  from 1; 0 where unknown
    xpath: of the element in the TEI, or the name of the setting in deposit.toml
    """

    file: str = ""
    line: int = 0
    xpath: str = ""


NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their language (BCP 47, "" where unknown)."""

    value: str = ""
    language: str = ""
    origin: Origin = NOWHERE

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class Identifier:
    """What identifies a thing.

    scheme: "doi", "handle", "ark", "urn", "purl", "url", "isbn", "issn", "orcid", "gnd", "isni",
            "viaf", "wikidata", "ror", "local" …
    value:  as its authority writes it, without an address before it
    url:    the address it resolves to; "" where there is none
    """

    scheme: str
    value: str
    url: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Person:
    """A person with a part in the edition.

    family, given: as the header or deposit.toml has them apart; both "" where nobody split them
    literal:       the name as written
    orcid, gnd, isni, viaf, wikidata: bare identifiers, as written even where their check digit
                   is wrong (`edition deposit check` says so); "" where there is none
    role:          "author", "editor", "translator", "funder" …; else the words of `resp`
    """

    family: str = ""
    given: str = ""
    literal: str = ""
    orcid: str = ""
    gnd: str = ""
    isni: str = ""
    viaf: str = ""
    wikidata: str = ""
    affiliation: str = ""
    role: str = ""
    origin: Origin = NOWHERE

    @property
    def split(self) -> bool:
        """Whether family and given name are known apart (a single name is a family name)."""
        return bool(self.family)

    @property
    def name(self) -> str:
        """ "Family, Given", or the name as written where it was not split."""
        return ", ".join(part for part in (self.family, self.given) if part) or self.literal

    @property
    def direct(self) -> str:
        """ "Given Family", or the name as written where it was not split."""
        return " ".join(part for part in (self.given, self.family) if part) or self.literal

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """The identifiers of the person, ORCID and GND first."""
        found = ((scheme, getattr(self, scheme)) for scheme in ADDRESSES)
        return tuple(
            Identifier(scheme, value, ADDRESSES[scheme] + value, self.origin)
            for scheme, value in found
            if value
        )


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body with a part in the edition."""

    literal: str
    ror: str = ""
    gnd: str = ""
    isni: str = ""
    viaf: str = ""
    wikidata: str = ""
    role: str = ""
    origin: Origin = NOWHERE

    @property
    def name(self) -> str:
        """The name as written."""
        return self.literal

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """The identifiers of the body, ROR first."""
        found = [("ror", self.ror)]
        found += [(scheme, getattr(self, scheme, "")) for scheme in ADDRESSES]
        return tuple(
            Identifier(scheme, value, {**ADDRESSES, **ROR}[scheme] + value, self.origin)
            for scheme, value in found
            if value
        )


ADDRESSES: Mapping[str, str] = {
    "orcid": "https://orcid.org/",
    "gnd": "https://d-nb.info/gnd/",
    "isni": "https://isni.org/isni/",
    "viaf": "https://viaf.org/viaf/",
    "wikidata": "https://www.wikidata.org/entity/",
}
ROR: Mapping[str, str] = {"ror": "https://ror.org/"}
Agent = Person | Organisation


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the text: its BCP 47 tag, its ISO 639-3 code ("" for no language)."""

    tag: str
    iso639_3: str = ""
    name: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: as it is called, its SPDX id ("" where SPDX has none), its address."""

    name: str = ""
    spdx: str = ""
    url: str = ""
    origin: Origin = NOWHERE

    def __bool__(self) -> bool:
        return bool(self.name or self.spdx or self.url)


@dataclass(frozen=True, slots=True)
class Subject:
    """A keyword, with the vocabulary it is taken from and its address there."""

    term: str
    scheme: str = ""
    url: str = ""
    language: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Related:
    """Another thing that the edition is related to; relation: a DataCite relationType."""

    relation: str
    identifier: Identifier
    title: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Funder:
    """Who paid: identifier of the funder (ROR, ISNI, GND); number and title of the grant."""

    name: str
    identifier: Identifier | None = None
    award_number: str = ""
    award_title: str = ""
    award_url: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom an archive writes to."""

    name: str = ""
    email: str = ""
    affiliation: str = ""
    origin: Origin = NOWHERE

    def __bool__(self) -> bool:
        return bool(self.name or self.email)


@dataclass(frozen=True, slots=True)
class Date:
    """A date in EDTF level 0: "1929", "1929-08", "1929-08-04", "1929/1931".

    kind: "created" (the text was written), "issued", "updated", "collected"
    """

    value: str
    kind: str = "issued"
    origin: Origin = NOWHERE

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value)


NO_DATE = Date("")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the header says and that could not be read.

    code:  of the diagnostic that `edition deposit check` gives for it
    value: the words of the header
    """

    code: str
    value: str
    origin: Origin = NOWHERE
