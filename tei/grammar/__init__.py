"""RELAX NG grammars: read, simplified, shown to people, and matched against documents."""

from tei.grammar.grammar import Grammar, GrammarError, load

__all__ = ["Grammar", "GrammarError", "load"]
