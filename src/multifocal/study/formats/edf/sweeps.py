"""From records to sweeps: the window after each stimulus, with what the file says of it.

EDF+D: every data record is one window. EDF+C (and plain EDF): one long stretch, cut round its
stimuli, from a little before each one to a little before the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.fault import Fault
from multifocal.study.formats.edf.annotations import Annotation
from multifocal.study.formats.edf.facts import Facts
from multifocal.study.formats.edf.file import EdfFile
from multifocal.study.formats.edf.notes import read_text
from multifocal.study.formats.edf.remark import Remark
from multifocal.study.formats.edf.xml_notes import is_xml, read_xml

WINDOW_MS: Final = 100.0
"""What is kept after a stimulus of a continuous file; an F response of the leg needs 70 ms."""
BEFORE_MS: Final = 5.0
MOST_SWEEPS: Final = 10_000


@dataclass(frozen=True, eq=False)
class Sweep:
    """One signal after one stimulus.

    `digital` has shape (n,); `signal` is the number, from 0, of its signal in the header; `record`
    the data record, None in a continuous file. `stimulus_at_ms` counts from the first sample.
    """

    digital: NDArray[np.int16]
    signal: int
    sampling_hz: float
    stimulus_at_ms: float
    facts: Facts
    record: int | None = None

    @property
    def where(self) -> str:
        """Where it lies in the file, for people."""
        place = f"signal {self.signal + 1}"
        return place if self.record is None else f"record {self.record + 1}, {place}"


def sweeps(
    file: EdfFile, *, window_ms: float = WINDOW_MS
) -> tuple[tuple[Sweep, ...], tuple[Remark, ...]]:
    """Every sweep of a file, and what could not be understood.

    `window_ms` is how long the sweeps of a continuous file are. Fault where the file has no
    ordinary signal.
    """
    header = file.header
    if not header.ordinary:
        raise Fault("the file holds no signal", remedy="Give a file with waveforms", byte=252)
    if header.record_duration_s == 0:
        raise Fault(
            "a record lasts 0 s, so the sampling rate is not known",
            remedy="Export the file with the duration of its records",
            byte=244,
        )
    remarks: list[Remark] = []
    read: dict[str, Read] = {}  # the same words come back in every record
    notes = [(one, _facts(one, read, remarks)) for one in file.annotations]
    told = [(one, facts) for one, facts in notes if facts is not None]
    found = (
        _windows(file, told, remarks)
        if header.kind == "EDF+D"
        else _cut(file, told, window_ms, remarks)
    )
    if len(found) > MOST_SWEEPS:
        raise Fault(
            f"the file has more than {MOST_SWEEPS} sweeps",
            remedy="Give one person's study",
            byte=header.size,
        )
    return tuple(found), tuple(remarks)


Read = tuple[Facts | None, tuple[str, ...]]


def _facts(one: Annotation, read: dict[str, Read], remarks: list[Remark]) -> Facts | None:
    if one.text not in read:
        read[one.text] = read_xml(one.text) if is_xml(one.text) else read_text(one.text)
    facts, unread = read[one.text]
    remarks += [Remark(text, f"record {one.record + 1}") for text in unread]
    return facts


def _windows(
    file: EdfFile, told: Sequence[tuple[Annotation, Facts]], remarks: list[Remark]
) -> list[Sweep]:
    by_record: dict[int, list[tuple[Annotation, Facts]]] = {}
    for one, facts in told:
        by_record.setdefault(one.record, []).append((one, facts))
    found: list[Sweep] = []
    for record in range(file.header.records):
        start = file.starts_s[record]
        mine = by_record.get(record, [])
        named = {facts.signal for _, facts in mine if facts.stimulus and facts.signal}
        unknown = named - {file.header.signals[at].label for at in file.header.ordinary}
        if unknown:
            remarks.append(
                Remark("an annotation names a signal that is not there", f"record {record + 1}")
            )
            named = set()
        for at in file.header.ordinary:
            signal = file.header.signals[at]
            if named and signal.label not in named:
                continue  # recorded too, or filled, but not what this stimulus was for
            wanted = [
                (one, facts)
                for one, facts in mine
                if unknown or facts.signal in (None, signal.label)
            ]
            onset, facts = _joined(wanted, f"record {record + 1}", remarks)
            after = 0.0
            if onset is not None and start is not None:
                after = float((onset - start) * 1000)
            if signal.samples_per_record:
                hz = signal.samples_per_record / float(file.header.record_duration_s)
                found.append(Sweep(file.samples[at][record], at, hz, after, facts, record))
        if len(found) > MOST_SWEEPS:
            break
    return found


def _joined(
    notes: Sequence[tuple[Annotation, Facts]], where: str, remarks: list[Remark]
) -> tuple[Decimal | None, Facts]:
    """All facts of one sweep, and when its stimulus came."""
    onset: Decimal | None = None
    facts = Facts()
    for one, more in notes:
        if more.stimulus:
            if onset is not None and one.onset_s != onset:
                remarks.append(Remark("a second stimulus in one window is left out", where))
                continue
            onset = one.onset_s
        facts = facts.joined(more)
    return onset, replace(facts, signal=None)


def _cut(
    file: EdfFile,
    told: Sequence[tuple[Annotation, Facts]],
    window_ms: float,
    remarks: list[Remark],
) -> list[Sweep]:
    header = file.header
    begin = file.starts_s[0] if file.starts_s and file.starts_s[0] is not None else Decimal(0)
    ordered = sorted(told, key=lambda pair: pair[0].onset_s)
    onsets = sorted({one.onset_s for one, facts in ordered if facts.stimulus})
    if len(onsets) > MOST_SWEEPS:
        return [Sweep(file.samples[0][0], 0, 1.0, 0.0, Facts())] * (MOST_SWEEPS + 1)
    if not onsets:
        remarks.append(Remark("no annotation of the file tells of a stimulus"))
    general = [pair for pair in ordered if not onsets or pair[0].onset_s < onsets[0]]
    found: list[Sweep] = []
    place = len(general)
    for turn, onset in enumerate(onsets):
        until = onsets[turn + 1] if turn + 1 < len(onsets) else None
        mine = []
        while place < len(ordered) and (until is None or ordered[place][0].onset_s < until):
            mine.append(ordered[place])
            place += 1
        after_ms = window_ms
        if until is not None:
            gap_ms = float((until - onset) * 1000)
            after_ms = min(window_ms, gap_ms - min(BEFORE_MS, gap_ms / 2))
        for at in header.ordinary:
            label = header.signals[at].label
            named = {facts.signal for _, facts in mine if facts.stimulus and facts.signal}
            if named and label not in named:
                continue
            wanted = [pair for pair in (*mine, *general) if pair[1].signal in (None, label)]
            _, facts = _joined(wanted, f"stimulus {turn + 1}", remarks)
            piece = _piece(file, at, float(onset - begin) * 1e3, after_ms)
            if piece is None:
                remarks.append(
                    Remark("a stimulus lies outside the recording", f"stimulus {turn + 1}")
                )
                continue
            samples, hz, stimulus_at_ms = piece
            found.append(Sweep(samples, at, hz, stimulus_at_ms, facts))
    return found


def _piece(
    file: EdfFile, at: int, onset_ms: float, after_ms: float
) -> tuple[NDArray[np.int16], float, float] | None:
    """Samples round one stimulus, their rate, and the stimulus after the first of them."""
    signal = file.header.signals[at]
    hz = signal.samples_per_record / float(file.header.record_duration_s)
    total = file.header.records * signal.samples_per_record
    if not hz or not 0 <= onset_ms * hz / 1e3 < total:
        return None
    first = max(int(np.ceil((onset_ms - BEFORE_MS) * hz / 1e3 - 1e-6)), 0)
    last = min(int(np.floor((onset_ms + after_ms) * hz / 1e3 + 1e-6)), total - 1)
    width = signal.samples_per_record
    rows = file.samples[at][first // width : last // width + 1]
    skip = first - (first // width) * width
    samples = rows.reshape(-1)[skip : skip + last - first + 1]
    return samples, hz, onset_ms - first * 1e3 / hz
