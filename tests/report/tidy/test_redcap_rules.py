"""The dictionary and the rows for REDCap, by the rules that `redcap-rules` tells of it."""

import csv
import io
import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from multifocal.criteria import criteria_names, evaluate_by
from multifocal.formats import read_study
from multifocal.report.tidy import redcap_contents, segment_rows, study_row
from multifocal.report.tidy.redcap import record_names

EXAMPLES = Path(__file__).parents[3] / "examples"
# As REDCap knowledge base article RC-FD-08 numbers them, A to R, with the names of redcapdd.
COLUMNS = """Variable / Field Name
Form Name
Section Header
Field Type
Field Label
Choices, Calculations, OR Slider Labels
Field Note
Text Validation Type OR Show Slider Number
Text Validation Min
Text Validation Max
Identifier?
Branching Logic (Show field only if...)
Required Field?
Custom Alignment
Question Number (surveys only)
Matrix Group Name
Matrix Ranking?
Field Annotation""".splitlines()
TYPES = {"text", "notes", "dropdown", "radio", "checkbox", "calc", "file", "descriptive", "slider",
         "yesno", "truefalse"}  # fmt: skip
VALIDATED: Mapping[str, Callable[[str], object]] = {
    "": str, "number": float, "integer": int, "date_ymd": date.fromisoformat,
}  # fmt: skip
NAMES = ["a.csv", "b c.csv", "Ä&'+#\"ö.csv", "x/y.csv", f"{'long' * 40}.csv", "=1.csv"]
Rows = list[dict[str, str]]


def pages(names: list[str]) -> tuple[Rows, Rows, list[str]]:
    """Dictionary, data and the header of the data, of one study under several names."""
    study = read_study(EXAMPLES / "two_arms.csv").study
    found = evaluate_by(study)
    made = redcap_contents(
        Path("redcap.csv"),
        criteria_names(),
        [study_row(one, study, found) for one in names],
        [row for one in names for row in segment_rows(one, study, found)],
    )
    dictionary, data = (content.decode() for content in made.values())
    assert next(csv.reader(io.StringIO(dictionary))) == COLUMNS
    header = next(csv.reader(io.StringIO(data)))
    each = (list(csv.DictReader(io.StringIO(page))) for page in (dictionary, data))
    return next(each), next(each), header


DICTIONARY, DATA, HEADER = pages(NAMES)
FIELDS = {row[COLUMNS[0]]: row for row in DICTIONARY}


def test_names_of_fields_and_forms() -> None:
    assert len(FIELDS) == len(DICTIONARY)
    for name, row in FIELDS.items():
        assert re.fullmatch(r"[a-z][a-z0-9_]{1,25}", name), name
        assert not name.startswith("redcap_")
        assert not name.endswith("_complete")
        assert re.fullmatch(r"[a-z][a-z0-9_]+", row["Form Name"])
        assert row["Field Label"].strip()
    forms = [form for form, _ in groupby(row["Form Name"] for row in DICTIONARY)]
    assert len(forms) == len(set(forms)) == 2  # the rows of a form stand together


def test_the_record_comes_first_and_is_a_text() -> None:
    first = DICTIONARY[0]
    assert (first[COLUMNS[0]], first["Field Type"]) == ("record_id", "text")
    assert HEADER[0] == "record_id"


@pytest.mark.parametrize("row", DICTIONARY, ids=list(FIELDS))
def test_a_field_has_what_its_type_takes(row: dict[str, str]) -> None:
    kind, choices = row["Field Type"], row["Choices, Calculations, OR Slider Labels"]
    assert kind in TYPES
    assert bool(choices) == (kind in ("radio", "dropdown", "checkbox"))
    codes = [one.split(", ", 1) for one in choices.split(" | ")] if choices else []
    assert all(re.fullmatch(r"[a-z0-9_]+", code) and label for code, label in codes)
    assert len({code for code, _ in codes}) == len(codes)
    validation = row["Text Validation Type OR Show Slider Number"]
    assert validation in VALIDATED
    assert not validation or kind == "text"
    assert row["Identifier?"] in ("", "y")
    rest = [row[name] for name in (*COLUMNS[2:3], *COLUMNS[8:10], *COLUMNS[11:])]
    assert not any(rest)


def test_what_may_name_a_person_is_marked_so() -> None:
    marked = {name for name, row in FIELDS.items() if row["Identifier?"]}
    assert marked == {"record_id", "file", "date", "remarks"}


def test_every_row_says_where_it_belongs_and_holds_only_that_forms_fields() -> None:
    coordinates = ["record_id", "redcap_repeat_instrument", "redcap_repeat_instance"]
    assert HEADER[:3] == coordinates
    assert HEADER[3:] == [name for name in FIELDS if name != "record_id"]
    instances: dict[str, list[int]] = {}
    for row in DATA:
        repeated, instance = row[coordinates[1]], row[coordinates[2]]
        assert bool(repeated) == bool(instance)
        form = repeated or DICTIONARY[0]["Form Name"]
        if repeated:
            instances.setdefault(row["record_id"], []).append(int(instance))
        filled = {name for name in HEADER[3:] if row[name]}
        assert filled
        assert {FIELDS[name]["Form Name"] for name in filled} == {form}
    assert all(one == list(range(1, len(one) + 1)) for one in instances.values())
    assert len(instances) == len(NAMES)


def test_every_value_is_one_that_its_field_takes() -> None:
    for row in DATA:
        for name in HEADER[3:]:
            field, value = FIELDS[name], row[name]
            if not value:
                continue
            VALIDATED[field["Text Validation Type OR Show Slider Number"]](value)
            choices = field["Choices, Calculations, OR Slider Labels"]
            assert not choices or value in [one.split(", ")[0] for one in choices.split(" | ")]


def test_records_have_names_that_a_project_takes_and_no_two_the_same() -> None:
    names = record_names(
        [*NAMES, "A.csv", "a-csv", "b-c.csv", "öä.csv", "äö.csv", f"{'long' * 40}.edf", "漢.csv"]
    )
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}", one) for one in names.values())
    assert len({one.casefold() for one in names.values()}) == len(names)
    assert names["x/y.csv"] == "x-y-csv"
    assert record_names(["a.csv"]) == {"a.csv": "a-csv"}
    one, other = (record_names([name, "漢.csv"]) for name in ("b.csv", "c.csv"))
    assert one["漢.csv"] == other["漢.csv"]
