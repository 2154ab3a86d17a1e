<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse: stanzas, lines with every fifth number, lines that speakers share. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template match="lg">
    <xsl:call-template name="block">
      <xsl:with-param name="classes" select="'lg', if (parent::lg) then 'stanza' else 'verse'"/>
      <xsl:with-param name="permalink" select="not(parent::lg)"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="l">
    <xsl:variable name="indent" select="t:indent(.)"/>
    <xsl:call-template name="block">
      <xsl:with-param name="classes" select="
        'l', ('indent-' || $indent)[$indent gt 0], $t:parts-at(generate-id()) ! ('split', 'at-' || .)"/>
      <xsl:with-param name="after" as="element()?">
        <xsl:for-each select="t:shown-number(.)">
          <span class="line-number" aria-hidden="true"><xsl:value-of select="."/></span>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <!-- A verse shared by speakers goes on about where the one before broke off: steps of four letters. -->
  <xsl:variable name="t:parts-at" as="map(xs:string, xs:integer)">
    <xsl:map>
      <xsl:iterate select="/*/(text | TEI | teiCorpus)//l[@part = ('I', 'M', 'F')]">
        <xsl:param name="filled" as="xs:integer" select="0"/>
        <xsl:variable name="here" select="if (@part = 'I') then 0 else max(($filled, 8))"/>
        <xsl:if test="$here gt 0"><xsl:map-entry key="generate-id()" select="min((14, $here idiv 4))"/></xsl:if>
        <xsl:next-iteration><xsl:with-param name="filled" select="$here + string-length(normalize-space())"/></xsl:next-iteration>
      </xsl:iterate>
    </xsl:map>
  </xsl:variable>
</xsl:stylesheet>
