"""How many findings of one schema are told."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from tei.diagnostics import declare
from tei.validation.findings import Finding

MOST = 10_000  # findings of one schema in one document
TOO_MANY = declare(
    "faults-too-many",
    "warning",
    "{schema} finds more than {most:,} faults in the document; only these are told. It may be "
    "written for another schema.",
    "Thousands of faults have one cause: another schema, another namespace, a conversion that "
    "went wrong. Mend what is told first and check again.",
    failing="a file in another vocabulary with ten thousand elements",
    passing="a file in TEI",
)


def bounded(findings: Iterable[Finding], schema: str) -> list[Finding]:
    """The findings of a schema, as many as anybody can use; that there are more is told.

    schema: what the user calls it
    """
    found = list(islice(findings, MOST + 1))
    if len(found) > MOST:
        message = TOO_MANY.message.format(most=MOST, schema=schema)
        found[MOST:] = [Finding(None, TOO_MANY.code, TOO_MANY.severity, message, line=1)]
    return found
