<?xml version="1.0" encoding="UTF-8"?>
<!-- Switches that make the markup visible, their legend, and what a marked passage tells of itself.
     They work by the style sheet alone; edition.js remembers them where it runs. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- What can be switched: its key, and the elements whose presence makes it worth while. -->
  <xsl:variable name="t:switches" as="map(*)*" select="
    map{'key': 'quotations', 'of': ('said', 'quote', 'q', 'soCalled', 'mentioned')},
    map{'key': 'speakers', 'of': ('said', 'q', 'quote')},
    map{'key': 'dates', 'of': ('date', 'time')},
    map{'key': 'sources', 'of': ('bibl', 'title', 'ref')},
    map{'key': 'names', 'of': ('persName', 'placeName', 'orgName', 'name', 'rs', 'geogName')},
    map{'key': 'editorial', 'of': ('supplied', 'add', 'del', 'choice', 'app', 'gap', 'unclear', 'surplus', 'corr', 'sic', 'damage')}"/>
  <xsl:variable name="t:occurring" as="map(xs:string, xs:boolean)" select="
    t:names(string-join(distinct-values(/*/(text | TEI | teiCorpus)//*/local-name()), ' '))"/>
  <xsl:key name="certainties" match="certainty[@target]" use="t:ids(@target)"/>

  <xsl:template name="switches">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="at" as="xs:integer?"/>
    <section class="switches" aria-label="{t:say('view')}">
      <xsl:variable name="spoken" select="string($locale/*/@xml:lang)"/>
      <xsl:if test="not(starts-with($t:language, $spoken))">
        <xsl:attribute name="lang" select="$spoken"/><xsl:attribute name="dir" select="'ltr'"/>
      </xsl:if>
      <details>
      <summary><xsl:value-of select="t:say('view')"/></summary>
      <div class="panel">
        <xsl:sequence select="$t:boxes"/>
        <xsl:call-template name="two-texts"/>
        <xsl:call-template name="witness-choice"/>
        <xsl:call-template name="views">
          <xsl:with-param name="file" select="$file"/><xsl:with-param name="at" select="$at"/>
        </xsl:call-template>
        <fieldset>
          <legend><xsl:value-of select="t:say('theme')"/></legend>
          <xsl:for-each select="'auto', 'light', 'dark'">
            <label><input type="radio" name="theme" id="theme:{.}" value="{.}">
              <xsl:if test=". = $theme"><xsl:attribute name="checked" select="'checked'"/></xsl:if></input>
              <span><xsl:value-of select="t:say('theme-' || .)"/></span></label>
          </xsl:for-each>
        </fieldset>
        <xsl:call-template name="signs"/>
      </div>
    </details></section>
  </xsl:template>

  <!-- A box for each kind of markup that the text has; the same on every page. -->
  <xsl:variable name="t:boxes" as="element()?">
    <xsl:variable name="known" select="$t:switches[some $name in ?of satisfies exists($t:occurring($name))]"/>
    <xsl:if test="exists($known)">
      <fieldset>
        <legend><xsl:value-of select="t:say('markup')"/></legend>
        <xsl:for-each select="$known">
          <xsl:variable name="key" select="?key"/>
          <label class="switch-{$key}">
            <input type="checkbox" id="show:{$key}"/>
            <span><xsl:value-of select="t:say('show-' || $key)"/></span>
          </label>
          <xsl:if test="$key = 'quotations'">
            <span class="legend-of-quotations">
              <xsl:for-each select="?of[exists($t:occurring(.))]">
                <i class="swatch {.}"><xsl:value-of select="t:say('class-' || .)"/></i>
                <xsl:text> </xsl:text>
              </xsl:for-each>
            </span>
          </xsl:if>
        </xsl:for-each>
        <xsl:if test="$t:document/(text | standOff | TEI)//@cert">
          <label class="switch-uncertain"><input type="checkbox" id="show:uncertain"/>
            <span><xsl:value-of select="t:say('show-uncertain')"/></span></label>
        </xsl:if>
      </fieldset>
    </xsl:if>
  </xsl:variable>

  <!-- The text to read, and the text as the document has it. -->
  <xsl:template name="two-texts">
    <xsl:if test="exists($t:choices) or exists(('add', 'del', 'surplus', 'supplied', 'unclear', 'damage', 'ex', 'am', 'fw')[exists($t:occurring(.))])">
      <fieldset>
        <legend><xsl:value-of select="t:say('text-view')"/></legend>
        <xsl:for-each select="'reading', 'document'">
          <label><input type="radio" name="text" id="text:{.}" value="{.}">
            <xsl:if test=". = 'reading'"><xsl:attribute name="checked" select="'checked'"/></xsl:if></input>
            <span><xsl:value-of select="t:say('text-' || .)"/></span></label>
        </xsl:for-each>
      </fieldset>
    </xsl:if>
  </xsl:template>

  <!-- Other ways to see this page. -->
  <xsl:template name="views">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="at" as="xs:integer?"/>
    <xsl:variable name="number" select="($at, 1[$t:whole and $file = 'index.html'], 0)[1]"/>
    <xsl:variable name="source" select="$t:source-pages[?at = $number][1]?file"/>
    <xsl:if test="$source[. ne $file] or exists($t:parallel-pages)">
      <fieldset class="views">
        <legend><xsl:value-of select="t:say('views')"/></legend>
        <xsl:if test="$source"><a href="{$source}"><xsl:value-of select="t:say('tei-source')"/></a></xsl:if>
        <xsl:if test="$source and $number gt 0">
          <label><input type="checkbox" id="show:tei"/><span><xsl:value-of select="t:say('show-tei')"/></span></label>
        </xsl:if>
        <xsl:if test="exists($t:parallel-pages)">
          <a href="{t:parallel-file(1)}"><xsl:value-of select="t:say('parallel')"/></a>
        </xsl:if>
      </fieldset>
    </xsl:if>
  </xsl:template>

  <!-- What a marked passage tells: who speaks or what it means, how sure, from what evidence. -->
  <xsl:function name="t:told" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="meaning" select="t:meaning($element)"/>
    <xsl:variable name="record" select="$element/@xml:id ! key('certainties', ., root($element))[1]"/>
    <xsl:variable name="cert" select="($record/@cert, $element/@cert)[. = ('high', 'medium', 'low', 'unknown')][1]"/>
    <xsl:if test="$meaning and $element[self::said or self::q or self::quote] and not($element/@prev)">
      <xsl:attribute name="data-who" select="$meaning"/>
    </xsl:if>
    <xsl:if test="$cert = ('low', 'medium', 'unknown')"><xsl:attribute name="data-cert" select="$cert"/></xsl:if>
    <xsl:variable name="told" select="string-join(($meaning,
      $cert ! t:say('cert-' || .), $record/desc[normalize-space()][1] ! ('“' || t:short(t:plain(.)) || '”')), ' · ')"/>
    <xsl:if test="$told"><xsl:attribute name="data-told" select="$told"/></xsl:if>
  </xsl:function>

  <xsl:function name="t:meaning" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element[self::said or self::q or self::quote]">
        <xsl:variable name="agents" select="t:ids(($element/@who, $element/@source)[1]) ! key('id', ., root($element))[1]"/>
        <xsl:sequence select="string-join($agents ! t:short(t:agent-name(.)), ', ')[. ne '']"/>
      </xsl:when>
      <xsl:when test="$element[self::date or self::time]">
        <xsl:sequence select="t:value-of-date($element)"/>
      </xsl:when>
      <xsl:when test="$element/(@ref | @corresp) and $element[self::persName or self::placeName or self::orgName or self::name or self::rs or self::bibl or self::title]">
        <xsl:variable name="meant" select="t:ids($element/(@ref, @corresp)[1])[1] ! key('id', ., root($element))[1]"/>
        <xsl:variable name="name" select="$meant ! t:short(t:agent-name(.))"/>
        <xsl:sequence select="$name[. ne t:plain($element)]"/>
      </xsl:when>
      <xsl:when test="$element/@key and $element[self::persName or self::placeName or self::orgName]">
        <xsl:sequence select="string($element/@key)"/>
      </xsl:when>
      <xsl:when test="$element[self::supplied or self::gap or self::unclear or self::add or self::del]/(@reason | @place)">
        <xsl:sequence select="string-join($element/(@reason, @place) ! string(.), ', ')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- A date's value in figures: 1911-03-09, 1908/1910, not before …, not after …. -->
  <xsl:function name="t:value-of-date" as="xs:string?">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="value" select="
      ($date/(@when, @when-iso)[1] ! string(.),
       string-join($date/(@from, @to) ! string(.), '/')[. ne ''],
       string-join(($date/@notBefore ! ('≥ ' || .), $date/@notAfter ! ('≤ ' || .)), ', ')[. ne ''],
       $date/@when-custom ! string(.))[1]"/>
    <xsl:sequence select="$value[. ne t:plain($date)]"/>
  </xsl:function>
</xsl:stylesheet>
