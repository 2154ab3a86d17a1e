"""Bags: the cases of the Library of Congress, and faults that they do not have."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path

import pytest

from edition.deposit import bagit
from edition.deposit.bagit.checking import valid
from edition.deposit.parts import Part, measure
from edition.deposit.verification import verify
from tei.diagnostics import Problem

CASES = Path(__file__).resolve().parents[3] / "shared" / "deposit" / "bagit-cases"
REFUSED = ("invalid", "linux-only", "windows-only")


def cases() -> list[Path]:
    return sorted(folder for folder in CASES.glob("v*/*/*") if folder.is_dir())


@pytest.mark.shared
@pytest.mark.parametrize("case", cases(), ids=lambda case: "-".join(case.parts[-3:]))
def test_a_case_of_the_library_of_congress(case: Path) -> None:
    found = bagit.check(case)
    kind = case.parent.name
    assert valid(found) == (kind not in REFUSED), [one.message for one in found]
    if kind == "warning":
        assert any(one.severity == "warning" for one in found)


@pytest.mark.shared
def test_the_cases_are_there(shared: Path) -> None:
    assert len(cases()) > 30


def a_bag(folder: Path, files: dict[str, bytes], info: str = "") -> Path:
    """A bag of version 1.0 with these files in its payload."""
    payload = [measure(Part(f"data/{name}", data)) for name, data in files.items()]
    for entry in [*payload, *bagit.tag_files(payload, [("External-Description", info)])]:
        path = folder / entry.name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert isinstance(entry.part.content, bytes)
        path.write_bytes(entry.part.content)
    return folder


def codes(path: Path) -> list[str]:
    return [one.code for one in bagit.check(path) if one.severity != "info"]


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    return a_bag(tmp_path / "letters", {"tei/a.xml": b"<TEI/>", "b.txt": b"words"})


def untagged(bag: Path) -> None:
    """Take the tag manifest away, so that a changed tag file is judged by itself."""
    (bag / "tagmanifest-sha512.txt").unlink()


def test_a_bag_is_valid_here_and_for_bagit_py(letters: Path) -> None:
    library = pytest.importorskip("bagit")
    assert codes(letters) == []
    assert library.Bag(str(letters)).validate()


def test_bag_info_has_one_line_a_value(tmp_path: Path) -> None:
    bag = a_bag(tmp_path / "bag", {"a": b""}, "two\nlines:  and blanks ")
    assert "External-Description: two lines: and blanks\n" in (bag / "bag-info.txt").read_text()


def test_an_altered_file_is_named(letters: Path) -> None:
    (letters / "data/tei/a.xml").write_bytes(b"<TEI >")
    found = bagit.check(letters)
    assert [one.code for one in found] == ["bag-file-altered"]
    assert "data/tei/a.xml" in found[0].message


def test_a_missing_file_is_named(letters: Path) -> None:
    (letters / "data/b.txt").unlink()
    assert "bag-file-missing" in codes(letters)


def test_an_added_file_is_named(letters: Path) -> None:
    (letters / "data/c.txt").write_bytes(b"")
    assert "bag-file-unlisted" in codes(letters)


def test_an_altered_tag_file_is_named(letters: Path) -> None:
    with (letters / "bag-info.txt").open("a") as file:
        file.write("Contact-Name: Nobody\n")
    assert codes(letters) == ["bag-file-altered"]


def test_without_a_manifest_nothing_is_proved(letters: Path) -> None:
    (letters / "manifest-sha512.txt").unlink()
    untagged(letters)
    assert codes(letters) == ["bag-manifest-missing"]


def test_a_line_that_is_no_checksum(letters: Path) -> None:
    with (letters / "manifest-sha512.txt").open("a") as file:
        file.write("data/b.txt\n")
    untagged(letters)
    assert codes(letters) == ["bag-manifest-unreadable"]


def test_a_wrong_size_is_told(letters: Path) -> None:
    info = (letters / "bag-info.txt").read_text()
    (letters / "bag-info.txt").write_text(info.replace(": 11.2", ": 12.2"))
    untagged(letters)
    assert codes(letters) == ["bag-size-wrong"]


@pytest.mark.parametrize("encoding", ["no-such", "rot13", "base64", "undefined"])
def test_an_encoding_that_cannot_be_is_no_crash(letters: Path, encoding: str) -> None:
    text = f"BagIt-Version: 1.0\nTag-File-Character-Encoding: {encoding}\n"
    (letters / "bagit.txt").write_text(text)
    assert not valid(bagit.check(letters))


def test_a_file_to_be_fetched_is_missing_until_it_is_there(letters: Path) -> None:
    (letters / "data/b.txt").unlink()
    (letters / "fetch.txt").write_text("https://example.org/b.txt 5 data/b.txt\n")
    missing = next(one for one in bagit.check(letters) if one.code == "bag-file-missing")
    assert "fetch.txt" in missing.message


def test_the_per_cent_sign_is_written_and_read_as_the_rfc_says(tmp_path: Path) -> None:
    bag = a_bag(tmp_path / "bag", {"50%.txt": b"half"})
    assert "data/50%25.txt" in (bag / "manifest-sha512.txt").read_text()
    assert codes(bag) == []


def test_a_zipped_bag_is_read_without_unpacking(letters: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bag.zip", "w") as package:
        for path in letters.rglob("*"):
            package.write(path, path.relative_to(tmp_path))
    assert codes(tmp_path / "bag.zip") == []


def test_a_damaged_zip_is_told_in_words(letters: Path, tmp_path: Path) -> None:
    whole = tmp_path / "bag.zip"
    with zipfile.ZipFile(whole, "w") as package:
        for path in letters.rglob("*"):
            package.write(path, path.relative_to(tmp_path))
    data = whole.read_bytes()
    whole.write_bytes(data.replace(b"<TEI/>", b"<TEJ/>"))
    assert "bag-file-unreadable" in codes(whole)
    whole.write_bytes(data[: len(data) // 2])
    with pytest.raises(Problem, match="package-unreadable"):
        bagit.check(whole)


def test_a_zip_with_one_name_twice_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bag.zip", "w") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr("bag/bagit.txt", "a")
        package.writestr("bag/bagit.txt", "b")
    with pytest.raises(Problem, match="two files"):
        bagit.check(tmp_path / "bag.zip")


def zipped(folder: Path, place: Path, compression: int = zipfile.ZIP_STORED) -> Path:
    """A bag as a zip file."""
    with zipfile.ZipFile(place, "w", compression) as package:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                package.write(path, f"letters/{path.relative_to(folder).as_posix()}")
    return place


@pytest.mark.parametrize("stray", ["../evil", "/etc/evil", "readme.txt", "other/a.txt"])
def test_what_lies_beside_a_zipped_bag_is_named(tmp_path: Path, stray: str) -> None:
    package = zipped(a_bag(tmp_path / "bag", {"a.txt": b"words"}), tmp_path / "letters.zip")
    assert verify(package).valid
    with zipfile.ZipFile(package, "a") as more:
        more.writestr(stray, b"x")
    found = verify(package)
    assert [one.code for one in found.findings] == ["package-file-outside"]
    assert stray in found.findings[0].message
    assert not found.valid


def test_what_a_mac_puts_beside_a_bag_does_no_harm(tmp_path: Path) -> None:
    package = zipped(a_bag(tmp_path / "bag", {"a.txt": b"words"}), tmp_path / "letters.zip")
    with zipfile.ZipFile(package, "a") as more:
        more.writestr("__MACOSX/letters/._a.txt", b"x")
    assert verify(package).valid


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_damage_inside_a_zip_file_is_told(tmp_path: Path, how: int) -> None:
    words = bytes(range(256)) * 40
    package = zipped(a_bag(tmp_path / "bag", {"a.bin": words}), tmp_path / "letters.zip", how)
    with zipfile.ZipFile(package) as whole:
        info = whole.getinfo("letters/data/a.bin")
    data = bytearray(package.read_bytes())
    middle = info.header_offset + 60 + info.compress_size // 2
    data[middle : middle + 8] = b"damaged!"
    package.write_bytes(data)
    (found,) = verify(package).findings
    assert found.code == "bag-file-unreadable"
