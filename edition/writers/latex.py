"""LaTeX for critical editions: reledmac and polyglossia, to be set by XeLaTeX or LuaLaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from edition.flow import blocks, called, flow, heading, without_mark, words
from edition.output import write_whole
from edition.writers import Settings, Writer, base_name

# Languages that polyglossia knows, by the first part of the tag.
LANGUAGES = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "cy": "welsh", "da": "danish",
    "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "he": "hebrew", "hu": "hungarian", "it": "italian", "la": "latin",
    "nb": "norwegian", "nl": "dutch", "pl": "polish", "pt": "portuguese", "ru": "russian",
    "sv": "swedish", "uk": "ukrainian",
}  # fmt: skip
SCRIPTS = {
    "ar": "Arabic",
    "el": "Greek",
    "grc": "Greek",
    "he": "Hebrew",
    "ru": "Cyrillic",
    "uk": "Cyrillic",
}
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    "'": "\\textquotesingle{}", "`": r"\textasciigrave{}", "-": "-{}", "\u00a0": "~",
    "\u00ad": r"\-", "[": "{[}", "]": "{]}", "/": "/{}",
}  # fmt: skip
_FACES = {"em": r"\emph", "strong": r"\textbf", "sc": r"\textsc", "sup": r"\textsuperscript",
          "sub": r"\textsubscript", "code": r"\texttt"}  # fmt: skip
OMITTED, STRUT = r"\emph{om.}", r"\strut{}"
_PARAGRAPHS = {
    "h": "%s",
    "p": r"\pstart %s\pend",
    "l": r"\pstart\noindent %s\pend",
    "speaker": r"\pstart\noindent\textsc{%s}\pend",
    "stage": r"\pstart\noindent\hfill\emph{%s}\hfill\null\pend",
}
_LEVELS = ("section", "subsection", "subsubsection")


def write(tree: etree._ElementTree, folder: Path, settings: Settings) -> list[Path]:
    """Write `folder/NAME.tex`: UTF-8, one file, for `latexmk -xelatex`.

    Raises Problem (see `transform`) and OSError; then nothing is written.
    """
    path = folder / f"{base_name(settings)}.tex"
    write_whole(path, latex(flow(tree, settings)).encode())
    return [path]


def latex(document: etree._Element) -> str:
    """A flow as a LaTeX document: numbered lines where it has an apparatus."""
    body = document.find("body")
    text = Text({note.get("key", ""): note for note in called(document)})
    held = (
        [part for block in blocks(body) for part in text.block(block)] if body is not None else []
    )
    critical = document.find(".//app") is not None
    numbering = r"\firstlinenum{5}\linenumincrement{5}" if critical else r"\numberlinefalse"
    readings = [r for r in document.iterfind("reading") if r.get("kind") == "choice"]
    lines = [
        *_preamble(document), numbering, r"\begin{document}", *_title(document),
        r"\beginnumbering", *held, *_readings(document, readings), r"\endnumbering",
        *([r"\printindex"] if document.find(".//index") is not None else []), r"\end{document}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Text that LaTeX shows as it is: no commands, no ligatures of hyphens, no comments."""
    return "".join(_SPECIAL.get(character, character) for character in text)


def _preamble(document: etree._Element) -> Iterator[str]:
    main = document.get("lang", "und")
    used = {
        main,
        *(e.get("lang", "") or e.get("tag", "") for e in document.iter("lang", "p", "div")),
    }
    codes = sorted({tag.split("-")[0] for tag in used if tag.split("-")[0] in (*LANGUAGES, "grc")})
    first = LANGUAGES.get(main.split("-")[0], "english")
    yield "% !TeX program = xelatex"
    yield r"\documentclass[11pt,a4paper]{article}"
    yield r"\usepackage{fontspec}"
    yield r"\IfFontExistsTF{Libertinus Serif}{\setmainfont{Libertinus Serif}}{}"
    yield r"\usepackage{imakeidx}\makeindex"
    yield r"\usepackage[series={A,B},noend]{reledmac}"  # before bidi, which it would patch
    yield r"\Xarrangement[A]{paragraph}"
    yield r"\setstanzaindents{1,0}\setcounter{stanzaindentsrepetition}{1}"
    yield r"\usepackage[hidelinks]{hyperref}"
    yield r"\usepackage{polyglossia}"
    yield rf"\setmainlanguage{{{first}}}"
    for name in sorted({LANGUAGES.get(code, "greek") for code in codes} - {first}):
        yield rf"\setotherlanguage{{{name}}}"
    for name in sorted({SCRIPTS[code] for code in codes if code in SCRIPTS}):
        yield rf"\newfontfamily\{name.lower()}font[Script={name}]{{FreeSerif}}"


def _title(document: etree._Element) -> Iterator[str]:
    head = {name: escape(text) for name, text in heading(document).items()}
    if "title" in head:
        lines = (head["title"], head.get("subtitle"))
        title = r"\\ \large ".join(text for text in lines if text)
        yield rf"\title{{{title}}}"
        yield rf"\author{{{head.get('author', '')}}}\date{{{head.get('date', '')}}}\maketitle"


def _readings(document: etree._Element, readings: list[etree._Element]) -> Iterator[str]:
    if readings:
        yield rf"\pstart\eledsection*{{{escape(document.get('readings', ''))}}}\pend"
    for reading in readings:
        told = escape(f"{reading.get('of')}] {reading.text or ''}")
        yield rf"\pstart\noindent {told}\pend"


class Text:
    """The blocks of a text as reledmac's paragraphs; `notes` by key, set where they are called."""

    def __init__(self, notes: dict[str, etree._Element]):
        self.notes = notes
        self.open: set[str] = set()

    def block(self, block: etree._Element) -> Iterator[str]:
        """The lines that set a block."""
        if block.tag in _PARAGRAPHS:
            yield from self.paragraph(block)
        elif block.tag == "lg":
            yield from self.stanza(block)
        elif block.tag == "quote":
            yield from (r"\begin{quote}", *self.all(block), r"\end{quote}")
        elif block.tag in ("list", "table"):
            yield from (rf"\pstart\noindent {row}\pend" for row in self.rows(block))
        elif block.tag == "break":
            yield r"\pstart\noindent\hfill *\quad *\quad *\hfill\null\pend"
        else:
            yield from self.all(block)

    def paragraph(self, block: etree._Element) -> Iterator[str]:
        """A block of words as one paragraph of its kind."""
        text = self.verse(block) if block.tag == "l" else self.words(block)
        if block.tag == "h":
            name = _LEVELS[max(1, min(3, int(block.get("level", "1")))) - 1]
            yield rf"\pstart\eled{name}*{{{text}}}\pend"
        elif text:
            yield _PARAGRAPHS[block.tag] % _in_language(text, block.get("lang"))

    def rows(self, block: etree._Element) -> Iterator[str]:
        """The items of a list or the rows of a table, a paragraph each."""
        for at, child in enumerate(block, 1):
            yield self.row(child) if block.tag == "table" else self.item(child, at, block)

    def all(self, element: etree._Element) -> Iterator[str]:
        """The blocks below an element."""
        for child in blocks(element):
            yield from self.block(child)

    def stanza(self, group: etree._Element) -> Iterator[str]:
        """Lines that follow each other as one stanza; other blocks stand between."""
        run: list[str] = []
        for child in blocks(group):
            if child.tag == "l":
                run.append(self.verse(child))
            else:
                yield from _stanza(run)
                run = []
                yield from self.block(child)
        yield from _stanza(run)

    def verse(self, line: etree._Element) -> str:
        """A line's words after its indent."""
        indent = int(line.get("indent", "0"))
        return (rf"\hspace*{{{indent}em}}" if indent else "") + self.words(line)

    def item(self, item: etree._Element, at: int, of: etree._Element) -> str:
        """An item in one paragraph, with its number or bullet."""
        sign = (
            ""
            if of.get("marked") == "true"
            else f"{at}."
            if of.get("numbered") == "true"
            else r"\textbullet"
        )
        return rf"{sign}\enspace {self.within(item)}" if sign else self.within(item)

    def row(self, row: etree._Element) -> str:
        """A row's cells side by side."""
        return r"\quad ".join(self.within(cell) for cell in row)

    def within(self, element: etree._Element) -> str:
        """All words below an element, in one paragraph."""
        found = element.iter("p", "h", "l", "speaker", "stage")
        return r"\newline ".join(self.words(e) for e in found)

    def words(self, block: etree._Element) -> str:
        """The words of a block."""
        return words(block, escape, self.put).replace("\n", r"\newline ")

    def put(self, element: etree._Element, inner: str) -> str:
        """What stands for an element in the line."""
        match element.tag:
            case "app":
                return self.entry(element, inner)
            case "rdg":
                return ""
            case "call":
                return self.note(element.get("key", ""))
            case "br":
                return "\n"
            case "index":
                return rf"\index{{{_in_index(element.get('of', ''))}}}"
            case "a":
                return rf"\href{{{_in_address(element.get('href', ''))}}}{{{inner}}}"
            case "lang":
                return _in_language(inner, element.get("tag"))
            case _ if element.tag in _FACES and inner.strip():
                return f"{_FACES[element.tag]}{{{inner}}}"
            case _:
                return inner

    def entry(self, app: etree._Element, lemma: str) -> str:
        r"""An entry of the apparatus: \edtext{lemma}{\Afootnote{readings}}."""
        readings = [(escape(r.text or "") or OMITTED) + _sigla(r) for r in app.iterfind("rdg")]
        own = app.find("lem")
        first = _sigla(own) if own is not None else ""
        told = "; ".join([*([first.strip()] if first else []), *readings])
        return rf"\edtext{{{lemma or STRUT}}}{{\Afootnote{{{told}}}}}"

    def note(self, key: str) -> str:
        """A note where it is called: series A the author's, B the editor's; never in itself."""
        note = self.notes.get(key)
        if note is None or key in self.open:
            return ""
        self.open.add(key)
        text = without_mark(self.within(note), note)
        self.open.discard(key)
        return rf"\footnote{'B' if note.get('by') == 'editor' else 'A'}{{{text}}}"


def _stanza(lines: list[str]) -> Iterator[str]:
    if lines:
        yield "\\stanza\n" + "&\n".join(lines) + "\\&"


def _sigla(reading: etree._Element) -> str:
    wit = reading.get("wit", "")
    return rf" \textit{{{escape(wit)}}}" if wit else ""


def _in_language(text: str, tag: str | None) -> str:
    code = (tag or "").split("-")[0]
    name = "greek" if code == "grc" else LANGUAGES.get(code)
    return rf"\text{name}{{{text}}}" if name and text else text


def _in_index(name: str) -> str:
    r"""A key of \index: the signs of makeindex quoted as well."""
    return re.sub(r'(?<!\\)([!@|"])', r'"\1', escape(name.replace('"', "”").replace("|", "/")))


def _in_address(address: str) -> str:
    return re.sub(r"([%#&_$~^\\{}])", r"\\\1", address).replace(r"\_", "_").replace(r"\~", "~")


WRITER = Writer("latex", ".tex", write)
