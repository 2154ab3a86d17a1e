"""The files of a new project."""

from __future__ import annotations

import json

SETTINGS = """\
# The settings of this edition. A line that begins with # is a remark and does nothing:
# take the # away and fill in what is true. What you leave out is taken from the text itself,
# or left out of the header; nothing is made up.

[edition]
{title}
# author = "Given-name Surname"
# editors = ["Your Name"]                  # who is responsible for this encoding
# publisher = "University Press"           # who publishes it
# place = "Town"
# date = "2026"                            # of this edition: 2026, 2026-03 or 2026-03-01
# licence = "CC BY 4.0"
# licence-url = "https://creativecommons.org/licenses/by/4.0/"
# identifier = "10.1234/example"           # a DOI or an address
# funder = "Foundation"

[text]
sources = ["sources/*"]                    # plain texts (.txt) and TEI files (.xml)
# language = "en"                          # en, de, fr, es, it, ru; else it is detected
# date = "1929-08-04"                      # when the text was written, where it does not say so

[build]
formats = ["html", "pdf"]
# folder = "build"
"""

README = """\
# {name}

An edition made with tei-edition.

- `sources/` holds the texts.
- `edition.toml` holds what the texts do not say: publisher, licence, editors.
- `edition build` makes the TEI, the web edition and the PDF in `build/`.
- `edition validate build/*.xml` checks the TEI.
"""

IGNORE = """\
build/
"""


def files(name: str, title: str) -> dict[str, str]:
    """File name → content of a new project; without a title the text's own stays."""
    line = f"title = {json.dumps(title, ensure_ascii=False)}" if title else '# title = "The Title"'
    return {
        "edition.toml": SETTINGS.format(title=line),
        "README.md": README.format(name=name),
        ".gitignore": IGNORE,
    }
