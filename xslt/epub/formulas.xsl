<?xml version="1.0" encoding="UTF-8"?>
<!-- Formulas in MathML, which reading systems set (EPUB 3.3, §6.1.3): elements and attributes by an
     allow-list, each with as many parts as it wants (MathML 3, §3); any other formula is shown plainly. -->
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
    accentunder displaystyle linethickness open close separators columnalign rowspan columnspan form')"/>

  <xsl:function name="t:is-formula" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      namespace-uri($element) = 'http://www.w3.org/1998/Math/MathML'
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
      <m:math alttext="{normalize-space()}">
        <xsl:if test="@display = ('block', 'inline')"><xsl:attribute name="display" select="@display"/></xsl:if>
        <xsl:apply-templates select="*" mode="formula"/>
      </m:math>
    </xsl:variable>
    <!-- A long one, which no line of a telephone holds, can be pushed sideways. -->
    <xsl:choose>
      <xsl:when test="string-length(normalize-space()) gt 32">
        <span class="wide-formula"><xsl:sequence select="$formula"/></span>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$formula"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="*:span[@class = 'wide-formula']" mode="xhtml">
    <span class="wide-formula" tabindex="0"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>
  <xsl:template match="*" mode="formula">
    <xsl:element name="m:{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:copy-of select="@*[namespace-uri() = ''][exists($t:attributes-of-formulas(local-name()))][matches(., '^[\w ()\[\]{{}}|.,;:/+-]*$')]"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="text()" mode="formula">
    <xsl:if test="normalize-space() or not(../*)"><xsl:value-of select="."/></xsl:if>
  </xsl:template>
  <xsl:template match="comment() | processing-instruction()" mode="formula"/>
</xsl:stylesheet>
