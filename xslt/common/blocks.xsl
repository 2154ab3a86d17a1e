<?xml version="1.0" encoding="UTF-8"?>
<!-- Which elements stand as blocks and which run in the line.
     TEI leaves it to context; every edition asks here. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="t:names" as="map(xs:string, xs:boolean)">
    <xsl:param name="names" as="xs:string"/>
    <xsl:sequence select="map:merge(tokenize($names) ! map:entry(., true()))"/>
  </xsl:function>

  <xsl:variable name="t:always-block" select="t:names('
    p ab div div1 div2 div3 div4 div5 div6 div7 lg l list table figure sp castList castGroup
    castItem opener closer dateline salute signed postscript epigraph trailer argument byline head
    docTitle titlePart imprimatur titlePage front body back
    text group floatingText listBibl listPerson listPlace listOrg noteGrp cit egXML eg set prologue
    epilogue performance spGrp u divGen biblStruct msDesc address addrLine entry entryFree
    person place org event respStmt publicationStmt item row cell line zone surface sourceDoc')"/>

  <!-- These hold blocks only; what stands in them is a block as well. -->
  <xsl:variable name="t:structural" select="t:names('
    body front back text group floatingText div div1 div2 div3 div4 div5 div6 div7 sp epigraph
    postscript argument set prologue epilogue performance spGrp noteGrp castList castGroup address
    listBibl TEI teiCorpus standOff sourceDoc surface titlePage docTitle')"/>

  <!-- These never break a line, whatever holds them. -->
  <xsl:variable name="t:never-block" select="t:names('
    pb lb cb gb milestone anchor index fw pc w c desc figDesc app choice subst
    handShift space gap del add lem rdg media graphic')"/>

  <!-- Blanks between the children of these are the encoder's, not the text's.  (No xsl:strip-space:
       Saxon would show templates and global variables two different trees.) -->
  <xsl:variable name="t:element-only" select="t:names('
    TEI teiCorpus text front body back group div div1 div2 div3 div4 div5 div6 div7 lg list table row sp
    castList castGroup titlePage docTitle listBibl noteGrp choice app subst figure floatingText listPerson
    standOff')"/>
  <xsl:template match="text()[not(normalize-space())][exists($t:element-only(local-name(..)))]" priority="5"/>
  <!-- The new line before an end tag that a comma or full stop follows is the encoder's as well. -->
  <xsl:template match="text()[not(normalize-space())][contains(., '&#10;')][empty(following-sibling::node())]
    [matches(../following-sibling::node()[1][self::text()], '^[,.;:!?)\]]')]" priority="5"/>

  <!-- Blanks between tokens, where a token says that it stands close to the next, or the one before. -->
  <xsl:template match="text()[not(normalize-space())][preceding-sibling::*[1]/@join = ('right', 'both')
    or following-sibling::*[1]/@join = ('left', 'both')]" priority="5"/>

  <xsl:function name="t:is-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="name" select="local-name($node)"/>
    <xsl:choose>
      <xsl:when test="not($node instance of element())"><xsl:sequence select="false()"/></xsl:when>
      <xsl:when test="$t:never-block($name)"><xsl:sequence select="false()"/></xsl:when>
      <xsl:when test="$name = ('dateline', 'salute', 'signed') and $node/parent::p">
        <xsl:sequence select="false()"/>
      </xsl:when>
      <xsl:when test="$node[self::list or self::item/parent::list] and t:is-list-in-line($node/(self::list, parent::list)[1])">
        <xsl:sequence select="false()"/>
      </xsl:when>
      <xsl:when test="$t:always-block($name)"><xsl:sequence select="true()"/></xsl:when>
      <xsl:when test="$node/parent::* ! t:is-structural(.)"><xsl:sequence select="true()"/></xsl:when>
      <!-- A quotation that the document sets apart. -->
      <xsl:when test="$name = ('quote', 'q', 'said') and matches($node/@rend, '(^|[^A-Za-z])(block|display|blockquote)([^A-Za-z]|$)')">
        <xsl:sequence select="true()"/>
      </xsl:when>
      <xsl:when test="$name = 'note'"><xsl:sequence select="false()"/></xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="some $child in $node/* satisfies t:is-block($child)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="t:has-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="some $child in $element/* satisfies t:is-block($child)"/>
  </xsl:function>

  <xsl:function name="t:is-structural" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($t:structural(local-name($element)))"/>
  </xsl:function>

  <!-- Whether a name is printed in capitals; then small ones suit it, all through. -->
  <xsl:function name="t:in-capitals" as="xs:boolean">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="matches(substring($name, 1, 60), '^\s*\P{Ll}*\p{Lu}\P{Ll}*\p{Lu}\P{Ll}*(\P{L}|$)')"/>
  </xsl:function>

  <!-- Records in a list: their parts stand side by side without a word between them. -->
  <xsl:function name="t:is-record" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      (local-name($element) = ('person', 'personGrp', 'place', 'org', 'event', 'biblStruct', 'object')
       or local-name($element) = 'bibl' and $element/parent::listBibl)
      and not($element/text()[normalize-space()])"/>
  </xsl:function>

  <xsl:function name="t:parts" as="element()*">
    <xsl:param name="record" as="element()"/>
    <xsl:sequence select="
      ($record/(* except (analytic | monogr | series)) | $record/(analytic | series)/* | $record/monogr/(* except imprint)
       | $record/monogr/imprint/*)[normalize-space() or descendant-or-self::graphic or descendant-or-self::ptr]"/>
  </xsl:function>
  <xsl:function name="t:between" as="xs:string">
    <xsl:param name="record" as="element()"/>
    <xsl:sequence select="if (starts-with(local-name($record), 'bibl')) then ', ' else ' · '"/>
  </xsl:function>
  <!-- What a bare number in a record counts: volume, issue, page. -->
  <xsl:function name="t:unit" as="xs:string">
    <xsl:param name="scope" as="element()"/>
    <xsl:variable name="key" select="'unit-' || $scope/@unit"/>
    <xsl:sequence select="
      if (matches($scope, '^\s*[\dIVXLC–-]+\s*$') and map:contains($t:words, $key)) then t:say($key) || ' ' else ''"/>
  </xsl:function>

  <!-- Whether a list runs on in a sentence: it says so, stands in text, and holds no blocks. -->
  <xsl:function name="t:is-list-in-line" as="xs:boolean">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="
      ($list/@rend, $list/@type) = ('inline', 'run-in', 'runin', 'run-on') and not($list/.. ! t:is-structural(.))
      and not($list/head) and not($list/*/* ! t:is-block(.) = true())"/>
  </xsl:function>

  <!-- Whether a list's items bring their own numbers or bullets in their text. -->
  <xsl:function name="t:marks-itself" as="xs:boolean">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="
      matches(($list/item)[1], '^\s*[&quot;“„«‹‘]?\s?([\[(]?([0-9]{1,3}|[ivxlc]{1,5}|[a-z])[.)\]]|[-–—•*·▪◦])', 'i')"/>
  </xsl:function>

  <!-- Steps of a verse line's indent, 0 to 8, from @rend="indent(4)", "indent4" or "indent". -->
  <xsl:function name="t:indent" as="xs:integer">
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="columns" select="
      analyze-string(lower-case($line/@rend), '(indent|margin-left)\D{0,3}(\d{1,2})')
        /*:match/*:group[@nr = 2] ! xs:integer(.)"/>
    <xsl:sequence select="
      (min((8, $columns[1] idiv 2 + $columns[1] mod 2))[exists($columns)],
       2[contains(lower-case($line/@rend), 'indent')], 0)[1]"/>
  </xsl:function>

  <!-- A div's heading level: one more than the headed divisions around it. -->
  <xsl:function name="t:headed" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="exists($division/head[normalize-space()])"/>
  </xsl:function>

  <!-- Text as the line has it: the blanks beside a hyphenated line end belong to no word. -->
  <xsl:function name="t:joined" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="before" select="$text/preceding-sibling::node()[1][self::lb[@break = 'no']]"/>
    <xsl:variable name="after" select="$text/following-sibling::node()[1]"/>
    <xsl:variable name="hyphenated" select="
      $after[self::lb[@break = 'no']]
      | $after[self::pc[@force = 'weak']]/following-sibling::*[1][self::lb[@break = 'no']]"/>
    <xsl:variable name="start" select="if ($before) then replace($text, '^\s+', '') else string($text)"/>
    <xsl:sequence select="if ($hyphenated) then replace($start, '\s+$', '') else $start"/>
  </xsl:function>

  <!-- A hyphen that only the printed line needed. -->
  <xsl:function name="t:is-line-hyphen" as="xs:boolean">
    <xsl:param name="pc" as="element()"/>
    <xsl:sequence select="
      $pc/@force = 'weak' and exists($pc/following-sibling::*[1][self::lb[@break = 'no']])"/>
  </xsl:function>
</xsl:stylesheet>
