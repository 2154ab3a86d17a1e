<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse: which line has which number, and where a split line goes on. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="t:line-number" as="xs:string?">
    <xsl:param name="line" as="element()?"/>
    <xsl:sequence select="$line[$verse-numbers] ! $t:verse-numbers(generate-id(.)) ! string(.)"/>
  </xsl:function>

  <xsl:function name="t:numbered" as="xs:string">
    <xsl:param name="line" as="element()"/>
    <xsl:sequence select="string-join(t:shown-number($line)[$verse-numbers] ! ('#line-number(' || t:string(.) || ')'))"/>
  </xsl:function>

  <!-- The first two lines of a stanza or speech stay together, and the last two: "opens" a pair, or
       "closes" it.  Three lines are one group. -->
  <xsl:function name="t:place-in-run" as="xs:string">
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="before" select="t:run(reverse($line/preceding-sibling::*[position() le 3]))"/>
    <xsl:variable name="after" select="t:run($line/following-sibling::*[position() le 2])"/>
    <xsl:sequence select="
      if ($before = 0 and $after ge 1 or $before ge 2 and $after = 1) then 'opens'
      else if ($before = 1 and $after ne 1 or $after = 0 and $before ge 2) then 'closes'
      else ''"/>
  </xsl:function>
  <!-- How many of the nearest siblings are lines. -->
  <xsl:function name="t:run" as="xs:integer">
    <xsl:param name="siblings" as="element()*"/>
    <xsl:sequence select="count(subsequence($siblings, 1, (index-of($siblings ! exists(self::l), false())[1], count($siblings) + 1)[1] - 1))"/>
  </xsl:function>

  <!-- The words of a split line before this part of it. -->
  <xsl:function name="t:earlier-parts" as="xs:string">
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="before" select="$line[@part = ('M', 'F')]/preceding::l[1][@part = ('I', 'M')]"/>
    <xsl:sequence select="
      if ($before) then normalize-space(string-join((t:earlier-parts($before)[not(. = '')], t:plain($before)), ' ')) else ''"/>
  </xsl:function>
</xsl:stylesheet>
