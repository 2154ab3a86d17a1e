"""sarif: the findings as editors and code scanners read them, with rules, regions and fixes.

Source: OASIS Static Analysis Results Interchange Format (SARIF) 2.1.0.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from edition.reports import Options, Report, rule_of
from edition.validation.outcome import Edit, Found, Outcome
from tei.diagnostics import Diagnostic, Rule
from tei.version import tool_version

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
ROOT = "SRCROOT"
Record = dict[str, Any]


def write(outcomes: Iterable[Outcome], options: Options) -> Iterator[str]:
    """One run with all results; paths are relative to the working folder."""
    numbers: dict[str, int] = {}
    results: list[Record] = []
    notices: list[Record] = []
    files: list[str] = []
    for outcome in outcomes:
        if outcome.document:
            files.append(outcome.file)
        if outcome.unread:
            notices.append(_notice(outcome))
        for found in outcome.found:
            if options.wanted(found.diagnostic.severity):
                number = numbers.setdefault(found.diagnostic.code, len(numbers))
                results.append(result(found, number))
    run = {
        "tool": {"driver": driver(numbers)},
        "invocations": [_invocation(notices)],
        "originalUriBaseIds": {ROOT: {"uri": Path.cwd().as_uri() + "/"}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": location(file)} for file in files],
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def driver(codes: Iterable[str]) -> Record:
    """The toolkit and the rules that were broken."""
    return {
        "name": "tei-edition",
        "semanticVersion": _semantic(tool_version()),
        "rules": [_rule(code) for code in codes],
    }


def _semantic(version: str) -> str:
    """A version of three numbers."""
    parts = version.split("+")[0].split(".")
    return ".".join([*parts[:3], "0", "0"][:3])


def _rule(code: str) -> Record:
    """A rule with its explanation and examples."""
    rule = rule_of(code)
    if rule is None:
        return {"id": code}
    source = [f"Source: {rule.source}"] if rule.source else []
    examples = [(label, words) for label, words in _examples(rule) if words]
    plain = [f"{label}: {words}" for label, words in examples]
    marked = [f"{label}:\n\n```xml\n{words}\n```" for label, words in examples]
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in code.split("-")),
        "shortDescription": {"text": code.replace("-", " ")},
        "fullDescription": {"text": rule.explanation},
        "help": {
            "text": "\n\n".join([rule.explanation, *plain, *source]),
            "markdown": "\n\n".join([rule.explanation, *marked, *source]),
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _examples(rule: Rule) -> tuple[tuple[str, str], ...]:
    return ("Wrong", rule.failing), ("Right", rule.passing)


def result(found: Found, number: int) -> Record:
    """One finding; number: its rule's place in the list of rules."""
    one = found.diagnostic
    words = " ".join(part for part in (one.message, one.advice) if part)
    told: Record = {
        "ruleId": one.code,
        "ruleIndex": number,
        "level": LEVELS[one.severity],
        "message": {"text": words},
        "locations": [_where(found)],
        "partialFingerprints": {"place/v1": _fingerprint(one)},
    }
    related = [_related(other, key) for key, other in enumerate(one.also[:50], 1)]
    if related:
        told["relatedLocations"] = related
    if found.edit is not None:
        told["fixes"] = [_fix(found.edit, one.file)]
    extra = {"allowed": list(one.allowed), "source": one.source, "guidelines": one.guidelines}
    if any(extra.values()):
        told["properties"] = {name: value for name, value in extra.items() if value}
    return told


def _where(found: Found) -> Record:
    """The place of a finding: the part of the file, and the element."""
    one, part = found.diagnostic, found.excerpt
    physical: Record = {"artifactLocation": location(one.file)}
    if part is not None and one.column:
        physical["region"] = {
            "startLine": part.line,
            "startColumn": part.column,
            "endColumn": max(part.end_column, part.column + 1),
            "snippet": {"text": part.text[part.start : part.end]},
        }
    elif one.line:
        physical["region"] = {"startLine": one.line}
    where: Record = {"physicalLocation": physical}
    if one.xpath:
        where["logicalLocations"] = [{"fullyQualifiedName": one.xpath, "kind": "element"}]
    return where


def _related(other: Diagnostic, key: int) -> Record:
    """Another place of the same cause."""
    physical: Record = {"artifactLocation": location(other.file)}
    if other.line:
        region = {"startLine": other.line}
        if other.column:
            region["startColumn"] = other.column
        physical["region"] = region
    return {"id": key, "physicalLocation": physical, "message": {"text": other.message}}


def location(file: str) -> Record:
    """A file as an address: relative to the working folder where it lies in it."""
    path = PurePath(file)
    if not path.is_absolute():
        return {"uri": quote(path.as_posix()), "uriBaseId": ROOT}
    if path.is_relative_to(Path.cwd()):
        return {"uri": quote(path.relative_to(Path.cwd()).as_posix()), "uriBaseId": ROOT}
    return {"uri": path.as_uri()}


def _fix(edit: Edit, file: str) -> Record:
    """An edit as a replacement."""
    region = {
        "startLine": edit.line,
        "startColumn": edit.column,
        "endLine": edit.end_line,
        "endColumn": edit.end_column,
    }
    replacement = {"deletedRegion": region, "insertedContent": {"text": edit.text}}
    change = {"artifactLocation": location(file), "replacements": [replacement]}
    return {"description": {"text": edit.words}, "artifactChanges": [change]}


def _fingerprint(one: Diagnostic) -> str:
    """The same for the same finding, though lines are added before it."""
    words = f"{one.code}\n{PurePath(one.file).name}\n{one.xpath}\n{one.message}"
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _invocation(notices: list[Record]) -> Record:
    """Whether all documents could be read, and which not."""
    told: Record = {"executionSuccessful": not notices}
    if notices:
        told["toolExecutionNotifications"] = notices
    return told


def _notice(outcome: Outcome) -> Record:
    return {
        "level": "error",
        "message": {"text": outcome.unread},
        "locations": [{"physicalLocation": {"artifactLocation": location(outcome.file)}}],
    }


REPORT = Report("sarif", write, edits=True)
