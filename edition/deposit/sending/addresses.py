"""Addresses of archives: checked before a token goes there."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit, urlunsplit

from tei.diagnostics import Problem, declare

declare(
    "target-not-sendable",
    "error",
    "Nothing can be sent to this target by itself yet. Known: {known}. For the others, make a "
    "package (edition deposit package) and upload it there.",
    "Each archive has an interface of its own; where nobody wrote the sending part, the package "
    "and the metadata can still be uploaded by hand.",
    failing="edition deposit send --target tapas",
    passing="edition deposit package",
)

KNOWN: Mapping[str, str] = {
    "zenodo": "https://zenodo.org",
    "nakala": "https://api.nakala.fr",
    "textgrid": "https://textgridlab.org",
}
SANDBOXES: Mapping[str, str] = {
    "https://zenodo.org": "https://sandbox.zenodo.org",
    "https://api.nakala.fr": "https://apitest.nakala.fr",
    "https://textgridlab.org": "https://test.textgridlab.org",
    "https://dataverse.harvard.edu": "https://demo.dataverse.org",
}

declare(
    "archive-address-missing",
    "error",
    "Where is the archive? Give its address with --url, as in --url https://archive.example.org.",
    "InvenioRDM and Dataverse run at many places; known here are Zenodo, Nakala and TextGrid.",
    failing="edition deposit send --target invenio",
    passing="edition deposit send --target invenio --url https://archive.example.org",
)
declare(
    "archive-address-invalid",
    "error",
    "This is no address that a token may be sent to: {reason}.",
    "A token is as good as a password. It goes only over https, or to this very machine, and "
    "the address holds neither a user name nor a question mark.",
    failing="--url http://archive.example.org",
    passing="--url https://archive.example.org",
)
declare(
    "sandbox-unknown",
    "error",
    "The address of the test archive that belongs to this one is not known. Give that address "
    "itself with --url, without --sandbox.",
    "Few test archives are known by name; others are archives with addresses of their own.",
    failing="--url https://archive.example.org --sandbox",
    passing="--url https://test.archive.example.org",
)


def archive(url: str, target: str = "", *, sandbox: bool = False) -> str:
    """The address of an archive without a path for programs and without a slash at its end.

    url:     as the user gave it; "" for the one that is known of the target
    sandbox: the archive for tests that belongs to it

    Raises Problem.
    """
    if not url and target not in KNOWN:
        raise Problem("archive-address-missing", target or "--url")
    address = checked(url or KNOWN[target])
    if not sandbox or address in SANDBOXES.values():
        return address
    if address not in SANDBOXES:
        raise Problem("sandbox-unknown", address)
    return SANDBOXES[address]


def checked(url: str) -> str:
    """An address, tidied.  Raises Problem("archive-address-invalid")."""
    shown = url.rpartition("@")[2]  # what stands before may be a password
    try:
        parts = urlsplit(url.strip())
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise _invalid(shown, str(error)) from None
    if parts.scheme not in ("http", "https") or not host:
        raise _invalid(shown, "it does not begin with https:// and a host")
    if parts.scheme == "http" and not is_here(host):
        raise _invalid(shown, "it is not https, so others could read the token on its way")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise _invalid(shown, "it holds more than a host and a path")
    path = parts.path.rstrip("/").removesuffix("/api")
    return urlunsplit((parts.scheme, parts.netloc.lower(), path, "", ""))


def is_here(host: str) -> bool:
    """Whether a host is this machine: what is sent there goes over no network."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _invalid(url: str, reason: str) -> Problem:
    return Problem("archive-address-invalid", url, reason=reason)
