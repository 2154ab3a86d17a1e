"""Faults: what servers answer when they do not do what was asked, told with a cure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tei.diagnostics import Problem, declare

LONGEST = 400  # characters of a server's words that are shown

declare(
    "archive-client-missing",
    "error",
    "Sending needs the library httpx. Install it with: pip install 'tei-edition[deposit]'.",
    "Everything else works without network; so the library for it is installed only when wanted.",
    failing="edition deposit send, after pip install tei-edition",
    passing="edition deposit send, after pip install 'tei-edition[deposit]'",
)
declare(
    "archive-unreachable",
    "error",
    "The archive did not answer as it should ({reason}), {tries} times. Nothing is lost: run the "
    "command again, and it goes on where it stopped.",
    "Networks fail and servers restart. Each step asks the archive what is done already before "
    "it is tried again, so nothing is made twice.",
    failing="a server that is being restarted",
    passing="the same command ten minutes later",
)
declare(
    "archive-token-refused",
    "error",
    "The archive refuses the token, or what it may do (status {status}). Make a new one with the "
    "right to write and to publish, for this very archive: a test archive has tokens of its own.",
    "InvenioRDM answers 403 without a token, with a wrong one, and with one that may not write.",
    failing="a token of zenodo.org used for sandbox.zenodo.org",
    passing="a token made in the settings of the same archive",
)
declare(
    "archive-refused",
    "error",
    "The archive refuses to {deed} (status {status}): {reason}",
    "The words are the archive's own. What it says of a field is cured in the teiHeader or in "
    "deposit.toml; then run the command again, and it goes on where it stopped.",
    failing="a title of two characters",
    passing="a title of three",
)
declare(
    "archive-fields-refused",
    "error",
    "The archive took the draft, but not these fields: {reason}. Mend them in the teiHeader or in "
    "deposit.toml and run the command again; the same draft is used.",
    "InvenioRDM makes a draft even of a record with faults (status 201 with “errors”), and "
    "refuses only to publish it. The toolkit stops at once.",
    failing='publication_date = "soon"',
    passing='date = "2026"',
)
declare(
    "archive-moved",
    "error",
    "The archive answers from another address: {address}. Use that one, if you trust it.",
    "A token is never sent on to another address than the one that was given.",
    failing="--url http://archive.example.org, which sends on to https",
    passing="--url https://archive.example.org",
)
declare(
    "archive-rate-limited",
    "error",
    "The archive asks to wait {seconds} seconds before the next request. Run the command again "
    "then; it goes on where it stopped.",
    "Archives limit how much is asked of them. Short waits are kept without a word.",
    failing="status 429 with Retry-After: 86400",
    passing="status 429 with Retry-After: 30",
)
declare(
    "upload-altered",
    "error",
    "The archive has other bytes of this file than were sent ({reason}), even after {tries} "
    "tries. Nothing is published. Run the command again; if it happens once more, tell the "
    "archive.",
    "InvenioRDM believes any checksum that is declared and keeps half a file without a word, so "
    "size and MD5 of what it has are compared with the file on this machine.",
    failing="3 of 10 bytes, kept as a file of 3 bytes",
    passing="10 of 10 bytes",
)


class Unsure(Exception):
    """Nobody knows whether it was done: the answer was lost, or told of a fault of the moment."""


def refused(deed: str, place: str, status: int, body: Mapping[str, Any], said: str) -> Problem:
    """The problem of an answer that will not change when the request is repeated."""
    if status in (401, 403):
        return Problem("archive-token-refused", place, status=str(status))
    reason = errors_of(body) or str(body.get("message", "")) or said or "no reason given"
    if not reason.endswith((".", "!", "?")):
        reason += "."
    return Problem("archive-refused", place, deed=deed, status=str(status), reason=reason[:LONGEST])


def errors_of(body: Mapping[str, Any], without: Iterable[str] = ()) -> str:
    """The errors of an answer in a line: "metadata.title: Shorter than minimum length 3."

    without: fields that are known to come right later
    """
    told = []
    for error in body.get("errors") or ():
        if isinstance(error, Mapping) and error.get("field") not in tuple(without):
            messages = " ".join(map(str, error.get("messages") or ()))
            told.append(f"{error.get('field', '')}: {messages}".strip(": "))
    return "; ".join(told)[:LONGEST]
