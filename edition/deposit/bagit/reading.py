"""reading: the tag files of a bag → what they say, and what is wrong with how they say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from edition.deposit.tree import Tree, read
from tei.diagnostics import declare

DECLARED = re.compile(
    r"\ABagIt-Version: (\d+)\.(\d+)[ \t]*\r?\n"
    r"Tag-File-Character-Encoding: ([\w.:-]+)[ \t]*(?:\r?\n)*\Z"
)
LINE = re.compile(r"([0-9A-Fa-f]+)([ \t]+)(\*?)(.+)")
MANIFEST = re.compile(r"(tag)?manifest-(md5|sha1|sha224|sha256|sha384|sha512)\.txt")
FETCH = re.compile(r"(\S+)[ \t]+(\d+|-)[ \t]+(.+)")
ESCAPES = {"%0a": "\n", "%0d": "\r", "%25": "%"}
Tell = Callable[..., None]

declare(
    "bag-declaration-invalid",
    "error",
    "bagit.txt is not right: {reason}.",
    "A bag declares itself by two lines in bagit.txt, in UTF-8 without a byte order mark: "
    "BagIt-Version: M.N and Tag-File-Character-Encoding: NAME.",
    failing="BagIt-Version : 1.0",
    passing="BagIt-Version: 1.0",
    source="RFC 8493, §2.1.1",
)
declare(
    "bag-manifest-unreadable",
    "error",
    "{name} cannot be read: {reason}.",
    "Each line of a manifest is a checksum, a blank and a path; its encoding is the one that "
    "bagit.txt names.",
    failing="data/letter.xml",
    passing="e7c22b99…  data/letter.xml",
    source="RFC 8493, §2.1.3",
)
declare(
    "bag-path-outside",
    "error",
    "{name} names a place outside the payload: {path}. Do not unpack or fetch it; ask where the "
    "bag comes from.",
    "A payload lies in data/. A path that leads elsewhere could make a program read or overwrite "
    "other files of your computer.",
    failing="e7c22b99…  ../../.profile",
    passing="e7c22b99…  data/letter.xml",
    source="RFC 8493, §5.1",
)
declare(
    "bag-file-listed-twice",
    "error",
    "{name} lists {path} twice{how}.",
    "Each file stands in a manifest once; two checksums cannot both be right.",
    failing="two lines for data/letter.xml",
    passing="one line for data/letter.xml",
    source="RFC 8493, §2.1.3",
)
declare(
    "bag-line-repeated",
    "warning",
    "{name} lists {path} twice, with the same checksum.",
    "Before version 1.0 that was no fault, but it is of no use.",
    failing="the same line twice, in a bag of version 0.97",
    passing="the line once",
    source="RFC 8493, §2.1.3",
)
declare(
    "bag-path-unusual",
    "warning",
    "{name} writes paths in an unusual way ({path}); they are understood.",
    "A path begins with data/, without ./ before it; the asterisk of md5sum is no part of it.",
    failing="e7c22b99… *data/letter.xml",
    passing="e7c22b99…  data/letter.xml",
    source="RFC 8493, §6.2",
)


@dataclass(frozen=True)
class Bag:
    """What the tag files of a bag say.

    version:   e.g. (1, 0)
    encoding:  of the tag files
    manifests: by the algorithm, path → checksum in small letters
    tags:      the same of the tag manifests
    fetched:   the paths of fetch.txt
    info:      labels and values of bag-info.txt
    """

    version: tuple[int, int]
    encoding: str
    manifests: dict[str, dict[str, str]] = field(default_factory=dict)
    tags: dict[str, dict[str, str]] = field(default_factory=dict)
    fetched: tuple[str, ...] = ()
    info: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Reader:
    """Reads the tag files of one bag; `tell` hears what is wrong."""

    tree: Tree
    tell: Tell
    version: tuple[int, int]
    encoding: str

    def text(self, name: str) -> str:
        """A tag file's text; "" with a finding where its encoding is another."""
        data = read(self.tree, name)
        try:
            return data.decode(self.encoding).removeprefix("\ufeff")
        except UnicodeError:
            reason = f"it is not in {self.encoding}, as bagit.txt says"
            self.tell("bag-manifest-unreadable", name, name=name, reason=reason)
            return ""

    def manifest(self, name: str, payload: bool) -> dict[str, str]:
        """path → checksum, with findings for lines that cannot be or should not be."""
        found: dict[str, str] = {}
        for number, line in lines(self.text(name)):
            match = LINE.fullmatch(line)
            if match is None:
                reason = f"line {number} is no checksum and path"
                self.tell("bag-manifest-unreadable", name, number, name=name, reason=reason)
                continue
            digest, star, written = match[1].lower(), match[3], match[4]
            path = self.path(written, name, number, payload)
            if path is None:
                continue
            if star or written.startswith("./"):
                self.tell("bag-path-unusual", name, number, name=name, path=star + written)
            if path in found:
                self._twice(name, number, path, found[path] == digest)
            found.setdefault(path, digest)
        return found

    def _twice(self, name: str, number: int, path: str, same: bool) -> None:
        if same and self.version < (1, 0):
            self.tell("bag-line-repeated", name, number, name=name, path=path)
        else:
            how = "" if same else ", with different checksums"
            self.tell("bag-file-listed-twice", name, number, name=name, path=path, how=how)

    def path(self, written: str, name: str, number: int, payload: bool) -> str | None:
        """The path that a line means; None with a finding where it leads out of its place."""
        path = self.decoded(written)
        while path.startswith("./"):
            path = path[2:]
        steps = path.replace("\\", "/").split("/")
        outside = ".." in steps or (payload and steps[0] != "data") or path[:1] in "/\\~"
        if outside or (not payload and (steps[0] == "data" or ":" in steps[0])):
            self.tell("bag-path-outside", name, number, name=name, path=written)
            return None
        return path

    def decoded(self, path: str) -> str:
        """A path without escapes; the drafts before 1.0 had none for the per cent sign."""
        known = r"%0[ad]|%25" if self.version >= (1, 0) else r"%0[ad]"
        return re.sub(known, lambda match: ESCAPES[match[0].lower()], path, flags=re.IGNORECASE)

    def fetch(self) -> tuple[str, ...]:
        """The paths of fetch.txt."""
        name, found = "fetch.txt", []
        for number, line in lines(self.text(name)) if name in self.tree.files else ():
            match = FETCH.fullmatch(line)
            if match is None:
                reason = f"line {number} is no address, length and path"
                self.tell("bag-manifest-unreadable", name, number, name=name, reason=reason)
                continue
            path = self.path(match[3], name, number, True)
            found += [path] if path is not None else []
        return tuple(found)

    def info(self) -> tuple[tuple[str, str], ...]:
        """Labels and values of bag-info.txt; a line that begins with a blank goes on."""
        pairs: list[tuple[str, str]] = []
        there = "bag-info.txt" in self.tree.files
        for _, line in lines(self.text("bag-info.txt")) if there else ():
            label, colon, value = line.partition(":")
            if line[0] in " \t" and pairs:
                pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}")
            elif colon:
                pairs.append((label.strip(), value.strip()))
        return tuple(pairs)


def lines(text: str) -> Iterator[tuple[int, str]]:
    """(number, line) of a tag file, without empty ones; lines end in CR, LF or both (§2.1.3)."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if line.strip():
            yield number, line


def declared(tree: Tree) -> tuple[tuple[int, int], str] | str:
    """The version and the encoding that bagit.txt declares, or what is wrong with it."""
    if "bagit.txt" not in tree.files:
        return "it is missing"
    data = read(tree, "bagit.txt")
    if data.startswith(b"\xef\xbb\xbf"):
        return "it begins with a byte order mark"
    match = DECLARED.match(data.decode("utf-8", "replace"))
    if match is None:
        return "it has not the two lines BagIt-Version: M.N and Tag-File-Character-Encoding: NAME"
    try:
        "".encode(match[3])
    except (LookupError, UnicodeError):
        return f"the encoding {match[3]} is unknown"
    return (int(match[1]), int(match[2])), match[3]


def bag(tree: Tree, tell: Tell) -> Bag | None:
    """What the tag files of a bag say; None where bagit.txt does not say what they are."""
    found = declared(tree)
    if isinstance(found, str):
        tell("bag-declaration-invalid", "bagit.txt", reason=found)
        return None
    reader = Reader(tree, tell, *found)
    made = Bag(*found, fetched=reader.fetch(), info=reader.info())
    for name in tree.files:
        match = MANIFEST.fullmatch(name)
        if match:
            target = made.tags if match[1] else made.manifests
            target[match[2]] = reader.manifest(name, payload=not match[1])
    return made
