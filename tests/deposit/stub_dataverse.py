"""A Dataverse made from its guides (native API, search API): strict, and without a database."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass, field
from typing import Any

from strict import TOKEN, Answer, Asked, Strict

OK, ERROR = "OK", "ERROR"
MANDATORY = ("title", "author", "datasetContact", "dsDescription", "subject")
PRIMITIVE = {"primitive", "compound", "controlledVocabulary"}


@dataclass
class Dataset:
    """A dataset: its draft or latest version."""

    id: int
    fields: dict[str, Any]
    license: dict[str, str] | None
    files: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    state: str = "DRAFT"
    versions: list[dict[int, tuple[str, bytes]]] = field(default_factory=list)


class Records:
    """What the server keeps."""

    def __init__(self) -> None:
        self.datasets: dict[str, Dataset] = {}
        self.files = 0
        self.collection = "letters"
        self.lag = 0  # how often the search does not know of it yet

    def routes(self) -> list[Any]:
        pid = frozenset({"persistentId"})
        of = "/api/datasets/:persistentId"
        return [
            ("POST", "/api/dataverses/([^/]+)/datasets", frozenset(), self.create),
            ("GET", "/api/search", frozenset({"q", "type"}), self.search),
            ("GET", of, pid, self.show),
            ("GET", f"{of}/", pid, self.show),
            ("PUT", f"{of}/versions/:draft", pid, self.describe),
            ("GET", f"{of}/versions/:latest/files", pid, self.listed),
            ("GET", f"{of}/versions/:latest-published/files", pid, self.published),
            ("GET", r"/api/access/datafile/(\d+)", frozenset(), self.give),
            ("POST", f"{of}/add", pid, self.add),
            ("DELETE", r"/api/files/(\d+)", frozenset(), self.delete),
            ("POST", f"{of}/actions/:publish", pid | {"type"}, self.publish),
        ]

    def create(self, asked: Asked) -> Answer:
        if asked.groups[0] not in (self.collection, ":root"):
            return 404, {"status": ERROR, "message": "Can't find dataverse with identifier"}
        if set(asked.json) != {"datasetVersion"}:
            return 400, {"status": ERROR, "message": "Error parsing Json: no datasetVersion"}
        reason, fields = checked(asked.json["datasetVersion"])
        if reason:
            return 403, {"status": ERROR, "message": reason}
        number = len(self.datasets) + 1
        pid = f"doi:10.5072/FK2/{number:06}"
        licence = asked.json["datasetVersion"].get("license")
        self.datasets[pid] = Dataset(number, fields, licence)
        return 201, {"status": OK, "data": {"id": number, "persistentId": pid}}

    def search(self, asked: Asked) -> Answer:
        if self.lag:
            self.lag -= 1
            return 200, {"status": OK, "data": {"q": "", "total_count": 0, "items": []}}
        words = asked.query["q"].strip('"')
        found = [pid for pid, one in self.datasets.items() if words in json.dumps(one.fields)]
        items = [{"type": "dataset", "global_id": pid} for pid in found]
        return 200, {"status": OK, "data": {"total_count": len(items), "items": items}}

    def of(self, asked: Asked) -> Dataset | None:
        return self.datasets.get(asked.query["persistentId"])

    def show(self, asked: Asked) -> Answer:
        one = self.of(asked)
        if one is None:
            return 404, {"status": ERROR, "message": "Dataset with Persistent ID not found."}
        version = {"versionState": one.state, "license": one.license}
        return 200, {"status": OK, "data": {"id": one.id, "latestVersion": version}}

    def describe(self, asked: Asked) -> Answer:
        one = self.of(asked)
        if one is None:
            return 404, {"status": ERROR, "message": "not found"}
        reason, fields = checked(asked.json)
        if reason:
            return 400, {"status": ERROR, "message": reason}
        if one.state == "RELEASED":
            one.state, one.files = "DRAFT", dict(one.files)
        one.fields, one.license = fields, asked.json.get("license")
        return 200, {"status": OK, "data": {"versionState": "DRAFT"}}

    def listed(self, asked: Asked) -> Answer:
        one = self.of(asked)
        if one is None:
            return 404, {"status": ERROR, "message": "not found"}
        return 200, {"status": OK, "data": [entry(*item) for item in one.files.items()]}

    def published(self, asked: Asked) -> Answer:
        """The files of the version published last, for everybody."""
        one = self.of(asked)
        if one is None or not one.versions:
            return 404, {"status": ERROR, "message": "Dataset version not found."}
        return 200, {"status": OK, "data": [entry(*item) for item in one.versions[-1].items()]}

    def give(self, asked: Asked) -> Answer:
        for one in self.datasets.values():
            for version in one.versions:
                if file := version.get(int(asked.groups[0])):
                    return 200, file[1]
        return 403, {"status": ERROR, "message": "not authorised to access this object"}

    def add(self, asked: Asked) -> Answer:
        one, form = self.of(asked), asked.form
        if one is None or set(form) != {"file", "jsonData"}:
            return 400, {"status": ERROR, "message": "a file and jsonData are wanted"}
        assert set(json.loads(form["jsonData"][1])) <= {
            *("description", "directoryLabel", "categories", "restrict", "tabIngest")
        }
        added = []
        for name, content in unpacked(*form["file"]):
            self.files += 1
            one.files[self.files] = (name, content)
            added.append(entry(self.files, (name, content)))
        return 200, {"status": OK, "data": {"files": added}}

    def delete(self, asked: Asked) -> Answer:
        number = int(asked.groups[0])
        for one in self.datasets.values():
            if one.files.pop(number, None):
                return 200, {"status": OK, "data": {"message": "File deleted"}}
        return 404, {"status": ERROR, "message": "File not found"}

    def publish(self, asked: Asked) -> Answer:
        one = self.of(asked)
        if one is None or asked.query["type"] not in ("major", "minor"):
            return 400, {"status": ERROR, "message": "type is major or minor"}
        if one.state == "RELEASED":
            return 400, {"status": ERROR, "message": "This dataset version is already published."}
        one.state = "RELEASED"
        one.versions.append(dict(one.files))
        return 200, {"status": OK, "data": {"id": one.id}}


def checked(version: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What is wrong with the metadata, and the fields by name."""
    fields = {}
    for one in version["metadataBlocks"]["citation"]["fields"]:
        assert set(one) == {"typeName", "multiple", "typeClass", "value"}, one
        assert one["typeClass"] in PRIMITIVE
        assert isinstance(one["value"], list) == one["multiple"], one["typeName"]
        fields[one["typeName"]] = one["value"]
    missing = [name for name in MANDATORY if not fields.get(name)]
    return ("Validation Failed: " + ", ".join(missing) if missing else ""), fields


def unpacked(name: str, content: bytes) -> list[tuple[str, bytes]]:
    """The files that Dataverse makes of one that it is sent: a zip file is unpacked, once."""
    if not name.endswith(".zip"):
        return [(name, content)]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [(info.filename, package.read(info)) for info in package.infolist()]


def entry(number: int, file: tuple[str, bytes]) -> dict[str, Any]:
    """A file as it is listed."""
    name, content = file
    sum_ = hashlib.md5(content).hexdigest()
    told = {"id": number, "filename": name, "filesize": len(content), "md5": sum_}
    return {"label": name, "dataFile": {**told, "checksum": {"type": "MD5", "value": sum_}}}


def dataverse() -> tuple[Strict, Records]:
    """A server, not yet running, and what it keeps."""
    records = Records()

    def allowed(asked: Asked) -> bool:
        if ":latest-published" in asked.path or "/api/access/" in asked.path:
            return asked.headers.get("X-Dataverse-key") in (None, TOKEN)
        return asked.headers.get("X-Dataverse-key") == TOKEN

    return Strict(records.routes(), allowed), records
