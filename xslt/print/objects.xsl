<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables and pictures. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Rows of cells with their spans; edition.typ finds each cell its place. -->
  <xsl:template match="table">
    <xsl:text>&#10;&#10;#table-block(</xsl:text>
    <xsl:if test="head">
      <xsl:text>caption: [</xsl:text><xsl:apply-templates select="head/node()"/><xsl:text>], </xsl:text>
    </xsl:if>
    <xsl:variable name="labels" select="row[t:is-label-row(.)][not(preceding-sibling::row[not(t:is-label-row(.))])]"/>
    <!-- A table of very many columns lies on a page turned round, where nothing holds it. -->
    <xsl:variable name="turned" select="
      max(row ! count(cell)) gt 9 and not(ancestor::*[not(t:is-structural(.)) or self::floatingText or self::epigraph or self::sp])"/>
    <xsl:if test="empty($labels)">
      <xsl:call-template name="t:report"><xsl:with-param name="code" select="'table-unheaded'"/></xsl:call-template>
    </xsl:if>
    <xsl:value-of select="'headers: ' || count($labels) || ', turned: ' || $turned || ', '"/>
    <xsl:for-each select="row">
      <xsl:text>(</xsl:text>
      <xsl:for-each select="cell">
        <xsl:value-of select="'(cols: ' || t:span(@cols) || ', rows: ' || t:span(@rows) ||
          ', empty: ' || not(normalize-space()) || ', number: ' || matches(., '^\s*[-−+]?[\d.,  ]+%?\s*$') || ', body: ['"/>
        <xsl:call-template name="wrap"/>
        <xsl:text>]),</xsl:text>
      </xsl:for-each>
      <xsl:text>),</xsl:text>
    </xsl:for-each>
    <xsl:text>)&#10;&#10;</xsl:text>
    <xsl:apply-templates select="* except (head, row)"/>
  </xsl:template>
  <xsl:function name="t:span" as="xs:integer">
    <xsl:param name="span" as="attribute()?"/>
    <xsl:sequence select="if ($span castable as xs:positiveInteger) then xs:integer(min((99, number($span)))) else 1"/>
  </xsl:function>
  <xsl:template match="row | cell"><xsl:call-template name="plain"/></xsl:template>

  <xsl:template match="figure">
    <xsl:choose>
      <xsl:when test="graphic ! t:is-in-line(.) = true()"><xsl:apply-templates select="graphic"/></xsl:when>
      <xsl:when test="t:is-block(.)">
        <xsl:text>&#10;&#10;#picture-block[</xsl:text>
        <xsl:apply-templates select="node()[self::* or normalize-space()] except head"/>
        <xsl:apply-templates select="head"/>
        <xsl:text>]&#10;&#10;</xsl:text>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="figure/head" priority="1">
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:call-template name="wrap"><xsl:with-param name="call" select="'caption'"/></xsl:call-template>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="figDesc">
    <xsl:if test="not(../graphic)">
      <xsl:call-template name="wrap"><xsl:with-param name="call" select="'emph'"/></xsl:call-template>
    </xsl:if>
  </xsl:template>
  <!-- Lines in pairs: the url as written, the file in the Typst root. -->
  <xsl:param name="pictures" as="xs:string" select="''"/>
  <xsl:variable name="t:pictures" select="tokenize($pictures, '\n')"/>
  <xsl:template match="graphic">
    <xsl:variable name="words" select="
      (../figDesc[normalize-space()] ! t:plain(.), desc[normalize-space()] ! t:plain(.), ../head ! t:plain(.))[. ne ''][1]"/>
    <xsl:variable name="at" select="index-of($t:pictures, string(@url))[1]"/>
    <xsl:choose>
      <xsl:when test="exists($at)">
        <xsl:if test="empty($words)">
          <xsl:call-template name="t:report">
            <xsl:with-param name="code" select="'picture-undescribed'"/>
            <xsl:with-param name="detail" select="string(@url)"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:value-of select="'#' || 'inline-'[t:is-in-line(current())] || 'picture(' || t:string($t:pictures[$at + 1]) || ', ' ||
          t:string(($words, t:say('no-description'))[1]) || t:measure(@width) || t:measure(@height) || ')'"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:report">
          <xsl:with-param name="code" select="'picture-unavailable'"/>
          <xsl:with-param name="detail" select="string(@url)"/>
        </xsl:call-template>
        <xsl:variable name="said" select="if (../head) then $words[not(. = current()/../head/t:plain(.))] else $words"/>
        <xsl:value-of select="'#emph[' || t:text('[' || string-join((t:say('figure'), $said), ': ') || ']') || ']'"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- A sign in the line, told by its height in letters or by its place. -->
  <xsl:function name="t:is-in-line" as="xs:boolean">
    <xsl:param name="picture" as="element()"/>
    <xsl:sequence select="
      exists($picture[not(t:is-structural(..) or ../parent::* ! t:is-structural(.))][matches(@height, '^[0-2]?(\.\d+)?\s*(em|ex)$')
        or (@rend, ../@rend, ../@place) = 'inline' and empty(../(head | p))])"/>
  </xsl:function>
  <!-- A size as Typst has it: ", width: 30mm". -->
  <xsl:function name="t:measure" as="xs:string">
    <xsl:param name="size" as="attribute()?"/>
    <xsl:variable name="parts" select="analyze-string(normalize-space($size), '^([0-9]*\.?[0-9]+)\s*(mm|cm|in|pt|em|ex|px|%)?$')//*:group/string()"/>
    <xsl:variable name="number" select="number($parts[1])"/>
    <xsl:variable name="unit" select="($parts[2], 'px')[1]"/>
    <xsl:sequence select="
      if (not($number gt 0 and $number lt 100000)) then ''
      else ', ' || local-name($size) || ': ' || (if ($unit = 'px') then 0.75 * $number || 'pt' else if ($unit = 'ex') then 0.45 * $number || 'em' else $number || $unit)"/>
  </xsl:function>

  <!-- Pictures of the source's pages, one to a page, each with the page that shows its text. -->
  <xsl:template name="plates">
    <xsl:if test="exists($t:leaves)">
      <xsl:value-of select="'&#10;&#10;#end-section(' || t:string(t:say('facsimile')) || ')&#10;&#10;'"/>
      <xsl:for-each select="$t:leaves">
        <xsl:variable name="file" select="$t:pictures[index-of($t:pictures, t:facsimile(current()))[1] + 1]"/>
        <xsl:variable name="words" select="if (@n) then t:say('facsimile-page', normalize-space(@n)) else t:say('facsimile')"/>
        <xsl:value-of select="
          '#plate(' || t:string($file) || ', ' || t:string($words) || ', ' || t:string(t:say('unit-page')) || ', ' || t:string('leaf:' || position()) || ')&#10;&#10;'"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>
  <xsl:variable name="t:leaves" as="element(pb)*" select="
    if ($with-facsimiles) then /*//text//pb[@facs][exists(index-of($t:pictures, t:facsimile(.)))] else ()"/>
  <xsl:variable name="t:leaf-numbers" as="map(xs:string, xs:integer)" select="
    map:merge(for $at in 1 to count($t:leaves) return map:entry(generate-id($t:leaves[$at]), $at))"/>
  <!-- Where a page of the source begins, for its own id and for its picture. -->
  <xsl:function name="t:leaf-anchor" as="xs:string">
    <xsl:param name="pb" as="element(pb)"/>
    <xsl:sequence select="string-join((t:anchor($pb), $t:leaf-numbers(generate-id($pb)) ! ('#a(' || t:string('leaf:' || .) || ')')))"/>
  </xsl:function>
  <!-- The picture that a page's @facs means: itself, or that of the surface it points to. -->
  <xsl:function name="t:facsimile" as="xs:string">
    <xsl:param name="pb" as="element(pb)"/>
    <xsl:variable name="first" select="tokenize($pb/@facs)[1]"/>
    <xsl:variable name="meant" select="if (starts-with($first, '#')) then key('id', substring($first, 2), root($pb))[1] else ()"/>
    <xsl:sequence select="string((($meant/self::graphic, $meant/graphic, $meant/ancestor::surface[1]/graphic)[1]/@url, $first)[1])"/>
  </xsl:function>

  <!-- A picture inside the TEI file, in letters and digits: no text for a reader. -->
  <xsl:template match="binaryObject">
    <xsl:value-of select="'#emph[' || t:text('[' || t:say('figure') || ']') || ']'"/>
  </xsl:template>
</xsl:stylesheet>
