"""Grammars live in tei.grammar; these names stay for those who import them here."""

from tei.grammar.datatypes import XSD as DATATYPES
from tei.grammar.declarations import Attribute, Declaration
from tei.grammar.grammar import Grammar, GrammarError, load
from tei.grammar.sources import RNG, local

__all__ = [
    "DATATYPES",
    "RNG",
    "Attribute",
    "Declaration",
    "Grammar",
    "GrammarError",
    "load",
    "local",
]
