"""TextGrid Repository."""

from __future__ import annotations

from edition.deposit.targets import Target

TARGET = Target(
    "textgrid",
    "TextGrid Repository",
    requires=("title", "creators", "licence", "languages", "publisher"),
    advises=("publication_date", "created", "source"),
    details=(("textgrid", "genre"),),
    iso639_3=True,
    sources=(
        "https://textgridlab.org/schema/textgrid-metadata_2010.xsd (agent, rightsHolder, genre)",
        "https://textgridrep.org/docs/mission-statement",
    ),
)
