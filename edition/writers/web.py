"""Web edition: TEI → XSLT 3.0 → HTML5 pages that need no script, with the TEI beside them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from edition import looks
from edition.stylesheets import stylesheets
from edition.theme import Web
from edition.transform import transform
from edition.web import pagefind, reading
from edition.writers import (
    Settings,
    Writer,
    base_name,
    file_name,
    language_of,
    picture,
    report,
    spoken,
    tell,
    whole_folder,
)
from tei.diagnostics import RULES, Diagnostic

ASSETS = ("style.css", "edition.js", "search.js")
OWN = "own.css"  # of a project, beside its stylesheets
GRAPHIC = "{http://www.tei-c.org/ns/1.0}graphic"
PAGE_BREAK = "{http://www.tei-c.org/ns/1.0}pb"


def write(tree: etree._ElementTree, folder: Path, settings: Settings) -> list[Path]:
    """Write `folder/html/`: index.html and the other pages, their style, the TEI, pictures.

    Settings besides those of every writer: `web`, a theme.Web, and `root`, the folder that its
    paths start from; `theme` and `url` speak louder than those of `web`; `downloads`, Paths of the
    editions that are to lie beside the pages.
    Raises Problem (see `transform`) and OSError; then the folder is as it was.
    """
    tei_file = f"{base_name(settings)}.xml"
    pictures = dict(_pictures(tree, settings))
    overrides = settings.get("overrides")
    downloads = [Path(file) for file in settings.get("downloads", ())]
    web, root = settings.get("web", Web()), Path(settings.get("root", "."))
    own = overrides / "web" / OWN if overrides is not None else None
    assets = [*ASSETS, OWN] if own is not None and own.is_file() else list(ASSETS)
    assets += ["viewer.js"] if web.viewer else []
    text = reading.read(tree)
    found = web.search == "pagefind" and _has_pagefind(tree, settings)
    made = transform(
        tree,
        "web/page.xsl",
        {
            **looks.parameters(web, root),
            **spoken(settings),
            **reading.parameters(text),
            "pagefind": found,
            "tei-file": tei_file,
            "own-css": OWN if OWN in assets else "",
            "url": _with_slash(str(settings.get("url") or web.url)),
            "downloads": "\n".join(file.name for file in downloads),
            "pictures": "\n".join(f"{url}\nimages/{file.name}" for url, file in pictures.items()),
        },
        language=language_of(tree),
        overrides=overrides,
    )
    report(made.messages, tree, settings)
    pages = {"index.html": made.text, **reading.finished(text, made.documents)}
    dress = looks.files(web, root, set().union(*pages.values()))
    with whole_folder(folder / "html") as fresh:
        for name, page in pages.items():
            whole = _doctype(page) if name.endswith(".html") else page
            (fresh / name).write_text(whole, encoding="utf-8", newline="\n")
        for name in assets:
            shutil.copyfile(stylesheets(overrides) / "web" / name, fresh / name)
        for name, content in dress.items():
            (fresh / name).parent.mkdir(exist_ok=True)
            (fresh / name).write_bytes(content)
        index = pagefind.index(pages, fresh) if found else []
        tree.write(str(fresh / tei_file), encoding="UTF-8", xml_declaration=True)
        for file in downloads:
            shutil.copyfile(file, fresh / file.name)
        for file in pictures.values():
            (fresh / "images").mkdir(exist_ok=True)
            shutil.copyfile(file, fresh / "images" / file.name)
    names = [*pages, *assets, *dress, *index, tei_file, *(file.name for file in downloads)]
    names += sorted({f"images/{file.name}" for file in pictures.values()})
    return [folder / "html" / name for name in names]


def _has_pagefind(tree: etree._ElementTree, settings: Settings) -> bool:
    """Whether Pagefind is installed; where it is not, that is told."""
    if not pagefind.is_installed():
        rule = RULES["pagefind-missing"]
        file = file_name(tree, settings)
        tell(Diagnostic(rule.code, rule.severity, file, 0, rule.message), settings)
    return pagefind.is_installed()


def _with_slash(url: str) -> str:
    return url if not url or url.endswith("/") else f"{url}/"


def _doctype(page: str) -> str:
    """The short doctype, which the serializer cannot be asked for together with its own case."""
    start = page.find("<html")
    return "<!DOCTYPE html>\n" + page[start:] + "\n"


def _pictures(tree: etree._ElementTree, settings: Settings) -> Iterator[tuple[str, Path]]:
    """(the url as written, the file) of each picture that lies beside the TEI file."""
    seen: dict[str, Path] = {}
    for element in tree.iter(GRAPHIC, PAGE_BREAK):
        url = element.get("url" if element.tag == GRAPHIC else "facs", "")
        file = picture(url, tree, settings)
        if file is not None and "\n" not in url and seen.setdefault(file.name, file) == file:
            yield url, file


WRITER = Writer("html", "", write)
