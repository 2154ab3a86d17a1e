"""OCFL storage roots: valid for the validator of others, versions, nothing lost."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from edition.deposit import ocfl
from edition.deposit.ocfl import making
from edition.deposit.ocfl.making import Version, object_path
from edition.deposit.parts import Measured, Part, measure
from edition.deposit.tree import opened
from tei.diagnostics import Problem

MOMENT = datetime(2024, 2, 3, tzinfo=UTC)
VERSION = Version("https://doi.org/10.1234/letters", "packed", "Edith Marlow", MOMENT)


def files(**contents: str) -> list[Measured]:
    return [measure(Part(f"tei/{name}.xml", text.encode())) for name, text in contents.items()]


def validated(root: Path) -> bool:
    """What the library ocfl-py says of every object and of the root."""
    library = pytest.importorskip("ocfl")
    store = library.StorageRoot(str(root))
    whole = store.validate(validate_objects=True, check_digests=True, log_warnings=True)
    return bool(whole) and store.num_objects == store.good_objects > 0


def codes(root: Path) -> list[str]:
    with opened(root) as tree:
        return [one.code for one in ocfl.check_tree(tree)]


def inventory(root: Path) -> dict[str, Any]:
    path = root / object_path(VERSION.identifier) / "inventory.json"
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def test_a_new_root(tmp_path: Path) -> None:
    ocfl.store(tmp_path / "store", VERSION, files(a="one", b="two"))
    assert validated(tmp_path / "store")
    assert codes(tmp_path / "store") == []
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_what_is_there_twice_is_stored_once(tmp_path: Path) -> None:
    ocfl.store(tmp_path / "store", VERSION, files(a="same", b="same"))
    assert [len(paths) for paths in inventory(tmp_path / "store")["manifest"].values()] == [1]
    assert validated(tmp_path / "store")


def test_a_second_version_keeps_the_first(tmp_path: Path) -> None:
    root = tmp_path / "store"
    ocfl.store(root, VERSION, files(a="one", b="two"))
    ocfl.store(root, VERSION, files(a="one", b="new"))
    place = root / object_path(VERSION.identifier)
    assert inventory(root)["head"] == "v2"
    assert (place / "v1/content/tei/b.xml").read_text() == "two"
    assert [p.name for p in (place / "v2/content/tei").iterdir()] == ["b.xml"]
    assert validated(root)
    assert codes(root) == []


def test_a_version_that_only_takes_away(tmp_path: Path) -> None:
    root = tmp_path / "store"
    ocfl.store(root, VERSION, files(a="one", b="two"))
    ocfl.store(root, VERSION, files(a="one"))
    assert inventory(root)["head"] == "v2"
    assert validated(root)
    assert codes(root) == []


def test_the_same_files_make_no_version(tmp_path: Path) -> None:
    root = tmp_path / "store"
    for _ in range(2):
        ocfl.store(root, VERSION, files(a="one"))
    assert inventory(root)["head"] == "v1"


def test_another_edition_goes_beside_it(tmp_path: Path) -> None:
    root = tmp_path / "store"
    ocfl.store(root, VERSION, files(a="one"))
    other = Version("https://doi.org/10.1234/diary", "packed", "Edith Marlow", MOMENT)
    ocfl.store(root, other, files(a="another"))
    assert validated(root)
    assert codes(root) == []


def test_a_very_long_identifier(tmp_path: Path) -> None:
    long = Version("https://example.org/" + "ü" * 90, "packed", "Edith Marlow", MOMENT)
    ocfl.store(tmp_path / "store", long, files(a="one"))
    assert validated(tmp_path / "store")


def test_a_run_that_is_killed_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "store"
    ocfl.store(root, VERSION, files(a="one"))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(making, "settle", killed)
        with pytest.raises(KeyboardInterrupt):
            ocfl.store(root, VERSION, files(a="two"))
    assert inventory(root)["head"] == "v1"
    assert validated(root)
    ocfl.store(root, VERSION, files(a="two"))
    assert inventory(root)["head"] == "v2"
    assert validated(root)


def test_a_version_left_without_an_inventory_is_made_anew(tmp_path: Path) -> None:
    root = tmp_path / "store"
    ocfl.store(root, VERSION, files(a="one"))
    leftover = root / object_path(VERSION.identifier) / "v2/content"
    leftover.mkdir(parents=True)
    (leftover / "half.xml").write_text("<TEI")
    assert codes(root) == ["ocfl-file-unlisted"]
    ocfl.store(root, VERSION, files(a="two"))
    assert validated(root)


def test_a_folder_that_is_no_root_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(Problem, match="ocfl-root-foreign"):
        ocfl.store(tmp_path, VERSION, files(a="one"))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_nothing_is_added_to_an_object_that_was_changed(tmp_path: Path) -> None:
    root = tmp_path / "store"
    place = ocfl.store(root, VERSION, files(a="one"))
    with (place / "inventory.json").open("a") as file:
        file.write("\n")
    with pytest.raises(Problem, match="ocfl-root-foreign"):
        ocfl.store(root, VERSION, files(a="two"))
    assert codes(root) == ["ocfl-inventory-invalid"]


def test_what_is_altered_missing_or_added_is_named(tmp_path: Path) -> None:
    root = tmp_path / "store"
    content = ocfl.store(root, VERSION, files(a="one", b="two")) / "v1/content/tei"
    (content / "a.xml").write_text("eno")
    (content / "b.xml").rename(content / "c.xml")
    assert sorted(codes(root)) == ["ocfl-file-altered", "ocfl-file-missing", "ocfl-file-unlisted"]


@pytest.mark.parametrize("words", ["[]", "{}", '{"manifest": 3}', "[" * 100_000, "\x00"])
def test_an_inventory_that_is_none_is_no_crash(tmp_path: Path, words: str) -> None:
    place = ocfl.store(tmp_path / "store", VERSION, files(a="one"))
    (place / "inventory.json").write_text(words)
    assert codes(tmp_path / "store") == ["ocfl-inventory-invalid"]


@pytest.mark.parametrize("identifier", ["https://doi.org/10.1234/x", "a_b-c.ü", "a" * 120])
def test_objects_lie_where_the_layout_says(identifier: str) -> None:
    library = pytest.importorskip("ocfl.layout_0003_hash_and_id_n_tuple")
    layout = library.Layout_0003_Hash_And_Id_N_Tuple()
    assert object_path(identifier) == layout.identifier_to_path(identifier)
