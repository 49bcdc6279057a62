"""The day of the study, said beside a table: it goes into one cell, and never over another day."""

import pytest

from multifocal.web.workup.study_day import with_day

TABLE = "side,nerve,muscle,site,latency_ms,amplitude_mv\nright,ulnar,adm,wrist,3.0,8.0\n"
NOTE = "# not read, line 4: Cold hand\n"


def test_the_day_stands_in_the_first_row_and_comments_stay() -> None:
    found = with_day(TABLE + "right,ulnar,adm,below_elbow,6.9,7.7\n" + NOTE, "2024-03-12")
    header, first, second, note, _ = found.split("\n")
    assert header.endswith("amplitude_mv,date")
    assert (first[-11:], second[-1:]) == (",2024-03-12", ",")
    assert f"{note}\n" == NOTE


@pytest.mark.parametrize("said", ["", "12/03/2024", "2024-13-01", "2024-03-12,right", "x" * 10])
def test_what_is_no_day_changes_nothing(said: str) -> None:
    assert with_day(TABLE, said) == TABLE


def test_a_day_that_the_table_has_stays() -> None:
    dated = with_day(TABLE, "2024-03-12")
    assert with_day(dated, "2024-12-03") == dated


@pytest.mark.parametrize("text", ["", "no table", '{"format": "multifocal-study"}', "a;b\n1;2\n"])
def test_what_is_no_table_of_the_grid_stays(text: str) -> None:
    assert with_day(text, "2024-03-12") == text
