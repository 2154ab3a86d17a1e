"""making: the tag files that make a bag of a payload (RFC 8493, §2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from edition.deposit.parts import ALGORITHM, Measured, Part, by_name, measure

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PAYLOAD = "data/"
Info = Sequence[tuple[str, str]]


def tag_files(payload: Iterable[Measured], info: Info) -> list[Measured]:
    """The tag files of a bag.

    payload: its files; their names begin with data/
    info:    labels and values of bag-info.txt, without Payload-Oxum

    The payload is named by its measured checksums; nothing of it is read here.
    """
    files = by_name(payload)
    oxum = f"{sum(file.size for file in files)}.{len(files)}"
    tags = [
        _tag("bag-info.txt", bag_info([*info, ("Payload-Oxum", oxum)])),
        _tag("bagit.txt", DECLARATION),
        _tag(f"manifest-{ALGORITHM}.txt", manifest(files)),
    ]
    return [*tags, _tag(f"tagmanifest-{ALGORITHM}.txt", manifest(tags))]


def manifest(files: Iterable[Measured]) -> bytes:
    """A line for each file: its checksum, two blanks, its path."""
    return "".join(f"{file.digest}  {encoded(file.name)}\n" for file in files).encode()


def encoded(path: str) -> str:
    """A path as manifests write it: CR, LF and the per cent sign as %0D, %0A, %25 (§2.1.3)."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def bag_info(pairs: Info) -> bytes:
    """bag-info.txt: a line for each label and value; empty values are left out (§2.2.2)."""
    lines = [(label, re.sub(r"\s+", " ", value).strip()) for label, value in pairs]
    return "".join(f"{label}: {value}\n" for label, value in lines if value).encode()


def _tag(name: str, data: bytes) -> Measured:
    return measure(Part(name, data, role="tag", media="text/plain"))
