<?xml version="1.0" encoding="UTF-8"?>
<!-- Formulas in MathML, which browsers and reading systems set (HTML Living Standard, §4.8.16; EPUB 3.3,
     §6.1.3): elements and attributes by an allow-list, each with as many parts as it wants (MathML 3, §3);
     any other formula is shown plainly. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xmlns:m="http://www.w3.org/1998/Math/MathML"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:variable name="t:letters-of-formulas" select="t:names('mi mn mo mtext ms mspace')"/>
  <xsl:variable name="t:parts-of-formulas" as="map(xs:string, xs:integer)" select="map{
    'mfrac': 2, 'mroot': 2, 'msub': 2, 'msup': 2, 'munder': 2, 'mover': 2, 'msubsup': 3, 'munderover': 3}"/>
  <xsl:variable name="t:groups-of-formulas" select="t:names('math mrow mstyle msqrt mpadded mphantom mfenced mtd')"/>
  <xsl:variable name="t:attributes-of-formulas" select="t:names('mathvariant stretchy fence separator accent
    accentunder displaystyle linethickness columnalign rowspan columnspan form')"/>

  <xsl:function name="t:is-formula" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if ($element/self::m:semantics) then exists($element/*) and t:is-formula($element/*[1])
      else namespace-uri($element) = 'http://www.w3.org/1998/Math/MathML'
      and (if (exists($t:letters-of-formulas(local-name($element)))) then empty($element/*)
           else not($element/text()[normalize-space()]) and t:has-parts($element) and (every $part in $element/* satisfies t:is-formula($part)))"/>
  </xsl:function>
  <xsl:function name="t:has-parts" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" select="local-name($element)"/>
    <xsl:sequence select="
      if (exists($t:parts-of-formulas($name))) then count($element/*) = $t:parts-of-formulas($name)
      else if ($name = 'mtable') then exists($element/*) and not($element/*[not(self::m:mtr)])
      else if ($name = 'mtr') then exists($element/*) and not($element/*[not(self::m:mtd)])
      else exists($t:groups-of-formulas($name))"/>
  </xsl:function>

  <xsl:template match="m:math[normalize-space()][t:is-formula(.)]">
    <xsl:variable name="formula" as="element()">
      <xsl:element name="math" namespace="http://www.w3.org/1998/Math/MathML">
        <xsl:attribute name="alttext" select="normalize-space()"/>
        <xsl:if test="@display = ('block', 'inline')"><xsl:attribute name="display" select="@display"/></xsl:if>
        <xsl:apply-templates select="*" mode="formula"/>
      </xsl:element>
    </xsl:variable>
    <!-- A long one, which no line of a telephone holds, can be pushed sideways. -->
    <xsl:choose>
      <xsl:when test="string-length(normalize-space()) gt 32">
        <span class="wide-formula" tabindex="0"><xsl:sequence select="$formula"/></span>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$formula"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- Of a formula told in several ways the first. -->
  <xsl:template match="m:semantics" mode="formula"><xsl:apply-templates select="*[1]" mode="#current"/></xsl:template>
  <!-- Brackets as a row of signs: browsers know no others (MathML Core). -->
  <xsl:template match="m:mfenced" mode="formula">
    <xsl:variable name="between" select="replace((@separators, ',')[1], '\s', '')"/>
    <xsl:element name="mrow" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:sequence select="t:sign-of-formula((@open, '(')[1])"/>
      <xsl:for-each select="*">
        <xsl:if test="position() gt 1">
          <xsl:sequence select="t:sign-of-formula(substring($between, min((position() - 1, string-length($between))), 1))"/>
        </xsl:if>
        <xsl:apply-templates select="." mode="#current"/>
      </xsl:for-each>
      <xsl:sequence select="t:sign-of-formula((@close, ')')[1])"/>
    </xsl:element>
  </xsl:template>
  <xsl:function name="t:sign-of-formula" as="element()?">
    <xsl:param name="sign" as="xs:string"/>
    <xsl:if test="$sign">
      <xsl:element name="mo" namespace="http://www.w3.org/1998/Math/MathML"><xsl:value-of select="$sign"/></xsl:element>
    </xsl:if>
  </xsl:function>
  <xsl:template match="*" mode="formula">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:copy-of select="@*[namespace-uri() = ''][exists($t:attributes-of-formulas(local-name()))][matches(., '^[\w ()\[\]{{}}|.,;:/+-]*$')]"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="text()" mode="formula">
    <xsl:if test="normalize-space() or not(../*)"><xsl:value-of select="."/></xsl:if>
  </xsl:template>
  <xsl:template match="comment() | processing-instruction()" mode="formula"/>
</xsl:stylesheet>
