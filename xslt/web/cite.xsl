<?xml version="1.0" encoding="UTF-8"?>
<!-- How to cite the edition: in words, and for reference managers (BibTeX, RIS, CSL-JSON). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array"
  xmlns:t="urn:tei-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- Where the edition will be on the web, with a slash at its end; '' where nobody said. -->
  <xsl:param name="url" as="xs:string" select="''"/>
  <!-- Files beside the pages that hold the edition in other formats, a name a line. -->
  <xsl:param name="downloads" as="xs:string" select="''"/>

  <xsl:variable name="t:statement" select="$t:header/fileDesc/publicationStmt"/>
  <xsl:variable name="t:doi" as="xs:string?" select="
    ($t:statement//idno[lower-case(@type) = 'doi' or matches(., '^\s*(https?://(dx\.)?doi\.org/|doi:)?10\.\d{4,9}/\S+\s*$')]
      ! replace(normalize-space(.), '^(https?://(dx\.)?doi\.org/|doi:)', '', 'i'))[1]"/>
  <xsl:variable name="t:publisher" as="xs:string?" select="
    ($t:statement/(publisher, distributor, authority[not(matches(., '^\s*unpublished', 'i'))])[normalize-space()] ! t:plain(.))[1]"/>
  <xsl:variable name="t:published-in" as="xs:string?" select="($t:statement/pubPlace[normalize-space()] ! t:plain(.))[1]"/>
  <xsl:variable name="t:published" as="xs:string?" select="
    ($t:statement/date/@when[matches(., '^\d{4}(-\d\d){0,2}$')] ! string(.),
     $t:statement/date ! analyze-string(., '(^|\D)(1[5-9]|20)\d\d(\D|$)')/*:match ! replace(., '\D', ''))[1]"/>

  <!-- A person for a reference manager: names apart where the header has them apart, else whole. -->
  <xsl:function name="t:person" as="map(xs:string, xs:string)">
    <xsl:param name="agent" as="element()"/>
    <xsl:variable name="surname" select="string-join($agent//surname ! t:plain(.), ' ')"/>
    <xsl:variable name="forename" select="string-join($agent//forename ! t:plain(.), ' ')"/>
    <xsl:variable name="name" select="replace(t:agent-name($agent), '\s*\([^)]*\)\s*$', '')"/>
    <xsl:variable name="parts" select="tokenize($name, ',\s*')"/>
    <xsl:sequence select="
      if ($surname) then map:merge((map{'family': $surname}, map{'given': $forename}[$forename]))
      else if (count($parts) = 2) then map{'family': $parts[1], 'given': $parts[2]}
      else map{'literal': $name}"/>
  </xsl:function>
  <xsl:function name="t:inverted" as="xs:string">
    <xsl:param name="person" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="string-join(($person?literal, $person?family, $person?given), ', ')"/>
  </xsl:function>

  <xsl:variable name="t:writers" as="map(xs:string, xs:string)*" select="
    if ($author) then map{'literal': $author} else $t:header/fileDesc/titleStmt/author[normalize-space()] ! t:person(.)"/>
  <xsl:variable name="t:editors" as="map(xs:string, xs:string)*" select="
    ($t:header/fileDesc/titleStmt/editor, $t:header/fileDesc/editionStmt/editor)[normalize-space()] ! t:person(.)"/>
  <xsl:variable name="t:address-of-edition" as="xs:string?" select="
    ($t:doi ! ('https://doi.org/' || .), $url[. ne ''])[1]"/>

  <!-- The citation as a sentence; the title by itself, so that it may be set in italics. -->
  <xsl:template name="citation">
    <xsl:param name="of" as="xs:string" select="$t:title"/>
    <xsl:variable name="editors" select="string-join($t:editors ! t:inverted(.), '; ')"/>
    <xsl:variable name="imprint" select="string-join((
      string-join(($t:published-in, $t:publisher), ': ')[. ne ''], $t:published ! substring(., 1, 4)), ', ')"/>
    <xsl:value-of select="string-join($t:writers ! t:inverted(.), '; ')[. ne ''] ! (. || ', ')"/>
    <cite><xsl:value-of select="$of"/></cite>
    <xsl:value-of select="string-join((t:say('edited-by', $editors)[$editors], $imprint[. ne ''], $t:address-of-edition) ! (', ' || .))"/>
    <xsl:text>.</xsl:text>
  </xsl:template>

  <xsl:variable name="t:bibtex" as="xs:string">
    <xsl:variable name="key" select="
      replace(string-join(($t:writers[1]?*[1], $t:published ! substring(., 1, 4), tokenize($t:title)[string-length(.) gt 3][1])),
        '[^A-Za-z0-9]', '')"/>
    <xsl:variable name="lines" select="
      t:field('author', string-join($t:writers ! t:bibtex-name(.), ' and ')),
      t:field('title', t:bibtex-text($t:title)),
      t:field('editor', string-join($t:editors ! t:bibtex-name(.), ' and ')),
      t:field('publisher', $t:publisher ! t:bibtex-text(.)),
      t:field('address', $t:published-in ! t:bibtex-text(.)),
      t:field('year', $t:published ! substring(., 1, 4)),
      t:field('langid', $t:language[. ne 'und']),
      t:field('doi', $t:doi), t:field('url', $t:address-of-edition)"/>
    <xsl:sequence select="'@book{' || ($key[. ne ''], 'edition')[1] || ',&#10;' || string-join($lines, ',&#10;') || '&#10;}&#10;'"/>
  </xsl:variable>
  <xsl:function name="t:field" as="xs:string?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="if ($value) then '  ' || $name || ' = {' || $value || '}' else ()"/>
  </xsl:function>
  <xsl:function name="t:bibtex-text" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace(replace($text, '[\\{}]', ''), '([%&amp;$#_])', '\\$1')"/>
  </xsl:function>
  <!-- A name that is not to be taken apart stands in braces of its own. -->
  <xsl:function name="t:bibtex-name" as="xs:string">
    <xsl:param name="person" as="map(xs:string, xs:string)"/>
    <xsl:variable name="name" select="t:bibtex-text(t:inverted($person))"/>
    <xsl:sequence select="if ($person?literal) then '{' || $name || '}' else $name"/>
  </xsl:function>

  <xsl:variable name="t:ris" as="xs:string" select="
    string-join((
      'TY  - BOOK', 'TI  - ' || $t:title, $t:writers ! ('AU  - ' || t:inverted(.)), $t:editors ! ('ED  - ' || t:inverted(.)),
      $t:publisher ! ('PB  - ' || .), $t:published-in ! ('CY  - ' || .), $t:published ! ('PY  - ' || substring(., 1, 4)),
      $t:published[contains(., '-')] ! ('DA  - ' || translate(., '-', '/')), $t:language[. ne 'und'] ! ('LA  - ' || .),
      $t:doi ! ('DO  - ' || .), $t:address-of-edition ! ('UR  - ' || .), 'ER  - ', ''), '&#13;&#10;')"/>

  <xsl:variable name="t:csl" as="xs:string">
    <xsl:variable name="item" select="map:merge((
      map{'id': 'edition', 'type': 'book', 'title': $t:title},
      map{'author': array{$t:writers}}[exists($t:writers)], map{'editor': array{$t:editors}}[exists($t:editors)],
      $t:publisher ! map{'publisher': .}, $t:published-in ! map{'publisher-place': .},
      $t:published ! map{'issued': map{'date-parts': array{array{tokenize(., '-') ! xs:integer(.)}}}},
      $t:language[. ne 'und'] ! map{'language': .}, $t:doi ! map{'DOI': .}, $t:address-of-edition ! map{'URL': .}))"/>
    <xsl:sequence select="serialize(array{$item}, map{'method': 'json', 'indent': true()}) || '&#10;'"/>
  </xsl:variable>

  <xsl:variable name="t:citation-files" select="
    map{'cite.bib': $t:bibtex, 'cite.ris': $t:ris, 'cite.json': $t:csl}"/>
  <xsl:template name="citation-files">
    <xsl:for-each select="map:keys($t:citation-files)">
      <xsl:result-document href="{.}" method="text"><xsl:value-of select="$t:citation-files(.)"/></xsl:result-document>
    </xsl:for-each>
  </xsl:template>

  <!-- The section “How to cite”, with the files to take along. -->
  <xsl:template name="cite">
    <section class="cite" aria-labelledby="nav:cite">
      <h2 id="nav:cite"><xsl:value-of select="t:say('cite')"/></h2>
      <p class="citation"><xsl:call-template name="citation"/></p>
      <p class="hint"><xsl:value-of select="t:say('cite-place')"/></p>
      <ul class="files">
        <li><a href="cite.bib">BibTeX</a></li>
        <li><a href="cite.ris">RIS</a></li>
        <li><a href="cite.json">CSL-JSON</a></li>
      </ul>
    </section>
    <xsl:if test="$tei-file or $downloads">
      <section class="downloads" aria-labelledby="nav:downloads">
        <h2 id="nav:downloads"><xsl:value-of select="t:say('downloads')"/></h2>
        <ul class="files">
          <xsl:if test="$tei-file"><li><a href="{$tei-file}" type="application/tei+xml" download="download">TEI</a></li></xsl:if>
          <xsl:for-each select="tokenize($downloads, '\n')">
            <li><a href="{.}" download="download"><xsl:value-of select="t:format-name(.)"/></a></li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>
  <xsl:function name="t:format-name" as="xs:string">
    <xsl:param name="file" as="xs:string"/>
    <xsl:variable name="ending" select="upper-case(tokenize($file, '\.')[last()])"/>
    <xsl:sequence select="
      if ($ending = 'TXT') then t:say('plain-text') else if ($ending = 'MD') then 'Markdown' else $ending"/>
  </xsl:function>
</xsl:stylesheet>
