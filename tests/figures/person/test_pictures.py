"""The site's drawings: what is committed is what the rig draws; colors come from classes."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import multifocal.web
from multifocal.figures import palette
from multifocal.figures.palette import Theme
from multifocal.figures.person import PICTURES, template_text
from tests.figures.test_palette import tokens

WEB = Path(multifocal.web.__file__).parent
SHEETS = WEB / "static" / "multifocal"
SHEET = "".join(
    (SHEETS / name).read_text("utf-8") for name in ("person.css", "pictures.css", "inside/near.css")
)


def committed(name: str) -> str:
    return (WEB / name.partition("/")[0] / "templates" / name).read_text("utf-8")


def elements(name: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(re.sub(r"{%.*?%}", "", committed(name))).iter())


@pytest.mark.some_cases(6)
@pytest.mark.parametrize("name", PICTURES)
def test_a_committed_picture_is_what_the_rig_draws(name: str) -> None:
    assert committed(name) == template_text(name), "run `make drawings`"


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_small_and_without_colors_of_its_own(name: str) -> None:
    assert len(committed(name)) < 15_000
    for element in elements(name):
        assert not {"style", "fill", "stroke", "color", "opacity"} & element.attrib.keys()


@pytest.mark.parametrize("name", PICTURES)
def test_every_shape_has_a_class_that_the_sheet_colors(name: str) -> None:
    shapes = [e for e in elements(name) if e.tag in ("path", "circle", "rect", "ellipse")]
    assert shapes
    colored = set(re.findall(r"\.([\w-]+)", SHEET))
    assert {shape.get("class", "").split(" ")[0] for shape in shapes} <= colored


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_says_what_it_shows_or_is_left_out_by_screen_readers(name: str) -> None:
    root = elements(name)[0]
    said = re.search(r'role="img" aria-label="{% say "[\w.]+" %}"', committed(name))
    assert said or root.get("aria-hidden") == "true"


@pytest.mark.parametrize(("theme", "section"), [("light", "picture"), ("dark", "picture-dark")])
def test_the_sheets_tokens_are_the_palette(theme: str, section: Theme) -> None:
    assert tokens("person.css", theme) == dict(palette(section))
