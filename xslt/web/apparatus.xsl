<?xml version="1.0" encoding="UTF-8"?>
<!-- The critical apparatus: readings in the text, one of them shown, and all at the page's foot. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- Readings of an entry: its own, not those of an entry inside a reading. -->
  <xsl:function name="t:readings" as="element()*">
    <xsl:param name="app" as="element()"/>
    <xsl:sequence select="$app/(lem | rdg | rdgGrp/(lem | rdg | rdgGrp/(lem | rdg)))"/>
  </xsl:function>
  <xsl:function name="t:base-reading" as="element()?">
    <xsl:param name="app" as="element()"/>
    <xsl:sequence select="($app/lem, t:readings($app)/self::lem, t:readings($app))[1]"/>
  </xsl:function>
  <!-- An entry that names the place of its lemma (Guidelines, 13.2.1 and 13.2.2), or stands apart. -->
  <xsl:function name="t:is-located" as="xs:boolean">
    <xsl:param name="app" as="element()"/>
    <xsl:sequence select="exists($app/(@from | @to | @loc | ancestor::listApp))"/>
  </xsl:function>

  <!-- Entries by the page whose foot shows them; the letter of each. -->
  <xsl:variable name="t:apps" as="element(app)*" select="
    /*/(text | TEI | teiCorpus)//app[not(ancestor::listApp)] | /*/standOff//app"/>
  <xsl:variable name="t:apps-of" as="map(xs:integer, element()*)">
    <xsl:map>
      <xsl:for-each-group select="$t:apps" group-by="(t:located-at(.), .)[1] ! t:page(.)">
        <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
  <xsl:variable name="t:app-numbers" as="map(xs:string, xs:integer)" select="
    map:merge(map:for-each($t:apps-of, function($page, $apps) {
      for $at in 1 to count($apps) return map:entry(generate-id($apps[$at]), $at) }))"/>
  <xsl:function name="t:located-at" as="element()?">
    <xsl:param name="app" as="element()"/>
    <xsl:sequence select="$app ! key('id', t:ids((@from, @to)[1])[1], root(.))[1]"/>
  </xsl:function>

  <!-- Where an entry that stands apart is called: behind its lemma, else where it stands. -->
  <xsl:function name="t:call-place" as="element()?">
    <xsl:param name="app" as="element()"/>
    <xsl:variable name="from" select="$app ! key('id', t:ids(@from)[1], root(.))[1]"/>
    <xsl:variable name="to" select="$app ! key('id', t:ids(@to)[1], root(.))[1]"/>
    <xsl:variable name="near" select="exists($from) and $from/.. is $app/.. and $from &lt;&lt; $app and not(normalize-space($from))"/>
    <xsl:sequence select="($to, $from[not($near)])[1][ancestor::text][exists($t:callable(local-name()))]"/>
  </xsl:function>
  <xsl:variable name="t:callable" select="t:names('anchor seg w c s phr cl hi rs persName placeName name foreign term num l milestone')"/>
  <xsl:variable name="t:calls" as="map(xs:string, element()*)" select="
    map:merge(for $app in $t:apps[t:is-located(.)][exists($t:app-numbers(generate-id()))]
              return t:call-place($app) ! map:entry(generate-id(.), $app), map{'duplicates': 'combine'})"/>
  <xsl:template name="calls-here">
    <xsl:for-each select="if (map:size($t:calls) = 0) then () else $t:calls(generate-id())">
      <xsl:call-template name="app-call"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="app">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="number" select="$t:app-numbers(generate-id())"/>
    <xsl:choose>
      <xsl:when test="t:is-located(.) or empty($number)">
        <xsl:if test="$number and empty(t:call-place(.))"><xsl:call-template name="app-call"/></xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="as" select="if (not($phrasing) and t:readings(.) ! t:has-blocks(.) = true()) then 'div' else 'span'"/>
        <xsl:variable name="base" select="t:base-reading(.)"/>
        <xsl:variable name="named" select="t:readings(.) ! t:sigla(.)"/>
        <xsl:element name="{$as}">
          <xsl:sequence select="t:attributes(., 'app')[not(name() = 'id')]"/>
          <xsl:attribute name="id" select="'app:' || $number"/>
          <xsl:for-each select="t:readings(.)">
            <xsl:variable name="is-base" select=". is $base"/>
            <xsl:element name="{$as}">
              <!-- A witness that no reading names has the text of the edition. -->
              <xsl:sequence select="t:attributes(., (local-name(), (t:sigla(.), $t:sigla[$is-base][not(. = $named)]) ! ('w' || $t:witness-numbers(.))))"/>
              <xsl:if test="not($is-base)"><xsl:attribute name="hidden" select="'hidden'"/></xsl:if>
              <xsl:apply-templates><xsl:with-param name="phrasing" select="$phrasing or $as = 'span'" tunnel="yes"/></xsl:apply-templates>
            </xsl:element>
          </xsl:for-each>
          <xsl:call-template name="app-call"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="note"/>
  </xsl:template>
  <xsl:template name="app-call">
    <xsl:param name="linked" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="number" select="$t:app-numbers(generate-id())"/>
    <xsl:if test="not($linked)">
      <a class="call app-call"><xsl:if test="t:is-located(.)"><xsl:attribute name="id" select="'app:' || $number"/></xsl:if>
        <xsl:attribute name="href" select="'#reading:' || $number"/>
        <xsl:attribute name="aria-label" select="t:say('reading', format-integer($number, 'a'))"/>
        <xsl:value-of select="format-integer($number, 'a')"/></a>
    </xsl:if>
  </xsl:template>

  <!-- The foot of a page. -->
  <xsl:template name="apparatus">
    <xsl:param name="page" as="xs:integer" tunnel="yes"/>
    <xsl:variable name="here" select="$t:apps-of($page)"/>
    <xsl:if test="exists($here)">
      <section class="apparatus" aria-labelledby="nav:apparatus">
        <h2 id="nav:apparatus"><xsl:value-of select="t:say('apparatus')"/></h2>
        <ul>
          <xsl:for-each select="$here">
            <xsl:variable name="number" select="$t:app-numbers(generate-id())"/>
            <xsl:variable name="place" select="t:located-at(.)"/>
            <li id="reading:{$number}">
              <a href="#{if (ancestor::standOff and empty(t:call-place(.))) then ($place ! t:id(.), 'nav:text')[1] else 'app:' || $number}"
                aria-label="{t:say('reading', format-integer($number, 'a'))}"><xsl:value-of select="format-integer($number, 'a')"/></a>
              <xsl:text> </xsl:text>
              <xsl:call-template name="entry-of-apparatus"/>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- lemma] reading Siglum Siglum (what the editor says of it); reading Siglum -->
  <xsl:template name="entry-of-apparatus">
    <xsl:variable name="base" select="t:base-reading(.)[self::lem or not(t:is-located(..))]"/>
    <xsl:variable name="lemma" select="(t:reading-words($base)[. ne ''], t:words-between(.)[. ne ''])[1]"/>
    <xsl:choose>
      <xsl:when test="$lemma"><span class="lemma"><xsl:value-of select="$lemma"/></span></xsl:when>
      <xsl:when test="@loc"><span class="lemma"><xsl:value-of select="@loc"/></span></xsl:when>
      <xsl:when test="$base"><i class="lemma"><xsl:value-of select="t:say('omitted')"/></i></xsl:when>
    </xsl:choose>
    <xsl:for-each select="$base"><xsl:call-template name="sigla"/></xsl:for-each>
    <xsl:value-of select="if ($lemma or $base) then '] ' else ' '"/>
    <xsl:for-each select="t:readings(.) except $base">
      <xsl:if test="position() gt 1">; </xsl:if>
      <xsl:variable name="words" select="t:reading-words(.)"/>
      <span class="variant">
        <xsl:if test="@xml:lang ! t:language-tag(.)"><xsl:attribute name="lang" select="t:language-tag(@xml:lang)"/></xsl:if>
        <xsl:choose>
          <xsl:when test="$words"><xsl:value-of select="$words"/></xsl:when>
          <xsl:otherwise><i><xsl:value-of select="t:say('omitted')"/></i></xsl:otherwise>
        </xsl:choose>
      </span>
      <xsl:call-template name="sigla"/>
      <xsl:for-each select="witDetail"><xsl:call-template name="detail"/></xsl:for-each>
    </xsl:for-each>
    <xsl:for-each select="lem/witDetail | witDetail | rdgGrp/witDetail"><xsl:call-template name="detail"/></xsl:for-each>
  </xsl:template>
  <xsl:template name="detail">
    <xsl:if test="normalize-space()"><xsl:value-of select="' (' || t:reading-words(.) || ')'"/></xsl:if>
  </xsl:template>
  <!-- The lemma that an entry does not repeat: from one place of the text to another, or to itself. -->
  <xsl:function name="t:words-between" as="xs:string">
    <xsl:param name="app" as="element()"/>
    <xsl:variable name="from" select="$app ! key('id', t:ids(@from)[1], root(.))[1]"/>
    <xsl:variable name="to" select="($app ! key('id', t:ids(@to)[1], root(.))[1], $app)[1]"/>
    <xsl:variable name="around" select="$from/ancestor-or-self::*[self::p or self::l or self::ab or self::lg or self::sp or self::head][1]"/>
    <xsl:sequence select="
      if (empty($from)) then ''
      else if (normalize-space($from) and ($to is $app or $to is $from)) then t:plain($from)
      else t:short(normalize-space(string-join($around/descendant::text()[. &gt;&gt; $from][. &lt;&lt; $to or ancestor::*[. is $to]]
        [not(ancestor::app)])))"/>
  </xsl:function>

  <!-- Entries that the encoder gathered: a list in its place. -->
  <xsl:template match="listApp">
    <section class="apparatus">
      <xsl:sequence select="t:attributes(., 'apparatus')"/>
      <xsl:for-each select="head"><p class="subhead"><xsl:apply-templates/></p></xsl:for-each>
      <xsl:apply-templates select="* except (head, app)"/>
      <ul>
        <xsl:for-each select="app">
          <li>
            <xsl:variable name="place" select="t:located-at(.)[t:is-shown(.)]"/>
            <xsl:sequence select="t:attributes(., ())"/>
            <xsl:if test="@loc and normalize-space(lem[1])"><xsl:value-of select="@loc || ' '"/></xsl:if>
            <xsl:if test="$place"><a href="{t:href($place, t:id($place), .)}">↑</a><xsl:text> </xsl:text></xsl:if>
            <xsl:call-template name="entry-of-apparatus"/>
          </li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:template>
  <!-- A remark on a reading stands at the page's foot. -->
  <xsl:template match="witDetail"/>
  <!-- The blank that a reading ends with, where another follows it anyway, would part it from its call. -->
  <xsl:template priority="2" match="
    (lem | rdg)/text()[not(following-sibling::node())][matches(ancestor::app[1]/following-sibling::node()[1], '^\s')]">
    <xsl:value-of select="replace(t:joined(.), '\s+$', '')"/>
  </xsl:template>
  <!-- Where a witness breaks off and goes on: said by the style, for it is no text. -->
  <xsl:template match="lacunaStart | lacunaEnd | witStart | witEnd">
    <xsl:variable name="sigla" select="tokenize(@wit) ! t:siglum(replace(., '^.*#', ''))"/>
    <xsl:variable name="said" select="t:say(lower-case(replace(local-name(), '([SE])', '-$1')), string-join($sigla, ' '))"/>
    <xsl:element name="{if (parent::* ! t:is-structural(.)) then 'p' else 'span'}">
      <xsl:sequence select="t:attributes(., 'witness-break')"/>
      <xsl:attribute name="data-say" select="normalize-space($said)"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="listApp[ancestor::p]" priority="1"><xsl:call-template name="inline"/></xsl:template>
</xsl:stylesheet>
