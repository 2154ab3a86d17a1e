<?xml version="1.0" encoding="UTF-8"?>
<!-- A long formula, which no line of a telephone holds, can be pushed sideways by the keyboard too. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all">

  <xsl:template match="*:span[@class = 'wide-formula']" mode="xhtml">
    <span class="wide-formula" tabindex="0"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>
</xsl:stylesheet>
