"""What is written keeps to the published schemas, and they to the types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from onrecord.render.tables import COLUMNS
from onrecord.schemas import WRITTEN, main, schema_of
from tests.conftest import ROOT

SCHEMAS = ROOT / "docs/schemas"


def checked(name: str, written: object) -> None:
    schema = json.loads((SCHEMAS / f"{name}-1.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(written)


def test_the_published_ones_are_those_of_the_types(tmp_path: Path) -> None:
    main(str(tmp_path))
    for name in WRITTEN:
        made = (tmp_path / f"{name}-1.json").read_text("utf-8")
        assert (SCHEMAS / f"{name}-1.json").read_text("utf-8") == made, "run `make schemas`"


def test_everything_in_data_keeps_to_them(pages: Mapping[str, str]) -> None:
    sources = [path for path in pages if path.startswith("data/annotations/")]
    assert len(sources) > 2
    for path in sources:
        checked("annotations", json.loads(pages[path]))
    for name in COLUMNS:
        table = json.loads(pages[f"data/{name}.json"])
        assert table[name]
        checked(name, table)
        rows = schema_of(name)["$defs"]
        (row,) = (kind for kind in rows if kind.endswith("Row"))
        assert set(rows[row]["properties"]) == set(COLUMNS[name]), "a column without a type"


@pytest.mark.parametrize(
    ("key", "value"), [("low", "many"), ("change", "!"), ("what", {"start": "0"}), ("voice", None)]
)
def test_what_does_not_keep_to_them_is_told(
    key: str, value: object, pages: Mapping[str, str]
) -> None:
    written = json.loads(next(text for path, text in pages.items() if "annotations/" in path))
    figure = {"start": 0, "end": 1, "low": 1, "high": 1, "unit": "count", "change": "=",
              "bound": "=", "what": None, "how": "", "bearer": None, "predicate": None,
              "voice": "none", "standing": "fact", "part_of": None, "source": None,
              "actor": None}  # fmt: skip
    checked("annotations", written | {"figures": [figure]})
    with pytest.raises(ValidationError):
        checked("annotations", written | {"figures": [figure | {key: value}]})
