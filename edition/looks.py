"""The files that `[web]` puts beside the pages: theme.css, fonts with their licence, the logo."""

from __future__ import annotations

from pathlib import Path

from edition import fonts, theme
from edition.theme import Web


def files(web: Web, root: Path, characters: set[str]) -> dict[str, bytes]:
    """Files by relative path; none where nothing is set.

    root: the project's folder; characters: those that the pages show
    Raises Problem: a font that is not here, without licence, or without the tools to cut it.
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
