<?xml version="1.0" encoding="UTF-8"?>
<!-- Speech and quotation, drama, cast lists. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template match="quote | said | q">
    <xsl:variable name="marks" select="t:marks(.)"/>
    <xsl:choose>
      <xsl:when test="t:is-block(.) and self::quote and not(parent::epigraph)">
        <xsl:call-template name="wrap-block"><xsl:with-param name="call" select="'block-quote'"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="t:is-block(.)"><xsl:call-template name="plain"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="wrap">
          <xsl:with-param name="call" select="'emph'[current()/@aloud = 'false']"/>
          <xsl:with-param name="before" select="$marks[1]"/>
          <xsl:with-param name="after" select="$marks[2]"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="soCalled">
    <xsl:variable name="marks" select="t:marks(.)"/>
    <xsl:call-template name="wrap">
      <xsl:with-param name="before" select="$marks[1]"/>
      <xsl:with-param name="after" select="$marks[2]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="sp">
    <xsl:call-template name="wrap-block">
      <!-- The last words of a scene keep the direction that ends it company. -->
      <xsl:with-param name="call" select="
        (if (t:in-verse(.)) then 'verse-speech' else 'prose-speech')
        || '(last: true)'[exists(current()/following-sibling::*[1][self::stage or self::trailer][not(following-sibling::*)])]"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:function name="t:in-verse" as="xs:boolean">
    <xsl:param name="speech" as="element()"/>
    <xsl:sequence select="exists($speech/(l | lg | p/l | ab/l)) and empty($speech/p[not(l)])"/>
  </xsl:function>
  <!-- Whether an element stands on the speaker's own line: the first words in prose. -->
  <xsl:function name="t:runs-in" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      $element/parent::postscript and $element/preceding-sibling::*[1][self::label]
      or exists($element/(parent::item[@n] | parent::note)) and empty($element/preceding-sibling::node()[self::* or normalize-space()])
      or exists($element/parent::sp) and exists($element/preceding-sibling::speaker)
      and not($element/preceding-sibling::*[not(self::speaker or self::stage or self::pb or self::lb or self::note)])
      and not(t:in-verse($element/..))"/>
  </xsl:function>

  <xsl:template match="speaker">
    <xsl:variable name="caps" select="t:in-capitals(.)"/>
    <xsl:variable name="call" select="'speaker(' || $caps || ')'"/>
    <xsl:choose>
      <xsl:when test="parent::sp ! t:in-verse(.)">
        <xsl:call-template name="wrap-block"><xsl:with-param name="call" select="'speaker-line(' || $caps || ')'"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="wrap"><xsl:with-param name="call" select="$call"/></xsl:call-template>
        <xsl:text>#h(0.6em)</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="stage">
    <xsl:choose>
      <xsl:when test="t:is-block(.) and t:runs-in(.) and following-sibling::*[1][self::p or self::stage or self::ab]">
        <xsl:call-template name="wrap"><xsl:with-param name="call" select="'emph'"/></xsl:call-template>
        <xsl:text> </xsl:text>
      </xsl:when>
      <xsl:when test="t:is-block(.)">
        <xsl:call-template name="wrap-block">
          <xsl:with-param name="call" select="if (parent::sp) then 'stage-within' || '(last: true)'[empty(current()/following-sibling::*)] else 'stage'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="wrap"><xsl:with-param name="call" select="'emph'"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="castList">
    <xsl:call-template name="wrap-block"><xsl:with-param name="call" select="'cast-list'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="castItem">
    <xsl:text>&#10;&#10;</xsl:text><xsl:call-template name="wrap"/><xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="role">
    <xsl:call-template name="wrap">
      <xsl:with-param name="call" select="'speaker(' || t:in-capitals(.) || ')'"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="roleDesc">
    <xsl:call-template name="wrap"><xsl:with-param name="call" select="'emph'"/></xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
