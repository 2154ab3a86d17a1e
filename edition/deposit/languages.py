"""Languages: a BCP 47 tag or an older code → its tag and its ISO 639-3 code."""

from __future__ import annotations

import langcodes

from edition.deposit.record import NOWHERE, Language, Origin

SPECIAL = ("und", "zxx", "mis")  # no language of a text: undetermined, none, uncoded


def language(written: str, name: str = "", origin: Origin = NOWHERE) -> Language | None:
    """The language that a tag means; None where there is no such tag.

    Three-letter codes of ISO 639-2 become the tag that BCP 47 wants: "ger" and "deu" are "de".
    A private tag (x-…) is kept and has no ISO 639-3 code.
    """
    tag = written.strip().replace("_", "-")
    if not tag or not langcodes.tag_is_valid(tag):
        return None
    plain = langcodes.Language.get(tag)
    if plain.language in (None, *SPECIAL):
        return Language(tag, "", name, origin)
    try:
        return Language(plain.to_tag(), plain.to_alpha3(), name, origin)
    except LookupError:
        return Language(tag, "", name, origin)
