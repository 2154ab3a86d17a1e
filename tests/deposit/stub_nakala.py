"""A Nakala made from its API's description (version 3.22): strict, and without a database."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from strict import TOKEN, Answer, Asked, Strict

TERMS = "http://nakala.fr/terms#"
MANDATORY = {f"{TERMS}{name}" for name in ("type", "title", "creator", "created", "license")}
KNOWN = {"status", "collectionsIds", "metas", "files", "rights", "relations"}
ID = r"(10\.34847/nkl\.[a-z0-9]{8})"


@dataclass
class Data:
    """A data of somebody's."""

    metas: list[dict[str, Any]]
    files: dict[str, str]  # SHA-1 → name
    status: str = "pending"
    version: int = 1
    history: list[dict[str, str]] = field(default_factory=list)


class Records:
    """What the server keeps."""

    def __init__(self) -> None:
        self.uploads: dict[str, str] = {}
        self.stored: dict[str, bytes] = {}
        self.datas: dict[str, Data] = {}

    def routes(self) -> list[Any]:
        none: frozenset[str] = frozenset()
        return [
            ("GET", "/datas/uploads", none, self.waiting),
            ("POST", "/datas/uploads", none, self.upload),
            ("POST", "/datas", none, self.create),
            ("POST", "/users/datas/deposited", none, self.deposited),
            ("GET", f"/datas/{ID}", none, self.show),
            ("PUT", f"/datas/{ID}", none, self.change),
            ("GET", f"/datas/{ID}/files", none, self.files),
            ("PUT", f"/datas/{ID}/status/published", none, self.publish),
            ("GET", f"/data/{ID}/([0-9a-f]{{40}})", none, self.give),
        ]

    def waiting(self, asked: Asked) -> Answer:
        return 200, [{"name": name, "sha1": sum_} for sum_, name in self.uploads.items()]

    def upload(self, asked: Asked) -> Answer:
        assert set(asked.form) == {"file"}
        name, content = asked.form["file"]
        sum_ = hashlib.sha1(content).hexdigest()
        self.uploads[sum_], self.stored[sum_] = name, content
        return 201, {"name": name, "sha1": sum_}

    def create(self, asked: Asked) -> Answer:
        body = asked.json
        if reason := self.refusal(body, whole=True):
            return 422, {"code": 422, "message": "Unprocessable", "payload": reason}
        identifier = f"10.34847/nkl.{len(self.datas):08x}"
        files = {one["sha1"]: one["name"] for one in body["files"]}
        self.datas[identifier] = Data(body["metas"], files, body["status"])
        for sum_ in files:
            self.uploads.pop(sum_, None)
        return 201, {"code": 201, "message": "Data created", "payload": {"id": identifier}}

    def refusal(self, body: dict[str, Any], *, whole: bool) -> dict[str, list[str]]:
        """What is wrong with a data."""
        assert set(body) <= KNOWN, set(body) - KNOWN
        told = []
        present = {meta["propertyUri"] for meta in body["metas"]}
        told += [f"The metadata {name} is required." for name in sorted(MANDATORY - present)]
        for meta in body["metas"]:
            assert set(meta) <= {"value", "lang", "typeUri", "propertyUri"}, meta
        for one in body["files"]:
            assert set(one) <= {"name", "sha1", "embargoed", "description"}
            if one["sha1"] not in self.stored:
                told.append(f"The file {one['sha1']} was not uploaded.")
        if whole and (not body["files"] or body["status"] not in ("pending", "published")):
            told.append("files and status are required.")
        return {"validationErrors": told} if told else {}

    def deposited(self, asked: Asked) -> Answer:
        assert set(asked.json) <= {"page", "limit", "orders", "status", "titleSearch"}
        found = [self.shown(name) for name, one in self.datas.items() if one.status == "pending"]
        return 200, {"totalRecords": len(found), "data": found}

    def shown(self, identifier: str) -> dict[str, Any]:
        one = self.datas[identifier]
        told = {"identifier": identifier, "status": one.status, "version": one.version}
        return {**told, "metas": one.metas, "files": self.listed(one)}

    def listed(self, one: Data) -> list[dict[str, str]]:
        return [
            {"name": name, "sha1": sum_, "size": str(len(self.stored[sum_]))}
            for sum_, name in one.files.items()
        ]

    def show(self, asked: Asked) -> Answer:
        if asked.groups[0] not in self.datas:
            return 404, {"code": 404, "message": "not found"}
        return 200, self.shown(asked.groups[0])

    def change(self, asked: Asked) -> Answer:
        one, body = self.datas[asked.groups[0]], asked.json
        if reason := self.refusal(body, whole=False):
            return 422, {"code": 422, "message": "Unprocessable", "payload": reason}
        if one.status == "published":
            one.history.append(one.files)
            one.version += 1
        one.metas = body["metas"]
        one.files = {file["sha1"]: file["name"] for file in body["files"]}
        return 204, None

    def files(self, asked: Asked) -> Answer:
        if asked.groups[0] not in self.datas:
            return 404, {"code": 404, "message": "not found"}
        return 200, self.listed(self.datas[asked.groups[0]])

    def give(self, asked: Asked) -> Answer:
        data = self.datas[asked.groups[0]]
        return (200, self.stored[asked.groups[1]]) if asked.groups[1] in data.files else (404, {})

    def publish(self, asked: Asked) -> Answer:
        self.datas[asked.groups[0]].status = "published"
        return 204, None


def nakala() -> tuple[Strict, Records]:
    """A server, not yet running, and what it keeps."""
    records = Records()

    def allowed(asked: Asked) -> bool:
        key, name = asked.headers.get("X-API-KEY"), asked.path.split("/files")[0]
        of = name.removeprefix("/datas/").removeprefix("/data/")
        public = [name for name, one in records.datas.items() if one.status == "published"]
        return key == TOKEN or (key is None and any(of.startswith(name) for name in public))

    return Strict(records.routes(), allowed), records
