<?xml version="1.0" encoding="UTF-8"?>
<!-- Letters: who wrote from where, to whom, when (correspDesc), above the text; the letters before and
     behind it in the correspondence. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:variable name="t:correspondence" as="element()*" select="$t:header/profileDesc/correspDesc"/>

  <xsl:template name="correspondence">
    <xsl:variable name="actions" select="$t:correspondence/correspAction[t:told-of-action(.) != '']"/>
    <xsl:variable name="others" select="$t:correspondence/correspContext//(ref | ptr)[@target][normalize-space()]"/>
    <xsl:if test="exists(($actions, $others))">
      <dl class="correspondence">
        <xsl:for-each select="$actions">
          <dt><xsl:value-of select="t:name-of-action(.)"/></dt>
          <dd><xsl:value-of select="string-join(t:told-of-action(.), ', ')"/></dd>
        </xsl:for-each>
        <xsl:if test="$others">
          <dt><xsl:value-of select="t:say('correspondence')"/></dt>
          <dd>
            <xsl:for-each select="$others">
              <xsl:if test="position() gt 1"><xsl:text> · </xsl:text></xsl:if>
              <xsl:variable name="way" select="string-join((@type, @subtype), ' ')"/>
              <xsl:value-of select="if (matches($way, 'prev', 'i')) then '← ' else if (matches($way, 'next', 'i')) then '→ ' else ''"/>
              <xsl:variable name="address" select="t:address-of-letter(@target)"/>
              <xsl:choose>
                <xsl:when test="$address"><a href="{$address}"><xsl:value-of select="t:plain(.)"/></a></xsl:when>
                <xsl:otherwise><xsl:value-of select="t:plain(.)"/></xsl:otherwise>
              </xsl:choose>
            </xsl:for-each>
          </dd>
        </xsl:if>
      </dl>
    </xsl:if>
  </xsl:template>
  <!-- Another letter of the collection, or one on the web; a file that is not there is none. -->
  <xsl:function name="t:address-of-letter" as="xs:string?">
    <xsl:param name="target" as="attribute()"/>
    <xsl:sequence select="
      if (exists(t:sibling($target)) or matches($target, '^(https?://|#)')) then t:address($target) else ()"/>
  </xsl:function>

  <xsl:function name="t:name-of-action" as="xs:string">
    <xsl:param name="action" as="element()"/>
    <xsl:variable name="key" select="'corresp-' || $action/@type"/>
    <xsl:sequence select="if (map:contains($t:words, $key)) then t:say($key) else string(($action/@type, t:say('correspondence'))[1])"
      xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
  </xsl:function>
  <!-- People, places, dates of a station; a date without words as it is written for programs. -->
  <xsl:function name="t:told-of-action" as="xs:string*">
    <xsl:param name="action" as="element()"/>
    <xsl:variable name="who" select="$action/descendant::*[self::persName or self::orgName or self::name or self::rs][not(ancestor::note)]"/>
    <xsl:variable name="where" select="$action/descendant::*[self::placeName or self::settlement[not(ancestor::placeName)]]"/>
    <xsl:sequence select="
      distinct-values(($who ! t:agent-name(.), $where ! t:plain(.),
        $action/descendant::date ! (t:plain(.)[. ne ''], t:span-of-date(.))[1], $action/p ! t:plain(.))[. ne ''])"/>
  </xsl:function>
  <xsl:function name="t:span-of-date" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="
      ($date/@when ! string(.), string-join(($date/(@from, @notBefore)[1], $date/(@to, @notAfter)[1]), '–'))[1]"/>
  </xsl:function>
</xsl:stylesheet>
