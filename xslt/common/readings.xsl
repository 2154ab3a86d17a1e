<?xml version="1.0" encoding="UTF-8"?>
<!-- A reading in one line: as the edition prints it, its verses and paragraphs told apart. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- The words of a reading: of an entry within it those that the edition prints; "" where it has none. -->
  <xsl:function name="t:reading-words" as="xs:string">
    <xsl:param name="reading" as="element()?"/>
    <xsl:variable name="words"><xsl:apply-templates select="$reading/node()" mode="reading"/></xsl:variable>
    <xsl:sequence select="replace(normalize-space($words), '^/ | /$', '')"/>
  </xsl:function>

  <xsl:template match="app | choice" mode="reading">
    <xsl:variable name="readings" select=".//(lem | rdg)[ancestor::app[1] is current()]"/>
    <xsl:apply-templates select="
      if (self::choice) then t:read(.)/node() else ($readings/self::lem, $readings)[1]/node()" mode="#current"/>
  </xsl:template>
  <xsl:template match="note | witDetail | idno | pc[t:is-line-hyphen(.)]" mode="reading"/>
  <xsl:template match="gap" mode="reading"><xsl:value-of select="t:say('gap')"/></xsl:template>
  <xsl:template match="text()" mode="reading"><xsl:value-of select="t:joined(.)"/></xsl:template>
  <xsl:template match="lb[not(@break = 'no')]" mode="reading"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="l | lg | p | ab" mode="reading">
    <xsl:if test="preceding-sibling::*[self::l or self::lg or self::p or self::ab]"> / </xsl:if>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
</xsl:stylesheet>
