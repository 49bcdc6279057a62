"""The table "Where is what" of CONTRIBUTING.md leads a newcomer to places that are there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "multifocal"
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def rows(page: str) -> list[tuple[str, list[str], list[str]]]:
    """What is to be changed, the places and the words to look for, of each row of the table."""
    table = page.partition("## Where is what")[2].partition("\n## ")[0]
    lines = [one.strip("| ").split(" | ") for one in table.splitlines() if one.startswith("| ")]
    return [
        (task, re.findall(r"`([^`]+)`", places), re.findall(r"`([^`]+)`", words))
        for task, places, words in lines[1:]
    ]


def missing(places: list[str], words: list[str], sources: Path = SOURCES) -> Iterator[str]:
    """Places that are not there, and words that stand in no file of them and name none."""
    files: list[Path] = []
    for place in places:
        path = sources / place
        if not path.exists():
            yield place
        elif path.is_dir():
            files += (one for one in path.rglob("*") if one.is_file() and one.suffix != ".pyc")
        else:
            files.append(path)
    for word in words:
        if not any(word == one.name or word in one.read_text(encoding="utf-8") for one in files):
            yield word


@pytest.mark.parametrize(("task", "places", "words"), rows(PAGE), ids=lambda one: str(one)[:40])
def test_every_place_and_word_is_there(task: str, places: list[str], words: list[str]) -> None:
    assert places, task
    assert not list(missing(places, words)), task


def test_the_ten_tasks_of_a_newcomer_have_a_row() -> None:
    tasks = " ".join(task for task, _, _ in rows(PAGE))
    for word in ("30 % of EFNS/PNS", "blocked fiber", "nerve", "file format", "language", "page",
                 "MRC", "late", "ADM's", "lesion"):  # fmt: skip
        assert word in tasks, word


def test_what_is_gone_is_seen(tmp_path: Path) -> None:
    (tmp_path / "fates.py").write_text("LATE_MS = 0.1", encoding="utf-8")
    assert not list(missing(["fates.py"], ["LATE_MS", "fates.py"], tmp_path))
    assert list(missing(["fate.py", "fates.py"], ["LATER"], tmp_path)) == ["fate.py", "LATER"]
