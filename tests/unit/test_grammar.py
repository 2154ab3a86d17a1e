"""Grammars of all shapes are read, simplified, kept and shown."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from lxml import etree

from tei.grammar import GrammarError, cache, load
from tei.grammar.names import AnyName, Name, NameChoice, NsName, specificity
from tei.grammar.patterns import EMPTY, NOT_ALLOWED, TEXT, Builder
from tei.validation.relaxng import is_valid

NS = 'xmlns="http://relaxng.org/ns/structure/1.0"'
TYPES = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "FEWEST_ROWS", 1)
    return tmp_path / "cache" / "grammars"


def written(folder: Path, **files: str) -> Path:
    """Grammars in files; the path of `main`."""
    for name, body in files.items():
        (folder / f"{name}.rng").write_text(f"<grammar {NS} {TYPES}>{body}</grammar>")
    return folder / "main.rng"


def verdicts(path: Path, *documents: str) -> list[bool]:
    return [is_valid(document.encode(), load(path)) for document in documents]


def element(name: str, body: str = "<empty/>") -> str:
    return f'<element name="{name}">{body}</element>'


def test_an_included_grammar_is_overridden(tmp_path: Path) -> None:
    main = written(
        tmp_path,
        base='<start><ref name="a"/></start><div><define name="a">'
        + element("a", '<ref name="b"/>')
        + '</define></div><define name="b">'
        + element("old")
        + "</define>",
        main='<include href="base.rng"><div><define name="b">' + element("new") + "</define></div>"
        "</include>",
    )
    assert verdicts(main, "<a><new/></a>", "<a><old/></a>") == [True, False]


def test_definitions_are_combined(tmp_path: Path) -> None:
    main = written(
        tmp_path,
        main='<start combine="choice">' + element("a", '<ref name="x"/>') + "</start><start>"
        f"{element('b')}</start>"
        '<define name="x" combine="interleave">' + element("c") + "</define>"
        '<define name="x" combine="interleave">' + element("d") + "</define>",
    )
    documents = ("<b/>", "<a><c/><d/></a>", "<a><d/><c/></a>", "<a><c/></a>", "<c/>")
    assert verdicts(main, *documents) == [True, True, True, False, False]


def test_grammars_nest_and_refer_to_their_parents(tmp_path: Path) -> None:
    inner = (
        f'<grammar><start><ref name="x"/><parentRef name="x"/></start>'
        f'<define name="x">{element("inner")}</define></grammar>'
    )
    main = written(
        tmp_path,
        main=f'<start>{element("a", inner)}</start><define name="x">{element("outer")}</define>',
    )
    good = "<a><inner/><outer/></a>"
    assert verdicts(main, good, "<a><inner/><inner/></a>") == [True, False]


def test_external_patterns_take_on_the_namespace(tmp_path: Path) -> None:
    (tmp_path / "part.rng").write_text(f'<element {NS} name="b"><text/></element>')
    main = written(
        tmp_path,
        main=f'<start>{element("a", """<externalRef href="part.rng" ns="urn:x"/>""")}</start>',
    )
    assert verdicts(main, '<a><b xmlns="urn:x">x</b></a>', "<a><b>x</b></a>") == [True, False]


def test_wildcards_name_by_exclusion(tmp_path: Path) -> None:
    names = '<anyName><except><nsName ns="urn:x"/><name ns="">b</name></except></anyName>'
    main = written(
        tmp_path,
        main=f"<start>{element('a', f'<oneOrMore><element>{names}<text/></element></oneOrMore>')}"
        "</start>",
    )
    documents = (
        "<a><c/></a>",
        '<a><c xmlns="urn:y"/></a>',
        '<a><c xmlns="urn:x"/></a>',
        "<a><b/></a>",
    )
    assert verdicts(main, *documents) == [True, True, False, False]


def test_data_lists_and_exceptions(tmp_path: Path) -> None:
    value = (
        '<list><oneOrMore><data type="integer"><param name="maxInclusive">9</param>'
        '<except><value type="integer">7</value></except></data></oneOrMore></list>'
    )
    main = written(
        tmp_path,
        main=f'<start>{element("a", f"""<attribute name="n">{value}</attribute>""")}</start>',
    )
    numbers = ("1 2", " 3 ", "07", "12", "", "x")
    documents = [f'<a n="{number}"/>' for number in numbers]
    assert verdicts(main, *documents) == [True, True, False, False, False, False]


def test_text_with_a_datatype_and_mixed_content(tmp_path: Path) -> None:
    main = written(
        tmp_path,
        main="<start><choice>"
        + element("a", '<data type="date"/>')
        + element("b", f"<mixed>{element('c')}</mixed>")
        + "</choice></start>",
    )
    documents = ("<a>1842-05-12</a>", "<a>12 May</a>", "<a/>", "<b>x<c/>y</b>", "<b>x</b>")
    assert verdicts(main, *documents) == [True, False, False, True, False]


def test_qualified_names_are_compared_by_namespace(tmp_path: Path) -> None:
    value = '<value xmlns:p="urn:x" type="QName">p:y</value>'
    main = written(
        tmp_path,
        main=f'<start>{element("a", f"""<attribute name="q">{value}</attribute>""")}</start>',
    )
    documents = ('<a xmlns:z="urn:x" q="z:y"/>', '<a xmlns:p="urn:y" q="p:y"/>', '<a q="p:y"/>')
    assert verdicts(main, *documents) == [True, False, False]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<start><ref name="a"/></start>', "a is not defined"),
        ('<start><ref name="a"/></start><define name="a"><ref name="a"/></define>', "by itself"),
        ('<start><element name="a"><data type="dat"/></element></start>', "no datatype 'dat'"),
        ('<start><include href="x.rng"/></start>', "include is no pattern"),
        ('<include href="missing.rng"/>', "missing.rng, which is not there"),
        ('<include href="https://example.org/a.rng"/>', "nothing is fetched"),
        ('<start><parentRef name="a"/></start>', "no grammar around"),
        ('<start><element name="p:a"><empty/></element></start>', "prefix p is not declared"),
        (
            '<start><element name="a"><data type="token"><param name="pattern">(</param></data>'
            "</element></start>",
            "ends too early",
        ),
    ],
)
def test_faulty_grammars_are_told(tmp_path: Path, body: str, words: str) -> None:
    main = written(tmp_path, main=body)
    with pytest.raises(GrammarError, match=words):
        load(main)


def test_files_that_include_one_another_are_told(tmp_path: Path) -> None:
    main = written(tmp_path, main='<include href="other.rng"/>', other='<include href="main.rng"/>')
    with pytest.raises(GrammarError, match="without end"):
        load(main)


def test_a_cut_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cut.rng"
    path.write_text(f"<grammar {NS}><start>")
    with pytest.raises(GrammarError, match="well-formed"):
        load(path)


def test_the_makers_simplify() -> None:
    builder = Builder()
    item = builder.attribute(Name("a"), TEXT, "")
    assert builder.choice((NOT_ALLOWED, item, item)) is item
    assert builder.group((EMPTY, item, EMPTY)) is item
    assert builder.group((item, NOT_ALLOWED)) is NOT_ALLOWED
    assert builder.interleave((TEXT, EMPTY, TEXT)) is TEXT
    assert builder.optional(TEXT) is TEXT
    assert builder.one_or_more(builder.one_or_more(item)) is builder.one_or_more(item)
    assert builder.group((builder.group((item, TEXT)), item)) is builder.group((item, TEXT, item))


def test_names_are_ranked_by_how_closely_they_are_named() -> None:
    classes = (Name("{u}a"), NsName("u", Name("{u}b")), AnyName(NameChoice((Name("c"),))))
    assert [specificity(each, "{u}a") for each in classes] == [3, 2, 1]
    assert [specificity(each, "{u}b") for each in classes] == [0, 0, 1]
    assert [specificity(each, "c") for each in classes] == [0, 0, 0]


def test_what_was_kept_says_the_same(tmp_path: Path, own_cache: Path) -> None:
    main = written(tmp_path, main=f"<start>{element('a', element('b'))}</start>")
    first = etree.tostring(load(main).relaxng())
    (entry,) = own_cache.glob("*.json")
    assert cache.kept(entry.stem)
    again = tmp_path / "again.rng"
    again.write_bytes(main.read_bytes())  # another path, the same key
    assert etree.tostring(load(again).relaxng()) == first
    assert len(list(own_cache.iterdir())) == 1


@pytest.mark.parametrize(
    "damage", [b"", b"x", b"nonsense\n{}", b'\x80\x04K\x01.\n{"rows": [], "start": 3}']
)
def test_what_is_damaged_in_the_cache_is_ignored(
    tmp_path: Path, own_cache: Path, damage: bytes
) -> None:
    main = written(tmp_path, main=f"<start>{element('a')}</start>")
    load(main)
    (entry,) = own_cache.glob("*.json")
    entry.write_bytes(damage)
    again = tmp_path / "again.rng"
    again.write_bytes(main.read_bytes())
    assert verdicts(again, "<a/>", "<b/>") == [True, False]


def test_rows_that_make_no_grammar_are_ignored(tmp_path: Path, own_cache: Path) -> None:
    main = written(tmp_path, main=f"<start>{element('a')}</start>")
    load(main)
    (entry,) = own_cache.glob("*.json")
    for rows in ([["e", ["?"], 9, ""]], [["c", 3]], [7, 7, 7], [["x"]]):
        kept = {"start": 3, "rows": rows, "ids": {}, "contextual": False, "files": {}}
        cache.keep(entry.stem, kept)
        again = tmp_path / f"again{len(json.dumps(rows))}.rng"
        again.write_bytes(main.read_bytes())
        assert verdicts(again, "<a/>", "<b/>") == [True, False]


def test_a_changed_part_is_read_anew(tmp_path: Path) -> None:
    main = written(
        tmp_path, main='<include href="part.rng"/>', part=f"<start>{element('a')}</start>"
    )
    assert verdicts(main, "<a/>") == [True]
    written(tmp_path, part=f"<start>{element('b')}</start>")
    again = tmp_path / "again.rng"
    again.write_bytes(main.read_bytes())
    assert verdicts(again, "<a/>", "<b/>") == [False, True]


def test_the_cache_drops_what_was_not_used_for_longest(
    tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MOST_BYTES", 1300)
    rows = [["c", *range(100)]]
    for key in "abc":
        cache.keep(key, {"rows": rows})
        os.utime(own_cache / f"{key}.json", (ord(key), ord(key)))
    assert cache.kept("a") is not None  # and now it was used
    cache.keep("d", {"rows": rows})
    assert sorted(file.stem for file in own_cache.iterdir()) == ["a", "c", "d"]


def test_without_a_cache_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION_CACHE", "")
    main = written(tmp_path, main=f"<start>{element('a')}</start>")
    assert verdicts(main, "<a/>") == [True]
    assert [path.name for path in tmp_path.iterdir()] == ["main.rng"]


def test_declarations_are_what_people_read(tmp_path: Path) -> None:
    note = "http://relaxng.org/ns/compatibility/annotations/1.0"
    main = written(
        tmp_path,
        main=f'<start><element name="a"><a:documentation xmlns:a="{note}">a  letter'
        '</a:documentation><attribute name="n"><data type="integer"/></attribute><optional>'
        '<attribute name="type"><choice><value>x</value><value>y</value></choice></attribute>'
        f"</optional>{element('b')}</element></start>",
    )
    declaration = load(main).declarations["a"]
    assert declaration.gloss == "a letter"
    assert declaration.content == ("element", "b")
    needed = {name: attribute.required for name, attribute in declaration.attributes.items()}
    assert needed == {"n": True, "type": False}
    values = declaration.attributes["type"].patterns[0].iter("{*}value")
    assert [node.text for node in values] == ["x", "y"]
    assert load(main).parents_of("b") == ("a",)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["tei_speech", "tei_drama", "tei_lite"])
def test_libxml2_takes_what_it_could_not_load(shared: Path, name: str) -> None:
    grammar = load(shared / "tei/odd" / f"{name}.expected.rng")
    root = etree.fromstring('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    assert not grammar.for_libxml2().validate(root)
    assert len(grammar.relaxng({"{http://www.tei-c.org/ns/1.0}TEI"})) < 10
