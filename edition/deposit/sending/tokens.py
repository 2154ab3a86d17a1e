"""Tokens: where they come from, and how they are kept out of everything that is written.

A token comes from the environment or from the system's keyring, never from the command line:
other users of a machine can read command lines, and shells keep them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module

from tei.diagnostics import Problem, declare

GENERAL = "EDITION_TOKEN"
SERVICE = "tei-edition"  # under which a keyring keeps it; the user name is the server's address
HIDDEN = "[token]"

declare(
    "deposit-token-missing",
    "error",
    "There is no token for this archive. Make one in the archive's settings and put it into the "
    "environment as {variable}, or into the keyring: keyring set tei-edition {server}.",
    "An archive lets programs in by a token (“personal access token”). It is read from the "
    "environment or the keyring; there is no option for it, for command lines are seen by others.",
    failing="edition deposit send --target invenio --url https://archive.example.org",
    passing="EDITION_TOKEN=… edition deposit send --target invenio --url …",
)
declare(
    "deposit-token-unusable",
    "error",
    "The token in {variable} has blanks or characters that no token has. Copy it again.",
    "A token goes into a line of the request; what cannot stand there is not sent.",
    failing="a token copied with its line end and the next line",
    passing="the token alone",
)


class Token:
    """A token that shows itself to nobody: only `secret()` gives it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def secret(self) -> str:
        """The token itself, for the header of a request."""
        return self._value

    def hidden(self, words: str) -> str:
        """Words of a server or a library without the token, should it stand in them."""
        return words.replace(self._value, HIDDEN) if self._value else words

    def __repr__(self) -> str:
        return "Token(…)"

    def __reduce__(self) -> str:
        raise TypeError("a token is not to be stored")


def token_for(server: str, target: str, environment: Mapping[str, str] = os.environ) -> Token:
    """The token for a server: EDITION_TOKEN, the target's own variable, or the keyring.

    server: its address, as the keyring has it
    target: "invenio" reads INVENIO_TOKEN

    Raises Problem("deposit-token-missing") and Problem("deposit-token-unusable").
    """
    own = f"{target.upper().replace('-', '_')}_TOKEN"
    for variable in (own, GENERAL):
        if value := environment.get(variable, "").strip():
            return _checked(value, variable, server)
    if value := _of_keyring(server):
        return _checked(value, "the keyring", server)
    raise Problem("deposit-token-missing", server, variable=own, server=server)


def _checked(value: str, variable: str, server: str) -> Token:
    if not value.isascii() or not value.isprintable() or " " in value:
        raise Problem("deposit-token-unusable", server, variable=variable)
    return Token(value)


def _of_keyring(server: str) -> str:
    """What the keyring has for a server; "" where there is no keyring."""
    try:
        keyring = import_module("keyring")  # not a dependency
    except ImportError:
        return ""
    try:
        return (keyring.get_password(SERVICE, server) or "").strip()
    except Exception:  # each back end has errors of its own; without it there is the environment
        return ""
