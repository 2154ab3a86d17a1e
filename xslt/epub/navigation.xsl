<?xml version="1.0" encoding="UTF-8"?>
<!-- The navigation document: contents, landmarks, and the pages of the printed source. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:epub="http://www.idpf.org/2007/ops" xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all">

  <!-- Documents whose breaks of the source's pages the reader can go to, in order. -->
  <xsl:variable name="t:breaks" as="map(*)*" select="
    for $document in $t:finished, $break in $document?html//span[@epub:type = 'pagebreak'][@id]
    return map{'label': string($break/@title), 'href': $document?file || '#' || escape-html-uri($break/@id)}"/>

  <xsl:template name="navigation">
    <xsl:call-template name="frame-of-document">
      <xsl:with-param name="name" select="t:say('contents')"/>
      <xsl:with-param name="matter" select="'frontmatter'"/>
      <xsl:with-param name="body"><main>
        <nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-name">
          <h1 id="toc-name"><xsl:sequence select="t:spoken-language()"/><xsl:value-of select="t:say('contents')"/></h1>
          <ol>
            <li><a href="title.xhtml"><xsl:value-of select="t:say('title-page')"/></a></li>
            <xsl:call-template name="text-contents"/>
            <xsl:for-each select="$t:finished[?matter = 'backmatter']">
              <li><a href="{?file}"><xsl:value-of select="?name"/></a></li>
            </xsl:for-each>
          </ol>
        </nav>
        <nav epub:type="landmarks" id="landmarks" hidden="hidden" aria-labelledby="landmarks-name">
          <h2 id="landmarks-name"><xsl:value-of select="t:say('landmarks')"/></h2>
          <ol>
            <li><a epub:type="cover" href="cover.xhtml"><xsl:value-of select="t:say('cover')"/></a></li>
            <li><a epub:type="titlepage" href="title.xhtml"><xsl:value-of select="t:say('title-page')"/></a></li>
            <li><a epub:type="toc" href="nav.xhtml"><xsl:value-of select="t:say('contents')"/></a></li>
            <xsl:for-each select="$t:finished[?matter = 'bodymatter'][1]">
              <li><a epub:type="bodymatter" href="{?file}"><xsl:value-of select="t:say('to-text')"/></a></li>
            </xsl:for-each>
            <xsl:for-each select="$t:finished[?matter = 'backmatter'][1]">
              <li><a epub:type="backmatter" href="{?file}"><xsl:value-of select="?name"/></a></li>
            </xsl:for-each>
          </ol>
        </nav>
        <xsl:if test="exists($t:breaks)">
          <nav epub:type="page-list" role="doc-pagelist" id="page-list" hidden="hidden" aria-labelledby="page-list-name">
            <h2 id="page-list-name"><xsl:value-of select="t:say('page-list')"/></h2>
            <ol>
              <xsl:for-each select="$t:breaks"><li><a href="{?href}"><xsl:value-of select="?label"/></a></li></xsl:for-each>
            </ol>
          </nav>
        </xsl:if>
      </main></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The headed divisions, three deep; without headings, the documents of the text. -->
  <xsl:template name="text-contents">
    <xsl:variable name="items"><xsl:apply-templates select="t:tops($t:document)" mode="contents"/></xsl:variable>
    <xsl:variable name="linked"><xsl:apply-templates select="$items" mode="xhtml">
      <xsl:with-param name="file" select="'nav.html'" tunnel="yes"/></xsl:apply-templates></xsl:variable>
    <xsl:choose>
      <xsl:when test="exists($linked/li)"><xsl:sequence select="$linked"/></xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$t:finished[?matter = 'bodymatter']">
          <li><a href="{?file}"><xsl:value-of select="?name"/></a></li>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
