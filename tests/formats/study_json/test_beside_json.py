"""Version 2: what was inched and examined beside nerve conduction; version 1 is read as before."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from multifocal.fault import Fault
from multifocal.formats import parse_csv, read_study, write_csv_study
from multifocal.formats.study_json import parse_json, schema, write_json

EXAMPLES = Path(__file__).parents[3] / "examples"
TABLE = b"""\
side,nerve,muscle,site,latency_ms,amplitude_mv,position_cm,strength_mrc,needle,mune,csa mm2
right,ulnar,adm,wrist,3.0,8.0,,3,fibs + few units,80,
right,ulnar,adm,ulnar_elbow,6.0,7.9,-4,,,,
right,ulnar,adm,ulnar_elbow,NR,NR,0,,,,
right,ulnar,,below_elbow,,,,,,,12
right,median,apb,,,,,4-,,,
"""
PAGE: dict[str, Any] = json.loads(write_json(parse_csv(TABLE)))


def test_it_comes_back_the_same_from_json_and_from_a_table() -> None:
    study = parse_csv(TABLE)
    assert [one.position_mm for one in study.inched] == [-40, 0]
    assert study.muscles[0].needle == ("fibrillations", "few_units")
    assert (len(study.measures), len(study.areas)) == (1, 1)
    assert parse_json(write_json(study).encode()) == study
    back = parse_csv(write_csv_study(study).encode())
    assert (back.measures, back.inched, back.areas) == (study.measures, study.inched, study.areas)
    assert set(back.muscles) == set(study.muscles)


def test_the_schema_says_the_same() -> None:
    check = jsonschema.Draft202012Validator(dict(schema()))
    check.validate(PAGE)
    assert PAGE["version"] == 2
    assert not check.is_valid({**PAGE, "version": 1})


def test_version_1_is_still_read_and_written_where_it_holds_the_study() -> None:
    old = EXAMPLES / "waves" / "ulnar_block.json"
    study = read_study(old).study
    assert json.loads(old.read_text(encoding="utf-8"))["version"] == 1
    assert json.loads(write_json(study))["version"] == 1
    assert (study.inched, study.muscles, study.areas) == ((), (), ())


def test_version_3_has_two_findings_of_the_needle_more() -> None:
    example = EXAMPLES / "beside" / "needle.json"
    study = read_study(example).study
    assert study.muscles[0].needle == ("fibrillations", "long_units", "polyphasic_units")
    page = json.loads(example.read_text(encoding="utf-8"))
    assert page["version"] == json.loads(write_json(study))["version"] == 3
    assert parse_json(write_json(study).encode()) == study
    check = jsonschema.Draft202012Validator(dict(schema()))
    check.validate(page)
    older = {**page, "version": 2}
    assert not check.is_valid(older)
    with pytest.raises(Fault, match="version"):
        parse_json(json.dumps(older).encode())


@pytest.mark.parametrize(
    ("part", "change", "column"),
    [
        ("inched", {"origin": "knee"}, "inched[0].origin"),
        ("inched", {"muscle": "biceps"}, "inched[0].muscle"),
        ("inched", {"nerve": "nose"}, "inched[0].nerve"),
        ("muscles", {"muscle": "nose"}, "muscles[0].muscle"),
        ("muscles", {"strength_mrc": "6"}, "muscles[0].strength_mrc"),
        ("muscles", {"needle": ["normal", "fibrillations"]}, "muscles[0]"),
        ("areas", {"site": "knee"}, "areas[0].site"),
        ("areas", {"area_mm2": 0}, "areas[0]"),
    ],
)
def test_what_is_not_understood_is_named(part: str, change: dict[str, Any], column: str) -> None:
    first, *rest = PAGE[part]
    page = {**PAGE, part: [{**first, **change}, *rest]}
    with pytest.raises(Fault) as caught:
        parse_json(json.dumps(page).encode())
    assert caught.value.column == column


def test_one_thing_is_told_once_and_never_in_version_1() -> None:
    with pytest.raises(Fault, match="twice"):
        parse_json(json.dumps({**PAGE, "areas": PAGE["areas"] * 2}).encode())
    with pytest.raises(Fault):
        parse_json(json.dumps({**PAGE, "version": 1}).encode())


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("right,ulnar,adm,wrist,3.0,8.0,,6,,,", "strength_mrc"),
        ("right,ulnar,adm,wrist,3.0,8.0,,,odd,,", "needle"),
        ("right,ulnar,adm,wrist,3.0,8.0,,,,-3,", "motor_units"),
        ("right,ulnar,adm,knee,3.0,8.0,2,,,,", "site"),
        ("right,ulnar,adm,,3.0,8.0,,3,,,", "site"),
        ("right,ulnar,,wrist,,,,3,,,", "muscle"),
        ("right,ulnar,adm,,,,,,,,9", "site"),
    ],
)
def test_a_cell_that_cannot_be_meant_is_a_fault_of_its_column(row: str, column: str) -> None:
    header = TABLE.splitlines()[0].decode()
    with pytest.raises(Fault) as caught:
        parse_csv(f"{header}\n{row}\n".encode())
    assert [one.column for one in caught.value.each] == [column]
