"""A book's cover: title and author on a plain ground, as a picture in PNG."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Literal

import typst

PIXELS_AN_INCH = 160.0  # 480 × 720 points become 1067 × 1600 pixels

_DESIGN = """
#let data = json("words.json")
#let families = data.fonts
#let letters = data.title.clusters().len()
#let steps = ((24, 46pt), (60, 36pt), (140, 26pt), (1000, 17pt))
#let size = steps.find(step => letters < step.first()).last()
#set document(title: data.title)
#set page(width: 480pt, height: 720pt, margin: 48pt, fill: rgb("#f4efe4"))
#set text(font: ("Libertinus Serif",) + families, lang: data.lang)
#set text(fill: rgb("#2a2622"), hyphenate: false)
// Lines of about one length: the narrowest block that has no more lines than the widest one.
#let balanced(width, words) = context {
  let height(width) = measure(block(width: width, words)).height
  let (low, high) = (width * 0.4, width)
  for step in range(9) {
    let middle = (low + high) / 2
    if height(middle) > height(width) { low = middle } else { high = middle }
  }
  block(width: high, words)
}
#set par(leading: 0.45em, justify: false)
#place(top, rect(width: 100%, height: 100%, stroke: 1.2pt + rgb("#7a2e1d")))
#align(center)[
  #v(64pt)
  #balanced(322pt, text(size: 17pt, tracking: 0.06em, data.author))
  #v(1fr)
  #balanced(322pt, text(size: size, data.title))
  #if data.subtitle != "" {
    v(18pt)
    balanced(300pt, text(size: calc.min(size * 0.6, 18pt), style: "italic", data.subtitle))
  }
  #v(1.6fr)
  #line(length: 18%, stroke: 1.2pt + rgb("#7a2e1d"))
  #v(52pt)
]
"""


def cover(
    title: str,
    author: str,
    language: str = "en",
    fonts: Path | None = None,
    subtitle: str = "",
) -> bytes | None:
    """A PNG of 1067 × 1600 pixels, the same bytes for the same words and fonts.

    None where no font has all characters of the words: a box would stand in their place.
    """
    folders = [str(fonts)] if fonts else []
    families = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    ).families()
    words = {
        "title": title[:400],
        "author": author[:120],
        "subtitle": subtitle[:200],
        "lang": language.split("-")[0] if 2 <= len(language.split("-")[0]) <= 3 else "en",
        "fonts": sorted(families),
    }
    with tempfile.TemporaryDirectory(prefix="edition-cover-") as root:
        (Path(root) / "words.json").write_text(json.dumps(words), encoding="utf-8")
        source = Path(root) / "cover.typ"
        source.write_text(_DESIGN, encoding="utf-8")
        try:  # only a PDF standard makes a missing glyph an error
            _set(source, folders, "pdf")
        except typst.TypstError:
            return None
        return _set(source, folders, "png")


def _set(source: Path, folders: list[str], form: Literal["pdf", "png"]) -> bytes:
    made = typst.compile(
        str(source),
        root=str(source.parent),
        font_paths=[*folders],
        ignore_system_fonts=True,
        format=form,
        ppi=PIXELS_AN_INCH,
        pdf_standards=["a-2b"] if form == "pdf" else [],
        timestamp=0,
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made
