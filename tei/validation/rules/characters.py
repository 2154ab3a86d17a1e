"""Characters that are not what they seem, or mean nothing to others."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tei.diagnostics import Rule, declare
from tei.validation.document import TEI, Document
from tei.validation.findings import Finding, broken
from tei.validation.repetition import few

SHOWN = 5  # characters, or words, of one fault

_P = "<p xmlns='http://www.tei-c.org/ns/1.0'>{}</p>"
# Ligatures, wide forms and the like: one character where Unicode means several or another.
# Superscript figures, fractions and … are left alone: they are what people want to write.
PRESENTATION = re.compile(
    "[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufb4f\ufb50-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
    "\uff01-\uff5e\u3380-\u33df\u212b\u2126\u212a]"
)
# Marks of punctuation as Chinese, Japanese and Korean texts have them.
WIDE_MARKS = frozenset("！（），．：；？［］｛｝～＂＇／｜＆％")
EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
WORD = re.compile(r"[^\W\d_]{2,}")
LATIN = re.compile("[A-Za-z]")
SCRIPTS = (
    ("Latin", re.compile("[A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ]")),
    ("Cyrillic", re.compile("[Ѐ-ԯ]")),
    ("Greek", re.compile("[Α-ΡΣ-Ωά-ωἀ-ῼ]")),
)
# Letters that look alike in the three scripts.
TWINS = frozenset("АВЕКМНОРСТХаеорсухіјѕԁԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧνο" + "ABEKMHOPCTXaeopcyxijsdqwZIYNv")

UNASSIGNED = declare(
    "character-unassigned",
    "warning",
    "{code} is no character of Unicode ({count} in the document).",
    "The code stands for nothing, so that nobody can display or search it. It mostly comes from "
    "a faulty conversion.",
    failing=_P.format("One\u0378two"),
    passing=_P.format("One two"),
    source="The Unicode Standard, §2.4",
)
PRIVATE = declare(
    "character-private",
    "warning",
    "{code} is for private use ({count} in the document), and the header does not explain it. "
    "Declare it in charDecl, or write g.",
    "Private characters look different, or like nothing, in every other font. charDecl says what "
    "is meant: a description, a picture, the nearest character of Unicode.",
    failing=_P.format("One\ue5d0two"),
    passing=_P.format("One<g ref='https://example.org/x'>ꝛ</g>two"),
    source="TEI P5 Guidelines, §5.2",
)
REPLACED = declare(
    "character-lost",
    "warning",
    "U+FFFD stands for a character that an earlier conversion could not read ({count} in the "
    "document): “{around}”.",
    "The sign � means that something was here. Look it up in the source; where it cannot be read, "
    "write gap or unclear.",
    failing=_P.format("caf\ufffd"),
    passing=_P.format("café"),
    source="The Unicode Standard, §23.8",
)
CONTROL = declare(
    "character-control",
    "warning",
    "{code} is a control character ({count} in the document): “{around}”.",
    "Codes from U+0080 to U+009F are commands of old terminals. They mostly stand where a "
    "Windows text was read as Latin-1: U+0093 and U+0094 were quotation marks, U+0096 a dash.",
    failing=_P.format("a \x96 b"),
    passing=_P.format("a – b"),
    source="The Unicode Standard, §23.1; Unicode in XML, §3",
)
COMPATIBLE = declare(
    "character-compatibility",
    "info",
    "{code} is a form of “{plain}” for old systems ({count} in the document).",
    "Ligatures and wide letters are the font's business. Written as characters they keep search "
    "from finding the word.",
    failing=_P.format("the ﬁrst"),
    passing=_P.format("the first"),
    source="The Unicode Standard, §2.3 (compatibility characters); UAX 15",
)
UNCOMPOSED = declare(
    "character-uncomposed",
    "info",
    "“{around}” is written with a combining mark where Unicode has one character; normalize the "
    "text to NFC.",
    "The same letter can be one character or a letter and an accent. A document should keep to "
    "the first (NFC): search and comparison take them for different.",
    failing=_P.format("cafe\u0301"),
    passing=_P.format("café"),
    source="UAX 15; TEI P5 Guidelines, vi.2.2",
)
MIXED = declare(
    "scripts-mixed",
    "warning",
    "“{word}” mixes letters of two scripts: {odd} is {script}.",
    "The letters look alike but are different characters. Search does not find the word; a slip "
    "of the keyboard or of text recognition.",
    failing=_P.format("The hаrbour"),
    passing=_P.format("The harbour"),
    source="Unicode Technical Standard 39, §5",
)
SOFT = declare(
    "soft-hyphen",
    "info",
    "The text holds soft hyphens, U+00AD ({count}): “{around}”.",
    "A soft hyphen says where a program may divide a word. In an edition it is left over from a "
    "print file: it cannot be seen and keeps search from finding the word.",
    failing=_P.format("har\u00adbour"),
    passing=_P.format("harbour"),
    source="The Unicode Standard, §23.2",
)


def check(document: Document) -> Iterator[Finding]:
    """Doubtful characters: the first place of each, with its number."""
    signs = document.signs | ({"\x7f"} if document.may_hold("\x7f") else frozenset())
    if not signs:
        return
    doubtful = {sign: rule for sign in signs if (rule := _rule(sign, document)) is not None}
    if doubtful:
        yield from few(_first_places(document, doubtful), SHOWN)
    if any(map(_composes, signs)) and not unicodedata.is_normalized("NFC", document.text):
        yield from _uncomposed(document)
    if _several_scripts(document):
        yield from few(_mixed(document), SHOWN)


def _several_scripts(document: Document) -> bool:
    """Whether the text may hold letters of two scripts that have twins."""
    letters = "".join(document.signs)
    there = [name for name, expression in SCRIPTS if expression.search(letters)]
    if len(there) == 1 and there != ["Latin"]:
        return LATIN.search(document.text) is not None
    return len(there) > 1


def _composes(sign: str) -> bool:
    """Whether NFC may write a character otherwise, alone or after another."""
    if sign < "\u0300":
        return False
    mark = unicodedata.category(sign)[0] == "M" or "\u1160" <= sign <= "\u11ff"  # Hangul too
    return mark or not unicodedata.is_normalized("NFC", sign)


def _rule(sign: str, document: Document) -> Rule | None:
    """What is wrong with a character; None where nothing is."""
    if sign == "\ufffd":
        return REPLACED
    if sign == "\u00ad":
        return SOFT
    if "\x7f" <= sign <= "\x9f" and sign != "\x85":
        return None if document.misdeclared[1] else CONTROL  # all of them have one cause
    category = unicodedata.category(sign)
    if category == "Co":
        return None if TEI + "charDecl" in document.tags else PRIVATE
    if category == "Cn":
        return UNASSIGNED
    if sign in WIDE_MARKS and EAST_ASIAN.search("".join(document.signs)):
        return None
    return COMPATIBLE if PRESENTATION.match(sign) else None


def _first_places(document: Document, doubtful: dict[str, Rule]) -> Iterator[Finding]:
    """The first place of each doubtful character."""
    waiting, counts = dict(doubtful), Counter(document.text)
    for element, words in _texts(document.root):
        for sign in sorted(waiting.keys() & set(words), key=words.index):
            yield broken(
                waiting.pop(sign),
                element,
                code=f"U+{ord(sign):04X}",
                count=counts[sign],
                plain=unicodedata.normalize("NFKC", sign),
                around=_around(words, words.index(sign)),
            )
        if not waiting:
            return


def _texts(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """All pieces of text with the element that each stands in."""
    for node in root.iter():
        if isinstance(node.tag, str) and node.text:
            yield node, node.text
        parent = node.getparent()
        if node.tail and parent is not None and node is not root:
            yield parent, node.tail


def _around(words: str, place: int) -> str:
    return " ".join(words[max(0, place - 12) : place + 13].split())


def _uncomposed(document: Document) -> Iterator[Finding]:
    """The first place that NFC would write otherwise."""
    for element, words in _texts(document.root):
        if not unicodedata.is_normalized("NFC", words):
            composed = unicodedata.normalize("NFC", words)
            pairs = enumerate(zip(words, composed, strict=False))
            place = next((at for at, (a, b) in pairs if a != b), 0)
            yield broken(UNCOMPOSED, element, around=_around(words, place))
            return


def _mixed(document: Document) -> Iterator[Finding]:
    """Words with letters of two scripts, those of one being twins of the other's; each once."""
    seen: set[str] = set()
    for element, words in _texts(document.root):
        if words.isascii():
            continue
        for word in WORD.findall(words):
            if word not in seen and not word.isascii() and (odd := _odd(word)):
                seen.add(word)
                place = f"{odd[0]} (U+{ord(odd[0]):04X})"
                yield broken(MIXED, element, word=word, odd=place, script=odd[1])


def _odd(word: str) -> tuple[str, str] | None:
    """The letter of the rarer script in a word, and that script; None where there is one script."""
    letters = {name: expression.findall(word) for name, expression in SCRIPTS}
    present = sorted((len(found), name) for name, found in letters.items() if found)
    if len(present) < 2:
        return None
    rare = letters[present[0][1]]
    return (rare[0], present[0][1]) if set(rare) <= TWINS else None
