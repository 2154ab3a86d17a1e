"""A resolved Schematron schema → one XSLT 3.0 stylesheet.

Each pattern is a mode whose rules are templates of falling priority, so that the first
rule that fits a node is the only one that fires (ISO/IEC 19757-3, §6.5).  A mode is not
walked through the whole document: it is applied to the nodes that its contexts can match.
"""

from __future__ import annotations

import copy
from collections import Counter

from lxml import etree

from tei.validation.schematron.contexts import places
from tei.validation.schematron.model import (
    XPATH_1,
    XSL,
    Let,
    Pattern,
    Schema,
    SchematronError,
    Test,
    local,
)

# Instructions that read or write other files, or make instructions from words.
FORBIDDEN = frozenset({
    f"{{{XSL}}}{name}"
    for name in (
        "import", "include", "use-package", "import-schema", "result-document",
        "source-document", "stream", "evaluate",
    )
})  # fmt: skip


def stylesheet(schema: Schema) -> etree._Element:
    """The stylesheet that a schema amounts to; its result is `report/hit`.

    A hit has the path of the node at fault, and the id and role of the test, its words as text.
    Raises SchematronError for XSLT that would read other files.
    """
    spaces = {prefix: uri for prefix, uri in schema.namespaces.items() if prefix and uri}
    sheet = etree.Element(f"{{{XSL}}}stylesheet", {"version": "3.0"}, {**spaces, "xsl": XSL})
    if schema.namespaces.get(""):
        sheet.set("xpath-default-namespace", schema.namespaces[""])
    for node in schema.foreign:
        sheet.append(copy.deepcopy(node))
    shared = _global_names(schema)
    lets = [*schema.lets, *(let for p in schema.patterns for let in p.lets if let.name in shared)]
    for let in {let.name: let for let in lets}.values():
        _variable(sheet, let)
    _start(sheet, schema, shared)
    for number, pattern in enumerate(schema.patterns):
        _pattern(sheet, pattern, f"p{number}", schema, shared)
    for node in sheet.iter(*FORBIDDEN):
        name = etree.QName(node).localname
        raise SchematronError(f"it uses xsl:{name}; a schema may not touch other files")
    return sheet


def _global_names(schema: Schema) -> set[str]:
    """The names of patterns' variables that no other pattern and no schema uses.

    As global variables contexts can use them too; the others are handed to the templates.
    """
    names = Counter(let.name for pattern in schema.patterns for let in pattern.lets)
    taken = {let.name for let in schema.lets}
    return {name for name, count in names.items() if count == 1 and name not in taken}


def _start(sheet: etree._Element, schema: Schema, shared: set[str]) -> None:
    """The template that sends the nodes of each pattern to its mode."""
    start = etree.SubElement(_xsl(sheet, "template", match="/"), "report")
    for number, pattern in enumerate(schema.patterns):
        spots = " | ".join(dict.fromkeys(places(rule.context) for rule in pattern.rules))
        if not spots:
            continue
        own = [let for let in pattern.lets if let.name not in shared]
        scope = _xsl(start, "for-each", select="/") if own else start
        for let in own:
            _variable(scope, let)
        call = _xsl(scope, "apply-templates", select=spots, mode=f"p{number}")
        for let in own:
            _xsl(call, "with-param", name=let.name, select=f"${let.name}", tunnel="yes")


def _pattern(
    sheet: etree._Element, pattern: Pattern, mode: str, schema: Schema, shared: set[str]
) -> None:
    """The templates of one pattern."""
    _xsl(sheet, "mode", name=mode).set("on-no-match", "deep-skip")
    for place, rule in enumerate(pattern.rules):
        priority = str(len(pattern.rules) - place)
        template = _xsl(sheet, "template", match=rule.context, mode=mode, priority=priority)
        if schema.binding in XPATH_1:
            template.set("version", "1.0")
        for let in pattern.lets:
            if let.name not in shared:
                _xsl(template, "param", name=let.name, tunnel="yes")
        for part in rule.parts:
            if isinstance(part, Let):
                _variable(template, part)
            else:
                _test(template, part)


def _variable(target: etree._Element, let: Let) -> None:
    """A variable, with its value as an expression or as nodes."""
    if let.value is not None:
        _xsl(target, "variable", name=let.name, select=let.value)
        return
    variable = _xsl(target, "variable", name=let.name)
    variable.text = let.nodes.text
    variable.extend(copy.deepcopy(node) for node in let.nodes)


def _test(template: etree._Element, test: Test) -> None:
    """An assert or report as a condition with its message."""
    fails = f"not({test.test})" if test.negative else f"boolean({test.test})"
    hit = etree.SubElement(_xsl(template, "if", test=fails), "hit")
    hit.set("path", f"{{(({test.subject}), .)[1]/path()}}" if test.subject else "{path()}")
    for name, value in (("id", test.id), ("role", test.role)):
        if value:
            hit.set(name, value.replace("{", "{{").replace("}", "}}"))
    _message(hit, test.node)
    for extra in test.extra:
        _message(etree.SubElement(hit, "extra"), extra)


def _message(target: etree._Element, node: etree._Element) -> None:
    """The words of a message, with the values that it asks for."""
    _xsl(target, "text").text = node.text
    for child in node.iterchildren():
        kind = local(child)
        if kind == "value-of":
            _xsl(target, "value-of", select=child.get("select", "")).set("separator", " ")
        elif kind == "name":
            _xsl(target, "value-of", select=f"name({child.get('path', '.')})")
        elif str(child.tag).startswith(f"{{{XSL}}}"):
            target.append(copy.deepcopy(child))
            target[-1].tail = None
        elif isinstance(child.tag, str):
            _message(target, child)
        _xsl(target, "text").text = child.tail


def _xsl(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{XSL}}}{name}", attributes)
