"""The edition for programs: collection, navigation and document of DTS, as files.

Distributed Text Services 1.0 (https://dtsapi.org/versions/v1.0) lets URI templates name static
files, and calls a service without ranges of level 0.  References are the ids of the pages; a colon,
which no file name bears everywhere, is a full stop in them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tei.names import TEI

UNITS = "units.txt"  # what the stylesheet answers; it is not part of the edition
FOLDER = "dts"
NAMESPACE = "https://w3id.org/api/dts#"
TEI_TYPE = "application/tei+xml"
LONGEST = 80  # characters of a reference; longer ones are cut
_UNFIT = re.compile(r"[^\w.-]+")
Json = dict[str, Any]
_VERSION: Json = {"@context": "https://dtsapi.org/context/v1.0.json", "dtsVersion": "1.0"}


@dataclass(frozen=True, slots=True)
class Resource:
    """A document as the collection lists it.

    name:   its identifier, which is the name of its files
    title, author, language: "" where not known
    folder: of its files below the collection's, with a slash at its end; "" for the same one
    """

    name: str
    title: str
    author: str = ""
    language: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A part that can be cited: its reference, its page's address, its kind and its heading."""

    ref: str
    address: str
    kind: str
    title: str
    level: int
    parent: str | None
    element: etree._Element


def units(tree: etree._ElementTree, told: str) -> list[Unit]:
    """The citable parts in the order of the text.

    told: lines of the stylesheet: `number of the element TAB page#id TAB kind TAB heading`
    """
    elements = list(tree.getroot().iter("*"))
    found: list[Unit] = []
    of_element: dict[etree._Element, Unit] = {}
    taken: set[str] = set()
    for line in told.splitlines():
        number, address, kind, title = line.split("\t")
        element = elements[int(number) - 1]
        above = next((of_element[e] for e in element.iterancestors() if e in of_element), None)
        ref = _free(address.partition("#")[2], taken)
        level, parent = (above.level + 1, above.ref) if above else (1, None)
        found.append(Unit(ref, address, kind, title, level, parent, element))
        of_element[element] = found[-1]
    return found


def _free(ref: str, taken: set[str]) -> str:
    """A reference that can name a file, told apart from those that a system takes for the same."""
    ref = _UNFIT.sub("-", ref.replace(":", "."))[:LONGEST].lstrip(".") or "part"
    made, at = ref, 2
    while made.lower() in taken:
        made, at = f"{ref}-{at}", at + 1
    taken.add(made.lower())
    return made


def entry_point(url: str, collected: bool) -> tuple[str, Json]:
    """(path, content) of the entry point.  collected: each document has a folder of its own."""
    one = Resource("{resource}", "", folder="{resource}/" if collected else "")
    base, path = _base(url, "index.json"), "index.json"
    return path, {
        **_head(f"{base}{FOLDER}/{path}", "EntryPoint"),
        "collection": f"{base}{FOLDER}/collection{{/id,nav}}.json",
        "navigation": _navigation(one, base),
        "document": _document(one, base),
    }


def collections(
    name: str, title: str, resources: Sequence[Resource], url: str
) -> Iterator[tuple[str, Json]]:
    """(path, content) of the collection endpoint: the collection, and each document alone."""

    def whole(base: str) -> Json:
        template = {"collection": f"{base}{FOLDER}/collection{{/id,nav}}.json"}
        totals = {"title": title, "totalParents": 0, "totalChildren": len(resources)}
        return {"@id": name, "@type": "Collection", **totals, **template}

    for path in ("collection", f"collection/{name}", f"collection/{name}/children"):
        base = _base(url, path)
        members = [_resource(one, base) for one in resources]
        yield f"{path}.json", {**_VERSION, **whole(base), "member": members}
    path = f"collection/{name}/parents"
    yield f"{path}.json", {**_VERSION, **whole(_base(url, path)), "member": []}
    for one in resources:
        base = _base(url, "collection/")
        yield f"collection/{one.name}.json", {**_VERSION, **_resource(one, base)}
        base = _base(url, "collection//")
        alone = {**_VERSION, **_resource(one, base)}
        yield f"collection/{one.name}/children.json", {**alone, "member": []}
        yield f"collection/{one.name}/parents.json", {**alone, "member": [whole(base)]}


def navigation(resource: Resource, found: Sequence[Unit], url: str) -> Iterator[tuple[str, Json]]:
    """(path, content) of the navigation endpoint, for each part and each depth below it."""
    children: dict[str | None, list[Unit]] = {}
    for unit in found:
        children.setdefault(unit.parent, []).append(unit)
    trees = _trees(found)

    def answer(ref: str, down: str, unit: Unit | None, members: Sequence[Unit] | None) -> Any:
        path = f"navigation/{resource.name}{ref}{down}.json"
        base = _base(url, resource.folder + path)
        own = f"{base}{resource.folder}{FOLDER}/{path}"
        made = {**_head(own, "Navigation"),
                "resource": {**_resource(resource, base), "citationTrees": trees}}  # fmt: skip
        if unit is not None:
            made["ref"] = _unit(unit, resource, base)
        if members is not None:
            made["member"] = [_unit(one, resource, base) for one in members]
        return path, made

    depth = max((unit.level for unit in found), default=0)
    for down in (*range(1, depth + 1), -1):
        members = [unit for unit in found if down < 0 or unit.level <= down]
        yield answer("", f";down={down}", None, members)
    for unit in found:
        ref = f"/{unit.ref}"
        yield answer(ref, "", unit, None)
        if unit.ref in children:
            yield answer(ref, ";down=0", unit, children[unit.parent])
            for down in (1, -1):
                yield answer(ref, f";down={down}", unit, [unit, *_below(unit, children, down)])


def documents(resource: Resource, found: Sequence[Unit]) -> Iterator[tuple[str, bytes]]:
    """(path, TEI) of each citable part, beside the TEI of the whole."""
    for unit in found:
        root = etree.Element(f"{TEI}TEI", nsmap={None: TEI[1:-1]})  # type: ignore[dict-item]
        wrapper = etree.SubElement(root, f"{{{NAMESPACE}}}wrapper", nsmap={"dts": NAMESPACE})
        part = deepcopy(unit.element)
        part.tail = None
        wrapper.append(part)
        etree.cleanup_namespaces(root, keep_ns_prefixes=["dts"])
        yield (
            f"{resource.name}/{unit.ref}.xml",
            etree.tostring(root, encoding="UTF-8", xml_declaration=True),
        )


def written(content: Json) -> bytes:
    """JSON as it is written to a file; the same bytes for the same content."""
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _head(own: str, kind: str) -> Json:
    return {**_VERSION, "@id": own, "@type": kind}


def _base(url: str, path: str) -> str:
    """Where addresses in a file of the API start: the edition's own, or the way up to it."""
    return url or "../" * (path.count("/") + 1)


def _navigation(one: Resource, base: str) -> str:
    return f"{base}{one.folder}{FOLDER}/navigation/{one.name}{{/ref}}{{;down}}.json"


def _document(one: Resource, base: str) -> str:
    return f"{base}{one.folder}{one.name}{{/ref}}.xml"


def _resource(one: Resource, base: str) -> Json:
    core: Mapping[str, Any] = {
        "title": [{"lang": one.language or "und", "value": one.title}],
        "creator": [one.author] if one.author else [],
        "language": [one.language] if one.language else [],
    }
    return {
        "@id": one.name,
        "@type": "Resource",
        "title": one.title,
        "totalParents": 1,
        "totalChildren": 0,
        "dublinCore": {name: value for name, value in core.items() if value},
        "collection": f"{base}{FOLDER}/collection/{one.name}{{/nav}}.json",
        "navigation": _navigation(one, base),
        "document": _document(one, base),
        "download": f"{base}{one.folder}{one.name}.xml",
        "mediaTypes": [TEI_TYPE],
    }


def _unit(unit: Unit, resource: Resource, base: str) -> Json:
    made: Json = {
        "identifier": unit.ref,
        "@type": "CitableUnit",
        "@id": f"{base}{resource.folder}{unit.address}",
        "level": unit.level,
        "parent": unit.parent,
        "citeType": unit.kind,
    }
    if unit.title:
        words = {"lang": resource.language or "und", "value": unit.title}
        made["dublinCore"] = {"title": [words]}
    return made


def _below(unit: Unit, children: Mapping[str | None, list[Unit]], down: int) -> Iterator[Unit]:
    """The parts of a part, `down` levels deep; all of them for -1, in the order of the text."""
    waiting = [(child, 1) for child in reversed(children.get(unit.ref, []))]
    while waiting:
        one, level = waiting.pop()
        yield one
        if down < 0 or level < down:
            waiting += [(child, level + 1) for child in reversed(children.get(one.ref, []))]


def _trees(found: Sequence[Unit]) -> list[Json]:
    """The kinds of parts, each with those that stand in it."""
    kinds: dict[str, tuple[str, ...]] = {}
    tree: Json = {}
    for unit in found:
        path = (*kinds.get(unit.parent or "", ()), unit.kind)
        kinds[unit.ref] = path
        at = tree
        for kind in path:
            at = at.setdefault(kind, {})
    return [{"@type": "CitationTree", "citeStructure": _structures(tree)}] if tree else []


def _structures(tree: Json) -> list[Json]:
    return [
        {"@type": "CiteStructure", "citeType": kind}
        | ({"citeStructure": _structures(below)} if below else {})
        for kind, below in tree.items()
    ]
