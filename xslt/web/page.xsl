<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to one web page: HTML5, no script, no request to anyone. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">
  <xsl:include href="../common/words.xsl"/>
  <xsl:include href="../common/lookups.xsl"/>
  <xsl:include href="../common/blocks.xsl"/>
  <xsl:include href="../common/quotations.xsl"/>
  <xsl:include href="../common/notes.xsl"/>
  <xsl:include href="../common/facts.xsl"/>
  <xsl:include href="elements.xsl"/>
  <xsl:include href="structure.xsl"/>
  <xsl:include href="speech.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="editorial.xsl"/>
  <xsl:include href="objects.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="apparatus.xsl"/>

  <xsl:output method="html" version="5" encoding="UTF-8" indent="no"
    include-content-type="no" doctype-system="about:legacy-compat"/>

  <!-- Name of the copied TEI file, for its link; none without. -->
  <xsl:param name="tei-file" as="xs:string" select="''"/>
  <!-- "auto", "light" or "dark". -->
  <xsl:param name="theme" as="xs:string" select="'auto'"/>

  <xsl:template match="/">
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <xsl:template match="/*" priority="10">
    <html lang="{$t:language}">
      <xsl:if test="t:is-right-to-left($t:language)">
        <xsl:attribute name="dir" select="'rtl'"/>
      </xsl:if>
      <xsl:if test="$theme = ('light', 'dark')">
        <xsl:attribute name="class" select="$theme"/>
      </xsl:if>
      <xsl:call-template name="head"/>
      <body>
        <a class="skip" href="#nav:text"><xsl:value-of select="t:say('skip')"/></a>
        <xsl:call-template name="header"/>
        <xsl:call-template name="contents"/>
        <main id="nav:text">
          <xsl:apply-templates select="(text, TEI, teiCorpus, self::text)"/>
          <xsl:call-template name="notes"/>
        </main>
        <footer>
          <xsl:call-template name="emendations"/>
          <xsl:call-template name="who-speaks"/>
          <xsl:call-template name="works"/>
          <xsl:call-template name="dates"/>
          <xsl:call-template name="about"/>
        </footer>
      </body>
    </html>
  </xsl:template>

  <!-- A corpus on one page: its texts one after another. -->
  <xsl:template match="TEI/TEI | teiCorpus/TEI | teiCorpus/teiCorpus" priority="11">
    <xsl:apply-templates select="text | TEI | teiCorpus"/>
  </xsl:template>

  <xsl:template name="head">
    <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta http-equiv="Content-Security-Policy"
        content="default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"/>
      <meta name="referrer" content="no-referrer"/>
      <title><xsl:value-of select="$t:title, $t:authors[1]" separator=" · "/></title>
      <xsl:for-each select="$t:authors"><meta name="author" content="{.}"/></xsl:for-each>
      <xsl:if test="$t:dating/@when"><meta name="DC.date" content="{$t:dating/@when}"/></xsl:if>
      <meta name="color-scheme" content="{if ($theme = ('light', 'dark')) then $theme else 'light dark'}"/>
      <link rel="stylesheet" href="style.css"/>
      <xsl:if test="$tei-file">
        <link rel="alternate" type="application/tei+xml" href="{$tei-file}"/>
      </xsl:if>
    </head>
  </xsl:template>

  <!-- The title page of the text, where it has one; else what the header tells. -->
  <xsl:template name="header">
    <header class="title-block">
      <xsl:choose>
        <xsl:when test="$t:title-page">
          <xsl:apply-templates select="$t:title-page" mode="title-block"/>
        </xsl:when>
        <xsl:otherwise>
          <h1><xsl:sequence select="t:title-class($t:title)"/><xsl:value-of select="$t:title"/></h1>
          <xsl:for-each select="$t:subtitles"><p class="subtitle"><xsl:value-of select="."/></p></xsl:for-each>
          <xsl:if test="exists($t:authors)">
            <p class="byline"><xsl:value-of select="$t:authors" separator=", "/></p>
          </xsl:if>
          <xsl:if test="$t:date">
            <p class="docDate"><xsl:call-template name="time">
              <xsl:with-param name="date" select="$t:dating"/>
              <xsl:with-param name="shown"><xsl:value-of select="$t:date"/></xsl:with-param>
            </xsl:call-template></p>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </header>
  </xsl:template>

  <xsl:variable name="t:title-page" as="element()?" select="
    if ($title) then () else (/*/text/front/titlePage)[.//titlePart[normalize-space()]][1]"/>

  <!-- Titles of the seventeenth century need smaller letters. -->
  <xsl:function name="t:title-class" as="attribute()?">
    <xsl:param name="title" as="xs:string"/>
    <xsl:variable name="length" select="string-length(normalize-space($title))"/>
    <xsl:if test="$length gt 70">
      <xsl:attribute name="class" select="if ($length gt 200) then 'very-long' else 'long'"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="titlePage" mode="title-block">
    <xsl:apply-templates select="node()" mode="#current"/>
  </xsl:template>
  <xsl:template match="docTitle" mode="title-block">
    <xsl:apply-templates select="titlePart" mode="#current"/>
  </xsl:template>
  <xsl:template match="titlePart" mode="title-block">
    <xsl:variable name="is-first" select=". is $t:title-page/descendant::titlePart[1]"/>
    <xsl:element name="{if ($is-first) then 'h1' else 'p'}">
      <xsl:sequence select="t:attributes(., if ($is-first) then () else 'subtitle')"/>
      <xsl:sequence select="t:title-class(.)[$is-first]"/>
      <xsl:apply-templates><xsl:with-param name="phrasing" select="true()" tunnel="yes"/></xsl:apply-templates>
    </xsl:element>
  </xsl:template>
  <xsl:template match="text()[not(normalize-space())]" mode="title-block"/>
  <xsl:template match="text()" mode="title-block">
    <p><xsl:apply-templates select="." mode="#default"/></p>
  </xsl:template>
  <xsl:template match="*" mode="title-block">
    <xsl:apply-templates select="." mode="#default"/>
  </xsl:template>
</xsl:stylesheet>
