"""What a diagnostic means: the registry of rules, in words."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from importlib import import_module

import tei
from tei.diagnostics import RULES, Rule
from tei.validation.wording import nearest, series

MOST = 8  # codes that are named
WHERE = "the code of a finding stands in brackets at the end of its first line."


def rules() -> dict[str, Rule]:
    """All rules that `tei` declares, by code; loads every module of the package."""
    for module in pkgutil.walk_packages(tei.__path__, "tei."):
        import_module(module.name)
    return dict(sorted(RULES.items()))


def explained(code: str) -> str:
    """A rule's explanation, several lines.  Raises LookupError, with advice, for other codes."""
    known = rules()
    if code not in known:
        near = nearest(code, known, most=3) or _related(code, known)
        advice = f"did you mean {series(near)}?" if near else WHERE
        raise LookupError(f"no diagnostic is called {code!r}; {advice}")
    rule = known[code]
    parts = [f"{rule.code} ({rule.severity})", rule.explanation]
    parts += [f"{name}:\n  {text}" for name, text in _examples(rule) if text]
    return "\n\n".join(parts)


def _related(code: str, known: Iterable[str]) -> list[str]:
    """Codes that have a word in common with what was asked for, those with the first word first."""
    words = code.lower().split("-")
    found = [name for name in known if set(name.split("-")) & set(words)]
    return sorted(found, key=lambda name: name.split("-")[0] != words[0])[:MOST]


def _examples(rule: Rule) -> tuple[tuple[str, str], ...]:
    return ("Wrong", rule.failing), ("Right", rule.passing), ("Source", rule.source)
