"""How fast `edition encode` is on a 1 MB novel, as a whole process on one core.

    python benchmarks/speed.py [--runs N] [TEXT]

Without TEXT the novel is made from sentences of our own, so that anybody can repeat it.
Prints characters a second (median) and the peak memory of the process in MiB.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NAMES = ["Mrs. Tolland", "Captain Reeve", "Miss Amory", "Jacob", "the miller", "Dr. Finch"]
SAID = ["said", "replied", "cried", "asked", "answered", "whispered"]
PLAIN = [
    "The tide had turned before the lamps were lit, and nobody on the quay was in a hurry.",
    "She stood for a while at the window, and then she went down to see what the noise was.",
    "It is one thing to own a mill, and another to be owned by it, as his father used to find.",
    "The boats came in one after the other, and the smell of the nets came in with them.",
    "Nobody had thought of the bridge, and when they did think of it the bridge was gone.",
    "He was a tall man with a stoop, and he had the habit of looking at people’s boots.",
    "There were lights in the harbour and lights on the hill, but none in the house itself.",
    "By the time the clock struck she had made up her mind, and it was not the same mind.",
]
RARE = [  # what an encoder has to look at, as often as novels have it
    "It was in the autumn of 1868 that the sluice was first opened to the public.",
    "On the 4th of May she wrote to her brother, and on May 9, 1869, he answered.",
    "There was a “ruin” on the other side, or what the people of the town took for one.",
    "He had read as much in The Saltmouth Courier, number 212, and believed none of it.",
]
SPOKEN = [
    "I have never seen the water so high",
    "You will not persuade me of that",
    "Let the mill alone, and it will let you alone",
    "My father used to say, ‘The moon is nobody’s servant,’ and he was right",
]


def novel(size: int = 1_000_000) -> str:
    """A text of about `size` characters, always the same."""
    chance = random.Random(1911)
    parts, length, chapter = [], 0, 0
    while length < size:
        if length >= chapter * 25_000:
            chapter += 1
            parts.append(f"CHAPTER {chapter}")
        parts.append(paragraph(chance))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts) + "\n"


def paragraph(chance: random.Random) -> str:
    """One paragraph: dialogue with a cue, or narration."""
    if chance.random() < 0.5:
        name, verb = chance.choice(NAMES), chance.choice(SAID)
        return f"“{chance.choice(SPOKEN)},” {verb} {name}. “{chance.choice(SPOKEN)}.”"
    rare = chance.choices(RARE, k=1) if chance.random() < 0.1 else []
    return " ".join(chance.choices(PLAIN, k=7) + rare)


def run(text: Path, folder: Path) -> tuple[float, float]:
    """(seconds, peak MiB) of one whole process."""
    command = [str(Path(sys.executable).with_name("edition")), "encode", str(text)]
    began = time.perf_counter()
    process = subprocess.Popen([*command, "-o", str(folder / "out.xml"), "--quiet"])
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status:
        raise SystemExit(f"edition encode failed on {text}")
    scale = 1 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_maxrss * scale / 2**20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = options.text or folder / "novel.txt"
        if options.text is None:
            text.write_text(novel(), encoding="utf-8")
        characters = len(text.read_text(encoding="utf-8"))
        figures = [run(text, folder) for _ in range(options.runs)]
    seconds = statistics.median(figure[0] for figure in figures)
    peak = max(figure[1] for figure in figures)
    print(f"{characters:,} characters in {seconds:.2f} s (median of {options.runs})")
    print(f"{characters / seconds / 1e6:.2f} million characters a second, peak {peak:.0f} MiB")


if __name__ == "__main__":
    main()
