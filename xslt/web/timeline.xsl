<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates: a table with the way to each, and where there are enough of them a picture. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- Fewer dates are seen at a glance in the table. -->
  <xsl:variable name="t:enough-dates" select="8"/>
  <xsl:variable name="t:columns" select="48"/>

  <!-- The day, month or year with which a date begins, as ISO 8601 has it; none of a bare month. -->
  <xsl:function name="t:day" as="xs:string?">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="
      ($date/@when, $date/@when-iso, $date/@from, $date/@notBefore, $date/@to, $date/@notAfter)[1]
        ! substring(., 1, 10)[matches(., '^\d{4}(-\d\d){0,2}$')]"/>
  </xsl:function>
  <xsl:function name="t:by-date" as="element()*">
    <xsl:param name="dates" as="element()*"/>
    <xsl:perform-sort select="$dates"><xsl:sort select="t:day(.)"/></xsl:perform-sort>
  </xsl:function>
  <xsl:function name="t:shown-date" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="
      if ($date/(@when | @when-iso)) then t:day($date)
      else if ($date/@from and $date/@to) then $date/@from || '/' || $date/@to
      else if ($date/@notBefore and $date/@notAfter) then $date/@notBefore || '..' || $date/@notAfter
      else if ($date/(@from | @notBefore)) then '≥ ' || t:day($date) else '≤ ' || t:day($date)"/>
  </xsl:function>

  <xsl:template name="dates">
    <xsl:param name="dates" as="element()*"/>
    <xsl:variable name="placed" select="$dates[t:place(.) ! t:page-file(.)]"/>
    <xsl:if test="not($of-book) and count($placed) ge $t:enough-dates and count(distinct-values($placed ! t:day(.))) ge 4">
      <xsl:call-template name="timeline"><xsl:with-param name="dates" select="$placed"/></xsl:call-template>
    </xsl:if>
    <table class="dates">
      <thead><tr>
        <th scope="col"><xsl:value-of select="t:say('date')"/></th>
        <th scope="col"><xsl:value-of select="t:say('in-the-text')"/></th>
      </tr></thead>
      <tbody>
        <xsl:for-each-group select="$dates" group-by="t:shown-date(.)">
          <tr>
            <th scope="row"><xsl:call-template name="date-cell"/></th>
            <td><ul class="contexts">
              <xsl:for-each select="current-group()"><li><xsl:call-template name="passage-link"/></li></xsl:for-each>
            </ul></td>
          </tr>
        </xsl:for-each-group>
      </tbody>
    </table>
  </xsl:template>
  <xsl:template name="date-cell">
    <xsl:choose>
      <xsl:when test="@when ! t:machine-date(.)"><time datetime="{t:machine-date(@when)}"><xsl:value-of select="t:shown-date(.)"/></time></xsl:when>
      <xsl:otherwise><xsl:value-of select="t:shown-date(.)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A year as a number, with the part of it that has passed. -->
  <xsl:function name="t:moment" as="xs:double">
    <xsl:param name="day" as="xs:string"/>
    <xsl:variable name="parts" select="tokenize($day, '-') ! number(.)"/>
    <xsl:sequence select="$parts[1] + sum((($parts[2] - 1) div 12, ($parts[3] - 1) div 372))"/>
  </xsl:function>

  <!-- Years from left to right; each date a mark in its column, linked to its place.  The table below
       has the same links in the same order, so the tabulator may pass the picture by. -->
  <xsl:template name="timeline">
    <xsl:param name="dates" as="element()*"/>
    <xsl:variable name="moments" select="$dates ! t:moment(t:day(.))"/>
    <xsl:variable name="first" select="floor(min($moments))"/>
    <xsl:variable name="last" select="max((floor(max($moments)) + 1, $first + 1))"/>
    <xsl:variable name="column" select="function($date) { xs:integer(min(($t:columns - 1, floor((t:moment(t:day($date)) - $first) div ($last - $first) * $t:columns)))) }"/>
    <xsl:variable name="highest" select="
      max(for $at in distinct-values($dates ! $column(.)) return count($dates[$column(.) = $at]))"/>
    <xsl:variable name="step" select="min((7, 84 div $highest))"/>
    <xsl:variable name="top" select="floor(90 - $step * $highest)"/>
    <figure class="timeline">
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {$top} 360 {122 - $top}" role="group" aria-labelledby="timeline:title">
        <title id="timeline:title"><xsl:value-of select="t:say('timeline', (string($first), string($last), string(count($dates))))"/></title>
        <line class="axis" x1="12" y1="96" x2="348" y2="96"/>
        <xsl:for-each select="t:ticks($first, $last)">
          <xsl:variable name="x" select="round(120 + (. - $first) div ($last - $first) * 3360) div 10"/>
          <line class="axis" x1="{$x}" y1="96" x2="{$x}" y2="101"/>
          <text x="{$x}" y="115" text-anchor="middle"><xsl:value-of select="."/></text>
        </xsl:for-each>
        <xsl:for-each-group select="$dates" group-by="$column(.)">
          <xsl:variable name="x" select="12 + (current-grouping-key() + 0.5) * 7"/>
          <xsl:for-each select="current-group()">
            <xsl:variable name="place" select="t:place(.)"/>
            <a href="{t:href($place, t:id($place), ())}" aria-label="{t:shown-date(.)}: {t:begin(t:plain(.), 60)}" tabindex="-1">
              <rect x="{$x - 2.5}" y="{round((95 - position() * $step) * 100) div 100}" width="5" height="{round($step * 82) div 100}">
                <title><xsl:value-of select="t:shown-date(.)"/></title></rect>
            </a>
          </xsl:for-each>
        </xsl:for-each-group>
      </svg>
    </figure>
  </xsl:template>
  <!-- Round years for the axis: at most seven. -->
  <xsl:function name="t:ticks" as="xs:integer*">
    <xsl:param name="first" as="xs:double"/>
    <xsl:param name="last" as="xs:double"/>
    <xsl:variable name="step" select="(1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000)[($last - $first) div . le 6][1]"/>
    <xsl:sequence select="(xs:integer(ceiling($first div $step)) to xs:integer(floor($last div $step))) ! xs:integer(. * $step)"/>
  </xsl:function>
</xsl:stylesheet>
