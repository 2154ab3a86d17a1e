<?xml version="1.0" encoding="UTF-8"?>
<!-- Indexes with pages: persons, who says what, places, bodies, dates, sources. -->
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
      if (not($element/(@ref | @corresp | @sameAs | @who | @source | self::ref/@target | self::date/@when)) or not($with-index) or not($element/ancestor::text)) then ''
      else string-join((
        distinct-values($element/(@ref, @corresp, @sameAs, self::ref/@target) ! t:ids(.))[$t:indexed(.)] ! ('#m(' || t:string(.) || ')'),
        distinct-values($element/(@who, @source) ! t:ids(.))[$t:indexed(.)] ! ('#m(' || t:string('says:' || .) || ')'),
        $t:quotation-numbers(generate-id($element)) ! ('#m(' || t:string('said:' || .) || ')'),
        $element[exists($t:dated)]/self::date[not(ancestor::biblStruct or ancestor::listBibl)]/@when ! ('#m(' || t:string('date:' || .) || ')')))"/>
  </xsl:function>

  <!-- What each speaker says, by its first words: an index of some pages, not a second book. -->
  <xsl:variable name="t:quotations" as="element()*" select="
    let $all := if ($with-index and $design ne 'play') then $t:speakers/@xml:id ! key('utterances', ., root(.))[not(self::sp)][ancestor::text] else ()
    return $all[count($all) le 200] | ()"/>
  <xsl:variable name="t:quotation-numbers" as="map(xs:string, xs:integer)" select="
    map:merge(for $at in 1 to count($t:quotations) return map:entry(generate-id($t:quotations[$at]), $at))"/>
  <xsl:function name="t:first-words" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" select="tokenize(replace(t:plain($element), '^[\p{P}\s]+', ''))"/>
    <xsl:sequence select="
      t:say('outer-open') || (if (count($words) le 6) then replace(string-join($words, ' '), '[\p{Pi}\p{Pf}&quot;,.]+$', '')
        else replace(string-join($words[position() le 5], ' '), '\p{P}+$', '') || ' …') || t:say('outer-close')"/>
  </xsl:function>
  <!-- Days, months and years that the text dates: three at least, and not a diary's thousands. -->
  <xsl:variable name="t:dated" as="xs:string*" select="
    let $dates := $t:dates[not(ancestor::biblStruct or ancestor::listBibl)],
      $days := distinct-values(if ($with-index and not($design = ('play', 'letters')) and count($t:dates) lt $t:dating-limit) then $dates/@when/string() else ())
    return if (count($days) ge 3) then sort($days) else ()"/>

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
          <xsl:with-param name="title" select="t:say(if (exists($t:quotations)) then 'who-says' else 'who-speaks')"/>
          <xsl:with-param name="records" select="$t:speakers except $t:named?sources"/>
          <xsl:with-param name="kind" select="'says:'"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:call-template name="term-indexes"/>
      <xsl:call-template name="dates"/>
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
        <xsl:value-of select="'(' || t:string($kind || @xml:id) || ', [' || t:anchor(.)[not(current()/ancestor::text)][$kind = ''] || t:text(t:entry-name(.)) || '], 0),'"/>
        <xsl:if test="$kind">
          <xsl:for-each select="key('utterances', @xml:id)">
            <xsl:value-of select="$t:quotation-numbers(generate-id(.)) ! ('(' || t:string('said:' || .) || ', [' || t:text(t:first-words(current())) || '], 1),')"/>
          </xsl:for-each>
        </xsl:if>
      </xsl:for-each>
      <xsl:text>))&#10;&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template name="dates">
    <xsl:if test="exists($t:dated)">
      <xsl:value-of select="'&#10;&#10;#index(' || t:string(t:say('dates')) || ', ('"/>
      <xsl:for-each select="$t:dated">
        <xsl:variable name="words" select="$t:dates[@when = current()][1] ! t:plain(.)[not(contains(., current()))]"/>
        <xsl:value-of select="'(' || t:string('date:' || .) || ', [' || t:text(.) || (t:text(' (' || $words || ')'))[$words] || '], 0),'"/>
      </xsl:for-each>
      <xsl:text>))&#10;&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- The works that the text quotes or names: as the list has them, with the pages. -->
  <xsl:template name="sources">
    <xsl:variable name="works" select="$t:works[not(ancestor::text)]"/>
    <xsl:if test="exists($works)">
      <xsl:call-template name="citation-data"><xsl:with-param name="works" select="$works[t:is-citable(.)]"/></xsl:call-template>
      <xsl:value-of select="'&#10;&#10;#works(' || t:string(t:say('sources')) || ', ('"/>
      <xsl:for-each select="$works">
        <xsl:sort select="t:sorting(t:plain(.))"/>
        <xsl:value-of select="'(' || t:string(@xml:id) || ', [' || t:anchor(.)"/>
        <xsl:choose>
          <xsl:when test="t:is-citable(.)"><xsl:value-of select="'#full-citation(' || t:string('cite:' || @xml:id) || ')'"/></xsl:when>
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
