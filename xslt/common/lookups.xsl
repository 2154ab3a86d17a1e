<?xml version="1.0" encoding="UTF-8"?>
<!-- Keys and pointers: each look-up is one step, so that a transform stays linear. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:key name="id" match="*[@xml:id]" use="@xml:id"/>
  <!-- References to a note, by the note's id. -->
  <xsl:key name="references" match="ref[starts-with(@target, '#')] | ptr[starts-with(@target, '#')]"
    use="t:ids(@target)"/>
  <!-- What a person, body or work says in the text: first parts only, not continuations. -->
  <xsl:key name="utterances" match="(sp | said | q | quote)[not(@prev)]"
    use="t:ids(@who), t:ids(@source)"/>
  <!-- Where the text names a person or a work. -->
  <xsl:key name="mentions" match="*[ancestor::text][@ref or self::ref or self::bibl or self::title]"
    use="t:ids(@ref), t:ids(@corresp), t:ids(@sameAs), t:ids(self::ref/@target)"/>
  <xsl:key name="by-name" match="*[ancestor::text or ancestor::standOff]" use="node-name(.)"/>

  <!-- The ids in an attribute of pointers: '#a b.xml #c' → 'a', 'c'. -->
  <xsl:function name="t:ids" as="xs:string*">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:sequence select="tokenize($pointers)[starts-with(., '#')] ! substring(., 2)"/>
  </xsl:function>

  <!-- Whether the element is the one that its xml:id leads to (a stranger may use an id twice). -->
  <xsl:function name="t:has-id" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      exists($element/@xml:id) and key('id', $element/@xml:id, root($element))[1] is $element"/>
  </xsl:function>

  <!-- The nearest element with an id: where an index sends its reader. -->
  <xsl:function name="t:place" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      $element/ancestor-or-self::*[@xml:id][ancestor::text][1]/string(@xml:id)"/>
  </xsl:function>

  <!-- Primary language of the document, as a BCP 47 tag. -->
  <xsl:variable name="t:language" as="xs:string" select="
    (/*/text/@xml:lang, /*/@xml:lang, /*/teiHeader/profileDesc/langUsage/language/@ident,
     'und')[normalize-space()][1] ! translate(normalize-space(), '_', '-')"/>

  <xsl:function name="t:is-right-to-left" as="xs:boolean">
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="matches($language, '^(ar|arc|ckb|dv|fa|he|ps|sd|syr|ug|ur|yi)(-|$)', 'i')"/>
  </xsl:function>

  <!-- A finding for the reader's report; the runner turns it into a diagnostic with its line. -->
  <xsl:template name="t:report">
    <xsl:param name="code" as="xs:string"/>
    <xsl:param name="detail" as="xs:string" select="''"/>
    <xsl:message>
      <t:finding code="{$code}" path="{path(.)}" detail="{$detail}"/>
    </xsl:message>
  </xsl:template>

  <!-- An element that no template knows: told once a name, with how often it occurs. -->
  <xsl:template name="t:report-unknown">
    <xsl:variable name="same" select="key('by-name', node-name(.))"/>
    <xsl:if test="$same[1] is .">
      <xsl:call-template name="t:report">
        <xsl:with-param name="code" select="'element-unstyled'"/>
        <xsl:with-param name="detail" select="name() || ' ' || count($same)"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
