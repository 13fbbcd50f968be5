"""Runs `shares.py` beside this file in a process of its own: copies are made only where no thread
runs, and tests of a browser or a server leave some behind.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_shares() -> None:
    line = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider")
    file = Path(__file__).with_name("shares.py")
    own = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    root = Path(__file__).parents[2]
    run = subprocess.run([*line, str(file)], cwd=root, env=own, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "passed" in run.stdout
    assert sys.platform != "linux" or "skipped" not in run.stdout
