"""The project's conventions that `schemas/edition.sch` checks: their codes and explanations."""

from __future__ import annotations

from tei.diagnostics import declare

_HEAD = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc>"
_TAIL = "</fileDesc></teiHeader></TEI>"

TITLE = declare(
    "title-missing",
    "error",
    "The document has no title: titleStmt/title is empty. Give the title of the text.",
    "Every catalogue, archive and page shows the title of the edition. It stands in "
    "titleStmt/title; where the text itself has none, an editor gives one.",
    failing=f"{_HEAD}<titleStmt><title/></titleStmt>{_TAIL}",
    passing=f"{_HEAD}<titleStmt><title>On Bridges</title></titleStmt>{_TAIL}",
    source="TEI P5 Guidelines, §2.2.1",
)
LICENCE = declare(
    "licence-missing",
    "error",
    "Nothing says how the document may be used. Add availability with a licence to "
    "publicationStmt.",
    "Without a statement of rights nobody may reuse the edition, and no archive takes it. Name "
    "the licence in publicationStmt/availability/licence with its address in target, or say in "
    "a paragraph that the rights are unknown or reserved.",
    failing=f"{_HEAD}<publicationStmt><publisher>Press</publisher></publicationStmt>{_TAIL}",
    passing=f"{_HEAD}<publicationStmt><publisher>Press</publisher><availability>"
    f"<p>Public domain.</p></availability></publicationStmt>{_TAIL}",
    source="TEI P5 Guidelines, §2.2.4",
)
_LANGUAGE = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><profileDesc><langUsage>"
    "<language ident='{}'/></langUsage></profileDesc></teiHeader><text xml:lang='de'/></TEI>"
)
LANGUAGE = declare(
    "language-undeclared",
    "warning",
    "xml:lang names a language that the header does not declare. Add it to profileDesc/langUsage.",
    "langUsage lists the languages of the document; hyphenation, search and screen readers "
    "choose their rules by it. A tag with a region (en-GB) is covered by its language (en).",
    failing=_LANGUAGE.format("en"),
    passing=_LANGUAGE.format("de"),
    source="TEI P5 Guidelines, §2.4.2",
)
PLACEHOLDER = declare(
    "placeholder",
    "warning",
    "An element of the header holds a placeholder. Put in what is meant, or remove the element.",
    "Words like TODO or “title here” were to be replaced and go into catalogues when they are "
    "not. An element that has nothing to say is better left out.",
    failing=f"{_HEAD}<titleStmt><title>TODO</title></titleStmt>{_TAIL}",
    passing=f"{_HEAD}<titleStmt><title>On Bridges</title></titleStmt>{_TAIL}",
)
