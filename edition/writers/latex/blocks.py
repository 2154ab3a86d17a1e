"""Blocks as reledmac's paragraphs and stanzas; a text beside its translation by reledpar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest

from lxml import etree

from edition.flow import without_mark, words
from edition.writers.latex.escaping import escape, in_address, in_index
from edition.writers.latex.preamble import language_name
from edition.writers.latex.tables import tabular

_FACES = {"em": r"\emph", "strong": r"\textbf", "sc": r"\textsc", "sup": r"\textsuperscript",
          "sub": r"\textsubscript", "code": r"\texttt"}  # fmt: skip
OMITTED, STRUT = r"\emph{om.}", r"\strut{}"
_PARAGRAPHS = {
    "p": r"\pstart %s\pend",
    "l": r"\pstart\noindent %s\pend",
    "speaker": r"\pstart\noindent\skipnumbering\textsc{%s}\pend",
    "stage": r"\pstart\noindent\skipnumbering\hfill\emph{%s}\hfill\null\pend",
}
_LEVELS = ("section", "subsection", "subsubsection")
_SERIES = {"editor": "B", "source": "C"}


class Text:
    """The blocks of a text; `notes` by key, set where they are called.

    numbered: whether verses have their numbers in the margin
    """

    def __init__(self, notes: dict[str, etree._Element], *, numbered: bool = False):
        self.notes = notes
        self.numbered = numbered
        self.open: set[str] = set()
        self.spans = 0

    def all(self, element: etree._Element) -> Iterator[str]:
        """The lines that set the blocks below an element; verse that runs on is one stanza."""
        run: list[str] = []
        for child in self.unwrapped(element):
            if child.tag == "l":
                run.append(self.verse(child))
                continue
            yield from _stanza(run)
            run = []
            yield from self.block(child)
        yield from _stanza(run)

    def unwrapped(self, element: etree._Element) -> Iterator[etree._Element]:
        """The blocks below an element, those that have other readings with their entry."""
        for child in element:
            if child.tag == "variants":
                yield from self.unwrapped(self.marked(child))
            else:
                yield child

    def block(self, block: etree._Element) -> Iterator[str]:
        """The lines that set a block."""
        match block.tag:
            case "h" | "p" | "l" | "speaker" | "stage":
                yield from self.paragraph(block)
            case "quote":
                yield from (r"\begin{quote}", *self.all(block), r"\end{quote}")
            case "list":
                yield from (rf"\pstart\noindent {row}\pend" for row in self.items(block))
            case "table":
                yield from self.table(block)
            case "break":
                yield r"\pstart\noindent\skipnumbering\hfill *\quad *\quad *\hfill\null\pend"
            case "parallel":
                yield from self.parallel(block)
            case _:
                yield from self.all(block)

    def paragraph(self, block: etree._Element) -> Iterator[str]:
        """A block of words as one paragraph of its kind."""
        text = self.verse(block) if block.tag == "l" else self.words(block)
        if block.tag == "h":
            name = _LEVELS[max(1, min(3, int(block.get("level", "1")))) - 1]
            yield rf"\pstart\skipnumbering\eled{name}*{{{text}}}\pend"
        elif text:
            yield _PARAGRAPHS[block.tag] % text

    def verse(self, line: etree._Element) -> str:
        """A line's words after its indent, or below the end of what another speaker began."""
        number = line.get("n", "") if self.numbered else ""
        margin = rf"\ledleftnote{{{escape(number)}}}" if number else ""
        if after := line.get("after"):
            return rf"\skipnumbering\hphantom{{{escape(after[:56])} }}{self.words(line)}"
        indent = int(line.get("indent", "0"))
        return (rf"\hspace*{{{indent}em}}" if indent else "") + margin + self.words(line)

    def marked(self, variants: etree._Element) -> etree._Element:
        """The printed blocks of an entry, labels at both ends, the entry behind the second."""
        self.spans += 1
        start, end = f"span{self.spans}a", f"span{self.spans}z"
        lemma = variants[0]
        held = [e for e in lemma.iter("p", "l", "speaker", "stage") if _is_outside(e)]
        held = held or [etree.SubElement(lemma, "p")]
        entry = etree.Element("entry", of=variants.get("lemma", ""), first=start, last=end)
        entry.set("wit", lemma.get("wit", ""))
        entry.extend(variants.iterfind("rdg"))
        mark = etree.Element("edlabel", name=start)
        mark.tail, held[0].text = held[0].text, None
        held[0].insert(0, mark)
        held[-1].extend([etree.Element("edlabel", name=end), entry])
        return lemma

    def parallel(self, block: etree._Element) -> Iterator[str]:
        """An original and its translation in two columns, paragraph beside paragraph."""
        sides: tuple[list[str], list[str]] = ([], [])
        for row in block:
            pairs = zip_longest(*(list(self.chunks(side)) for side in row), fillvalue="")
            for pair in pairs:
                for side, chunk in zip(sides, pair, strict=True):
                    side.append(rf"\pstart\noindent {chunk}\pend")
        yield from (r"\endnumbering", r"\begin{pairs}")
        for name, side in zip(("Leftside", "Rightside"), sides, strict=True):
            yield from (rf"\begin{{{name}}}", r"\beginnumbering", *side)
            yield from (r"\endnumbering", rf"\end{{{name}}}")
        yield from (r"\end{pairs}", r"\Columns", r"\beginnumbering")

    def chunks(self, element: etree._Element) -> Iterator[str]:
        """The words of each paragraph, verse and heading below an element."""
        for block in element.iter("p", "h", "l", "speaker", "stage"):
            text = self.verse(block) if block.tag == "l" else self.words(block)
            if text:
                yield rf"\textbf{{{text}}}" if block.tag == "h" else text

    def table(self, table: etree._Element) -> Iterator[str]:
        """A table; where a cell calls a note, whose foot a table would lose, plain rows."""
        plain = table.find(".//call") is None and table.find(".//app") is None
        if plain and len(table) <= 30:
            yield rf"\pstart\noindent\skipnumbering {tabular(table, self.within)}\pend"
            return
        for row in table:
            cells = r"\quad ".join(self.within(cell) for cell in row)
            yield rf"\pstart\noindent\skipnumbering {cells}\pend"

    def items(self, block: etree._Element, depth: int = 0) -> Iterator[str]:
        """The items of a list, each in one paragraph after its number or bullet; a list that
        ends an item stands below it."""
        marked, numbered = (block.get(name) == "true" for name in ("marked", "numbered"))
        for at, item in enumerate(block, 1):
            sign = "" if marked else f"{at}." if numbered else r"\textbullet"
            below = item[-1] if len(item) > 1 and item[-1].tag == "list" and depth < 6 else None
            if below is not None:
                item.remove(below)
            start = (rf"\hspace*{{{2 * depth}em}}" if depth else "") + sign
            yield rf"{start}\enspace {self.within(item)}" if start else self.within(item)
            if below is not None:
                yield from self.items(below, depth + 1)

    def within(self, element: etree._Element) -> str:
        """All words below an element, in one paragraph."""
        found = element.iter("p", "h", "l", "speaker", "stage")
        return r"\newline ".join(text for e in found if (text := self.words(e)))

    def words(self, block: etree._Element) -> str:
        """The words of a block, in its language."""
        text = words(block, escape, self.put).replace("\n", r"\newline ")
        return in_language(text, _language_of(block))

    def put(self, element: etree._Element, inner: str) -> str:
        """What stands for an element in the line."""
        if element.tag == "app":
            return self.entry(element, inner)
        if element.tag == "call":
            return self.note(element.get("key", ""))
        if element.tag in _FACES and inner.strip():
            return f"{_FACES[element.tag]}{{{inner}}}"
        return _PUT[element.tag](element, inner) if element.tag in _PUT else inner

    def entry(self, app: etree._Element, lemma: str) -> str:
        r"""An entry of the apparatus: \edtext{lemma}{\Afootnote{readings}}."""
        own = app.find("lem")
        plain = escape(_plain(own)) if own is not None else ""
        named = rf"\lemma{{{_ends(plain)}}}" if plain != lemma or _ends(plain) != plain else ""
        told = _told(app, "" if own is None else own.get("wit", ""))
        return rf"\edtext{{{lemma or STRUT}}}{{{named if plain else ''}\Afootnote{{{told}}}}}"

    def note(self, key: str) -> str:
        """A note where it is called, in the series of whose it is; never in itself."""
        note = self.notes.get(key)
        if note is None or key in self.open:
            return ""
        self.open.add(key)
        text = without_mark(self.within(note), note)
        self.open.discard(key)
        return rf"\footnote{_SERIES.get(note.get('by', ''), 'A')}{{{text}}}"


def in_language(text: str, tag: str | None) -> str:
    """Words set in the language of a tag, where polyglossia knows it."""
    name = language_name(tag)
    return rf"\text{name}{{{text}}}" if name and text else text


def _language_of(block: etree._Element) -> str | None:
    """The tag of a block or of what holds it; None where it is the document's."""
    around = (e.get("lang") for e in (block, *block.iterancestors()) if e.tag != "edition")
    return next(filter(None, around), None)


def _is_outside(block: etree._Element) -> bool:
    return not any(above.tag in ("cell", "item") for above in block.iterancestors())


def _spanning(entry: etree._Element) -> str:
    """An entry over the lines between two labels."""
    place = rf"\xxref{{{entry.get('first')}}}{{{entry.get('last')}}}"
    lemma = escape(entry.get("of", "")) or STRUT
    told = _told(entry, entry.get("wit", ""))
    return rf"\edtext{{}}{{{place}\lemma{{{lemma}}}\Afootnote{{{told}}}}}"


def _told(entry: etree._Element, own: str) -> str:
    """The other readings with their witnesses, after those of the lemma."""
    readings = [
        (escape(r.text or "") or OMITTED) + _sigla(r.get("wit", "")) for r in entry.iterfind("rdg")
    ]
    return "; ".join([*([_sigla(own).strip()] if own else []), *readings])


def _sigla(witnesses: str) -> str:
    return rf" \textit{{{escape(witnesses)}}}" if witnesses else ""


def _plain(lemma: etree._Element) -> str:
    """The words of a lemma as the apparatus repeats them: without other readings."""
    pieces = lemma.xpath(".//text()[not(ancestor::rdg)]")
    return " ".join("".join(map(str, pieces)).split()) if isinstance(pieces, list) else ""


def _ends(words: str) -> str:
    """Where many words begin and end."""
    parts = words.split(" ")
    return words if len(parts) <= 6 else " ".join([*parts[:2], "…", *parts[-2:]])


def _stanza(lines: list[str]) -> Iterator[str]:
    if lines:
        yield "\\stanza\n" + "&\n".join(lines) + "\\&[\\smallskip]"


_PUT: Mapping[str, Callable[[etree._Element, str], str]] = {
    "a": lambda e, inner: rf"\href{{{in_address(e.get('href', ''))}}}{{{inner}}}",
    "br": lambda e, inner: "\n",
    "edlabel": lambda e, inner: rf"\edlabel{{{e.get('name')}}}",
    "entry": lambda e, inner: _spanning(e),
    "index": lambda e, inner: rf"\index{{{in_index(e.get('of', ''))}}}",
    "lang": lambda e, inner: in_language(inner, e.get("tag")),
    "rdg": lambda e, inner: "",
}
