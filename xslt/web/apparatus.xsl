<?xml version="1.0" encoding="UTF-8"?>
<!-- What the edition adds at the end: readings that a page does not print, and what the header tells. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template name="emendations">
    <xsl:param name="page" as="xs:integer" tunnel="yes"/>
    <xsl:variable name="here" select="$t:emendations[t:page(.) = $page]"/>
    <xsl:if test="exists($here)">
      <section class="emendations" aria-labelledby="nav:emendations">
        <h2 id="nav:emendations"><xsl:value-of select="t:say('emendations')"/></h2>
        <ul>
          <xsl:for-each select="$here">
            <li>
              <a href="#read:{t:emendation-number(.)}"><xsl:value-of select="(t:plain(t:read(.))[. ne ''], '–')[1]"/></a>
              <xsl:text>] </xsl:text>
              <xsl:for-each select="t:unread(.)">
                <xsl:if test="position() gt 1">; </xsl:if>
                <xsl:value-of select="(t:plain(.)[. ne ''], '–')[1]"/>
                <xsl:value-of select="@wit ! (' ' || translate(., '#', ''))"/>
              </xsl:for-each>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="about">
    <section class="about" aria-labelledby="nav:about">
      <h2 id="nav:about"><xsl:value-of select="t:say('about')"/></h2>
      <dl>
        <xsl:for-each select="$t:about">
          <xsl:variable name="label" select="t:say(?key)"/>
          <dt><xsl:value-of select="$label"/></dt>
          <xsl:for-each select="?nodes">
            <dd><xsl:apply-templates select="." mode="about">
              <xsl:with-param name="shown" select="t:label(., $label)" tunnel="yes"/>
            </xsl:apply-templates></dd>
          </xsl:for-each>
        </xsl:for-each>
      </dl>
      <xsl:if test="$tei-file">
        <p><a href="{$tei-file}" type="application/tei+xml"><xsl:value-of select="t:say('tei-file')"/></a></p>
      </xsl:if>
    </section>
  </xsl:template>
  <xsl:template match="*" mode="about"><xsl:apply-templates select="." mode="#default"/></xsl:template>
  <!-- A paragraph, a list or a decision of the header needs no box of its own. -->
  <xsl:template match="p | correction | normalization | quotation | hyphenation | segmentation
    | interpretation | punctuation | stdVals | availability[not(@target)] | respStmt | application" mode="about">
    <xsl:call-template name="flow"/>
    <xsl:if test="self::application and not(contains(., @ident))">
      <xsl:value-of select="' ' || @ident || ' ' || @version"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="change" mode="about">
    <xsl:if test="@when and not(date)"><xsl:value-of select="@when || ': '"/></xsl:if>
    <xsl:call-template name="flow"/>
  </xsl:template>
</xsl:stylesheet>
