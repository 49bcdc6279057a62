"""The site's apps are apart: none reaches into another, in Python or in a template."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.template import engines

import multifocal.web

WEB = Path(multifocal.web.__file__).parent
ROOT = WEB.parents[2]
APPS = sorted(place.parent.name for place in WEB.glob("*/apps.py"))
SHARED = "site"

NAMES = re.compile(r"""["']([a-z_]+(?:/[a-z0-9_-]*)*/[^"'/\s]*|[a-z0-9_]+\.html)["']""")
"""A template's name, or the beginning of one that is put together: "learn/pictures/key-"."""
LOADED = re.compile(r"\{% load ([^%]*?)(?:from ([a-z0-9_]+))? ?%\}")


def templates(app: str) -> Iterator[Path]:
    """Every template of an app; of `site`, those that all may show."""
    folder = WEB / "templates" if app == SHARED else WEB / app / "templates"
    return (one for one in folder.rglob("*") if one.suffix in (".html", ".svg"))


def owner(name: str) -> str:
    """The app whose folder holds the template of that name; `site` for those that all share."""
    for app in APPS:
        if any((WEB / app / "templates").glob(f"{name}*")):
            return app
    return SHARED if any((WEB / "templates").glob(f"{name}*")) else ""


def tags_of(app: str) -> set[str]:
    """The names of the app's own libraries of tags."""
    return {one.stem for one in (WEB / app / "templatetags").glob("*.py")} - {"__init__"}


def reached(app: str) -> dict[str, set[str]]:
    """What an app's templates and views show of others: the other app, and where it is named."""
    places = [*templates(app), *(WEB / app).glob("**/*.py")]
    found: dict[str, set[str]] = {}
    for place in places:
        text = place.read_text("utf-8")
        shown = re.findall(r"\{% (?:include|extends|with) [^%]*%\}", text)
        parts = [text] if place.suffix == ".py" else shown
        for name in (name for part in parts for name in NAMES.findall(part)):
            found.setdefault(owner(name), set()).add(f"{place.name}: {name}")
        for words, library in LOADED.findall(text):
            for tags in [library] if library else words.split():
                whose = next((one for one in APPS if tags in tags_of(one)), "")
                found.setdefault(whose, set()).add(f"{place.name}: {tags}")
    return found


def test_the_import_rule_names_every_app() -> None:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (rule,) = (one for one in rules["contracts"] if one.get("containers") == ["multifocal.web"])
    *_, above, below = rule["layers"]
    assert sorted(above.split(" | ")) == [app for app in APPS if app != SHARED]
    assert below == SHARED
    installed = {one.name.removeprefix("multifocal.web.") for one in apps.get_app_configs()}
    assert set(APPS) <= installed


@pytest.mark.parametrize("app", APPS)
def test_templates_show_parts_of_their_own_app_and_of_the_site_only(app: str) -> None:
    others = {
        other: sorted(places)
        for other, places in reached(app).items()
        if other not in ("", app, SHARED)
    }
    assert not others


def test_the_templates_are_looked_at() -> None:
    """What the test above reads is what Django reads."""
    assert "learn" in reached("learn")
    assert {SHARED, "learn"} <= reached("learn").keys()
    assert any(one.endswith("learn/pictures/key-") for one in reached("learn")["learn"])
    assert any(one.endswith("report/segment.html") for one in reached("lab")[SHARED])
    folders = {Path(one) for engine in engines.all() for one in engine.template_dirs}
    own = {WEB / app / "templates" for app in APPS} & folders
    assert {one.parent.name for one in own} == {
        app for app in APPS if (WEB / app / "templates").is_dir()
    }
    assert settings.TEMPLATES[0]["DIRS"] == [WEB / "templates"]
