<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists: with bullets or numbers, of words and what they mean, or in the line. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- shown: the items that the page has, of a list that goes on over pages. -->
  <xsl:template match="list">
    <xsl:param name="shown" as="element()*" select="* except head"/>
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="t:is-list-in-line(.)">
        <span><xsl:sequence select="t:attributes(., 'list-in-line')"/>
          <xsl:for-each select="*">
            <xsl:if test="position() gt 1"><xsl:text> </xsl:text></xsl:if><xsl:apply-templates select="."/>
          </xsl:for-each>
        </span>
      </xsl:when>
      <xsl:when test="$phrasing">
        <xsl:call-template name="block"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="head[t:begins-with($shown)]"/>
        <xsl:call-template name="list-body"><xsl:with-param name="shown" select="$shown"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Whether these are the first of their list or table, or all. -->
  <xsl:function name="t:begins-with" as="xs:boolean">
    <xsl:param name="parts" as="element()*"/>
    <xsl:sequence select="not($parts[1]/preceding-sibling::*[not(self::head)])"/>
  </xsl:function>

  <xsl:template name="list-body">
    <xsl:param name="shown" as="element()*" select="* except head"/>
    <xsl:variable name="marked" select="t:marks-itself(.)"/>
    <xsl:variable name="numbers" select="not($marked) and exists(item) and not(item[not(matches(@n, '\w'))])"/>
    <xsl:variable name="numbered" select="
      $marked or @rend = ('numbered', 'ordered', 'lettered') or @type = ('ordered', 'numbered')
      or ($numbers and not(item/@n[not(t:is-count(.))]))"/>
    <xsl:element name="{if ($numbered) then 'ol' else 'ul'}">
      <xsl:sequence select="
        t:attributes(., ('list', if (label or $marked or ($numbers and item/@n[not(t:is-count(.))])) then 'marked' else (),
          'gloss'[current()/@type = 'gloss']))[not(name() = 'id') or t:begins-with($shown)]"/>
      <xsl:if test="$numbered and not($marked) and not(t:begins-with($shown))">
        <xsl:attribute name="start" select="count($shown[1]/preceding-sibling::item) + 1"/>
      </xsl:if>
      <xsl:for-each-group select="$shown" group-ending-with="item | headItem">
        <li>
          <xsl:variable name="item" select="current-group()[self::item]"/>
          <xsl:sequence select="$item ! t:attributes(., ())"/>
          <!-- The number that the TEI gives: counted from there, or shown as it is. -->
          <xsl:choose>
            <xsl:when test="$marked or empty($item/@n)"/>
            <xsl:when test="$numbered and $item/@n[t:is-count(.)]"><xsl:attribute name="value" select="xs:integer($item/@n)"/></xsl:when>
            <xsl:when test="$numbers"><xsl:attribute name="data-n" select="normalize-space($item/@n)"/></xsl:when>
          </xsl:choose>
          <xsl:for-each select="current-group()">
            <xsl:choose>
              <xsl:when test="self::item"><xsl:call-template name="flow"/></xsl:when>
              <xsl:otherwise><xsl:apply-templates select="."/><xsl:text> </xsl:text></xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </li>
      </xsl:for-each-group>
    </xsl:element>
  </xsl:template>
  <xsl:function name="t:is-count" as="xs:boolean">
    <xsl:param name="number" as="attribute()"/>
    <xsl:sequence select="matches($number, '^\s*[0-9]{1,6}\s*$')"/>
  </xsl:function>

  <xsl:template match="item">
    <xsl:choose>
      <xsl:when test="parent::list ! t:is-list-in-line(.)"><xsl:call-template name="inline"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="block"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="label | headLabel | headItem">
    <xsl:call-template name="inline"/>
  </xsl:template>
</xsl:stylesheet>
