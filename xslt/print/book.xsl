<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to Typst markup, which edition.typ sets as an article or a book. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">
  <xsl:include href="../common/words.xsl"/>
  <xsl:include href="../common/lookups.xsl"/>
  <xsl:include href="../common/blocks.xsl"/>
  <xsl:include href="../common/quotations.xsl"/>
  <xsl:include href="../common/notes.xsl"/>
  <xsl:include href="../common/facts.xsl"/>
  <xsl:include href="escape.xsl"/>
  <xsl:include href="structure.xsl"/>
  <xsl:include href="speech.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="objects.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="colophon.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- "book" or "article": the writer decides by length. -->
  <xsl:param name="format" as="xs:string" select="'article'"/>
  <!-- Name under which the TEI file is embedded. -->
  <xsl:param name="tei-file" as="xs:string" select="'edition.xml'"/>

  <xsl:template match="/"><xsl:apply-templates select="*"/></xsl:template>

  <xsl:template match="/*" priority="10">
    <xsl:text>#import "/edition.typ": *&#10;#show: edition.with(</xsl:text>
    <xsl:value-of select="string-join((
      'title: ' || t:string($t:title),
      'short: ' || t:string(t:short($t:title)),
      'authors: (' || string-join($t:authors ! (t:string(.) || ',')) || ')',
      'date: ' || t:string($t:date),
      'lang: ' || t:string(tokenize($t:language, '-')[1]),
      'region: ' || (t:string(tokenize($t:language, '-')[matches(., '^[A-Z]{2}$')][1])[not(. = '&quot;&quot;')], 'none')[1],
      'format: ' || t:string($format),
      'tei: ' || t:string($tei-file),
      'tei-words: ' || t:string(t:say('tei-file'))), ', ')"/>
    <xsl:text>)&#10;&#10;</xsl:text>
    <xsl:call-template name="title-block"/>
    <xsl:call-template name="contents"/>
    <xsl:apply-templates select="text, TEI, teiCorpus, self::text"/>
    <xsl:call-template name="end-notes"/>
    <xsl:call-template name="emendations"/>
    <xsl:call-template name="colophon"/>
  </xsl:template>
  <xsl:template match="TEI/TEI | teiCorpus/TEI | teiCorpus/teiCorpus" priority="11">
    <xsl:apply-templates select="text | TEI | teiCorpus"/>
  </xsl:template>

  <!-- The title page of the text, where it has one; else what the header tells. -->
  <xsl:variable name="t:title-page" as="element()?" select="
    if ($title) then () else (/*/text/front/titlePage)[.//titlePart[normalize-space()]][1]"/>
  <xsl:template name="title-block">
    <xsl:text>#title-block[</xsl:text>
    <xsl:choose>
      <xsl:when test="$t:title-page">
        <xsl:apply-templates select="$t:title-page/node()" mode="title-block"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="'#main-title(' || string-length($t:title) || ')['"/><xsl:value-of select="t:text($t:title)"/><xsl:text>]&#10;</xsl:text>
        <xsl:for-each select="$t:subtitles">
          <xsl:text>#title-line("sub")[</xsl:text><xsl:value-of select="t:text(.)"/><xsl:text>]&#10;</xsl:text>
        </xsl:for-each>
        <xsl:if test="exists($t:authors)">
          <xsl:text>#title-line("byline")[</xsl:text><xsl:value-of select="t:text(string-join($t:authors, ', '))"/><xsl:text>]&#10;</xsl:text>
        </xsl:if>
        <xsl:if test="$t:date">
          <xsl:text>#title-line("docDate")[</xsl:text><xsl:value-of select="t:text($t:date)"/><xsl:text>]&#10;</xsl:text>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="docTitle" mode="title-block"><xsl:apply-templates mode="#current"/></xsl:template>
  <xsl:template match="titlePart[. is $t:title-page/descendant::titlePart[1]]" mode="title-block" priority="1">
    <xsl:value-of select="'#main-title(' || string-length(normalize-space()) || ')['"/><xsl:apply-templates/><xsl:text>]&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="*" mode="title-block">
    <xsl:value-of select="'#title-line(' || t:string((local-name()[not(. = 'titlePart')], 'sub')[1]) || ')['"/>
    <xsl:apply-templates/>
    <xsl:text>]&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="pb | lb | cb | figure" mode="title-block"><xsl:apply-templates select="."/></xsl:template>
  <xsl:template match="text()" mode="title-block">
    <xsl:if test="normalize-space()"><xsl:apply-templates select="."/></xsl:if>
  </xsl:template>

  <xsl:template name="contents">
    <xsl:if test="$format = 'book' and count($t:headed-divisions) gt 2">
      <xsl:value-of select="'#contents(' || t:string(t:say('contents')) || ')&#10;&#10;'"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
