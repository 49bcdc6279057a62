"""Waveforms as a CSV table: one column a sweep, one row a sample, what is known of them on top.

    side,right,right
    nerve,ulnar,ulnar
    muscle,adm,adm
    site,wrist,below_elbow
    unit,mV,mV
    polarity,negative-up,negative-up
    time_ms,,
    0.00,0.01,0.00
    0.05,0.01,-0.01

Times count from the stimulus. Unit and polarity are asked for where the table does not say them,
never guessed.
"""

import math
import re
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.fault import Fault, quoted
from multifocal.formats.edf.notes import polarity_of
from multifocal.formats.format import Polarity
from multifocal.formats.table.columns import Column
from multifocal.formats.table.decimals import Decimals, doubtful, in_doubt
from multifocal.formats.table.rows import cell, yes_or_no
from multifocal.formats.table.special_rows import PERSON, kind_of, person_of
from multifocal.formats.table.text import wide_encoding
from multifocal.study import vocabulary
from multifocal.study.calibration import MV_PER_UNIT, Unit
from multifocal.study.recording import LONGEST_S, MOST_MV, Recording
from multifocal.study.sensory_words import sensory_word
from multifocal.study.study import Study

# Source of the limits: multifocal-choice-plausible-values.
MOST_BYTES: Final = 4_000_000
MOST_SWEEPS: Final = 1_000
MOST_SAMPLES: Final = 200_000
_TIME: Final = re.compile(r"(time|t)_?(ms|msec|s|sec|us)?")
_MS: Final = {"ms": 1.0, "msec": 1.0, "s": 1e3, "sec": 1e3, "us": 1e-3}
_UNITS: Final[Mapping[str, Unit]] = {"v": "V", "mv": "mV", "uv": "uV", "nv": "nV"}
_NUMBERS: Final = {
    name: Column(name, "number", least=least, most=most, zero=True)
    for name, least, most in (
        ("distance_mm", 1.0, 1500.0),
        ("temperature_c", 10.0, 45.0),
        ("current_ma", 0.0, 1000.0),
        ("duration_ms", 0.0, 10.0),
        ("stimulus_at_ms", 0.0, 10_000.0),
        ("sampling_hz", 1.0, 10_000_000.0),
        ("age_years", 0.0, 125.0),
        ("height_cm", 40.0, 260.0),
    )
}
_WORDS: Final = (
    "side", "nerve", "muscle", "skin", "site", "kind", "unit", "polarity", "supramaximal", "origin",
    "sex", "date",
)  # fmt: skip
_NEEDED: Final = ("side", "nerve", "site")
_TIME_ROW: Final = re.compile(
    r"""^[ \t"']*(time|t)[ _(\["]*(ms|msec|s|sec|us|µs)?[)\]"' ]*([,;\t]|$)""",
    re.IGNORECASE | re.MULTILINE,
)
_PLAIN: Final = re.compile(r"[0-9eE+\-. \t,;]*")  # no word that Python takes for a number
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NUMBER: Final = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*", re.ASCII | re.IGNORECASE)
_COMMA: Final = re.compile(r"\s*[+-]?(\d+,?\d*|,\d+)(e[+-]?\d+)?\s*", re.ASCII | re.IGNORECASE)


def is_wave_table(text: str) -> bool:
    """Whether a CSV table holds waveforms: a row of it begins with a time and its unit."""
    return _TIME_ROW.search(text) is not None


def parse_wave_csv(
    content: bytes, *, unit: Unit | None = None, polarity: Polarity | None = None
) -> Study:
    """The study in the bytes of a table of waveforms.

    `unit` and `polarity` hold where the table has no such row. Fault, with line and row's name, for
    what is not understood, and where unit or polarity is nowhere said.
    """
    text = _text(content)
    sign = max((",", ";", "\t"), key=text.count)
    known, times, samples = _split(text, sign)
    sweeps = samples.shape[1]
    rows = [{name: cells[at] for name, (_, cells) in known.items()} for at in range(sweeps)]
    lines = {name: number for name, (number, _) in known.items()}
    if sign != "," and (word := doubtful(text)) is not None:
        raise in_doubt(word[1]).placed(line=text.count("\n", 0, word[0]) + 1)
    # what the signs mean is clear by now
    decimals = Decimals(sign != ",", points=True, commas=False)
    recordings = []
    for at, cells in enumerate(rows):
        try:
            recordings.append(_recording(cells, times, samples[:, at], unit, polarity, decimals))
        except Fault as fault:
            raise Fault(
                "wave.of_sweep",
                fault=fault,
                sweep=at + 1,
                line=fault.line or lines.get(fault.column or ""),
                column=fault.column,
            ) from None
    numbered = [
        (lines.get("age_years", 1), {name: cells.get(name, "") for name in PERSON})
        for cells in rows
    ]
    subject, on = person_of(numbered, _NUMBERS, decimals)
    return Study(recordings=tuple(recordings), subject=subject, on=on)


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise Fault("wave.too_large", most_mb=MOST_BYTES // 1_000_000)
    try:
        text = content.decode(wide_encoding(content) or "utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        at = content.count(b"\n", 0, error.start) + 1
        raise Fault("wave.not_utf8", line=at) from None
    if (odd := _CONTROLS.search(text)) is not None:
        at = text.count("\n", 0, odd.start()) + 1
        raise Fault("wave.line_no_text", line=at)
    return text.replace("\r\n", "\n").replace("\r", "\n")


Known = dict[str, tuple[int, list[str]]]


def _split(text: str, sign: str) -> tuple[Known, NDArray[np.float64], NDArray[np.float64]]:
    """What stands above the samples, by row; times (ms, n); samples (n, sweeps), NaN if empty."""
    known: Known = {}
    factor: float | None = None
    times: list[float] = []
    rows: list[list[float]] = []
    width = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip(" \t,;") or line.lstrip(' "\t').startswith("#"):
            continue
        cells = [one.strip().strip('"') for one in line.split(sign)]
        if factor is not None:
            values = _values(line, cells, number, sign)
            if len(times) == MOST_SAMPLES:
                raise Fault("wave.too_many_samples", count=MOST_SAMPLES, line=number)
            if len(values) < width + 1 or np.isfinite(values[width + 1 :]).any():
                raise Fault("wave.cells", count=len(cells), wanted=width + 1, line=number)
            times.append(values[0] * factor)
            rows.append(values[1 : width + 1])
            continue
        name = vocabulary.normalized(cells[0])
        if (time := _TIME.fullmatch(name)) is not None:
            if time[2] is None:
                raise Fault("wave.time_no_unit", line=number)
            factor = _MS[time[2]]
            width = max((len(each) for _, each in known.values()), default=0)
            _check_width(known, width, number)
            continue
        if name not in _WORDS and name not in _NUMBERS:
            raise Fault(
                "wave.unknown_row", row=quoted(cells[0]), known=(*_WORDS, *_NUMBERS), line=number
            )
        if name in known:
            raise Fault("wave.row_twice", name=name, line=number)
        known[name] = (number, cells[1:])
    if factor is None or not times:
        raise Fault("wave.no_samples")
    return _same_width(known, width), np.array(times), np.array(rows)


def _check_width(known: Known, width: int, number: int) -> None:
    for name in _NEEDED:
        if name not in known:
            raise Fault("wave.row_missing", name=name, line=number, column=name)
    if not 1 <= width <= MOST_SWEEPS:
        raise Fault("wave.sweeps", count=width, most=MOST_SWEEPS, line=number)


def _same_width(known: Known, width: int) -> Known:
    """Every row with one cell a sweep; a row with a single one holds for all."""
    columns: Known = {}
    for name, (number, cells) in known.items():
        filled = [one for one in cells if one]
        if len(filled) == 1 and cells[0] and len(cells) < width:
            columns[name] = (number, [cells[0]] * width)
        else:
            columns[name] = (number, cells + [""] * (width - len(cells)))
    return columns


def _values(line: str, cells: list[str], number: int, sign: str) -> list[float]:
    """The row's numbers, NaN for empty cells; the plain row in one go, others cell by cell."""
    if _PLAIN.fullmatch(line):
        try:
            values = [float(one) if one else math.nan for one in cells]
        except ValueError:
            values = [math.inf]
        if math.inf not in values and -math.inf not in values:
            return values
    return [_value(one, number, sign) for one in cells]


def _value(word: str, number: int, sign: str) -> float:
    if not word:
        return float("nan")
    if not (_NUMBER.fullmatch(word) or (sign != "," and _COMMA.fullmatch(word))):
        raise Fault("wave.not_a_number", number=quoted(word), line=number)
    value = float(word.replace(",", "."))
    if not np.isfinite(value):
        raise Fault("wave.number_too_large", number=quoted(word), line=number)
    return value


def _recording(
    cells: Mapping[str, str],
    times: NDArray[np.float64],
    samples: NDArray[np.float64],
    unit: Unit | None,
    polarity: Polarity | None,
    decimals: Decimals,
) -> Recording:
    kind = kind_of(cells)
    sensory = kind == "sensory"
    side = vocabulary.side(cells["side"])
    nerve = sensory_word("nerve", cells["nerve"]) if sensory else vocabulary.nerve(cells["nerve"])
    muscle = None if sensory else vocabulary.muscle(cells.get("muscle", ""), nerve)
    skin = sensory_word("skin", cells.get("skin", "")) if sensory else None
    site = sensory_word("site", cells["site"]) if sensory else vocabulary.site(cells["site"], nerve)
    scale = MV_PER_UNIT[_unit(cells.get("unit", ""), unit)]
    way = _polarity(cells.get("polarity", ""), polarity)
    numbers: dict[str, float | None] = {}
    for name, column in _NUMBERS.items():
        found = cell(cells.get(name, ""), column, decimals)
        numbers[name] = found if isinstance(found, float) else None
    wave = _whole(samples)
    rate, at_ms = _rate(times[: wave.size], numbers["sampling_hz"])
    stimulus = numbers["stimulus_at_ms"]
    if wave.size and np.abs(wave).max() > MOST_MV / scale:
        raise Fault("wave.beyond_body", column="unit")
    if wave.size > LONGEST_S * rate:
        raise Fault("wave.too_long", longest_s=LONGEST_S, column="time_ms")
    return Recording(
        samples_mv=wave * scale if scale != 1.0 else wave,
        sampling_hz=rate,
        kind=kind,
        side=side,
        nerve=nerve,
        muscle=muscle,
        skin=skin,
        site=site,
        stimulus_at_ms=at_ms if stimulus is None else stimulus,
        current_ma=numbers["current_ma"],
        duration_ms=numbers["duration_ms"],
        supramaximal=yes_or_no(cells.get("supramaximal", ""), "supramaximal"),
        distance_mm=numbers["distance_mm"],
        temperature_c=numbers["temperature_c"],
        negative_up=way == "negative-up",
        origin="simulated" if cells.get("origin", "") == "simulated" else "recorded",
    )


def _unit(typed: str, asked: Unit | None) -> Unit:
    if not typed:
        if asked is None:
            raise Fault("wave.no_unit", column="unit")
        return asked
    word = vocabulary.normalized(typed)
    if word not in _UNITS:
        raise Fault("wave.unit", word=quoted(typed), column="unit")
    return _UNITS[word]


def _polarity(typed: str, asked: Polarity | None) -> Polarity:
    if not typed:
        if asked is None:
            raise Fault("wave.no_polarity", column="polarity")
        return asked
    found = polarity_of(typed)
    if found is None:
        raise Fault("wave.polarity", word=quoted(typed), column="polarity")
    return found


def _whole(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sweep without the empty cells after its end; Fault for gaps."""
    there = np.flatnonzero(np.isfinite(samples))
    if not there.size:
        raise Fault("wave.sweep_empty")
    wave: NDArray[np.float64] = samples[: int(there[-1]) + 1]
    if there.size != wave.size:
        raise Fault("wave.gap")
    return wave


def _rate(times: NDArray[np.float64], stated_hz: float | None) -> tuple[float, float]:
    """Samples a second, and the stimulus after the first sample, ms."""
    if not np.isfinite(times).all():
        raise Fault("wave.sample_no_time", column="time_ms")
    start = 0.0 - float(times[0])
    if times.size < 2:
        if stated_hz is None:
            raise Fault("wave.one_sample")
        return stated_hz, start
    step = float(times[-1] - times[0]) / (times.size - 1)
    even = times[0] + step * np.arange(times.size)
    if step <= 0 or np.abs(times - even).max() > 0.51 * step:
        raise Fault("wave.uneven_times", column="time_ms")
    rate = 1e3 / step
    if stated_hz is None:
        near = round(rate)  # times with few digits give 20000.02 for 20000
        return (float(near) if abs(rate / near - 1) < 1e-3 and near else rate), start
    if abs(rate / stated_hz - 1) > 0.01:
        raise Fault("wave.rate_disagrees", column="sampling_hz")
    return stated_hz, start
