"""What On Record brings along beside its code, wherever it is installed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

_PACKAGE = Path(__file__).parent
# Installed, the templates lie in the package; in the repository they stand at its top.
TEMPLATES = next(
    folder
    for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates")
    if (folder / "pages").is_dir()
)
STARTER = _PACKAGE / "starter"  # what `init` makes a project of
# `theme: onrecord`: engines look for a theme in the folder of what its entry point leads to.
THEME = SimpleNamespace(__file__=str(TEMPLATES / "theme" / "mkdocs_theme.yml"))
