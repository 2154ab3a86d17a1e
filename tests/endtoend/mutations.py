"""Documents changed at random, each in one way that scholars get wrong."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
Change = Callable[[etree._Element, random.Random], bool]  # whether there was something to change

DOCUMENT = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="{TEI}" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>On Bridges</title><author>Ann Miller</author></titleStmt>
      <publicationStmt>
        <publisher>The Mast Press</publisher>
        <date when="1842-05-12">12 May 1842</date>
        <availability>
          <licence target="https://example.org/by">Free for all.</licence>
        </availability>
      </publicationStmt>
      <sourceDesc>
        <bibl xml:id="mast"><author>Ann Miller</author>, <title level="j">The Mast</title></bibl>
      </sourceDesc>
    </fileDesc>
    <profileDesc>
      <langUsage><language ident="en">English</language></langUsage>
      <particDesc>
        <listPerson>
          <person xml:id="ann"><persName>Ann</persName></person>
          <person xml:id="bo"><persName>Bo</persName></person>
        </listPerson>
      </particDesc>
    </profileDesc>
  </teiHeader>
  <text>
    <body>
      <div type="act" n="1">
        <head>Act I</head>
        <stage type="entrance">Enter Ann.</stage>
        <sp who="#ann">
          <speaker>ANN</speaker>
          <l part="I">The river rose</l>
          <l>and <hi rend="italic">fell</hi> again.</l>
        </sp>
        <sp who="#bo">
          <speaker>BO</speaker>
          <p>It did, on <date from="1842-05-01" to="1842-05-12">those days</date>.</p>
        </sp>
      </div>
      <div type="letter">
        <opener><dateline><placeName>Bern</placeName>, <date when="1842">1842</date></dateline>
          <salute>Dear Bo,</salute></opener>
        <p xml:id="p1">She said <said who="#ann" direct="true" xml:id="s1" next="#s2">“no,”</said>
          and <said who="#ann" xml:id="s2" prev="#s1">“never”</said>, as
          <quote source="#mast">“bridges</quote> were built<note n="1" place="bottom">See
          <bibl><title level="m">Arches</title>, <biblScope unit="page" from="1" to="3">pp.
          1–3</biblScope></bibl>.</note>.</p>
        <list rend="numbered"><item n="1">One</item><item n="2">Two</item></list>
        <table rows="1" cols="2"><row role="label"><cell>a</cell><cell>b</cell></row></table>
        <figure><graphic url="bridge.png"/><figDesc>A bridge</figDesc></figure>
        <p>An <choice><sic>eror</sic><corr>error</corr></choice>, a
          <gap reason="illegible" quantity="3" unit="char"/>, a <ref target="#p1">pointer</ref>.</p>
        <closer><salute>Yours,</salute><signed>Ann</signed></closer>
      </div>
    </body>
  </text>
</TEI>
"""
NAMES = (
    *("p", "div", "head", "l", "lg", "sp", "speaker", "stage", "item", "list", "note", "date"),
    *("bibl", "title", "quote", "row", "cell", "pb", "TEI"),
)
ATTRIBUTES = (
    *("type", "n", "when", "who", "target", "rend", "cert", "xml:id", "level", "unit"),
    *("quantity", "place"),
)
BAD_VALUES = {
    "when": (
        "3 May 1842",
        "1842-13-01",
        "0000",
        "1842-02-30",
        "-0044-03-15",
        "",
        "18420512",
        "1842Z",
    ),
    "from": ("yesterday", "1842-5-1", "--05-01", "24:00:00", "10000"),
    "target": ("http://[bad", "a b", "", "%zz", "#a#b", "urn:x:y", "a:", "ä#ö"),
    "who": ("#ann #bo", "", "  ", "http://", "#a|b"),
    "n": ("", "one two", " "),
    "level": ("x", "", "J", " j "),
    "quantity": ("many", "-1", "3.5", "1e3", "+3"),
    "rows": ("many", "0", "-1", "1.0", " 2 "),
    "direct": ("yes", "1", "unknown", "TRUE"),
    "ident": ("english language", "en_GB", "x-own", "", "abcdefghij"),
    XML_ID: ("1a", "a b", "", "a:b", "ann", "é", "p.1"),
    "type": ("two words", "", "a/b", "\u00a0"),
    "part": ("X", "I", ""),
    "cert": ("high", "0.5", "sure"),
    "url": ("", "a.png", "[", "c:\\\\a"),
}


def elements(root: etree._Element) -> list[etree._Element]:
    return list(root.iter(tag=etree.Element))


def anyone(root: etree._Element, chance: random.Random) -> etree._Element:
    """An element that is not the root."""
    return chance.choice(elements(root)[1:])


def removed(node: etree._Element) -> etree._Element:
    """Take an element out; the text after it stays."""
    parent, before, tail = node.getparent(), node.getprevious(), node.tail or ""
    assert parent is not None
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    node.tail = None
    parent.remove(node)
    return node


def moved_elsewhere(root: etree._Element, chance: random.Random) -> bool:
    node = anyone(root, chance)
    inside = set(node.iter(tag=etree.Element))
    target = chance.choice([other for other in elements(root) if other not in inside])
    target.insert(chance.randrange(len(target) + 1), removed(node))
    return True


def left_out(root: etree._Element, chance: random.Random) -> bool:
    removed(anyone(root, chance))
    return True


def exchanged(root: etree._Element, chance: random.Random) -> bool:
    parent = chance.choice([node for node in elements(root) if len(node) > 1])
    first = chance.randrange(len(parent) - 1)
    parent.insert(first, removed(parent[first + 1]))
    return True


def doubled(root: etree._Element, chance: random.Random) -> bool:
    node = anyone(root, chance)
    node.addnext(deepcopy(node))
    return True


def with_value(root: etree._Element, chance: random.Random) -> bool:
    held = [(n, name) for n in elements(root) for name in n.attrib if str(name) in BAD_VALUES]
    node, name = chance.choice(held)
    node.set(name, chance.choice(BAD_VALUES[str(name)]))
    return True


def with_attribute(root: etree._Element, chance: random.Random) -> bool:
    name = chance.choice(ATTRIBUTES)
    name = XML_ID if name == "xml:id" else name
    anyone(root, chance).set(name, chance.choice(BAD_VALUES.get(name, ("x", "a b"))))
    return True


def attribute_misspelt(root: etree._Element, chance: random.Random) -> bool:
    node = chance.choice([node for node in elements(root) if node.attrib])
    name = chance.choice(sorted(map(str, node.attrib)))
    value = str(node.attrib.pop(name))
    node.set(name[:-1] + ("s" if chance.random() < 0.5 else "") or "x", value)
    return True


def attribute_missing(root: etree._Element, chance: random.Random) -> bool:
    node = chance.choice([node for node in elements(root) if node.attrib])
    node.attrib.pop(chance.choice(sorted(map(str, node.attrib))))
    return True


def id_repeated(root: etree._Element, chance: random.Random) -> bool:
    taken = chance.choice([node for node in elements(root) if node.get(XML_ID)])
    anyone(root, chance).set(XML_ID, taken.get(XML_ID, ""))
    return True


def foreign(root: etree._Element, chance: random.Random) -> bool:
    space = chance.choice(
        ("http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2000/svg", "urn:x")
    )
    node = etree.Element(f"{{{space}}}{chance.choice(('math', 'svg', 'p'))}")
    target = anyone(root, chance)
    target.insert(chance.randrange(len(target) + 1), node)
    return True


def foreign_attribute(root: etree._Element, chance: random.Random) -> bool:
    anyone(root, chance).set("{urn:x}note", "y")
    return True


def no_namespace(root: etree._Element, chance: random.Random) -> bool:
    node = anyone(root, chance)
    node.tag = etree.QName(node).localname
    return True


def emptied(root: etree._Element, chance: random.Random) -> bool:
    node = anyone(root, chance)
    for child in list(node):
        node.remove(child)
    node.text = None
    return True


def with_text(root: etree._Element, chance: random.Random) -> bool:
    node = chance.choice(elements(root))
    if len(node) and chance.random() < 0.7:
        child = chance.choice(list(node))
        child.tail = "loose words" + (child.tail or "")
    else:
        node.text = "loose words" + (node.text or "")
    return True


def renamed(root: etree._Element, chance: random.Random) -> bool:
    anyone(root, chance).tag = f"{{{TEI}}}{chance.choice(NAMES)}"
    return True


def misspelt(root: etree._Element, chance: random.Random) -> bool:
    node = anyone(root, chance)
    node.tag = str(node.tag) + chance.choice("sx")
    return True


def wrapped(root: etree._Element, chance: random.Random) -> bool:
    node = anyone(root, chance)
    around = etree.Element(f"{{{TEI}}}{chance.choice(NAMES)}")
    node.addprevious(around)
    around.tail, node.tail = node.tail, None
    around.append(node)
    return True


def other_root(root: etree._Element, chance: random.Random) -> bool:
    root.tag = f"{{{TEI}}}{chance.choice(('p', 'div', 'text', 'teiCorpus', 'TEI.2'))}"
    return True


def with_comment(root: etree._Element, chance: random.Random) -> bool:
    anyone(root, chance).append(etree.Comment(" a note "))
    return True


CHANGES: tuple[Change, ...] = (
    moved_elsewhere,
    left_out,
    exchanged,
    doubled,
    with_value,
    with_attribute,
    attribute_misspelt,
    attribute_missing,
    id_repeated,
    foreign,
    foreign_attribute,
    no_namespace,
    emptied,
    with_text,
    renamed,
    misspelt,
    wrapped,
    other_root,
    with_comment,
)


def mutations(data: bytes, times: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Each change as often as asked, with its name; the same for the same seed."""
    chance = random.Random(seed)
    original = etree.fromstring(data)
    for number in range(times):
        for change in CHANGES:
            root = deepcopy(original)
            change(root, chance)
            yield (
                f"{change.__name__}-{number}",
                etree.tostring(root, encoding="UTF-8", xml_declaration=True),
            )
