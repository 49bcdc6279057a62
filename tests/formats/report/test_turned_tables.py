"""Sites as columns over rows of latency and amplitude: turned where each number's site is said."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import Understood, parse_study, read_report
from multifocal.formats.report import is_report

TABS = """Nerf médian droit (court abducteur du pouce)
\tPoignet\tCoude\tAisselle
Latence (ms)\t3,9\t8,4\t10,5
Amplitude (mV)\t7,7\t7,4\t2,4
Distance (mm)\t\t235\t115
Vitesse (m/s)\t\t52,2\t54,8
Nerf ulnaire droit (abducteur du petit doigt)
\tPoignet\tSous coude\tSus coude
Latence (ms)\t2,7\t6,5\t8,3
Amplitude (mV)\t9,1\t8,9\t8,6
"""
PLACES = """Right median nerve - APB
                 Wrist     Elbow     Axilla    Normal
Latency (ms)     3.9       8.4       10.5      <4.2
Amplitude (mV)   7.7       7.4       2.4       >4
Distance (mm)              235       115
"""
CORNER = """Right median APB\tWrist\tElbow\tAxilla
Latency (ms)\t3.9\t8.4\t10.5
Amplitude (mV)\t7.7\t7.4\t2.4
Distance (mm)\t\t235\t115
"""
MEDIAN = [("median", "wrist", 3.9, 7.7, None), ("median", "elbow", 8.4, 7.4, 235.0),
          ("median", "axilla", 10.5, 2.4, 115.0)]  # fmt: skip


def rows(found: Understood) -> list[tuple[object, ...]]:
    return [
        (one.nerve, one.site, one.latency_ms, one.amplitude_mv, one.distance_mm)
        for one in found.study().measures
    ]


@pytest.mark.parametrize("text", [TABS, PLACES, CORNER])
def test_each_number_is_of_the_site_above_it(text: str) -> None:
    assert is_report(text.encode())
    found = read_report(text.encode())
    assert rows(found)[:3] == MEDIAN
    assert {one.side for one in found.study().measures} == {"right"}
    assert "turned" in {one.key for one in found.notes}


def test_a_second_nerve_has_sites_of_its_own() -> None:
    assert rows(read_report(TABS.encode()))[3:] == [
        ("ulnar", "wrist", 2.7, 9.1, None), ("ulnar", "below_elbow", 6.5, 8.9, None),
        ("ulnar", "above_elbow", 8.3, 8.6, None),
    ]  # fmt: skip


def test_no_response_stays_at_its_site() -> None:
    text = CORNER.replace("10.5", "").replace("2.4", "NR")
    assert [one.absent for one in read_report(text.encode()).study().measures] == [
        False, False, True,
    ]  # fmt: skip


def test_a_side_in_the_corner_is_asked_about() -> None:
    text = CORNER + CORNER.replace("Right median APB", "Left")
    assert "line:5" in {one.id for one in read_report(text.encode()).questions}


@pytest.mark.parametrize(
    "text",
    [
        "Right median APB\n\tWrist\tElbow\tWrist\tElbow\nLatency (ms)\t3.9\t8.4\t3.8\t8.3\n"
        "Amplitude (mV)\t7.7\t2.4\t7.6\t7.5\n",
        "Median nerve (APB)\n\tRight\t\tLeft\t\n\tResult\tNormal\tResult\tNormal\n"
        "Distal latency (ms)\t3.8\t<4.2\t4.0\t<4.2\nAmplitude wrist (mV)\t8.4\t>4\t8.0\t>4\n"
        "Amplitude elbow (mV)\t8.1\t>4\t2.7\t>4\n",
    ],
)
def test_one_that_leaves_a_site_or_side_open_is_refused_as_what_it_is(text: str) -> None:
    with pytest.raises(Fault) as refused:
        parse_study(text.encode())
    assert refused.value.key == "formats.turned_table"


def test_cells_with_units_are_a_table_and_no_sentence() -> None:
    text = "Motor\nNerve\tR\tL\nMedian APB wrist\t9.8 mV\t9.6 mV\nMedian elbow\t9.5 mV\t3.1 mV\n"
    with pytest.raises(Fault) as refused:
        parse_study(text.encode())
    assert refused.value.key == "formats.unknown_table"
