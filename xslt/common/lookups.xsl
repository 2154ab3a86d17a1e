<?xml version="1.0" encoding="UTF-8"?>
<!-- Keys and pointers: each look-up is one step, so that a transform stays linear. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:t="urn:tei-edition"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- Ids inside examples of markup belong to the examples. -->
  <xsl:key name="id" match="*[@xml:id][not(namespace-uri() = 'http://www.tei-c.org/ns/Examples')]" use="@xml:id"/>
  <!-- References to a note, by the note's id. -->
  <xsl:key name="references" match="ref[starts-with(@target, '#')] | ptr[starts-with(@target, '#')]"
    use="t:ids(@target)"/>
  <!-- What a person, body or work says in the text: first parts only, not continuations. -->
  <xsl:key name="utterances" match="(sp | said | q | quote)[not(@prev)]"
    use="t:ids(@who), t:ids(@source)"/>
  <!-- Where the text names a person or a work. -->
  <xsl:key name="mentions" match="*[ancestor::text][@ref or self::ref or self::bibl or self::title]"
    use="t:ids(@ref), t:ids(@corresp), t:ids(@sameAs), t:ids(self::ref/@target)"/>
  <xsl:key name="by-name" match="*[ancestor::text or ancestor::standOff]" use="node-name(.)"/>

  <!-- The ids in an attribute of pointers: '#a b.xml #c' → 'a', 'c'. -->
  <xsl:function name="t:ids" as="xs:string*">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:sequence select="tokenize($pointers)[starts-with(., '#')] ! substring(., 2)"/>
  </xsl:function>

  <!-- Whether the element is the one that its xml:id leads to (a stranger may use an id twice). -->
  <xsl:function name="t:has-id" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      exists($element/@xml:id) and key('id', $element/@xml:id, root($element))[1] is $element"/>
  </xsl:function>

  <!-- Primary language of the document, as a BCP 47 tag. -->
  <xsl:variable name="t:language" as="xs:string" select="
    (/*/text/@xml:lang, /*/@xml:lang, /*/teiHeader/profileDesc/langUsage/language/@ident,
     'und')[normalize-space()][1] ! (t:language-tag(.), 'und')[1]"/>

  <!-- Three letters where RFC 5646 wants two: ISO 639-2's codes of both kinds. -->
  <xsl:variable name="t:short-codes" select="
    map:merge(tokenize('ara:ar bul:bg cat:ca ces:cs cze:cs cym:cy wel:cy dan:da deu:de ger:de ell:el gre:el
      eng:en epo:eo spa:es est:et eus:eu baq:eu fas:fa per:fa fin:fi fra:fr fre:fr gle:ga glg:gl heb:he
      hin:hi hrv:hr hun:hu hye:hy arm:hy isl:is ice:is ita:it jpn:ja kat:ka geo:ka kor:ko lat:la lit:lt
      lav:lv nld:nl dut:nl nor:no nno:nn nob:nb pol:pl por:pt ron:ro rum:ro rus:ru san:sa slk:sk slo:sk
      slv:sl srp:sr swe:sv tur:tr ukr:uk urd:ur vie:vi yid:yi zho:zh chi:zh')
      ! map:entry(substring-before(., ':'), substring-after(., ':')))"/>

  <!-- ISO 639-1. -->
  <xsl:variable name="t:two-letters" select="
    map:merge(tokenize('aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy
      da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id
      ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg
      mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru
      rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug
      uk ur uz ve vi vo wa wo xh yi yo za zh zu') ! map:entry(., true()))"/>

  <!-- A well-formed tag (RFC 5646, §2.1): language, script, region; what follows is cut. -->
  <xsl:function name="t:language-tag" as="xs:string?">
    <xsl:param name="written" as="item()?"/>
    <xsl:variable name="parts" select="
      analyze-string(normalize-space(translate($written, '_', '-')),
        '^([A-Za-z]{2,3})((-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?)([^A-Za-z0-9].*)?$')
        /*:match/*:group[@nr = ('1', '2')]/string()"/>
    <xsl:variable name="code" select="lower-case($parts[1])"/>
    <xsl:sequence select="
      if (string-length($code) = 3 or exists($t:two-letters($code)))
      then ($t:short-codes($code), $code)[1] || $parts[2] else ()"/>
  </xsl:function>

  <xsl:function name="t:is-right-to-left" as="xs:boolean">
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="matches($language, '^(ar|arc|ckb|dv|fa|he|ps|sd|syr|ug|ur|yi)(-|$)', 'i')"/>
  </xsl:function>

  <!-- A finding for the reader's report; the runner turns it into a diagnostic with its line. -->
  <xsl:template name="t:report">
    <xsl:param name="code" as="xs:string"/>
    <xsl:param name="detail" as="xs:string" select="''"/>
    <xsl:message>
      <t:finding code="{$code}" path="{path(.)}" detail="{$detail}"/>
    </xsl:message>
  </xsl:template>

  <!-- An element that no template knows: told once a name, with how often it occurs. -->
  <xsl:template name="t:report-unknown">
    <xsl:variable name="same" select="key('by-name', node-name(.))"/>
    <xsl:if test="$same[1] is .">
      <xsl:call-template name="t:report">
        <xsl:with-param name="code" select="'element-unstyled'"/>
        <xsl:with-param name="detail" select="name() || ' ' || count($same)"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
