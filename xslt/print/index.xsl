<?xml version="1.0" encoding="UTF-8"?>
<!-- Indexes with pages: persons, who speaks, places, bodies, sources. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Records that the text names, in the order of the alphabet. -->
  <xsl:variable name="t:named" as="map(xs:string, element()*)" select="
    let $records := /*//*[self::person or self::personGrp or self::place or self::org or self::bibl or self::biblStruct]
          [@xml:id][$with-index][not(ancestor::text) or ancestor::*[starts-with(local-name(.), 'list')]]
    return map{
      'people': $records[self::person or self::personGrp],
      'places': $records[self::place],
      'organisations': $records[self::org],
      'sources': $records[self::bibl or self::biblStruct]}"/>
  <xsl:variable name="t:indexed" as="map(xs:string, xs:boolean)" select="
    map:merge(($t:named?*, if ($with-index) then $t:speakers else ())/@xml:id ! map:entry(string(.), true()))"/>

  <!-- A mention of whom or what the text names here. -->
  <xsl:function name="t:mention" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if (not($element/(@ref | @corresp | @sameAs | @who | @source | self::ref/@target)) or map:size($t:indexed) = 0 or not($element/ancestor::text)) then ''
      else string-join((
        distinct-values($element/(@ref, @corresp, @sameAs, self::ref/@target) ! t:ids(.))[$t:indexed(.)] ! ('#m(' || t:string(.) || ')'),
        distinct-values($element/(@who, @source) ! t:ids(.))[$t:indexed(.)] ! ('#m(' || t:string('says:' || .) || ')')))"/>
  </xsl:function>

  <xsl:template name="indexes">
    <xsl:if test="$with-index">
      <xsl:for-each select="('people', 'places', 'organisations')">
        <xsl:call-template name="index">
          <xsl:with-param name="title" select="t:say(.)"/>
          <xsl:with-param name="records" select="$t:named(.)[key('mentions', @xml:id)]"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:if test="not($design = 'play')">
        <xsl:call-template name="index">
          <xsl:with-param name="title" select="t:say('who-speaks')"/>
          <xsl:with-param name="records" select="$t:speakers except $t:named?sources"/>
          <xsl:with-param name="kind" select="'says:'"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:call-template name="sources"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="index">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="records" as="element()*"/>
    <xsl:param name="kind" as="xs:string" select="''"/>
    <xsl:if test="exists($records)">
      <xsl:value-of select="'&#10;&#10;#index(' || t:string($title) || ', ('"/>
      <xsl:for-each select="$records">
        <xsl:sort select="t:sorting(t:entry-name(.))"/>
        <xsl:value-of select="'(' || t:string($kind || @xml:id) || ', [' || t:anchor(.)[not(current()/ancestor::text)][$kind = ''] || t:text(t:entry-name(.)) || ']),'"/>
      </xsl:for-each>
      <xsl:text>))&#10;&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- The works that the text quotes or names: as the list has them, with the pages. -->
  <xsl:template name="sources">
    <xsl:variable name="works" select="$t:works[not(ancestor::text)]"/>
    <xsl:if test="exists($works)">
      <xsl:value-of select="'&#10;&#10;#works(' || t:string(t:say('sources')) || ', ('"/>
      <xsl:for-each select="$works">
        <xsl:sort select="t:sorting(t:plain(.))"/>
        <xsl:value-of select="'(' || t:string(@xml:id) || ', [' || t:anchor(.)"/>
        <xsl:choose>
          <xsl:when test="t:is-record(.)"><xsl:call-template name="record"/></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="node()"/></xsl:otherwise>
        </xsl:choose>
        <xsl:text>]),</xsl:text>
      </xsl:for-each>
      <xsl:text>))&#10;&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- Surname first, where the record tells it. -->
  <xsl:function name="t:entry-name" as="xs:string">
    <xsl:param name="record" as="element()"/>
    <xsl:variable name="name" select="($record/(persName | placeName | orgName | name | label | title | self::role)[normalize-space()])[1]"/>
    <xsl:sequence select="
      if ($name/surname and $name/forename)
      then t:plain(($name/surname)[1]) || ', ' || string-join($name/forename ! t:plain(.), ' ')
      else t:plain(($name, $record)[1])"/>
  </xsl:function>
  <xsl:function name="t:sorting" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="lower-case(replace(normalize-unicode($words, 'NFKD'), '[\p{M}\p{P}]', ''))"/>
  </xsl:function>
</xsl:stylesheet>
