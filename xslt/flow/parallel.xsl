<?xml version="1.0" encoding="UTF-8"?>
<!-- A division and its translation, where the encoding pairs the two: row by row. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:variable name="t:divisions" select="t:names('div div1 div2 div3 div4 div5 div6 div7')"/>
  <xsl:key name="paired" match="*[@corresp][$t:divisions(local-name())]" use="t:ids(@corresp)"/>

  <!-- The division that corresponds to one before it and has as many parts, none of them divided. -->
  <xsl:function name="t:second" as="element()?">
    <xsl:param name="first" as="element()"/>
    <xsl:variable name="named" select="
      t:ids($first/@corresp) ! key('id', ., root($first))[1], $first/@xml:id ! key('paired', ., root($first))"/>
    <xsl:sequence select="
      $named[$t:divisions(local-name())][. &gt;&gt; $first][empty(ancestor::* intersect $first)]
        [count(t:parts-of(.)) = count(t:parts-of($first)) and exists(t:parts-of(.))]
        [empty((., $first)//*[$t:divisions(local-name())])][empty((., $first)/text()[normalize-space()])][1]"/>
  </xsl:function>
  <xsl:function name="t:first" as="element()?">
    <xsl:param name="second" as="element()"/>
    <xsl:variable name="named" select="
      t:ids($second/@corresp) ! key('id', ., root($second))[1], $second/@xml:id ! key('paired', ., root($second))"/>
    <xsl:sequence select="($named/.)[$t:divisions(local-name())][. &lt;&lt; $second][t:second(.) is $second][1]"/>
  </xsl:function>
  <!-- A division that is the second of one pair is not the first of another. -->
  <xsl:function name="t:is-second" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="exists(t:first($division)) and empty(t:first(t:first($division)))"/>
  </xsl:function>
  <xsl:function name="t:parts-of" as="element()*">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="$division/*[t:stands(.)]"/>
  </xsl:function>

  <xsl:template match="*[@corresp or @xml:id][$t:divisions(local-name())][t:is-second(.)]" priority="3"/>
  <xsl:template match="*[@corresp or @xml:id][$t:divisions(local-name())][exists(t:second(.)) and not(t:is-second(.))][t:is-second(t:second(.))]" priority="2">
    <xsl:param name="level" as="xs:integer" select="1" tunnel="yes"/>
    <xsl:variable name="sides" select="., t:second(.)"/>
    <parallel>
      <xsl:for-each select="1 to count(t:parts-of(.))">
        <xsl:variable name="at" select="."/>
        <row>
          <xsl:for-each select="$sides">
            <side>
              <xsl:variable name="tag" select="t:language-tag(ancestor-or-self::*[@xml:lang][1]/@xml:lang)[not(. = $t:language)]"/>
              <xsl:if test="$tag"><xsl:attribute name="lang" select="$tag"/></xsl:if>
              <xsl:apply-templates select="t:parts-of(.)[$at]">
                <xsl:with-param name="level" select="$level + 1" tunnel="yes"/>
              </xsl:apply-templates>
            </side>
          </xsl:for-each>
        </row>
      </xsl:for-each>
    </parallel>
  </xsl:template>
</xsl:stylesheet>
