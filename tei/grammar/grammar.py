"""A RELAX NG grammar: loaded, prepared once, and kept ready for the next time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from tei.grammar import cache, identifiers, reading, storing, writing
from tei.grammar.automaton import WITH_CONTEXT, Automaton
from tei.grammar.declarations import Declaration, Declarations
from tei.grammar.levels import ValueTest
from tei.grammar.models import Model
from tei.grammar.names import listed
from tei.grammar.patterns import Builder, Element, Pattern
from tei.grammar.sources import Files, GrammarError, Scope, digest_of


class Grammar:
    """A grammar: its patterns for the machine, its declarations for people.

    root:     the pattern of documents
    elements: all elements
    id_types: by attribute and element name: ID, IDREF or IDREFS
    contextual: whether values depend on the namespaces in force
    """

    def __init__(
        self,
        builder: Builder,
        root: Pattern,
        elements: Sequence[Element],
        id_types: Mapping[str, Mapping[str, str]],
        *,
        contextual: bool,
    ):
        """builder: the one that made the patterns."""
        self.builder = builder
        self.root = root
        self.elements = elements
        self.id_types = id_types
        self.contextual = contextual

    @cached_property
    def automaton(self) -> Automaton:
        """The grammar as it reads documents; it grows with them."""
        return Automaton(
            self.builder, self.root, self.elements, self.id_types, contextual=self.contextual
        )

    @cached_property
    def declarations(self) -> Mapping[str, Declaration]:
        """The declarations by element name (Clark notation)."""
        return Declarations(self.elements)

    @cached_property
    def ambiguous(self) -> frozenset[str]:
        """The names that are declared more than once."""
        counts = Counter(name for element in self.elements for name in listed(element.name))
        return frozenset(name for name, count in counts.items() if count > 1)

    @cached_property
    def start(self) -> Model:
        """With what a document may begin."""
        return self.model(self.root)

    def model(self, pattern: Pattern) -> Model:
        """The content model of a pattern, as people read it."""
        assert isinstance(self.declarations, Declarations)
        return self.declarations.models.model(pattern)

    def parents_of(self, name: str) -> tuple[str, ...]:
        """The elements in whose content an element is named, sorted."""
        return tuple(sorted(p for p, names in self._children.items() if name in names))

    @cached_property
    def _children(self) -> dict[str, frozenset[str]]:
        found = self.declarations.items()
        return {name: frozenset(names_in(each.content)) for name, each in found}

    def fits(self, pattern: Pattern, value: str) -> bool:
        """Whether the value of an attribute fits a pattern."""
        return self.automaton.accepts(pattern, value)

    def relaxng(self, names: Collection[str] | None = None) -> etree._Element:
        """The simplified grammar in the XML syntax.

        names: elements to be kept, with the wildcards that hold them; all where None
        """
        root = self.root
        if names is not None:
            root = writing.Pruning(self.builder, names).pruned(root)
        return writing.grammar_of(root)

    def for_libxml2(self, names: Collection[str] | None = None) -> etree.RelaxNG:
        """libxml2's validator for documents of these elements.  Raises etree.RelaxNGError."""
        return etree.RelaxNG(self.relaxng(names))


def names_in(model: Model) -> set[str]:
    """The elements that a content model names."""
    found: set[str] = set()
    waiting = [model]
    while waiting:
        part = waiting.pop()
        if part[0] == "element":
            found.add(part[1])
        elif part[0] == "choice":
            waiting.extend(part[1])
        elif part[0] in ("sequence", "mingled", "star"):
            waiting.extend(part[1:])
    return found


def load(path: Path) -> Grammar:
    """Load a grammar in the XML (.rng) or compact (.rnc) syntax, from the cache if it is there.

    Once in a process as long as the file stays the same.  Raises GrammarError (a ValueError)
    where it cannot be used, OSError where it cannot be read.
    """
    return _loaded(path.resolve(), path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _loaded(path: Path, _changed: int) -> Grammar:
    key = cache.key_of(path.read_bytes(), path.suffix)
    entry = cache.kept(key)
    grammar = _from_entry(entry) if entry else None
    return grammar or _prepared(path, key)


def value_test(pattern: etree._Element) -> ValueTest:
    """The test of values by one pattern in the XML syntax.  Raises GrammarError."""
    builder = Builder()
    found = reading.Reader(builder, Files()).pattern(pattern, Scope(None))
    return Automaton(builder, found, (), {}).test(found)


def _prepared(path: Path, key: str) -> Grammar:
    """The grammar of a file, which is kept."""
    builder, files = Builder(), Files()
    root = reading.read(path, builder, files)
    patterns = storing.ordered(root)
    elements = [pattern for pattern in patterns if isinstance(pattern, Element)]
    ids = identifiers.id_types(elements)
    contextual = any(getattr(p, "datatype", "") in WITH_CONTEXT for p in patterns)
    numbers = (*storing.CONSTANTS, *patterns)
    entry = {
        "start": numbers.index(root),
        "rows": storing.rows(patterns),
        "ids": ids,
        "contextual": contextual,
        "files": {str(file): digest for file, digest in files.digests.items() if file != path},
    }
    cache.keep(key, entry)
    return Grammar(builder, root, elements, ids, contextual=contextual)


def _from_entry(entry: dict[str, Any]) -> Grammar | None:
    """The grammar of a cache entry; None where it is not what it should be."""
    try:
        for name, digest in entry["files"].items():
            if digest_of(Path(name).read_bytes()) != digest:
                return None
        store = storing.Store(Builder(), entry["rows"])
        root = store.pattern(entry["start"])
        ids, contextual = entry["ids"], bool(entry["contextual"])
        return Grammar(store.builder, root, store.elements(), ids, contextual=contextual)
    except (KeyError, IndexError, TypeError, ValueError, OSError, AttributeError, RecursionError):
        return None


__all__ = ["Grammar", "GrammarError", "load", "names_in"]
