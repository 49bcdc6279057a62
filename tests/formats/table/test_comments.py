"""A comment below a table's rows that speaks of a stimulus is not passed over."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import parse_study

ROWS = """side,nerve,muscle,site,latency_ms,amplitude_mv,supramaximal
right,median,apb,wrist,3.4,9.0,{}
right,median,apb,elbow,7.9,3.0,{}
# elbow: stimulus submaximal
"""


def test_it_is_refused_where_no_row_says_so() -> None:
    with pytest.raises(Fault, match="how a stimulus was") as caught:
        parse_study(ROWS.format("", "").encode())
    assert caught.value.each[0].line == 4


@pytest.mark.parametrize("said", [("yes", "no"), ("", "no"), ("yes", "yes")])
def test_it_is_named_where_the_rows_say_how_they_were(said: tuple[str, str]) -> None:
    found = parse_study(ROWS.format(*said).encode())
    assert any("submaximal" in str(one) for one in found.remarks)


def test_what_stands_above_the_table_is_of_the_file() -> None:
    text = ROWS.format("", "")
    assert parse_study(("# submaximal\n" + text.rsplit("#", 1)[0]).encode()).remarks == ()
