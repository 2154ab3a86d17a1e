"""What a diagnostic means: the registry of rules, in words."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import tei
from tei.diagnostics import RULES, Rule
from tei.validation.wording import nearest


def rules() -> dict[str, Rule]:
    """All rules that `tei` declares, by code; loads every module of the package."""
    for module in pkgutil.walk_packages(tei.__path__, "tei."):
        import_module(module.name)
    return dict(sorted(RULES.items()))


def explained(code: str) -> str:
    """A rule's explanation, several lines.  Raises LookupError, with advice, for other codes."""
    known = rules()
    if code not in known:
        close = nearest(code, known)
        advice = f"did you mean {close[0]}?" if close else f"there are: {', '.join(known)}"
        raise LookupError(f"no diagnostic is called {code!r}; {advice}")
    rule = known[code]
    parts = [f"{rule.code} ({rule.severity})", rule.explanation]
    parts += [f"{name}:\n  {text}" for name, text in _examples(rule) if text]
    return "\n\n".join(parts)


def _examples(rule: Rule) -> tuple[tuple[str, str], ...]:
    return ("Wrong", rule.failing), ("Right", rule.passing), ("Source", rule.source)
