<?xml version="1.0" encoding="UTF-8"?>
<!-- A translation beside its original, where the encoding pairs the two. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:key name="translations" match="div[@type = 'translation'][@corresp] | div[@corresp][@xml:lang]" use="t:ids(@corresp)[1]"/>

  <!-- The division that translates another: told by @corresp, and of as many parts. -->
  <xsl:function name="t:translation" as="element()?">
    <xsl:param name="original" as="element()"/>
    <xsl:sequence select="
      ($original/@xml:id ! key('translations', ., root($original)))
        [not(. is $original)][not(@type = 'translation' and $original/@type = 'translation')]
        [. >> $original or @type = 'translation'][count(* except head) = count($original/(* except head))]
        [not(.//div or $original//div)][1]"/>
  </xsl:function>
  <xsl:function name="t:is-beside" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="
      exists($division/@corresp) and
      exists(key('id', t:ids($division/@corresp)[1], root($division))[1][t:translation(.) is $division])"/>
  </xsl:function>

  <xsl:template match="div[t:is-beside(.)]" priority="3"/>
  <xsl:template match="div[exists(t:translation(.))]" priority="2">
    <xsl:param name="level" as="xs:integer" select="1" tunnel="yes"/>
    <xsl:variable name="other" select="t:translation(.)"/>
    <xsl:apply-templates select="head">
      <xsl:with-param name="level" select="$level + 1" tunnel="yes"/>
      <xsl:with-param name="heading" select="$level" tunnel="yes"/>
    </xsl:apply-templates>
    <xsl:variable name="parts" select="* except head"/>
    <xsl:variable name="others" select="$other/(* except head)"/>
    <xsl:text>&#10;&#10;#parallel(</xsl:text>
    <xsl:if test="$other/head[normalize-space()]">
      <xsl:text>([], [</xsl:text>
      <xsl:for-each select="$other/head"><xsl:call-template name="wrap"><xsl:with-param name="call" select="'emph'"/></xsl:call-template></xsl:for-each>
      <xsl:text>]),</xsl:text>
    </xsl:if>
    <xsl:for-each select="1 to count($parts)">
      <xsl:variable name="at" select="."/>
      <xsl:text>(</xsl:text>
      <xsl:for-each select="$parts[$at], $others[$at]">
        <xsl:variable name="language" select="t:language-tag(../@xml:lang)"/>
        <xsl:value-of select="'[' || ('#lang(' || t:string($language) || ')[')[$language]"/>
        <xsl:apply-templates select="."><xsl:with-param name="level" select="$level + 1" tunnel="yes"/></xsl:apply-templates>
        <xsl:value-of select="']'[$language] || '],'"/>
      </xsl:for-each>
      <xsl:text>),</xsl:text>
    </xsl:for-each>
    <xsl:text>)&#10;&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
