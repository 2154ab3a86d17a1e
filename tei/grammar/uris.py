"""Whether a text is a URI reference that a pointer may hold.

XML Schema leaves the form of `anyURI` to its processors.  This is the reading of Java's
`java.net.URI` (RFC 2396 with the addresses of RFC 2732, other characters allowed), which the
validators in use with TEI share.
"""

from __future__ import annotations

import re

# characters that XML Schema lets stand for their escaped form (Part 2, §3.2.17; XLink §5.4)
ESCAPED_FORM = r"[\x00-\x20\x7f-\xa0<>\"{}|\\^`\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
OTHER = (
    r"\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff"
    r"\u3001-\U0010ffff"
)
UNRESERVED = r"a-zA-Z0-9_.!~*'()\-" + OTHER
PERCENT = "%[0-9A-Fa-f]{2}"
PATH_CHARACTER = f"(?:[{UNRESERVED}:@&=+$,;/]|{PERCENT})"
URI_CHARACTER = f"(?:[{UNRESERVED};/?:@&=+$,\\[\\]]|{PERCENT})"
SCHEME = r"[a-zA-Z][a-zA-Z0-9+.\-]*"
PATH = f"{PATH_CHARACTER}*"
QUERY = f"{URI_CHARACTER}*"
REGISTRY = f"(?:[{UNRESERVED}$,;:@&=+]|{PERCENT})+"
USER = f"(?:[{UNRESERVED};:&=+$,]|{PERCENT})*@"
BRACKETED = rf"(?:{USER})?\[([0-9A-Fa-f:.]+)(%[{UNRESERVED}]+)?\](?::[0-9]*)?"
# what nearly all pointers look like, so that the rest is seldom looked at
PLAIN = re.compile(
    r"(?:https?://[A-Za-z0-9.\-]+(?=[/#]|\Z))?(?!//)[A-Za-z0-9._~/\-]*(?:#[A-Za-z0-9._\-]+)?"
)


def is_uri(text: str) -> bool:
    """Whether a text is a URI reference; blanks around it count."""
    if PLAIN.fullmatch(text):
        return True
    uri = re.sub(ESCAPED_FORM, "%20", text)
    rest, hash_mark, fragment = uri.partition("#")
    if hash_mark and not re.fullmatch(QUERY, fragment):
        return False
    colon = re.search("[/?:]", rest)
    if not colon or colon[0] != ":":
        return _is_hierarchical(rest, at_end=not hash_mark)
    scheme, rest = rest[: colon.start()], rest[colon.end() :]
    if not re.fullmatch(SCHEME, scheme) or not rest:
        return False
    if not rest.startswith("/"):
        return bool(re.fullmatch(QUERY, rest))
    return _is_hierarchical(rest, at_end=not hash_mark)


def _is_hierarchical(rest: str, *, at_end: bool) -> bool:
    """An authority, a path and a query, each of which may be missing.

    at_end: no fragment follows
    """
    path, question_mark, query = rest.partition("?")
    if not re.fullmatch(QUERY, query):
        return False
    if path.startswith("//"):
        authority, slash, path = path[2:].partition("/")
        path = slash + path
        if authority and not _is_authority(authority):
            return False
        if not authority and not path and not question_mark and at_end:
            return False
    return bool(re.fullmatch(PATH, path))


def _is_authority(authority: str) -> bool:
    """A host with user and port, or any name of a registry."""
    if "[" not in authority and "]" not in authority:
        return bool(re.fullmatch(REGISTRY, authority))
    match = re.fullmatch(BRACKETED, authority)
    return bool(match) and _is_address(match[1]) if match else False


def _is_address(text: str) -> bool:
    """An IPv6 address."""
    from ipaddress import AddressValueError, IPv6Address  # needed for hardly any document

    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return True
