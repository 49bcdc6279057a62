"""Signals of one label: they are one place recorded twice, not two sweeps of one response."""

from dataclasses import replace

import numpy as np

from multifocal.formats.edf.file import EdfFile
from multifocal.formats.edf.remark import Remark, quoted
from multifocal.words import listed, say


def without_twins(file: EdfFile) -> tuple[EdfFile, tuple[Remark, ...]]:
    """The file with one signal of each label, and what is passed over.

    A signal that is flat from its beginning to its end goes before one that is not; of two that are
    the same the first stays. Where two differ, nobody can tell which is meant, and neither is used.
    """
    labels: dict[str, list[int]] = {}
    for at in file.header.ordinary:
        labels.setdefault(file.header.signals[at].label.casefold(), []).append(at)
    signals = list(file.header.signals)
    remarks: list[Remark] = []
    for twins in labels.values():
        if len(twins) == 1:
            continue
        name = quoted(signals[twins[0]].label)
        alive = [at for at in twins if not _flat(file, at)]
        if not alive:
            alive = twins[:1]
        if len(alive) > 1 and all(_same(file, alive[0], at) for at in alive[1:]):
            alive = alive[:1]
        if len(alive) > 1:
            numbers = listed(str(at + 1) for at in alive)
            text = say("remarks.edf.twins_differ", numbers=numbers, name=name)
            remarks.append(Remark(text))
            alive = []
        for at in twins:
            if at in alive:
                continue
            signals[at] = replace(signals[at], passed_over="another signal has its label")
            if alive:
                key = "remarks.edf.twin_flat" if _flat(file, at) else "remarks.edf.twin_same"
                text = say(key, number=at + 1, name=name, other=alive[0] + 1)
                remarks.append(Remark(text))
    return replace(file, header=replace(file.header, signals=tuple(signals))), tuple(remarks)


def _flat(file: EdfFile, at: int) -> bool:
    samples = file.samples[at]
    return samples.size == 0 or bool(samples.min() == samples.max())


def _same(file: EdfFile, one: int, other: int) -> bool:
    first, second = file.header.signals[one], file.header.signals[other]
    alike = (first.gain, first.physical_min) == (second.gain, second.physical_min)
    return alike and np.array_equal(file.samples[one], file.samples[other])
