"""Quotations inside quotations: “Then Stalin asks, namely, ‘…’”."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from tei.annotation import Annotation
from tei.resolve.attribution.certainty import Attribution, Place, place_of
from tei.resolve.attribution.outright import speaker_of
from tei.resolve.attribution.scene import SELF, Scene
from tei.resolve.attribution.turns import UNSPOKEN


def nested_attributions(
    scene: Scene, known: Mapping[Place, Attribution]
) -> dict[Place, Attribution]:
    """Quotation → speaker, where the words before it inside the outer one name somebody.

    “I” inside a quotation is who speaks the outer one.  All else stays open.
    """
    quotations = scene.reading.annotations.of("quotation")
    cues: dict[str, list[Annotation]] = defaultdict(list)
    for cue in scene.reading.annotations.of("cue"):
        if cue.cert == "high":
            cues[cue.get("quotation")].append(cue)
    found: dict[Place, Attribution] = {}
    outer: Annotation | None = None
    for quotation in quotations:
        if quotation.get("level", "1") == "1":
            outer = quotation
        elif outer is not None and quotation.get("class") not in UNSPOKEN:
            beside = [c for c in cues[str(quotation.start)] if outer.contains(c)]
            made = _attribution(scene, beside, known.get(place_of(outer)))
            if made is not None:
                found[place_of(quotation)] = made
    return found


def _attribution(
    scene: Scene, cues: list[Annotation], outer: Attribution | None
) -> Attribution | None:
    for cue in sorted(cues, key=lambda c: (not c.get("verb"), c.get("side") == "after")):
        if cue.get("form") not in ("name", "self") or cue.get("number") != "singular":
            continue
        if not cue.get("verb") and cue.get("side") == "after":
            continue
        person, rule = speaker_of(scene, cue)
        if person == SELF:
            return outer and Attribution(outer.person, "medium", "self", cue.evidence)
        if person is not None:
            return Attribution(person, "medium", f"nested-{rule}", cue.evidence)
    return None
