"""The commands `add` and `new`: sources into a briefing, with a look at them before."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from onrecord.console.endings import CONTENT, EPILOG
from onrecord.console.words import QUIET, count, loudness, loudness_options, say, show
from onrecord.invoked import command_line

if TYPE_CHECKING:
    from onrecord.intake.adding import Wish
    from onrecord.intake.incoming import Incoming

# What fetches and reads is imported inside: no other command needs it.

C = TypeVar("C", bound=Callable[..., object])
_FACTS = ("title", "published", "author", "publisher", "url")
_LONGEST = 100  # characters of a fact that are shown


def _options(command: C) -> C:
    """What both commands are told."""
    for option in (
        click.option("-y", "--yes", is_flag=True, help="Do not ask before adding."),
        click.option("-k", "--keep-going", is_flag=True, help="Leave out what cannot be had."),
        click.option(
            "--private", is_flag=True, help="Fetch from this machine and its network too."
        ),
        click.option(
            "-n",
            "--newest",
            default=5,
            type=click.IntRange(1, 100),
            show_default=True,
            help="Articles of a feed.",
        ),
        click.argument("what", nargs=-1, required=True, metavar="WHAT..."),
        click.argument("slug"),
    ):
        command = option(command)
    return command


@click.command(epilog=EPILOG)
@_options
@loudness_options
@click.pass_obj
def add(root: Path, /, slug: str, what: tuple[str, ...], **options: bool | int) -> None:
    """Add sources to the briefing SLUG, which is made if there is none.

    WHAT are files, folders and patterns (.txt, .md, .html; .pdf and .docx where their extras are
    installed), addresses of pages, and feeds (RSS, Atom), of which the newest articles are taken.

    What each one says of itself is shown, and on a terminal asked for. All of it is added, or
    nothing. Originals are kept, with their digests in briefing.md.

    \b
    onrecord add port-strike ~/Downloads/*.html report.pdf
    onrecord add port-strike https://gazette.example/cranes
    onrecord add port-strike https://ledger.example/feed.xml --newest 3
    """
    _add(root, slug, what, fresh=False, options=options)


@click.command(epilog=EPILOG)
@_options
@loudness_options
@click.pass_obj
def new(root: Path, /, slug: str, what: tuple[str, ...], **options: bool | int) -> None:
    """Make a new briefing from sources: as `add`, but there must be none of this name.

    SLUG is the briefing's address: small letters, digits and hyphens.
    """
    _add(root, slug, what, fresh=True, options=options)


def _add(
    root: Path, slug: str, what: tuple[str, ...], fresh: bool, options: dict[str, bool | int]
) -> None:
    from onrecord.intake.adding import Wish, plan
    from onrecord.intake.briefing import put
    from onrecord.intake.fetch import Fetcher
    from onrecord.intake.network import Network, is_any, is_public
    from onrecord.publish import locked

    wish = Wish(slug, what, fresh, int(options["newest"]), bool(options["keep_going"]))
    network = Network(is_any if options["private"] else is_public)
    today = dt.datetime.now(dt.UTC).date()
    found = plan(root, wish, Fetcher(network), today, _tell)
    show(found.problems)
    if not found.good:
        _say_nothing_was_done(wish, all(p.warning for p in found.problems))
    asks = _is_terminal() and not options["yes"]
    for line in _lines(found.sources):
        _tell(line, always=asks)
    if asks and not click.confirm(f"add to briefings/{slug}?", default=True, err=True):
        say("nothing was added")
        raise click.exceptions.Exit(0)
    with locked(root):
        made = put(root, slug, found.sources)
    if not isinstance(made, Path):
        show([made])
        raise click.exceptions.Exit(CONTENT)
    _say_done(root, made, found.sources, fresh)


def _tell(line: str, always: bool = False) -> None:
    """What is going on, beside the results; nothing with -q, unless a question is about it."""
    if always or loudness() > QUIET:
        click.echo(line, err=True)


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _say_nothing_was_done(wish: Wish, known: bool) -> None:
    """Nothing is left to add (`known`), or something is wrong."""
    if known and not wish.fresh and not wish.keep_going:
        say("nothing to add")
        raise click.exceptions.Exit(0)
    hint = "" if wish.keep_going or len(wish.names) < 2 else "; --keep-going leaves out what is bad"
    click.echo(f"nothing was added{hint}", err=True)
    raise click.exceptions.Exit(CONTENT)


def _lines(sources: tuple[Incoming, ...]) -> Iterator[str]:
    """What each source says of itself."""
    from onrecord.model import harmless

    for source in sources:
        yield harmless(source.name)
        for key in _FACTS:
            said = getattr(source.facts, key)
            words = " ".join(str(said).split()) if said else "-"
            yield f"  {key:10} {harmless(words[:_LONGEST])}"
        yield f"  {'words':10} {len(source.draft.text.split())}"


def _say_done(root: Path, made: Path, sources: tuple[Incoming, ...], fresh: bool) -> None:
    folder = made.relative_to(root).as_posix()
    verb = f"made {folder}" if fresh else f"added {count(len(sources), 'source')} to {folder}"
    say(f"{verb}: fill in what you know in its briefing.md, then run")
    say(f"    {command_line(root)}")
