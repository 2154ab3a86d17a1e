"""Dataverse, in any installation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.deposit.archives import to_dataverse
from edition.deposit.folder import Edition
from edition.deposit.metadata.dataverse import subjects, vocabulary
from edition.deposit.targets import GIGA, Limits, Target
from tei.diagnostics import Diagnostic, declare

SUBJECT_UNKNOWN = declare(
    "dataverse-subject-unknown",
    "error",
    "Dataverse has no subject “{subject}”. Take one or more of: {known}.",
    "The subject of a dataset is taken from a list that all installations of Dataverse share.",
    failing='[dataverse] subject = "Literature"',
    passing='[dataverse] subject = "Arts and Humanities"',
    source="Dataverse, citation block, controlled vocabulary of subject",
)


def check(edition: Edition) -> Iterator[Diagnostic]:
    """The subjects that Dataverse does not have."""
    known = vocabulary()["subjects"]
    for subject in subjects(edition.record):
        if subject not in known:
            message = SUBJECT_UNKNOWN.message.format(subject=subject, known="; ".join(known))
            line = edition.overlay.lines.get("dataverse", 0)
            yield Diagnostic(
                SUBJECT_UNKNOWN.code,
                "error",
                edition.overlay.file,
                line,
                message,
                xpath="dataverse",
            )


TARGET = Target(
    "dataverse",
    "Dataverse",
    requires=("title", "creators", "contact", "description"),
    advises=("licence", "languages", "publication_date"),
    details=(("dataverse", "subject"),),
    limits=Limits(file_bytes=int(2.5 * GIGA), names=re.compile(r'[^/:*?"<>|;#]+')),
    check=check,
    send=to_dataverse,
    proven=False,
    sources=(
        "https://guides.dataverse.org/en/latest/api/native-api.html (sending)",
        "https://guides.dataverse.org/en/latest/user/appendix.html (citation block)",
        "https://guides.dataverse.org/en/latest/user/dataset-management.html (file names)",
        "https://support.dataverse.harvard.edu/ (2.5 GB a file at Harvard; others differ)",
    ),
    assumed="2.5 GB a file: each installation has a limit of its own",
)
