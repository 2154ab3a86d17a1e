"""The pictures of docs/web: every kind of page at phone, laptop, dark and on paper.

    python docs/make_screenshots.py

Pages are those of the sample edition and of the small documents of the tests, all of our own
writing; Chromium, pdftoppm and `make tools` are needed.  docs/web/README.md is written with them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edition.build import read_tei
from edition.theme import Web
from edition.writers import installed

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "web"
SAMPLE = ROOT / "examples" / "harbour-mill"
DOCUMENTS = ROOT / "tests" / "endtoend" / "documents"
SHOTS = ROOT / "tests" / "tools" / "shots.mjs"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIZES = {
    "laptop": {"width": 1280, "height": 800},
    "phone": {"width": 390, "height": 844},
    "dark": {"width": 1280, "height": 800, "dark": True},
    "print": {"width": 700, "height": 990, "print": True},
}
LARGEST, ALL = 150_000, 3_000_000  # bytes

SHOW = "for (const name of {names}) document.getElementById('show:' + name).click();"
LOOK = """const box = document.querySelector('#search input'); box.value = 'mill';
box.dispatchEvent(new Event('input', {bubbles: true}));"""
TO = "document.querySelector({where}).scrollIntoView();"
OPEN = "document.querySelector('.switches details').open = true;"


@dataclass(frozen=True)
class Page:
    """A kind of page: what it is called, site and file, what is done first, how it is shown."""

    name: str
    title: str
    site: str
    file: str = "index.html"
    do: str = ""
    sizes: tuple[str, ...] = ("laptop", "phone")


EVERY = tuple(SIZES)
PAGES = (
    Page("text", "The text", "harbour-mill", sizes=EVERY),
    Page("paragraph", "A paragraph that a link led to", "article",
         do="location.hash = 'p8'; document.getElementById('p8').scrollIntoView({block: 'center'});"
         "document.querySelector('#p8 > .permalink').focus();", sizes=("laptop", "dark")),
    Page("switches", "What is marked, shown", "harbour-mill",
         do=OPEN + SHOW.format(names="['quotations', 'dates', 'names']")),
    Page("chapter", "A chapter of a longer text, notes beside it", "book", "page-2.html",
         sizes=EVERY),
    Page("contents", "A title page with its contents", "book"),
    Page("people", "People", "article", "people.html"),
    Page("sources", "Sources", "harbour-mill", "sources.html"),
    Page("dates", "Dates", "harbour-mill", "dates.html", sizes=("laptop", "phone", "dark")),
    Page("speech", "Who says what", "harbour-mill", "speech.html"),
    Page("words", "The concordance", "harbour-mill", "words.html"),
    Page("search", "Search", "harbour-mill", "search.html", do=LOOK),
    Page("source", "The TEI of a page", "harbour-mill", "index.tei.html",
         sizes=("laptop", "phone", "dark")),
    Page("play", "A play", "play", do=TO.format(where="'.type-act'"), sizes=EVERY),
    Page("letter", "A letter", "letters", do=TO.format(where="'main h2'")),
    Page("verse", "Verse with a critical apparatus", "witnesses",
         do=TO.format(where="'main h2'"), sizes=EVERY),
    Page("manuscript", "A manuscript and its facsimile", "manuscript",
         do=OPEN, sizes=("laptop", "phone")),
    Page("side-by-side", "Two languages side by side", "languages", "side-by-side.html"),
    Page("right-to-left", "A text written from right to left", "languages"),
    Page("table", "Lists and tables", "article", do=TO.format(where="'section.table'")),
    Page("cite", "How to cite, downloads, what the edition is", "article",
         do=TO.format(where="'.cite'")),
)  # fmt: skip


def main() -> int:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or not (SHOTS.parent / "node_modules").is_dir():
        print("Chromium and `make tools` are needed.", file=sys.stderr)
        return 2
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="edition-shots-") as made:
        sites = {page.site: site(page.site, Path(made)) for page in PAGES}
        listed = Path(made) / "shots.json"
        listed.write_text(json.dumps(list(shots(sites))), encoding="utf-8")
        subprocess.run(["node", str(SHOTS), browser, str(listed)], check=True)
    (FOLDER / "README.md").write_text(gallery(), encoding="utf-8")
    sizes = {file.name: file.stat().st_size for file in FOLDER.glob("*.jpg")}
    print(f"{len(sizes)} pictures, {sum(sizes.values())} bytes")
    large = [name for name, size in sizes.items() if size > LARGEST]
    return 1 if large or sum(sizes.values()) > ALL else 0


def site(name: str, folder: Path) -> Path:
    """The pages of the sample edition, of a document of the tests, or of those as one book."""
    place = folder / name
    if name == "harbour-mill":
        command = [str(Path(sys.executable).with_name("edition")), "build", "-q"]
        wanted = ["--format", "html", "-o", str(place), str(SAMPLE)]
        subprocess.run([*command, *wanted], check=True, stdout=subprocess.DEVNULL)
        return place / "html"
    file = folder / "book.xml" if name == "book" else DOCUMENTS / f"{name}.xml"
    if name == "book":
        file.write_text(book(), encoding="utf-8")
    data, tree = read_tei(file)
    installed()["html"].write(
        tree, place, {"name": name, "base": file.parent, "data": data, "web": Web()}
    )
    return place / "html"


def book() -> str:
    """A text of several chapters with notes, long enough to have pages of its own."""
    sentences = (
        "The keeper of the sluice had never asked what the water wanted.",
        "It came in twice a day, stood a while against the boards, and went out again with less "
        "noise than it had made in coming.",
        "His father had kept a book of the heights, in pencil, and he went on with it in ink.",
        "Nobody read it, and nobody told him to stop.",
        "When the engineer came to measure the yard, he asked for the book at once.",
        "They sat over it until the lamp was low, and neither of them spoke of the new quay.",
    )
    chapters = []
    for at, title in enumerate(("The Sluice", "The Engineer", "The Vote", "The Book"), 1):
        paragraphs = []
        for number in range(1, 61):
            turned = sentences[number % 6 :] + sentences[: number % 6]
            note = f"<note>Heights of {1860 + number}, folio {number}.</note>"
            words = " ".join(turned[: 3 + number % 4])
            paragraphs.append(f"<p>{words}{note if number % 3 == 1 else ''}</p>")
        head = f"<head>{at}. {title}</head>"
        chapters.append(f"<div type='chapter'>{head}{''.join(paragraphs)}</div>")
    header = (
        "<teiHeader><fileDesc><titleStmt><title>The Book of Heights</title>"
        "<author>Edith Marlow</author></titleStmt><publicationStmt><publisher>tei-edition"
        "</publisher><date when='2026'>2026</date></publicationStmt><sourceDesc><p>Written for "
        "these pictures.</p></sourceDesc></fileDesc></teiHeader>"
    )
    text = f"<text><body>{''.join(chapters)}</body></text>"
    return f"<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'>{header}{text}</TEI>"


def shots(sites: dict[str, Path]) -> Iterator[dict[str, object]]:
    """What shots.mjs is to take."""
    for page in PAGES:
        for size in page.sizes:
            place = sites[page.site] / page.file
            do = "" if size == "print" else page.do
            to = str(FOLDER / f"{page.name}-{size}.jpg")
            yield {"page": str(place), "to": to, "do": do, **SIZES[size]}


def gallery() -> str:
    """The Markdown that shows all pictures."""
    parts = [
        "# The web edition in pictures\n\nMade by `python docs/make_screenshots.py` from the "
        "sample edition and the small documents of the tests. How it compares with other makers "
        "of web editions stands in [bench.md](bench.md).\n"
    ]
    for page in PAGES:
        shown = "\n".join(
            f'<img src="{page.name}-{size}.jpg" alt="{page.title}: {size}" '
            f'height="{320 if size != "phone" else 420}">'
            for size in page.sizes
        )
        parts.append(f"## {page.title}\n\n{shown}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
