<?xml version="1.0" encoding="UTF-8"?>
<!-- Which rows of a table say what its columns hold. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tei-edition"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- Told by @role (Guidelines, 14.1.1); else called a head, or a first row all in bold. -->
  <xsl:function name="t:is-label-row" as="xs:boolean">
    <xsl:param name="row" as="element()"/>
    <xsl:variable name="cells" select="$row/cell[normalize-space()]"/>
    <xsl:sequence select="
      $row/@role = 'label' or ($row/cell and not($row/cell[not(@role = 'label')]))
      or $row/(@rend, @role, @type) = ('head', 'header', 'heading', 'thead', 'th')
      or (empty($row/preceding-sibling::row) and exists($row/following-sibling::row) and exists($cells)
          and (every $cell in $cells satisfies t:looks-like-a-head($cell)))"/>
  </xsl:function>
  <xsl:function name="t:looks-like-a-head" as="xs:boolean">
    <xsl:param name="cell" as="element()"/>
    <xsl:variable name="bold" select="'(^|[^a-z])(bold|b|strong|th|thead|head|header|heading)([^a-z]|$)'"/>
    <xsl:sequence select="
      matches(lower-case(string-join($cell/(@rend, @rendition, @style, @role, @type, ../@rend), ' ')), $bold)
      or exists($cell/hi[matches(lower-case(string-join((@rend, @rendition, @style), ' ')), $bold)][normalize-space() = normalize-space($cell)])"/>
  </xsl:function>
</xsl:stylesheet>
