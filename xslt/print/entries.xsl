<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries (Guidelines, chapter 10) and transcribed speech (chapter 8). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- An entry is a paragraph; its parts run on, parted by blanks where the encoder left none. -->
  <xsl:template match="entry | entryFree[not(ancestor::entry)] | superEntry[not(entry)]">
    <xsl:value-of select="'&#10;&#10;#record[' || t:anchor(.)"/>
    <xsl:call-template name="parts-of-entry"/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="superEntry"><xsl:apply-templates/></xsl:template>
  <xsl:template name="parts-of-entry">
    <xsl:variable name="mixed" select="exists(text()[normalize-space()])"/>
    <xsl:for-each select="if ($mixed) then node() else *">
      <xsl:if test="not($mixed) and position() gt 1"><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="form | gramGrp | xr | def | etym | re | dictScrap | lang | usg | lbl | stress | syll | hyph
    | superEntry/form | (cit | quote)[ancestor::entry or ancestor::entryFree] | oRef | pRef | oVar | pVar | number">
    <xsl:value-of select="t:anchor(.)"/>
    <xsl:call-template name="parts-of-entry"/>
  </xsl:template>
  <xsl:template match="orth[parent::form[not(@type) or @type = ('lemma', 'headword', 'simple')]] | entryFree/orth">
    <xsl:call-template name="wrap"><xsl:with-param name="call" select="'strong'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="orth" priority="-0.2"><xsl:call-template name="wrap"/></xsl:template>
  <xsl:template match="pos | gen | gram | case | per | tns | mood | itype | iType | subc | colloc">
    <xsl:call-template name="wrap"><xsl:with-param name="call" select="'emph'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="pron">
    <xsl:variable name="bare" select="not(matches(., '^\s*[\[/(\\]'))"/>
    <xsl:call-template name="wrap">
      <xsl:with-param name="before" select="string('['[$bare])"/>
      <xsl:with-param name="after" select="string(']'[$bare])"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="sense | hom">
    <xsl:variable name="number" select="normalize-space(@n)[. ne '']"/>
    <xsl:value-of select="t:anchor(.) || $number[not(matches(current(), '^\s*[(\[]?' || t:quoted($number) || '\W'))]
      ! ('#strong[' || t:text(.) || ']#h(0.35em)')"/>
    <xsl:call-template name="parts-of-entry"/>
  </xsl:template>

  <!-- Who speaks, unless the same goes on; and what is heard and seen beside the words. -->
  <xsl:template match="u | annotationBlock/u">
    <xsl:variable name="who" select="(@who, ../self::annotationBlock/@who)[1]"/>
    <xsl:variable name="before" select="preceding-sibling::*[self::u or self::note or self::head][1]"/>
    <xsl:variable name="names" select="
      tokenize($who)[not($before/self::u/@who = $who) and not($before/self::note[@type = 'speaker'])]
        ! (key('id', replace(., '^.*#', ''), root($who))[1]/(persName | name | role)[normalize-space()][1] ! t:plain(.), replace(., '^.*#', ''))[1]"/>
    <xsl:text>&#10;&#10;#prose-speech[</xsl:text>
    <xsl:value-of select="('#speaker(false)[' || t:text(string-join($names, ', ')) || ']#h(0.6em)')[exists($names)]"/>
    <xsl:call-template name="wrap"/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="vocal | kinesic | incident | event[not(t:is-record(.))] | writing">
    <xsl:variable name="bare" select="not(matches(., '^\s*[(\[]'))"/>
    <xsl:variable name="block" select="t:is-block(.)"/>
    <xsl:if test="normalize-space()">
      <xsl:value-of select="'&#10;&#10;'[$block]"/>
      <xsl:call-template name="wrap">
        <xsl:with-param name="call" select="'emph'"/>
        <xsl:with-param name="before" select="string('['[$bare])"/>
        <xsl:with-param name="after" select="string(']'[$bare])"/>
      </xsl:call-template>
      <xsl:value-of select="'&#10;&#10;'[$block]"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="pause">
    <xsl:variable name="seconds" select="replace((@dur, '')[1], '^PT([0-9.]+)S$', '$1')[matches(., '^[0-9.]+$')]"/>
    <xsl:value-of select="t:text('(' || ($seconds ! (. || '&#xA0;s'), '.')[1] || ')')"/>
  </xsl:template>
  <xsl:template match="annotationBlock"><xsl:apply-templates select="* except spanGrp"/></xsl:template>
  <xsl:template match="timeline | shift[not(normalize-space())]"/>
</xsl:stylesheet>
