"""The examples of docs/fiber.md and of the docstrings run."""

import doctest
import re
from pathlib import Path

import pytest

from multifocal.fiber import activation, arrivals, conduction, fibers, limits

PAGE = (Path(__file__).parents[2] / "docs" / "fiber.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"## ([^\n]*)\n(?:(?!## ).)*?```python\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.mark.some_cases(3)
@pytest.mark.parametrize(("title", "code"), EXAMPLES, ids=[title for title, _ in EXAMPLES])
def test_the_page_of_the_fiber_runs(title: str, code: str) -> None:
    exec(compile(code, title, "exec"), {})  # our own page


def test_every_heading_with_code_was_found() -> None:
    assert len(EXAMPLES) == PAGE.count("```python")


@pytest.mark.parametrize("module", [activation, arrivals, conduction, fibers, limits])
def test_the_examples_of_the_docstrings_run(module: object) -> None:
    failed, _ = doctest.testmod(module)  # type: ignore[arg-type]
    assert failed == 0
