"""`edition new`: a project folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from edition.output import write_whole
from edition.project import FILE
from edition.scaffold import files
from tei import source
from tei.diagnostics import Problem, declare

declare(
    "project-exists",
    "error",
    "There is something already. Choose another name, or empty the folder.",
    "A new project never overwrites files.",
    failing="edition new letters, where letters/ has files",
    passing="edition new letters-2",
)


@click.command("new")
@click.argument("name", metavar="NAME", type=click.Path(path_type=Path))
@click.argument("text", metavar="[TEXT]", required=False, type=click.Path(path_type=Path))
@click.option("--title", help="The edition's title; else what the text's title block says.")
def command(name: Path, text: Path | None, title: str | None) -> None:
    """Make a project folder with settings to fill in.

    It holds a commented edition.toml, a folder for texts, a README and a .gitignore.

    \b
    edition new letters
    edition new speech ~/texts/speech.txt
    cd speech && edition build

    TEXT, if given, is copied into sources/.
    """
    if name.exists() and (not name.is_dir() or any(name.iterdir())):
        raise Problem("project-exists", str(name))
    if text is not None:
        source.read(text, replace_invalid=True)  # refuse what is no text before anything is made
    (name / "sources").mkdir(parents=True, exist_ok=True)
    for path, content in files(name.name, title or "").items():
        write_whole(name / path, content.encode())
    if text is not None:
        shutil.copyfile(text, name / "sources" / text.name)
    click.echo(f"Made {name}/ with {FILE}. Next:\n  cd {name}", err=True)
    click.echo(
        "  edition build" if text else "  put texts into sources/, then: edition build", err=True
    )
