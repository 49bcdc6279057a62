"""docs/reading-a-study.md says what the program does."""

import re
from pathlib import Path

import pytest

from multifocal import body
from multifocal.criteria import evaluate
from multifocal.formats import parse_csv

PAGE = (Path(__file__).parents[2] / "docs" / "reading-a-study.md").read_text(encoding="utf-8")


def words(column: str) -> list[str]:
    (cell,) = re.findall(rf"^\| {column} \| (.*?) \|$", PAGE, re.MULTILINE)
    return re.findall(r"[a-z_0-9]+", cell.split(" and the other")[0])


def test_its_table_is_the_example_and_definite() -> None:
    (table,) = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    example = (Path(__file__).parents[2] / "examples" / "ulnar_block.csv").read_text("utf-8")
    assert table.splitlines() == [line for line in example.splitlines() if line[0] != "#"]
    assert evaluate(parse_csv(table.encode())).segments[0].block == "definite"


def test_its_nerves_are_those_understood() -> None:
    assert set(words("nerve")) == {nerve.id for nerve in body.nerves() if nerve.recordable}


def test_its_muscles_and_sites_are_known() -> None:
    known = {muscle.id for muscle in body.muscles()}
    assert set(words("muscle")) <= known
    sites = {
        word
        for nerve in body.nerves()
        for site in body.sites(nerve.id)
        for word in (site.id, *site.also)
    }
    assert set(words("site")) <= sites


@pytest.mark.parametrize(("table", "floor"), [("aanem-2016", "1.58"), ("preston-shapiro", "1.2")])
def test_the_floors_it_names(table: str, floor: str) -> None:
    assert f"{floor} mV" in PAGE.replace("\n  ", " ")
    rows = parse_csv(
        b"side,nerve,muscle,site,latency_ms,amplitude_mv,negative_peak_area_mvms,"
        b"negative_peak_duration_ms,distance_mm\n"
        + f"left,ulnar,adm,wrist,3,{floor},6,6,\nleft,ulnar,adm,below_elbow,7,1,1,6,\n".encode()
    )
    assert evaluate(rows, reference=table).segments[0].block == "cannot_be_assessed"
