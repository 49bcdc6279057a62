"""Tables of other programs that were refused word by word, and what is right of them."""

import pytest

from multifocal.criteria import evaluate
from multifocal.formats import parse_study

VELOCITY = """\
side,nerve,muscle,site,latency_ms,amplitude_mv,negative_peak_area_mvms,negative_peak_duration_ms,\
distance_mm,CV (m/s)
right,ulnar,adm,wrist,3.0,8.0,30.0,6.0,65,
right,ulnar,adm,below_elbow,6.9,3.6,14.0,6.6,220,56.4
"""
LONG_NAMES = """\
side,nerve,recording,Stim Site,Onset Lat (ms),B-P Amp (mV),Neg Area (mVms),Neg Dur (ms),Dist (mm)
right,ulnar,adm,wrist,3.0,8.0,30.0,6.0,65
right,ulnar,adm,below_elbow,6.9,3.6,14.0,6.6,220
"""
SUMMARY = """\
Site,NR,Onset (ms),Norm Onset (ms),O-P Amp (mV),Norm O-P Amp,Neg Dur (ms),Site1,Site2,\
Delta-O (ms),Dist (cm),Vel (m/s),Norm Vel (m/s)
Right Ulnar Motor (Abd Dig Minimi),,,,,,,,,,,,
Wrist,,3.0,<4.2,8.0,>5,6.0,B Elbow,Wrist,3.9,22.0,56,>50
B Elbow,,6.9,,3.6,,6.6,,,,,,
"""
PLAIN = VELOCITY.replace(",CV (m/s)", "").replace(",56.4", "").replace(",65,\n", ",65\n")


@pytest.mark.parametrize(
    ("table", "says"), [(VELOCITY, "CV (m/s)"), (LONG_NAMES, ""), (SUMMARY, "Norm Vel (m/s)")]
)
def test_they_are_read_as_the_projects_own_table_is(table: str, says: str) -> None:
    found = parse_study(table.encode())
    assert any(says in str(one) for one in found.remarks) or not says
    right = parse_study(PLAIN.encode()).study
    segment, wanted = evaluate(found.study).segments[0], evaluate(right).segments[0]
    pair = found.study.measures
    assert [(one.site, one.latency_ms, one.amplitude_mv) for one in pair] == [
        ("wrist", 3.0, 8.0), ("below_elbow", 6.9, 3.6),
    ]  # fmt: skip
    assert pair[1].distance_mm == 220
    if table != SUMMARY:  # a summary without areas cannot show a fall of the area
        assert segment.block == wanted.block
    else:
        assert [one.negative_peak_area_mvms for one in pair] == [None, None]
        assert [one.negative_peak_duration_ms for one in pair] == [6.0, 6.6]
