"""Stretches of records without a gap, and which note belongs to which stimulus of them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from multifocal.formats.edf.annotations import Annotation
from multifocal.formats.edf.facts import Facts
from multifocal.formats.edf.file import EdfFile
from multifocal.formats.edf.remark import Remark, placed
from multifocal.words import say

Note = tuple[Annotation, Facts]
Stimulus = tuple[Decimal, tuple[Note, ...]]


@dataclass(frozen=True)
class Stretch:
    """Records `first` to `last` (from 0, both in it) that follow each other without a gap.

    `begins_s`, `ends_s`: seconds from the file's start, None where the file does not tell.
    `stimuli`: onset and notes of each, in time; `general`: notes that belong to no one of them.
    """

    first: int
    last: int
    begins_s: Decimal | None
    ends_s: Decimal | None = None
    stimuli: tuple[Stimulus, ...] = ()
    general: tuple[Note, ...] = field(default=())

    @property
    def onsets(self) -> tuple[Decimal, ...]:
        """When the stimuli came."""
        return tuple(onset for onset, _ in self.stimuli)

    def holds(self, time_s: Decimal) -> bool:
        """Whether that time lies in it."""
        if self.begins_s is None or self.ends_s is None:
            return False
        return self.begins_s <= time_s < self.ends_s

    def record_at(self, time_s: Decimal, file: EdfFile) -> int | None:
        """The record in which a time lies, the nearest where it lies just outside all of them."""
        if self.begins_s is None:
            return None
        if file.header.kind != "EDF+D":
            after = int((time_s - self.begins_s) // file.header.record_duration_s)
            return self.first + after if 0 <= after <= self.last - self.first else None
        starts = [file.starts_s[at] or Decimal(0) for at in range(self.first, self.last + 1)]
        return self.first + max(bisect_right(starts, time_s) - 1, 0)


def stretches(file: EdfFile) -> tuple[Stretch, ...]:
    """The file's stretches in order.

    EDF+C and plain EDF: one. EDF+D: a record goes on where the next starts when it ends, to within
    one sample. The only record of a file starts at 0 where it does not say when; another that does
    not say is a stretch by itself.
    """
    header = file.header
    if not header.records:
        return ()
    if header.kind != "EDF+D":
        begin = file.starts_s[0] if file.starts_s[0] is not None else Decimal(0)
        length = header.records * header.record_duration_s
        return (Stretch(0, header.records - 1, begin, begin + length),)
    lasts = header.record_duration_s
    most = max((header.signals[at].samples_per_record for at in header.ordinary), default=0)
    slack = lasts / most if most else Decimal(0)
    pieces: list[Stretch] = []
    for record, kept in enumerate(file.starts_s):
        start: Decimal | None = Decimal(0) if kept is None and header.records == 1 else kept
        end = None if start is None else start + lasts
        before = pieces[-1] if pieces else None
        joins = (
            before is not None
            and before.ends_s is not None
            and start is not None
            and abs(start - before.ends_s) <= slack
        )
        if joins and before is not None:
            pieces[-1] = replace(before, last=record, ends_s=end)
        else:
            pieces.append(Stretch(record, record, start, end))
    return tuple(pieces)


def with_notes(
    pieces: Sequence[Stretch], notes: Sequence[Note], remarks: list[Remark]
) -> tuple[Stretch, ...]:
    """The stretches with their stimuli and notes.

    A stimulus belongs where its time lies, whatever record holds its note; one whose time lies in
    no record, to the record that holds it. Any other note belongs to the only stimulus of its
    record, else to the last one before it in time, else to its stretch as a whole.
    """
    stimuli: dict[int, dict[Decimal, list[Note]]] = {at: {} for at in range(len(pieces))}
    general: dict[int, list[Note]] = {at: [] for at in range(len(pieces))}
    by_record: dict[int, set[tuple[int, Decimal]]] = {}
    others: list[Note] = []
    for note in notes:
        annotation, facts = note
        if not facts.stimulus:
            others.append(note)
            continue
        at = _home(pieces, annotation)
        if not pieces[at].holds(annotation.onset_s) and stimuli[at]:
            remarks.append(
                Remark(say("remarks.edf.stimulus_outside"), placed("record", annotation.record + 1))
            )
            continue
        stimuli[at].setdefault(annotation.onset_s, []).append(note)
        by_record.setdefault(annotation.record, set()).add((at, annotation.onset_s))
    onsets = {at: sorted(times) for at, times in stimuli.items()}
    for note in others:
        annotation, _ = note
        mine = by_record.get(annotation.record, set())
        at = _home(pieces, annotation)
        if len(mine) == 1:
            home, onset = next(iter(mine))
            stimuli[home][onset].append(note)
        elif place := bisect_right(onsets[at], annotation.onset_s):
            stimuli[at][onsets[at][place - 1]].append(note)
        else:
            general[at].append(note)
    return tuple(
        replace(
            stretch,
            stimuli=tuple((onset, tuple(stimuli[at][onset])) for onset in onsets[at]),
            general=tuple(general[at]),
        )
        for at, stretch in enumerate(pieces)
    )


def _home(pieces: Sequence[Stretch], annotation: Annotation) -> int:
    """The stretch of a note: where its time lies, else the one of the record that holds it."""
    for at, stretch in enumerate(pieces):
        if stretch.holds(annotation.onset_s):
            return at
    return next(
        (
            at
            for at, stretch in enumerate(pieces)
            if stretch.first <= annotation.record <= stretch.last
        ),
        0,
    )
