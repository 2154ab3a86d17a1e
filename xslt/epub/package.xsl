<?xml version="1.0" encoding="UTF-8"?>
<!-- The package document (EPUB 3.3, §5): metadata from the header, manifest, spine. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:m="http://www.w3.org/1998/Math/MathML"
  xmlns:epub="http://www.idpf.org/2007/ops" xmlns:t="urn:tei-edition" xmlns="http://www.idpf.org/2007/opf"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="xs map h m epub t">

  <!-- The edition's own name, a URN made from the TEI; the moment of its last change. -->
  <xsl:param name="identifier" as="xs:string" select="'urn:uuid:00000000-0000-0000-0000-000000000000'"/>
  <xsl:param name="modified" as="xs:string" select="'1970-01-01T00:00:00Z'"/>
  <!-- Who vouches that the book meets WCAG 2.1 AA; without a name the book claims nothing. -->
  <xsl:param name="certified-by" as="xs:string" select="''"/>
  <!-- The file of the cover's picture; '' where there is none.  Files of fonts, a name a line. -->
  <xsl:param name="cover" as="xs:string" select="''"/>
  <xsl:param name="fonts" as="xs:string" select="''"/>

  <xsl:template name="package">
    <package version="3.0" unique-identifier="id" xml:lang="{$t:language}">
      <metadata>
        <xsl:call-template name="names-of-book"/>
        <xsl:call-template name="makers"/>
        <xsl:call-template name="circumstances"/>
        <xsl:call-template name="accessibility"/>
      </metadata>
      <xsl:call-template name="manifest"/>
      <spine>
        <xsl:if test="t:is-right-to-left($t:language)"><xsl:attribute name="page-progression-direction" select="'rtl'"/></xsl:if>
        <itemref idref="cover"/>
        <itemref idref="title"/>
        <itemref idref="nav"/>
        <xsl:for-each select="$t:finished[not(?type = 'titlepage')]"><itemref idref="{t:item-id(?file)}"/></xsl:for-each>
      </spine>
    </package>
  </xsl:template>

  <xsl:template name="names-of-book">
    <dc:identifier id="id"><xsl:value-of select="$identifier"/></dc:identifier>
    <xsl:if test="$t:doi"><dc:identifier><xsl:value-of select="'https://doi.org/' || $t:doi"/></dc:identifier></xsl:if>
    <dc:title id="title-main"><xsl:value-of select="$t:title"/></dc:title>
    <meta refines="#title-main" property="title-type">main</meta>
    <xsl:for-each select="$t:subtitles[. ne '']">
      <dc:title id="title-{position()}"><xsl:value-of select="."/></dc:title>
      <meta refines="#title-{position()}" property="title-type">subtitle</meta>
    </xsl:for-each>
    <dc:language><xsl:value-of select="$t:language"/></dc:language>
    <!-- Further languages: those of whole parts of the text. -->
    <xsl:for-each select="distinct-values((/*/(text | TEI | teiCorpus)//(text | body | div | div1 | lg | p | quote)/@xml:lang) ! t:language-tag(.))[not(. = $t:language)]">
      <dc:language><xsl:value-of select="."/></dc:language>
    </xsl:for-each>
    <meta property="dcterms:modified"><xsl:value-of select="$modified"/></meta>
  </xsl:template>

  <!-- Names, sort keys and MARC relators. -->
  <xsl:template name="makers">
    <xsl:for-each select="$t:writers">
      <dc:creator id="author-{position()}"><xsl:value-of select="t:spoken-name(.)"/></dc:creator>
      <meta refines="#author-{position()}" property="role" scheme="marc:relators">aut</meta>
      <xsl:sequence select="t:sorted-as('#author-' || position(), .)"/>
    </xsl:for-each>
    <xsl:for-each select="$t:editors">
      <dc:contributor id="editor-{position()}"><xsl:value-of select="t:spoken-name(.)"/></dc:contributor>
      <meta refines="#editor-{position()}" property="role" scheme="marc:relators">edt</meta>
      <xsl:sequence select="t:sorted-as('#editor-' || position(), .)"/>
    </xsl:for-each>
  </xsl:template>
  <!-- What to sort by, where the header tells family name and forename apart. -->
  <xsl:function name="t:sorted-as" as="element()?">
    <xsl:param name="refined" as="xs:string"/>
    <xsl:param name="person" as="map(xs:string, xs:string)"/>
    <xsl:if test="t:inverted($person) ne t:spoken-name($person)">
      <meta refines="{$refined}" property="file-as"><xsl:value-of select="t:inverted($person)"/></meta>
    </xsl:if>
  </xsl:function>
  <xsl:function name="t:spoken-name" as="xs:string">
    <xsl:param name="person" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="string-join(($person?literal, $person?given, $person?family), ' ')"/>
  </xsl:function>

  <xsl:template name="circumstances">
    <xsl:for-each select="$t:publisher"><dc:publisher><xsl:value-of select="."/></dc:publisher></xsl:for-each>
    <xsl:for-each select="$t:published"><dc:date><xsl:value-of select="."/></dc:date></xsl:for-each>
    <xsl:for-each select="$t:statement/availability/(licence, p)[normalize-space() or @target]">
      <dc:rights><xsl:value-of select="string-join((t:plain(.), @target[not(contains(current(), .))] ! string(.))[. ne ''], ' ')"/></dc:rights>
    </xsl:for-each>
    <xsl:for-each select="$t:source-words"><dc:source><xsl:value-of select="."/></dc:source></xsl:for-each>
    <xsl:for-each select="distinct-values($t:header/profileDesc/textClass/keywords//(term | item)[not(*)] ! t:plain(.))[. ne '']">
      <dc:subject><xsl:value-of select="."/></dc:subject>
    </xsl:for-each>
    <xsl:for-each select="$t:header/profileDesc/abstract[normalize-space()][1]">
      <dc:description><xsl:value-of select="t:plain(.)"/></dc:description>
    </xsl:for-each>
  </xsl:template>
  <xsl:variable name="t:source-words" as="xs:string?" select="
    ($t:header/fileDesc/sourceDesc/(bibl | biblStruct | biblFull | msDesc | p) ! t:plain(.))[. ne ''][1]"/>

  <!-- What a reader who listens, or reads by touch, may count on (schema.org; EPUB Accessibility 1.1). -->
  <xsl:template name="accessibility">
    <xsl:variable name="pictures" select="$t:finished?html//h:img"/>
    <xsl:variable name="described" select="not($pictures/@alt = ('', t:say('no-description')))"/>
    <xsl:variable name="features" select="
      'structuralNavigation', 'tableOfContents', 'readingOrder', 'displayTransformability', 'ARIA',
      'index'[$t:finished?type = 'index'], ('pageNavigation', 'pageBreakMarkers')[exists($t:breaks)],
      'MathML'[exists($t:finished?html//m:math)], 'alternativeText'[exists($pictures) and $described]"/>
    <meta property="schema:accessMode">textual</meta>
    <xsl:if test="exists($pictures)"><meta property="schema:accessMode">visual</meta></xsl:if>
    <xsl:if test="$described"><meta property="schema:accessModeSufficient">textual</meta></xsl:if>
    <xsl:if test="exists($pictures)"><meta property="schema:accessModeSufficient">textual,visual</meta></xsl:if>
    <xsl:for-each select="$features"><meta property="schema:accessibilityFeature"><xsl:value-of select="."/></meta></xsl:for-each>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary"><xsl:value-of select="
      t:say('accessibility'), t:say('accessibility-pictures')[not($described)]" separator=" "/></meta>
    <xsl:if test="exists($t:breaks)">
      <meta property="pageBreakSource"><xsl:value-of select="($t:source-words ! t:short(.), 'none')[1]"/></meta>
    </xsl:if>
    <xsl:if test="$certified-by and $described">
      <meta property="dcterms:conformsTo" id="conformance">EPUB Accessibility 1.1 - WCAG 2.1 Level AA</meta>
      <meta property="a11y:certifiedBy" refines="#conformance"><xsl:value-of select="$certified-by"/></meta>
    </xsl:if>
  </xsl:template>

  <xsl:template name="manifest">
    <manifest>
      <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
      <item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
      <xsl:if test="$cover"><item id="cover-picture" href="{$cover}" media-type="{t:media-type($cover)}" properties="cover-image"/></xsl:if>
      <xsl:for-each select="tokenize($fonts, '\n')[. ne '']"><item id="font-{position()}" href="{.}" media-type="font/woff2"/></xsl:for-each>
      <item id="style" href="style.css" media-type="text/css"/>
      <xsl:for-each select="$t:finished">
        <item id="{t:item-id(?file)}" href="{?file}" media-type="application/xhtml+xml">
          <xsl:if test="exists(?html//m:math)"><xsl:attribute name="properties" select="'mathml'"/></xsl:if>
        </item>
      </xsl:for-each>
      <xsl:for-each select="distinct-values($t:pictures[position() mod 2 = 0])">
        <item id="picture-{position()}" href="{.}" media-type="{t:media-type(.)}"/>
      </xsl:for-each>
    </manifest>
  </xsl:template>
  <xsl:function name="t:item-id" as="xs:string">
    <xsl:param name="file" as="xs:string"/>
    <xsl:sequence select="substring-before($file, '.xhtml')"/>
  </xsl:function>
  <xsl:function name="t:media-type" as="xs:string">
    <xsl:param name="file" as="xs:string"/>
    <xsl:variable name="ending" select="lower-case(replace($file, '^.*\.', ''))"/>
    <xsl:sequence select="
      'image/' || (map{'jpg': 'jpeg', 'svg': 'svg+xml'}($ending), $ending)[1]"/>
  </xsl:function>

  <!-- The cover's own document: its picture, or the words where there is none. -->
  <xsl:template name="cover">
    <xsl:call-template name="frame-of-document">
      <xsl:with-param name="name" select="t:say('cover')"/>
      <xsl:with-param name="matter" select="'cover'"/>
      <xsl:with-param name="body">
        <main xmlns="http://www.w3.org/1999/xhtml" class="cover">
          <h1>
            <xsl:choose>
              <xsl:when test="$cover"><img src="{$cover}" alt="{string-join(($t:title, $t:authors), ', ')}"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="$t:title"/></xsl:otherwise>
            </xsl:choose>
          </h1>
          <xsl:if test="not($cover) and exists($t:authors)"><p><xsl:value-of select="$t:authors" separator=", "/></p></xsl:if>
        </main>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
