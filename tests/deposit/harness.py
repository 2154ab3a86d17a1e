"""What the tests of sending share: a small edition, a killable deposit, a quick package."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx

from edition.deposit import packaging, targets
from edition.deposit.parts import Part
from edition.deposit.sending import state
from edition.deposit.sending.depositing import Outcome, Wanted, deposit
from edition.deposit.sending.invenio import Invenio
from edition.deposit.sending.tokens import Token
from edition.deposit.sending.transport import Answer, Archive

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title>A letter from the mill</title>
        <author><persName><surname>Marlow</surname>, <forename>Edith</forename></persName></author>
      </titleStmt>
      <publicationStmt>
        <publisher>Tolland Reading Room</publisher>
        <date when="2026-03-01">1 March 2026</date>
        <availability>
          <licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence>
        </availability>
      </publicationStmt>
      <sourceDesc><bibl>A letter of 1911.</bibl></sourceDesc>
    </fileDesc>
    <profileDesc><langUsage><language ident="en">English</language></langUsage></profileDesc>
    <revisionDesc><change when="2026-03-01">Proofread.</change></revisionDesc>
  </teiHeader>
  <text><body><p>The wheel is true &amp; the timbers are sound.</p></body></text>
</TEI>
"""


class Killed(BaseException):
    """The program ends here, as if somebody had pulled the plug."""


@dataclass
class Mortal(Archive):
    """An archive whose client dies before or after its n-th request.

    waits: the seconds that it would have waited
    """

    at: int = 0
    after: bool = False
    sent: int = 0
    waits: list[float] = field(default_factory=list)

    def send(self, *arguments: Any, **options: Any) -> Answer:
        self.sent += 1
        if self.sent == self.at and not self.after:
            raise Killed
        if self.sent == self.at and "content" in options and options["content"] is not None:
            options["content"] = dying(options["content"])
        answer = super().send(*arguments, **options)
        if self.sent == self.at:
            raise Killed
        return answer


def dying(content: Iterator[bytes]) -> Iterator[bytes]:
    """A file's bytes, up to the middle of the first piece."""
    first = next(iter(content))
    yield first[: len(first) // 2]
    raise Killed


def edition_in(folder: Path) -> Path:
    """A project with one TEI document."""
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "letter.xml").write_text(TEI, encoding="utf-8")
    settings = '[text]\nsources = ["sources/*.xml"]\n\n[build]\nformats = ["html"]\n'
    (folder / "edition.toml").write_text(settings, encoding="utf-8")
    return folder


def mortal(url: str, token: str, **options: Any) -> Mortal:
    """A client that never really waits."""
    archive = Mortal(url, Token(token), **options)
    archive.pause = archive.waits.append
    return archive


def send(archive: Archive, what: Path, **wanted: Any) -> Outcome:
    """Send an edition, as the command does."""
    remembered = state.of(what, archive.server)
    target = targets.named("invenio")
    try:
        return deposit(what, target, Invenio(archive), remembered, Wanted(**wanted))
    finally:
        archive.close()


def quick_package(what: Path, *_: Any, **__: Any) -> SimpleNamespace:
    """A package of the TEI alone: the same bytes for the same TEI, made in no time."""
    tei = what / "sources" / "letter.xml"
    place = what / "deposit" / "letter.zip"
    place.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(place, "w") as package:
        package.writestr(zipfile.ZipInfo("letter.xml"), tei.read_bytes())
    parts = (Part("tei/letter.xml", tei, role="tei"),)
    return SimpleNamespace(path=place, contents=SimpleNamespace(parts=parts))


@contextmanager
def quickly(monkeypatch: Any) -> Iterator[None]:
    """Packing and checking take no time: they have tests of their own."""
    from edition.deposit.sending import contents

    with monkeypatch.context() as patch:
        patch.setattr(packaging, "make", quick_package)
        patch.setattr(contents, "check", lambda *_: ())
        yield


def everything(url: str, token: str) -> list[dict[str, Any]]:
    """All drafts and records of the depositor, as the archive lists them."""
    answer = httpx.get(
        f"{url}/api/user/records",
        params={"q": "", "size": "100", "sort": "newest"},
        headers={"Authorization": f"Bearer {token}"},
        timeout=60,
    )
    return list(answer.json()["hits"]["hits"])


def records_of(invenio: Any, title: str) -> list[dict[str, object]]:
    """The newest drafts and records of a title; the archive is a real one."""
    found = everything(invenio.url, invenio.token)
    return [one for one in found if one["metadata"].get("title") == title]


def edition(arguments: list[str], token: str) -> subprocess.CompletedProcess[str]:
    """The command, as a person runs it."""
    environment = {**os.environ, "INVENIO_TOKEN": token}
    command = [sys.executable, "-m", "edition", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=600
    )


def good(*arguments: str, token: str = "") -> str:
    """What a command says that ends well; the token is in nothing that it says."""
    done = edition(list(arguments), token)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not token or token not in done.stdout + done.stderr
    return done.stdout


def proved(stub: Any, project: Path, versions: int = 1) -> None:
    """Exactly these records, whole, and the DOI of the last one in the TEI, once."""
    known = list(stub.records.drafts.values())
    assert [one.published for one in known] == [True] * versions
    last = known[-1]
    tei = (project / "sources" / "letter.xml").read_bytes()
    assert sorted(last.files) == ["letter.xml", "letter.zip"]
    assert last.files["letter.xml"].content == tei
    assert last.files["letter.zip"].content == (project / "deposit" / "letter.zip").read_bytes()
    assert last.doi is not None
    idno = f'\n        <idno type="DOI">{last.doi["identifier"]}</idno>'
    availability = "</availability>"
    assert tei.decode() == TEI.replace(availability, availability + idno)
    assert not any("uuid" in str(one.body) for one in known), "the marker stayed"
    remembered = state.of(project, next(iter(servers(project)))).now
    assert (remembered.published, remembered.draft) == (last.id, last.id)


def servers(project: Path) -> dict[str, object]:
    return dict(state._servers(project / state.FILE))
