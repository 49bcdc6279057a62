"""Studies as EDF+D: what is written is read back; what is not understood is said."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.body import Subject
from multifocal.criteria import evaluate
from multifocal.fault import Fault
from multifocal.formats.edf import Annotation, EdfFile, edf_bytes, parse_edf
from multifocal.formats.ncs_edf.reading import parse_edf_study
from multifocal.formats.ncs_edf.writing import edf_files
from multifocal.formats.wave_csv import write_wave_csv
from multifocal.measuring import measure_all
from multifocal.study import ClinicalPicture, Measure, Recording, Study
from multifocal.study.calibration import fitting
from tests.formats.edf.example import TEXTS, example
from tests.formats.edf.test_file import continuous
from tests.formats.waves import facts, recording

ULNAR = (
    recording(distance_mm=65.0, current_ma=20.5, duration_ms=0.2, temperature_c=32.5),
    recording("below_elbow", 7.0, height_mv=3.0, distance_mm=285.0, supramaximal=True),
)


def read(study: Study, **how: bool) -> Study:
    (content,), _ = edf_files(study, **how)
    found = parse_edf_study(content)
    assert found.remarks == ()
    return found.study


@pytest.mark.parametrize("xml", [False, True])
def test_round_trip(xml: bool) -> None:
    written = Study(recordings=ULNAR, subject=Subject(44, "male", 181), on=date(2026, 3, 1))
    found = read(written, xml=xml)
    assert (found.subject, found.on) == (written.subject, written.on)
    assert [facts(one) for one in found.recordings] == [facts(one) for one in ULNAR]
    for one, again in zip(ULNAR, found.recordings, strict=True):
        assert again.calibration is not None
        half = abs(again.calibration.step_mv) / 2
        np.testing.assert_allclose(one.samples_mv, again.samples_mv, atol=half * 1.001, rtol=0)
    # From now on nothing changes any more.
    assert edf_files(found, xml=xml) == edf_files(written, xml=xml)
    twice = read(found, xml=xml)
    for once, again in zip(found.recordings, twice.recordings, strict=True):
        np.testing.assert_array_equal(once.samples_mv, again.samples_mv)
        assert once.calibration == again.calibration


def test_the_example_keeps_its_calibration() -> None:
    study = parse_edf_study(example()).study
    (content,), _ = edf_files(study)
    np.testing.assert_array_equal(parse_edf(content).samples[0], parse_edf(example()).samples[0])
    signal = parse_edf(content).header.signals[0]
    assert (signal.digital_min, signal.digital_max, str(signal.physical_min)) == (
        -2048,
        2047,
        "-100",
    )


@given(
    st.lists(st.floats(-90, 90, allow_nan=False), min_size=2, max_size=40),
    st.sampled_from([2_000.0, 20_000.0, 50_000.0]),
    st.booleans(),
    st.sampled_from(["M", "F"]),
)
def test_any_wave_comes_back_within_half_a_digital_unit(
    wave: list[float], hz: float, up: bool, kind: str
) -> None:
    one = recording(samples_mv=np.array(wave), sampling_hz=hz, negative_up=up, kind=kind)
    (content,), _ = edf_files(Study(recordings=(one,)))
    (again,) = parse_edf_study(content).study.recordings
    step = fitting(one.samples_mv).step_mv
    assert np.abs(one.samples_mv - again.samples_mv).max() <= step / 2 * 1.001
    assert (again.negative_up, again.kind, again.site) == (up, kind, "wrist")
    assert again.sampling_hz == pytest.approx(hz, rel=1e-12)


def test_a_rate_that_8_characters_cannot_hold_is_remarked() -> None:
    one = recording(sampling_hz=30_000.0)
    (content,), remarks = edf_files(Study(recordings=(one,)))
    assert any("sampling rate is written as" in remark.text for remark in remarks)
    (again,) = parse_edf_study(content).study.recordings
    assert again.sampling_hz == pytest.approx(30_000.0, rel=1e-5)


def test_several_muscles_share_a_file() -> None:
    """Each stimulus belongs to its own muscle; the other's signal is zero there."""
    apb = recording(nerve="median", muscle="apb")
    written = Study(recordings=(*ULNAR, apb, recording(nerve="median", muscle="adm")))
    (content,), _ = edf_files(written)
    header = parse_edf(content).header
    assert [one.label for one in header.signals] == ["R ADM", "R APB", "EDF Annotations"]
    assert parse_edf(content).samples[1][0].any() == False  # noqa: E712  (wrist, ADM)
    assert [facts(one) for one in read(written).recordings] == [
        facts(one) for one in written.recordings
    ]


def test_f_waves_and_sensory_responses_have_files_of_their_own() -> None:
    waves = tuple(recording(kind="F", supramaximal=True) for _ in range(10))
    digit = recording(
        kind="sensory", muscle=None, skin="little_finger", samples_mv=np.linspace(-0.01, 0.012, 400)
    )
    files, _ = edf_files(Study(recordings=(*ULNAR, *waves, digit)))
    assert len(files) == 3
    motor, late, sensory = (parse_edf_study(one) for one in files)
    assert [one.kind for one in late.study.recordings] == ["F"] * 10
    assert b"F-wave R Ulnar Nerve" in files[1]
    assert [facts(one) for one in sensory.study.recordings] == [facts(digit)]
    assert parse_edf(files[2]).header.signals[0].dimension == "uV"
    assert motor.remarks == late.remarks == sensory.remarks == ()


def test_measures_go_along_as_response_texts() -> None:
    measures = (
        *measure_all(ULNAR),
        Measure("right", "ulnar", "adm", "axilla", absent=True),
    )
    (content,), remarks = edf_files(
        Study(measures, (*ULNAR, recording("axilla", height_mv=0.0)), clinical=ClinicalPicture())
    )
    stated = parse_edf_study(content).stated
    assert [one.site for one in stated] == ["wrist", "below_elbow", "axilla"]
    assert stated[0].amplitude_mv == pytest.approx(measures[0].amplitude_mv)
    assert stated[2].absent
    said = " ".join(one.text for one in remarks)
    assert "latency and amplitude only" in said and "clinical picture" in said


def test_what_was_read_is_measured_and_judged() -> None:
    (answer,) = evaluate(read(Study(recordings=ULNAR))).segments
    assert answer.block == "definite"


def test_a_sweep_without_the_time_of_its_stimulus_is_not_given_one() -> None:
    """Written and read again it would have a latency that nobody knows."""
    lost = recording("below_elbow", 7.0, timed=False)
    (content,), remarks = edf_files(Study(recordings=(ULNAR[0], lost)))
    assert [one.site for one in parse_edf_study(content).study.recordings] == ["wrist"]
    assert "1 sweeps without the time of their stimulus" in " ".join(map(str, remarks))
    for write in (edf_files, write_wave_csv):
        with pytest.raises(Fault, match="nothing says when"):
            write(Study(recordings=(lost,)))


def test_no_waveform_is_a_fault() -> None:
    with pytest.raises(Fault, match="no waveforms"):
        edf_files(Study(measures=(Measure("left", "ulnar", "adm", "wrist"),)))


def retold(*texts: str, **fields: bytes) -> bytes:
    """The example with other texts, and other bytes of its header."""
    content = example(tuple(f"+{10 * n}\x14\x14{text}\x14\0" for n, text in enumerate(texts)), 100)
    places = {"recording": (88, 80), "label": (256, 16), "unit": (448, 8)}
    for name, word in fields.items():
        at, width = places[name]
        content = content[:at] + word.ljust(width) + content[at + width :]
    return content


@pytest.mark.parametrize(
    ("texts", "fields", "expected"),
    [
        (("Stimulus right wrist", "Stimulus right elbow"), {}, ("median", "apb", "wrist", "elbow")),
        (
            ("Stim ulnar nerve W", "Stim ulnar nerve B/E"),
            {"label": b"NC R_ADM", "recording": b"MNC study of one arm"},
            ("ulnar", "adm", "wrist", "below_elbow"),
        ),
        (
            ("StimA wrist 8 mA", "Stim axilla"),
            {"label": b"EMG ADQ (R)", "recording": b"Startdate X X X X motor"},
            ("ulnar", "adm", "wrist", "axilla"),
        ),
        (
            ("Stimulus R ankle", "Stimulus R fib head"),
            {"label": b"EDB", "recording": b"Startdate X X X X MNCV Peroneal N."},
            ("fibular", "edb", "ankle", "fibular_head"),
        ),
    ],
)  # fmt: skip
def test_labels_and_headers_as_machines_write_them(
    texts: tuple[str, ...], fields: dict[str, bytes], expected: tuple[str, ...]
) -> None:
    near, far = parse_edf_study(retold(*texts, **fields)).study.recordings
    assert (near.nerve, near.muscle, near.site, far.site) == expected
    assert near.side == "right"


@pytest.mark.parametrize(
    ("texts", "fields", "says"),
    [
        (("Stimulus right wrist", "hello"), {}, "record 2, signal 1: left out"),
        (("Stimulus right wrist", "Stimulus right knee"), {}, "'knee' is no site"),
        (("Stimulus wrist", "Stimulus right toe"), {"label": b"APB"}, "'toe' is no site"),
        (("Stimulus right wrist", "Stimulus@@R FDI"), {}, "names a signal that is not there"),
    ],
)
def test_the_rest_is_remarked(texts: tuple[str, ...], fields: dict[str, bytes], says: str) -> None:
    found = parse_edf_study(retold(*texts, **fields))
    assert [one.site for one in found.study.recordings] == ["wrist"]
    assert any(says in str(one) for one in found.remarks), found.remarks


@pytest.mark.parametrize(
    ("texts", "fields", "says"),
    [
        (("hello", "there"), {}, "no recording of the file is understood"),
        (("Stimulus wrist",) * 2, {"recording": b"X", "label": b"R"}, "names no nerve"),
        (("Stimulus wrist",) * 2, {"recording": b"Median", "label": b"APB"}, "names no side"),
        (("Stimulus wrist",) * 2, {"unit": b""}, "names no unit"),
        (("Stimulus wrist",) * 2, {"unit": b"degC"}, "not in volts"),
    ],
)
def test_where_nothing_is_understood(
    texts: tuple[str, ...], fields: dict[str, bytes], says: str
) -> None:
    with pytest.raises(Fault, match=says):
        parse_edf_study(retold(*texts, **fields))


def test_what_the_file_does_not_say_can_be_told() -> None:
    content = retold("Stim wrist", "Stim elbow", unit=b"", label=b"R ADM", recording=b"ulnar")
    found = parse_edf_study(
        content, unit="uV", sites={"Elbow": "above_elbow"}, polarity="negative-up"
    )
    wrist, elbow = found.study.recordings
    assert elbow.site == "above_elbow" and elbow.negative_up
    assert wrist.samples_mv.min() == pytest.approx(-0.0072, abs=1e-4)
    assert not [one for one in found.remarks if "assumed" in one.text]


def test_a_continuous_file_is_a_study_too() -> None:
    found = parse_edf_study(continuous({0.5: "Stim R wrist", 1.5: "Stim R below elbow"}))
    assert [one.site for one in found.study.recordings] == ["wrist", "below_elbow"]
    assert all(one.stimulus_at_ms == 5.0 for one in found.study.recordings)


def understood_or_fault(content: bytes) -> None:
    try:
        found = parse_edf_study(content)
        for one in found.study.recordings:
            assert isinstance(one, Recording)
        edf_files(found.study)
    except Fault as fault:
        assert "\n" not in str(fault) and fault.remedy


@given(st.binary(max_size=2000))
def test_any_bytes_are_understood_or_a_fault(content: bytes) -> None:
    understood_or_fault(content)
    understood_or_fault(example()[:256] + content)


SMALL = example()[:236] + b"2       0.050   2   " + example()[256:]


@given(
    st.lists(
        st.tuples(st.integers(0, len(SMALL) - 1), st.binary(min_size=1, max_size=8)), max_size=6
    ),
    st.integers(0, 40),
)
def test_any_damage_to_a_file_is_understood_or_a_fault(
    changes: list[tuple[int, bytes]], cut: int
) -> None:
    content = SMALL
    for at, word in changes:
        content = content[:at] + word + content[at + len(word) :]
    understood_or_fault(content[: len(content) - cut] if cut < 20 else content)


@given(
    st.sampled_from([8, 168, 184, 192, 236, 244, 252, 256, 288, 448, 464, 480, 496, 512, 528, 688]),
    st.text("0123456789.-+eE, ", min_size=1, max_size=8),
)
def test_any_damage_to_a_number_is_understood_or_a_fault(at: int, word: str) -> None:
    understood_or_fault(SMALL[:at] + word.ljust(8).encode() + SMALL[at + 8 :])


@given(st.lists(st.text("+-0123.\x14\x15\0Stimulus@<>/mVA ", max_size=60), min_size=2, max_size=2))
def test_any_text_in_a_file_is_understood_or_a_fault(texts: list[str]) -> None:
    understood_or_fault(example(tuple(texts), 60))


def test_files_made_to_exhaust_memory_or_time(recwarn: pytest.WarningsRecorder) -> None:
    file = parse_edf(example())
    many = tuple(
        Annotation(file.starts_s[1] or 0, "Stimulus right wrist", 1)  # type: ignore[arg-type]
        for _ in range(3)
    )
    assert len(parse_edf_study(edf_bytes(EdfFile(
        file.header, file.samples, file.starts_s, many
    ))).study.recordings) == 1  # fmt: skip
    head = example()[:192] + b"EDF+D".ljust(44)
    huge = head + b"99999999" + b"1       " + b"9999" + b"0" * 100_000
    tiny = example()[:236] + b"-1      " + b"0.050   2   " + example()[256:472]
    lists = example((TEXTS[0], "+1\x14\x14" + "+1\x14\0" * 30_000), 60_000)
    for content in (huge, tiny, lists, example(("a\0" * 60_000, ""), 60_000)):
        understood_or_fault(content)


@pytest.mark.parametrize(
    ("words", "who", "left_out"),
    [
        ("X X X X age_years=44", Subject(44), None),
        ("X F X X height_cm=168", Subject(None, "female", 168), None),
        ("X F X X age_years=444 height_cm=168", Subject(None, "female", 168), "the age in"),
        ("X M X X age_years=44 height_cm=1.68", Subject(44, "male"), "the height in"),
        ("X X X X", None, None),
    ],
)
def test_the_header_says_what_it_says_of_the_person(
    words: str, who: Subject | None, left_out: str | None
) -> None:
    (content,), _ = edf_files(Study(recordings=ULNAR))
    found = parse_edf_study(content[:8] + words.ljust(80).encode() + content[88:])
    assert found.study.subject == who
    assert [left_out in str(one) for one in found.remarks if left_out] == [True] * bool(left_out)
