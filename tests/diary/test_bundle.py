"""The one file: every version is read, nothing is lost on the way, what is unknown is refused."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from multifocal.diary import Bundle, Entry, Infusion, new_entry, read_bundle, write_bundle
from multifocal.diary.json_schema import bundle_schema, schema_text
from multifocal.fault import Fault
from tests.diary.made import MONDAY, day, diaries

ROOT = Path(__file__).parents[2]
VERSIONS = sorted((ROOT / "examples" / "diary").glob("version-*.json"))
SCHEMA_FILE = ROOT / "src" / "multifocal" / "diary" / "diary.schema.json"


@pytest.mark.parametrize("path", VERSIONS, ids=lambda one: one.stem)
def test_an_example_of_every_version_is_read_for_good(path: Path) -> None:
    entries = read_bundle(path.read_bytes()).entries
    assert {one.kind for one in entries} >= {"force", "infusion", "task", "symptom", "about"}
    assert any(one.former for one in entries) and any(one.deleted for one in entries)


def test_the_newest_example_is_what_is_written_today() -> None:
    content = VERSIONS[-1].read_bytes()
    assert write_bundle(read_bundle(content)) == content


@settings(max_examples=10, deadline=None)
@given(diaries())
def test_a_round_trip_loses_nothing(entries: tuple[Entry, ...]) -> None:
    written = write_bundle(Bundle(entries, MONDAY))
    again = read_bundle(written)
    assert {one.id: one for one in again.entries} == {one.id: one for one in entries}
    assert again.made == MONDAY
    assert write_bundle(again) == written == write_bundle(Bundle(entries[::-1], MONDAY))
    jsonschema.validate(json.loads(written), bundle_schema())


def test_the_schema_file_is_that_of_the_nouns() -> None:
    """Written by: python -c "from multifocal.diary.json_schema import *; print(schema_text())"."""
    assert SCHEMA_FILE.read_text("utf-8") == schema_text()


def page() -> dict[str, Any]:
    infusion = Infusion("given", "intravenous", "Example 10 %", ("A1",), Decimal(70), "g")
    entry = new_entry(infusion, day(0), MONDAY, "7d44e1c4-2d1a-4bd8-9c6e-0c6d0c3f3a01")
    found: dict[str, Any] = json.loads(write_bundle(Bundle((entry,))))
    return found


def content(one: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = one["entries"][0]["versions"][0]["content"]
    return found


@pytest.mark.parametrize(
    ("change", "columns"),
    [
        (lambda p: content(p).update(dosage=1), ["entries[0].versions[0].content"]),
        (lambda p: p.update(extra=1), [""]),
        (lambda p: content(p).update(dose="7O"), ["entries[0].versions[0].content.dose"]),
        (lambda p: content(p).update(dose="７０"), ["entries[0].versions[0].content.dose"]),
        (lambda p: content(p).update(dose=70), ["entries[0].versions[0].content.dose"]),
        (lambda p: content(p).update(dose="7000"), ["entries[0].versions[0].content.dose"]),
        (lambda p: content(p).pop("dose_unit"), ["entries[0].versions[0].content.dose_unit"]),
        (lambda p: content(p).update(status="done", route="oral"),
         ["entries[0].versions[0].content.status", "entries[0].versions[0].content.route"]),
        (lambda p: content(p).update(weight="300", weight_unit="stone", lots=["A", ""]),
         ["entries[0].versions[0].content.weight_unit"]),
        (lambda p: p["entries"][0].update(id="1"), ["entries[0].id"]),
        (lambda p: p["entries"].append(p["entries"][0]), ["entries[1].id"]),
        (lambda p: p["entries"][0]["versions"][0].update(kind="dose"),
         ["entries[0].versions[0].kind"]),
        (lambda p: p["entries"][0]["versions"][0].update(written="2026-03-02"),
         ["entries[0].versions[0].written"]),
        (lambda p: p["entries"][0]["versions"][0]["when"].pop("offset_minutes"),
         ["entries[0].versions[0].when.offset_minutes"]),
        (lambda p: p["entries"][0]["versions"][0]["when"].update(day="2026-02-30"),
         ["entries[0].versions[0].when.day"]),
    ],
)  # fmt: skip
def test_each_fault_of_a_file_is_named_with_its_field(
    change: Callable[[dict[str, Any]], object], columns: list[str]
) -> None:
    broken = page()
    change(broken)
    with pytest.raises(Fault) as fault:
        read_bundle(json.dumps(broken).encode())
    assert [one.column for one in fault.value.each] == columns
    assert all(str(one) for one in fault.value.each)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b'{"schema": "multifocal-diary", "version": 2, "entries": []}', "diary.newer"),
        (b'{"schema": "multifocal-diary", "version": true, "entries": []}', "diary.version"),
        (b'{"schema": "multifocal-diary", "entries": []}', "diary.version"),
        (b'{"schema": "other", "version": 1}', "diary.no_bundle"),
        (b"[]", "diary.no_bundle"),
        (b"{", "diary.broken"),
        (b'{"version": NaN}', "diary.broken"),
        (b"[" * 100_000, "diary.broken"),
        (b"\xff\xfe", "diary.not_utf8"),
    ],
)
def test_what_is_no_bundle_of_a_known_version_gets_one_clear_line(content: bytes, key: str) -> None:
    with pytest.raises(Fault) as fault:
        read_bundle(content)
    assert fault.value.key == key and str(fault.value)
