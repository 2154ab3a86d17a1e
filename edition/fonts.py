"""Open fonts beside the pages: found on this machine, cut down to the edition's characters.

A family comes from the project's folder `fonts/`, from a package of PyPI that says it holds fonts
(entry points `fonts_ttf`, `fonts_otf`) or from npm's `@fontsource/…` in the project's
`node_modules`.  Nothing is fetched.  The licence that lies with the files is copied beside them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from tei.diagnostics import Problem, declare

declare(
    "font-missing",
    "error",
    "There is no font {family} here. Put its files (.ttf, .otf, .woff2) into the "
    "project's folder fonts/, or install a package that has them: pip install font-{slug}, or "
    "npm install @fontsource/{slug}.",
    "Pages ask no other host for anything, so the font has to lie beside them. It is looked for "
    "in the project and among installed packages; nothing is fetched.",
    failing='font = "Source Serif Pro", and no such font',
    passing='font = "Source Serif Pro" after pip install font-source-serif-pro',
)
declare(
    "font-tools-missing",
    "error",
    "Fonts for web pages need the packages fonttools and brotli. Run: pip install "
    "'tei-edition[fonts]'.",
    "A font is cut down to the characters of the edition and compressed; that is what the two "
    "packages do. Without a family of its own in edition.toml an edition needs neither.",
    failing='font = "Source Serif Pro", without fonttools',
    passing='font = "serif", which needs no file',
)
declare(
    "font-unlicensed",
    "error",
    "The font {family} has no licence beside its files in {folder}. Put the licence's text "
    "(OFL.txt, LICENSE.txt) there; it is published with the font.",
    "Open licences ask that their text goes along with the font.",
    failing="fonts/Own-Regular.ttf alone",
    passing="fonts/Own-Regular.ttf and fonts/OFL.txt",
    source="SIL Open Font License 1.1, condition 2",
)

ENDINGS = (".ttf", ".otf", ".woff2")
ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "¶†‡§…–—‘’‚“”„‹›«»·×↩›▾▴⁂⟦⟧⟨⟩⌊⌋ \u00ad\u2009"
FEATURES = ["kern", "liga", "onum", "lnum", "pnum", "tnum", "smcp", "c2sc", "locl", "ccmp", "mark"]


@dataclass(frozen=True, slots=True)
class Fonts:
    """What lies beside the pages: files by relative path, and the rules that name them."""

    files: Mapping[str, bytes]
    faces: str


@dataclass(frozen=True, slots=True)
class _Face:
    """One cut of a family: CSS weight, CSS style, and its font as fontTools has it."""

    weight: int
    style: str
    font: Any
    file: Path


def gather(family: str, characters: set[str], root: Path) -> Fonts:
    """The family's regular, italic and bold with the given characters.

    Raises Problem: no such family here, no licence beside it, no fonttools or brotli.
    """
    try:
        import brotli  # type: ignore[import-untyped]  # noqa: F401  (fontTools writes WOFF2 by it)
        import fontTools  # type: ignore[import-untyped]  # noqa: F401
    except ImportError:
        raise Problem("font-tools-missing", str(root / "edition.toml")) from None
    folder, found = _folder(family, root)
    files = {"fonts/LICENCE.txt": _licence(family, folder)}
    rules = []
    for face in found:
        codes = {ord(char) for char in characters | set(ALWAYS)} & set(face.font.getBestCmap())
        if not codes:
            continue
        name = f"fonts/{re.sub(r'[^A-Za-z0-9-]', '-', face.file.stem).lower()}.woff2"
        files[name] = _cut(face.font, codes)
        rules.append(_rule(family, face, name, codes, alone=_is_alone(face, found)))
    return Fonts(files, "".join(rules))


def _is_alone(face: _Face, faces: list[_Face]) -> bool:
    return sum((face.weight, face.style) == (f.weight, f.style) for f in faces) == 1


def _rule(family: str, face: _Face, name: str, codes: set[int], *, alone: bool) -> str:
    span = "" if alone else f" unicode-range: {', '.join(_ranges(sorted(codes)))};"
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {face.weight}; '
        f"font-style: {face.style}; font-display: swap;{span} "
        f'src: url("{name}") format("woff2"); }}\n'
    )


def _ranges(codes: list[int]) -> Iterator[str]:
    """Runs of code points as CSS writes them: U+20-7E."""
    start = before = codes[0]
    for code in [*codes[1:], -1]:
        if code != before + 1:
            yield f"U+{start:X}" + (f"-{before:X}" if before > start else "")
            start = code
        before = code


def _folder(family: str, root: Path) -> tuple[Path, list[_Face]]:
    """The first folder that has the family, and its cuts."""
    slug = re.sub(r"\s+", "-", family.strip()).lower()
    for folder in _places(slug, root):
        faces = list(_faces(family, folder))
        if any(face.style == "normal" for face in faces):
            return folder, faces
    place = str(root / "edition.toml")
    raise Problem("font-missing", place, family=family, slug=slug)


def _places(slug: str, root: Path) -> Iterator[Path]:
    yield from (place for place in [root / "fonts"] if place.is_dir())
    yield from (
        place
        for kind in ("@fontsource", "@fontsource-variable")
        if (place := root / "node_modules" / kind / slug / "files").is_dir()
    )
    folders = set()
    for group in ("fonts_ttf", "fonts_otf"):
        for entry in metadata.entry_points(group=group):
            files = entry.dist.files if entry.dist is not None else None
            folders |= {Path(str(file.locate())).parent for file in files or ()
                        if file.suffix in ENDINGS}  # fmt: skip
    yield from sorted(folders)


def _faces(family: str, folder: Path) -> Iterator[_Face]:
    """Regular, italic, bold and bold italic of a family, one format of each file name."""
    from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

    wanted = _letters(family)
    by_stem = {file.stem: file for ending in ENDINGS for file in sorted(folder.glob(f"*{ending}"))}
    for stem, file in sorted(by_stem.items()):
        if not _letters(stem).startswith(wanted):
            continue
        try:
            font = TTFont(file, recalcTimestamp=False)
            weight = int(font["OS/2"].usWeightClass)
            italic = bool(font["OS/2"].fsSelection & 1 or font["post"].italicAngle)
            name = font["name"].getBestFamilyName() or ""
        except (TTLibError, KeyError, OSError):
            continue
        of_family = _letters(name).startswith(wanted) and weight in (400, 700)
        if of_family:
            yield _Face(weight, "italic" if italic else "normal", font, file)


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _licence(family: str, folder: Path) -> bytes:
    for place in (folder, folder.parent):
        for file in sorted(place.iterdir()):
            if re.match(r"(ofl|licen[cs]e|copying|ufl)", file.name, re.I) and file.is_file():
                return file.read_bytes()
    raise Problem("font-unlicensed", str(folder), family=family, folder=str(folder))


def _cut(font: Any, codes: set[int]) -> bytes:
    """The font with these code points alone, as WOFF2; the same bytes every time."""
    from fontTools import subset

    options = subset.Options(
        flavor="woff2", layout_features=FEATURES, hinting=False, notdef_outline=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], drop_tables=["DSIG", "FFTM"],
    )  # fmt: skip
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()
