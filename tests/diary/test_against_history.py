"""FHIR brought in beside what is here: read again it is nothing new, and no history is lost."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from multifocal.diary import Entry, Force, Note, merge, preview_import, read_bundle
from multifocal.diary.against_history import against, is_fhir
from multifocal.diary.fhir import write_diary_fhir
from multifocal.diary.fhir_reading import read_diary_fhir
from tests.diary.made import MONDAY, day

EXAMPLE = Path(__file__).parents[2] / "examples" / "diary" / "version-1.json"
LATER = MONDAY + timedelta(days=1)


def grip(value: float) -> bytes:
    """As another system writes it: an id of its own, and not when it was written."""
    resource: dict[str, Any] = {
        "resourceType": "Observation", "id": "grip-1", "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "83174-3"}]},
        "effectiveDateTime": "2026-03-02",
        "valueQuantity": {"value": value, "unit": "kg", "code": "kgf"},
    }  # fmt: skip
    page = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": resource}]}
    return json.dumps(page).encode()


def brought(here: tuple[Entry, ...], content: bytes, hours: int = 0) -> tuple[Entry, ...]:
    there = read_diary_fhir(content, MONDAY + timedelta(hours=hours)).entries
    return merge(here, against(here, there))


def test_the_same_file_of_another_system_twice_changes_nothing() -> None:
    here = brought((), grip(18.5))
    again = against(here, read_diary_fhir(grip(18.5), LATER).entries)
    seen = preview_import(here, again)
    assert seen.same == here and merge(here, again) == here


def test_what_they_corrected_is_the_next_version_and_what_both_did_is_asked() -> None:
    here = brought((), grip(18.5))
    (entry,) = brought(here, grip(19), hours=1)
    tries = (Decimal("18.5"), Decimal(19))
    assert [v.content for v in entry.versions] == [
        Force("grip", "right", "kg", (t,)) for t in tries
    ]
    mine = (here[0].corrected(day(0), Force("grip", "right", "kg", (Decimal(20),)), LATER),)
    there = against(mine, read_diary_fhir(grip(19), LATER).entries)
    (conflict,) = preview_import(mine, there).conflicts
    assert len(conflict.merged.versions) == 3
    assert brought(mine, grip(18.5), hours=99) == mine  # an older saying undoes no correction


def test_ones_own_diary_comes_back_as_it_was_and_what_was_erased_stays_erased() -> None:
    entries = read_bundle(EXAMPLE.read_bytes()).entries
    corrected = tuple(
        one if one.deleted else one.corrected(one.when, Note("now"), LATER) for one in entries
    )
    written = write_diary_fhir(corrected)
    there = read_diary_fhir(written, MONDAY).entries
    assert set(merge(corrected, against(corrected, there))) == set(corrected)
    wiped = tuple(one.wiped(LATER) for one in corrected)
    assert set(merge(wiped, against(wiped, there))) == set(wiped)


def test_a_file_is_known_by_what_it_says_it_is() -> None:
    assert is_fhir(grip(1)) and is_fhir(b'\xef\xbb\xbf{"resourceType": "Patient"}')
    for other in (EXAMPLE.read_bytes(), b"", b"[1]", b"\xff", b"{", b"[" * 100_000):
        assert not is_fhir(other)
