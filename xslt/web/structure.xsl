<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions, headings, paragraphs, lists, letters; the table of contents. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:variable name="t:divisions" select="
    '|div|div1|div2|div3|div4|div5|div6|div7|'"/>
  <xsl:function name="t:is-division" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      contains($t:divisions, '|' || local-name($element) || '|') and namespace-uri($element) ne 'http://www.tei-c.org/ns/Examples'"/>
  </xsl:function>

  <!-- A division's address: its xml:id, else its number in the tree. -->
  <xsl:function name="t:division-id" as="xs:string">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="
      if (t:has-id($division)) then string($division/@xml:id)
      else 'div:' || string-join($division/ancestor-or-self::*[parent::*] !
        string(1 + count(preceding-sibling::*)), '.')"/>
  </xsl:function>

  <xsl:template match="text | body | group">
    <xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="front | back">
    <xsl:if test="* except $t:title-page">
      <div><xsl:sequence select="t:attributes(., local-name())"/>
        <xsl:apply-templates/>
      </div>
    </xsl:if>
  </xsl:template>
  <xsl:template match="titlePage">
    <xsl:if test="not(. is $t:title-page)">
      <xsl:call-template name="block"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="docTitle | titlePart | docEdition | docImprint | imprimatur | byline | docAuthor
    | docDate">
    <xsl:choose>
      <xsl:when test="not(t:is-block(.))"><xsl:call-template name="inline"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="block">
          <xsl:with-param name="as" select="if (t:has-blocks(.)) then 'div' else 'p'"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7">
    <xsl:param name="level" as="xs:integer" select="2" tunnel="yes"/>
    <xsl:variable name="headed" select="t:headed(.)"/>
    <xsl:element name="{if ($headed) then 'section' else 'div'}">
      <xsl:sequence select="t:attributes(., ('div', @type ! t:class(.)))"/>
      <xsl:attribute name="id" select="t:division-id(.)"/>
      <xsl:if test="@n and not($headed)">
        <xsl:attribute name="data-n" select="@n"/>
        <xsl:if test="t:is-known-by-number(.)"><xsl:attribute name="data-say" select="normalize-space(@n)"/></xsl:if>
      </xsl:if>
      <xsl:apply-templates>
        <xsl:with-param name="level" select="if ($headed) then $level + 1 else $level" tunnel="yes"/>
        <xsl:with-param name="heading" select="$level" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>

  <!-- Whether readers know a division by its number alone: it has no heading, it is one of several, and
       its words do not begin with the number. -->
  <xsl:function name="t:is-known-by-number" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="number" select="normalize-space($division/@n)"/>
    <xsl:sequence select="
      matches($number, '^([0-9]{1,4}|[ivxlc]{1,8})[a-z]?([.][0-9]{1,4})*$', 'i')
      and exists($division/(preceding-sibling::* | following-sibling::*)[t:is-division(.)])
      and not(matches($division, '^\W*' || t:quoted($number) || '\W'))"/>
  </xsl:function>

  <!-- A type as a class: a plain word, prefixed so that it cannot be mistaken for ours. -->
  <xsl:function name="t:class" as="xs:string?">
    <xsl:param name="type" as="attribute()"/>
    <xsl:sequence select="('type-' || lower-case($type))[matches(., '^[\w-]+$')]"/>
  </xsl:function>

  <xsl:template match="head">
    <xsl:param name="heading" as="xs:integer" select="2" tunnel="yes"/>
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="is-first" select="parent::* ! t:is-division(.) and not(preceding-sibling::head)"/>
    <xsl:variable name="in-front" select="parent::body or parent::front or parent::back or parent::text"/>
    <xsl:element name="{if ($phrasing) then 'span' else if ($is-first) then 'h' || min((6, $heading))
                        else if ($in-front and not(preceding-sibling::head)) then 'h2' else 'p'}">
      <xsl:sequence select="t:attributes(., ('head', if ($is-first) then () else 'subhead', 'caps'[t:all-capitals(current())]))"/>
      <xsl:apply-templates><xsl:with-param name="phrasing" select="true()" tunnel="yes"/></xsl:apply-templates>
      <xsl:if test="$is-first and not($phrasing)">
        <xsl:text> </xsl:text>
        <a class="permalink" href="#{escape-html-uri(t:division-id(..))}" aria-label="¶ {t:division-id(..)}">¶</a>
        <xsl:sequence select="t:to-source(t:division-id(..))"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- A heading printed in capitals is set in small ones; a Roman number is none. -->
  <xsl:function name="t:all-capitals" as="xs:boolean">
    <xsl:param name="words" as="item()"/>
    <xsl:sequence select="
      not(matches($words, '\p{Ll}')) and matches($words, '\p{Lu}.*\p{Lu}', 's') and not(matches($words, '^[IVXLCDM\s.]+$'))"/>
  </xsl:function>

  <xsl:template match="p | ab">
    <xsl:variable name="classes" select="
      if (self::ab) then 'ab' else (), if (t:has-blocks(.)) then 'p' else (),
      if (t:is-continued(.)) then 'continued' else ()"/>
    <xsl:call-template name="block">
      <xsl:with-param name="as" select="if (t:has-blocks(.)) then 'div' else 'p'"/>
      <xsl:with-param name="classes" select="$classes"/>
      <xsl:with-param name="permalink" select="true()"/>
    </xsl:call-template>
  </xsl:template>
  <!-- First of its kind: no indent where nothing precedes it. -->
  <xsl:function name="t:is-continued" as="xs:boolean">
    <xsl:param name="p" as="element()"/>
    <xsl:sequence select="exists($p/@prev) or $p/@part = ('M', 'F')"/>
  </xsl:function>

  <xsl:template match="ab[@type = 'separator']">
    <p><xsl:sequence select="t:attributes(., 'separator')"/><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="opener | closer | epigraph | postscript | argument | address
    | cit[t:is-block(.)] | floatingText | prologue | epilogue | set | performance | castGroup">
    <xsl:call-template name="block"/>
  </xsl:template>
  <xsl:template match="dateline | salute | signed | trailer | addrLine">
    <xsl:call-template name="block">
      <xsl:with-param name="as" select="if (parent::p) then 'span' else if (t:has-blocks(.)) then 'div' else 'p'"/>
      <xsl:with-param name="classes" select="local-name(), if (parent::p) then () else 'own-line'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Contents, from the headed divisions. -->
  <xsl:template name="contents">
    <xsl:variable name="tops" select="t:tops(/*)"/>
    <xsl:variable name="several" select="count($tops) gt 1 or count($tops ! t:tops(.)) gt 1"/>
    <xsl:if test="not($several) and not($t:whole)">
      <nav class="contents" aria-labelledby="nav:contents">
        <h2 id="nav:contents"><xsl:value-of select="t:say('contents')"/></h2>
        <ol>
          <xsl:for-each select="1 to count($t:pages)">
            <li><a href="{$t:files[current()]}"><xsl:value-of select="t:page-name(.)"/></a></li>
          </xsl:for-each>
        </ol>
      </nav>
    </xsl:if>
    <xsl:if test="$several">
      <nav class="contents" aria-labelledby="nav:contents">
        <h2 id="nav:contents"><xsl:value-of select="t:say('contents')"/></h2>
        <ol>
          <xsl:apply-templates select="if (count($tops) = 1) then t:tops($tops) else $tops" mode="contents"/>
        </ol>
      </nav>
    </xsl:if>
  </xsl:template>
  <!-- Where the contents stand: on the page of the text, or on one before it. -->
  <xsl:variable name="t:contents-at" as="element()?" select="t:matter(/*)[$t:whole][1]"/>
  <!-- The next headed divisions below an element. -->
  <xsl:function name="t:tops" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      $element/(* except teiHeader) ! (if (t:is-division(.) and t:headed(.)) then .[not(t:is-emptied(.))]
        else if (t:is-structural(.)) then t:tops(.) else ())"/>
  </xsl:function>
  <xsl:template match="*" mode="contents">
    <xsl:param name="depth" as="xs:integer" select="1"/>
    <li>
      <a href="{t:href(., t:division-id(.), $t:contents-at)}">
        <xsl:if test="t:all-capitals(t:heading-words(.))"><xsl:attribute name="class" select="'caps'"/></xsl:if><xsl:value-of select="t:heading-words(.)"/></a>
      <xsl:variable name="below" select="if ($depth lt 3) then t:tops(.) else ()"/>
      <xsl:if test="exists($below)">
        <ol>
          <xsl:apply-templates select="$below" mode="contents">
            <xsl:with-param name="depth" select="$depth + 1"/>
          </xsl:apply-templates>
        </ol>
      </xsl:if>
    </li>
  </xsl:template>
  <xsl:function name="t:heading-words" as="xs:string">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="string-join($division/head[normalize-space()] ! t:plain(.), ' · ')"/>
  </xsl:function>
</xsl:stylesheet>
