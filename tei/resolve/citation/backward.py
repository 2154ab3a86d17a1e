"""What "Ibid." and "Ash, op. cit." point to: the work named last, or last by that author."""

from __future__ import annotations

import re

from tei.annotation import Annotation, Annotations
from tei.reading import Reading

FARTHEST = 20_000  # code points to the reference that "Ibid." means
SURNAME = re.compile(r"([^\W\d_]+(?:[-’'][^\W\d_]+)*)(?:\s(?:Jr|Sr)\.?)?\W*$")


def pointed(reading: Reading) -> Annotations:
    """The annotations, references that point back with the `work` of what they point to."""
    found = reading.annotations
    if not any(bibl.get("back") for bibl in found.of("bibl")):
        return found
    works = _Works(reading)
    changed: dict[int, Annotation] = {}
    for bibl in sorted(found.of("bibl", "title"), key=lambda item: item.start):
        work = works.meant(bibl) if bibl.get("back") else bibl.get("work")
        if not work:
            continue
        works.name(bibl, work)
        if bibl.get("back"):
            changed[id(bibl)] = bibl.with_attributes(work=work)
    return Annotations(changed.get(id(item), item) for item in found)


class _Works:
    """The works named so far, in text order."""

    def __init__(self, reading: Reading) -> None:
        self.text, self.found = reading.source.text, reading.annotations
        self.last, self.place = "", 0
        self.by_author: dict[str, str] = {}

    def name(self, item: Annotation, work: str) -> None:
        """Remember that a work is named here."""
        self.last, self.place = work, item.end
        author = self.author(item)
        if author:
            self.by_author[author] = work

    def meant(self, bibl: Annotation) -> str:
        """The key of the work that a reference points back to; "" where none can be meant."""
        if bibl.get("back") == "last":
            return self.last if bibl.start - self.place <= FARTHEST else ""
        author = self.author(bibl)
        return self.by_author.get(author, "") if author else ""

    def author(self, item: Annotation) -> str:
        """The surname of the author in a reference, in lower case; "" where none is named."""
        named = self.found.inside(item.start, item.end, "author") if item.kind == "bibl" else []
        if not named:
            return ""
        words = self.text[named[0].start : named[0].end].split(",")[0]
        surname = SURNAME.search(words)
        return surname[1].lower() if surname else ""
