<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries (Guidelines, chapter 10): entries with their headwords, senses in steps, examples in
     the line.  Between parts that the encoder left no blank between there is one. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template match="entry | entryFree | superEntry | hom | sense | re">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="in-line" select="
      $phrasing or self::sense/../text()[normalize-space()] or self::re/../text()[normalize-space()]"/>
    <xsl:element name="{if ($in-line) then 'span' else 'div'}">
      <xsl:sequence select="t:attributes(., (local-name(), 'sense'[current()/(self::hom, self::re)][not($in-line)]))"/>
      <xsl:for-each select="t:number-of-sense(.)"><xsl:attribute name="data-n" select="."/></xsl:for-each>
      <xsl:call-template name="parts-of-entry"/>
      <xsl:if test="(self::entry, self::entryFree) and not($in-line)"><xsl:call-template name="permalink"/></xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- The number that a sense has, or its place among several; none that its words begin with. -->
  <xsl:function name="t:number-of-sense" as="xs:string?">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="same" select="$part/../*[node-name(.) = node-name($part)]"/>
    <xsl:variable name="number" select="
      if ($part[self::entry or self::entryFree or self::re or self::superEntry]) then $part[self::entry/@type = 'hom']/@n
      else if ($same/@n) then $part/@n
      else if (count($same) gt 1) then format-integer(count($part/preceding-sibling::*[node-name(.) = node-name($part)]) + 1,
        if ($part/self::hom) then 'I' else if ($part/parent::sense) then 'a' else '1')
      else ()"/>
    <xsl:sequence select="
      $number ! normalize-space(.)[. ne ''][not(matches($part, '^\s*[(\[]?' || t:quoted(.) || '\W'))]"/>
  </xsl:function>

  <xsl:template name="parts-of-entry">
    <xsl:variable name="mixed" select="exists(text()[normalize-space()])"/>
    <xsl:for-each select="if ($mixed) then node() else *">
      <xsl:if test="not($mixed) and position() gt 1"><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="form | gramGrp | gram | pos | gen | number | case | per | tns | mood | itype | iType | subc
    | colloc | usg | lbl | xr | def | etym | lang | stress | syll | pVar | oVar | pRef | dictScrap | entry//number | measureGrp">
    <span><xsl:sequence select="t:attributes(., local-name())"/><xsl:call-template name="parts-of-entry"/></span>
  </xsl:template>
  <xsl:template match="orth">
    <xsl:element name="{if (parent::form[not(@type) or @type = ('lemma', 'headword', 'simple')]) then 'b' else 'span'}">
      <xsl:sequence select="t:attributes(., 'orth')"/><xsl:apply-templates/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="pron | hyph">
    <span>
      <xsl:sequence select="t:attributes(., (local-name(), 'bare'[not(matches(current(), '^\s*[\[/(\\]'))]))"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>
  <!-- The headword, where the entry does not repeat it. -->
  <xsl:template match="oRef[not(node())] | pRef[not(node())]"><span class="oRef">~</span></xsl:template>
  <xsl:template match="oRef"><xsl:call-template name="inline"/></xsl:template>

  <!-- Examples and translations run on in the line. -->
  <xsl:template match="cit[ancestor::entry or ancestor::entryFree]" priority="2">
    <span><xsl:sequence select="t:attributes(., ('cit-in-entry', @type ! t:class(.)))"/><xsl:call-template name="parts-of-entry"/></span>
  </xsl:template>
  <xsl:template match="cit[starts-with(@type, 'trans')]/quote" priority="2">
    <i><xsl:sequence select="t:attributes(., 'translation')"/><xsl:apply-templates/></i>
  </xsl:template>
</xsl:stylesheet>
