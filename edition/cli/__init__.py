"""The command line: one file per command, loaded when asked.

Data goes to standard output, everything else to standard error.  Exit codes: 0 ok,
1 the document has problems, 2 the command could not run.
"""

from __future__ import annotations

import errno
import os
import pkgutil
import sys
import traceback
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from tei.diagnostics import Problem, TextLostError
from tei.version import tool_version

ORDER = ("new", "encode", "validate", "build")
FULL = (errno.ENOSPC, errno.EDQUOT)
NOT_OURS = 2
DEBUG = "EDITION_DEBUG"


class Commands(click.Group):
    """The commands of a folder: each module offers a click command named `command`.

    A command whose name Python keeps for itself has an underscore after it: `from_.py`.
    """

    package: str = __name__
    folder: Iterable[str] = __path__
    order: tuple[str, ...] = ORDER

    def modules(self) -> dict[str, str]:
        """The names of all commands, and the modules that offer them."""
        names = (module.name for module in pkgutil.iter_modules(self.folder))
        return {name.rstrip("_"): name for name in names if not name.startswith("_")}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the work."""
        there = self.modules()
        first = [name for name in self.order if name in there]
        return first + sorted(set(there).difference(first))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command; None where there is none of that name."""
        module = self.modules().get(cmd_name)
        if module is None:
            return None
        command = import_module(f"{self.package}.{module}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with one line each."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, command.get_short_help_str(limit=70)))
        if not rows:
            return
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    """Tell the version: looked up only now, for the look-up takes longer than many a command."""
    if asked and not context.resilient_parsing:
        click.echo(f"edition, version {tool_version()}")
        context.exit()


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
    epilog="Help on one command: edition COMMAND --help. "
    "Completion for your shell: edition completion --help.",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
              help="Show the version and stop.")  # fmt: skip
def edition() -> None:
    """From a plain text to a published, archived TEI edition.

    \b
    text → annotations → TEI → validation → transforms → editions → archive

    \b
    edition build letter.txt        a TEI file, a web edition and a PDF, in build/
    edition encode letter.txt       only the TEI, on standard output
    edition validate letter.xml     what is wrong with a TEI file, in words
    edition new letters letter.txt  a project folder with settings to edit
    """


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code; no traceback for bad input."""
    try:
        result: Any = edition.main(arguments, prog_name="edition", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return NOT_OURS
    except click.Abort:
        click.echo("Stopped.", err=True)
        return NOT_OURS
    except Problem as problem:
        click.echo(f"edition: {problem}", err=True)
        return problem.rule.exit_code
    except TextLostError as lost:
        click.echo(f"edition: {lost}", err=True)
        return NOT_OURS
    except BrokenPipeError:
        sys.stderr.close()  # nobody reads on: no message of the interpreter either
        return 0
    except Exception as fault:
        if os.environ.get(DEBUG):
            raise
        click.echo(f"edition: {told(fault)}", err=True)
        return NOT_OURS


def told(fault: Exception) -> str:
    """A fault of the toolkit in one paragraph: what, where, and how to report it."""
    if isinstance(fault, OSError) and fault.errno in FULL:
        return f"There is no room left to write to ({fault.strerror}). Make room and run it again."
    frames = traceback.extract_tb(fault.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return (
        f"This is a fault of the toolkit, not of your text: {type(fault).__name__}: {fault} "
        f"({place}). Nothing was written. Please report it; with {DEBUG}=1 in the environment "
        "the whole trace is printed."
    )


def main() -> None:
    """The `edition` command."""
    sys.exit(run())
