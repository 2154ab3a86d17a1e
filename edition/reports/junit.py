"""junit: a test case for each document, as build servers count them.

Source: the JUnit XML that Jenkins and GitLab read (testsuite, testcase, failure, error).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from edition.reports import Options, Report
from edition.validation.outcome import Found, Outcome
from tei.validation.inclusion import NOT_IN_XML
from tei.version import tool_version


def write(outcomes: Iterable[Outcome], options: Options) -> Iterator[str]:
    """One testsuite; a document with errors is a failure, one that nobody could read an error."""
    suite = etree.Element("testsuite", name="edition validate")
    failures = errors = 0
    for outcome in outcomes:
        if not outcome.document:
            continue
        case = etree.SubElement(suite, "testcase", classname="validate", name=outcome.file)
        case.set("file", outcome.file)
        failures += _tell_findings(case, outcome)
        errors += _tell_unread(case, outcome)
        _tell_rest(case, outcome, options)
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(failures))
    suite.set("errors", str(errors))
    properties = etree.Element("properties")
    etree.SubElement(properties, "property", name="tei-edition", value=tool_version())
    suite.insert(0, properties)
    suites = etree.Element("testsuites")
    suites.attrib.update(suite.attrib)
    suites.append(suite)
    etree.indent(suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield etree.tostring(suites, encoding="unicode") + "\n"


def _tell_findings(case: etree._Element, outcome: Outcome) -> bool:
    """One failure holding the errors; whether there is one."""
    errors = [found for found in outcome.found if found.diagnostic.severity == "error"]
    if not errors:
        return False
    first = errors[0].diagnostic
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    message = _clean(first.message + more)
    failure = etree.SubElement(case, "failure", type=first.code, message=message)
    failure.text = "\n".join(_clean(line(found)) for found in errors)
    return True


def _tell_unread(case: etree._Element, outcome: Outcome) -> bool:
    """An error where the document could not be checked; whether there is one."""
    if outcome.unread:
        etree.SubElement(case, "error", type="unread", message=_clean(outcome.unread))
    elif outcome.blocked:
        words = "a schema that the document names is not there"
        etree.SubElement(case, "error", type="schema-missing", message=words)
    return bool(outcome.unread or outcome.blocked)


def _tell_rest(case: etree._Element, outcome: Outcome, options: Options) -> None:
    """Warnings, and remarks where asked for, as the output of the test."""
    rest = [found for found in outcome.found if found.diagnostic.severity != "error"]
    rest = [found for found in rest if found.diagnostic.severity == "warning" or options.verbose]
    if rest and not options.quiet:
        etree.SubElement(case, "system-out").text = "\n".join(_clean(line(one)) for one in rest)


def line(found: Found) -> str:
    """A finding on one line."""
    one = found.diagnostic
    place = ":".join(str(part) for part in (one.file, one.line, one.column) if part)
    advice = f" {one.advice}" if one.advice else ""
    return f"{place}: {one.severity}: {one.message}{advice} [{one.code}]"


def _clean(words: str) -> str:
    """Words without characters that XML cannot hold."""
    return NOT_IN_XML.sub("", words)


REPORT = Report("junit", write)
