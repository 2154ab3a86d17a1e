"""keeping: an edition → objects in TextGrid, step by step, and published where that is wanted.

Addresses are reserved and written down before anything is made, so that a deposit can be
stopped anywhere and taken up again; publishing is tried before it is done.  A new version is a
revision of each object under the same address.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from copy import deepcopy
from pathlib import Path

from lxml import etree

from edition.deposit.archives import Hear
from edition.deposit.archives.objects import Object, objects
from edition.deposit.archives.textgrid import FINISHED, TG, Known, TextGrid, data_part
from edition.deposit.folder import Edition
from edition.deposit.sending.contents import check_first, read
from edition.deposit.sending.depositing import Outcome, Wanted
from edition.deposit.sending.faults import LONGEST
from edition.deposit.sending.state import State
from edition.deposit.serialising import xml
from edition.deposit.targets import Target
from tei.diagnostics import Problem

PUBLIC = "https://textgridrep.org"


def bring(
    what: Path, target: Target, api: TextGrid, state: State, wanted: Wanted, hear: Hear
) -> Outcome:
    """Bring an edition to TextGrid, try to publish it, and publish it where that is wanted.

    Raises Problem.
    """
    sent = read(what, wanted.formats, hear)
    found = check_first(sent, target, state.ours())
    if any(one.severity == "error" for one in found):
        return Outcome("refused", findings=found)
    edition = sent.edition
    project = _project(edition, target)
    name = edition.root.resolve().name
    known = _addresses(api, state, [one.name for one in objects(edition, name)])
    made = objects(edition, name, lambda one: known[one])
    sum_ = _digest(made)
    top = known[made[-1].name]
    if state.now.published and not state.now.revisions:
        if state.now.digest == sum_:
            return Outcome("unchanged", "", state.now.link, top, _names(made), (), found)
        _begin_version(api, state, [known[one.name] for one in made], wanted)
    hear("keeping the objects")
    earlier = dict(line.rsplit(" ", 1) for line in state.now.revisions)
    for one in made:
        uri = known[one.name]
        _keep(api, project, uri, one, changed=state.now.digest != sum_, earlier=earlier.get(uri))
    state.remember(files=_names(made), digest=sum_, draft=top, link=f"{PUBLIC}/{top}")
    hear("asking TextGrid whether it could be published")
    _published(api, top, really=False)
    if not wanted.publish:
        return Outcome("draft", "", state.now.link, top, _names(made), (), found)
    hear("publishing")
    _published(api, top, really=True)
    state.remember(published=top, versions=(*state.now.versions, top), revisions=())
    return Outcome("published", "", state.now.link, top, _names(made), (), found)


def _begin_version(api: TextGrid, state: State, uris: Iterable[str], wanted: Wanted) -> None:
    """Remember which revisions are published, before the next ones are made.

    Each object gets a revision, changed or not, as TextGrid's own importer does it: an edition is
    published with all that it holds.  Raises Problem where no new version is wanted.
    """
    if not wanted.new_version:
        raise Problem("deposit-published-already", state.server, doi=state.now.link)
    known = ((uri, api.known(uri)) for uri in uris)
    state.remember(revisions=tuple(f"{uri} {there.revision}" for uri, there in known if there))


def _project(edition: Edition, target: Target) -> str:
    """The project of TextGrid that the objects belong to.  Raises Problem where none is named."""
    project = edition.record.detail("textgrid", "project")
    if not project:
        fields = {"target": target.title, "setting": "project", "table": "textgrid"}
        raise Problem("deposit-setting-missing", edition.overlay.file, **fields)
    return project


def _names(made: Iterable[Object]) -> tuple[str, ...]:
    return tuple(sorted(one.name for one in made))


def _addresses(api: TextGrid, state: State, names: Sequence[str]) -> dict[str, str]:
    """The address of each object, reserved where it has none, and remembered before it is used."""
    known = dict(line.rsplit(" ", 1) for line in state.now.objects)
    new = [name for name in names if name not in known]
    if new:
        known |= dict(zip(new, api.addresses(len(new)), strict=True))
        state.remember(objects=tuple(f"{name} {uri}" for name, uri in sorted(known.items())))
    return known


def _digest(made: Iterable[Object]) -> str:
    """One sum of all objects with their metadata."""
    total = hashlib.sha256()
    for one in made:
        total.update(f"{one.name} {one.digest('MD5')}\n".encode() + one.meta)
    return total.hexdigest()


def _keep(
    api: TextGrid, project: str, uri: str, one: Object, *, changed: bool, earlier: str | None
) -> None:
    """Make an object, or change the one that is there; then compare it.  Raises Problem.

    earlier: number of its revision that is published and stays; None where none is
    """
    there = api.known(uri)
    if there is None:

        def make() -> bool:
            api.create(project, uri, one.meta, data_part(one.content))
            return True

        api.archive.persist(lambda: True if api.known(uri) else None, make)
    elif there.revision == earlier:
        _revise(api, project, there, one, uri)
    elif changed or not _same(one, there):
        _change(api, there, one)
    there = api.known(uri)
    if there is None or there.revision == earlier or not _same(one, there):
        size, sum_ = one.digest("MD5")
        has = f"{there.kept.size} bytes, {there.kept.sum}" if there else "nothing"
        reason = f"{has} for {size} bytes, {sum_}"
        raise Problem("upload-altered", one.name, reason=reason, tries="1")


def _revise(api: TextGrid, project: str, there: Known, one: Object, uri: str) -> None:
    """Make the next revision; where the answer was lost, it is there already."""

    def made() -> bool | None:
        now = api.known(uri)
        return True if now is not None and now.revision != there.revision else None

    def revise() -> bool:
        meta = _with_generated(one.meta, there)
        api.revise(project, there.uri, meta, data_part(one.content))
        return True

    api.archive.persist(made, revise)


def _change(api: TextGrid, there: Known, one: Object) -> None:
    def change() -> bool:
        meta = _with_generated(one.meta, there)
        api.update(there.uri, meta, data_part(one.content))
        return True

    api.archive.persist(lambda: None, change)


def _same(one: Object, there: Known) -> bool:
    """Whether TextGrid has this content, by its size, and its checksum where one is known."""
    size, sum_ = one.digest(there.kept.kind)
    return there.kept.size == size and (not sum_ or sum_ == there.kept.sum)


def _with_generated(meta: bytes, there: Known) -> bytes:
    """Metadata with what TextGrid generated: by it, TextGrid sees that nobody else changed it."""
    root = etree.fromstring(meta)
    generic = root.find(".//t:generic", TG)
    assert generic is not None
    generic.append(deepcopy(there.generated))
    return xml(root)


def _published(api: TextGrid, top: str, *, really: bool) -> None:
    """Publish, or try to.  Raises Problem where TextGrid finds something wrong."""
    job = api.archive.persist(lambda: None, lambda: api.publish(top, really=really))
    if job.already:
        return  # the answer to an earlier request was lost
    if job.state != FINISHED or job.errors:
        deed = "publish the edition" if really else "publish the edition (tried only)"
        reason = ("; ".join(job.errors) or f"its state is {job.state}")[:LONGEST].rstrip(".") + "."
        raise Problem("archive-refused", api.archive.server, deed=deed, status="200", reason=reason)
