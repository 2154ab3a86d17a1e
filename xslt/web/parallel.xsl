<?xml version="1.0" encoding="UTF-8"?>
<!-- Two texts side by side: an original and its translation, or two witnesses, where the TEI says that
     they correspond. Columns on wide screens, one above the other on narrow ones. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- Ids that a linkGrp puts together: of one, those of the others. -->
  <xsl:variable name="t:linked-ids" as="map(xs:string, xs:string*)" select="
    map:merge(
      for $link in /*//linkGrp[matches(@type, 'transl|align|parallel', 'i')]/link, $id in t:ids($link/@target)
      return map:entry($id, t:ids($link/@target)[. ne $id]), map{'duplicates': 'combine'})"/>
  <!-- The elements that an element says it corresponds to. -->
  <xsl:function name="t:partners" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="ids" select="t:ids($element/@corresp), $element/@xml:id ! $t:linked-ids(.)"/>
    <xsl:sequence select="$ids ! key('id', ., $t:document/root())[1]"/>
  </xsl:function>

  <!-- Pairs of divisions or texts, each as [first, second] in the order of the document. -->
  <xsl:variable name="t:pairs" as="array(element())*">
    <xsl:variable name="whole" select="/*/(text | TEI | teiCorpus)/descendant-or-self::*[self::text or self::body or t:is-division(.)]"/>
    <xsl:variable name="said" as="array(element())*">
      <xsl:for-each select="$whole[@corresp or @xml:id]">
        <xsl:variable name="one" select="."/>
        <xsl:for-each select="t:partners(.)[self::text or self::body or t:is-division(.)][not(. is $one)][1]">
          <xsl:sequence select="if (. &gt;&gt; $one) then [$one, .] else [., $one]"/>
        </xsl:for-each>
      </xsl:for-each>
      <xsl:for-each select="$whole[@type = 'edition']">
        <xsl:variable name="translation" select="following-sibling::div[@type = 'translation'][1][not(@corresp)]"/>
        <xsl:sequence select="if ($translation) then [., $translation] else ()"/>
      </xsl:for-each>
      <xsl:variable name="ends" select="map:keys($t:linked-ids) ! key('id', ., $t:document/root())[1][not(self::text or self::body or t:is-division(.))]"/>
      <xsl:for-each select="$ends | ()">
        <xsl:variable name="here" select="ancestor::*[self::text or self::body or t:is-division(.)][1]"/>
        <xsl:variable name="there" select="t:partners(.)[1]/ancestor::*[self::text or self::body or t:is-division(.)][1]"/>
        <xsl:sequence select="if ($here &lt;&lt; $there) then [$here, $there] else ()"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="keys" select="$said ! string-join(?* ! generate-id(.), ' ')"/>
    <xsl:sequence select="for $at in 1 to count($said) return $said[$at][not($keys[$at] = $keys[position() lt $at])]"/>
  </xsl:variable>

  <!-- Rows of a pair: blocks that correspond, else those of the same number, else all in one. -->
  <xsl:function name="t:rows" as="map(*)*">
    <xsl:param name="pair" as="array(element())"/>
    <xsl:variable name="one" select="t:blocks-of($pair(1))"/>
    <xsl:variable name="other" select="t:blocks-of($pair(2))"/>
    <xsl:variable name="mates" as="map(xs:string, element())" select="
      map:merge((for $block in $one return (t:partners($block) intersect $other)[1] ! map:entry(generate-id($block), .),
                 for $block in $other return (t:partners($block) intersect $one)[1] ! map:entry(generate-id(.), $block)),
                map{'duplicates': 'use-first'})"/>
    <xsl:choose>
      <xsl:when test="map:size($mates) gt 0">
        <xsl:variable name="met" as="map(xs:string, xs:boolean)" select="map:merge($mates?* ! map:entry(generate-id(.), true()))"/>
        <xsl:variable name="second" as="map(xs:string, element()*)">
          <xsl:map>
            <xsl:for-each-group select="$other" group-starting-with="*[$met(generate-id())]">
              <xsl:map-entry key="generate-id()" select="current-group()"/>
            </xsl:for-each-group>
          </xsl:map>
        </xsl:variable>
        <xsl:variable name="lead" select="$other[1][not($met(generate-id()))] ! $second(generate-id(.))"/>
        <xsl:for-each-group select="$one" group-starting-with="*[map:contains($mates, generate-id())]">
          <xsl:variable name="mate" select="$mates(generate-id())"/>
          <xsl:sequence select="map{'one': current-group(), 'other': if ($mate) then $second(generate-id($mate)) else $lead}"/>
        </xsl:for-each-group>
        <xsl:sequence select="if ($lead and $mates(generate-id($one[1]))) then map{'one': (), 'other': $lead} else ()"/>
      </xsl:when>
      <xsl:when test="count($one) = count($other)">
        <xsl:sequence select="for $at in 1 to count($one) return map{'one': $one[$at], 'other': $other[$at]}"/>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="map{'one': $one, 'other': $other}"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>
  <!-- The blocks of a division or text; a wrapper of one element is looked through. -->
  <xsl:function name="t:blocks-of" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="matter" select="t:matter($element)[not(self::pb)]"/>
    <xsl:sequence select="
      if (count($matter) = 1 and t:is-structural($matter) or $matter/self::lg and count($matter) = 1) then t:blocks-of($matter)
      else $matter"/>
  </xsl:function>

  <!-- Pages: rows of one pair, as many as a page holds. -->
  <xsl:variable name="t:parallel-pages" as="map(*)*">
    <xsl:for-each select="$t:pairs">
      <xsl:variable name="pair" select="."/>
      <xsl:iterate select="t:rows($pair)">
        <xsl:param name="run" as="map(*)*" select="()"/>
        <xsl:param name="filled" as="xs:double" select="0"/>
        <xsl:on-completion><xsl:sequence select="if (exists($run)) then map{'pair': $pair, 'rows': array{$run}} else ()"/></xsl:on-completion>
        <xsl:variable name="weight" select="sum((?one, ?other) ! t:weight(.))"/>
        <xsl:variable name="full" select="exists($run) and $filled + $weight gt $page-size"/>
        <xsl:if test="$full"><xsl:sequence select="map{'pair': $pair, 'rows': array{$run}}"/></xsl:if>
        <xsl:next-iteration>
          <xsl:with-param name="run" select="if ($full) then . else ($run, .)"/>
          <xsl:with-param name="filled" select="if ($full) then $weight else $filled + $weight"/>
        </xsl:next-iteration>
      </xsl:iterate>
    </xsl:for-each>
  </xsl:variable>
  <xsl:function name="t:parallel-file" as="xs:string">
    <xsl:param name="at" as="xs:integer"/>
    <xsl:sequence select="'side-by-side' || ('-' || $at)[$at gt 1] || '.html'"/>
  </xsl:function>
  <xsl:function name="t:parallel-name" as="xs:string">
    <xsl:param name="page" as="map(*)"/>
    <xsl:variable name="names" select="distinct-values($page?pair?* ! (t:heading-words(.), .//head[1] ! t:plain(.))[. ne ''][1])"/>
    <xsl:sequence select="if (exists($names)) then t:short(string-join($names, ' · ')) else t:say('parallel')"/>
  </xsl:function>

  <xsl:template name="parallel-pages">
    <xsl:for-each select="$t:parallel-pages">
      <xsl:variable name="page" select="."/>
      <xsl:variable name="at" select="position()"/>
      <xsl:call-template name="write">
        <xsl:with-param name="file" select="t:parallel-file($at)"/>
        <xsl:with-param name="html"><xsl:call-template name="frame">
          <xsl:with-param name="file" select="t:parallel-file($at)"/>
          <xsl:with-param name="name" select="t:parallel-name($page)"/>
          <xsl:with-param name="kind" select="'parallel'"/>
          <xsl:with-param name="content">
            <main id="nav:text">
              <h1 class="page-name"><xsl:value-of select="t:parallel-name($page)"/></h1>
              <div class="columns">
                <xsl:for-each select="$page?rows?*">
                  <div class="row">
                    <xsl:call-template name="column"><xsl:with-param name="blocks" select="?one"/><xsl:with-param name="of" select="$page?pair(1)"/></xsl:call-template>
                    <xsl:call-template name="column"><xsl:with-param name="blocks" select="?other"/><xsl:with-param name="of" select="$page?pair(2)"/></xsl:call-template>
                  </div>
                </xsl:for-each>
              </div>
              <xsl:if test="count($t:parallel-pages) gt 1">
              <nav class="neighbours" aria-label="{t:say('pages')}">
                <xsl:if test="$at gt 1"><a class="before" href="{t:parallel-file($at - 1)}"><span><xsl:value-of select="t:say('previous')"/></span>
                  <xsl:text> </xsl:text><xsl:value-of select="t:parallel-name($t:parallel-pages[$at - 1])"/></a></xsl:if>
                <xsl:if test="$at lt count($t:parallel-pages)"><a class="after" href="{t:parallel-file($at + 1)}"><span><xsl:value-of select="t:say('next')"/></span>
                  <xsl:text> </xsl:text><xsl:value-of select="t:parallel-name($t:parallel-pages[$at + 1])"/></a></xsl:if>
              </nav>
              </xsl:if>
            </main>
          </xsl:with-param>
        </xsl:call-template></xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>
  <xsl:template name="column">
    <xsl:param name="blocks" as="element()*"/>
    <xsl:param name="of" as="element()"/>
    <xsl:variable name="language" select="t:language-tag($of/ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
    <div class="column">
      <xsl:if test="$language">
        <xsl:attribute name="lang" select="$language"/>
        <xsl:attribute name="dir" select="if (t:is-right-to-left($language)) then 'rtl' else 'ltr'"/>
      </xsl:if>
      <xsl:for-each select="$blocks">
        <xsl:variable name="shown">
          <xsl:apply-templates select=".">
            <xsl:with-param name="heading" select="2" tunnel="yes"/><xsl:with-param name="level" select="2" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:variable>
        <xsl:apply-templates select="$shown" mode="elsewhere">
          <xsl:with-param name="file" select="(t:page-file(.), 'index.html')[1]" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:for-each>
    </div>
  </xsl:template>

  <!-- The text shown once more: addresses stay with the page of the text, which its links lead to. -->
  <xsl:mode name="elsewhere" on-no-match="shallow-copy"/>
  <xsl:template match="@id" mode="elsewhere"/>
  <xsl:template match="@href[starts-with(., '#')]" mode="elsewhere">
    <xsl:param name="file" as="xs:string" tunnel="yes"/>
    <xsl:attribute name="href" select="$file || ."/>
  </xsl:template>
</xsl:stylesheet>
