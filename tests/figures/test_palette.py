"""One palette: style sheets say what it says, and no color stands anywhere else."""

import re
from pathlib import Path

import pytest

from multifocal.figures import palette

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "multifocal"
SHEETS = SOURCES / "web" / "static" / "multifocal"
TOKEN = re.compile(r"--([\w-]+): ?(#[0-9a-fA-F]{3,8})\b")
COLOR = re.compile(r"""["'(:{ ]#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b""")
DARK = "@media (prefers-color-scheme: dark)"


def tokens(sheet: str, theme: str) -> dict[str, str]:
    """The tokens of `:root` in a theme."""
    text = (SHEETS / sheet).read_text("utf-8")
    begins = text.index(DARK)
    part = text[:begins] if theme == "light" else text[begins:]
    return dict(TOKEN.findall(part[part.index(":root") :].partition("}")[0]))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_style_sheets_tokens_are_the_palette(theme: str) -> None:
    styled = tokens("base.css", theme) | tokens("anatomy.css", theme)
    assert styled == dict(palette(theme))  # type: ignore[arg-type]


def test_light_and_dark_name_the_same_colors() -> None:
    assert palette("light").keys() == palette("dark").keys()


def test_print_and_share_are_the_light_but_for_what_they_say() -> None:
    light = palette("light")
    assert palette("print")["ink"] == light["ink"]
    assert palette("print")["surface"] == "#ffffff" != light["surface"]
    assert palette("share").keys() - light.keys() == {"pale", "halo"}


def test_no_color_is_written_anywhere_else() -> None:
    """In code, the sheet to print and the scripts of docs/; style sheets have their tokens."""
    places = [
        *SOURCES.rglob("*.py"),
        *SOURCES.rglob("*.typ"),
        *(ROOT / "scripts").glob("*.py"),
    ]
    assert len(places) > 300
    found = [
        f"{place.relative_to(ROOT)}: {color}"
        for place in places
        for color in COLOR.findall(place.read_text("utf-8"))
    ]
    assert not found


@pytest.mark.parametrize("text", ['fill="#fff"', "{stroke:#16302f}", "rgb('#0b6f75')"])
def test_a_color_is_seen(text: str) -> None:
    assert COLOR.search(text)
