"""The docs_dir: pieces → files, which MkDocs reads; what is the same already is not touched."""

from __future__ import annotations

import os
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from onrecord.kept import Bundle, Doc, Kept, Piece, bundled
from onrecord.publish.carried import facts_of
from onrecord.publish.swap import MARK, is_ours
from onrecord.render.verbatim import MARKER
from onrecord.shares import in_shares

PAYS = 200  # files that were made: a build that makes so many has as many more to share
_RUN = 32  # bundles that one process makes together: neighbours are made of the same pages


class PublishError(OSError):
    """The environment does not allow the site to be written. The message says why."""


def write_pages(
    pages: Mapping[str, str] | Iterable[Piece | Bundle],
    docs: Path,
    kept: Kept | None = None,
    jobs: int = 1,
    alone: Iterable[Piece | Bundle] = (),
) -> frozenset[str]:
    """Make a folder hold exactly these files, each made when its turn comes, and give the paths of
    those that are not as they were `kept`. What is the same already is not touched. Where many are
    to be made, `jobs` processes share them; those that are `alone` hang together, and are made by
    this one, one after the other. Raises PublishError for a folder that is not ours, or
    that a link leads to.
    """
    kept = Kept() if kept is None else kept
    _take(docs)
    before = kept.docs
    kept.docs = _written(bundled(pages), bundled(alone), docs, before, jobs)
    for some in (pages, alone):
        if isinstance(some, Generator):
            some.close()  # and all that they were made of is let go
    _clear(docs, kept.docs)
    return frozenset(
        path
        for path, doc in kept.docs.items()
        if path not in before or before[path].said != doc.said
    )


def _written(
    bundles: Iterator[Bundle],
    alone: Iterator[Bundle],
    docs: Path,
    before: Mapping[str, Doc],
    jobs: int,
) -> dict[str, Doc]:
    """The files of these bundles, each written where it is not there as it should be. The first are
    made here; where there are many, more come after them.
    """
    left = _by_key(before)
    found: dict[str, Doc] = {}

    def share(n: int, of: int) -> dict[str, Doc]:
        some = (one for i, one in enumerate(bundles) if i // _RUN % of == n)
        return {path: doc for one in some for path, doc in _files(one, docs, left).items()}

    def rest() -> None:
        for bundle in alone:
            found.update(_files(bundle, docs, left))

    made = 0
    for bundle in bundles:
        files = _files(bundle, docs, left)
        found |= files
        made += sum(doc is not before.get(path) for path, doc in files.items())
        if made >= PAYS and jobs > 1:
            for files in in_shares(share, jobs, rest) or [share(0, 1)]:
                found |= files
            break
    rest()
    return found


def _files(bundle: Bundle, docs: Path, left: Mapping[str, Mapping[str, Doc]]) -> Mapping[str, Doc]:
    """The files of a bundle, made anew where they are not known to be as they should."""
    there = left.get(bundle.key, {})
    if there and all(_is_as(docs / path, doc) for path, doc in there.items()):
        return there
    return {piece.path: _doc(docs, piece, bundle.key) for piece in bundle.pieces()}


def _by_key(docs: Mapping[str, Doc]) -> Mapping[str, Mapping[str, Doc]]:
    """The files of each bundle that can be known again."""
    found: dict[str, dict[str, Doc]] = {}
    for path, doc in docs.items():
        if doc.key:
            found.setdefault(doc.key, {})[path] = doc
    return found


def _clear(docs: Path, wanted: Collection[str]) -> None:
    """Delete what else lies in a folder of ours."""
    for folder, folders, files in os.walk(docs, topdown=False):  # what is in it comes before it
        inside = Path(folder).relative_to(docs).as_posix()
        inside = "" if inside == "." else f"{inside}/"
        for name in (*files, *(f for f in folders if os.path.islink(os.path.join(folder, f)))):
            if f"{inside}{name}" not in wanted and f"{inside}{name}" != MARK:
                os.unlink(os.path.join(folder, name))
        if inside and not os.listdir(folder):
            os.rmdir(folder)


def _doc(docs: Path, piece: Piece, key: str) -> Doc:
    """Write a file, if it is not there as it should be."""
    file, text = docs / _inside(piece.path), piece.text()
    data = text.encode("utf-8")
    if not (file.is_file() and file.read_bytes() == data):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    state, said = file.lstat(), blake2b(data, digest_size=16).hexdigest()
    facts = facts_of(text) if piece.path.endswith(".md") else {}
    return Doc(key, said, state.st_size, state.st_mtime_ns, facts)


def _is_as(file: Path, before: Doc) -> bool:
    """Whether nobody has touched a file since it was written."""
    try:
        state = file.lstat()
    except OSError:
        return False
    return (state.st_size, state.st_mtime_ns) == (before.size, before.time)


def _take(docs: Path) -> None:
    """Make the docs_dir, or see that it is ours to write into and to delete from."""
    for folder in (docs.parent, docs):
        if folder.is_symlink():
            raise PublishError(f"{folder} is a link: delete it, so that a folder can be made")
    docs.mkdir(parents=True, exist_ok=True)
    if not is_ours(docs):
        if any(docs.iterdir()) and not _has_our_pages(docs):
            raise PublishError(f"{docs} was not made by onrecord: move it away")
        (docs / MARK).touch()


def _has_our_pages(docs: Path) -> bool:
    """Whether a folder without our mark was filled by a version that set none."""
    try:
        return MARKER in (docs / "index.md").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def _inside(path: str) -> PurePosixPath:
    """A path that stays in its folder. Another one is a fault of ours, never of the content."""
    pure = PurePosixPath(path)
    if not path or pure.is_absolute() or ".." in pure.parts or "\\" in path or "\0" in path:
        raise ValueError(f"not a path inside the site: {path!r}")
    return pure
