"""Reports of the usual machines, each written down from a public description before the reader."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from multifocal.formats import parse_csv, parse_study, read_report
from multifocal.study import Study

LAYOUTS = Path(__file__).parent / "layouts"
PAGE: dict[str, dict[str, Any]] = tomllib.loads(
    (LAYOUTS / "layouts.toml").read_text(encoding="utf-8")
)


def expected(layout: dict[str, Any]) -> Study:
    """The study of a layout, from the project's own table beside it."""
    path = LAYOUTS / layout["file"]
    return parse_csv((path.parent / f"{path.stem}.expected.csv").read_bytes())


def content(layout: dict[str, Any]) -> bytes:
    return Path(LAYOUTS, layout["file"]).read_bytes()


@pytest.mark.parametrize("layout", PAGE.values(), ids=list(PAGE))
def test_every_number_stands_where_it_belongs(layout: dict[str, Any]) -> None:
    found = parse_study(content(layout), answers=layout.get("answers"))
    assert found.format == "report"
    right = expected(layout)
    assert found.study.measures == right.measures
    assert found.study.f_measures == right.f_measures


@pytest.mark.parametrize("layout", PAGE.values(), ids=list(PAGE))
def test_what_is_left_out_and_what_is_asked_is_named(layout: dict[str, Any]) -> None:
    understood = read_report(content(layout))
    assert {one.id for one in understood.questions} == set(layout.get("answers", {}))
    left = {one.written for one in understood.columns if one.column is None}
    assert set(layout.get("left_out", ())) <= left
    assert not understood.problems


def test_there_are_thirteen_and_each_says_where_it_is_from() -> None:
    assert len(PAGE) == 13
    assert all(layout["from"] for layout in PAGE.values())
    files = {
        one.name for one in LAYOUTS.rglob("*") if one.suffix in (".tsv", ".csv", ".html", ".txt")
    }
    assert files == {
        name
        for layout in PAGE.values()
        for name in (Path(layout["file"]).name, f"{Path(layout['file']).stem}.expected.csv")
    }


def test_headings_of_rows_that_name_their_nerve_each_are_named_once() -> None:
    rows = [
        f"{side}\t{nerve}\t{muscle}\t{site}\t{at + 3}.0\t9.{at}"
        for side in ("Right", "Left")
        for nerve, muscle in (("Median", "APB"), ("Ulnar", "ADM"))
        for at, site in enumerate(("Wrist", "Elbow" if nerve == "Median" else "Below elbow"))
    ]
    told = read_report("\n".join(("Side\tNerve\tMuscle\tSite\tLat (ms)\tAmp (mV)", *rows)).encode())
    assert [(one.side, one.nerve, one.spot, one.rows) for one in told.headings] == [
        ("right", "median", "apb", 2), ("right", "ulnar", "adm", 2),
        ("left", "median", "apb", 2), ("left", "ulnar", "adm", 2),
    ]  # fmt: skip
