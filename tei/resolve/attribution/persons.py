"""Persons as a text names them: the forms of their names, and what these tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tei.reading import AgentKind

OFTEN = 10  # mentions of a person from which a form that stands once may be a slip


@dataclass
class Form:
    """A form of a name: how often, first where (code point), and what pronouns vote for."""

    count: int = 0
    first: int = 0
    votes: Counter[str] = field(default_factory=Counter)

    @property
    def gender(self) -> str:
        """ "m", "f", or "" where the pronouns do not tell."""
        return elected(self.votes)


def elected(votes: Counter[str]) -> str:
    """The gender with at least two votes and twice as many as the other; else ""."""
    male, female = votes["m"], votes["f"]
    if male + female < 2 or min(male, female) * 2 > max(male, female):
        return ""
    return "m" if male > female else "f"


@dataclass
class Person:
    """Somebody named: all forms of the name with their counts, and what they tell.

    kind:  "person", or "work" and "org" where a thing is said to speak
    named: whether by a name, and not by a noun phrase alone (“the waiter”)
    first: code point of the first mention
    votes: how often titles and pronouns speak for "m" and for "f"
    """

    number: int
    kind: AgentKind = "person"
    named: bool = True
    first: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    givens: set[str] = field(default_factory=set)
    lasts: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    title_gender: str = ""
    votes: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """Number of mentions."""
        return self.forms.total()

    @property
    def gender(self) -> str:
        """ "m", "f", or "" where the text does not tell."""
        return self.title_gender or elected(self.votes)

    def names(self) -> tuple[str, ...]:
        """All forms, the fullest first."""
        shouted = [form for form in self.forms if form.isupper()]
        forms = shouted if len(shouted) == len(self.forms) else set(self.forms) - set(shouted)
        return tuple(sorted(forms, key=self._fullness))

    def _fullness(self, form: str) -> tuple[bool, int, int, int, str]:
        """The order of names; what stands once in a long text comes last."""
        words = form.replace(".", " ").split()
        named = sum(word not in self.titles for word in words)
        rare = self.forms[form] == 1 and self.count >= OFTEN
        return rare, -named, -len(words), -self.forms[form], form
