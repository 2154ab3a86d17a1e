"""What is wrong with an ODD is said with a code, the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_odd import ALL, SOURCE, changed, codes, compiled, written

from tei import odd
from tei.diagnostics import RULES, Problem

LINE = 2  # of the schemaSpec; its parts begin on the next


@pytest.mark.parametrize(
    ("parts", "code", "said"),
    [
        ('<moduleRef key="pots"/>', "odd-module-unknown", "did you mean 'post'"),
        ('<elementRef key="nam"/>', "odd-name-unknown", "did you mean 'name'"),
        ('<classRef key="att.kinds"/>', "odd-name-unknown", "did you mean 'att.kind'"),
        ('<moduleRef key="core" include="em pp"/>', "odd-member-unknown", "'pp'"),
        ('<elementSpec ident="verse" mode="change"/>', "odd-change-in-vain", "'verse'"),
        ('<classRef key="att.kind" exclude="kind"/>', "odd-exclude-ignored", "@except"),
        ('<specGrpRef target="#none"/>', "odd-group-missing", "'none'"),
        (
            '<elementSpec ident="p" mode="change"><content><elementRef key="emm"/></content>'
            "</elementSpec>",
            "odd-reference-unknown",
            "element 'emm'",
        ),
        (
            '<elementSpec ident="p" mode="change"><classes><memberOf key="model.blok"/></classes>'
            "</elementSpec>",
            "odd-reference-unknown",
            "did you mean 'model.block'",
        ),
        (
            '<elementSpec ident="p" mode="change"><attList><attDef ident="rand" mode="delete"/>'
            "</attList></elementSpec>",
            "odd-attribute-unknown",
            "did you mean 'rend'",
        ),
        (
            '<macroSpec ident="macro.a"><content><macroRef key="macro.a"/></content></macroSpec>',
            "odd-circular",
            "macro.a → macro.a",
        ),
    ],
)
def test_faults_are_reported_at_their_line(
    tmp_path: Path, parts: str, code: str, said: str
) -> None:
    small = compiled(tmp_path, f"{ALL}\n{parts}")
    assert codes(small) == [(code, LINE + 2)]
    assert said in small.diagnostics[0].message
    assert small.failed is (RULES[code].severity == "error")


def test_patterns_of_a_foreign_grammar_need_names_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "a.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><define name="p"><empty/></define>'
        '<define name="em" combine="choice"><empty/></define></grammar>',
        encoding="utf-8",
    )
    assert codes(compiled(tmp_path, f'{ALL}<moduleRef url="a.rng"/>')) == [("odd-pattern-taken", 3)]
    assert not compiled(tmp_path, f'{ALL}<moduleRef url="a.rng" prefix="a_"/>').diagnostics


def test_another_version_of_tei_than_the_odd_asks_for(tmp_path: Path) -> None:
    assert codes(compiled(tmp_path, ALL, source="tei:0.1.1")) == [("odd-version-other", LINE)]
    assert codes(compiled(tmp_path, ALL, source="tei:0.1.2")) == []
    assert codes(compiled(tmp_path, ALL, source="tei:current")) == []


def test_circular_classes_are_told_once(tmp_path: Path) -> None:
    parts = ALL + "".join(
        f'<classSpec ident="model.{one}" type="model"><classes><memberOf key="model.{two}"/>'
        "</classes></classSpec>"
        for one, two in ("ab", "bc", "ca")
    )
    assert [code for code, _ in codes(compiled(tmp_path, parts))] == ["odd-circular"]


def test_a_group_that_takes_itself_in(tmp_path: Path) -> None:
    parts = f'{ALL}<specGrp xml:id="g"><specGrpRef target="#g"/></specGrp>'
    small = compiled(tmp_path, parts + '<specGrpRef target="#g"/>')
    assert {code for code, _ in codes(small)} == {"odd-group-circular"}


@pytest.mark.parametrize(
    ("parts", "said", "code"),
    [
        (
            changed("p", '<content><elementRef key="em" minOccurs="2"/></content>'),
            {},
            "occurrence-invalid",
        ),
        (
            changed("p", '<content><elementRef key="em" maxOccurs="many"/></content>'),
            {},
            "occurrence-invalid",
        ),
        ('<elementSpec mode="change"/>', {}, "ident-missing"),
        ('<elementSpec ident="p" mode="remove"/>', {}, "mode-unknown"),
        (ALL, {"start": "book"}, "start-missing"),
        (ALL, {"source": "small.odd"}, "source-circular"),
        (ALL, {"source": "nowhere.odd"}, "unreadable"),
        (ALL, {"source": "https://example.org/base.odd"}, "unreadable"),
        ('<moduleRef url="nowhere.rng"/>', {}, "unreadable"),
        (
            changed("p", f"<content>{'<sequence>' * 250}{'</sequence>' * 250}</content>"),
            {},
            "content-too-deep",
        ),
    ],
)
def test_what_cannot_be_compiled_is_refused(
    tmp_path: Path, parts: str, said: dict[str, str], code: str
) -> None:
    with pytest.raises(Problem, match=f"odd-{code}") as refused:
        compiled(tmp_path, parts, **said)
    assert str(tmp_path) in refused.value.place


def test_no_schema_and_no_xml(tmp_path: Path) -> None:
    path = tmp_path / "a.odd"
    path.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', encoding="utf-8")
    with pytest.raises(Problem, match="odd-no-schema"):
        odd.compile(path, SOURCE)
    path.write_text("<TEI>", encoding="utf-8")
    with pytest.raises(Problem, match=r"a\.odd:1: .*odd-unreadable"):
        odd.compile(path, SOURCE)


def test_a_circle_of_sources(tmp_path: Path) -> None:
    written(tmp_path, ALL, "a.odd", source="b.odd")
    path = written(tmp_path, ALL, "b.odd", source="a.odd")
    with pytest.raises(Problem, match=r"b\.odd → a\.odd → b\.odd"):
        odd.compile(path, SOURCE)


def test_a_grammar_that_includes_itself(tmp_path: Path) -> None:
    (tmp_path / "a.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="a.rng"/></grammar>',
        encoding="utf-8",
    )
    with pytest.raises(Problem, match="odd-include-circular"):
        compiled(tmp_path, f'{ALL}<moduleRef url="a.rng"/>')


def test_every_fault_has_its_examples() -> None:
    own = [rule for rule in RULES.values() if rule.module.startswith("tei.odd.")]
    assert len(own) >= 15
    assert all(rule.explanation and rule.failing and rule.passing for rule in own)


def test_a_file_that_takes_itself_in(tmp_path: Path) -> None:
    parts = f'{ALL}<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="small.odd"/>'
    with pytest.raises(Problem, match="odd-include-circular"):
        compiled(tmp_path, parts + parts)
