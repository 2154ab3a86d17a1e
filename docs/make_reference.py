"""Writes docs/reference/ from the code: the commands' help and the diagnostics.

    python docs/make_reference.py [--check]

With `--check` nothing is written; the exit code is 1 where a page is out of date.
"""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module
from pathlib import Path

import click

import edition
import tei
from edition.cli import edition as group
from tei.diagnostics import RULES, Rule

FOLDER = Path(__file__).resolve().parent / "reference"
NOTE = "<!-- made by `make docs`; do not edit -->\n"


def commands() -> str:
    """The help of every command, as the terminal prints it."""
    context = click.Context(group, info_name="edition", terminal_width=88, max_content_width=88)
    parts = ["# Commands", "", NOTE]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(
            command, parent=context, info_name=name, terminal_width=88, max_content_width=88
        )
        text = "\n".join(line.rstrip() for line in command.get_help(inner).splitlines())
        parts += [f"## edition {name}", "", "```", text, "```", ""]
    return "\n".join(parts)


def diagnostics() -> str:
    """Every code with its message, explanation and examples."""
    for package in (tei, edition):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    parts = ["# Diagnostics", "", NOTE]
    parts.append("`edition validate --explain CODE` prints the same on the terminal.\n")
    for code in sorted(RULES):
        parts += _entry(RULES[code])
    return "\n".join(parts)


def _entry(rule: Rule) -> list[str]:
    lines = [f"## {rule.code}", "", f"*{rule.severity}* — {rule.message}", "", rule.explanation]
    for title, example in (("Wrong", rule.failing), ("Right", rule.passing)):
        if example:
            lines += ["", f"{title}:", "", "```xml", example, "```"]
    if rule.source:
        lines += ["", f"Source: {rule.source}"]
    return [*lines, ""]


def main() -> int:
    """Write the pages, or say which are out of date."""
    stale = []
    for name, text in (("commands.md", commands()), ("diagnostics.md", diagnostics())):
        path = FOLDER / name
        if "--check" in sys.argv:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            FOLDER.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"docs/reference/{name} is out of date: run make docs")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
