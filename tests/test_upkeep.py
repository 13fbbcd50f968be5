"""What keeps the project: one version, pinned actions, forms that can be read."""

from __future__ import annotations

import re

import pytest
import yaml

import onrecord
from tests.conftest import ROOT

WORKFLOWS = [*ROOT.glob(".github/workflows/*.yml"), *ROOT.glob("onrecord/starter/github/**/*.yml")]
FORMS = [p for p in ROOT.glob(".github/ISSUE_TEMPLATE/*.yml") if p.name != "config.yml"]


def test_the_version_is_one() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert cited["version"] == onrecord.__version__


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_actions_are_pinned_by_what_they_are(path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text("utf-8"))
    assert used
    assert [u for u in used if not re.fullmatch(r"\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+", u)] == []
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
    assert all("timeout-minutes" in job for job in jobs)
    assert "persist-credentials: false" in path.read_text("utf-8")


def test_every_workflow_pins_the_same() -> None:
    pins = {u for p in WORKFLOWS for u in re.findall(r"uses: (.*)", p.read_text("utf-8"))}
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.name)
def test_forms_of_issues_are_whole(path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    assert form["name"]
    assert form["description"]
    assert len({item["id"] for item in form["body"]}) == len(form["body"])
    assert all(item["attributes"]["label"] for item in form["body"])


def test_promised_versions_are_tested() -> None:
    said = (ROOT / "pyproject.toml").read_text("utf-8")
    promised = re.findall(r"Python :: (3\.\d+)", said)
    workflow = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text("utf-8"))
    assert workflow["jobs"]["tests"]["strategy"]["matrix"]["python"] == promised
