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
      <xsl:sequence select="t:attributes(., ())[not(name() = ('id', 'class'))]"/>
      <xsl:if test=". is t:references($note)[1]">
        <xsl:attribute name="class" select="string-join(('call', t:side-class('c', $note)), ' ')"/>
      </xsl:if>
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
        <a class="call {t:side-class('c', .)}" role="doc-noteref" href="#{t:note-id(.)}" id="call:{t:note-id(.)}">
          <xsl:value-of select="t:note-mark(.)"/>
        </a>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- A note that stands in its place: at the end of the text or of a division. -->
  <xsl:template match="note[map:contains($t:called-away, generate-id())]" priority="1"/>
  <xsl:template name="standing-note">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:element name="{if ($phrasing or not(t:is-structural(..))) then 'span' else 'div'}">
      <xsl:sequence select="t:attributes(., if (ancestor::note) then 'note-in-note' else ('note', t:side-class('n', .), 'told-speaker'[current()/@type = 'speaker']))"/>
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

  <!-- Notes that a page shows at its end: those in the flow of its text, and those called from it
       that stood elsewhere. -->
  <xsl:variable name="t:moved" as="map(xs:integer, element()*)" select="
    t:by-page(/*/(text | TEI | teiCorpus)/descendant::note
      [not(t:is-structural(..)) and not(ancestor::note) or map:contains($t:called-away, generate-id())])"/>
  <!-- Notes with a call on their page, in the order of the calls: these may stand beside it. -->
  <xsl:variable name="t:beside" as="map(xs:integer, element()*)">
    <xsl:variable name="called" as="element()*">
      <xsl:perform-sort select="
        /*/(text | TEI | teiCorpus)/descendant::note[not(ancestor::note)]
          [not(t:is-structural(..)) or t:page(.) = t:references(.)[1] ! t:page(.)]">
        <xsl:sort select="t:position((t:references(.)[1], .)[1])"/>
      </xsl:perform-sort>
    </xsl:variable>
    <xsl:variable name="by-page" select="t:by-page($called)"/>
    <xsl:sequence select="map:remove($by-page, map:keys($by-page)[t:overhang(., $by-page(.)) gt $t:longest-overhang])"/>
  </xsl:variable>
  <!-- By how many characters the notes of a page are longer than its text.  Beside it they would go on
       below its end, far from their calls; then all of them stand at the end. -->
  <xsl:variable name="t:longest-overhang" select="3000"/>
  <xsl:function name="t:overhang" as="xs:double">
    <xsl:param name="page" as="xs:integer"/>
    <xsl:param name="notes" as="element()*"/>
    <xsl:variable name="length" select="sum($notes ! string-length(normalize-space(.)))"/>
    <xsl:sequence select="
      if ($length le $t:longest-overhang) then 0
      else 2 * $length - sum($t:pages[$page]?* ! string-length(normalize-space(.)))"/>
  </xsl:function>
  <xsl:function name="t:by-page" as="map(xs:integer, element()*)">
    <xsl:param name="notes" as="element()*"/>
    <xsl:map>
      <xsl:for-each-group select="$notes[exists(t:page(.))]" group-by="t:page(.)">
        <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>
  <!-- The place of a call among all calls and notes, in the order of the text. -->
  <xsl:variable name="t:positions" as="map(xs:string, xs:integer)">
    <xsl:map>
      <xsl:for-each select="/*/(text | TEI | teiCorpus)//(note | ref | ptr)">
        <xsl:map-entry key="generate-id()" select="position()"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>
  <xsl:function name="t:position" as="xs:integer">
    <xsl:param name="call" as="element()"/>
    <xsl:sequence select="$t:positions(generate-id($call))"/>
  </xsl:function>

  <!-- The place of a note among those beside its page's text, from 1. -->
  <xsl:variable name="t:note-places" as="map(xs:string, xs:integer)" select="
    map:merge(map:for-each($t:beside, function($at, $notes) {
      for $place in 1 to count($notes) return map:entry(generate-id($notes[$place]), $place) }))"/>
  <xsl:function name="t:side-class" as="xs:string*">
    <xsl:param name="letter" as="xs:string"/>
    <xsl:param name="note" as="element()"/>
    <xsl:variable name="place" select="$t:note-places(generate-id($note))"/>
    <xsl:sequence select="if (empty($place)) then () else ('beside'[$letter = 'n'], $letter || $place)"/>
  </xsl:function>

  <!-- Where the screen is wide, a note stands beside its call: by the style sheet alone, one rule a
       note, each below the one before it (CSS Anchor Positioning, Level 1). -->
  <xsl:template name="side-notes">
    <xsl:if test="map:size($t:beside) gt 0">
      <xsl:result-document href="notes.css" method="text">
        <xsl:text>/* Notes beside their calls. Made by the transform: as many rules as a page has notes. */&#10;</xsl:text>
        <xsl:text>@supports (anchor-name: --c1) { @media screen and (min-width: 78em) {&#10;</xsl:text>
        <xsl:for-each select="1 to max(map:for-each($t:beside, function($at, $notes) { count($notes) }))">
          <xsl:value-of select="
            '.c' || . || '{anchor-name:--c' || . || '}.n' || . || '{anchor-name:--n' || . || ';top:'
            || (if (. = 1) then 'anchor(--c1 top,0px)'
                else 'max(anchor(--c' || . || ' top,0px),anchor(--n' || (. - 1) || ' bottom,0px) + .4rem)') || '}&#10;'"/>
        </xsl:for-each>
        <xsl:text>}}&#10;</xsl:text>
      </xsl:result-document>
    </xsl:if>
  </xsl:template>

  <!-- The notes of a page, at its end. -->
  <xsl:template name="notes">
    <xsl:param name="page" as="xs:integer" tunnel="yes"/>
    <xsl:variable name="moved" select="$t:moved($page)"/>
    <xsl:if test="exists($moved)">
      <section class="notes" role="doc-endnotes" aria-labelledby="nav:notes">
        <h2 id="nav:notes"><xsl:value-of select="
          ($moved[map:contains($t:called-away, generate-id())][1]/ancestor::*[head[normalize-space()]][t:is-emptied(.)][1]
             /head[normalize-space()] ! t:plain(.), t:say('notes'))[1]"/></h2>
        <xsl:for-each select="$moved">
          <div id="{t:note-id(.)}">
            <xsl:sequence select="t:attributes(., ('note', t:side-class('n', .)))[not(name() = 'id')]"/>
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
