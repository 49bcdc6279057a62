"""Headers as recorders write them against the specification: read, with a remark, never misread."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from multifocal.criteria import evaluate
from multifocal.fault import Fault
from multifocal.formats import Reading, format_of, parse_study, without_repeats
from multifocal.formats.edf import edf_bytes, parse_edf
from multifocal.measuring import measured, measured_study
from tests.formats.edf.example import TEXTS, example
from tests.formats.edf.test_stretches import wave, written

EXAMPLE = example()
UNIT_AT, DIGITAL_MAX_AT = 256 + 192, 256 + 256
KNOWN = parse_study(EXAMPLE)


def put(at: int, word: bytes, content: bytes = EXAMPLE) -> bytes:
    return content[:at] + word + content[at + len(word) :]


def same(found: Reading, factor: float = 1.0) -> bool:
    """Whether it is the example's study, with voltages in another unit."""
    pairs = zip(found.study.recordings, KNOWN.study.recordings, strict=True)
    return all(
        np.allclose(one.samples_mv, other.samples_mv * factor)
        and (one.muscle, one.site, one.side) == (other.muscle, other.site, other.side)
        and one.stimulus_at_ms == other.stimulus_at_ms
        for one, other in pairs
    )


def remarked(found: Reading, says: str) -> bool:
    return any(says in str(one) for one in found.remarks)


@pytest.mark.parametrize(
    "unit",
    ["µV".encode("latin-1"), "µV".encode(), "μV".encode(), "μV".encode("iso8859-7"), b"uv",
     "µv".encode("latin-1"), "µV".encode("cp437")],
)  # fmt: skip
def test_a_microvolt_in_any_code(unit: bytes) -> None:
    found = parse_study(put(UNIT_AT, unit.ljust(8)))
    assert same(found, 1e-3)
    assert remarked(found, "read as uV") == (not unit.isascii())


def test_fields_filled_with_nul_are_one_remark() -> None:
    head, rest = EXAMPLE[:768], EXAMPLE[768:]
    nul = b"".join(
        head[at : at + width].rstrip(b" ").ljust(width, b"\0") for at, width in fields_of(head)
    )
    found = parse_study(nul + rest)
    assert format_of(nul + rest).name == "edf" and same(found)
    assert sum("NUL" in str(one) for one in found.remarks) == 1
    assert parse_edf(nul + rest).header == parse_edf(EXAMPLE).header


def fields_of(head: bytes) -> list[tuple[int, int]]:
    widths = [8, 80, 80, 8, 8, 8, 44, 8, 8, 4]
    for width in (16, 80, 8, 8, 8, 8, 8, 80, 8, 32):
        widths += [width] * 2
    places = [sum(widths[:at]) for at in range(len(widths))]
    assert places[-1] + widths[-1] == len(head)
    return list(zip(places, widths, strict=True))


def test_words_of_the_header_in_small_letters() -> None:
    content = EXAMPLE.replace(b"EDF+D", b"edf+d").replace(b"EDF Annotations", b"edf annotations")
    content = content.replace(b"Startdate", b"startdate").replace(b"mV", b"MV", 1)
    content = content.replace(b"R APB", b"r apb").replace(b" F 02-MAY", b" f 02-may")
    found = parse_study(content)
    assert same(found)
    assert found.study.subject == KNOWN.study.subject is not None


def test_a_digital_maximum_one_beyond_16_bits() -> None:
    content = put(DIGITAL_MAX_AT, b"32768   ", put(DIGITAL_MAX_AT - 16, b"-32768  "))
    plain = put(DIGITAL_MAX_AT, b"32767   ", put(DIGITAL_MAX_AT - 16, b"-32768  "))
    found = parse_study(content)
    assert remarked(found, "32768")
    for one, other in zip(found.study.recordings, parse_study(plain).study.recordings, strict=True):
        np.testing.assert_array_equal(one.samples_mv, other.samples_mv)
    with pytest.raises(Fault, match="16 bits"):
        parse_study(put(DIGITAL_MAX_AT, b"32769   "))


def with_second(samples: np.ndarray | None = None, **second: object) -> bytes:
    """The example with a second signal between its own and the annotations."""
    file = parse_edf(EXAMPLE)
    first, notes = file.header.signals
    extra = replace(first, **({"label": "R FDI"} | second))  # type: ignore[arg-type]
    header = replace(file.header, signals=(first, extra, notes))
    more = file.samples[0] * 0 if samples is None else samples
    return edf_bytes(replace(file, header=header, samples=(file.samples[0], more, file.samples[1])))


@pytest.mark.parametrize(
    "impossible",
    [
        {"physical_min": Decimal(0), "physical_max": Decimal(0)},
        {"digital_min": 0, "digital_max": 0},
        {"digital_min": 5, "digital_max": -5},
        {"digital_max": 70_000},
    ],
)
def test_one_impossible_channel_does_not_refuse_the_file(impossible: dict[str, object]) -> None:
    found = parse_study(with_second(**impossible, passed_over="written so"))
    assert same(found)
    assert remarked(found, "signal 2 is left out: its calibration is impossible")


def test_a_channel_without_numbers_does_not_refuse_the_file() -> None:
    content = with_second()
    at = 256 + 3 * (16 + 80 + 8) + 8  # the physical minimum of the second
    found = parse_study(put(at, b" " * 8, content))
    assert same(found) and remarked(found, "signal 2 is left out")


def test_where_no_channel_is_left_the_file_is_refused() -> None:
    with pytest.raises(Fault, match="signal 1: physical_max must differ"):
        parse_study(put(256 + 208, b"100     "))


def test_a_recorder_switched_off_early_gives_its_whole_records() -> None:
    whole = EXAMPLE[:236] + b"5       " + EXAMPLE[244:]
    found = parse_study(whole + b"\x01\x02" * 100)
    assert same(found)
    assert remarked(found, "promises 5 records and 2 are whole")
    (first,) = parse_study(EXAMPLE[:-1]).study.recordings
    assert first.site == "wrist"


@pytest.mark.parametrize("flat", [0, -32768, 7])
def test_a_dead_signal_of_the_same_label_is_no_second_sweep(flat: int) -> None:
    samples = np.full_like(parse_edf(EXAMPLE).samples[0], flat)
    found = parse_study(with_second(samples, label="R APB"))
    assert same(found)
    assert remarked(found, "signal 2 is flat and has the label 'R APB'")


def test_the_same_samples_twice_are_one_sweep() -> None:
    found = parse_study(with_second(parse_edf(EXAMPLE).samples[0], label="r apb"))
    assert same(found) and remarked(found, "holds the same samples")


def test_two_living_signals_of_one_label_are_asked_about() -> None:
    other = parse_edf(EXAMPLE).samples[0][:, ::-1]
    with pytest.raises(Fault, match="signals 1, 2 are all called 'R APB' and differ"):
        parse_study(with_second(other, label="R APB"))


def test_all_notes_in_the_first_record_are_used_where_their_time_lies() -> None:
    first, second = TEXTS
    both = first[:-1] + "\0" + second.replace("+10\x14\x14", "+10\x14", 1)
    found = parse_study(example((both, "+10\x14\x14\0"), words=200))
    assert [one.site for one in found.study.recordings] == ["wrist", "elbow"]
    assert [one.current_ma for one in found.study.recordings] == [8.2, 15.3]


def test_records_without_their_time_give_no_latency() -> None:
    texts = tuple(text.replace("\x14\x14Stim", "\x14Stim", 1) for text in TEXTS)
    found = parse_study(example(texts))
    assert [one.timed for one in found.study.recordings] == [False, False]
    assert [measured(one).latency_ms for one in found.study.recordings] == [None, None]


@pytest.mark.parametrize("kind", ["EDF+C", "EDF+D"])
def test_the_strongest_of_several_stimuli_is_judged(kind: str) -> None:
    places = [500, 2_500, 4_500, 6_500]
    samples = wave(8_000, places, [3.0, 8.0, 2.0, 7.7])
    told = [
        (Decimal(at) / 10_000, f"Stimulus right {site} {current}mA")
        for at, site, current in zip(
            places, ("wrist", "wrist", "below elbow", "below elbow"), (8, 25, 8, 25), strict=True
        )
    ]
    content = written(samples, told, Decimal("0.8"), kind)
    study, _ = without_repeats(parse_study(content).study)
    assert {one.current_ma for one in study.recordings} == {25.0}
    (segment,) = evaluate(measured_study(study)).segments
    assert segment.block == "not_met"
