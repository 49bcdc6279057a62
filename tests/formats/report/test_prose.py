"""A letter without a table, and a machine's table with a column that nobody knows."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import parse_study, read_report

DUTCH = """Geachte collega,

N. medianus rechts (APB): pols 3,5 ms, 7,8 mV, 25,0 mVms; elleboog 7,8 ms, 7,5 mV, 24,1 mVms.
Conclusie: geen geleidingsblok.
"""
ENGLISH = "Left median nerve (APB): wrist 3.4 ms, 8.2 mV; elbow 8.6 ms, 2.9 mV, 45 m/s.\n"
NATUS = """"No x","Test","Side","Nerve","Muscle","Stim Site","Latency (ms)","Amplitude (mV)","Vel"
"7","MNC","Left","Ulnar","ADM","Wrist","2.7","7.9",""
"7","MNC","Left","Ulnar","ADM","Below Elbow","6.5","7.7","57.9"
"7","FW","Left","Ulnar","ADM","","27.0","",""
"""


@pytest.mark.parametrize(
    ("letter", "count", "line"), [(DUTCH, "6 numbers", "line 3"), (ENGLISH, "5 numbers", "line 1")]
)
def test_a_letter_is_told_from_a_table(letter: str, count: str, line: str) -> None:
    with pytest.raises(Fault) as caught:
        parse_study(letter.encode())
    (fault,) = caught.value.each
    assert count in str(fault) and line in str(fault)
    assert "grid" in str(fault) and "latency_ms" not in str(fault)


def test_a_table_in_words_that_nobody_knows_is_not_said_to_be_a_letter() -> None:
    table = "Qux     Quux   Foo  Bar\nMedian  wrist  3.4  8.2\n        elbow  8.6  2.9\n"
    with pytest.raises(Fault, match="a table stands here"):
        parse_study(table.encode())


def test_words_without_a_number_are_no_table_either() -> None:
    with pytest.raises(Fault, match="without a table"):
        parse_study(b"The conduction study of both arms showed no block.\n")


def test_a_header_with_a_wrong_name_stays_a_table_whose_columns_are_listed() -> None:
    with pytest.raises(Fault, match="Columns:"):
        parse_study(b"side,nerve,muscle,site,latency_ms,amplitude_mv,foo\n")


def test_a_column_that_nobody_knows_is_left_out_and_named() -> None:
    understood = read_report(NATUS.encode())
    assert [(one.written, one.why) for one in understood.columns if not one.column][:1] == [
        ("No x", "unknown")
    ]
    study = parse_study(NATUS.encode()).study
    assert [(one.site, one.amplitude_mv) for one in study.measures] == [
        ("wrist", 7.9), ("below_elbow", 7.7),
    ]  # fmt: skip


def test_a_latency_of_f_waves_in_the_motor_column_is_told_to_be_left_out() -> None:
    reading = parse_study(NATUS.encode())
    assert reading.study.f_waves_unread == 1
    assert any("27.0" in one for one in reading.unread)
