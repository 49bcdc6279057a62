"""Other readers agree on the files that we write: edfio, and pyedflib where it can read."""

from pathlib import Path

import edfio
import numpy as np
import pyedflib
import pytest
from hypothesis import HealthCheck, given, settings

from multifocal.formats.edf import EdfFile, edf_bytes, parse_edf
from tests.formats.edf.example import example
from tests.formats.edf.test_file import continuous, files


@given(files())
@settings(max_examples=40)
def test_edfio_reads_the_same(written: EdfFile) -> None:
    theirs = edfio.read_edf(edf_bytes(written))
    ordinary = [one for one in written.header.signals if not one.holds_annotations]
    assert [one.label for one in theirs.signals] == [one.label for one in ordinary]
    for mine, signal, samples in zip(ordinary, theirs.signals, written.samples, strict=False):
        np.testing.assert_array_equal(signal.digital, samples.reshape(-1))
        np.testing.assert_allclose(
            signal.data, mine.physical(samples).reshape(-1), rtol=0, atol=abs(mine.gain) * 1e-6
        )
    # Its onsets count from the first record, and it sorts.
    first = written.starts_s[0]
    assert first is not None
    mine_told = sorted(
        (round(float(one.onset_s - first), 6), one.text.strip()) for one in written.annotations
    )
    their_told = sorted((round(one.onset, 6), one.text.strip()) for one in theirs.annotations)
    assert [at for at, _ in mine_told] == pytest.approx([at for at, _ in their_told])
    assert {text for _, text in mine_told} == {text for _, text in their_told}


def test_edfio_reads_the_example() -> None:
    theirs = edfio.read_edf(example())
    (signal,) = theirs.signals
    np.testing.assert_array_equal(signal.digital, parse_edf(example()).samples[0].reshape(-1))
    assert theirs.is_discontinuous if hasattr(theirs, "is_discontinuous") else True
    assert [one.onset for one in theirs.annotations] == [0, 0, 10, 10]


def test_pyedflib_reads_the_continuous_variant(tmp_path: Path) -> None:
    content = continuous({0.5: "Stimulus wrist", 1.5: "Stimulus axilla"})
    path = tmp_path / "continuous.edf"
    path.write_bytes(content)
    mine = parse_edf(content)
    with pyedflib.EdfReader(str(path)) as theirs:
        assert theirs.getSignalLabels() == ["R ADM"]
        np.testing.assert_array_equal(
            theirs.readSignal(0, digital=True), mine.samples[0].reshape(-1)
        )
        signal = mine.header.signals[0]
        np.testing.assert_allclose(
            theirs.readSignal(0), signal.physical(mine.samples[0]).reshape(-1), atol=1e-9
        )
        onsets, _, texts = theirs.readAnnotations()
    assert list(onsets) == [0.5, 1.5]
    assert list(texts) == ["Stimulus wrist", "Stimulus axilla"]


@given(files("EDF+C"))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pyedflib_reads_any_continuous_file(tmp_path: Path, written: EdfFile) -> None:
    path = tmp_path / "any.edf"
    path.write_bytes(edf_bytes(written))
    with pyedflib.EdfReader(str(path)) as theirs:
        for at, samples in enumerate(written.samples[:-1]):
            np.testing.assert_array_equal(theirs.readSignal(at, digital=True), samples.reshape(-1))
        assert len(theirs.readAnnotations()[0]) == len(written.annotations)
