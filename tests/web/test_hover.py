"""A color that comes with the mouse stays under a finger: each waits for a device that hovers."""

import re
from pathlib import Path

import pytest

import multifocal.web

STYLES = sorted((Path(multifocal.web.__file__).parent / "static").rglob("*.css"))
COLORS = re.compile(r"(?:^|[;{\s])(?:background|color|border-color|box-shadow|fill)[^:;]*:")


def sticking(css: str) -> list[str]:
    """The rules that color what is hovered outside of `@media (hover: hover)`."""
    rules, inside, rest = [], [], re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    for before, brace in re.findall(r"([^{}]*)([{}])", rest):
        if brace == "{":
            inside.append(" ".join(before.split()))
            continue
        head = inside.pop()
        hovers = ":hover" in head and COLORS.search(" " + before)
        if hovers and not any("hover: hover" in one for one in inside):
            rules.append(head)
    return rules


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_color_sticks_to_a_finger(path: Path) -> None:
    assert sticking(path.read_text("utf-8")) == []


def test_a_color_that_sticks_is_noticed() -> None:
    assert sticking("@media print { a:hover { color: red; } } b { color: red }") == ["a:hover"]
    assert sticking("@media (hover: hover) { a:hover { color: red; } }") == []
    assert sticking("a:hover { text-decoration: underline; }") == []
