"""From records to sweeps: the window after each stimulus, with what the file says of it.

Records that follow each other without a gap are one stretch, in EDF+D as in EDF+C. A stretch is cut
round its stimuli, from a little before each one to a little before the next or to its own end; a
record that stands alone with at most one stimulus is one window, as a whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from multifocal.fault import Fault
from multifocal.formats.edf.annotations import Annotation
from multifocal.formats.edf.facts import Facts
from multifocal.formats.edf.file import EdfFile
from multifocal.formats.edf.notes import read_text
from multifocal.formats.edf.remark import Remark, placed
from multifocal.formats.edf.stretches import Note, Stretch, stretches, with_notes
from multifocal.formats.edf.xml_notes import is_xml, read_xml
from multifocal.words import say

WINDOW_MS: Final = 100.0
"""What is kept after a stimulus of a continuous file; an F response of the leg needs 70 ms."""
BEFORE_MS: Final = 5.0
MOST_SWEEPS: Final = 10_000


@dataclass(frozen=True, eq=False)
class Sweep:
    """One signal after one stimulus.

    `digital` has shape (n,); `signal` is the number, from 0, of its signal in the header; `record`
    the data record, None in a continuous file. `stimulus_at_ms` counts from the first sample, and
    `timed` tells whether it is known. `ends_at`: what ended the sweep, None for its full window.
    """

    digital: NDArray[np.int16]
    signal: int
    sampling_hz: float
    stimulus_at_ms: float
    facts: Facts
    record: int | None = None
    timed: bool = True
    ends_at: Literal["record", "next_stimulus"] | None = None

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
        raise Fault("edf.no_signal", byte=252)
    if header.record_duration_s == 0:
        raise Fault("edf.no_duration", byte=244)
    remarks: list[Remark] = []
    read: dict[str, Read] = {}  # the same words come back in every record
    notes = [(one, _facts(one, read, remarks)) for one in file.annotations]
    stated = [(one, facts) for one, facts in notes if facts is not None]
    cut: list[Sweep] = []
    for stretch in with_notes(stretches(file), stated, remarks):
        alone = header.kind == "EDF+D" and stretch.first == stretch.last
        if alone and len(stretch.onsets) <= 1:
            cut += _whole(file, stretch, remarks)
        elif header.kind == "EDF+D" and not stretch.onsets:
            cut += _each_record(file, stretch, remarks)
        else:
            cut += _cut(file, stretch, window_ms, remarks)
        if len(cut) > MOST_SWEEPS:
            break
    if header.kind != "EDF+D" and not any(facts.stimulus for _, facts in stated):
        remarks.append(Remark(say("remarks.edf.no_stimulus")))
    if len(cut) > MOST_SWEEPS:
        raise Fault("edf.too_many_sweeps", count=MOST_SWEEPS, byte=header.size)
    return tuple(cut), tuple(remarks)


Read = tuple[Facts | None, tuple[str, ...]]


def _facts(one: Annotation, read: dict[str, Read], remarks: list[Remark]) -> Facts | None:
    if one.text not in read:
        read[one.text] = read_xml(one.text) if is_xml(one.text) else read_text(one.text)
    facts, unread = read[one.text]
    remarks += [Remark(text, placed("record", one.record + 1)) for text in unread]
    return facts


def _joined(
    notes: Sequence[tuple[Annotation, Facts]], where: str, remarks: list[Remark]
) -> tuple[Decimal | None, Facts]:
    """All facts of one sweep, and when its stimulus came."""
    onset: Decimal | None = None
    facts = Facts()
    for one, more in notes:
        if more.stimulus:
            if onset is not None and one.onset_s != onset:
                remarks.append(Remark(say("remarks.edf.second_stimulus"), where))
                continue
            onset = one.onset_s
        facts = facts.joined(more)
    return onset, replace(facts, signal=None)


def _whole(file: EdfFile, stretch: Stretch, remarks: list[Remark]) -> list[Sweep]:
    """The one record of a stretch, as it is."""
    record, notes = (
        stretch.first,
        [*stretch.general, *(n for _, mine in stretch.stimuli for n in mine)],
    )
    where = placed("record", record + 1)
    timed = not stretch.onsets or stretch.begins_s is not None
    cut = []
    for at in _signals(file, notes, where, remarks):
        signal = file.header.signals[at]
        onset, facts = _joined(_about(file, notes, signal.label), where, remarks)
        after = 0.0
        if onset is not None and stretch.begins_s is not None:
            after = float((onset - stretch.begins_s) * 1000)
        if signal.samples_per_record:
            hz = signal.samples_per_record / float(file.header.record_duration_s)
            row = file.samples[at][record]
            cut.append(Sweep(row, at, hz, after, facts, record, timed, "record"))
    return cut


def _each_record(file: EdfFile, stretch: Stretch, remarks: list[Remark]) -> list[Sweep]:
    """Records of which none tells of a stimulus: each is taken for the window after one."""
    cut: list[Sweep] = []
    for record in range(stretch.first, stretch.last + 1):
        notes = tuple(note for note in stretch.general if note[0].record == record)
        lone = Stretch(record, record, file.starts_s[record], general=notes)
        cut += _whole(file, lone, remarks)
        if len(cut) > MOST_SWEEPS:
            break
    return cut


def _cut(file: EdfFile, stretch: Stretch, window_ms: float, remarks: list[Remark]) -> list[Sweep]:
    """A window round every stimulus of a stretch."""
    cut: list[Sweep] = []
    onsets = stretch.onsets
    if len(onsets) > MOST_SWEEPS:
        return [Sweep(file.samples[0][0], 0, 1.0, 0.0, Facts())] * (MOST_SWEEPS + 1)
    wanted = [
        _signals(file, mine, f"stimulus {turn + 1}", remarks)
        for turn, (_, mine) in enumerate(stretch.stimuli)
    ]
    later = _next_onsets(file, onsets, wanted)
    for turn, (onset, mine) in enumerate(stretch.stimuli):
        where = placed("stimulus", turn + 1)
        notes = [*mine, *stretch.general]
        for at in wanted[turn]:
            until = later[turn][at]
            gap_ms = np.inf if until is None else float((until - onset) * 1000)
            after_ms = min(window_ms, gap_ms - min(BEFORE_MS, gap_ms / 2))
            _, facts = _joined(_about(file, notes, file.header.signals[at].label), where, remarks)
            piece = _piece(file, stretch, at, onset, after_ms)
            if piece is None:
                remarks.append(Remark(say("remarks.edf.stimulus_outside"), where))
                continue
            samples, hz, stimulus_at_ms, record = piece
            own_record = record if file.header.kind == "EDF+D" else None
            ends_at: Literal["record", "next_stimulus"] | None = None
            if samples.size / hz * 1e3 - stimulus_at_ms < after_ms - 1.0 / hz * 1e3:
                ends_at = "record"
            elif after_ms < window_ms:
                ends_at = "next_stimulus"
            cut.append(Sweep(samples, at, hz, stimulus_at_ms, facts, own_record, True, ends_at))
    return cut


def _next_onsets(
    file: EdfFile, onsets: Sequence[Decimal], wanted: Sequence[Sequence[int]]
) -> list[dict[int, Decimal | None]]:
    """For every stimulus and signal, when that signal's next stimulus comes."""
    later: dict[int, Decimal | None] = dict.fromkeys(file.header.ordinary)
    found: list[dict[int, Decimal | None]] = []
    for onset, signals in zip(reversed(onsets), reversed(wanted), strict=True):
        found.append({at: later[at] for at in signals})
        later |= dict.fromkeys(signals, onset)
    return found[::-1]


def _signals(file: EdfFile, notes: Sequence[Note], where: str, remarks: list[Remark]) -> list[int]:
    """The signals that a stimulus was for: those that its notes name, else all ordinary ones."""
    named = {facts.signal for _, facts in notes if facts.stimulus and facts.signal}
    labels = {at: file.header.signals[at].label for at in file.header.ordinary}
    if named - set(labels.values()):
        remarks.append(Remark(say("remarks.edf.no_such_signal"), where))
        named = set()
    return [at for at, label in labels.items() if not named or label in named]


def _about(file: EdfFile, notes: Sequence[Note], label: str) -> list[Note]:
    """Notes on that signal, or on none that the file has."""
    others = {file.header.signals[at].label for at in file.header.ordinary} - {label}
    return [note for note in notes if note[1].signal not in others]


def _piece(
    file: EdfFile, stretch: Stretch, at: int, onset_s: Decimal, after_ms: float
) -> tuple[NDArray[np.int16], float, float, int] | None:
    """Samples round one stimulus, their rate, the stimulus after the first of them, its record."""
    signal = file.header.signals[at]
    width = signal.samples_per_record
    hz = width / float(file.header.record_duration_s)
    record = stretch.record_at(onset_s, file)
    if not hz or record is None:
        return None
    start = file.starts_s[record] if file.header.kind == "EDF+D" else None
    if start is None:
        start = (stretch.begins_s or Decimal(0)) + (record - stretch.first) * (
            file.header.record_duration_s
        )
    place = (record - stretch.first) * width + float(onset_s - start) * hz  # in samples
    total = (stretch.last - stretch.first + 1) * width
    if not 0 <= place < total:
        return None
    first = max(int(np.ceil(place - BEFORE_MS * hz / 1e3 - 1e-6)), 0)
    last = min(int(np.floor(place + after_ms * hz / 1e3 + 1e-6)), total - 1)
    rows = file.samples[at][stretch.first + first // width : stretch.first + last // width + 1]
    skip = first - (first // width) * width
    return rows.reshape(-1)[skip : skip + last - first + 1], hz, (place - first) * 1e3 / hz, record
