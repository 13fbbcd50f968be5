"""The desk: all that was found in a project, kept while editors decide, and shown at once.

A decision is written, read again from its file, and laid over what was found; the pages of its
briefing are composed and rendered anew when they are asked for. All other pages follow when the
whole site is built, which happens in a process of its own.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.compose.corpus import Source
from onrecord.edit import files
from onrecord.edit.answers import articles_of, file_of, with_actor
from onrecord.edit.entries import Entry, with_entry
from onrecord.edit.shown import Shown
from onrecord.edit.state import Reader
from onrecord.model import Article, Problem, Span
from onrecord.read.reading import DECISIONS
from onrecord.read.settings import Project
from onrecord.review import questions
from onrecord.review.question import Question


@dataclass(frozen=True, slots=True)
class Written:
    """A write that can be undone: what the file held before and holds now."""

    path: Path
    before: str | None
    after: str
    says: str


_LEFT_OUT = "not applied"  # what is said of a decision that cannot be honoured


class Desk:
    """One project, from the start of `serve --edit` to its end."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.lock = threading.RLock()
        self.done: list[Written] = []
        self.version = 0  # goes up with every state
        self.shown = Shown(project)
        self.warned: tuple[Problem, ...] = ()  # what the last decision has brought about
        self._seen: dict[Path, set[str]] = {}  # digests of what we read or wrote ourselves
        self._asked: tuple[int, list[Question]] | None = None  # of a version
        self._asking = threading.Lock()
        self.reader = Reader(project)
        self._standing = files.standing(project.root)  # when the state was read
        self.state = self.reader.first()

    # ---- files -------------------------------------------------------------------------------

    def articles_of(self, folder: str) -> dict[str, Article]:
        """The sources of a folder of `briefings/` ("" for the lone ones), by their files' names."""
        return articles_of(self.project.root, self.state.content, folder)

    def digest(self, name: str) -> str:
        """What a file of decisions holds now, to be given back with a decision."""
        path = files.inside(self.project.root, name)
        digest = files.read(path).digest
        self._seen.setdefault(path, set()).add(digest)
        return digest

    def decide(self, name: str, key: str, entry: Entry, seen: str, says: str = "") -> None:
        """Write one decision into a `corrections.yml`; `seen` is the digest of what its editor had
        before them. Raises RefusedError; ChangedError where somebody else has written the file.
        """
        folder = name.rpartition("/")[0]
        articles = self.articles_of(folder)
        self._write(name, lambda text: with_entry(text, key, entry, articles), seen, says)

    def decide_actor(self, lines: str, seen: str, says: str = "") -> None:
        """Add the lines of an entry to `actors.yml`."""
        self._write(DECISIONS, lambda text: with_actor(text, lines), seen, says)

    def _write(self, name: str, edited: Any, seen: str, says: str) -> None:
        path = files.inside(self.project.root, name)
        with self.lock, files.locked(self.project.root):
            before = files.read(path)
            known = self._seen.setdefault(path, set())
            if before.digest != seen and not {before.digest, seen} <= known:
                raise files.ChangedError(name, before)
            after = edited(before.text)
            files.write(path, after)
            known |= {before.digest, files.Text(after).digest}
            old = {p.what for p in self.state.problems}
            self.refresh()
            self.warned = tuple(p for p in self.state.problems if p.what not in old)
            wrong = next((p for p in self.warned if not p.warning or _LEFT_OUT in p.what), None)
            if wrong:  # such as two decisions on one item, in different words of it
                files.write(path, before.text)
                self.refresh()
                mend = f" — {wrong.mend}" if wrong.mend else ""
                raise files.RefusedError(f"not written: {wrong.what}{mend}")
            self.done.append(Written(path, before.text, after, says))

    def undo(self) -> str:
        """Take the last write back; gives what it said. Raises RefusedError."""
        with self.lock, files.locked(self.project.root):
            if not self.done:
                raise files.RefusedError("there is nothing to undo")
            last = self.done[-1]
            now = files.read(last.path)
            if now.text != last.after:
                raise files.ChangedError(last.path.name, now)
            files.write(last.path, last.before)
            self._seen.setdefault(last.path, set()).add(files.Text(last.before).digest)
            self.done.pop()
            self.refresh()
            return last.says

    # ---- state -------------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Read what is written, find what has to be found anew; False where nothing is new."""
        with self.lock:
            standing = files.standing(self.project.root)
            if standing == self._standing:
                return False
            before, self.state = self.state, self.reader.next(self.state)
            self._standing = standing
            changed = self.state.content != before.content
            if changed:
                self.version += 1
                self.shown.changed(before, self.state)
            return changed

    def body(self, path: str) -> str | None:
        """The body of a page that is newer than the built one."""
        with self.lock:
            return self.shown.body(self.state, path)

    def phrases(self, source: Source, sentence: Span, number: Span) -> tuple[Span, ...]:
        """The noun phrases of a sentence of a source, those nearest to a number first."""
        return self.reader.things(source.text, sentence, number)

    def answer(self, id_: str, key: str, seen: str) -> None:
        """Write the answer to an open question. Raises RefusedError."""
        question = next((q for q in self.questions() if q.id == id_), None)
        answer = next((a for a in question.answers if a.key == key), None) if question else None
        if question is None or answer is None:
            raise files.RefusedError("this question is no longer open")
        if not answer.source:
            self.decide_actor(answer.entry, seen, answer.says)
        else:
            self.decide(file_of(answer), answer.under, answer.correction, seen, answer.says)

    def questions(self) -> list[Question]:
        """What is open, the most damaging first. Thinks a while: not under the lock."""
        with self.lock:
            version, state = self.version, self.state
        with self._asking:
            if self._asked is None or self._asked[0] != version:
                found = questions(state.content, state.annotations, state.cast)
                self._asked = version, found
            return self._asked[1]
