"""The commands. What a command does is done elsewhere.

`site` builds, shows and checks; `adding` brings in sources; `content` makes and asks for what
people write; `annotating` is for other programs. Imports of the stages stand inside the commands:
spaCy and MkDocs take a second.
"""

from __future__ import annotations

from typing import cast

import click

from onrecord import __version__
from onrecord.console.endings import EPILOG, Commands
from onrecord.console.words import loudness_options, set_colours


@click.group(
    cls=Commands,
    invoke_without_command=True,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "-C",
    "--project",
    "folder",
    default=".",
    type=click.Path(exists=True, file_okay=False),
    help="The folder of the project.  [default: the current one]",
)
@loudness_options
@click.version_option(__version__)
@click.pass_context
def main(ctx: click.Context, folder: str) -> None:
    """Turn a folder of source articles into a published, annotated briefing.

    Without a command: build.
    """
    set_colours(ctx)
    from pathlib import Path

    ctx.obj = Path(folder).resolve()
    if ctx.invoked_subcommand is None:
        ctx.invoke(cast(click.Command, main.get_command(ctx, "build")))


main.later = {
    name: (f"onrecord.cli.{module}", says)
    for module, name, says in (
        ("site", "build", "Build briefings/ into site/."),
        ("site", "serve", "Build, show the site here, build again at every change."),
        ("site", "check", "Say what is wrong, with file, line and what to do."),
        ("content", "init", "Make a project."),
        ("adding", "add", "Add sources to a briefing: files, addresses, feeds."),
        ("adding", "new", "Make a briefing from sources."),
        ("content", "review", "Ask what only a person can know."),
        ("annotating", "annotate", "Read articles, write their annotations."),
        ("annotating", "cache", "Look after a folder of annotations that is shared."),
    )
}


@main.command("help", hidden=True)
@click.argument("name", metavar="[COMMAND]", default="")
@click.pass_context
def help_(ctx: click.Context, name: str) -> None:
    """Show the help of a command."""
    above = ctx.find_root()
    command = main.get_command(above, name) if name else main
    if command is None:
        raise click.UsageError(f"no such command: {name!r}", above)
    context = above if command is main else click.Context(command, info_name=name, parent=above)
    click.echo(command.get_help(context))
