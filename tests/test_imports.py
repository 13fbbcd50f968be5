"""Data goes one way, and imports with it: a module may import what stands above it, or its own
package.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord

HOME = Path(onrecord.__file__).parent
# Each line is a layer; the modules of one layer do not know each other.
LAYERS = (
    ("invoked", "shares"),
    ("model", "written", "slug", "weights", "shipped"),
    ("console", "problems"),
    ("pages", "lexicon", "interchange", "kept"),
    ("read", "schemas"),
    ("annotate",),
    ("correct",),
    ("resolve", "compare"),
    ("compose", "review"),
    ("render",),
    ("publish",),
    ("unchanged",),
    ("stages", "intake"),
    ("edit",),
    ("api", "cli", "plugin"),
    ("__main__",),
)
LAYER_OF = {module: i for i, layer in enumerate(LAYERS) for module in layer}
KNOW_SPACY = {"annotate"}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(HOME.rglob("*.py")):
        yield path.relative_to(HOME).parts[0].removesuffix(".py"), path


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, in full; those for type checking alone too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            if node.module == "onrecord":
                yield from (f"onrecord.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""


@pytest.mark.parametrize(
    ("module", "path"), list(modules()), ids=lambda x: x.stem if isinstance(x, Path) else x
)
def test_imports_go_one_way(module: str, path: Path) -> None:
    if module == "__init__":
        ours = {name for name in imports(path) if name.startswith("onrecord")}
        assert ours == {"onrecord.annotate", "onrecord.api"}
        return
    assert module in LAYER_OF, f"onrecord.{module} has no place in LAYERS: give it one"
    for name in imports(path):
        if name.startswith("onrecord.") and name != "onrecord.__version__":
            other = name.split(".")[1]
            assert other == module or LAYER_OF[other] < LAYER_OF[module], (
                f"{module} may not import {other}"
            )


def test_only_one_stage_knows_the_parser() -> None:
    found = {
        module
        for module, path in modules()
        if any(name.split(".")[0] == "spacy" for name in imports(path))
    }
    assert found == KNOW_SPACY
