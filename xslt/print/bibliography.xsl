<?xml version="1.0" encoding="UTF-8"?>
<!-- Sources in a citation style (CSL): their records as data for Typst's bibliography, which is
     hayagriva (https://github.com/typst/hayagriva).  A record that says too little stays as it is. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Name of a style that Typst knows, or the path of a CSL file in the Typst root; "" for none. -->
  <xsl:param name="citations" as="xs:string" select="''"/>

  <xsl:function name="t:is-citable" as="xs:boolean">
    <xsl:param name="work" as="element()"/>
    <xsl:sequence select="
      $citations ne '' and exists($work/@xml:id) and exists($work//title[normalize-space()])
      and exists($work//(author | editor | date)[normalize-space() or @when])"/>
  </xsl:function>

  <!-- The call that hides the whole list: each record is cited in its own entry. -->
  <xsl:template name="citation-data">
    <xsl:param name="works" as="element()*"/>
    <xsl:if test="exists($works)">
      <xsl:variable name="data" select="map:merge($works ! map:entry('cite:' || @xml:id, t:citation(.)))"/>
      <xsl:value-of select="
        '&#10;&#10;#citation-data(' || t:string(serialize($data, map{'method': 'json'})) || ', ' || t:string($citations) || ')&#10;&#10;'"/>
    </xsl:if>
  </xsl:template>

  <!-- A record as hayagriva has it: what it is, and what it is part of. -->
  <xsl:function name="t:citation" as="map(*)">
    <xsl:param name="work" as="element()"/>
    <xsl:variable name="part" select="($work//title[@level = 'a' or parent::analytic])[1]"/>
    <xsl:variable name="journal" select="($work//title[@level = 'j'])[1]"/>
    <xsl:variable name="whole" select="($work//title[normalize-space()] except ($part, $work//title[@level = 's']))[1]"/>
    <xsl:variable name="owner" select="($work/analytic, $work)[1]"/>
    <xsl:variable name="shared" select="map:merge((
      t:field('publisher', ($work//publisher)[1] ! t:plain(.)), t:field('location', ($work//pubPlace)[1] ! t:plain(.)),
      t:field('volume', ($work//biblScope[@unit = 'volume'])[1] ! t:plain(.)), t:field('issue', ($work//biblScope[@unit = 'issue'])[1] ! t:plain(.)),
      t:people('editor', $work//editor[not(@role = 'translator')]))) "/>
    <xsl:variable name="own" select="map:merge((
      map{'type': if ($part) then 'article' else if ($whole/@level = 'u') then 'manuscript' else 'book',
          'title': t:plain(($part, $whole)[1])},
      t:people('author', if ($part and $work/analytic) then $owner//author else $work//author),
      t:field('date', ($work//date)[1] ! t:year(.)),
      t:field('page-range', ($work//(biblScope | citedRange)[@unit = ('page', 'pp')])[1] ! replace(t:plain(.), '[–—]', '-')),
      t:field('url', ($work//(ref | ptr)/@target[matches(., '^https?://\S+$')])[1] ! string(.))))"/>
    <xsl:sequence select="
      if (empty($part) or $part is $whole or empty($whole)) then map:merge(($own, $shared))
      else map:put($own, 'parent', map:merge((
        map{'type': if ($journal) then 'periodical' else 'anthology', 'title': t:plain($whole)}, $shared)))"/>
  </xsl:function>

  <xsl:function name="t:field" as="map(*)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="if (normalize-space($value)) then map{$name: $value} else map{}"/>
  </xsl:function>
  <!-- ISO 8601 where the record tells it, else the year in its words. -->
  <xsl:function name="t:year" as="xs:string?">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="iso" select="string(($date/@when, $date/@from, $date/@notBefore)[1])"/>
    <xsl:sequence select="
      if (matches($iso, '^[0-9]{4}(-[0-9]{2}){0,2}$')) then $iso
      else analyze-string($date, '(^|[^0-9])([0-9]{4})([^0-9]|$)')/*:match[1]/*:group[@nr = 2]/string()"/>
  </xsl:function>
  <!-- Surname first; a body, and a name of one word, as it stands. -->
  <xsl:function name="t:people" as="map(*)">
    <xsl:param name="role" as="xs:string"/>
    <xsl:param name="people" as="element()*"/>
    <xsl:variable name="names" select="$people[normalize-space()] ! t:name-reversed(.)"/>
    <xsl:sequence select="if (exists($names)) then map{$role: array{$names}} else map{}"/>
  </xsl:function>
  <xsl:function name="t:name-reversed" as="xs:string">
    <xsl:param name="person" as="element()"/>
    <xsl:variable name="surname" select="($person//surname)[1] ! t:plain(.)"/>
    <xsl:variable name="name" select="t:agent-name($person)"/>
    <xsl:sequence select="
      if ($surname) then string-join(($surname, string-join($person//forename ! t:plain(.), ' ')[. ne '']), ', ')
      else if (contains($name, ',') or exists($person//orgName)) then $name
      else replace($name, '^((\p{Lu}[\p{L}’-]*\.?\s+)+)(\p{Lu}[\p{L}’-]+)$', '$3, $1') ! normalize-space(.)"/>
  </xsl:function>
</xsl:stylesheet>
