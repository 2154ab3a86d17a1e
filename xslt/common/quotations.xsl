<?xml version="1.0" encoding="UTF-8"?>
<!-- Quotation marks: kept where the text has its own, added where the encoding took them out. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:variable name="t:mark" as="xs:string"
    select="'[&quot;''“”„‟«»‹›‘’‚‛「」『』—–]'"/>
  <xsl:variable name="t:marks-stand" as="xs:boolean"
    select="/*/teiHeader/encodingDesc/editorialDecl/quotation/@marks = 'all'"/>

  <!-- The marks to add around an inline quotation: (opening, closing), '' where none is due. -->
  <xsl:function name="t:marks" as="xs:string+">
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="level" select="
      if ($quotation/ancestor::*[self::said or self::quote or self::q][1]) then 'inner' else 'outer'"/>
    <xsl:variable name="bare" select="
      not($t:marks-stand) and not($quotation/@rend = 'none')
      and not(matches($quotation, '^\s*' || $t:mark))
      and not(matches(($quotation/preceding-sibling::node()[1][self::text()], '')[1], $t:mark || '\s*$'))"/>
    <!-- Scripts from right to left have marks that turn with them. -->
    <xsl:variable name="tag" select="t:language-tag($quotation/ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
    <xsl:variable name="own" select="
      if (not($tag ! t:is-right-to-left(.))) then (t:say($level || '-open'), t:say($level || '-close'))
      else if (matches($tag, '^(he|yi)')) then ('&quot;', '&quot;') else if ($level = 'inner') then ('‹', '›') else ('«', '»')"/>
    <xsl:sequence select="
      if ($bare and not($quotation/@prev)) then $own[1] else '',
      if ($bare and not($quotation/@next)) then $own[2] else ''"/>
  </xsl:function>
</xsl:stylesheet>
