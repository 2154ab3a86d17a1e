"""A likely cause of a fault, and its cure."""

from __future__ import annotations

from dataclasses import dataclass

from tei.validation.fixes import Change, Safety

Repair = tuple[str, Safety, str]  # the new value, how sure it is, the sentence before it


@dataclass(frozen=True)
class Cause:
    """What is probably behind a fault.

    advice:  the cause and the cure in a sentence or two
    changes: edits that cure it
    message: the fault told better than in general, "" where the general words will do
    likely:  what was meant, in Clark notation: comes first among what is allowed
    section: the section of the Guidelines that tells more, a key of guidelines.toml
    """

    advice: str
    changes: tuple[Change, ...] = ()
    message: str = ""
    likely: tuple[str, ...] = ()
    section: str = ""
