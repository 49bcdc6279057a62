"""The header of an EDF or EDF+ file: who, when, and how every signal is calibrated.

Field widths and meanings: Kemp and Olivan 2003 (source `kemp-2003-edfplus`), sections 2.1 and 3.7.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from multifocal.fault import Fault, Phrase
from multifocal.formats.edf.fields import Fields, filled, filled_number
from multifocal.formats.edf.remark import Remark, placed
from multifocal.words import say

ANNOTATIONS: Final = "EDF Annotations"
BLOCK: Final = 256
"""Bytes of the header's fixed part, and of the part of every signal."""
MOST_NUMBER: Final = Decimal("1e15")
Kind = Literal["EDF", "EDF+C", "EDF+D"]

_SIGNAL_WIDTHS: Final = {
    "label": 16,
    "transducer": 80,
    "dimension": 8,
    "physical_min": 8,
    "physical_max": 8,
    "digital_min": 8,
    "digital_max": 8,
    "prefiltering": 80,
    "samples_per_record": 8,
    "reserved": 32,
}
_DECIMALS: Final = ("physical_min", "physical_max")
_WHOLES: Final = ("digital_min", "digital_max", "samples_per_record")


@dataclass(frozen=True)
class Signal:
    """One signal: its words and its calibration.

    Physical = physical_min + (digital - digital_min) x gain, in `dimension`. Fault where the
    calibration is impossible, unless `passed_over` says why its samples are not used.
    """

    label: str
    samples_per_record: int
    dimension: str = ""
    physical_min: Decimal = Decimal(-1)
    physical_max: Decimal = Decimal(1)
    digital_min: int = -32768
    digital_max: int = 32767
    transducer: str = ""
    prefiltering: str = ""
    reserved: str = ""
    passed_over: str = ""

    def __post_init__(self) -> None:
        if self.samples_per_record < 0:
            raise Fault("edf.signal.samples")
        if self.passed_over:
            return
        if self.physical_min == self.physical_max:
            raise Fault("edf.signal.physical")
        if not -32768 <= self.digital_min < self.digital_max <= 32767:
            raise Fault("edf.signal.digital")
        if max(abs(self.physical_min), abs(self.physical_max)) > MOST_NUMBER:
            raise Fault("edf.signal.too_large", most=str(MOST_NUMBER))

    @property
    def holds_annotations(self) -> bool:
        """Whether its bytes are text and not samples."""
        return self.label.casefold() == ANNOTATIONS.casefold()

    @property
    def gain(self) -> float:
        """Physical units a digital unit; negative for a negative gain."""
        return float(self.physical_max - self.physical_min) / (self.digital_max - self.digital_min)

    def physical(self, digital: NDArray[np.int16]) -> NDArray[np.float64]:
        """Samples in the signal's physical dimension, of the same shape."""
        steps = digital.astype(np.float64) - self.digital_min
        return float(self.physical_min) + steps * self.gain


@dataclass(frozen=True)
class Header:
    """Everything before the first data record. `reserved` is what follows the kind's word."""

    kind: Kind
    signals: tuple[Signal, ...]
    records: int
    record_duration_s: Decimal
    patient: str = "X X X X"
    recording: str = "Startdate X X X X"
    start_date: str = "01.01.85"
    start_time: str = "00.00.00"
    reserved: str = ""

    @property
    def size(self) -> int:
        """Bytes of the header."""
        return BLOCK * (1 + len(self.signals))

    @property
    def record_size(self) -> int:
        """Bytes of one data record."""
        return 2 * sum(one.samples_per_record for one in self.signals)

    @property
    def ordinary(self) -> tuple[int, ...]:
        """Numbers, from 0, of the signals that hold samples which can be used."""
        return tuple(
            at
            for at, one in enumerate(self.signals)
            if not (one.holds_annotations or one.passed_over)
        )

    @property
    def started(self) -> datetime | None:
        """Start by the fields start_date and start_time; None where they make no date."""
        day = re.fullmatch(r"(\d\d)[.:/-](\d\d)[.:/-](\d\d)", self.start_date, re.ASCII)
        hour = re.fullmatch(r"(\d\d)[.:/-](\d\d)[.:/-](\d\d)", self.start_time, re.ASCII)
        if day is None or hour is None:
            return None
        days, months, years = (int(word) for word in day.groups())
        hours, minutes, seconds = (int(word) for word in hour.groups())
        try:
            century = 1900 if years >= 85 else 2000
            return datetime(century + years, months, days, hours, minutes, seconds)
        except ValueError:
            return None

    @property
    def startdate_said(self) -> date | None:
        """The date after "Startdate" in the field `recording`, where there is one."""
        found = re.match(
            r"startdate (\d\d-[a-z]{3}-\d{4})(?: |$)", self.recording, re.ASCII | re.IGNORECASE
        )
        return date_of(found[1]) if found else None


_MONTHS: Final = (
    "JAN",
    "FEB",
    "MAR",
    "APR",
    "MAY",
    "JUN",
    "JUL",
    "AUG",
    "SEP",
    "OCT",
    "NOV",
    "DEC",
)


def date_of(word: str) -> date | None:
    """A date as EDF+ writes it, 02-MAY-1951, whatever the locale; None if it is none."""
    day, month, year = (*word.upper().split("-"), "", "")[:3]
    if month not in _MONTHS or not (day.isdecimal() and year.isdecimal()):
        return None
    try:
        return date(int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def date_said(day: date) -> str:
    """A date as EDF+ writes it: 02-MAY-1951."""
    return f"{day.day:02d}-{_MONTHS[day.month - 1]}-{day.year:04d}"


def parse_header(content: bytes) -> tuple[Header, tuple[Remark, ...]]:
    """The header at the beginning of a file, and what had to be bent to read it.

    Fault, with the offset of its byte, where it is broken or of another format. Memory is taken
    only for what the file really holds.
    """
    if content[:1] == b"\xff":
        raise Fault("edf.bdf", byte=0)
    fields = Fields(content)
    version = fields.text(8, "version")
    if version != "0":
        raise Fault("edf.not_edf", byte=0)
    patient = fields.text(80, "patient")
    recording = fields.text(80, "recording")
    start_date = fields.text(8, Phrase.of("edf.field.start_date"))
    start_time = fields.text(8, Phrase.of("edf.field.start_time"))
    size = fields.whole(8, Phrase.of("edf.field.header_bytes"))
    kind, reserved = _kind(fields.text(44, "reserved"))
    records = fields.whole(8, Phrase.of("edf.field.number_of_records"))
    duration = fields.number(8, Phrase.of("edf.field.record_duration"))
    count = fields.whole(4, Phrase.of("edf.field.number_of_signals"))
    if not 1 <= count <= (len(content) - BLOCK) // BLOCK or size != BLOCK * (1 + count):
        raise Fault(
            "edf.header_size",
            header_bytes=size,
            count=count,
            file_bytes=len(content),
            byte=184 if 1 <= count <= (len(content) - BLOCK) // BLOCK else 252,
        )
    if records < -1:
        raise Fault("edf.negative_records", byte=236)
    if duration < 0 or duration > MOST_NUMBER:
        raise Fault("edf.record_duration", byte=244)
    signals = _signals(fields, count)
    header = Header(
        kind, signals, records, duration, patient, recording, start_date, start_time, reserved
    )
    return header, (*fields.remarks, *_dates(header))


def _kind(word: str) -> tuple[Kind, str]:
    if word.upper().startswith("EDF+C"):
        return "EDF+C", word[5:].strip()
    if word.upper().startswith("EDF+D"):
        return "EDF+D", word[5:].strip()
    return "EDF", word


_MICRO: Final = re.compile(r"[µμìæ]V", re.IGNORECASE)
"""µ and its Greek twin, and what Latin-1 makes of the Greek and the DOS code for it."""


def _signals(fields: Fields, count: int) -> tuple[Signal, ...]:
    """The signals. One whose calibration is no calibration is passed over, with a remark; Fault
    where none is left, or the layout of the records is not known."""
    begin = fields.at
    columns: dict[str, list[Any]] = {}
    unread: dict[int, Fault] = {}
    for name, width in _SIGNAL_WIDTHS.items():
        columns[name] = []
        for at in range(count):
            columns[name].append(_field(fields, name, width, at, unread))
    read = []
    for at in range(count):
        values = {name: column[at] for name, column in columns.items()}
        place = begin + 104 * count + 8 * at  # the minima, after label, transducer, dimension
        try:
            if at not in unread:
                read.append(Signal(**values))
                continue
        except Fault as fault:
            unread[at] = Fault("edf.calibration", number=at + 1, reason=fault, byte=place)
        if values["samples_per_record"] < 0:
            raise unread[at]
        read.append(Signal(**values, passed_over=str(unread[at])))
    signals = tuple(read)
    if unread and not any(not (one.holds_annotations or one.passed_over) for one in signals):
        raise unread[min(unread)]
    for at in sorted(unread):
        if not signals[at].holds_annotations:
            text = say("remarks.edf.signal_left_out", number=at + 1)
            fields.remarks.append(Remark(text, placed("byte", begin + 104 * count + 8 * at)))
    return signals


def _field(fields: Fields, name: str, width: int, at: int, unread: dict[int, Fault]) -> Any:
    """One field of one signal; a calibration that is no number goes to `unread` and reads as 0."""
    place, called = fields.at, Phrase.of("edf.field.of_signal", field=name, number=at + 1)
    if name == "samples_per_record":
        return fields.whole(width, called)
    if name in _DECIMALS + _WHOLES:
        read: Any = fields.number if name in _DECIMALS else fields.whole
        try:
            value = read(width, called)
        except Fault as fault:
            if fields.at != place + width:  # the header ends here
                raise
            unread.setdefault(at, fault)
            return Decimal(0) if name in _DECIMALS else 0
        if name == "digital_max" and value == 32768:
            text = say("remarks.edf.digital_max", number=at + 1)
            fields.remarks.append(Remark(text, placed("byte", place)))
            return 32767
        return value
    word = fields.text(width, called)
    if name == "dimension" and _MICRO.fullmatch(word):
        word = "uV"
        fields.remarks.append(
            Remark(say("remarks.edf.unit_read_as", number=at + 1, unit=word), placed("byte", place))
        )
    return word


def _dates(header: Header) -> list[Remark]:
    started, said = header.started, header.startdate_said
    if started is None:
        return [Remark(say("remarks.edf.start_unread"), placed("byte", 168))]
    if said is not None and said != started.date():
        return [Remark(say("remarks.edf.starts_disagree"), placed("byte", 88))]
    return []


def header_bytes(header: Header) -> bytes:
    """The header as it stands in a file. ValueError where something does not fit its field."""
    reserved: str = "" if header.kind == "EDF" else header.kind
    reserved += f" {header.reserved}" if reserved and header.reserved else header.reserved
    parts = [
        filled("0", 8, "version"),
        filled(header.patient, 80, "patient"),
        filled(header.recording, 80, "recording"),
        filled(header.start_date, 8, "start_date"),
        filled(header.start_time, 8, "start_time"),
        filled_number(header.size, 8, "header bytes"),
        filled(reserved, 44, "reserved"),
        filled_number(header.records, 8, "records"),
        filled_number(header.record_duration_s, 8, "record_duration_s"),
        filled_number(len(header.signals), 4, "number of signals"),
    ]
    for name, width in _SIGNAL_WIDTHS.items():
        write: Any = filled_number if name in _DECIMALS + _WHOLES else filled
        parts += [write(getattr(one, name), width, name) for one in header.signals]
    return b"".join(parts)
