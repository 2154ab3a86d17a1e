"""Content models live in tei.grammar.models; this name stays for those who import it."""

from tei.grammar.models import (
    ANY,
    CHARACTERS,
    EMPTY,
    NOTHING,
    TEXT,
    Model,
    after,
    either,
    included,
    may_end,
    mingled,
    next_symbols,
    one,
    repeated,
    sequence,
)

__all__ = [
    "ANY",
    "CHARACTERS",
    "EMPTY",
    "NOTHING",
    "TEXT",
    "Model",
    "after",
    "either",
    "included",
    "may_end",
    "mingled",
    "next_symbols",
    "one",
    "repeated",
    "sequence",
]
