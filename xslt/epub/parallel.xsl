<?xml version="1.0" encoding="UTF-8"?>
<!-- An original and its translation, row by row: beside each other where the page is wide enough,
     one below the other where it is not.  The text stands once. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- Pairs that can stand row by row: two divisions of one document that lie apart from each other
       and have rows; the outer pair where one lies in another. -->
  <xsl:variable name="t:side-by-side" as="array(element())*">
    <xsl:variable name="fit" as="array(element())*" select="
      $t:pairs[t:is-division(.(1)) and t:is-division(.(2))][t:page(.(1)) = t:page(.(2))]
        [empty(.(1)/ancestor::* intersect .(2)) and empty(.(2)/ancestor::* intersect .(1))]
        [every $part in ?* satisfies exists($t:page-of(generate-id($part)))
           or exists($part/ancestor::* ! $t:page-of(generate-id(.)))][count(t:rows(.)) gt 1]"/>
    <xsl:iterate select="$fit">
      <xsl:param name="taken" as="element()*" select="()"/>
      <xsl:variable name="free" select="empty((?* ! ancestor-or-self::*) intersect $taken)"/>
      <xsl:sequence select=".[$free]"/>
      <xsl:next-iteration><xsl:with-param name="taken" select="$taken, ?*[$free]"/></xsl:next-iteration>
    </xsl:iterate>
  </xsl:variable>
  <xsl:variable name="t:pair-of" as="map(xs:string, array(element()))" select="
    map:merge($t:side-by-side ! map:entry(generate-id(.(1)), .))"/>
  <xsl:variable name="t:second-of" as="map(xs:string, xs:boolean)" select="
    map:merge($t:side-by-side ! map:entry(generate-id(.(2)), true()))"/>

  <xsl:template match="*[t:is-division(.)][map:contains($t:second-of, generate-id())]" priority="4"/>
  <xsl:template match="*[t:is-division(.)][map:contains($t:pair-of, generate-id())]" priority="3">
    <xsl:variable name="pair" select="$t:pair-of(generate-id())"/>
    <div>
      <xsl:sequence select="t:attributes(., ('div', 'parallel'))[not(name() = ('lang', 'dir'))]"/>
      <xsl:for-each select="t:rows($pair)">
        <xsl:variable name="first" select="position() = 1"/>
        <div class="pair">
          <xsl:for-each select="map{'of': $pair(1), 'blocks': ?one}, map{'of': $pair(2), 'blocks': ?other}">
            <div>
              <xsl:attribute name="class" select="if (?of is $pair(1)) then 'original' else 'translation'"/>
              <xsl:if test="$first and ?of is $pair(2)"><xsl:attribute name="id" select="t:division-id(?of)"/></xsl:if>
              <xsl:call-template name="rows-of-one"><xsl:with-param name="of" select="?of"/><xsl:with-param name="blocks" select="?blocks"/></xsl:call-template>
            </div>
          </xsl:for-each>
        </div>
      </xsl:for-each>
    </div>
  </xsl:template>
  <xsl:template name="rows-of-one">
    <xsl:param name="of" as="element()"/>
    <xsl:param name="blocks" as="element()*"/>
    <xsl:param name="level" as="xs:integer" select="2" tunnel="yes"/>
    <xsl:variable name="language" select="t:language-tag($of/ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
    <xsl:if test="$language">
      <xsl:attribute name="lang" select="$language"/>
      <xsl:attribute name="dir" select="if (t:is-right-to-left($language)) then 'rtl' else 'ltr'"/>
    </xsl:if>
    <xsl:apply-templates select="$blocks">
      <xsl:with-param name="level" select="$level + 1" tunnel="yes"/>
      <xsl:with-param name="heading" select="$level" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>
</xsl:stylesheet>
