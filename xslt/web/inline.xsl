<?xml version="1.0" encoding="UTF-8"?>
<!-- Words in the line: names, dates, titles, emphasis, languages, links. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template match="persName | placeName | orgName | name | rs | geogName | settlement | country | region
    | forename | surname | nameLink | addName | genName | district | bloc | street | postCode">
    <xsl:call-template name="link">
      <xsl:with-param name="address" select="@ref ! t:address(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="date | time">
    <xsl:choose>
      <xsl:when test="t:has-blocks(.)"><xsl:call-template name="block"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="time">
          <xsl:with-param name="shown"><xsl:apply-templates/></xsl:with-param>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="time">
    <xsl:param name="date" as="element()?" select="."/>
    <xsl:param name="shown" as="node()*"/>
    <xsl:variable name="machine" select="t:machine-date($date/@when)"/>
    <xsl:element name="{if ($machine) then 'time' else 'span'}">
      <xsl:if test="$date is .">
        <xsl:sequence select="t:attributes($date, if ($machine) then () else 'date')"/>
      </xsl:if>
      <xsl:if test="$machine"><xsl:attribute name="datetime" select="$machine"/></xsl:if>
      <xsl:sequence select="$shown"/>
    </xsl:element>
  </xsl:template>
  <!-- A W3C date as HTML takes it (HTML Living Standard, §4.5.14); else none. -->
  <xsl:function name="t:machine-date" as="xs:string?">
    <xsl:param name="when" as="attribute()?"/>
    <xsl:variable name="plain" select="replace($when, '^--', '')"/>
    <xsl:sequence select="
      if (($plain castable as xs:date or $plain castable as xs:gYearMonth or $plain castable as xs:gYear)
          and matches($plain, '^\d{4}(-\d\d){0,2}$') and not(starts-with($plain, '0000'))
          or $when castable as xs:gMonthDay and matches($when, '^--\d\d-\d\d$')
          or $plain castable as xs:time and matches($plain, '^\d\d:\d\d(:\d\d)?$'))
      then $plain else ()"/>
  </xsl:function>

  <xsl:template match="title">
    <xsl:choose>
      <xsl:when test="@level = ('a', 'u')">
        <xsl:variable name="marks" select="if (ancestor::text) then ('', '') else t:marks(.)"/>
        <span>
          <xsl:sequence select="t:attributes(., ('title', 'level-' || @level))"/>
          <xsl:value-of select="$marks[1]"/><xsl:apply-templates/><xsl:value-of select="$marks[2]"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="inline"><xsl:with-param name="as" select="'cite'"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="bibl">
    <xsl:choose>
      <xsl:when test="t:is-block(.)">
        <xsl:call-template name="block"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="link">
          <xsl:with-param name="address" select="(@corresp, @sameAs)[1] ! t:address(.)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="biblScope | author | editor | publisher | pubPlace | idno | edition | series
    | citedRange | extent | resp | imprint | monogr | analytic | biblStruct | biblFull
    | publicationStmt | licence | availability | measure | num | unit | term | gloss | seg | s | cl | phr | w
    | m | c | pc | foreign | distinct | abbr | expan | orig | reg | sic | corr | am | ex | lem | rdg | unclear
    | affiliation | email | handShift | damage | restore | desc | ident | val | abstract
    | listBibl | listPerson | listOrg | listPlace | person | personGrp | org | place | event | state | trait
    | birth | death | occupation | sex | age | residence | nationality | listChange | change | application
    | funder | sponsor | principal | authority | distributor | material | dim | height | width | objectDesc
    | repository | institution | collection | location | geo | correction
    | normalization | quotation | hyphenation | segmentation | interpretation | punctuation | stdVals
    | editionStmt | titleStmt | seriesStmt | notesStmt | origDate | origPlace | caesura | rhyme | met
    | linkGrp | link | spanGrp | certainty | respons | precision | mapping | label | noteGrp | dateRange
    | stamp | g | retrace | mod | redo | undo | eventName | objectName | listEvent | listRelation | relation| origin
    | fileDesc | sourceDesc | recordHist" priority="-0.3">
    <xsl:call-template name="inline"/>
  </xsl:template>
  <xsl:template match="foreign | term | mentioned">
    <xsl:call-template name="inline"><xsl:with-param name="as" select="'i'"/></xsl:call-template>
  </xsl:template>
  <!-- Words of another script are told apart by it; slanting them helps no one. -->
  <xsl:template match="foreign[matches(., '[&#x370;-&#x3FF;&#x1F00;-&#x1FFF;&#x400;-&#x4FF;&#x590;-&#x6FF;&#x4E00;-&#x9FFF;]')]"
    priority="1">
    <xsl:call-template name="inline"/>
  </xsl:template>

  <xsl:template match="emph">
    <xsl:call-template name="inline"><xsl:with-param name="as" select="'em'"/></xsl:call-template>
  </xsl:template>
  <!-- @rend is read, word by word; it is never copied. -->
  <xsl:template match="hi">
    <xsl:variable name="rend" select="lower-case(string-join((@rend, @rendition), ' '))"/>
    <xsl:call-template name="inline">
      <xsl:with-param name="as" select="
        if (matches($rend, 'sup')) then 'sup' else if (matches($rend, '(^|\W)sub')) then 'sub'
        else if (matches($rend, 'bold|strong|(^|\W)b(\W|$)')) then 'b'
        else if (matches($rend, 'ital|(^|\W)i(\W|$)|emph') or $rend = '' and not(@style)) then 'i' else 'span'"/>
      <xsl:with-param name="classes" select="
        'hi', 'small-caps'[matches($rend, 'small.?caps?|(^|\W)sc(\W|$)|smcap')],
        'underlined'[matches($rend, 'underlin|(^|\W)u(\W|$)')],
        'spaced'[matches($rend, 'spaced|spread|letter|gesperrt')]"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="code | gi | att | tag | ident | eg">
    <xsl:call-template name="inline">
      <xsl:with-param name="as" select="'code'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="ref | ptr">
    <xsl:call-template name="link">
      <xsl:with-param name="address" select="@target ! t:address(.)"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="licence[@target] | idno[matches(., '^\s*https?://\S+\s*$')] | availability[@target]">
    <xsl:choose>
      <xsl:when test="t:has-blocks(.)">
        <xsl:call-template name="flow"/>
        <xsl:if test="@target ! t:address(.)">
          <p><a href="{t:address(@target)}"><xsl:value-of select="@target"/></a></p>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="target" as="attribute()">
          <xsl:attribute name="target" select="(@target, normalize-space())[1]"/>
        </xsl:variable>
        <xsl:call-template name="link">
          <xsl:with-param name="address" select="t:address($target)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A pointer without words says where it leads: the heading, the name, the first words. -->
  <xsl:template match="ptr[not(t:is-call(.))][starts-with(@target, '#')] | ref[not(normalize-space() or *)][not(t:is-call(.))][starts-with(@target, '#')]"
    priority="1">
    <xsl:variable name="here" select="."/>
    <xsl:for-each select="key('id', t:ids(@target)[1], root(.))[1][t:is-shown(.)]">
      <a class="ptr" href="{t:href(., @xml:id, $here)}"><xsl:value-of select="
        t:short((t:heading-words(.), head[1] ! t:plain(.), t:agent-name(.)[current()[self::person or self::place or self::org]],
          t:plain(.)[. ne ''] ! (t:say('outer-open') || t:short(.) || t:say('outer-close')), '↑')[. ne ''][1])"/></a>
    </xsl:for-each>
  </xsl:template>
  <!-- A line's end that only the printed page had is a blank; one set by the author breaks. -->
  <xsl:template match="lb">
    <xsl:choose>
      <xsl:when test="@break = 'no'"><i class="lb cut"/></xsl:when>
      <xsl:when test="@n or @facs or @ed or @edRef"><i class="lb"/><xsl:text> </xsl:text></xsl:when>
      <xsl:otherwise><br/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="cb | gb | milestone | anchor | fw | index | handShift | divGen | media">
    <xsl:if test="t:has-id(.)"><span><xsl:sequence select="t:attributes(., local-name())"/></span></xsl:if>
    <xsl:call-template name="calls-here"/>
  </xsl:template>
  <!-- What the printer set round the text (running heads, catchwords, page numbers) belongs to the
       text as the document has it; a page number stands in the margin where its break has none. -->
  <xsl:template match="fw[normalize-space()]">
    <span>
      <xsl:variable name="tells-page" select="
        starts-with(@type, 'page') and (preceding-sibling::*[1] | following-sibling::*[1])[self::pb][not(@n)]"/>
      <xsl:sequence select="t:attributes(., ('fw', 'pb-number'[$tells-page]))"/>
      <xsl:if test="not($tells-page)"><xsl:attribute name="hidden" select="'hidden'"/></xsl:if>
      <xsl:apply-templates/>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>
  <xsl:template match="pc[t:is-line-hyphen(.)]" priority="1"/>
  <xsl:template match="teiHeader | certainty | link | linkGrp | spanGrp"/>
</xsl:stylesheet>
