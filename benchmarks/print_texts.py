"""One text of our own as TEI, HTML, XSL-FO and LaTeX, for benchmarks/print.py.

All four have the same chapters, paragraphs and notes, an id for each paragraph, contents with
pages, running heads and justified, hyphenated lines of about the same length on A5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from speed import novel

CHARACTERS_A_PAGE = 2_050
NOTE = "He says so in the second book of his memoirs, and nowhere else."
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>The Tide</title><author>A. Writer</author></titleStmt><publicationStmt><publisher>A Press
</publisher><date when="2026">2026</date></publicationStmt><sourceDesc><p>Made.</p></sourceDesc>
</fileDesc></teiHeader><text><body>{body}</body></text></TEI>"""
HTML = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>The Tide</title><style>
@page {{ size: A5; margin: 20mm; @bottom-center {{ content: counter(page) }} }}
@page :right {{ @top-center {{ content: string(chapter) }} }}
@page :left {{ @top-center {{ content: "A. Writer" }} }}
body {{ font: 10pt/1.34 serif; text-align: justify; hyphens: auto }}
p {{ margin: 0; text-indent: 1em }}
h1 {{ string-set: chapter content(); break-before: page; font-size: 1.4em }}
li a::after {{ content: target-counter(attr(href), page); float: right }}
.note {{ float: footnote; font-size: .85em }}</style><ul>{contents}</ul>{body}</html>"""
FO = """<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" xml:lang="en"><fo:layout-master-set>
<fo:simple-page-master master-name="p" page-width="148mm" page-height="210mm" margin="20mm">
<fo:region-body margin-top="8mm" margin-bottom="8mm"/><fo:region-before extent="6mm"/>
<fo:region-after extent="6mm"/></fo:simple-page-master></fo:layout-master-set>
<fo:page-sequence master-reference="p"><fo:flow flow-name="xsl-region-body">{contents}</fo:flow>
</fo:page-sequence><fo:page-sequence master-reference="p" language="en" hyphenate="true">
<fo:static-content flow-name="xsl-region-before"><fo:block text-align="center"><fo:retrieve-marker
retrieve-class-name="c"/></fo:block></fo:static-content><fo:static-content
flow-name="xsl-region-after"><fo:block text-align="center"><fo:page-number/></fo:block>
</fo:static-content><fo:flow flow-name="xsl-region-body" font-family="serif" font-size="10pt"
line-height="13.4pt" text-align="justify">{body}</fo:flow></fo:page-sequence></fo:root>"""
LATEX = r"""\documentclass[10pt,twoside]{{book}}\usepackage[a5paper,margin=20mm]{{geometry}}
\usepackage{{fontspec}}\usepackage{{polyglossia}}\setmainlanguage{{english}}
\begin{{document}}\tableofcontents
{body}
\end{{document}}"""


def blocks(pages: int) -> Iterator[tuple[str, str, str]]:
    """(kind, words, note): "head" or "p", with the words of a note or ""."""
    since = 0
    for block in novel(pages * CHARACTERS_A_PAGE).strip().split("\n\n"):
        words = " ".join(block.split())
        kind = "head" if words.startswith("CHAPTER") else "p"
        since += len(words)
        told = NOTE if kind == "p" and since > CHARACTERS_A_PAGE else ""
        since = 0 if told else since
        yield kind, words, told


def tei(pages: int) -> str:
    made, opened = [], False
    for kind, words, note in blocks(pages):
        if kind == "head":
            made.append(("</div>" if opened else "") + f"<div><head>{escape(words)}</head>")
            opened = True
        else:
            call = f"<note>{note}</note>" if note else ""
            made.append(f'<p xml:id="p{len(made)}">{escape(words)}{call}</p>')
    return TEI.format(body="\n".join(made) + ("</div>" if opened else ""))


def html(pages: int) -> str:
    made, contents = [], []
    for kind, words, note in blocks(pages):
        call = f'<span class="note">{note}</span>' if note else ""
        tag, at = "h1" if kind == "head" else "p", len(made)
        made.append(f'<{tag} id="p{at}">{escape(words)}{call}</{tag}>')
        if kind == "head":
            contents.append(f'<li><a href="#p{at}">{escape(words)}</a></li>')
    return HTML.format(body="\n".join(made), contents="\n".join(contents))


def fo(pages: int) -> str:
    made, contents = [], []
    for kind, words, note in blocks(pages):
        at, safe = f"p{len(made)}", escape(words)
        if kind == "head":
            made.append(
                f'<fo:block id="{at}" break-before="page" font-size="14pt" space-after="13pt">'
                f'<fo:marker marker-class-name="c">{safe}</fo:marker>{safe}</fo:block>'
            )
            cited = f'<fo:page-number-citation ref-id="{at}"/>'
            contents.append(f"<fo:block>{safe} {cited}</fo:block>")
            continue
        call = (
            "<fo:footnote><fo:inline>*</fo:inline><fo:footnote-body><fo:block font-size='8.5pt'>"
            f"{note}</fo:block></fo:footnote-body></fo:footnote>"
        )
        told = call if note else ""
        made.append(f'<fo:block id="{at}" text-indent="1em">{safe}{told}</fo:block>')
    return FO.format(body="\n".join(made), contents="\n".join(contents))


def latex(pages: int) -> str:
    made = []
    for kind, words, note in blocks(pages):
        safe = re.sub(r"([&%$#_{}])", r"\\\1", words)
        call = rf"\footnote{{{note}}}" if note else ""
        made.append(rf"\chapter{{{safe}}}" if kind == "head" else f"{safe}{call}\n")
    return LATEX.format(body="\n".join(made))
