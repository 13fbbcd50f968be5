"""How much sooner two cores build a site than one does.

    python bench/cores.py N FOLDER TEXTS.jsonl...

Makes a project of N articles in FOLDER, as `scale.py` does, and builds it clean with one process
and with two, annotations included, in turn, twice. Prints seconds on the clock and CPU seconds, and
the ratio of the best of each. Means something where nothing else runs.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.scale import articles, cpu, make  # noqa: E402  (found by the line above)


def seconds(project: Path, jobs: int) -> float:
    """Of one clean build, on the clock."""
    for name in (".build", ".cache", "site"):
        shutil.rmtree(project / name, ignore_errors=True)
    line = [sys.executable, str(ROOT / "build.py"), "-C", str(project), "build", "-j", str(jobs)]
    used, start = cpu(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
    took = time.monotonic() - start
    used = cpu(resource.RUSAGE_CHILDREN) - used
    print(f"{jobs} processes {took:7.1f} s {used:7.1f} CPU s", flush=True)
    return took


def main(count: int, folder: Path, files: list[str]) -> None:
    project = folder / f"cores-{count}"
    make(project, articles(files, count))
    took: dict[int, list[float]] = {1: [], 2: []}
    for jobs in (1, 2, 2, 1):
        took[jobs].append(seconds(project, jobs))
    print(f"two take {min(took[2]) / min(took[1]):.2f} of the time of one (at most 0.6 is wanted)")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        raise SystemExit(__doc__)
    main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
