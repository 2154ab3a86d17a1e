"""A TextGrid (TG-crud, TG-publish) made from its documentation and its own client library."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from strict import TOKEN, Answer, Asked, Strict

NAMESPACE = "http://textgrid.info/namespaces/metadata/core/2010"
T = {"t": NAMESPACE}
ORE = "{http://www.openarchives.org/ore/terms/}aggregates"
RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
AGGREGATIONS = ("text/tg.edition+tg.aggregation+xml", "text/tg.collection+tg.aggregation+xml")
NEEDED = {  # of the schema of 2010: what each kind of object has at least
    "work": ("t:dateOfCreation", "t:genre"),
    "edition": ("t:agent", "t:isEditionOf"),
    "collection": ("t:collector",),
    "item": (),
}
ID = r"(textgrid:[a-z0-9.]+)"


@dataclass
class Kept:
    """An object: its metadata as they came, its content, how often it changed."""

    meta: etree._Element
    content: bytes
    changes: int = 0
    published: bool = False
    revision: int = 0
    before: list[Kept] = field(default_factory=list)  # the revisions before it, oldest first


class Records:
    """What the server keeps."""

    def __init__(self) -> None:
        self.reserved: list[str] = []
        self.objects: dict[str, Kept] = {}
        self.jobs: dict[str, str] = {}

    def routes(self) -> list[Any]:
        session = frozenset({"sessionId"})
        crud, publish = "/1.0/tgcrud/rest", "/1.0/tgpublish"
        made = session | {"projectId", "createRevision", "uri"}
        return [
            ("GET", f"{crud}/getUri", session | {"howMany"}, self.reserve),
            ("GET", f"{crud}/{ID}/metadata", session, self.show),
            ("POST", f"{crud}/create", made, self.create),
            ("POST", f"{crud}/{ID}/update", session, self.update),
            (
                "GET",
                f"{publish}/{ID}/publish",
                frozenset({"sid", "ignoreWarnings", "dryRun"}),
                self.publish,
            ),
            ("GET", f"{publish}/{ID}/status", frozenset(), self.status),
        ]

    def reserve(self, asked: Asked) -> Answer:
        first = len(self.reserved)
        new = [f"textgrid:obj{n:02}" for n in range(first, first + int(asked.query["howMany"]))]
        self.reserved += new
        return 200, "\n".join(new)

    def show(self, asked: Asked) -> Answer:
        uri = asked.groups[0].split(".")[0]
        if uri not in self.objects:
            return 404, page("object not found")
        return 200, self.told(uri)

    def told(self, uri: str) -> str:
        """An object's metadata with what was generated."""
        one = self.objects[uri]
        root = etree.fromstring(etree.tostring(one.meta))
        generic = root.find(".//t:generic", T)
        generated = etree.SubElement(generic, f"{{{NAMESPACE}}}generated")
        for name, text in (
            ("created", "2026-03-01T00:00:00Z"),
            ("lastModified", f"2026-03-01T00:00:{one.changes:02}Z"),
            ("textgridUri", f"{uri}.{one.revision}"),
            ("revision", str(one.revision)),
            ("extent", str(len(one.content))),
        ):
            etree.SubElement(generated, f"{{{NAMESPACE}}}{name}").text = text
        fixity = etree.SubElement(generated, f"{{{NAMESPACE}}}fixity")
        for name, text in (
            ("messageDigestAlgorithm", "md5"),
            ("messageDigest", hashlib.md5(one.content).hexdigest()),
            ("messageDigestOriginator", "crud"),
        ):
            etree.SubElement(fixity, f"{{{NAMESPACE}}}{name}").text = text
        for name, text in (
            ("dataContributor", "marlow"),
            ("project", "Letters"),
            ("availability", "restricted"),
        ):
            etree.SubElement(generated, f"{{{NAMESPACE}}}{name}").text = text
        generated.find("t:project", T).set("id", "TGPR-1234")
        return etree.tostring(root, encoding="unicode")

    def create(self, asked: Asked) -> Answer:
        if asked.query["createRevision"] == "true":
            return self.revise(asked)
        uri = asked.query["uri"]
        if asked.query["projectId"] != "TGPR-1234":
            return 404, page("project not existing")
        if uri not in self.reserved or uri in self.objects:
            return 500, page("the address is taken")
        meta, reason = metadata_of(asked)
        if reason:
            return 400, page(reason)
        self.objects[uri] = Kept(meta, asked.form["tgObjectData"][1])
        return 200, self.told(uri)

    def revise(self, asked: Asked) -> Answer:
        """The next revision of an object, named by the address of its newest one."""
        uri, _, number = asked.query["uri"].partition(".")
        one = self.objects[uri]
        if asked.query["projectId"] != "TGPR-1234" or number != str(one.revision):
            return 400, page("not the newest revision of an object of the project")
        meta, reason = metadata_of(asked)
        generated = meta.find(".//t:generated", T)
        if reason or generated is None:
            return 400, page(reason or "no generated metadata")
        generated.getparent().remove(generated)
        content = asked.form["tgObjectData"][1]
        earlier = [*one.before, one]
        self.objects[uri] = Kept(meta, content, revision=one.revision + 1, before=earlier)
        return 200, self.told(uri)

    def update(self, asked: Asked) -> Answer:
        uri = asked.groups[0].split(".")[0]
        meta, reason = metadata_of(asked)
        one = self.objects[uri]
        generated = meta.find(".//t:generated", T)
        if (
            generated is None
            or generated.findtext("t:lastModified", "", T)[-3:-1] != f"{one.changes:02}"
        ):
            return 409, page("somebody else changed the object")
        if reason or one.published:
            return 400, page(reason or "published objects cannot be changed")
        generated.getparent().remove(generated)
        one.meta, one.content, one.changes = meta, asked.form["tgObjectData"][1], one.changes + 1
        return 200, self.told(uri)

    def publish(self, asked: Asked) -> Answer:
        uri = asked.groups[0]
        assert asked.query["dryRun"] in ("True", "False")
        self.jobs[uri] = asked.query["dryRun"]
        return 200, uri

    def status(self, asked: Asked) -> Answer:
        uri = asked.groups[0]
        told = []
        for name in self.inside(uri):
            one = self.objects.get(name)
            if one is None:
                told.append(error(name, "CHECK_REFERENCES", "there is no such object"))
            elif one.published:
                told.append(error(name, "ALREADY_PUBLISHED", "already published"))
        state = "FAILED" if told else "FINISHED"
        if self.jobs[uri] == "False" and not told:
            self.jobs[uri] = "done"
            for name in self.inside(uri):
                self.objects[name].published = True
        elif self.jobs[uri] == "done":
            told, state = [], "FINISHED"
        return 200, (
            f'<publishResponse dryRun="false" objectListComplete="true">{"".join(told)}'
            f'<PublishStatus processStatus="{state}" progress="100" activeModule="x"/>'
            "</publishResponse>"
        )

    def inside(self, uri: str) -> list[str]:
        """An edition or a collection and all that it holds."""
        found, one = [uri], self.objects.get(uri)
        if one is None or format_of(one.meta) not in AGGREGATIONS:
            return found
        work = one.meta.findtext(".//t:isEditionOf", "", T)
        for element in etree.fromstring(one.content).iter(ORE):
            found += self.inside(element.get(RESOURCE))
        return [*found, work] if work else found


def format_of(meta: etree._Element) -> str:
    return meta.findtext(".//t:provided/t:format", "", T)


def metadata_of(asked: Asked) -> tuple[etree._Element, str]:
    """The metadata of a request, and what is wrong with them."""
    assert set(asked.form) == {"tgObjectMetadata", "tgObjectData"}
    meta = etree.fromstring(asked.form["tgObjectMetadata"][1])
    if meta.find("t:object", T) is None:
        return meta, "no object"
    kinds = [kind for kind in NEEDED if meta.find(f"t:object/t:{kind}", T) is not None]
    if len(kinds) != 1 or not format_of(meta) or not meta.findtext(".//t:provided/t:title", "", T):
        return meta, "title, format and one kind are wanted"
    thing = meta.find(f"t:object/t:{kinds[0]}", T)
    missing = [name for name in NEEDED[kinds[0]] if thing.find(name, T) is None]
    return meta, f"{kinds[0]} lacks {', '.join(missing)}" if missing else ""


def page(reason: str) -> str:
    """How TG-crud tells an error."""
    return f'<html><head><meta name="description" content="{reason}"/></head><body/></html>'


def error(uri: str, kind: str, message: str) -> str:
    """How TG-publish tells one."""
    inner = f"<error><message>{message}</message><type>{kind}</type></error>"
    return f'<PublishObject uri="{uri}" status="ERROR">{inner}</PublishObject>'


def textgrid() -> tuple[Strict, Records]:
    """A server, not yet running, and what it keeps."""
    records = Records()

    def allowed(asked: Asked) -> bool:
        known = asked.query.get("sessionId") or asked.query.get("sid")
        return known == TOKEN or asked.path.endswith("/status")

    return Strict(records.routes(), allowed), records
