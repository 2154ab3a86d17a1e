"""TextGrid Repository."""

from __future__ import annotations

from edition.deposit.archives import exported, to_textgrid
from edition.deposit.targets import Target

TARGET = Target(
    "textgrid",
    "TextGrid Repository",
    requires=("title", "creators", "licence", "languages", "publisher", "created"),
    advises=("publication_date", "source"),
    details=(("textgrid", "genre"),),
    iso639_3=True,
    send=to_textgrid,
    proven=False,
    export=exported("textgrid"),
    sources=(
        "https://textgridlab.org/schema/textgrid-metadata_2010.xsd (agent, rightsHolder, genre, "
        "dateOfCreation)",
        "https://pypi.org/project/tgclients/ (sending)",
        "https://textgridrep.org/docs/mission-statement",
    ),
    assumed="publisher, which TextGrid names as the holder of rights",
)
