"""The roster: which labels are one speaker, and the agent each becomes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tei.identifiers import slug, unique
from tei.reading import Agent, AgentKind
from tei.recognisers.speeches.words import Words
from tei.resolve.casting.names import (
    BRACKET,
    Name,
    displayed,
    folded,
    parted,
    tokens,
    without_article,
)

NUMBERED = re.compile(r"^(\d+)\.?\s+(.+)$")  # “1. Child”: a key begins with a letter
ABBREVIATION = range(2, 6)  # letters of an abbreviated name that stands for a role


@dataclass(frozen=True, slots=True)
class Role:
    """An item of the cast list: the role's name, and all the item says."""

    name: str
    item: str


@dataclass
class Roster:
    """Who speaks, as far as it is known; grows speech by speech.

    labels: every label of the text, compared → as printed
    roles:  the cast list in its order
    staged: whether there is a play, and not an interview
    """

    words: Words
    taken: Mapping[str, Agent]
    roles: Sequence[Role] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    staged: bool = True
    agents: dict[str, Agent] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    of_role: dict[int, str] = field(default_factory=dict)
    people: list[tuple[Name, str]] = field(default_factory=list)

    def speakers(self, label: str, printed: str, *, debate: bool) -> tuple[str, ...]:
        """The keys of those who speak under a label, in its order."""
        several = self.several(label)
        if several:
            return tuple(self.key(part, part, debate=debate) for part in several)
        return (self.key(label, printed, debate=debate),)

    def several(self, label: str) -> list[str]:
        """The names in a label for several speakers, each of them known; else none."""
        joins = "|".join(map(re.escape, self.words.joins))
        parts = re.split(
            rf"\s*[,&/]\s*|\s+(?:{joins})\s+" if joins else r"\s*[,&/]\s*", label, flags=re.I
        )
        parts = [part for part in parts if part]
        good = len(parts) > 1 and all(folded(part) in self.labels for part in parts)
        return parts if good else []

    def key(self, label: str, printed: str, *, debate: bool) -> str:
        """The key of one speaker; the agent is made where there is none yet."""
        compared = folded(label)
        found = self.known.get(compared)
        if found is None:
            found = self.met(label) if debate else self.played(label)
        self.known[compared] = found
        self.name(found, label, printed)
        office = folded(re.sub(r"\s*\([^()]*\)", "", printed))
        if debate:
            self.known.setdefault(office, found)
        return found

    def name(self, key: str, *names: str) -> None:
        """Add names to an agent, as printed."""
        agent = self.agents[key]
        more = [name for name in dict.fromkeys(names) if name and name not in agent.names]
        if more:
            self.agents[key] = Agent(
                key, agent.kind, (*agent.names, *more), agent.role, agent.details
            )

    def made(self, label: str, name: str, role: str) -> str:
        """The key of a new agent; one of that name that is there already is taken."""
        for key, agent in self.taken.items():
            if agent.kind == "person" and folded(name) in map(folded, agent.names):
                self.agents[key] = agent
                return key
        bare = folded(without_article(label, self.words))
        first = bare.split()[0] if bare else ""
        group = {bare, first} & self.words.collective or folded(label) in self.words.collective
        kind: AgentKind = "group" if group else "person"
        key = unique(slug(NUMBERED.sub(r"\2 \1", label)), [*self.taken, *self.agents])
        self.agents[key] = Agent(key, kind, (name,), role)
        return key

    # -- debates ----------------------------------------------------------------

    def met(self, label: str) -> str:
        """Who speaks in a debate: the person of that name last met, else a new one."""
        name = parted(label, self.words)
        for place in range(len(self.people) - 1, -1, -1):
            other, key = self.people[place]
            if name.same(other):
                if len(name.given) > len(other.given):
                    self.people[place] = (name, key)
                return key
        shown = name.full if name.surname else label
        key = self.made(shown, shown, "speaker")
        self.people.append((name, key))
        return key

    @property
    def part(self) -> str:
        """What those are who speak under labels: characters of a play, or speakers."""
        return "character" if self.staged or self.roles else "speaker"

    # -- plays ------------------------------------------------------------------

    def played(self, label: str) -> str:
        """Who speaks in a play: the role the label names, else a person of its own."""
        inside = BRACKET.search(label)
        if inside and inside[1].strip(" ?") and inside.end() >= len(label):
            return self.key(inside[1].strip(), inside[1].strip(), debate=False)
        bare = without_article(label, self.words)
        if folded(bare) in self.known:
            return self.known[folded(bare)]
        full = self.full_name(label)
        if full:
            return self.key(full, full, debate=False)
        number = self.role_of(label)
        if number is not None and number in self.of_role:
            return self.of_role[number]
        name = displayed(label if number is None else self.roles[number].name, self.words)
        key = self.made(BRACKET.sub(" ", bare).strip() or bare, name, self.part)
        if number is not None:
            self.of_role[number] = key
        self.known.setdefault(folded(bare), key)
        return key

    def full_name(self, label: str) -> str:
        """The one label that gives this surname with given names, where there is no cast list."""
        if self.roles or label.isupper():
            return ""
        ending = " " + folded(label)
        longer = [
            printed
            for compared, printed in self.labels.items()
            if compared.endswith(ending) and parted(printed, self.words).given
        ]
        return longer[0] if len(longer) == 1 else ""

    def role_of(self, label: str) -> int | None:
        """The number of the role that a label names, if it is one alone."""
        compared, bare = folded(label), folded(without_article(label, self.words))
        if {compared, bare} & self.words.collective:
            return None
        for number, role in enumerate(self.roles):
            if (
                folded(role.name) == compared
                or folded(without_article(role.name, self.words)) == bare
            ):
                return number
        wanted = set(tokens(label, self.words))
        named = [set(tokens(role.name, self.words)) for role in self.roles]
        said = [self.described(role) for role in self.roles]
        for sets in (named, said):
            fitting = [number for number, there in enumerate(sets) if wanted <= there]
            if len(fitting) > 1:  # a role that speaks under its own name is nobody else's
                own = [folded(self.roles[number].name) in self.labels for number in fitting]
                fitting = [n for n, taken in zip(fitting, own, strict=True) if not taken]
            if fitting:
                return fitting[0] if len(fitting) == 1 else None
        return self.abbreviated(wanted, named) if len(wanted) == 1 else None

    def described(self, role: Role) -> set[str]:
        """The words of an item that names one role; none of one that lists several."""
        return set(tokens(role.item, self.words)) if role.item.count(",") < 2 else set()

    def abbreviated(self, wanted: set[str], named: list[set[str]]) -> int | None:
        """The one role with a name that begins like the label."""
        short = next(iter(wanted))
        if len(short) not in ABBREVIATION:
            return None
        fitting = [
            number
            for number, there in enumerate(named)
            if any(word.startswith(short) and len(word) > len(short) + 1 for word in there)
        ]
        return fitting[0] if len(fitting) == 1 else None
