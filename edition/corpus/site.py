"""The pages that documents share: the table of documents, lists and search of all of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from edition import looks
from edition.corpus import feeding, keeping
from edition.corpus.collecting import Collected
from edition.corpus.heading import Heading, language
from edition.output import write_whole
from edition.project import Project
from edition.stylesheets import stylesheets
from edition.transform import Transformed, transform
from edition.web import dts, harvest, hosting, pagefind, search
from edition.writers import report
from edition.writers.web import OWN, doctype, has_pagefind, shared_files, with_slash
from tei.diagnostics import Diagnostic
from tei.names import TEI, XML_LANG

ASSETS = ("collection.js", "collection.css")
MADE = "site.made"  # among the records: the files of the last time


def prepare(folder: Path) -> None:
    """Take away the site of a single text that stood where the collection is to stand."""
    pages = folder / "html"
    if (pages / "index.html").is_file() and not (pages / ASSETS[0]).is_file():
        shutil.rmtree(pages)


def write(
    project: Project, heading: Heading, names: Sequence[str]
) -> tuple[list[Path], list[Diagnostic]]:
    """Write the pages of the collection into `html`, beside the documents' folders.

    names: of the documents, in order
    Raises Problem.
    """
    collected, shown = Collected(), []
    characters: set[str] = set()
    policies: dict[str, None] = {}
    for name in names:
        kept = keeping.read(project.folder, name)
        if kept is not None and kept.told:
            collected.add(name, kept.told)
            characters.update(kept.told["characters"])
            policies[kept.told["policy"]] = None
            shown.append(name)
    findings = list(heading.findings)
    place, settings = project.folder / "html", _settings(project, findings)
    searched = list(_search(project.folder, place, collected))
    found = project.web.search == "pagefind" and has_pagefind(
        heading.header.getroottree(), settings
    )
    made = _transformed(project, heading, collected, len(searched), found)
    report(made.messages, heading.header.getroottree(), settings)
    pages = {"index.html": doctype(made.text)}
    pages |= {n: doctype(p) if n.endswith(".html") else p for n, p in made.documents.items()}
    files = {name: page.encode() for name, page in pages.items()}
    whole = {**pages, "": "".join(sorted(characters))}
    own = hosting.common_policy(page for name, page in pages.items() if name.endswith(".html"))
    policy = hosting.joined([*policies, own])
    files |= shared_files(project.web, project.root, settings, whole, policy)
    folder = stylesheets(settings.get("overrides")) / "web"
    files |= {name: (folder / name).read_bytes() for name in ASSETS}
    files |= _for_machines(project, heading, collected, shown, list(pages))
    if project.web.api:
        files |= _api(project, heading, collected)
    for name, content in files.items():
        write_whole(place / name, content)
    if found:
        searched += pagefind.index(
            _pages(place, shown), place, _language(project, heading, collected)
        )
    _forget_others(project.folder, [*files, *searched])
    return [place / name for name in [*files, *searched]], findings


def _settings(project: Project, findings: list[Diagnostic]) -> dict[str, Any]:
    """What writers understand."""
    made: dict[str, Any] = {"report": findings.append, "file": str(project.root)}
    if (project.root / "xslt").is_dir():
        made["overrides"] = project.root / "xslt"
    return made


def _search(folder: Path, place: Path, collected: Collected) -> Iterator[str]:
    """Write the index of the search, a script after another; their names."""
    run: list[list[str]] = []
    filled, at = 0, 1
    for name, told in collected.documents:
        for file, page, *rest in keeping.words(folder, name):
            title = str(told["title"])
            named = title if page == title else f"{title} · {page}"
            run.append([f"{name}/{file}", named, *rest])
            filled += sum(map(len, rest))
        if filled > search.PART:
            yield _script(place, at, run)
            run, filled, at = [], 0, at + 1
    if run or at == 1:
        yield _script(place, at, run)


def _script(place: Path, at: int, run: list[list[str]]) -> str:
    name, content = search.script(at, run)
    write_whole(place / name, content.encode())
    return name


def _transformed(
    project: Project, heading: Heading, collected: Collected, scripts: int, found: bool
) -> Transformed:
    """The pages as the stylesheet makes them, of a TEI document that holds what was collected."""
    tag = _language(project, heading, collected)
    root = etree.Element(f"{TEI}TEI", nsmap={None: TEI[1:-1]})  # type: ignore[dict-item]
    root.set(XML_LANG, tag)
    root.append(heading.header)
    etree.SubElement(root, f"{TEI}xenoData").append(collected.tree())
    overrides = project.root / "xslt"
    return transform(
        etree.ElementTree(root),
        "web/collection.xsl",
        {
            **looks.parameters(project.web, project.root),
            "show-source": False,
            "title": heading.title,
            "pagefind": found,
            "passages": "1",
            "search-parts": scripts,
            "fed": bool(project.web.url) and feeding.has_feed(collected.documents),
            "own-css": OWN if (overrides / "web" / OWN).is_file() else "",
            "url": with_slash(project.web.url),
        },
        language=tag,
        overrides=overrides if overrides.is_dir() else None,
    )


def _language(project: Project, heading: Heading, collected: Collected) -> str:
    """The language of the collection's own pages."""
    told = [str(told.get("language", "")) for _, told in collected.documents]
    return project.language or language(heading.header, told)


def _for_machines(
    project: Project,
    heading: Heading,
    collected: Collected,
    names: Sequence[str],
    pages: Sequence[str],
) -> dict[str, bytes]:
    """Sitemap, feed and the harvesters' repository, where the address is known."""
    url = with_slash(project.web.url)
    if not url:
        return {}
    html = [page for page in pages if page.endswith(".html")]
    made = feeding.sitemaps(url, names, html)
    place = project.folder / "html"
    made |= harvest.collected(project.root, url, heading.title, place, collected.documents)
    if feeding.has_feed(collected.documents):
        made["feed.atom"] = feeding.feed(url, heading.title, collected.documents)
    return made


def _api(project: Project, heading: Heading, collected: Collected) -> dict[str, bytes]:
    """The entry of the API and its list of documents; the rest is the documents'."""
    resources = [_resource(name, told) for name, told in collected.documents]
    base = with_slash(project.web.url)
    answers = [dts.entry_point(base, collected=True)]
    answers += dts.collections("collection", heading.title, resources, base)
    return {f"{dts.FOLDER}/{path}": dts.written(content) for path, content in answers}


def _resource(name: str, told: Mapping[str, Any]) -> dts.Resource:
    author = ", ".join(told.get("authors", ()))
    tag = str(told.get("language", "")).replace("und", "")
    return dts.Resource(name, str(told["title"]), author, tag, f"{name}/")


def _pages(place: Path, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(path, HTML) of all pages of the documents, read one after another."""
    for name in names:
        for file in sorted((place / name).glob("*.html")):
            yield f"{name}/{file.name}", file.read_text("utf-8")


def _forget_others(folder: Path, made: Sequence[str]) -> None:
    """Take away what the collection had the last time and has no more."""
    record = folder / keeping.FOLDER / MADE
    place = (folder / "html").resolve()
    before = json.loads(record.read_bytes()) if record.is_file() else []
    for name in set(before) - set(made):
        if (place / name).resolve().is_relative_to(place):
            (place / name).unlink(missing_ok=True)
    write_whole(record, json.dumps(sorted(made)).encode())
