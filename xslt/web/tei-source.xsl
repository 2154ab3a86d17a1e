<?xml version="1.0" encoding="UTF-8"?>
<!-- The TEI of each page on a page beside it, a line for each block; the same ids lead both ways.
     Lines are made first, for the text's links need to know where each of them will stand. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:param name="show-source" as="xs:boolean" select="true()"/>
  <!-- Bytes of lines that a page of source may hold. -->
  <xsl:param name="source-size" as="xs:integer" select="70000"/>

  <!-- Pages of source: the page of text (0: header and lists), number of the part, its lines. -->
  <xsl:variable name="t:source-pages" as="map(*)*">
    <xsl:if test="$show-source">
      <xsl:for-each select="0 to count($t:pages[array:size(.) gt 0])">
        <xsl:variable name="at" select="."/>
        <xsl:variable name="lines"><xsl:call-template name="source-lines"/></xsl:variable>
        <xsl:variable name="parts" select="t:source-parts($lines/*)"/>
        <xsl:for-each select="1 to count($parts)">
          <xsl:variable name="part" select="."/>
          <xsl:sequence select="map{'at': $at, 'part': $part, 'lines': $parts[$part], 'of': count($parts),
            'file': t:source-name($at, $part)}"/>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:if>
  </xsl:variable>
  <xsl:template name="source-lines">
    <xsl:variable name="at" select="."/>
    <xsl:choose>
      <xsl:when test="$at = 0">
        <xsl:apply-templates select="$t:document/(teiHeader | standOff | facsimile | sourceDoc), $t:title-page" mode="source"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="t:matter($t:document)" mode="source-walk">
          <xsl:with-param name="page" select="$at" tunnel="yes"/>
          <xsl:with-param name="file" select="$t:files[$at]" tunnel="yes"/>
        </xsl:apply-templates>
        <xsl:apply-templates select="$t:moved($at)[map:contains($t:called-away, generate-id())]" mode="source">
          <xsl:with-param name="file" select="$t:files[$at]" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:function name="t:source-name" as="xs:string">
    <xsl:param name="at" as="xs:integer"/>
    <xsl:param name="part" as="xs:integer"/>
    <xsl:variable name="stem" select="if ($at = 0) then 'header' else replace($t:files[$at], '\.html$', '')"/>
    <xsl:sequence select="$stem || '.tei' || ('-' || $part)[$part gt 1] || '.html'"/>
  </xsl:function>
  <xsl:function name="t:source-parts" as="array(element())*">
    <xsl:param name="lines" as="element()*"/>
    <xsl:iterate select="$lines">
      <xsl:param name="run" as="element()*" select="()"/>
      <xsl:param name="filled" as="xs:double" select="0"/>
      <xsl:on-completion><xsl:sequence select="if (exists($run)) then array{$run} else ()"/></xsl:on-completion>
      <!-- A line's bytes: its signs, its elements' tags and ids, and what HTML escapes. -->
      <xsl:variable name="weight" select="1.06 * string-length() + 40 + 14 * count(descendant::*) + 60 * count(descendant::h:a)"/>
      <xsl:variable name="full" select="exists($run) and $filled + $weight gt $source-size"/>
      <xsl:if test="$full"><xsl:sequence select="array{$run}"/></xsl:if>
      <xsl:next-iteration>
        <xsl:with-param name="run" select="if ($full) then . else ($run, .)"/>
        <xsl:with-param name="filled" select="if ($full) then $weight else $filled + $weight"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>
  <!-- Where the source of an id stands. -->
  <xsl:variable name="t:source-of" as="map(xs:string, xs:string)" select="
    map:merge(for $page in $t:source-pages, $place in $page?lines?*/descendant::*[@id]
              return map:entry(string($place/@id), $page?file), map{'duplicates': 'use-first'})"/>

  <!-- What begins on one page and ends on another has its tags on each. -->
  <xsl:template match="*" mode="source-walk">
    <xsl:param name="page" as="xs:integer" tunnel="yes"/>
    <xsl:param name="depth" as="xs:integer" select="0"/>
    <xsl:variable name="own" select="$t:page-of(generate-id())"/>
    <xsl:choose>
      <xsl:when test="$own = $page">
        <xsl:apply-templates select="." mode="source"><xsl:with-param name="depth" select="$depth"/></xsl:apply-templates>
      </xsl:when>
      <xsl:when test="empty($own) and $t:first-page(generate-id()) le $page and $t:last-page(generate-id()) ge $page">
        <div class="ln d{min((9, $depth))}"><xsl:call-template name="start-tag">
          <xsl:with-param name="addressed" select="$t:first-page(generate-id()) = $page"/>
        </xsl:call-template></div>
        <xsl:apply-templates select="t:matter(.)" mode="source-walk"><xsl:with-param name="depth" select="$depth + 1"/></xsl:apply-templates>
        <div class="ln d{min((9, $depth))}"><b><xsl:value-of select="'&lt;/' || name() || '>'"/></b></div>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- An element that begins a line: blocks inside it have lines of their own. -->
  <xsl:template match="*" mode="source">
    <xsl:param name="depth" as="xs:integer" select="0"/>
    <xsl:variable name="mixed" select="exists(text()[normalize-space()])"/>
    <xsl:variable name="class" select="'ln d' || min((9, $depth))"/>
    <xsl:choose>
      <xsl:when test="empty(*) or $mixed and not(t:has-blocks(.))">
        <div class="{$class}"><xsl:apply-templates select="." mode="source-inline"/></div>
      </xsl:when>
      <xsl:otherwise>
        <div class="{$class}"><xsl:call-template name="start-tag"/></div>
        <xsl:for-each-group select="node()" group-adjacent="exists(self::*) and (not($mixed) or t:is-block(.))">
          <xsl:choose>
            <xsl:when test="current-grouping-key()">
              <xsl:apply-templates select="current-group()" mode="source"><xsl:with-param name="depth" select="$depth + 1"/></xsl:apply-templates>
            </xsl:when>
            <xsl:when test="current-group()[self::* or self::comment() or normalize-space()]">
              <div class="ln d{min((9, $depth + 1))}"><xsl:apply-templates select="current-group()" mode="source-inline"/></div>
            </xsl:when>
          </xsl:choose>
        </xsl:for-each-group>
        <div class="{$class}"><b><xsl:value-of select="'&lt;/' || name() || '>'"/></b></div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="*" mode="source-inline">
    <xsl:call-template name="start-tag"><xsl:with-param name="empty" select="empty(node())"/></xsl:call-template>
    <xsl:if test="node()">
      <xsl:apply-templates mode="source-inline"/>
      <b><xsl:value-of select="'&lt;/' || name() || '>'"/></b>
    </xsl:if>
  </xsl:template>
  <!-- Blanks of the file's own layout are one; normalize-space() is many times as quick as replace(). -->
  <xsl:template match="text()" mode="source-inline">
    <xsl:variable name="words" select="normalize-space()"/>
    <xsl:value-of select="
      ' '[not(normalize-space(substring(current(), 1, 1)))] || $words
      || ' '[$words and not(normalize-space(substring(current(), string-length(current()))))]"/>
  </xsl:template>
  <xsl:template match="comment()" mode="source-inline">
    <span class="remark"><xsl:value-of select="'&lt;!--' || . || '-->'"/></span>
  </xsl:template>
  <xsl:template match="processing-instruction()" mode="source-inline"/>

  <!-- <name attribute="value">: the name is the way to the text, where that has the element. -->
  <xsl:template name="start-tag">
    <xsl:param name="empty" as="xs:boolean" select="false()"/>
    <xsl:param name="addressed" as="xs:boolean" select="true()"/>
    <!-- The page of text that is shown; none for the header. -->
    <xsl:param name="file" as="xs:string?" tunnel="yes"/>
    <xsl:variable name="id" select="t:id(.)[$addressed]"/>
    <xsl:variable name="foreign" select="
      namespace-uri() ne namespace-uri(..) and namespace-uri() ne 'http://www.tei-c.org/ns/1.0'"/>
    <xsl:variable name="bare" select="empty(@*) and not($foreign)"/>
    <xsl:variable name="end" select="if ($empty) then '/>' else '>'"/>
    <xsl:choose>
      <xsl:when test="$id and t:leads-to-text(., $file)">
        <a id="{$id}" href="{($file, t:file(.))[1]}#{escape-html-uri($id)}"><xsl:value-of select="'&lt;' || name()"/></a>
      </xsl:when>
      <xsl:when test="$id"><b id="{$id}"><xsl:value-of select="'&lt;' || name()"/></b></xsl:when>
      <xsl:otherwise>
        <b><xsl:value-of select="'&lt;' || name() || $end[$bare]"/></b>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$foreign">
      <xsl:text> </xsl:text><i>xmlns</i><xsl:text>=</xsl:text><em><xsl:value-of select="'&quot;' || namespace-uri() || '&quot;'"/></em>
    </xsl:if>
    <xsl:for-each select="@*">
      <xsl:text> </xsl:text><i><xsl:value-of select="name()"/></i><xsl:text>=</xsl:text>
      <em><xsl:value-of select="'&quot;' || t:cut-value(.) || '&quot;'"/></em>
    </xsl:for-each>
    <xsl:if test="$id or not($bare)"><b><xsl:value-of select="$end"/></b></xsl:if>
  </xsl:template>
  <!-- Blocks and entries of lists have their ids in the text; a part of the line need not. -->
  <xsl:variable name="t:addressed" select="t:names('p ab lg sp quote said q floatingText div div1 div2 div3 div4 div5 div6 div7')"/>
  <xsl:function name="t:leads-to-text" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="file" as="xs:string?"/>
    <xsl:sequence select="
      exists($t:addressed(local-name($element)))
        and exists($element/ancestor::text) and ($file or exists(t:page($element)))
        and empty($element/ancestor::*[exists($t:unshown(local-name()))])
      or empty($file) and exists(t:list-file($element))"/>
  </xsl:function>
  <xsl:variable name="t:unshown" select="t:names('app listApp gap figDesc index choice')"/>
  <!-- A value of thousands of characters is for a program, not for a page. -->
  <xsl:function name="t:cut-value" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="if (string-length($value) le 2000) then $value else substring($value, 1, 2000) || '…'"/>
  </xsl:function>

  <!-- The pages themselves. -->
  <xsl:template name="source-pages">
    <xsl:for-each select="$t:source-pages">
      <xsl:variable name="page" select="."/>
      <xsl:variable name="position" select="position()"/>
      <xsl:variable name="name" select="t:source-title($page)"/>
      <xsl:call-template name="write">
        <xsl:with-param name="file" select="?file"/>
        <xsl:with-param name="html"><xsl:call-template name="frame">
          <xsl:with-param name="file" select="$page?file"/>
          <xsl:with-param name="name" select="t:say('source-of', $name)"/>
          <xsl:with-param name="kind" select="'source'"/>
          <xsl:with-param name="content">
            <main id="nav:text">
              <h1 class="page-name"><xsl:value-of select="t:say('source-of', $name)"/></h1>
              <p class="to-text"><a href="{if ($page?at gt 0) then $t:files[$page?at] else 'index.html'}"><xsl:value-of select="t:say('to-text')"/></a>
                <xsl:if test="$tei-file"><xsl:text> · </xsl:text><a href="{$tei-file}" type="application/tei+xml"><xsl:value-of select="t:say('tei-file')"/></a></xsl:if></p>
              <div class="tei-source" dir="ltr"><xsl:sequence select="$page?lines?*"/></div>
              <xsl:if test="count($t:source-pages) gt 1">
              <nav class="neighbours" aria-label="{t:say('pages')}">
                <xsl:for-each select="$t:source-pages[position() = $position - 1]">
                  <a class="before" href="{?file}"><span><xsl:value-of select="t:say('previous')"/></span>
                    <xsl:text> </xsl:text><xsl:value-of select="t:source-title(.)"/></a>
                </xsl:for-each>
                <xsl:for-each select="$t:source-pages[position() = $position + 1]">
                  <a class="after" href="{?file}"><span><xsl:value-of select="t:say('next')"/></span>
                    <xsl:text> </xsl:text><xsl:value-of select="t:source-title(.)"/></a>
                </xsl:for-each>
              </nav>
              </xsl:if>
            </main>
          </xsl:with-param>
        </xsl:call-template></xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>
  <xsl:function name="t:source-title" as="xs:string">
    <xsl:param name="page" as="map(*)"/>
    <xsl:variable name="name" select="
      if ($page?at = 0) then t:say('header') else if ($t:whole) then t:short($t:title) else t:page-name($page?at)"/>
    <xsl:sequence select="$name || (' (' || $page?part || '/' || $page?of || ')')[$page?of gt 1]"/>
  </xsl:function>
</xsl:stylesheet>
