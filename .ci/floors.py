"""Score the annotator on every data set of floors.json; end with 1 if a score is below its floor.

    floors.py SHARED     the folder with score/ and data/

floors.json: {data set: {"task": …, "floors": {"measure" or "measure.part": the least that it may
be}}}. A measure that counts faults has its floor under "ceilings". Floors only rise: whoever
improves a score raises its floor to just under.
"aims" are what a measure ought to reach: one that is missed is said, and fails nothing.
"""

import json
import subprocess
import sys
from pathlib import Path


def main(shared: Path) -> int:
    below = 0
    plan = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))
    for data, bars in plan.items():
        scores = score(shared, bars["task"], shared / "data" / data)
        print(f"{data}  ({scores['seconds']} s)")
        for sign, bound in ((1, "floors"), (-1, "ceilings")):
            for measure, limit in bars.get(bound, {}).items():
                got = look_up(scores, measure)
                good = sign * got >= sign * limit
                below += not good
                aim = bars["aims"].get(measure, limit)
                short = "" if sign * got >= sign * aim else f"  short of {aim}"
                print(
                    f"  {'ok ' if good else 'BAD'} {measure:40} {got:8.4g}  {bound[:-1]} "
                    f"{limit}{short}"
                )
    return 1 if below else 0


def score(shared: Path, task: str, data: Path) -> dict[str, object]:
    annotator = f"{sys.executable} build.py annotate -"
    command = [
        sys.executable,
        str(shared / "score/score.py"),
        task,
        str(data),
        "--cmd",
        annotator,
        "--json",
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"{data.name}: {run.stderr}")
    return json.loads(run.stdout)[data.stem]


def look_up(scores: dict[str, object], measure: str) -> float:
    """The number under a measure, or under a part of one."""
    value = scores
    for part in measure.split("."):
        value = value[part]
    return float(str(value).split()[0])  # "2 in 55"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
