"""How long a decision in the workbench takes: from the click to the page that shows it.

    python bench/decide.py PROJECT [EACH]

Serves PROJECT (which must have been built) as `serve --edit` does, the whole site being built in
the background meanwhile, and makes EACH (5) decisions of every kind on items at random: it asks for
the form, writes, and loads the page again, a source's and a briefing's in turn; then it takes the
decision back. On the clock is what lies between the click on a choice and the last byte of the
page; the form is counted apart. Prints the median and the worst of every kind, in seconds. Exit
status 1 where one takes more than SLOW.
"""

from __future__ import annotations

import http.client
import json
import random
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from onrecord.compose.corpus import Source  # noqa: E402
from onrecord.edit.desk import Desk  # noqa: E402
from onrecord.edit.server import EditServer  # noqa: E402
from onrecord.read.settings import read_settings  # noqa: E402

SLOW = 2.0  # seconds
JSON = dict[str, Any]


class Editor:
    """Somebody at the workbench, without the browser."""

    def __init__(self, server: EditServer, chance: random.Random) -> None:
        self.server, self.chance = server, chance
        self.port = server.server_address[1]

    def ask(self, path: str, told: JSON | None = None) -> Any:
        link = http.client.HTTPConnection("127.0.0.1", self.port)
        headers = {
            "Origin": f"http://127.0.0.1:{self.port}",
            "Cookie": f"{self.server.cookie}={self.server.token}",
            "Content-Type": "application/json",
        }
        body = None if told is None else json.dumps(told).encode()
        link.request("GET" if told is None else "POST", path, body, headers)
        answer = link.getresponse()
        data = answer.read()
        link.close()
        if answer.status != 200:
            raise LookupError(data[:200])
        return data if told is None else json.loads(data)

    def source(self) -> Source:
        return Source(*self.chance.choice(list(self.server.desk.state.by_id.values())))

    # What an editor clicks on: the page, and the form that opens.

    def mark(self, sort: str, label: str = "") -> tuple[str, JSON, JSON]:
        """A mark of a sort, and the choice with a label, else the first."""
        source = self.source()
        id_ = self.chance.choice(getattr(source, f"{sort}_ids"))
        form = self.ask("/edit/item", {"page": source.path, "id": id_})
        return source.path, form, _choice(form, label)

    def words(self, sort: str, **fields: str) -> tuple[str, JSON, JSON]:
        """Words that are selected, and what is filled in."""
        source = self.source()
        at = self.chance.randrange(len(source.block_ids))
        block = source.found.blocks[at].span
        size = len(block.of(source.text))
        told = {"page": source.path, "block": source.block_ids[at], "start": 0, "end": size}
        sorts = self.ask("/edit/words", told)["sorts"]
        form = next(s for s in sorts if s["sort"] == sort)
        if sort == "chrome":
            return source.path, form, form["quick"][0]["entry"]
        return source.path, form, {**form["base"], **fields}

    def facts(self) -> tuple[str, JSON, JSON]:
        page = self.source().path
        form = self.ask("/edit/facts", {"page": page})
        return page, form, {"facts": {"publisher": "The Buoy"}}

    def comparison(self) -> tuple[str, JSON, JSON]:
        a = self.source()
        others = [s for s in self.server.desk.state.by_id.values()
                  if s[0].briefing == a.article.briefing and s[0] != a.article]  # fmt: skip
        b = Source(*self.chance.choice(others))
        hrefs = [f"{s.path}#{self.chance.choice(s.figure_ids)}" for s in (a, b)]
        form = self.ask("/edit/comparison", {"hrefs": hrefs})
        return a.path, form, self.chance.choice(form["quick"])["entry"]


def _choice(form: JSON, label: str) -> JSON:
    found: JSON = next(c["entry"] for c in form["quick"] if c["label"].startswith(label))
    return found


KINDS: dict[str, Callable[[Editor], tuple[str, JSON, JSON]]] = {
    "another speaker": lambda e: e.mark("quote"),
    "not a quotation": lambda e: e.mark("quote", "not a quotation"),
    "a missed quotation": lambda e: e.words("quote", speaker="nobody"),
    "not a figure": lambda e: e.mark("figure", "not a figure"),
    "another thing": lambda e: e.mark("figure", "counts"),
    "key or not": lambda e: e.mark("figure", "among"),
    "a missed figure": lambda e: e.words("figure", value="7", unit="day"),
    "another name": lambda e: e.mark("mention"),
    "nobody's name": lambda e: e.mark("mention", "nobody"),
    "a missed name": lambda e: e.words("name", actor="Ada Lorne"),
    "a day": lambda e: e.words("day", **{"is": "2031-05-04"}),
    "a role": lambda e: e.words("role", of="Ada Lorne"),
    "the paragraph": lambda e: e.words("chrome"),
    "facts": Editor.facts,
    "a comparison": Editor.comparison,
}


def main() -> int:
    project, problems = read_settings(Path(sys.argv[1]))
    assert problems == ()
    each = int(sys.argv[2] if len(sys.argv) > 2 else 5)
    start = time.perf_counter()
    desk = Desk(project)
    print(f"the desk is ready after {time.perf_counter() - start:.1f} s")
    server = EditServer(desk, project.site, "127.0.0.1", 0)
    server.watch(str(project.root / "briefings"))
    threading.Thread(target=server.serve, daemon=True).start()
    start = time.perf_counter()
    desk.phrases(Source(*next(iter(desk.state.by_id.values()))), *2 * [_first(desk)])
    print(f"the model is loaded after {time.perf_counter() - start:.1f} s more")
    editor = Editor(server, random.Random(1))
    wall: dict[str, list[float]] = {kind: [] for kind in KINDS}
    forms, cpu, queue = [], [], []
    for turn in range(each):
        for kind, act in KINDS.items():
            *times, form = _decided(editor, act, turn % 2 == 1)
            wall[kind].append(times[0])
            cpu.append(times[1])
            forms.append(form)
            start = time.perf_counter()
            editor.ask("/edit/queue", {})
            queue.append(time.perf_counter() - start)
            editor.ask("/edit/undo", {})
    for kind, times in wall.items():
        print(f"{kind:20} median {median(times):5.2f}  worst {max(times):5.2f}")
    every = [t for times in wall.values() for t in times]
    for name, times in (("all", every), ("of the processor", cpu), ("the form", forms),
                        ("open questions", queue)):  # fmt: skip
        print(f"{name:20} median {median(times):5.2f}  worst {max(times):5.2f}")
    print(f"{len(every)} decisions, {len(desk.state.content.articles)} sources")
    return max(every) > SLOW


def _first(desk: Desk) -> Any:
    return next(iter(desk.state.annotations)).sentences[0]


def _decided(editor: Editor, act: Any, on_briefing: bool) -> tuple[float, float, float]:
    """Seconds on the clock, of the processor, and until the form was there."""
    while True:
        try:
            asked = time.perf_counter()
            page, form, entry = act(editor)
            opened = time.perf_counter() - asked
            start, worked = time.perf_counter(), time.process_time()
            told = {k: form[k] for k in ("file", "key", "digest")}
            editor.ask("/edit/decide", {**told, "entry": {**entry, "date": "2031-05-06"}})
            shown = f"briefings/{page.split('/')[1]}.html" if on_briefing else page
            editor.ask(f"/{shown}")
            return time.perf_counter() - start, time.process_time() - worked, opened
        except (LookupError, StopIteration, ValueError, IndexError):
            continue  # nothing of that sort there, or it cannot be decided so


if __name__ == "__main__":
    sys.exit(main())
