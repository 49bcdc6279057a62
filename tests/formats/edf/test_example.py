"""The specification's example: rebuilt byte for byte, read, measured."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from multifocal.formats.edf import (
    Annotation,
    EdfFile,
    Facts,
    Header,
    Signal,
    edf_bytes,
    parse_edf,
    response_text,
    stimulus_text,
    sweeps,
)
from multifocal.formats.ncs_edf.reading import parse_edf_study
from multifocal.measuring import measure_all
from tests.formats.edf.example import TEXTS, XML_TEXTS, example, waves

WRIST = Facts(
    stimulus=True, side="right", words="wrist", duration_ms=0.2, current_ma=8.2, distance_mm=65.0,
    amplitude_mv=7.2, latency_ms=3.8,
)  # fmt: skip
ELBOW = replace(
    WRIST, words="elbow", current_ma=15.3, distance_mm=285.0, latency_ms=7.8, velocity_m_s=55.0
)


def test_it_is_rebuilt_byte_for_byte() -> None:
    """Only 55.0 m/s is worded by hand: a number does not remember its last zero."""
    texts = [stimulus_text(WRIST), response_text(WRIST), stimulus_text(ELBOW)]
    texts.append((response_text(ELBOW) or "").replace("55m/s", "55.0m/s"))
    places = [(Decimal(0), 0), (Decimal(0), 0), (Decimal(10), 1), (Decimal(10), 1)]
    header = Header(
        kind="EDF+D",
        signals=(
            Signal(
                "R APB", 1000, "mV", Decimal(-100), Decimal(100), -2048, 2047,
                "AgAgCl electrodes", "HP:3Hz LP:20kHz",
            ),
            Signal("EDF Annotations", 60),
        ),
        records=2,
        record_duration_s=Decimal("0.050"),
        patient="MCH-0234567 F 02-MAY-1951 Haagse_Harry",
        recording="Startdate 02-MAR-2002 EMG561 BK/JOP Sony. MNC R Median Nerve.",
        start_date="17.04.01",
        start_time="11.25.00",
    )  # fmt: skip
    assert header.size == 768
    file = EdfFile(
        header,
        (waves(), np.zeros((2, 0), np.int16)),
        (Decimal(0), Decimal(10)),
        tuple(Annotation(at, text or "", n) for text, (at, n) in zip(texts, places, strict=True)),
    )
    assert edf_bytes(file) == example()


@pytest.mark.parametrize(("texts", "words"), [(None, 60), (XML_TEXTS, 400)], ids=["text", "XML"])
def test_it_is_read(texts: tuple[str, ...] | None, words: int) -> None:
    content = example(texts, words) if texts else example()
    file = parse_edf(content)
    again = parse_edf(edf_bytes(file))
    assert (again.header, again.starts_s, again.annotations) == (
        file.header, file.starts_s, file.annotations,
    )  # fmt: skip
    assert texts or edf_bytes(file) == content
    assert [str(one) for one in file.remarks] == [
        "byte 88: the two start dates of the header disagree"
    ]
    (wrist, elbow), remarks = sweeps(file)
    assert remarks == ()
    assert (wrist.facts, elbow.facts) == (WRIST, ELBOW)
    assert (wrist.sampling_hz, wrist.stimulus_at_ms, elbow.stimulus_at_ms) == (20_000.0, 0.0, 0.0)
    np.testing.assert_array_equal(np.stack([wrist.digital, elbow.digital]), waves())


def test_it_becomes_a_study() -> None:
    found = parse_edf_study(example())
    wrist, elbow = found.study.recordings
    assert (wrist.side, wrist.nerve, wrist.muscle, wrist.site) == (
        "right",
        "median",
        "apb",
        "wrist",
    )
    assert (elbow.site, elbow.current_ma, elbow.distance_mm) == ("elbow", 15.3, 285.0)
    assert found.study.on == date(2001, 4, 17)
    assert found.study.subject is not None
    assert (found.study.subject.sex, found.study.subject.age_years) == ("female", 49.0)
    assert [one.latency_ms for one in found.stated] == [3.8, 7.8]
    assert "Harry" not in repr(found) and "MCH" not in repr(found)
    # The resolution of the example is 0.05 mV, and its noise is that of rounding.
    near, far = measure_all(found.study.recordings)
    assert (near.latency_ms, far.latency_ms) == (
        pytest.approx(3.8, abs=0.1),
        pytest.approx(7.8, abs=0.1),
    )
    assert near.amplitude_mv == pytest.approx(7.2, abs=0.06)
    assert far.distance_mm == 220.0  # 55.0 m/s, as the example says
    assert far.distance_mm / (7.8 - 3.8) == pytest.approx(55.0)


def test_polarity_is_assumed_aloud_and_can_be_overridden() -> None:
    found = parse_edf_study(example())
    (said,) = [one.text for one in found.remarks if "negativity" in one.text]
    assert "assumed negative-down" in said and "speaks for" not in said
    assert all(one.negativity_mv.max() > 7 for one in found.study.recordings)
    turned = parse_edf_study(example(), polarity="negative-up")
    assert not [one for one in turned.remarks if "negativity" in one.text]
    assert all(one.negativity_mv.min() < -7 for one in turned.study.recordings)


def test_curves_that_stand_on_their_head_are_remarked() -> None:
    content = bytearray(example())
    for record in range(2):  # what a program stores that puts negativity upward
        at = 768 + record * 2120
        wave = np.frombuffer(bytes(content[at : at + 2000]), "<i2")
        content[at : at + 2000] = (-1 - wave).astype("<i2").tobytes()
    (said,) = [
        one.text for one in parse_edf_study(bytes(content)).remarks if "negativity" in one.text
    ]
    assert "2 of 2 curves is positive, which speaks for negative-up" in said


def test_a_polarity_in_the_file_is_believed() -> None:
    texts = (
        TEXTS[0].replace("\0", "Polarity negative up\x14\0"),
        "+10\x14\x14Stimulus elbow\x14\0",
    )
    found = parse_edf_study(example(texts, 80))
    assert all(one.negative_up for one in found.study.recordings)
    assert not [one for one in found.remarks if "assumed" in one.text]
