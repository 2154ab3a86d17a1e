"""Nakala's API: data with files, named by a DOI that is registered when they are published.

Files are uploaded first into a place where they stay for a day; then a data (“donnée”) takes
them by their SHA-1.  A data is “pending” unless it is published on request.
Source: https://api.nakala.fr/doc (version 3.22).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from edition.deposit.archives.multipart import OCTETS, Form, Part
from edition.deposit.archives.steps import DRAFT, PUBLISHED, Begun, Kept, checksum
from edition.deposit.metadata import nakala
from edition.deposit.record import Record
from edition.deposit.sending.contents import Sent
from edition.deposit.sending.faults import LONGEST, Unsure
from edition.deposit.sending.transport import Answer, Archive
from edition.deposit.sending.uploading import Upload, upload_of
from tei.diagnostics import Problem

GONE = (404, 410)
PAGE = 25  # of our pending data that are looked through for one of which the answer was lost
PLACES = {"https://api.nakala.fr": "https://nakala.fr"}
PLACES["https://apitest.nakala.fr"] = "https://test.nakala.fr"


@dataclass(frozen=True)
class Nakala:
    """The verbs of the API.  A record is a data, named by its identifier."""

    archive: Archive
    drafts_of_versions = False

    def standing(self, record: str) -> str:
        """Whether it is pending or published; "" where it is gone."""
        answer = self.archive.ask(_of(record), "show the data", accept=GONE)
        status = answer.body.get("status") if answer.done else "deleted"
        return {"pending": DRAFT, "deleted": ""}.get(str(status), PUBLISHED)

    def marker(self, sent: Sent) -> str:
        """The SHA-1 of the TEI that the data is made with."""
        return checksum(_first(sent), "SHA-1")

    def begin(self, record: Record, sent: Sent, marker: str, *, again: bool) -> Begun:
        """Make a pending data with the TEI in it: Nakala takes none without a file."""
        one = _first(sent)
        body = {**_body(record, [one]), "status": "pending"}
        looking = again

        def made() -> str | None:
            nonlocal looking
            known, looking = (self._holding(marker) if looking else None), True
            return known

        def make() -> str:
            self._deliver(one)
            answer = self._send("POST", "/datas", "make a data", json=body)
            return str(answer.body["payload"]["id"])

        identifier = self.archive.persist(made, make)
        place = PLACES.get(self.archive.server, self.archive.server)
        doi = identifier if identifier.startswith("10.") else ""
        return Begun(identifier, doi, f"{place}/{identifier}")

    def _holding(self, sum_: str) -> str | None:
        """Our pending data that has a file with this SHA-1."""
        query = {"page": 1, "limit": PAGE, "orders": ["creDate,desc"], "status": ["pending"]}
        answer = self.archive.persist(
            lambda: None,
            lambda: self._send("POST", "/users/datas/deposited", "list our data", json=query),
        )
        for data in answer.body.get("data") or ():
            if any(file.get("sha1") == sum_ for file in data.get("files") or ()):
                return str(data["identifier"])
        return None

    def fill(self, draft: str, record: Record, uploads: Sequence[Upload], ours: set[str]) -> None:
        """Upload what is not there, then say what the data consists of: that lists every file.

        Files that somebody else put there stay.
        """
        there = self.kept(draft)
        sums = {kept.sum for kept in there.values()}
        for one in uploads:
            if checksum(one, "SHA-1") not in sums:
                self._deliver(one)
        wanted = {one.name for one in uploads}
        others = [
            {"name": kept.name, "sha1": kept.sum}
            for kept in there.values()
            if kept.name not in wanted | ours
        ]
        body = _body(record, uploads)
        body["files"] += others
        self.archive.persist(
            lambda: None, lambda: self._send("PUT", _of(draft), "describe the data", json=body)
        )

    def _deliver(self, one: Upload) -> None:
        """Upload a file, and compare the SHA-1 that Nakala has of it."""
        wanted = checksum(one, "SHA-1")

        def waiting() -> bool | None:
            listed = self.archive.ask("/datas/uploads", "list what is uploaded").body
            return any(file.get("sha1") == wanted for file in listed.get("items") or ()) or None

        def deliver() -> bool:
            form = Form((Part("file", one.path, one.name, OCTETS),))
            answer = self._send("POST", "/datas/uploads", "take a file", form=form)
            if answer.body.get("sha1") != wanted:
                raise Unsure("other bytes than were sent")
            return True

        self.archive.persist(waiting, deliver)

    def kept(self, record: str) -> Mapping[str, Kept]:
        """The files of a data."""
        listed = self.archive.ask(f"{_of(record)}/files", "list the files").body.get("items") or ()
        return {one.name: one for one in map(_kept, listed)}

    def publish(self, draft: str) -> None:
        """Publish; the data and its DOI then stay for good."""

        def published() -> bool | None:
            return True if self.standing(draft) == PUBLISHED else None

        def publish() -> bool:
            self._send("PUT", f"{_of(draft)}/status/published", "publish the data")
            return True

        self.archive.persist(published, publish)

    def _send(
        self, method: str, path: str, deed: str, *, json: Any = None, form: Form | None = None
    ) -> Answer:
        answer = self.archive.send(
            method,
            path,
            deed,
            json=json,
            content=form.content() if form else None,
            headers=form.headers if form else None,
            accept=(422,),
        )
        if answer.status == 422:
            raise Problem(
                "archive-refused",
                self.archive.server,
                deed=deed,
                status="422",
                reason=self.archive.hidden(_reason(answer.body)),
            )
        return answer


def _of(identifier: str) -> str:
    return f"/datas/{quote(identifier, safe='/')}"


def _first(sent: Sent) -> Upload:
    """The TEI that the data is made with."""
    return upload_of(sent.edition.documents[0].path)


def _body(record: Record, files: Sequence[Upload]) -> dict[str, Any]:
    """A data as Nakala wants it; its status is left as it is."""
    body: dict[str, Any] = json.loads(nakala.write(record))
    del body["status"]
    body["files"] = [{"name": one.name, "sha1": checksum(one, "SHA-1")} for one in files]
    if collections := record.details.get("nakala", {}).get("collections"):
        body["collectionsIds"] = [collections] if isinstance(collections, str) else collections
    return body


def _kept(entry: Mapping[str, Any]) -> Kept:
    size = str(entry.get("size") or "")
    sum_ = str(entry.get("sha1", ""))
    return Kept(
        str(entry.get("name", "")), int(size) if size.isdecimal() else -1, "SHA-1", sum_, sum_
    )


def _reason(body: Mapping[str, Any]) -> str:
    """What Nakala finds wrong, in a line."""
    payload = body.get("payload")
    errors = payload.get("validationErrors") if isinstance(payload, Mapping) else None
    told = "; ".join(map(str, errors or ())) or str(body.get("message", "no reason given"))
    return told[:LONGEST].rstrip(".") + "."
