<?xml version="1.0" encoding="UTF-8"?>
<!-- Other readings: at the foot of the page by line number or letter, or in a list at the end. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Entries that stand in the text; and those that name their place (Guidelines, 13.2.1, 13.2.2). -->
  <xsl:variable name="t:inline-apps" as="element(app)*" select="
    /*//text//app[lem or rdg or rdgGrp][not(t:is-located(.))]
      [not(ancestor::app) or empty(ancestor::rdg[not(. is t:base(ancestor::app[1]))])]"/>
  <xsl:variable name="t:located-apps" as="element(app)*" select="
    (/*//text//app | /*/standOff//app)[lem or rdg or rdgGrp][t:is-located(.)]"/>
  <xsl:function name="t:is-located" as="xs:boolean">
    <xsl:param name="app" as="element()"/>
    <xsl:sequence select="exists($app/(@from | @to | @loc | ancestor::listApp))"/>
  </xsl:function>
  <!-- The reading that the text prints: the lemma, else the first. -->
  <xsl:function name="t:base" as="element()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="($entry/rdgGrp[1][empty($entry/(lem | rdg))]//(lem, rdg), t:read($entry))[1]"/>
  </xsl:function>
  <!-- Behind which element of the text a located entry is called: the end of its lemma. -->
  <xsl:function name="t:call-place" as="element()?">
    <xsl:param name="app" as="element()"/>
    <xsl:variable name="from" select="$app ! key('id', t:ids(@from)[1], root(.))[1]"/>
    <xsl:variable name="to" select="$app ! key('id', t:ids(@to)[1], root(.))[1]"/>
    <xsl:variable name="own" select="$app[not(ancestor::listApp or ancestor::standOff)][@from or @to][empty($to)][not(normalize-space($from))]"/>
    <xsl:sequence select="($own, ($to, $from)[ancestor::text][not(ancestor::note or ancestor::head)])[1]"/>
  </xsl:function>
  <xsl:variable name="t:calls" as="map(xs:string, element()*)" select="
    if ($apparatus ne 'foot') then map{}
    else map:merge($t:located-apps ! (let $app := . return t:call-place(.) ! map:entry(generate-id(.), $app)), map{'duplicates': 'combine'})"/>
  <xsl:variable name="t:called-apps" as="element()*" select="$t:calls?* | ()"/>

  <!-- Those of the critical apparatus; what was corrected or made regular waits for the end. -->
  <xsl:variable name="t:variants" as="element()*" select="
    if ($apparatus = 'foot') then $t:inline-apps[not(ancestor::note)][not(ancestor::head)] | $t:called-apps else ()"/>
  <xsl:variable name="t:lettered" as="element()*" select="
    (($t:variants except $t:called-apps) | ($t:called-apps ! t:call-place(.))) ! ((. intersect $t:variants) except $t:called-apps, $t:calls(generate-id(.)))
      [empty(t:key-line(.))]"/>
  <!-- Variant → its letter's number; 0 where it goes by its line. -->
  <xsl:variable name="t:variant-numbers" as="map(xs:string, xs:integer)" select="
    map:merge((for $at in 1 to count($t:lettered) return map:entry(generate-id($t:lettered[$at]), $at),
               $t:variants ! map:entry(generate-id(.), 0)), map{'duplicates': 'use-first'})"/>
  <xsl:variable name="t:listed" as="element()*" select="
    if ($apparatus = 'none') then ()
    else ($t:emendations[self::choice] | $t:inline-apps | $t:located-apps[not(ancestor::listApp[ancestor::text])]) except $t:variants"/>
  <!-- The number of the line by which an entry goes: of the page's numbers, else its own. -->
  <xsl:function name="t:key-line" as="xs:string?">
    <xsl:param name="app" as="element()"/>
    <xsl:variable name="place" select="if (t:is-located($app)) then t:call-place($app) else $app"/>
    <xsl:variable name="line" select="($place/ancestor-or-self::l[1], t:base($app)[not(t:is-located($app))]/descendant::l[1])[1]"/>
    <xsl:variable name="last" select="t:base($app)[not(t:is-located($app))]/descendant::l[not(@part = ('M', 'F'))][last()]"/>
    <xsl:sequence select="
      (t:line-number($line), $line/@n[. castable as xs:integer] ! string(.))[1]
        ! (. || (t:line-number($last)[not($last is $line)] ! ('–' || .)))"/>
  </xsl:function>

  <xsl:template match="choice | app">
    <xsl:variable name="base" select="t:base(.)[not(t:is-located(current()))]"/>
    <xsl:choose>
      <xsl:when test="t:is-located(.)"/>
      <xsl:when test="self::app or (sic and corr) or (orig and reg) or (abbr and expan)"><xsl:apply-templates select="$base"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="not(t:is-located(.)) and empty($base/descendant::*[self::l or self::p or self::ab])"><xsl:apply-templates select="." mode="call"/></xsl:if>
    <xsl:if test="exists(t:place-of(.))"><xsl:value-of select="'#a(' || t:string(t:place-of(.)) || ')'"/></xsl:if>
    <xsl:apply-templates select="note"/>
  </xsl:template>
  <!-- Whole lines or paragraphs of one reading: called at the end of the last. -->
  <xsl:template match="l | p | ab" mode="closing">
    <xsl:variable name="block" select="."/>
    <xsl:apply-templates mode="call" select="
      ancestor::app[not(t:is-located(.))][(t:base(.)/descendant::*[self::l or self::p or self::ab])[last()] is $block]"/>
  </xsl:template>
  <!-- Behind a lemma whose entry stands elsewhere. -->
  <xsl:template match="*[map:size($t:calls) gt 0][map:contains($t:calls, generate-id(.))]" priority="20">
    <xsl:next-match/>
    <xsl:apply-templates select="$t:calls(generate-id(.))" mode="call"/>
  </xsl:template>

  <xsl:template match="choice | app" mode="call">
    <xsl:variable name="at" select="$t:variant-numbers(generate-id(.))"/>
    <xsl:variable name="line" select="t:key-line(.)[exists($at)]"/>
    <xsl:if test="exists($at)">
      <xsl:value-of select="
        (if ($line) then '#variant(' || t:string($line) else '#lettered-variant(' || t:string(t:variant-mark($at)))
        || ', ' || t:entry(.) || ')'"/>
    </xsl:if>
  </xsl:template>
  <!-- Letters; Greek ones where the editor's notes have the Latin. -->
  <xsl:function name="t:variant-mark" as="xs:string">
    <xsl:param name="at" as="xs:integer"/>
    <xsl:sequence select="
      if ($t:series = 'editor' and count($t:series) gt 1) then substring('αβγδεζηθικλμνξοπρστυφχψω', ($at - 1) mod 24 + 1, 1) else t:letter($at)"/>
  </xsl:function>
  <xsl:function name="t:letter" as="xs:string">
    <xsl:param name="at" as="xs:integer"/>
    <xsl:number value="($at - 1) mod 26 + 1" format="a"/>
  </xsl:function>

  <!-- Lemma and readings of an entry, as two arguments. -->
  <xsl:function name="t:entry" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="base" select="t:base($entry)[self::lem or not(t:is-located($entry))]"/>
    <xsl:variable name="words" select="($base ! t:reading-words(.)[. ne ''], t:lemma-elsewhere($entry)[. ne ''])[1]"/>
    <xsl:sequence select="
      '[' || (($words ! t:text(t:abridged(.))), t:omitted())[1] || t:sigla($base[$entry/self::app]) || '], [' || t:readings($entry, $base) || ']'"/>
  </xsl:function>
  <xsl:function name="t:omitted" as="xs:string"><xsl:sequence select="'#emph[' || t:text(t:say('omitted')) || ']'"/></xsl:function>
  <!-- A long lemma as its first and last words; the text has it whole. -->
  <xsl:function name="t:abridged" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="all" select="tokenize($words)"/>
    <xsl:sequence select="if (count($all) le 6) then $words else string-join($all[position() le 2], ' ') || ' … ' || $all[last()]"/>
  </xsl:function>
  <xsl:function name="t:lemma-elsewhere" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="from" select="$entry ! key('id', t:ids(@from)[1], root(.))[1]"/>
    <xsl:variable name="to" select="($entry ! key('id', t:ids(@to)[1], root(.))[1], $entry[not(ancestor::listApp or ancestor::standOff)])[1]"/>
    <xsl:variable name="around" select="$from/ancestor-or-self::*[self::p or self::l or self::ab or self::lg or self::sp][1]"/>
    <xsl:sequence select="
      if (empty($from)) then string($entry/@loc)
      else if (normalize-space($from) and (empty($to) or $to is $entry or $to is $from)) then t:plain($from)
      else normalize-space(string-join($around/descendant::text()[. >> $from][. &lt;&lt; $to or ancestor::*[. is $to]][not(ancestor::app or ancestor::note)]))"/>
  </xsl:function>

  <!-- Readings with their witnesses, in Typst. -->
  <xsl:function name="t:readings" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="base" as="element()?"/>
    <xsl:variable name="others" select="
      if ($entry/self::app) then $entry/(lem | rdg | rdgGrp//(lem | rdg)) except $base else t:unread($entry)"/>
    <xsl:value-of separator="">
      <xsl:for-each select="$others">
        <xsl:value-of select="t:text('; ')[not(current() is $others[1])]"/>
        <xsl:value-of select="(t:reading-words(.)[. ne ''] ! t:text(.), t:omitted())[1] || t:sigla(.)"/>
        <!-- Readings of this reading. -->
        <xsl:for-each select="descendant::app[ancestor::app[1] is current()/ancestor::app[1]]">
          <xsl:value-of select="t:text(' (') || t:readings(., t:base(.)) || t:text(')')"/>
        </xsl:for-each>
      </xsl:for-each>
      <xsl:for-each select="$entry//witDetail[normalize-space()]"><xsl:value-of select="t:text(' (' || t:plain(.) || ')')"/></xsl:for-each>
    </xsl:value-of>
  </xsl:function>
  <!-- The witnesses of a reading, by the letters that their list gives them. -->
  <xsl:function name="t:sigla" as="xs:string">
    <xsl:param name="reading" as="element()?"/>
    <xsl:sequence select="
      string-join(tokenize($reading/@wit) ! replace(., '^.*#', '')
        ! (' #emph[' || t:text((key('id', ., root($reading))[1]/self::witness/@n, .)[1]) || ']'))"/>
  </xsl:function>

  <!-- Entries that the encoder gathered, and that no place of the text calls. -->
  <xsl:template match="listApp">
    <xsl:variable name="left" select="app except $t:called-apps"/>
    <xsl:apply-templates select="* except app"/>
    <xsl:for-each select="$left">
      <xsl:value-of select="
        '&#10;&#10;#record[' || t:anchor(.) || (t:text(@loc || ' ')[current()/@loc][current()/lem]) || '#listed-entry(' || t:entry(.) || ')]&#10;&#10;'"/>
    </xsl:for-each>
  </xsl:template>

  <!-- Where a listed reading stands, so that the list can tell its page. -->
  <xsl:variable name="t:listed-numbers" as="map(xs:string, xs:integer)" select="
    map:merge(for $at in 1 to count($t:listed) return map:entry(generate-id($t:listed[$at]), $at))"/>
  <xsl:function name="t:place-of" as="xs:string?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$t:listed-numbers(generate-id($entry)) ! ('reading:' || .)"/>
  </xsl:function>

  <xsl:template name="emendations">
    <xsl:if test="exists($t:listed)">
      <xsl:value-of select="'&#10;&#10;#end-section(' || t:string(t:say('emendations')) || ')&#10;&#10;'"/>
      <xsl:value-of select="'#listed-readings(' || t:string(t:say('unit-page')) || ', ('"/>
      <xsl:for-each select="$t:listed">
        <xsl:value-of select="'(' || t:string(t:place-of(.)) || ', listed-entry(' || t:entry(.) || ')),'"/>
      </xsl:for-each>
      <xsl:text>))&#10;&#10;</xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
