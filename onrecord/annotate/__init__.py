"""Annotate: Article → Annotations. The only stage that knows spaCy's `Doc`.

`pipeline` is the list of components. Each room (furniture, names, references, sayings, figures,
times) has a `find_…(doc)` that reads a `Doc` and returns nouns of `onrecord.model`, and a component
that keeps them on the `Doc` for those that come after: `doc._.blocks`, `doc._.datelines`,
`doc._.mentions`, `doc._.quotes`, `doc._.figures`, `doc._.times`. The finding can be tested on a
`Doc` made by hand.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_INFO = "spacy.cli.info"


def _info(*values: Any, **named: Any) -> Any:
    """`spacy.info`, where somebody asks for it after all."""
    return import_module(_INFO).info(*values, **named)


class _Info(ModuleType):
    """Stands where spaCy looks for this one function while it is imported, and no longer: for its
    sake it would import its whole command line, a third of the time that it takes.
    """

    def __getattr__(self, name: str) -> Any:
        if name != "info":
            raise AttributeError(name)
        sys.modules.pop(_INFO, None)
        return _info


if "spacy" not in sys.modules:
    sys.modules[_INFO] = _Info(_INFO)
