"""A laboratory's own limits of normal, from its file."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.body import Subject
from multifocal.criteria import evaluate, evaluation_json, said
from multifocal.fault import Fault
from multifocal.formats import laboratory, parse_csv, parse_reference, read_reference
from multifocal.study import Study
from tests.criteria.sensory.rows import felt
from tests.study.tables import pair, table

HEADER = b"nerve,muscle,amplitude_lower_mv,age_from_years,age_below_years\n"


def own(text: str) -> bytes:
    return HEADER + text.encode()


def test_a_laboratory_s_limits_are_said_to_be_its_own() -> None:
    mine = parse_reference(own("Ulnar,ADQ,7.0,,\n"))
    found = evaluation_json(evaluate(parse_csv(table(*pair())), reference=mine))
    assert found["reference"] == "laboratory-reference-values"
    texts = [one["text"] for one in found["segments"][0]["findings"]]
    assert any("1.4 of 7.0 mV" in text and "laboratory's own value" in text for text in texts)


FELT = (
    b"nerve,muscle,skin,site,distance_mm,amplitude_lower_uv,velocity_lower_m_s,"
    b"age_from_years,age_below_years,height_from_cm,height_below_cm\n"
)
BY_AGE_AND_HEIGHT = FELT + (
    b"median,,D2,wrist,130,15,52,,60,,180\n"
    b"median,,D2,wrist,130,14,50,,60,180,\n"
    b"median,,D2,wrist,130,8,46,60,,,\n"
    b"ulnar,adm,,,,,50,,,,\n"
)


@pytest.mark.parametrize(
    ("age", "height", "amplitude", "velocity"),
    [
        (59.9, 179.9, 15.0, 52.0),
        (59.9, 180.0, 14.0, 50.0),
        (60.0, 170.0, 8.0, 46.0),
        (59.9, None, 14.0, 50.0),  # the widest that the person may be
        (None, None, 8.0, 46.0),
    ],
)
def test_sensory_limits_by_age_and_height(
    age: float | None, height: float | None, amplitude: float, velocity: float
) -> None:
    mine = parse_reference(BY_AGE_AND_HEIGHT)
    row = felt("median", 20.0, distance_mm=130.0, latency_ms=2.5)
    study = Study((row,), subject=Subject(age, None, height))
    (found,) = evaluate(study, reference=mine).sensory
    limits = [one.threshold.value for one in found.findings if one.threshold]
    assert limits == [amplitude, velocity]
    assert "laboratory's own value" in said(found.findings[0])
    assert mine.limits("ulnar", "adm") is not None


@pytest.mark.parametrize(
    ("content", "where", "what"),
    [
        (b"", None, "empty"),
        (HEADER, 1, "no rows"),
        (b"muscle,amplitude_lower_mv\nadm,3\n", 1, "column nerve is missing"),
        (b"nerve,muscle,amplitude\nulnar,adm,3\n", 1, "no column of a reference table"),
        (b"nerve,muscle,nerve\nulnar,adm,3\n", 1, "stands twice"),
        (own("ulnar,adm,forty,,\n"), 2, "no plausible amplitude_lower_mv"),
        (own("ulnar,adm,-3,,\n"), 2, "no plausible amplitude_lower_mv"),
        (own("ulnar,adm,3000,,\n"), 2, "no plausible"),
        (own("ulnar,adm,nan,,\n"), 2, "no plausible"),
        (own("ulnar,adm,,,\n"), 2, "no limit"),
        (own("ulnar,xyz,3,,\n"), 2, "no muscle"),
        (own("ulnar,biceps,3,,\n"), 2, "does not supply"),
        (own("ulnar,adm,3,50,40\n"), 2, "holds for nobody"),
        (own("ulnar,adm,3,,50\nulnar,adm,4,49,\n"), 3, "same age"),
        (own("ulnar,adm,3\n"), 2, "cells"),
        (FELT + b"median,,D2,wrist,,,,,,,\n", 2, "no limit"),
        (FELT + b"median,,knee,wrist,,9,,,,,\n", 2, "knee"),
        (FELT + b"median,,D2,,,9,,,,,\n", 2, "site"),
        (FELT + b"median,apb,,,,9,,,,,\n", 2, "does not belong to this kind of row"),
        (FELT + b"median,,D2,wrist,,9,,,50,,\nmedian,,D2,wrist,,8,,49,,,\n", 3, "same age"),
        (b"\x00\x01", None, "binary"),
    ],
)
def test_a_file_at_fault_names_line_and_remedy(
    content: bytes, where: int | None, what: str
) -> None:
    with pytest.raises(Fault) as caught:
        parse_reference(content, "mine.csv")
    assert what in str(caught.value)
    assert caught.value.line == where or where is None
    assert caught.value.source == "mine.csv" and caught.value.remedy


@given(st.binary(max_size=200) | st.text(max_size=200).map(own))
def test_any_bytes_are_a_table_or_a_fault(content: bytes) -> None:
    with suppress(Fault):
        assert parse_reference(content).rows


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="cannot be read"):
        read_reference(tmp_path / "none.csv")


def test_a_table_of_far_too_many_rows_is_refused_before_any_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a row was read")

    monkeypatch.setattr(laboratory, "_row", refuse)
    with pytest.raises(Fault, match=f"more than {laboratory.MOST_ROWS} rows"):
        parse_reference(own("ulnar,adm,3,,\n" * (laboratory.MOST_ROWS + 1)))


def test_rows_of_one_muscle_are_compared_with_each_other_only_and_are_limited() -> None:
    head = b"nerve,muscle,amplitude_lower_mv,age_from_years,age_below_years\n"
    years = [f"{k / 10:.1f},{(k + 1) / 10:.1f}\n" for k in range(laboratory.MOST_ROWS_ALIKE)]
    places = ("ulnar,adm", "ulnar,fdi", "median,apb", "radial,eip")
    spent_s = []
    for some in (places[:1], places):
        most = "".join(f"{place},3,{year}" for place in some for year in years)
        began = time.process_time()
        table = parse_reference(head + most.encode())
        spent_s.append(time.process_time() - began)
    assert spent_s[1] < 8 * spent_s[0]  # four times; compared with all rows it would be sixteen
    assert len(table.rows) == len(places) * laboratory.MOST_ROWS_ALIKE
    with pytest.raises(Fault, match="rows of ulnar adm"):
        parse_reference(head + "".join(f"ulnar,adm,3,{y}" for y in [*years, "60,61\n"]).encode())
