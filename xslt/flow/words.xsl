<?xml version="1.0" encoding="UTF-8"?>
<!-- Words in the line. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template match="text()"><xsl:value-of select="t:joined(.)"/></xsl:template>
  <xsl:template match="comment() | processing-instruction() | teiHeader | certainty | link | linkGrp | spanGrp
    | standOff | facsimile | sourceDoc[../text] | fw[@type = ('pageNum', 'pageNumber', 'folio', 'header', 'footer', 'lineNum')] | index | pb | cb | gb | milestone | anchor | divGen | binaryObject"/>

  <!-- A run of words, in its language, of a kind of letters, between marks. -->
  <xsl:template name="run">
    <xsl:param name="as" as="xs:string?"/>
    <xsl:param name="before" as="xs:string" select="''"/>
    <xsl:param name="after" as="xs:string" select="''"/>
    <xsl:variable name="language" select="t:language-tag(@xml:lang)[not(. = $t:language)]"/>
    <xsl:variable name="words"><xsl:value-of select="$before"/><xsl:apply-templates/><xsl:value-of select="$after"/></xsl:variable>
    <xsl:variable name="lettered"><xsl:choose>
      <xsl:when test="$as"><xsl:element name="{$as}"><xsl:sequence select="$words"/></xsl:element></xsl:when>
      <xsl:otherwise><xsl:sequence select="$words"/></xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:choose>
      <xsl:when test="$language"><lang tag="{$language}"><xsl:sequence select="$lettered"/></lang></xsl:when>
      <xsl:otherwise><xsl:sequence select="$lettered"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="(emph | mentioned | term | distinct | title[not(@level = ('a', 'u'))] | stage)[not(t:stands(.))]">
    <xsl:call-template name="run"><xsl:with-param name="as" select="'em'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="foreign[not(t:stands(.))]">
    <xsl:call-template name="run"><xsl:with-param name="as" select="
      'em'[not(matches(current(), '[&#x370;-&#x3FF;&#x1F00;-&#x1FFF;&#x400;-&#x4FF;&#x590;-&#x6FF;&#x4E00;-&#x9FFF;]'))]"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="hi[not(t:stands(.))]">
    <xsl:variable name="rend" select="lower-case(string-join((@rend, @rendition), ' '))"/>
    <xsl:call-template name="run">
      <xsl:with-param name="as" select="
        if (matches($rend, 'sup')) then 'sup' else if (matches($rend, '(^|\W)sub')) then 'sub'
        else if (matches($rend, 'small.?caps?|(^|\W)sc(\W|$)|smcap')) then 'sc'
        else if (matches($rend, 'bold|strong|(^|\W)b(\W|$)')) then 'strong'
        else if (matches($rend, 'ital|(^|\W)i(\W|$)|emph|spaced|underlin') or $rend = '') then 'em' else ()"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="(code | gi | att | tag | ident)[not(t:stands(.))]">
    <xsl:call-template name="run"><xsl:with-param name="as" select="'code'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="(said | q | quote | soCalled)[not(t:stands(.))]">
    <xsl:variable name="marks" select="t:marks(.)"/>
    <xsl:call-template name="run">
      <xsl:with-param name="before" select="$marks[1]"/><xsl:with-param name="after" select="$marks[2]"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="(ref | ptr)[not(t:stands(.))]">
    <xsl:variable name="address" select="tokenize(@target)[1][matches(., '^https?://[^\s&quot;&lt;&gt;`{}|^\\]+$', 'i')]"/>
    <xsl:choose>
      <xsl:when test="$address and not(.//ref or .//note)">
        <a href="{$address}"><xsl:apply-templates/><xsl:value-of select="$address[not(normalize-space(current()))]"/></a>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="run"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="(persName | placeName)[@ref][not(t:stands(.))]">
    <xsl:variable name="meant" select="t:ids(@ref)[1] ! key('id', ., root(current()))[1] ! t:agent-name(.)"/>
    <xsl:for-each select="$meant[. ne '']"><index of="{.}"/></xsl:for-each>
    <xsl:call-template name="run"/>
  </xsl:template>
  <!-- Parts of a name that nothing parts. -->
  <xsl:template match="persName/*[preceding-sibling::node()[1][self::*]]" priority="3">
    <xsl:text> </xsl:text><xsl:next-match/>
  </xsl:template>
  <xsl:template match="lb">
    <xsl:choose>
      <xsl:when test="@break = 'no'"/>
      <xsl:when test="@n or @facs or @ed or @edRef"><xsl:text> </xsl:text></xsl:when>
      <xsl:otherwise><br/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="space"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="pc[t:is-line-hyphen(.)]" priority="1"/>
  <xsl:template match="figDesc"><xsl:if test="not(../graphic)"><xsl:call-template name="plainly"/></xsl:if></xsl:template>
  <xsl:template match="graphic">
    <xsl:variable name="words" select="(../figDesc[normalize-space()] ! t:plain(.), desc[normalize-space()] ! t:plain(.))[1]"/>
    <xsl:call-template name="t:report">
      <xsl:with-param name="code" select="'picture-left-out'"/><xsl:with-param name="detail" select="string(@url)"/>
    </xsl:call-template>
    <xsl:value-of select="'[' || string-join((t:say('figure'), $words), ': ') || ']'"/>
  </xsl:template>
  <xsl:template match="gap">
    <xsl:if test="not(normalize-space(string-join(text())))"><xsl:value-of select="t:say('gap')"/></xsl:if>
    <xsl:apply-templates select="node() except desc"/>
  </xsl:template>
  <xsl:template match="supplied[not(t:stands(.))]">
    <xsl:call-template name="run">
      <xsl:with-param name="before" select="string('['[not(starts-with(normalize-space(current()), '['))])"/>
      <xsl:with-param name="after" select="string(']'[not(ends-with(normalize-space(current()), ']'))])"/>
    </xsl:call-template>
  </xsl:template>

  <!-- What the writer struck out and put in: by the signs of the Leiden system and of editions. -->
  <xsl:template match="(del | surplus)[not(t:stands(.))][normalize-space()]">
    <xsl:call-template name="run"><xsl:with-param name="before" select="'⟦'"/><xsl:with-param name="after" select="'⟧'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="add[not(t:stands(.))][normalize-space()]">
    <xsl:call-template name="run"><xsl:with-param name="before" select="'⟨'"/><xsl:with-param name="after" select="'⟩'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="unclear[not(t:stands(.))][normalize-space()]">
    <xsl:call-template name="run"><xsl:with-param name="after" select="string('[?]'[not(matches(current(), '\?\s*[\])]?\s*$'))])"/></xsl:call-template>
  </xsl:template>
  <!-- Parts of an entry of a dictionary, between which the encoder left no blank. -->
  <xsl:template match="(entry | entryFree | form | gramGrp | sense | etym | cit | list | bibl[not(t:is-record(.))])/*[preceding-sibling::node()[1][self::*]][not(t:stands(.))][not(self::note or self::lb or self::pb or self::pc or self::hi)]" priority="4">
    <xsl:text> </xsl:text><xsl:next-match/>
  </xsl:template>
  <!-- The reading that the edition prints; an apparatus entry brings its others along. -->
  <xsl:template match="choice">
    <xsl:apply-templates select="t:read(.), note"/>
  </xsl:template>
  <xsl:template match="subst"><xsl:apply-templates select="*"/></xsl:template>
  <xsl:template match="app">
    <xsl:choose>
      <!-- Its lemma stands elsewhere in the text (Guidelines, 13.2.1 and 13.2.2). -->
      <xsl:when test="t:is-placed(.)"/>
      <!-- Readings of whole paragraphs or lines of verse. -->
      <xsl:when test="t:stands(.)">
        <variants lemma="{t:ends(t:lines(t:read(.)))}">
          <lem wit="{t:witnesses(t:read(.))}"><xsl:for-each select="t:read(.)"><xsl:call-template name="blocks"/></xsl:for-each></lem>
          <xsl:call-template name="others"/>
        </variants>
      </xsl:when>
      <xsl:otherwise>
        <app>
          <lem wit="{t:witnesses(t:read(.))}"><xsl:apply-templates select="t:read(.)/node()"/></lem>
          <xsl:call-template name="others"/>
        </app>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="note"/>
  </xsl:template>
  <xsl:template name="others">
    <xsl:for-each select="t:others(.)">
      <!-- Readings of this reading in brackets. -->
      <xsl:variable name="within" select="descendant::app[ancestor::app[1] is current()/ancestor::app[1]]"/>
      <rdg wit="{t:witnesses(.)}"><xsl:value-of select="t:lines(.) || string-join($within ! (' (' || t:others-in-words(.) || ')'))"/></rdg>
    </xsl:for-each>
  </xsl:template>
  <!-- The words of a reading in one line, a stroke between verses. -->
  <xsl:function name="t:lines" as="xs:string">
    <xsl:param name="reading" as="element()?"/>
    <xsl:variable name="parts" select="$reading//(l | p | ab | speaker | stage)[empty(descendant::l | descendant::p)]"/>
    <xsl:sequence select="
      if (exists($parts)) then string-join($parts ! t:plain(.)[. ne ''], if ($parts/self::l) then ' / ' else ' ')
      else t:plain($reading)"/>
  </xsl:function>
  <!-- Where words begin and end, of many. -->
  <xsl:function name="t:ends" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="all" select="tokenize($words)"/>
    <xsl:sequence select="
      if (count($all) le 6) then $words else string-join(($all[position() le 2], '…', $all[position() gt last() - 2]), ' ')"/>
  </xsl:function>
  <xsl:function name="t:witnesses" as="xs:string">
    <xsl:param name="reading" as="element()?"/>
    <xsl:sequence select="string-join(tokenize($reading/@wit) ! replace(., '^.*#', ''), ' ')"/>
  </xsl:function>
</xsl:stylesheet>
