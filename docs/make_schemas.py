"""Make what schemas/ holds from schemas/edition.odd; `--check` only compares.

python docs/make_schemas.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tei import odd
from tei.grammar import compact, xsd

SCHEMAS = Path(__file__).parent.parent / "schemas"
SOURCE = SCHEMAS / "edition.odd"
MADE = "<!-- Made from edition.odd by docs/make_schemas.py: change it there. -->\n"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def made() -> Iterator[tuple[str, bytes]]:
    """File name and contents of everything that is made."""
    compiled = odd.compile(SOURCE)
    if compiled.diagnostics:
        sys.exit("\n".join(f"{found.line}: {found.message}" for found in compiled.diagnostics))
    yield "edition.rng", document(compiled.relaxng)
    yield "edition.sch", document(compiled.schematron)
    yield "edition.rnc", f"# {MADE[5:-4]}\n{compact.write(compiled.relaxng)}".encode()
    for name, schema in xsd.documents(compiled.relaxng, "edition.xsd").items():
        yield name, document(schema)


def document(root: etree._Element) -> bytes:
    """An XML file with the words that say where it comes from."""
    etree.indent(root)
    return f"{DECLARATION}{MADE}{etree.tostring(root, encoding='unicode')}\n".encode()


def main(arguments: list[str]) -> int:
    """Write the files, or name those that differ."""
    differing = []
    for name, data in made():
        path = SCHEMAS / name
        if path.is_file() and path.read_bytes() == data:
            continue
        differing.append(name)
        if "--check" not in arguments:
            path.write_bytes(data)
            print(f"schemas/{name}")
    if differing and "--check" in arguments:
        print(f"not what edition.odd says: {', '.join(differing)}. Run: make schemas")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
