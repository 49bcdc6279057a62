"""Header, records and annotations: what the specification asks, and what is broken."""

import ast
import sys
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.fault import Fault
from multifocal.formats import edf
from multifocal.formats.edf import (
    Annotation,
    EdfFile,
    Header,
    Signal,
    annotation_signal,
    date_of,
    edf_bytes,
    parse_edf,
    sweeps,
)
from tests.formats.edf.example import example
from tests.formats.fuzzing import few

EXAMPLE = example()


def put(at: int, word: bytes, content: bytes = EXAMPLE) -> bytes:
    return content[:at] + word + content[at + len(word) :]


@pytest.mark.parametrize(
    ("content", "byte", "says"),
    [
        (b"", 0, "ends inside the header"),
        (b"RIFF" + EXAMPLE[4:], 0, "does not begin like EDF"),
        (b"\xffBIOSEMI" + EXAMPLE[8:], 0, "BDF"),
        (EXAMPLE[:200], 200, "ends inside the header"),
        (EXAMPLE[:500], 252, "does not hold 2 signals"),
        (put(184, b"512     "), 184, "512 bytes"),
        (put(184, b"12e99   "), 184, "no number"),
        (put(236, b"many    "), 236, "'many'"),
        (put(236, b"-2      "), 236, "negative"),
        (put(244, b"nan     "), 244, "'nan'"),
        (put(244, b"-1      "), 244, "duration"),
        (put(252, b"0   "), 252, "0 signals"),
        (put(252, b"9999"), 252, "9999 signals"),
        (put(256 + 208, b"wide    "), 256 + 208, "'wide'"),
        (put(256 + 224, b"-100    "), 256 + 208, "differ"),
        (put(256 + 240, b"-99999  "), 256 + 208, "16 bits"),
        (put(256 + 256, b"-2048   "), 256 + 208, "grow"),
        (put(256 + 432, b"-1      "), 256 + 208, "negative"),
        (EXAMPLE[:768], 768, "ends inside record 1 of 2"),
        (EXAMPLE[:2800], 2800, "ends inside record 1 of 2"),
    ],
)
def test_a_broken_file_is_named_to_the_byte(content: bytes, byte: int, says: str) -> None:
    with pytest.raises(Fault) as caught:
        parse_edf(content)
    assert caught.value.byte == byte
    assert says in caught.value.problem
    assert f"byte {byte}: " in str(caught.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (put(244, b"0,050   "), "decimal comma"),
        (put(236, b"2.0     "), "whole number"),
        (put(236, b"-1      "), "number of records is not given"),
        (put(236, b"99999999"), "promises 99999999 records and 2 are whole"),
        (put(236, b"3       ") + EXAMPLE[768:900], "promises 3 records and 2 are whole"),
        (EXAMPLE + b"more", "bytes after the last record"),
        (put(8, b"J\xe4rvinen"), "not printable ASCII"),
        (put(168, b"17/13/01"), "not dd.mm.yy"),
        (put(768 + 2000, b"xx"), "no readable time"),
        (put(768 + 2000, b"+0\x14Stimulus wrist\x14\0"), "annotation list has no readable time"),
        (put(768 + 2000, b"+0\x14\x14\xff\x14\0\0"), "not UTF-8"),
    ],
)
def test_what_can_be_bent_is_read_and_remarked(content: bytes, says: str) -> None:
    file = parse_edf(content)
    assert file.header.records == 2
    np.testing.assert_array_equal(file.samples[0], parse_edf(EXAMPLE).samples[0])
    assert any(says in one.text for one in file.remarks), file.remarks


def test_the_century_of_a_date() -> None:
    years = {"85": 1985, "99": 1999, "00": 2000, "84": 2084}
    for word, year in years.items():
        started = parse_edf(put(168, f"01.02.{word}".encode())).header.started
        assert started is not None and started.year == year
    assert date_of("02-MAY-1951") is not None and date_of("02-MAI-1951") is None


def test_a_negative_gain() -> None:
    """Physical maximum below the minimum turns the curve, as the specification says."""
    turned = put(256 + 208, b"100     ", put(256 + 224, b"-100    "))
    signal = parse_edf(turned).header.signals[0]
    digital = np.array([-2048, 2047], np.int16)
    np.testing.assert_allclose(signal.physical(digital), [100.0, -100.0])
    assert signal.gain < 0


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20
)


@st.composite
def files(draw: st.DrawFn, kind: str | None = None) -> EdfFile:
    kind = kind or draw(st.sampled_from(["EDF+D", "EDF+C"]))
    records = draw(st.integers(1, 4))
    duration = draw(st.sampled_from([Decimal("0.050"), Decimal("0.1"), Decimal(1)]))
    ordinary = []
    for at in range(draw(st.integers(1, 3))):
        low = draw(st.integers(-32768, 32766))
        ordinary.append(
            Signal(
                f"R {at}", draw(st.integers(1, 30)), draw(st.sampled_from(["mV", "uV"])),
                Decimal(draw(st.integers(-99999, 99999))).scaleb(-2),
                Decimal(draw(st.integers(100000, 9999999))).scaleb(-2),
                low, draw(st.integers(low + 1, 32767)), "AgAgCl", "HP:3Hz",
            )
        )  # fmt: skip
    starts = []
    now = draw(st.sampled_from([Decimal(0), Decimal("0.5")]))
    for _ in range(records):
        starts.append(now)
        now += duration if kind == "EDF+C" else draw(st.sampled_from([duration, Decimal("12.25")]))
    notes = [
        Annotation(
            starts[record] + Decimal(draw(st.integers(-500, 500))).scaleb(-3),
            draw(WORDS), record, draw(st.none() | st.just(Decimal("0.2"))),
        )
        for record in range(records)
        for _ in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    dice = np.random.default_rng(draw(st.integers(0, 1000)))
    samples = [
        dice.integers(-32768, 32768, (records, one.samples_per_record)).astype(np.int16)
        for one in ordinary
    ]
    signals = (*ordinary, annotation_signal(starts, notes))
    header = Header(kind, signals, records, duration)  # type: ignore[arg-type]
    return EdfFile(
        header, (*samples, np.zeros((records, 0), np.int16)), tuple(starts), tuple(notes)
    )


@given(files())
@few(80)
def test_round_trip_to_the_digital_unit(written: EdfFile) -> None:
    content = edf_bytes(written)
    read = parse_edf(content)
    assert read.header == written.header
    assert read.remarks == ()
    assert read.starts_s == written.starts_s
    assert read.annotations == written.annotations
    for mine, theirs in zip(written.samples, read.samples, strict=True):
        np.testing.assert_array_equal(mine, theirs)
    assert edf_bytes(read) == content


@given(files())
@few(50)
def test_what_the_specification_asks_of_the_bytes(written: EdfFile) -> None:
    content = edf_bytes(written)
    header = written.header
    assert all(32 <= byte <= 126 for byte in content[: header.size])
    assert len(content) == header.size + header.records * header.record_size
    width = 2 * header.signals[-1].samples_per_record
    for record in range(header.records):
        end = header.size + (record + 1) * header.record_size
        block = content[end - width : end]
        assert block[:1] in b"+-"  # the first list stands at the first byte,
        assert block[block.index(b"\x14") + 1 :][:1] == b"\x14"  # and its first text is empty
        assert block.rstrip(b"\0") + b"\0" in (block, block[: len(block.rstrip(b"\0")) + 1])
        for one in block.rstrip(b"\0").split(b"\0"):  # lists follow each other and are whole
            assert one[:1] in b"+-" and one.endswith(b"\x14")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"patient": "Müller"}, "ASCII"),
        ({"patient": "x" * 81}, "80 characters"),
        ({"record_duration_s": Decimal("0.123456789")}, "8 characters"),
        ({"records": 3}, "match"),
        ({"signals": (Signal("R", 40_000), Signal("EDF Annotations", 60))}, "61440"),
        ({"signals": (Signal("R", 1000), Signal("EDF Annotations", 10))}, "more room"),
        ({"signals": (Signal("R", 1000), Signal("L", 1000))}, "EDF Annotations"),
        ({"signals": (Signal("R", 999), Signal("EDF Annotations", 60))}, "samples_per_record"),
    ],
)
def test_what_cannot_be_written_is_a_value_error(change: dict[str, object], says: str) -> None:
    file = parse_edf(EXAMPLE)
    header = Header(**{**vars(file.header), **change})
    with pytest.raises(ValueError, match=says):
        edf_bytes(EdfFile(header, file.samples, file.starts_s, file.annotations))


def continuous(texts: dict[float, str], seconds: int = 2, hz: int = 1000) -> bytes:
    """A ramp of digital units, recorded without a gap, with texts at their times."""
    notes = [Annotation(Decimal(str(at)), text, int(at)) for at, text in sorted(texts.items())]
    starts = [Decimal(at) for at in range(seconds)]
    wave = np.arange(seconds * hz, dtype=np.int16).reshape(seconds, hz)
    header = Header(
        "EDF+C",
        (Signal("R ADM", hz, "mV", Decimal(-5), Decimal(5)), annotation_signal(starts, notes)),
        seconds,
        Decimal(1),
        recording="Startdate X X X X MNC R Ulnar Nerve",
    )
    empty = np.zeros((seconds, 0), np.int16)
    return edf_bytes(EdfFile(header, (wave, empty), tuple(starts), tuple(notes)))


def test_a_continuous_file_is_cut_at_its_stimuli() -> None:
    content = continuous(
        {0.5: "Stimulus wrist", 0.55: "Stimulus below elbow", 1.5: "Stimulus axilla",
         1.51: "Response 3mV at 9ms"}
    )  # fmt: skip
    (wrist, elbow, axilla), remarks = sweeps(parse_edf(content))
    assert remarks == ()
    # The ramp's value is the time in ms since the start.
    assert (wrist.digital[0], wrist.digital[-1], wrist.stimulus_at_ms) == (495, 545, 5.0)
    assert (elbow.digital[0], elbow.digital[-1], elbow.stimulus_at_ms) == (545, 650, 5.0)
    assert (axilla.digital[0], axilla.digital[-1]) == (1495, 1600)
    assert axilla.facts.words == "axilla" and axilla.facts.latency_ms == 9.0


def test_stimuli_at_the_ends_of_a_continuous_file() -> None:
    (first, last), remarks = (
        sweeps(
            parse_edf(
                continuous({0.002: "Stimulus wrist", 1.95: "Stimulus elbow", 1.9999: "Stim axilla"})
            )
        )[0][:2],
        (),
    )
    assert (first.digital[0], first.stimulus_at_ms) == (0, 2.0)
    assert last.digital[0] == 1945
    assert remarks == ()
    none, said = sweeps(parse_edf(continuous({0.5: "hello"})))
    assert none == () and any("stimulus" in one.text for one in said)


def test_it_stands_alone() -> None:
    """The package can be taken elsewhere: numpy, the standard library, one error class and the
    catalog of sentences."""
    folder = Path(edf.__file__).parent
    allowed = {"numpy", *sys.stdlib_module_names}
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                ours = name in ("multifocal.fault", "multifocal.words") or name.startswith(
                    edf.__name__
                )
                assert ours or name.split(".")[0] in allowed, (path.name, name)
