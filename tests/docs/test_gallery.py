"""docs/gallery.md: each picture's lines run, draw something, and are few."""

import sys
from pathlib import Path

import matplotlib as mpl
import pytest

ROOT = Path(__file__).parents[2]
mpl.use("svg")
sys.path.append(str(ROOT / "scripts"))

import docs_gallery  # noqa: E402  # type: ignore[import-not-found]

BLOCKS = docs_gallery.blocks()


SLOW = "A lesion that blocks the tenth impulse"


@pytest.mark.some_cases(2)
@pytest.mark.parametrize(
    ("title", "code"),
    [
        pytest.param(*one, id=one[0], marks=[pytest.mark.exhaustive] if one[0] == SLOW else [])
        for one in BLOCKS
    ],
)
def test_the_lines_draw_a_picture(title: str, code: str) -> None:
    figure = docs_gallery.drawn(title, code)
    (axes,) = figure.axes
    assert axes.lines or axes.images
    assert axes.get_xlabel() and axes.get_ylabel()
    assert len([line for line in code.splitlines() if line]) <= 16
    docs_gallery.plt.close(figure)


def test_every_heading_has_its_lines_and_its_picture() -> None:
    page = docs_gallery.PAGE.read_text(encoding="utf-8")
    assert len(BLOCKS) == page.count("\n## ")
    for number in range(1, len(BLOCKS) + 1):
        assert f"(figures/gallery-{number}.svg)" in page
        assert (ROOT / "docs" / "figures" / f"gallery-{number}.svg").is_file()
