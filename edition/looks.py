"""The files that `[web]` puts beside the pages: theme.css, fonts with their licence, the logo."""

from __future__ import annotations

from pathlib import Path

from edition import fonts, theme
from edition.theme import Web
from tei.diagnostics import Problem, declare

declare(
    "viewer-missing",
    "error",
    "edition.toml asks for viewer = true, and OpenSeadragon is not in {folder}. Run npm install "
    "openseadragon in the project's folder, or take the setting away.",
    "Pages ask no other host for anything, so the viewer has to lie beside them. It is a package "
    "of npm; nothing is fetched while building.",
    failing="viewer = true, without node_modules/openseadragon",
    passing="viewer = true after npm install openseadragon",
)

VIEWER = "node_modules/openseadragon"


def files(web: Web, root: Path, characters: set[str]) -> dict[str, bytes]:
    """Files by relative path; none where nothing is set.

    root: the project's folder; characters: those that the pages show
    Raises Problem: a font that is not here, without licence, or without the tools to cut it; a
    viewer that is not here
    """
    made = fonts.Fonts({}, "")
    family = "" if web.font in theme.STACKS else web.font.strip()
    if family:
        made = fonts.gather(family, characters, root)
    style = theme.style_sheet(web, made.faces, family)
    found = dict(made.files)
    if style:
        found["theme.css"] = style.encode()
    picture = theme.logo(web, root)
    if picture is not None:
        found[f"logo{picture.suffix.lower()}"] = picture.read_bytes()
    return found | (_viewer(root) if web.viewer else {})


def _viewer(root: Path) -> dict[str, bytes]:
    """OpenSeadragon and its licence, from the project's packages of npm."""
    folder = root / VIEWER
    script = folder / "build" / "openseadragon" / "openseadragon.min.js"
    if not script.is_file():
        raise Problem("viewer-missing", str(root / "edition.toml"), folder=str(folder))
    found = {"openseadragon.js": script.read_bytes()}
    for licence in sorted(folder.glob("LICENSE*"))[:1]:
        found["openseadragon-licence.txt"] = licence.read_bytes()
    return found


def parameters(web: Web, root: Path) -> dict[str, str | bool]:
    """What the stylesheets are told: the names of these files, and the words of `[web]`."""
    picture = theme.logo(web, root)
    styled = web.font not in theme.STACKS or bool(theme.style_sheet(web))
    return {
        "theme-css": "theme.css" if styled else "",
        "logo": f"logo{picture.suffix.lower()}" if picture is not None else "",
        "theme": web.theme,
        "intro": web.intro,
        "footer": web.footer,
        "show-source": web.source,
        "viewer": web.viewer,
    }
