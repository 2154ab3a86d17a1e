<?xml version="1.0" encoding="UTF-8"?>
<!-- Editors' hands: additions, deletions, gaps, corrections; two texts of one: the reading text and
     the text as the document has it. A switch of the panel changes between them, by style alone. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- The reading stands in the text, and hidden beside it what the document has. -->
  <xsl:template match="choice">
    <xsl:variable name="at" select="t:emendation-number(.)"/>
    <xsl:choose>
      <xsl:when test="$at">
        <span class="emended" id="read:{$at}">
          <span class="read"><xsl:apply-templates select="t:read(.)"/></span>
          <span class="unread" hidden="hidden"><xsl:apply-templates select="t:unread(.)"/></span>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="node() except note"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="note"/>
  </xsl:template>
  <xsl:variable name="t:choices" as="element(choice)*" select="$t:emendations[self::choice]"/>
  <xsl:variable name="t:emendation-numbers" as="map(xs:string, xs:integer)" select="
    map:merge(for $at in 1 to count($t:choices) return map:entry(generate-id($t:choices[$at]), $at))"/>
  <xsl:function name="t:emendation-number" as="xs:integer?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$t:emendation-numbers(generate-id($entry))"/>
  </xsl:function>

  <xsl:template match="supplied">
    <xsl:variable name="block" select="t:has-blocks(.)"/>
    <xsl:element name="{if ($block) then 'div' else 'span'}">
      <xsl:sequence select="t:attributes(., 'supplied')"/>
      <xsl:value-of select="'['[not($block)][not(starts-with(normalize-space(current()), '['))]"/>
      <xsl:apply-templates/>
      <xsl:value-of select="']'[not($block)][not(ends-with(normalize-space(current()), ']'))]"/>
    </xsl:element>
  </xsl:template>

  <!-- How much is missing is told to whoever asks. -->
  <xsl:template match="gap">
    <xsl:variable name="extent" select="
      string-join((desc/t:plain(.), @reason ! string(.), (@extent, @quantity)[1] ! string(.), @unit ! string(.))[. ne ''], ' ')"/>
    <span><xsl:sequence select="t:attributes(., 'gap')"/>
      <xsl:if test="not(normalize-space(string-join(text())))">
        <span role="img" aria-label="{string-join((t:say('gap-label'), $extent[. ne '']), ': ')}"><xsl:value-of select="t:say('gap')"/></span>
      </xsl:if>
      <xsl:apply-templates select="node() except desc"/>
    </span>
  </xsl:template>
  <!-- What was left blank, as wide as it says, within reason. -->
  <xsl:template match="space">
    <xsl:text> </xsl:text>
    <xsl:if test="number((@quantity, @extent)[1]) gt 1"><span class="space"><xsl:text>&#x2003;</xsl:text></span><xsl:text> </xsl:text></xsl:if>
  </xsl:template>
  <xsl:template match="del | surplus">
    <xsl:call-template name="inline">
      <xsl:with-param name="as" select="'del'"/>
      <xsl:with-param name="classes" select="'surplus'[current()/self::surplus], 'deleted'[current()/self::del]"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="add">
    <xsl:call-template name="inline"><xsl:with-param name="as" select="'ins'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="subst"><xsl:apply-templates/></xsl:template>
  <xsl:template match="subst/text()[not(normalize-space())]" priority="6"/>

  <!-- The signs, where the text has what they stand for: key of the words, a sample. -->
  <xsl:variable name="t:signs" as="map(*)*" select="
    map{'of': 'supplied', 'sign': '[…]'}, map{'of': 'gap', 'sign': t:say('gap')},
    map{'of': 'add', 'sign': '\…/'}, map{'of': 'del', 'sign': '⟦…⟧'}, map{'of': 'surplus', 'sign': '{…}'},
    map{'of': 'unclear', 'sign': 'abc'}, map{'of': 'damage', 'sign': 'abc'}, map{'of': 'choice', 'sign': 'abc'},
    map{'of': 'ex', 'sign': '(abc)'}, map{'of': 'app', 'sign': 'abcᵃ'}"/>
  <xsl:template name="signs">
    <xsl:variable name="here" select="$t:signs[exists($t:occurring(?of))]"/>
    <xsl:if test="exists($here)">
      <div class="signs">
        <p class="legend"><xsl:value-of select="t:say('signs')"/></p>
        <ul>
          <xsl:for-each select="$here">
            <li><span class="sign {?of}"><xsl:value-of select="?sign"/></span>
              <xsl:text> </xsl:text><xsl:value-of select="t:say('sign-' || ?of)"/></li>
          </xsl:for-each>
        </ul>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- Readings of choices that the reading text does not print, at the end of their page. -->
  <xsl:template name="emendations">
    <xsl:param name="page" as="xs:integer" tunnel="yes"/>
    <xsl:variable name="here" select="$t:emended-on($page)"/>
    <xsl:if test="exists($here)">
      <section class="emendations" aria-labelledby="nav:emendations">
        <h2 id="nav:emendations"><xsl:value-of select="t:say('emendations')"/></h2>
        <ul>
          <xsl:for-each select="$here">
            <li>
              <a href="#read:{t:emendation-number(.)}"><xsl:value-of select="(t:reading-words(t:read(.))[. ne ''], '–')[1]"/></a>
              <xsl:text>] </xsl:text>
              <xsl:for-each select="t:unread(.)">
                <xsl:if test="position() gt 1">; </xsl:if>
                <xsl:value-of select="(t:reading-words(.)[. ne ''], '–')[1]"/>
              </xsl:for-each>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
    <xsl:call-template name="apparatus"/>
  </xsl:template>
  <xsl:variable name="t:emended-on" as="map(xs:integer, element()*)" select="t:by-page($t:choices)"/>
</xsl:stylesheet>
