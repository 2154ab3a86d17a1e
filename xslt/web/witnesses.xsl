<?xml version="1.0" encoding="UTF-8"?>
<!-- Witnesses: who they are, and the text of each, chosen in the panel by style alone. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- Names of the witnesses: those that the edition lists, then those that only readings name. -->
  <xsl:variable name="t:witnesses" as="element()*" select="/*//listWit//witness[@xml:id]"/>
  <xsl:variable name="t:sigla" as="xs:string*" select="
    if (empty($t:apps)) then ()
    else distinct-values(($t:witnesses/@xml:id ! string(.), $t:apps ! t:readings(.) ! t:sigla(.)))"/>
  <xsl:variable name="t:witness-numbers" as="map(xs:string, xs:integer)" select="
    map:merge(for $at in 1 to count($t:sigla) return map:entry($t:sigla[$at], $at))"/>
  <!-- A reader chooses among some; among hundreds the apparatus itself is clearer. -->
  <xsl:variable name="t:choosable" as="xs:string*" select="$t:sigla[count($t:sigla) le 40]"/>
  <xsl:variable name="t:witnesses-css" as="xs:boolean" select="exists($t:choosable)"/>

  <xsl:function name="t:sigla" as="xs:string*">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="distinct-values(tokenize($reading/@wit) ! replace(., '^.*#', '')[. ne ''])"/>
  </xsl:function>
  <!-- A siglum as it is printed. -->
  <xsl:function name="t:siglum" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="witness" select="key('id', $name, $t:document/root())[1]"/>
    <xsl:sequence select="($witness/(@n, abbr[@type = 'siglum'], idno[@type = 'siglum'])[normalize-space()][1] ! normalize-space(.), $name)[1]"/>
  </xsl:function>
  <xsl:template name="sigla">
    <xsl:for-each select="t:sigla(.)">
      <xsl:variable name="witness" select="key('id', ., $t:document/root())[1][self::witness]"/>
      <xsl:text> </xsl:text>
      <xsl:choose>
        <xsl:when test="$witness">
          <a class="siglum" href="{t:href($witness, $witness/@xml:id, ())}"><xsl:value-of select="t:siglum(.)"/></a>
        </xsl:when>
        <xsl:otherwise><span class="siglum"><xsl:value-of select="t:siglum(.)"/></span></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <!-- What no witness has is somebody's conjecture. -->
    <xsl:variable name="root" select="$t:document/root()"/>
    <xsl:for-each select="(self::rdg, self::lem)[not(@wit)]/(@resp, @source) ! tokenize(.)[starts-with(., '#')] ! substring(., 2)">
      <xsl:variable name="meant" select="key('id', ., $root)[1]"/>
      <xsl:text> </xsl:text><span class="siglum"><xsl:value-of select="
        (($meant//surname)[1] ! t:plain(.), $meant ! t:short(t:agent-name(.)), .)[. ne ''][1]"/></span>
    </xsl:for-each>
  </xsl:template>

  <!-- In the panel: the text as edited, or that of a witness. -->
  <xsl:template name="witness-choice">
    <xsl:if test="exists($t:choosable)">
      <fieldset>
        <legend><xsl:value-of select="t:say('witness')"/></legend>
        <label><input type="radio" name="witness" id="wit:0" value="0" checked="checked"/>
          <span><xsl:value-of select="t:say('as-edited')"/></span></label>
        <xsl:for-each select="$t:choosable">
          <label><input type="radio" name="witness" id="wit:{position()}" value="{position()}"/>
            <span class="siglum"><xsl:value-of select="t:siglum(.)"/></span></label>
        </xsl:for-each>
      </fieldset>
    </xsl:if>
  </xsl:template>
  <xsl:template name="witness-styles">
    <xsl:if test="$t:witnesses-css">
      <xsl:result-document href="witnesses.css" method="text">
        <xsl:text>/* The text of each witness. Made by the transform: two rules a witness. */&#10;</xsl:text>
        <xsl:for-each select="1 to count($t:choosable)">
          <xsl:value-of select="
            ':root:has(#wit\:' || . || ':checked) .app > :not(.w' || . || ', .app-call) { display: none; }&#10;' ||
            ':root:has(#wit\:' || . || ':checked) span.app > .w' || . || ' { display: inline; }&#10;' ||
            ':root:has(#wit\:' || . || ':checked) div.app > .w' || . || ' { display: block; }&#10;'"/>
        </xsl:for-each>
      </xsl:result-document>
    </xsl:if>
  </xsl:template>

  <!-- On the first page: what each siglum means. A list in the text stands there already. -->
  <xsl:template name="witness-list">
    <xsl:variable name="lists" select="$t:witnesses[not(ancestor::text)]"/>
    <xsl:if test="exists($lists)">
      <section class="about witnesses" aria-labelledby="nav:witnesses">
        <h2 id="nav:witnesses"><xsl:value-of select="t:say('witnesses')"/></h2>
        <dl>
          <xsl:for-each select="$lists">
            <dt><xsl:sequence select="t:attributes(., 'siglum')"/><xsl:value-of select="t:siglum(@xml:id)"/></dt>
            <dd><xsl:apply-templates select="node() except (listWit | witness | abbr[@type = 'siglum'])">
              <xsl:with-param name="phrasing" select="true()" tunnel="yes"/>
            </xsl:apply-templates>
            <xsl:if test="not(normalize-space())"><xsl:value-of select="t:siglum(@xml:id)"/></xsl:if></dd>
          </xsl:for-each>
        </dl>
      </section>
    </xsl:if>
  </xsl:template>
  <xsl:template match="listWit">
    <xsl:for-each select="head"><p class="subhead"><xsl:apply-templates/></p></xsl:for-each>
    <ul>
      <xsl:sequence select="t:attributes(., ('list', 'listWit'))"/>
      <xsl:for-each select="witness | listWit">
        <li>
          <xsl:if test="self::witness">
            <xsl:sequence select="t:attributes(., 'witness')"/>
            <b class="siglum"><xsl:value-of select="@xml:id ! t:siglum(.)"/></b><xsl:text> </xsl:text>
          </xsl:if>
          <xsl:apply-templates select="if (self::listWit) then . else node()"><xsl:with-param name="phrasing" select="exists(self::witness)" tunnel="yes"/></xsl:apply-templates>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>
  <xsl:template match="witness"><xsl:call-template name="inline"/></xsl:template>

  <!-- What the header tells of the edition. -->
  <xsl:template name="about">
    <xsl:call-template name="witness-list"/>
    <section class="about" aria-labelledby="nav:about">
      <h2 id="nav:about"><xsl:value-of select="t:say('about')"/></h2>
      <dl>
        <xsl:for-each select="$t:about">
          <xsl:variable name="label" select="t:say(?key)"/>
          <dt><xsl:value-of select="$label"/></dt>
          <xsl:for-each select="?nodes">
            <dd><xsl:apply-templates select="." mode="about">
              <xsl:with-param name="shown" select="t:label(., $label)" tunnel="yes"/>
            </xsl:apply-templates></dd>
          </xsl:for-each>
        </xsl:for-each>
      </dl>
      <xsl:if test="$tei-file">
        <p><a href="{$tei-file}" type="application/tei+xml"><xsl:value-of select="t:say('tei-file')"/></a></p>
      </xsl:if>
    </section>
  </xsl:template>
  <xsl:template match="*" mode="about"><xsl:apply-templates select="." mode="#default"/></xsl:template>
  <!-- Witnesses have their own list. -->
  <xsl:template match="listWit[.//witness/@xml:id]" mode="about"><xsl:value-of select="string-join(.//witness/@xml:id ! t:siglum(.), ', ')"/></xsl:template>
  <!-- A paragraph, a list or a decision of the header needs no box of its own. -->
  <xsl:template match="p | correction | normalization | quotation | hyphenation | segmentation
    | interpretation | punctuation | stdVals | availability[not(@target)] | application" mode="about">
    <xsl:call-template name="flow"/>
    <xsl:if test="self::application and not(contains(., @ident))">
      <xsl:value-of select="' ' || @ident || ' ' || @version"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="change" mode="about">
    <xsl:if test="@when and not(date)"><xsl:value-of select="@when || ': '"/></xsl:if>
    <xsl:call-template name="flow"/>
  </xsl:template>
</xsl:stylesheet>
