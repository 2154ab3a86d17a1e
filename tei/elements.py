"""Kind of annotation → TEI element and attributes.  The table that `encode` reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tei.annotation import Annotation

Attributes = dict[str, str]
ENCODER = "tei-edition"  # xml:id of the application in the header, for @resp

# Elements that hold no text of their own, and what wraps text that stands in them all the same.
CONTAINERS: Mapping[str, str] = {
    "text": "p",
    "front": "p",
    "body": "p",
    "div": "p",
    "titlePage": "byline",
    "castList": "castItem",
    "castGroup": "castItem",
    "sp": "p",
    "list": "item",
    "lg": "l",
    "docTitle": "titlePart",
    "epigraph": "p",
    "postscript": "p",
    "floatingText": "p",
    "address": "addrLine",
    "table": "row",
    "row": "cell",
}
# Elements with macro.phraseSeq content, where a quotation can only be `q`.
PHRASE = frozenset(
    {"speaker", "docAuthor", "byline", "title", "persName", "placeName", "orgName", "date", "time"}
    | {"author", "editor", "publisher", "pubPlace", "biblScope", "signed", "role", "roleDesc"}
    | {"salute", "docDate", "docImprint", "bibl", "idno", "ref", "dateline", "resp"}
    | {"soCalled", "mentioned", "addrLine"}
)
QUOTATION_TAGS = {
    "said": "said",
    "quote": "quote",
    "q": "q",
    "soCalled": "soCalled",
    "mentioned": "mentioned",
    "title": "title",
}
BLOCK_QUOTATIONS = frozenset({"said", "quote", "q"})
NAME_TAGS = {"person": "persName", "place": "placeName", "org": "orgName"}
CALENDAR = "calendar-"  # before the name of a calendar in its xml:id, apart from names of people
LEVELS = ("a", "m", "j", "s", "u")
DATE_ATTRIBUTES = ("when", "from", "to", "notBefore", "notAfter", "calendar")
PREFIXES = {
    "p": "p",
    "lg": "lg",
    "speech": "sp",
    "quotation": "q",
    "note": "note",
    "division": "div",
    "letter": "text",
    "list": "list",
    "note-reference": "ref",
    "stage": "stage",
}


@dataclass(frozen=True, slots=True)
class Form:
    """How a kind is written: the element and how its attributes are made."""

    tag: str
    attributes: Callable[[Annotation], Attributes] = lambda item: {}


def _keep(*names: str) -> Callable[[Annotation], Attributes]:
    return lambda item: {name: item.get(name) for name in names}


def _pointer(name: str, attribute: str) -> Callable[[Annotation], Attributes]:
    return lambda item: {name: pointers(item.get(attribute))}


def pointers(keys: str) -> str:
    """ "a b" → "#a #b"."""
    return " ".join(f"#{key}" for key in keys.split())


def _certain(item: Annotation) -> Attributes:
    if item.cert == "high":
        return {}
    return {"cert": item.cert, "resp": f"#{ENCODER}"}


def _date(item: Annotation) -> Attributes:
    values = {name: item.get(name) for name in DATE_ATTRIBUTES}
    calendar = f"#{CALENDAR}{item.get('calendar')}" if item.get("calendar") else ""
    custom = {"when-custom": item.get("when-custom"), "calendar": calendar}
    return {**values, **custom, **_certain(item)}


def _title(item: Annotation) -> Attributes:
    level = item.get("level")
    return {
        "level": level if level in LEVELS else "",
        "xml:lang": item.get("lang"),
        "ref": pointers(item.get("work")),
        **_certain(item),
    }


def _bibl(item: Annotation) -> Attributes:
    work = pointers(item.get("work"))
    return {"type": item.get("type"), "corresp": work, **_certain(item)}


def _name(item: Annotation) -> Attributes:
    return {"key": item.get("key"), "ref": pointers(item.get("agent")), **_certain(item)}


def _line(item: Annotation) -> Attributes:
    columns = int(item.get("indent") or 0)
    rend = f"indent({min(9, (columns + 1) // 2)})" if columns else ""
    return {"n": item.get("n"), "part": item.get("part"), "rend": rend}


def _speech(item: Annotation) -> Attributes:
    return {"who": pointers(item.get("who"))}


def _quotation(item: Annotation) -> Attributes:
    who, form = item.get("who"), item.get("class")
    work = item.get("source-work")
    made: Attributes = dict(_certain(item))
    if form in ("said", "q"):
        made["who"] = pointers(who)
    elif form == "quote":
        made["source"] = pointers(" ".join(dict.fromkeys(f"{who} {work}".split())))
    elif form == "title":
        made |= {"level": "a", "ref": pointers(item.get("work"))}
    if item.get("marks") == "indent":
        made["rend"] = "block"
    return made


FORMS: Mapping[str, Form] = {
    "titlePage": Form("titlePage"),
    "titlePart": Form("titlePart", _keep("type")),
    "byline": Form("byline"),
    "docAuthor": Form("docAuthor"),
    "docDate": Form("docDate"),
    "docImprint": Form("docImprint"),
    "division": Form("div", _keep("type", "n")),
    "head": Form("head"),
    "speech": Form("sp", _speech),
    "number": Form("fw", lambda item: {"type": item.get("form") or "number"}),
    "page-number": Form("fw", lambda item: {"type": item.get("form") or "pageNum"}),
    "speaker": Form("speaker"),
    "stage": Form("stage", _keep("type")),
    "castList": Form("castList"),
    "castGroup": Form("castGroup", _keep("rend")),
    "castItem": Form("castItem"),
    "role": Form("role", _pointer("corresp", "agent")),
    "roleDesc": Form("roleDesc"),
    "p": Form("p"),
    "lg": Form("lg"),
    "l": Form("l", _line),
    "list": Form("list", _keep("rend")),
    "item": Form("item", _keep("n")),
    "table": Form("table"),
    "row": Form("row", _keep("role")),
    "cell": Form("cell"),
    "separator": Form("ab", lambda item: {"type": "separator"}),
    "page-break": Form("pb", _keep("n")),
    "opener": Form("opener"),
    "closer": Form("closer"),
    "address": Form("address"),
    "addrLine": Form("addrLine"),
    "dateline": Form("dateline"),
    "salute": Form("salute"),
    "signed": Form("signed"),
    "postscript": Form("postscript"),
    "epigraph": Form("epigraph"),
    "trailer": Form("trailer"),
    "letter": Form("floatingText", _keep("type")),
    "note": Form("note", _keep("n", "place")),
    "note-reference": Form("ref", lambda item: {"type": "noteAnchor"}),
    "supplied": Form("supplied", lambda item: {"reason": item.get("reason") or "editorial"}),
    "hi": Form("hi", _keep("rend")),
    "quotation": Form("q", _quotation),
    "date": Form("date", _date),
    "bibl": Form("bibl", _bibl),
    "title": Form("title", _title),
    "biblScope": Form("biblScope", _keep("unit", "n", "from", "to")),
    "author": Form("author"),
    "editor": Form("editor"),
    "publisher": Form("publisher"),
    "pubPlace": Form("pubPlace"),
    "idno": Form("idno", _keep("type")),
    "name": Form("name", _name),
    "foreign": Form("foreign", lambda item: {"xml:lang": item.get("lang")}),
    "ref": Form("ref", _keep("target", "cRef", "type")),
}


def tag_of(item: Annotation, parent: str) -> str:
    """The element for an annotation inside an element named `parent`."""
    if item.kind == "quotation":
        tag = QUOTATION_TAGS.get(item.get("class"), "q")
        if item.get("block") and tag not in BLOCK_QUOTATIONS:
            return "q"
        return "q" if parent in PHRASE and tag in ("said", "quote") else tag
    if item.kind == "name":
        return NAME_TAGS.get(item.get("type"), "name")
    return FORMS[item.kind].tag


def attributes_of(item: Annotation, tag: str) -> Attributes:
    """The attributes of an element, without identifiers; empty values stand for none."""
    made = FORMS[item.kind].attributes(item)
    if item.kind == "quotation" and tag == "q":
        made = {name: made[name] for name in made if name not in ("level", "ref")}
        source = made.pop("source", "")
        made.setdefault("who", source.split()[0] if source else "")
    return made
