"""The look of a web edition: `[web]` of edition.toml, checked, and the style sheet made of it.

Only values that were understood go into the style sheet: colours as red, green and blue, lengths
as numbers, families by a plain name.  Contrasts follow WCAG 2.2, 1.4.3: 4.5 : 1 for text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edition.web.hosting import HOSTS
from tei.diagnostics import Problem, declare

declare(
    "colour-faint",
    "error",
    "The setting {setting} = {colour} stands out from {ground} by {ratio}:1 only; text needs "
    "4.5:1. Take a {cure} colour.",
    "Words in a colour too near to the paper's cannot be read by everyone. The contrast is "
    "computed from the two colours, as WCAG does.",
    failing='accent = "#ffcc88", on white paper',
    passing='accent = "#7a2e1d"',
    source="Web Content Accessibility Guidelines (WCAG) 2.2, 1.4.3",
)
declare(
    "logo-missing",
    "error",
    "There is no picture {logo} in the project. Put the logo (.svg, .png, .jpg, "
    ".webp) there, or take the setting away.",
    "The logo is copied beside the pages; it is a file of the project's own folder.",
    failing='logo = "logo.svg", and no such file',
    passing='logo = "pictures/logo.svg"',
)

Colour = tuple[int, int, int]
PAPER, INK, NIGHT, MOON = "#fdfcf9", "#1f1c18", "#191714", "#e6e0d6"
ENOUGH = 4.5
SERIF = (
    '"Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", "Libertinus Serif", '
    '"Source Serif 4", "Noto Serif", Georgia, serif'
)
SANS = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif'
STACKS = {"serif": SERIF, "sans": SANS}
REM_PER_CHARACTER = 0.43  # of running text, the mean of two serif faces in a browser
PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")


@dataclass(frozen=True, slots=True)
class Web:
    """What `[web]` says.

    url:         where the edition will be on the web; "" where that is not known
    theme:       "auto" (as the reader's system), "light" or "dark"
    accent:      colour of links by day, and accent_dark by night; "" for ours
    paper, ink:  colours of page and text by day; "" for ours
    font:        "serif", "sans" or the name of a family that is installed for web pages
    width:       of the text, in characters a line (45 to 75); 0 for ours
    logo:        a picture's path, relative to the project
    intro, footer: words for the first page and for the foot of every page
    source:      whether pages show their TEI on a page beside them
    viewer:      whether pictures of pages open in OpenSeadragon
    words:       whether there is a page of telling words in context
    search:      "page" (the search page looks through the text) or "pagefind" (as an extra)
    api:         whether the pages have a static API beside them (edition/web/dts.py)
    hosts:       hosts whose own files are written beside the pages (edition/web/hosting.py)
    """

    url: str = ""
    theme: str = "auto"
    accent: str = ""
    accent_dark: str = ""
    paper: str = ""
    ink: str = ""
    font: str = "serif"
    width: int = 0
    logo: str = ""
    intro: str = ""
    footer: str = ""
    source: bool = True
    viewer: bool = False
    words: bool = True
    search: str = "page"
    api: bool = True
    hosts: tuple[str, ...] = ()


NO_WEB = Web()


def read(table: Mapping[str, Any], path: Path) -> Web:
    """`[web]` of the edition.toml at `path`.  Raises Problem, naming the setting at fault."""
    values = {name.replace("-", "_"): value for name, value in table.items()}
    values = {name: value for name, value in values.items() if name in Web.__dataclass_fields__}
    for name, value in values.items():
        wanted = _fault(name, value)
        if wanted:
            setting = name.replace("_", "-")
            raise Problem("setting-invalid", str(path), setting=setting, wanted=wanted)
    web = Web(**values | {"hosts": tuple(values.get("hosts", ()))})
    _contrasts(web, path)
    if web.logo and logo(web, path.parent) is None:
        raise Problem("logo-missing", str(path), logo=web.logo)
    return web


def _fault(name: str, value: object) -> str:
    """What the setting wants instead of the value; "" where it is right."""
    if name == "hosts":
        right = isinstance(value, list | tuple) and all(host in HOSTS for host in value)
        return "" if right else f"a list of some of {', '.join(HOSTS)}"
    if name in ("source", "viewer", "words", "api"):
        return "" if isinstance(value, bool) else "true or false"
    if name == "width":
        right = type(value) is int and (45 <= value <= 75 or value == 0)
        return "" if right else "a number of characters from 45 to 75"
    wanted, pattern = _TEXTS.get(name, ("one text in quotes", r"[\s\S]*"))
    return "" if isinstance(value, str) and re.fullmatch(pattern, value) else wanted


_HEX = r"(#([0-9a-fA-F]{3}){1,2})?"
_COLOUR = ('a colour like "#7a2e1d"', _HEX)
_TEXTS = {
    "search": ('"page" or "pagefind"', "page|pagefind"),
    "theme": ('"auto", "light" or "dark"', "auto|light|dark"),
    "url": ('an address like "https://example.org/mill/"', r"(https?://[^\s\"'<>\\]+)?"),
    "accent": _COLOUR,
    "accent_dark": _COLOUR,
    "paper": _COLOUR,
    "ink": _COLOUR,
    "font": ('"serif", "sans" or the name of a family', r"[A-Za-z0-9][A-Za-z0-9 -]{0,40}"),
    "logo": ("the path of a picture in the project", r"([\w. -]+/)*[\w. -]+"),
}


def _contrasts(web: Web, path: Path) -> None:
    paper = web.paper or PAPER
    pairs = [("ink", web.ink or (web.paper and INK), paper), ("accent", web.accent, paper),
             ("accent-dark", web.accent_dark, NIGHT)]  # fmt: skip
    if web.paper and not web.accent:
        pairs.append(("accent", "#7a2e1d", paper))
    for setting, written, ground in pairs:
        if written and (ratio := contrast(rgb(written), rgb(ground))) < ENOUGH:
            cure = "darker" if _luminance(rgb(ground)) > 0.18 else "lighter"
            raise Problem("colour-faint", str(path), setting=setting, colour=written,
                          ground=ground, ratio=f"{ratio:.1f}", cure=cure)  # fmt: skip


def logo(web: Web, root: Path) -> Path | None:
    """The logo's file, where it is a picture inside the project."""
    file = (root / web.logo).resolve()
    inside = bool(web.logo) and file.is_relative_to(root.resolve())
    return file if inside and file.suffix.lower() in PICTURES and file.is_file() else None


def rgb(written: str) -> Colour:
    """A colour like #7a2e1d or #732 as three numbers from 0 to 255."""
    digits = written.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _luminance(colour: Colour) -> float:
    """Relative luminance (WCAG 2.2, definitions)."""
    linear = [
        part / 12.92 if (part := byte / 255) <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for byte in colour
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definitions)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """A colour between two, `share` (0 to 1) of the way from one to the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def readable(colour: Colour, ground: Colour, towards: Colour) -> Colour:
    """The colour, moved towards another until it can be read on the ground."""
    steps = (mixed(colour, towards, step / 20) for step in range(21))
    return next((made for made in steps if contrast(made, ground) >= ENOUGH + 0.1), towards)


def style_sheet(web: Web, faces: str = "", family: str = "") -> str:
    """theme.css: what differs from style.css, and no more; "" where nothing does.

    faces:  rules @font-face; family: the name that they give
    """
    rules = "".join(_rules(web, family))
    return (
        f"/* The project's look, made from [web] of edition.toml. */\n{faces}{rules}"
        if (rules or faces)
        else ""
    )


def _rules(web: Web, family: str) -> Iterator[str]:
    common = {}
    if family:
        common["serif"] = f'"{family}", {SERIF}'
    elif web.font in STACKS and web.font != "serif":
        common["serif"] = STACKS[web.font]
    if web.width:
        common["measure"] = f"{web.width * REM_PER_CHARACTER:.2f}rem"
    if common:
        yield f":root {{ {_declared(common)} }}\n"
    day, night = _day(web), _night(web)
    if day or night:
        dark = r"html.dark, html:has(#theme\:dark:checked)"
        yield (
            "@media screen {\n"
            f":root {{ {_declared(day)} }}\n"
            f"@media (prefers-color-scheme: dark) {{ html:not(.light) {{ {_declared(night)} }} }}\n"
            f"{dark} {{ {_declared(night)} }}\n"
            rf"html:has(#theme\:light:checked) {{ {_declared(day)} }}"
            "\n}\n"
        )


def _declared(values: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in values.items())


def _day(web: Web) -> dict[str, str]:
    """The custom properties of a light page."""
    made = {"link": _hex(rgb(web.accent))} if web.accent else {}
    if web.paper or web.ink:
        paper, ink = rgb(web.paper or PAPER), rgb(web.ink or INK)
        soft = readable(mixed(ink, paper, 0.32), mixed(ink, paper, 0.95), ink)
        shares = {"faint": 0.55, "line": 0.83, "tint": 0.95}
        made |= {"paper": _hex(paper), "ink": _hex(ink), "soft": _hex(soft)}
        made |= {name: _hex(mixed(ink, paper, share)) for name, share in shares.items()}
    return made


def _night(web: Web) -> dict[str, str]:
    """The custom properties of a dark page; ours, but for the accent and what day changed."""
    made = {}
    if web.paper or web.ink:
        made = {"paper": NIGHT, "ink": MOON, "soft": "#b0a799", "faint": "#958c7e",
                "line": "#3b362f", "tint": "#221f1b"}  # fmt: skip
    if web.accent or web.accent_dark:
        accent = rgb(web.accent_dark or web.accent)
        made["link"] = _hex(readable(accent, rgb("#221f1b"), (255, 255, 255)))
    elif made:
        made["link"] = "#e3a18d"
    return made


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
