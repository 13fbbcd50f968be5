"""Files of decisions: whole at any moment, and nothing else than they."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.edit import files
from tests.injected import failing, killed

OLD, NEW = "old:\n" + "  - a\n" * 20_000, "new:\n" + "  - b\n" * 30_000


def test_killed_at_any_moment_the_file_is_whole(tmp_path: Path) -> None:
    home = tmp_path / "briefings"
    home.mkdir()
    path = home / "corrections.yml"

    def write() -> None:
        with files.locked(tmp_path):
            files.write(path, NEW)

    with failing(tmp_path, 0) as counted:
        write()
    seen = []
    for n in range(1, counted.seen + 1):
        path.write_text(OLD)
        assert killed(tmp_path, n, write)
        seen.append(path.read_text())
        with files.locked(tmp_path):
            left = [p.name for p in home.iterdir()]
        assert left == ["corrections.yml"], "what was left half-written is cleared"
    assert set(seen) == {OLD, NEW}, "it was killed amid its work"


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
