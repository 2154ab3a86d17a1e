"""What nodes a rule's context can match, read off its last steps: where to look for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

NAME = r"[\w][\w.-]*"
TESTS = re.compile(
    rf"(?P<axis>@|attribute::|child::|)(?P<test>(?:Q\{{[^}}]*\}}|{NAME}:)?(?:{NAME}|\*)|{NAME}\(\))"
)
KINDS = frozenset({"text()", "comment()", "processing-instruction()", "node()"})
EVERYTHING = "/ | //node() | //@*"


def places(context: str) -> str:
    """An XPath expression for all nodes that a context can match, seen from the document node.

    It may name more nodes, never fewer: tei:div/tei:p[@n] is looked for among //tei:p.
    """
    found = [_place(branch) for branch in _split(context, "|")]
    if not found or None in found:
        return EVERYTHING
    return " | ".join(dict.fromkeys(place for place in found if place))


def _place(branch: str) -> str | None:
    """Where the nodes of one alternative are; None where its form is not known."""
    branch = branch.strip()
    if branch in ("/", "document-node()"):
        return "/"
    steps = list(_split(branch, "/"))
    match = TESTS.fullmatch(_bare(steps[-1]).strip())
    if match is None or (match["test"].endswith("()") and match["test"] not in KINDS):
        return None
    if match["test"] == "node()":
        return None
    attribute = match["axis"] in ("@", "attribute::")
    return f"//@{match['test']}" if attribute else f"//{match['test']}"


def _bare(step: str) -> str:
    """A step without its predicates."""
    start = step.find("[")
    return step if start < 0 else step[:start]


def _split(words: str, mark: str) -> Iterator[str]:
    """The parts of an expression between marks that stand in no bracket and no string."""
    depth, quote, start = 0, "", 0
    for place, sign in enumerate(words):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "[({":
            depth += 1
        elif sign in "])}":
            depth -= 1
        elif sign == mark and depth == 0:
            yield words[start:place]
            start = place + 1
    yield words[start:]
