"""The record of an edition: what archives ask for, each value with the place it comes from.

The terms are DataCite's (Metadata Schema 4.6) where it has one.  A record is made by
`edition.deposit.crosswalk.record` and changed with `dataclasses.replace`; it is never
guessed: what neither the header nor deposit.toml says is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any


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
    """Who paid; identifier: of the funder (ROR, ISNI, GND); award: number and title of the grant."""

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
class Record:
    """What archives ask for.

    publication_date: EDTF level 0; empty where nobody said it
    languages:        of the text, the main one first
    description:      an abstract, almost always from deposit.toml
    resource_type:    of DataCite's resourceTypeGeneral ("Text", "Dataset", "Book" …)
    genre:            in the words of the edition ("letter", "critical edition")
    identifiers:      of the edition itself: DOI, handle, address …
    source:           what the edition was made from, as a citation
    dates:            other dates than that of publication
    extent:           "12 letters", "10981 words"
    details:          tables of deposit.toml for one target or format, e.g. details["dataverse"]
    """

    title: Text = field(default_factory=Text)
    subtitles: tuple[Text, ...] = ()
    creators: tuple[Agent, ...] = ()
    contributors: tuple[Agent, ...] = ()
    publisher: Organisation = field(default_factory=lambda: Organisation(""))
    place: Text = field(default_factory=Text)
    publication_date: Date = NO_DATE
    languages: tuple[Language, ...] = ()
    description: Text = field(default_factory=Text)
    licence: Licence = field(default_factory=Licence)
    subjects: tuple[Subject, ...] = ()
    resource_type: Text = field(default_factory=Text)
    genre: Text = field(default_factory=Text)
    identifiers: tuple[Identifier, ...] = ()
    related: tuple[Related, ...] = ()
    funders: tuple[Funder, ...] = ()
    version: Text = field(default_factory=Text)
    contact: Contact = field(default_factory=Contact)
    depositor: Text = field(default_factory=Text)
    dates: tuple[Date, ...] = ()
    source: Text = field(default_factory=Text)
    extent: tuple[Text, ...] = ()
    details: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The BCP 47 tag of the main language; "" where nobody said it."""
        return self.languages[0].tag if self.languages else ""

    @property
    def iso639_3(self) -> str:
        """The ISO 639-3 code of the main language; "" where there is none."""
        return self.languages[0].iso639_3 if self.languages else ""

    @property
    def doi(self) -> str:
        """The bare DOI of the edition; "" where it has none."""
        return next((one.value for one in self.identifiers if one.scheme == "doi"), "")

    @property
    def year(self) -> str:
        """The year of publication, four figures; "" where nobody said it."""
        return self.publication_date.value[:4]

    @property
    def created(self) -> Date:
        """When the text was written; empty where nobody said it."""
        return next((date for date in self.dates if date.kind == "created"), NO_DATE)

    def detail(self, table: str, name: str, default: str = "") -> str:
        """A setting that deposit.toml has for one target or format only."""
        return str(self.details.get(table, {}).get(name, default))

    def as_json(self) -> dict[str, Any]:
        """The record for machines; what is empty is left out."""
        plain = _plain(self)
        assert isinstance(plain, dict)
        return plain


def _plain(value: Any) -> Any:
    """Dataclasses as dictionaries without empty values."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((item.name, _plain(getattr(value, item.name))) for item in fields(value))
        return {name: plain for name, plain in pairs if plain not in ("", 0, None, [], {})}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    return value
