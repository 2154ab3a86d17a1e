<?xml version="1.0" encoding="UTF-8"?>
<!-- Editors' hands: additions, deletions, gaps, corrections, variants. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- One reading stands in the text; the others are told at the end, and linked. -->
  <xsl:template match="choice | app">
    <xsl:variable name="at" select="t:emendation-number(.)"/>
    <xsl:choose>
      <xsl:when test="$at">
        <span class="emended" id="read:{$at}"><xsl:apply-templates select="t:read(.)"/></span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="note"/>
  </xsl:template>
  <xsl:variable name="t:emendation-numbers" as="map(xs:string, xs:integer)" select="
    map:merge(for $at in 1 to count($t:emendations)
              return map:entry(generate-id($t:emendations[$at]), $at))"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
  <xsl:function name="t:emendation-number" as="xs:integer?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$t:emendation-numbers(generate-id($entry))"/>
  </xsl:function>

  <xsl:template match="supplied">
    <span><xsl:sequence select="t:attributes(., 'supplied')"/>
      <xsl:value-of select="'['[not(starts-with(normalize-space(current()), '['))]"/>
      <xsl:apply-templates/>
      <xsl:value-of select="']'[not(ends-with(normalize-space(current()), ']'))]"/>
    </span>
  </xsl:template>
  <xsl:template match="gap">
    <span><xsl:sequence select="t:attributes(., 'gap')"/>
      <xsl:if test="not(normalize-space(string-join(text())))">
        <span role="img" aria-label="{(desc/t:plain(.), t:say('gap-label'))[1]}"><xsl:value-of select="t:say('gap')"/></span>
      </xsl:if>
      <xsl:apply-templates select="node() except desc"/>
    </span>
  </xsl:template>
  <xsl:template match="unclear">
    <xsl:call-template name="inline"/>
  </xsl:template>
  <xsl:template match="del | surplus">
    <xsl:call-template name="inline"><xsl:with-param name="as" select="'del'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="add">
    <xsl:call-template name="inline"><xsl:with-param name="as" select="'ins'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="subst"><xsl:apply-templates/></xsl:template>
</xsl:stylesheet>
