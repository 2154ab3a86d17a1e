<?xml version="1.0" encoding="UTF-8"?>
<!-- Pages made from the markup: which there are, and how a long one is cut into several.
     What an entry shows stands in entries.xsl, dates in timeline.xsl. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- A book's lists are not cut, and it has no pages of voices, words and search. -->
  <xsl:param name="of-book" as="xs:boolean" select="false()"/>
  <!-- Bytes that the entries of one page may have. -->
  <xsl:variable name="t:list-size" as="xs:double" select="if ($of-book) then 1e12 else 70000"/>

  <!-- Bytes that a letter of this text takes, and a link to a place in it. -->
  <xsl:variable name="t:letter-bytes" as="xs:double">
    <xsl:variable name="sample" select="substring(string-join((/*/(text | TEI)//text()[normalize-space()])[position() le 200]), 1, 4000)"/>
    <xsl:sequence select="1 + 1.6 * count(string-to-codepoints($sample)[. gt 127]) div max((1, string-length($sample)))"/>
  </xsl:variable>
  <xsl:variable name="t:link-bytes" as="xs:double" select="
    40 + max((10, $t:files ! string-length(.))) + max((8, (/*/(text | TEI)//@xml:id)[position() le 200] ! string-length(.)))"/>

  <!-- The lists of registers: file, words of its title, entries; pages and their files. -->
  <xsl:variable name="t:lists" as="map(*)*">
    <xsl:variable name="beside" select="$t:header/(profileDesc | fileDesc/sourceDesc) | /*/standOff | /*/TEI/(teiHeader/profileDesc | standOff)"/>
    <xsl:variable name="back" select="/*/(text | TEI/text)/back//(listPerson | listPlace | listOrg)"/>
    <xsl:sequence select="
      t:list('people', t:by-name((($beside, $back)//(person | personGrp) | /*/(text | TEI)//castItem//role[@xml:id])[normalize-space()])),
      t:list('places', t:by-name(($beside, $back)//place[normalize-space()])),
      t:list('organisations', t:by-name(($beside, $back)//org[normalize-space()])),
      t:list('sources', $t:works),
      t:list('dates', t:by-date(/*/(text | TEI | teiCorpus)//date[ancestor::text][t:day(.)]))"/>
  </xsl:variable>
  <!-- Pages that are made from the whole text, where there is enough of it. -->
  <xsl:variable name="t:extras" as="map(*)*" select="
    if ($of-book) then () else ($t:voices-list, $t:words-list, $t:search-list)"/>

  <xsl:function name="t:list" as="map(*)">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="entries" as="element()*"/>
    <xsl:variable name="pages" select="t:list-runs($entries, t:entry-weight#1)"/>
    <xsl:sequence select="map{'file': $title || '.html', 'title': $title, 'entries': $entries, 'pages': $pages,
      'files': (1 to count($pages)) ! t:part-file($title, .)}"/>
  </xsl:function>
  <xsl:function name="t:part-file" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="at" as="xs:integer"/>
    <xsl:sequence select="$name || ('-' || $at)[$at gt 1] || '.html'"/>
  </xsl:function>

  <!-- Items in runs that a page can hold. -->
  <xsl:function name="t:list-runs" as="array(*)*">
    <xsl:param name="items" as="item()*"/>
    <xsl:param name="weigh" as="function(*)"/>
    <xsl:iterate select="$items">
      <xsl:param name="run" as="item()*" select="()"/>
      <xsl:param name="filled" as="xs:double" select="0"/>
      <xsl:on-completion><xsl:sequence select="if (exists($run)) then array{$run} else ()"/></xsl:on-completion>
      <xsl:variable name="weight" select="$weigh(.)"/>
      <xsl:variable name="full" select="exists($run) and $filled + $weight gt $t:list-size"/>
      <xsl:if test="$full"><xsl:sequence select="array{$run}"/></xsl:if>
      <xsl:next-iteration>
        <xsl:with-param name="run" select="$run[not($full)], ."/>
        <xsl:with-param name="filled" select="$filled[not($full)] => sum() + $weight"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- In the order of the alphabet; of one letter all together, whatever a language thinks of Å. -->
  <xsl:function name="t:by-name" as="element()*">
    <xsl:param name="entries" as="element()*"/>
    <xsl:perform-sort select="$entries">
      <xsl:sort select="t:letter(t:index-name(.))"/>
      <xsl:sort select="lower-case(t:index-name(.))" lang="{$t:language}"/>
    </xsl:perform-sort>
  </xsl:function>
  <!-- A name as an index has it: the surname first, where the TEI tells which it is. -->
  <xsl:function name="t:index-name" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="name" select="$entry/self::person/(persName | name)[normalize-space()][1]"/>
    <xsl:variable name="surnames" select="$name/surname[normalize-space()][not(@type = ('birth', 'maiden', 'alt'))]"/>
    <xsl:variable name="others" select="$name/(forename | roleName | addName | genName | nameLink)"/>
    <xsl:sequence select="
      if ($surnames and $others) then t:parts-of-name($surnames) || ', ' || t:parts-of-name($others)
      else t:agent-name($entry)"/>
  </xsl:function>
  <xsl:function name="t:letter" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="first" select="upper-case(substring(replace(normalize-unicode(substring($name, 1, 40), 'NFD'), '[^\p{L}\p{N}]', ''), 1, 1))"/>
    <xsl:sequence select="if ($first = '' or matches($first, '\p{N}')) then '#' else substring($first, 1, 1)"/>
  </xsl:function>

  <xsl:variable name="t:listed" as="map(xs:string, xs:string)" select="
    map:merge(for $list in $t:lists, $at in 1 to count($list?pages), $entry in $list?pages[$at]?*[not(ancestor::text)]
              return map:entry(generate-id($entry), $list?files[$at]))"/>
  <!-- The file of the list that has an element of the header. -->
  <xsl:function name="t:list-file" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$t:listed(generate-id($element))"/>
  </xsl:function>

  <xsl:template name="lists">
    <xsl:variable name="root" select="/*"/>
    <xsl:for-each select="$t:lists[exists(?entries)]">
      <xsl:variable name="list" select="."/>
      <xsl:for-each select="1 to count($list?pages)">
        <xsl:variable name="at" select="."/>
        <xsl:call-template name="list-page">
          <xsl:with-param name="list" select="$list"/>
          <xsl:with-param name="at" select="$at"/>
          <xsl:with-param name="content">
            <xsl:for-each select="$root">
              <xsl:call-template name="entries">
                <xsl:with-param name="list" select="map:put($list, 'entries', $list?pages[$at]?*)"/>
              </xsl:call-template>
            </xsl:for-each>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:if test="not($of-book)">
      <xsl:call-template name="voices"/>
      <xsl:call-template name="words"/>
      <xsl:call-template name="search"/>
    </xsl:if>
  </xsl:template>

  <!-- A page of a list, with the way to its other pages. -->
  <xsl:template name="list-page">
    <xsl:param name="list" as="map(*)"/>
    <xsl:param name="at" as="xs:integer" select="1"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:variable name="name" select="t:say($list?title) || (' (' || $at || '/' || count($list?pages) || ')')[$at gt 1]"/>
    <xsl:call-template name="write">
      <xsl:with-param name="file" select="$list?files[$at]"/>
      <xsl:with-param name="html"><xsl:call-template name="frame">
        <xsl:with-param name="file" select="$list?files[$at]"/>
        <xsl:with-param name="name" select="$name"/>
        <xsl:with-param name="kind" select="'list'"/>
        <xsl:with-param name="content">
          <main id="nav:text">
            <h1 class="page-name"><xsl:value-of select="$name"/></h1>
            <xsl:call-template name="ranges">
              <xsl:with-param name="list" select="$list"/><xsl:with-param name="at" select="$at"/>
            </xsl:call-template>
            <xsl:sequence select="$content"/>
          </main>
        </xsl:with-param>
      </xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The way over the pages of a list, and over its letters. -->
  <xsl:template name="ranges">
    <xsl:param name="list" as="map(*)"/>
    <xsl:param name="at" as="xs:integer"/>
    <xsl:if test="count($list?pages) gt 1">
      <nav class="ranges" aria-label="{t:say('pages')}"><ul>
        <xsl:for-each select="1 to count($list?pages)">
          <li><a href="{$list?files[current()]}">
            <xsl:if test=". = $at"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
            <xsl:value-of select="t:range($list, .)"/></a></li>
        </xsl:for-each>
      </ul></nav>
    </xsl:if>
    <xsl:if test="t:is-lettered($list)">
      <nav class="letters" aria-label="{t:say('letters')}"><ul>
        <xsl:for-each-group select="1 to count($list?pages)" group-by="$list?pages[current()]?* ! t:letter(t:index-name(.))">
          <xsl:variable name="file" select="$list?files[current-group()[1]]"/>
          <li><a href="{$file[current-group()[1] ne $at]}#letter:{current-grouping-key() ! (if (. = '#') then 'other' else .)}">
            <xsl:value-of select="current-grouping-key()"/></a></li>
        </xsl:for-each-group>
      </ul></nav>
    </xsl:if>
  </xsl:template>
  <!-- From the first to the last entry of a page. -->
  <xsl:function name="t:range" as="xs:string">
    <xsl:param name="list" as="map(*)"/>
    <xsl:param name="at" as="xs:integer"/>
    <xsl:variable name="name" select="($list?name-of, function($entry) {
      if ($list?title = 'dates') then t:day($entry) else if ($list?title = 'sources') then string(index-of($list?entries ! generate-id(.), generate-id($entry))[1])
      else t:brief(t:index-name($entry))})[1]"/>
    <xsl:variable name="items" select="$list?pages[$at]?*"/>
    <xsl:sequence select="
      if (empty($items)) then t:say('overview') else string-join(distinct-values(($items[1], $items[last()]) ! $name(.)), '–')"/>
  </xsl:function>
  <xsl:function name="t:brief" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="if (string-length($name) le 14) then $name else replace(substring($name, 1, 14), '[\s\p{P}]+\S*$', '')"/>
  </xsl:function>
  <xsl:function name="t:is-lettered" as="xs:boolean">
    <xsl:param name="list" as="map(*)"/>
    <xsl:sequence select="$list?title = ('people', 'places', 'organisations') and count($list?pages ! ?*) gt 30"/>
  </xsl:function>

  <xsl:template name="entries">
    <xsl:param name="list" as="map(*)"/>
    <xsl:choose>
      <xsl:when test="$list?title = 'dates'">
        <xsl:call-template name="dates"><xsl:with-param name="dates" select="$list?entries"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="t:is-lettered($list)">
        <xsl:for-each-group select="$list?entries" group-adjacent="t:letter(t:index-name(.))">
          <h2 class="letter" id="letter:{current-grouping-key() ! (if (. = '#') then 'other' else .)}"><xsl:value-of select="current-grouping-key()"/></h2>
          <ul class="index"><xsl:apply-templates select="current-group()" mode="item"/></ul>
        </xsl:for-each-group>
      </xsl:when>
      <xsl:otherwise>
        <ul class="index"><xsl:apply-templates select="$list?entries" mode="item"/></ul>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
