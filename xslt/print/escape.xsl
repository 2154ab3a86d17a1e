<?xml version="1.0" encoding="UTF-8"?>
<!-- Text for Typst.  Every character of the text stands in a string literal, where nothing is
     markup: no smart quotes, no dashes from hyphens, no labels, no code. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- A Typst string literal.  Its only special characters are the backslash and the quote. -->
  <xsl:function name="t:string" as="xs:string">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:variable name="slashed" select="if (contains($text, '\')) then replace($text, '\\', '\\\\') else $text"/>
    <xsl:sequence select="
      '&quot;' || (if (contains($slashed, '&quot;')) then replace($slashed, '&quot;', '\\&quot;') else $slashed) || '&quot;'"/>
  </xsl:function>

  <!-- Running text: blanks at the edges as Typst's own, which join with their neighbours. -->
  <xsl:function name="t:text" as="xs:string">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:variable name="words" select="t:breakable(normalize-space($text))"/>
    <xsl:sequence select="
      if ($words = '') then string(' '[string($text)])
      else ' '[t:is-blank(substring($text, 1, 1))] || '#' || t:string($words) || ';'
        || ' '[t:is-blank(substring($text, string-length($text)))]"/>
  </xsl:function>

  <!-- A word longer than a line may break anywhere: at a soft hyphen in words, at a blank without
       width in addresses and sums, every 20 characters. -->
  <xsl:param name="long-words" as="xs:boolean" select="true()"/>
  <xsl:function name="t:breakable" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="
      if (not($long-words) or string-length($words) lt 45) then $words
      else string-join(tokenize($words, ' ') ! (if (string-length(.) lt 45) then . else if (contains(., '/')) then replace(., '([^/]{30})', '$1&#x200B;')
        else replace(., '(.{20})', if (matches(., '^\P{N}*$')) then '$1&#xAD;' else '$1&#x200B;')), ' ')"/>
  </xsl:function>

  <xsl:function name="t:is-blank" as="xs:boolean">
    <xsl:param name="character" as="xs:string"/>
    <xsl:sequence select="$character = (' ', '&#10;', '&#9;', '&#13;')"/>
  </xsl:function>

  <!-- The text node whose first characters another mark already shows, and how many. -->
  <xsl:template match="text()">
    <xsl:param name="shown" as="map(*)?" tunnel="yes"/>
    <xsl:variable name="text" select="t:joined(.)"/>
    <xsl:value-of select="
      t:text(if (exists($shown) and $shown?node is .) then substring($text, $shown?length + 1) else $text)"/>
  </xsl:template>
  <xsl:template match="comment() | processing-instruction()"/>

  <!-- Content in a call: #name(arguments)[content], in its language, with its label. -->
  <xsl:template name="wrap">
    <xsl:param name="call" as="xs:string?"/>
    <xsl:param name="before" as="xs:string" select="''"/>
    <xsl:param name="after" as="xs:string" select="''"/>
    <xsl:variable name="language" select="t:language-tag(@xml:lang)[not(lower-case(.) = lower-case($t:language))]"/>
    <xsl:value-of select="('#' || $call || '[')[$call] || ('#lang(' || t:string($language) || ')[')[$language] || t:anchor(.) || t:mention(.)"/>
    <xsl:value-of select="t:text($before)"/>
    <xsl:apply-templates/>
    <xsl:value-of select="t:text($after)"/>
    <xsl:value-of select="']'[$language] || ']'[$call]"/>
  </xsl:template>
  <xsl:template name="wrap-block">
    <xsl:param name="call" as="xs:string"/>
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:call-template name="wrap"><xsl:with-param name="call" select="$call"/></xsl:call-template>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- A place with a name: whatever has an id, but for single words and signs. -->
  <xsl:function name="t:anchor" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if ($element/@xml:id and t:has-id($element) and not($element[self::w or self::pc or self::c or self::lb or self::cb]))
      then '#a(' || t:string($element/@xml:id) || ')' else ''"/>
  </xsl:function>

  <!-- An element that no template knows: shown plainly, and told. -->
  <xsl:template match="*" priority="-1">
    <xsl:call-template name="t:report-unknown"/>
    <xsl:call-template name="plain"/>
  </xsl:template>
  <xsl:template name="plain">
    <xsl:choose>
      <xsl:when test="t:is-block(.)">
        <xsl:text>&#10;&#10;</xsl:text><xsl:call-template name="wrap"/><xsl:text>&#10;&#10;</xsl:text>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="wrap"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
