<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to a plain flow of blocks and runs of words, from which plain text, Markdown and LaTeX are
     written.  Blocks: div h p quote lg l list item table row cell sp speaker stage break note reading,
     variants (lem with blocks, rdg) and parallel (row of two sides);
     in the line: em strong sc sup sub code a call br app lem rdg lang index.  No namespace. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">
  <xsl:include href="../common/words.xsl"/>
  <xsl:include href="../common/lookups.xsl"/>
  <xsl:include href="../common/blocks.xsl"/>
  <xsl:include href="../common/quotations.xsl"/>
  <xsl:include href="../common/notes.xsl"/>
  <xsl:include href="../common/facts.xsl"/>
  <xsl:include href="../common/verse.xsl"/>
  <xsl:include href="../common/tables.xsl"/>
  <xsl:include href="words.xsl"/>
  <xsl:include href="parallel.xsl"/>

  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>

  <xsl:template match="/"><xsl:apply-templates select="*"/></xsl:template>
  <xsl:template match="/*" priority="10">
    <edition lang="{$t:language}" untitled="{$t:words?untitled = $t:title}" notes="{t:say('notes')}" readings="{t:say('emendations')}">
      <!-- On top the title page of the text, where it has one; else what the header tells. -->
      <xsl:variable name="shown" select="empty($t:title-page)"/>
      <title shown="{$shown}"><xsl:value-of select="$t:title"/></title>
      <xsl:for-each select="$t:subtitles"><subtitle shown="{$shown}"><xsl:value-of select="."/></subtitle></xsl:for-each>
      <xsl:for-each select="$t:authors"><author shown="{$shown}"><xsl:value-of select="."/></author></xsl:for-each>
      <xsl:if test="$t:date"><date shown="{$shown}"><xsl:value-of select="$t:date"/></date></xsl:if>
      <body><xsl:apply-templates select="* except (teiHeader, standOff, facsimile, fsdDecl, xenoData, sourceDoc[../text])"/></body>
      <xsl:apply-templates select="$t:end-notes" mode="note"/>
      <xsl:for-each select="/*//text//(choice | app)[exists(t:others(.))]">
        <reading kind="{if (t:is-placed(.)) then 'placed' else local-name()}" of="{string-join((@loc, t:lemma(.)), ' ')}"><xsl:value-of select="t:others-in-words(.)"/></reading>
      </xsl:for-each>
    </edition>
  </xsl:template>
  <xsl:variable name="t:title-page" as="element()?" select="
    if ($title) then () else (/*/text/front/titlePage)[.//titlePart[normalize-space()]][1]"/>

  <!-- The readings that the text does not print. -->
  <xsl:function name="t:others" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="printed" select="t:read($entry)[not(t:is-placed($entry) and self::rdg)]"/>
    <xsl:sequence select="($entry/* | $entry/rdgGrp/*)[not(self::note or self::witDetail or self::rdgGrp)] except $printed"/>
  </xsl:function>
  <xsl:function name="t:others-in-words" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="
      string-join(t:others($entry) ! normalize-space((t:lines(.)[. ne ''], '–')[1] || ' ' || t:witnesses(.)), '; ')"/>
  </xsl:function>
  <!-- An entry whose text stands elsewhere: named by its place, or gathered in a list. -->
  <xsl:function name="t:is-placed" as="xs:boolean">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="exists($entry[self::app]/(@from | @to | @loc | ancestor::listApp))"/>
  </xsl:function>
  <!-- What a reading is one of: the printed words, else those at the place that the entry names. -->
  <xsl:function name="t:lemma" as="xs:string*">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="printed" select="t:read($entry)[not(t:is-placed($entry) and self::rdg)]"/>
    <xsl:variable name="own" select="$entry/lem[t:is-placed($entry)]"/>
    <xsl:sequence select="
      (($printed, $own)[1] ! t:plain(.), t:words-there($entry))[. ne ''][1],
      '–'[not(normalize-space($printed) or normalize-space($own) or t:words-there($entry) ne '' or $entry/@loc)]"/>
  </xsl:function>
  <!-- The words from the place that an entry names to another, or to the entry itself. -->
  <xsl:function name="t:words-there" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="from" select="$entry ! t:ids((@from, @to)[1])[1] ! key('id', ., root($entry))[1]"/>
    <xsl:variable name="to" select="($entry ! t:ids(@to)[1] ! key('id', ., root($entry))[1], $entry)[1]"/>
    <xsl:variable name="around" select="$from/ancestor::*[self::p or self::l or self::ab or self::lg or self::sp or self::head][1]"/>
    <xsl:sequence select="
      if (empty($from)) then ''
      else if (normalize-space($from)) then t:short(t:plain($from))
      else t:short(normalize-space(string-join($around//text()[. &gt;&gt; $from][. &lt;&lt; $to][not(ancestor::app)])))"/>
  </xsl:function>
  <!-- Entries that the encoder gathered stand with the others, after the text. -->
  <xsl:template match="listApp">
    <xsl:apply-templates select="* except app"/>
  </xsl:template>
  <xsl:template match="TEI/TEI | teiCorpus/TEI | teiCorpus/teiCorpus" priority="11">
    <xsl:apply-templates select="text | TEI | teiCorpus"/>
  </xsl:template>

  <!-- Notes that the text calls, in the order of the text. -->
  <xsl:variable name="t:end-notes" as="element(note)*" select="/*//text//note[t:is-end-note(.)]"/>
  <xsl:function name="t:is-end-note" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="
      empty($note/ancestor::note) and exists($note/ancestor::text) and not($note/.. ! t:is-record(.))
      and (not(t:is-structural($note/..)) or exists(t:references($note)))"/>
  </xsl:function>
  <xsl:function name="t:note-key" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="string($t:note-keys(generate-id($note)))"/>
  </xsl:function>
  <xsl:variable name="t:note-keys" as="map(xs:string, xs:integer)" select="
    map:merge(for $at in 1 to count($t:end-notes) return map:entry(generate-id($t:end-notes[$at]), $at))"/>
  <xsl:template match="note" mode="note">
    <note key="{t:note-key(.)}" mark="{t:note-mark(.)}" says-mark="{t:mark-length(.) gt 0}"
      by="{if (matches(@type, 'source|bibl')) then 'source' else if (@resp or matches(@type, 'edit') or matches(@place, 'edit')) then 'editor' else 'author'}">
      <xsl:call-template name="language"/><xsl:call-template name="blocks"/>
    </note>
  </xsl:template>
  <xsl:template match="note[t:is-end-note(.)]" priority="1">
    <xsl:if test="empty(t:references(.))"><call key="{t:note-key(.)}" mark="{t:note-mark(.)}"/></xsl:if>
  </xsl:template>
  <xsl:template match="(ref | ptr)[t:is-call(.)][t:is-end-note(t:called(.))]" priority="2">
    <call key="{t:note-key(t:called(.))}" mark="{t:note-mark(t:called(.))}"/>
  </xsl:template>

  <xsl:template name="language">
    <xsl:variable name="tag" select="t:language-tag(@xml:lang)[not(. = $t:language)]"/>
    <xsl:if test="$tag"><xsl:attribute name="lang" select="$tag"/></xsl:if>
  </xsl:template>

  <!-- What stands in an element, as blocks: its words become paragraphs. -->
  <xsl:template name="blocks">
    <xsl:for-each-group select="node()" group-adjacent="t:stands(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()"/></xsl:when>
        <xsl:when test="normalize-space(string-join(current-group())) or current-group()/descendant-or-self::*[self::gap or self::graphic or self::note or self::ptr]">
          <p><xsl:apply-templates select="current-group()"/></p>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>
  <!-- A wrapper in the line that holds blocks stands as they do. -->
  <xsl:function name="t:stands" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
      $node instance of element() and not($node[self::note][t:is-end-note(.)]) and
      (t:is-block($node)
       or $node[self::listApp] or $node[self::app or self::choice or self::add or self::del or self::lem or self::rdg or self::subst][some $below in * satisfies t:stands($below)])"/>
  </xsl:function>

  <xsl:template match="*" priority="-1">
    <xsl:call-template name="plainly"/>
  </xsl:template>
  <xsl:template name="plainly">
    <xsl:choose>
      <xsl:when test="t:stands(.) and (some $child in * satisfies t:stands($child))">
        <div><xsl:call-template name="language"/><xsl:call-template name="blocks"/></div>
      </xsl:when>
      <xsl:when test="t:stands(.)"><p><xsl:call-template name="language"/><xsl:apply-templates/></p></xsl:when>
      <xsl:otherwise><xsl:call-template name="run"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7">
    <xsl:param name="level" as="xs:integer" select="1" tunnel="yes"/>
    <div><xsl:call-template name="language"/>
      <xsl:call-template name="blocks-at"><xsl:with-param name="level" select="$level + (if (t:headed(.)) then 1 else 0)"/></xsl:call-template>
    </div>
  </xsl:template>
  <xsl:template name="blocks-at">
    <xsl:param name="level" as="xs:integer"/>
    <xsl:for-each-group select="node()" group-adjacent="t:stands(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()">
          <xsl:with-param name="level" select="$level" tunnel="yes"/></xsl:apply-templates></xsl:when>
        <xsl:when test="normalize-space(string-join(current-group()))"><p><xsl:apply-templates select="current-group()"/></p></xsl:when>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>
  <xsl:template match="head[t:stands(.)][matches(local-name(..), '^(div\d?|body|front|back|text|lg)$')][normalize-space()]">
    <xsl:param name="level" as="xs:integer" select="1" tunnel="yes"/>
    <h level="{min((6, max((1, $level - 1))))}"><xsl:call-template name="language"/><xsl:apply-templates/></h>
  </xsl:template>

  <xsl:template match="titlePart[. is $t:title-page/descendant::titlePart[1]]"><h level="0"><xsl:apply-templates/></h></xsl:template>
  <xsl:template match="lg[t:stands(.)]"><lg><xsl:call-template name="language"/><xsl:call-template name="blocks"/></lg></xsl:template>
  <xsl:template match="l[t:stands(.)]">
    <l indent="{t:indent(.)}">
      <xsl:for-each select="$t:earlier(generate-id())"><xsl:attribute name="after" select="."/></xsl:for-each>
      <xsl:for-each select="t:shown-number(.)"><xsl:attribute name="n" select="."/></xsl:for-each>
      <xsl:call-template name="language"/><xsl:apply-templates/>
    </l>
  </xsl:template>
  <!-- Of a verse that speakers share: the words of the parts before, below whose end it goes on. -->
  <xsl:variable name="t:earlier" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:iterate select="/*//text//l[@part = ('I', 'M', 'F')]">
        <xsl:param name="said" as="xs:string" select="''"/>
        <xsl:variable name="before" select="if (@part = 'I') then '' else $said"/>
        <xsl:if test="$before"><xsl:map-entry key="generate-id()" select="$before"/></xsl:if>
        <xsl:next-iteration><xsl:with-param name="said" select="normalize-space($before || ' ' || t:plain(.))"/></xsl:next-iteration>
      </xsl:iterate>
    </xsl:map>
  </xsl:variable>
  <xsl:template match="quote[t:stands(.)] | epigraph | floatingText[t:stands(.)]">
    <quote><xsl:call-template name="language"/><xsl:call-template name="blocks"/></quote>
  </xsl:template>
  <xsl:template match="list[t:stands(.)]">
    <xsl:for-each select="head"><p><xsl:apply-templates/></p></xsl:for-each>
    <list marked="{exists(label) or t:marks-itself(.)}" numbered="{@rend = ('numbered', 'ordered', 'lettered') or @type = ('ordered', 'numbered')}">
      <xsl:for-each-group select="* except head" group-ending-with="item">
        <item>
          <xsl:variable name="labels" select="current-group()[not(self::item)]"/>
          <xsl:if test="exists($labels[normalize-space()])"><p><xsl:apply-templates select="$labels"/></p></xsl:if>
          <xsl:for-each select="current-group()[self::item]"><xsl:call-template name="blocks"/></xsl:for-each>
        </item>
      </xsl:for-each-group>
    </list>
  </xsl:template>
  <xsl:template match="table[t:stands(.)]">
    <xsl:for-each select="head"><p><xsl:apply-templates/></p></xsl:for-each>
    <table>
      <xsl:for-each select="row">
        <row head="{t:is-label-row(.)}">
          <xsl:for-each select="cell">
            <cell span="{if (@cols castable as xs:positiveInteger) then min((99, number(@cols))) else 1}"><xsl:call-template name="blocks"/></cell>
          </xsl:for-each>
        </row>
      </xsl:for-each>
    </table>
    <xsl:apply-templates select="* except (head, row)"/>
  </xsl:template>
  <xsl:template match="sp"><sp><xsl:call-template name="language"/><xsl:call-template name="blocks"/></sp></xsl:template>
  <xsl:template match="speaker[t:stands(.)]"><speaker><xsl:apply-templates/></speaker></xsl:template>
  <xsl:template match="stage[t:stands(.)][not(* ! t:stands(.) = true())]"><stage><xsl:apply-templates/></stage></xsl:template>
  <xsl:template match="ab[@type = 'separator'][not(normalize-space())]"><break/></xsl:template>
  <xsl:template match="*[t:is-record(.)][t:stands(.)]" priority="1">
    <p>
      <xsl:variable name="between" select="t:between(.)"/>
      <xsl:for-each select="t:parts(.)">
        <xsl:if test="position() gt 1"><xsl:value-of select="$between"/></xsl:if>
        <xsl:apply-templates select="." mode="in-line"/>
      </xsl:for-each>
    </p>
  </xsl:template>
  <xsl:template match="*" mode="in-line"><xsl:call-template name="run"/></xsl:template>
</xsl:stylesheet>
