"""Web edition: TEI → XSLT 3.0 → HTML5 pages that need no script, with the TEI beside them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from edition import looks
from edition.stylesheets import stylesheets
from edition.theme import Web
from edition.transform import Transformed, transform
from edition.web import dts, harvest, hosting, pagefind, pictures, reading, search
from edition.web.passages import Passage
from edition.writers import (
    Settings,
    Writer,
    base_name,
    file_name,
    language_of,
    report,
    spoken,
    tell,
    whole_folder,
)
from tei.diagnostics import RULES, Diagnostic

ASSETS = ("style.css", "edition.js", "search.js", "icon.svg")
OWN = "own.css"  # of a project, beside its stylesheets
RECORD = "record.json"  # what the stylesheet tells a collection; it is not part of the edition


@dataclass(frozen=True)
class _Edition:
    """What is written: the document, what is wanted, and the files that belong to it.

    collection: the title of the collection that it is part of; "" where it stands alone
    """

    tree: etree._ElementTree
    settings: Settings
    web: Web
    root: Path
    collection: str
    name: str
    text: list[Passage]
    pictures: list[pictures.Picture]
    downloads: list[Path]
    url: str


def write(tree: etree._ElementTree, folder: Path, settings: Settings) -> list[Path]:
    """Write `folder/html/`: index.html and the other pages, their style, the TEI, pictures.

    Settings besides those of every writer: `web`, a theme.Web, and `root`, the folder that its
    paths start from; `theme` and `url` speak louder than those of `web`; `downloads`, Paths of the
    editions that are to lie beside the pages.  Of a document of a collection: `collection`, its
    title; `pages`, the folder to write in place of `folder/html`; `record`, called with what the
    collection needs to know; `siblings`, names of other documents by the addresses of their files.
    Style and scripts are the collection's then, a folder above.
    Raises Problem (see `transform`) and OSError; then the folder is as it was.
    """
    one = _edition(tree, settings)
    found = not one.collection and one.web.search == "pagefind" and has_pagefind(tree, settings)
    made = _transformed(one, found)
    report(made.messages, tree, settings)
    told = dict(made.documents)
    record, units = told.pop(RECORD, ""), told.pop(dts.UNITS, "")
    pages = {
        name: doctype(page) if name.endswith(".html") else page
        for name, page in {
            "index.html": made.text,
            **reading.finished(one.text, told),
        }.items()
    }
    files = {name: page.encode() for name, page in pages.items()}
    if one.web.api:
        files |= _api(one, units)
    files |= _harvested(one)
    if one.collection:
        _record(one, record, pages, told.get(search.PLACES, ""))
    else:
        files |= shared_files(one.web, one.root, settings, pages)
    place = Path(settings.get("pages") or folder / "html")
    with whole_folder(place) as fresh:
        for name, content in files.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_bytes(content)
        index = pagefind.index(pages.items(), fresh) if found else []
        beside = _copy_beside(one, fresh)
    return [place / name for name in [*files, *index, *beside]]


def _edition(tree: etree._ElementTree, settings: Settings) -> _Edition:
    web = settings.get("web", Web())
    return _Edition(
        tree,
        settings,
        web,
        Path(settings.get("root", ".")),
        str(settings.get("collection") or ""),
        base_name(settings),
        reading.read(tree),
        pictures.found(tree, settings),
        [Path(file) for file in settings.get("downloads", ())],
        with_slash(str(settings.get("url") or web.url)),
    )


def _transformed(one: _Edition, found: bool) -> Transformed:
    """The pages as the stylesheets make them.  found: whether Pagefind looks through them."""
    overrides = one.settings.get("overrides")
    return transform(
        one.tree,
        "web/page.xsl",
        {
            **looks.parameters(one.web, one.root),
            **spoken(one.settings),
            **reading.parameters(one.text, one.web.words),
            "pagefind": found,
            "collection": one.collection,
            "shared": "../" if one.collection else "",
            "siblings": "\n".join(f"{a}\t{b}" for a, b in one.settings.get("siblings", {}).items()),
            "units": one.web.api,
            "tei-file": f"{one.name}.xml",
            "own-css": OWN if _own(overrides) else "",
            "url": one.url,
            "downloads": "\n".join(file.name for file in one.downloads),
            "pictures": pictures.parameter(one.pictures),
        },
        language=language_of(one.tree),
        overrides=overrides,
        document=file_name(one.tree, one.settings),
    )


def shared_files(
    web: Web, root: Path, settings: Settings, pages: Mapping[str, str], policy: str = ""
) -> dict[str, bytes]:
    """Style, scripts, fonts, logo, and what hosts are told, by relative path.

    pages: HTML by file name, for the characters and the policies; policy: their common policy,
    where it is known already
    """
    overrides = settings.get("overrides")
    names = [*ASSETS, *([OWN] if _own(overrides) else []), *(["viewer.js"] if web.viewer else [])]
    folder = stylesheets(overrides) / "web"
    made = {name: (folder / name).read_bytes() for name in names}
    made |= looks.files(web, root, set().union(*pages.values()))
    html = (page for name, page in pages.items() if name.endswith(".html"))
    return made | hosting.files(web.hosts, policy or hosting.common_policy(html))


def _own(overrides: Path | None) -> bool:
    """Whether the project has a style sheet of its own."""
    return overrides is not None and (overrides / "web" / OWN).is_file()


def _api(one: _Edition, told: str) -> dict[str, bytes]:
    """The files of the API by relative path; the entry and the list are the collection's."""
    title, author = _title(one)
    language = language_of(one.tree)
    folder = f"{one.name}/" if one.collection else ""
    resource = dts.Resource(one.name, title, author, language, folder)
    found = dts.units(one.tree, told)
    base = one.url.removesuffix(folder) if folder else one.url
    answers = list(dts.navigation(resource, found, base))
    if not one.collection:
        answers += [dts.entry_point(base, collected=False)]
        answers += dts.collections("edition", title, [resource], base)
    made = {f"{dts.FOLDER}/{path}": dts.written(content) for path, content in answers}
    return made | dict(dts.documents(resource, found))


def _harvested(one: _Edition) -> dict[str, bytes]:
    """What harvesters are told of the document."""
    if not one.collection:
        return harvest.files(one.tree, one.root, one.url, one.name, _title(one)[0])
    return {harvest.DUBLIN_CORE: harvest.dublin_core(one.tree, one.url)}


def _title(one: _Edition) -> tuple[str, str]:
    """Title and author as settings or the header have them."""
    statement = "t:teiHeader/t:fileDesc/t:titleStmt"
    found = (one.tree.getroot().find(f"{statement}/t:{name}", _T) for name in ("title", "author"))
    title, author = (
        " ".join("".join(map(str, e.itertext())).split()) if e is not None else "" for e in found
    )
    return str(one.settings.get("title") or title or one.name), author


_T = {"t": "http://www.tei-c.org/ns/1.0"}


def _record(one: _Edition, told: str, pages: Mapping[str, str], places: str) -> None:
    """Let the collection know what it needs."""
    html = [page for name, page in pages.items() if name.endswith(".html")]
    record: dict[str, Any] = json.loads(told)
    record["words"] = sum(len(passage.text.split()) for passage in one.text)
    record["characters"] = "".join(sorted(set().union(*pages.values())))
    record["changed"] = harvest.changed(one.tree)
    record["policy"] = hosting.common_policy(html)
    record["search"] = search.entries(one.text, iter(places.split("\n")))
    one.settings["record"](record)


def _copy_beside(one: _Edition, fresh: Path) -> list[str]:
    """Copy the TEI, the other editions and the pictures; their relative paths."""
    tei_file = f"{one.name}.xml"
    one.tree.write(str(fresh / tei_file), encoding="UTF-8", xml_declaration=True)
    for file in one.downloads:
        shutil.copyfile(file, fresh / file.name)
    images = pictures.copy(one.pictures, fresh, viewer=one.web.viewer)
    return [tei_file, *(file.name for file in one.downloads), *images]


def has_pagefind(tree: etree._ElementTree, settings: Settings) -> bool:
    """Whether Pagefind is installed; where it is not, that is told."""
    if not pagefind.is_installed():
        rule = RULES["pagefind-missing"]
        file = file_name(tree, settings)
        tell(Diagnostic(rule.code, rule.severity, file, 0, rule.message), settings)
    return pagefind.is_installed()


def with_slash(url: str) -> str:
    """An address with a slash at its end; "" stays."""
    return url if not url or url.endswith("/") else f"{url}/"


def doctype(page: str) -> str:
    """The short doctype, which the serializer cannot be asked for together with its own case."""
    start = page.find("<html")
    return "<!DOCTYPE html>\n" + page[start:] + "\n"


WRITER = Writer("html", "", write)
