"""The files of a new project."""

from __future__ import annotations

import json

from edition.deposit.example import EXAMPLE

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
# relative-dates = true                     # "yesterday", "two days later" become dates too
# min-cert = "medium"                      # leave out speakers that are less sure than this

# Persons and places that you know stand in people.toml and places.toml, beside this file:
# take the .example from the names of the two files here, and fill them in.

[web]
# url = "https://example.org/mill/"        # where the edition will be on the web
# theme = "auto"                           # auto (as the reader's system), light or dark
# accent = "#7a2e1d"                       # colour of links; accent-dark, paper, ink likewise
# font = "serif"                           # serif, sans or a family you have (docs: themes)
# width = 66                               # characters in a line, 45 to 75
# logo = "logo.svg"                        # a picture in this folder
# intro = "An edition of the minutes."     # words for the first page; footer: for every page
# source = false                           # no pages that show the TEI beside the text
# search = "pagefind"                      # for large editions: pip install 'tei-edition[search]'
# hosts = ["netlify"]                      # files for cloudflare, apache, nginx, github (publish)

[print]
# page = "a5"                              # a4, a5, us-trade, 6x9, or a size like "130x200mm"
# design = "book"                          # article, book, play, letters; else the text tells
# setting = "documentary"                  # who speaks, and dates as values, in the margin
# line-numbers = "all"                     # of prose too; "none" for no numbers at all
# apparatus = "end"                        # other readings: foot (of the page), end, none
# contents = false                         # index = false: a book without them
# fonts = "fonts"                          # a folder here, with fonts for what ours lack

[build]
formats = ["html", "pdf"]
# folder = "build"
"""

PEOPLE = """\
# The persons and bodies that you know. Every name of theirs in the text becomes markup with
# the key (here #marlow), and is the same person wherever the text lets them speak.
# Rename this file to people.toml when it holds your own entries.

[marlow]
name = "Edith Marlow"
also = ["E. Marlow", "Mrs. Marlow", "Miss Marlow"]    # every form as the text has it
# gnd = "…"                                # identifiers of authority files, checked:
# viaf = "…"                               # gnd, viaf, wikidata, orcid
# wikidata = "Q…"
# note = "Owner of the mill."

[harbour-board]
name = "Harbour Board"
kind = "org"                               # "person" (if nothing is said), "group" or "org"
"""

PLACES = """\
# The places that you know. Rename this file to places.toml when it holds your own entries.

[old-mill]
name = "Old Mill"
also = ["Marlow’s Mill"]
# gnd = "…"                                # gnd, viaf, wikidata, geonames
# geonames = "…"
"""

README = """\
# {name}

An edition made with tei-edition.

- `sources/` holds the texts.
- `edition.toml` holds what the texts do not say: publisher, licence, editors.
- `people.toml` and `places.toml`, if there are any, hold the persons and places you know;
  the two files ending in `.example` show how.
- `deposit.toml` holds what an archive asks for and the TEI does not; `deposit.toml.example`
  shows how.
- `edition build` makes the TEI, the web edition and the PDF in `build/`.
- `edition validate build/*.xml` checks the TEI.
- `edition deposit check` says what an archive would miss; `edition deposit package` puts one file
  for it into `deposit/`.
- `deposit-state.json` and `deposit-ids.json`, once there, remember what was deposited: keep them.
"""

IGNORE = """\
build/
deposit/
"""


def files(name: str, title: str) -> dict[str, str]:
    """File name → content of a new project; without a title the text's own stays."""
    line = f"title = {json.dumps(title, ensure_ascii=False)}" if title else '# title = "The Title"'
    return {
        "edition.toml": SETTINGS.format(title=line),
        "people.toml.example": PEOPLE,
        "places.toml.example": PLACES,
        "deposit.toml.example": EXAMPLE,
        "README.md": README.format(name=name),
        ".gitignore": IGNORE,
    }
