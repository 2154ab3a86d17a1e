"""TextGrid's services: TG-crud keeps objects, TG-publish publishes an edition or a collection.

The session id stands in the address of each request, as the services want it; so addresses are
kept out of logs (`kept_quiet`).  Source: the services' documentation and TextGrid's own client
(https://textgridlab.org/doc/services/, https://pypi.org/project/tgclients/).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from lxml import etree

from edition.deposit.archives.multipart import OCTETS, Form, Part
from edition.deposit.archives.steps import Kept
from edition.deposit.metadata.textgrid import NAMESPACE
from edition.deposit.sending.faults import LONGEST, Unsure
from edition.deposit.sending.transport import Answer, Archive
from tei.diagnostics import Problem
from tei.validation.reading import Unreadable, parse

GONE = (404, 410)
LOOKS = 600  # at a job of publishing, every few seconds
PAUSE = 3.0
TG = {"t": NAMESPACE}
ALREADY = "ALREADY_PUBLISHED"
WAITING, FINISHED = ("QUEUED", "RUNNING"), "FINISHED"


@dataclass(frozen=True)
class Known:
    """An object as TextGrid has it: its file, its address with the revision, what it generated."""

    kept: Kept
    uri: str
    generated: etree._Element

    @property
    def revision(self) -> str:
        """The number of its revision, from 0; an address without one means the newest."""
        return self.generated.findtext("t:revision", "0", TG)


@dataclass(frozen=True)
class Job:
    """How publishing stands: "FINISHED", "FAILED" …; what is wrong; whether it was done before."""

    state: str
    errors: tuple[str, ...]
    already: bool = False


@dataclass(frozen=True)
class TextGrid:
    """The verbs of TG-crud and TG-publish."""

    archive: Archive

    def addresses(self, count: int) -> list[str]:
        """New addresses for as many objects; those that are not used are lost, and no harm."""
        params = {**self._session(), "howMany": str(count)}
        answer = self._ask("/tgcrud/rest/getUri", "reserve addresses", params)
        return answer.text.split()

    def known(self, uri: str) -> Known | None:
        """What TextGrid has under an address; None where there is nothing yet."""
        path = f"/tgcrud/rest/{uri}/metadata"
        answer = self._ask(path, "show an object", self._session(), accept=GONE)
        return _known(_xml(answer)) if answer.done else None

    def create(self, project: str, uri: str, meta: bytes, content: Part) -> None:
        """Make an object under an address that was reserved."""
        params = {**self._session(), "projectId": project, "createRevision": "false", "uri": uri}
        self._send("POST", "/tgcrud/rest/create", "make an object", params, _form(meta, content))

    def revise(self, project: str, uri: str, meta: bytes, content: Part) -> None:
        """Make the next revision of an object.

        uri: of the newest one, with its number; meta has what TextGrid generated for that
        """
        params = {**self._session(), "projectId": project, "createRevision": "true", "uri": uri}
        self._send("POST", "/tgcrud/rest/create", "make a revision", params, _form(meta, content))

    def update(self, uri: str, meta: bytes, content: Part) -> None:
        """Put content and metadata in the place of an object's."""
        path = f"/tgcrud/rest/{uri}/update"
        self._send("POST", path, "change an object", self._session(), _form(meta, content))

    def publish(self, uri: str, *, really: bool) -> Job:
        """Publish, or only try whether it could be; waits until TextGrid is done with it."""
        params = {
            "sid": self._secret(),
            "ignoreWarnings": "False",
            "dryRun": str(not really),
        }
        path = f"/tgpublish/{uri}/publish"
        deed = "publish the edition" if really else "try to publish the edition"
        answer = self._send("GET", path, deed, params)
        job = answer.text.strip() or uri
        for _ in range(LOOKS):
            found = self.job(job)
            if found.state not in WAITING:
                return found
            self.archive.pause(PAUSE)
        raise Problem("archive-rate-limited", self.archive.server, seconds="600")

    def job(self, job: str) -> Job:
        """How a job stands."""
        return _job(_xml(self._ask(f"/tgpublish/{job}/status", "say how publishing stands", {})))

    def _session(self) -> dict[str, str]:
        return {"sessionId": self._secret()}

    def _secret(self) -> str:
        return self.archive.token.secret() if self.archive.token else ""

    def _ask(
        self, path: str, deed: str, params: Mapping[str, str], accept: tuple[int, ...] = ()
    ) -> Answer:
        return self.archive.persist(
            lambda: None, lambda: self._send("GET", path, deed, params, accept=accept)
        )

    def _send(
        self,
        method: str,
        path: str,
        deed: str,
        params: Mapping[str, str],
        form: Form | None = None,
        accept: tuple[int, ...] = (),
    ) -> Answer:
        """One request.  What is wrong TextGrid tells in the head of a page."""
        answer = self.archive.send(
            method,
            path,
            deed,
            params=params,
            content=form.content() if form else None,
            headers={**form.headers, "Accept": "*/*"} if form else {"Accept": "*/*"},
            accept=(400, 404, *accept),
            words=True,
        )
        if not answer.done and answer.status not in accept:
            raise Problem(
                "archive-refused",
                self.archive.server,
                deed=deed,
                status=str(answer.status),
                reason=self.archive.hidden(_reason(answer.text)),
            )
        return answer


@contextmanager
def kept_quiet(archive: Archive) -> Iterator[None]:
    """Keep the session id, which stands in addresses, out of what libraries log."""

    def hide(record: logging.LogRecord) -> bool:
        record.msg, record.args = archive.hidden(record.getMessage()), ()
        return True

    loggers = [
        logging.getLogger(name) for name in ("httpx", "httpcore.http11", "httpcore.connection")
    ]
    for logger in loggers:
        logger.addFilter(hide)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(hide)


def _form(meta: bytes, content: Part) -> Form:
    return Form((Part("tgObjectMetadata", meta, "tgObjectMetadata", "text/xml"), content))


def data_part(content: Any) -> Part:
    """The content of an object, as TG-crud wants it."""
    return Part("tgObjectData", content, "tgObjectData", OCTETS)


def _xml(answer: Answer) -> etree._Element:
    """The answer as XML.  Raises Unsure where it is a page of a gateway, or cut off."""
    try:
        return parse(answer.text.encode(), "the archive's answer")
    except Unreadable:
        raise Unsure(f"status {answer.status} without the XML that belongs to it") from None


def _known(root: etree._Element) -> Known | None:
    generated = root.find(".//t:generic/t:generated", TG)
    if generated is None:
        return None
    uri = generated.findtext("t:textgridUri", "", TG)
    size = generated.findtext("t:extent", "-1", TG)
    sum_ = generated.findtext("t:fixity/t:messageDigest", "", TG)
    kind = generated.findtext("t:fixity/t:messageDigestAlgorithm", "", TG).upper()
    return Known(Kept(uri, int(size), kind, sum_), uri, generated)


def _job(root: etree._Element) -> Job:
    status = root.find("PublishStatus")
    state = status.get("processStatus", "") if status is not None else ""
    told = [
        (one.get("uri", ""), error.findtext("type", ""), error.findtext("message", ""))
        for one in root.findall("PublishObject")
        for error in one.findall("error")
    ]
    errors = tuple(f"{uri}: {message}" for uri, kind, message in told if kind != ALREADY)
    return Job(state, errors, already=bool(told) and not errors)


def _reason(page: str) -> str:
    """What a page of an error says in its description, else its beginning."""
    try:
        found = etree.fromstring(page, etree.HTMLParser(no_network=True))
    except etree.XMLSyntaxError:
        found = None
    told = found.find('.//meta[@name="description"]') if found is not None else None
    words = told.get("content", "") if told is not None else " ".join(page.split())
    return (words[:LONGEST] or "no reason given").rstrip(".") + "."
