<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: which reference calls which note, and by what mark. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Notes in the flow of the text, without a reference of their own, in order; behind them those
       inside notes, which no reader sees a number of. -->
  <xsl:variable name="t:flowing-notes" as="element(note)*">
    <xsl:variable name="all" select="/*/text//note[not(t:is-structural(..))][not(t:references(.))]"/>
    <xsl:sequence select="$all[not(ancestor::note)], $all[ancestor::note]"/>
  </xsl:variable>
  <xsl:variable name="t:numbers" as="map(xs:string, xs:integer)" select="
    map:merge(for $at in 1 to count($t:flowing-notes)
              return map:entry(generate-id($t:flowing-notes[$at]), $at))"/>

  <!-- The references that call a note. -->
  <xsl:function name="t:references" as="element()*">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="
      $note/@xml:id ! key('references', ., root($note))[t:is-call(.)]"/>
  </xsl:function>

  <!-- Whether a reference calls a note: it says so, or its first target is one. -->
  <xsl:function name="t:is-call" as="xs:boolean">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="exists(t:called($reference))"/>
  </xsl:function>

  <xsl:function name="t:called" as="element(note)?">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="
      key('id', t:ids($reference/@target)[1], root($reference))[1]
        [self::note][not($reference/ancestor::note is .)]
        [$reference/@type = ('noteAnchor', 'note') or not(matches($reference, '\p{L}{3}'))]"/>
  </xsl:function>

  <!-- The mark of a note as the text prints it, without its brackets; else its number. -->
  <xsl:function name="t:note-mark" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:variable name="printed" select="
      (t:references($note)[1] ! t:bare-mark(.), $note/@n ! t:bare-mark(.))[normalize-space()][1]"/>
    <xsl:sequence select="($printed, $t:numbers(generate-id($note)) ! string(.), '*')[1]"/>
  </xsl:function>

  <xsl:function name="t:bare-mark" as="xs:string">
    <xsl:param name="printed" as="item()"/>
    <xsl:sequence select="replace(normalize-space($printed), '^[\[(]|[\])]$|[.)\]]+$', '')"/>
  </xsl:function>

  <!-- How many characters at the start of a note's first words repeat its mark. -->
  <xsl:function name="t:mark-length" as="xs:integer">
    <xsl:param name="note" as="element()"/>
    <xsl:variable name="mark" select="t:note-mark($note)"/>
    <xsl:variable name="found" select="
      analyze-string(substring($note, 1, 40), '^\s*[\[(]?' || t:quoted($mark) || '([.)\]]+|\s)\s*')
        /*:match"/>
    <xsl:sequence select="string-length($found)"/>
  </xsl:function>

  <!-- A string as a regular expression for itself. -->
  <xsl:function name="t:quoted" as="xs:string">
    <xsl:param name="string" as="xs:string"/>
    <xsl:sequence select="replace($string, '([\\\[\]{}()*+?.^$|\-])', '\\$1')"/>
  </xsl:function>
</xsl:stylesheet>
