<?xml version="1.0" encoding="UTF-8"?>
<!-- Generated text: every word that the edition adds comes from locale/LANGUAGE.xml. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- The locale file as a document; the runner reads it, for stylesheets read no files. -->
  <xsl:param name="locale" as="document-node()"/>

  <xsl:variable name="t:words" as="map(xs:string, xs:string)"
    select="map:merge($locale/*:locale/*:word ! map:entry(string(@key), string(.)))"/>

  <!-- The words of a key, {1}, {2} … filled from $values; the key itself where there are none. -->
  <xsl:function name="t:say" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:sequence select="
      fold-left(1 to count($values), ($t:words($key), $key)[1], function($text, $at) {
        string-join(tokenize($text, '\{' || $at || '\}'), $values[$at])
      })"/>
  </xsl:function>

  <xsl:function name="t:say" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="t:say($key, ())"/>
  </xsl:function>
</xsl:stylesheet>
