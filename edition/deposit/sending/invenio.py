"""InvenioRDM's own API of records and drafts (not Zenodo's older one of depositions).

Source: https://inveniordm.docs.cern.ch/reference/rest_api_drafts_records/ and what a running
InvenioRDM 14 was seen to do; where it does other than one would think, a comment says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from edition.deposit.sending.faults import LONGEST, Unsure, errors_of
from edition.deposit.sending.transport import Archive
from tei.diagnostics import Problem, declare

GONE = (404, 410)
LATER = ("files.enabled", "files")  # said of a draft that has no files yet
LOOKS = 4  # a new draft is found by searching only after a moment

declare(
    "archive-term-unknown",
    "error",
    "The archive knows no {terms}. Say another in deposit.toml: {cure}.",
    "InvenioRDM answers a term that is not in its vocabularies with “Invalid value”, without "
    "naming the field; so each term was looked up.",
    failing="a language that the archive does not have",
    passing="a language that it has",
)

VOCABULARIES: Mapping[str, tuple[str, str]] = {  # where in the metadata, what cures it
    "resourcetypes": ("resource_type", "resource-type in [invenio]"),
    "languages": ("languages", "languages"),
    "licenses": ("rights", "licence and licence-url"),
    "titletypes": ("additional_titles.type", "subtitles"),
    "descriptiontypes": ("additional_descriptions.type", "source"),
    "contributorsroles": ("contributors.role", "role in [[contributors]]"),
    "datetypes": ("dates.type", "created"),
    "relationtypes": ("related_identifiers.relation_type", "relation in [[related]]"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as the archive has it: size in bytes, MD5; whole only when committed."""

    name: str
    size: int
    md5: str
    whole: bool


@dataclass(frozen=True)
class Invenio:
    """The verbs of the API.  Each is one request, but for those that only ask."""

    archive: Archive

    def create(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Make a draft.  Raises Unsure and Problem; a term that is unknown is named."""
        return self._described("POST", "/records", "make a draft", body)

    def update(self, draft: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Put metadata in the place of those of a draft.  Raises as `create`."""
        return self._described("PUT", f"/records/{draft}/draft", "change the draft", body)

    def _described(
        self, method: str, path: str, deed: str, body: Mapping[str, Any]
    ) -> dict[str, Any]:
        answer = self.archive.send(method, path, deed, json=body, accept=(400,))
        if answer.done:
            return answer.body
        if not answer.body.get("errors") and (unknown := list(self.unknown_terms(body))):
            terms = ", ".join(f"{term} (in {name})" for name, term in unknown)
            cure = " or ".join(dict.fromkeys(VOCABULARIES[name][1] for name, _ in unknown))
            raise Problem("archive-term-unknown", self.archive.server, terms=terms, cure=cure)
        reason = errors_of(answer.body) or str(answer.body.get("message", "no reason given"))
        reason = self.archive.hidden(reason)[:LONGEST].rstrip(".") + "."
        raise Problem(
            "archive-refused", self.archive.server, deed=deed, status="400", reason=reason
        )

    def unknown_terms(self, body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """The terms of metadata that the archive's vocabularies lack: (vocabulary, term)."""
        for vocabulary, (path, _cure) in VOCABULARIES.items():
            for term in dict.fromkeys(_terms(body.get("metadata", {}), path.split("."))):
                where = f"/vocabularies/{vocabulary}/{quote(term, safe='')}"
                if self.archive.ask(where, "look up a term", accept=GONE).status in GONE:
                    yield vocabulary, term

    def marked(self, marker: str) -> dict[str, Any] | None:
        """Our draft that bears a marker among its identifiers.

        Looked for several times: the archive's search knows of a new draft only after a moment.
        """
        for look in range(LOOKS):
            if look:
                self.archive.pause(2.0**look)
            words = {"q": f'"{marker}"', "size": "25", "sort": "newest"}
            body = self.archive.ask("/user/records", "list our drafts", params=words).body
            for hit in body.get("hits", {}).get("hits", ()):
                told = hit.get("metadata", {}).get("identifiers", ())
                if any(one.get("identifier") == marker for one in told):
                    return dict(hit)
        return None

    def draft(self, draft: str) -> dict[str, Any] | None:
        """A draft; None where there is none (never made, deleted, or published)."""
        answer = self.archive.ask(f"/records/{draft}/draft", "show the draft", accept=GONE)
        return answer.body if answer.done else None

    def record(self, record: str) -> dict[str, Any] | None:
        """A published record; None where it is not published."""
        answer = self.archive.ask(f"/records/{record}", "show the record", accept=GONE)
        return answer.body if answer.done else None

    def reserve(self, draft: str) -> dict[str, Any]:
        """Reserve a DOI.  A second time is refused with 400: ask for the draft before."""
        path = f"/records/{draft}/draft/pids/doi"
        return self.archive.send("POST", path, "reserve a DOI").body

    def new_version(self, record: str) -> dict[str, Any]:
        """The draft of the next version; the same one when asked again."""
        return self.archive.send("POST", f"/records/{record}/versions", "begin a version").body

    def publish(self, draft: str) -> dict[str, Any]:
        """Publish.  Raises Unsure for 404 too: it may be published already."""
        path = f"/records/{draft}/draft/actions/publish"
        answer = self.archive.send("POST", path, "publish the draft", accept=GONE)
        if not answer.done:
            raise Unsure("status 404: published already, or gone")
        return answer.body

    def files(self, record: str, *, published: bool = False) -> dict[str, Kept]:
        """The files that a draft or a record has."""
        path = f"/records/{record}/files" if published else f"/records/{record}/draft/files"
        body = self.archive.ask(path, "list the files").body
        return {one.name: one for one in map(_kept, body.get("entries") or ())}

    def start(self, draft: str, name: str) -> None:
        """Announce a file.  No checksum is declared: the archive would believe any."""
        self.archive.send(
            "POST", f"/records/{draft}/draft/files", "announce a file", json=[{"key": name}]
        )

    def fill(self, draft: str, name: str, content: Iterable[bytes], size: int) -> None:
        """Send a file's bytes.

        A file that is committed already answers 200 with `errors`, and is thrown away; one whose
        entry went with a cut connection answers 404.  Both mean: begin the file again.
        """
        answer = self.archive.send(
            "PUT",
            f"{_file(draft, name)}/content",
            "take a file",
            content=content,
            headers={"Content-Length": str(size), "Content-Type": "application/octet-stream"},
            accept=(400, *GONE),
        )
        if not answer.done or answer.body.get("errors"):
            raise Unsure(f"status {answer.status}: the file has to be begun again")

    def commit(self, draft: str, name: str) -> Kept:
        """Close a file; from now on the archive knows its size and its checksum."""
        answer = self.archive.send(
            "POST", f"{_file(draft, name)}/commit", "close a file", accept=(400, *GONE)
        )
        if not answer.done or answer.body.get("errors"):
            raise Unsure(f"status {answer.status}: the file has to be begun again")
        return _kept(answer.body)

    def delete(self, draft: str, name: str) -> None:
        """Remove a file from a draft; one that is not there is removed."""
        self.archive.send("DELETE", _file(draft, name), "remove a file", accept=GONE)


def doi_of(body: Mapping[str, Any]) -> str:
    """The DOI of a draft or a record; "" where it has none."""
    return str(body.get("pids", {}).get("doi", {}).get("identifier", ""))


def link_of(body: Mapping[str, Any]) -> str:
    """Where people see it."""
    return str(body.get("links", {}).get("self_html", ""))


def _file(draft: str, name: str) -> str:
    return f"/records/{draft}/draft/files/{quote(name, safe='')}"


def _kept(entry: Mapping[str, Any]) -> Kept:
    algorithm, _, sum_ = str(entry.get("checksum") or "").rpartition(":")
    return Kept(
        str(entry.get("key", "")),
        int(entry.get("size") or 0),
        sum_ if algorithm in ("", "md5") else "",
        entry.get("status") == "completed",
    )


def _terms(value: Any, path: list[str]) -> Iterator[str]:
    """The ids below a path, through lists."""
    if isinstance(value, list):
        for item in value:
            yield from _terms(item, path)
    elif isinstance(value, dict):
        if path:
            yield from _terms(value.get(path[0]), path[1:])
        elif isinstance(value.get("id"), str):
            yield value["id"]
