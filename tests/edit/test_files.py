"""Files of decisions: whole at any moment, and nothing else than they."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.edit import files

ROUNDS = 100
OLD, NEW = "old:\n" + "  - a\n" * 20_000, "new:\n" + "  - b\n" * 30_000
WRITER = """
import sys
from pathlib import Path
from onrecord.edit import files
root = Path(sys.argv[1])
path = root / "briefings" / "corrections.yml"
old, new = path.read_text(), (root / "new").read_text()
print("ready", flush=True)
while True:
    for text in (new, old):
        with files.locked(root):
            files.write(path, text)
"""


def test_killed_at_any_moment_the_file_is_whole(tmp_path: Path) -> None:
    home = tmp_path / "briefings"
    home.mkdir()
    path = home / "corrections.yml"
    path.write_text(OLD)
    (tmp_path / "new").write_text(NEW)
    moments = random.Random(1)
    seen = set()
    for _ in range(ROUNDS):
        path.write_text(OLD)
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        for _ in range(moments.randrange(200)):  # so much work later
            path.read_bytes()
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        now = path.read_text()
        assert now in (OLD, NEW)
        seen.add(now)
    assert len(seen) == 2, "it was killed amid its work"
    with files.locked(tmp_path):
        left = [p.name for p in home.iterdir()]
    assert left == ["corrections.yml"], "what was left half-written is cleared"


@pytest.mark.parametrize(
    "name",
    [
        "../mkdocs.yml", "../corrections.yml", "ferry/../../corrections.yml", "/etc/passwd",
        "ferry/briefing.md", "ferry/x/corrections.yml", "", "corrections.yml/",
        ".git/corrections.yml", "ferry\\..\\corrections.yml", "ferry/corrections.yml\0",
        "nowhere/corrections.yml",
        "out/corrections.yml", "linked/corrections.yml", "ferry/Corrections.yml",
        "./corrections.yml",
    ],
)  # fmt: skip
def test_nothing_is_written_elsewhere(tmp_path: Path, name: str) -> None:
    home = tmp_path / "briefings"
    (home / "ferry").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (home / "out").symlink_to(tmp_path / "elsewhere")
    (home / "linked").mkdir()
    (home / "linked" / "corrections.yml").symlink_to(tmp_path / "elsewhere" / "x.yml")
    with pytest.raises(files.RefusedError):
        files.inside(tmp_path, name)
    assert files.inside(tmp_path, "ferry/corrections.yml").parent == home / "ferry"
    assert files.inside(tmp_path, "actors.yml").parent == home
