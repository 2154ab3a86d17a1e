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

  <!-- The words of a split line before this part of it. -->
  <xsl:function name="t:earlier-parts" as="xs:string">
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="before" select="$line[@part = ('M', 'F')]/preceding::l[1][@part = ('I', 'M')]"/>
    <xsl:sequence select="
      if ($before) then normalize-space(string-join((t:earlier-parts($before)[not(. = '')], t:plain($before)), ' ')) else ''"/>
  </xsl:function>
</xsl:stylesheet>
