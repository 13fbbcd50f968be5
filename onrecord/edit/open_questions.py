"""The open questions as the workbench shows them: each with where its answer is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.compose.addresses import source_path
from onrecord.edit.answers import file_of
from onrecord.edit.desk import Desk


def queue(desk: Desk) -> Iterator[dict[str, Any]]:
    """The questions, the most damaging first, as plain data."""
    known = desk.state.by_id
    for question in desk.questions():
        first = question.evidence[0].article if question.evidence else ""
        name = file_of(question.answers[0]) if question.answers else ""
        yield {
            "id": question.id,
            "what": question.what,
            "sort": question.sort,
            "moves": question.moved,
            "file": name,
            "digest": desk.digest(name) if name else "",
            "page": source_path(first) if first in known else "",
            "evidence": [{"article": e.article, "words": e.words} for e in question.evidence],
            "answers": [{"key": a.key, "says": a.says} for a in question.answers],
        }
