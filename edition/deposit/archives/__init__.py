"""Archives that are reached by an interface of their own, or want files of their own.

Dataverse, Nakala and TextGrid can be sent to; `exports` makes folders for those that are not.

Each sender is written after its documentation and tried with a strict stub made from that; none is
proven on a server yet.  `steps` is the street for those that keep one record with files;
TextGrid keeps objects, and has a street of its own in `keeping`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edition.deposit.folder import Edition
    from edition.deposit.package import Contents
    from edition.deposit.parts import Part
    from edition.deposit.sending.depositing import Outcome, Wanted
    from edition.deposit.sending.transport import Archive
    from edition.deposit.targets import Target

Hear = Callable[[str], None]


def _silent(line: str) -> None:
    """Nobody listens."""


def to_dataverse(
    what: Path, target: Target, server: str, wanted: Wanted, hear: Hear = _silent
) -> Outcome:
    """Send an edition to a Dataverse.  Raises Problem; the next call goes on from there."""
    from edition.deposit.archives.dataverse import Dataverse
    from edition.deposit.archives.steps import bring
    from edition.deposit.sending import state

    with _opened(server, target, hear, header=("X-Dataverse-key", "")) as archive:
        return bring(what, target, Dataverse(archive), state.of(what, server), wanted, hear)


def to_nakala(
    what: Path, target: Target, server: str, wanted: Wanted, hear: Hear = _silent
) -> Outcome:
    """Send an edition to Nakala.  Raises Problem; the next call goes on from there."""
    from edition.deposit.archives.nakala import Nakala
    from edition.deposit.archives.steps import bring
    from edition.deposit.sending import state

    with _opened(server, target, hear, base="", header=("X-API-KEY", "")) as archive:
        return bring(what, target, Nakala(archive), state.of(what, server), wanted, hear)


def to_textgrid(
    what: Path, target: Target, server: str, wanted: Wanted, hear: Hear = _silent
) -> Outcome:
    """Send an edition to TextGrid.  Raises Problem; the next call goes on from there."""
    from edition.deposit.archives.keeping import bring
    from edition.deposit.archives.textgrid import TextGrid, kept_quiet
    from edition.deposit.sending import state

    with (
        _opened(server, target, hear, base="/1.0", header=("", "")) as archive,
        kept_quiet(archive),
    ):
        return bring(what, target, TextGrid(archive), state.of(what, server), wanted, hear)


def exported(name: str) -> Callable[[Edition, Contents], Iterable[Part]]:
    """The maker of a folder for an archive, of `exports`, loaded when it is used."""

    def export(edition: Edition, contents: Contents) -> Iterable[Part]:
        from edition.deposit.archives import exports

        made: Iterable[Part] = getattr(exports, name)(edition, contents)
        return made

    return export


class _opened:  # noqa: N801  (a context manager, read as a verb)
    """An archive with its token, closed at the end."""

    def __init__(
        self,
        server: str,
        target: Target,
        hear: Hear,
        base: str = "/api",
        header: tuple[str, str] = ("Authorization", "Bearer "),
    ) -> None:
        from edition.deposit.sending.tokens import token_for
        from edition.deposit.sending.transport import Archive

        token = token_for(server, target.name)
        self.archive = Archive(server, token, hear=hear, base=base, header=header)

    def __enter__(self) -> Archive:
        return self.archive

    def __exit__(self, *_: object) -> None:
        self.archive.close()
