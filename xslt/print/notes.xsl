<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: at the foot of the page where they are called, or at the end where they are long. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Longest note for the foot, in characters: about half a page; less where notes are sorted,
       for then none may break. -->
  <xsl:variable name="t:foot-length" select="(if ($t:bound) then 1200 else 2000) idiv (if ($t:sorted) then 2 else 1)"/>

  <!-- Whose a note is: the author's, the editor's, or a source's.  Several kinds have marks of
       their own, and stand together at the foot. -->
  <xsl:function name="t:series-of" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:variable name="by" select="tokenize($note/@resp)[1]"/>
    <xsl:variable name="hand" select="$by[starts-with(., '#')] ! key('id', substring(., 2), root($note))[1]"/>
    <xsl:sequence select="
      if ($note/@type = ('source', 'sources', 'reference', 'citation', 'bibl', 'bibliographic')) then 'source'
      else if ($note/@type = ('author', 'authorial', 'original') or $hand/ancestor-or-self::author) then 'author'
      else if ($note/@type = ('editor', 'editorial', 'ed', 'commentary') or matches($by, '^#?(ed|editor|translator)s?\d?$', 'i')
               or $hand/ancestor-or-self::*[self::editor or self::respStmt]) then 'editor'
      else 'author'"/>
  </xsl:function>
  <xsl:variable name="t:all-notes" as="element(note)*" select="/*//text//note[not(ancestor::note)][t:is-short(., 1200)][exists(t:first-call(.)) or not(t:is-structural(..))][not(t:is-marginal(.))]"/>
  <xsl:variable name="t:notes-by-series" as="map(xs:string, element(note)*)">
    <xsl:map>
      <xsl:for-each-group select="$t:all-notes" group-by="t:series-of(.)"><xsl:map-entry key="current-grouping-key()" select="current-group()"/></xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
  <xsl:variable name="t:series" as="xs:string*" select="map:keys($t:notes-by-series)"/>
  <!-- Whether the foot of a page sorts its notes; of thousands, the order of their calls will do. -->
  <xsl:variable name="t:sorted" as="xs:boolean" select="
    count(($t:series, 'reading'[$apparatus = 'foot'][exists(($t:inline-apps, $t:located-apps))])) gt 1 and count($t:all-notes) lt 3000"/>
  <!-- Note → its number in its series. -->
  <xsl:variable name="t:numbers-in-series" as="map(xs:string, xs:integer)" select="
    if (count($t:series) lt 2) then map{}
    else map:merge(for $series in $t:series return let $notes := $t:notes-by-series($series)[t:own-mark(.) = '']
                   return for $at in 1 to count($notes) return map:entry(generate-id($notes[$at]), $at))"/>
  <xsl:function name="t:own-mark" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="string((t:references($note)[1] ! t:bare-mark(.), $note/@n ! t:bare-mark(.))[normalize-space()][1])"/>
  </xsl:function>
  <!-- 1, 2 for the author; a, b for the editor; i, ii for sources; where there is one kind, 1, 2. -->
  <xsl:function name="t:mark" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:variable name="at" select="$t:numbers-in-series(generate-id($note))"/>
    <xsl:sequence select="
      if (empty($at)) then t:note-mark($note)
      else if (t:series-of($note) = 'author') then string($at)
      else if (t:series-of($note) = 'source') then format-integer($at, 'i')
      else t:letter($at)"/>
  </xsl:function>

  <!-- The reference that calls a note first; one inside a note calls nothing. -->
  <xsl:function name="t:first-call" as="element()?">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="t:references($note)[not(ancestor::note)][not(ancestor::titlePage)][1]"/>
  </xsl:function>
  <xsl:function name="t:is-short" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="t:is-short($note, $t:foot-length) and not(t:is-for-the-end($note))"/>
  </xsl:function>
  <!-- The editor's wish for a note in the flow; for one that references call, the source's place. -->
  <xsl:function name="t:is-for-the-end" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="matches($note/@place, '^end') and empty(t:references($note))"/>
  </xsl:function>
  <xsl:function name="t:is-short" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:sequence select="string-length($note) le $most and empty($note//(table | figure))"/>
  </xsl:function>
  <!-- Whether a called note stands at the foot of its call's page. -->
  <xsl:function name="t:is-at-foot" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="t:is-short($note) and exists(t:first-call($note))"/>
  </xsl:function>

  <xsl:template match="ref[t:is-call(.)] | ptr[t:is-call(.)]" priority="2">
    <xsl:variable name="note" select="t:called(.)"/>
    <xsl:choose>
      <xsl:when test="t:is-at-foot($note) and t:first-call($note) is .">
        <xsl:apply-templates select="$note" mode="foot"/>
      </xsl:when>
      <xsl:when test="t:is-at-foot($note)">
        <xsl:value-of select="'#again(' || t:string('note-' || $note/@xml:id) || ', ' || t:string(t:mark($note)) || ')'"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="'#again(' || t:string('end-' || $note/@xml:id) || ', ' || t:string(t:mark($note)) || ')'"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="note">
    <xsl:choose>
      <xsl:when test="not(ancestor::text) or ancestor::note">
        <xsl:call-template name="wrap"/>
      </xsl:when>
      <xsl:when test="t:is-at-foot(.)"/>
      <xsl:when test="t:is-marginal(.)">
        <xsl:call-template name="wrap"><xsl:with-param name="call" select="'marginal'"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="t:hangs-on(.)"/>
      <xsl:when test="t:is-structural(..)">
        <xsl:text>&#10;&#10;</xsl:text>
        <xsl:call-template name="end-label"/>
        <xsl:call-template name="wrap"><xsl:with-param name="call" select="'standing-note'"/></xsl:call-template>
        <xsl:text>&#10;&#10;</xsl:text>
      </xsl:when>
      <xsl:when test="empty(t:references(.)) and t:is-short(.)">
        <xsl:apply-templates select="." mode="foot"/>
      </xsl:when>
      <xsl:when test="empty(t:references(.))">
        <xsl:value-of select="'#again(' || t:string('end:' || $t:numbers(generate-id(.))) || ', ' || t:string(t:mark(.)) || ')'"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Short notes that the source or the editor put into the margin; one a paragraph finds room. -->
  <xsl:function name="t:is-marginal" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="
      matches($note/@place, 'margin|^(left|right|inner|outer)$') and string-length(normalize-space($note)) le 90
      and not(t:is-structural($note/..)) and not(t:has-blocks($note)) and empty($note/ancestor::note)
      and empty($note/ancestor::*[t:is-block(.)][1]//note[matches(@place, 'margin')][. &lt;&lt; $note])"/>
  </xsl:function>

  <!-- What the markup knows of a paragraph: who speaks, dates as values, what is not sure. -->
  <xsl:function name="t:known" as="xs:string">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:variable name="told" select="
      $paragraph/descendant::*[not(ancestor::note)] ! (
        (self::said | self::q | self::quote)[not(@prev)] ! (t:ids((@who, @source)[1])[1] ! key('id', ., root($paragraph))[1] ! t:entry-name(.)),
        self::date[@when or @from or @notBefore] ! string-join((@when, (@from, @notBefore)[1] || '/' || (@to, @notAfter)[1])[. ne '/'][1]),
        self::*[@cert = ('low', 'medium')] ! ('? ' || substring(t:plain(.), 1, 16)))"/>
    <xsl:variable name="words" select="string-join(distinct-values($told[. ne '']), ' · ')"/>
    <xsl:variable name="room" select="max((24, string-length($paragraph) idiv 4))"/>
    <xsl:sequence select="
      if ($words = '') then ''
      else if (string-length($words) le $room) then '#known[' || t:text($words) || ']'
      else '#footnote(numbering: _ => &quot;·&quot;)[' || t:text($words) || ']'"/>
  </xsl:function>

  <!-- A note between the lines of a speech or stanza is called at the end of the line before it. -->
  <xsl:function name="t:hangs-on" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      exists($element[self::note][parent::sp or parent::lg]/preceding-sibling::*[1][self::l or self::p or self::ab])
      and t:is-short($element) and empty(t:references($element))"/>
  </xsl:function>

  <xsl:template match="note" mode="foot">
    <xsl:variable name="length" select="t:mark-length(.)"/>
    <!-- Two marks side by side are two numbers. -->
    <xsl:variable name="before" select="(t:first-call(.), .)[1]/preceding-sibling::node()[1]"/>
    <xsl:if test="$before[self::note][not(t:is-marginal(.))] or $before[self::ref or self::ptr][t:is-call(.)]">#super(",")</xsl:if>
    <xsl:value-of select="'#foot(' || t:string(t:mark(.)) || (', series: ' || t:string(t:series-of(.)))[$t:sorted] || ')[' || t:anchor(.)"/>
    <xsl:apply-templates>
      <xsl:with-param name="shown" tunnel="yes" select="
        if ($length) then map{'node': descendant::text()[normalize-space()][1], 'length': $length} else ()"/>
    </xsl:apply-templates>
    <xsl:text>]</xsl:text>
    <xsl:if test="t:has-id(.)"><xsl:value-of select="'#label(' || t:string('note-' || @xml:id) || ')'"/></xsl:if>
  </xsl:template>
  <!-- Its label says its mark, which the foot of the page shows already. -->
  <xsl:template match="note/label[t:bare-mark(.) = t:mark(..)]">
    <xsl:if test="not(t:is-at-foot(..))"><xsl:apply-templates/><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <xsl:template name="end-label">
    <xsl:if test="t:has-id(.) and t:references(.)">
      <xsl:value-of select="'#a(' || t:string('end-' || @xml:id) || ')'"/>
    </xsl:if>
  </xsl:template>

  <!-- Notes too long for the foot of a page, out of the flow of the text. -->
  <xsl:template name="end-notes">
    <xsl:variable name="long" select="
      /*//text//note[not(t:is-structural(..))][not(ancestor::note)][not(t:is-at-foot(.))]
        [exists(t:references(.)) or not(t:is-short(.))]"/>
    <xsl:if test="exists($long)">
      <xsl:value-of select="'&#10;&#10;#end-section(' || t:string(t:say('notes')) || ')&#10;&#10;'"/>
      <xsl:for-each select="$long">
        <xsl:value-of select="t:anchor(.)"/>
        <xsl:call-template name="end-label"/>
        <xsl:if test="empty(t:references(.))">
          <xsl:value-of select="'#a(' || t:string('end:' || $t:numbers(generate-id(.))) || ')'"/>
        </xsl:if>
        <xsl:value-of select="'#end-note(' || t:string(t:mark(.)) || ')['"/>
        <xsl:apply-templates>
          <xsl:with-param name="shown" tunnel="yes" select="
            map{'node': descendant::text()[normalize-space()][1], 'length': t:mark-length(.)}[?node]"/>
        </xsl:apply-templates>
        <xsl:text>]&#10;&#10;</xsl:text>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
