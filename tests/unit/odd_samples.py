"""A small TEI of our own for tests of customisations: declarations, and ODDs that use them."""

from __future__ import annotations

from pathlib import Path

TEI = "http://www.tei-c.org/ns/1.0"
DECLARATIONS = f"""<TEI xmlns="{TEI}"><text><body>
<dataSpec ident="teidata.enumerated" module="tei"><content>
  <dataRef name="token" restriction="[^\\p{{C}}\\p{{Z}}]+"/></content></dataSpec>
<dataSpec ident="teidata.count" module="tei"><content>
  <dataRef name="nonNegativeInteger"/></content></dataSpec>
<classSpec ident="att.global" type="atts" module="tei"><attList>
  <attDef ident="xml:id"><datatype><dataRef name="ID"/></datatype></attDef>
  <attDef ident="n"><datatype><dataRef name="string"/></datatype></attDef>
  <attDef ident="rend"><datatype minOccurs="1" maxOccurs="unbounded">
    <dataRef key="teidata.enumerated"/></datatype></attDef></attList></classSpec>
<classSpec ident="att.typed" type="atts" module="tei"><attList>
  <attDef ident="type"><datatype><dataRef key="teidata.enumerated"/></datatype></attDef>
  <attDef ident="subtype"><datatype><dataRef key="teidata.enumerated"/></datatype></attDef>
  </attList></classSpec>
<classSpec ident="att.counted" type="atts" module="tei"><attList>
  <attDef ident="quantity"><datatype><dataRef key="teidata.count"/></datatype></attDef>
  </attList></classSpec>
<classSpec ident="model.phrase" type="model" module="tei"/>
<elementSpec ident="TEI" module="textstructure"><content>
  <elementRef key="p" maxOccurs="unbounded"/></content></elementSpec>
<elementSpec ident="p" module="core"><classes><memberOf key="att.global"/></classes><content>
  <alternate minOccurs="0" maxOccurs="unbounded"><textNode/><classRef key="model.phrase"/>
  </alternate></content></elementSpec>
<elementSpec ident="hi" module="core"><classes><memberOf key="att.global"/>
  <memberOf key="model.phrase"/></classes><content><textNode/></content></elementSpec>
<elementSpec ident="name" module="core"><classes><memberOf key="att.global"/>
  <memberOf key="att.typed"/><memberOf key="model.phrase"/></classes>
  <content><textNode/></content></elementSpec>
<elementSpec ident="gap" module="core"><classes><memberOf key="att.counted"/>
  <memberOf key="model.phrase"/></classes><content><empty/></content><attList>
  <attDef ident="reason" usage="req"><datatype><dataRef key="teidata.enumerated"/></datatype>
  </attDef>
  <attDef ident="agent"><datatype><dataRef key="teidata.enumerated"/></datatype></attDef>
  </attList></elementSpec>
<elementSpec ident="list" module="linking"><classes><memberOf key="model.phrase"/></classes>
  <content><sequence><elementRef key="hi" minOccurs="2" maxOccurs="2"/></sequence></content>
  </elementSpec>
</body></text></TEI>"""
MODULES = '<moduleRef key="tei"/><moduleRef key="textstructure"/><moduleRef key="core"/>'


def declarations(folder: Path) -> Path:
    """The file of declarations."""
    path = folder / "declarations.xml"
    path.write_text(DECLARATIONS, encoding="utf-8")
    return path


def customisation(folder: Path, changes: str, start: str = "TEI") -> Path:
    """An ODD that takes three modules and changes something."""
    path = folder / "sample.odd"
    schema = f'<schemaSpec ident="sample" start="{start}">{MODULES}\n{changes}</schemaSpec>'
    path.write_text(f'<TEI xmlns="{TEI}"><text><body>{schema}</body></text></TEI>', "utf-8")
    return path
