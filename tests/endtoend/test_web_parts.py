"""What only tags part: descriptions of manuscripts, headers, tokens, own elements."""

from __future__ import annotations

from pathlib import Path

from strangers import made

PICTURE = Path(__file__).parent / "documents" / "leaf-1.png"


def test_a_description_of_a_manuscript_is_told_in_parts(tmp_path: Path) -> None:
    source = """<msDesc><msIdentifier><settlement>Weir</settlement><repository>Chest</repository>
      <idno>MS 4</idno><altIdentifier><idno>B.12</idno></altIdentifier></msIdentifier><msContents>
      <msItem><locus>1r</locus><title>Tolls</title></msItem></msContents><physDesc><objectDesc>
      <supportDesc><support>Paper</support><extent>4 leaves <dimensions unit="mm">
      <height>31</height><width>20</width></dimensions></extent></supportDesc></objectDesc>
      </physDesc></msDesc>"""
    page = made(tmp_path, "<body><p>The mill.</p></body>", source=source)
    parts = page.index.xpath("//div[@class='msDesc']/*")
    assert [" ".join(part.text_content().split()) for part in parts] == [
        "Weir, Chest, MS 4 (B.12)", "1r · Tolls", "Paper · 4 leaves 31 × 20 mm"
    ]  # fmt: skip


def test_witnesses_without_ids_are_told_where_the_source_is(tmp_path: Path) -> None:
    source = "<listWit><witness><msDesc><msIdentifier><idno>V 17</idno></msIdentifier></msDesc>"
    page = made(tmp_path, "<body><p>x</p></body>", source=f"{source}</witness></listWit>")
    assert "V 17" in page.words("//section[@class='about']")


def test_parts_of_the_header_do_not_stick_together(tmp_path: Path) -> None:
    source = "<bibl><author>Orr</author><title>Weirs</title><date>1901</date></bibl>"
    page = made(tmp_path, "<body><p>The mill.</p></body>", source=source)
    assert "Orr Weirs 1901" in page.words("//section[@class='about']")


def test_tokens_stand_as_close_as_they_say(tmp_path: Path) -> None:
    body = """<body><p><w>It</w> <w join="right">is</w> <w>n't</w> <w>old</w> <pc join="left">.</pc>
      </p></body>"""
    assert made(tmp_path, body).words("//p[@id='p:1']").startswith("It isn't old.")


def test_parts_of_an_unknown_element_are_told_apart(tmp_path: Path) -> None:
    body = "<body><recipe><step>First</step><step>Then</step></recipe></body>"
    page = made(tmp_path, body)
    assert "First Then" in page.words()
    assert set(page.codes) == {"element-unstyled"}


def test_a_pointer_without_words_says_where_it_leads(tmp_path: Path) -> None:
    body = """<body><div xml:id="one"><head>The Weir</head><p xml:id="first">Water.</p></div>
      <div><p>See <ptr target="#one"/> and <ref target="#first"/>.</p></div></body>"""
    page = made(tmp_path, body)
    assert page.words("//p[a[@href='#one']]").startswith("See The Weir and “Water.”.")


def test_marks_of_the_writer_are_not_amid_the_text(tmp_path: Path) -> None:
    body = """<body><p>And <metamark function="insertion">^</metamark><add>lock</add>,
      <retrace>two</retrace> <mod><del>x</del></mod></p></body>"""
    page = made(tmp_path, body)
    assert page.index.xpath("//span[contains(@class, 'metamark')][@hidden]")
    assert page.codes == []


def test_a_list_and_a_table_of_thousands_go_on_over_pages(tmp_path: Path) -> None:
    items = "".join(f'<item xml:id="i{at}">Mill {at}</item>' for at in range(900))
    rows = "".join(f"<row><cell>{at}</cell><cell>Toll</cell></row>" for at in range(900))
    body = f"""<body><div><p>See <ref target="#i800">it</ref>.</p>
      <list rend="numbered" xml:id="all"><head>Mills</head>{items}</list><table xml:id="tolls">
      <row role="label"><cell>No</cell><cell>Due</cell></row>{rows}</table></div></body>"""
    book = made(tmp_path, body)
    assert book.largest < 100_000
    texts = [page for name, page in book.pages.items() if "tei" not in name]
    numbers = [
        int(ol.get("start", "1")) + at
        for page in texts
        for ol in page.xpath("//ol[contains(@class, 'list')]")
        for at, _ in enumerate(ol.xpath("li"))
    ]
    assert sorted(numbers) == list(range(1, 901))
    assert sum(len(page.xpath("//tbody/tr")) for page in texts) == 900
    assert all(page.xpath("//thead") for page in texts if page.xpath("//tbody"))
    for name in ("all", "tolls", "i800"):
        assert sum(len(page.xpath(f"//*[@id='{name}']")) for page in texts) == 1


def test_a_picture_is_looked_for_below_its_base(tmp_path: Path) -> None:
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "1r.png").write_bytes(PICTURE.read_bytes())
    beside = """<facsimile xml:base="scans/"><surface xml:id="s1"><graphic url="1r.png"/></surface>
      </facsimile>"""
    page = made(tmp_path, '<body><pb facs="#s1" n="1r"/><p>x</p></body>', beside=beside)
    assert page.index.xpath("//a[@class='facsimile']/@href") == ["images/1r.png"]
    assert page.codes == []


LETTER = """<profileDesc><correspDesc><correspAction type="sent"><persName>
<forename>Clara</forename><surname>Voss</surname></persName><placeName>Kiel</placeName>
<date when="1871-05-04">4 May</date>
</correspAction><correspAction type="received"><persName>Emil</persName><date from="1871-05-06"
to="1871-05-08"/></correspAction><correspContext>
<ref type="prev" target="l1.xml">Emil to Clara</ref>
<ref type="next" target="https://example.org/l3">Clara again</ref></correspContext></correspDesc>
</profileDesc>"""


def test_a_letter_tells_who_wrote_to_whom(tmp_path: Path) -> None:
    page = made(tmp_path, "<body><p>Dear Emil.</p></body>", more=LETTER)
    assert page.words("//dl[@class='correspondence']") == (
        "SentClara Voss, Kiel, 4 May ReceivedEmil, 1871-05-06–1871-05-08 "
        "Correspondence← Emil to Clara · → Clara again"
    ).replace(" Received", "Received").replace(" Correspondence", "Correspondence")
    assert page.index.xpath("//dl[@class='correspondence']//a/@href") == ["https://example.org/l3"]
    assert page.index.xpath("//meta[@name='DC.date']/@content") == ["1871-05-04"]


def test_divisions_without_headings_are_known_by_their_numbers(tmp_path: Path) -> None:
    body = """<body><div n="1"><p>One.</p></div><div n="II"><p>Two.</p></div><div n="3"><p>3. Three.
      </p></div><div n="urn:x:4"><p>Four.</p></div><div n="5"><head>Five</head></div></body>"""
    page = made(tmp_path, body)
    assert page.index.xpath("//div/@data-say") == ["1", "II"]


def test_surfaces_of_a_transcription_have_their_names(tmp_path: Path) -> None:
    beside = """<sourceDoc><surface n="1r"><zone><line>One</line><line>two</line></zone></surface>
      </sourceDoc>"""
    page = made(tmp_path, "", beside=beside)
    assert page.words("//div[@class='surface']") == "[1r]Onetwo"
    assert len(page.index.xpath("//div[@class='line']")) == 2


def test_records_have_signs_between_short_parts_alone(tmp_path: Path) -> None:
    body = """<body><p>x</p><listPlace><place><placeName>Weir</placeName><p>A town.</p><p>Now a
      village.</p></place></listPlace><listBibl><biblStruct><monogr><author>
      <forename>Ann</forename> <surname>Orr</surname>
      </author><title>Weirs</title></monogr></biblStruct></listBibl></body>"""
    page = made(tmp_path, body)
    assert page.words("//div[@class='record place']") == "Weir A town. Now a village."
    assert page.words("//div[@class='record biblStruct']") == "Ann Orr, Weirs"
