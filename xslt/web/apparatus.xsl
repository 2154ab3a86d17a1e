<?xml version="1.0" encoding="UTF-8"?>
<!-- What the edition adds at the end: readings, who speaks, sources, dates, about. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template name="emendations">
    <xsl:if test="exists($t:emendations)">
      <section class="emendations" aria-labelledby="nav:emendations">
        <h2 id="nav:emendations"><xsl:value-of select="t:say('emendations')"/></h2>
        <ul>
          <xsl:for-each select="$t:emendations">
            <li>
              <a href="#read:{t:emendation-number(.)}"><xsl:value-of select="(t:plain(t:read(.))[. ne ''], '–')[1]"/></a>
              <xsl:text>] </xsl:text>
              <xsl:for-each select="t:unread(.)">
                <xsl:if test="position() gt 1">; </xsl:if>
                <xsl:value-of select="(t:plain(.)[. ne ''], '–')[1]"/>
                <xsl:value-of select="@wit ! (' ' || translate(., '#', ''))"/>
              </xsl:for-each>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="who-speaks">
    <xsl:if test="exists($t:speakers)">
      <section aria-labelledby="nav:who">
        <h2 id="nav:who"><xsl:value-of select="t:say('who-speaks')"/></h2>
        <ul class="index">
          <xsl:for-each select="$t:speakers">
            <xsl:sort select="lower-case(t:agent-name(.))" lang="{$t:language}"/>
            <li>
              <!-- A role of the cast list has its id there. -->
              <xsl:if test="not(ancestor::text)"><xsl:sequence select="t:attributes(., ())"/></xsl:if>
              <span class="name"><xsl:value-of select="t:agent-name(.)"/></span>
              <xsl:for-each select="(note | desc | occupation)[normalize-space()]">
                <xsl:text>, </xsl:text><xsl:value-of select="t:plain(.)"/>
              </xsl:for-each>
              <xsl:call-template name="passages">
                <xsl:with-param name="passages" select="key('utterances', @xml:id)"/>
              </xsl:call-template>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- How often, and the way to the first dozen. -->
  <xsl:template name="passages">
    <xsl:param name="passages" as="element()*"/>
    <xsl:variable name="places" select="
      distinct-values($passages[position() le 60] ! t:place(.))[position() le 13]"/>
    <xsl:if test="exists($passages)">
      <span class="passages">
        <xsl:text> · </xsl:text>
        <xsl:value-of select="if (count($passages) = 1) then t:say('passage')
                              else t:say('passages', string(count($passages)))"/>
        <xsl:for-each select="$places[position() le 12]">
          <xsl:value-of select="if (position() = 1) then ': ' else ', '"/>
          <a href="#{.}"><xsl:value-of select="position()"/></a>
        </xsl:for-each>
        <xsl:if test="count($places) gt 12"> …</xsl:if>
      </span>
    </xsl:if>
  </xsl:template>

  <xsl:template name="works">
    <xsl:if test="exists($t:works)">
      <section aria-labelledby="nav:sources">
        <h2 id="nav:sources"><xsl:value-of select="t:say('sources')"/></h2>
        <ul class="index">
          <xsl:for-each select="$t:works">
            <li>
              <xsl:sequence select="t:attributes(., ())"/>
              <xsl:choose>
                <xsl:when test="t:is-record(.)"><xsl:call-template name="record"/></xsl:when>
                <xsl:otherwise>
                  <xsl:apply-templates><xsl:with-param name="phrasing" select="true()" tunnel="yes"/></xsl:apply-templates>
                </xsl:otherwise>
              </xsl:choose>
              <xsl:call-template name="passages">
                <xsl:with-param name="passages" select="
                  @xml:id ! (key('utterances', ., root(current())) | key('mentions', ., root(current())))"/>
              </xsl:call-template>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="dates">
    <xsl:variable name="known" select="$t:dates[t:machine-date(@when)][not(starts-with(@when, '-'))]"/>
    <xsl:if test="count($known) gt 1">
      <section aria-labelledby="nav:dates">
        <h2 id="nav:dates"><xsl:value-of select="t:say('dates')"/></h2>
        <ul class="index dates">
          <xsl:for-each-group select="$known" group-by="string(@when)">
            <xsl:sort select="current-grouping-key()"/>
            <li>
              <time datetime="{current-grouping-key()}"><xsl:value-of select="current-grouping-key()"/></time>
              <xsl:text> </xsl:text>
              <xsl:for-each select="current-group()[position() le 12]">
                <xsl:if test="position() gt 1">, </xsl:if>
                <xsl:variable name="place" select="t:place(.)"/>
                <xsl:choose>
                  <xsl:when test="$place"><a href="#{$place}"><xsl:value-of select="t:plain(.)"/></a></xsl:when>
                  <xsl:otherwise><xsl:value-of select="t:plain(.)"/></xsl:otherwise>
                </xsl:choose>
              </xsl:for-each>
            </li>
          </xsl:for-each-group>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="about">
    <section class="about" aria-labelledby="nav:about">
      <h2 id="nav:about"><xsl:value-of select="t:say('about')"/></h2>
      <dl>
        <xsl:for-each select="$t:about">
          <xsl:variable name="label" select="t:say(?key)"/>
          <dt><xsl:value-of select="$label"/></dt>
          <xsl:for-each select="?nodes">
            <dd><xsl:apply-templates select="." mode="about">
              <xsl:with-param name="shown" select="t:label(., $label)" tunnel="yes"/>
            </xsl:apply-templates></dd>
          </xsl:for-each>
        </xsl:for-each>
      </dl>
      <xsl:if test="$tei-file">
        <p><a href="{$tei-file}" type="application/tei+xml"><xsl:value-of select="t:say('tei-file')"/></a></p>
      </xsl:if>
    </section>
  </xsl:template>
  <xsl:template match="*" mode="about"><xsl:apply-templates select="." mode="#default"/></xsl:template>
  <!-- A paragraph, a list or a decision of the header needs no box of its own. -->
  <xsl:template match="p | correction | normalization | quotation | hyphenation | segmentation
    | interpretation | punctuation | stdVals | availability[not(@target)] | respStmt | application" mode="about">
    <xsl:call-template name="flow"/>
    <xsl:if test="self::application and not(contains(., @ident))">
      <xsl:value-of select="' ' || @ident || ' ' || @version"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="change" mode="about">
    <xsl:if test="@when and not(date)"><xsl:value-of select="@when || ': '"/></xsl:if>
    <xsl:call-template name="flow"/>
  </xsl:template>
</xsl:stylesheet>
