"""What each named rule of extraction is good for: where it decides, and what changes without it.

    python bench/ledger.py [--texts FILE.jsonl]… [--most N] [--only CHAIN]…

The texts are the cases of tests/**/fixtures and, if given, the articles of JSON Lines files, in
five folds by the digest of their ids. Each text is read by the model once; then every rule is
switched off in turn, and the texts in which it had decided something (at most N of each sort) are
extracted anew. A line a rule: cases in which it decides / that change, then articles the same way,
fold by fold. A rule that changes no case has no test; one that changes nothing anywhere can go.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.same import articles, fixtures  # noqa: E402  (found by the line above)
from onrecord.annotate import pipeline, rules  # noqa: E402
from onrecord.model import Annotations, Article  # noqa: E402

FOLDS = 5


@dataclass(frozen=True)
class Read:
    """A text as the model has read it, what was found in it, and the rules that decided there."""

    doc: Doc
    found: Annotations
    decided: frozenset[str]
    fold: int  # 0: a case


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", action="append", type=Path, default=[])
    parser.add_argument("--most", type=int, default=20)
    parser.add_argument("--only", action="append", default=[], help="rules whose names begin so")
    options = parser.parse_args()
    nlp = pipeline.load()
    cases = list(read(nlp, fixtures()))
    whole = list(read(nlp, (a for file in options.texts for a in articles(file)), folds=FOLDS))
    idle = 0
    begins = tuple(options.only) or ("",)
    for name in sorted(n for n in rules.names() if n.startswith(begins)):
        with rules.without(name):
            sorts = [cases, *([r for r in whole if r.fold == n] for n in range(1, FOLDS + 1))]
            counts = [changed(nlp, name, texts, options.most) for texts in sorts]
        idle += not any(count for _, count in counts)
        print(f"{name:48}", *(f"{fired:5}/{count:<4}" for fired, count in counts), flush=True)
    print(f"{idle} of {len(rules.names())} rules change nothing")
    return 0


def read(nlp: Language, texts: Iterable[dict[str, str]], folds: int = 0) -> Iterator[Read]:
    """Every text, read by the model, with what is found when all rules are on."""
    for row in texts:
        doc = pipeline._doc(nlp, Article(row["id"], row["text"], row.get("title")), ())
        for name, component in nlp.pipeline:
            if name not in pipeline.AFTER:
                doc = component(doc)
        digest = int(hashlib.sha256(row["id"].encode()).hexdigest(), 16)
        with rules.noted() as decided:
            found = extracted(nlp, doc)
        yield Read(doc, found, frozenset(decided), digest % folds + 1 if folds else 0)


def extracted(nlp: Language, doc: Doc) -> Annotations:
    """What our components find in a copy of what the model has read."""
    copy = doc.copy()
    for name in pipeline.AFTER:
        copy = nlp.get_pipe(name)(copy)
    return pipeline._annotations(copy)


def changed(nlp: Language, rule: str, texts: Sequence[Read], most: int) -> tuple[int, int]:
    """In how many texts a rule decides, and how many of (at most `most`) them change without it."""
    where = [text for text in texts if rule in text.decided]
    return len(where), sum(extracted(nlp, t.doc) != t.found for t in islice(where, most))


if __name__ == "__main__":
    sys.exit(main())
