<?xml version="1.0" encoding="UTF-8"?>
<!-- Indexes of the editor's own terms (index, term; Guidelines, 3.9.2), with sub-entries. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:variable name="t:index-terms" as="element(index)*" select="
    if ($with-index) then /*//text//index[not(ancestor::index)][term[normalize-space()]] else ()"/>

  <!-- Where a term is meant: the entry, or its sub-entry. -->
  <xsl:template match="index"/>
  <xsl:template match="index[not(ancestor::index)][term[normalize-space()]][$with-index]">
    <xsl:for-each select="descendant-or-self::index[term][not(index/term)]">
      <xsl:value-of select="'#m(' || t:string(t:term-key(.)) || ')'"/>
    </xsl:for-each>
  </xsl:template>
  <!-- "term:NAME/entry/sub-entry": an index, and the way to a term in it. -->
  <xsl:function name="t:term-key" as="xs:string">
    <xsl:param name="index" as="element(index)"/>
    <xsl:sequence select="
      'term:' || t:index-name($index) || '/' || string-join($index/ancestor-or-self::index/term[1] ! lower-case(t:plain(.)), '/')"/>
  </xsl:function>
  <xsl:function name="t:index-name" as="xs:string">
    <xsl:param name="index" as="element(index)"/>
    <xsl:sequence select="string($index/ancestor-or-self::index[@indexName][1]/@indexName)"/>
  </xsl:function>

  <!-- The place that the text gives an index: the one that it names, or all. -->
  <xsl:template match="divGen[@type = 'index'][$with-index]">
    <xsl:variable name="terms" select="t:terms-for(.)"/>
    <xsl:if test="exists($terms)">
      <xsl:text>&#10;&#10;#index-entries((</xsl:text>
      <xsl:call-template name="term-entries"><xsl:with-param name="terms" select="$terms"/></xsl:call-template>
      <xsl:text>))&#10;&#10;</xsl:text>
    </xsl:if>
  </xsl:template>
  <xsl:function name="t:terms-for" as="element(index)*">
    <xsl:param name="place" as="element(divGen)"/>
    <xsl:variable name="named" select="$t:index-terms[t:index-name(.) = ($place/@n, $place/@subtype, $place/@xml:id)]"/>
    <xsl:variable name="others" select="$t:places-of-indexes/(@n, @subtype, @xml:id)"/>
    <xsl:sequence select="
      if (exists($named)) then $named
      else if ($place is $t:places-of-indexes[1]) then $t:index-terms[not(t:index-name(.) = $others)] else ()"/>
  </xsl:function>
  <xsl:variable name="t:places-of-indexes" select="/*//text//divGen[@type = 'index']"/>

  <!-- Those that have no place in the text stand behind it. -->
  <xsl:template name="term-indexes">
    <xsl:variable name="placed" select="$t:places-of-indexes ! t:terms-for(.)"/>
    <xsl:for-each-group select="$t:index-terms except $placed" group-by="t:index-name(.)">
      <xsl:value-of select="'&#10;&#10;#index(' || t:string((current-grouping-key()[matches(., '^\p{Lu}.*\p{Ll}')], t:say('index'))[1]) || ', ('"/>
      <xsl:call-template name="term-entries"><xsl:with-param name="terms" select="current-group()"/></xsl:call-template>
      <xsl:text>))&#10;&#10;</xsl:text>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template name="term-entries">
    <xsl:param name="terms" as="element(index)*"/>
    <xsl:param name="level" as="xs:integer" select="0"/>
    <xsl:for-each-group select="$terms" group-by="t:term-key(.)">
      <xsl:sort select="t:sorting((term/@sortKey, term[1] ! t:plain(.))[1])"/>
      <xsl:variable name="own" select="current-group()[not(index/term)]"/>
      <xsl:value-of select="'(' || t:string(if ($own) then current-grouping-key() else '') || ', ['"/>
      <xsl:apply-templates select="term[1]" mode="entry"/>
      <xsl:value-of select="'], ' || $level || '),'"/>
      <xsl:call-template name="term-entries">
        <xsl:with-param name="terms" select="current-group()/index[term]"/>
        <xsl:with-param name="level" select="$level + 1"/>
      </xsl:call-template>
    </xsl:for-each-group>
  </xsl:template>
  <xsl:template match="term" mode="entry"><xsl:apply-templates/></xsl:template>
</xsl:stylesheet>
