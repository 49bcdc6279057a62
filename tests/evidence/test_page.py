"""docs/evidence.md says what its kept run and the shipped studies say."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from multifocal import sources
from multifocal.evidence import ANSWERS, GROUPS, REACHES, share

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
KEPT = json.loads((ROOT / "docs" / "evidence-performance.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "docs_evidence", ROOT / "scripts" / "docs_evidence.py"
    )
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_the_tables_are_those_of_the_kept_run_and_the_shipped_studies(script: ModuleType) -> None:
    said = {
        name: text.strip()
        for name, text in re.findall(r"<!-- made: (\S+) -->\n(.*?)<!-- end -->", PAGE, re.DOTALL)
    }
    made: dict[str, str] = {}

    def fill(page: str, name: str, text: str) -> None:
        assert page == "evidence.md"
        made[name] = text.strip()

    for part in (script._run, script._studies, script._segments, script._falls):
        part(fill, KEPT)
    script._labelled(fill)
    script._healthy(fill)
    assert made.keys() == said.keys() - {"small"}
    assert {name: said[name] for name in made} == made


def test_the_kept_shares_follow_from_the_kept_counts() -> None:
    for answer in ANSWERS:
        for reach in REACHES:
            for group in GROUPS:
                row: dict[str, Any] = KEPT["studies"][answer.id][reach][group]
                total = row["met"] + row["not_met"]
                assert total + row["cannot_be_assessed"] == KEPT["patients"][group]
                right = row["met" if group == "mmn" else "not_met"]
                found = share(right, total)
                shown = row["sensitivity" if group == "mmn" else "specificity"]
                assert shown["value"] == (
                    None if not total else pytest.approx(found.value, abs=1e-4)
                )


def test_going_further_up_never_finds_less() -> None:
    for answer in ANSWERS:
        met = [KEPT["studies"][answer.id][reach]["mmn"]["met"] for reach in REACHES]
        assert met == sorted(met)


def test_every_source_of_the_page_is_there() -> None:
    listed = re.findall(r"`([a-z0-9-]+)`[,.]", PAGE.partition("Sources by id")[2])
    assert len(listed) > 8
    for one in listed:
        assert sources.source(one)
