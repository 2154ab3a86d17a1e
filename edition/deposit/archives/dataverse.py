"""Dataverse's native API: datasets with files, in versions under one DOI.

Source: https://guides.dataverse.org/en/latest/api/native-api.html and …/api/search.html.
Dataverse unpacks a zip file that it is sent, and keeps what was in it; a zip file that is to
stay one is sent within another (“double zip”, https://github.com/IQSS/dataverse/issues/2107).
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from edition.deposit.archives.multipart import OCTETS, Form, Part
from edition.deposit.archives.steps import DRAFT, PUBLISHED, Begun, Kept, same
from edition.deposit.metadata.dataverse import dataset
from edition.deposit.record import Record
from edition.deposit.sending.contents import Sent
from edition.deposit.sending.faults import LONGEST, Unsure
from edition.deposit.sending.transport import Answer, Archive
from edition.deposit.sending.uploading import Upload
from tei.diagnostics import Problem

GONE = (404, 410)
LOOKS = 4  # a new dataset is found by searching only after a moment
ROOT = ":root"  # the collection above all others; deposit.toml may say another


@dataclass(frozen=True)
class Dataverse:
    """The verbs of the API.  A record is a dataset, named by its persistent id."""

    archive: Archive
    drafts_of_versions = True

    def standing(self, record: str) -> str:
        """Whether its latest version is a draft or released; "" where there is none."""
        answer = self._ask("", record, "show the dataset", accept=GONE)
        if not answer.done:
            return ""
        version = _data(answer).get("latestVersion", {})
        return DRAFT if version.get("versionState") == "DRAFT" else PUBLISHED

    def marker(self, sent: Sent) -> str:
        """An identifier that is in the draft from its first request until the next."""
        return f"urn:uuid:{uuid4()}"

    def begin(self, record: Record, sent: Sent, marker: str, *, again: bool) -> Begun:
        """Make a dataset; Dataverse gives it its DOI at once."""
        body = dataset(record)
        _mark(body, marker)
        collection = record.detail("dataverse", "collection", ROOT)
        where = f"/dataverses/{quote(collection, safe=':')}/datasets"
        looking = again

        def made() -> str | None:
            nonlocal looking
            known, looking = (self._marked(marker) if looking else None), True
            return known

        def make() -> str:
            return str(
                _data(self._send("POST", where, "make a dataset", json=body))["persistentId"]
            )

        pid = self.archive.persist(made, make)
        scheme, _, value = pid.partition(":")
        link = f"{self.archive.server}/dataset.xhtml?persistentId={quote(pid, safe=':/')}"
        return Begun(pid, value if scheme == "doi" else "", link)

    def _marked(self, marker: str) -> str | None:
        """Our dataset that bears the marker; the search knows of it only after a moment."""
        for look in range(LOOKS):
            if look:
                self.archive.pause(2.0**look)
            words = {"q": f'"{marker}"', "type": "dataset"}
            answer = self.archive.ask("/search", "search our datasets", params=words)
            for item in _data(answer).get("items") or ():
                return str(item["global_id"])
        return None

    def fill(self, draft: str, record: Record, uploads: Sequence[Upload], ours: set[str]) -> None:
        """Describe the draft anew; a released dataset gets a draft of its next version so."""
        body = dataset(record)["datasetVersion"]
        path = self._of("/versions/:draft")
        self.archive.persist(
            lambda: None,
            lambda: self._send(
                "PUT", path, "describe the dataset", json=body, params=_named(draft)
            ),
        )
        there = self.kept(draft)
        wanted = {one.name: one for one in uploads}
        for name, kept in there.items():
            if name in ours and not (name in wanted and same(wanted[name], kept)):
                self._delete(kept)
        for one in uploads:
            if not same(one, there.get(one.name)):
                self._upload(draft, one)

    def _upload(self, draft: str, one: Upload) -> None:
        def there() -> Kept | None:
            kept = self.kept(draft).get(one.name)
            if kept is not None and not same(one, kept):
                self._delete(kept)
                return None
            return kept

        def add() -> Kept:
            with _wrapped(one) as (name, path):
                self._send(
                    "POST",
                    self._of("/add"),
                    "take a file",
                    params=_named(draft),
                    form=_form(name, path),
                )
            kept = self.kept(draft).get(one.name)
            if not same(one, kept):
                raise Unsure("other bytes than were sent")
            assert kept is not None
            return kept

        self.archive.persist(there, add)

    def _delete(self, kept: Kept) -> None:
        """Remove a file from the draft."""
        self.archive.persist(
            lambda: None,
            lambda: self._send("DELETE", f"/files/{kept.id}", "remove a file", accept=GONE),
        )

    def kept(self, record: str) -> Mapping[str, Kept]:
        """The files of the latest version, draft or released."""
        answer = self._ask("/versions/:latest/files", record, "list the files")
        return {one.name: one for one in map(_kept, answer.body.get("data") or ())}

    def publish(self, draft: str) -> None:
        """Publish as a major version.  Dataverse may go on publishing after it answered."""

        def published() -> bool | None:
            return True if self.standing(draft) == PUBLISHED else None

        def publish() -> bool:
            params = {**_named(draft), "type": "major"}
            self._send("POST", self._of("/actions/:publish"), "publish the dataset", params=params)
            for look in range(LOOKS):
                if published():
                    return True
                self.archive.pause(2.0**look)
            raise Unsure("not published yet")

        self.archive.persist(published, publish)

    def _of(self, path: str) -> str:
        return f"/datasets/:persistentId{path}"

    def _ask(self, path: str, record: str, deed: str, accept: tuple[int, ...] = ()) -> Answer:
        return self.archive.ask(self._of(path), deed, params=_named(record), accept=accept)

    def _send(
        self,
        method: str,
        path: str,
        deed: str,
        *,
        json: Any = None,
        params: Mapping[str, str] | None = None,
        form: Form | None = None,
        accept: tuple[int, ...] = (),
    ) -> Answer:
        """A request that changes something.  403 tells a reason here, as when a collection is
        not published or a dataset is locked."""
        answer = self.archive.send(
            method,
            path,
            deed,
            json=json,
            params=params,
            content=form.content() if form else None,
            headers=form.headers if form else None,
            accept=(400, 403, 409, *accept),
        )
        if answer.status == 409:
            raise Unsure("status 409: the dataset is locked for a moment")
        reason = self.archive.hidden(str(answer.body.get("message", "")))
        if answer.status == 403 and not reason:
            raise Problem("archive-token-refused", self.archive.server, status="403")
        if not answer.done and answer.status not in accept:
            told = reason[:LONGEST].rstrip(".") or "no reason given"
            raise Problem(
                "archive-refused",
                self.archive.server,
                deed=deed,
                status=str(answer.status),
                reason=f"{told}.",
            )
        return answer


def _named(pid: str) -> dict[str, str]:
    return {"persistentId": pid}


def _data(answer: Answer) -> dict[str, Any]:
    """What an answer is about."""
    data = answer.body.get("data")
    return data if isinstance(data, dict) else {}


def _mark(body: dict[str, Any], marker: str) -> None:
    """Put the marker among the other identifiers of a new dataset."""
    fields = body["datasetVersion"]["metadataBlocks"]["citation"]["fields"]
    inner = {
        "typeName": "otherIdValue",
        "multiple": False,
        "typeClass": "primitive",
        "value": marker,
    }
    for field in fields:
        if field["typeName"] == "otherId":
            field["value"].append({"otherIdValue": inner})
            return
    value = [{"otherIdValue": inner}]
    fields.append(
        {"typeName": "otherId", "multiple": True, "typeClass": "compound", "value": value}
    )


@contextmanager
def _wrapped(one: Upload) -> Iterator[tuple[str, Path]]:
    """A file as it is sent, with its name there: a zip file within a zip file."""
    if not one.name.lower().endswith(".zip"):
        yield one.name, one.path
        return
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        path = Path(folder, "outer.zip")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as outer:
            outer.write(one.path, one.name)
        yield f"{one.name}.zip", path


def _form(name: str, path: Path) -> Form:
    told = json.dumps({"tabIngest": "false"}).encode()
    return Form((Part("jsonData", told), Part("file", path, name, OCTETS)))


def _kept(entry: Mapping[str, Any]) -> Kept:
    file = entry.get("dataFile", {})
    told = file.get("checksum") or {"type": "MD5", "value": file.get("md5", "")}
    return Kept(
        str(entry.get("label", "")),
        int(file.get("filesize", -1)),
        str(told.get("type", "")),
        str(told.get("value", "")),
        str(file.get("id", "")),
    )
