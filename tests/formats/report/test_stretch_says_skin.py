"""A sensory row whose cell "Wrist-D2" says where the nerve was stimulated and where recorded."""

import pytest

from multifocal.formats import Understood, read_report

HEAD = "Sensory\nNerve\tSite\tPeak Lat (ms)\tO-P Amp (µV)\tCV (m/s)\n"


def read(row: str) -> Understood:
    return read_report(f"{HEAD}{row}\n".encode())


@pytest.mark.parametrize("between", ["-", " - ", "–", " to "])
def test_both_places_are_read(between: str) -> None:
    found = read(f"Rt Ulnar\tWrist{between}D5\t4.3\t3.1\t34")
    assert not found.questions and found.sensory_unread == 0
    (response,) = found.study().measures
    assert (response.site, response.skin) == ("wrist", "little_finger")
    assert response.amplitude_mv == pytest.approx(0.0031)


def test_an_absent_response_is_kept() -> None:
    """In CIDP an absent sensory response is what speaks against MMN."""
    found = read("Rt Median\tWrist-D2\tNo response\t\t")
    assert not found.questions and found.sensory_unread == 0
    (response,) = found.study().measures
    assert (response.nerve, response.site, response.skin) == ("median", "wrist", "index_finger")
    assert response.absent


def test_a_stretch_with_an_unknown_end_is_still_told_to_be_left_out() -> None:
    found = read("Rt Median\tWrist-Quux\t3.0\t20\t55")
    assert found.questions or found.problems or found.sensory_unread == 1
