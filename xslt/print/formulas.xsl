<?xml version="1.0" encoding="UTF-8"?>
<!-- Formulas: presentation MathML as Typst sets it; TeX and all else as it is written. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xmlns:m="http://www.w3.org/1998/Math/MathML" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template match="formula">
    <xsl:choose>
      <xsl:when test="m:math"><xsl:call-template name="plain"/></xsl:when>
      <xsl:when test="matches(@notation, 'tex', 'i')"><xsl:call-template name="wrap"><xsl:with-param name="call" select="'code'"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="plain"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A formula's words are its description for those who hear it (PDF/UA-1, 7.7). -->
  <xsl:template match="m:math">
    <xsl:variable name="block" select="@display = 'block'"/>
    <xsl:variable name="words" select="(@alttext, string-join(.//text()[normalize-space()] ! normalize-space(), ' '))[1]"/>
    <xsl:if test="normalize-space()">
      <xsl:value-of select="'#math.equation(block: ' || $block || ', alt: ' || t:string($words) || ', ['"/>
      <xsl:value-of select="t:row-of(*)"/>
      <xsl:text>])</xsl:text>
    </xsl:if>
  </xsl:template>
  <xsl:function name="t:row-of" as="xs:string">
    <xsl:param name="parts" as="element()*"/>
    <xsl:value-of separator=""><xsl:apply-templates select="$parts" mode="formula"/></xsl:value-of>
  </xsl:function>
  <xsl:function name="t:part-of-formula" as="xs:string">
    <xsl:param name="part" as="element()?"/>
    <xsl:sequence select="'[' || t:row-of($part) || ']'"/>
  </xsl:function>

  <xsl:template match="m:mi" mode="formula">
    <xsl:variable name="letter" select="normalize-space()"/>
    <xsl:value-of select="if (string-length($letter) = 1 and not(@mathvariant = 'normal')) then '#letter(' || t:string($letter) || ')' else '#words(' || t:string($letter) || ')'"/>
  </xsl:template>
  <xsl:template match="m:mn | m:ms | m:mtext" mode="formula"><xsl:value-of select="'#words(' || t:string(normalize-space()) || ')'"/></xsl:template>
  <xsl:template match="m:mo" mode="formula">
    <xsl:variable name="sign" select="normalize-space()"/>
    <xsl:value-of select="
      if (matches($sign, '^[=+−±×&lt;&gt;≤≥≈≠→↠∈∼-]$')) then '#h(0.22em)' || t:sign($sign) || '#h(0.22em)'
      else if ($sign = (',', ';')) then t:sign($sign) || '#h(0.17em)' else t:sign($sign)"/>
  </xsl:template>
  <xsl:function name="t:sign" as="xs:string">
    <xsl:param name="sign" as="xs:string"/>
    <xsl:sequence select="if ($sign = ('', '&#x2061;', '&#x2062;', '&#x2063;')) then '' else '#math.upright(' || t:string(if ($sign = '-') then '−' else $sign) || ')'"/>
  </xsl:function>
  <xsl:template match="m:mspace" mode="formula"><xsl:text>#h(0.3em)</xsl:text></xsl:template>
  <xsl:template match="m:semantics" mode="formula"><xsl:apply-templates select="*[1]" mode="#current"/></xsl:template>
  <xsl:template match="m:annotation | m:annotation-xml" mode="formula"/>
  <xsl:template match="m:mfrac[count(*) = 2]" mode="formula">
    <xsl:value-of select="'#math.frac(' || t:part-of-formula(*[1]) || ', ' || t:part-of-formula(*[2]) || ')'"/>
  </xsl:template>
  <xsl:template match="m:msup[count(*) = 2] | m:mover[count(*) = 2]" mode="formula">
    <xsl:value-of select="'#math.attach(' || t:part-of-formula(*[1]) || ', t: ' || t:part-of-formula(*[2]) || ')'"/>
  </xsl:template>
  <xsl:template match="m:msub[count(*) = 2] | m:munder[count(*) = 2]" mode="formula">
    <xsl:value-of select="'#math.attach(' || t:part-of-formula(*[1]) || ', b: ' || t:part-of-formula(*[2]) || ')'"/>
  </xsl:template>
  <xsl:template match="m:msubsup[count(*) = 3] | m:munderover[count(*) = 3]" mode="formula">
    <xsl:value-of select="'#math.attach(' || t:part-of-formula(*[1]) || ', b: ' || t:part-of-formula(*[2]) || ', t: ' || t:part-of-formula(*[3]) || ')'"/>
  </xsl:template>
  <xsl:template match="m:msqrt" mode="formula"><xsl:value-of select="'#math.sqrt([' || t:row-of(*) || '])'"/></xsl:template>
  <xsl:template match="m:mroot[count(*) = 2]" mode="formula">
    <xsl:value-of select="'#math.root(' || t:part-of-formula(*[2]) || ', ' || t:part-of-formula(*[1]) || ')'"/>
  </xsl:template>
  <xsl:template match="m:mfenced" mode="formula">
    <xsl:variable name="between" select="replace((@separators, ',')[1], '\s', '')"/>
    <xsl:value-of select="t:sign((@open, '(')[1])"/>
    <xsl:for-each select="*">
      <xsl:if test="position() gt 1 and $between">
        <xsl:value-of select="t:sign(substring($between, min((position() - 1, string-length($between))), 1)) || '#h(0.17em)'"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="#current"/>
    </xsl:for-each>
    <xsl:value-of select="t:sign((@close, ')')[1])"/>
  </xsl:template>
  <xsl:template match="m:mtable" mode="formula">
    <xsl:value-of select="'#math.mat(delim: none, ' || string-join(m:mtr ! ('(' || string-join(m:mtd ! ('[' || t:row-of(*) || '],')) || '),')) || ')'"/>
  </xsl:template>
  <xsl:template match="*" mode="formula"><xsl:apply-templates mode="#current"/></xsl:template>
  <xsl:template match="text()" mode="formula"><xsl:value-of select="t:text(.)[normalize-space(current())]"/></xsl:template>
</xsl:stylesheet>
