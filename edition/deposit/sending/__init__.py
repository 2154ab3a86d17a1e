"""Sending: an edition to an archive over the network, step by step, and back again to compare.

Nothing here runs unless it is asked for.  `depositing` is the street for InvenioRDM (and the
only file that knows its order); each step first asks the server what is done already, so that it
can be taken up again after any crash.

What a further archive needs: one file that offers a `Target` (edition/deposit/targets) whose
`send` brings an edition there.  For an archive that keeps a record with files, that is one class
with the verbs of `edition.deposit.archives.steps.Shelf`, given to `steps.bring`, which knows the
order for all of them.  For the rest these modules stand ready, and know no archive:

    transport    requests with a token, limits, pauses; `persist` does a thing once
    tokens       where a token comes from, and how it is kept out of everything
    state        what is remembered between runs; never a token
    locking      one send of an edition at a time
    faults       what servers answer, told with a cure
    addresses    where a token may be sent
    contents     the edition as it is now: checked, with its DOI, packed
    uploading    files by size and checksum
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tei.diagnostics import Problem

if TYPE_CHECKING:
    from edition.deposit.sending.depositing import Outcome, Wanted
    from edition.deposit.targets import Target

Hear = Callable[[str], None]


def send(
    what: Path, target: Target, server: str, wanted: Wanted, hear: Hear = lambda line: None
) -> Outcome:
    """Send an edition to any archive, and remember its identifiers once it is published there.

    target: one that has `send`
    server: its address, as `addresses.archive` gives it

    What a test archive has may change; what is published may be cited, and the next check finds
    identifiers that got lost (edition/deposit/checks/ids.py).  Raises Problem; what was done until
    then stays done, and the next call goes on from there.
    """
    from edition.deposit.checks import ids
    from edition.deposit.folder import find
    from edition.deposit.sending import state
    from edition.deposit.sending.addresses import SANDBOXES
    from edition.deposit.sending.locking import locked

    assert target.send is not None
    if not what.exists():
        raise Problem("text-unreadable", str(what), reason="there is no such file")
    with locked(state.place(what)):
        outcome: Outcome = target.send(what, target, server, wanted, hear)
        if outcome.state in ("published", "unchanged") and server not in SANDBOXES.values():
            ids.remember(find(what))
    return outcome


def to_invenio(
    what: Path, target: Target, server: str, wanted: Wanted, hear: Hear = lambda line: None
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
