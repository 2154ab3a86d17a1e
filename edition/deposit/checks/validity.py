"""Validity: what `edition validate` says of each document: errors, and files that are not there.

Pointers that lead nowhere and everything else that the schema and the rules find; findings that
the project has decided to live with are not repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from edition.deposit.checks import Check
from edition.deposit.folder import Edition
from edition.deposit.targets import Target
from edition.validation.checking import Job, check_file
from tei.diagnostics import Diagnostic

UNCHECKED = ("schema-not-installed",)  # nobody can say if it is valid: no fault of the edition
ABSENT = ("picture-missing", "file-missing", "file-pointer-dangling")  # the deposit would lack them
# What a deposit asks for itself, and takes from deposit.toml too (checks/fields).
ASKED = ("title-missing", "licence-missing")
# A document that names no schema was checked with ours, which leaves out much of TEI: only what is
# wrong in any TEI is an error then.
ASSUMED = "schema-assumed"
ANYWHERE = re.compile(
    r"(?:xml|namespace|include|entity|id|pointer|pointers|next|chain|prefix|date)-"
)
MOST = 20  # of one document: more are told by edition validate


def run(edition: Edition, target: Target) -> Iterator[Diagnostic]:
    """The errors of each document, the first ones of a document that has many."""
    for document in edition.documents:
        outcome = check_file(str(document.path), Job())
        told = (one.diagnostic for one in outcome.found)
        weighty = [one for one in told if one.severity == "error" or one.code in ABSENT]
        assumed = any(one.diagnostic.code == ASSUMED for one in outcome.found)
        for one in weighty[:MOST]:
            doubtful = assumed and not ANYWHERE.match(one.code)
            milder = doubtful or one.code in UNCHECKED + ASKED
            yield replace(one, severity="warning") if milder else one


CHECK = Check("validity", run)
