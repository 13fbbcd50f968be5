"""The commands. What a command does is done elsewhere.

`site` builds, shows and checks; `adding` brings in sources; `content` makes and asks for what
people write; `annotating` is for other programs. Imports of the stages stand inside the commands:
spaCy and MkDocs take a second.
"""

from __future__ import annotations

from pathlib import Path

import click

from onrecord import __version__
from onrecord.cli import adding, annotating, content, site
from onrecord.cli.shared import EPILOG
from onrecord.console.endings import Commands
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
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder of the project.  [default: the current one]",
)
@loudness_options
@click.version_option(__version__)
@click.pass_context
def main(ctx: click.Context, folder: Path) -> None:
    """Turn a folder of source articles into a published, annotated briefing.

    Without a command: build.
    """
    set_colours(ctx)
    ctx.obj = folder.resolve()
    if ctx.invoked_subcommand is None:
        ctx.invoke(site.build)


for _command in (
    site.build,
    site.serve,
    site.check,
    content.init,
    adding.add,
    adding.new,
    content.review,
    annotating.annotate,
    annotating.cache,
):
    main.add_command(_command)


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
