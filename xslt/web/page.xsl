<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to web pages: HTML5, no script, no request to anyone. -->
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
  <xsl:include href="../common/readings.xsl"/>
  <xsl:include href="../common/verse.xsl"/>
  <xsl:include href="../common/formulas.xsl"/>
  <xsl:include href="frame.xsl"/>
  <xsl:include href="pages.xsl"/>
  <xsl:include href="addresses.xsl"/>
  <xsl:include href="markup.xsl"/>
  <xsl:include href="cite.xsl"/>
  <xsl:include href="machine.xsl"/>
  <xsl:include href="handover.xsl"/>
  <xsl:include href="elements.xsl"/>
  <xsl:include href="structure.xsl"/>
  <xsl:include href="enumerations.xsl"/>
  <xsl:include href="verse.xsl"/>
  <xsl:include href="speech.xsl"/>
  <xsl:include href="talk.xsl"/>
  <xsl:include href="manuscript.xsl"/>
  <xsl:include href="correspondence.xsl"/>
  <xsl:include href="dictionary.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="signs.xsl"/>
  <xsl:include href="editorial.xsl"/>
  <xsl:include href="objects.xsl"/>
  <xsl:include href="records.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="lists.xsl"/>
  <xsl:include href="entries.xsl"/>
  <xsl:include href="voices.xsl"/>
  <xsl:include href="timeline.xsl"/>
  <xsl:include href="words.xsl"/>
  <xsl:include href="search.xsl"/>
  <xsl:include href="apparatus.xsl"/>
  <xsl:include href="witnesses.xsl"/>
  <xsl:include href="parallel.xsl"/>
  <xsl:include href="facsimile.xsl"/>
  <xsl:include href="tei-source.xsl"/>
  <xsl:include href="own.xsl"/>

  <xsl:output method="html" version="5" encoding="UTF-8" indent="no"
    include-content-type="no" doctype-system="about:legacy-compat"/>

  <xsl:template match="/">
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <!-- The edition: its first page is the result, the others are documents beside it. -->
  <xsl:template match="/*" priority="10">
    <xsl:call-template name="frame">
      <xsl:with-param name="file" select="'index.html'"/>
      <xsl:with-param name="kind" select="if ($t:whole) then 'whole' else 'title'"/>
      <xsl:with-param name="content">
        <xsl:call-template name="header"/>
        <xsl:call-template name="contents"/>
        <main id="nav:text">
          <xsl:if test="$t:whole">
            <xsl:call-template name="text-of"><xsl:with-param name="page" select="1" tunnel="yes"/></xsl:call-template>
          </xsl:if>
          <xsl:call-template name="surfaces"/>
          <xsl:call-template name="cite"/>
          <xsl:call-template name="about"/>
        </main>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:if test="not($t:whole)">
      <xsl:for-each select="1 to count($t:pages)"><xsl:call-template name="text-page"/></xsl:for-each>
    </xsl:if>
    <xsl:call-template name="lists"/>
    <xsl:call-template name="side-notes"/>
    <xsl:call-template name="witness-styles"/>
    <xsl:call-template name="parallel-pages"/>
    <xsl:call-template name="source-pages"/>
    <xsl:call-template name="citation-files"/>
    <xsl:call-template name="machine-files"/>
    <xsl:call-template name="handover"/>
  </xsl:template>

  <xsl:template name="text-page">
    <xsl:variable name="at" select="."/>
    <xsl:variable name="name" select="t:page-name($at)"/>
    <xsl:variable name="parts" select="$t:pages[$at]"/>
    <xsl:variable name="own" select="t:own-division($parts)"/>
    <!-- Where the page begins with a heading of its own, that is the page's. -->
    <xsl:variable name="titled" select="
      exists($own[t:is-division(.)][t:headed(.)]) and not($parts?*[1]/ancestor::*[t:is-division(.)][t:headed(.)]
        [not(. is $own)][$t:first-page(generate-id()) = $at])"/>
    <xsl:call-template name="write">
      <xsl:with-param name="file" select="$t:files[$at]"/>
      <xsl:with-param name="html"><xsl:call-template name="frame">
        <xsl:with-param name="file" select="$t:files[$at]"/>
        <xsl:with-param name="name" select="$name"/>
        <xsl:with-param name="at" select="$at"/>
        <xsl:with-param name="place" select="($own, $parts?*[1])[1]"/>
        <xsl:with-param name="content">
          <main id="nav:text">
            <xsl:if test="not($titled)"><h1 class="page-name{' caps'[t:all-capitals($name)]}"><xsl:value-of select="$name"/></h1></xsl:if>
            <xsl:for-each select="root($parts?*[1])/*">
              <xsl:call-template name="text-of">
                <xsl:with-param name="page" select="$at" tunnel="yes"/>
                <xsl:with-param name="level" select="if ($titled) then 1 else 2" tunnel="yes"/>
              </xsl:call-template>
            </xsl:for-each>
          </main>
        </xsl:with-param>
      </xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A page beside the first.  It is handed over as text, for Saxon's Python side serializes
       captured documents in its own way. -->
  <xsl:template name="write">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="html" as="document-node()"/>
    <xsl:result-document href="{$file}" method="text">
      <xsl:value-of select="serialize($html, map{
        'method': 'html', 'html-version': 5.0, 'indent': false(), 'include-content-type': false()})"/>
    </xsl:result-document>
  </xsl:template>

  <!-- The text of a page, its notes and the readings that it does not print. -->
  <xsl:template name="text-of">
    <xsl:apply-templates select="t:matter(.)" mode="page"/>
    <xsl:call-template name="notes"/>
    <xsl:call-template name="emendations"/>
  </xsl:template>

  <!-- A corpus on one page: its texts one after another. -->
  <xsl:template match="TEI/TEI | teiCorpus/TEI | teiCorpus/teiCorpus" priority="11">
    <xsl:apply-templates select="text | TEI | teiCorpus"/>
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
          <xsl:if test="$t:date and not($t:dating/ancestor::correspDesc)">
            <p class="docDate"><xsl:call-template name="time">
              <xsl:with-param name="date" select="$t:dating"/>
              <xsl:with-param name="shown"><xsl:value-of select="$t:date"/></xsl:with-param>
            </xsl:call-template></p>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="correspondence"/>
      <xsl:if test="$intro"><p class="intro"><xsl:value-of select="$intro"/></p></xsl:if>
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
