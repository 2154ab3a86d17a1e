"""Whether a customisation only chooses from TEI: is every document of it a document of TEI?

A proof element by element: the language of each content model is included in TEI's
(by derivatives), each attribute is known there with a datatype at least as wide, and what
TEI requires is required.  What is added or widened is told with its place.

TEI P5 Guidelines, §23.3.1 (Kinds of Modification: clean and unclean).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from tei.diagnostics import RULES, Diagnostic, Problem, declare
from tei.grammar import models
from tei.grammar.declarations import Attribute, Declaration
from tei.grammar.grammar import Grammar, load
from tei.odd import alphabet, leftovers, relaxng, source
from tei.odd.compiler import Compiled
from tei.odd.narrowness import Kind, wider_values
from tei.odd.occurrences import line_of
from tei.odd.specification import Place
from tei.validation import catalogue

TEI = "http://www.tei-c.org/ns/1.0"
EVERYTHING = "TEI P5 Guidelines, §23.3.1 (Kinds of Modification)"

declare(
    "odd-element-added",
    "error",
    "{name} is declared in TEI's namespace, but TEI has no such element. Give it a namespace of "
    "your own (ns), or use an element of TEI.",
    "An element that TEI lacks must not stand in TEI's namespace: a document that uses it says "
    "to be TEI and is not.",
    failing='<elementSpec ident="chapter" mode="add">…</elementSpec>',
    passing='<elementSpec ident="chapter" ns="https://example.org/ns" mode="add">…</elementSpec>',
    source=EVERYTHING,
)
declare(
    "odd-element-foreign",
    "warning",
    "{name} is an element of another namespace: documents that use it are valid against your "
    "schema, but not against TEI All.",
    "Elements in a namespace of their own are an honest extension. The documents remain TEI only "
    "as far as they do without them.",
    failing='<elementSpec ident="chapter" ns="https://example.org/ns" mode="add">…</elementSpec>',
    passing='<elementSpec ident="div" mode="change">…</elementSpec>',
    source=EVERYTHING,
)
declare(
    "odd-content-widened",
    "error",
    "{name} can hold what TEI does not let it hold: {content}. Narrow its content.",
    "A customisation is clean if every document valid against it is valid against TEI All. Here "
    "is the shortest content that shows that it is not.",
    failing='<elementSpec ident="lb" mode="change"><content><textNode/></content></elementSpec>',
    passing='<elementSpec ident="lb" mode="change"><content><empty/></content></elementSpec>',
    source=EVERYTHING,
)
declare(
    "odd-attribute-added",
    "error",
    "{name} has an attribute that TEI does not give it: {attribute}. Use one of TEI's, or give it "
    "a namespace of your own (ns).",
    "An attribute without a namespace belongs to TEI's element; one that TEI lacks makes the "
    "customisation unclean.",
    failing='<attDef ident="colour" mode="add">…</attDef>',
    passing='<attDef ident="rend" mode="change">…</attDef>',
    source=EVERYTHING,
)
declare(
    "odd-datatype-widened",
    "error",
    "{name}/@{attribute} takes values that TEI does not: {values}.",
    "The values of an attribute can be narrowed, to a list say, but not widened.",
    failing='<attDef ident="cert" mode="change"><datatype><textNode/></datatype></attDef>',
    passing='<attDef ident="cert" mode="change"><valList type="closed" mode="replace">'
    '<valItem ident="high"/></valList></attDef>',
    source=EVERYTHING,
)
declare(
    "odd-datatype-unproven",
    "info",
    "{name}/@{attribute} has a datatype of its own ({values}); that TEI takes all of its values "
    "could not be proven.",
    "Datatypes are compared by their derivation, their values and their patterns. Where this is "
    "not enough, look yourself.",
    failing='<dataRef name="string" restriction="[a-z]+"/> where TEI wants teidata.enumerated',
    passing='<dataRef key="teidata.enumerated" restriction="[a-z]+"/>',
    source=EVERYTHING,
)
declare(
    "odd-attribute-not-required",
    "error",
    "{name} can do without @{attribute}, which TEI requires. Do not delete it or make it optional.",
    "What TEI requires may not be left out: a document without it is not valid against TEI All.",
    failing='<elementSpec ident="graphic" mode="change"><attList><attDef ident="url" '
    'mode="change" usage="opt"/></attList></elementSpec>',
    passing='<attDef ident="url" mode="change" usage="req"/>',
    source=EVERYTHING,
)
declare(
    "odd-root-added",
    "warning",
    "A document may begin with {name}, which TEI does not allow.",
    "TEI's documents begin with TEI or teiCorpus. Other roots are useful for parts of documents, "
    "but those are not TEI documents by themselves.",
    failing='<schemaSpec ident="letters" start="div">',
    passing='<schemaSpec ident="letters" start="TEI">',
    source=EVERYTHING,
)


@dataclass(frozen=True)
class Comparison:
    """A customisation beside TEI."""

    compiled: Compiled
    own: Grammar
    wide: Grammar

    def place(self, ident: str) -> Place:
        """Where an element is declared or changed."""
        spec = self.compiled.specification.elements.get(ident)
        return spec.place if spec else Place()

    @property
    def schema(self) -> Place:
        """Where the ODD says what is taken and what is left out."""
        found = next(self.compiled.document.iter(f"{{{TEI}}}schemaSpec"), None)
        return Place(self.compiled.file, line_of(found) if found is not None else 1)


def check(compiled: Compiled, wide: Grammar) -> Iterator[Diagnostic]:
    """What a customisation adds to TEI or widens; nothing where it is clean.

    wide: the grammar of TEI All, see `tei_all`
    """
    comparison = Comparison(compiled, as_grammar(compiled.relaxng), wide)
    yield from roots(comparison)
    for name, own in comparison.own.declarations.items():
        if name == models.ANY:
            continue
        if name not in wide.declarations:
            space, local = split(name)
            code = "odd-element-added" if space == TEI else "odd-element-foreign"
            yield told(comparison, code, local)
            continue
        if leftovers.is_impossible(own):
            names = leftovers.lost(own, wide.declarations[name], comparison.own.declarations)
            fields = {"lost": leftovers.shown(names)}
            yield told(comparison, leftovers.IMPOSSIBLE.code, split(name)[1], **fields)
            continue
        yield from contents(comparison, own, wide.declarations[name])
        yield from attributes(comparison, own, wide.declarations[name])


def tei_all(given: Path | None = None, p5subset: Path | None = None) -> Grammar:
    """The grammar of the whole of TEI.

    given: its RELAX NG; else made from p5subset (given or installed), else the installed one.
    Raises Problem("odd-source-missing") where there is none.
    """
    if given is not None:
        return load(given)
    try:
        everything = source.load(source.locate(p5subset))
    except Problem:
        installed = catalogue.by_name("tei_all")
        if installed is None:
            raise
        return load(installed)
    if everything is None:
        raise Problem("odd-source-missing", str(p5subset))
    start = tuple(name for name in ("TEI", "teiCorpus") if name in everything.elements)
    whole = replace(everything, ident="tei_all", start=start)
    return as_grammar(relaxng.grammar(whole))


def as_grammar(root: etree._Element) -> Grammar:
    """A RELAX NG tree as a grammar."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "grammar.rng"
        path.write_bytes(etree.tostring(root))
        return load(path)


def split(name: str) -> tuple[str, str]:
    """Namespace and local name of a Clark name."""
    space, _, local = name.rpartition("}")
    return space[1:], local


def told(comparison: Comparison, code: str, name: str, **fields: str) -> Diagnostic:
    """A finding at the declaration of an element, or at the choice that leaves something out."""
    place = comparison.schema if code in leftovers.CODES else comparison.place(name)
    rule = RULES[code]
    message = rule.message.format(name=name, **fields)
    return Diagnostic(code, rule.severity, place.file, place.line, message)


def roots(comparison: Comparison) -> Iterator[Diagnostic]:
    """Roots that TEI has not."""
    theirs = models.next_symbols(comparison.wide.start)
    for name in sorted(models.next_symbols(comparison.own.start) - theirs):
        yield told(comparison, "odd-root-added", split(name)[1])


def contents(comparison: Comparison, own: Declaration, wide: Declaration) -> Iterator[Diagnostic]:
    """A content that TEI refuses; elements that were added are told by themselves."""
    known = frozenset(comparison.wide.declarations)
    added = frozenset(comparison.own.declarations) - known
    mine = own.content if not added else alphabet.reduced(own.content, known | {models.ANY})
    path = alphabet.included(mine, wide.content)
    if path is None:
        return
    names = leftovers.lost(own, wide, comparison.own.declarations)
    if leftovers.is_loss(path, wide, names):
        fields = {"lost": leftovers.shown(names)}
        yield told(comparison, leftovers.LOST.code, split(own.name)[1], **fields)
    else:
        words = [split(symbol)[1] if symbol != models.TEXT else "text" for symbol in path]
        content = ", ".join(words) or "nothing at all"
        yield told(comparison, "odd-content-widened", split(own.name)[1], content=content)


def attributes(comparison: Comparison, own: Declaration, wide: Declaration) -> Iterator[Diagnostic]:
    """Attributes that TEI lacks, requires, or types more narrowly."""
    name = split(own.name)[1]
    for key, attribute in own.attributes.items():
        if key in wide.attributes:
            yield from values(comparison, name, attribute, wide.attributes[key])
        elif models.ANY not in wide.attributes:
            yield told(comparison, "odd-attribute-added", name, attribute=shown(key))
    for key, attribute in wide.attributes.items():
        mine = own.attributes.get(key)
        if attribute.required and not (mine and mine.required):
            yield told(comparison, "odd-attribute-not-required", name, attribute=shown(key))


def values(
    comparison: Comparison, name: str, own: Attribute, wide: Attribute
) -> Iterator[Diagnostic]:
    """Values that TEI refuses, and datatypes of which it cannot be told."""
    found = list(wider_values(own, wide))
    for code, sure in (("odd-datatype-widened", True), ("odd-datatype-unproven", False)):
        words = ", ".join(spelt_out(one) for one, is_sure in found if is_sure == sure)
        if words:
            yield told(comparison, code, name, attribute=shown(own.name), values=words)


def spelt_out(one: Kind) -> str:
    """An alternative of a datatype in words."""
    if one.name == "value":
        return f'"{next(iter(one.facets))[1]}"'
    facets = " ".join(f"{name} {value}" for name, value in sorted(one.facets))
    many = " several" if one.counts else ""
    return f"{one.name}{many} {facets}".strip()


def shown(name: str) -> str:
    """The name of an attribute as documents write it."""
    space, local = split(name)
    return f"xml:{local}" if space == "http://www.w3.org/XML/1998/namespace" else local
