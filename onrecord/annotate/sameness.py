"""What must be the same wherever annotations are found, for them to be the same bytes.

The model's weights, the code that finds and the words it knows, the libraries whose rules or data
have a say, the minor version of Python (which brings its own Unicode and its own `re`; its patches
do not) and the kind of processor, whose sums may differ in the last place. The cache puts all of it
into its keys, and machines that work together compare it before they begin.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec

from onrecord import __version__
from onrecord.weights import Model

_LIBRARIES = ("spacy", "thinc", "blis", "numpy", "anyascii", "babel")


def what_must_match(model: Model) -> dict[str, str]:
    """All that has a say in annotations beside the article and its editors' names, by what people
    call it.
    """
    return {
        "On Record": f"{__version__}, code {code_digest()}",
        "model": f"{model.name}, weights {model.digest}",
        **{library: _version(library) for library in _LIBRARIES},
        "Python": f"{platform.python_implementation()} {sys.version_info[0]}.{sys.version_info[1]}",
        "processor": platform.machine(),
    }


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """What is not the same, in words; empty where all of it is."""
    return "; ".join(
        f"{name} is {_short(there.get(name, ''))} there and {_short(said)} here"
        for name, said in here.items()
        if said != there.get(name)
    )


def digest(data: Any) -> str:
    """The digest of plain data, the same on every machine."""
    return hashlib.sha256(msgspec.json.encode(data)).hexdigest()


@cache
def code_digest() -> str:
    """The digest of all that an extractor may import: this stage, the words, and what stands beside
    the stages.
    """
    home = Path(__file__).parents[1]
    ours = (home.glob("*.*"), (home / "annotate").rglob("*"), (home / "lexicon").rglob("*"))
    files = sorted(p for some in ours for p in some if p.is_file() and p.suffix != ".pyc")
    return digest(
        [
            (p.relative_to(home).as_posix(), hashlib.sha256(p.read_bytes()).hexdigest())
            for p in files
        ]
    )


def _short(said: str) -> str:
    """Digests by their beginnings."""
    words = (word[:12] if len(word) == 64 else word for word in said.split())
    return " ".join(words) or "missing"


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
