"""The one XSLT 3.0 runner (Saxon-HE through saxonche; docs/decisions/0001).

A document is parsed by lxml, without network and external entities, and handed over as
a string.  Once a stylesheet is compiled it can open no file and no address; what it
writes is captured in memory, and its messages come back as findings.
"""

from __future__ import annotations

import os
import re
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition.stylesheets import locale_file, parse, stylesheets
from tei import saxon
from tei.diagnostics import Problem, declare

declare(
    "transform-unavailable",
    "error",
    "Editions need the package saxonche, which has no build for this system ({reason}). "
    "Run this command on Linux with glibc, macOS, or Windows on Intel or AMD.",
    "Web pages and PDFs are made by XSLT 3.0 on Saxon. There are no builds of saxonche for "
    "musl Linux and for Windows on ARM; encoding and validating work there without it.",
    failing="edition build speech.txt, on musl Linux",
    passing="edition encode speech.txt, which needs no Saxon",
)
declare(
    "transform-failed",
    "error",
    "The stylesheet {stylesheet} stopped: {reason}",
    "The transform met an error that only this document brings about. The message names the "
    "template and its line.",
    failing="<xsl:value-of select=\"xs:date('spring')\"/>",
    passing="<xsl:value-of select=\"xs:date('1911-03-09')\"/>",
    source="XSLT 3.0, §2.11 (dynamic errors)",
    exit_code=1,
)

_PROTOCOLS = "http://saxon.sf.net/feature/allowedProtocols"
# Java's XML parser would read a hundred levels; lxml, which reads first, has a limit of its own.
_DEPTH = "http://saxon.sf.net/feature/parserProperty?uri=jdk.xml.maxElementDepth"
_DEEPEST = 1000
_FINDING = "{urn:tei-edition}finding"
_PARTS = re.compile(r" (?=(?:Error|Warning)(?: at| in| near| on)\b)")
_NAMED = re.compile(r"on line (\d+)(?: column \d+)? of ([\w.-]+\.xslt?)")
# Saxon keeps one configuration, and standard error is the process's: one run at a time.
_LOCK = threading.RLock()


@dataclass(frozen=True, slots=True)
class Message:
    """What a stylesheet said: a finding (code, detail, path of an element) or plain words."""

    code: str
    detail: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Transformed:
    """What a transform made: its text, further documents by relative path, and its messages."""

    text: str
    documents: Mapping[str, str]
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Engine:
    """A compiled stylesheet and its own Saxon: once shut off from files, one stays so."""

    processor: Any
    executable: Any
    locales: dict[Path, Any] = field(default_factory=dict)

    def locale(self, file: Path) -> Any:
        """A locale file as a document of this Saxon; no other's will do."""
        if file not in self.locales:
            text = etree.tostring(parse(file.read_bytes(), str(file)), encoding="unicode")
            self.locales[file] = self.processor.parse_xml(xml_text=text)
        return self.locales[file]


def _processor() -> Any:
    """A Saxon of its own configuration.  Raises Problem where there is none for this system."""
    try:
        return saxon.processor()
    except ImportError as error:
        raise Problem("transform-unavailable", "edition", reason=str(error)) from error


@lru_cache(maxsize=16)
def _compiled(path: Path) -> _Engine:
    """The compiled stylesheet, kept alive.  Files may be read while compiling, never after."""
    processor = _processor()
    compiler = processor.new_xslt30_processor()
    compiler.set_jit_compilation(False)
    with _standard_error():
        try:
            executable = compiler.compile_stylesheet(stylesheet_file=str(path))
        except Exception as error:
            reason = _reason(error)
            place = _fault(reason, path.parent.parent) or str(path)
            raise Problem("stylesheet-broken", place, reason=reason) from error
    processor.set_configuration_property(_PROTOCOLS, "")
    processor.set_configuration_property(_DEPTH, str(_DEEPEST))
    return _Engine(processor, executable)


def transform(
    tree: etree._ElementTree,
    stylesheet: str,
    parameters: Mapping[str, str | bool | int] = {},
    *,
    language: str = "en",
    overrides: Path | None = None,
    document: str = "",
) -> Transformed:
    """Run a stylesheet, e.g. "web/page.xsl", on a document.

    parameters: global parameters by name; an undeclared one is ignored
    language:   BCP 47 tag of the generated text
    overrides:  a project's folder laid over ours, file by file
    document:   what a run that stops calls the document; default the stylesheet
    Raises Problem: no Saxon here, a stylesheet that does not compile, or a run that stops.
    """
    with _LOCK:
        folder = stylesheets(overrides)
        try:
            engine = _compiled(folder / stylesheet)
            executable = engine.executable.clone()
            executable.set_parameter("locale", engine.locale(locale_file(language, folder)))
            for name, value in parameters.items():
                executable.set_parameter(name, _atomic(engine.processor, value))
            return _run(engine.processor, executable, tree, stylesheet, document or stylesheet)
        except Problem as problem:
            raise _at_home(problem, folder, overrides) from problem


def _at_home(problem: Problem, copies: Path, overrides: Path | None) -> Problem:
    """The problem with the project's own stylesheet and line as its place, not our copy's."""
    if overrides is None:
        return problem
    told = {
        name: value.replace(str(copies), str(overrides)) for name, value in problem.fields.items()
    }
    own = _fault(told.get("reason", ""), overrides)
    place = own or problem.place.replace(str(copies), str(overrides))
    return Problem(problem.rule.code, place, **told)


def _run(
    processor: Any, executable: Any, tree: etree._ElementTree, stylesheet: str, place: str
) -> Transformed:
    source = etree.tostring(tree.getroot(), encoding="unicode")
    executable.set_save_xsl_message(True)
    executable.set_capture_result_documents(True)
    executable.set_base_output_uri("file:///")
    failure: Exception | None = None
    with _standard_error() as said:
        try:
            document = processor.parse_xml(xml_text=source)
            text = executable.transform_to_string(xdm_node=document)
        except Exception as error:
            failure = error
    if failure is not None:
        reason = _reason(failure, *said)
        raise Problem("transform-failed", place, stylesheet=stylesheet, reason=reason)
    documents = {
        unquote(urlsplit(uri).path).lstrip("/"): _text(node)
        for uri, node in (executable.get_result_documents() or {}).items()
    }
    return Transformed(text or "", documents, tuple(_messages(executable.get_xsl_messages())))


def _text(captured: Any) -> str:
    """A captured document: its words where it was written as text, else its XML."""
    document = captured.head
    plain = all(child.node_kind_str == "text" for child in document.children)
    return str(document.string_value) if plain else str(captured)


def _atomic(processor: Any, value: str | bool | int) -> Any:
    if isinstance(value, bool):
        return processor.make_boolean_value(value)
    if isinstance(value, int):
        return processor.make_integer_value(value)
    return processor.make_string_value(value)


def _messages(said: Any) -> Iterator[Message]:
    for at in range(said.size if said is not None else 0):
        words = str(said.item_at(at))
        try:
            element = etree.fromstring(words)
        except etree.XMLSyntaxError:
            yield Message("", words)
            continue
        if element.tag == _FINDING:
            get = element.attrib.get
            yield Message(get("code", ""), get("detail", ""), get("path", ""))
        else:
            yield Message("", words)


@contextmanager
def _standard_error() -> Iterator[list[str]]:
    """Capture file descriptor 2, where alone Saxon names the place of a run-time error."""
    said: list[str] = []
    with tempfile.TemporaryFile() as file:
        kept = os.dup(2)
        os.dup2(file.fileno(), 2)
        try:
            yield said
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            file.seek(0)
            said.append(file.read().decode("utf-8", "replace"))


def _reason(error: Exception, *said: str) -> str:
    """The error's own words and, where Saxon named it, the place; no warnings, no calls before."""
    words = " ".join(" ".join([str(error), *said]).split())
    told = [part for part in _PARTS.split(words) if not part.startswith("Warning")]
    return " ".join(told).split(" In template rule with match=")[0][:2000]


def _fault(reason: str, folder: Path) -> str:
    """FILE:LINE of the first stylesheet that a reason names, where the folder has it; else ""."""
    for line, name in _NAMED.findall(reason):
        for file in sorted(folder.rglob(name)):
            return f"{file}:{line}"
    return ""
