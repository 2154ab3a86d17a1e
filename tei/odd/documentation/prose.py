"""The prose of an ODD's body as HTML: what its authors say of their encoding."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.names import TEI, XML_ID, local
from tei.odd.documentation.markup import add_text, link, tag
from tei.odd.documentation.sections import example
from tei.odd.specification import Example, Specification
from tei.odd.texts import EXAMPLES, children, inside

SAME = {
    "p": "p", "list": "ul", "item": "li", "hi": "em", "emph": "em", "code": "code", "q": "q",
    "quote": "blockquote", "table": "table", "row": "tr", "cell": "td", "term": "dfn", "lb": "br",
    "title": "cite", "foreign": "i", "mentioned": "i", "ident": "code", "val": "code", "label": "b",
}  # fmt: skip
LEFT_OUT = {f"{kind}Spec" for kind in ("schema", "module", "element", "class", "macro", "data")}
LEFT_OUT |= {f"{kind}Ref" for kind in ("specGrp", "module", "element", "class", "macro", "data")}
LEFT_OUT |= {"specGrp", "divGen", "figure"}
SAFE = ("http://", "https://", "mailto:", "#")
BELOW = 5  # the deepest head


def body(document: etree._Element, specification: Specification) -> Iterator[etree._Element]:
    """The blocks of front and body, declarations left out."""
    for part in document.iter(TEI + "front", TEI + "body"):
        holder = tag("div")
        _inside(part, holder, specification, 2)
        yield from list(holder)


def _inside(
    node: etree._Element, holder: etree._Element, specification: Specification, level: int
) -> None:
    """The content of a node, in an element of HTML."""
    blocks = local(node) in ("front", "body", "div", "list", "table", "row", "specList")
    add_text(holder, "" if blocks else (node.text or ""))
    for child in node:
        made = _made(child, specification, level)
        if made is not None:
            holder.append(made)
        add_text(holder, "" if blocks else (child.tail or ""))


def _made(node: etree._Element, specification: Specification, level: int) -> etree._Element | None:
    """One element; None for declarations and comments."""
    name = local(node)
    if not isinstance(node.tag, str) or name in LEFT_OUT:
        return None
    if node.tag == f"{{{EXAMPLES}}}egXML":
        return example(Example(inside(node)))
    if name in ("eg", "ab"):
        return tag("pre", "".join(map(str, node.itertext())))
    if name in ("gi", "att"):
        return _mention(name, (node.text or "").strip(), specification)
    if name == "specList":
        return tag("ul", *(_described(each, specification) for each in children(node, "specDesc")))
    made = _element(node, name, level)
    if ident := node.get(XML_ID):
        made.set("id", ident)
    _inside(node, made, specification, min(level + (name == "div"), BELOW))
    return made


def _element(node: etree._Element, name: str, level: int) -> etree._Element:
    if name == "head":
        return tag(f"h{level}")
    if name in ("ref", "ptr") and node.get("target", "").startswith(SAFE):
        target = node.get("target", "")
        return tag("a", target if name == "ptr" else "", href=target)
    if name == "list" and node.get("rend") in ("numbered", "ordered"):
        return tag("ol")
    return tag(SAME.get(name, "div" if name in ("div", "specList") else "span"))


def _mention(name: str, ident: str, specification: Specification) -> etree._Element:
    if name == "att":
        return tag("code", f"@{ident}")
    known = ident in specification.elements
    return link("elements", ident) if known else tag("code", f"<{ident}>")


def _described(node: etree._Element, specification: Specification) -> etree._Element:
    """An element of a specList."""
    ident = node.get("key", "")
    return tag("li", _mention("gi", ident, specification))
