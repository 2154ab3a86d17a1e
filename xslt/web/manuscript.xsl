<?xml version="1.0" encoding="UTF-8"?>
<!-- Descriptions of manuscripts (Guidelines, chapter 11): the shelfmark, then a paragraph for what the
     document holds, what it is made of, where it has been.  Signs part what the TEI parts by tags. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- These hold parts only: what is in them is told one after another. -->
  <xsl:variable name="t:holders" select="t:names('
    msContents physDesc objectDesc supportDesc layoutDesc handDesc scriptDesc typeDesc decoDesc additions bindingDesc
    binding sealDesc seal accMat musicNotation history additional adminInfo recordHist custodialHist surrogates locusGrp
    msItemStruct altIdentifier')"/>
  <xsl:function name="t:is-holder" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($t:holders(local-name($element))) and not($element/text()[normalize-space()])"/>
  </xsl:function>
  <!-- The parts that a reader is told: holders give way to what they hold. -->
  <xsl:function name="t:told-parts" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/*[normalize-space()] ! (if (t:is-holder(.)) then t:told-parts(.) else .)"/>
  </xsl:function>

  <xsl:template match="msDesc | msPart | msFrag">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="t:attributes(., 'msDesc')"/>
      <xsl:for-each select="*[normalize-space()]">
        <xsl:choose>
          <xsl:when test="self::msIdentifier or not(t:is-holder(.))"><xsl:apply-templates select="."/></xsl:when>
          <xsl:otherwise><xsl:call-template name="told-parts"/></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="$phrasing and position() lt last()"><xsl:text> · </xsl:text></xsl:if>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- Country to shelfmark, as catalogues write it. -->
  <xsl:template match="msIdentifier | altIdentifier">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:element name="{if ($phrasing or self::altIdentifier) then 'span' else 'p'}">
      <xsl:sequence select="t:attributes(., local-name())"/>
      <xsl:for-each select="(* except (altIdentifier, msName))[normalize-space()], msName[normalize-space()]">
        <xsl:if test="position() gt 1"><xsl:text>, </xsl:text></xsl:if>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
      <xsl:for-each select="altIdentifier[normalize-space()]"><xsl:text> (</xsl:text><xsl:apply-templates select="."/><xsl:text>)</xsl:text></xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- Paragraphs and the items of the contents stand by themselves, short parts in a line. -->
  <xsl:template name="told-parts">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:for-each-group select="t:told-parts(.)" group-adjacent="if (self::msItem) then 'items' else if (t:is-block(.)) then 'blocks' else 'line'">
      <xsl:choose>
        <xsl:when test="current-grouping-key() = 'items' and not($phrasing)">
          <ul class="list ms-items"><xsl:apply-templates select="current-group()"/></ul>
        </xsl:when>
        <xsl:when test="current-grouping-key() = 'blocks' and not($phrasing)"><xsl:apply-templates select="current-group()"/></xsl:when>
        <xsl:otherwise>
          <xsl:element name="{if ($phrasing) then 'span' else 'p'}">
            <xsl:for-each select="current-group()">
              <xsl:if test="position() gt 1"><xsl:text> · </xsl:text></xsl:if><xsl:apply-templates select="."/>
            </xsl:for-each>
          </xsl:element>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>
  <xsl:template match="msItem">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'li'}">
      <xsl:sequence select="t:attributes(., ())"/>
      <xsl:for-each select="t:told-parts(.)[not(self::msItem)]">
        <xsl:if test="position() gt 1"><xsl:text> · </xsl:text></xsl:if><xsl:apply-templates select="."/>
      </xsl:for-each>
      <xsl:if test="msItem">
        <xsl:element name="{if ($phrasing) then 'span' else 'ul'}"><xsl:apply-templates select="msItem"/></xsl:element>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- 310 × 205 mm -->
  <xsl:template match="dimensions[not(text()[normalize-space()])]">
    <span>
      <xsl:sequence select="t:attributes(., 'dimensions')"/>
      <xsl:for-each select="*">
        <xsl:if test="position() gt 1"> × </xsl:if><xsl:apply-templates select="."/>
      </xsl:for-each>
      <xsl:value-of select="' ' || (@unit, */@unit)[1]"/>
    </span>
  </xsl:template>
  <xsl:template match="summary | textLang | incipit | explicit | rubric | finalRubric | colophon | filiation | locus | support
    | watermark | condition | foliation | collation | layout | handNote | scriptNote | typeNote | decoNote | heraldry | decoration
    | objectType | secFol | signatures | catchwords | depth | provenance | acquisition | msName | source | custEvent | accMat
    | musicNotation | binding | surrogates | additions | history | physDesc | support | msContents">
    <xsl:call-template name="inline"/>
  </xsl:template>
</xsl:stylesheet>
