"""The commands for other programs and machines: annotations, and the folders that keep them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from onrecord.cli.shared import (
    cache_option,
    cluster_option,
    content_of,
    executor_of,
    jobs_option,
    project_of,
    shared_folder,
)
from onrecord.console.endings import EPILOG, EnvironmentFailure, Shard, UsageFailure
from onrecord.console.words import VERBOSE, count, loudness, loudness_options, say, show

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.annotate.cache import Cache, Kept
    from onrecord.annotate.corpus import Means
    from onrecord.console.watch import Watch
    from onrecord.model import Article, Known

_MB = 1_000_000  # bytes


@click.command(epilog=EPILOG)
@click.argument(
    "files",
    nargs=-1,
    type=click.Path(allow_dash=True, exists=True),
    metavar="[-|FILE|FOLDER]...",
)
@jobs_option
@cluster_option
@cache_option
@click.option(
    "--shard",
    type=Shard(),
    metavar="I/N",
    help="Only fill the cache, with the articles of one of N parts; without FILES those of the "
    "project.",
)
@loudness_options
@click.pass_obj
def annotate(
    root: Path,
    files: tuple[str, ...],
    jobs: int,
    address: str | None,
    cache: str | None,
    shard: tuple[int, int] | None,
) -> None:
    """Read articles, write their annotations as JSON Lines.

    A FILE is JSON Lines, or a source (.txt, .md, .html), whose own facts are written too; a FOLDER
    has sources in it.

    \b
    {"id": "a", "text": "…"}      and, if known, "published": "2020-06-04", "title": "…", "url": "…"

    All articles of one call are one corpus. - is standard input. Offsets count Unicode code points.
    The fields of a written line are described in docs/data.md under "Annotations". A line that is
    no article ends the command before anything is written; all such lines are named.
    """
    from onrecord.console.watch import Watch

    if shard and not cache:
        raise UsageFailure("--shard fills a shared folder: name it with --cache DIR")
    folder = shared_folder(cache) if cache else None
    with Watch() as watch, ExitStack() as stack:
        watch.stage("starting")
        articles, known = _articles(root, files, shard is not None, watch)
        means, kept = _means(root, jobs, address, folder, known, stack, watch)
        if shard and kept:
            _fill(articles, known, shard, means, kept, watch)
            return
        lines = _lines(articles, means, kept, watch)
    for line in lines:
        sys.stdout.buffer.write(line)


def _articles(
    root: Path, files: tuple[str, ...], of_project: bool, watch: Watch
) -> tuple[Sequence[Article], Sequence[Known]]:
    """What is to be annotated, and the names that editors have written down for it."""
    watch.stage("reading")
    if of_project and not files:
        from onrecord.annotate.pipeline import known_names

        content = content_of(project_of(root))
        return content.articles, known_names(content.decisions)

    from onrecord.read.articles import BadLinesError, read_articles

    try:
        articles, warnings = read_articles(files or ("-",), sys.stdin.buffer)
    except BadLinesError as error:
        raise UsageFailure(str(error)) from error
    show(warnings)
    return articles, ()


def _means(
    root: Path,
    jobs: int,
    address: str | None,
    folder: Path | None,
    known: Sequence[Known],
    stack: ExitStack,
    watch: Watch,
) -> tuple[Means, Cache | None]:
    """By what to annotate, and where to keep it."""
    from onrecord.annotate.cache import Cache
    from onrecord.annotate.corpus import Means
    from onrecord.read.settings import PATIENCE
    from onrecord.weights import find_model

    watch.stage("starting")
    name = _model(root)
    model = find_model(name)
    executor = stack.enter_context(executor_of(address, jobs, name))
    cache = Cache(folder, model, known, shared=True) if folder else None
    return Means(model, PATIENCE, jobs, executor), cache


def _fill(
    articles: Sequence[Article],
    known: Sequence[Known],
    shard: tuple[int, int],
    means: Means,
    cache: Cache,
    watch: Watch,
) -> None:
    """Annotate what the cache does not have of a shard. It is no use where it cannot be kept."""
    from onrecord.annotate.corpus import annotated, in_shard

    mine = [a for a in articles if in_shard(a, *shard)]
    new = 0
    for _, _, now in annotated(mine, means, watch, known, cache):
        new += now
        if cache.failure:
            why = cache.failure.strerror or str(cache.failure)
            raise EnvironmentFailure(f"{cache.folder}: annotations cannot be kept here: {why}")
    watch.stage("")
    say(
        f"shard {shard[0]}/{shard[1]}: {len(mine)} of {count(len(articles), 'article')}, "
        f"of which {new} annotated now, in {cache.folder}"
    )


def _lines(
    articles: Sequence[Article], means: Means, cache: Cache | None, watch: Watch
) -> list[bytes]:
    import json

    from onrecord.annotate.corpus import dated, in_order, not_kept
    from onrecord.interchange import annotations_json, facts_json
    from onrecord.model import Content
    from onrecord.resolve import resolve

    found, _ = in_order(articles, means, watch, cache=cache)
    show(not_kept(cache))
    watch.stage("telling who is who")
    cast = resolve(articles, found)
    watch.stage("writing")
    lines = []
    sources = dated(Content((), tuple(articles), ()), found).articles
    for article, one in zip(sources, found, strict=True):
        facts = facts_json(article) if article.file else {}
        line = json.dumps(annotations_json(article, one, cast) | facts, ensure_ascii=False)
        lines.append(f"{line}\n".encode())
    return lines


def _model(root: Path) -> str:
    """The model that mkdocs.yml names; `annotate` works outside of a project too."""
    from onrecord.read.settings import FILES
    from onrecord.weights import PINNED

    return project_of(root).model if any((root / name).exists() for name in FILES) else PINNED


@click.command(epilog=EPILOG)
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False))
@click.option(
    "--key", is_flag=True, help="Say in one word what must match to use what others have found."
)
@click.option(
    "--days",
    type=click.FloatRange(min=0),
    metavar="N",
    help="Delete what nobody has asked for in N days.",
)
@click.option(
    "--megabytes",
    type=click.FloatRange(min=0),
    metavar="N",
    help="Then delete what was asked for longest ago, until the rest takes no more than N MB.",
)
@loudness_options
@click.pass_obj
def cache(
    root: Path, folder: str | None, key: bool, days: float | None, megabytes: float | None
) -> None:
    """Say what is kept in FOLDER, a cache of annotations (annotate --cache, build --cache), and
    keep it small.

    No build and no annotate deletes anything in a shared folder; this does. Nothing is deleted but
    what it is told to, and no file that is not a cache's.

    \b
    onrecord cache --key            the key of a cache in CI; with -v all that is in it
    onrecord cache DIR --days 90 --megabytes 2000
    """
    if key:
        _say_key(root)
    elif folder is None:
        raise UsageFailure("name the folder, or ask for its --key")
    else:
        from pathlib import Path

        from onrecord.annotate.cache import files, trim

        size = None if megabytes is None else int(megabytes * _MB)
        gone = [] if days is None and size is None else trim(Path(folder), days, size)
        if gone:
            say(f"deleted {_sum(gone)}")
        say(f"{folder}: {_sum(files(Path(folder)))}")


def _say_key(root: Path) -> None:
    from onrecord.annotate.cache import key_of
    from onrecord.annotate.sameness import what_must_match
    from onrecord.weights import find_model

    model = find_model(_model(root))
    click.echo(key_of(model)[:32])
    if loudness() == VERBOSE:
        for name, said in what_must_match(model).items():
            click.echo(f"{name}: {said}", err=True)


def _sum(kept: Iterator[Kept] | Sequence[Kept]) -> str:
    files = list(kept)
    size = sum(file.size for file in files) / _MB
    return f"annotations of {count(len(files), 'article')}, {size:.1f} MB"
