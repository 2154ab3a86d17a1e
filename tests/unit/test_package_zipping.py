"""Zip files and folders: reproducible, whole or not at all, in flat memory."""

from __future__ import annotations

import tracemalloc
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from edition.deposit.package import Contents, package
from edition.deposit.parts import CHUNK, Part, measure
from edition.deposit.record import Record
from edition.deposit.zipping import write_zip
from tei.diagnostics import Problem

MOMENT = datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)


def accept(path: Path) -> None:
    assert path.exists()


def contents(*parts: Part) -> Contents:
    return Contents("letters", parts, Record(), MOMENT)


def test_times_modes_and_methods_are_fixed(tmp_path: Path) -> None:
    write_zip(tmp_path / "a.zip", [measure(Part("a", b"x"))], MOMENT, accept)
    info = zipfile.ZipFile(tmp_path / "a.zip").infolist()[0]
    assert info.date_time == (2024, 2, 3, 4, 5, 6)
    assert info.external_attr >> 16 == 0o100644
    assert (info.compress_type, info.create_system, info.flag_bits) == (zipfile.ZIP_STORED, 3, 0)


@pytest.mark.parametrize("year", [1961, 2200])
def test_a_time_that_a_zip_file_cannot_tell(tmp_path: Path, year: int) -> None:
    moment = datetime(year, 1, 1, tzinfo=UTC)
    write_zip(tmp_path / "a.zip", [measure(Part("a", b"x"))], moment, accept)
    assert zipfile.ZipFile(tmp_path / "a.zip").infolist()[0].date_time[0] in (1980, 2107)


def test_a_file_that_changes_meanwhile_stops_everything(tmp_path: Path) -> None:
    scan = tmp_path / "scan.tif"
    scan.write_bytes(b"before")
    entry = measure(Part("scan.tif", scan))
    scan.write_bytes(b"behind")
    with pytest.raises(Problem, match="package-part-changed"):
        write_zip(tmp_path / "out" / "a.zip", [entry], MOMENT, accept)
    assert list((tmp_path / "out").iterdir()) == []


def test_what_is_read_back_wrong_is_not_kept(tmp_path: Path) -> None:
    def refuse(path: Path) -> None:
        raise Problem("package-damaged", str(path), reason="…")

    (tmp_path / "a.zip").write_bytes(b"the one before")
    with pytest.raises(Problem, match="package-damaged"):
        write_zip(tmp_path / "a.zip", [measure(Part("a", b"x"))], MOMENT, refuse)
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
    assert (tmp_path / "a.zip").read_bytes() == b"the one before"


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Problem, match="output-unwritable"):
        package(contents(Part("a", b"x")), tmp_path / "file" / "a.zip")


def test_a_folder_that_is_no_bag_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_bytes(b"mine")
    for layout in ("bag", "zip"):
        with pytest.raises(Problem, match="package-place-taken"):
            package(contents(Part("a", b"x")), tmp_path / "letters", layout)  # type: ignore[arg-type]
    assert (tmp_path / "letters" / "mine.txt").read_bytes() == b"mine"


def test_an_earlier_bag_is_replaced(tmp_path: Path) -> None:
    package(contents(Part("a", b"x")), tmp_path / "bag", "bag")
    package(contents(Part("b", b"y")), tmp_path / "bag", "bag")
    assert not (tmp_path / "bag/data/a").exists()
    assert (tmp_path / "bag/data/b").read_bytes() == b"y"
    assert [path.name for path in tmp_path.iterdir()] == ["bag"]


def test_times_in_a_folder_are_fixed(tmp_path: Path) -> None:
    bag = package(contents(Part("a/b", b"x")), tmp_path / "bag", "bag")
    assert {path.stat().st_mtime for path in (bag, *bag.rglob("*"))} == {MOMENT.timestamp()}


@pytest.mark.parametrize("layout", ["zip", "bag", "ocfl"])
def test_memory_does_not_grow_with_a_facsimile(tmp_path: Path, layout: str) -> None:
    scan = tmp_path / "scan.tif"
    with scan.open("wb") as file:
        file.truncate(200 << 20)
    tracemalloc.start()
    try:
        package(contents(Part("tei/scan.tif", scan)), tmp_path / "out", layout)  # type: ignore[arg-type]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 16 * CHUNK


def test_a_part_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="lost"):
        package(contents(Part("a", tmp_path / "lost.jpg")), tmp_path / "a.zip")
    assert not list(tmp_path.iterdir())
