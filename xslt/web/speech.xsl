<?xml version="1.0" encoding="UTF-8"?>
<!-- Speech and quotation, drama, cast lists. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template match="quote | said | q | cit">
    <xsl:choose>
      <xsl:when test="t:is-block(.)">
        <xsl:call-template name="block">
          <xsl:with-param name="as" select="if (self::quote) then 'blockquote' else 'div'"/>
          <xsl:with-param name="classes" select="local-name(), t:speech-classes(.)"/>
          <xsl:with-param name="permalink" select="true()"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="self::cit"><xsl:call-template name="inline"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="marks" select="t:marks(.)"/>
        <q>
          <xsl:sequence select="t:attributes(., (local-name(), t:speech-classes(.)))"/>
          <xsl:value-of select="$marks[1]"/>
          <xsl:apply-templates/>
          <xsl:value-of select="$marks[2]"/>
        </q>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Parts of one chain look alike; a part in the middle has neither beginning nor end. -->
  <xsl:function name="t:speech-classes" as="xs:string*">
    <xsl:param name="quotation" as="element()"/>
    <xsl:sequence select="
      'continued'[$quotation/@prev], 'continues'[$quotation/@next],
      'thought'[$quotation/@aloud = 'false'], 'indirect'[$quotation/@direct = 'false']"/>
  </xsl:function>

  <xsl:template match="soCalled">
    <xsl:variable name="marks" select="t:marks(.)"/>
    <span>
      <xsl:sequence select="t:attributes(., 'soCalled')"/>
      <xsl:value-of select="$marks[1]"/><xsl:apply-templates/><xsl:value-of select="$marks[2]"/>
    </span>
  </xsl:template>

  <xsl:template match="sp">
    <xsl:call-template name="block">
      <xsl:with-param name="classes" select="
        'sp', if (l or lg or p/l) then 'in-verse' else 'in-prose', @rend ! t:class(.), @type ! t:class(.)"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="speaker">
    <xsl:variable name="who" select="(t:ids(../@who) ! key('id', ., root(current()))[1])[t:is-shown(.)][1]"/>
    <xsl:variable name="name"><xsl:apply-templates>
      <xsl:with-param name="linked" select="exists($who)" tunnel="yes"/>
      <xsl:with-param name="phrasing" select="true()" tunnel="yes"/>
    </xsl:apply-templates></xsl:variable>
    <xsl:element name="{if (t:is-block(.)) then 'p' else 'span'}">
      <xsl:sequence select="t:attributes(., ('speaker', t:caps(.)))"/>
      <xsl:choose>
        <xsl:when test="$who"><a href="{t:href($who, $who/@xml:id, .)}"><xsl:sequence select="$name"/></a></xsl:when>
        <xsl:otherwise><xsl:sequence select="$name"/></xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>
  <xsl:template match="stage">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="t:is-block(.) and not($phrasing)">
        <xsl:call-template name="block">
          <xsl:with-param name="as" select="if (t:has-blocks(.)) then 'div' else 'p'"/>
          <xsl:with-param name="classes" select="'stage', @type ! t:class(.)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <i><xsl:sequence select="t:attributes(., ('stage', @type ! t:class(.)))"/><xsl:apply-templates/></i>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="castList">
    <section>
      <xsl:sequence select="t:attributes(., 'castList')"/>
      <xsl:call-template name="cast"/>
    </section>
  </xsl:template>
  <xsl:template name="cast">
    <xsl:for-each-group select="*" group-adjacent="exists((self::castItem, self::castGroup))">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <ul>
            <xsl:for-each select="current-group()">
              <li>
                <xsl:sequence select="t:attributes(., local-name())"/>
                <xsl:choose>
                  <xsl:when test="self::castGroup"><xsl:call-template name="cast"/></xsl:when>
                  <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
                </xsl:choose>
              </li>
            </xsl:for-each>
          </ul>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="current-group()"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>
  <xsl:template match="castItem"><xsl:call-template name="block"/></xsl:template>
  <xsl:template match="role | roleDesc | actor | roleName">
    <xsl:call-template name="inline">
      <xsl:with-param name="classes" select="local-name(), t:caps(.)"/>
    </xsl:call-template>
  </xsl:template>
  <!-- A name printed in capitals is set in small ones. -->
  <xsl:function name="t:caps" as="xs:string?">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="'caps'[t:in-capitals($name)]"/>
  </xsl:function>
</xsl:stylesheet>
