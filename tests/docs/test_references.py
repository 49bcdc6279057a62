"""What code, tests and pages cite exists: documents, their sections, control values, sources."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from multifocal.criteria import criteria_names
from multifocal.reference import reference_names
from multifocal.sources import all_sources

ROOT = Path(__file__).parents[2]
NOTES = ROOT / "docs" / "sources"
CITING = ("src", "tests", "docs", "scripts", "benchmarks", "examples", "*.md", "Makefile")
KINDS = {".html", ".js", ".md", ".po", ".py", ".toml", ".typ", ""}

DOCUMENT = re.compile(r"(?<![\w/.-])(?:\.{1,2}/)*(?:[\w-]+/)*[\w-]+\.md\b")
SHEET = r"(physiology|clinical-2026|clinical|solver)\.md`?\)?,?\s+(?:#\s+)?(?:sections?\s+)?"
NUMBER = r"\d(?:\.\d)?[a-e]?(?![\w.]*\w)"
SECTIONS = re.compile(rf"{SHEET}({NUMBER}(?:(?:,|,? and| to)\s+(?:#\s+)?{NUMBER})*)")
CONTROL = re.compile(r"(?<![\w.])V(\d{1,2})(?![\w.]*\w)")
NAMED = re.compile(r"(?<![\w./-])((?:[a-z][a-z0-9]*-)+(?:19|20)\d\d(?:-[a-z0-9]+)*)(?![\w-])")
CHOICE = re.compile(r"multifocal-choice-[a-z0-9]+(?:-[a-z0-9]+)*(?![\w-])")

# named as what a reader may find in a folder or archive of theirs, not in this repository
ELSEWHERE = {"DIR/README.md"}
# words of this file and of the papers' own addresses
NO_SOURCE = {"practneurol-2013-000557", "efns-pns-1910"}


@cache
def citing() -> tuple[tuple[str, str], ...]:
    """Every text that may cite something: its name and what it says."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *CITING],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    names = [name for name in done.stdout.decode().split("\0") if name]
    return tuple(
        (name, (ROOT / name).read_text(encoding="utf-8"))
        for name in names
        if Path(name).suffix in KINDS and (ROOT / name).is_file() and ROOT / name != Path(__file__)
    )


def dead_documents(name: str, text: str) -> Iterator[str]:
    """Documents that a text names and that are neither a path, beside it, nor one of docs/."""
    pages = {page.name for page in (ROOT / "docs").rglob("*.md")}
    for cited in set(DOCUMENT.findall(text)) - ELSEWHERE:
        beside = (ROOT / name).parent / cited
        if not (beside.is_file() or (ROOT / cited).is_file() or cited in pages):
            yield cited


def sections_cited(text: str) -> Iterator[tuple[str, str]]:
    for sheet, numbers in SECTIONS.findall(text):
        for number in re.findall(NUMBER, numbers):
            yield sheet, number


@cache
def sections(sheet: str) -> frozenset[str]:
    text = (NOTES / f"{sheet}.md").read_text(encoding="utf-8")
    return frozenset(re.findall(r"^#+ (\d(?:\.\d)?[a-e]?) ", text, re.MULTILINE))


@cache
def control_values() -> frozenset[str]:
    text = (NOTES / "physiology.md").read_text(encoding="utf-8")
    return frozenset(re.findall(r"^\| V(\d+) \|", text, re.MULTILINE))


def known_names() -> set[str]:
    sources = {source.id for source in all_sources()}
    return sources | {*criteria_names(), *reference_names()} | {"clinical-2026"} | NO_SOURCE


def test_every_document_that_is_named_exists() -> None:
    dead = {(name, cited) for name, text in citing() for cited in dead_documents(name, text)}
    assert not dead


def test_every_section_that_is_cited_exists() -> None:
    cited = {(name, *found) for name, text in citing() for found in sections_cited(text)}
    assert len(cited) > 50  # the pattern finds them
    assert not {found for found in cited if found[2] not in sections(found[1])}


def test_every_control_value_that_is_quoted_is_in_the_notes_and_no_other() -> None:
    quoted = {
        number
        for name, text in citing()
        if not name.startswith("docs/sources/")
        for number in CONTROL.findall(text)
    }
    assert quoted == control_values()


def test_every_source_that_is_named_is_in_the_registry() -> None:
    known = known_names()
    named = {
        (name, found)
        for name, text in citing()
        for found in (*NAMED.findall(text), *CHOICE.findall(text))
    }
    assert len(named) > 300
    assert not {found for found in named if found[1] not in known}


def test_the_patterns_find_what_they_must() -> None:
    """Each of these was dead once, or would be."""
    assert set(dead_documents("src/x.py", "(see gone.md, docs/gone.md and ../gone.md)")) == {
        "gone.md", "docs/gone.md", "../gone.md",
    }  # fmt: skip
    assert not set(dead_documents("docs/fiber.md", "accuracy.md, docs/nerve.md, sources/solver.md"))
    text = "physiology.md 3.1, 3.3 and 4, clinical.md 2c; solver.md section 9"
    assert list(sections_cited(text)) == [
        ("physiology", "3.1"), ("physiology", "3.3"), ("physiology", "4"),
        ("clinical", "2c"), ("solver", "9"),
    ]  # fmt: skip
    assert list(sections_cited("`physiology.md`), sections 3b and\n# 4")) == [
        ("physiology", "3b"), ("physiology", "4"),
    ]  # fmt: skip
    assert CONTROL.findall("(V24, 15 %; V5) V2.0 MV7") == ["24", "5"]
    assert NAMED.findall("source `prima-1998` or wilson-1927, 10.1136/x-2013-1") == [
        "prima-1998", "wilson-1927",
    ]  # fmt: skip
    assert CHOICE.findall("multifocal-choice-unit-\npotential, multifocal-choice-mrc.") == [
        "multifocal-choice-mrc"
    ]
