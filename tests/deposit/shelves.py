"""What the tests of Dataverse, Nakala and TextGrid share: sending, dying, quick packages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harness import Killed, Mortal, edition_in
from strict import TOKEN

from edition.deposit import targets
from edition.deposit.sending import state
from edition.deposit.sending.depositing import Outcome, Wanted
from edition.deposit.sending.tokens import Token

SETTINGS = """\
description = "A letter of the miller's sister."
depositor = "Edith Marlow"
created = "1911"

[contact]
name = "Edith Marlow"
email = "marlow@mill.press"

[dataverse]
subject = ["Arts and Humanities"]
collection = "letters"

[textgrid]
genre = "prose"
project = "TGPR-1234"
"""


def described(folder: Path) -> Path:
    """A project with what archives ask for."""
    edition_in(folder)
    (folder / "deposit.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def through(
    name: str, bring: Callable[..., Outcome], shelf: Callable[[Any], Any], **connection: Any
) -> Callable[..., tuple[Outcome, Mortal]]:
    """A function that sends an edition to an archive, dying where that is wanted."""

    def send(url: str, what: Path, at: int = 0, after: bool = False, **wanted: Any) -> Any:
        archive = Mortal(url, Token(TOKEN), at=at, after=after, **connection)
        archive.pause = archive.waits.append
        try:
            target = targets.named(name)
            known = state.of(what, url)
            told = bring(what, target, shelf(archive), known, Wanted(**wanted), lambda line: None)
        finally:
            archive.close()
        return told, archive

    return send


def dying_at_writing(monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    """The program dies when something is written down for the n-th time, and never again."""
    count, whole = 0, state.write_whole

    def write(path: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count == nth:
            raise Killed
        whole(path, data)

    monkeypatch.setattr(state, "write_whole", write)
