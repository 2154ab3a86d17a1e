"""A reading: the text, all that was found in it, and who and what it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from tei.annotation import Annotation, Annotations
from tei.language import Language
from tei.register import NO_REGISTER, Register
from tei.source import SourceText

AgentKind = Literal["person", "group", "org", "work", "place"]


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody or something whose words a text gives: a person, a body, a work.

    Of a register also who and what the text only names, and places.

    key:      its xml:id in the TEI, e.g. "trotsky"; stable, readable, an NCName
    kind:     "person", "group" (personGrp), "org", "work" (a bibl), or "place"
    names:    every form in which the text names it, the fullest first; at least one
    role:     what it is to the text: "author", "character", "source", "speaker", or ""
    details:  bibliographic facts of a work: title, level, volume, issue, when, pubPlace, lang …;
              of an entry of a register its identifiers ("gnd", "viaf" …) and "note"
    """

    key: str
    kind: AgentKind
    names: tuple[str, ...]
    role: str = ""
    details: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Reading:
    """What is known of a text at one stage of the street.

    annotations: sorted; after `resolve` they nest without crossing
    agents:      key → agent, in order of first mention
    date:        the text's own date, EDTF level 0 ("1929-08-04"), or ""
    genre:       "prose", "fiction", "drama", "debate", "letters", "verse", or "" where unknown
    register:    the persons, bodies and places that the editor knows
    candidates:  names that the text alone shows and that are not sure: not encoded, in text
                 order, with `agent` where it is known whom they may mean
    relative_dates: whether dates relative to others ("two days later") are wanted
    """

    source: SourceText
    language: Language
    annotations: Annotations = field(default_factory=Annotations)
    agents: Mapping[str, Agent] = field(default_factory=dict)
    date: str = ""
    genre: str = ""
    register: Register = NO_REGISTER
    candidates: tuple[Annotation, ...] = ()
    relative_dates: bool = False

    def having(self, **changes: Any) -> Reading:
        """A copy with fields replaced."""
        return replace(self, **changes)
