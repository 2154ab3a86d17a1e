"""Sending: an edition to an archive over the network, step by step, and back again to compare.

Nothing here runs unless it is asked for.  `depositing` is the street (and the only file that
knows the order); each of its steps first asks the server what is done already, so that it can
be taken up again after any crash.  `state` is what is remembered between runs; a token is never
part of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edition.deposit.sending.depositing import Outcome, Wanted
    from edition.deposit.targets import Target


def to_invenio(
    what: Path,
    target: Target,
    server: str,
    wanted: Wanted,
    hear: Callable[[str], None] = lambda line: None,
) -> Outcome:
    """Send an edition to an InvenioRDM (Zenodo is one).

    server: its address, as `addresses.archive` gives it

    Raises Problem; what was done until then stays done, and the next call goes on from there.
    """
    from edition.deposit.sending import state
    from edition.deposit.sending.depositing import deposit
    from edition.deposit.sending.invenio import Invenio
    from edition.deposit.sending.tokens import token_for
    from edition.deposit.sending.transport import Archive

    archive = Archive(server, token_for(server, target.name), hear=hear)
    try:
        return deposit(what, target, Invenio(archive), state.of(what, server), wanted, hear)
    finally:
        archive.close()
