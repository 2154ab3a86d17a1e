"""A small scheme in the manner of TEI, and ODDs that choose from it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from tei import odd

SOURCE = Path(__file__).resolve().parent.parent / "odd" / "source.xml"
TEI = "http://www.tei-c.org/ns/1.0"
ALL = '<moduleRef key="tei"/><moduleRef key="core"/><moduleRef key="post"/>'


def written(folder: Path, parts: str, name: str = "small.odd", **attributes: str) -> Path:
    """An ODD file with the parts of its schemaSpec."""
    given = {"ident": "small", "start": "text"} | attributes
    said = " ".join(f'{key}="{value}"' for key, value in given.items())
    path = folder / name
    path.write_text(
        f'<TEI xmlns="{TEI}" xmlns:sch="http://purl.oclc.org/dsdl/schematron" '
        'xmlns:rng="http://relaxng.org/ns/structure/1.0"><teiHeader><fileDesc><titleStmt>'
        "<title>Small</title></titleStmt></fileDesc></teiHeader><text><body>\n"
        f"<schemaSpec {said}>\n{parts}\n</schemaSpec></body></text></TEI>",
        encoding="utf-8",
    )
    return path


def compiled(folder: Path, parts: str, **attributes: str) -> odd.Compiled:
    """An ODD compiled against the small scheme."""
    return odd.compile(written(folder, parts, **attributes), SOURCE)


def accepts(schema: odd.Compiled, inner: str, root: str = "text") -> bool:
    """Whether the grammar accepts a document."""
    grammar = etree.RelaxNG(etree.fromstring(etree.tostring(schema.relaxng)))
    return bool(grammar.validate(etree.fromstring(f'<{root} xmlns="{TEI}">{inner}</{root}>')))


def verdicts(schema: odd.Compiled, *inner: str) -> list[bool]:
    """Whether the grammar accepts each of some contents of `text`."""
    return [accepts(schema, content) for content in inner]


def codes(schema: odd.Compiled) -> list[tuple[str, int]]:
    """The findings: code and line."""
    return [(finding.code, finding.line) for finding in schema.diagnostics]


def changed(ident: str, parts: str, kind: str = "elementSpec") -> str:
    """A declaration in mode change, after all modules."""
    return f'{ALL}<{kind} ident="{ident}" mode="change">{parts}</{kind}>'


def names(items: Iterable[etree._Element]) -> list[str]:
    """The names of definitions."""
    return [item.get("name", "") for item in items]
