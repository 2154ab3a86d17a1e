"""The edition schema: it only chooses from TEI, and its forms say the same."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Collection
from functools import cache
from pathlib import Path

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei import resources
from tei.validation import models
from tei.validation.check import check
from tei.validation.grammar import Attribute, Declaration, Grammar, load, local
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
    odd = resources.schema("edition.odd")
    (tmp_path / "customisation.xml").write_bytes(odd.read_bytes())
    files = [*written(tmp_path, VALID), tmp_path / "customisation.xml"]
    assert jing(shared / "tei/schemas/tei_all.rng", files) == set()


@pytest.fixture(scope="module", params=TEI_ALL)
def tei_all(request: pytest.FixtureRequest, shared: Path) -> Grammar:
    return load(shared / "tei/schemas" / request.param)


@pytest.mark.shared
def test_every_content_that_we_accept_tei_all_accepts(tei_all: Grammar) -> None:
    """Language inclusion, element by element: a proof, not a sample."""
    assert not grammar().ambiguous
    refused = {
        name: models.included(mine.content, tei_all.declarations[name].content)
        for name, mine in grammar().declarations.items()
    }
    assert {name: path for name, path in refused.items() if path is not None} == {}


@pytest.mark.shared
def test_every_attribute_that_we_accept_tei_all_accepts(tei_all: Grammar) -> None:
    faults = [
        fault
        for name, mine in grammar().declarations.items()
        for fault in attribute_faults(mine, tei_all.declarations[name])
    ]
    assert faults == []


def attribute_faults(mine: Declaration, wide: Declaration) -> list[str]:
    """Attributes that `wide` lacks, requires where we do not, or types more narrowly."""
    faults = [f"{mine.name} @{name} unknown" for name in mine.attributes.keys() - wide.attributes]
    for name, attribute in wide.attributes.items():
        own = mine.attributes.get(name)
        if attribute.required and not (own and own.required):
            faults.append(f"{mine.name} @{name} required")
        if own and not narrower(own, attribute):
            faults.append(f"{mine.name} @{name} {alternatives(own)} {alternatives(attribute)}")
    return faults


def narrower(own: Attribute, wide: Attribute) -> bool:
    """Whether each alternative of our datatype is one of TEI's, or one item of its lists."""
    theirs = alternatives(wide)
    theirs |= {text.removeprefix("list: ") for text in theirs}
    return all(text in theirs or fits(wide, listed_value(text)) for text in alternatives(own))


def listed_value(alternative: str) -> str:
    """The value that an alternative lists; one that fits nothing for a datatype."""
    kind, _, value = alternative.partition(" ")
    return value if kind == "value" else "\ufffe \ufffe"


def alternatives(attribute: Attribute) -> set[str]:
    return {text for pattern in attribute.patterns for text in spelt(pattern)}


def spelt(pattern: etree._Element) -> set[str]:
    """The alternatives of a datatype, one string each; a list has those of its items."""
    kind, inner = local(pattern), list(pattern.iterchildren(tag=etree.Element))
    if kind in ("choice", "group", "optional"):
        return {text for node in inner for text in spelt(node)}
    if kind in ("list", "oneOrMore", "zeroOrMore"):
        prefix = "list: " if kind == "list" else ""
        return {prefix + text for node in inner for text in spelt(node)}
    if kind == "value":
        return {f"value {pattern.text or ''}"}
    facets = sorted(f"{node.get('name')}={node.text}" for node in inner)
    name = pattern.get("type", "string") if kind == "data" else "string"
    return {" ".join([name, *facets])}


def test_the_customisation_names_the_elements_of_the_grammar() -> None:
    odd = etree.parse(str(resources.schema("edition.odd")))
    listed = odd.xpath("//*[local-name()='moduleRef']/@include")
    assert isinstance(listed, list)
    chosen = {name for names in listed for name in str(names).split()}
    assert chosen == {etree.QName(name).localname for name in grammar().declarations}


def test_the_customisation_has_the_rules_of_the_schematron() -> None:
    odd = etree.parse(str(resources.schema("edition.odd")))
    sch = etree.parse(str(resources.schema("edition.sch")))
    assert rules_in(odd) == rules_in(sch) != []


def rules_in(tree: etree._ElementTree) -> list[tuple[str, ...]]:
    return [
        tuple(" ".join(node.get(key, "").split()) for key in ("context", "test", "id", "value"))
        for node in tree.iter(f"{SCH}rule", f"{SCH}assert", f"{SCH}report", f"{SCH}let")
        if f"{SCH}schema" not in [parent.tag for parent in [node.getparent()] if parent is not None]
    ]


def test_the_xml_schema_is_what_trang_makes_of_the_grammar(tmp_path: Path) -> None:
    if shutil.which("trang") is None:
        pytest.skip("trang is not installed")
    made = tmp_path / "edition.xsd"
    command = ["trang", "-o", "disable-abstract-elements", str(resources.schema("edition.rng"))]
    subprocess.run([*command, str(made)], check=True)
    without = [
        re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
        for text in (made.read_text(), resources.schema("edition.xsd").read_text())
    ]
    assert without[0].split() == without[1].split()


@st.composite
def made_documents(draw: st.DrawFn) -> etree._Element:
    """A document made from the grammar alone: contents at random, attributes where required."""
    return made(f"{{{TEI}}}TEI", draw(st.randoms(use_true_random=False)), 0)


def made(name: str, chance: random.Random, depth: int) -> etree._Element:
    element = etree.Element(name)
    declaration = grammar().declarations[name]
    for attribute in declaration.attributes.values():
        if attribute.required:
            element.set(attribute.name, next(v for v in SAMPLES if fits(attribute, v)))
    state = declaration.content
    for _ in range(0 if depth > 6 else chance.randrange(4)):
        choices = sorted(models.next_symbols(state))
        if not choices:
            break
        state = add(element, state, chance.choice(choices), chance, depth)
    for symbol in way_out(state, lower()[name]) or way_out(state, [*lower(), models.TEXT]) or ():
        state = add(element, state, symbol, chance, depth)
    return element


SAMPLES = ("a", "1.0", "value", "en")


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
    copy = etree.fromstring(etree.tostring(moved))
    copy.tail = None
    place.insert(chance.randrange(len(place) + 1), copy)
    schema = resources.schema("edition.rng")
    reasons = list(explain(root, schema))
    assert bool(reasons) != bool(compiled(schema).validate(root.getroottree())), etree.tostring(
        root
    )
