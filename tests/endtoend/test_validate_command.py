"""`edition validate` as people run it: every option, exit code and form, and hostile input."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
SECONDS = 120  # that a run may take before it is called hung
GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"
datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="TEI"><optional><attribute name="xml:lang"/></optional>
<zeroOrMore><ref name="p"/></zeroOrMore></element></start>
<define name="p"><element name="p">
<optional><attribute name="n"><data type="integer"/></attribute></optional>
<optional><attribute name="xml:id"><data type="ID"/></attribute></optional>
<mixed><zeroOrMore><ref name="p"/></zeroOrMore></mixed></element></define></grammar>"""
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
<pattern><rule context="t:p"><assert test="@n" id="p-without-n">Every p needs an n.</assert>
</rule></pattern></schema>"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the command in a folder of its own, where no schema is installed."""
    (tmp_path / "own.rng").write_text(GRAMMAR)
    (tmp_path / "own.sch").write_text(RULES)

    def call(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "edition", "validate", *arguments]
        return subprocess.run(
            command,
            cwd=tmp_path,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            **options,  # type: ignore[call-overload]
        )

    return call


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EDITION_")}
    own = {"XDG_DATA_HOME": str(folder / "data"), "EDITION_CACHE": str(folder / "cache")}
    return {**kept, **own, "NO_COLOR": "1"}


def put(folder: Path, name: str, inside: str, before: str = "") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{before}<TEI xmlns="{TEI}" xml:lang="en">\n{inside}\n</TEI>\n')
    return path


MODEL = '<?xml-model href="own.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
UPMODEL = MODEL.replace("own.rng", "../own.rng")


def test_a_document_is_checked_with_the_schema_it_names(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "good.xml", "<p>x</p>", MODEL)
    put(tmp_path, "bad.xml", '<p m="1">x</p>', MODEL)
    assert run("good.xml", "-q").returncode == 0
    result = run("bad.xml")
    assert result.returncode == 1
    assert result.stdout.startswith("bad.xml:3:1: error: ") and "^" in result.stdout
    assert "Traceback" not in result.stderr


def test_a_schema_that_is_missing_is_an_exit_code_of_its_own(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "a.xml", "<p>x</p>", MODEL.replace("own", "lost"))
    result = run("a.xml")
    assert result.returncode == 2 and "[schema-missing]" in result.stdout
    assert run("a.xml", "--schema", "own.rng").returncode == 0
    result = run("a.xml", "--schema", "tei_all")
    assert result.returncode == 2 and "edition schema install tei_all" in result.stderr


def test_the_older_instruction_of_oxygen_is_followed(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "a.xml", '<p m="1">x</p>', '<?oxygen RNGSchema="own.rng" type="xml"?>\n')
    assert run("a.xml").returncode == 1
    put(tmp_path, "b.xml", "<p>x</p>", '<?oxygen SCHSchema="own.sch"?>\n')
    assert "Every p needs an n." in run("b.xml").stdout
    both = '<?oxygen SCHSchema="own.sch"?>\n' + MODEL
    put(tmp_path, "c.xml", "<p>x</p>", both)
    assert run("c.xml").returncode == 0, "xml-model came after it"


def test_an_instruction_without_an_address_is_told(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "a.xml", "<p>x</p>", '<?xml-model "own.rng"?>\n')
    assert "[model-without-address]" in run("a.xml").stdout


def test_a_schema_is_read_as_what_it_is(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "a.xml", "<p>x</p>", MODEL.replace("own.rng", "own.sch"))
    assert "Every p needs an n." in run("a.xml").stdout, "the types were exchanged"


def test_a_grammar_stands_in_for_an_xml_schema(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "tei-edition" / "schemas"
    folder.mkdir(parents=True)
    (folder / "tei_all.rng").write_text(GRAMMAR)
    file = put(tmp_path, "a.xml", "<p>x</p>")
    named = f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{TEI} '
    for place in ("tei_all.xsd", "https://tei-c.org/release/xml/tei/custom/schema/xsd/tei_all.xsd"):
        good = file.read_text().replace("<TEI ", f'<TEI {named}{place}" ', 1)
        (tmp_path / "good.xml").write_text(good)
        (tmp_path / "bad.xml").write_text(good.replace("<p>", '<p m="1">'))
        assert run("good.xml", "-q").returncode == 0
        told = run("bad.xml", "-q")
        assert told.returncode == 1 and "@m" in told.stdout and "Location in" not in told.stdout


def test_text_in_the_wrong_place_is_underlined_itself(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "a.xml", "\t<p>one</p> stray words <p>two</p>", MODEL)
    result = run("a.xml", "--format", "json")
    (finding,) = [one for one in json.loads(result.stdout)["findings"] if "text-" in one["code"]]
    assert (finding["line"], finding["column"]) == (3, 13)
    lines = run("a.xml").stdout.splitlines()
    at = next(n for n, line in enumerate(lines) if "│" in line)
    line, marks = lines[at], lines[at + 1]
    assert line[marks.index("^") : marks.rindex("^") + 1] == "stray words"


def test_one_fault_many_times_is_mended_in_one_run(run: Run, tmp_path: Path) -> None:
    grammar = GRAMMAR.replace('<attribute name="n">', '<attribute name="corresp"/></optional>'
                              '<optional><attribute name="n">')  # fmt: skip
    (tmp_path / "own.rng").write_text(grammar)
    file = put(tmp_path, "a.xml", '<p xml:id="z">x</p>' + '<p corresp="z">y</p>' * 10, MODEL)
    result = run("a.xml", "--fix")
    assert file.read_text().count('corresp="#z"') == 10
    assert result.stdout.count("mended") == 1 and "(10 times)" in result.stdout


def test_a_fault_of_an_odd_names_the_odd(run: Run, tmp_path: Path) -> None:
    rule = f'<assert xmlns="{SCH}" test="@n &gt;">x</assert>'
    (tmp_path / "own.odd").write_text(
        f'<TEI xmlns="{TEI}"><text><body><schemaSpec ident="x" start="TEI">'
        '<elementSpec ident="TEI" mode="add"><content><textNode/></content>'
        '<constraintSpec ident="c" scheme="schematron">'
        f"<constraint>{rule}</constraint></constraintSpec></elementSpec></schemaSpec></body></text>"
        "</TEI>"
    )
    put(tmp_path, "a.xml", "x")
    result = run("a.xml", "--schema", "own.odd")
    assert result.returncode == 2 and result.stderr.startswith("edition: own.odd: ")


def test_a_name_that_is_empty_means_no_folder(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "a.xml", "<p>x</p>", MODEL)
    result = run("")
    assert result.returncode == 2 and "Name at least one" in result.stderr


def test_a_code_that_is_not_there_names_others_like_it(run: Run) -> None:
    result = run("--explain", "pointer-lost")
    assert result.returncode == 2 and "pointer-dangling" in result.stderr
    result = run("--explain", "nonsense")
    assert result.returncode == 2 and len(result.stderr) < 200


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_no_fault_of_the_toolkit(tmp_path: Path) -> None:
    put(tmp_path, "a.xml", '<p m="1">x</p>')
    command = [sys.executable, "-m", "edition", "validate", "-q", "a.xml"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env=environment(tmp_path),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=SECONDS,
        )
    assert done.returncode == 2 and "no room left" in done.stderr


def test_embedded_and_other_schematron(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "a.xml", "<p>x</p>")
    assert run("a.xml", "--schema", "own.rng").returncode == 0
    result = run("a.xml", "--schema", "own.rng", "--schematron", "own.sch")
    assert result.returncode == 1 and "Every p needs an n." in result.stdout
    rules = RULES[RULES.index("<pattern") : RULES.index("</schema")]
    inside = f'<ns xmlns="{SCH}" prefix="t" uri="{TEI}"/>' + rules.replace(
        "<pattern", f'<pattern xmlns="{SCH}"'
    )
    (tmp_path / "both.rng").write_text(GRAMMAR.replace("<start>", f"{inside}<start>"))
    assert run("a.xml", "--schema", "both.rng").returncode == 0
    assert run("a.xml", "--schema", "both.rng", "--schematron", "both.rng").returncode == 1
    both = MODEL.replace("own", "both")
    put(
        tmp_path,
        "b.xml",
        "<p>x</p>",
        both + both.replace("http://relaxng.org/ns/structure/1.0", SCH),
    )
    assert run("b.xml").returncode == 1


SCH = "http://purl.oclc.org/dsdl/schematron"


def test_with_a_schema_the_verdict_is_the_schemas(run: Run, tmp_path: Path) -> None:
    grammar = GRAMMAR.replace(
        '<attribute name="n">',
        '<attribute name="corresp"><text/></attribute></optional><optional><attribute name="n">',
    )
    (tmp_path / "own.rng").write_text(grammar)
    put(tmp_path, "a.xml", '<p corresp="#nobody">x</p>', MODEL)
    assert run("a.xml").returncode == 1
    result = run("a.xml", "--schema", "own.rng")
    assert result.returncode == 0 and "warning" in result.stdout
    assert run("a.xml", "--schema", "own.rng", "--strict").returncode == 1


def test_json_gives_each_verdict(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "a.xml", '<p n="x">x</p>')
    told = json.loads(
        run("a.xml", "--schema", "own.rng", "--schema", "own.sch", "--format", "json").stdout
    )
    assert told["documents"][0]["schemas"] == [
        {"schema": "own.rng", "kind": "relaxng", "valid": False},
        {"schema": "own.sch", "kind": "schematron", "valid": True},
    ]
    finding = next(one for one in told["findings"] if one["severity"] == "error")
    assert (finding["file"], finding["line"], finding["column"]) == ("a.xml", 2, 1)


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_folder_is_checked_in_order_by_any_number_of_processes(
    run: Run, tmp_path: Path, jobs: str
) -> None:
    for number in range(30):
        put(tmp_path, f"tei/{number:02}.xml", f'<p n="x{number}">x</p>', UPMODEL)
    result = run("tei", "--format", "line", "-j", jobs)
    files = [line.split(":")[0] for line in result.stdout.splitlines() if ": error:" in line]
    assert files == [f"tei/{number:02}.xml" for number in range(30)]
    assert result.returncode == 1 and "30 files, 30 with problems" in result.stderr


def test_a_problem_of_one_process_ends_all_with_one_paragraph(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.rng").write_text("<grammar")
    for number in range(30):
        put(tmp_path, f"tei/{number}.xml", "<p/>", UPMODEL)
    result = run("tei", "-j", "2", "--schema", "own.rng")
    assert result.returncode == 2 and "[schema-unusable]" in result.stderr
    assert "Traceback" not in result.stderr and len(result.stderr.strip().splitlines()) == 1


def test_files_that_cannot_be_read_are_told_and_the_others_checked(
    run: Run, tmp_path: Path
) -> None:
    put(tmp_path, "a.xml", '<p n="x"/>', MODEL)
    result = run("nowhere.xml", "a.xml")
    assert result.returncode == 2 and "a.xml:3:1: error" in result.stdout
    assert "nowhere.xml: The file cannot be read" in result.stderr
    (tmp_path / "empty").mkdir()
    assert run("empty").returncode == 2


def test_standard_input(run: Run, tmp_path: Path) -> None:
    text = put(tmp_path, "a.xml", '<p n="x"/>').read_text()
    result = run("-", "--schema", "own.rng", "--format", "line", input=text)
    assert result.returncode == 1 and result.stdout.startswith("<stdin>:2:1: error")
    assert run("-", "--fix", input=text).returncode == 2


def test_safe_fixes_are_shown_then_made_and_nothing_else_changes(
    run: Run, tmp_path: Path, root: Path
) -> None:
    path = tmp_path / "letter.xml"
    text = (
        f'<?xml version="1.0"?>\r\n<TEI xmlns="{TEI}" xml:lang="en"><teiHeader><fileDesc>'
        "<titleStmt>"
        "<title>T</title></titleStmt><publicationStmt><publisher>P</publisher><date>2020</date>"
        "<availability><p>Free.</p></availability></publicationStmt><sourceDesc><p>A.</p>"
        "</sourceDesc></fileDesc></teiHeader><text><body>\r\n"
        "<p  >On <date  when = '3 May 1842' >3 May 1842</date> &amp; later&#x2026;</p>\r\n"
        "</body></text></TEI>"
    )
    path.write_bytes(text.encode())
    shown = run("letter.xml", "--schema", "edition", "--diff")
    assert path.read_bytes() == text.encode() and shown.returncode == 1
    assert "+<p  >On <date  when = '1842-05-03' >" in shown.stdout
    made = run("letter.xml", "--schema", "edition", "--fix")
    assert path.read_bytes() == text.replace("'3 May 1842'", "'1842-05-03'").encode()
    assert made.returncode == 0 and "1 mended" in made.stderr
    assert not list(tmp_path.glob(".letter*"))
    again = run("letter.xml", "--schema", "edition", "--fix")
    assert "mended" not in again.stderr


def test_the_project_names_schemas_and_ignores_with_reasons(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "tei/a.xml", '<p n="x"/>')
    project = tmp_path / "edition.toml"
    project.write_text('[validate]\nschemas = ["own.rng"]\n')
    result = run("tei", "--format", "line")
    assert result.returncode == 1
    code = next(line for line in result.stdout.splitlines() if ": error:" in line)
    code = code.rpartition("[")[2].rstrip("]")
    entry = f'[[validate.ignore]]\ncode = "{code}"\nxpath = "//p"\n'
    project.write_text(f'[validate]\nschemas = ["own.rng"]\n{entry}')
    result = run("tei")
    assert result.returncode == 2 and "has no reason" in result.stderr
    project.write_text(
        f'[validate]\nschemas = ["own.rng"]\n{entry}reason = "Numbers come later."\n'
    )
    result = run("tei")
    assert result.returncode == 0 and "1 ignored" in result.stderr
    put(tmp_path, "tei/a.xml", '<p n="1"/>')
    assert "[ignore-unused]" in run("tei", "-v").stdout
    assert "[ignore-unused]" not in run("tei/a.xml", "-v").stdout  # others may need the entry


def test_a_schema_that_one_document_names_and_nobody_can_use_stops_no_other(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "half.rng").write_text("<grammar>")
    put(tmp_path, "tei/a.xml", "<p>x</p>", UPMODEL.replace("own.rng", "half.rng"))
    put(tmp_path, "tei/b.xml", '<p m="1">x</p>', UPMODEL)
    result = run("tei", "--format", "line")
    assert result.returncode == 2
    assert "tei/a.xml names a schema that cannot be used" in result.stderr
    assert "tei/b.xml:3:1: error:" in result.stdout and "1 could not be read" in result.stderr
    assert run("tei/b.xml", "--schema", "half.rng").returncode == 2


def test_the_sarif_junit_and_html_reports_are_written_whole(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "a.xml", '<p n="x"/>', MODEL)
    put(tmp_path, "b.xml", '<p n="1">x</p>', MODEL)
    for style in ("sarif", "junit", "html"):
        result = run("a.xml", "b.xml", "--format", style, "-o", f"out/report.{style}")
        assert result.returncode == 1 and result.stdout == ""
    log = json.loads((tmp_path / "out" / "report.sarif").read_text())
    (run_,) = log["runs"]
    error = next(result for result in run_["results"] if result["level"] == "error")
    region = error["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == 3 and region["snippet"]["text"] == 'n="x"'
    rule = run_["tool"]["driver"]["rules"][error["ruleIndex"]]
    assert rule["id"] == error["ruleId"] and rule["help"]["text"]
    suite = etree.parse(str(tmp_path / "out" / "report.junit")).getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    page = (tmp_path / "out" / "report.html").read_text()
    assert page.endswith("</html>\n") and "a.xml" in page and "<mark>n=&quot;x&quot;</mark>" in page


def test_findings_lead_back_to_the_plain_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "walk.txt").write_text("A Walk\n\nIt was late.\n\nOn 3 May 1842 we met again.\n")
    made = [sys.executable, "-m", "edition", "encode", "walk.txt", "-o", "walk.xml", "-q"]
    subprocess.run(made, cwd=tmp_path, env=environment(tmp_path), check=True, timeout=SECONDS)
    path = tmp_path / "walk.xml"
    text = path.read_text()
    assert 'when="1842-05-03"' in text
    path.write_text(text.replace('when="1842-05-03"', 'when="1842-05-33"'))
    result = run("walk.xml")
    assert result.returncode == 1 and "made from walk.txt:5:4" in result.stdout


def test_help_and_explanations(run: Run) -> None:
    assert "Exit codes" in run("--help").stdout
    assert run("--explain", "date-inverted").returncode == 0
    assert run("--explain", "nonsense").returncode == 2
    assert run().returncode == 2
    assert run("x.xml", "--format", "docx").returncode == 2


def test_watching_checks_again_and_ends_quietly(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, "a.xml", '<p n="x"/>', MODEL)
    command = [
        sys.executable,
        "-u",
        "-m",
        "edition",
        "validate",
        "--watch",
        "--format",
        "line",
        "a.xml",
    ]
    out = tmp_path / "out.txt"
    with out.open("w") as file:
        process = subprocess.Popen(
            command, cwd=tmp_path, env=environment(tmp_path), stdout=file, stderr=file
        )
    try:
        await_words(out, "Watching")
        assert "a.xml:3:1: error" in out.read_text()
        path.write_text(path.read_text().replace('n="x"', 'n="1"'))
        await_words(out, "1 file, no problems")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=SECONDS) == 0
    finally:
        process.kill()
    assert "Traceback" not in out.read_text()


def await_words(file: Path, words: str) -> None:
    """Wait until a file holds words."""
    end = time.monotonic() + SECONDS
    while words not in file.read_text():
        assert time.monotonic() < end, file.read_text()
        time.sleep(0.1)


def test_included_files_are_checked_in_their_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "part.xml").write_text(f'<p xmlns="{TEI}">\n<p n="x"/></p>')
    put(
        tmp_path,
        "book.xml",
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>',
        MODEL,
    )
    result = run(".", "--format", "line")
    assert result.returncode == 1
    places = [line.split(": error")[0] for line in result.stdout.splitlines() if ": error" in line]
    assert places == ["part.xml:2:1"]


HOSTILE = {
    "swelling.xml": "<!DOCTYPE TEI [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 20}'>" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + f"]><TEI xmlns='{TEI}'><p>&h;</p></TEI>",
    "quadratic.xml": f"<!DOCTYPE TEI [<!ENTITY a '{'a' * 50_000}'>]>"
    f"<TEI xmlns='{TEI}'><p>{'&a;' * 50_000}</p></TEI>",
    "outer.xml": "<!DOCTYPE TEI [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
    f"<TEI xmlns='{TEI}'><p>&e;</p></TEI>",
    "outer-dtd.xml": "<!DOCTYPE TEI SYSTEM 'http://127.0.0.1:1/x.dtd'>"
    f"<TEI xmlns='{TEI}'><p/></TEI>",
    "parameter.xml": "<!DOCTYPE TEI [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>"
    f"<TEI xmlns='{TEI}'><p/></TEI>",
    "attributes.xml": f"<TEI xmlns='{TEI}'><p "
    + " ".join(f"a{number}='1'" for number in range(1_000_000))
    + "/></TEI>",
    "deep.xml": f"<TEI xmlns='{TEI}'>" + "<p>" * 100_000 + "</p>" * 100_000 + "</TEI>",
    "wide.xml": f"<TEI xmlns='{TEI}'>" + "<q/>" * 200_000 + "</TEI>",
    "binary.xml": "\x00\x01\x02<TEI/>",
    "empty.xml": "",
    "latin.xml": "<?xml version='1.0' encoding='x-nonsense'?><TEI/>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_or_checked_but_never_crash(
    run: Run, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text(HOSTILE[name])
    for style in ("text", "sarif"):
        result = run(name, "--schema", "own.rng", "--format", style)
        assert result.returncode in (0, 1), result.stderr[:500]
        assert "Traceback" not in result.stderr and "fault of the toolkit" not in result.stderr
        assert len(result.stdout) < 20_000_000


def test_what_stands_outside_a_file_is_not_read(run: Run, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("squeamish")
    (tmp_path / "a.xml").write_text(
        f"<!DOCTYPE TEI [<!ENTITY e SYSTEM '{secret.as_uri()}'>]>"
        f"<TEI xmlns='{TEI}'><p>&e;</p></TEI>"
    )
    result = run("a.xml", "--schema", "own.rng", "-v")
    assert result.returncode == 1 and "squeamish" not in result.stdout + result.stderr


def guide(root: Path, language: str) -> list[str]:
    """The code of a language in the guide to validation."""
    text = (root / "docs" / "how-to" / "validate.md").read_text()
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)


def test_the_program_of_the_guide_runs(run: Run, tmp_path: Path, root: Path) -> None:
    put(tmp_path, "letter.xml", '<p n="x"/>', MODEL)
    (program,) = guide(root, "python")
    result = subprocess.run(
        [sys.executable, "-c", program + "print(valid)"],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "False" and "3:1 error" in result.stdout


def test_the_settings_of_the_guide_can_be_read(run: Run, tmp_path: Path, root: Path) -> None:
    (settings,) = guide(root, "toml")
    (tmp_path / "schemas").mkdir()
    for name in ("own.rng", "own.sch"):
        (tmp_path / "schemas" / name.replace("own", "house")).write_text(
            (tmp_path / name).read_text()
        )
    (tmp_path / "edition.toml").write_text(settings)
    put(tmp_path, "a.xml", '<p n="1">x</p>')
    assert run("a.xml").returncode == 0


def test_editors_can_read_the_lines(run: Run, tmp_path: Path, root: Path) -> None:
    (task,) = guide(root, "json")
    pattern = json.loads(task)["tasks"][0]["problemMatcher"]["pattern"]
    put(tmp_path, "a.xml", '<p n="x"/>', MODEL)
    lines = run("a.xml", "--format", "line").stdout.splitlines()
    matches = [re.match(pattern["regexp"], line) for line in lines]
    assert matches and all(match and match[pattern["file"]] == "a.xml" for match in matches)


def test_the_hook_names_the_command(root: Path) -> None:
    hook = (root / ".pre-commit-hooks.yaml").read_text()
    assert "entry: edition validate" in hook and "id: edition-validate" in hook


def test_quiet_runs_come_to_the_same_verdict(run: Run, tmp_path: Path) -> None:
    inclusion = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    (tmp_path / "part.xml").write_text(f'<p xmlns="{TEI}" n="x"/>')
    cases = {
        "good.xml": "<p>x</p>",
        "bad.xml": '<p n="x">x</p>',
        "twice.xml": '<p xml:id="a"/><p xml:id="a"/>',
        "broken.xml": "<p>",
        "prefix.xml": "<a:p/>",
        "included.xml": inclusion,
        "entity.xml": "<p>&nowhere;</p>",
    }
    for name, inside in cases.items():
        put(tmp_path, name, inside)
        codes = {run(name, "--schema", "own.rng", *more).returncode for more in ((), ("-q",))}
        assert codes == {0 if name == "good.xml" else 1}, name


def test_codes_of_writers_are_explained_too(run: Run) -> None:
    result = run("--explain", "element-unstyled")
    assert result.returncode == 0
    assert result.stdout.startswith("element-unstyled (info)")
