<?xml version="1.0" encoding="UTF-8"?>
<!-- The last pages: readings not printed, and what the header tells of this edition. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template name="emendations">
    <xsl:if test="exists($t:emendations)">
      <xsl:value-of select="'&#10;&#10;#end-section(' || t:string(t:say('emendations')) || ')[' || t:text(t:say('emendations')) || ']&#10;&#10;'"/>
      <xsl:for-each select="$t:emendations">
        <xsl:variable name="others" select="
          string-join(for $reading in t:unread(.) return
            (t:plain($reading)[. ne ''], '–')[1] || $reading/@wit ! (' ' || translate(., '#', '')), '; ')"/>
        <xsl:value-of select="
          '#reading[' || t:text((t:plain(t:read(.))[. ne ''], '–')[1] || '] ' || $others) || ']&#10;&#10;'"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template name="colophon">
    <xsl:value-of select="'&#10;&#10;#colophon(' || t:string(t:say('about')) || ', ' || t:string(t:say('tei-embedded')) || ', ('"/>
    <xsl:for-each select="$t:about">
      <xsl:variable name="label" select="t:say(?key)"/>
      <xsl:value-of select="'(' || t:string($label) || ', ['"/>
      <xsl:for-each select="?nodes">
        <xsl:text>&#10;&#10;</xsl:text>
        <xsl:apply-templates select="." mode="about">
          <xsl:with-param name="shown" select="t:label(., $label)" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:for-each>
      <xsl:text>]),</xsl:text>
    </xsl:for-each>
    <xsl:text>))&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="*" mode="about"><xsl:apply-templates select="." mode="#default"/></xsl:template>
  <xsl:template match="p | correction | normalization | quotation | hyphenation | segmentation | interpretation
    | punctuation | stdVals | availability | respStmt" mode="about">
    <xsl:apply-templates select="node()" mode="#default"/>
  </xsl:template>
  <xsl:template match="licence" mode="about">
    <xsl:apply-templates select="node()" mode="#default"/>
    <xsl:variable name="address" select="t:printed-address(@target)"/>
    <xsl:if test="$address and not(contains(., $address))">
      <xsl:value-of select="' #link(' || t:string($address) || ')[' || t:text($address) || ']'"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="application" mode="about">
    <xsl:apply-templates select="node()" mode="#default"/>
    <xsl:value-of select="t:text(string-join((' ' || @ident[not(contains(current(), .))], @version), ' '))"/>
  </xsl:template>
  <xsl:template match="change" mode="about">
    <xsl:if test="@when and not(date)"><xsl:value-of select="t:text(@when || ': ')"/></xsl:if>
    <xsl:apply-templates select="node()" mode="#default"/>
  </xsl:template>
</xsl:stylesheet>
