"""Which patients are left to judge, and files that hold exactly what was judged."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.evidence import GROUPS, patient
from multifocal.evidence.sharded.identity import run_header
from multifocal.evidence.sharded.shard import Shard, patients_there, shards_left
from multifocal.evidence.sharded.shard_file import KEY, from_parquet, to_parquet
from multifocal.fault import Fault
from tests.evidence.sharded.drawn import drawn

SHARD = Shard(3, 5)
HEADER = run_header(7)
RECORDS = [drawn(group, number) for number in range(3, 6) for group in GROUPS]
CONTENT = to_parquet(RECORDS, SHARD, HEADER)


@given(st.integers(1, 60), st.integers(1, 20), st.sets(st.integers(0, 80), max_size=20))
def test_every_patient_is_judged_once_whatever_is_there(
    patients: int, each: int, ends: set[int]
) -> None:
    """Files of other sizes, gaps, and more patients than are asked for."""
    cuts = sorted(ends)
    there = [Shard(a, b - 1) for a, b in pairwise(cuts)][::2]
    left = shards_left(patients, there, each)
    numbers = [n for one in (*there, *left) for n in range(one.first, one.last + 1)]
    assert len(numbers) == len(set(numbers))
    assert set(range(patients)) <= set(numbers)
    assert all(one.last < patients and one.last // each == one.first // each for one in left)


def test_a_shard_and_its_name_are_one() -> None:
    for shard in (SHARD, Shard(0, 0), Shard(12_345_678, 123_456_789)):
        assert Shard.named(shard.name) == shard
    for name in ("patients-1-2.parquet", "patients-0000005-0000003.parquet", "notes.txt",
                 SHARD.name + ".part", f"../{SHARD.name}"):  # fmt: skip
        assert Shard.named(name) is None


def test_patients_are_counted_by_the_files_that_are_there(tmp_path: Path) -> None:
    """As a run is interrupted between a shard's writing and its being told."""
    out = tmp_path / "run"
    assert patients_there(out, 9) == 0
    (out / "patients").mkdir(parents=True)
    for name in (Shard(0, 3).name, Shard(6, 11).name, ".multifocal-draft.parquet", "x.parquet"):
        (out / "patients" / name).touch()
    assert patients_there(out, 9) == (4 + 3) * len(GROUPS)
    assert patients_there(out, 5) == 4 * len(GROUPS)


def test_a_patient_is_the_same_in_any_shard() -> None:
    """Seeded by the patient's own number; what was drawn before never matters."""
    forward = [patient(group, number, 4) for number in range(6) for group in GROUPS]
    backward = [patient(group, number, 4) for number in (5, 4, 3, 2, 1, 0) for group in GROUPS]
    key = lambda one: (one.number, one.group)  # noqa: E731
    assert sorted(map(repr, forward)) == sorted(map(repr, backward))
    assert {key(one): one for one in forward} == {key(one): one for one in backward}


def test_a_file_holds_exactly_what_was_judged() -> None:
    found = from_parquet(CONTENT, SHARD, HEADER, "x")
    assert json.dumps(found, sort_keys=True) == json.dumps(RECORDS, sort_keys=True)
    assert to_parquet(found, SHARD, HEADER) == CONTENT


def test_the_manifest_tells_version_rule_sets_seed_and_engine() -> None:
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    told = json.loads(parquet.read_schema(pa.BufferReader(CONTENT)).metadata[KEY])
    assert told["run"]["seed"] == 7 and told["run"]["engine"] == "fast"
    assert told["run"]["rule_sets"]["efns-pns-2010"]
    assert (told["first"], told["last"], told["patients"]) == (3, 5, 12)
    assert {"numba", "numpy", "python"} <= told["made_with"].keys()


def test_it_is_a_table_for_others() -> None:
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    table = parquet.read_table(pa.BufferReader(CONTENT))
    assert table.num_rows == sum(len(one["segments"]) for one in RECORDS)
    assert {"group", "number", "nerve", "stopped_share", "answers"} <= set(table.column_names)


@pytest.mark.parametrize(
    ("other", "what"),
    [({"seed": 8}, "seed"), ({"code": "0"}, "code"), ({"rule_sets": {}}, "rule_sets"),
     ({"made_by": "multifocal 0.0.9"}, "made_by"), ({"engine": "reference"}, "engine")],
)  # fmt: skip
def test_a_shard_of_another_run_is_told_apart(other: dict[str, Any], what: str) -> None:
    with pytest.raises(Fault, match=rf"another run \(another {what}\)"):
        from_parquet(CONTENT, SHARD, HEADER | other, "x")


def swapped(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [records[1], records[0], *records[2:]]


@pytest.mark.parametrize(
    "change", [swapped, lambda records: records[1:], lambda records: [*records, records[0]]]
)
def test_other_patients_than_the_name_says_are_a_damage(
    change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]],
) -> None:
    with pytest.raises(Fault, match="damaged"):
        from_parquet(to_parquet(change(RECORDS), SHARD, HEADER), SHARD, HEADER, "x")
    with pytest.raises(Fault, match="damaged"):
        from_parquet(CONTENT, Shard(0, 2), HEADER, "x")


@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
def test_no_changed_byte_changes_a_patient(at: int, by: int) -> None:
    """Either it is noticed, or it lies where nothing is said."""
    damaged = bytearray(CONTENT)
    damaged[at] ^= by
    try:
        found = from_parquet(bytes(damaged), SHARD, HEADER, "x")
    except Fault:
        return
    assert found == RECORDS


@pytest.mark.parametrize("keep", [0, 4, 100, -1])
def test_a_file_cut_short_is_a_damage(keep: int) -> None:
    with pytest.raises(Fault, match="damaged") as found:
        from_parquet(CONTENT[:keep], SHARD, HEADER, "here.parquet")
    assert found.value.source == "here.parquet"


def test_a_patient_without_a_segment_is_refused() -> None:
    with pytest.raises(ValueError, match="segment"):
        to_parquet([drawn("mmn", 3) | {"segments": []}], SHARD, HEADER)
