"""Places in a document, and the steps between them; see tei.grammar.automaton."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tei.grammar.patterns import NOT_ALLOWED, Pattern

MOST_REMEMBERED = 20_000  # values that are kept with their verdict, of each kind
LONGEST_REMEMBERED = 80  # characters
Link = tuple[int, Pattern]  # a way of the parent's level, and what follows in it


class Level:
    """A place in a document.

    patterns: for each way of reading, what may still come; NOT_ALLOWED where it has ended
    refused:  no way is left
    ends:     for each way, whether the content may end here
    after_text: the level after characters (itself where they change nothing; refused where
              there can be none); None until it is asked for
    attributes: names of those that may come, ANY for a wildcard; None until asked for
    """

    __slots__ = (
        "after_text",
        "attributes",
        "complete",
        "ends",
        "openings",
        "patterns",
        "refused",
        "typed",
    )

    def __init__(self, patterns: tuple[Pattern, ...]):
        """patterns: as above."""
        self.patterns = patterns
        self.refused = all(pattern is NOT_ALLOWED for pattern in patterns)
        self.ends = tuple(pattern.nullable for pattern in patterns)
        self.complete = any(self.ends)
        self.typed = any(pattern.typed for pattern in patterns)
        self.after_text: Level | None = None
        self.attributes: frozenset[str] | None = None
        self.openings: dict[str, Opening] = {}


class Opening:
    """A start tag read at a level.

    level:  inside the element, before its attributes
    links:  for each way inside, the ways of the parent that it continues
    bare:   the level of the content where no attribute came and none is missing; None until
            that was seen
    kind:   "" where the element may stand here, "missing" where something is required
            before it, "refused" where it cannot stand here
    """

    __slots__ = ("bare", "closed", "kind", "level", "links", "name", "parent", "starts")

    def __init__(
        self,
        name: str,
        parent: Level,
        level: Level,
        links: tuple[tuple[Link, ...], ...],
        kind: str,
    ):
        """name: in Clark notation."""
        self.name = name
        self.parent = parent
        self.level = level
        self.links = links
        self.kind = kind
        self.starts: dict[tuple[str, ...], Start] = {}
        self.closed: dict[tuple[bool, ...], Level] = {}
        self.bare: Level | None = None


class ValueTest:
    """What the value of an attribute must fit.

    good: values that were seen to fit
    """

    __slots__ = ("_accepts", "_remembering", "good", "pattern")

    def __init__(
        self, pattern: Pattern, accepts: Callable[[Pattern, str], bool], *, remembering: bool
    ):
        """pattern: of the value; remembering: the verdict on a value is always the same."""
        self.pattern = pattern
        self.good: set[str] = set()
        self._accepts = accepts
        self._remembering = remembering

    def accepts(self, value: str) -> bool:
        """Whether the value fits."""
        if value in self.good:
            return True
        fits = self._accepts(self.pattern, value)
        if fits and self._remembering and len(value) <= LONGEST_REMEMBERED:
            if len(self.good) >= MOST_REMEMBERED:
                self.good.clear()
            self.good.add(value)
        return fits


class Start:
    """The attributes of a start tag, by their names.

    names:   in Clark notation, in the order of the document
    tests:   for each, what its value must fit; None where it cannot stand here, or where
             that depends on its value
    level:   the level of the content
    simple:  whether the verdict on each value changes nothing for what follows
    clean:   simple, and nothing refused or missing
    plain:   clean, and no identifiers among them
    good:    for each attribute, values that were seen to fit; only where it is plain
    ids:     positions of the attributes that hold identifiers or name them, with their type
    """

    __slots__ = ("clean", "good", "ids", "level", "names", "plain", "simple", "tests")

    def __init__(
        self,
        names: tuple[str, ...],
        tests: Sequence[ValueTest | None],
        level: Level,
        simple: bool,
        ids: tuple[tuple[int, str], ...],
        complete: bool,
    ):
        """complete: nothing required is missing."""
        self.names = names
        self.tests = tuple(tests)
        self.level = level
        self.simple = simple
        self.ids = ids
        self.clean = simple and complete and None not in self.tests
        self.plain = self.clean and not ids
        self.good = tuple(test.good for test in tests if test is not None)


def clark(name: str) -> str:
    """A name as expat gives it ("namespace}local") in Clark notation."""
    return "{" + name if "}" in name and name[0] != "{" else name
