<?xml version="1.0" encoding="UTF-8"?>
<!-- What the header tells: title, author, date, and the rows of “About this edition”. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- Settings of the project that speak louder than the header. -->
  <xsl:param name="title" as="xs:string" select="''"/>
  <xsl:param name="author" as="xs:string" select="''"/>
  <xsl:param name="date" as="xs:string" select="''"/>

  <xsl:variable name="t:header" select="/*/teiHeader"/>
  <xsl:variable name="t:titles" select="
    $t:header/fileDesc/titleStmt/title[not(@level = 's')]
      [not(@type = ('sub', 'alt', 'short', 'desc', 'iso-date', 'series'))]"/>
  <xsl:variable name="t:main-title" select="
    ($t:titles[@type = 'main'], $t:titles, $t:header/fileDesc/titleStmt/title)[normalize-space()][1]"/>
  <xsl:variable name="t:title" as="xs:string" select="
    ($title, t:plain($t:main-title), $t:words?untitled)[normalize-space()][1]"/>
  <xsl:variable name="t:subtitles" as="xs:string*" select="
    $t:header/fileDesc/titleStmt/title[@type = 'sub'][not(. is $t:main-title)] ! t:plain(.)"/>
  <xsl:variable name="t:authors" as="xs:string*" select="
    if ($author) then $author
    else distinct-values($t:header/fileDesc/titleStmt/author ! t:agent-name(.))[. ne '']"/>
  <xsl:variable name="t:dating" as="element()?" select="
    ($t:header/profileDesc/creation//date, /*/text/front//docDate,
     $t:header/profileDesc/correspDesc/correspAction[@type = 'sent']/date, $t:header/fileDesc/sourceDesc//origDate,
     $t:header/fileDesc/sourceDesc//date[not(ancestor::msDesc or ancestor::witness or ancestor::person
       or ancestor::place or ancestor::org)])[normalize-space() or @when][1]"/>
  <xsl:variable name="t:date" as="xs:string" select="
    string(($date, t:plain($t:dating), $t:dating/@when)[normalize-space()][1])"/>

  <!-- The words of a node in one line, as they are read: without notes, identifiers and readings that
       are not printed; a line's end is a blank. -->
  <xsl:function name="t:plain" as="xs:string">
    <xsl:param name="node" as="node()?"/>
    <xsl:variable name="aside" select="
      $node/descendant::*[self::note or self::idno or self::index or self::pc[@force = 'weak']]
      | $node/descendant::*[self::choice or self::app]/t:unread(.)"/>
    <xsl:sequence select="
      normalize-space(
        if (not($node/*)) then string($node)
        else string-join(($node/descendant::node()[self::text() or self::lb or self::gap[not(normalize-space())]]
          except ($aside/descendant::text(), $aside/descendant::*)) ! t:in-one-line(.)))"/>
  </xsl:function>

  <xsl:function name="t:in-one-line" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
      if ($node/self::gap) then t:say('gap') else if ($node/self::lb) then ' '[not($node/@break = 'no')] || '' else t:joined($node)"/>
  </xsl:function>

  <!-- A title short enough for a running head: whole, or cut at a word. -->
  <xsl:function name="t:short" as="xs:string">
    <xsl:param name="title" as="xs:string"/>
    <xsl:sequence select="
      if (string-length($title) le 56) then $title
      else replace(substring($title, 1, 54), '[\s\p{P}]+\S*$', '') || ' …'"/>
  </xsl:function>

  <!-- A person's name as one says it: the first of several, “Last, First” left as it stands. -->
  <xsl:function name="t:agent-name" as="xs:string">
    <xsl:param name="agent" as="element()"/>
    <xsl:variable name="name" select="
      ($agent/(persName | orgName | placeName | geogName | name | label | title)[normalize-space()][1], $agent)[1]"/>
    <xsl:sequence select="if (t:is-name-in-parts($name)) then t:parts-of-name($name/*) else t:plain($name)"/>
  </xsl:function>

  <!-- A name that is nothing but its parts: blanks between them are as the encoder's editor left them. -->
  <xsl:variable name="t:name-parts" select="t:names('forename surname roleName addName nameLink genName')"/>
  <xsl:function name="t:is-name-in-parts" as="xs:boolean">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="
      exists($name/*[2]) and not($name/text()[normalize-space()])
      and not($name/*[not(exists($t:name-parts(local-name())))])"/>
  </xsl:function>
  <xsl:function name="t:parts-of-name" as="xs:string">
    <xsl:param name="parts" as="element()*"/>
    <xsl:variable name="full" select="$parts[normalize-space()]"/>
    <xsl:sequence select="
      string-join(for $at in 1 to count($full), $part in $full[$at] return (t:between-names($full[$at - 1], $part), t:plain($part)))"/>
  </xsl:function>
  <!-- “Last, First”; “Jean d’Arc”; else a blank. -->
  <xsl:function name="t:between-names" as="xs:string">
    <xsl:param name="before" as="element()?"/>
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
      if (empty($before)) then '' else if ($part/self::forename and $before/self::surname) then ', '
      else if ($before/self::nameLink and matches($before, '[''’]\s*$')) then '' else ' '"/>
  </xsl:function>

  <!-- Rows of “About this edition”: a word's key and the header's nodes for it. -->
  <xsl:variable name="t:about" as="map(*)*">
    <xsl:sequence select="
      t:row('responsible', $t:header/fileDesc/(titleStmt | editionStmt)/(editor | respStmt | principal)),
      t:row('publisher', $t:header/fileDesc/publicationStmt/(publisher | distributor | authority | p | ab)),
      t:row('published', $t:header/fileDesc/publicationStmt/date),
      t:row('identifier', $t:header/fileDesc/publicationStmt/idno),
      t:row('source', $t:header/fileDesc/sourceDesc/*),
      t:row('written', $t:header/profileDesc/creation[normalize-space()]),
      t:row('licence', $t:header/fileDesc/publicationStmt/availability/*),
      t:row('about-file', $t:header/fileDesc/(notesStmt | editionStmt)/(note | p | edition)),
      t:row('project', $t:header/encodingDesc/(projectDesc | p)/descendant-or-self::p),
      t:row('encoding', $t:header/encodingDesc/editorialDecl/(*[not(t:is-left-out(.))])),
      t:row('left-out', $t:header/encodingDesc/(samplingDecl/* | .//*[t:is-left-out(.)])),
      t:row('made-with', $t:header/encodingDesc/appInfo/application),
      t:row('changes', $t:header/revisionDesc//change)"/>
  </xsl:variable>

  <xsl:function name="t:row" as="map(*)*">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="nodes" as="element()*"/>
    <xsl:variable name="full" select="$nodes[normalize-space() or @target or @ref]"/>
    <xsl:sequence select="if ($full) then map{'key': $key, 'nodes': $full} else ()"/>
  </xsl:function>

  <!-- The label that a fact brings along, where its row says the same: “Source: …”. -->
  <xsl:function name="t:label" as="map(*)?">
    <xsl:param name="fact" as="element()"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:variable name="first" select="$fact/descendant::text()[normalize-space()][1]"/>
    <xsl:variable name="found" select="
      analyze-string(substring($first, 1, 80), '^\s*' || t:quoted($label) || '\s*:\s*', 'i')/*:match"/>
    <xsl:sequence select="if ($found) then map{'node': $first, 'length': string-length($found)} else ()"/>
  </xsl:function>

  <xsl:function name="t:is-left-out" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/(@type, @n, @xml:id) = ('left-out', 'omitted')"/>
  </xsl:function>

  <!-- Who speaks: the persons, groups, bodies and parts that have words in the text. -->
  <xsl:variable name="t:speakers" as="element()*" select="
    ($t:header/profileDesc/particDesc//(person | personGrp | org)
     | /*/standOff//(person | personGrp | org) | /*/text//castItem//role)
      [@xml:id][key('utterances', @xml:id)]"/>
  <xsl:variable name="t:works" as="element()*" select="
    (/*/standOff//listBibl | $t:header/fileDesc/sourceDesc/listBibl[@xml:id or head])
      /(bibl | biblStruct | biblFull)[normalize-space()]"/>
  <xsl:variable name="t:dates" as="element()*" select="
    if (exists($t:dating-limit)) then (/*/text//date[@when])[position() le $t:dating-limit] else ()"/>
  <!-- An index of dates is for reading; a diary of thousands is its own index. -->
  <xsl:variable name="t:dating-limit" as="xs:integer?" select="300"/>

  <!-- Corrections and variants, for the list that keeps what the reading text does not show. -->
  <xsl:variable name="t:emendations" as="element()*" select="
    /*/text//(choice[(sic and corr) or (orig and reg) or (abbr and expan)] | app[lem])"/>

  <!-- The reading that the edition prints of a choice or an apparatus entry, and the others. -->
  <xsl:function name="t:read" as="element()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="
      ($entry/(corr | reg | expan | lem)[normalize-space()], $entry/(corr | reg | expan | lem), $entry/*)[1]"/>
  </xsl:function>

  <xsl:function name="t:unread" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/* except ($entry/note, t:read($entry))"/>
  </xsl:function>
</xsl:stylesheet>
