<?xml version="1.0" encoding="UTF-8"?>
<!-- Other readings: at the foot of the page by line number or letter, or in a list at the end. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Those of the critical apparatus; what was corrected or made regular waits for the end. -->
  <xsl:variable name="t:variants" as="element()*" select="
    if ($apparatus = 'foot') then $t:emendations[self::app][not(ancestor::note)][not(ancestor::head)] else ()"/>
  <xsl:variable name="t:lettered" as="element()*" select="$t:variants[empty(t:line-number(ancestor::l[1]))]"/>
  <!-- Variant → its letter's number; 0 where it goes by its line. -->
  <xsl:variable name="t:variant-numbers" as="map(xs:string, xs:integer)" select="
    map:merge((for $at in 1 to count($t:lettered) return map:entry(generate-id($t:lettered[$at]), $at),
               $t:variants ! map:entry(generate-id(.), 0)), map{'duplicates': 'use-first'})"/>
  <xsl:variable name="t:listed" as="element()*" select="if ($apparatus = 'none') then () else $t:emendations except $t:variants"/>

  <xsl:template match="choice | app">
    <xsl:choose>
      <xsl:when test="$t:emended(generate-id(.))"><xsl:apply-templates select="t:read(.)"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
    <xsl:variable name="at" select="$t:variant-numbers(generate-id(.))"/>
    <xsl:if test="exists($at)">
      <xsl:variable name="line" select="t:line-number(ancestor::l[1])"/>
      <xsl:value-of select="
        (if ($line) then '#variant(' || t:string($line) else '#lettered-variant(' || t:string(t:letter($at)))
        || ', [' || t:text((t:plain(t:read(.))[. ne ''], '–')[1]) || '], [' || t:readings(.) || '])'"/>
    </xsl:if>
    <xsl:if test="exists(t:place-of(.))"><xsl:value-of select="'#a(' || t:string(t:place-of(.)) || ')'"/></xsl:if>
    <xsl:apply-templates select="note"/>
  </xsl:template>
  <xsl:variable name="t:emended" select="map:merge($t:emendations ! map:entry(generate-id(.), true()))"/>

  <!-- Readings with their witnesses, in Typst. -->
  <xsl:function name="t:readings" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="last" select="t:unread($entry)[last()]"/>
    <xsl:value-of separator="">
      <xsl:for-each select="t:unread($entry)">
        <xsl:value-of select="t:text((t:plain(.)[. ne ''], '–')[1])"/>
        <xsl:for-each select="tokenize(@wit)">
          <xsl:value-of select="' #emph[' || t:text(replace(., '^.*#', '')) || ']'"/>
        </xsl:for-each>
        <xsl:value-of select="t:text('; ')[not(current() is $last)]"/>
      </xsl:for-each>
    </xsl:value-of>
  </xsl:function>
  <xsl:function name="t:letter" as="xs:string">
    <xsl:param name="at" as="xs:integer"/>
    <xsl:number value="($at - 1) mod 26 + 1" format="a"/>
  </xsl:function>

  <!-- Where a listed reading stands, so that the list can tell its page. -->
  <xsl:variable name="t:listed-numbers" as="map(xs:string, xs:integer)" select="
    map:merge(for $at in 1 to count($t:listed) return map:entry(generate-id($t:listed[$at]), $at))"/>
  <xsl:function name="t:place-of" as="xs:string?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$t:listed-numbers(generate-id($entry)) ! ('reading:' || .)"/>
  </xsl:function>

  <xsl:template name="emendations">
    <xsl:if test="exists($t:listed)">
      <xsl:value-of select="'&#10;&#10;#end-section(' || t:string(t:say('emendations')) || ')&#10;&#10;'"/>
      <xsl:value-of select="'#listed-readings(' || t:string(t:say('unit-page')) || ', ('"/>
      <xsl:for-each select="$t:listed">
        <xsl:value-of select="
          '(' || t:string(t:place-of(.)) || ', [' || t:text((t:plain(t:read(.))[. ne ''], '–')[1] || '] ') || t:readings(.) || ']),'"/>
      </xsl:for-each>
      <xsl:text>))&#10;&#10;</xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
