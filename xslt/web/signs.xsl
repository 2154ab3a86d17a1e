<?xml version="1.0" encoding="UTF-8"?>
<!-- What is no plain word: examples of markup, characters with their readings, signs between parts,
     marks of the writer, parts that only tags part. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- An example of markup shows its markup. -->
  <xsl:template match="*:egXML[namespace-uri() = ('http://www.tei-c.org/ns/Examples', 'http://www.tei-c.org/ns/1.0')]">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="markup"><xsl:apply-templates mode="markup"/></xsl:variable>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="t:attributes(., ('egXML', 'block'[$phrasing]))"/>
      <xsl:value-of select="replace($markup, '^\s*?\n|\s+$', '')"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="*" mode="markup">
    <xsl:value-of select="'&lt;' || name()"/>
    <xsl:for-each select="@*"><xsl:value-of select="' ' || name() || '=&quot;' || replace(., '&quot;', '&amp;quot;') || '&quot;'"/></xsl:for-each>
    <xsl:value-of select="if (node()) then '&gt;' else '/&gt;'"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:if test="node()"><xsl:value-of select="'&lt;/' || name() || '&gt;'"/></xsl:if>
  </xsl:template>
  <xsl:template match="text()" mode="markup"><xsl:value-of select="replace(replace(., '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;')"/></xsl:template>
  <xsl:template match="comment()" mode="markup"><xsl:value-of select="'&lt;!--' || . || '--&gt;'"/></xsl:template>
  <xsl:template match="processing-instruction()" mode="markup"/>

  <!-- Readings beside or above the characters, several round one another. -->
  <xsl:template match="ruby">
    <xsl:call-template name="ruby"><xsl:with-param name="readings" select="rt"/></xsl:call-template>
  </xsl:template>
  <xsl:template name="ruby">
    <xsl:param name="readings" as="element()*"/>
    <xsl:param name="outermost" as="xs:boolean" select="true()"/>
    <ruby>
      <xsl:if test="$outermost"><xsl:sequence select="t:attributes(., ())"/></xsl:if>
      <xsl:choose>
        <xsl:when test="count($readings) gt 1">
          <xsl:call-template name="ruby">
            <xsl:with-param name="readings" select="$readings[position() lt last()]"/>
            <xsl:with-param name="outermost" select="false()"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="node() except rt"/></xsl:otherwise>
      </xsl:choose>
      <xsl:for-each select="$readings[last()]">
        <rt><xsl:sequence select="t:attributes(., ())"/><xsl:apply-templates/></rt>
      </xsl:for-each>
    </ruby>
  </xsl:template>
  <xsl:template match="rb | rt"><xsl:apply-templates/></xsl:template>

  <!-- Who did what, one after the other. -->
  <xsl:template match="respStmt">
    <span><xsl:sequence select="t:attributes(., 'respStmt')"/><xsl:call-template name="parts-of-entry"/></span>
  </xsl:template>
  <!-- Elements of the header that no blank parts: the tags did. -->
  <xsl:template priority="50" match="
    teiHeader//*[preceding-sibling::node()[1][self::*[normalize-space()]]][not(../text()[normalize-space()])][not(ancestor::msDesc)][not(t:is-block(.))]">
    <xsl:text> </xsl:text><xsl:next-match/>
  </xsl:template>
  <!-- Marks of the writer's about his text belong to the text as the document has it. -->
  <xsl:template match="metamark">
    <span hidden="hidden"><xsl:sequence select="t:attributes(., 'metamark fw')"/><xsl:apply-templates/></span>
  </xsl:template>
  <xsl:template match="secl">
    <span><xsl:sequence select="t:attributes(., 'secl')"/>[<xsl:apply-templates/>]</span>
  </xsl:template>
  <xsl:template match="listTranspose[not(normalize-space())] | substJoin | addSpan | delSpan | damageSpan | interp | interpGrp
    | alt | altGrp | join | joinGrp | span[@from or @target]"/>
  <!-- A sign between two parts of the text; the number of a passage, said by the style. -->
  <xsl:template match="milestone[t:is-separator(.)]" priority="1">
    <xsl:element name="{if (parent::* ! t:is-structural(.)) then 'p' else 'span'}">
      <xsl:sequence select="t:attributes(., ('separator', 'block'[not(current()/parent::* ! t:is-structural(.))]))"/>
    </xsl:element>
  </xsl:template>
  <xsl:function name="t:is-separator" as="xs:boolean">
    <xsl:param name="milestone" as="element()"/>
    <xsl:sequence select="
      matches(string-join(($milestone/@rend, $milestone/@type, $milestone/@unit), ' '),
        '(^|\W)(stars?|asterisks?|asterism|rule|line|hr|dinkus|ornament|fleuron|separator|tb|\*+)(\W|$)', 'i')"/>
  </xsl:function>
  <xsl:template match="milestone[normalize-space(@n)][string-length(@n) le 20]">
    <span>
      <xsl:sequence select="t:attributes(., 'milestone')"/>
      <xsl:attribute name="data-say" select="normalize-space(@n)"/>
    </span>
    <xsl:call-template name="calls-here"/>
  </xsl:template>
  <!-- A sign that the document declares, where the text has only a pointer to it. -->
  <xsl:template match="g[not(node())]">
    <xsl:variable name="sign" select="key('id', t:ids(@ref)[1], root())[self::char or self::glyph or self::g]"/>
    <xsl:variable name="drawn" select="
      ($sign/mapping[@type = ('standard', 'normalized', 'modern', 'simplified', 'Unicode')], $sign/mapping)[normalize-space()][1]"/>
    <span><xsl:sequence select="t:attributes(., ('g', 'missing'[not($drawn)]))"/>
      <xsl:value-of select="$drawn ! normalize-space(.)"/></span>
  </xsl:template>
</xsl:stylesheet>
