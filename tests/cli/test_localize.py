"""`multifocal localize`."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

from multifocal.cli.main import app
from multifocal.localize import cause_ids
from multifocal.localize.explanation import Relation
from tests.cli.test_fiber import run

DOCS = Path(__file__).parents[2] / "docs" / "localize.md"
FINDINGS = "R: edc 2 (middle finger first), triceps 5; feeling normal"


def said(*words: str) -> str:
    done = CliRunner().invoke(app, ["localize", *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_json_is_one_object_with_ids_numbers_and_sentences() -> None:
    found = json.loads(said(FINDINGS, "--json"))
    best = next(one for one in found["explanations"] if one["places"])
    assert "posterior_interosseous" in best["segments"]
    assert {one["cause"] for one in found["causes"]} == set(cause_ids())
    assert all(one["posterior"] is None for one in found["causes"])
    assert found["next_tests"]
    assert found["stimulations"]
    assert all(part["says"] for one in found["explanations"] for part in one["contributions"])


def test_json_names_its_version_and_docs_say_what_its_relations_are() -> None:
    found = json.loads(said("R: fdi 3, adm 5-, apb 5; feeling normal", "--json"))
    assert (found["format"], found["version"]) == ("multifocal-localize", 2)
    page = DOCS.read_text(encoding="utf-8").partition("## As JSON")[2].partition("\n## ")[0]
    told = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert told == set(get_args(Relation))
    assert re.findall(r"^\| (\d+) \|", page, re.MULTILINE)[0] == "2"
    used = {part["relation"] for one in found["explanations"] for part in one["contributions"]}
    assert "doubtful" in used
    assert used <= told


def test_a_posterior_comes_with_a_setting_alone() -> None:
    found = json.loads(said(FINDINGS, "--json", "--setting", "mmn_known"))
    assert sum(one["posterior"] for one in found["causes"]) == pytest.approx(1.0)
    assert "Posterior" in said(FINDINGS, "--setting", "general_clinic")
    assert "Posterior" not in said(FINDINGS)


def test_the_interosseous_pattern_is_told_as_fascicles_from_upper_arm_to_forearm() -> None:
    text = said(FINDINGS)
    assert "posterior interosseous nerve, anywhere from upper arm to forearm" in text
    assert "tenodesis" in text


def test_it_never_says_that_somebody_has_something() -> None:
    for setting in ((), ("--setting", "mmn_known")):
        text = said(FINDINGS, *setting).lower()
        assert "fits" in text
        assert "shifts the odds" in text
        assert "you have" not in text
        assert "diagnosed" not in text


def test_faults_go_to_stderr_one_a_line_and_exit_with_1() -> None:
    done = run("localize", "R: fdx 3, fdi 9")
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 2
    assert "fdi" in done.stderr


def test_wrong_usage_exits_with_2() -> None:
    assert run("localize", FINDINGS, "--setting", "nowhere").returncode == 2
    assert run("localize").returncode == 2
