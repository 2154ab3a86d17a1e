<?xml version="1.0" encoding="UTF-8"?>
<!-- How a place of the text is addressed: the file of its page and its id. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- File names: of a page that one division has to itself, the division's id. -->
  <xsl:variable name="t:files" as="xs:string*">
    <xsl:variable name="wanted" as="xs:string*" select="
      for $page in $t:pages
      return (t:own-division($page)/@xml:id[matches(., '^[A-Za-z][A-Za-z0-9._-]{0,80}$')] ! lower-case(.), '')[1]"/>
    <xsl:for-each select="1 to count($t:pages)">
      <xsl:variable name="at" select="."/>
      <xsl:variable name="name" select="$wanted[$at]"/>
      <xsl:sequence select="
        if ($t:whole) then 'index.html'
        else if ($name = '' or replace($name, '-\d+$', '') = $t:reserved or count($wanted[. = $name]) gt 1) then 'page-' || $at || '.html'
        else $name || '.html'"/>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="t:reserved" select="
    'index', 'about', 'people', 'places', 'organisations', 'sources', 'dates', 'speech', 'words', 'search',
    'readings', 'cite', 'markup', 'contents', '404'"/>

  <!-- The division whose beginning a page shows, where it shows only one. -->
  <xsl:function name="t:own-division" as="element()?">
    <xsl:param name="page" as="array(element())"/>
    <xsl:variable name="begun" select="
      $page?*[t:is-division(.) or self::text or self::TEI], $page?*[1][not(preceding-sibling::*)]/ancestor::*[t:is-division(.)][1]"/>
    <xsl:sequence select="$begun[count($begun) = 1]"/>
  </xsl:function>

  <!-- The file that shows an element; a list of the header has its own. -->
  <xsl:function name="t:file" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="(t:page-file($element), t:list-file($element), 'index.html')[1]"/>
  </xsl:function>
  <xsl:function name="t:page-file" as="xs:string?">
    <xsl:param name="element" as="node()?"/>
    <xsl:variable name="at" select="$element ! t:page(.)"/>
    <xsl:sequence select="$t:files[position() = $at]"/>
  </xsl:function>

  <!-- The address of an element from a place: its file, unless that is the same, and its id. -->
  <xsl:function name="t:href" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="from" as="node()?"/>
    <xsl:variable name="file" select="t:file($element)"/>
    <xsl:sequence select="
      $file[not(t:page-file($from) = $file)] || '#' || escape-html-uri($id)"/>
  </xsl:function>

  <!-- The id that the page gives to an element: the TEI's, or for a block a number of its kind. -->
  <xsl:function name="t:id" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if (t:has-id($element)) then string($element/@xml:id)
      else if (t:is-division($element)) then t:division-id($element)
      else $t:counted(generate-id($element))"/>
  </xsl:function>
  <xsl:variable name="t:counted" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each-group group-by="local-name()" select="
        /*/(text | TEI | teiCorpus)//(p | ab | lg | sp | quote | said | q | floatingText | u | entry | entryFree)[not(t:has-id(.))][t:is-block(.)]">
        <xsl:for-each select="current-group()">
          <xsl:map-entry key="generate-id()" select="local-name() || ':' || position()"/>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <!-- The nearest element with an address: where an index sends its reader. -->
  <xsl:function name="t:place" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/ancestor-or-self::*[ancestor::text][exists(t:id(.))][1]"/>
  </xsl:function>
</xsl:stylesheet>
