<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse numbers, the same in every edition: the encoder's own where a line has one, counted on
     from there; else counted through the poem, the scene or the play. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Fewer lines than these are seen at a glance. -->
  <xsl:variable name="t:few-lines" select="10"/>
  <xsl:variable name="t:poems" select="t:names('poem sonnet song ballad canto ode elegy hymn psalm epigram eclogue')"/>

  <!-- Lines of the text that is read: none of a note, and none of a reading that is not printed. -->
  <xsl:variable name="t:read-lines" as="element(l)*" select="
    /*//text//l[empty(ancestor::note | ancestor::rdg[not((ancestor::app[1]//(lem | rdg))[1] is .)])]"/>
  <xsl:variable name="t:has-scenes" as="xs:boolean" select="exists(/*//text//(child::div | div2)[@type = 'scene'])"/>
  <xsl:variable name="t:plays-in-verse" as="xs:boolean" select="
    count($t:read-lines[ancestor::sp]) gt count(/*//text//sp/p)"/>

  <!-- What a line is counted within.  Plays are counted by scene or from end to end, as is the
       custom of their language; quoted verse only by numbers of its own. -->
  <xsl:function name="t:counted-within" as="element()?">
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="around" select="$line/ancestor::*"/>
    <xsl:variable name="division" select="$around[self::floatingText or exists($t:divisions-named(local-name(.)))][last()]"/>
    <xsl:variable name="whole" select="($around[@type = ('play', 'drama', 'tragedy', 'comedy')], $around[self::text])[last()]"/>
    <xsl:sequence select="
      if ($around[self::quote or self::q or self::said or self::epigraph or self::cit or self::head]) then ()
      else if ($around[self::sp] and $t:plays-in-verse)
      then (if ($t:has-scenes and t:say('verse-counted-by') = 'scene') then ($division, $whole)[1] else ($around[self::floatingText], $whole)[1])
      else if ($around[self::sp]) then $around[self::lg][1]
      else ($around[self::lg][exists($t:poems(lower-case(@type)))][1], $division, $around[self::body], $around[1])[1]"/>
  </xsl:function>
  <xsl:variable name="t:divisions-named" select="t:names('div div1 div2 div3 div4 div5 div6 div7')"/>

  <!-- The number that @n tells: 12 of "12", "1.2.12" and "12a". -->
  <xsl:function name="t:told-number" as="xs:integer?">
    <xsl:param name="line" as="element()"/>
    <xsl:sequence select="
      $line/@n[matches(., '^(\S*[.,:])?\d{1,6}[a-z]?$')] ! xs:integer(replace(., '^.*?(\d+)[a-z]?$', '$1'))"/>
  </xsl:function>

  <!-- Line → number.  The parts of a line that speakers share are one line: its first is numbered. -->
  <xsl:variable name="t:verse-numbers" as="map(xs:string, xs:integer)">
    <xsl:variable name="any-told" select="exists($t:read-lines[t:told-number(.)])"/>
    <xsl:map>
      <xsl:for-each-group select="$t:read-lines" group-by="(t:counted-within(.) ! generate-id(.), '')[1]">
        <xsl:variable name="first" select="t:firsts(current-group())"/>
        <xsl:variable name="told" select="for-each($first, function($line) { (t:told-number($line), -1)[1] })"/>
        <xsl:variable name="known" select="index-of($told ! (. ge 0), true())"/>
        <xsl:choose>
          <xsl:when test="current-grouping-key() = ''">
            <xsl:for-each select="$known"><xsl:map-entry key="generate-id($first[current()])" select="$told[current()]"/></xsl:for-each>
          </xsl:when>
          <xsl:when test="exists($known) or (count($first) ge $t:few-lines and not($any-told))">
            <xsl:iterate select="1 to count($first)">
              <xsl:param name="next" as="xs:integer" select="if (empty($known) or $told[$known[1]] = $known[1]) then 1 else -99999"/>
              <xsl:param name="coming" as="xs:integer*" select="$known"/>
              <xsl:variable name="number" select="if (. = $coming[1]) then $told[current()] else $next"/>
              <xsl:variable name="ahead" select="if (. = $coming[1]) then tail($coming) else $coming"/>
              <xsl:if test="$number gt 0 and (. = $coming[1] or empty($ahead) or $number lt $told[$ahead[1]])">
                <xsl:map-entry key="generate-id($first[current()])" select="$number"/>
              </xsl:if>
              <xsl:next-iteration>
                <xsl:with-param name="next" select="$number + 1"/>
                <xsl:with-param name="coming" select="$ahead"/>
              </xsl:next-iteration>
            </xsl:iterate>
          </xsl:when>
        </xsl:choose>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
  <!-- Lines without those that go on where another broke off. -->
  <xsl:function name="t:firsts" as="element(l)*">
    <xsl:param name="lines" as="element(l)*"/>
    <xsl:iterate select="$lines">
      <xsl:param name="open" as="xs:boolean" select="false()"/>
      <xsl:if test="not(@prev and not(@part)) and not(@part = ('M', 'F') and $open)"><xsl:sequence select="."/></xsl:if>
      <xsl:next-iteration><xsl:with-param name="open" select="@part = ('I', 'M')"/></xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- The number that stands beside a line: every fifth. -->
  <xsl:function name="t:shown-number" as="xs:string?">
    <xsl:param name="line" as="element()"/>
    <xsl:sequence select="$t:verse-numbers(generate-id($line))[. mod 5 = 0] ! string(.)"/>
  </xsl:function>
</xsl:stylesheet>
