"""What is written is read back exactly."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from multifocal import body
from multifocal.body import Subject
from multifocal.fault import Fault
from multifocal.formats import parse_csv, write_csv
from multifocal.formats.table import parse_xlsx, xlsx_bytes
from multifocal.formats.table.csv_writing import write_csv_study
from multifocal.study import FMeasure, Measure, Study
from tests.formats.fuzzing import few

PLACES = [
    (side, nerve.id, muscle.id, site.id)
    for side in ("left", "right")
    for nerve in body.nerves()
    if nerve.recordable
    for muscle in body.muscles_of(nerve.id)
    for site in body.sites(nerve.id)
]


def maybe(low: float, high: float) -> st.SearchStrategy[float | None]:
    return st.none() | st.floats(low, high)


@st.composite
def measures(draw: st.DrawFn) -> tuple[Measure, ...]:
    places = draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=6, unique=True))
    found = []
    for side, nerve, muscle, site in places:
        one = Measure(
            side,  # type: ignore[arg-type]
            nerve,
            muscle,
            site,
            distance_mm=draw(maybe(1.0, 900.0)),
            temperature_c=draw(maybe(20.0, 38.0)),
            absent=draw(st.booleans()),
            no_response_checked=draw(st.none() | st.booleans()),
            crossing_in_forearm=draw(st.none() | st.booleans()),
        )
        if not one.absent:
            one = Measure(
                one.side,
                nerve,
                muscle,
                site,
                draw(maybe(0.5, 60.0)),
                draw(maybe(0.01, 30.0)),
                draw(maybe(0.01, 200.0)),
                draw(maybe(0.5, 40.0)),
                one.distance_mm,
                temperature_c=one.temperature_c,
                no_response_checked=one.no_response_checked,
                crossing_in_forearm=one.crossing_in_forearm,
            )
        found.append(one)
    return tuple(found)


@given(measures())
def test_round_trip(written: tuple[Measure, ...]) -> None:
    assert parse_csv(write_csv(written).encode()).measures == written


def test_every_word_of_the_body_is_understood() -> None:
    for side, nerve, muscle, site in PLACES:
        row = Measure(side, nerve, muscle, site, amplitude_mv=5.0)  # type: ignore[arg-type]
        assert parse_csv(write_csv([row]).encode()).measures == (row,)


def test_comments_come_first_and_stay_on_their_line() -> None:
    text = write_csv([Measure("left", "ulnar", "adm", "wrist")], comments=["simulated,\nseed 7"])
    assert text.splitlines()[0] == "# simulated, seed 7"
    assert parse_csv(text.encode()).measures


def test_a_response_of_nowhere_has_no_row() -> None:
    nowhere = Measure("left", "ulnar", None, "wrist", kind="sensory")
    with pytest.raises(Fault, match="of skin"):
        write_csv([nowhere])
    with pytest.raises(Fault, match="no measures"):
        write_csv([])


@st.composite
def studies(draw: st.DrawFn) -> Study:
    """Motor and sensory responses, F waves, the person, the day."""
    sensory = [
        Measure(
            "left",
            nerve,
            None,
            site,
            None if absent else draw(maybe(0.5, 9)),
            None if absent else draw(maybe(0.0001, 0.2)),
            distance_mm=draw(maybe(1, 300)),
            absent=absent,
            supramaximal=draw(st.sampled_from([True, False, None])),
            kind="sensory",
            skin=skin,
        )
        for nerve, site, skin in draw(
            st.lists(
                st.sampled_from([
                    ("median", "wrist", "index_finger"), ("ulnar", "elbow", "little_finger"),
                    ("sural", "calf", "ankle"), ("superficial_fibular", "leg", "top_of_foot"),
                ]),
                max_size=2, unique=True,
            )
        )
        for absent in [draw(st.booleans())]
    ]  # fmt: skip
    shortest = draw(maybe(10, 60))
    late = FMeasure(
        "right",
        "ulnar",
        "adm",
        "wrist",
        shortest,
        None if shortest is None else shortest + draw(st.floats(0, 5)),
        draw(st.floats(1, 100)),
        draw(maybe(0, 20)),
        draw(st.none() | st.integers(1, 100)),
        draw(maybe(20, 38)),
    )
    subject = draw(
        st.none()
        | st.builds(
            Subject,
            st.none() | st.floats(0, 120),
            st.sampled_from(["female", "male", None]),
            st.none() | st.floats(40, 260) | st.just(175.0),
        ).filter(lambda who: who != Subject())
    )
    on = draw(st.none() | st.dates())
    some = draw(st.booleans())
    return Study((*draw(measures()), *sensory), (), subject, None, on, (late,) if some else ())


@given(studies())
@few(60)
def test_round_trip_of_everything(written: Study) -> None:
    assert parse_csv(write_csv_study(written).encode()) == written


def alike(one: Any, other: Any) -> bool:
    """Equal, but for what a spreadsheet's numbers of 15 or 16 digits cannot hold."""
    return vars(one).keys() == vars(other).keys() and all(
        pytest.approx(value, rel=1e-14, abs=0.0) == vars(other)[name]
        if isinstance(value, float)
        else value == vars(other)[name]
        for name, value in vars(one).items()
    )


@given(studies())
@few(20)
def test_round_trip_of_a_spreadsheet(written: Study) -> None:
    read = parse_xlsx(xlsx_bytes(written, ["made by hand"]))
    assert read.on == written.on
    for mine, theirs in ((written.measures, read.measures), (written.f_measures, read.f_measures)):
        assert all(alike(*pair) for pair in zip(mine, theirs, strict=True))
    assert (read.subject is None) == (written.subject is None)
    if read.subject and written.subject:
        assert alike(written.subject, read.subject)
    assert parse_xlsx(xlsx_bytes(read)) == read


@pytest.mark.parametrize("percent", [0.4, 1.0, 1.0000000000000002, 1.01])
def test_a_persistence_of_about_one_percent_comes_back(percent: float) -> None:
    """A bare 1 would be read as a fraction, and a spreadsheet keeps 15 digits of a number."""
    series = FMeasure("right", "ulnar", "adm", "wrist", 28.0, None, percent, None, None)
    motor = Measure("right", "ulnar", "adm", "wrist", 3.0, 8.0, 25.0, 5.5)
    study = Study((motor,), f_measures=(series,))
    for read in (parse_xlsx(xlsx_bytes(study)), parse_csv(write_csv_study(study).encode())):
        assert read.f_measures[0].persistence_percent == pytest.approx(percent, rel=1e-12)


@given(st.floats(1e-6, 1.0))
@few(60)
@example(0.009591813006479792)
def test_a_sensory_amplitude_does_not_drift_from_one_spreadsheet_to_the_next(
    amplitude_mv: float,
) -> None:
    sensory = Measure(
        "left",
        "median",
        None,
        "wrist",
        amplitude_mv=amplitude_mv,
        kind="sensory",
        skin="index_finger",
    )
    read = parse_xlsx(xlsx_bytes(Study((sensory,))))
    assert read.measures[0].amplitude_mv == pytest.approx(amplitude_mv, rel=1e-14)
    assert parse_xlsx(xlsx_bytes(read)) == read
