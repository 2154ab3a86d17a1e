<?xml version="1.0" encoding="UTF-8"?>
<!-- Entries of registers: a person with dates of life, a place with its place on the map, a book;
     what only programs read is there, but small. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template match="*[t:is-record(.)]" priority="1">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="t:attributes(., ('record', local-name()))"/>
      <xsl:call-template name="record"/>
    </xsl:element>
  </xsl:template>

  <!-- The first name leads; what identifies comes last. -->
  <xsl:template name="record">
    <xsl:variable name="between" select="t:between(.)"/>
    <xsl:variable name="parts" select="t:parts(.)"/>
    <xsl:variable name="ids" select="$parts/self::idno | location/idno"/>
    <xsl:variable name="head" select="$parts[self::persName or self::placeName or self::orgName or self::name or self::objectName or self::eventName][1]"/>
    <xsl:variable name="shown" select="$head, $parts except ($head, $ids)"/>
    <xsl:for-each select="$shown">
      <!-- Paragraphs need no sign between them. -->
      <xsl:variable name="at" select="position()"/>
      <xsl:if test="$at gt 1"><xsl:value-of select="
        if ($shown[$at - 1] ! t:is-block(.) or t:is-block(.)) then ' '
        else if (not(self::note)) then $between else ' '[not(current()/ancestor::text)]"/></xsl:if>
      <xsl:value-of select="t:unit(.)[current()/@unit]"/>
      <xsl:choose>
        <xsl:when test=". is $head"><b class="headword"><xsl:call-template name="record-part"/></b></xsl:when>
        <xsl:otherwise><xsl:call-template name="record-part"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:call-template name="identifiers"><xsl:with-param name="ids" select="$ids"/></xsl:call-template>
  </xsl:template>
  <!-- The blank before an end tag would part a name from its comma. -->
  <xsl:template priority="5" match="(biblStruct | bibl[parent::listBibl] | person | org | place)//text()[not(normalize-space())]
    [empty(following-sibling::node())]"/>
  <xsl:template name="record-part">
    <xsl:apply-templates select="."><xsl:with-param name="phrasing" select="true()" tunnel="yes"/></xsl:apply-templates>
  </xsl:template>

  <!-- Some stand in the line; of many the reader asks. -->
  <xsl:template name="identifiers">
    <xsl:param name="ids" as="element()*"/>
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="count($ids) gt 3 and not($phrasing) and t:is-block(.) and not(self::bibl)">
        <details class="ids">
          <summary><xsl:value-of select="t:say('identifiers', string(count($ids)))"/></summary>
          <ul><xsl:for-each select="$ids"><li><xsl:call-template name="identifier"/></li></xsl:for-each></ul>
        </details>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$ids"><xsl:value-of select="t:between(..)"/><xsl:call-template name="identifier"/></xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="identifier">
    <xsl:variable name="kind" select="normalize-space((@subtype, @type)[not(lower-case(.) = ('uri', 'url'))][1])"/>
    <span class="id">
      <xsl:if test="$kind"><span class="id-kind"><xsl:value-of select="$kind"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates select="."><xsl:with-param name="phrasing" select="true()" tunnel="yes"/></xsl:apply-templates>
    </span>
  </xsl:template>

  <!-- The signs of life and death are the same in every language. -->
  <xsl:template match="person/birth | person/death" priority="1">
    <span>
      <xsl:sequence select="t:attributes(., local-name())"/>
      <xsl:value-of select="if (self::birth) then '* ' else '† '"/>
      <xsl:if test="not(date) and not(text()[normalize-space()])">
        <xsl:value-of select="string-join(((@when, @notBefore, @notAfter)[1], ' '[current()/*]))"/>
      </xsl:if>
      <xsl:for-each select="node()[self::* or normalize-space()]">
        <xsl:if test="position() gt 1"><xsl:text> </xsl:text></xsl:if>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
    </span>
  </xsl:template>
  <!-- A name in parts, also where no blank stands between them; its surname first, as registers have it. -->
  <xsl:template priority="2" match="
    (persName | name | author | editor | docAuthor | signed)[forename or surname][t:is-name-in-parts(.)]/*[preceding-sibling::*]
      [not(preceding-sibling::node()[1][self::text()]) or self::forename/preceding-sibling::*[1]/self::surname]">
    <xsl:value-of select="t:between-names(preceding-sibling::*[normalize-space()][1], .)"/>
    <xsl:next-match/>
  </xsl:template>
  <xsl:template priority="7" match="
    (persName | name | author | editor | docAuthor | signed)[forename or surname][t:is-name-in-parts(.)]/text()
      [following-sibling::*[1]/self::forename][preceding-sibling::*[1]/self::surname]"/>
  <xsl:template match="location[not(text()[normalize-space()])] | settlement[* and not(text()[normalize-space()])]
    | state[not(text()[normalize-space()])] | residence[* and not(text()[normalize-space()])]" priority="1">
    <span>
      <xsl:sequence select="t:attributes(., local-name())"/>
      <xsl:for-each select="* except idno[parent::location/parent::*[t:is-record(.)]]">
        <xsl:if test="position() gt 1"><xsl:text> </xsl:text></xsl:if>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
    </span>
  </xsl:template>
  <!-- Town, region and country that stand together without a blank between them. -->
  <xsl:template priority="3" match="
    placeName[not(text()[normalize-space()])]/*[self::settlement or self::region or self::country or self::district or self::bloc]
      [preceding-sibling::node()[1][self::*]]">
    <xsl:text>, </xsl:text>
    <xsl:next-match/>
  </xsl:template>
  <!-- A part of a record that follows another without a blank. -->
  <xsl:template match="relatedItem"><xsl:text> </xsl:text><xsl:apply-templates/></xsl:template>
</xsl:stylesheet>
