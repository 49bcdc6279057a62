"""Records without a gap are one stretch: the same samples as C and as D are the same study."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal.formats import parse_study
from multifocal.formats.edf import (
    Annotation,
    EdfFile,
    Header,
    Signal,
    annotation_signal,
    edf_bytes,
    parse_edf,
    sweeps,
)
from multifocal.measuring import measured, measured_study
from multifocal.study import Recording

HZ = 10_000
CURRENT = (8, 16, 24)  # mA: the strongest is judged


def wave(count: int, stimuli: list[int], sizes: list[float]) -> np.ndarray:
    """Samples with a response of that size, mV, 3 ms after each stimulus (a sample's number)."""
    rng = np.random.default_rng(7)
    mv = rng.normal(0, 0.003, count)
    for at, size in zip(stimuli, sizes, strict=True):
        t = (np.arange(count) - at) / HZ * 1000 - 3.0
        mv += np.where((t > 0) & (t < 6), size * np.sin(np.pi * t / 6), 0.0)
    return np.round(-mv * 1000).astype(np.int16)  # negative down, in units of a microvolt


def written(
    samples: np.ndarray,
    notes: list[tuple[Decimal, str]],
    record_s: Decimal,
    kind: str,
    starts: list[Decimal] | None = None,
    home: int | None = None,
) -> bytes:
    """A file of one signal in records of that length; notes in the record of their time, or `home`.

    `starts`: of records that do not follow each other.
    """
    width = int(record_s * HZ)
    records = len(samples) // width
    at = starts or [record_s * i for i in range(records)]
    found = [
        Annotation(
            onset, text, max(i for i in range(records) if at[i] <= onset) if home is None else home
        )
        for onset, text in notes
    ]
    signal = Signal(
        "R ADM", width, dimension="uV", physical_min=-32768, physical_max=32767,
        digital_min=-32768, digital_max=32767,
    )  # fmt: skip
    keep = annotation_signal(at, found)
    header = Header(
        kind=kind,  # type: ignore[arg-type]
        recording="Startdate X X X X MNC R Ulnar Nerve",
        records=records,
        record_duration_s=record_s,
        signals=(signal, keep),
    )
    rows = samples[: records * width].reshape(records, width)
    return edf_bytes(EdfFile(header, (rows, rows[:, :0]), tuple(at), tuple(found)))


def stimuli(count: int, places: list[int]) -> list[tuple[Decimal, str]]:
    words = ("wrist", "below elbow", "axilla")
    return [
        (Decimal(at) / HZ, f"Stimulus right {words[i % 3]} {CURRENT[i % 3]}mA")
        for i, at in enumerate(places)
        if at < count
    ]


def seen(content: bytes) -> list[tuple[str, float, float | None, list[float]]]:
    return [
        (one.site, round(one.stimulus_at_ms, 6), one.current_ma, one.samples_mv.tolist())
        for one in parse_study(content).study.recordings
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(200, 9_000), min_size=1, max_size=4, unique=True),
    st.sampled_from([Decimal("0.01"), Decimal("0.05"), Decimal("0.1"), Decimal("0.5")]),
    st.booleans(),
)
def test_the_same_samples_as_c_and_as_d_are_the_same_recordings(
    places: list[int], record_s: Decimal, in_first_record: bool
) -> None:
    places = sorted(places)
    count = 10_000
    samples = wave(count, places, [6.0] * len(places))
    notes = stimuli(count, places)
    continuous = written(samples, notes, Decimal("0.5"), "EDF+C")
    home = 0 if in_first_record else None
    assert seen(written(samples, notes, record_s, "EDF+D", home=home)) == seen(continuous)


def ramp() -> tuple[np.ndarray, list[tuple[Decimal, str]]]:
    """One record of 1 s with three stimuli at one site, the weakest first."""
    places = [1_000, 3_000, 5_000]
    samples = wave(10_000, places, [2.0, 5.0, 7.5])
    notes = [
        (Decimal(at) / HZ, f"Stimulus right wrist {strength}mA")
        for at, strength in zip(places, (8, 16, 24), strict=True)
    ]
    return samples, notes


@pytest.mark.parametrize("kind", ["EDF+C", "EDF+D"])
def test_several_stimuli_of_a_record_are_several_sweeps(kind: str) -> None:
    samples, notes = ramp()
    study = parse_study(written(samples, notes, Decimal(1), kind)).study
    assert [one.current_ma for one in study.recordings] == [8, 16, 24]
    tops = [float(one.negativity_mv.max()) for one in study.recordings]
    assert tops == pytest.approx([2.0, 5.0, 7.5], abs=0.05)


def test_a_stimulus_at_a_record_s_end_goes_on_in_the_next() -> None:
    samples = wave(10_000, [4_940], [6.0])  # 6 ms before the end of the first of two records
    notes = [(Decimal(4_940) / HZ, "Stimulus right wrist 20mA")]
    (one,) = parse_study(written(samples, notes, Decimal("0.5"), "EDF+D")).study.recordings
    assert one.times_ms[-1] > 50
    assert float(one.negativity_mv.max()) == pytest.approx(6.0, abs=0.05)


def test_behind_a_gap_nothing_goes_on() -> None:
    samples = wave(10_000, [4_940], [6.0])
    notes = [(Decimal(4_940) / HZ, "Stimulus right wrist 20mA")]
    apart = [Decimal(0), Decimal("0.75")]
    (one,) = parse_study(
        written(samples, notes, Decimal("0.5"), "EDF+D", starts=apart)
    ).study.recordings
    assert one.times_ms[-1] < 6.1
    found = measured(one)
    assert found.unmeasurable == "record_ends" and found.reach is not None
    assert found.reach.window_ms == pytest.approx(5.9)


def test_a_response_that_is_whole_before_a_gap_is_measured() -> None:
    samples = wave(10_000, [4_750], [6.0])  # 25 ms before the record's end
    notes = [(Decimal(4_750) / HZ, "Stimulus right wrist 20mA")]
    apart = [Decimal(0), Decimal("0.75")]
    content = written(samples, notes, Decimal("0.5"), "EDF+D", starts=apart)
    (one,) = parse_study(content).study.recordings
    assert measured(one).amplitude_mv == pytest.approx(6.0, rel=0.01)
    silent = written(wave(10_000, [], []), notes, Decimal("0.5"), "EDF+D", starts=apart)
    (one,) = parse_study(silent).study.recordings
    found = measured(one)
    assert found.absent and found.silence is not None  # 20 ms are enough at the wrist
    assert found.silence.stimulus_recorded is True


def test_a_gap_behind_joined_records_and_several_stimuli_ends_a_sweep_too() -> None:
    samples = wave(15_000, [1_000, 9_940], [6.0, 6.0])  # the last 6 ms before the gap
    notes = stimuli(15_000, [1_000, 9_940])
    starts = [Decimal(0), Decimal("0.5"), Decimal(9)]
    content = written(samples, notes, Decimal("0.5"), "EDF+D", starts=starts)
    first, last = parse_study(content).study.recordings
    assert measured(first).amplitude_mv == pytest.approx(6.0, rel=0.01)
    assert measured(last).unmeasurable == "record_ends"


@pytest.mark.parametrize("kind", ["EDF+C", "EDF+D"])
def test_the_next_stimulus_ends_a_sweep_and_is_said_to(kind: str) -> None:
    samples = wave(10_000, [1_000, 1_150], [0.0, 0.0])  # 15 ms apart
    notes = stimuli(10_000, [1_000, 1_150])
    first, second = parse_study(written(samples, notes, Decimal("0.5"), kind)).study.recordings
    assert measured(first).unmeasurable == "next_stimulus"
    assert measured(second).absent


@pytest.mark.parametrize(("late", "joined"), [("0.0001", True), ("0.0002", False)])
def test_records_join_to_within_one_sample(late: str, joined: bool) -> None:
    samples = wave(10_000, [4_940], [6.0])
    notes = [(Decimal(4_940) / HZ, "Stimulus right wrist 20mA")]
    starts = [Decimal(0), Decimal("0.5") + Decimal(late)]
    (one,) = parse_study(
        written(samples, notes, Decimal("0.5"), "EDF+D", starts=starts)
    ).study.recordings
    assert bool(one.times_ms[-1] > 50) is joined


def test_a_stimulus_noted_in_another_record_is_used_where_its_time_lies() -> None:
    samples = wave(10_000, [1_000, 6_000], [8.0, 3.6])
    notes = stimuli(10_000, [1_000, 6_000])
    apart = [Decimal(0), Decimal(20)]
    moved = [notes[0], (notes[1][0] - Decimal("0.5") + 20, notes[1][1])]
    content = written(samples, moved, Decimal("0.5"), "EDF+D", starts=apart, home=0)
    found = {one.site: one for one in parse_study(content).study.recordings}
    assert set(found) == {"wrist", "below_elbow"}
    assert _top(found["below_elbow"]) == pytest.approx(3.6, abs=0.05)


def _top(one: Recording) -> float:
    return float(one.negativity_mv.max())


def without_times(content: bytes) -> bytes:
    """The same file, but no record says when it starts."""
    file = parse_edf(content)
    bare = EdfFile(file.header, file.samples, (None,) * file.header.records, file.annotations)
    return edf_bytes(bare)


def test_records_that_do_not_say_when_they_start_give_no_latency() -> None:
    samples = wave(10_000, [1_000, 6_000], [8.0, 3.6])
    notes = stimuli(10_000, [1_000, 6_000])
    content = without_times(written(samples, notes, Decimal("0.5"), "EDF+D"))
    found, _ = sweeps(parse_edf(content))
    assert [one.timed for one in found] == [False, False]
    for one in measured_study(parse_study(content).study).measures:
        assert one.unmeasurable == "no_stimulus_time" and one.latency_ms is None


def test_a_lone_record_starts_at_0() -> None:
    samples = wave(5_000, [1_000], [8.0])
    content = without_times(written(samples, stimuli(5_000, [1_000]), Decimal("0.5"), "EDF+D"))
    (one,) = parse_study(content).study.recordings
    assert one.stimulus_at_ms == pytest.approx(100.0)


def test_a_record_alone_with_one_stimulus_is_kept_whole() -> None:
    samples = wave(10_000, [1_000, 6_000], [8.0, 3.6])
    apart = [Decimal(0), Decimal(20)]
    notes = [(Decimal("0.1"), "Stimulus right wrist 20mA"),
             (Decimal("20.1"), "Stimulus right below elbow 20mA")]  # fmt: skip
    content = written(samples, notes, Decimal("0.5"), "EDF+D", starts=apart)
    assert [one.samples_mv.size for one in parse_study(content).study.recordings] == [5_000] * 2


def test_a_stimulus_of_another_signal_does_not_end_a_sweep() -> None:
    """Two muscles in turn, 20 ms apart: the sweep of each goes on to its own next stimulus."""
    width, places = 10_000, (1_000, 1_200, 6_000)
    notes = tuple(
        Annotation(Decimal(at) / HZ, f"Stimulus right wrist@@R {muscle}", 0)
        for at, muscle in zip(places, ("ADM", "FDI", "ADM"), strict=True)
    )
    signals = tuple(
        Signal(
            f"R {muscle}", width, dimension="uV", physical_min=-32768, physical_max=32767,
            digital_min=-32768, digital_max=32767,
        )
        for muscle in ("ADM", "FDI")
    )  # fmt: skip
    header = Header(
        kind="EDF+C",
        recording="Startdate X X X X MNC R Ulnar Nerve",
        records=1,
        record_duration_s=Decimal(1),
        signals=(*signals, annotation_signal([Decimal(0)], notes)),
    )
    rows = wave(width, [1_000, 6_000], [6.0, 6.0]).reshape(1, width)
    content = edf_bytes(EdfFile(header, (rows, rows, rows[:, :0]), (Decimal(0),), notes))
    found = parse_study(content).study.recordings
    assert [(one.muscle, round(float(one.times_ms[-1]))) for one in found] == [
        ("adm", 100), ("fdi", 100), ("adm", 100),
    ]  # fmt: skip
