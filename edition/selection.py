"""Which texts a command is to encode, and where the TEI of each goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

STANDARD = "-"  # standard input or output


def expanded(texts: tuple[str, ...]) -> Iterator[str]:
    """The texts, a folder standing for the .txt files in it."""
    for text in texts:
        if text != STANDARD and Path(text).is_dir():
            yield from sorted(str(path) for path in Path(text).glob("*.txt"))
        else:
            yield text


def check_usage(
    texts: tuple[str, ...], output: str | None, output_dir: Path | None, as_json: bool
) -> None:
    """Raise click.UsageError where the options do not go together."""
    if output and output_dir:
        raise click.UsageError("Give either -o or --output-dir.")
    if len(texts) > 1 and output_dir is None:
        raise click.UsageError("Several texts need --output-dir DIR.")
    if output and output != STANDARD and Path(output).resolve() in _resolved(texts):
        raise click.UsageError("-o names the text itself; it would be overwritten.")
    if output_dir is not None and len({Path(text).stem for text in texts}) < len(texts):
        raise click.UsageError("Two texts have the same name; encode them into different folders.")
    if as_json and output in (None, STANDARD) and output_dir is None:
        raise click.UsageError("--json prints to standard output: give -o FILE for the TEI.")


def _resolved(texts: tuple[str, ...]) -> set[Path]:
    return {Path(text).resolve() for text in texts if text != STANDARD}


def targets_of(
    texts: tuple[str, ...], output: str | None, output_dir: Path | None
) -> Iterator[tuple[str, Path | None]]:
    """Each text with the file its TEI goes to; None is standard output."""
    for text in texts:
        if output_dir is not None:
            stem = "stdin" if text == STANDARD else Path(text).stem
            yield text, output_dir / f"{stem}.xml"
        else:
            yield text, None if output in (None, STANDARD) else Path(output)
