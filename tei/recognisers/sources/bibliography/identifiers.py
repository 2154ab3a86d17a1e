"""Numbers by which a publication is registered: arXiv, PubMed, MR, ISBN, ISSN, DOI."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotation import Annotation

NUMBERS = re.compile(
    r"(?P<arXiv>(?:arXiv\s?:\s?)(?:\d{4}\s?\.\s?\d{4,5}(?:v\d{1,2})?|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7}))"
    r"|(?P<PMID>PMID\s?:?\s?\d{4,9})|(?P<PMC>PMC(?:ID)?\s?:?\s?(?:PMC)?\d{4,9})"
    r"|(?P<MR>(?<!\w)MR\s?\d{5,8}(?!\d))"
    r"|(?P<ISBN>ISBN(?:-1[03])?\s?:?\s?[\d][\d\s-]{8,16}[\dXx])|(?P<ISSN>ISSN\s?:?\s?\d{4}-\d{3}[\dXx])"
    r"|(?P<report>(?-i:[A-Z]{2,8}\s?(?:-\s?[A-Z]{2,8}\s?){1,3}-\s?\d{2,4}(?:\s?-\s?\d{2,4})?(?!\d)))"
    r"|(?P<url>https?\s?:\s?//\S{3,300}|www\.\S{3,300})|(?P<DOI>(?:doi\s?:?\s?)?10\.\d{4,9}/\S{2,100})",
    re.IGNORECASE,
)


def identifiers(text: str, start: int, end: int) -> Iterator[Annotation]:
    """Registered numbers as `idno`; addresses, which are marked elsewhere, as `ref`."""
    for match in NUMBERS.finditer(text, start, end):
        kind = str(match.lastgroup)
        element = "ref" if kind in ("url", "DOI") else "idno"
        yield Annotation(element, *match.span(), {"type": kind}, rule="sources.list")
