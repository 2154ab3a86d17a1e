"""PDF: TEI → XSLT 3.0 → Typst markup → PDF/A-3a and PDF/UA-1, with the TEI embedded."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import typst
from lxml import etree

from edition.output import write_whole
from edition.stylesheets import stylesheets
from edition.transform import Transformed, transform
from edition.writers import (
    TEI,
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
from tei.diagnostics import Diagnostic, Problem, Rule, declare

GLYPH = declare(
    "glyph-missing",
    "warning",
    "No font of the PDF has the character {character}; its code stands in its place. Put a "
    "font that has it into a folder and name the folder in the setting `fonts`.",
    "A missing glyph would print as an empty box. The PDF uses the fonts that come with the "
    "program, and those of the folder that you name; so it is the same on every machine.",
    failing="<p>漢</p>, and no font that has the character",
    passing="<p>漢</p>, and a font for it in the folder that the setting fonts names",
    source="ISO 19005-3 (PDF/A-3), 6.2.11.4",
)
UNREADABLE = declare(
    "picture-unreadable",
    "warning",
    "A picture cannot be set ({reason}); the PDF is made without pictures.",
    "Typst could not decode a picture. Save it again as PNG, JPEG or SVG.",
    failing='<graphic url="map.tiff"/>',
    passing='<graphic url="map.png"/>',
)
declare(
    "print-failed",
    "error",
    "The PDF could not be set: {reason}",
    "Typst stopped. Where an own edition.typ is laid over ours, the message names its line; "
    "otherwise this is a fault of the program: please report it with the TEI file.",
    failing="#let title = , in a template of the project",
    passing='#let title = "", in a template of the project',
)

STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
BOOK_LENGTH = 60_000  # characters; longer texts become books of A5
GRAPHIC = "{http://www.tei-c.org/ns/1.0}graphic"
_MISSING = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.S)


def write(tree: etree._ElementTree, folder: Path, settings: Settings) -> list[Path]:
    """Write `folder/NAME.pdf`: byte-identical for the same TEI, settings and programs.

    Settings besides those of every writer:
      format     "book" (A5) or "article" (A4); default by length
      fonts      Path of a folder of fonts, used where ours lack a glyph
      timestamp  Unix seconds or an aware datetime; default SOURCE_DATE_EPOCH, else the
                 edition's date in the header, else 1970
    Raises Problem: no transform here, or Typst stops; then nothing is written.
    """
    name = base_name(settings)
    pictures = dict(_pictures(tree, settings))
    with tempfile.TemporaryDirectory(prefix="edition-print-") as root:
        made = _lay_out(tree, Path(root), pictures, settings)
        report(made.messages, tree, settings)
        pdf = _set(tree, Path(root), made.text, settings)
    write_whole(folder / f"{name}.pdf", pdf)
    return [folder / f"{name}.pdf"]


def typst_markup(
    tree: etree._ElementTree, settings: Settings, pictures: Mapping[str, Path] = {}
) -> Transformed:
    """The document as Typst markup for `edition.typ`."""
    length = sum(len(text) for text in tree.getroot().itertext())
    form = settings.get("format") or ("book" if length > BOOK_LENGTH else "article")
    parameters = {
        **spoken(settings),
        "format": str(form),
        "tei-file": f"{base_name(settings)}.xml",
        "pictures": "\n".join(
            f"{url}\n/images/{_file(at, f)}" for at, (url, f) in _numbered(pictures)
        ),
    }
    return transform(
        tree,
        "print/book.xsl",
        parameters,
        language=language_of(tree),
        overrides=settings.get("overrides"),
    )


def _lay_out(
    tree: etree._ElementTree, root: Path, pictures: Mapping[str, Path], settings: Settings
) -> Transformed:
    """Fill the folder that Typst may read: its template, the TEI, the pictures."""
    source = stylesheets(settings.get("overrides")) / "print" / "edition.typ"
    shutil.copyfile(source, root / "edition.typ")
    tree.write(str(root / "tei.xml"), encoding="UTF-8", xml_declaration=True)
    (root / "images").mkdir()
    for at, (_, file) in _numbered(pictures):
        shutil.copyfile(file, root / "images" / _file(at, file))
    return typst_markup(tree, settings, pictures)


def _set(tree: etree._ElementTree, root: Path, markup: str, settings: Settings) -> bytes:
    """Markup → PDF; characters without a glyph, and pictures that break, are replaced and told."""
    missing: set[str] = set()
    for _ in range(4):
        try:
            return _compiled(
                root, _with_codes(markup, missing), _timestamp(tree, settings), settings
            )
        except typst.TypstError as error:
            found = {c for run in _MISSING.findall(error.diagnostic) for c in _unescaped(run)}
            if found - missing:
                _tell_missing(found - missing, tree, settings)
                missing |= found
            elif "#picture(" in markup:
                _tell(UNREADABLE, tree, settings, 0, reason=error.message)
                markup = re.sub(r'#picture\("[^"]*", ("(?:[^"\\]|\\.)*")\)', r"#emph(\1)", markup)
            else:
                reason = " ".join(error.diagnostic.split())[:1500]
                raise Problem("print-failed", file_name(tree, settings), reason=reason) from error
    raise Problem("print-failed", file_name(tree, settings), reason="too many missing glyphs")


def _compiled(root: Path, markup: str, made_at: datetime, settings: Settings) -> bytes:
    (root / "document.typ").write_text(markup, encoding="utf-8", newline="\n")
    fonts = [str(settings["fonts"])] if settings.get("fonts") else []
    families = sorted(_families(fonts)) if fonts else []
    pdf = typst.compile(
        str(root / "document.typ"),
        root=str(root),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"fonts": "|".join(families)},
        pdf_standards=STANDARDS,
        timestamp=made_at,
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single file")
    return pdf


def _families(folders: list[str]) -> set[str]:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    )
    return set(fonts.families())


def _with_codes(markup: str, missing: set[str]) -> str:
    """The markup with each missing character as its code, e.g. 中 → ⟨U+4E2D⟩."""
    return markup.translate({ord(c): f"[U+{ord(c):04X}]" for c in missing})


def _unescaped(run: str) -> str:
    """The characters of a Rust debug string, in which Typst names the missing text."""
    return re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda m: chr(int(m[1], 16)), run)


def _tell_missing(characters: set[str], tree: etree._ElementTree, settings: Settings) -> None:
    """One warning a character, with the line where it first stands."""
    waiting = set(characters)
    for element in tree.iter(etree.Element):
        here = waiting.intersection(f"{element.text or ''}{element.tail or ''}")
        for character in sorted(here):
            line = int(getattr(element, "sourceline", None) or 0)
            name = f"U+{ord(character):04X} ({character})"
            _tell(GLYPH, tree, settings, line, character=name)
        waiting -= here


def _tell(
    rule: Rule, tree: etree._ElementTree, settings: Settings, line: int, **fields: str
) -> None:
    message = rule.message.format(**fields)
    file = file_name(tree, settings)
    tell(Diagnostic(rule.code, rule.severity, file, line, message), settings)


def _timestamp(tree: etree._ElementTree, settings: Settings) -> datetime:
    """When the edition was made, as told; never the clock, so that a rebuild is identical."""
    given = settings.get("timestamp")
    if isinstance(given, datetime):
        return given
    epoch = given if given is not None else os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None and str(epoch).isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    dates = tree.getroot().iterfind(".//t:publicationStmt/t:date", TEI)
    written = next((d.get("when", "") for d in dates if d.get("when")), "")
    year, month, day = [*(int(n) for n in re.findall(r"\d+", written)), 1970, 1, 1][:3]
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)


def _pictures(tree: etree._ElementTree, settings: Settings) -> Iterator[tuple[str, Path]]:
    for graphic in tree.iter(GRAPHIC):
        url = graphic.get("url", "")
        file = picture(url, tree, settings)
        if file is not None and "\n" not in url:
            yield url, file


def _numbered(pictures: Mapping[str, Path]) -> Iterator[tuple[int, tuple[str, Path]]]:
    return iter(enumerate(pictures.items(), 1))


def _file(at: int, file: Path) -> str:
    return f"{at}{file.suffix.lower()}"


WRITER = Writer("pdf", ".pdf", write)
