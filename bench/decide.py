"""How long a decision in the workbench takes, from the request to the pages that show it.

    python bench/decide.py PROJECT [DECISIONS]

Asks a desk over PROJECT for the form of a random item, decides by its first choice, and takes that
back, DECISIONS (20) times. Prints the seconds of each, by the clock and of the processor. Exit
status 1 where one takes more than SLOW seconds of the processor.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from onrecord.compose.addresses import source_path  # noqa: E402  (found by the line above)
from onrecord.edit.desk import Desk  # noqa: E402
from onrecord.edit.files import RefusedError  # noqa: E402
from onrecord.edit.forms import Forms  # noqa: E402
from onrecord.read.settings import read_settings  # noqa: E402

SLOW = 2.0  # seconds


def main() -> int:
    project, problems = read_settings(Path(sys.argv[1]))
    assert problems == ()
    chance = random.Random(1)
    desk = Desk(project)
    sources = len(desk.state.content.articles)
    wall, cpu = [], []
    while len(wall) < int(sys.argv[2] if len(sys.argv) > 2 else 20):
        page = source_path(chance.choice(desk.state.content.articles).id)
        start, worked = time.perf_counter(), time.process_time()
        forms = Forms(desk)
        source = forms.source(page)
        kinds = [ids for ids in (source.quote_ids, source.figure_ids, source.mention_ids) if ids]
        if not kinds:
            continue
        try:
            form = forms.of_item(page, chance.choice(chance.choice(kinds)))
            desk.decide(form["file"], form["key"], form["quick"][0]["entry"], form["digest"])
        except RefusedError:
            continue
        wall.append(time.perf_counter() - start)
        cpu.append(time.process_time() - worked)
        desk.undo()
    for name, times in (("clock", wall), ("processor", cpu)):
        print(f"{name}: median {median(times):.2f} s, longest {max(times):.2f} s")
    print(f"{len(wall)} decisions, {sources} sources")
    return max(cpu) > SLOW


if __name__ == "__main__":
    sys.exit(main())
