<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions, headings, paragraphs, verse, lists, letters. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:variable name="t:divisions" select="t:names('div div1 div2 div3 div4 div5 div6 div7')"/>
  <xsl:variable name="t:headed-divisions" select="
    /*//text//(child::div | div1 | div2 | div3 | body[parent::text/parent::group])[t:headed(.)][not(t:is-emptied(.))]"/>

  <xsl:template match="text | body | group | front | back"><xsl:apply-templates/></xsl:template>
  <!-- One text of several: its heading is above those of its divisions. -->
  <xsl:template match="group/text/body[t:headed(.)]" priority="1">
    <xsl:param name="level" as="xs:integer" select="1" tunnel="yes"/>
    <xsl:apply-templates>
      <xsl:with-param name="level" select="$level + 1" tunnel="yes"/>
      <xsl:with-param name="heading" select="$level" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>
  <xsl:template match="titlePage">
    <xsl:if test="not(. is $t:title-page)">
      <xsl:call-template name="wrap-block"><xsl:with-param name="call" select="'centred'"/></xsl:call-template>
    </xsl:if>
  </xsl:template>
  <xsl:template match="docTitle | titlePart | docEdition | docImprint | imprimatur | byline | docAuthor
    | docDate | epilogue | prologue | set | performance | castGroup | addrLine | noteGrp">
    <xsl:call-template name="plain"/>
  </xsl:template>

  <!-- Words of a title page that has no element of its own. -->
  <xsl:template match="front/docTitle/titlePart | front/docDate | front/docAuthor | front/docImprint" priority="1">
    <xsl:value-of select="'&#10;&#10;#front-line(' || t:string((local-name()[not(. = 'titlePart')], string(@type))[1]) || ')['"/>
    <xsl:apply-templates/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="floatingText">
    <xsl:call-template name="wrap-block"><xsl:with-param name="call" select="'floating'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="address">
    <xsl:choose>
      <xsl:when test="t:is-block(.) and ancestor::text">
        <xsl:call-template name="wrap-block"><xsl:with-param name="call" select="'address'"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="plain"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7">
    <xsl:param name="level" as="xs:integer" select="1" tunnel="yes"/>
    <xsl:variable name="headed" select="t:headed(.)"/>
    <xsl:if test="not(t:is-emptied(.))">
      <xsl:value-of select="'&#10;&#10;' || '#pause'[not($headed)][t:follows-text(current())] || '&#10;&#10;'"/>
      <xsl:if test="not($headed)"><xsl:value-of select="t:anchor(.)"/></xsl:if>
      <xsl:variable name="language" select="t:language-tag(@xml:lang)[not(. = $t:language)]"/>
      <xsl:value-of select="('#lang(' || t:string($language) || ')[')[$language]"/>
      <xsl:apply-templates>
        <xsl:with-param name="level" select="if ($headed) then $level + 1 else $level" tunnel="yes"/>
        <xsl:with-param name="heading" select="$level" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:value-of select="']'[$language]"/>
      <xsl:text>&#10;&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- Whether a division without a heading needs a line's room to be told from what stands before it. -->
  <xsl:function name="t:follows-text" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="before" select="$division/preceding-sibling::*[not(self::pb or self::lb or self::cb or self::milestone)][1]"/>
    <xsl:sequence select="exists($before[not(self::head or self::epigraph or self::argument or self::byline or self::ab[@type = 'separator'])])"/>
  </xsl:function>

  <!-- A division whose notes all went to the foot of the pages. -->
  <xsl:function name="t:is-emptied" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="
      exists($division/note) and empty($division/(* except head)[not(self::note and t:is-at-foot(.))])"/>
  </xsl:function>

  <xsl:template match="head">
    <xsl:param name="heading" as="xs:integer" select="1" tunnel="yes"/>
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:choose>
      <xsl:when test="(parent::* ! $t:divisions(local-name(.)) or parent::body/parent::text/parent::group) and not(preceding-sibling::head[normalize-space()])
                      and normalize-space()">
        <xsl:value-of select="'#heading(level: ' || min((6, $heading)) || ', supplement: ' || t:string(t:running(t:plain(.))) || ')['"/>
        <xsl:apply-templates/>
        <xsl:text>]</xsl:text>
        <xsl:for-each select="(.., .)[@xml:id][t:has-id(.)][1]">
          <xsl:value-of select="'#label(' || t:string(@xml:id) || ')'"/>
        </xsl:for-each>
        <xsl:if test="not(../@xml:id = @xml:id) and ../@xml:id and @xml:id"><xsl:value-of select="t:anchor(.)"/></xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="wrap"><xsl:with-param name="call" select="'subhead'"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- A paragraph is indented where one stands before it, or what interrupted one. -->
  <xsl:template match="p | ab">
    <xsl:variable name="runs-in" select="t:runs-in(.)"/>
    <xsl:value-of select="if ($runs-in) then ' ' else '&#10;&#10;'"/>
    <xsl:variable name="free" select="t:may-break(.)[not($runs-in)]"/>
    <xsl:value-of select="$free ! ('#breaking(' || . || ')[')"/>
    <xsl:if test="not($runs-in) and t:is-indented(.)"><xsl:text>#i</xsl:text></xsl:if>
    <xsl:value-of select="t:pages-before(.)"/>
    <xsl:if test="$documentary"><xsl:value-of select="t:known(.)"/></xsl:if>
    <xsl:call-template name="wrap"/>
    <xsl:apply-templates select=".[ancestor::app]" mode="closing"/>
    <xsl:apply-templates select="following-sibling::*[1][t:hangs-on(.)]" mode="foot"/>
    <xsl:value-of select="']'[$free]"/>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>
  <!-- Where lines of a paragraph are held together, Typst leaves the note of one that moves to the next
       page behind: a call in its first line or its last but one sets them free. -->
  <xsl:function name="t:may-break" as="xs:string?">
    <xsl:param name="p" as="element()"/>
    <xsl:variable name="calls" select="$p/descendant::*[self::note or self::app or (self::ref, self::ptr)[starts-with(@target, '#')]][not(ancestor::note)]"/>
    <xsl:if test="exists($calls)">
      <xsl:variable name="texts" select="$p/descendant::text()[not(ancestor::note)]"/>
      <xsl:variable name="before" select="string-length(string-join($texts[. &lt;&lt; $calls[1]]))"/>
      <xsl:variable name="after" select="string-length(string-join($texts[. >> $calls[last()]]))"/>
      <xsl:variable name="short" select="string-length(string-join($texts)) lt 240"/>
      <xsl:variable name="free" select="'&quot;orphan&quot;, '[$short or $before lt 100], '&quot;widow&quot;, '[$short or $after lt 160]"/>
      <xsl:sequence select="('(' || string-join($free) || ')')[exists($free)]"/>
    </xsl:if>
  </xsl:function>
  <xsl:function name="t:is-indented" as="xs:boolean">
    <xsl:param name="p" as="element()"/>
    <xsl:variable name="before" select="$p/preceding-sibling::*[not(self::pb or self::lb or self::milestone or self::cb)][1]"/>
    <xsl:sequence select="
      exists($before) and not($before[self::head or self::speaker or self::opener or self::salute or self::epigraph
        or self::argument or self::byline or self::ab[@type = 'separator'] or self::dateline or self::label
        or self::castList or self::stage[not($p/parent::sp)]])
      and not($p/@prev) and not($p/@part = ('M', 'F')) and not(matches($p/@rend, 'no-?indent|flush', 'i')) and not($p/parent::item or $p/parent::cell)"/>
  </xsl:function>

  <xsl:template match="ab[@type = 'separator']">
    <xsl:choose>
      <xsl:when test="normalize-space()">
        <xsl:call-template name="wrap-block"><xsl:with-param name="call" select="'separator'"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:text>&#10;&#10;#separator[#"⁂";]&#10;&#10;</xsl:text></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="lg">
    <xsl:call-template name="wrap-block">
      <xsl:with-param name="call" select="
        if (ancestor::lg or parent::sp or parent::quote)
        then 'stanza' || ('(spoken: true, first: ' || exists(current()/preceding-sibling::*[1][self::speaker]) || ')')[current()/parent::sp]
        else 'verse'"/>
    </xsl:call-template>
  </xsl:template>
  <!-- Lines outside a group are gathered by their run: one verse block for a run of lines. -->
  <xsl:template match="l">
    <xsl:variable name="loose" select="not(ancestor::*[not(self::app or self::lem or self::rdg or self::rdgGrp)][1][self::lg or self::sp])"/>
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:variable name="place" select="if ($loose) then '' else t:place-in-run(.)"/>
    <xsl:value-of select="'#verse['[$loose] || '#together['[$place = 'opens']"/>
    <xsl:variable name="indent" select="t:indent(.)"/>
    <xsl:variable name="earlier" select="t:earlier-parts(.)"/>
    <xsl:value-of select="
      t:numbered(.) || t:pages-before(.) || (if ($earlier) then '#after(' || t:string($earlier) || ')' else ('#h(' || $indent || 'em)')[$indent gt 0])"/>
    <xsl:call-template name="wrap"/>
    <xsl:apply-templates select=".[ancestor::app]" mode="closing"/>
    <xsl:apply-templates select="following-sibling::*[1][t:hangs-on(.)]" mode="foot"/>
    <xsl:value-of select="']'[$loose or $place = 'closes']"/>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="opener | closer | postscript | trailer | argument">
    <xsl:call-template name="wrap-block"><xsl:with-param name="call" select="local-name()"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="dateline | signed">
    <xsl:choose>
      <xsl:when test="t:is-block(.)">
        <xsl:call-template name="wrap-block"><xsl:with-param name="call" select="local-name()"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="wrap"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- A witness after its siglum. -->
  <xsl:template match="listWit"><xsl:apply-templates/></xsl:template>
  <xsl:template match="witness">
    <xsl:value-of select="'&#10;&#10;#record[#emph[' || t:text((@n, @xml:id)[1]) || '] ' || t:anchor(.)"/>
    <xsl:apply-templates/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="*[t:is-record(.)]" priority="1">
    <xsl:value-of select="'&#10;&#10;' || '#record[' || t:anchor(.)"/>
    <xsl:call-template name="record"/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>
  <xsl:template name="record">
    <xsl:variable name="between" select="t:between(.)"/>
    <xsl:for-each select="t:parts(.)">
      <xsl:if test="position() gt 1 and not(self::note)"><xsl:value-of select="t:text($between)"/></xsl:if>
      <xsl:value-of select="t:text(t:unit(.))[current()/@unit]"/>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="salute">
    <xsl:choose>
      <xsl:when test="t:is-block(.)">
        <xsl:call-template name="wrap-block"><xsl:with-param name="call" select="'salute'"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="wrap"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
