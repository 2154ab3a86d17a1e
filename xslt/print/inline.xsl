<?xml version="1.0" encoding="UTF-8"?>
<!-- Words in the line. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template match="title[not(@level = ('a', 'u'))] | emph | term | mentioned | distinct">
    <xsl:variable name="told" select="self::*[@rend or @rendition or @style] ! t:letters(.)"/>
    <xsl:call-template name="wrap"><xsl:with-param name="call" select="($told, 'emph')[1]"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="title[@level = ('a', 'u')]">
    <xsl:variable name="marks" select="if (ancestor::text) then ('', '') else t:marks(.)"/>
    <xsl:call-template name="wrap">
      <xsl:with-param name="before" select="$marks[1]"/>
      <xsl:with-param name="after" select="$marks[2]"/>
    </xsl:call-template>
  </xsl:template>
  <!-- Words of another script are told apart by it; slanting them helps no one. -->
  <xsl:template match="foreign">
    <xsl:call-template name="wrap">
      <xsl:with-param name="call" select="
        'emph'[not(matches(current(), '[&#x370;-&#x3FF;&#x1F00;-&#x1FFF;&#x400;-&#x4FF;&#x590;-&#x6FF;&#x4E00;-&#x9FFF;]'))]"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="hi">
    <xsl:variable name="call" select="
      if (t:has-blocks(.)) then () else if (@rend or @rendition or @style) then t:letters(.) else 'emph'"/>
    <xsl:call-template name="wrap"><xsl:with-param name="call" select="$call"/></xsl:call-template>
  </xsl:template>
  <!-- The letters that the encoder saw: his word for them, a rule of CSS, or a rendition of the header. -->
  <xsl:function name="t:letters" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="rules" select="$element/@rendition ! tokenize(.)[starts-with(., '#')] ! key('id', substring(., 2), root($element))[1]/self::rendition"/>
    <xsl:variable name="rend" select="lower-case(string-join(($element/@rend, $element/@rendition, $element/@style, $rules), ' '))"/>
    <xsl:sequence select="
      if (matches($rend, 'sup')) then 'super'
      else if (matches($rend, '(^|\W)sub')) then 'sub'
      else if (matches($rend, 'small.?caps?|(^|\W)sc(\W|$)|smcap')) then 'smallcaps'
      else if (matches($rend, 'bold|strong|(^|\W)b(\W|$)')) then 'strong'
      else if (matches($rend, 'spaced|spread|letter|gesperrt')) then 'spaced'
      else if (matches($rend, 'underlin|(^|\W)u(\W|$)')) then 'underline'
      else if (matches($rend, 'line-?through|strike')) then 'strike'
      else if (matches($rend, 'ital|(^|\W)i(\W|$)|emph|oblique')) then 'emph' else ()"/>
  </xsl:function>
  <xsl:template match="code | gi | att | tag | ident | eg | egXML">
    <xsl:call-template name="wrap"><xsl:with-param name="call" select="'code'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="persName | placeName | orgName | name | rs | geogName | settlement | country | region
    | forename | surname | nameLink | addName | genName | district | bloc | street | postCode | date | time
    | bibl | biblScope | author | editor | publisher | pubPlace | idno | edition | series | citedRange | extent
    | resp | respStmt | imprint | monogr | analytic | biblStruct | biblFull | publicationStmt | licence
    | availability | measure | num | unit | gloss | seg | s | cl | phr | w | m | c | pc | abbr | expan | orig
    | reg | sic | corr | am | ex | lem | rdg | affiliation | email | damage | restore | desc | val | u
    | abstract | listBibl | listPerson | listOrg | listPlace | person | personGrp | org | place | event
    | state | trait | birth | death | occupation | sex | age | residence | nationality | listChange | change
    | application | funder | sponsor | principal | authority | distributor | material | dim | height | width
    | objectDesc | msDesc | msIdentifier | repository | institution | collection | location | geo
    | correction | normalization | quotation | hyphenation | segmentation | interpretation | punctuation
    | stdVals | editionStmt | titleStmt | seriesStmt | notesStmt | origDate | origPlace | rhyme | retrace | mod
    | redo | undo | metamark | listTranspose
    | met | stamp | g | retrace | mod | redo | undo | metamark | transpose | eventName | objectName | listEvent | physDesc | history | origin | fileDesc
    | sourceDesc | subst | actor | roleName | notatedMusic" priority="-0.3">
    <xsl:call-template name="plain"/>
  </xsl:template>
  <!-- Parts of a name between which the encoder left no blank. -->
  <xsl:template match="persName/*[preceding-sibling::node()[1][self::forename or self::surname or self::roleName]][self::forename or self::surname or self::roleName]">
    <xsl:value-of select="t:text(if (self::forename and preceding-sibling::node()[1][self::surname]) then ', ' else ' ')"/>
    <xsl:call-template name="plain"/>
  </xsl:template>
  <xsl:template match="bibl[not(t:is-record(.))]/*[preceding-sibling::node()[1][self::*[normalize-space() or self::ptr]]][not(self::note or self::lb or self::pb or self::pc or self::hi)]" priority="1">
    <xsl:text> </xsl:text><xsl:next-match/>
  </xsl:template>
  <!-- What a manuscript is called: place, house, shelfmark. -->
  <xsl:template match="msIdentifier/*[preceding-sibling::*[normalize-space()]]" priority="2">
    <xsl:value-of select="t:text(', ')"/>
    <xsl:call-template name="plain"/>
  </xsl:template>
  <xsl:template match="msIdentifier/text()[not(normalize-space())]" priority="6"/>
  <xsl:template match="msContents | msItem | physDesc | objectDesc | supportDesc | layoutDesc | handDesc | history
    | correspAction | support | binding | msItem/title" priority="-0.1">
    <xsl:if test="preceding-sibling::*[normalize-space()]"><xsl:text> </xsl:text></xsl:if>
    <xsl:call-template name="plain"/>
  </xsl:template>
  <xsl:template match="add">
    <xsl:call-template name="wrap">
      <xsl:with-param name="before" select="string('⟨'[not(t:has-blocks(current()))])"/>
      <xsl:with-param name="after" select="string('⟩'[not(t:has-blocks(current()))])"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="unclear">
    <xsl:call-template name="wrap">
      <xsl:with-param name="after" select="string('[?]'[not(matches(current(), '\?\s*[\])]?\s*$'))])"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="del | surplus">
    <xsl:call-template name="wrap"><xsl:with-param name="call" select="'strike'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="ref | ptr">
    <xsl:variable name="address" select="t:printed-address(@target)"/>
    <xsl:variable name="inner" select="t:ids(@target)[1][exists(key('id', ., root(current()))[t:is-labelled(.)])]"/>
    <xsl:choose>
      <xsl:when test="t:has-blocks(.) or .//note or ancestor::ref"><xsl:call-template name="plain"/></xsl:when>
      <xsl:when test="$inner">
        <xsl:call-template name="wrap">
          <xsl:with-param name="call" select="('goto(' || t:string($inner) || ')')[normalize-space(current())]"/>
        </xsl:call-template>
        <xsl:if test="not(normalize-space()) or $t:bound">
          <xsl:value-of select="'#page-of(' || t:string(t:say('unit-page')) || ', ' || t:string($inner) || ', alone: ' || not(normalize-space()) || ')'"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="$address">
        <xsl:call-template name="wrap">
          <xsl:with-param name="call" select="'link(' || t:string($address) || ')'"/>
          <xsl:with-param name="before" select="string(@target[not(normalize-space(current()))])"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="plain"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="idno[matches(., '^\s*https?://\S+\s*$')]">
    <xsl:variable name="address" as="attribute()"><xsl:attribute name="target" select="normalize-space()"/></xsl:variable>
    <xsl:call-template name="wrap">
      <xsl:with-param name="call" select="t:printed-address($address) ! ('link(' || t:string(.) || ')')"/>
    </xsl:call-template>
  </xsl:template>
  <!-- On paper only full addresses lead anywhere. -->
  <xsl:function name="t:printed-address" as="xs:string?">
    <xsl:param name="target" as="attribute()?"/>
    <xsl:sequence select="
      tokenize($target)[1][matches(., '^(https?://|mailto:)[^\s&quot;&lt;&gt;`{}|^\\]+$', 'i')] ! escape-html-uri(.)"/>
  </xsl:function>
  <!-- Whether the printed text has a label for an element: those that `wrap` and headings set. -->
  <xsl:function name="t:is-labelled" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      exists($element/ancestor::text) and empty($element/ancestor-or-self::*[self::note or self::app or self::choice
        or self::titlePage or self::front or self::row or self::figDesc or self::desc or self::table
        or self::figure])
      and exists($element[self::p or self::ab or self::l or self::lg or self::quote or self::said or self::q
        or self::sp or self::opener or self::closer or self::dateline or self::seg or self::bibl or self::item[parent::list] or self::list
        or ($t:divisions(local-name()) and not(t:is-emptied(.)) and t:headed(.))])"/>
  </xsl:function>

  <!-- Pages and lines of the source. -->
  <!-- A part of a record that follows another without a blank. -->
  <xsl:template match="relatedItem"><xsl:text> </xsl:text><xsl:apply-templates/></xsl:template>
  <xsl:template match="pb">
    <xsl:if test="@n[normalize-space()] and ancestor::text">
      <xsl:choose>
        <xsl:when test="t:waits(.)"/>
        <xsl:when test="t:is-structural(..)">
          <xsl:value-of select="'&#10;&#10;#pb-between(' || t:string(normalize-space(@n)) || ', [' || t:leaf-anchor(.) || '])&#10;&#10;'"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="'#pb(' || t:string(normalize-space(@n)) || ')' || t:leaf-anchor(.)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>
  <!-- Whether a page that begins between paragraphs is told beside the next one's first line. -->
  <xsl:function name="t:waits" as="xs:boolean">
    <xsl:param name="pb" as="element()"/>
    <xsl:sequence select="
      exists($pb/following-sibling::*[not(self::pb or self::lb or self::cb)][1][self::p or self::ab or self::l])
      and empty($pb/following-sibling::node()[self::text()][normalize-space()][1][. &lt;&lt; $pb/following-sibling::*[1]])"/>
  </xsl:function>
  <!-- The pages that waited for a paragraph or line. -->
  <xsl:function name="t:pages-before" as="xs:string">
    <xsl:param name="block" as="element()"/>
    <xsl:variable name="before" select="$block/preceding-sibling::*[not(self::pb or self::lb or self::cb)][1]"/>
    <xsl:variable name="pages" select="
      $block/preceding-sibling::*[1][self::pb or self::lb or self::cb]/(., preceding-sibling::*)[self::pb[@n[normalize-space()]]][empty($before) or . >> $before][t:waits(.)]"/>
    <xsl:sequence select="
      string-join($pages ! t:leaf-anchor(.)) || ('#pb-aside(' || t:string(string-join($pages ! normalize-space(@n), '] [')) || ')')[exists($pages)]"/>
  </xsl:function>
  <xsl:template match="lb">
    <xsl:choose>
      <xsl:when test="@break = 'no'"/>
      <xsl:when test="@n or @facs or @ed or @edRef"><xsl:text> </xsl:text></xsl:when>
      <xsl:otherwise><xsl:text>#linebreak()</xsl:text></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- An inscription is read line by line: those of an EpiDoc edition stand as on the stone. -->
  <xsl:template match="lb[ancestor::ab/ancestor::div[@type = 'edition']][not(ancestor::note or ancestor::rdg)]" priority="1">
    <xsl:variable name="begins" select="not(ancestor::ab[1]/descendant::text()[normalize-space()][1] &lt;&lt; .)"/>
    <xsl:value-of select="
      ('#&quot;-&quot;;'[current()/@break = 'no'][not(matches(string(current()/preceding-sibling::node()[1]), '[-‐]\s*$'))] || '#linebreak()')[not($begins)]
      || ('#line-number(' || t:string(string(@n)) || ')')[current()/@n[. castable as xs:integer] ! xs:integer(.) mod 5 = 0]"/>
  </xsl:template>
  <xsl:template match="cb | gb | milestone | anchor | handShift | divGen | media"/>
  <!-- The break within a verse. -->
  <xsl:template match="caesura"><xsl:text> #h(0.8em) </xsl:text></xsl:template>
  <xsl:template match="space"><xsl:text> </xsl:text></xsl:template>
  <!-- A page number of the source: pb tells it. -->
  <xsl:template match="fw[@type = ('pageNum', 'pageNumber', 'folio', 'header', 'footer', 'lineNum')]"/>
  <xsl:template match="fw"><xsl:call-template name="plain"/></xsl:template>
  <xsl:template match="pc[t:is-line-hyphen(.)]" priority="1"/>
  <xsl:template match="teiHeader | certainty | link | linkGrp | spanGrp"/>

  <!-- Editors' hands. -->
  <xsl:template match="supplied">
    <xsl:call-template name="wrap">
      <xsl:with-param name="before" select="string('['[not(starts-with(normalize-space(current()), '['))])"/>
      <xsl:with-param name="after" select="string(']'[not(ends-with(normalize-space(current()), ']'))])"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="gap">
    <xsl:if test="not(normalize-space(string-join(text())))">
      <xsl:value-of select="
        t:text(if (desc[normalize-space()]) then '[… ' || string-join(desc ! t:plain(.), ' / ') || ']' else t:say('gap'))"/>
    </xsl:if>
    <xsl:apply-templates select="node() except desc"/>
  </xsl:template>
</xsl:stylesheet>
