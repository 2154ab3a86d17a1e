<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to Typst markup, which edition.typ sets on its pages. -->
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
  <xsl:include href="../common/verse.xsl"/>
  <xsl:include href="../common/tables.xsl"/>
  <xsl:include href="../common/readings.xsl"/>
  <xsl:include href="escape.xsl"/>
  <xsl:include href="structure.xsl"/>
  <xsl:include href="speech.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="objects.xsl"/>
  <xsl:include href="lists.xsl"/>
  <xsl:include href="entries.xsl"/>
  <xsl:include href="formulas.xsl"/>
  <xsl:include href="front.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="colophon.xsl"/>
  <xsl:include href="lines.xsl"/>
  <xsl:include href="apparatus.xsl"/>
  <xsl:include href="index.xsl"/>
  <xsl:include href="terms.xsl"/>
  <xsl:include href="bibliography.xsl"/>
  <xsl:include href="parallel.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- "article", "book", "play" or "letters": the writer decides by what the text is made of. -->
  <xsl:param name="design" as="xs:string" select="'article'"/>
  <xsl:variable name="t:bound" as="xs:boolean" select="$design ne 'article'"/>
  <!-- Whether the margin tells what the markup knows; whether there are contents and indexes. -->
  <xsl:param name="documentary" as="xs:boolean" select="false()"/>
  <xsl:param name="with-contents" as="xs:boolean" select="true()"/>
  <xsl:param name="with-index" as="xs:boolean" select="true()"/>
  <!-- Other readings: "foot", "end" or "none". -->
  <xsl:param name="apparatus" as="xs:string" select="'foot'"/>
  <xsl:param name="verse-numbers" as="xs:boolean" select="false()"/>
  <xsl:param name="prose-numbers" as="xs:boolean" select="false()"/>
  <xsl:param name="with-facsimiles" as="xs:boolean" select="false()"/>
  <!-- SHA-256 of the embedded TEI, in hexadecimal digits. -->
  <xsl:param name="checksum" as="xs:string" select="''"/>
  <!-- Name under which the TEI file is embedded. -->
  <xsl:param name="tei-file" as="xs:string" select="'edition.xml'"/>

  <!-- A title for the head of a page: seven words tell which one. -->
  <xsl:function name="t:running" as="xs:string">
    <xsl:param name="title" as="xs:string"/>
    <xsl:variable name="words" select="tokenize(t:short($title))"/>
    <xsl:sequence select="
      if (count($words) le 8) then t:short($title) else replace(string-join($words[position() le 7], ' '), '\p{P}+$', '') || ' …'"/>
  </xsl:function>

  <xsl:template match="/"><xsl:apply-templates select="*"/></xsl:template>

  <xsl:template match="/*" priority="10">
    <xsl:text>#import "/edition.typ": *&#10;#show: edition.with(</xsl:text>
    <xsl:value-of select="string-join((
      'title: ' || t:string($t:title),
      'short: ' || t:string(t:running($t:title)),
      'authors: (' || string-join($t:authors ! (t:string(.) || ',')) || ')',
      'heads: (' || string-join($t:authors ! (t:string(replace(., '\s*\([^()]*\d[^()]*\)$', '')) || ',')) || ')',
      'date: ' || t:string($t:date),
      'lang: ' || t:string(tokenize($t:language, '-')[1]),
      'region: ' || (t:string(tokenize($t:language, '-')[matches(., '^[A-Z]{2}$')][1])[not(. = '&quot;&quot;')], 'none')[1],
      'sorted-notes: ' || $t:sorted,
      'tei: ' || t:string($tei-file),
      'tei-words: ' || t:string(t:say('tei-file'))), ', ')"/>
    <xsl:text>)&#10;&#10;</xsl:text>
    <xsl:call-template name="title-block"/>
    <xsl:call-template name="contents"/>
    <xsl:text>#metadata("text")&lt;edition-text&gt;&#10;&#10;</xsl:text>
    <xsl:value-of select="'#show: numbered-prose&#10;&#10;'[$prose-numbers]"/>
    <xsl:apply-templates select="text, TEI, teiCorpus, self::text, sourceDoc[not(../text)]"/>
    <xsl:value-of select="'#set par.line(numbering: none)&#10;&#10;'[$prose-numbers]"/>
    <xsl:call-template name="plates"/>
    <xsl:call-template name="end-notes"/>
    <xsl:call-template name="emendations"/>
    <xsl:call-template name="indexes"/>
    <xsl:call-template name="colophon"/>
  </xsl:template>
  <xsl:template match="TEI/TEI | teiCorpus/TEI | teiCorpus/teiCorpus" priority="11">
    <xsl:apply-templates select="text | TEI | teiCorpus"/>
  </xsl:template>

  <!-- The title page of the text, where it has one; else what the header tells. -->
  <xsl:variable name="t:title-page" as="element()?" select="
    if ($title) then () else (/*/text/front/titlePage)[.//titlePart[normalize-space()]][1]"/>
  <xsl:template name="title-block">
    <xsl:value-of select="
      if ($t:bound) then '#front-pages([' || t:text(if (string-length($t:title) le 120) then $t:title else t:short($t:title)) || '], [' else '#title-block['"/>
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
    <xsl:if test="$t:bound">
      <xsl:text>], facts((</xsl:text>
      <xsl:apply-templates select="." mode="imprint"/>
      <xsl:text>)))</xsl:text>
    </xsl:if>
    <xsl:value-of select="']'[not($t:bound)] || '&#10;&#10;'"/>
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
    <xsl:if test="$t:bound and $with-contents and count($t:headed-divisions) gt 2">
      <xsl:variable name="levels" select="$t:headed-divisions ! count(ancestor::*[$t:divisions(local-name()) or self::body/parent::text/parent::group][t:headed(.)])"/>
      <xsl:value-of select="
        '#contents(' || t:string(t:say('contents')) || ', (' || count($levels[. = 0]) || ', ' || count($levels[. = 1]) || '))&#10;&#10;'"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
