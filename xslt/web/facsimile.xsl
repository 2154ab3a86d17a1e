<?xml version="1.0" encoding="UTF-8"?>
<!-- Pages of the source and their pictures: one that lies beside the TEI file is shown small and
     leads to itself; one on another host is a link and nothing more. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- The address that a @facs means: of its own, or of the surface or picture it points to. -->
  <xsl:function name="t:facs-address" as="xs:string?">
    <xsl:param name="facs" as="attribute()?"/>
    <xsl:variable name="first" select="tokenize($facs)[1]"/>
    <xsl:choose>
      <xsl:when test="starts-with($first, '#')">
        <xsl:variable name="meant" select="key('id', substring($first, 2), root($facs))[1]"/>
        <xsl:sequence select="
          ($meant/self::graphic, $meant/graphic, $meant/ancestor::surface[1]/graphic)[1]/@url ! normalize-space(.)"/>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$first"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>
  <!-- The picture's file beside the pages, where the writer has copied it. -->
  <xsl:function name="t:picture-file" as="xs:string?">
    <xsl:param name="address" as="xs:string?"/>
    <xsl:variable name="at" select="if ($address) then index-of($t:pictures, $address)[1] else ()" as="xs:integer?"/>
    <xsl:sequence select="for $place in $at return replace($t:pictures[$place + 1], ' ', '%20')"/>
  </xsl:function>
  <!-- A picture elsewhere; of an image service the whole picture (IIIF Image API 3.0, §4). -->
  <xsl:function name="t:picture-elsewhere" as="xs:string?">
    <xsl:param name="address" as="xs:string?"/>
    <xsl:variable name="attribute" as="attribute()?">
      <xsl:if test="matches($address, '^https?://', 'i')">
        <xsl:attribute name="target" select="replace($address, '/info\.json$', '/full/max/0/default.jpg')"/>
      </xsl:if>
    </xsl:variable>
    <xsl:sequence select="t:address($attribute)"/>
  </xsl:function>

  <!-- Where the viewer may be asked: hosts of image services. They are named in each page's policy. -->
  <xsl:param name="viewer" as="xs:boolean" select="false()"/>
  <xsl:variable name="t:image-hosts" as="xs:string*" select="
    if ($viewer) then distinct-values(/*//(pb/@facs | graphic/@url)[matches(., '^https?://\S+/info\.json$')]
      ! analyze-string(., '^https?://[A-Za-z0-9.-]+(:[0-9]+)?')/*:match/string()) else ()"/>
  <xsl:function name="t:service" as="attribute()?">
    <xsl:param name="address" as="xs:string?"/>
    <!-- The service, where the writer has copied it, or the one on another host. -->
    <xsl:variable name="place" select="
      (t:picture-file('viewer ' || $address), $address[matches(., '^https?://\S+/info\.json$')])[1]"/>
    <xsl:if test="$viewer and $place"><xsl:attribute name="data-iiif" select="$place"/></xsl:if>
  </xsl:function>

  <xsl:variable name="t:unpictured" as="element()?" select="
    (/*//pb[@facs][t:facs-address(@facs) ! (not(t:picture-file(.)) and not(t:picture-elsewhere(.)))])[1]"/>
  <xsl:template match="pb">
    <xsl:param name="linked" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="address" select="t:facs-address(@facs)"/>
    <xsl:variable name="file" select="t:picture-file($address)"/>
    <xsl:variable name="elsewhere" select="if ($file) then () else t:picture-elsewhere($address)"/>
    <xsl:variable name="number" select="normalize-space(@n)"/>
    <xsl:variable name="words" select="if ($number) then t:say('facsimile-page', $number) else t:say('facsimile')"/>
    <!-- Told once: a book without its pictures has hundreds of them. -->
    <xsl:if test="$address and empty(($file, $elsewhere)) and not(starts-with($address, '#')) and . is $t:unpictured">
      <xsl:call-template name="t:report">
        <xsl:with-param name="code" select="'picture-unavailable'"/>
        <xsl:with-param name="detail" select="$address"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="t:has-id(.) or $number or $file or $elsewhere">
      <span>
        <xsl:sequence select="t:attributes(., ('pb', 'with-picture'[$file]))"/>
        <xsl:if test="$number">
          <span class="pb-number" role="img" aria-label="{t:say('page', $number)}">
            <xsl:value-of select="'[' || $number || ']'"/>
          </span>
        </xsl:if>
        <xsl:choose>
          <xsl:when test="$linked"/>
          <xsl:when test="$file">
            <a class="facsimile" href="{$file}" aria-label="{$words}"><xsl:sequence select="t:service($address)"/><img src="{$file}" alt="" loading="lazy"/></a>
          </xsl:when>
          <xsl:when test="$elsewhere">
            <xsl:text> </xsl:text><a class="facsimile" href="{$elsewhere}" aria-label="{$words}"><xsl:sequence select="t:service($address)"/>▣</a>
          </xsl:when>
        </xsl:choose>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- A transcription by surfaces, zones and lines (Guidelines, 12.2). -->
  <xsl:template match="sourceDoc | surfaceGrp | zone | line">
    <xsl:call-template name="block"/>
  </xsl:template>
  <xsl:template match="surface">
    <div>
      <xsl:sequence select="t:attributes(., 'surface')"/>
      <xsl:for-each select="normalize-space(@n)[. ne '']">
        <span class="pb"><span class="pb-number" role="img" aria-label="{t:say('page', .)}"><xsl:value-of select="'[' || . || ']'"/></span></span>
      </xsl:for-each>
      <xsl:call-template name="flow"/>
    </div>
  </xsl:template>

  <!-- Surfaces that no page break of the text names, on the first page: nothing is left out. -->
  <xsl:template name="surfaces">
    <xsl:variable name="named" select="/*//pb/@facs/tokenize(.)"/>
    <xsl:variable name="left" select="
      /*/facsimile//(surface | facsimile/graphic)[not(('#' || (@xml:id, '?')[1]) = $named)]
        [not(.//@xml:id ! ('#' || .) = $named)][descendant-or-self::graphic/@url]"/>
    <xsl:if test="exists($left)">
      <section class="surfaces" aria-labelledby="nav:surfaces">
        <h2 id="nav:surfaces"><xsl:value-of select="t:say('facsimile')"/></h2>
        <ul>
          <xsl:for-each select="$left">
            <xsl:variable name="url" select="descendant-or-self::graphic[1]/@url ! normalize-space(.)"/>
            <xsl:variable name="file" select="t:picture-file($url)"/>
            <xsl:variable name="label" select="t:say('facsimile-page', string((@n, label ! t:plain(.), position())[1]))"/>
            <xsl:if test="$file or t:picture-elsewhere($url)">
              <li><a href="{($file, t:picture-elsewhere($url))[1]}">
                <xsl:if test="$file"><img src="{$file}" alt="" loading="lazy"/><xsl:text> </xsl:text></xsl:if>
                <xsl:value-of select="$label"/></a></li>
            </xsl:if>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
