"""Reading: encodings, line ends, characters that XML cannot hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.diagnostics import Problem
from tei.source import SourceText, from_bytes, read

TEXT = "Привет, “monde” – naïve\nsecond line"


@pytest.mark.parametrize(
    ("encoding", "found", "guessed"),
    [
        ("utf-8", "utf-8", False),
        ("utf-8-sig", "utf-8", False),
        ("utf-16", "utf-16", False),
        ("utf-32", "utf-32", False),
    ],
)
def test_unicode_encodings(encoding: str, found: str, guessed: bool) -> None:
    base = from_bytes(TEXT.encode(encoding))
    assert base.text == TEXT
    assert (base.origin.encoding, base.origin.guessed) == (found, guessed)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark(encoding: str) -> None:
    base = from_bytes("Plain words without a mark.".encode(encoding))
    assert base.text == "Plain words without a mark."
    assert base.origin.guessed


def test_windows_1252_and_latin_1() -> None:
    quoted = from_bytes(b"He said \x93yes\x94.")
    assert quoted.text == "He said “yes”."
    assert quoted.origin.encoding == "windows-1252"
    assert quoted.origin.guessed
    unmapped = from_bytes(b"caf\xe9 \x81")
    assert unmapped.origin.encoding == "iso-8859-1"
    assert unmapped.text == "café \x81"


def test_line_ends_become_one_kind() -> None:
    base = from_bytes(b"a\r\nb\rc\nd")
    assert base.text == "a\nb\nc\nd"
    assert base.origin.newline == "mixed"
    assert from_bytes(b"a\r\nb").origin.newline == "crlf"


def test_no_break_spaces_stay() -> None:
    assert from_bytes("No.\u00a014".encode()).text == "No.\u00a014"


def test_invalid_character_is_named_with_its_place() -> None:
    with pytest.raises(Problem) as caught:
        from_bytes(b"fine\nnot \x0bfine", "speech.txt")
    assert "speech.txt:2:5" in str(caught.value)
    assert "U+000B" in str(caught.value)
    assert caught.value.rule.exit_code == 1


def test_invalid_character_can_be_replaced_and_is_recorded() -> None:
    base = from_bytes(b"not \x0bfine", replace_invalid=True)
    assert base.text == "not \ufffdfine"
    assert [(place.offset, place.code) for place in base.substitutions] == [(4, 0x0B)]


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_empty_text_is_refused(data: bytes) -> None:
    with pytest.raises(Problem, match="no text"):
        from_bytes(data)


def test_binary_is_refused() -> None:
    with pytest.raises(Problem, match="no plain text"):
        from_bytes(b"PK\x03\x04\x00\x00\xff\xfe\x00rest\x00\x00\x00")


def test_missing_file_is_refused(tmp_path) -> None:
    with pytest.raises(Problem, match="cannot be read"):
        read(tmp_path / "nothing.txt")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        base = from_bytes(data, replace_invalid=True)
    except Problem as problem:
        assert problem.rule.code.startswith("text-")
    else:
        assert base.text.strip()
        assert "\r" not in base.text


@given(st.text(alphabet="ab\n\f \t“", max_size=60))
def test_blocks_cover_all_ink(text: str) -> None:
    base = SourceText(text)
    inside = "".join(text[line.start : line.end] for block in base.blocks for line in block.lines)
    assert "".join(inside.split()) == "".join(text.split())
    for block in base.blocks:
        assert block.start == block.lines[0].start
        assert block.end == block.lines[-1].end
