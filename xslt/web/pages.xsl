<?xml version="1.0" encoding="UTF-8"?>
<!-- Which part of the text stands on which page.
     A text that is short stays whole.  A long one has a page for each chapter; a chapter that is
     too long for one page is cut between its blocks. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- Bytes of HTML that a page should stay below; t:weight guesses them. -->
  <xsl:param name="page-size" as="xs:integer" select="60000"/>
  <!-- Shorter divisions share a page, and a heading of this weight goes with what follows it. -->
  <xsl:variable name="t:small" select="4000"/>

  <xsl:function name="t:weight" as="xs:double">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
      string-length($node) * 1.05 + 50 * count($node/descendant-or-self::*)
      + 90 * count($node/descendant-or-self::*[self::p or self::sp or self::lg or self::said or self::note])"/>
  </xsl:function>

  <!-- Elements that may go on over pages: they hold blocks only. -->
  <xsl:variable name="t:cuttable" select="t:names('
    TEI teiCorpus text body front back group div div1 div2 div3 div4 div5 div6 div7 sp lg quote
    floatingText listBibl castList epigraph u list table')"/>
  <xsl:function name="t:is-cuttable" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      exists($t:cuttable(local-name($element))) and not($element/text()[normalize-space()])
      and not($element/self::list/(label | headLabel) or $element/self::table/row/cell[number(@rows) gt 1])
      and (count(t:matter($element)) gt 1 or t:matter($element) ! t:is-cuttable(.))"/>
  </xsl:function>
  <!-- The children that the page shows. -->
  <xsl:function name="t:matter" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      $element/* except $element/(teiHeader | standOff | facsimile | fsdDecl | xenoData)"/>
  </xsl:function>
  <xsl:function name="t:is-chapter" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      t:is-division($element) or $element[self::TEI or self::teiCorpus or self::text or self::titlePage]"/>
  </xsl:function>

  <!-- What belongs to that which follows: a break of the page, the name or the hour before an utterance. -->
  <xsl:function name="t:leads-on" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      exists($element[self::pb or self::cb or self::milestone or self::fw or self::lb or self::label])
      or exists($element/self::note[string-length(normalize-space()) lt 120]/following-sibling::*
        [not(self::note or self::pb or self::cb or self::milestone or self::fw or self::lb)][1][self::u])"/>
  </xsl:function>

  <!-- The pages of siblings: each a sequence of them (or of what they lead up to). -->
  <xsl:function name="t:runs" as="array(element())*">
    <xsl:param name="siblings" as="element()*"/>
    <xsl:iterate select="$siblings">
      <xsl:param name="run" as="element()*" select="()"/>
      <xsl:param name="filled" as="xs:double" select="0"/>
      <xsl:on-completion><xsl:sequence select="if (exists($run)) then array{$run} else ()"/></xsl:on-completion>
      <xsl:variable name="weight" select="t:weight(.)"/>
      <xsl:variable name="leads" select="$filled le $t:small and not($run ! t:is-chapter(.) = true())"/>
      <xsl:choose>
        <xsl:when test="$weight gt $page-size and t:is-cuttable(.)">
          <xsl:variable name="parts" select="t:runs(t:matter(.))"/>
          <xsl:sequence select="if (exists($run) and not($leads)) then array{$run} else ()"/>
          <xsl:sequence select="array{($run[$leads], $parts[1]?*)}, $parts[position() gt 1]"/>
          <xsl:next-iteration>
            <xsl:with-param name="run" select="()"/><xsl:with-param name="filled" select="0"/>
          </xsl:next-iteration>
        </xsl:when>
        <xsl:when test="t:is-chapter(.) and $weight gt $t:small">
          <xsl:sequence select="if (exists($run) and not($leads)) then array{$run} else ()"/>
          <xsl:sequence select="array{($run[$leads], .)}"/>
          <xsl:next-iteration>
            <xsl:with-param name="run" select="()"/><xsl:with-param name="filled" select="0"/>
          </xsl:next-iteration>
        </xsl:when>
        <xsl:when test="$filled + $weight gt (if (t:is-chapter(.)) then $t:small * 6 else $page-size)">
          <xsl:variable name="last" select="index-of($run ! t:leads-on(.), false())[last()]"/>
          <xsl:sequence select="if (exists($last)) then array{$run[position() le $last]} else ()"/>
          <xsl:next-iteration>
            <xsl:with-param name="run" select="$run[position() gt ($last, 0)[1]], ."/>
            <xsl:with-param name="filled" select="$weight"/>
          </xsl:next-iteration>
        </xsl:when>
        <xsl:otherwise>
          <xsl:next-iteration>
            <xsl:with-param name="run" select="$run, ."/>
            <xsl:with-param name="filled" select="$filled + $weight"/>
          </xsl:next-iteration>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:iterate>
  </xsl:function>

  <!-- The text cut into pages, before notes are moved to where they are called. -->
  <xsl:variable name="t:cuts" as="array(element())*">
    <xsl:variable name="matter" select="t:matter(/*)"/>
    <xsl:sequence select="
      if (sum($matter ! t:weight(.)) le $page-size) then array{$matter} else t:runs($matter)"/>
  </xsl:variable>
  <xsl:variable name="t:cut-of" as="map(xs:string, xs:integer)" select="t:numbered($t:cuts)"/>
  <!-- The numbers of pages by their parts (generate-id). -->
  <xsl:function name="t:numbered" as="map(xs:string, xs:integer)">
    <xsl:param name="pages" as="array(element())*"/>
    <xsl:sequence select="
      map:merge(for $at in 1 to count($pages), $part in $pages[$at]?*
                return map:entry(generate-id($part), $at))"/>
  </xsl:function>

  <!-- Notes that stand together at the end, away from the page that calls them, go there. -->
  <xsl:variable name="t:called-away" as="map(xs:string, element())" select="
    map:merge(
      for $note in /*/(text | TEI | teiCorpus)//note[count($t:cuts) gt 1][t:is-structural(..)],
          $call in t:references($note)[1]
      return if (t:cut-number($note) = t:cut-number($call)) then ()
             else map:entry(generate-id($note), $call))"/>
  <xsl:function name="t:cut-number" as="xs:integer?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="($node/ancestor-or-self::* ! $t:cut-of(generate-id(.)))[1]"/>
  </xsl:function>
  <!-- Whether nothing but a heading is left where the notes stood. -->
  <xsl:function name="t:is-emptied" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      map:size($t:called-away) gt 0 and exists($element//note) and
      (every $part in t:matter($element) satisfies
         ($part[self::head] or $part[self::note] ! map:contains($t:called-away, generate-id(.))
          or (t:is-structural($part) and t:is-emptied($part))))"/>
  </xsl:function>

  <!-- The pages of the text, in order; what would show nothing is none. -->
  <xsl:variable name="t:pages" as="array(element())*" select="
    if (count($t:cuts) le 1) then $t:cuts
    else $t:cuts ! array{?*[not(. is $t:title-page or t:is-emptied(.)
      or (self::note and map:contains($t:called-away, generate-id())))]}[array:size(.) gt 0]"/>
  <xsl:variable name="t:whole" as="xs:boolean" select="count($t:pages) le 1"/>

  <!-- Page by node (generate-id): of the parts, and of what holds parts of several pages. -->
  <xsl:variable name="t:page-of" as="map(xs:string, xs:integer)" select="
    t:numbered($t:pages)"/>
  <xsl:variable name="t:first-page" as="map(xs:string, xs:integer)" select="
    map:merge(for $at in 1 to count($t:pages), $part in $t:pages[$at]?*
              return $part/ancestor::* ! map:entry(generate-id(.), $at), map{'duplicates': 'use-first'})"/>
  <xsl:variable name="t:last-page" as="map(xs:string, xs:integer)" select="
    map:merge(for $at in 1 to count($t:pages), $part in $t:pages[$at]?*
              return $part/ancestor::* ! map:entry(generate-id(.), $at), map{'duplicates': 'use-last'})"/>

  <!-- The number of the page that shows a node of the text; none for what the text does not hold. -->
  <xsl:function name="t:page" as="xs:integer?">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="moved" select="
      if (map:size($t:called-away) = 0) then () else $node/ancestor-or-self::note ! $t:called-away(generate-id(.))"/>
    <xsl:sequence select="
      (($moved, $node)[1]/ancestor-or-self::* ! $t:page-of(generate-id(.)), $node ! $t:first-page(generate-id(.)))[1]"/>
  </xsl:function>

  <!-- One page of the text: what it holds, within what began on a page before. -->
  <xsl:template match="*" mode="page">
    <xsl:param name="page" as="xs:integer" tunnel="yes"/>
    <xsl:variable name="own" select="$t:page-of(generate-id())"/>
    <xsl:choose>
      <xsl:when test="exists($own)">
        <xsl:if test="$own = $page"><xsl:apply-templates select="." mode="#default"/></xsl:if>
      </xsl:when>
      <xsl:when test="$t:first-page(generate-id()) le $page and $t:last-page(generate-id()) ge $page">
        <xsl:call-template name="part"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- A part of an element that goes on over pages; its id stands where it begins. -->
  <xsl:template name="part">
    <xsl:param name="page" as="xs:integer" tunnel="yes"/>
    <xsl:param name="level" as="xs:integer" select="2" tunnel="yes"/>
    <xsl:variable name="begins" select="$t:first-page(generate-id()) = $page"/>
    <xsl:choose>
      <xsl:when test="t:is-division(.) or self::sp or self::lg or self::quote or self::listBibl or self::castList or self::epigraph">
        <xsl:variable name="headed" select="t:is-division(.) and t:headed(.) and $begins"/>
        <xsl:element name="{if ($headed) then 'section' else if (self::quote) then 'blockquote' else 'div'}">
          <xsl:sequence select="t:attributes(., (local-name()[not(t:is-division(current()))],
            'div'[t:is-division(current())], @type ! t:class(.), 'resumed'[not($begins)]))[not(name() = 'id')]"/>
          <xsl:if test="$begins and t:id(.)"><xsl:attribute name="id" select="t:id(.)"/></xsl:if>
          <xsl:apply-templates select="t:matter(.)" mode="page">
            <xsl:with-param name="level" select="if ($headed) then $level + 1 else $level" tunnel="yes"/>
            <xsl:with-param name="heading" select="$level" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:element>
      </xsl:when>
      <xsl:when test="self::list or self::table">
        <xsl:apply-templates select="." mode="#default">
          <xsl:with-param name="shown" select="(item | row)[$t:page-of(generate-id()) = $page]"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="t:matter(.)" mode="page"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
