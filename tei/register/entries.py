"""What a register holds, and where its names stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from tei.register.forms import canonical, in_capitals, pattern_of

EntryKind = Literal["person", "group", "org", "place"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, a group, a body or a place.

    key:         its xml:id in the TEI, an NCName
    names:       every form that means it, the one for citing first; at least one
    identifiers: name of the authority as in the register ("gnd", "viaf", …) → identifier
    note:        a remark of the editor's
    """

    key: str
    kind: EntryKind
    names: tuple[str, ...]
    identifiers: Mapping[str, str] = field(default_factory=dict, hash=False)
    note: str = ""


@dataclass(frozen=True)
class Register:
    """Entries by key; no form means two of them."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.entries)

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        """Form, canonical → key; with the forms that a heading or a sentence's opening makes."""
        entries = self.entries.values()
        forms = {canonical(name): entry.key for entry in entries for name in entry.names}
        shouted = {in_capitals(form): key for form, key in forms.items() if " " in form}
        opening = {form[0].upper() + form[1:]: key for form, key in forms.items()}
        return {**shouted, **opening, **forms}

    @cached_property
    def _folded(self) -> Mapping[str, frozenset[str]]:
        """Form without case → the keys of all that it may mean."""
        found: dict[str, frozenset[str]] = {}
        for form, key in self._keys.items():
            found[form.casefold()] = found.get(form.casefold(), frozenset()) | {key}
        return found

    def entry_of(self, form: str) -> Entry | None:
        """The one entry that a name means, in whatever case; for what is known to be a name."""
        keys = self._folded.get(canonical(form).casefold(), frozenset())
        return self.entries[next(iter(keys))] if len(keys) == 1 else None

    def occurrences(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        """(start, end, entry) of every form in a text, code points; of two the longer one.

        Forms are whole words: no part of a longer word or of one with a hyphen.
        """
        if not self.entries:
            return
        for match in self._pattern.finditer(text):
            yield match.start(), match.end(), self.entries[self._keys[canonical(match[0])]]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return pattern_of(self._keys)


NO_REGISTER = Register()
