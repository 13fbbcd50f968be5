"""How right the comparisons of figures are: precision and recall of "they differ", "they agree",
and counts that follow one another, on tests/fixtures/disagreements.txt.

    python bench/disagreements.py [--errors]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from onrecord.annotate.pipeline import load  # noqa: E402  (found by the line above)
from tests.disagreements import plain, run, score  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true", help="show the cases that are not right")
    options = parser.parse_args()
    cases = run(load())
    for outcome in ("differ", "agree", "update", "copied"):
        s = score(outcome, cases)
        print(
            f"{outcome:7} precision {s.precision:.3f} recall {s.recall:.3f} "
            f"({s.right} right of {s.found} found, {s.expected} expected; {len(cases)} cases)"
        )
    if options.errors:
        for case, found in cases:
            if set(map(plain, found)) != set(map(plain, case.expected)):
                print(f"{case.title}: {'; '.join(found) or 'nothing'}, expected {case.expected}")


if __name__ == "__main__":
    main()
