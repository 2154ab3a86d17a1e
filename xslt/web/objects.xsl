<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables and pictures. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- shown: the rows that the page has, of a table that goes on over pages; its head stands on each. -->
  <xsl:template match="table">
    <xsl:param name="shown" as="element()*" select="row"/>
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="$phrasing"><xsl:call-template name="block"/></xsl:when>
      <xsl:otherwise>
        <xsl:element name="{if (head) then 'section' else 'div'}">
          <xsl:attribute name="class" select="'table'"/>
          <xsl:attribute name="tabindex" select="0"/>
          <xsl:if test="head"><xsl:attribute name="aria-label" select="t:plain(head[1])"/></xsl:if>
          <table>
            <xsl:sequence select="t:attributes(., ())[not(name() = 'id') or t:begins-with($shown)]"/>
            <xsl:if test="head">
              <caption><xsl:apply-templates select="head/node()">
                <xsl:with-param name="phrasing" select="true()" tunnel="yes"/>
              </xsl:apply-templates></caption>
            </xsl:if>
            <xsl:variable name="labels" select="row[t:is-label-row(.)][not(preceding-sibling::row[not(t:is-label-row(.))])]"/>
            <xsl:if test="exists($labels)"><thead><xsl:apply-templates select="$labels"/></thead></xsl:if>
            <xsl:if test="exists($shown except $labels)">
              <tbody><xsl:apply-templates select="$shown except $labels"/></tbody>
            </xsl:if>
          </table>
          <xsl:if test="not($shown[last()]/following-sibling::row)"><xsl:apply-templates select="* except (head, row)"/></xsl:if>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:function name="t:is-label-row" as="xs:boolean">
    <xsl:param name="row" as="element()"/>
    <xsl:sequence select="$row/@role = 'label' or ($row/cell and not($row/cell[not(@role = 'label')]))"/>
  </xsl:function>
  <xsl:template match="row">
    <tr><xsl:sequence select="t:attributes(., ())"/><xsl:apply-templates/></tr>
  </xsl:template>
  <xsl:template match="cell">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="label" select="@role = 'label' or t:is-label-row(..)"/>
    <xsl:element name="{if ($phrasing) then 'span' else if ($label and normalize-space()) then 'th' else 'td'}">
      <xsl:sequence select="t:attributes(., 'number'[matches(t:plain(current()), '^\s*[-−+]?[\d.,  ]+%?\s*$')])"/>
      <xsl:if test="@rows[. castable as xs:positiveInteger] and not($phrasing)">
        <xsl:attribute name="rowspan" select="min((999, number(@rows)))"/>
      </xsl:if>
      <xsl:if test="@cols[. castable as xs:positiveInteger] and not($phrasing)">
        <xsl:attribute name="colspan" select="min((99, number(@cols), t:columns(../..)[count(current()/../cell) = 1]))"/>
      </xsl:if>
      <xsl:if test="$label and normalize-space() and not($phrasing)">
        <xsl:attribute name="scope" select="if (t:is-label-row(..)) then 'col' else 'row'"/>
      </xsl:if>
      <xsl:call-template name="flow"><xsl:with-param name="plain" select="$phrasing"/></xsl:call-template>
    </xsl:element>
  </xsl:template>

  <!-- The columns of a table, by its rows of several cells: a cell alone in its row spans no more. -->
  <xsl:function name="t:columns" as="xs:double">
    <xsl:param name="table" as="element()"/>
    <xsl:sequence select="max((1,
      $table/row[count(cell) gt 1] ! sum(cell ! (@cols[. castable as xs:positiveInteger], 1)[1] ! number(.))))"/>
  </xsl:function>

  <!-- HTML wants a caption first or last: the headings come after the picture. -->
  <xsl:template match="figure">
    <xsl:param name="phrasing" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="t:is-block(.) and not($phrasing)">
        <figure>
          <xsl:sequence select="t:attributes(., ())"/>
          <xsl:apply-templates select="node()[self::* or normalize-space()] except head"/>
          <xsl:if test="head">
            <figcaption>
              <xsl:apply-templates select="head"><xsl:with-param name="phrasing" select="true()" tunnel="yes"/></xsl:apply-templates>
            </figcaption>
          </xsl:if>
        </figure>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="figDesc">
    <xsl:if test="not(../graphic)"><span class="figDesc"><xsl:apply-templates/></span></xsl:if>
  </xsl:template>
  <!-- Pictures beside the TEI file only: the writer copies those that the list names. -->
  <xsl:param name="pictures" as="xs:string" select="''"/>
  <xsl:variable name="t:pictures" select="tokenize($pictures, '\n')"/>
  <xsl:template match="graphic">
    <xsl:variable name="words" select="
      (../figDesc[normalize-space()] ! t:plain(.), desc[normalize-space()] ! t:plain(.), ../head ! t:plain(.))[. ne ''][1]"/>
    <xsl:variable name="at" select="index-of($t:pictures, string(@url))[1]"/>
    <xsl:choose>
      <xsl:when test="exists($at)">
        <img src="{replace($t:pictures[$at + 1], ' ', '%20')}" alt="{($words, t:say('no-description'))[1]}" loading="lazy">
          <xsl:sequence select="t:attributes(., ())"/>
        </img>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:report">
          <xsl:with-param name="code" select="'picture-unavailable'"/>
          <xsl:with-param name="detail" select="string(@url)"/>
        </xsl:call-template>
        <span class="figDesc">
          <xsl:value-of select="'[' || string-join((t:say('figure'), $words), ': ') || ']'"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- A picture inside the TEI file, in letters and digits: no text for a reader. -->
  <xsl:template match="binaryObject">
    <span class="figDesc"><xsl:value-of select="'[' || t:say('figure') || ']'"/></span>
  </xsl:template>
  <xsl:template match="formula"><xsl:call-template name="inline"/></xsl:template>
  <xsl:template match="formula[matches(@notation, '^(la)?tex$', 'i')][not(*)]" priority="1">
    <xsl:call-template name="inline"><xsl:with-param name="as" select="'code'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="notatedMusic">
    <span>
      <xsl:sequence select="t:attributes(., 'notatedMusic')"/>
      <xsl:for-each select="node()[self::* or normalize-space()]">
        <xsl:if test="position() gt 1"><xsl:text> </xsl:text></xsl:if><xsl:apply-templates select="."/>
      </xsl:for-each>
    </span>
  </xsl:template>
</xsl:stylesheet>
