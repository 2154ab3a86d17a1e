"""What stands before the text: packages, fonts, languages."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from edition.writers.latex.escaping import FACES, faces_of

# Languages that polyglossia knows, by the first part of the tag.
LANGUAGES = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "cy": "welsh", "da": "danish",
    "de": "german", "el": "greek", "en": "english", "es": "spanish", "fa": "persian",
    "fi": "finnish", "fr": "french", "ga": "irish", "grc": "greek", "he": "hebrew",
    "hu": "hungarian", "it": "italian", "la": "latin", "nb": "norwegian", "nl": "dutch",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish",
    "tr": "turkish", "uk": "ukrainian",
}  # fmt: skip
# The script of a language's letters, and a font for it.
SCRIPTS = {
    "arabic": ("Arabic", FACES["arabicface"][1]),
    "persian": ("Arabic", FACES["arabicface"][1]),
    "greek": ("Greek", ("Libertinus Serif", "FreeSerif", "DejaVu Serif")),
    "hebrew": ("Hebrew", ("Libertinus Serif", "FreeSerif", "DejaVu Sans")),
    "russian": ("Cyrillic", ("Libertinus Serif", "FreeSerif", "DejaVu Serif")),
    "ukrainian": ("Cyrillic", ("Libertinus Serif", "FreeSerif", "DejaVu Serif")),
}
_PACKAGES = (
    r"\usepackage{imakeidx}\makeindex",
    r"\usepackage[series={A,B,C},noend]{reledmac}",  # before bidi, which it would patch
)
_SETTINGS = (
    r"\Xarrangement[A]{paragraph}",
    r"\renewcommand*{\thefootnoteB}{\alph{footnoteB}}",
    r"\renewcommand*{\thefootnoteC}{\roman{footnoteC}}",
    r"\setstanzaindents{1,0}\setcounter{stanzaindentsrepetition}{1}",
    r"\renewcommand{\arraystretch}{1.2}\emergencystretch=3em",
    r"\usepackage[hidelinks]{hyperref}",
    r"\usepackage{polyglossia}",
)


def language_name(tag: str | None) -> str:
    """What polyglossia calls the language of a tag; "" where it has none."""
    return LANGUAGES.get((tag or "").split("-")[0], "")


def preamble(document: etree._Element) -> Iterator[str]:
    """The lines before `\\begin{document}`."""
    yield "% !TeX program = xelatex"
    yield r"\documentclass[11pt,a4paper]{article}"
    yield r"\usepackage{fontspec}"
    yield _chosen(r"\setmainfont{%s}", ("Libertinus Serif", "FreeSerif", "DejaVu Serif"), "")
    for name in faces_of("".join(map(str, document.itertext()))):
        faces = FACES[name][1]
        script = "[Script=Arabic]" if name == "arabicface" else ""
        yield _chosen(rf"\newfontfamily\{name}{{%s}}{script}", faces, rf"\let\{name}\relax")
        if name == "cjkface":
            yield r'\XeTeXlinebreaklocale "zh"\XeTeXlinebreakskip=0pt plus 1pt'
    yield r"\tracinglostchars=2"  # a character that no font has is told
    yield from _PACKAGES
    if document.find(".//parallel") is not None:
        yield r"\usepackage{reledpar}"
    yield from _SETTINGS
    yield from _languages(document)


def _languages(document: etree._Element) -> Iterator[str]:
    main = language_name(document.get("lang")) or "english"
    tags = {e.get("lang") or e.get("tag") for e in document.iter() if isinstance(e.tag, str)}
    others = sorted({language_name(tag) for tag in tags if tag} - {main, ""})
    yield rf"\setmainlanguage{{{main}}}"
    for name in others:
        yield rf"\setotherlanguage{{{name}}}"
    for name in filter(SCRIPTS.__contains__, (main, *others)):
        script, faces = SCRIPTS[name]
        family = rf"\newfontfamily\{script.lower()}font[Script={script}]{{%s}}"
        defined = rf"\ifdefined\{script.lower()}font\else%s\fi"
        yield defined % _chosen(family, faces, "")


def _chosen(command: str, fonts: tuple[str, ...], otherwise: str) -> str:
    """The command with the first of the fonts that is installed."""
    first, *rest = fonts
    other = _chosen(command, tuple(rest), otherwise) if rest else otherwise
    return rf"\IfFontExistsTF{{{first}}}{{{command % first}}}{{{other}}}"
