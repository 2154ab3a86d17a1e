<?xml version="1.0" encoding="UTF-8"?>
<!-- How a TEI element becomes an HTML element: by an allow-list of names and attributes. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- The attributes that every element may bring: id, language, direction, class.
       Nothing of @style, @rend or a foreign namespace is ever copied. -->
  <xsl:function name="t:attributes" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="classes" as="xs:string*"/>
    <xsl:variable name="id" select="t:id($element)"/>
    <xsl:if test="$id"><xsl:attribute name="id" select="$id"/></xsl:if>
    <xsl:variable name="language" select="t:language-tag($element/@xml:lang)"/>
    <xsl:if test="$language">
      <xsl:attribute name="lang" select="$language"/>
      <xsl:variable name="rtl" select="t:is-right-to-left($language)"/>
      <xsl:if test="$rtl or t:is-right-to-left($t:language)">
        <xsl:attribute name="dir" select="if ($rtl) then 'rtl' else 'ltr'"/>
      </xsl:if>
    </xsl:if>
    <xsl:sequence select="t:told($element)"/>
    <xsl:if test="exists($classes)">
      <xsl:attribute name="class" select="string-join($classes, ' ')"/>
    </xsl:if>
  </xsl:function>

  <!-- A block: in running text, where HTML allows no blocks, a span that looks like one. -->
  <xsl:template name="block">
    <xsl:param name="as" as="xs:string" select="'div'"/>
    <xsl:param name="classes" as="xs:string*" select="local-name()"/>
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:param name="permalink" as="xs:boolean" select="false()"/>
    <xsl:param name="after" as="element()?"/>
    <xsl:element name="{if ($phrasing) then 'span' else $as}">
      <xsl:sequence select="t:attributes(., ($classes, if ($phrasing) then 'block' else ()))"/>
      <xsl:call-template name="flow">
        <xsl:with-param name="plain" select="$phrasing or $as = 'p'"/>
      </xsl:call-template>
      <xsl:if test="$permalink and not($phrasing)"><xsl:call-template name="permalink"/></xsl:if>
      <xsl:sequence select="$after"/>
      <xsl:call-template name="calls-here"/>
    </xsl:element>
  </xsl:template>

  <!-- Children; where blocks and words stand side by side, the words become paragraphs. -->
  <xsl:template name="flow">
    <xsl:param name="plain" as="xs:boolean" select="false()"/>
    <xsl:choose>
      <xsl:when test="$plain or not(t:has-blocks(.)) or not(text()[normalize-space()] or *[not(t:is-block(.))])">
        <xsl:apply-templates/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each-group select="node()" group-adjacent="t:is-block(.) or (self::app ! t:readings(.) ! t:has-blocks(.)) = true()">
          <xsl:choose>
            <xsl:when test="current-grouping-key()">
              <xsl:apply-templates select="current-group()"/>
            </xsl:when>
            <xsl:when test="every $node in current-group() satisfies t:is-silent($node)">
              <xsl:apply-templates select="current-group()[self::*]"/>
            </xsl:when>
            <xsl:otherwise>
              <p><xsl:apply-templates select="current-group()"/></p>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each-group>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What shows no words: blanks, comments, breaks. -->
  <xsl:function name="t:is-silent" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
      if ($node instance of element())
      then local-name($node) = ('pb', 'cb', 'lb', 'gb', 'milestone', 'anchor', 'index', 'fw')
      else not($node instance of text()) or not(normalize-space($node))"/>
  </xsl:function>

  <!-- An inline element. -->
  <xsl:template name="inline">
    <xsl:param name="as" as="xs:string" select="'span'"/>
    <xsl:param name="classes" as="xs:string*" select="local-name()"/>
    <xsl:choose>
      <xsl:when test="t:is-block(.)">
        <xsl:call-template name="block">
          <xsl:with-param name="classes" select="$classes"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{$as}">
          <xsl:sequence select="t:attributes(., $classes)"/>
          <xsl:apply-templates/>
        </xsl:element>
        <xsl:call-template name="calls-here"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="permalink">
    <xsl:variable name="id" select="t:id(.)"/>
    <xsl:if test="$id">
      <xsl:text> </xsl:text>
      <a class="permalink" href="#{escape-html-uri($id)}" aria-label="¶ {$id}">¶</a>
      <xsl:sequence select="t:to-source($id)"/>
    </xsl:if>
  </xsl:template>

  <!-- The way to an element's TEI; the style shows it when the reader asks. -->
  <xsl:function name="t:to-source" as="element()?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:for-each select="$t:source-of($id)">
      <a class="to-tei" href="{.}#{escape-html-uri($id)}" aria-label="TEI {$id}">&lt;/&gt;</a>
    </xsl:for-each>
  </xsl:function>

  <!-- The address that a target may become: in this page, relative, http, https, mailto; else none. -->
  <xsl:function name="t:address" as="xs:string?">
    <xsl:param name="target" as="attribute()?"/>
    <xsl:variable name="address" select="tokenize($target)[1]"/>
    <xsl:choose>
      <xsl:when test="empty($address) or contains($address, '\')"/>
      <xsl:when test="exists(t:sibling($target))">
        <xsl:sequence select="'../' || escape-html-uri(t:sibling($target)) || '/index.html'
          || (if (contains($address, '#')) then '#' || escape-html-uri(substring-after($address, '#')) else '')"/>
      </xsl:when>
      <xsl:when test="starts-with($address, '#')">
        <xsl:variable name="meant" select="key('id', substring($address, 2), root($target))[1][t:is-shown(.)]"/>
        <xsl:sequence select="$meant ! t:href(., @xml:id, $target/..)"/>
      </xsl:when>
      <!-- A bare word is an id without its sign, or a key of some data base: no file. -->
      <xsl:when test="matches($address, '^[\w-]+$')">
        <xsl:variable name="meant" select="key('id', $address, root($target))[1][t:is-shown(.)]"/>
        <xsl:sequence select="$meant ! t:href(., @xml:id, $target/..)"/>
      </xsl:when>
      <xsl:when test="matches($address, '^(https?://|mailto:)[^\s&quot;&lt;&gt;`{}|^]+$', 'i')">
        <xsl:sequence select="escape-html-uri($address)"/>
      </xsl:when>
      <xsl:when test="matches($address, '^[\w./#?=%~-][^:&quot;&lt;&gt;`{}|^]*$') and not(starts-with($address, '//'))">
        <xsl:sequence select="escape-html-uri($address)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- The document of the collection that a target's file is. -->
  <xsl:param name="siblings" as="xs:string" select="''"/>
  <xsl:variable name="t:siblings" as="map(xs:string, xs:string)" select="
    map:merge(tokenize($siblings, '\n')[contains(., '&#9;')] ! map:entry(substring-before(., '&#9;'), substring-after(., '&#9;')))"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
  <xsl:function name="t:sibling" as="xs:string?">
    <xsl:param name="target" as="attribute()"/>
    <xsl:sequence select="$t:siblings(replace(tokenize($target)[1], '#.*$', ''))"/>
  </xsl:function>

  <!-- Whether a page of the edition has an element with this one's id. -->
  <xsl:function name="t:is-shown" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists(t:page($element)) or exists(t:list-file($element))"/>
  </xsl:function>

  <!-- A link round the content, unless it would lead nowhere or lie in another link. -->
  <xsl:template name="link">
    <xsl:param name="address" as="xs:string?"/>
    <xsl:param name="classes" as="xs:string*" select="local-name()"/>
    <xsl:param name="linked" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="$address and not($linked) and not(t:has-blocks(.)) and not(.//note)
                      and (normalize-space() or self::ptr)">
        <a href="{$address}">
          <xsl:sequence select="t:attributes(., $classes)"/>
          <xsl:apply-templates><xsl:with-param name="linked" select="true()" tunnel="yes"/></xsl:apply-templates>
          <xsl:if test="not(normalize-space())"><xsl:value-of select="@target"/></xsl:if>
        </a>
        <xsl:call-template name="calls-here"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="inline"><xsl:with-param name="classes" select="$classes"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Text; without its first characters where a label shows them already. -->
  <xsl:template match="text()">
    <xsl:param name="shown" as="map(*)?" tunnel="yes"/>
    <xsl:value-of select="
      if (exists($shown) and $shown?node is .) then substring(t:joined(.), $shown?length + 1) else t:joined(.)"/>
  </xsl:template>
  <xsl:template match="comment() | processing-instruction()"/>

  <!-- An element of TEI or of elsewhere that no template knows: shown plainly, and told. -->
  <xsl:template match="*" priority="-1">
    <xsl:call-template name="t:report-unknown"/>
    <xsl:call-template name="inline">
      <xsl:with-param name="classes" select="'unstyled', local-name()[matches(., '^[A-Za-z][\w-]*$')]"/>
    </xsl:call-template>
  </xsl:template>
  <!-- Its parts, where nothing but tags parts them, have a blank between. -->
  <xsl:template match="*[preceding-sibling::node()[1][self::*]][not(../text()[normalize-space()])][not(t:is-block(.))]" priority="-0.9">
    <xsl:text> </xsl:text><xsl:next-match/>
  </xsl:template>
</xsl:stylesheet>
