"""Whether two states of the code find the same: annotations compared byte for byte, article by
article.

    python bench/same.py BEFORE [AFTER] [--texts FILE.jsonl]…

BEFORE and AFTER are commits; without AFTER it is the working tree. The texts are all cases of
tests/**/fixtures, and every article of the JSON Lines files named. Each file is one call of
`annotate`, in the order given. Prints each article that differs with the fields that do, and the
number of them; exit status 1 if there is one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.cases import read_cases  # noqa: E402  (found by the line above)

SHOWN = 20  # differences printed


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("before")
    parser.add_argument("after", nargs="?")
    parser.add_argument("--texts", action="append", type=Path, default=[])
    options = parser.parse_args()
    sets = {"fixtures": list(fixtures()), **{f.stem: list(articles(f)) for f in options.texts}}
    differ = 0
    with tempfile.TemporaryDirectory() as scratch:
        before = checkout(options.before, Path(scratch, "before"))
        after = checkout(options.after, Path(scratch, "after")) if options.after else ROOT
        for name, texts in sets.items():
            found = 0
            for old, new in zip(annotated(before, texts), annotated(after, texts), strict=True):
                if old != new:
                    found += 1
                    if differ + found <= SHOWN:
                        print(name, *changes(json.loads(old), json.loads(new)), sep="\n  ")
            print(f"{name}: {found} of {len(texts)} differ")
            differ += found
    return 1 if differ else 0


def fixtures() -> Iterator[dict[str, str]]:
    """The text of every case that the tests keep as data."""
    for file in sorted(ROOT.glob("tests/**/*.txt")):
        for i, case in enumerate(read_cases(file)):
            if case.text.strip():
                yield {"id": f"{file.relative_to(ROOT)}#{i}", "text": case.text}


def articles(file: Path) -> Iterator[dict[str, str]]:
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield {key: row[key] for key in ("id", "text", "title", "published") if row.get(key)}


def checkout(commit: str, folder: Path) -> Path:
    """The code of a commit, in a folder of its own."""
    folder.mkdir()
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True)
    subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
    return folder


def annotated(code: Path, texts: Iterable[dict[str, str]]) -> list[str]:
    """A line for each text, as `annotate` writes it."""
    feed = "".join(json.dumps(text) + "\n" for text in texts)
    command = [sys.executable, "build.py", "annotate", "-"]
    done = subprocess.run(
        command, cwd=code, input=feed, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{code}: {done.stderr}")
    return done.stdout.splitlines()


def changes(old: dict[str, object], new: dict[str, object]) -> Iterator[str]:
    """The article's id, and what only one of the two has."""
    yield str(old["id"])
    for field in old.keys() | new.keys():
        if old.get(field) != new.get(field):
            left, right = (x.get(field) or [] for x in (old, new))
            if isinstance(left, list) and isinstance(right, list):
                yield from (
                    f"- {field} {json.dumps(x, ensure_ascii=False)}" for x in left if x not in right
                )
                yield from (
                    f"+ {field} {json.dumps(x, ensure_ascii=False)}" for x in right if x not in left
                )
            else:
                yield f"{field}: {left!r} → {right!r}"


if __name__ == "__main__":
    sys.exit(main())
