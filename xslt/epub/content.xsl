<?xml version="1.0" encoding="UTF-8"?>
<!-- HTML of the web edition to XHTML of a book: XML's way to tell languages, the vocabulary of
     reading systems, and links that all arrive. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:epub="http://www.idpf.org/2007/ops" xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all">

  <xsl:mode name="xhtml" on-no-match="shallow-copy"/>

  <!-- Where each id is, in the words of the raw documents. -->
  <xsl:variable name="t:file-of-id" as="map(xs:string, xs:string)" select="
    map:merge(for $document in $t:raw, $id in $document?content//@id[not(ancestor::*/@hidden)]
              return map:entry(string($id), $document?file), map{'duplicates': 'use-first'})"/>
  <xsl:variable name="t:ids-in" as="map(xs:string, map(xs:string, xs:boolean))" select="
    map:merge($t:raw ! map:entry(?file, map:merge(?content//@id[not(ancestor::*/@hidden)] ! map:entry(string(.), true()))))"/>
  <xsl:variable name="t:finished" as="map(*)*">
    <xsl:for-each select="$t:raw">
      <xsl:variable name="document" select="."/>
      <xsl:variable name="html">
        <xsl:call-template name="frame-of-document">
          <xsl:with-param name="name" select="$document?name"/>
          <xsl:with-param name="matter" select="$document?matter"/>
          <xsl:with-param name="body">
            <main>
              <section>
                <xsl:if test="$document?type[. ne 'index']"><xsl:attribute name="epub:type" select="$document?type"/></xsl:if>
                <xsl:if test="$document?type = 'colophon'"><xsl:attribute name="role" select="'doc-colophon'"/></xsl:if>
                <xsl:if test="$document?type = 'index'">
                  <xsl:attribute name="role" select="'doc-index'"/>
                  <xsl:attribute name="aria-label" select="$document?name"/>
                </xsl:if>
                <xsl:apply-templates select="$document?content" mode="xhtml">
                  <xsl:with-param name="file" select="$document?file" tunnel="yes"/>
                </xsl:apply-templates>
              </section>
            </main>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:variable>
      <xsl:sequence select="map:merge(($document, map{'file': t:book-file($document?file), 'html': $html}), map{'duplicates': 'use-last'})"/>
    </xsl:for-each>
  </xsl:variable>
  <!-- The names of files in a book end in .xhtml; the web's first page is here the last one. -->
  <xsl:function name="t:book-file" as="xs:string">
    <xsl:param name="file" as="xs:string"/>
    <xsl:sequence select="if ($file = 'index.html') then 'about.xhtml' else replace($file, '\.html$', '.xhtml')"/>
  </xsl:function>

  <!-- What only scripts and switches show. -->
  <xsl:template match="*[@hidden] | script | a[tokenize(@class) = ('permalink', 'to-tei')]" mode="xhtml" priority="5"/>
  <xsl:template match="@tabindex | @loading | @*[starts-with(name(), 'data-')][not(name() = ('data-say', 'data-n'))]" mode="xhtml"/>
  <xsl:template match="div[tokenize(@class) = 'table']/(@role | @aria-label)" mode="xhtml"/>
  <xsl:template match="@lang" mode="xhtml">
    <xsl:attribute name="lang" select="."/>
    <xsl:attribute name="xml:lang" select="."/>
  </xsl:template>
  <!-- A paragraph that holds blocks is none: an HTML parser would mend it, an XML parser cannot. -->
  <xsl:template match="p[.//div | .//p | .//ul | .//ol | .//blockquote | .//figure | .//table | .//section]" mode="xhtml">
    <div><xsl:apply-templates select="@* except @class" mode="#current"/>
      <xsl:attribute name="class" select="string-join(('p', @class), ' ')"/>
      <xsl:apply-templates mode="#current"/></div>
  </xsl:template>
  <!-- The call of a reading that holds blocks stands at the end of the last one. -->
  <xsl:template match="div[tokenize(@class) = 'app'][a[tokenize(@class) = 'app-call']]" mode="xhtml">
    <xsl:variable name="last" select="
      descendant::*[self::p or self::div[tokenize(@class) = 'l']][not(ancestor-or-self::*/@hidden)][last()]"/>
    <div>
      <xsl:apply-templates select="@*, node() except a[$last]" mode="#current">
        <xsl:with-param name="call" select="a[$last]" tunnel="yes"/>
        <xsl:with-param name="call-in" select="$last" tunnel="yes"/>
      </xsl:apply-templates>
    </div>
  </xsl:template>
  <xsl:template match="p | div[tokenize(@class) = 'l']" mode="xhtml" priority="-0.2">
    <xsl:param name="call" as="element()*" tunnel="yes" select="()"/>
    <xsl:param name="call-in" as="element()?" tunnel="yes" select="()"/>
    <xsl:copy>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
      <xsl:if test="$call-in is ."><xsl:apply-templates select="$call" mode="#current"/></xsl:if>
    </xsl:copy>
  </xsl:template>
  <!-- Headings that the edition sets are in a language that it has words for. -->
  <xsl:template match="h1[@class = 'page-name'] | h2[starts-with(@id, 'nav:')]" mode="xhtml">
    <xsl:copy>
      <xsl:apply-templates select="@*" mode="#current"/>
      <xsl:if test="not(@lang) and (some $word in $t:words?* satisfies $word = .)"><xsl:sequence select="t:spoken-language()"/></xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>
  <xsl:function name="t:spoken-language" as="attribute()*">
    <xsl:variable name="spoken" select="string($locale/*/@xml:lang)"/>
    <xsl:if test="$spoken and not(starts-with($t:language, $spoken))">
      <xsl:attribute name="lang" select="$spoken"/>
      <xsl:attribute name="xml:lang" select="$spoken"/>
      <xsl:attribute name="dir" select="if (t:is-right-to-left($spoken)) then 'rtl' else 'ltr'"/>
    </xsl:if>
  </xsl:function>
  <!-- The document's own heading says it. -->
  <xsl:template match="section[@class = 'about']/(@aria-labelledby | h2[@id = 'nav:about'])" mode="xhtml" priority="2"/>
  <!-- A page that begins between the cells of a row begins in the next one, or in the last. -->
  <xsl:template match="tr/span" mode="xhtml"/>
  <xsl:template match="td | th" mode="xhtml">
    <xsl:copy>
      <xsl:apply-templates select="@*" mode="#current"/>
      <xsl:variable name="cell" select="preceding-sibling::*[self::td or self::th][1]"/>
      <xsl:for-each select="preceding-sibling::span[empty($cell) or . &gt;&gt; $cell]">
        <xsl:copy><xsl:apply-templates select="@*" mode="#current"/></xsl:copy>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
      <xsl:for-each select="following-sibling::span[empty(current()/following-sibling::*[self::td or self::th])]">
        <xsl:copy><xsl:apply-templates select="@*" mode="#current"/></xsl:copy>
      </xsl:for-each>
    </xsl:copy>
  </xsl:template>
  <!-- One document, one id. -->
  <xsl:template match="@id" mode="xhtml">
    <xsl:param name="file" as="xs:string" tunnel="yes"/>
    <xsl:if test="empty(key('t:html-id', ., root(.))[not(ancestor-or-self::*/@hidden)][. &lt;&lt; current()/..])">
      <xsl:attribute name="id" select="."/>
    </xsl:if>
  </xsl:template>
  <xsl:key name="t:html-id" match="*[@id]" use="@id"/>

  <!-- Notes: reading systems open them over the text. -->
  <xsl:template match="a[@role = 'doc-noteref']" mode="xhtml" priority="1">
    <xsl:variable name="link"><xsl:next-match/></xsl:variable>
    <xsl:for-each select="$link/a"><xsl:copy>
      <xsl:attribute name="epub:type" select="'noteref'"/><xsl:copy-of select="@*, node()"/>
    </xsl:copy></xsl:for-each>
    <xsl:copy-of select="$link/node()[not(self::a)]"/>
  </xsl:template>
  <xsl:template match="section[tokenize(@class) = 'notes']" mode="xhtml">
    <section epub:type="endnotes"><xsl:apply-templates select="@*, node()" mode="#current"/></section>
  </xsl:template>
  <xsl:template match="div[tokenize(@class) = 'note'][@id][.//a[@role = 'doc-backlink']]" mode="xhtml">
    <aside epub:type="footnote" role="doc-footnote"><xsl:apply-templates select="@*, node()" mode="#current"/></aside>
  </xsl:template>

  <!-- A link within the book leads to where the place is; one that leads nowhere is none. -->
  <xsl:template match="a[@href]" mode="xhtml">
    <xsl:param name="file" as="xs:string" tunnel="yes"/>
    <xsl:variable name="address" select="t:book-address(@href, $file)"/>
    <xsl:choose>
      <xsl:when test="$address">
        <a href="{$address}"><xsl:apply-templates select="@* except @href, node()" mode="#current"/></a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="not(matches(@href, '^[^#]*\.html(#|$)|^#'))">
          <xsl:message><t:finding code="link-outside" path="" detail="{@href}"/></xsl:message>
        </xsl:if>
        <span><xsl:apply-templates select="@* except (@href, @role, @rel, @type, @aria-label), node()" mode="#current"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:function name="t:book-address" as="xs:string?">
    <xsl:param name="href" as="xs:string"/>
    <xsl:param name="from" as="xs:string"/>
    <xsl:variable name="id" select="t:unescaped(substring-after($href, '#'))"/>
    <xsl:variable name="named" select="(substring-before($href, '#')[contains($href, '#')], $href)[1]"/>
    <xsl:variable name="file" select="($named[. ne ''], $from)[1]"/>
    <xsl:variable name="holder" select="if ($t:ids-in($file) ! .($id)) then $file else $t:file-of-id($id)"/>
    <xsl:sequence select="
      if (matches($href, '^(https?|mailto):', 'i')) then $href[t:is-address(.)]
      else if ($id ne '') then $holder ! (t:book-file(.)[not($holder = $from)] || '#' || escape-html-uri($id))
      else if (map:contains($t:ids-in, $file)) then t:book-file($file) else ()"/>
  </xsl:function>
  <!-- Whether a full address is one by RFC 3986, as far as a reading system cares. -->
  <xsl:function name="t:is-address" as="xs:boolean">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="
      matches($address, '^(mailto:[^\s/?#@]+@[^\s/?#@]+|https?://[\p{L}\p{N}.-]+(:\d+)?([/?#][^#]*(#[^#]*)?)?)$', 'i')
      and not(matches($address, '%([^0-9A-Fa-f]|.[^0-9A-Fa-f]|.?$)'))"/>
  </xsl:function>
  <xsl:function name="t:unescaped" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="($t:escaped-ids($id), $id)[1]"/>
  </xsl:function>
  <xsl:variable name="t:escaped-ids" as="map(xs:string, xs:string)" select="
    map:merge(map:keys($t:file-of-id)[. ne escape-html-uri(.)] ! map:entry(escape-html-uri(.), .))"/>
</xsl:stylesheet>
