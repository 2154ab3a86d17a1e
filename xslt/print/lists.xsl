<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists: numbered, bulleted, bare, of words and their meanings, in the line. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template match="list">
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:value-of select="t:anchor(.)"/>
    <xsl:apply-templates select="head"/>
    <xsl:variable name="kind" select="t:kind-of-list(.)"/>
    <xsl:value-of select="'#items(' || t:string($kind)"/>
    <xsl:for-each-group select="* except head" group-ending-with="item | headItem">
      <xsl:variable name="number" select="current-group()/@n[. castable as xs:integer][$kind = 'numbered']"/>
      <xsl:value-of select="', ' || ('enum.item(' || xs:integer($number[1]) || ')')[exists($number)] || '['"/>
      <xsl:for-each select="current-group()">
        <xsl:choose>
          <xsl:when test="self::item">
            <xsl:value-of select="(t:text(@n) || '#h(0.6em)')[current()/@n][$kind = 'marked'][not(t:begins-with-its-number(current()))]"/>
            <xsl:call-template name="wrap"/>
          </xsl:when>
          <xsl:otherwise><xsl:apply-templates select="."/><xsl:text>#h(0.6em)</xsl:text></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
      <xsl:text>]</xsl:text>
    </xsl:for-each-group>
    <xsl:text>)&#10;&#10;</xsl:text>
  </xsl:template>
  <!-- "numbered", "bulleted", or "marked": by labels, numbers of its own (@n), or nothing. -->
  <xsl:function name="t:kind-of-list" as="xs:string">
    <xsl:param name="list" as="element()"/>
    <xsl:variable name="said" select="tokenize(lower-case(string-join(($list/@rend, $list/@type, $list[not(@rend or @type)]/ancestor::list[1][@type = 'index']/@type), ' ')))"/>
    <xsl:sequence select="
      if (exists($list/label) or t:marks-itself($list)) then 'marked'
      else if ($list/item/@n and (every $item in $list/item satisfies $item/@n)) then 'marked'
      else if ($said = ('numbered', 'ordered', 'lettered')) then 'numbered'
      else if ($said = ('simple', 'unmarked', 'plain', 'none', 'bare', 'index', 'gloss', 'inline')) then 'marked'
      else 'bulleted'"/>
  </xsl:function>
  <xsl:function name="t:begins-with-its-number" as="xs:boolean">
    <xsl:param name="item" as="element()"/>
    <xsl:sequence select="matches($item, '^[\s(\[&quot;“„«‹‘]*' || t:quoted(replace(normalize-space($item/@n), '[.)\]]+$', '')) || '(\W|$)')"/>
  </xsl:function>
  <!-- One that runs on in its sentence. -->
  <xsl:template match="list[t:is-list-in-line(.)]" priority="1">
    <xsl:for-each select="*">
      <xsl:if test="position() gt 1"><xsl:text> </xsl:text></xsl:if>
      <xsl:call-template name="wrap"/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="item"><xsl:call-template name="plain"/></xsl:template>
  <xsl:template match="label"><xsl:call-template name="wrap"/></xsl:template>
  <xsl:template match="headLabel | headItem">
    <xsl:call-template name="wrap"><xsl:with-param name="call" select="'emph'"/></xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
