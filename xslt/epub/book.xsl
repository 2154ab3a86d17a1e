<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to the files of an EPUB 3.3.  The text is that of the web edition; what only a browser can
     use (switches, hidden readings, permalinks) is left off, and what reading systems ask for
     (pop-up notes, page breaks, navigation, metadata) is put on.
     Everything is a result document. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:epub="http://www.idpf.org/2007/ops" xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">
  <xsl:import href="../web/page.xsl"/>
  <xsl:include href="content.xsl"/>
  <xsl:include href="text.xsl"/>
  <xsl:include href="parallel.xsl"/>
  <xsl:include href="formulas.xsl"/>
  <xsl:include href="navigation.xsl"/>
  <xsl:include href="package.xsl"/>

  <!-- Its lists are not cut, and there are none of voices, words and search. -->
  <xsl:param name="of-book" select="true()"/>

  <!-- The text has a file of its own also where it is short. -->
  <xsl:variable name="t:files" as="xs:string*" select="
    for $at in 1 to count($t:pages) return 'text-' || format-integer($at, '001') || '.html'"/>

  <!-- The documents in reading order: file, name, the epub:type of the body, content.
       Links and languages are put right in a second step, when all addresses are known. -->
  <xsl:variable name="t:raw" as="map(*)*">
    <xsl:for-each select="/*">
      <xsl:variable name="root" select="."/>
      <xsl:sequence select="t:document('title.html', $t:title, 'frontmatter', 'titlepage', t:title-part(.))"/>
      <xsl:for-each select="1 to count($t:pages)">
        <xsl:sequence select="t:document($t:files[current()], t:chapter-name(.), 'bodymatter', (), t:text-part($root, .))"/>
      </xsl:for-each>
      <xsl:for-each select="$t:lists[exists(?entries)]">
        <xsl:sequence select="t:document(?file, t:say(?title), 'backmatter', 'index', t:list-part($root, .))"/>
      </xsl:for-each>
      <xsl:sequence select="t:document('index.html', t:say('about'), 'backmatter', 'colophon', t:about-part(.))"/>
    </xsl:for-each>
  </xsl:variable>
  <xsl:function name="t:document" as="map(*)">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="matter" as="xs:string"/>
    <xsl:param name="type" as="xs:string?"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:variable name="held"><xsl:sequence select="$content"/></xsl:variable>
    <xsl:sequence select="map{'file': $file, 'name': $name, 'matter': $matter, 'type': $type, 'content': $held}"/>
  </xsl:function>
  <xsl:function name="t:chapter-name" as="xs:string">
    <xsl:param name="at" as="xs:integer"/>
    <xsl:sequence select="if ($t:whole) then $t:title else t:page-name($at)"/>
  </xsl:function>

  <xsl:template match="/*" priority="20">
    <xsl:for-each select="$t:finished">
      <xsl:result-document href="{?file}" method="text"><xsl:value-of select="t:xhtml(?html)"/></xsl:result-document>
    </xsl:for-each>
    <xsl:result-document href="nav.xhtml" method="text">
      <xsl:variable name="nav"><xsl:call-template name="navigation"/></xsl:variable>
      <xsl:value-of select="t:xhtml($nav)"/>
    </xsl:result-document>
    <xsl:result-document href="cover.xhtml" method="text">
      <xsl:variable name="front"><xsl:call-template name="cover"/></xsl:variable>
      <xsl:value-of select="t:xhtml($front)"/>
    </xsl:result-document>
    <xsl:result-document href="package.opf" method="text">
      <xsl:variable name="package"><xsl:call-template name="package"/></xsl:variable>
      <xsl:value-of select="'&lt;?xml version=&quot;1.0&quot; encoding=&quot;UTF-8&quot;?&gt;&#10;' || t:xml($package)"/>
    </xsl:result-document>
  </xsl:template>
  <xsl:function name="t:xhtml" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="
      '&lt;?xml version=&quot;1.0&quot; encoding=&quot;UTF-8&quot;?&gt;&#10;&lt;!DOCTYPE html&gt;&#10;' ||
      t:xml($document)"/>
  </xsl:function>
  <xsl:function name="t:xml" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="serialize($document, map{'method': 'xml', 'omit-xml-declaration': true(), 'indent': false()}) || '&#10;'"/>
  </xsl:function>

  <!-- A content document round what it holds. -->
  <xsl:template name="frame-of-document">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="matter" as="xs:string"/>
    <xsl:param name="body" as="node()*"/>
    <html lang="{$t:language}" xml:lang="{$t:language}">
      <xsl:if test="t:is-right-to-left($t:language)"><xsl:attribute name="dir" select="'rtl'"/></xsl:if>
      <head>
        <title><xsl:value-of select="distinct-values(($name, $t:title)[. ne ''])" separator=" · "/></title>
        <link rel="stylesheet" type="text/css" href="style.css"/>
      </head>
      <body epub:type="{$matter}"><xsl:sequence select="$body"/></body>
    </html>
  </xsl:template>
</xsl:stylesheet>
