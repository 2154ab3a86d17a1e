<?xml version="1.0" encoding="UTF-8"?>
<!-- What every page has around its content: head, the way through the edition, foot. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Name of the copied TEI file, for its link; none without. -->
  <xsl:param name="tei-file" as="xs:string" select="''"/>
  <!-- "auto", "light" or "dark". -->
  <xsl:param name="theme" as="xs:string" select="'auto'"/>
  <!-- From [web] of edition.toml: file names and words, '' for none. -->
  <xsl:param name="theme-css" as="xs:string" select="''"/>
  <xsl:param name="own-css" as="xs:string" select="''"/>
  <xsl:param name="logo" as="xs:string" select="''"/>
  <xsl:param name="intro" as="xs:string" select="''"/>
  <xsl:param name="footer" as="xs:string" select="''"/>
  <!-- In an edition of many documents: its title, and the way from here to what they share. -->
  <xsl:param name="collection" as="xs:string" select="''"/>
  <xsl:param name="shared" as="xs:string" select="''"/>
  <!-- A style sheet that only these pages have. -->
  <xsl:variable name="t:own-look" as="xs:string" select="''"/>

  <xsl:variable name="t:document" as="element()" select="/*"/>

  <!-- A page of the edition.
       file: its name; name: what it is called, '' for the edition itself; kind: a class of body;
       content: what stands in main; before, after: files of the neighbours in the text -->
  <xsl:template name="frame">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="name" as="xs:string" select="''"/>
    <xsl:param name="kind" as="xs:string" select="'text'"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:param name="place" as="element()?"/>
    <xsl:param name="at" as="xs:integer?"/>
    <html lang="{$t:language}">
      <xsl:if test="t:is-right-to-left($t:language)"><xsl:attribute name="dir" select="'rtl'"/></xsl:if>
      <xsl:if test="$theme = ('light', 'dark')"><xsl:attribute name="class" select="$theme"/></xsl:if>
      <xsl:call-template name="head">
        <xsl:with-param name="file" select="$file"/>
        <xsl:with-param name="name" select="$name"/>
        <xsl:with-param name="at" select="$at"/>
      </xsl:call-template>
      <body class="page-{$kind}">
        <a class="skip" href="#nav:text"><xsl:value-of select="t:say('skip')"/></a>
        <xsl:call-template name="bar">
          <xsl:with-param name="file" select="$file"/><xsl:with-param name="at" select="$at"/>
        </xsl:call-template>
        <xsl:if test="exists($at)">
          <xsl:call-template name="crumbs">
            <xsl:with-param name="name" select="$name"/><xsl:with-param name="place" select="$place"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:sequence select="$content"/>
        <xsl:call-template name="neighbours"><xsl:with-param name="at" select="$at"/></xsl:call-template>
        <footer class="colophon">
          <xsl:if test="$footer"><p class="own-words"><xsl:value-of select="$footer"/></p></xsl:if>
          <p>
            <a href="{if ($file = 'index.html') then '' else 'index.html'}#nav:about"><xsl:value-of select="t:say('about')"/></a>
            <xsl:for-each select="$t:header/fileDesc/publicationStmt/availability/licence[normalize-space()][1]">
              <xsl:text> · </xsl:text>
              <span class="licence-short"><xsl:value-of select="t:short(t:plain(.))"/></span>
            </xsl:for-each>
            <xsl:if test="$tei-file">
              <xsl:text> · </xsl:text>
              <a href="{$tei-file}" type="application/tei+xml">TEI</a>
            </xsl:if>
          </p>
        </footer>
      </body>
    </html>
  </xsl:template>

  <!-- Hosts of pictures that the viewer may ask, each behind a blank. -->
  <xsl:variable name="t:other-hosts" select="string-join($t:image-hosts ! (' ' || .))"/>

  <xsl:template name="head">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="at" as="xs:integer?"/>
    <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta http-equiv="Content-Security-Policy"
        content="default-src 'none'; style-src 'self'; script-src 'self'{&quot; 'wasm-unsafe-eval'&quot;[$pagefind and $file = 'search.html']}; img-src 'self' data:{$t:other-hosts}; font-src 'self'; connect-src 'self'{$t:other-hosts}; base-uri 'none'; form-action 'none'"/>
      <meta name="referrer" content="no-referrer"/>
      <title><xsl:value-of select="$name[. ne ''], $t:title, $t:authors[1]" separator=" · "/></title>
      <xsl:for-each select="$t:authors"><meta name="author" content="{.}"/></xsl:for-each>
      <xsl:call-template name="machine-head">
        <xsl:with-param name="file" select="$file"/><xsl:with-param name="name" select="$name"/>
      </xsl:call-template>
      <xsl:if test="$t:dating/@when"><meta name="DC.date" content="{$t:dating/@when}"/></xsl:if>
      <meta name="color-scheme" content="{if ($theme = ('light', 'dark')) then $theme else 'light dark'}"/>
      <link rel="icon" type="image/svg+xml" href="{$shared}icon.svg"/>
      <link rel="stylesheet" href="{$shared}style.css"/>
      <xsl:if test="$t:own-look"><link rel="stylesheet" href="{$t:own-look}"/></xsl:if>
      <xsl:if test="$theme-css"><link rel="stylesheet" href="{$shared}{$theme-css}"/></xsl:if>
      <xsl:if test="$t:witnesses-css"><link rel="stylesheet" href="witnesses.css"/></xsl:if>
      <xsl:if test="exists($t:beside(($at, 1[$t:whole and $file = 'index.html'], 0)[1]))">
        <link rel="stylesheet" href="notes.css"/>
      </xsl:if>
      <xsl:if test="$own-css"><link rel="stylesheet" href="{$shared}{$own-css}"/></xsl:if>
      <script src="{$shared}edition.js" defer="defer"/>
      <xsl:if test="$viewer"><script src="{$shared}viewer.js" defer="defer" data-close="{t:say('close')}"/></xsl:if>
      <xsl:if test="$tei-file">
        <link rel="alternate" type="application/tei+xml" href="{$tei-file}"/>
      </xsl:if>
      <xsl:if test="$at gt 1"><link rel="prev" href="{$t:files[$at - 1]}"/></xsl:if>
      <xsl:if test="$at lt count($t:files)"><link rel="next" href="{$t:files[$at + 1]}"/></xsl:if>
    </head>
  </xsl:template>

  <!-- The edition's pages, from everywhere. -->
  <xsl:template name="bar">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="at" as="xs:integer?"/>
    <xsl:variable name="lists" select="($t:lists, $t:extras)[exists(?entries)]"/>
    <div class="bar">
      <nav aria-label="{t:say('edition')}">
        <ul>
          <xsl:if test="$collection">
            <li class="collection"><a href="../index.html"><xsl:value-of select="t:short($collection)"/></a></li>
          </xsl:if>
          <li class="home"><a href="index.html">
            <xsl:if test="$file = 'index.html'"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
            <xsl:if test="$logo"><img class="logo" src="{$shared}{$logo}" alt=""/><xsl:text> </xsl:text></xsl:if>
            <xsl:value-of select="t:short($t:title)"/></a></li>
          <xsl:for-each select="$lists">
            <li><a href="{?file}">
              <xsl:if test="$file = ?files"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
              <xsl:value-of select="t:say(?title)"/></a></li>
          </xsl:for-each>
          <!-- A short document is searched together with the others. -->
          <xsl:if test="$collection and $t:whole"><li><a href="../search.html"><xsl:value-of select="t:say('search')"/></a></li></xsl:if>
        </ul>
      </nav>
      <xsl:for-each select="$t:document"><xsl:call-template name="switches">
        <xsl:with-param name="at" select="$at"/><xsl:with-param name="file" select="$file"/>
      </xsl:call-template></xsl:for-each>
    </div>
  </xsl:template>

  <!-- The way down to this page. -->
  <xsl:template name="crumbs">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="place" as="element()?"/>
    <nav class="crumbs" aria-label="{t:say('where')}">
      <ol>
        <li><a href="index.html#nav:contents"><xsl:value-of select="t:say('contents')"/></a></li>
        <xsl:for-each select="$place/ancestor::*[t:is-division(.)][t:headed(.)][not(starts-with($name, t:heading-words(.)))]">
          <li><a href="{t:href(., t:id(.), ())}"><xsl:value-of select="t:short(t:heading-words(.))"/></a></li>
        </xsl:for-each>
        <li aria-current="page"><xsl:value-of select="t:short($name)"/></li>
      </ol>
    </nav>
  </xsl:template>

  <xsl:template name="neighbours">
    <xsl:param name="at" as="xs:integer?"/>
    <xsl:if test="exists($at) and not($t:whole)">
      <nav class="neighbours" aria-label="{t:say('pages')}">
        <xsl:if test="$at gt 1">
          <a class="before" rel="prev" href="{$t:files[$at - 1]}"><span><xsl:value-of select="t:say('previous')"/></span>
            <xsl:text> </xsl:text><xsl:value-of select="t:page-name($at - 1)"/></a>
        </xsl:if>
        <xsl:if test="$at lt count($t:files)">
          <a class="after" rel="next" href="{$t:files[$at + 1]}"><span><xsl:value-of select="t:say('next')"/></span>
            <xsl:text> </xsl:text><xsl:value-of select="t:page-name($at + 1)"/></a>
        </xsl:if>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- What a page is called: its division's heading; of a later part with its number. -->
  <xsl:function name="t:page-name" as="xs:string">
    <xsl:param name="at" as="xs:integer"/>
    <xsl:sequence select="$t:page-names[$at]"/>
  </xsl:function>
  <!-- All of them at once, for every page asks for its own and for those beside it. -->
  <xsl:variable name="t:page-names" as="xs:string*" select="(1 to count($t:pages)) ! t:name-page(.)"/>
  <xsl:function name="t:name-page" as="xs:string">
    <xsl:param name="at" as="xs:integer"/>
    <xsl:variable name="page" select="$t:pages[$at]"/>
    <xsl:variable name="own" select="t:own-division($page)"/>
    <xsl:variable name="around" select="($page?*[1]/ancestor::*, $own)[t:is-division(.)][t:headed(.)][last()]"/>
    <xsl:variable name="heads" select="$page?*/descendant-or-self::*[t:is-division(.)][t:headed(.)]"/>
    <xsl:variable name="first" select="$around/generate-id() ! $t:first-page(.)"/>
    <xsl:sequence select="
      if (exists($around) and (exists($own) or exists($first)))
      then string-join((t:heading-words($around), t:part-number($at, $around)), ' ')
      else if (exists($heads)) then string-join((t:heading-words($heads[1]),
        t:heading-words($heads[last()])[count($heads) gt 1]), ' – ')
      else t:say('page', string($at))"/>
  </xsl:function>
  <xsl:function name="t:part-number" as="xs:string?">
    <xsl:param name="at" as="xs:integer"/>
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="first" select="$t:first-page(generate-id($division))"/>
    <xsl:variable name="last" select="$t:last-page(generate-id($division))"/>
    <xsl:sequence select="
      if ($first lt $last and not($division/*[t:is-division(.)])) then '(' || ($at - $first + 1) || '/' || ($last - $first + 1) || ')' else ()"/>
  </xsl:function>
</xsl:stylesheet>
