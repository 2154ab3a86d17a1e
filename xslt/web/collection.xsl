<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages of a collection: the table of its documents, lists and search over all of them.
     What the documents told stands in the TEI's xenoData (edition/corpus/collecting.py). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">
  <xsl:import href="page.xsl"/>

  <!-- Whether there is a feed. -->
  <xsl:param name="fed" as="xs:boolean" select="false()"/>
  <xsl:variable name="t:schema-type" as="xs:string" select="'Collection'"/>
  <xsl:variable name="t:has-feed" as="xs:boolean" select="$fed"/>

  <xsl:variable name="t:own-look" as="xs:string" select="'collection.css'"/>
  <xsl:variable name="t:collected" as="element()" select="/*/xenoData/t:collection"/>
  <xsl:variable name="t:documents" as="element()*" select="$t:collected/t:document"/>
  <!-- Documents that an entry shows at once, behind a click, and at most. -->
  <xsl:variable name="t:open-documents" select="8"/>
  <xsl:variable name="t:most-documents" select="150"/>

  <xsl:variable name="t:lists" as="map(*)*" select="
    for $list in $t:collected/t:list return t:list($list/@title,
      if ($list/@title = 'dates') then $list/t:entry else t:by-name($list/t:entry))"/>
  <xsl:variable name="t:extras" as="map(*)*" select="$t:search-list"/>
  <xsl:variable name="t:link-bytes" as="xs:double" select="
    60 + 1.3 * max((20, $t:documents ! (string-length(@href) + string-length(@title))))"/>
  <xsl:function name="t:entry-weight" as="xs:double">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="300 + 130 * count($entry/t:ref) + 2 * string-length($entry)
      + $t:link-bytes * min(($t:most-documents, count($entry/t:in)))"/>
  </xsl:function>

  <xsl:template match="/*" priority="10">
    <xsl:for-each select="1 to count($t:table?pages)"><xsl:call-template name="documents-page"/></xsl:for-each>
    <xsl:if test="count($t:table?pages) gt 1"><xsl:call-template name="documents-data"/></xsl:if>
    <xsl:call-template name="lists"/>
    <xsl:call-template name="citation-files"/>
    <xsl:call-template name="robots"/>
    <xsl:call-template name="first-page"/>
  </xsl:template>

  <!-- The table of documents, by date, and what is known of the collection. -->
  <xsl:variable name="t:table" as="map(*)">
    <xsl:variable name="rows" as="element()*">
      <xsl:perform-sort select="$t:documents">
        <xsl:sort select="@day = ''"/>
        <xsl:sort select="string(@day)"/>
        <xsl:sort select="lower-case(@title)" lang="{$t:language}"/>
      </xsl:perform-sort>
    </xsl:variable>
    <xsl:variable name="pages" select="t:list-runs($rows, t:row-weight#1)"/>
    <xsl:sequence select="map{'title': 'documents', 'entries': $rows, 'pages': $pages,
      'files': ('index.html', (2 to count($pages)) ! t:part-file('documents', .)),
      'name-of': function($row) { t:brief(string(($row/@day[. ne ''], $row/@title)[1])) }}"/>
  </xsl:variable>
  <xsl:function name="t:row-weight" as="xs:double">
    <xsl:param name="row" as="element()"/>
    <xsl:sequence select="220 + 1.3 * sum($row/(@href, @title, @date, t:author) ! string-length(.))"/>
  </xsl:function>
  <xsl:variable name="t:columns-shown" as="xs:string*" select="
    'title', 'author'[$t:documents/t:author], 'date'[$t:documents/@date[. ne '']],
    'language'[count(distinct-values($t:documents/@language[. ne 'und'])) gt 1], 'words'"/>

  <xsl:template name="first-page">
    <xsl:call-template name="frame">
      <xsl:with-param name="file" select="'index.html'"/>
      <xsl:with-param name="kind" select="'collection'"/>
      <xsl:with-param name="content">
        <xsl:call-template name="header"/>
        <main id="nav:text">
          <xsl:call-template name="documents"><xsl:with-param name="at" select="1"/></xsl:call-template>
          <xsl:call-template name="cite"/>
          <xsl:call-template name="about"/>
        </main>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:template name="documents-page">
    <xsl:variable name="at" select="."/>
    <xsl:if test="$at gt 1">
      <xsl:for-each select="$t:document">
        <xsl:call-template name="list-page">
          <xsl:with-param name="list" select="$t:table"/>
          <xsl:with-param name="at" select="$at"/>
          <xsl:with-param name="content">
            <xsl:call-template name="documents-table"><xsl:with-param name="at" select="$at"/></xsl:call-template>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template name="documents">
    <xsl:param name="at" as="xs:integer"/>
    <section class="documents" aria-labelledby="nav:documents">
      <h2 id="nav:documents"><xsl:value-of select="t:say('documents') || ' (' || count($t:documents) || ')'"/></h2>
      <div id="documents" hidden="hidden" role="search" data-shown="{t:say('filter-found')}"
        data-pages="{count($t:table?pages)}" data-columns="{$t:columns-shown}">
        <label for="documents:filter"><xsl:value-of select="t:say('filter-label')"/></label>
        <input type="search" id="documents:filter" autocomplete="off" spellcheck="false"/>
        <div id="documents:status" role="status"></div>
      </div>
      <xsl:call-template name="ranges">
        <xsl:with-param name="list" select="$t:table"/><xsl:with-param name="at" select="$at"/>
      </xsl:call-template>
      <xsl:call-template name="documents-table"><xsl:with-param name="at" select="$at"/></xsl:call-template>
      <script src="collection.js" defer="defer"></script>
    </section>
  </xsl:template>
  <xsl:template name="documents-table">
    <xsl:param name="at" as="xs:integer"/>
    <div class="table">
      <table class="documents">
        <thead><tr>
          <xsl:for-each select="$t:columns-shown"><th scope="col" class="of-{.}"><xsl:value-of select="t:say(.)"/></th></xsl:for-each>
        </tr></thead>
        <tbody><xsl:apply-templates select="$t:table?pages[$at]?*" mode="row"/></tbody>
      </table>
    </div>
  </xsl:template>
  <xsl:template match="t:document" mode="row">
    <tr>
      <th scope="row"><a href="{@href}"><xsl:sequence select="t:tongue(.)"/><xsl:value-of select="@title"/></a></th>
      <xsl:if test="$t:columns-shown = 'author'"><td><xsl:value-of select="t:author" separator="; "/></td></xsl:if>
      <xsl:if test="$t:columns-shown = 'date'">
        <td data-order="{@day}">
          <xsl:choose>
            <xsl:when test="@day ne ''"><time datetime="{@day}"><xsl:value-of select="(@date[. ne ''], @day)[1]"/></time></xsl:when>
            <xsl:otherwise><xsl:value-of select="@date"/></xsl:otherwise>
          </xsl:choose>
        </td>
      </xsl:if>
      <xsl:if test="$t:columns-shown = 'language'"><td class="of-language"><xsl:value-of select="@language[. ne 'und']"/></td></xsl:if>
      <td class="of-words" data-order="{@words}"><xsl:value-of select="@words"/></td>
    </tr>
  </xsl:template>
  <xsl:function name="t:tongue" as="attribute()?">
    <xsl:param name="document" as="element()"/>
    <xsl:if test="not($document/@language = ('und', $t:language))">
      <xsl:attribute name="lang" select="$document/@language"/>
    </xsl:if>
  </xsl:function>

  <!-- All rows for the script, where one page has not all of them. -->
  <xsl:template name="documents-data">
    <xsl:variable name="rows" as="array(*)*" select="
      $t:table?entries ! [string(@href), string(@title), string-join(t:author, '; '), string((@date[. ne ''], @day)[1]),
        string(@day), string(@language[. ne 'und']), xs:integer(@words)]"/>
    <xsl:result-document href="documents.js" method="text">
      <xsl:value-of select="'editionDocuments(' || serialize(array{$rows}, map{'method': 'json'}) || ');&#10;'"/>
    </xsl:result-document>
  </xsl:template>

  <!-- The lists of all documents: who or what, and where. -->
  <xsl:template name="entries">
    <xsl:param name="list" as="map(*)"/>
    <xsl:choose>
      <xsl:when test="t:is-lettered($list)">
        <xsl:for-each-group select="$list?entries" group-adjacent="t:letter(t:agent-name(.))">
          <h2 class="letter" id="letter:{current-grouping-key() ! (if (. = '#') then 'other' else .)}"><xsl:value-of select="current-grouping-key()"/></h2>
          <ul class="index"><xsl:apply-templates select="current-group()" mode="item"/></ul>
        </xsl:for-each-group>
      </xsl:when>
      <xsl:otherwise><ul class="index"><xsl:apply-templates select="$list?entries" mode="item"/></ul></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="t:entry" mode="item" priority="1">
    <li>
      <span class="name">
        <xsl:choose>
          <xsl:when test="@when"><time datetime="{@when}"><xsl:value-of select="."/></time></xsl:when>
          <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
        </xsl:choose>
      </span>
      <xsl:if test="@about ne ''"><xsl:text> </xsl:text><span class="life"><xsl:value-of select="@about"/></span></xsl:if>
      <xsl:for-each select="t:ref">
        <xsl:text> · </xsl:text><a class="authority" href="{@address}"><xsl:value-of select="@name"/></a>
      </xsl:for-each>
      <div class="passages">
        <xsl:call-template name="places-of"><xsl:with-param name="places" select="t:in[position() le $t:open-documents]"/></xsl:call-template>
        <xsl:if test="count(t:in) gt $t:open-documents">
          <details>
            <summary><xsl:value-of select="t:say('more-passages', string(count(t:in) - $t:open-documents))"/></summary>
            <xsl:call-template name="places-of">
              <xsl:with-param name="places" select="t:in[position() gt $t:open-documents][position() le $t:most-documents]"/>
            </xsl:call-template>
            <xsl:if test="count(t:in) gt $t:open-documents + $t:most-documents">
              <p><a href="search.html#q={encode-for-uri('&quot;' || . || '&quot;')}"><xsl:value-of select="
                t:say('and-documents', string(count(t:in) - $t:open-documents - $t:most-documents))"/></a></p>
            </xsl:if>
          </details>
        </xsl:if>
      </div>
    </li>
  </xsl:template>
  <xsl:template name="places-of">
    <xsl:param name="places" as="element()*"/>
    <ul class="contexts">
      <xsl:for-each select="$places">
        <li><a href="{@href}"><xsl:value-of select="@title"/></a>
          <xsl:if test="@count &gt; 1"><xsl:text> </xsl:text><span class="count"><xsl:value-of select="'(' || @count || ')'"/></span></xsl:if></li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template name="lists">
    <xsl:for-each select="$t:lists[exists(?entries)]">
      <xsl:variable name="list" select="."/>
      <xsl:for-each select="1 to count($list?pages)">
        <xsl:variable name="at" select="."/>
        <xsl:call-template name="list-page">
          <xsl:with-param name="list" select="$list"/>
          <xsl:with-param name="at" select="$at"/>
          <xsl:with-param name="content">
            <xsl:call-template name="entries">
              <xsl:with-param name="list" select="map:put($list, 'entries', $list?pages[$at]?*)"/>
            </xsl:call-template>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:call-template name="search"/>
  </xsl:template>
  <!-- Where passages are, the documents have told. -->
  <xsl:template name="search-places"/>
</xsl:stylesheet>
