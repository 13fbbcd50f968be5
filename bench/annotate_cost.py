"""What annotating costs beside the model alone: CPU seconds of `annotate` against bare spaCy.

    python bench/annotate_cost.py FILE.jsonl [--articles 100] [--runs 3]

Both are whole commands in a process of their own, with loading, over the same whole articles (JSON
Lines with `id` and `text`); the model alone is the pipeline that it was made with. Prints every
run, and the ratio of the medians; exit status 1 where it is above the bar.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

BAR = 1.15
ROOT = Path(__file__).parents[1]
BARE = """
import json, sys, spacy
from onrecord.weights import PINNED, find_model
nlp = spacy.load(find_model(PINNED).path)
for doc in nlp.pipe(json.loads(line)["text"] for line in sys.stdin):
    sys.stdout.write(f"{len(doc.ents)}\\n")
"""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8", suffix=".jsonl") as feed:
        for line in options.file.read_text("utf-8").splitlines()[: options.articles]:
            row = json.loads(line)
            feed.write(json.dumps({"id": row["id"], "text": row["text"]}) + "\n")
        feed.flush()
        whole, bare = [], []
        for run in range(options.runs):
            bare.append(cpu([sys.executable, "-c", BARE], feed.name))
            whole.append(cpu([sys.executable, "build.py", "annotate", "-j", "1", "-"], feed.name))
            print(f"run {run + 1}: the model alone {bare[-1]:.1f} s, annotate {whole[-1]:.1f} s")
    ratio = statistics.median(whole) / statistics.median(bare)
    print(f"{ratio:.3f} × the model alone, at most {BAR}")
    return 1 if ratio > BAR else 0


def cpu(command: list[str], feed: str) -> float:
    """The seconds of processor time that a command takes, its children's with it."""
    before = os.times()
    with open(feed, encoding="utf-8") as stdin:
        subprocess.run(command, cwd=ROOT, stdin=stdin, stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


if __name__ == "__main__":
    sys.exit(main())
