<?xml version="1.0" encoding="UTF-8"?>
<!-- Who says what: speakers with the number of their quotations and words, and all of these. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:variable name="t:rows-of-voices" select="120"/>
  <xsl:variable name="t:quotations-together" select="120"/>

  <xsl:function name="t:is-agent" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="local-name($element) = ('person', 'personGrp', 'org', 'role', 'castItem', 'persona')"/>
  </xsl:function>
  <!-- Whose words these are: by pointers, as they stand where they lead nowhere; else by the label. -->
  <xsl:function name="t:voice-keys" as="xs:string*">
    <xsl:param name="words" as="element()"/>
    <xsl:variable name="agents" select="
      distinct-values((t:ids($words/@who), t:ids($words/@source)))[key('id', ., root($words))[1][t:is-agent(.)]]"/>
    <xsl:sequence select="
      if (exists($agents)) then $agents
      else if ($words/@who) then distinct-values(tokenize($words/@who) ! replace(., '^.*[#:/]', ''))[. ne '']
      else $words/speaker[normalize-space()][1] ! replace(t:plain(.), '[\s.:,]+$', '')"/>
  </xsl:function>

  <!-- A voice: key, name, the agent, what it says (first parts), how many words; the loudest first.
       What a speaker says in marks inside his own speech is said once. -->
  <xsl:variable name="t:voices" as="map(*)*">
    <xsl:variable name="all" as="map(*)*">
      <xsl:for-each-group group-by="t:voice-keys(.)" select="
        /*/(text | TEI | teiCorpus)//(sp | said | q | quote | u)[not(@prev)][ancestor::text]
          [not(self::said | self::q) or not(@who = ancestor::sp[1]/@who)]">
        <xsl:variable name="agent" select="key('id', current-grouping-key())[1][t:is-agent(.)]"/>
        <xsl:sequence select="map{'key': current-grouping-key(), 'agent': $agent, 'said': current-group(),
          'name': ($agent ! t:agent-name(.), current-grouping-key())[1],
          'words': sum(current-group() ! count(tokenize(t:spoken(.))))}"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="sort($all, (), function($voice) { -$voice?words, lower-case($voice?name) })"/>
  </xsl:variable>
  <!-- The words of a quotation with its continuations; without labels, directions and notes. -->
  <xsl:function name="t:spoken" as="xs:string">
    <xsl:param name="words" as="element()"/>
    <xsl:sequence select="normalize-space(string-join(t:chain($words, 60) ! t:said-here(.), ' '))"/>
  </xsl:function>
  <xsl:function name="t:chain" as="element()*">
    <xsl:param name="words" as="element()"/>
    <xsl:param name="left" as="xs:integer"/>
    <xsl:sequence select="$words, if ($left gt 0) then t:ids($words/@next)[1] !
      key('id', ., root($words))[1][. >> $words] ! t:chain(., $left - 1) else ()"/>
  </xsl:function>
  <xsl:function name="t:said-here" as="xs:string">
    <xsl:param name="words" as="element()"/>
    <xsl:variable name="aside" select="$words/descendant::*[self::note or self::speaker or self::stage or self::fw or self::pb
      or self::vocal or self::incident or self::kinesic or self::writing]"/>
    <xsl:variable name="unsaid" select="map:merge($aside//text() ! map:entry(generate-id(), true()))"/>
    <xsl:variable name="lines" select="$words/descendant::*[self::l or self::p or self::ab or self::seg[parent::u]]"/>
    <xsl:sequence select="
      if (empty($aside) and empty($lines)) then string($words)
      else string-join(($lines, $words[empty($lines)]) ! string-join(.//text()[not($unsaid(generate-id()))]), ' ')"/>
  </xsl:function>

  <!-- Pieces of the pages: of each voice its quotations, in runs of a hundred or so. -->
  <xsl:variable name="t:pieces" as="map(*)*" select="
    for $at in 1 to count($t:voices), $voice in $t:voices[$at],
        $part in 1 to ((count($voice?said) - 1) idiv $t:quotations-together + 1)
    return map{'voice': $voice, 'at': $at, 'part': $part,
      'said': subsequence($voice?said, ($part - 1) * $t:quotations-together + 1, $t:quotations-together)}"/>
  <xsl:variable name="t:voices-list" as="map(*)">
    <xsl:variable name="table" select="420 * min((count($t:voices), $t:rows-of-voices))"/>
    <xsl:variable name="weigh" select="function($piece) { 200 + ($t:link-bytes + 60 + 92 * $t:letter-bytes) * count($piece?said) }"/>
    <xsl:variable name="runs" select="t:list-runs($t:pieces, $weigh)"/>
    <xsl:variable name="short" select="count($runs) = 1 and $table + sum($t:pieces ! $weigh(.)) lt $t:list-size"/>
    <xsl:variable name="pages" select="if ($short) then $runs else ([], $runs)"/>
    <xsl:sequence select="map{'file': 'speech.html', 'title': 'who-says', 'entries': $t:voices[sum($t:voices ! count(?said)) gt 1],
      'pages': $pages, 'files': (1 to count($pages)) ! t:part-file('speech', .),
      'name-of': function($piece) { string($piece?at) }}"/>
  </xsl:variable>
  <xsl:variable name="t:voice-files" as="map(xs:string, xs:string)" select="
    map:merge(for $at in 1 to count($t:voices-list?pages), $piece in $t:voices-list?pages[$at]?*[?part = 1]
              return map:entry($piece?voice?key, $t:voices-list?files[$at] || '#voice:' || $piece?at))"/>
  <!-- Where an agent's quotations stand. -->
  <xsl:function name="t:voice-href" as="xs:string?">
    <xsl:param name="agent" as="element()"/>
    <xsl:sequence select="if ($of-book or empty($t:voices-list?entries)) then () else $agent/@xml:id ! $t:voice-files(string(.))"/>
  </xsl:function>

  <xsl:template name="voices">
    <xsl:variable name="list" select="$t:voices-list"/>
    <xsl:for-each select="(1 to count($list?pages))[exists($list?entries)]">
      <xsl:variable name="at" select="."/>
      <xsl:call-template name="list-page">
        <xsl:with-param name="list" select="$list"/>
        <xsl:with-param name="at" select="$at"/>
        <xsl:with-param name="content">
          <xsl:if test="$at = 1"><xsl:call-template name="voices-table"/></xsl:if>
          <xsl:for-each select="$list?pages[$at]?*"><xsl:call-template name="voice"/></xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- The speakers, with a bar as long as their share of all words. -->
  <xsl:template name="voices-table">
    <xsl:variable name="most" select="max((1, $t:voices?words))"/>
    <table class="voices">
      <caption><xsl:value-of select="t:say('voices-caption', (string(count($t:voices)), string(count($t:voices?said))))"/></caption>
      <thead><tr>
        <th scope="col"><xsl:value-of select="t:say('speaker')"/></th>
        <th scope="col" class="number"><xsl:value-of select="t:say('quotations')"/></th>
        <th scope="col" class="number"><xsl:value-of select="t:say('words-said')"/></th>
      </tr></thead>
      <tbody>
        <xsl:for-each select="$t:voices[position() le $t:rows-of-voices]">
          <xsl:variable name="file" select="$t:voice-files(?key)"/>
          <tr>
            <th scope="row"><a href="{if (starts-with($file, 'speech.html#')) then substring-after($file, '.html') else $file}"><xsl:value-of select="?name"/></a></th>
            <td class="number"><xsl:value-of select="count(?said)"/></td>
            <td class="number share"><xsl:value-of select="?words"/>
              <svg xmlns="http://www.w3.org/2000/svg" class="bar-of" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect x="0" y="0" height="6" width="{round(?words div $most * 1000) div 10}"/>
              </svg></td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
    <xsl:if test="count($t:voices) gt $t:rows-of-voices">
      <p class="hint"><xsl:value-of select="t:say('and-more', string(count($t:voices) - $t:rows-of-voices))"/></p>
    </xsl:if>
  </xsl:template>

  <!-- One voice, or a part of it. -->
  <xsl:template name="voice">
    <xsl:variable name="agent" select="?voice?agent"/>
    <section class="voice">
      <xsl:if test="?part = 1"><xsl:attribute name="id" select="'voice:' || ?at"/></xsl:if>
      <h2>
        <xsl:choose>
          <xsl:when test="$agent ! t:list-file(.)"><a href="{t:list-file($agent)}#{escape-html-uri($agent/@xml:id)}"><xsl:value-of select="?voice?name"/></a></xsl:when>
          <xsl:otherwise><xsl:value-of select="?voice?name"/></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="count(?voice?said) gt $t:quotations-together">
          <xsl:value-of select="' (' || ?part || '/' || ((count(?voice?said) - 1) idiv $t:quotations-together + 1) || ')'"/>
        </xsl:if>
      </h2>
      <ol class="contexts" start="{(?part - 1) * $t:quotations-together + 1}">
        <xsl:for-each select="?said">
          <li><xsl:call-template name="passage-link"/><xsl:call-template name="of-what-kind"/></li>
        </xsl:for-each>
      </ol>
    </section>
  </xsl:template>
  <!-- The class of a quotation, and how sure its speaker is. -->
  <xsl:template name="of-what-kind">
    <xsl:variable name="record" select="@xml:id ! key('certainties', ., root(current()))[1]"/>
    <xsl:variable name="cert" select="($record/@cert, @cert)[. = ('medium', 'low', 'unknown')][1]"/>
    <xsl:variable name="told" select="t:say('class-' || local-name())[not(current()/(self::sp | self::u))], $cert ! t:say('cert-' || .)"/>
    <xsl:if test="exists($told)"><xsl:text> </xsl:text><span class="kind"><xsl:value-of select="$told" separator=", "/></span></xsl:if>
  </xsl:template>
</xsl:stylesheet>
