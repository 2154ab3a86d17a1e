"""Grouping: one cause, one message, and nothing lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.validation.findings import Finding
from tei.validation.fixes import Change
from tei.validation.grouping import changes, every, grouped
from tei.validation.placing import located

TEI = "http://www.tei-c.org/ns/1.0"


def fault(element: etree._Element | None, code: str, rule: str = "", **more: Any) -> Finding:
    message = more.pop("message", f"{code} {rule}")
    return Finding(element, code, "error", message, rule, **more)


def test_the_same_fault_many_times_is_told_once() -> None:
    root = etree.fromstring("<body><i>a</i>\n<i>b</i>\n<i>c</i><b/></body>")
    found = [fault(node, "element-unknown", f"body/{node.tag}", allowed=("hi",)) for node in root]
    first, other = grouped(found)
    assert [finding.element for finding in first.also] == list(root[1:3])
    assert first.allowed == ("hi",) and first.also[0].allowed == ()
    assert other.element is root[3] and not other.also


def test_the_same_value_twice_is_one_other_values_are_not() -> None:
    root = etree.fromstring("<p><date/><date/><date/></p>")
    messages = ("cannot be x", "cannot be y", "cannot be x")
    found = [
        fault(node, "value-invalid", "date/@when", message=words)
        for node, words in zip(root, messages, strict=True)
    ]
    assert [len(finding.also) for finding in grouped(found)] == [1, 0]


def test_text_in_the_wrong_place_is_told_once_whatever_its_words_are() -> None:
    root = etree.fromstring("<div><lg/><lg/></div>")
    found = [fault(n, "text-misplaced", "lg", message=n.tag + str(at)) for at, n in enumerate(root)]
    assert [len(finding.also) for finding in grouped(found)] == [1]


def test_what_a_refused_child_leaves_unfinished_is_told_with_it() -> None:
    root = etree.fromstring("<list><p/></list>")
    found = [fault(root, "content-incomplete", "list"), fault(root[0], "element-misplaced")]
    (only,) = grouped(found)
    assert only.element is root[0] and only.also[0].element is root


def test_what_is_missing_above_and_refused_below_is_one_fault() -> None:
    root = etree.fromstring("<fileDesc><b/><a/></fileDesc>")
    found = [
        fault(root[0], "element-missing", "fileDesc/a"),
        fault(root[1], "element-misplaced", "fileDesc/a"),
        fault(root[1], "element-misplaced", "fileDesc/c"),
    ]
    assert [len(finding.also) for finding in grouped(found)] == [1, 0]


def test_what_is_missing_would_have_held_what_was_refused() -> None:
    root = etree.fromstring("<fileDesc><title/><publicationStmt/></fileDesc>")
    found = [
        fault(root[0], "element-misplaced", "fileDesc/title", allowed=("titleStmt",)),
        fault(root[1], "element-missing", "fileDesc/titleStmt"),
    ]
    assert [len(finding.also) for finding in grouped(found)] == [1]


def test_an_attribute_under_another_name_is_not_missing_as_well() -> None:
    node = etree.fromstring("<graphic src='x'/>")
    renamed = Change("unsafe", "rename-attribute", node, "src", "url")
    found = [
        fault(node, "attribute-unknown", "graphic/@src", changes=(renamed,)),
        fault(node, "attribute-missing", "graphic/@url"),
        fault(node, "attribute-missing", "graphic/@n"),
    ]
    assert [len(finding.also) for finding in grouped(found)] == [1, 0]


def test_a_root_without_namespace_explains_everything_but_other_rules() -> None:
    root = etree.fromstring("<TEI><text><p/></text></TEI>")
    declared = Change("safe", "set-attribute", root, "xmlns", TEI)
    found = [
        fault(root, "root-wrong", "start", changes=(declared,)),
        fault(root[0], "element-unknown", "TEI/text"),
        fault(root, "xsd", "x"),
        fault(root, "date-inverted"),
    ]
    first, other = grouped(found)
    assert len(first.also) == 2 and other.code == "date-inverted"


def test_a_chain_of_causes_ends_at_the_first() -> None:
    root = etree.fromstring(f"<body xmlns='{TEI}'><div xmlns=''><p><hi/></p></div></body>")
    removed = Change("safe", "remove-attribute", root[0], "xmlns")
    found = [
        fault(root[0], "element-unknown", "body/div", changes=(removed,)),
        fault(root[0][0], "element-unknown", "div/p"),
        fault(root[0][0][0], "element-unknown", "p/hi"),
    ]
    (only,) = grouped(found)
    assert [finding.rule for finding in only.also] == ["div/p", "p/hi"]


def test_a_wrong_name_inside_a_wrong_name_is_a_fault_of_its_own() -> None:
    root = etree.fromstring(f"<body xmlns='{TEI}'><dvi><ppp/></dvi></body>")
    found = [
        fault(root[0], "element-unknown", "body/dvi"),
        fault(root[0][0], "element-unknown", "dvi/ppp"),
    ]
    assert len(grouped(found)) == 2


def test_changes_of_all_places_are_found_the_unsafe_left() -> None:
    root = etree.fromstring("<p><I/><I/><b/></p>")
    found = [
        fault(n, "element-unknown", "p/I", changes=(Change("safe", "rename-element", n, "", "hi"),))
        for n in root[:2]
    ]
    found.append(
        fault(
            root[2],
            "element-unknown",
            "p/b",
            changes=(
                Change("safe", "rename-element", root[2], "", "hi"),
                Change("unsafe", "set-attribute", root[2], "rend", "bold"),
            ),
        )
    )
    assert [change.element for change in changes(grouped(found))] == list(root[:2])
    assert len(changes(grouped(found), unsafe=True)) == 4


def test_other_places_have_their_lines() -> None:
    data = b"<p>\n<i/>\n <i/></p>"
    root = etree.fromstring(data)
    found = grouped([fault(node, "element-unknown", "p/i") for node in root])
    (placed,) = located(found, list(root.iter()), data, "x.xml")
    assert [(other.line, other.column) for other in placed.also] == [(3, 2)]
    assert placed.as_json()["also"][0]["line"] == 3


CODES = [
    *("element-unknown", "element-misplaced", "element-missing", "content-incomplete"),
    *("text-misplaced", "attribute-unknown", "attribute-missing", "root-wrong", "xsd"),
]


@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from(CODES), st.sampled_from("ab"))))
def test_nothing_is_lost_and_nothing_is_told_twice(picks: list[tuple[int, str, str]]) -> None:
    root = etree.fromstring(f"<a xmlns='{TEI}'><b xmlns=''><c/><c><d/></c></b><b><c/></b></a>")
    nodes = list(root.iter())
    found = [
        fault(
            nodes[n % len(nodes)],
            code,
            f"{rule}/@{rule}",
            message=f"{number // 2}",
            changes=(Change("safe", "remove-attribute", nodes[n % len(nodes)], "xmlns", rule),),
        )
        for number, (n, code, rule) in enumerate(picks)
    ]
    told = list(every(grouped(found)))

    def key(finding: Finding) -> tuple[int, str, str, str]:
        return (id(finding.element), finding.code, finding.rule, finding.message)

    assert sorted(map(key, told)) == sorted(map(key, found))
