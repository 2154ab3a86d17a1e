"""Content models, attributes and rules of an ODD, as the schemas say them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from small_odd import ALL, accepts, changed, compiled, verdicts

from tei.odd.attributes import Attributes
from tei.odd.specification import AttDef

RNG = "{http://relaxng.org/ns/structure/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"


def model(inner: str) -> str:
    return changed("p", f"<content>{inner}</content>")


@pytest.mark.parametrize(
    ("inner", "good", "bad"),
    [
        ('<elementRef key="em" minOccurs="2" maxOccurs="3"/>', (2, 3), (0, 1, 4)),
        ('<elementRef key="em" minOccurs="2" maxOccurs="unbounded"/>', (2, 3, 9), (0, 1)),
        ('<elementRef key="em" minOccurs="0" maxOccurs="2"/>', (0, 1, 2), (3,)),
        ('<elementRef key="em" minOccurs="0" maxOccurs="40"/>', (0, 40), (41,)),
        ('<classRef key="model.phrase" minOccurs="2" maxOccurs="2"/>', (2,), (1, 3)),
        ("<empty/>", (0,), (1,)),
        ("", (0,), (1,)),
    ],
)
def test_occurrences(
    tmp_path: Path, inner: str, good: tuple[int, ...], bad: tuple[int, ...]
) -> None:
    small = compiled(tmp_path, model(inner))
    assert all(verdicts(small, *(f"<p>{'<em/>' * count}</p>" for count in good)))
    assert not any(verdicts(small, *(f"<p>{'<em/>' * count}</p>" for count in bad)))


@pytest.mark.parametrize("kind", ["sequence", "alternate"])
def test_occurrences_of_groups_count(tmp_path: Path, kind: str) -> None:
    inner = (
        f'<{kind} minOccurs="2" maxOccurs="3"><{kind} minOccurs="1" maxOccurs="1">'
        f'<elementRef key="em"/></{kind}></{kind}>'
    )
    small = compiled(tmp_path, model(inner))
    given = [f"<p>{'<em/>' * count}</p>" for count in range(5)]
    assert verdicts(small, *given) == [False, False, True, True, False]


def test_any_order(tmp_path: Path) -> None:
    inner = (
        '<sequence preserveOrder="false"><elementRef key="em"/>'
        '<elementRef key="name" minOccurs="0"/></sequence>'
    )
    small = compiled(tmp_path, model(inner))
    given = ["<em/><name/>", "<name/><em/>", "<em/>", "<name/>", "<em/><em/>"]
    found = verdicts(small, *(f"<p>{content}</p>" for content in given))
    assert found == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("expand", "good", "bad"),
    [
        ("sequence", ["AS"], ["A", "SA", ""]),
        ("sequenceOptional", ["AS", "A", "S", ""], ["SA", "AA"]),
        ("sequenceRepeatable", ["AAS", "ASS"], ["A", ""]),
        ("sequenceOptionalRepeatable", ["AASS", "", "SS"], ["SA"]),
        ("alternation", ["A", "S"], ["AS", ""]),
    ],
)
def test_classes_written_out(tmp_path: Path, expand: str, good: list[str], bad: list[str]) -> None:
    small = compiled(tmp_path, model(f'<classRef key="model.frame" expand="{expand}"/>'))
    full = {"A": "<address><line/><line/></address>", "S": "<salute/>"}

    def given(short: str) -> str:
        return f"<p>{''.join(full[letter] for letter in short)}</p>"

    assert all(verdicts(small, *map(given, good)))
    assert not any(verdicts(small, *map(given, bad)))


def test_members_left_out_of_a_reference(tmp_path: Path) -> None:
    small = compiled(tmp_path, model('<classRef key="model.phrase" except="em"/>'))
    assert verdicts(small, "<p><name/></p>", "<p><em/></p>") == [True, False]
    small = compiled(tmp_path, model('<classRef key="model.phrase" include="em"/>'))
    assert verdicts(small, "<p><name/></p>", "<p><em/></p>") == [False, True]


def test_relax_ng_inside(tmp_path: Path) -> None:
    inner = (
        '<rng:choice><rng:ref name="model.frame_sequenceOptional"/><rng:ref name="nowhere"/>'
        '<rng:oneOrMore><rng:ref name="em"/></rng:oneOrMore></rng:choice>'
    )
    small = compiled(tmp_path, model(inner))
    given = ["<salute/>", "", "<em/><em/>", "<name/>"]
    assert verdicts(small, *(f"<p>{g}</p>" for g in given)) == [True, True, True, False]


@pytest.mark.parametrize(
    ("said", "good", "bad"),
    [
        ("", "urn:x", "http://www.tei-c.org/ns/1.0"),
        ('require="urn:x"', "urn:x", "urn:y"),
        ('except="urn:y"', "http://www.tei-c.org/ns/1.0", "urn:y"),
    ],
)
def test_any_element(tmp_path: Path, said: str, good: str, bad: str) -> None:
    small = compiled(tmp_path, model(f"<anyElement {said}/>"))
    inner = '<p><a xmlns="{}" b="c">d<e/></a></p>'
    assert verdicts(small, inner.format(good), inner.format(bad)) == [True, False]


def test_values_and_datatypes_as_content(tmp_path: Path) -> None:
    small = compiled(tmp_path, model('<dataRef key="teidata.chance"/>'))
    assert verdicts(small, "<p>7</p>", "<p>unknown</p>", "<p>x</p>") == [True, True, False]
    inner = '<dataRef name="integer"><dataFacet name="maxInclusive" value="5"/></dataRef>'
    assert verdicts(compiled(tmp_path, model(inner)), "<p>5</p>", "<p>6</p>") == [True, False]
    inner = '<dataRef key="teidata.word" restriction="[a-c]+"/>'
    assert verdicts(compiled(tmp_path, model(inner)), "<p>ab</p>", "<p>xy</p>") == [True, False]


# ── attributes ──────────────────────────────────────────────────────────────────────────


def attribute(ident: str, inner: str, mode: str = "change", element: str = "p", **said: str) -> str:
    given = "".join(f' {key}="{value}"' for key, value in said.items())
    definition = f'<attDef ident="{ident}" mode="{mode}"{given}>{inner}</attDef>'
    return changed(element, f"<attList>{definition}</attList>")


def test_an_inherited_attribute_is_changed_for_one_element(tmp_path: Path) -> None:
    small = compiled(tmp_path, attribute("n", "", usage="req"))
    assert verdicts(small, "<p/>", '<p n="1"/>', '<p n="x"/>') == [False, True, False]
    assert accepts(small, "<letter sent='1842-05-03'><p n='1'/></letter>")  # others as before
    whole = small.specification
    found = {a.ident: a for a in Attributes(whole).all(whole.elements["p"])}
    assert (found["n"].origin, found["n"].mode) == ("att.global", "change")
    assert (found["rend"].origin, found["rend"].mode) == ("att.global", "")


def test_an_inherited_attribute_is_deleted_changed_and_redefined(tmp_path: Path) -> None:
    small = compiled(tmp_path, attribute("where", "", mode="delete"))
    assert verdicts(small, '<p where="Ulm"/>', '<p n="1"/>') == [False, True]
    word = '<datatype><dataRef name="boolean"/></datatype>'
    for mode in ("add", "replace"):
        small = compiled(tmp_path, attribute("n", word, mode=mode))
        assert verdicts(small, '<p n="true"/>', '<p n="7"/>', "<p/>") == [True, False, True]


def test_attributes_of_nested_lists_are_deletable(tmp_path: Path) -> None:
    parts = attribute("earliest", "", mode="delete", element="letter")
    small = compiled(tmp_path, parts)
    given = ['sent="1842-05-03"', 'latest="1842-05-03"', 'earliest="1842-05-03"', ""]
    found = verdicts(small, *(f"<letter {said}><p/></letter>" for said in given))
    assert found == [True, True, False, False]


def test_one_of_several_attributes(tmp_path: Path) -> None:
    small = compiled(tmp_path, ALL)
    sent, early, late = (f'{a}="1842-05-03"' for a in ("sent", "earliest", "latest"))
    given = [sent, f"{early} {late}", early, f"{sent} {early} {late}", ""]
    found = verdicts(small, *(f"<letter {said}><p/></letter>" for said in given))
    assert found == [True, True, False, False, False]


def test_an_attribute_by_reference(tmp_path: Path) -> None:
    parts = changed("p", '<attList><attRef class="att.kind" name="subkind"/></attList>')
    small = compiled(tmp_path, parts)
    assert verdicts(small, '<p subkind="a"/>', '<p kind="private"/>') == [True, False]
    small = compiled(tmp_path, changed("p", '<attList><attRef class="att.kind"/></attList>'))
    assert verdicts(small, '<p subkind="a"/>', '<p kind="private"/>') == [True, True]


def test_value_lists_in_a_change_are_kept(tmp_path: Path) -> None:
    small = compiled(tmp_path, ALL)  # the source's own valList has no mode
    given = ['<p><name kind="person"/></p>', '<p><name kind="private"/></p>']
    assert verdicts(small, *given) == [True, False]


@pytest.mark.parametrize(
    ("values", "good", "bad"),
    [
        ('<valList type="closed" mode="replace"><valItem ident="a"/></valList>', "a", "person"),
        ('<valList mode="change"><valItem ident="a" mode="add"/></valList>', "a person", "b"),
        (
            '<valList mode="change"><valItem ident="person" mode="delete"/></valList>',
            "place",
            "person",
        ),
        ('<valList mode="delete"/>', "anything", ""),
        ('<valList type="semi" mode="add"><valItem ident="a"/></valList>', "a b", ""),
        (
            '<valList mode="change"><valItem ident="person" mode="change"><altIdent>who</altIdent>'
            "</valItem></valList>",
            "who place",
            "person",
        ),
    ],
)
def test_values_in_all_modes(tmp_path: Path, values: str, good: str, bad: str) -> None:
    small = compiled(tmp_path, attribute("kind", values, element="name"))
    inner = '<p><name kind="{}"/></p>'
    assert all(verdicts(small, *(inner.format(word) for word in good.split())))
    assert not any(verdicts(small, *(inner.format(word) for word in bad.split())))


def test_several_words_and_none(tmp_path: Path) -> None:
    word = '<datatype minOccurs="{}" maxOccurs="{}"><dataRef key="teidata.count"/></datatype>'
    small = compiled(tmp_path, attribute("n", word.format(2, 3)))
    given = [f'<p n="{words}"/>' for words in ("1 2", "1 2 3", "1", "1 2 3 4", "a b")]
    assert verdicts(small, *given) == [True, True, False, False, False]
    small = compiled(tmp_path, attribute("n", word.format(0, 1)))
    assert verdicts(small, '<p n=""/>', '<p n="1"/>', '<p n="1 2"/>') == [True, True, False]


def test_attributes_of_other_namespaces_and_defaults(tmp_path: Path) -> None:
    word = '<datatype><dataRef key="teidata.word"/></datatype><defaultVal>left</defaultVal>'
    small = compiled(tmp_path, attribute("side", word, mode="add", ns="urn:x"))
    assert verdicts(small, '<p xmlns:x="urn:x" x:side="a"/>', '<p side="a"/>') == [True, False]
    made = next(n for n in small.relaxng.iter(f"{RNG}attribute") if n.get("name") == "side")
    assert "left" in made.attrib.values()


def test_a_class_changes_what_it_inherits(tmp_path: Path) -> None:
    parts = (
        f'{ALL}<classSpec ident="att.global" type="atts" mode="change"><attList>'
        '<attDef ident="where" mode="delete"/><attDef ident="rend" mode="delete"/></attList>'
        "</classSpec>"
    )
    small = compiled(tmp_path, parts)
    given = ['<p where="Ulm"/>', '<p rend="it"/>', '<p n="1"/>']
    assert verdicts(small, *given) == [False, False, True]


def test_circular_classes_end() -> None:
    from tei.odd.specification import AttList, ClassSpec, ElementSpec, Membership, Specification

    one = ClassSpec("a", classes=(Membership("b"),), type="atts")
    two = ClassSpec(
        "b", classes=(Membership("a"),), type="atts", attributes=AttList((AttDef("n"),))
    )
    p = ElementSpec("p", classes=(Membership("a"),))
    whole = Specification(classes={"a": one, "b": two}, elements={"p": p})
    assert [a.ident for a in Attributes(whole).all(p)] == ["n"]


# ── rules and documentation ─────────────────────────────────────────────────────────────


def test_rules_without_a_context_get_that_of_their_element(tmp_path: Path) -> None:
    small = compiled(tmp_path, ALL)
    rules = {rule.get("context"): rule for rule in small.schematron.iter(f"{SCH}rule")}
    assert {"tei:p", "tei:*[@where]", "tei:line"} <= set(rules)
    assert rules["tei:p"][0].get("test") == "normalize-space()"
    assert "2031-01-01" in "".join(rules["tei:line"].itertext())  # no longer valid from then
    assert [n.get("prefix") for n in small.schematron.iter(f"{SCH}ns")] == ["tei"]
    embedded = {rule.get("context") for rule in small.relaxng.iter(f"{SCH}rule")}
    assert embedded == set(rules)


def test_rules_of_classes_that_no_element_uses_are_left_out(tmp_path: Path) -> None:
    gone = '<classSpec ident="att.global" type="atts" mode="delete"/>'
    small = compiled(tmp_path, ALL + gone)
    assert "tei:*[@where]" not in {r.get("context") for r in small.schematron.iter(f"{SCH}rule")}


def test_documentation_is_in_the_language_of_the_schema(tmp_path: Path) -> None:
    small = compiled(tmp_path, ALL, docLang="de")
    p = small.relaxng.find(f"{RNG}define[@name='p']")
    assert p is not None
    assert p.findtext(f".//{DOCUMENTATION}") == "(paragraph) ein Absatz"


def test_definitions_are_named_as_readers_expect(tmp_path: Path) -> None:
    small = compiled(tmp_path, ALL)
    defined = {node.get("name") for node in small.relaxng.iter(f"{RNG}define")}
    assert {"p", "model.block", "macro.words", "teidata.word"} <= defined
    assert {"att.global.attributes", "att.kind.attribute.subkind"} <= defined
    used = {node.get("name") for node in small.relaxng.iter(f"{RNG}ref")}
    assert used == defined  # none is missing, none is for nothing


def test_a_foreign_grammar_is_taken_in(tmp_path: Path) -> None:
    (tmp_path / "inner.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:m"><define name="row">'
        '<element name="row"><empty/></element></define><define name="old"><empty/></define>'
        "</grammar>",
        encoding="utf-8",
    )
    (tmp_path / "math.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:m"><start><ref name="math"/>'
        '</start><include href="inner.rng"/><define name="math"><element name="math">'
        '<zeroOrMore><ref name="row"/></zeroOrMore></element></define></grammar>',
        encoding="utf-8",
    )
    parts = (
        '<moduleRef url="math.rng" prefix="m_"><content><rng:define name="model.phrase" '
        'combine="choice"><rng:ref name="m_math"/></rng:define></content></moduleRef>'
    )
    small = compiled(tmp_path, ALL + parts)
    inner = '<p><math xmlns="urn:m">{}</math></p>'
    assert verdicts(small, inner.format("<row/>"), inner.format("<em/>")) == [True, False]
    assert etree.tostring(small.relaxng).count(b"m_row") == 2


def test_attributes_of_a_foreign_grammar(tmp_path: Path) -> None:
    (tmp_path / "its.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><define name="its.attributes">'
        '<optional><attribute name="translate" ns="urn:its"/></optional></define></grammar>',
        encoding="utf-8",
    )
    parts = '<attList><attRef name="its.attributes"/><attRef name="none.attributes"/></attList>'
    small = compiled(tmp_path, changed("p", parts) + '<moduleRef url="its.rng"/>')
    inner = '<p xmlns:i="urn:its" i:{}="no"/>'
    assert verdicts(small, inner.format("translate"), inner.format("other")) == [True, False]


def test_any_declared_element(tmp_path: Path) -> None:
    small = compiled(tmp_path, model("<?NameList?>"))
    assert verdicts(small, "<p><line/></p>", "<p><p><em/></p></p>", "<p/>") == [True, True, False]


def test_elements_written_in_relax_ng(tmp_path: Path) -> None:
    inner = (
        '<rng:element name="own"><rng:choice><rng:ref name="em"/><rng:ref name="nowhere"/>'
        "</rng:choice></rng:element>"
    )
    small = compiled(tmp_path, model(inner))
    own = '<p><own xmlns="{}"><em xmlns="http://www.tei-c.org/ns/1.0"/></own></p>'
    tei = "http://www.tei-c.org/ns/1.0"
    assert verdicts(small, own.format(tei), own.format("urn:x")) == [True, False]
