<?xml version="1.0" encoding="UTF-8"?>
<!-- What the documents of the book hold: the title page, the text, the lists, about this edition;
     and the templates in which a book differs from a web page. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:epub="http://www.idpf.org/2007/ops" xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:function name="t:title-part" as="node()*">
    <xsl:param name="root" as="element()"/>
    <xsl:for-each select="$root"><xsl:call-template name="header"/></xsl:for-each>
  </xsl:function>

  <xsl:function name="t:text-part" as="node()*">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="at" as="xs:integer"/>
    <xsl:variable name="parts" select="$t:pages[$at]"/>
    <xsl:variable name="own" select="if ($t:whole) then () else t:own-division($parts)"/>
    <!-- Where the document begins with a heading of its own, that is its heading. -->
    <xsl:variable name="titled" select="
      exists($own[t:is-division(.)][t:headed(.)]) and not($parts?1/ancestor::*[t:is-division(.)][t:headed(.)]
        [not(. is $own)][$t:first-page(generate-id()) = $at])"/>
    <!-- A text that begins with its own title needs it no second time. -->
    <xsl:variable name="entitled" select="$t:whole and ($root//*[t:is-division(.)])[1] ! lower-case(t:heading-words(.)) = lower-case($t:title)"/>
    <xsl:if test="not($titled or $entitled)"><h1 class="page-name"><xsl:value-of select="t:chapter-name($at)"/></h1></xsl:if>
    <xsl:for-each select="$root">
      <xsl:call-template name="text-of">
        <xsl:with-param name="page" select="$at" tunnel="yes"/>
        <xsl:with-param name="level" select="if ($titled or $entitled) then 1 else 2" tunnel="yes"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="t:list-part" as="node()*">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="list" as="map(*)"/>
    <h1 class="page-name"><xsl:value-of select="t:say($list?title)"/></h1>
    <xsl:for-each select="$root">
      <xsl:call-template name="entries"><xsl:with-param name="list" select="$list"/></xsl:call-template>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="t:about-part" as="node()*">
    <xsl:param name="root" as="element()"/>
    <h1 class="page-name"><xsl:value-of select="t:say('about')"/></h1>
    <section class="cite">
      <h2><xsl:value-of select="t:say('cite')"/></h2>
      <p><xsl:for-each select="$root"><xsl:call-template name="citation"/></xsl:for-each></p>
    </section>
    <xsl:for-each select="$root"><xsl:call-template name="about"/></xsl:for-each>
  </xsl:function>

  <!-- A page of the source: every one has an address, for the list of pages. -->
  <xsl:template match="pb">
    <xsl:variable name="label" select="normalize-space(@n)"/>
    <xsl:choose>
      <xsl:when test="$label">
        <span epub:type="pagebreak" role="doc-pagebreak" title="{$label}"
          id="{if (t:has-id(.)) then @xml:id else 'pb:' || $t:page-breaks(generate-id())}"/>
      </xsl:when>
      <xsl:when test="t:has-id(.)"><span id="{@xml:id}"/></xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:variable name="t:page-breaks" as="map(xs:string, xs:integer)">
    <xsl:map>
      <xsl:for-each select="//pb"><xsl:map-entry key="generate-id()" select="position()"/></xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <xsl:function name="t:few" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="
      if (string-length($words) le 36) then $words else replace(substring($words, 1, 32), '[\s\p{P}]+\S*$', '') || ' …'"/>
  </xsl:function>
  <!-- A page number that the source prints: pb tells it. -->
  <xsl:template match="fw[@type = ('pageNum', 'pageNumber', 'folio', 'header', 'footer', 'lineNum')]" priority="1"/>

  <!-- A pointer without words says where it leads: the heading, the name, the first words. -->
  <xsl:template match="ptr[not(t:is-call(.))][starts-with(@target, '#')]" priority="1">
    <xsl:variable name="meant" select="key('id', t:ids(@target)[1], root(.))[1][t:is-shown(.)]"/>
    <xsl:for-each select="$meant">
      <a class="ptr" href="{t:href(., @xml:id, current())}"><xsl:value-of select="
        t:few((t:heading-words(.), head[1] ! t:plain(.), t:agent-name(.)[current()[self::person or self::place or self::org]],
          t:plain(.)[. ne ''] ! (t:say('outer-open') || t:few(.) || t:say('outer-close')), '↑')[. ne ''][1])"/></a>
    </xsl:for-each>
  </xsl:template>

  <!-- From everywhere: a link's address begins with its file, for there is no page that we are on. -->
  <xsl:variable name="t:contents-at" as="element()?" select="()"/>
</xsl:stylesheet>
