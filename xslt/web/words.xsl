<?xml version="1.0" encoding="UTF-8"?>
<!-- The concordance: the text's telling words, each with lines of context.
     Which words these are is counted before the transform (edition/web/concordance.py). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- words/word[@form][@count]/line[@number][@left][@word][@right]; '' for none.
       A number is that of the element with the line, as //* counts. -->
  <xsl:param name="concordance" as="xs:string" select="''"/>
  <xsl:variable name="t:telling" as="element()*" select="$concordance[. ne ''] ! parse-xml(.)/*/*"/>
  <xsl:variable name="t:elements" as="element()*" select="//*"/>

  <xsl:variable name="t:words-list" as="map(*)">
    <xsl:variable name="weigh" select="function($word) { 150 + sum($word/* ! ($t:link-bytes + 60 + $t:letter-bytes * string-length(@left || @word || @right))) }"/>
    <xsl:variable name="sorted" as="element()*">
      <xsl:perform-sort select="$t:telling">
        <xsl:sort select="t:letter(@form)"/><xsl:sort select="lower-case(@form)" lang="{$t:language}"/>
      </xsl:perform-sort>
    </xsl:variable>
    <xsl:variable name="runs" select="t:list-runs($sorted, $weigh)"/>
    <xsl:variable name="short" select="count($runs) = 1 and sum($sorted ! ($weigh(.) + 100)) lt $t:list-size"/>
    <xsl:variable name="pages" select="if ($short) then $runs else ([], $runs)"/>
    <xsl:sequence select="map{'file': 'words.html', 'title': 'words', 'entries': $t:telling, 'pages': $pages,
      'files': (1 to count($pages)) ! t:part-file('words', .), 'name-of': function($word) { string($word/@form) }}"/>
  </xsl:variable>

  <xsl:template name="words">
    <xsl:variable name="list" select="$t:words-list"/>
    <xsl:variable name="files" select="map:merge(for $at in 1 to count($list?pages), $word in $list?pages[$at]?*
      return map:entry(string($word/@form), $list?files[$at][$at gt 1]))"/>
    <xsl:for-each select="(1 to count($list?pages))[exists($list?entries)]">
      <xsl:variable name="at" select="."/>
      <xsl:call-template name="list-page">
        <xsl:with-param name="list" select="$list"/>
        <xsl:with-param name="at" select="$at"/>
        <xsl:with-param name="content">
          <xsl:if test="$at = 1">
            <p class="hint"><xsl:value-of select="t:say('words-hint')"/></p>
            <ul class="word-list">
              <xsl:for-each select="$t:telling">
                <li><a href="{$files(@form)}#word:{escape-html-uri(@form)}"><xsl:value-of select="@form"/></a>
                  <xsl:text> </xsl:text><span class="count"><xsl:value-of select="@count"/></span></li>
              </xsl:for-each>
            </ul>
          </xsl:if>
          <xsl:for-each select="$list?pages[$at]?*"><xsl:call-template name="word"/></xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="word">
    <section class="word">
      <h2 id="word:{@form}"><xsl:value-of select="@form"/><xsl:text> </xsl:text>
        <span class="count"><xsl:value-of select="if (count(*) lt xs:integer(@count)) then t:say('some-of', (string(count(*)), string(@count))) else @count"/></span></h2>
      <ol class="kwic">
        <xsl:for-each select="*">
          <xsl:variable name="place" select="$t:elements[xs:integer(current()/@number)] ! t:place(.)"/>
          <li><span class="left"><xsl:value-of select="@left"/></span>
            <xsl:choose>
              <xsl:when test="$place ! t:page-file(.)"><a href="{t:href($place, t:id($place), ())}"><xsl:value-of select="@word"/></a></xsl:when>
              <xsl:otherwise><b><xsl:value-of select="@word"/></b></xsl:otherwise>
            </xsl:choose>
            <span class="right"><xsl:value-of select="@right"/></span></li>
        </xsl:for-each>
      </ol>
    </section>
  </xsl:template>
</xsl:stylesheet>
