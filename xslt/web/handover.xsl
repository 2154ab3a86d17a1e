<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages alone know, for the files that programs read: the parts of the text that can be
     cited (edition/web/dts.py), and what a collection tells of a document (edition/corpus). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Whether the writer asks for the citable parts. -->
  <xsl:param name="units" as="xs:boolean" select="false()"/>
  <!-- In a text of more blocks, divisions alone are cited. -->
  <xsl:variable name="t:most-units" select="1000"/>

  <xsl:template name="handover">
    <xsl:if test="$units"><xsl:call-template name="units"/></xsl:if>
    <xsl:if test="$collection"><xsl:call-template name="record-of-document"/></xsl:if>
  </xsl:template>

  <!-- A line for each part: number of its element as //* counts, address, kind, name. -->
  <xsl:template name="units">
    <xsl:variable name="with-blocks" select="
      count(/*/(text | TEI | teiCorpus)//(p | ab | lg | sp)) le $t:most-units"/>
    <xsl:result-document href="units.txt" method="text">
      <xsl:for-each select="$t:elements">
        <xsl:if test="t:is-division(.) or ($with-blocks and t:is-citable(.))">
          <xsl:variable name="file" select="t:page-file(.)"/>
          <xsl:if test="$file and t:id(.)">
            <xsl:value-of select="position(), $file || '#' || t:id(.), t:cite-type(.),
              if (t:is-division(.)) then translate(t:short(t:heading-words(.)), '&#9;&#10;', '  ') else ''" separator="&#9;"/>
            <xsl:text>&#10;</xsl:text>
          </xsl:if>
        </xsl:if>
      </xsl:for-each>
    </xsl:result-document>
  </xsl:template>
  <!-- A block that stands in no other: a speech, not each of its paragraphs. -->
  <xsl:function name="t:is-citable" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      $element/(self::p | self::ab | self::lg | self::sp) and exists($element/ancestor::text)
      and empty($element/ancestor::*[self::p or self::ab or self::lg or self::sp or self::note])"/>
  </xsl:function>
  <xsl:function name="t:cite-type" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if (t:is-division($element)) then ($element/@type ! normalize-space(.), 'division')[. ne ''][1]
      else map{'p': 'paragraph', 'ab': 'block', 'lg': 'stanza', 'sp': 'speech'}(local-name($element))"/>
  </xsl:function>

  <!-- Title, people, date and lists of the document, as JSON. -->
  <xsl:template name="record-of-document">
    <xsl:variable name="record" select="map:merge((
      map{'title': $t:title, 'authors': array{$t:authors}, 'date': $t:date, 'language': $t:language,
          'day': ($t:dating ! t:day(.), '')[1], 'description': $t:description, 'published': ($t:published, '')[1],
          'files': array{distinct-values(('', $t:files[. ne 'index.html'], ($t:lists, $t:extras)[exists(?entries)]?files))},
          'lists': map:merge($t:lists[exists(?entries)] ! map{?title: array{t:collected(.)}})}))"/>
    <xsl:result-document href="record.json" method="text">
      <xsl:value-of select="serialize($record, map{'method': 'json'})"/>
    </xsl:result-document>
  </xsl:template>

  <xsl:function name="t:collected" as="map(*)*">
    <xsl:param name="list" as="map(*)"/>
    <xsl:choose>
      <xsl:when test="$list?title = 'dates'">
        <xsl:for-each-group select="$list?entries[t:place(.) ! t:page-file(.)]" group-by="t:shown-date(.)">
          <xsl:variable name="place" select="t:place(.)"/>
          <xsl:sequence select="map{'name': current-grouping-key(), 'order': t:day(.), 'count': count(current-group()),
            'href': t:href($place, t:id($place), ()), 'refs': array{}}"/>
        </xsl:for-each-group>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$list?entries">
          <xsl:variable name="name" select="if ($list?title = 'sources') then t:begin(t:plain(.), 200) else t:index-name(.)"/>
          <xsl:sequence select="map{'name': $name, 'order': t:letter($name) || lower-case($name), 'count': count(t:passages(.)),
            'href': if (t:has-id(.)) then t:href(., @xml:id, ()) else t:file(.),
            'about': string(t:life(.)), 'refs': array{t:known-authorities(.)}}"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
