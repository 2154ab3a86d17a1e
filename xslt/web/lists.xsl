<?xml version="1.0" encoding="UTF-8"?>
<!-- Pages made from the markup: persons, places, organisations, sources, dates, with the way back. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- The lists: file, words of its title, entries, and the mode that shows one. -->
  <xsl:variable name="t:lists" as="map(*)*">
    <xsl:variable name="beside" select="$t:header/(profileDesc | fileDesc/sourceDesc) | /*/standOff | /*/TEI/(teiHeader/profileDesc | standOff)"/>
    <xsl:sequence select="
      map{'file': 'people.html', 'title': 'people', 'entries':
        ($beside//(person | personGrp) | /*/(text | TEI)//castItem//role[@xml:id])[normalize-space()]},
      map{'file': 'places.html', 'title': 'places', 'entries': $beside//place[not(parent::place)][normalize-space()]},
      map{'file': 'organisations.html', 'title': 'organisations', 'entries': $beside//org[normalize-space()]},
      map{'file': 'sources.html', 'title': 'sources', 'entries': $t:works},
      map{'file': 'dates.html', 'title': 'dates', 'entries': $t:dates[t:machine-date(@when)][not(starts-with(@when, '-'))]}"/>
  </xsl:variable>

  <xsl:variable name="t:listed" as="map(xs:string, xs:string)" select="
    map:merge(for $list in $t:lists, $entry in $list?entries[not(ancestor::text)]
              return map:entry(generate-id($entry), $list?file))"/>
  <!-- The file of the list that has an element of the header. -->
  <xsl:function name="t:list-file" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$t:listed(generate-id($element))"/>
  </xsl:function>

  <xsl:template name="lists">
    <xsl:variable name="root" select="/*"/>
    <xsl:for-each select="$t:lists[exists(?entries)]">
      <xsl:variable name="list" select="."/>
      <xsl:call-template name="write">
        <xsl:with-param name="file" select="?file"/>
        <xsl:with-param name="html"><xsl:call-template name="frame">
          <xsl:with-param name="file" select="$list?file"/>
          <xsl:with-param name="name" select="t:say(?title)"/>
          <xsl:with-param name="kind" select="'list'"/>
          <xsl:with-param name="content">
            <main id="nav:text">
              <h1 class="page-name"><xsl:value-of select="t:say(?title)"/></h1>
              <xsl:for-each select="$root">
                <xsl:call-template name="entries"><xsl:with-param name="list" select="$list"/></xsl:call-template>
              </xsl:for-each>
            </main>
          </xsl:with-param>
        </xsl:call-template></xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="entries">
    <xsl:param name="list" as="map(*)"/>
    <xsl:choose>
      <xsl:when test="$list?title = 'dates'">
        <xsl:call-template name="dates"><xsl:with-param name="dates" select="$list?entries"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <ul class="index">
          <xsl:for-each select="$list?entries">
            <xsl:sort select="lower-case(t:agent-name(.))[$list?title ne 'sources']" lang="{$t:language}"/>
            <li>
              <xsl:if test="not(ancestor::text)"><xsl:sequence select="t:attributes(., ())"/></xsl:if>
              <xsl:apply-templates select="." mode="entry"/>
              <xsl:call-template name="passages">
                <xsl:with-param name="passages" select="
                  @xml:id ! (key('utterances', ., root(current())) | key('mentions', ., root(current())))"/>
              </xsl:call-template>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="entry">
    <span class="name"><xsl:value-of select="t:agent-name(.)"/></span>
    <xsl:for-each select="(note | desc | occupation)[normalize-space()]">
      <xsl:text>, </xsl:text><xsl:value-of select="t:plain(.)"/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="bibl | biblStruct | biblFull" mode="entry">
    <xsl:choose>
      <xsl:when test="t:is-record(.)"><xsl:call-template name="record"/></xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates><xsl:with-param name="phrasing" select="true()" tunnel="yes"/></xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- How often, and the way to the first dozen. -->
  <xsl:template name="passages">
    <xsl:param name="passages" as="element()*"/>
    <xsl:variable name="places" select="($passages[position() le 60] ! t:place(.)) | ()"/>
    <xsl:if test="exists($passages)">
      <span class="passages">
        <xsl:text> · </xsl:text>
        <xsl:value-of select="if (count($passages) = 1) then t:say('passage')
                              else t:say('passages', string(count($passages)))"/>
        <xsl:for-each select="$places[position() le 12]">
          <xsl:value-of select="if (position() = 1) then ': ' else ', '"/>
          <a href="{t:href(., t:id(.), ())}"><xsl:value-of select="position()"/></a>
        </xsl:for-each>
        <xsl:if test="count($places) gt 12"> …</xsl:if>
      </span>
    </xsl:if>
  </xsl:template>

  <xsl:template name="dates">
    <xsl:param name="dates" as="element()*"/>
    <ul class="index dates">
      <xsl:for-each-group select="$dates" group-by="string(@when)">
        <xsl:sort select="current-grouping-key()"/>
        <li>
          <time datetime="{current-grouping-key()}"><xsl:value-of select="current-grouping-key()"/></time>
          <xsl:text> </xsl:text>
          <xsl:for-each select="current-group()[position() le 12]">
            <xsl:if test="position() gt 1">, </xsl:if>
            <xsl:variable name="place" select="t:place(.)"/>
            <xsl:choose>
              <xsl:when test="$place"><a href="{t:href($place, t:id($place), ())}"><xsl:value-of select="t:plain(.)"/></a></xsl:when>
              <xsl:otherwise><xsl:value-of select="t:plain(.)"/></xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </li>
      </xsl:for-each-group>
    </ul>
  </xsl:template>
</xsl:stylesheet>
