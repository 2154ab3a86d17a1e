"""Contact sheets of the printed pages: every kind of page, made anew from our own documents.

    python docs/make_print_sheets.py

Each sheet is a grid of pages, set by Typst from the PDFs themselves, as a grey PNG.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import typst
from lxml import etree

from edition.build import build
from edition.printing import Print
from edition.project import load
from edition.writers import installed

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT / "tests" / "endtoend" / "documents"
PRINTED = ROOT / "tests" / "endtoend" / "printed"
SAMPLE = ROOT / "examples" / "harbour-mill"
LIMIT = 300_000  # bytes of a sheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pages of one PDF: file of the sheet, document, settings, pages, columns, pixels a page."""

    name: str
    document: Path
    look: Print
    pages: tuple[int, ...]
    columns: int
    width: int = 430


SHEETS = (
    Sheet("sample", SAMPLE, Print(), (1, 2, 3), 3, 520),
    Sheet("article", DOCUMENTS / "article.xml", Print(), (1, 2), 2, 560),
    Sheet("critical", PRINTED / "ballad.xml", Print(), (1, 2), 2, 560),
    Sheet("verse-and-margins", PRINTED / "tide.xml", Print(), (1, 2), 2, 560),
    Sheet("book", PRINTED / "tide.xml", Print(design="book"), (1, 3, 4, 5, 7, 8, 9, 10), 4, 330),
    Sheet("play", PRINTED / "quarrel.xml", Print(), (3, 5, 7, 8, 9, 10), 3, 400),
    Sheet("letters", PRINTED / "keeper.xml", Print(citations="apa"), (3, 4, 7, 8, 9, 10), 3, 400),
    Sheet(
        "documentary",
        PRINTED / "keeper.xml",
        Print(setting="documentary", facsimiles=True, line_numbers="all"),
        (7, 8, 10, 12),
        4,
        400,
    ),
    Sheet("scripts", DOCUMENTS / "languages.xml", Print(), (1,), 1, 560),
    Sheet("tables-and-pictures", DOCUMENTS / "miscellany.xml", Print(), (1, 2), 2, 560),
)


def tei_of(document: Path, folder: Path) -> Path:
    """The document's TEI; a project's is encoded first."""
    if document.is_file():
        return document
    project = replace(load(document), formats=())
    made = build(project, project.texts()[0], folder, lambda _: None)
    return made.files[0]


def pdf_of(sheet: Sheet, folder: Path) -> Path:
    file = tei_of(sheet.document, folder)
    tree = etree.parse(str(file), etree.XMLParser(resolve_entities=False, no_network=True))
    settings = {"name": sheet.name, "print": sheet.look, "base": file.parent}
    (pdf,) = installed()["pdf"].write(tree, folder, {**settings, "data": file.read_bytes()})
    return pdf


def drawn(sheet: Sheet, pdf: Path) -> bytes:
    """The sheet as PNG: one pixel is one point."""
    images = ", ".join(
        f'rect(stroke: 0.5pt + luma(60%), inset: 0pt, fill: white, image("{pdf.name}", page: {n},'
        f" width: {sheet.width}pt))"
        for n in sheet.pages
    )
    page = pdf.with_suffix(".typ")
    page.write_text(
        "#set page(width: auto, height: auto, margin: 10pt, fill: luma(88%))\n"
        f"#grid(columns: {sheet.columns}, gutter: 10pt, {images})\n",
        encoding="utf-8",
    )
    made = typst.compile(str(page), root=str(pdf.parent), format="png", ppi=72)
    assert isinstance(made, bytes)
    return made


def main() -> None:
    target = ROOT / "docs" / "print"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="print-sheets-") as folder:
        for sheet in SHEETS:
            picture = drawn(sheet, pdf_of(sheet, Path(folder)))
            if len(picture) > LIMIT:
                print(f"{sheet.name}: {len(picture):,} bytes, more than {LIMIT:,}")
            (target / f"{sheet.name}.png").write_bytes(picture)
            print(f"{sheet.name}.png  {len(picture):,}")


if __name__ == "__main__":
    main()
