<?xml version="1.0" encoding="UTF-8"?>
<!-- The search page.  It looks through the passages of the text, which lie beside it as scripts
     (edition/web/search.py), so that it works from a disk; without a script it shows other ways. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- Numbers of the passages' elements, as //* counts, and in how many scripts the passages are. -->
  <xsl:param name="passages" as="xs:string" select="''"/>
  <xsl:param name="search-parts" as="xs:integer" select="1"/>
  <!-- Whether Pagefind has looked through the finished pages. -->
  <xsl:param name="pagefind" as="xs:boolean" select="false()"/>

  <xsl:variable name="t:search-list" as="map(*)" select="
    map{'file': 'search.html', 'title': 'search', 'entries': $t:document[$passages ne ''][not($collection) or not($t:whole)],
        'pages': [$t:document], 'files': 'search.html'}"/>

  <xsl:template name="search">
    <xsl:if test="exists($t:search-list?entries)">
      <xsl:call-template name="list-page">
        <xsl:with-param name="list" select="$t:search-list"/>
        <xsl:with-param name="content">
          <div id="search" role="search" hidden="hidden" data-parts="{$search-parts}" data-none="{t:say('search-none')}"
            data-found="{t:say('search-found')}" data-more="{t:say('search-more')}">
            <xsl:if test="$pagefind"><xsl:attribute name="data-pagefind" select="'pagefind/pagefind.js'"/></xsl:if>
            <label for="search:words"><xsl:value-of select="t:say('search-label')"/></label>
            <input type="search" id="search:words" autocomplete="off" spellcheck="false" aria-describedby="search:hint"/>
            <div class="hint" id="search:hint"><xsl:value-of select="t:say('search-hint')"/></div>
            <div id="search:status" role="status"></div>
            <ol id="search:results" class="results"></ol>
          </div>
          <div id="search:without">
            <p><xsl:value-of select="t:say('search-without')"/></p>
            <ul class="index">
              <xsl:for-each select="($t:lists, $t:extras)[exists(?entries)][not(?file = 'search.html')]">
                <li><a href="{?file}"><xsl:value-of select="t:say(?title)"/></a></li>
              </xsl:for-each>
              <li><a href="index.html"><xsl:value-of select="t:say('contents')"/></a></li>
            </ul>
          </div>
          <script src="{$shared}search.js" defer="defer"></script>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="$passages ne ''"><xsl:call-template name="search-places"/></xsl:if>
  </xsl:template>

  <!-- For the index: of each passage the page, the id and the page's name. -->
  <xsl:template name="search-places">
    <xsl:variable name="names" as="xs:string*" select="
      for $at in 1 to count($t:pages) return if ($t:whole) then $t:title else t:page-name($at)"/>
    <xsl:result-document href="search-places.txt" method="text">
      <xsl:for-each select="tokenize($passages)">
        <xsl:variable name="place" select="$t:elements[xs:integer(current())] ! t:place(.)"/>
        <xsl:variable name="at" select="$place ! t:page(.)"/>
        <xsl:value-of select="
          if ($at) then string-join(($t:files[$at], t:id($place), translate($names[$at], '&#9;&#10;', '  ')), '&#9;') else ''"/>
        <xsl:text>&#10;</xsl:text>
      </xsl:for-each>
    </xsl:result-document>
  </xsl:template>
</xsl:stylesheet>
