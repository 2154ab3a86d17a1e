"""Any set of files becomes a valid bag, is read back as it was, and twice the same bytes."""

from __future__ import annotations

import random
import tempfile
import unicodedata
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from edition.deposit import bagit
from edition.deposit.names import fault, safe
from edition.deposit.package import Contents, package
from edition.deposit.parts import Part
from edition.deposit.record import Record
from edition.deposit.verification import verify
from tei.diagnostics import Problem

MOMENT = datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)
STEPS = st.text(min_size=1, max_size=8).filter(lambda step: "/" not in step and not fault(step))
NAMES = st.lists(STEPS, min_size=1, max_size=3).map(lambda steps: "/".join(["editions", *steps]))
FILES = st.dictionaries(NAMES, st.binary(max_size=200), max_size=6)
ANY_NAMES = st.lists(st.text(max_size=8), min_size=1, max_size=4)


def contents(files: Mapping[str, bytes]) -> Contents:
    """The files as parts; clashes are another test's."""
    parts = [Part(name, data) for name, data in files.items()]
    try:
        return Contents("any", tuple(safe(parts)), Record(), MOMENT)
    except Problem:
        assume(False)
        raise


@given(files=FILES)
def test_any_files_are_a_valid_bag_and_come_back(files: dict[str, bytes]) -> None:
    library = pytest.importorskip("bagit")
    made = contents(files)
    with tempfile.TemporaryDirectory() as folder:
        bag = package(made, Path(folder, "bag"), "bag")
        assert bagit.check(bag) == []
        assert library.Bag(str(bag)).validate()
        for name, data in files.items():
            assert (bag / "data" / unicodedata.normalize("NFC", name)).read_bytes() == data


@given(files=FILES, seed=st.integers())
def test_a_package_is_twice_the_same_in_any_order(files: dict[str, bytes], seed: int) -> None:
    made = contents(files)
    shuffled = list(made.parts)
    random.Random(seed).shuffle(shuffled)
    again = Contents(made.name, tuple(shuffled), made.record, made.moment)
    with tempfile.TemporaryDirectory() as folder:
        first = package(made, Path(folder, "1.zip"))
        second = package(again, Path(folder, "2.zip"))
        assert first.read_bytes() == second.read_bytes()
        with zipfile.ZipFile(first) as zipped:
            assert zipped.testzip() is None
            assert zipped.namelist() == sorted(zipped.namelist())
        assert verify(first).valid


@given(files=FILES)
def test_any_files_are_an_ocfl_version(files: dict[str, bytes]) -> None:
    made = contents(files)
    with tempfile.TemporaryDirectory() as folder:
        root = package(made, Path(folder, "store"), "ocfl")
        result = verify(root)
        assert (result.kind, result.findings) == ("ocfl", ())


@given(files=FILES, data=st.data())
def test_any_change_to_a_payload_is_found(files: dict[str, bytes], data: st.DataObject) -> None:
    made = contents(files)
    with tempfile.TemporaryDirectory() as folder:
        bag = package(made, Path(folder, "bag"), "bag")
        every = sorted(path for path in bag.rglob("*") if path.is_file())
        path = data.draw(st.sampled_from([p for p in every if p.name != "tagmanifest-sha512.txt"]))
        before = path.read_bytes()
        after = data.draw(st.binary(max_size=50).filter(lambda after: after != before))
        path.write_bytes(after)
        assert not verify(bag).valid


@given(names=ANY_NAMES)
def test_names_are_kept_or_refused_in_words(names: list[str]) -> None:
    try:
        kept = [part.name for part in safe(Part(name, b"") for name in names)]
    except Problem as problem:
        str(problem).encode()
    else:
        assert kept == [unicodedata.normalize("NFC", name) for name in names]
        assert len({name.casefold() for name in kept}) == len(names)


@given(data=st.binary(max_size=300))
def test_any_manifest_is_read_without_a_crash(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bag = package(contents({"a": b"x"}), Path(folder, "bag"), "bag")
        for name in ("bagit.txt", "bag-info.txt", "fetch.txt", "manifest-sha512.txt"):
            path = bag / name
            before = path.read_bytes() if path.exists() else None
            path.write_bytes(data)
            assert isinstance(bagit.check(bag), list)
            path.unlink() if before is None else path.write_bytes(before)
