"""The record of an edition: what archives ask for, each value with the place it comes from.

The terms are DataCite's (Metadata Schema 4.6) where it has one.  A record is made by
`edition.deposit.crosswalk.record` and changed with `dataclasses.replace`; it is never
guessed: what neither the header nor deposit.toml says is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from edition.deposit.values import (
    ADDRESSES,
    NO_DATE,
    NOWHERE,
    Agent,
    Contact,
    Date,
    Doubt,
    Funder,
    Identifier,
    Language,
    Licence,
    Organisation,
    Origin,
    Person,
    Related,
    Subject,
    Text,
)

__all__ = [
    "ADDRESSES",
    "NOWHERE",
    "NO_DATE",
    "Agent",
    "Contact",
    "Date",
    "Doubt",
    "Funder",
    "Identifier",
    "Language",
    "Licence",
    "Organisation",
    "Origin",
    "Person",
    "Record",
    "Related",
    "Subject",
    "Text",
]


@dataclass(frozen=True, slots=True)
class Record:
    """What archives ask for.

    alternatives:     other titles, e.g. the title in another language
    publication_date: EDTF level 0; empty where nobody said it
    languages:        of the text, the main one first
    description:      an abstract, almost always from deposit.toml
    resource_type:    of DataCite's resourceTypeGeneral ("Text", "Dataset", "Book" …)
    genre:            in the words of the edition ("letter", "critical edition")
    identifiers:      of the edition itself: DOI, handle, address …
    source:           what the edition was made from, as a citation
    dates:            other dates than that of publication
    extent:           "12 letters", "10981 words"
    doubts:           what the header says and could not be read
    details:          tables of deposit.toml for one target or format, e.g. details["dataverse"]
    """

    title: Text = field(default_factory=Text)
    subtitles: tuple[Text, ...] = ()
    alternatives: tuple[Text, ...] = ()
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
    doubts: tuple[Doubt, ...] = ()
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
    def codes(self) -> tuple[str, ...]:
        """The ISO 639-3 codes of the languages that have one, each once: fr and fr-CH are one."""
        return tuple(dict.fromkeys(one.iso639_3 for one in self.languages if one.iso639_3))

    @property
    def language_names(self) -> tuple[str, ...]:
        """The ISO 639-3 code of each language, else its tag, each once."""
        return tuple(dict.fromkeys(one.iso639_3 or one.tag for one in self.languages))

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
