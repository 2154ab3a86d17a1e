"""Private address schemes: prefixDef says what `zotero:12` stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tei.diagnostics import declare
from tei.validation.document import Document
from tei.validation.findings import Finding, broken, readable
from tei.validation.pointing import pointers
from tei.validation.repetition import few

DRIVE = re.compile(r"[A-Za-z]:[\\/]")  # C:\: told as a path on one computer
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
# Schemes in use in editions, of those that IANA registers; `n:` and the like are private.
# fmt: off
PUBLIC = frozenset((
    "http", "https", "ftp", "ftps", "file", "mailto", "urn", "pkg", "doi", "tel", "data", "tag",
    "info",
    "geo", "ark", "hdl", "ni", "news", "nntp", "oai", "isbn", "cid", "mid", "jar", "about", "blob",
    "git", "ssh", "sftp", "svn", "s3", "ipfs", "magnet", "xmpp", "irc", "ws", "wss", "view-source",
    "javascript", "dav", "imap", "ldap", "gopher", "telnet", "z39.50r", "z39.50s", "bitcoin", "im",
    "sip", "sips", "sms", "lsid", "issn", "swh", "did", "simple", "content",
))
# fmt: on
_DEF = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><encodingDesc><listPrefixDef>"
    "<prefixDef ident='pers' matchPattern='([a-z]+)' replacementPattern='https://example.org/$1'/>"
    "</listPrefixDef></encodingDesc></teiHeader><text><body><p><persName ref='{}'>Ann</persName>"
    "</p></body></text></TEI>"
)

UNDECLARED = declare(
    "prefix-undeclared",
    "warning",
    'The attribute {attribute} of {place} is "{pointer}", but no prefixDef of the header says '
    "what {prefix}: stands for. Add one to encodingDesc/listPrefixDef, or write the address out.",
    "A private scheme such as pers: is short for a longer address. The header explains it with "
    "prefixDef: a pattern for what follows the colon and the address that it stands for. Without "
    "it nobody else can follow the pointer.",
    failing=_DEF.format("people:ann"),
    passing=_DEF.format("pers:ann"),
    source="TEI P5 Guidelines, §17.2.3",
)
MISMATCH = declare(
    "prefix-mismatch",
    "warning",
    'The attribute {attribute} of {place} is "{pointer}", but prefixDef allows after {prefix}: '
    "only what has the form {pattern}.",
    "matchPattern in prefixDef is a regular expression for all that may follow the colon. A "
    "pointer that does not fit it is not translated into an address.",
    failing=_DEF.format("pers:Ann1"),
    passing=_DEF.format("pers:ann"),
    source="TEI P5 Guidelines, §17.2.3",
)
BAD_PATTERN = declare(
    "prefix-pattern-broken",
    "error",
    'matchPattern="{pattern}" of prefixDef is no regular expression ({reason}).',
    "matchPattern is a regular expression that has to fit what follows the colon.",
    failing=_DEF.format("pers:ann").replace("([a-z]+)", "([a-z]+"),
    passing=_DEF.format("pers:ann"),
    source="TEI P5 Guidelines, §17.2.3",
)
EMPTY = declare(
    "prefix-dangling",
    "error",
    'The attribute {attribute} of {place} is "{pointer}", which prefixDef makes "{goal}"; no '
    "element of this document has that xml:id.",
    "prefixDef turns the pointer into the address of an element in the same document, and there "
    "is none.",
    failing=_DEF.format("pers:ann").replace("https://example.org/$1", "#$1"),
    passing=_DEF.format("pers:ann")
    .replace("https://example.org/$1", "#$1")
    .replace("<body>", "<body><ab xml:id='ann'>Ann</ab>"),
    source="TEI P5 Guidelines, §17.2.3",
)
# An expression of a document may take for ever on a long text: a repeated group that repeats
# or chooses in itself, or many repetitions.  Such expressions are tried on short texts alone.
SLOW = re.compile(r"[+*|][^()]*\)[+*{]|\)[^()]*\)[+*{]|(?:[+*}].*){4}", re.DOTALL)
LONGEST, LONGEST_SLOW = 300, 20  # code points
Translation = tuple["re.Pattern[str] | None", str, str]  # expression, as written, replacement


def check(document: Document) -> Iterator[Finding]:
    """Pointers with a scheme that the header does not explain, or explains otherwise."""
    yield from _broken_patterns(document)
    yield from few(_faults(document, _definitions(document)))


def goals(document: Document) -> Iterator[tuple[etree._Element, str, str]]:
    """Element, attribute and address of each pointer that prefixDef translates into just one."""
    known = _definitions(document)

    def is_short(_attribute: str, pointer: str) -> bool:
        return pointer.partition(":")[0] in known

    for element, attribute, pointer in pointers(document, is_short) if known else ():
        prefix, _, rest = pointer.partition(":")
        found = _hits(rest, known.get(prefix, []))
        if found is not None and len(found) == 1:
            yield element, attribute, found[0]


def _broken_patterns(document: Document) -> Iterator[Finding]:
    for element in document.named("prefixDef"):
        pattern = element.get("matchPattern", "")
        try:
            re.compile(pattern)
        except re.error as error:
            yield broken(BAD_PATTERN, element, "matchPattern", pattern=pattern, reason=error)


def _definitions(document: Document) -> dict[str, list[Translation]]:
    """What the header says of each prefix; it may do so several times."""
    known: dict[str, list[Translation]] = {}
    for element in document.named("prefixDef"):
        pattern = element.get("matchPattern", "")
        translation = (_compiled(pattern), pattern, element.get("replacementPattern", ""))
        known.setdefault(element.get("ident", ""), []).append(translation)
    return known


def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern)
    except re.error:
        return None


def _faults(document: Document, known: dict[str, list[Translation]]) -> Iterator[Finding]:
    def is_private(_attribute: str, pointer: str) -> bool:
        match = SCHEME.fullmatch(pointer) if not DRIVE.match(pointer) else None
        return match is not None and (
            match[1] in known or (match[1].lower() not in PUBLIC and "/" not in match[1])
        )

    for element, attribute, pointer in pointers(document, is_private):
        match = SCHEME.fullmatch(pointer)
        assert match is not None
        fields = {
            "attribute": attribute,
            "place": readable(str(element.tag)),
            "pointer": pointer,
            "prefix": match[1],
        }
        if match[1] in known:
            yield from _translated(document, element, match[2], known[match[1]], fields)
        else:
            yield broken(UNDECLARED, element, within=fields["attribute"], **fields)


def _translated(
    document: Document,
    element: etree._Element,
    rest: str,
    definitions: list[Translation],
    fields: dict[str, str],
) -> Iterator[Finding]:
    """Faults of a pointer whose prefix is explained, perhaps several times over."""
    found = _hits(rest, definitions)
    if found is None:
        return
    if not found:
        pattern = " or ".join(written for _, written, _ in definitions)
        yield broken(MISMATCH, element, within=fields["attribute"], pattern=pattern, **fields)
        return
    inside = [goal for goal in found if goal.startswith("#")]
    if len(inside) == len(found) and not any(goal[1:] in document.ids for goal in inside):
        yield broken(EMPTY, element, within=fields["attribute"], goal=inside[0], **fields)


def _hits(rest: str, definitions: list[Translation]) -> list[str] | None:
    """The addresses that a pointer stands for; None where that cannot be told."""
    found = []
    for compiled, _, replacement in definitions:
        if compiled is None or not _quick(compiled, rest):
            return None
        if match := compiled.fullmatch(rest):
            found.append(_goal(match, replacement))
    return found


def _quick(compiled: re.Pattern[str], text: str) -> bool:
    """Whether an expression can be tried on a text in bounded time."""
    pattern = compiled.pattern
    slow = len(pattern) > LONGEST or SLOW.search(pattern) is not None
    return len(text) <= (LONGEST_SLOW if slow else LONGEST)


def _goal(match: re.Match[str], replacement: str) -> str:
    """The address that a pointer stands for: $1 … are the groups of the pattern."""
    groups = match.groups("")
    return re.sub(
        r"\$(\d)",
        lambda found: groups[int(found[1]) - 1] if 0 < int(found[1]) <= len(groups) else "",
        replacement,
    )
