"""EPUB 3.3: TEI → XSLT 3.0 → XHTML, navigation and package document, in one zip."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from edition.cover import cover
from edition.ebook import NO_EBOOK, Ebook
from edition.fonts import Fonts, gather
from edition.output import write_whole
from edition.stylesheets import stylesheets
from edition.transform import Transformed, transform
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
)
from edition.writers.epub.container import zipped
from edition.writers.epub.dating import modified
from tei.diagnostics import Diagnostic, declare

declare(
    "link-outside",
    "info",
    "The link to {url} leads out of the book to a file that it does not hold; its words stay, "
    "without the link.",
    "A book may link to its own parts and to full addresses (http, https, mailto). A file that "
    "lies beside the TEI file does not come along.",
    failing='<ref target="notes.xml#n1">see there</ref>',
    passing='<ref target="#n1">see there</ref>',
    source="EPUB 3.3, §3.3 and §5.6.2",
)
PLAIN = declare(
    "cover-plain",
    "info",
    "The cover has no picture: no font has all characters of its title. Put a font that has them "
    "into a folder and name the folder in the setting `fonts`.",
    "The cover is set from title and author. Where a glyph is missing, the cover shows the words "
    "by the reading system's own fonts.",
    failing="<title>論語</title>, and no font that has the characters",
    passing="<title>論語</title>, and a font for it in the folder that the setting fonts names",
)

GRAPHIC = "{http://www.tei-c.org/ns/1.0}graphic"
OPF = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


def write(tree: etree._ElementTree, folder: Path, settings: Settings) -> list[Path]:
    """Write `folder/NAME.epub`: byte-identical for the same TEI, settings and programs.

    Settings besides those of every writer:
      epub       an Ebook: the font that comes along, the cover, who vouches for WCAG 2.1 AA
      root       Path of the project's folder, where font and cover are
      fonts      Path of a folder of fonts, used on the cover where ours lack a glyph
      timestamp  see `modified`
    Raises Problem (see `transform`; a font that is not here) and OSError; then nothing is written.
    """
    look: Ebook = settings.get("epub") or NO_EBOOK
    root = Path(settings.get("root") or ".")
    pictures = dict(_pictures(tree, settings))
    changed = modified(tree, settings)
    own = look.picture(root)
    told = {"modified": f"{changed:%Y-%m-%dT%H:%M:%SZ}", "certified-by": look.certified_by}
    told["cover"] = f"cover{own.suffix.lower()}" if own else "cover.png"
    made = _made(tree, pictures, told, settings)
    image = own.read_bytes() if own else _cover(made, tree, settings)
    fonts = _fonts(look, made, root)
    if image is None or fonts.files:
        told["cover"] = told["cover"] if image else ""
        told["fonts"] = "\n".join(name for name in fonts.files if name.endswith(".woff2"))
        made = _made(tree, pictures, told, settings)
    report(made.messages, tree, settings)
    style = (stylesheets(settings.get("overrides")) / "epub" / "style.css").read_text("utf-8")
    files: dict[str, bytes] = {
        **{name: text.encode() for name, text in made.documents.items()},
        "style.css": (fonts.faces + style + _family(look, fonts)).encode(),
        **({told["cover"]: image} if image else {}),
        **{name: file.read_bytes() for name, file in _named(pictures).values()},
        **{name: data for name, data in fonts.files.items() if name.endswith(".woff2")},
    }
    licences = {Path(n).name: data for n, data in fonts.files.items() if n.endswith(".txt")}
    path = folder / f"{base_name(settings)}.epub"
    write_whole(path, zipped(files, licences, changed))
    return [path]


def _fonts(look: Ebook, made: Transformed, root: Path) -> Fonts:
    """The family that the book brings along, cut down to its characters."""
    if not look.font:
        return Fonts({}, "")
    return gather(look.font, {char for text in made.documents.values() for char in text}, root)


def _family(look: Ebook, fonts: Fonts) -> str:
    return f'\nbody {{ font-family: "{look.font}", serif; }}\n' if fonts.files else ""


def _made(
    tree: etree._ElementTree,
    pictures: Mapping[str, Path],
    told: Mapping[str, str],
    settings: Settings,
) -> Transformed:
    """The documents of the book by name, without what is copied."""
    return transform(
        tree,
        "epub/book.xsl",
        {
            **spoken(settings),
            "identifier": _identifier(tree),
            **told,
            "pictures": "\n".join(f"{url}\n{name}" for url, (name, _) in _named(pictures).items()),
        },
        language=language_of(tree),
        overrides=settings.get("overrides"),
    )


def _cover(made: Transformed, tree: etree._ElementTree, settings: Settings) -> bytes | None:
    """The cover's picture; None, and told, where a font lacks a character of the title."""
    metadata = etree.fromstring(made.documents["package.opf"].encode()).find("o:metadata", OPF)
    if metadata is None:
        raise ValueError("the package document has no metadata")
    title, *subtitles = [e.text or "" for e in metadata.iterfind("dc:title", OPF)]
    author = ", ".join(creator.text or "" for creator in metadata.iterfind("dc:creator", OPF))
    language, fonts = language_of(tree), settings.get("fonts")
    image = cover(title, author, language, fonts, ". ".join(subtitles))
    if image is None:
        file = file_name(tree, settings)
        tell(Diagnostic(PLAIN.code, PLAIN.severity, file, 0, PLAIN.message), settings)
    return image


def _identifier(tree: etree._ElementTree) -> str:
    """A name of this very edition: another TEI, another name (RFC 9562, version 5)."""
    digest = hashlib.sha256(etree.tostring(tree.getroot(), encoding="utf-8")).hexdigest()
    return uuid5(NAMESPACE_URL, f"urn:sha256:{digest}").urn


def _pictures(tree: etree._ElementTree, settings: Settings) -> Iterator[tuple[str, Path]]:
    """(the url as written, the file) of each picture that lies beside the TEI file."""
    for element in tree.iter(GRAPHIC):
        url = element.get("url", "")
        file = picture(url, tree, settings)
        if file is not None and "\n" not in url:
            yield url, file


def _named(pictures: Mapping[str, Path]) -> dict[str, tuple[str, Path]]:
    """By url, the name in the book and the file: one name a file, safe in every zip."""
    files = list(dict.fromkeys(pictures.values()))
    return {
        url: (f"images/{files.index(file) + 1}{file.suffix.lower()}", file)
        for url, file in pictures.items()
    }


WRITER = Writer("epub", ".epub", write)
