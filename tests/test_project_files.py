"""The files that those who join read first: changelog, citation, security, hooks and the matrix."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import multifocal
from multifocal.sources import source
from tests.test_wheel import PYTHONS

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
MATRIX = ROOT / ".github" / "workflows" / "tests.yml"


def read(path: Path | str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def test_the_changelog_is_by_version_newest_first_and_ends_at_ours() -> None:
    headings = re.findall(r"^## (.*)$", CHANGELOG, re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    released = [
        re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)", one) for one in headings[1:]
    ]
    assert all(released), headings
    numbers = [tuple(map(int, one[1].split("."))) for one in released if one]
    assert numbers == sorted(numbers, reverse=True)
    assert ".".join(map(str, numbers[0])) == multifocal.__version__
    days = [one[2] for one in released if one]
    assert days == sorted(days, reverse=True)


def test_each_change_is_of_a_known_kind() -> None:
    kinds = re.findall(r"^### (\w+)", CHANGELOG, re.MULTILINE)
    assert kinds
    assert set(kinds) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_the_citation_is_valid_and_of_this_version() -> None:
    """The keys that the format's version 1.2.0 demands, and what must agree with the package."""
    cited = read("CITATION.cff")
    assert cited["cff-version"] == "1.2.0"
    assert all(isinstance(cited[key], str) and cited[key] for key in ("message", "title"))
    assert cited["type"] == "software"
    assert cited["version"] == PROJECT["version"]
    assert cited["license"] == PROJECT["license"]
    assert cited["authors"] and all("name" in one for one in cited["authors"])
    known = {
        "abstract", "authors", "cff-version", "date-released", "keywords", "license", "message",
        "references", "title", "type", "version",
    }  # fmt: skip
    assert set(cited) <= known


def test_its_references_are_those_of_the_registry() -> None:
    fiber, force = read("CITATION.cff")["references"]
    for reference, known in ((fiber, source("mrg-2002")), (force, source("fuglevand-1993"))):
        assert (reference["title"], reference["year"]) == (known.title, known.year)
        names = [f"{one['family-names']} {one['given-names']}" for one in reference["authors"]]
        assert [re.sub(r"[. ]+(?=[A-Z]?\.?$)|\.", "", one) for one in names] == [
            re.sub(r" (?=[A-Z]$)", "", one) for one in known.authors.split(", ")
        ]
        assert reference.get("doi") == known.doi


def test_the_hooks_are_what_make_lint_runs_in_its_order() -> None:
    (recipe,) = re.findall(r"^lint:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    linted = [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe.splitlines()]
    (local,) = read(".pre-commit-config.yaml")["repos"]
    assert local["repo"] == "local"
    assert [hook["entry"] for hook in local["hooks"]] == linted
    assert all(not hook["pass_filenames"] for hook in local["hooks"])


def test_the_hooks_are_valid() -> None:
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml"],
        cwd=ROOT,
        check=True,
    )


def test_the_matrix_tries_every_python_that_is_promised() -> None:
    jobs = read(MATRIX)["jobs"]
    everything = jobs["everything"]
    promised = [one.rpartition(" ")[2] for one in PROJECT["classifiers"] if "Python :: 3." in one]
    assert everything["strategy"]["matrix"]["python"] == promised == list(PYTHONS)
    assert PROJECT["requires-python"] == f">={promised[0]}"
    assert set(jobs["library"]["strategy"]["matrix"]["python"]) <= set(promised)


def test_the_matrix_runs_what_ci_runs_and_names_only_what_exists() -> None:
    jobs = read(MATRIX)["jobs"]
    steps = [step["run"] for step in jobs["everything"]["steps"] if "run" in step]
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for step in steps:
        target = step.split()[-1]
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target
        assert re.search(rf"make {target}$", ci, re.MULTILINE), target
    named = " ".join(step.get("run", "") for step in jobs["library"]["steps"])
    paths = re.findall(r"(?:tests|requirements)/\S+", named)
    assert len(paths) > 3
    assert all((ROOT / path).exists() for path in paths), paths


@pytest.mark.parametrize("page", ["SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_file_that_a_page_links_to_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (ROOT / target).exists(), target


def test_security_says_only_what_is_so() -> None:
    """The commands and variables that it names exist; what it promises is tested elsewhere."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert re.search(r"^fuzz:", MAKEFILE, re.MULTILINE) and "`make fuzz`" in text
    for variable in re.findall(r"MULTIFOCAL_[A-Z]+", text):
        assert any(
            variable in path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")
        )
