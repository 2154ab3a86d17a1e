<?xml version="1.0" encoding="UTF-8"?>
<!-- What the header tells of this edition: the imprint behind the title page, and the last page. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- A book's imprint says who, when, what may be done; what is long waits for the last page. -->
  <xsl:variable name="t:imprint-keys" as="xs:string*" select="
    ('responsible', 'publisher', 'published', 'identifier', 'source', 'licence')[$t:bound]"/>
  <xsl:variable name="t:imprint-length" as="xs:integer" select="400"/>
  <xsl:function name="t:is-in-imprint" as="xs:boolean">
    <xsl:param name="row" as="map(*)"/>
    <xsl:sequence select="
      $row?key = $t:imprint-keys
      and string-length(string-join($row?nodes ! normalize-space())) le $t:imprint-length"/>
  </xsl:function>

  <xsl:template match="/*" mode="imprint">
    <xsl:for-each select="$t:about[t:is-in-imprint(.)]"><xsl:call-template name="fact-row"/></xsl:for-each>
    <xsl:call-template name="citation-rows"/>
  </xsl:template>

  <!-- Where the imprint has told all, a last page for one sentence is none. -->
  <xsl:template name="colophon">
    <xsl:variable name="rows"><xsl:call-template name="colophon-rows"/></xsl:variable>
    <xsl:if test="normalize-space($rows) or not($t:bound)">
      <!-- Generated words may be of another language than the text, and run the other way. -->
      <xsl:value-of select="'&#10;&#10;#lang(' || t:string($locale/*/@xml:lang) || ')[#colophon(' || t:string(t:say('about')) || ', ' || t:string(if ($t:bound and $checksum) then '' else t:say('tei-embedded')) || ', (' || $rows || '))]&#10;'"/>
    </xsl:if>
  </xsl:template>
  <xsl:template name="colophon-rows">
    <xsl:for-each select="$t:about[not(t:is-in-imprint(.))]"><xsl:call-template name="fact-row"/></xsl:for-each>
    <xsl:if test="not($t:bound)"><xsl:call-template name="citation-rows"/></xsl:if>
    <xsl:call-template name="signs"/>
  </xsl:template>

  <xsl:template name="fact-row">
    <xsl:variable name="label" select="t:say(?key)"/>
    <xsl:value-of select="'(' || t:string($label) || ', ['"/>
    <xsl:for-each select="?nodes">
      <xsl:text>&#10;&#10;</xsl:text>
      <xsl:apply-templates select="." mode="about">
        <xsl:with-param name="shown" select="t:label(., $label)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:for-each>
    <xsl:text>]),</xsl:text>
  </xsl:template>

  <!-- How to cite, from the header alone; and the sum by which one knows the TEI file again. -->
  <xsl:template name="citation-rows">
    <xsl:variable name="statement" select="$t:header/fileDesc/publicationStmt"/>
    <xsl:variable name="editors" select="
      $t:header/fileDesc/titleStmt/editor ! t:agent-name(.)"/>
    <xsl:variable name="house" select="
      string-join((($statement/pubPlace)[1] ! t:plain(.), ($statement/publisher)[1] ! t:plain(.))[. ne ''], ': ')"/>
    <xsl:variable name="year" select="($statement/date)[1] ! (t:plain(.)[. ne ''], string(@when))[1]"/>
    <xsl:variable name="parts" select="
      (string-join((string-join((string-join($t:authors, ', ')[. ne ''], $t:title), ': '),
          t:say('edited-by', string-join($editors, ', '))[exists($editors)]), ', '),
       string-join(($house, $year)[. ne ''], ', '))[. ne '']"/>
    <xsl:variable name="identifier" select="($statement/idno[normalize-space()])[1]"/>
    <xsl:variable name="address" as="attribute()?">
      <xsl:if test="$identifier">
        <xsl:attribute name="target" select="('https://doi.org/'[$identifier/@type ! lower-case(.) = 'doi'][not(contains($identifier, '://'))]) || normalize-space($identifier)"/>
      </xsl:if>
    </xsl:variable>
    <xsl:value-of select="
      '(' || t:string(t:say('cite')) || ', [' || t:text(string-join($parts ! replace(., '\.$', ''), '. ') || '. ')"/>
    <xsl:if test="$identifier">
      <xsl:variable name="link" select="t:printed-address($address)"/>
      <xsl:value-of select="('#link(' || t:string($link) || ')[')[$link] || t:text(($link, t:plain($identifier))[1]) || ']'[$link]"/>
    </xsl:if>
    <xsl:text>]),</xsl:text>
    <xsl:if test="$checksum">
      <xsl:value-of select="'(' || t:string(t:say('checksum')) || ', [' || t:text($checksum) || ('&#10;&#10;' || t:text(t:say('tei-embedded')))[$t:bound] || ']),'"/>
    </xsl:if>
  </xsl:template>

  <!-- The signs that this text uses, each with its meaning. -->
  <xsl:template name="signs">
    <xsl:variable name="text" select="/*/descendant::text[1]"/>
    <xsl:variable name="used" select="
      ('[ ] ' || t:say('sign-supplied'))[$text//supplied],
      (t:say('gap') || ' ' || t:say('gap-label'))[$text//gap],
      ('[?] ' || t:say('unclear'))[$text//unclear],
      ('⟨ ⟩ ' || t:say('sign-added'))[$text//add],
      ('1 ' || t:say('notes-author'))['author' = $t:series][count($t:series) gt 1],
      ('a ' || t:say('notes-editor'))['editor' = $t:series][count($t:series) gt 1],
      ('i ' || t:say('notes-source'))['source' = $t:series][count($t:series) gt 1],
      ('° ' || t:say('sign-reading'))[exists($t:variants)],
      ('| [12] ' || t:say('sign-page'))[$text//pb/@n]"/>
    <xsl:if test="exists($used) or $text//del">
      <xsl:value-of select="'(' || t:string(t:say('signs')) || ', ['"/>
      <xsl:value-of select="string-join($used ! (t:text(.) || '&#10;&#10;'))"/>
      <xsl:if test="$text//del">
        <xsl:value-of select="'#strike[' || t:text('abc') || '] ' || t:text(t:say('sign-deleted'))"/>
      </xsl:if>
      <xsl:text>]),</xsl:text>
    </xsl:if>
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
