<?xml version="1.0" encoding="UTF-8"?>
<!-- What the lists tell of a person, a place, a body or a work, and the way back to the text. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- Passages that an entry shows at once, and behind a click; the others are told by page. -->
  <xsl:variable name="t:open-passages" select="3"/>
  <xsl:variable name="t:shown-passages" select="12"/>
  <xsl:variable name="t:numbered-passages" select="150"/>

  <!-- Bytes of HTML that an entry may take. -->
  <xsl:function name="t:entry-weight" as="xs:double">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="passages" select="count(t:passages($entry))"/>
    <xsl:sequence select="
      if ($entry[self::date]) then 100 + $t:link-bytes + 120 * $t:letter-bytes
      else 250 + 2 * $t:letter-bytes * string-length(normalize-space($entry)) + 100 * count($entry//(idno | @ref))
        + ($t:link-bytes + 110 * $t:letter-bytes) * min(($passages, $t:shown-passages))
        + ($t:link-bytes + 60) * min((max(($passages - $t:shown-passages, 0)), max((count($t:pages), $t:numbered-passages))))"/>
  </xsl:function>
  <!-- Where an entry's person, place or work has words or is named, in the order of the text. -->
  <xsl:function name="t:passages" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/@xml:id ! (key('utterances', ., root($entry)) | key('mentions', ., root($entry)))"/>
  </xsl:function>

  <xsl:template match="*" mode="item">
    <li>
      <xsl:if test="not(ancestor::text)"><xsl:sequence select="t:attributes(., ())"/></xsl:if>
      <xsl:apply-templates select="." mode="entry"/>
      <xsl:call-template name="passages"/>
    </li>
  </xsl:template>

  <xsl:template match="*" mode="entry">
    <xsl:variable name="name" select="t:index-name(.)"/>
    <xsl:variable name="others" select="
      distinct-values((persName | orgName | placeName | geogName | name | addName) ! t:agent-name(.))[not(. = ($name, t:agent-name(current()), ''))]"/>
    <xsl:variable name="in-text" select=".[ancestor::text][t:has-id(.)][t:page-file(.)] ! t:href(., @xml:id, ())"/>
    <xsl:choose>
      <xsl:when test="$in-text"><a class="name" href="{$in-text}"><xsl:value-of select="$name"/></a></xsl:when>
      <xsl:otherwise><span class="name"><xsl:value-of select="$name"/></span></xsl:otherwise>
    </xsl:choose>
    <xsl:for-each select="t:life(.)"><xsl:text> </xsl:text><span class="life"><xsl:value-of select="."/></span></xsl:for-each>
    <xsl:if test="exists($others)">
      <xsl:text> </xsl:text><span class="also"><xsl:value-of select="t:say('also', string-join($others, ', '))"/></span>
    </xsl:if>
    <xsl:for-each select="distinct-values((occupation | affiliation | state | trait | residence | nationality | roleDesc | following-sibling::roleDesc[current()/self::role]
        | (desc, note)[not(starts-with(@type, 'idno'))] | (country | region | settlement | district)[../self::place] | location/geo) ! t:plain(.))[not(. = ('', $name))]">
      <xsl:text> · </xsl:text><xsl:value-of select="."/>
    </xsl:for-each>
    <xsl:call-template name="authorities"/>
  </xsl:template>
  <xsl:template match="bibl | biblStruct | biblFull" mode="entry">
    <xsl:choose>
      <xsl:when test="t:is-record(.)"><xsl:call-template name="record"/></xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates><xsl:with-param name="phrasing" select="true()" tunnel="yes"/></xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="quoted-from"/>
  </xsl:template>

  <!-- The years of a life: (1862–1931), (* 1862); of a year known within bounds both: 1850/1855. -->
  <xsl:function name="t:life" as="xs:string?">
    <xsl:param name="person" as="element()"/>
    <xsl:variable name="years" select="($person/birth[1], $person/death[1]) ! ((., date)[@when or @notBefore or @notAfter], date)[1] !
      string-join(distinct-values((@when, (@notBefore, @notAfter)[not(../@when)], normalize-space()[matches(., '^\d{4}(-\d\d){0,2}$')])
        ! replace(., '^(-?)0*(\d+).*$', '$1$2')), '/')[. ne '']"/>
    <xsl:sequence select="
      if ($person/birth and $person/death and count($years) = 2) then '(' || string-join($years, '–') || ')'
      else if (count($years) = 1) then '(' || (if ($person/birth) then '* ' else '† ') || $years || ')' else ()"/>
  </xsl:function>

  <!-- The numbers that authorities gave, as links where their addresses are known. -->
  <xsl:variable name="t:authorities" as="map(xs:string, xs:string)" select="map{
    'gnd': 'https://d-nb.info/gnd/', 'viaf': 'https://viaf.org/viaf/', 'wikidata': 'https://www.wikidata.org/wiki/',
    'geonames': 'https://www.geonames.org/', 'orcid': 'https://orcid.org/', 'isni': 'https://isni.org/isni/',
    'ror': 'https://ror.org/', 'tgn': 'https://vocab.getty.edu/tgn/', 'lccn': 'https://id.loc.gov/authorities/names/'}"/>
  <!-- What authorities call an entry: maps of an address and a name. -->
  <xsl:function name="t:known-authorities" as="map(*)*">
    <xsl:param name="entry" as="element()"/>
    <xsl:for-each select="$entry">
      <xsl:sequence select="
        idno ! t:authority(@type, normalize-space(.)),
        (., persName, orgName, placeName)/(@ref, @sameAs, @key[contains(., ':')]) ! tokenize(.)[not(starts-with(., '#'))] ! t:authority((), .),
        (ptr | linkGrp/ptr)/@target ! tokenize(.) ! t:authority((), .)"/>
    </xsl:for-each>
  </xsl:function>
  <xsl:template name="authorities">
    <xsl:variable name="known" select="t:known-authorities(.)"/>
    <xsl:for-each-group select="$known" group-by="?address">
      <xsl:text> · </xsl:text>
      <a class="authority" href="{current-grouping-key()}"><xsl:value-of select="?name"/></a>
    </xsl:for-each-group>
  </xsl:template>
  <xsl:function name="t:authority" as="map(*)?">
    <xsl:param name="type" as="xs:string?"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="prefix" select="lower-case(substring-before($value, ':'))"/>
    <xsl:variable name="key" select="(lower-case($type), $prefix)[map:contains($t:authorities, .)][1]"/>
    <xsl:variable name="number" select="if ($prefix = $key) then substring-after($value, ':') else $value"/>
    <xsl:variable name="address" select="
      if (matches($value, '^https?://', 'i')) then $value
      else if ($key and matches($number, '^[\w./-]+$')) then $t:authorities($key) || $number else ()"/>
    <xsl:variable name="allowed" as="attribute()"><xsl:attribute name="target" select="$address"/></xsl:variable>
    <xsl:variable name="host" select="replace($address, '^https?://(www\.|sws\.)?([^/:?#]+).*$', '$2', 'i')"/>
    <xsl:variable name="known" select="map:keys($t:authorities)[contains($t:authorities(.), '/' || $host || '/')
      or contains($t:authorities(.), '.' || $host || '/')]"/>
    <xsl:sequence select="
      if ($address and matches($address, '^https?://', 'i')) then t:address($allowed) ! map{'address': ., 'name':
        if ($key or $known) then t:authority-name(($key, $known)[1]) else $host} else ()"/>
  </xsl:function>
  <xsl:function name="t:authority-name" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="
      if ($key = 'wikidata') then 'Wikidata' else if ($key = 'geonames') then 'GeoNames' else upper-case($key)"/>
  </xsl:function>

  <!-- Who is quoted from a work: by the quotation's other pointer, or in the same cit. -->
  <xsl:template name="quoted-from">
    <xsl:variable name="root" select="root()"/>
    <xsl:variable name="quotations" select="
      @xml:id ! (key('utterances', ., $root) | key('mentions', ., $root)/parent::cit/(quote | q | said))"/>
    <xsl:variable name="agents" as="element()*" select="
      $quotations ! (t:ids(@who), t:ids(@source)) ! key('id', ., $root)[1][t:is-agent(.)]"/>
    <xsl:if test="exists($agents)">
      <xsl:text> · </xsl:text>
      <span class="quoted-from">
        <xsl:value-of select="t:say('quoted-here')"/><xsl:text> </xsl:text>
        <xsl:for-each-group select="$agents" group-by="generate-id()">
          <xsl:if test="position() gt 1">, </xsl:if>
          <a href="{t:href(., @xml:id, ())}"><xsl:value-of select="t:agent-name(.)"/></a>
          <xsl:value-of select="' (' || count(current-group()) || ')'"/>
        </xsl:for-each-group>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- How often one speaks and is spoken of, and the passages, each with its words. -->
  <xsl:template name="passages">
    <xsl:variable name="passages" select="t:passages(.)"/>
    <xsl:variable name="spoken" select="@xml:id ! key('utterances', ., root(current()))"/>
    <xsl:variable name="named" select="count($passages) - count($spoken)"/>
    <xsl:if test="exists($passages)">
      <div class="passages">
        <xsl:variable name="voice" select="t:voice-href(.)"/>
        <xsl:if test="exists($spoken)">
          <xsl:variable name="words" select="t:say('count-quotations', string(count($spoken)))"/>
          <xsl:choose>
            <xsl:when test="$voice"><a href="{$voice}"><xsl:value-of select="$words"/></a></xsl:when>
            <xsl:otherwise><xsl:value-of select="$words"/></xsl:otherwise>
          </xsl:choose>
        </xsl:if>
        <xsl:if test="exists($spoken) and $named gt 0"> · </xsl:if>
        <xsl:if test="$named gt 0"><xsl:value-of select="t:say('count-mentions', string($named))"/></xsl:if>
        <xsl:call-template name="passage-list">
          <xsl:with-param name="passages" select="$passages[position() le $t:open-passages]"/>
        </xsl:call-template>
        <xsl:if test="count($passages) gt $t:open-passages">
          <details>
            <summary><xsl:value-of select="t:say('more-passages', string(count($passages) - $t:open-passages))"/></summary>
            <xsl:call-template name="passage-list">
              <xsl:with-param name="passages" select="$passages[position() gt $t:open-passages][position() le $t:shown-passages - $t:open-passages]"/>
            </xsl:call-template>
            <xsl:call-template name="passages-by-page">
              <xsl:with-param name="passages" select="$passages[position() gt $t:shown-passages]"/>
            </xsl:call-template>
          </details>
        </xsl:if>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template name="passage-list">
    <xsl:param name="passages" as="element()*"/>
    <ul class="contexts">
      <xsl:for-each select="$passages">
        <li><xsl:call-template name="passage-link"/></li>
      </xsl:for-each>
    </ul>
  </xsl:template>
  <!-- A passage as a link of its own words: what is said, or the words round a name. -->
  <xsl:template name="passage-link">
    <xsl:variable name="place" select="t:place(.)"/>
    <xsl:variable name="words">
      <xsl:choose>
        <xsl:when test="@who or @source or self::sp or self::u">
          <xsl:value-of select="t:begin(t:spoken(.), 90)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="block" select="(ancestor::*[self::p or self::l or self::ab or self::head or self::item or self::note or self::cell], parent::*)[last()]"/>
          <xsl:variable name="aside" select="
            ($block//note except ancestor::note) | $block//(choice | app)/t:unread(.)[not(. is current() or descendant::* intersect current())] | $block//gap/desc"/>
          <xsl:variable name="texts" select="$block//text() except $aside//text()"/>
          <xsl:variable name="after" select="$texts[. >> current()] except .//text()"/>
          <xsl:value-of select="t:end(t:in-line($texts[. &lt;&lt; current()]), 42)"/>
          <b><xsl:value-of select="t:begin(if (t:is-name-in-parts(.)) then t:agent-name(.) else t:plain(.), 60)"/></b>
          <xsl:value-of select="t:begin(t:in-line($after), 42)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$place ! t:page-file(.)"><a href="{t:href($place, t:id($place), ())}">
        <xsl:sequence select="if (normalize-space($words)) then $words else t:id($place)"/></a></xsl:when>
      <xsl:otherwise><xsl:sequence select="$words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- The other passages by page of the text: a number for each, or of very many how many there are. -->
  <xsl:template name="passages-by-page">
    <xsl:param name="passages" as="element()*"/>
    <xsl:if test="exists($passages)">
      <ul class="by-page">
        <xsl:variable name="each" select="count($passages) le $t:numbered-passages"/>
        <xsl:for-each-group select="$passages[exists(t:page(.))]" group-by="t:page(.)">
          <xsl:variable name="place" select="t:place(.)"/>
          <li><a href="{t:href($place, t:id($place), ())}"><xsl:value-of select="
            if ($t:whole) then t:say('and-on') else t:short(t:page-name(current-grouping-key()))"/></a>
            <xsl:value-of select="' (' || count(current-group()) || ')'"/>
            <xsl:for-each select="current-group()[$each][position() gt 1] ! t:place(.)">
              <xsl:text> </xsl:text><a href="{t:href(., t:id(.), ())}"><xsl:value-of select="position() + 1"/></a>
            </xsl:for-each></li>
        </xsl:for-each-group>
      </ul>
    </xsl:if>
  </xsl:template>

  <xsl:function name="t:in-line" as="xs:string">
    <xsl:param name="texts" as="text()*"/>
    <xsl:sequence select="
      replace(string-join($texts ! ((if (preceding-sibling::node()[1][self::lb[not(@break = 'no')] or self::space] or t:follows-name(.))
        then ' ' else '') || .)), '\s+', ' ')"/>
  </xsl:function>
  <!-- Whether a text begins a part of a name that stands at once behind another. -->
  <xsl:function name="t:follows-name" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="
      exists($text[empty(preceding-sibling::node())]/..[exists($t:name-parts(local-name()))]/preceding-sibling::node()[1][self::*])"/>
  </xsl:function>
  <!-- The beginning, or the end, of words that are too many for a line. -->
  <xsl:function name="t:begin" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:sequence select="
      if (string-length($words) le $length) then $words
      else replace(substring($words, 1, $length), '(.)\s\S*$', '$1') || '…'"/>
  </xsl:function>
  <xsl:function name="t:end" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:variable name="surplus" select="string-length($words) - $length"/>
    <xsl:sequence select="
      if ($surplus le 0) then $words else '…' || replace(substring($words, $surplus + 1), '^\S*\s(.)', '$1')"/>
  </xsl:function>
</xsl:stylesheet>
