"""Whatever an ODD takes, changes and leaves out, its schemas hold together."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "unit"))
from small_odd import compiled

from tei.odd.documentation import page

RNG = "{http://relaxng.org/ns/structure/1.0}"
ELEMENTS = ("head", "p", "em", "name", "letter", "address", "line", "salute")
CLASSES = ("att.global", "att.place", "att.kind", "model.block", "model.phrase", "model.emphasis")
ATTRIBUTES = ("n", "rend", "where", "kind", "subkind", "sent", "latest", "xml:id", "other")
MODES = ("add", "change", "replace", "delete")
MODELS = (
    '<elementRef key="em" minOccurs="0" maxOccurs="3"/>',
    '<classRef key="model.frame" expand="sequenceOptionalRepeatable"/>',
    '<classRef key="model.phrase" except="name"/>',
    '<alternate minOccurs="2" maxOccurs="4"><textNode/><elementRef key="line"/></alternate>',
    '<sequence preserveOrder="false"><elementRef key="head"/><elementRef key="p"/></sequence>',
    '<dataRef key="teidata.chance"/>',
)

modules = st.sampled_from(
    (
        '<moduleRef key="core"/>',
        '<moduleRef key="core" include="p em"/>',
        '<moduleRef key="post" except="address line"/>',
        '<moduleRef key="post"/>',
        '<elementRef key="letter"/>',
    )
)
attributes = st.builds(
    '<attDef ident="{}" mode="{}"><datatype maxOccurs="{}"><dataRef key="teidata.word"/></datatype>'
    "</attDef>".format,
    st.sampled_from(ATTRIBUTES),
    st.sampled_from(MODES),
    st.sampled_from(("1", "3", "unbounded")),
)
elements = st.builds(
    '<elementSpec ident="{}" mode="{}"><classes mode="change"><memberOf key="{}" mode="{}"/>'
    '</classes><content>{}</content><attList org="{}">{}</attList></elementSpec>'.format,
    st.sampled_from(ELEMENTS),
    st.sampled_from(MODES),
    st.sampled_from(CLASSES),
    st.sampled_from(("add", "delete")),
    st.sampled_from(MODELS),
    st.sampled_from(("group", "choice")),
    attributes,
)
classes = st.builds(
    '<classSpec ident="{}" type="atts" mode="{}"><attList>{}</attList></classSpec>'.format,
    st.sampled_from(CLASSES[:3]),
    st.sampled_from(("change", "delete")),
    attributes,
)


@given(st.lists(modules, max_size=3), st.lists(st.one_of(elements, classes), max_size=5))
def test_schemas_hold_together(taken: list[str], changes: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        parts = '<moduleRef key="tei"/>' + "".join(taken + changes)
        small = compiled(Path(folder), parts)
    grammar = etree.fromstring(etree.tostring(small.relaxng))
    etree.RelaxNG(grammar)  # raises where it is no schema
    defined = [node.get("name") for node in grammar.iter(f"{RNG}define")]
    assert len(defined) == len(set(defined))
    assert {node.get("name") for node in grammar.iter(f"{RNG}ref")} <= set(defined)
    shown = html.fromstring(page(small.specification, small.document))
    idents = {node.get("id") for node in shown.iter()}
    links = {str(a.get("href"))[1:] for a in shown.iter("a") if str(a.get("href")).startswith("#")}
    assert links - {""} <= idents
