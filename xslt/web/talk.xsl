<?xml version="1.0" encoding="UTF-8"?>
<!-- Transcribed speech (Guidelines, chapter 8): who speaks each utterance; what is heard and seen
     beside the words looks like directions of a play. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template match="u">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="names" select="t:speakers-of(.)"/>
    <xsl:element name="{if ($phrasing) then 'span' else if (t:has-blocks(.)) then 'div' else 'p'}">
      <xsl:sequence select="t:attributes(., ('u', 'in-paragraphs'[t:is-in-paragraphs(current())]))"/>
      <xsl:for-each select="$names">
        <span class="speaker"><xsl:value-of select="?name"/></span><xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:call-template name="flow"><xsl:with-param name="plain" select="$phrasing"/></xsl:call-template>
      <xsl:if test="not($phrasing)"><xsl:call-template name="permalink"/></xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- Whether its segments are paragraphs, as in records of parliaments. -->
  <xsl:function name="t:is-in-paragraphs" as="xs:boolean">
    <xsl:param name="utterance" as="element()"/>
    <xsl:variable name="segments" select="$utterance/seg"/>
    <xsl:sequence select="count($segments) gt 1 and avg($segments ! string-length(normalize-space(.))) gt 60"/>
  </xsl:function>
  <!-- The names before an utterance: none where a note has just told them, or the same person goes on. -->
  <xsl:function name="t:speakers-of" as="map(*)*">
    <xsl:param name="utterance" as="element()"/>
    <xsl:variable name="before" select="
      $utterance/preceding-sibling::*[self::u or self::note[@type = 'speaker'] or self::head][1]"/>
    <xsl:if test="not($before/self::note) and not($before/self::u/@who = $utterance/@who)">
      <xsl:for-each select="($utterance/@who, $utterance/parent::annotationBlock/@who)[1] ! tokenize(.)">
        <xsl:variable name="person" select="key('id', replace(., '^.*#', ''), root($utterance))[1]"/>
        <xsl:variable name="name" select="
          $person/(persName | name | orgName | role)[normalize-space()][1] ! t:agent-name(.)"/>
        <xsl:sequence select="map{'name': ($name, replace(., '^.*#', ''))[. ne ''][1] || (if (position() = last()) then ':' else ',')}"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <xsl:template match="vocal | kinesic | incident | event[not(t:is-record(.))] | writing">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:if test="normalize-space()">
      <xsl:element name="{if (parent::* ! t:is-structural(.) and not($phrasing)) then 'p' else 'i'}">
        <xsl:sequence select="t:attributes(., ('stage', 'heard'[not(matches(current(), '^\s*[\[(]'))]))"/>
        <xsl:apply-templates/>
      </xsl:element>
    </xsl:if>
  </xsl:template>
  <!-- How long a silence is, where it was measured (ISO 8601, seconds). -->
  <xsl:template match="pause">
    <xsl:variable name="seconds" select="replace((@dur, '')[1], '^PT([0-9.]+)S$', '$1')[matches(., '^[0-9.]+$')]"/>
    <span><xsl:sequence select="t:attributes(., 'pause')"/>
      <xsl:attribute name="data-say" select="'(' || ($seconds ! (. || ' s'), '.')[1] || ')'"/></span>
  </xsl:template>
  <xsl:template match="annotationBlock"><xsl:apply-templates select="* except spanGrp"/></xsl:template>
  <!-- What programs read: times, changes of voice. -->
  <xsl:template match="timeline | when[parent::timeline] | shift[not(normalize-space())]"/>
</xsl:stylesheet>
