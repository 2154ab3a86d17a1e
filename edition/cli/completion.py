"""`edition completion`: completion for the shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from edition.cli import edition

PLACES = {
    "bash": "edition completion bash > ~/.local/share/bash-completion/completions/edition",
    "zsh": 'edition completion zsh > "${fpath[1]}/_edition"',
    "fish": "edition completion fish > ~/.config/fish/completions/edition.fish",
}


@click.command("completion")
@click.argument("shell", type=click.Choice(sorted(PLACES)))
def command(shell: str) -> None:
    """Print the completion script for a shell.

    \b
    edition completion bash > ~/.local/share/bash-completion/completions/edition
    edition completion zsh > "${fpath[1]}/_edition"
    edition completion fish > ~/.config/fish/completions/edition.fish
    """
    found = get_completion_class(shell)
    assert found is not None  # the choice above names click's own shells
    click.echo(found(edition, {}, "edition", "_EDITION_COMPLETE").source())
