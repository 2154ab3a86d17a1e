"""The commented deposit.toml of a new project."""

from __future__ import annotations

EXAMPLE = """\
# What archives ask for and a teiHeader does not hold. Rename this file to deposit.toml, take the
# # from what is true and fill it in; edition deposit check says what an archive still misses.

# description = "What the edition is, in a few sentences."
# resource-type = "Text"                   # of DataCite: Text, Book, Dataset, Collection …
# genre = "letters"
# subjects = ["letters", "mills"]
# version = "1.0"
# depositor = "Your Name"                  # who makes the contract with the archive

# [contact]                                # whom the archive writes to
# name = "Your Name"
# email = "you@university.edu"

# [persons."Edith Marlow"]                 # a name as the header writes it, taken apart
# family = "Marlow"
# given = "Edith"
# orcid = "…"                              # orcid, gnd, isni, viaf, wikidata

# [[funders]]
# name = "Foundation"
# award = "12345"

# [invenio]                                # Zenodo too
# resource-type = "publication-book"       # of its own list
# embargo-until = "2030-06-30"             # until then, the files are restricted

# [dataverse]
# subject = ["Arts and Humanities"]
# collection = "letters"                   # its alias in the Dataverse

# [arche]
# discipline = "602"                       # of the Austrian classification, OEFOS

# [textgrid]
# genre = "prose"                          # drama, prose, verse, non-fiction, other …
# project = "TGPR-…"
"""
