"""Every example of the library's page and of the tutorials runs, and prints what the page shows."""

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.docs.fences import Example, examples

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [DOCS / "library.md", *sorted((DOCS / "tutorials").glob("*.md"))]
ELSEWHERE = {"fiber.md": "tests/fiber/test_docs.py", "gallery.md": "tests/docs/test_gallery.py"}
"""Pages of long examples, each of which stands for itself, and where they are run."""
PASTED = [
    page
    for page in sorted(DOCS.glob("*.md"))
    if page not in PAGES
    and page.name not in ELSEWHERE
    and "```python" in page.read_text(encoding="utf-8")
]


def printed(example: Example, page: Path, names: dict[str, Any]) -> str:
    """What a block prints; its errors point at the page's own lines."""
    if example.language == "sh":
        done = [
            subprocess.run(
                [sys.executable, "-m", "multifocal.cli", *line.split()[1:]],
                capture_output=True,
                text=True,
                check=False,
            )
            for line in example.code.splitlines()
        ]
        assert all(one.returncode == 0 for one in done), [one.stderr for one in done]
        return "".join(one.stdout for one in done)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        padded = "\n" * (example.line - 1) + example.code
        exec(compile(padded, page.relative_to(ROOT), "exec"), names)
    return out.getvalue()


@pytest.mark.some_cases(2)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_prints_what_it_shows(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")  # as in a clone, but written beside it
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": path.stem}
    for example in examples(path):
        said = printed(example, path, names)
        if example.shown is not None or example.language == "python":
            assert said == (example.shown or ""), f"{path.name}, line {example.line}"


@pytest.mark.some_cases(2)
@pytest.mark.parametrize("path", PASTED, ids=lambda path: path.stem)
def test_a_page_runs_as_pasted(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its blocks of Python, from the first to the last, in one session of a clone."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": path.stem}
    for example in examples(path):
        if example.language == "python":
            printed(example, path, names)


def test_every_block_that_looks_like_code_is_run() -> None:
    """A fence of another kind would be read by nobody."""
    for page in PAGES:
        fences = re.findall(r"^```(\w+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        runnable = [kind for kind in fences if kind != "text"]
        shown = fences.count("text")
        assert len(runnable) == len(examples(page)) > 3, page.name
        assert shown == sum(one.shown is not None for one in examples(page)), page.name


def test_three_tutorials_stand_in_order() -> None:
    assert [page.name[0] for page in PAGES[1:]] == ["1", "2", "3"]


def test_what_is_run_elsewhere_is_run_there() -> None:
    for page, where in ELSEWHERE.items():
        assert page in (ROOT / where).read_text(encoding="utf-8")
    assert "measuring.md" in [page.name for page in PASTED]
