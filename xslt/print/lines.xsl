<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse: which line has which number, and where a split line goes on. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- The first part of each line counts, within its scene or poem. -->
  <xsl:variable name="t:verse-lines" as="element()*" select="
    if ($verse-numbers) then /*//text//l[not(@part = ('M', 'F'))][not(ancestor::note or ancestor::front or ancestor::rdg[not(. is t:base(ancestor::app[1]))])] else ()"/>
  <xsl:function name="t:counted-within" as="element()">
    <xsl:param name="line" as="element()"/>
    <xsl:sequence select="
      ($line/ancestor::*[$t:divisions(local-name(.)) or self::floatingText][1], $line/ancestor::lg[last()], $line/ancestor::text[1])[1]"/>
  </xsl:function>
  <!-- Line → number.  The encoder's own numbers speak, where most lines have one. -->
  <xsl:variable name="t:line-numbers" as="map(xs:string, xs:string)">
    <xsl:variable name="own" select="count($t:verse-lines[@n castable as xs:integer]) gt 0.2 * count($t:verse-lines)"/>
    <xsl:map>
      <xsl:for-each-group select="$t:verse-lines" group-by="generate-id(t:counted-within(.))">
        <xsl:for-each select="current-group()">
          <xsl:variable name="number" select="if ($own) then string(@n) else string(position())"/>
          <xsl:if test="$number ne '' and ($own or last() ge 10)">
            <xsl:map-entry key="generate-id(.)" select="$number"/>
          </xsl:if>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
  <xsl:function name="t:line-number" as="xs:string?">
    <xsl:param name="line" as="element()?"/>
    <xsl:sequence select="$line ! $t:line-numbers(generate-id(.))"/>
  </xsl:function>

  <xsl:function name="t:numbered" as="xs:string">
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="number" select="t:line-number($line)"/>
    <xsl:sequence select="
      if ($number castable as xs:integer and xs:integer($number) mod 5 = 0)
      then '#line-number(' || t:string($number) || ')' else ''"/>
  </xsl:function>

  <!-- The words of a split line before this part of it. -->
  <xsl:function name="t:earlier-parts" as="xs:string">
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="before" select="$line[@part = ('M', 'F')]/preceding::l[1][@part = ('I', 'M')]"/>
    <xsl:sequence select="
      if ($before) then normalize-space(string-join((t:earlier-parts($before)[not(. = '')], t:plain($before)), ' ')) else ''"/>
  </xsl:function>
</xsl:stylesheet>
