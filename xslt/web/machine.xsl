<?xml version="1.0" encoding="UTF-8"?>
<!-- What machines read: Highwire's citation_* (Zotero, Google Scholar), Dublin Core, Open Graph,
     schema.org as JSON-LD; with an address, also canonical links, a sitemap and a feed. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:variable name="t:description" as="xs:string" select="
    (($t:header/profileDesc/abstract[normalize-space()] ! t:plain(.))[1], $t:subtitles[1],
     string-join(($t:title, string-join($t:authors, ', '), $t:date)[. ne ''], ' · '))[1]"/>
  <xsl:variable name="t:pdf" as="xs:string?" select="tokenize($downloads, '\n')[ends-with(., '.pdf')][1]"/>
  <xsl:variable name="t:licence-address" as="xs:string?" select="
    ($t:statement/availability/licence/@target[matches(., '^https?://\S+$')])[1]"/>

  <!-- What the edition is, in the words of schema.org. -->
  <xsl:variable name="t:schema-type" as="xs:string" select="'Book'"/>

  <xsl:template name="machine-head">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <meta name="description" content="{if ($name) then $name || ' · ' || $t:title else $t:description}"/>
    <xsl:if test="$url"><link rel="canonical" href="{$url}{$file[. ne 'index.html']}"/></xsl:if>
    <xsl:if test="$t:has-feed"><link rel="alternate" type="application/atom+xml" href="feed.atom"/></xsl:if>
    <meta property="og:description" content="{if ($name) then $name || ' · ' || $t:title else $t:description}"/>
    <meta property="og:title" content="{($name[. ne ''], $t:title)[1]}"/>
    <meta property="og:type" content="{if ($t:schema-type = 'Book') then 'book' else 'website'}"/>
    <xsl:if test="$t:language ne 'und'"><meta property="og:locale" content="{translate($t:language, '-', '_')}"/></xsl:if>
    <xsl:if test="$name"><meta property="og:site_name" content="{$t:title}"/></xsl:if>
    <xsl:if test="$url"><meta property="og:url" content="{$url}{$file[. ne 'index.html']}"/></xsl:if>
    <xsl:if test="$file = 'index.html'">
      <xsl:call-template name="highwire"/>
      <script type="application/ld+json"><xsl:value-of select="$t:json-ld"/></script>
    </xsl:if>
  </xsl:template>

  <xsl:template name="highwire">
    <meta name="citation_title" content="{$t:title}"/>
    <xsl:for-each select="$t:writers"><meta name="citation_author" content="{t:inverted(.)}"/></xsl:for-each>
    <xsl:for-each select="$t:editors"><meta name="citation_editor" content="{t:inverted(.)}"/></xsl:for-each>
    <xsl:if test="$t:published"><meta name="citation_publication_date" content="{translate($t:published, '-', '/')}"/></xsl:if>
    <xsl:if test="$t:publisher"><meta name="citation_publisher" content="{$t:publisher}"/></xsl:if>
    <xsl:if test="$t:language ne 'und'"><meta name="citation_language" content="{$t:language}"/></xsl:if>
    <xsl:if test="$t:doi"><meta name="citation_doi" content="{$t:doi}"/></xsl:if>
    <xsl:if test="$url">
      <meta name="citation_public_url" content="{$url}"/>
      <xsl:if test="$t:pdf"><meta name="citation_pdf_url" content="{$url}{$t:pdf}"/></xsl:if>
    </xsl:if>
    <meta name="DC.title" content="{$t:title}"/>
    <xsl:for-each select="$t:authors"><meta name="DC.creator" content="{.}"/></xsl:for-each>
    <xsl:if test="$t:publisher"><meta name="DC.publisher" content="{$t:publisher}"/></xsl:if>
    <xsl:if test="$t:licence-address"><meta name="DC.rights" content="{$t:licence-address}"/></xsl:if>
    <xsl:if test="$t:doi"><meta name="DC.identifier" content="doi:{$t:doi}"/></xsl:if>
  </xsl:template>

  <!-- No "<" in it, so that nothing of the header can end the script element. -->
  <xsl:variable name="t:json-ld" as="xs:string">
    <xsl:variable name="work" select="map:merge((
      map{'@context': 'https://schema.org', '@type': $t:schema-type, 'name': $t:title},
      map{'author': array{$t:writers ! t:schema-person(.)}}[exists($t:writers)],
      map{'editor': array{$t:editors ! t:schema-person(.)}}[exists($t:editors)],
      $t:publisher ! map{'publisher': map{'@type': 'Organization', 'name': .}},
      $t:published ! map{'datePublished': .}, $t:dating/@when ! map{'dateCreated': string(.)},
      $t:language[. ne 'und'] ! map{'inLanguage': .}, $t:licence-address ! map{'license': .},
      $t:doi ! map{'identifier': 'https://doi.org/' || .}, $url[. ne ''] ! map{'url': .},
      $collection[. ne ''] ! map{'isPartOf': map:merge((map{'@type': 'Collection', 'name': .},
        map{'url': replace($url, '[^/]+/$', '')}[$url]))},
      map{'encoding': array{
        $tei-file[. ne ''] ! map{'@type': 'MediaObject', 'encodingFormat': 'application/tei+xml', 'contentUrl': $url || .},
        $t:pdf ! map{'@type': 'MediaObject', 'encodingFormat': 'application/pdf', 'contentUrl': $url || .}}}[$tei-file or $t:pdf]))"/>
    <xsl:sequence select="replace(serialize($work, map{'method': 'json'}), '&lt;', '\\u003c')"/>
  </xsl:variable>
  <xsl:function name="t:schema-person" as="map(*)">
    <xsl:param name="person" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="
      if ($person?literal) then map{'@type': 'Person', 'name': $person?literal}
      else map:merge((map{'@type': 'Person', 'familyName': $person?family, 'name': string-join(($person?given, $person?family), ' ')},
        $person?given ! map{'givenName': .}))"/>
  </xsl:function>

  <!-- The day of the last change; without one a feed, which needs it, is left out. -->
  <xsl:variable name="t:last-changed" as="xs:string?" select="
    max(($t:header/revisionDesc//change/@when, $t:published)[matches(., '^\d{4}(-\d\d){0,2}')]
      ! substring(., 1, 10) ! (. || substring('0000-01-01', string-length(.) + 1)))"/>
  <xsl:variable name="t:has-feed" as="xs:boolean" select="$url and not($collection) and exists($t:last-changed)"/>

  <!-- With an address: every page for crawlers, and a feed whose one entry is the edition. -->
  <xsl:template name="machine-files">
    <xsl:if test="not($collection)"><xsl:call-template name="robots"/></xsl:if>
    <xsl:if test="$url">
      <xsl:result-document href="sitemap.xml" method="text">
        <xsl:variable name="map">
          <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            <xsl:for-each select="distinct-values(('', $t:files[. ne 'index.html'], ($t:lists, $t:extras)[exists(?entries)]?files))">
              <url><loc><xsl:value-of select="$url || ."/></loc></url>
            </xsl:for-each>
          </urlset>
        </xsl:variable>
        <xsl:value-of select="serialize($map, map{'method': 'xml', 'omit-xml-declaration': false()})"/>
      </xsl:result-document>
    </xsl:if>
    <xsl:if test="$t:has-feed">
      <xsl:result-document href="feed.atom" method="text">
        <xsl:variable name="feed"><xsl:call-template name="feed"/></xsl:variable>
        <xsl:value-of select="serialize($feed, map{'method': 'xml', 'omit-xml-declaration': false()})"/>
      </xsl:result-document>
    </xsl:if>
  </xsl:template>
  <xsl:template name="robots">
    <xsl:result-document href="robots.txt" method="text">
      <xsl:text>User-agent: *&#10;Allow: /&#10;</xsl:text>
      <xsl:if test="$url">Sitemap: <xsl:value-of select="$url"/>sitemap.xml<xsl:text>&#10;</xsl:text></xsl:if>
    </xsl:result-document>
  </xsl:template>
  <xsl:template name="feed">
    <feed xmlns="http://www.w3.org/2005/Atom">
      <id><xsl:value-of select="$url"/></id>
      <title><xsl:value-of select="$t:title"/></title>
      <updated><xsl:value-of select="$t:last-changed || 'T00:00:00Z'"/></updated>
      <link rel="self" href="{$url}feed.atom"/>
      <xsl:for-each select="($t:authors, $t:publisher, $t:title)[1]"><author><name><xsl:value-of select="."/></name></author></xsl:for-each>
      <entry>
        <id><xsl:value-of select="($t:doi ! ('https://doi.org/' || .), $url)[1]"/></id>
        <title><xsl:value-of select="$t:title"/></title>
        <updated><xsl:value-of select="$t:last-changed || 'T00:00:00Z'"/></updated>
        <link href="{$url}"/>
        <summary><xsl:value-of select="$t:description"/></summary>
      </entry>
    </feed>
  </xsl:template>
</xsl:stylesheet>
