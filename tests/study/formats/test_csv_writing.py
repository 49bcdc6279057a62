"""What is written is read back exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal import body
from multifocal.fault import Fault
from multifocal.study import Measure, parse_csv, write_csv

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


def test_only_motor_responses_have_a_table() -> None:
    sensory = Measure("left", "ulnar", None, "wrist", kind="sensory", skin="digit_5")
    with pytest.raises(Fault, match="motor"):
        write_csv([sensory])
