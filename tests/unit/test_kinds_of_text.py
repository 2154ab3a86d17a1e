"""Kinds of text as scholars have them, in the states they have them in, carried to TEI."""

from __future__ import annotations

import pytest
from lxml import etree

from tei import language
from tei.names import TEI, XML_LANG
from tei.pipeline import encode_text
from tei.source import from_bytes
from tei.validation.check import check_bytes

LONGEST = 80  # code points that tell an element


def encoded(text: str, code: str = "en") -> etree._Element:
    """The whole document as valid TEI without ids, blanks between elements or pointers."""
    pack = language.load(code) if code else None
    data = encode_text(from_bytes(text.encode(), "a.txt"), language=pack).serialise()
    faults = [fault for fault in check_bytes(data, name="made.xml") if fault.severity == "error"]
    assert not faults, faults
    return etree.fromstring(data)


def outline(root: etree._Element, *tags: str) -> list[str]:
    """The elements of some names in text order, each with its first words."""
    found = root.iterfind(f"{TEI}text//*")
    wanted = {TEI + tag for tag in tags}
    return [f"{e.tag[len(TEI) :]} {words(e)}"[:LONGEST].rstrip() for e in found if e.tag in wanted]


def words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def only(root: etree._Element, tag: str) -> etree._Element:
    found = list(root.iter(TEI + tag))
    assert len(found) == 1, etree.tostring(root)
    return found[0]


def test_bold_and_italic_of_markdown_lose_their_marks_and_nothing_else() -> None:
    root = encoded(
        "# The weir\n\nThe weir is **old**, and the *house* is older than it.\n\n"
        "* a spoon\n* two nails\n* a coin\n"
    )
    found = [(e.get("rend"), e.text) for e in root.iter(f"{TEI}hi")]
    assert found == [("bold", "old"), ("italic", "house")]
    assert outline(root, "note") == []
    assert outline(root, "item") == ["item * a spoon", "item * two nails", "item * a coin"]


def test_a_note_mark_at_the_end_of_emphasis_is_not_lost() -> None:
    root = encoded("He said _so often*_ that we believed it.\n\n* On Sundays.\n\nAnd it rained.\n")
    assert words(only(root, "hi")).rstrip("*") == "so often"


def test_footnotes_as_markdown_marks_them() -> None:
    root = encoded(
        "He found a coin[^1] in the wall.\n\nThen he went.\n\n[^1]: A halfpenny of 1799.\n"
    )
    assert outline(root, "ref", "note") == ["ref [^1]", "note [^1]: A halfpenny of 1799."]


LONG = "The harbour had been closed for nine days when the first of the boats came back to it."


def heads(root: etree._Element) -> list[tuple[str, int]]:
    """Each head with the number of divisions around it."""
    return [
        (words(head), sum(1 for _ in head.iterancestors(f"{TEI}div")))
        for head in root.iterfind(f"{TEI}text//{TEI}div/{TEI}head")
    ]


def test_a_table_of_contents_holds_nothing_of_the_text() -> None:
    root = encoded(
        "CONTENTS\n\nBOOK THE FIRST\n\n  I.  Low Water   1\n  II. The Bell    9\n\n"
        "BOOK THE SECOND\n\n  I.  Ice   20\n  II. Thaw  31\n\n"
        f"BOOK THE FIRST.\n\nCHAPTER I.\n\n{LONG}\n\nBOOK THE SECOND.\n\nCHAPTER I.\n\n{LONG}\n"
    )
    assert heads(root) == [
        ("CONTENTS", 1),
        ("BOOK THE FIRST.", 1),
        ("CHAPTER I.", 2),
        ("BOOK THE SECOND.", 1),
        ("CHAPTER I.", 2),
    ]


def test_headings_of_one_kind_without_a_text_stand_side_by_side() -> None:
    assert heads(encoded("Chapter 1\n\nChapter 2\n\nChapter 3\n")) == [
        ("Chapter 1", 1),
        ("Chapter 2", 1),
        ("Chapter 3", 1),
    ]


def test_scenes_do_not_stand_in_the_list_of_persons() -> None:
    root = encoded(
        "Der Steg\n\nPersonen:\n\nKrause\nEmilie\nHans\n\nErster Auftritt\n\n"
        + "Krause. Wie spät?\n\nEmilie. Halb vier.\n\n" * 4
        + "Hans. Herr Inspektor!\n\nKrause. Setzen!\n",
        "de",
    )
    assert heads(root) == [("Erster Auftritt", 1)]
    assert len(root.findall(f".//{TEI}sp")) == 10


def test_sections_with_decimal_numbers_nest() -> None:
    root = encoded(
        f"A History of Salt\n\n1. Introduction\n\n{LONG}\n\n1.1 Sources\n\n{LONG}\n\n"
        f"2. Credit\n\n2.1. The year's turn\n\n{LONG}\n\n3. Conclusion\n\n{LONG}\n"
    )
    found = [(div.get("n"), len(list(div.iterancestors(f"{TEI}div")))) for div in divs(root)]
    assert found[-5:] == [("1", 0), ("1.1", 1), ("2", 0), ("2.1", 1), ("3", 0)]


def divs(root: etree._Element) -> list[etree._Element]:
    return root.findall(f"{TEI}text//{TEI}div")


def test_articles_of_a_law_are_headed_by_their_labels_only() -> None:
    root = encoded(
        "Hafenordnung\n\nErster Abschnitt. Vom Hafenmeister\n\n"
        "§ 1. Der Hafenmeister wird vom Rate ernannt.\n\n§ 2\nEr darf keine Schenke halten.\n\n"
        "Zweiter Abschnitt. Von den Gebühren\n\n§ 3. Boote sind frei.\n",
        "de",
    )
    assert heads(root)[-5:] == [
        ("Erster Abschnitt. Vom Hafenmeister", 1),
        ("§ 1.", 2),
        ("§ 2", 2),
        ("Zweiter Abschnitt. Von den Gebühren", 1),
        ("§ 3.", 2),
    ]
    assert "p Er darf keine Schenke halten." in outline(root, "p")


def test_an_article_with_a_title_keeps_it_and_one_with_a_sentence_does_not() -> None:
    root = encoded(
        "CHAPTER I\n\nArticle 1. Of the Harbour Master\n\nHe keeps the lamp.\n\n"
        "Article 2. Every vessel shall pay two shillings.\n\nArticle 3. Boats are free.\n"
    )
    assert [words for words, _ in heads(root)] == [
        "CHAPTER I",
        "Article 1. Of the Harbour Master",
        "Article 2.",
        "Article 3.",
    ]


def test_a_paragraph_sign_in_a_reference_heads_nothing() -> None:
    root = encoded(f"Of Laws\n\n{LONG}\n\n§ 3 Abs. 2 of that law is void, he said.\n\n{LONG}\n")
    assert [words for words, _ in heads(root)] == ["Of Laws"]


def test_numbered_titles_right_above_their_text_are_heads() -> None:
    root = encoded(
        "MINUTES\n\nThe council met on Monday, in the vestry, at seven o'clock.\n\n"
        "1. Minutes\nThe minutes of the last meeting were read and confirmed.\n\n"
        "2. The pump\nMr. Birch reported that the pump was broken.\n"
    )
    assert [words for words, _ in heads(root)] == ["MINUTES", "1. Minutes", "2. The pump"]
    assert outline(root, "lg") == []


def test_paragraphs_in_capitals_are_no_heads() -> None:
    caps = (
        "THE OFFICE HAS ONE CLERK AND ONE WIRE, WHICH GOES TO HARROW CROSS. IT IS OPEN ON MONDAYS."
    )
    root = encoded(f"THE TELEGRAPH OFFICE\n\n{caps}\n\n{caps}\n\nIT WAS A GREAT DAY.\n\n{caps}\n")
    assert [words for words, _ in heads(root)] == ["THE TELEGRAPH OFFICE"]


def test_the_curtain_heads_no_act() -> None:
    talk = "ANN. Is it you?\n\nBEN. It is I.\n\n" * 4
    root = encoded(f"ACT I\n\n{talk}                CURTAIN\n\nACT II\n\n{talk}THE END\n")
    assert heads(root) == [("ACT I", 1), ("ACT II", 1)]


def test_a_heading_below_a_list_is_one() -> None:
    root = encoded(
        f"Seed Cake\n\nIngredients\n\n- flour\n- butter\n- sugar\n\nMethod\n\n{LONG}\n\n{LONG}\n"
    )
    assert [words for words, _ in heads(root)][-2:] == ["Ingredients", "Method"]


def pages(head: str, foot: str) -> str:
    """Five pages of a scan; `head` and `foot` stand at the top and at the bottom of each."""
    lines = (
        "The keeper went up to the lamp, and when he had looked at it he saw\n"
        "that it was out; so he sat down on the stair and waited for the day\n"
        "and for the boat, which came, when it came at all, in the morning and"
    )
    page = "{head}{lines}\n\n{foot}"
    return "".join(
        page.format(head=head.format(n=n), foot=foot.format(n=n), lines=lines.lower())
        for n in range(8, 13)
    ).replace("the keeper", "CHAPTER I\n\nThe keeper", 1)


def breaks(root: etree._Element) -> list[str]:
    return [e.get("n") or "" for e in root.iterfind(f"{TEI}text//{TEI}pb")]


def test_running_heads_are_no_headings_and_cut_no_paragraph() -> None:
    text = "CHAPTER I\n\n" + pages("{n}      THE LAMP AT LYNMERE\n\n", "").replace(
        "CHAPTER I\n\n", "", 1
    )
    root = encoded(text)
    assert [words for words, _ in heads(root)] == ["CHAPTER I"]
    assert outline(root, "fw")[1] == "fw 9 THE LAMP AT LYNMERE"
    assert {e.get("type") for e in root.iter(f"{TEI}fw")} == {"header"}
    assert breaks(root) == ["8", "9", "10", "11", "12"]
    assert len(list(root.iterfind(f"{TEI}text//{TEI}p"))) == 1


def test_a_running_head_without_blank_lines_around_it() -> None:
    root = encoded(
        pages("", "").replace("and\n\n", "and\n{}   THE LAMP\n").format(9, 10, 11, 12, 13)
    )
    assert outline(root, "fw") == [f"fw {n} THE LAMP" for n in range(9, 14)]


def test_numbers_at_the_foot_of_the_page_tell_the_next_page() -> None:
    root = encoded(pages("", "{n}\n\f"))
    assert breaks(root) == ["9", "10", "11", "12"]
    assert outline(root, "fw") == [f"fw {n}" for n in range(8, 13)]
    assert len(list(root.iterfind(f"{TEI}text//{TEI}p"))) == 1


def test_numbers_at_the_head_of_the_page_tell_their_own() -> None:
    assert breaks(encoded(pages("\f{n}\n\n", "")))[-4:] == ["9", "10", "11", "12"]


def test_numbers_whose_side_nothing_tells_break_the_page_without_a_number() -> None:
    text = pages("", "{n}\n\n") + "nobody came.\n"
    assert breaks(encoded(text)) == ["", "", "", "", ""]


def test_a_form_feed_within_a_sentence_or_a_line_cuts_no_paragraph() -> None:
    text = (
        "The keeper had been up with the lamp all night and saw the storm.\f It\n"
        "broke the lamp before it broke the wall, and when it was over and the\n"
        "\fwall was down it broke the windows of the house on the quay as well.\n"
    )
    root = encoded(text)
    assert outline(root, "p") == [
        "p The keeper had been up with the lamp all night and saw the storm. It broke the"
    ]
    assert breaks(root) == ["", ""]


def test_a_form_feed_between_paragraphs_stands_between_them() -> None:
    root = encoded("The lamp was out.\n\f\nThe wall was down.\n")
    assert [e.tag[len(TEI) :] for e in only(root, "body")] == ["p", "pb", "p"]


def test_titles_with_numbers_are_no_running_heads() -> None:
    text = "\n\n".join(
        f"THE LAMP {n}\n\nThe keeper slept. The clock stood still." for n in (1, 2, 3)
    )
    root = encoded(text)
    assert outline(root, "fw", "pb") == []


def stages(root: etree._Element) -> list[tuple[str, str]]:
    return [(e.get("type") or "", words(e)) for e in root.iterfind(f"{TEI}text//{TEI}stage")]


def test_labels_with_a_stop_and_a_hyphen() -> None:
    talk = "ROSA.- ¿Qué hora es?\n\nLUISA.- (Mirando el reloj.) Las cuatro.\n\n" * 3
    root = encoded(f"PERSONAJES\n\nDOÑA ROSA\nLUISA, criada\n\nESCENA PRIMERA\n\n{talk}", "es")
    assert [words(e) for e in root.iter(f"{TEI}speaker")] == ["ROSA.-", "LUISA.-"] * 3
    assert outline(root, "role") == ["role DOÑA ROSA", "role LUISA"]


def test_who_is_on_the_stage_stands_below_a_scene_and_says_nothing() -> None:
    talk = "FANCHON\nIl pleut, mademoiselle.\n\nCLARISSE\nIl pleut depuis midi.\n\n"
    root = encoded(
        f"ACTE PREMIER\n\nSCÈNE PREMIÈRE\n\nCLARISSE, FANCHON.\n\n{talk * 3}"
        f"SCÈNE II\n\nLES MÊMES, VALÈRE.\n\n{talk * 2}FANCHON\nAdieu.\n\nFanchon sort en riant.\n",
        "fr",
    )
    assert stages(root) == [
        ("setting", "CLARISSE, FANCHON."),
        ("setting", "LES MÊMES, VALÈRE."),
        ("exit", "Fanchon sort en riant."),
    ]
    assert len(list(root.iter(f"{TEI}sp"))) == 11


def test_the_end_of_an_act_is_nobody_who_speaks() -> None:
    talk = "ANN. Is it you?\n\nBEN. It is I.\n\n" * 4
    root = encoded(f"ACT I\n\n{talk}THE END OF THE FIRST ACT.\n\nACT II\n\n{talk}")
    assert outline(root, "trailer") == ["trailer THE END OF THE FIRST ACT."]
    assert len(list(root.iter(f"{TEI}sp"))) == 16


def test_a_dash_that_goes_on_with_the_words_is_no_part_of_the_label() -> None:
    talk = "ANN. Is it you?\n\nBEN. It is I.\n\n" * 4
    root = encoded(f"ACT I\n\n{talk}ANN. I hope I do not —\n\nBEN. No.\n\nANN. — intrude?\n")
    assert words(list(root.iter(f"{TEI}sp"))[-1]) == "ANN. — intrude?"
    assert words(list(root.iter(f"{TEI}speaker"))[-1]) == "ANN."


def test_where_a_play_is_set_is_nobody_of_its_cast() -> None:
    talk = "Krause. Wie spät?\n\nEmilie. Halb vier.\n\n" * 4
    root = encoded(
        "Personen:\n\nKrause\nEmilie, seine Frau\nHans\n\n"
        f"Ort der Handlung: ein Grenzdorf.\n\nErster Auftritt\n\n{talk}",
        "de",
    )
    assert stages(root) == [("setting", "Ort der Handlung: ein Grenzdorf.")]


def test_offices_in_capitals_speak_in_a_debate() -> None:
    root = encoded(
        "The MINISTER FOR HARBOURS (Sir John Pell): I doubled them.\n\nMr. STOKES: Why?\n\n"
        "An HON. MEMBER: Shame!\n\nMr. SPEAKER: Order!\n\nThe PRIME MINISTER: No, Sir.\n\n"
        "Mr. STOKES: I see.\n"
    )
    labels = [words(e) for e in root.iter(f"{TEI}speaker")]
    assert labels[2] == "An HON. MEMBER:"
    assert labels[4] == "The PRIME MINISTER:"


def test_days_on_lines_of_their_own_head_the_entries_of_a_diary() -> None:
    root = encoded(
        "Tagebuch\n\nMontag, den 3. Januar 1814\n\nFrüh auf, und es lag Schnee.\n\n"
        "Dienstag, 4. Januar\n\nEinquartierung: elf Mann.\n\n6. I. 1814\n\nEs ist Dreikönig.\n",
        "de",
    )
    entries = [div for div in divs(root) if div.get("type") == "entry"]
    assert [words(div[0]) for div in entries] == [
        "Montag, den 3. Januar 1814",
        "Dienstag, 4. Januar",
        "6. I. 1814",
    ]
    assert all(div.getparent() == entries[0].getparent() for div in entries)


def test_a_date_in_a_title_heads_no_entry() -> None:
    root = encoded(f"Report\n\n3 May 1842\n\n{LONG}\n\n{LONG}\n")
    assert all(div.get("type") != "entry" for div in divs(root))


def test_a_letter_with_addresses_office_and_postscripts_is_whole() -> None:
    root = encoded(
        "14 Chapel Row,\nLynmere,\n3rd May, 1842.\n\nTo Mr. Thomas Ansell\nThe Weir House\n\n"
        "My dear Sir,\n\nI have your letter, and am sorry to learn of the loss.\n\n"
        "I have the honour to be, Sir,\nYour obedient Servant,\n\nH. Stokes,\nSecretary.\n\n"
        "P.S. The horse may be fetched.\n\nP.P.S. And the cart.\n\nEnclosure: an account.\n"
    )
    body = only(root, "body")
    assert [e.tag[len(TEI) :] for e in body] == [
        *("opener", "p", "closer", "postscript", "postscript", "postscript")
    ]
    assert outline(root, "addrLine", "dateline", "salute", "signed") == [
        "addrLine 14 Chapel Row,",
        "addrLine Lynmere,",
        "dateline 3rd May, 1842.",
        "addrLine To Mr. Thomas Ansell",
        "addrLine The Weir House",
        "salute My dear Sir,",
        "salute I have the honour to be, Sir,",
        "salute Your obedient Servant,",
        "signed H. Stokes, Secretary.",
    ]


def test_letters_under_headings_are_divisions_of_that_kind() -> None:
    letter = "Lynmere, {} May 1842\n\nDear Anne,\n\nWe are come safe to the house.\n\n{}\n\n"
    root = encoded(
        "LETTERS OF A WIFE\n\nEdited by Jane Muir\n\n1. To her sister\n\n"
        + letter.format(2, "Your loving sister\nMary Ansell")
        + "2. Henry Stokes to the same\n\n"
        + letter.format(3, "M. Ansell")
    )
    assert [(div.get("type"), div.get("n")) for div in divs(root)] == [
        ("letter", "1"),
        ("letter", "2"),
    ]
    assert outline(root, "signed") == ["signed Mary Ansell", "signed M. Ansell"]


def test_an_editor_is_no_author() -> None:
    root = encoded(f"LETTERS OF A WIFE\n\nEdited by Jane Muir\n\nCHAPTER I\n\n{LONG}\n")
    assert [e.text for e in root.iter(f"{TEI}editor")] == ["Jane Muir"]
    assert list(root.iter(f"{TEI}author", f"{TEI}docAuthor")) == []
    assert words(only(root, "byline")) == "Edited by Jane Muir"


def test_who_signed_an_act_closes_it() -> None:
    root = encoded(f"AN ORDER\n\n{LONG}\n\n(Signed) W. PELL, Mayor\nJ. MARSH, Clerk\n")
    assert outline(root, "closer") == ["closer (Signed) W. PELL, Mayor J. MARSH, Clerk"]


@pytest.mark.parametrize(
    ("text", "tag", "name"),
    [
        ("הנהר והגשר\n\nהיה היה איש זקן שישב על שפת הנהר וספר את הסירות.\n", "he", "Hebrew"),
        ("كان في القرية رجل شيخ يجلس على ضفة النهر ويعد القوارب.\n", "ar", "Arabic"),
        ("پیرمردی هر روز کنار رودخانه می‌نشست و قایق‌ها را می‌شمرد.\n", "fa", "Persian"),
        ("Ο γέρος καθόταν κάθε μέρα στην όχθη.\n", "el", "Modern Greek"),
        ("Ἦν ποτε ἀνὴρ ὃς παρὰ τῷ ποταμῷ καθήμενος τὰς ναῦς ἠρίθμει.\n", "grc", "Ancient Greek"),
        ("从前有一个老人，每天坐在河边数船。\n", "zh", "Chinese"),
        ("昔、川のほとりに老人がいて、毎日舟を数えていた。\n", "ja", "Japanese"),
        (
            "Senex cotidie in ripa sedebat et naves numerabat, sed vesperi non meminerat quot "
            "essent, quod cum uxor eius audisset, ad flumen ex domo venit.\n",
            "la",
            "Latin",
        ),
        (
            "De oude man zat elke dag aan de oever van de rivier en telde de boten die voorbij "
            "kwamen, en vergat ze weer in de avond.\n",
            "nl",
            "Dutch",
        ),
        ("The old man sat on the bank of the river and counted the boats.\n", "en", "English"),
        ("qwr tzp mnk " * 30, "und", "Undetermined"),
    ],
)
def test_a_text_says_which_language_it_is_in(text: str, tag: str, name: str) -> None:
    root = encoded(text, "")
    assert root.get(XML_LANG) == tag
    assert [(e.get("ident"), e.text) for e in root.iter(f"{TEI}language")] == [(tag, name)]


def test_headings_in_a_script_without_capitals() -> None:
    root = encoded("הנהר והגשר\n\nפרק א\n\nהיה היה איש זקן.\n\nפרק ב\n\nבבוקר בא הגשר.\n", "")
    assert heads(root) == [("הנהר והגשר", 1), ("פרק א", 2), ("פרק ב", 2)]


def test_a_title_in_capitals_of_another_script_is_no_author() -> None:
    root = encoded("Ο ΠΟΤΑΜΟΣ\n\nΚΕΦΑΛΑΙΟ Α΄\n\nΟ γέρος καθόταν κάθε μέρα στην όχθη.\n", "")
    assert list(root.iter(f"{TEI}author")) == []
    assert next(root.iter(f"{TEI}title")).text == "Ο ΠΟΤΑΜΟΣ"


def title_page(root: etree._Element) -> list[str]:
    return outline(root, "titlePart", "byline", "docAuthor", "docImprint", "docDate")


def test_the_title_page_of_a_novel_is_whole() -> None:
    root = encoded(
        "THE SALT ROAD\n\nA Tale of the Marshes\n\nBy\n\nEMMELINE HARCASTLE\n\n"
        'Author of "The Weir," "A Widow\'s Portion," etc.\n\n\n'
        f"LONDON\nHARPER & STOKES, PATERNOSTER ROW\n1887\n\n\nCHAPTER I\n\n{LONG}\n"
    )
    assert title_page(root) == [
        "titlePart THE SALT ROAD",
        "titlePart A Tale of the Marshes",
        "byline By EMMELINE HARCASTLE",
        "docAuthor EMMELINE HARCASTLE",
        'byline Author of "The Weir," "A Widow\'s Portion," etc.',
        "docImprint LONDON HARPER & STOKES, PATERNOSTER ROW 1887",
    ]
    assert [words for words, _ in heads(root)] == ["CHAPTER I"]


def test_a_byline_with_titles_and_degrees_names_the_author() -> None:
    root = encoded(
        "A SERMON PREACHED AT LYNMERE\n\nBY THE REV. EDWARD CALDER, M.A., VICAR\n\n"
        f"LYNMERE:\nPrinted for S. Birch, in Chapel Row.\nMDCCXCIX.\n\n{LONG}\n\n{LONG}\n"
    )
    assert [e.text for e in root.iter(f"{TEI}author")] == ["The Rev. Edward Calder"]
    assert (
        title_page(root)[-1] == "docImprint LYNMERE: Printed for S. Birch, in Chapel Row. MDCCXCIX."
    )


def test_the_byline_of_an_article_stands_below_the_words_that_lead_in() -> None:
    root = encoded(
        "The Town That Sold Its River\n\nWhen the water company came, nobody read the contract.\n\n"
        f"By Ruth Calder\nPhotographs by Tom Abel\n\nSaturday 8 June 2019\n\n{LONG}\n\n{LONG}\n"
    )
    assert [e.text for e in root.iter(f"{TEI}author")] == ["Ruth Calder"]
    assert title_page(root)[1:] == [
        "titlePart When the water company came, nobody read the contract.",
        "byline By Ruth Calder",
        "docAuthor Ruth Calder",
        "byline Photographs by Tom Abel",
        "docDate Saturday 8 June 2019",
    ]
    titles = root.findall(f".//{TEI}titleStmt/{TEI}title")
    assert [title.text for title in titles] == ["The Town That Sold Its River"]


def test_author_and_university_of_a_paper() -> None:
    root = encoded(
        f"The Carriers of Lynmere\n\nJane Muir\nUniversity of Westerby\n\nAbstract\n\n{LONG}\n\n"
        f"1. Introduction\n\n{LONG}\n\n2. Credit\n\n{LONG}\n"
    )
    assert [e.text for e in root.iter(f"{TEI}author")] == ["Jane Muir"]
    assert title_page(root)[-1] == "byline University of Westerby"
    assert [(div.get("type"), div.get("n")) for div in divs(root)] == [
        ("abstract", None),
        ("section", "1"),
        ("section", "2"),
    ]


def test_a_reference_in_the_imprint_of_an_article_is_valid() -> None:
    root = encoded(
        "An interview with Ellen Marsh\n\nBy Peter Wain\n"
        f"The Harbour Quarterly, vol. 12, no. 3 (Autumn 1998), pp. 22–25\n\n{LONG}\n\n{LONG}\n"
    )
    assert words(only(root, "docImprint")).startswith("The Harbour Quarterly, vol. 12")


def test_what_kind_of_work_it_is_stands_under_the_title() -> None:
    talk = "CARLOTTA: Dov'è la chiave?\n\nBEPPE: Quale chiave?\n\n" * 4
    root = encoded(
        "LA CHIAVE\n\nCommedia in un atto\ndi Giulio Morandi\n\nATTO UNICO\n\n" + talk, "it"
    )
    assert [e.text for e in root.iter(f"{TEI}author")] == ["Giulio Morandi"]
    root = encoded(
        "Der Zollbeamte\nLustspiel in einem Aufzug\n\nErster Auftritt\n\n"
        + "Krause. Wie spät?\n\nEmilie. Halb vier.\n\n" * 4,
        "de",
    )
    titles = root.findall(f".//{TEI}titleStmt/{TEI}title")
    assert [title.text for title in titles] == ["Der Zollbeamte", "Lustspiel in einem Aufzug"]


def test_words_that_lead_over_to_the_text_are_no_title() -> None:
    root = encoded(
        "HARBOUR ORDINANCE\n\nWE, the Mayor and Aldermen of this town, do hereby ordain:\n\n"
        f"CHAPTER I\n\n{LONG}\n"
    )
    titles = root.findall(f".//{TEI}titleStmt/{TEI}title")
    assert [title.text for title in titles] == ["HARBOUR ORDINANCE"]


def test_who_is_asked_in_an_interview_is_no_character() -> None:
    root = encoded(
        "INTERVIEW WITH H. LINDT\n\nInterviewer: You began as a chemist.\n\nLindt: I did, yes.\n\n"
        "Interviewer: What happened?\n\nLindt: There was a fire.\n\nInterviewer: And Greek?\n\n"
        "Lindt: Greek does not burn.\n"
    )
    assert {e.get("role") for e in root.iter(f"{TEI}person")} == {"speaker"}


def test_numbers_in_the_margin_of_verse_are_no_words_of_it() -> None:
    root = encoded(
        "TO A CLOCK\n\nOld measurer, that in my father's hall\n  Didst tell him when to pray,\n"
        "  And told my mother, on her day,\nThe hour was come, and struck it for us all;      4\n"
        "Thou hast outworn the paper on the wall,\n  The carpet too. Thou wilt, I think,\n"
        "  Be here when I am carried out\nBy four slow men, and hear no footstep fall.      8\n"
    )
    assert [(e.get("n"), words(e)[-3:]) for e in root.iter(f"{TEI}l") if e.get("n")] == [
        ("4", "; 4"),
        ("8", ". 8"),
    ]
    assert [(e.get("type"), e.text) for e in root.iter(f"{TEI}fw")] == [
        ("lineNum", "4"),
        ("lineNum", "8"),
    ]
    assert [div.get("type") for div in divs(root)] == ["poem"]


def test_stanzas_have_their_numbers() -> None:
    stanza = "{}\nHe's taken up, he's taken down,\nHe's rowed her to the sand;\nAnd never more.\n\n"
    root = encoded("THE FERRYMAN\n\n" + stanza.format(1) + stanza.format(2))
    assert outline(root, "head") == ["head 1", "head 2"]
    assert [len(lg.findall(f"{TEI}l")) for lg in root.iter(f"{TEI}lg")] == [3, 3]


def test_stanzas_without_capitals_are_verse() -> None:
    root = encoded(
        "Abendgang\n\nDer Tag ist müd und legt sich hin,\ndie Wege werden stiller,\n"
        "und was ich war und was ich bin,\ngeht mit mir bis zum Müller.\n\n"
        "Der Müller hat sein Rad gestellt,\ndas Wasser läuft vorüber;\n"
        "so läuft wohl auch die ganze Welt,\nund keiner steht darüber.\n",
        "de",
    )
    assert len(list(root.iter(f"{TEI}l"))) == 8
    assert outline(root, "p") == []


def test_short_lines_set_in_by_many_measures_are_verse() -> None:
    root = encoded(
        f"A Sea\n\n{LONG}\n\n. . . and the gulls\n   over the low roofs\n      crying\n\n{LONG}\n"
    )
    assert len(list(root.iter(f"{TEI}l"))) == 3


def test_wrapped_paragraphs_of_as_many_lines_are_no_stanzas() -> None:
    text = (
        "The keeper went up to the lamp and when he had looked at it\nhe saw that it was out;\n\n"
        "The boat came in the morning and when it had been tied up it\nwas seen to be empty.\n\n"
    )
    assert outline(encoded(text * 3), "l") == []


def test_digits_after_words_refer_to_notes_where_nearly_all_do() -> None:
    root = encoded(
        f"{LONG}\n\nMost owned neither cart nor horse.1 It was hired,2 and fed.3\n\nNOTES\n\n"
        "1 A. Wain, Carts, p. 3.\n2 Ibid.\n3 So in the book.\n"
    )
    assert outline(root, "ref") == ["ref 1", "ref 2", "ref 3"]
    assert outline(root, "note")[2] == "note 3 So in the book."
    assert "1 A. Wain" in words(only(root, "body"))


def test_digits_after_words_without_notes_refer_to_nothing() -> None:
    root = encoded(f"{LONG}\n\nMost owned neither cart nor horse.1 It was hired,2 and fed.3\n")
    assert outline(root, "ref", "note") == []


def test_a_footnote_in_brackets_in_the_middle_of_a_text() -> None:
    root = encoded(
        "El relojero no volvió a salir de la casa (1).\n\n(1) Así lo cuenta don Pedro.\n\n"
        "Otro día llegó un hombre, y no dijo nada de la casa.\n",
        "es",
    )
    assert outline(root, "note", "ref") == ["ref (1)", "note (1) Así lo cuenta don Pedro."]


def rows(root: etree._Element) -> list[list[str]]:
    return [[words(cell) for cell in row] for row in root.iter(f"{TEI}row")]


def test_columns_with_wide_gaps_are_a_table() -> None:
    root = encoded(
        f"{LONG}\n\nCarrier      Years        Entries\nT. Ansell    1821–1843    4,120\n"
        f"W. Pell      1799–1802    310\n\n{LONG}\n"
    )
    assert rows(root) == [
        ["Carrier", "Years", "Entries"],
        ["T. Ansell", "1821–1843", "4,120"],
        ["W. Pell", "1799–1802", "310"],
    ]
    assert [row.get("role") for row in root.iter(f"{TEI}row")] == ["label", None, None]


def test_a_table_of_markdown_loses_its_bars() -> None:
    root = encoded(f"{LONG}\n\n| Trench | Finds |\n|--------|-------|\n| 1 | 4 |\n|   | 5 |\n")
    assert rows(root) == [["Trench", "Finds"], ["1", "4"], ["", "5"]]
    assert "|" not in words(only(root, "body"))


def test_titles_with_their_pages_are_no_table() -> None:
    root = encoded(f"{LONG}\n\nLow Water      45\nThe Bell       60\nThe Ice        71\n\n{LONG}\n")
    assert rows(root) == []


def test_a_line_that_leads_over_to_a_list_is_no_item() -> None:
    root = encoded("Es zahlen:\na) Schiffe zwei Taler,\nb) Boote einen Taler.\n", "de")
    assert outline(root, "p", "item") == [
        "p Es zahlen:",
        "item a) Schiffe zwei Taler,",
        "item b) Boote einen Taler.",
    ]


def test_times_stand_before_the_labels_of_a_transcript() -> None:
    talk = "[00:00:05] ANN: What is your name?\n\n[00:00:09] BEN: [laughs] You know it.\n\n"
    root = encoded(talk * 3)
    assert [words(e) for e in root.iter(f"{TEI}speaker")] == ["ANN:", "BEN:"] * 3
    assert {(e.get("type"), e.text) for e in root.iter(f"{TEI}fw")} == {
        ("time", "[00:00:05]"),
        ("time", "[00:00:09]"),
    }


def test_an_act_and_its_scene_in_one_block_are_two_headings() -> None:
    talk = "ANN. Is it you?\n\nBEN. It is I.\n\n" * 3
    root = encoded(f"ACT I\nSCENE I. A street.\n\n{talk}SCENE II. A hall.\n\n{talk}")
    assert heads(root) == [("ACT I", 1), ("SCENE I. A street.", 2), ("SCENE II. A hall.", 2)]


def test_labels_that_come_again_are_no_cast_list() -> None:
    talk = "MARCUS\nArt thou here?\nLUCIA\nI am here.\n"
    root = encoded(f"ACT I\n\nSCENE I. A street.\n\n{talk * 4}\nSCENE II. A hall.\n\n{talk * 2}")
    assert outline(root, "castList") == []
    assert len(list(root.iter(f"{TEI}sp"))) == 12


def test_questions_between_stars_are_no_notes() -> None:
    talk = "**PW: When did you start?**\n\nEM: I was fourteen.\n\n"
    root = encoded(f"On boats\n\n*Interview: Peter Wain*\n\n{talk * 4}")
    assert outline(root, "note", "ref") == []
    assert len(list(root.iter(f"{TEI}sp"))) == 8


def test_arabic_sections_stand_in_roman_ones() -> None:
    root = encoded(
        f"Zum Salz\n\nI. Einleitung\n\n{LONG}\n\nII. Quellen\n\n1. Die Bücher\n\n{LONG}\n\n"
        f"2. Die Briefe\n\n{LONG}\n\nIII. Schluss\n\n{LONG}\n",
        "de",
    )
    found = [(words(div[0]), len(list(div.iterancestors(f"{TEI}div")))) for div in divs(root)]
    assert found[-5:] == [
        ("I. Einleitung", 0),
        ("II. Quellen", 0),
        ("1. Die Bücher", 1),
        ("2. Die Briefe", 1),
        ("III. Schluss", 0),
    ]


def test_wrapped_paragraphs_among_verse_are_paragraphs() -> None:
    root = encoded(
        "It was raining when the packet came in, and there was nobody upon the quay\n"
        "but the harbour master, who was deaf, and a dog, who was not. I had my bag in\n"
        "one hand and the letter in the other, and the rain was in both of them.\n\n"
        "O the harbour lights are low, my boys,\nAnd the tide is on the turn,\n"
        "And there's many a man will go, my boys,\nThat never will return.\n\n"
        "Where the fourth wall had been there was a curtain, and behind it was Mr.\n"
        "Pell, who had been ill, it appeared, for forty years.\n"
    )
    assert len(list(root.iterfind(f"{TEI}text//{TEI}p"))) == 2
    assert len(list(root.iter(f"{TEI}l"))) == 4


def test_titles_and_articles_of_a_french_law() -> None:
    root = encoded(
        "ORDONNANCE\n\nTITRE PREMIER\nDU PORT\n\nArticle premier. Il y aura un maître.\n\n"
        "Art. 2. — Le maître tient un registre.\n\nTITRE II\nDES DROITS\n\n"
        "Art. 3. — Tout vaisseau paie deux sols.\n",
        "fr",
    )
    assert heads(root) == [
        ("TITRE PREMIER", 1),
        ("DU PORT", 1),
        ("Article premier.", 2),
        ("Art. 2. —", 2),
        ("TITRE II", 1),
        ("DES DROITS", 1),
        ("Art. 3. —", 2),
    ]


GUTENBERG = (
    "The Project Gutenberg eBook of The Salt Road\n\nTitle: The Salt Road\n"
    "        or, The Carrier's Tale\n\nAuthor: Emmeline Harcastle\n\n"
    "Release date: March 4, 2019 [eBook #99871]\n\n"
    "*** START OF THE PROJECT GUTENBERG EBOOK THE SALT ROAD ***\n\n"
)


def test_an_archives_notice_tells_title_author_and_number() -> None:
    root = encoded(f"{GUTENBERG}CHAPTER I\n\n{LONG}\n\nCHAPTER II\n\n{LONG}\n")
    header = only(root, "teiHeader")
    titles = header.findall(f".//{TEI}titleStmt/{TEI}title")
    assert [title.text for title in titles] == ["The Salt Road or, The Carrier's Tale"]
    assert [e.text for e in header.iter(f"{TEI}author")] == ["Emmeline Harcastle"]
    source = only(header, "sourceDesc")
    assert words(source) == "Project Gutenberg 99871 a.txt"


def test_a_title_page_goes_before_an_archives_notice() -> None:
    root = encoded(f"{GUTENBERG}SALT\n\nby E. Harcastle\n\nCHAPTER I\n\n{LONG}\n")
    header = only(root, "teiHeader")
    assert [e.text for e in header.iter(f"{TEI}author")] == ["E. Harcastle"]
    assert header.find(f".//{TEI}titleStmt/{TEI}title").text == "SALT"
