"""The whole site, built in a process of its own while editors go on: what a decision changes on
pages that nobody looks at follows with it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from onrecord.edit.desk import Desk

_NICE = 10  # an editor's next decision goes before


class WholeSite:
    """Builds when it is wanted, and once more where something changed meanwhile."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._wish = threading.Event()
        self.idle = threading.Condition()  # told of every build that ended
        self.version = desk.version  # of the desk, that the built site has
        self.failed = -1  # the version that could not be built
        threading.Thread(target=self._work, daemon=True).start()

    def wanted(self) -> None:
        self._wish.set()

    def _work(self) -> None:
        while True:
            self._wish.wait()
            self._wish.clear()
            version = self._desk.version
            done = self._built()
            with self._desk.lock:
                if not done:
                    self.failed = version
                else:
                    self.version = version
                    if self._desk.version == version:
                        self._desk.shown.clear()
            with self.idle:
                self.idle.notify_all()

    def _built(self) -> bool:
        """Whether the site could be built; what is wrong is said at the terminal."""
        root = str(self._desk.project.root)
        home = str(Path(__file__).parents[2])  # where this package lies, for any folder
        known = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(
            [sys.executable, "-m", "onrecord", "-C", root, "build", "--jobs", "1"],
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": known},
        )
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
        return process.wait() == 0
