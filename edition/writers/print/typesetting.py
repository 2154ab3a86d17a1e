"""Typst: markup → PDF, and where each named place came to stand."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import typst
from lxml import etree

from edition.writers import Settings, file_name, tell
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
PRIVATE = declare(
    "characters-private",
    "info",
    "The text has characters of the private use area ({characters}), set in the project's own "
    "font; the PDF is PDF/A-3u and PDF/UA-1, for PDF/A-3a forbids them.",
    "What a character of the private use area means is an agreement between a font and its users "
    "(MUFI's for medieval letters, for example). PDF/A-3a wants words for each, which the "
    "typesetter cannot write; PDF/A-3u keeps the glyph and its code. Where the characters are "
    "also in Unicode, or charDecl maps them to it, use that.",
    failing="<p>&#xF158;</p>, and a font for it in the folder that the setting fonts names",
    passing="<p>&#xA751;</p>",
    source="ISO 19005-3 (PDF/A-3), 6.2.11.7.3",
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
    "Typst stopped. Where an own Typst file is laid over ours, the message names its line; "
    "otherwise this is a fault of the program: please report it with the TEI file.",
    failing="#let title = , in a template of the project",
    passing='#let title = "", in a template of the project',
)

STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
WITH_PRIVATE: list[typst.PDFStandard] = ["a-3u", "ua-1"]
NAMESPACE = {"t": "http://www.tei-c.org/ns/1.0"}
ATTEMPTS = 6
JOINERS = "\u200c\u200d\ufe0e\ufe0f"  # without their neighbours they show nothing
_MISSING = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.S)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_WHERE = re.compile(r"┌─ (?:\\\\\?\\)?\S*?([\w.-]+\.typ):(\d+):(\d+)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a named place stands: page from 0, points from the page's left and top."""

    name: str
    page: int
    x: float
    y: float


def typeset(
    tree: etree._ElementTree, root: Path, markup: str, inputs: Mapping[str, str], settings: Settings
) -> tuple[bytes, list[Place]]:
    """Markup → PDF and places; what has no glyph, or breaks as a picture, is replaced and told.

    root:   the folder that Typst may read; the markup becomes its document.typ
    inputs: what the Typst files find at `sys.inputs`
    Raises Problem where Typst stops.
    """
    missing: set[str] = set()
    file = file_name(tree, settings)
    if private := set(_PRIVATE.findall(markup)):
        # Our fonts have glyphs of their own there, which are not those that the text means.
        if settings.get("fonts"):
            names = ", ".join(f"U+{ord(c):04X}" for c in sorted(private)[:8])
            _tell(PRIVATE, tree, settings, 0, characters=names)
            inputs = {**inputs, "private": "true"}
        else:
            _tell_missing(private, tree, settings)
            missing |= private
    for _ in range(ATTEMPTS):
        try:
            return _compiled(tree, root, _with_codes(markup, missing), inputs, settings)
        except typst.TypstError as error:
            found = {c for run in _MISSING.findall(error.diagnostic) for c in _unescaped(run)}
            if found - missing:
                _tell_missing(found - missing, tree, settings)
                missing |= found
            elif "#picture(" in markup and re.search("decode|image|svg", error.message, re.I):
                _tell(UNREADABLE, tree, settings, 0, reason=error.message)
                markup = re.sub(r'#picture\("[^"]*", ("(?:[^"\\]|\\.)*")\)', r"#emph(\1)", markup)
            else:
                raise _failure(error, settings, file) from error
    raise Problem("print-failed", file, reason="too many missing glyphs")


def _failure(error: typst.TypstError, settings: Settings, file: str) -> Problem:
    """The error at its place in the project's Typst file, where it has one of that name."""
    reason = " ".join(error.diagnostic.split())[:1500]
    where = _WHERE.search(error.diagnostic)
    overrides = settings.get("overrides")
    own = overrides / "print" / where[1] if where and overrides else None
    if (style := re.match(r"unknown style: (.*)", error.message)) is not None:
        raise Problem(
            "setting-invalid",
            file,
            setting="citations in [print]",
            wanted=f'the name of a CSL style that Typst knows (not "{style[1]}"), or a CSL file',
        )
    if where is None or own is None or not own.is_file():
        return Problem("print-failed", file, reason=reason)
    hints = "; ".join(error.hints)
    told = f"{error.message} ({hints})" if hints else error.message
    return Problem("print-failed", f"{own}:{where[2]}:{where[3]}", reason=told)


def _compiled(
    tree: etree._ElementTree, root: Path, markup: str, inputs: Mapping[str, str], settings: Settings
) -> tuple[bytes, list[Place]]:
    (root / "document.typ").write_text(markup, encoding="utf-8", newline="\n")
    fonts = [str(settings["fonts"])] if settings.get("fonts") else []
    families = sorted(_families(fonts)) if fonts else []
    compiler = typst.Compiler(
        str(root / "document.typ"),
        root=str(root),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={**inputs, "fonts": "|".join(families)},
    )
    standards = WITH_PRIVATE if "private" in inputs else STANDARDS
    pdf = compiler.compile(pdf_standards=standards, timestamp=_timestamp(tree, settings))
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single file")
    return pdf, _places(compiler)


def _places(compiler: typst.Compiler) -> list[Place]:
    """What the last page wrote down of all named places."""
    told = json.loads(compiler.query("<edition-places>", field="value"))
    return [Place(name, page - 1, x, y) for found in told[:1] for name, page, x, y in found]


def _families(folders: list[str]) -> set[str]:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    )
    return set(fonts.families())


def _with_codes(markup: str, missing: set[str]) -> str:
    """The markup with each missing character as its code, e.g. 中 → [U+4E2D]; joiners go."""
    return markup.translate({ord(c): "" if c in JOINERS else f"[U+{ord(c):04X}]" for c in missing})


def _unescaped(run: str) -> str:
    """The characters of a Rust debug string, in which Typst names the missing text."""
    return re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda m: chr(int(m[1], 16)), run)


def _tell_missing(characters: set[str], tree: etree._ElementTree, settings: Settings) -> None:
    """One warning a character, with the line where it first stands."""
    waiting = set(characters).difference(JOINERS)
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
    dates = tree.getroot().iterfind(".//t:publicationStmt/t:date", NAMESPACE)
    written = next((d.get("when", "") for d in dates if d.get("when")), "")
    year, month, day = [*(int(n) for n in re.findall(r"\d+", written)), 1970, 1, 1][:3]
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
