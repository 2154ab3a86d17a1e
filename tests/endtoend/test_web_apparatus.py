"""The critical apparatus of other projects on the web."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from strangers import WITNESSES, made


def entries(body: str, folder: Path) -> list[str]:
    """The entries of the apparatus at the foot, without their letters."""
    lines = made(folder, body, source=WITNESSES).index.xpath("//section[@class='apparatus']//li")
    return [" ".join(line.text_content().split()).partition(" ")[2] for line in lines]


def test_an_entry_inside_a_reading_is_read_once(tmp_path: Path) -> None:
    body = """<body><p>The <app><lem wit="#A">river</lem><rdg wit="#B">stream <app>
      <lem wit="#B">that runs</lem><rdg wit="#C">which ran</rdg></app></rdg></app> falls.</p>
      </body>"""
    assert entries(body, tmp_path) == [
        "river A] stream that runs B",
        "that runs B] which ran C",
    ]


def test_what_is_lost_is_no_omission(tmp_path: Path) -> None:
    body = """<body><p>And <app><lem wit="#A">so</lem><rdg wit="#B"><gap reason="lost"/></rdg>
      <rdg wit="#C"/></app> on.</p></body>"""
    assert entries(body, tmp_path) == ["so A] […] B; om. C"]


def test_remarks_and_verses_of_a_reading_are_told_apart(tmp_path: Path) -> None:
    body = """<body><lg><app><lem wit="#A"><l>One.</l></lem><rdg wit="#B"><l>Two.</l><l>Three.</l>
      <witDetail wit="#B">later hand</witDetail></rdg></app></lg></body>"""
    assert entries(body, tmp_path) == ["One. A] Two. / Three. B (later hand)"]


def test_a_reading_ends_at_its_call(tmp_path: Path) -> None:
    body = '<body><p>The <app><lem wit="#A">mill\n </lem><rdg wit="#B"/></app> fell.</p></body>'
    song = made(tmp_path, body, source=WITNESSES)
    assert song.words("//span[@class='app']") == "milla"
    assert "mill </span>" not in etree.tostring(song.index, encoding="unicode")


def test_a_witness_that_breaks_off_is_told(tmp_path: Path) -> None:
    body = '<body><lacunaStart wit="#B #C"/><p>The mill<witEnd wit="#A"/> fell.</p></body>'
    song = made(tmp_path, body, source=WITNESSES)
    assert song.index.xpath("//@data-say") == ["B C lacuna begins", "A ends"]
    assert song.codes == []


def test_a_conjecture_has_its_author(tmp_path: Path) -> None:
    body = """<body><p>The <app><lem wit="#A">mill</lem><rdg resp="#kemp">mile</rdg></app>.</p>
      </body><back><listPerson><person xml:id="kemp"><persName><forename>R.</forename>
      <surname>Kemp</surname></persName></person></listPerson></back>"""
    assert entries(body, tmp_path) == ["mill A] mile Kemp"]
