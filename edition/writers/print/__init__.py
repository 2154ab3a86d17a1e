"""PDF: TEI → XSLT 3.0 → Typst markup → PDF/A-3a and PDF/UA-1, with the TEI embedded."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from edition.output import write_whole
from edition.printing import Print, page_of
from edition.stylesheets import stylesheets
from edition.transform import Transformed, transform
from edition.writers import (
    Settings,
    Writer,
    base_name,
    language_of,
    picture,
    report,
    spoken,
)
from edition.writers.print.destinations import finish
from edition.writers.print.typesetting import typeset
from tei.diagnostics import declare

declare(
    "picture-undescribed",
    "warning",
    "The picture {url} has no description; add one in figDesc for those who cannot see it.",
    "A PDF/UA file tells every picture in words. One without a description of its own is told "
    "as “picture without a description”, which helps nobody.",
    failing='<figure><graphic url="map.png"/></figure>',
    passing='<figure><graphic url="map.png"/><figDesc>Map of the quay.</figDesc></figure>',
    source="ISO 14289-1 (PDF/UA-1), 7.3; WCAG 2.2, 1.1.1",
)
declare(
    "table-unheaded",
    "info",
    "No row of this table is its head; give the first one role='label', so that the PDF can tell "
    "those who hear it what each column holds.",
    "PDF/UA asks every table to name its columns. One without a head is printed the same, but is "
    "read aloud as lines, not as a table.",
    failing="<table><row><cell>1919</cell><cell>4,000</cell></row></table>",
    passing='<table><row role="label"><cell>Year</cell></row><row><cell>1919</cell></row></table>',
    source="ISO 14289-1 (PDF/UA-1), 7.5",
)

_LONG = re.compile(r"\S{45}")
TEI = "{http://www.tei-c.org/ns/1.0}"
BOOK_LENGTH = 60_000  # characters; longer texts become books
LETTERS = 3  # divisions of letters; as many make a collection
VERSE_LINES = 12  # fewer are not numbered


def write(tree: etree._ElementTree, folder: Path, settings: Settings) -> list[Path]:
    """Write `folder/NAME.pdf`: byte-identical for the same TEI, settings and programs.

    Settings besides those of every writer:
      print      the project's `edition.printing.Print`
      data       bytes of the TEI file, to be embedded as they are; default the tree's own
      timestamp  Unix seconds or an aware datetime; default SOURCE_DATE_EPOCH, else the
                 edition's date in the header, else 1970
    Raises Problem: no transform here, or Typst stops; then nothing is written.
    """
    name = base_name(settings)
    data = settings.get("data") or etree.tostring(tree, encoding="UTF-8", xml_declaration=True)
    pictures = dict(_pictures(tree, settings))
    with tempfile.TemporaryDirectory(prefix="edition-print-") as root:
        made = _lay_out(tree, Path(root), data, pictures, settings)
        report(made.messages, tree, settings)
        pdf, places = typeset(tree, Path(root), made.text, page(tree, settings), settings)
    write_whole(folder / f"{name}.pdf", finish(pdf, places, tree))
    return [folder / f"{name}.pdf"]


def look_of(settings: Settings) -> Print:
    """The project's `[print]`, or ours."""
    look = settings.get("print")
    return look if isinstance(look, Print) else Print()


def design_of(tree: etree._ElementTree, settings: Settings) -> str:
    """One of `edition.printing.DESIGNS`: as told, else by what the text is made of."""
    told = look_of(settings).design
    if told != "auto":
        return told
    texts = list(tree.getroot().iter(f"{TEI}text"))
    speeches = sum(1 for text in texts for _ in text.iter(f"{TEI}sp"))
    paragraphs = sum(1 for text in texts for _ in text.iter(f"{TEI}p"))
    parts = [part for text in texts for part in text.iter(f"{TEI}div", f"{TEI}div1")]
    acts = any(part.get("type") in ("act", "scene") for part in parts)
    if acts or (speeches > 50 and 2 * speeches > paragraphs):
        return "play"
    if sum(1 for part in parts if part.get("type") == "letter") >= LETTERS:
        return "letters"
    length = sum(len(piece) for text in texts for piece in text.itertext())
    return "book" if length > BOOK_LENGTH else "article"


def page(tree: etree._ElementTree, settings: Settings) -> dict[str, str]:
    """What Typst's files read at `sys.inputs`: the design and the page in millimetres."""
    design = design_of(tree, settings)
    width, height = page_of(look_of(settings), design)
    return {"design": design, "width": f"{width:g}", "height": f"{height:g}"}


def typst_markup(
    tree: etree._ElementTree,
    settings: Settings,
    pictures: Mapping[str, Path] = {},
    data: bytes = b"",
) -> Transformed:
    """The document as Typst markup for `edition.typ`."""
    look = look_of(settings)
    design = design_of(tree, settings)
    verse = sum(1 for _ in zip(range(VERSE_LINES), tree.getroot().iter(f"{TEI}l"), strict=False))
    parameters: dict[str, str | bool | int] = {
        **spoken(settings),
        "design": design,
        "documentary": look.setting == "documentary",
        "with-contents": look.contents,
        "with-index": look.index,
        "with-facsimiles": look.facsimiles,
        "citations": "/style.csl" if look.citations.endswith(".csl") else look.citations,
        "apparatus": look.apparatus,
        "verse-numbers": look.line_numbers != "none" and verse == VERSE_LINES,
        "prose-numbers": look.line_numbers == "all",
        "long-words": any(_LONG.search(str(text)) for text in tree.getroot().itertext()),
        "checksum": hashlib.sha256(data).hexdigest() if data else "",
        "tei-file": f"{base_name(settings)}.xml",
        "pictures": "\n".join(
            f"{url}\n/images/{_file(at, f)}" for at, (url, f) in _numbered(pictures)
        ),
    }
    overrides = settings.get("overrides")
    return transform(
        tree, "print/book.xsl", parameters, language=language_of(tree), overrides=overrides
    )


def _lay_out(
    tree: etree._ElementTree,
    root: Path,
    data: bytes,
    pictures: Mapping[str, Path],
    settings: Settings,
) -> Transformed:
    """Fill the folder that Typst may read: its templates, the TEI, the pictures."""
    for source in sorted((stylesheets(settings.get("overrides")) / "print").glob("*.typ")):
        shutil.copyfile(source, root / source.name)
    (root / "tei.xml").write_bytes(data)
    if (style := look_of(settings).citations).endswith(".csl"):
        shutil.copyfile(style, root / "style.csl")
    (root / "images").mkdir()
    for at, (_, file) in _numbered(pictures):
        shutil.copyfile(file, root / "images" / _file(at, file))
    return typst_markup(tree, settings, pictures, data)


def _pictures(tree: etree._ElementTree, settings: Settings) -> Iterator[tuple[str, Path]]:
    named = [graphic.get("url", "") for graphic in tree.iter(f"{TEI}graphic")]
    pages = [page.get("facs", "").split() for page in tree.iter(f"{TEI}pb")]
    for url in [*named, *(facs[0] for facs in pages if facs and not facs[0].startswith("#"))]:
        file = picture(url, tree, settings)
        if file is not None and "\n" not in url:
            yield url, file


def _numbered(pictures: Mapping[str, Path]) -> Iterator[tuple[int, tuple[str, Path]]]:
    return iter(enumerate(pictures.items(), 1))


def _file(at: int, file: Path) -> str:
    return f"{at}{file.suffix.lower()}"


WRITER = Writer("pdf", ".pdf", write)
