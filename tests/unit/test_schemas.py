"""The edition schema: it only chooses from TEI, and its forms say the same."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Collection
from functools import cache
from pathlib import Path

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei import odd, resources
from tei.diagnostics import RULES
from tei.odd import clean
from tei.validation import models, rules
from tei.validation.check import check
from tei.validation.grammar import Grammar, load
from tei.validation.relaxng import explain
from tei.validation.relaxng import schema as compiled
from tei.validation.values import fits

TEI = "http://www.tei-c.org/ns/1.0"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
TEI_ALL = ("tei_all.rng", "tei_all-4.12.0.rng")


def document(body: str = "<p/>", *, header: str = "", after: str = "") -> str:
    return (
        f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>On Bridges</title></titleStmt>'
        "<publicationStmt><publisher>Press</publisher><availability><licence><p><label>Rights"
        "</label> free</p></licence></availability></publicationStmt><sourceDesc><bibl><seg "
        'type="label">Source:</seg> <title level="j">The Mast</title></bibl></sourceDesc>'
        f"</fileDesc>{header}</teiHeader>{after}<text><body>{body}</body></text></TEI>"
    )


VALID = {
    "quotation in parts": document(
        '<p><quote xml:id="q1" next="#q2" source="#ann" cert="medium" resp="#encoder">“One,”'
        '</quote> she wrote, <quote xml:id="q2" prev="#q1">“two.”</quote></p>'
    ),
    "quotation of several paragraphs": document("<quote><p>“One</p><p>“two.”</p></quote>"),
    "speech in narrative": document(
        '<p><said who="#ann" direct="true" aloud="false">“No,”</said> thought Ann, '
        "<q>“never”</q> and <soCalled>“soon”</soCalled>.</p>"
    ),
    "play": document(
        "<div type='act' n='1'><head>Act I</head><stage type='entrance'>Enter Ann.</stage>"
        "<sp who='#ann'><speaker>ANN</speaker><stage type='delivery'>aside</stage><l part='I'>So"
        "</l><lg><l>One</l><l rend='indent'>two</l></lg></sp></div>"
        "<div><castList><head>Persons</head><castItem><role xml:id='ann'>Ann</role>, "
        "<roleDesc>a smith</roleDesc></castItem></castList></div>"
    ),
    "letter": document(
        "<div type='letter'><opener><dateline><placeName>Bern</placeName>, <date when='1900-03-01'>"
        "1 March</date></dateline><salute>Dear Ann,</salute></opener><p>One</p><closer><salute>"
        "Yours</salute><signed>Bo</signed></closer><postscript><p>P.S.</p></postscript></div>"
    ),
    "hyphen and page": document(
        '<p>won<pc force="weak">-</pc><lb break="no"/>der<pb n="2"/> on</p><ab type="separator">* *'
        "</ab>"
    ),
    "notes": document(
        '<p>One<ref type="noteAnchor" target="#n1">1</ref></p><note xml:id="n1" n="1" '
        'place="bottom">'
        "<p>See <bibl><author>Bo</author>, <title level='m'>On Bridges</title>, <pubPlace>Bern"
        "</pubPlace>: <publisher>Press</publisher>, <date when='1900'>1900</date>, <biblScope "
        "unit='page' from='1' to='2'>p. 1–2</biblScope></bibl>.</p></note>"
    ),
    "old calendar": document(
        '<p><date calendar="#julian" when-custom="1900-02-29" when="1900-03-13">29 Feb</date></p>'
    ),
    "editing": document(
        "<p><choice><sic>teh</sic><corr>the</corr></choice><gap reason='illegible' unit='char' "
        "quantity='3'/><supplied reason='lost'>a</supplied><subst><del>one</del><add place='above'>"
        "two</add></subst><app><lem wit='#a'>x</lem><rdg wit='#b'>y</rdg></app></p>"
    ),
    "table, figure, list": document(
        "<table rows='1' cols='2'><row role='label'><cell>a</cell><cell>b</cell></row></table>"
        "<figure><graphic url='a.png'/><figDesc>A bridge</figDesc></figure>"
        "<list rend='numbered'><item n='1'>One</item></list>"
    ),
    "full header": document(
        header="<encodingDesc><samplingDecl><p>All.</p></samplingDecl><editorialDecl><quotation "
        'marks="all"/><hyphenation eol="all"><p>Kept.</p></hyphenation></editorialDecl><classDecl>'
        '<taxonomy xml:id="t"><category xml:id="c"><catDesc>Speech</catDesc></category></taxonomy>'
        '</classDecl><appInfo><application ident="tei-edition" version="0.1.0"><label>x</label>'
        "</application></appInfo></encodingDesc><profileDesc><creation><date when='1900'/>"
        "</creation>"
        '<langUsage><language ident="en">English</language></langUsage><textClass><catRef '
        'target="#c"'
        "/><keywords><term>bridges</term></keywords></textClass><particDesc><listPerson><person "
        'xml:id="ann"><persName>Ann</persName></person><personGrp xml:id="all"><persName>All'
        '</persName></personGrp></listPerson><listOrg><org xml:id="o"><orgName>Club</orgName></org>'
        '</listOrg></particDesc><correspDesc><correspAction type="sent"><persName>Bo</persName>'
        '</correspAction></correspDesc></profileDesc><revisionDesc><change when="2026-01-01" '
        'who="#ed">Made.</change></revisionDesc>'
    ),
    "stand-off": document(
        after='<standOff><listBibl><bibl xml:id="b"><title>On Bridges</title></bibl></listBibl>'
        '<listPlace><place><placeName>Bern</placeName></place></listPlace><certainty target="#d3" '
        'locus="value" cert="low"><desc>The year is that of the text.</desc></certainty></standOff>'
    ),
}
INVALID = {
    "paragraph in paragraph": document("<p>One <p>two</p></p>"),
    "who on quote": document('<p><quote who="#ann">x</quote></p>'),
    "unknown attribute": document('<p><date whn="1900"/></p>'),
    "date in words": document('<p><date when="1 March 1900"/></p>'),
    "empty list": document("<list/>"),
    "paragraph in list": document("<list><p>x</p></list>"),
    "head after paragraph": document("<div><p>x</p><head>y</head></div>"),
    "words in body": document("<p/>words"),
    "words in sp": document("<sp>words</sp>"),
    "no body": document().replace("<body><p/></body>", ""),
    "no source": re.sub("<sourceDesc>.*</sourceDesc>", "", document()),
    "two titles after author": document().replace("<title>On", "<author/><title>On"),
    "level of title": document("<p><title level='book'>x</title></p>"),
    "one choice": document("<p><choice><sic>x</sic></choice></p>"),
    "text in pb": document("<p><pb>1</pb></p>"),
    "unknown element": document("<p><quotation-mark/></p>"),
    "no namespace": document('<p xmlns="">x</p>'),
    "graphic without url": document("<figure><graphic/></figure>"),
    "certainty without locus": document("<p><certainty target='#a'/></p>"),
    "id with a blank": document('<p xml:id="a b"/>'),
    "id twice": document('<p xml:id="a"/><p xml:id="a"/>'),
    "number as rows": document("<table rows='many'><row><cell/></row></table>"),
    "pointer with a bad address": document('<p><ref target="http://[bad"/></p>'),
}


def grammar() -> Grammar:
    return load(resources.schema("edition.rng"))


def verdict(schema: etree.RelaxNG | etree.XMLSchema, text: str) -> bool:
    return bool(schema.validate(etree.fromstring(text, etree.XMLParser(recover=True))))


@pytest.fixture(scope="module")
def validators() -> tuple[etree.RelaxNG, etree.XMLSchema, xmlschema.XMLSchema]:
    xsd = str(resources.schema("edition.xsd"))
    rng = etree.RelaxNG(etree.parse(str(resources.schema("edition.rng"))))
    return rng, etree.XMLSchema(etree.parse(xsd)), xmlschema.XMLSchema(xsd)


@pytest.mark.parametrize("name", [*VALID, *INVALID])
def test_relaxng_and_xml_schema_agree(
    name: str, validators: tuple[etree.RelaxNG, etree.XMLSchema, xmlschema.XMLSchema]
) -> None:
    text = VALID.get(name) or INVALID[name]
    rng, xsd, peer = validators
    verdicts = verdict(rng, text), verdict(xsd, text), peer.is_valid(text)
    expected = name in VALID
    loose = name == "pointer with a bad address"  # XSD 1.0 leaves addresses to the processor
    assert verdicts == ((False, False, verdicts[2]) if loose else (expected,) * 3), rng.error_log


def jing(schema: Path, files: list[Path]) -> set[str]:
    """The names of the files that jing finds invalid."""
    if shutil.which("jing") is None:
        pytest.skip("jing is not installed")
    run = subprocess.run(["jing", str(schema), *map(str, files)], capture_output=True, text=True)
    return set(re.findall(r"([\w-]+\.xml):\d+:\d+: (?:fatal|error)", run.stdout + run.stderr))


def written(folder: Path, texts: dict[str, str]) -> list[Path]:
    files = [folder / f"{name.replace(' ', '-').replace(',', '')}.xml" for name in texts]
    for file, text in zip(files, texts.values(), strict=True):
        file.write_text(text)
    return files


def test_jing_gives_the_same_verdicts(tmp_path: Path) -> None:
    good, bad = written(tmp_path, VALID), written(tmp_path, INVALID)
    refused = jing(resources.schema("edition.rng"), good + bad)
    assert refused == {file.name for file in bad}


@pytest.mark.shared
def test_jing_finds_our_documents_valid_against_tei_all(tmp_path: Path, shared: Path) -> None:
    source = resources.schema("edition.odd")
    (tmp_path / "customisation.xml").write_bytes(source.read_bytes())
    files = [*written(tmp_path, VALID), tmp_path / "customisation.xml"]
    assert jing(shared / "tei/schemas/tei_all.rng", files) == set()


@pytest.mark.shared
@pytest.mark.parametrize("name", TEI_ALL)
def test_the_customisation_is_a_clean_subset_of_tei_all(name: str, shared: Path) -> None:
    """Language inclusion, element by element: a proof, not a sample."""
    assert not grammar().ambiguous
    compiled = odd.compile(resources.schema("edition.odd"))
    assert list(clean.check(compiled, load(shared / "tei/schemas" / name))) == []


def test_the_schemas_are_what_the_customisation_says(root: Path) -> None:
    command = [sys.executable, str(root / "docs/make_schemas.py"), "--check"]
    assert subprocess.run(command, capture_output=True, text=True).stdout == ""


def test_the_rules_have_the_codes_of_diagnostics() -> None:
    rules.checks()  # declares them
    schematron = etree.parse(str(resources.schema("edition.sch")))
    found = {node.get("id") for node in schematron.iter(f"{SCH}assert", f"{SCH}report")}
    assert found
    assert found <= RULES.keys()


def test_every_declaration_is_described_in_words() -> None:
    source = etree.parse(str(resources.schema("edition.odd")))
    bare = [
        node.get("ident")
        for node in source.iter(f"{{{TEI}}}elementSpec", f"{{{TEI}}}attDef")
        if node.get("mode") in (None, "add") and not node.findtext(f"{{{TEI}}}desc")
    ]
    assert bare == []


@st.composite
def made_documents(draw: st.DrawFn) -> etree._Element:
    """A document made from the grammar alone: contents at random, attributes where required."""
    return made(f"{{{TEI}}}TEI", draw(st.randoms(use_true_random=False)), 0)


def made(name: str, chance: random.Random, depth: int) -> etree._Element:
    if name == models.ANY:
        return etree.Element("{urn:example:any}any")
    element = etree.Element(name)
    if name in valued():
        element.text = "words"
    declaration = grammar().declarations[name]
    for attribute in declaration.attributes.values():
        if attribute.required:
            listed = [v.text or "" for p in attribute.patterns for v in p.iter("{*}value")]
            values = (value for value in (*SAMPLES, *listed) if fits(attribute, value))
            element.set(attribute.name, next(values))
    state = declaration.content
    for _ in range(0 if depth > 6 else chance.randrange(4)):
        choices = sorted(models.next_symbols(state))
        if not choices:
            break
        state = add(element, state, chance.choice(choices), chance, depth)
    for symbol in way_out(state, lower()[name]) or way_out(state, [*lower(), models.TEXT]) or ():
        state = add(element, state, symbol, chance, depth)
    return element


@cache
def valued() -> frozenset[str]:
    """The elements whose text is a value, which may not be empty."""
    rng = etree.parse(str(resources.schema("edition.rng")))
    found = rng.xpath(
        "//*[local-name() = 'element'][*[local-name() = 'ref'][starts-with(@name, 'teidata.')]]"
    )
    assert isinstance(found, list)
    return frozenset(f"{{{TEI}}}{node.get('name')}" for node in found)


SAMPLES = ("a", "1.0", "value", "en", "1", "1,2 3,4 5,6", "2000-01-01")


def add(
    parent: etree._Element, state: models.Model, symbol: str, chance: random.Random, depth: int
) -> models.Model:
    if symbol != models.TEXT:
        parent.append(made(symbol, chance, depth + 1))
    elif len(parent):
        parent[-1].tail = "words"
    else:
        parent.text = "words"
    return models.after(state, symbol)


def way_out(model: models.Model, allowed: Collection[str]) -> list[str] | None:
    """A shortest way to an end of the content with these elements; None where there is none."""
    paths: list[tuple[models.Model, list[str]]] = [(model, [])]
    seen = {model}
    for state, path in paths:
        if models.may_end(state):
            return path
        for symbol in sorted(models.next_symbols(state) & set(allowed)):
            following = models.after(state, symbol)
            if following not in seen:
                seen.add(following)
                paths.append((following, [*path, symbol]))
    return None


@cache
def lower() -> dict[str, frozenset[str]]:
    """For each element others that can finish it and never lead back to it."""
    done: dict[str, frozenset[str]] = {}
    declarations = grammar().declarations
    while len(done) < len(declarations):
        below = frozenset(done) | {models.TEXT}
        waiting = [name for name in declarations if name not in done]
        done.update(
            {n: below for n in waiting if way_out(declarations[n].content, below) is not None}
        )
    return done


@settings(max_examples=25)
@given(made_documents())
def test_whatever_the_grammar_makes_all_validators_take(root: etree._Element) -> None:
    found = check(root, [resources.schema("edition.rng"), resources.schema("edition.xsd")])
    told = [f.message for f in found if f.code in ("relaxng", "xsd")]
    assert told == [], etree.tostring(root)
    assert list(explain(root, resources.schema("edition.rng"))) == []


@settings(max_examples=25)
@given(made_documents(), st.randoms(use_true_random=False))
def test_our_reasons_and_libxml2_agree_on_what_is_wrong(
    root: etree._Element, chance: random.Random
) -> None:
    elements = list(root.iter(tag=etree.Element))
    moved, place = chance.choice(elements[1:]), chance.choice(elements)
    copy = etree.fromstring(etree.tostring(moved, with_tail=False))
    copy.tail = None
    place.insert(chance.randrange(len(place) + 1), copy)
    schema = resources.schema("edition.rng")
    reasons = list(explain(root, schema))
    assert bool(reasons) != bool(compiled(schema).validate(root.getroottree())), etree.tostring(
        root
    )
