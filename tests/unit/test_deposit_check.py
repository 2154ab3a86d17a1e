"""`edition deposit check`: a good edition passes, and each fault is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from edition import cli
from edition.cli.deposit.check import matrix
from edition.deposit import checks, targets
from edition.deposit.checking import check, check_all
from edition.deposit.checks import ids
from edition.deposit.folder import find
from tei.diagnostics import RULES, Diagnostic

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="house.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title>The Mill</title>
        <author ref="https://d-nb.info/gnd/118540238">Marlow, Edith</author>
        <editor ref="https://orcid.org/0000-0002-1825-0097">Carberry, Josiah</editor>
      </titleStmt>
      <publicationStmt>
        <publisher>Mill Press</publisher>
        <date when="2026-03-01">March 2026</date>
        <availability>
          <licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence>
        </availability>
        <idno type="DOI">10.5281/zenodo.1000001</idno>
      </publicationStmt>
      <sourceDesc><bibl>Letter book, 1874</bibl></sourceDesc>
    </fileDesc>
    <profileDesc>
      <abstract><p>Letters of a miller.</p></abstract>
      <langUsage><language ident="en">English</language></langUsage>
    </profileDesc>
  </teiHeader>
  <text><body><p xml:id="p1">High water. <ref target="#p1">Again</ref>.</p></body></text>
</TEI>
"""
RULES_OF_THE_HOUSE = """<?xml version="1.0" encoding="UTF-8"?>
<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
  <ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
  <pattern>
    <rule context="t:body"><assert test="t:p">A body has paragraphs.</assert></rule>
  </pattern>
</schema>
"""
SETTINGS = """depositor = "Josiah Carberry"
subjects = ["letters"]
extent = ["1 letter"]
created = "1874"
identifiers = ["10.5281/zenodo.1000001"]

[contact]
name = "Josiah Carberry"
email = "carberry@mill.press"

[dataverse]
subject = "Arts and Humanities"

[textgrid]
genre = "prose"

[arche]
discipline = "602"
"""


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """The folder of an edition without faults."""
    folder = tmp_path / "mill"
    folder.mkdir()
    (folder / "mill.xml").write_text(TEI, encoding="utf-8")
    (folder / "house.sch").write_text(RULES_OF_THE_HOUSE, encoding="utf-8")
    (folder / "deposit.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def findings(folder: Path, target: str = "") -> list[Diagnostic]:
    chosen = targets.named(target) if target else targets.ANY
    return list(check(find(folder), chosen))


def codes(folder: Path, target: str = "") -> set[str]:
    return {one.code for one in findings(folder, target)}


@pytest.mark.parametrize("target", ["", "zenodo", "dataverse", "nakala", "textgrid", "clarin"])
def test_a_good_edition_passes(edition: Path, target: str) -> None:
    assert findings(edition, target) == []


def test_arche_and_tapas_take_it_too(edition: Path) -> None:
    assert not [one for one in findings(edition, "arche") if one.severity == "error"]
    assert not [one for one in findings(edition, "tapas") if one.severity == "error"]


def replaced(old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        file = folder / "mill.xml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


def written(name: str, data: bytes) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return write


def marked(folder: Path) -> None:
    (folder / "mill.xml").write_bytes(b"\xef\xbb\xbf" + TEI.encode())


def without_settings(folder: Path) -> None:
    (folder / "deposit.toml").unlink()


def deposited_before(folder: Path) -> None:
    ids.remember(find(folder))
    replaced('xml:id="p1">', 'xml:id="par1">')(folder)
    replaced('"#p1"', '"#par1"')(folder)


def settings_with(line: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / "deposit.toml").write_text(f"{line}\n{SETTINGS}", encoding="utf-8")

    return write


def changed_setting(old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        assert old in SETTINGS
        (folder / "deposit.toml").write_text(SETTINGS.replace(old, new), encoding="utf-8")

    return change


RELATED = 'related = [{ relation = "translates", identifier = "10.5281/zenodo.1" }]'
DATE = '<date when="2026-03-01">March 2026</date>'
ABSTRACT = "<abstract><p>Letters of a miller.</p></abstract>"
LICENCE = '<licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence>'
# (code, target, what is done to the good edition, where the finding stands: its line)
BROKEN = [
    ("name-unsplit", "", replaced("Marlow, Edith", "Edith Marlow"), 8),
    ("name-several", "", replaced("Marlow, Edith", "E. Marlow; J. Grey"), 8),
    ("agent-identifier-wrong", "", replaced("1825-0097", "1825-0098"), 9),
    ("agent-identifier-wrong", "", replaced("118540238", "118540239"), 8),
    ("placeholder-left", "", replaced("zenodo.1000001", "zenodo.XXXXXXX"), 17),
    ("doi-malformed", "", replaced("10.5281/zenodo.1000001", "zenodo.1"), 17),
    ("publication-date-unreadable", "", replaced(' when="2026-03-01">March 2026', ">soon"), 13),
    ("deposit-publication-date-missing", "", replaced(DATE, ""), 11),
    ("deposit-licence-missing", "", replaced(LICENCE, ""), 14),
    ("licence-unrecognised", "", replaced(LICENCE, "<licence>Free for all</licence>"), 15),
    ("licence-without-version", "nakala", replaced(LICENCE, "<licence>CC BY</licence>"), 15),
    ("language-code-unknown", "", replaced('ident="en"', 'ident="english"'), 23),
    ("language-without-iso", "zenodo", replaced('"en"', '"x-dialect"'), 3),
    ("deposit-description-missing", "clarin", replaced(ABSTRACT, ""), 21),
    ("deposit-contact-missing", "dataverse", without_settings, 0),
    ("deposit-setting-missing", "dataverse", without_settings, 0),
    ("title-too-short", "invenio", replaced("The Mill", "M."), 7),
    ("title-provisional", "", replaced("The Mill", "[High water …]"), 7),
    ("xml-declaration-missing", "", replaced('<?xml version="1.0" encoding="UTF-8"?>\n', ""), 1),
    ("xml-encoding-missing", "", replaced(' encoding="UTF-8"?>\n<?xml-m', "?>\n<?xml-m"), 1),
    ("byte-order-mark", "", marked, 1),
    ("xml-model-missing", "", replaced('<?xml-model href="house.sch"', "<?other"), 1),
    ("pointer-dangling", "", replaced('"#p1"', '"#p2"'), 26),
    ("schematron", "", replaced("<body><p ", "<body><ab "), 26),
    ("xml-not-well-formed", "", replaced("</body>", ""), 26),
    ("file-name-unsafe", "", written("Brief Nr. 3.txt", b"x"), 0),
    ("file-name-refused", "dataverse", written("act 1: scene 2.txt", b"x"), 0),
    ("file-name-reserved", "", written("con.txt", b"x"), 0),
    ("file-names-clash", "", written("MILL.xml", TEI.encode()), 0),
    ("file-type-mismatch", "", written("page.tif", b"\xff\xd8\xff\xe0 and so on"), 0),
    ("file-type-mismatch", "", written("page.pdf", b"no PDF at all"), 0),
    ("file-empty", "", written("page.png", b""), 0),
    ("file-too-large", "tapas", written("scan.txt", b"x" * 10_000_001), 0),
    ("pdf-unreadable", "", written("mill.pdf", b"%PDF-1.7\nand no more"), 0),
    ("ids-lost", "", deposited_before, 1),
    ("resource-type-unknown", "", settings_with('resource-type = "Edition"'), 1),
    ("relation-unknown", "", settings_with(RELATED), 1),
    ("dataverse-subject-unknown", "dataverse", changed_setting("Arts and Humanities", "Art"), 11),
    ("contact-email-malformed", "", changed_setting("carberry@", "carberry at "), 7),
]  # fmt: skip


@pytest.mark.parametrize(("code", "target", "break_it", "line"), BROKEN)
def test_each_fault_is_named(
    edition: Path, code: str, target: str, break_it: Callable[[Path], None], line: int
) -> None:
    if code == "schematron":
        replaced("Again</ref>.</p>", "Again</ref>.</ab>")(edition)
    break_it(edition)
    found = [one for one in findings(edition, target) if code in (one.code, one.rule)]
    assert found, f"{code} is not among {codes(edition, target)}"
    assert found[0].line == line
    assert found[0].message


def test_a_pdf_that_claims_too_much(edition: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(edition / "plain.pdf")
        with pdf.open_metadata() as metadata:
            metadata["pdfaid:part"] = "2"
            metadata["pdfaid:conformance"] = "B"
        pdf.save(edition / "claimed.pdf")
    found = {(Path(one.file).name, one.code) for one in findings(edition)}
    assert ("plain.pdf", "pdf-not-archival") in found
    assert ("claimed.pdf", "pdf-archival-claim-false") in found
    strict = {one.code: one.severity for one in findings(edition, "arche")}
    assert strict["pdf-not-archival"] == "error"


def test_a_document_that_was_there_before(edition: Path) -> None:
    (edition / "two.xml").write_text(TEI, encoding="utf-8")
    ids.remember(find(edition))
    (edition / "two.xml").unlink()
    assert "document-lost" in codes(edition)


def test_files_deposited_each_alone_are_remembered_each(edition: Path) -> None:
    mill, two = edition / "mill.xml", edition / "two.xml"
    two.write_text(TEI.replace("p1", "q1"), encoding="utf-8")
    for one in (mill, two):
        assert ids.remember(find(one)).name == f"{one.stem}.deposit-ids.json"
    two.write_text(TEI, encoding="utf-8")
    assert "ids-lost" in codes(two)
    assert not {"ids-lost", "document-lost"} & set(codes(mill))
    assert mill.with_name("two.deposit-ids.json") not in find(edition).files


def test_what_is_about_deposits_is_not_deposited(edition: Path) -> None:
    ids.remember(find(edition))
    assert [path.name for path in find(edition).files] == ["house.sch", "mill.xml"]


def test_several_documents_need_a_title_of_their_own(edition: Path) -> None:
    (edition / "two.xml").write_text(TEI.replace("The Mill", "The Bridge"), encoding="utf-8")
    assert "deposit-title-missing" in codes(edition)
    settings = edition / "deposit.toml"
    settings.write_text('title = "Two texts"\n' + SETTINGS, encoding="utf-8")
    assert "deposit-title-missing" not in codes(edition)


def test_deposit_toml_splits_a_name(edition: Path) -> None:
    replaced("Marlow, Edith", "Edith Marlow")(edition)
    settings = edition / "deposit.toml"
    settings.write_text(
        SETTINGS + '[persons."Edith Marlow"]\nfamily = "Marlow"\ngiven = "Edith"\n',
        encoding="utf-8",
    )
    assert "name-unsplit" not in codes(edition)


def test_targets_weigh_differently(edition: Path) -> None:
    replaced("Marlow, Edith", "Edith Marlow")(edition)
    weighed = {
        name: {one.code: one.severity for one in found}["name-unsplit"]
        for name, found in check_all(find(edition), targets.installed()).items()
    }
    assert weighed["nakala"] == "error"
    assert weighed["zenodo"] == "warning"


def test_all_targets_find_what_each_finds_alone(edition: Path) -> None:
    without_settings(edition)
    together = check_all(find(edition), targets.installed())
    for name, target in targets.installed().items():
        assert list(together[name]) == list(check(find(edition), target))


DRACOR = TEI.replace(
    "</langUsage>", "</langUsage><particDesc><listPerson>PERSON</listPerson></particDesc>"
).replace("<p xml:id", "<sp><speaker>A</speaker><p xml:id")


def test_dracor_has_constraints_of_its_own(edition: Path) -> None:
    play = DRACOR.replace("</p></body>", "</p></sp></body>")
    (edition / "mill.xml").write_text(
        play.replace("PERSON", '<person xml:id="a"><persName>A</persName></person>'), "utf-8"
    )
    assert {"dracor-sex-missing", "dracor-speaker-missing"} <= codes(edition, "dracor")
    (edition / "mill.xml").write_text(play.replace("PERSON", '<person sex="2"/>'), "utf-8")
    assert "dracor-person-nameless" in codes(edition, "dracor")
    (edition / "mill.xml").write_text(
        play.replace("PERSON", '<person xml:id="a" sex="2"/>').replace("<sp>", '<sp who="#b">'),
        "utf-8",
    )
    found = codes(edition, "dracor")
    assert {"dracor-sex-unknown", "dracor-speaker-unlisted", "dracor-divisions-missing"} <= found
    (edition / "mill.xml").write_text(play.replace("PERSON", ""), "utf-8")
    assert "dracor-persons-missing" in codes(edition, "dracor")
    (edition / "mill.xml").write_text(TEI, "utf-8")
    found = codes(edition, "dracor")
    assert "dracor-speeches-missing" in found
    assert "dracor-persons-missing" not in found, "what is no play needs no characters"


def test_a_real_play_of_dracor_keeps_its_constraints(shared: Path) -> None:
    play = shared / "tei" / "real" / "lessing-emilia-galotti.xml"
    found = check(find(play), targets.named("dracor"))
    assert not [one for one in found if one.severity == "error"]


def test_eltec_has_constraints_of_its_own(edition: Path) -> None:
    wanted = {"eltec-level-missing", "eltec-fact-missing", "eltec-words-missing"}
    assert wanted | {"eltec-title-unmarked"} <= codes(edition, "eltec")


def test_a_real_eltec_novel_keeps_eltec_s_constraints(shared: Path) -> None:
    found = codes(shared / "tei" / "real" / "eltec-trollope.xml", "eltec")
    assert not {code for code in found if code.startswith("eltec-")}


@pytest.mark.parametrize("name", targets.installed())
def test_every_target_says_what_it_needs_and_where_that_is_written(name: str) -> None:
    from edition.deposit.checks import installed
    from edition.deposit.checks.fields import FIELDS

    assert installed()  # loading a check declares its rules
    target = targets.named(name)
    assert target.name == name
    assert target.sources
    assert set(target.requires) | set(target.advises) <= set(FIELDS)
    assert not set(target.requires) & set(target.advises)
    assert set(target.severities) <= set(RULES)


def test_checks_have_names_of_their_own() -> None:
    names = [one.name for one in checks.installed()]
    assert len(names) == len(set(names)) == 8


def run(*arguments: str) -> int:
    return cli.run(["deposit", *arguments])


def test_exit_codes(edition: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(edition)) == 0
    assert "0 errors" in capsys.readouterr().err
    replaced("1825-0097", "1825-0098")(edition)
    assert run("check", str(edition)) == 1
    told = capsys.readouterr().out
    assert "[agent-identifier-wrong]" in told
    assert "mill.xml:9: error: " in told
    assert "at TEI/teiHeader/fileDesc/titleStmt/editor" in told
    assert run("check", str(edition), "--target", "nowhere") == 2
    assert run("check", str(edition / "missing.xml")) == 2
    assert run("check", str(edition), "--target", "tapas", "--all-targets") == 2


def test_what_is_assumed_of_an_archive_is_said(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("check", "--target", "clarin", str(edition))
    assert "Assumed, not found in its documentation" in capsys.readouterr().err
    run("check", "--target", "invenio", str(edition))
    assert "Assumed" not in capsys.readouterr().err


def test_json(edition: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replaced("1825-0097", "1825-0098")(edition)
    assert run("check", str(edition), "--json") == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert found["code"] == "agent-identifier-wrong"
    assert found["line"] == 9
    assert run("check", str(edition), "--all-targets", "--json") == 1
    assert set(json.loads(capsys.readouterr().out)) == set(targets.installed())


def test_the_matrix(edition: Path, capsys: pytest.CaptureFixture[str]) -> None:
    without_settings(edition)
    assert run("check", str(edition), "--all-targets") == 1
    lines = capsys.readouterr().out.splitlines()
    head = lines[0].split()
    assert head[1:] == list(targets.installed())
    (row,) = [line for line in lines if line.startswith("deposit-contact-missing")]
    column = lines[0].index("dataverse")
    assert "✗" in row[column : column + len("dataverse")]


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--explain", "name-unsplit") == 0
    assert "never guessed" in capsys.readouterr().out
    assert run("check", "--explain", "name-unspilt") == 2
    assert "name-unsplit" in capsys.readouterr().err


def test_metadata_on_the_command_line(
    edition: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run("metadata", "--format", "list") == 0
    assert "datacite-xml" in capsys.readouterr().out
    assert run("metadata", "--format", "dublin-core", str(edition)) == 0
    assert "<dc:creator>Marlow, Edith</dc:creator>" in capsys.readouterr().out
    output = tmp_path / "CITATION.cff"
    assert run("metadata", "--format", "citation-cff", "-o", str(output), str(edition)) == 0
    assert output.read_text().startswith('cff-version: "1.2.0"')
    assert run("metadata", "--format", "marc", str(edition)) == 2
    replaced("<publisher>Mill Press</publisher>", "")(edition)
    assert run("metadata", "--format", "datacite-xml", str(edition)) == 1
    assert "a publisher" in capsys.readouterr().err


def test_a_project_is_deposited_as_it_was_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "edition.toml").write_text("", encoding="utf-8")
    (tmp_path / "sources" / "speech.txt").write_text("A speech.\n", encoding="utf-8")
    assert run("check", str(tmp_path)) == 2
    assert "edition build" in capsys.readouterr().err
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "speech.xml").write_text(TEI, encoding="utf-8")
    (tmp_path / "build" / "house.sch").write_text(RULES_OF_THE_HOUSE, encoding="utf-8")
    (tmp_path / "deposit.toml").write_text(SETTINGS, encoding="utf-8")
    assert run("check", str(tmp_path)) == 0
    found = find(tmp_path)
    assert [path.name for path in found.files] == ["house.sch", "speech.xml", "speech.txt"]


def test_several_documents_have_the_title_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    for name in ("mill", "weir"):
        words = TEI.replace("The Mill", f"The {name}")
        (tmp_path / "sources" / f"{name}.xml").write_text(words, encoding="utf-8")
    settings = tmp_path / "edition.toml"
    sources = '[text]\nsources = ["sources/*.xml"]\n'
    settings.write_text(sources)
    assert "deposit-title-missing" in {one.code for one in check(find(tmp_path))}
    settings.write_text(f'{sources}[edition]\ntitle = "Letters"\n')
    title = find(tmp_path).record.title
    assert (title.value, title.origin.file) == ("Letters", "edition.toml")
    assert "deposit-title-missing" not in {one.code for one in check(find(tmp_path))}


def test_the_names_of_what_was_built_are_ours(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "mill.xml").write_text(TEI, encoding="utf-8")
    (tmp_path / "edition.toml").write_text('[text]\nsources = ["sources/*.xml"]\n')
    html = tmp_path / "build" / "html"
    html.mkdir(parents=True)
    for number in range(120):
        (html / f"mill;down={number}.json").write_text("{}")
    found = {one.code for one in check(find(tmp_path), targets.named("zenodo"))}
    assert not found & {"file-name-unsafe", "file-name-refused", "files-too-many"}
    (html.parent.parent / "sources" / "mill.xml").rename(tmp_path / "sources" / "the mill.xml")
    assert "file-name-unsafe" in {one.code for one in check(find(tmp_path))}


def test_a_folder_without_tei_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(tmp_path)) == 2
    assert "no TEI document" in capsys.readouterr().err


def test_other_xml_is_told(tmp_path: Path) -> None:
    """In a process of its own: nothing else has declared the codes that are used."""
    import subprocess
    import sys

    (tmp_path / "page.xml").write_text("<html/>", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "edition", "deposit", "check", str(tmp_path / "page.xml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "[document-not-tei]" in done.stderr


def test_the_matrix_goes_into_a_narrow_terminal(edition: Path) -> None:
    without_settings(edition)
    found = check_all(find(edition), targets.installed())
    wide, narrow = matrix(found), matrix(found, 80)
    assert max(map(len, wide)) > 80 >= max(map(len, narrow))
    names = list(targets.installed())
    steps = narrow[: len(names)]
    assert [line.split()[-1] for line in steps] == names
    for name, line in zip(names, steps, strict=True):
        (row,) = [one for one in narrow if one.startswith("errors")]
        errors = sum(one.severity == "error" for one in found[name])
        column = line.index(name)
        assert str(errors) in row[max(column - 1, 0) : column + 2]


def test_what_is_said_of_many_files_is_said_once(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tei = TEI.replace('<?xml-model href="house.sch"', '<?xml-model href="https://mill.press/a.rng"')
    for name in "abcde":
        (edition / f"{name}.xml").write_text(tei, encoding="utf-8")
    run("check", str(edition))
    told = capsys.readouterr().out
    assert told.count("[schema-not-installed]") == 1
    assert "and in 4 more files" in told


def test_a_person_whom_no_header_names_is_told(edition: Path) -> None:
    settings = edition / "deposit.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + '\n[persons."Marlow, Edit"]\nviaf = "34551336"\n', encoding="utf-8")
    assert "person-not-named" in codes(edition)
    settings.write_text(text + '\n[persons."Marlow, Edith"]\nviaf = "34551336"\n', encoding="utf-8")
    assert "person-not-named" not in codes(edition)


def test_letters_with_different_licences_are_asked_about(edition: Path) -> None:
    other = TEI.replace("licenses/by/4.0", "licenses/by-nc/4.0").replace("CC BY 4.0", "")
    (edition / "other.xml").write_text(other, encoding="utf-8")
    assert "licences-several" in codes(edition)


def a_project(folder: Path, name: str, words: str) -> Path:
    """A project with one text, and what edition build would have made of a plain one."""
    (folder / "sources").mkdir()
    (folder / "edition.toml").write_text("", encoding="utf-8")
    (folder / "sources" / name).write_text(words, encoding="utf-8")
    return folder


def test_what_is_said_of_built_tei_is_said_where_it_can_be_mended(tmp_path: Path) -> None:
    project = a_project(tmp_path, "mill.xml", TEI.replace("<publisher>Mill Press</publisher>", ""))
    (project / "build").mkdir()
    (project / "build" / "mill.xml").write_text(TEI, encoding="utf-8")
    (found,) = [one for one in check(find(project)) if one.code == "deposit-publisher-missing"]
    assert found.file == str(project / "sources" / "mill.xml")


def test_the_cure_for_a_plain_text_is_in_the_settings(tmp_path: Path) -> None:
    project = a_project(tmp_path, "mill.txt", "The Mill\n\nHigh water.\n")
    (project / "build").mkdir()
    bare = TEI.replace("<publisher>Mill Press</publisher>", "").replace("<abstract>", "<creation>")
    bare = bare.replace("</abstract>", "</creation>")
    (project / "build" / "mill.xml").write_text(bare, encoding="utf-8")
    told = {one.code: one for one in check(find(project))}
    assert told["deposit-publisher-missing"].file == "edition.toml"
    assert '[edition] publisher = "…"' in told["deposit-publisher-missing"].message
    assert told["deposit-description-missing"].file == "deposit.toml"


def test_a_second_text_loses_nothing_of_the_first(tmp_path: Path) -> None:
    project = a_project(tmp_path, "mill.xml", TEI)
    ids.remember(find(project))
    (project / "sources" / "weir.xml").write_text(TEI, encoding="utf-8")
    assert "document-lost" not in {one.code for one in check(find(project))}


def test_pictures_of_a_project_are_looked_at(tmp_path: Path) -> None:
    project = a_project(tmp_path, "mill.xml", TEI.replace("</p>", '<graphic url="a%20b.jpg"/></p>'))
    (project / "sources" / "a b.jpg").write_bytes(b"")
    told = {(one.code, Path(one.file).name) for one in check(find(project))}
    assert {("file-empty", "a b.jpg"), ("file-name-unsafe", "a b.jpg")} <= told


def test_of_a_file_that_cannot_be_read_only_that_is_said(edition: Path) -> None:
    (edition / "letter.xml").write_text(TEI.replace("</body>", ""), encoding="utf-8")
    errors = {one.code for one in check(find(edition)) if one.severity == "error"}
    assert errors == {"xml-not-well-formed"}


def test_a_picture_that_is_not_there_is_told(edition: Path) -> None:
    letter = next(path for path in edition.glob("*.xml"))
    letter.write_text(TEI.replace("</p>", '<graphic url="lost.png"/></p>'), encoding="utf-8")
    (found,) = [one for one in check(find(edition)) if one.code == "picture-missing"]
    assert found.severity == "warning"
    (edition / "lost.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert "picture-missing" not in codes(edition)


def test_tei_that_names_no_schema_is_not_held_to_ours(edition: Path) -> None:
    letter = edition / "mill.xml"
    words = TEI.replace('<?xml-model href="house.sch"', "<?other")
    words = words.replace("High water.", "High <notatedMusic/> water.")
    letter.write_text(words, encoding="utf-8")
    told = {one.code: one.severity for one in check(find(edition))}
    assert told["element-unknown"] == "warning"
    letter.write_text(words.replace('target="#p1"', 'target="#p2"'), encoding="utf-8")
    told = {one.code: one.severity for one in check(find(edition))}
    assert told["pointer-dangling"] == "error", "that is wrong in any TEI"


def test_a_licence_in_deposit_toml_is_enough(edition: Path) -> None:
    replaced(LICENCE, "<licence/>")(edition)
    settings_with('licence = "CC BY 4.0"')(edition)
    assert not [one for one in check(find(edition)) if one.severity == "error"]


def test_the_abstract_of_one_letter_is_not_that_of_all(edition: Path) -> None:
    other = TEI.replace("The Mill", "The Weir").replace("Letters of a miller", "Letters of a clerk")
    (edition / "other.xml").write_text(other, encoding="utf-8")
    assert not find(edition).record.description
    told = {one.code: one for one in check(find(edition), targets.named("zenodo"))}
    assert told["deposit-description-missing"].file == "deposit.toml"
    assert "2 documents" in told["deposit-description-missing"].message
