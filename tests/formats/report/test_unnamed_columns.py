"""Numbers under no heading are never lost without a word: they may be those of the other arm."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import parse_study, read_report

MERGED = """Nerve,Site,Latency (ms),,Amplitude (mV),
R Median (APB),Wrist,3.5,3.6,8.8,9.0
,Elbow,7.9,8.0,8.5,2.0
"""


def test_such_a_column_is_asked_about_and_named_where_it_is_left_out() -> None:
    (question,) = read_report(MERGED.encode()).questions
    assert question.id == "unnamed:1" and "2.0" in question.text
    with pytest.raises(Fault, match="unnamed:1=leave-out"):
        parse_study(MERGED.encode())
    told = parse_study(MERGED.encode(), answers={question.id: "leave-out"})
    assert [one.amplitude_mv for one in told.study.measures] == [8.8, 8.5]
    assert any("9.0" in one for one in told.unread)


@pytest.mark.parametrize("flag", ["*", "H", "abnormal", ""])
def test_a_column_of_flags_without_a_heading_holds_no_numbers(flag: str) -> None:
    table = MERGED.replace("3.6", flag).replace("8.0,", f"{flag},")
    table = table.replace(",9.0", f",{flag}").replace(",2.0", f",{flag}")
    assert not read_report(table.encode()).questions
