"""html: one page that needs nothing else, to read, to print and to send to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from edition.reports import RANKS, WORDS, Options, Report, count, rule_of, summary
from edition.validation.excerpts import Excerpt
from edition.validation.outcome import VALID, Found, Outcome
from tei.diagnostics import Diagnostic, Severity
from tei.validation.check import Verdict
from tei.version import tool_version

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
AROUND = 120  # code points of a line that are shown on either side of the part that is meant
MOST_ALLOWED = 60
MOST = 200  # findings of one file; more would make a page that nobody reads


def write(outcomes: Iterable[Outcome], options: Options) -> Iterator[str]:
    """The verdict, a table of the files, and the findings of each."""
    every = [outcome for outcome in outcomes if outcome.found or outcome.document]
    yield _head(options)
    yield _verdict(options)
    yield _table(every)
    yield _choices(every, options)
    for number, outcome in enumerate(every):
        yield _section(number, outcome, options)
    yield (
        f"<footer class=soft><p>Made by <code>edition validate</code>, tei-edition "
        f"{escape(tool_version())}.</p></footer>\n</body>\n</html>\n"
    )


def _head(options: Options) -> str:
    style = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(_title(options))}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    )


def _title(options: Options) -> str:
    """The verdict in a few words."""
    files = options.tally.files + options.tally.unread
    if options.tally.exit_code == VALID:
        return "The document is valid" if files == 1 else f"All {files:,} documents are valid"
    if options.tally.severities["error"]:
        return f"{count(options.tally.severities['error'], 'error')} in {count(files, 'document')}"
    return "Not every document could be checked"


def _verdict(options: Options) -> str:
    tally = options.tally
    tone = "good" if tally.exit_code == VALID else "bad"
    items = [(tally.files + tally.unread, "document")]
    items += [(tally.severities[name], word) for name, word in WORDS]
    cards = "".join(
        f"<li><b>{number:,}</b> {word}{'' if number == 1 else 's'}</li>" for number, word in items
    )
    return (
        f'<header>\n<h1 class="{tone}">{escape(_title(options))}</h1>\n'
        f"<p class=soft>{escape(summary(tally))}</p>\n<ul class=counts>{cards}</ul>\n</header>\n"
    )


def _table(outcomes: Sequence[Outcome]) -> str:
    """The files with their verdicts."""
    rows = "".join(_row(number, outcome) for number, outcome in enumerate(outcomes))
    heads = "".join(f"<th class=number>{word.capitalize()}s</th>" for _, word in WORDS)
    return (
        "<div class=table><table>\n<thead><tr><th>Document</th><th>Verdict</th>"
        f"<th>Checked with</th>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    )


def _row(number: int, outcome: Outcome) -> str:
    counts = Counter(found.diagnostic.severity for found in outcome.found)
    name = escape(outcome.file)
    if outcome.found or outcome.unread:
        name = f'<a href="#file-{number + 1}">{name}</a>'
    tone, verdict = _judgement(outcome)
    schemas = ", ".join(map(_schema, outcome.verdicts))
    numbers = "".join(f"<td class=number>{counts[name] or ''}</td>" for name, _ in WORDS)
    return (
        f'<tr><td>{name}</td><td class="verdict {tone}">{verdict}</td>'
        f"<td>{schemas}</td>{numbers}</tr>\n"
    )


def _schema(verdict: Verdict) -> str:
    """A schema by the last part of its name, with what it says."""
    short = verdict.schema.rstrip("/").rpartition("/")[2]
    tone, word = ("good", "valid") if verdict.valid else ("bad", "not valid")
    name = f'<span title="{escape(verdict.schema)}">{escape(short)}</span>'
    return f'{name} <span class={tone} title="{word}">{"✓" if verdict.valid else "✗"}</span>'


def _judgement(outcome: Outcome) -> tuple[str, str]:
    if outcome.unread:
        return "bad", "could not be read"
    if outcome.blocked:
        return "bad", "schema missing"
    if not outcome.document:
        return "", "project"
    return ("good", "valid") if outcome.valid else ("bad", "not valid")


def _choices(outcomes: Sequence[Outcome], options: Options) -> str:
    """Boxes to hide a severity, where there are several."""
    there = {found.diagnostic.severity for outcome in outcomes for found in outcome.found}
    boxes = [
        f'<label><input type=checkbox id="{name}"{_checked(name, options)}> {word}s</label>'
        for name, word in WORDS
        if name in there and options.wanted(name)
    ]
    return f"<p class=choices>Show: {' '.join(boxes)}</p>\n" if len(boxes) > 1 else ""


def _checked(name: Severity, options: Options) -> str:
    return " checked" if options.shown(name) or name != "info" else ""


def _section(number: int, outcome: Outcome, options: Options) -> str:
    """The findings of a file, errors first."""
    found = [one for one in outcome.found if options.wanted(one.diagnostic.severity)]
    if not found and not outcome.unread:
        return ""
    found.sort(key=lambda one: RANKS[one.diagnostic.severity])
    head = f'<section id="file-{number + 1}">\n<h2>{escape(outcome.file)}</h2>\n'
    if outcome.unread:
        head += f"<p class=bad>{escape(outcome.unread)}</p>\n"
    more = f"<p class=soft>… and {len(found) - MOST:,} more.</p>\n" if len(found) > MOST else ""
    return head + "".join(map(_article, found[:MOST])) + more + "</section>\n"


def _article(found: Found) -> str:
    """One finding."""
    one = found.diagnostic
    word = dict(WORDS)[one.severity]
    place = f"line {one.line}" + (f", column {one.column}" if one.column else "")
    place = place if one.line else "the whole document"
    return (
        f'<article class="{one.severity}">\n<p><span class=severity>{word}</span>'
        f"<span class=soft>{place}</span><code class=code>{escape(one.code)}</code></p>\n"
        f"<p class=sentence>{escape(one.message)}</p>\n"
        + (_excerpt(found.excerpt, one) if found.excerpt else "")
        + _facts(found)
        + _explanation(one)
        + "</article>\n"
    )


def _excerpt(part: Excerpt, one: Diagnostic) -> str:
    """The line of the file, with the part that is meant marked."""
    low = max(0, part.start - AROUND)
    high = min(len(part.text), part.end + AROUND)
    before, after = part.text[low : part.start], part.text[part.end : high]
    meant = escape(part.text[part.start : part.end])
    if one.column:
        meant = f"<mark>{meant}</mark>"
    head = "…" if low or part.shift else ""
    tail = "…" if high < len(part.text) else ""
    before = before if head else before.lstrip()
    return (
        f"<pre><span class=line>{part.line}  </span>{head}{escape(before)}{meant}"
        f"{escape(after.rstrip())}{tail}</pre>\n"
    )


def _facts(found: Found) -> str:
    """What helps to understand the finding and to mend it."""
    one = found.diagnostic
    lines = sorted({other.line for other in one.also})
    safe = " (<code>edition validate --fix</code> does it)" if found.safe else ""
    edits = "; ".join(one.changes)
    told = edits.casefold() in one.advice.casefold()
    facts = [
        ("Advice", escape(one.advice) + (safe if told and one.advice else "")),
        ("Mend", escape(edits) + safe if edits and not told else ""),
        ("Allowed", _allowed(one)),
        ("Also in line", escape(", ".join(map(str, lines)))),
        ("Element", f"<code>{escape(one.xpath)}</code>" if one.xpath else ""),
        ("Made from", f"<code>{escape(one.source)}</code>" if one.source else ""),
        ("Guidelines", _link(one.guidelines)),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{words}</dd>" for name, words in facts if words)
    return f"<dl>{rows}</dl>\n" if rows else ""


def _allowed(one: Diagnostic) -> str:
    """What could stand there, with what it means."""
    glosses = dict(zip(one.allowed, one.glosses, strict=False))
    names = []
    for name in one.allowed[:MOST_ALLOWED]:
        gloss = f' title="{escape(glosses[name])}"' if glosses.get(name) else ""
        names.append(f"<code{gloss}>{escape(name)}</code>")
    more = len(one.allowed) - MOST_ALLOWED
    return ", ".join(names) + (f" … and {more} more" if more > 0 else "")


def _link(address: str) -> str:
    """A link to a page of the Guidelines; nothing else is linked."""
    if not address.startswith("https://"):
        return escape(address)
    return f'<a href="{escape(address)}" rel="noreferrer">{escape(address)}</a>'


def _explanation(one: Diagnostic) -> str:
    """What the code means, folded."""
    rule = rule_of(one.code)
    if rule is None:
        return ""
    return (
        f"<details><summary>Why this matters</summary><p>{escape(rule.explanation)}</p></details>\n"
    )


REPORT = Report("html", write)
