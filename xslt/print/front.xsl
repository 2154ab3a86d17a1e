<?xml version="1.0" encoding="UTF-8"?>
<!-- Dedications, epigraphs, citations, and the breaks between paragraphs. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- A dedication without a heading has a page of its own in a book. -->
  <xsl:template match="front/div[@type = 'dedication'][not(t:headed(.))] | front/epigraph" priority="3">
    <xsl:variable name="call" select="if (self::epigraph) then 'page-of-epigraph' else 'dedication'"/>
    <xsl:call-template name="wrap-block"><xsl:with-param name="call" select="$call"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="epigraph">
    <xsl:call-template name="wrap-block"><xsl:with-param name="call" select="'epigraph'"/></xsl:call-template>
  </xsl:template>

  <!-- A quotation with its source: below each other where they stand apart, else in the line. -->
  <xsl:template match="cit">
    <xsl:variable name="apart" select="
      t:is-structural(..) or exists((quote | q)[t:is-block(.)]) or exists((quote | q)/*[t:is-block(.)])"/>
    <xsl:choose>
      <xsl:when test="parent::epigraph"><xsl:apply-templates/></xsl:when>
      <xsl:when test="$apart"><xsl:call-template name="wrap-block"><xsl:with-param name="call" select="'block-quote'"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="wrap"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="epigraph/cit/quote | epigraph/cit/q | epigraph/quote | epigraph/q
    | cit[t:is-structural(..)][not(parent::epigraph)]/(quote | q)" priority="2">
    <xsl:text>&#10;&#10;</xsl:text><xsl:call-template name="wrap"/><xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="epigraph/cit/bibl | epigraph/bibl
    | cit[t:is-structural(..)]/bibl" priority="2">
    <xsl:call-template name="wrap-block"><xsl:with-param name="call" select="'source-line'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="cit/bibl[preceding-sibling::node()[1][self::quote or self::q]] | cit/ref[preceding-sibling::node()[1][self::quote or self::q]]">
    <xsl:text> </xsl:text><xsl:call-template name="wrap"/>
  </xsl:template>

  <!-- A break between paragraphs that the source shows: its own signs, a rule, or room. -->
  <xsl:template match="milestone[t:is-break(.)]">
    <xsl:variable name="looks" select="string((@rend, @rendition)[1])"/>
    <xsl:value-of select="'&#10;&#10;' || (
      if (matches($looks, '^[^\p{L}\p{N}]+$') and not(starts-with($looks, '#'))) then '#separator[' || t:text($looks) || ']'
      else if (matches($looks, 'star|aster|orna|flower|fleuron|dinkus', 'i')) then '#separator[' || t:text('⁂') || ']'
      else if (matches($looks, 'rule|line|hr|dash|bar', 'i')) then '#separator[#rule]'
      else '#pause') || '&#10;&#10;'"/>
  </xsl:template>
  <xsl:function name="t:is-break" as="xs:boolean">
    <xsl:param name="milestone" as="element()"/>
    <xsl:sequence select="
      exists($milestone/..[t:is-structural(.)]) and exists($milestone/preceding-sibling::*[self::p or self::ab or self::lg or self::quote])
      and (exists($milestone/(@rend, @rendition)) or $milestone/@unit = ('section', 'break', 'separator', 'ornament', 'scene'))
      and not($milestone/@n)"/>
  </xsl:function>
</xsl:stylesheet>
