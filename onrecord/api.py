"""What other programs may call. The stages behind it are imported when they are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager
    from pathlib import Path

    from onrecord.interchange import Annotated
    from onrecord.model import Article
    from onrecord.stages import Result


def annotate(
    texts: Iterable[str | Mapping[str, Any]],
    *,
    model: str | None = None,
    jobs: int = 1,
    executor: Executor | None = None,
) -> list[Annotated]:
    """What is found in each text, in order: what `onrecord annotate` writes, an object a text.

    A text may be a mapping with "text" and, if known, "id", "published" (as "2020-06-04"), "title"
    and "url"; ids are else "1", "2" and so on. All texts of one call are one corpus: who is who is
    decided across them. `model` names an installed spaCy model of English. With more `jobs` than
    one, processes are started anew, so the calling script needs its `if __name__ == "__main__"`;
    an `executor` annotates instead of them, such as that of a cluster of machines.

    Raises ValueError for what is no text, and `onrecord.weights.ModelError` where the model is
    missing or is not what it says it is, or is another one where the executor's processes are.
    """
    from onrecord.annotate.workers import annotate_all
    from onrecord.interchange import annotations_json
    from onrecord.read.articles import article_of
    from onrecord.resolve import resolve
    from onrecord.weights import PINNED, find_model

    articles = [
        article_of({"text": text} if isinstance(text, str) else dict(text), str(n))
        for n, text in enumerate(texts, 1)
    ]
    if len({a.id for a in articles}) < len(articles):
        raise ValueError("two texts have the same id")
    found = list(annotate_all(find_model(model or PINNED), articles, (), jobs, executor))
    cast = resolve(articles, found)
    return [annotations_json(a, one, cast) for a, one in zip(articles, found, strict=True)]


def build(project: str | Path = ".", *, jobs: int = 1) -> Result:
    """Build the site of a project's folder, as `onrecord build` does, without a word.

    The result says what is wrong (`problems`), whether the site was replaced (`good`), and how many
    pages and sources it has. Raises OSError and `onrecord.weights.ModelError` where the environment
    is not fit.
    """
    from pathlib import Path

    from onrecord.read.settings import read_settings
    from onrecord.stages import Result
    from onrecord.stages import build as run

    settings, problems = read_settings(Path(project).resolve())
    return Result(problems) if problems else run(settings, _Silent(), jobs)


class _Silent:
    """Who watches a build that says nothing."""

    def stage(self, name: str) -> None:
        pass

    def articles(
        self, articles: Sequence[Article], patience: int
    ) -> AbstractContextManager[Callable[[Article], None]]:
        from contextlib import nullcontext

        return nullcontext(lambda article: None)
