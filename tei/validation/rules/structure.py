"""TEI's own rules beyond its grammar that `schemas/edition.sch` checks: codes, explanations.

They stand in the Guidelines as Schematron constraints of elements and classes.
"""

from __future__ import annotations

from tei.diagnostics import declare

_TEI = "xmlns='http://www.tei-c.org/ns/1.0'"

declare(
    "paragraph-in-paragraph",
    "error",
    "A paragraph or division stands inside a paragraph.",
    "Paragraphs do not hold paragraphs or divisions, at no depth, unless something that may hold "
    "them stands directly around them: quote, said, q, note, item, cell, figure, stage or sp.",
    failing=f"<p {_TEI}>One <hi><p>two</p></hi></p>",
    passing=f"<p {_TEI}>One <quote><p>two</p></quote></p>",
    source="TEI P5 Guidelines, §1.3, abstract model of p and ab",
)
declare(
    "block-in-line",
    "error",
    "A line of verse holds a paragraph, a division or another line.",
    "A line is the smallest piece of verse. What interrupts it as a block goes between two "
    "lines, or into a note.",
    failing=f"<l {_TEI}>One <seg><l>two</l></seg></l>",
    passing=f"<lg {_TEI}><l>One</l><l>two</l></lg>",
    source="TEI P5 Guidelines, §1.3, abstract model of l and lg",
)
declare(
    "verse-without-lines",
    "error",
    "lg holds no line of verse.",
    "lg groups lines; it needs at least one l, lg or gap in it.",
    failing=f"<lg {_TEI}><label>I</label></lg>",
    passing=f"<lg {_TEI}><label>I</label><l>One</l></lg>",
    source="TEI P5 Guidelines, §3.13.1",
)
declare(
    "subtype-without-type",
    "error",
    "An element has subtype but no type.",
    "subtype divides what type has named; alone it says nothing. Add type, or use type instead.",
    failing=f"<div {_TEI} subtype='dream'/>",
    passing=f"<div {_TEI} type='scene' subtype='dream'/>",
    source="TEI P5 Guidelines, att.typed",
)
declare(
    "calendar-without-words",
    "error",
    "calendar is given, but the element has no words.",
    "calendar says in which calendar the date in the text is written; where there is no text, it "
    "has nothing to speak of. Attributes like when are always Gregorian.",
    failing=f"<date {_TEI} calendar='#julian' when='1900-03-01'/>",
    passing=f"<date {_TEI} when='1900-03-01'/>",
    source="TEI P5 Guidelines, att.calendarSystem",
)
declare(
    "quotation-undescribed",
    "error",
    "The header's quotation says nothing.",
    "quotation tells what became of the quotation marks: by marks (none, some, all) or in a "
    "paragraph.",
    failing=f"<editorialDecl {_TEI}><quotation/></editorialDecl>",
    passing=f"<editorialDecl {_TEI}><quotation marks='all'/></editorialDecl>",
    source="TEI P5 Guidelines, §2.3.3",
)
declare(
    "substitution-incomplete",
    "error",
    "subst needs at least one add and one del.",
    "A substitution is a deletion together with the addition that takes its place. Where only "
    "one of them is there, use it without subst.",
    failing=f"<subst {_TEI}><add>one</add></subst>",
    passing=f"<subst {_TEI}><del>two</del><add>one</add></subst>",
    source="TEI P5 Guidelines, §12.3.1.5",
)
declare(
    "link-without-ends",
    "error",
    "link and join need at least two pointers in target.",
    "A link ties two places or more together, and join makes one of several parts.",
    failing=f"<p {_TEI} xml:id='a'><link target='#a'/></p>",
    passing=f"<p {_TEI} xml:id='a'><anchor xml:id='b'/><link target='#a #b'/></p>",
    source="TEI P5 Guidelines, §17.1",
)
declare(
    "glossary-without-labels",
    "error",
    "A list of type gloss has no labels.",
    "A glossary is a list of pairs: the term in label, what it means in item.",
    failing=f"<list {_TEI} type='gloss'><item>a tool for cutting</item></list>",
    passing=f"<list {_TEI} type='gloss'><label>saw</label><item>a tool for cutting</item></list>",
    source="TEI P5 Guidelines, §3.8",
)
declare(
    "sentence-in-sentence",
    "error",
    "s stands directly inside s.",
    "s divides a text into sentences from end to end; they do not nest. Use seg for parts.",
    failing=f"<p {_TEI}><s>One <s>two</s></s></p>",
    passing=f"<p {_TEI}><s>One <seg>two</seg></s></p>",
    source="TEI P5 Guidelines, §18.1",
)
