"""Who is in a text: the forms of names, gathered by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tei.language import Language
from tei.personal_names import PersonName, parse
from tei.persons import lexicon
from tei.reading import AgentKind
from tei.resolve.attribution.persons import Form, Person

BEARERS = 40  # persons of one name that are told apart
SHARE = 0.6  # share of mentions that one of several bearers of a name must have


class Cast:
    """The persons of a text, looked up by any form of their names."""

    def __init__(self, language: Language):
        self._language = language
        self.people: list[Person] = []
        self._of: dict[str, Person] = {}
        self._by_word: dict[str, list[Person]] = defaultdict(list)
        self._endings: dict[str, Person] = {}
        self._known: set[int] = set()

    def of(self, form: str) -> Person | None:
        """The person that a form names."""
        return self._of.get(plain(form))

    def add(self, form: str, place: int, gender: str = "", *, kind: AgentKind = "person") -> Person:
        """The person whom a phrase means that names nobody else, made where new."""
        person = self._of.get(plain(form))
        first, _, rest = form.partition(" ")
        if rest and first.lower() in lexicon(self._language).determiners:
            form = f"{first.lower()} {rest}"
        if person is None:
            person = self._new()
            person.title_gender, person.kind = gender, kind
            person.named = form[:1].isupper()
            self._of[plain(form)] = person
            person.first = place
            if kind != "person":
                self._endings[form.lower().split()[-1]] = person
        person.forms[form] += 1
        person.first = min(person.first, place)
        return person

    def enter(self, names: Iterable[str]) -> None:
        """Make one person of names that are known to be one person's, counting no mention.

        A name that somebody else has already stays with him.
        """
        fresh = [name for name in names if plain(name) not in self._of]
        if not fresh:
            return
        person = self._new()
        for form in fresh:
            self._join(person, form, parse(form, self._language), Form(0, -1))
        self._known.add(person.number)

    def known(self, phrase: str) -> Person | None:
        """The person who is known from outside the text by a phrase (“the widow”)."""
        person = self.of(phrase)
        return person if person is not None and person.number in self._known else None

    def ending(self, noun: str) -> Person | None:
        """The work or body named last by a phrase that ends in a noun."""
        return self._endings.get(noun)

    def titled(self, noun: str) -> Person | None:
        """The one person whose title a noun is (“the count”, “the doctor”)."""
        known = lexicon(self._language).title_nouns.get(noun.lower(), ())
        titles = {noun.capitalize(), *known}
        bearers = {
            person.number: person
            for title in titles
            for person in self._by_word.get(title.lower(), ())
            if titles & person.titles
        }
        return _only(bearers.values())

    def spouse(self, person: Person, titles: frozenset[str]) -> Person | None:
        """The one person of a surname who bears one of the titles of husbands or of wives."""
        return _only(
            other
            for last in person.lasts
            for other in self._by_word.get(last, ())
            if other is not person and last in other.lasts and titles & other.titles
        )

    def gather(self, forms: Mapping[str, Form]) -> None:
        """Gather the forms of names by person.

        Full names make persons first; surnames and given names then join them.  What
        stands in capitals only (a heading) makes nobody.
        """
        parsed = [(form, parse(form, self._language)) for form in forms]
        given = {name.words[0].lower() for form, name in parsed if len(name.words) > 1}

        def importance(item: tuple[str, PersonName]) -> tuple[int, int, str]:
            form, name = item
            return _rank(form, name, given), -forms[form].count, form

        order = sorted(parsed, key=importance)
        for form, name in order:
            facts = forms[form]
            person = self._of.get(plain(form)) or self._match(name, facts.gender)
            if person is None and form.isupper() and len(name.words) > 1:
                continue
            self._join(person or self._new(), form, name, facts)

    def _new(self) -> Person:
        person = Person(len(self.people), first=-1)
        self.people.append(person)
        return person

    def _join(self, person: Person, form: str, name: PersonName, facts: Form) -> None:
        if facts.count:
            person.first = facts.first if person.first < 0 else min(facts.first, person.first)
        person.forms[form] += facts.count
        person.votes.update(facts.votes)
        person.titles.update(name.titles)
        person.title_gender = person.title_gender or name.gender
        if len(name.words) > 1:
            person.givens.add(name.words[0].lower())
        if name.words:
            person.lasts.add(name.last)
        self._of[plain(form)] = person
        for word in {w.lower() for w in (*name.words, *name.titles)}:
            bearers = self._by_word[word]
            if person not in bearers and len(bearers) < BEARERS:
                bearers.append(person)

    def _match(self, name: PersonName, gender: str) -> Person | None:
        if not name.words:
            return _dominant(self._by_word.get(name.titles[-1].lower(), ()), 1.0)
        found = self._by_word.get(name.last, [])
        fitting = [p for p in found if _compatible(p, name, gender)]
        if len(name.words) > 1:
            given = name.words[0].lower()
            same = [p for p in fitting if name.last in p.lasts and given in p.givens]
            return same[0] if same else None
        by_last = [person for person in fitting if name.last in person.lasts]
        by_given = [person for person in fitting if name.last in person.givens]
        if name.titles:
            kin = [p for p in found if name.last in p.lasts and p.gender in ("", name.gender)]
            untold = [p for p in by_last if not p.givens]
            return _only(by_last if len(kin) == len(by_last) else untold) or _only(by_given)
        return _dominant(by_given, SHARE) or _dominant(by_last, 0.0)


def _rank(form: str, name: PersonName, given: set[str]) -> int:
    """Full names, given names of these, titled ones, single words, titles, what is in capitals."""
    if form.isupper():
        return 5
    if len(name.words) > 1:
        return 0
    if not name.words:
        return 4
    return 2 if name.titles else 1 if name.last in given else 3


def _compatible(person: Person, name: PersonName, gender: str) -> bool:
    """Whether titles allow that a name means a person: “Mrs.” is neither “Mr.” nor “Miss”.

    gender: what the pronouns after the name tell
    """
    told = name.gender or gender
    if told and person.gender and told != person.gender:
        return False
    both_women = name.gender == "f" and person.title_gender == "f"
    return not both_women or bool(person.titles & set(name.titles))


def _only(people: Iterable[Person]) -> Person | None:
    found = list(people)
    return found[0] if len(found) == 1 else None


def _dominant(people: Iterable[Person], share: float) -> Person | None:
    """The person mentioned most, where that is at least a share of all mentions."""
    found = sorted(people, key=lambda p: -p.count)
    total = sum(p.count for p in found)
    return found[0] if found and found[0].count >= share * total else None


def plain(form: str) -> str:
    """A form as it is compared: without full stops, in lower case."""
    return " ".join(form.replace(".", " ").lower().split())
