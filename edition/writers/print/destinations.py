"""What Typst leaves out of a PDF: named destinations with the TEI's ids, and the header's facts.

Typst gives destinations to headings alone.  The file is rewritten by qpdf (pikepdf), which keeps
structure and standards; names are sorted, as ISO 32000-1, 7.9.6 wants of a name tree.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pikepdf
from lxml import etree

from edition.writers.print.typesetting import NAMESPACE, Place

LIMIT = 200  # names in a leaf of the tree
DC = "http://purl.org/dc/elements/1.1/"
RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"


def finish(pdf: bytes, places: Iterable[Place], tree: etree._ElementTree) -> bytes:
    """The PDF with a destination for every place, and publisher, identifier, rights in its XMP."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        _name(opened, places)
        _describe(opened, tree)
        opened.save(
            made,
            deterministic_id=True,
            linearize=False,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
        )
    return made.getvalue()


def _name(pdf: pikepdf.Pdf, places: Iterable[Place]) -> None:
    named = dict(_existing(pdf))
    pages = [(page.obj, float(page.mediabox[3])) for page in pdf.pages]
    for place in places:
        page, height = pages[place.page]
        target = [page, pikepdf.Name.XYZ, round(place.x, 3), round(height - place.y, 3), 0]
        named.setdefault(place.name, pikepdf.Array(target))
    if not named:
        return
    if "/Names" not in pdf.Root:
        pdf.Root.Names = pikepdf.Dictionary()
    ordered = sorted(named.items(), key=lambda item: bytes(pikepdf.String(item[0])))
    pdf.Root.Names.Dests = _tree(pdf, ordered)


def _existing(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """The destinations that Typst gave: one flat array of names and places."""
    empty = pikepdf.Dictionary()
    flat = list(pdf.Root.get("/Names", empty).get("/Dests", empty).get("/Names", pikepdf.Array()))
    for name, target in zip(flat[::2], flat[1::2], strict=False):
        yield str(name), target


def _tree(pdf: pikepdf.Pdf, ordered: list[tuple[str, pikepdf.Object]]) -> pikepdf.Object:
    """A name tree of two levels."""
    leaves = pikepdf.Array()
    for start in range(0, len(ordered), LIMIT):
        part = ordered[start : start + LIMIT]
        names = [thing for name, target in part for thing in (pikepdf.String(name), target)]
        limits = [pikepdf.String(part[0][0]), pikepdf.String(part[-1][0])]
        leaf = pikepdf.Dictionary(Limits=pikepdf.Array(limits), Names=pikepdf.Array(names))
        leaves.append(pdf.make_indirect(leaf))
    return pdf.make_indirect(pikepdf.Dictionary(Kids=leaves))


def _describe(pdf: pikepdf.Pdf, tree: etree._ElementTree) -> None:
    """Dublin Core beside the title, the authors and the date that Typst writes."""
    statement = "t:teiHeader/t:fileDesc/t:publicationStmt/"
    facts = {
        "publisher": _words(tree, statement + "t:publisher"),
        "identifier": _words(tree, statement + "t:idno")[:1],
        "rights": _words(tree, statement + "t:availability/t:licence")[:1],
        "source": _words(tree, "t:teiHeader/t:fileDesc/t:sourceDesc/*")[:1],
    }
    if not any(facts.values()):
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if facts["publisher"]:
            metadata[f"{{{DC}}}publisher"] = set(facts["publisher"][:1])
        for name in ("identifier", "source", "rights"):
            for value in facts[name]:
                metadata[f"{{{DC}}}{name}"] = value
        addresses = tree.getroot().iterfind(statement + "t:availability/t:licence", NAMESPACE)
        for address in (a for licence in addresses if (a := licence.get("target"))):
            metadata[f"{{{RIGHTS}}}WebStatement"] = address
            break


def _words(tree: etree._ElementTree, path: str) -> list[str]:
    """The words of each element at a path, in one line."""
    found = tree.getroot().iterfind(path, NAMESPACE)
    lines = (
        " ".join("".join(str(text) for text in element.itertext()).split()) for element in found
    )
    return [line[:2000] for line in lines if line]
