<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: called in the text, gathered at the end, with the way back. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="t:note-id" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="
      if (t:has-id($note)) then string($note/@xml:id) else 'note:' || $t:numbers(generate-id($note))"/>
  </xsl:function>
  <xsl:function name="t:call-id" as="xs:string">
    <xsl:param name="call" as="element()"/>
    <xsl:variable name="calls" select="t:references(t:called($call))"/>
    <xsl:variable name="at" select="count($calls[. &lt;&lt; $call]) + 1"/>
    <xsl:sequence select="'call:' || string-join((t:note-id(t:called($call)), string($at)[$at gt 1]), ':')"/>
  </xsl:function>

  <!-- A reference that calls a note. -->
  <xsl:template match="ref[t:is-call(.)] | ptr[t:is-call(.)]" priority="2">
    <xsl:variable name="note" select="t:called(.)"/>
    <a class="call" role="doc-noteref" href="{t:href($note, t:note-id($note), .)}" id="{t:call-id(.)}">
      <xsl:sequence select="t:attributes(., ())[not(name() = 'id')]"/>
      <xsl:apply-templates><xsl:with-param name="linked" select="true()" tunnel="yes"/></xsl:apply-templates>
      <xsl:if test="not(normalize-space())"><xsl:value-of select="t:note-mark($note)"/></xsl:if>
    </a>
  </xsl:template>

  <!-- A note in the flow of the text goes to the end; without a reference it leaves its mark. -->
  <xsl:template match="note">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="t:is-structural(..) or not(ancestor::text) or ancestor::note">
        <xsl:call-template name="standing-note"/>
      </xsl:when>
      <xsl:when test="empty(t:references(.))">
        <a class="call" role="doc-noteref" href="#{t:note-id(.)}" id="call:{t:note-id(.)}">
          <xsl:value-of select="t:note-mark(.)"/>
        </a>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- A note that stands in its place: at the end of the text or of a division. -->
  <xsl:template name="standing-note">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:element name="{if ($phrasing or not(t:is-structural(..))) then 'span' else 'div'}">
      <xsl:sequence select="t:attributes(., 'note')"/>
      <xsl:choose>
        <xsl:when test="$phrasing or not(t:is-structural(..))"><xsl:apply-templates>
          <xsl:with-param name="phrasing" select="true()" tunnel="yes"/></xsl:apply-templates></xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="paragraphs"/>
          <xsl:call-template name="way-back"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>
  <xsl:template name="paragraphs">
    <xsl:choose>
      <xsl:when test="t:has-blocks(.)"><xsl:call-template name="flow"/></xsl:when>
      <xsl:otherwise><p><xsl:apply-templates/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="way-back">
    <xsl:variable name="calls" select="t:references(.)"/>
    <xsl:for-each select="$calls">
      <a class="way-back" role="doc-backlink" href="{t:href(., t:call-id(.), t:called(.))}"
        aria-label="{t:say('back-to-text')} ({t:bare-mark(.)})">↩</a>
    </xsl:for-each>
  </xsl:template>

  <!-- Notes in the flow of the text, by the page that calls them. -->
  <xsl:variable name="t:moved" as="map(xs:integer, element()*)" select="
    fold-left(/*/(text | TEI | teiCorpus)/descendant::note[not(t:is-structural(..))][not(ancestor::note)],
      map{}, function($known, $note) {
        let $at := t:page($note) return if (empty($at)) then $known
          else map:put($known, $at, ($known($at), $note)) })"/>

  <!-- The notes of a page, at its end. -->
  <xsl:template name="notes">
    <xsl:param name="page" as="xs:integer" tunnel="yes"/>
    <xsl:variable name="moved" select="$t:moved($page)"/>
    <xsl:if test="exists($moved)">
      <section class="notes" role="doc-endnotes" aria-labelledby="nav:notes">
        <h2 id="nav:notes"><xsl:value-of select="t:say('notes')"/></h2>
        <xsl:for-each select="$moved">
          <div class="note" id="{t:note-id(.)}">
            <xsl:sequence select="t:attributes(., 'note')[not(name() = 'id')]"/>
            <span class="note-mark"><xsl:value-of select="t:note-mark(.)"/></span>
            <div class="note-body">
              <xsl:call-template name="paragraphs"/>
              <xsl:choose>
                <xsl:when test="t:references(.)"><xsl:call-template name="way-back"/></xsl:when>
                <xsl:otherwise>
                  <a class="way-back" role="doc-backlink" href="#call:{t:note-id(.)}"
                    aria-label="{t:say('back-to-text')} ({t:note-mark(.)})">↩</a>
                </xsl:otherwise>
              </xsl:choose>
            </div>
          </div>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
