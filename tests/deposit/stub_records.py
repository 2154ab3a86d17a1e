"""What a strict InvenioRDM keeps: drafts, records, files; its answers and its oddities.

Written from the documentation of the API of drafts and records and from what a running
InvenioRDM 14 answered; each oddity that the client has to bear is named.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Answer = tuple[int, dict[str, Any] | None]
TERMS = {
    "resourcetypes": {"publication-other", "publication-book", "dataset"},
    "languages": {"eng", "deu", "fra"},
    "licenses": {"cc-by-4.0", "cc0-1.0"},
}
DAY = r"\d{4}(-\d\d(-\d\d)?)?"
LEVEL_0 = re.compile(f"{DAY}(/{DAY})?")
PIECE = 1 << 20  # bytes
FIELDS = {"access", "files", "metadata", "pids", "parent", "custom_fields"}


def refusal(status: int, message: str, errors: list[dict[str, Any]] | None = None) -> Answer:
    """An answer that says no."""
    body: dict[str, Any] = {"status": status, "message": message}
    return status, body | ({"errors": errors} if errors else {})


NOWHERE = refusal(404, "The persistent identifier does not exist.")


@dataclass(frozen=True)
class Zeros:
    """The content of a large file, all zeros: not kept in memory."""

    size: int
    md5: str

    def pieces(self) -> Iterator[bytes]:
        """Its bytes."""
        for start in range(0, self.size, PIECE):
            yield bytes(min(PIECE, self.size - start))


def summed(content: bytes | Zeros) -> tuple[int, str]:
    """Size and MD5."""
    if isinstance(content, Zeros):
        return content.size, content.md5
    return len(content), hashlib.md5(content, usedforsecurity=False).hexdigest()


@dataclass
class File:
    """A file of a draft: None before its bytes have come."""

    content: bytes | Zeros | None = None
    committed: bool = False
    declared: str = ""


@dataclass
class Draft:
    """A draft, and the record that it becomes."""

    id: str
    body: dict[str, Any]
    parent: str
    doi: dict[str, str] | None = None
    files: dict[str, File] = field(default_factory=dict)
    published: bool = False
    searches: int = 0


@dataclass
class Records:
    """All drafts and records of one depositor.

    unseen: how many searches a new draft stays unseen: the index is behind
    """

    url: str = ""
    drafts: dict[str, Draft] = field(default_factory=dict)
    unseen: int = 1
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def create(self, body: dict[str, Any]) -> Answer:
        wrong = self.invalid(body)
        if wrong:
            return wrong
        number = f"r{next(self.numbers):04d}-abcde"
        draft = Draft(number, body, parent=f"p-{number}")
        self.take_pids(draft, body)
        self.drafts[number] = draft
        return 201, self.shown(draft)

    def invalid(self, body: dict[str, Any]) -> Answer | None:
        """What makes a body unacceptable: fields that nobody knows, terms that nobody knows."""
        if set(body) - FIELDS:
            return refusal(400, f"Unknown fields: {set(body) - FIELDS}")
        metadata = body.get("metadata", {})
        used = {
            "resourcetypes": [metadata.get("resource_type", {}).get("id")],
            "languages": [one.get("id") for one in metadata.get("languages", [])],
            "licenses": [one["id"] for one in metadata.get("rights", []) if "id" in one],
        }
        for name, terms in used.items():
            for term in terms:
                if term is not None and term not in TERMS[name]:
                    return refusal(400, f"Invalid value {term}.")  # and no field
        return None

    def take_pids(self, draft: Draft, body: dict[str, Any]) -> None:
        """A DOI that is not sent back is dropped; where nothing is said of pids, it stays."""
        if "pids" in body:
            draft.doi = body["pids"].get("doi")

    def errors(self, draft: Draft) -> list[dict[str, Any]]:
        """Faults that are told with status 200 or 201, and refused only when publishing."""
        metadata, found = draft.body.get("metadata", {}), []
        if len(metadata.get("title", "")) < 3:
            found.append({"field": "metadata.title", "messages": ["Shorter than minimum 3."]})
        if not LEVEL_0.fullmatch(metadata.get("publication_date", "")):
            found.append({"field": "metadata.publication_date", "messages": ["No EDTF level 0."]})
        for one in metadata.get("creators", []):
            for known in one["person_or_org"].get("identifiers", []):
                if known["scheme"] not in ("orcid", "gnd", "isni", "ror"):
                    field_ = "metadata.creators.0.person_or_org.identifiers"
                    found.append({"field": field_, "messages": ["Invalid scheme."]})
        if not draft.files:
            found.append({"field": "files.enabled", "messages": ["Missing uploaded files."]})
        return found

    def shown(self, draft: Draft) -> dict[str, Any]:
        kind = "records" if draft.published else "uploads"
        body = {
            "id": draft.id,
            "parent": {"id": draft.parent},
            "is_published": draft.published,
            "is_draft": not draft.published,
            "metadata": draft.body.get("metadata", {}),
            "pids": {"doi": draft.doi} if draft.doi else {},
            "links": {"self_html": f"{self.url}/{kind}/{draft.id}"},
        }
        faults = [] if draft.published else self.errors(draft)
        return body | ({"errors": faults} if faults else {})

    def draft(self, number: str) -> Draft | None:
        found = self.drafts.get(number)
        return found if found is not None and not found.published else None

    def update(self, draft: Draft, body: dict[str, Any]) -> Answer:
        wrong = self.invalid(body)
        if wrong:
            return wrong
        draft.body = body
        self.take_pids(draft, body)
        return 200, self.shown(draft)

    def reserve(self, draft: Draft) -> Answer:
        if draft.doi:
            errors = [{"field": "pids.doi", "messages": ["A PID already exists for type doi"]}]
            return refusal(400, "A validation error occurred.", errors)
        identifier = f"10.5072/{draft.id}"
        draft.doi = {"identifier": identifier, "provider": "datacite", "client": "datacite"}
        return 201, self.shown(draft)

    def publish(self, draft: Draft) -> Answer:
        faults = self.errors(draft)
        if any(not one.committed for one in draft.files.values()):
            faults.append({"field": "files", "messages": ["One or more files are not committed."]})
        if faults:
            return refusal(400, "A validation error occurred.", faults)
        draft.published = True
        return 202, self.shown(draft)

    def version(self, number: str) -> Answer:
        record = self.drafts.get(number)
        if record is None or not record.published:
            return NOWHERE
        for other in self.drafts.values():
            if other.parent == record.parent and not other.published:
                return 201, self.shown(other)  # the same one when asked again
        answer = self.create({"metadata": {**record.body["metadata"], "publication_date": ""}})
        new = self.drafts[answer[1]["id"]]  # type: ignore[index]
        new.parent = record.parent
        return 201, self.shown(new)

    def found(self, words: str) -> Answer:
        """The drafts that a search finds: new ones only after a while."""
        hits = []
        for draft in self.drafts.values():
            draft.searches += 1
            if draft.searches > self.unseen and words.strip('"') in str(draft.body):
                hits.append(self.shown(draft))
        return 200, {"hits": {"hits": hits, "total": len(hits)}}

    def listed(self, draft: Draft) -> Answer:
        return 200, {"entries": [self.entry(name, one) for name, one in draft.files.items()]}

    def entry(self, name: str, one: File) -> dict[str, Any]:
        known = {"key": name, "status": "completed" if one.committed else "pending"}
        if one.committed and one.content is not None:
            size, sum_ = summed(one.content)
            known |= {"size": size, "checksum": f"md5:{sum_}"}  # type: ignore[dict-item]
        elif one.declared:
            known |= {"checksum": one.declared}
        return known

    def start(self, draft: Draft, wanted: Any) -> Answer:
        if not isinstance(wanted, list) or not all(set(one) >= {"key"} for one in wanted):
            return refusal(400, "A list of files with their keys is wanted.")
        for one in wanted:
            if one["key"] in draft.files:
                return refusal(400, f"File with key {one['key']} already exists.")
            draft.files[one["key"]] = File(declared=one.get("checksum", ""))
        return 201, self.listed(draft)[1]

    def fill(self, draft: Draft, name: str, content: bytes | Zeros) -> Answer:
        one = draft.files.get(name)
        if one is None:
            return refusal(404, f"Record '{draft.id}' has no file '{name}'.")
        if one.committed:
            del draft.files[name]  # 200, and the file is gone
            return 200, self.entry(name, one) | {"errors": [{"field": "", "messages": ["No."]}]}
        one.content = content
        return 200, self.entry(name, one)

    def commit(self, draft: Draft, name: str) -> Answer:
        one = draft.files.get(name)
        if one is None:
            return refusal(404, f"Record '{draft.id}' has no file '{name}'.")
        if one.content is None:
            return 500, {"message": "The server encountered an internal error."}
        one.committed = True
        return 200, self.entry(name, one)
