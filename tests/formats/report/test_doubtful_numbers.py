"""Numbers and letters that may be of another unit, place or side: asked about, never guessed."""

import pytest

from multifocal.formats import Understood, read_report

COLUMNS = "Site\tLat (ms)\tAmp (mV)\tDist\tCV (m/s)"


def read(*lines: str, head: str = "R Median - APB", columns: str = COLUMNS) -> Understood:
    return read_report("\n".join((head, columns, *lines)).encode())


@pytest.mark.parametrize("head", ["Median - R: APB", "Median R: APB", "Median, R = APB"])
def test_an_r_that_records_is_no_side(head: str) -> None:
    (question,) = read("Wrist\t3.4\t9.0\t70\t", head=head).questions
    assert question.key == "side"


@pytest.mark.parametrize("head", ["R: Median - APB", "Median (R) APB", "Median APB R"])
def test_an_r_beside_the_nerve_is_a_side(head: str) -> None:
    assert read("Wrist\t3.4\t9.0\t70\t", head=head).study().measures[0].side == "right"


@pytest.mark.parametrize(
    ("wrist", "elbow", "lines"),
    [("7", "231", [3]), ("70", "23.1", [3]), ("70", "231", [])],
)
def test_distances_of_several_units_are_asked_about_by_row(
    wrist: str, elbow: str, lines: list[int]
) -> None:
    found = read(f"Wrist\t3.4\t9.0\t{wrist}\t", f"Elbow\t8.0\t8.8\t{elbow}\t50")
    assert [one.line for one in found.questions if one.key == "distance"] == lines
    content = "\n".join(
        ("R Median - APB", COLUMNS, f"Wrist\t3.4\t9.0\t{wrist}\t", f"Elbow\t8.0\t8.8\t{elbow}\t50")
    )
    left = {f"distance:{line}": "leave-out" for line in lines}
    distances = [one.distance_mm for one in read_report(content.encode(), left).study().measures]
    assert distances == ([None, 231] if lines else [70, 231])


def test_a_distance_of_which_only_one_is_from_the_electrode_is_asked_about() -> None:
    rows = ("Wrist\t2.6\t9.0\t65\t", "Below elbow\t6.4\t8.8\t220\t57.9",
            "Above elbow\t8.4\t8.7\t320\t50")  # fmt: skip
    found = read(*rows, head="R Ulnar - ADM")
    assert [(one.id, one.line) for one in found.questions] == [("distance:5", 5)]


SWAPPED = "Site\tLat (ms)\tDur neg (ms)\tNeg Area (mVms)\tAmp (mV)"


@pytest.mark.parametrize(
    ("elbow", "asks"),
    [("3.4\t11.0\t6.2", True), ("8.6\t15.0\t2.6", False), ("9.9\t17.0\t2.6", False)],
)  # fmt: skip
def test_a_response_that_shortens_as_a_blocked_one_loses_amplitude_is_asked_about(
    elbow: str, asks: bool
) -> None:
    found = read("Wrist\t3.4\t9.0\t27.0\t5.9", f"Elbow\t8.0\t{elbow}", columns=SWAPPED)
    assert [one.id for one in found.questions] == (["fit:4:swapped"] if asks else [])


MICROVOLTS = """Right Median Motor (APB)
Site\tLat (ms)\tO-P Amp ({amplitude})\tNeg Area ({area})\tNeg Dur (ms)\tDist (mm)
Wrist\t3.6\t{first}\t28.8\t5.7\t70
Elbow\t7.9\t{second}\t28.2\t5.8\t235
"""


def of_microvolts(first: str, second: str, area: str, **answers: str) -> Understood:
    text = MICROVOLTS.format(amplitude="uV", area=area, first=first, second=second)
    told = {name.replace("__", ":"): one for name, one in answers.items()}
    return read_report(text.encode(), told)


@pytest.mark.parametrize("area", ["uVms", "mVms"])
def test_a_motor_response_of_a_few_microvolts_is_asked_about(area: str) -> None:
    (question,) = of_microvolts("8.9", "8.6", area).questions
    assert (question.id, question.choices) == ("microvolts:2", ("mV", "uV"))
    assert "8.9 µV" in question.text
    assert "0.0089 mV" in question.text
    told = of_microvolts("8.9", "8.6", area, microvolts__2="mV").study().measures
    assert [one.amplitude_mv for one in told] == [8.9, 8.6]
    assert [one.negative_peak_area_mvms for one in told] == [28.8, 28.2]


def test_it_stays_as_written_where_it_is_said_to_be_so() -> None:
    told = of_microvolts("8.9", "8.6", "uVms", microvolts__2="uV").study().measures
    assert [one.amplitude_mv for one in told] == [0.0089, 0.0086]


def test_a_small_response_in_microvolts_is_no_slip() -> None:
    found = read_report(MICROVOLTS.format(
        amplitude="µV", area="µV·s", first="8900", second="8600").encode())  # fmt: skip
    assert not found.questions
    assert found.study().measures[0].amplitude_mv == 8.9


def test_a_velocity_with_a_lost_digit_is_asked_about_itself() -> None:
    """236 mm in 4.1 ms are 57.6 m/s; "7.9" is a slip, and the distance is right."""
    rows = ("Wrist\t3.3\t9.2\t70\t", "Elbow\t7.4\t9.0\t236\t7.9", "Axilla\t9.5\t8.9\t120\t57.1")
    (question,) = read(*rows).questions
    assert question.key == "velocity"
    assert "7.9 m/s" in question.text and "57.6 m/s" in question.text
    content = "\n".join(("R Median - APB", COLUMNS, *rows)).encode()
    told = read_report(content, {question.id: "as-written"}).study().measures
    assert [one.distance_mm for one in told] == [70, 236, 120]


PLAIN = "Site\tLat (ms)\tO-P Amp (mV)\tNeg Area (mVms)\tNeg Dur (ms)\n"


@pytest.mark.parametrize(
    ("axilla", "asked", "at"),
    [("9.9\t95\t30.6\t5.8", "amplitude", 2), ("9.9\t9.5\t306\t5.8", "area", 3),
     ("7.1\t9.5\t30.6\t5.8", "falls", 1)],
)  # fmt: skip
def test_a_number_that_fits_nothing_beside_it_can_be_left_out(
    axilla: str, asked: str, at: int
) -> None:
    rows = "Wrist\t3.4\t9.9\t32.0\t5.6\nElbow\t7.6\t9.6\t31.1\t5.7\n"
    text = f"R Median - APB\n{PLAIN}{rows}Axilla\t{axilla}\n".encode()
    (question,) = read_report(text).questions
    assert question.id == f"fit:5:{asked}"
    assert set(question.choices) == {"as-written", "leave-out"}

    kept = read_report(text, {question.id: "as-written"}).study().measures[2]
    without = read_report(text, {question.id: "leave-out"})
    found = without.study().measures[2]
    both = [
        (one.latency_ms, one.amplitude_mv, one.negative_peak_area_mvms) for one in (kept, found)
    ]
    assert [number for number in both[1] if number is None] == [None]
    assert both[1][at - 1] is None
    wrong = axilla.split("\t")[at - 1]
    assert any(f"'{wrong}'" in one.unread and "line 5" in one.unread for one in without.remarks())
